"""`mkdocs serve` for real: each change of a seed leads to one rebuild and to the right pages."""

from __future__ import annotations

import os
import queue
import re
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BRIDGE, HARVEST

CONFIG = """\
site_name: Test
theme: material
plugins:
  - briefing:
      themes:
        diplomacy: {title: Diplomacy, terms: [talks]}
"""
INDEX = "search/index/articles/article-{}.index"
LIMIT = 60  # seconds until a rebuild that does not come is a failure
CALM = 3.0  # seconds without a rebuild after which none is on its way; MkDocs looks twice a second


class Server:
    """A running `mkdocs serve`, its rebuilds, and its pages."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        )
        self.said: list[str] = []
        self._built: queue.Queue[None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if re.search(
                r"Reloading browsers|Serving on", line
            ):  # MkDocs says other lines once only, if equal
                self._built.put(None)

    def rebuilds(self) -> int:
        """Waits for a rebuild, then until no more come; how many there were."""
        self._built.get(timeout=LIMIT)
        count = 1
        while True:
            try:
                self._built.get(timeout=CALM)
                count += 1
            except queue.Empty:
                return count

    def page(self, path: str) -> str | None:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            return None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "seeds/bridge.txt").write_text(BRIDGE, encoding="utf-8")
    running = Server(tmp_path)
    assert running.rebuilds() == 1, "the line that names the address"
    yield running
    running.process.terminate()
    running.process.wait(timeout=20)


def test_adding_changing_and_deleting_a_seed_each_lead_to_one_rebuild(server: Server, tmp_path: Path) -> None:
    harvest = tmp_path / "seeds/harvest.txt"
    assert server.page("articles/bridge/")
    assert server.page("articles/harvest/") is None

    harvest.write_text(HARVEST, encoding="utf-8")
    assert server.rebuilds() == 1, server.said
    assert "late frost" in (server.page("articles/harvest/") or "")
    assert "articles/harvest/" in (server.page("") or "")
    assert server.page(INDEX.format(1))
    assert "Content-Security-Policy" not in (server.page("") or ""), "MkDocs has a script of its own there"

    harvest.write_text(HARVEST.replace("frost", "hail"), encoding="utf-8")
    assert server.rebuilds() == 1, server.said
    assert "late hail" in (server.page("articles/harvest/") or "")

    harvest.unlink()
    assert server.rebuilds() == 1, server.said
    assert server.page("articles/harvest/") is None
    assert server.page(INDEX.format(1)) is None
    assert "articles/harvest/" not in (server.page("") or "")


def test_a_page_by_hand_and_the_configuration_each_lead_to_one_rebuild(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "docs/notes.md").write_text("# Notes\n\nThe ferry is late.\n", encoding="utf-8")
    assert server.rebuilds() == 1, server.said
    assert "The ferry is late." in (server.page("notes/") or "")

    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("Diplomacy", "Statecraft"), encoding="utf-8")
    assert server.rebuilds() == 1, server.said
    assert "Statecraft" in (server.page("themes/diplomacy/") or "")
