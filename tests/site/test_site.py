"""The built site, as MkDocs writes it: search that finds, nothing from elsewhere. `test_walk` opens its pages."""

from __future__ import annotations

import gzip
import html
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import PROJECT
from walking import ROOT, STYLE_URL, Site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The project's own site, built by `mkdocs build --strict`, and all that the command said."""
    folder = tmp_path_factory.mktemp("built")
    for name in (
        "mkdocs.yml",
        "seeds",
        "templates",
        "docs/about.md",
        "docs/guide.md",
        "docs/quality.md",
        "docs/images",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(PROJECT / name)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"NO_MKDOCS_2_WARNING": "1", "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    return folder / "site", done.stderr + done.stdout


def test_mkdocs_warns_of_nothing(built: tuple[Path, str]) -> None:
    assert "WARNING" not in built[1]
    assert "ERROR" not in built[1]


def test_nothing_is_loaded_from_outside_the_site(built: tuple[Path, str]) -> None:
    for address, document in Site(built[0]).documents.items():
        for load in document.loads:
            assert urlsplit(urljoin(address, load)).netloc == urlsplit(ROOT).netloc, f"{address} loads {load}"
    for style in built[0].rglob("*.css"):
        for load in STYLE_URL.findall(style.read_text("utf-8")):
            assert not urlsplit(load).netloc, f"{style.name} loads {load}"


def test_each_extract_of_the_front_page_leads_to_its_marked_sentence(built: tuple[Path, str]) -> None:
    front = (built[0] / "index.html").read_text("utf-8")
    places = re.findall(
        r'<blockquote cite="[^"]*"><p>(.*?)</p></blockquote>\s*<p class="b-src">.*?class="b-place" href="(.*?)#(s\d+)"',
        front,
    )
    assert len(places) >= 5
    for words, page, anchor in places:
        target = (built[0] / page / "index.html").read_text("utf-8")
        marked = re.search(rf'<mark id="{anchor}">(.*?)</mark>', target, re.DOTALL)
        assert marked
        shown = re.sub(r'<(a|span) class="b-n".*?</\1>|<[^>]*>', "", marked[1])
        assert html.unescape(re.sub("<[^>]*>", "", words)) in html.unescape(shown)


def test_search_holds_every_article(built: tuple[Path, str]) -> None:
    files = (built[0] / "search/index").rglob("*.pf_fragment")
    fragments = [gzip.decompress(file.read_bytes()).decode("utf-8") for file in files]

    assert len(fragments) == len(list((PROJECT / "seeds").glob("*.txt")))
    (found,) = (each for each in fragments if "Stoltenberg" in each)
    assert '"url":"articles/001_ef53fb99174f83d3/"' in found


def test_the_data_is_published_beside_the_pages(built: tuple[Path, str]) -> None:
    assert json.loads((built[0] / "briefing.json").read_text("utf-8"))["schema"] == "briefing/1"


def test_the_look_is_that_of_the_site(built: tuple[Path, str]) -> None:
    front = (built[0] / "index.html").read_text("utf-8")
    assert 'class="b-name"' in front
    assert (built[0] / "assets/briefing.css").is_file()
