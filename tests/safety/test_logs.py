"""Text of others in a log: what a CI service would take for a command is shown, and is none."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from browsing import mkdocs_build
from conftest import BRIDGE
from mkdocs.exceptions import Abort
from typer.testing import CliRunner

from generator.cli import app, main
from generator.safety.logs import inert_lines

# How the services find commands in a line of a log.
IS_COMMAND = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[|[\x00-\x09\x0b-\x1f\x7f-\x9f]", re.I | re.M)
NAMES = (
    "::error::all is well.txt",
    "::set-output name=a::b.pdf",
    "##vso[task.setvariable variable=a]b.txt",
    "##[command]ls.txt",
    "##teamcity[buildStop].txt",
    "line\n::warning::two.txt",
    "red\x1b[31m.txt",
    "folded\r##[group]a.txt",
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error file=a::b", r"\::error file=a::b"),
        ("first\n  ::add-mask::x", "first\n  \\::add-mask::x"),
        ("\ufeff::stop-commands::x", "\ufeff\\::stop-commands::x"),
        ("a ##vso[task.complete]b", r"a #\#vso[task.complete]b"),
        ("##VSO[task.complete]", r"#\#VSO[task.complete]"),
        ("###[group]", r"##\#[group]"),
        ("##teamcity[x]", r"#\#teamcity[x]"),
        ("a\x1b]0;title\x07\r\u2028b\u202ec", r"a\x1b]0;title\x07\r\u2028b\u202ec"),
    ],
)
def test_a_command_is_shown_and_broken(text: str, shown: str) -> None:
    assert inert_lines(text) == shown


def test_other_text_stays_as_it_is() -> None:
    text = "seeds/a.txt: no date.\n\tC++ std::string, a::b, ## heading [1], #[2] – “é”\n"

    assert inert_lines(text) == text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site whose files have commands for names; all are set aside."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "seeds").mkdir()
    for name in NAMES:
        (tmp_path / "seeds" / name).write_text("", encoding="utf-8")
    (tmp_path / "seeds/bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\ntheme: material\nplugins: [briefing]\n")
    return tmp_path


def test_the_names_of_files_are_no_commands_in_what_the_plugin_logs(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="mkdocs"):
        mkdocs_build(folder / "mkdocs.yml")

    said = [record.getMessage() for record in caplog.records]
    assert sum("set aside" in line for line in said) == len(NAMES)
    assert not [line for line in said if IS_COMMAND.search(line)]


def test_an_error_that_stops_mkdocs_is_no_command(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "overrides.yml").write_text('stories: [merge: ["##vso[task.complete]", "bridge"]]\n')

    with pytest.raises(Abort):
        mkdocs_build(folder / "mkdocs.yml")

    assert "vso[task.complete]" in caplog.text
    assert not IS_COMMAND.search(caplog.text.replace("\t", ""))


def test_the_names_of_files_are_no_commands_in_what_a_command_prints(folder: Path) -> None:
    done = CliRunner().invoke(app, ["check", "--config", str(folder / "mkdocs.yml")])

    assert done.output.count(": set aside, ") == len(NAMES)
    assert not IS_COMMAND.search(done.output)


def test_an_error_that_stops_a_command_is_no_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = folder / "##vso[task.complete].yml"
    monkeypatch.setattr("sys.argv", ["briefing", "check", "--config", str(config)])

    with pytest.raises(SystemExit):
        main()

    said = capsys.readouterr().err
    assert "task.complete" in said
    assert not IS_COMMAND.search(said)
