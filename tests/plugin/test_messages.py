"""What the plugin says: to GitHub at the file concerned, of a site without articles, and of an address in use."""

from __future__ import annotations

import logging
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import MakeSite
from mkdocs.exceptions import Abort

from generator.build import build
from generator.plugin import serving
from generator.plugin.messages import plugin_error
from generator.plugin.reports import log_result
from generator.updates import Result, report_files


def test_an_error_is_shown_by_github_at_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    plugin_error("mkdocs.yml, line 3: 100 % wrong\n::error::forged")

    assert capsys.readouterr().err == (
        "::error file=mkdocs.yml,line=3::mkdocs.yml, line 3: 100 %25 wrong\n::error::\\::error::forged\n"
    )


def test_elsewhere_nothing_is_written_for_github(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    plugin_error("mkdocs.yml, line 3: wrong")

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("files", "said"),
    [({}, "holds no article. Put files into it"), ({"a.txt": "\n"}, "none of its 1 files could be used")],
)
def test_a_site_without_articles_is_a_warning(
    files: dict[str, str], said: str, site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    settings = site(files)
    settings.seeds.mkdir(exist_ok=True)

    with caplog.at_level(logging.WARNING, "mkdocs.plugins.briefing"):
        report = build(settings)
        files = report_files(report.briefing)
        log_result(Result(files=files, has_address=False, published=report.published), settings)

    (message,) = caplog.messages
    assert said in message


def test_an_address_in_use_is_an_error_that_names_another(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        server: Any = SimpleNamespace(server_address=("127.0.0.1", port), address_family=socket.AF_INET)

        with pytest.raises(Abort, match=rf"127\.0\.0\.1:{port} cannot .*--dev-addr 127\.0\.0\.1:{port + 1}"):
            serving.check_address(server)
