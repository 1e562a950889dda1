"""The built site, as MkDocs writes it: links that arrive, search that finds, nothing from elsewhere."""

from __future__ import annotations

import gzip
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import PROJECT

ROOT = "http://localhost:8000/"
LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
}
STYLE_URL = re.compile(r"""@import|url\(\s*["']?(?!data:|#)([^"')]+)""")


class Document(HTMLParser):
    """Ids, links, what the page loads, and what it shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in LOADING and values.get(LOADING[tag]):
            self.loads.append(values[LOADING[tag]])
        if tag == "link" and values.get("rel") in (
            "stylesheet",
            "icon",
            "preload",
            "prefetch",
            "modulepreload",
            "preconnect",
        ):
            self.loads.append(values["href"])
        self.loads += STYLE_URL.findall(values.get("style", ""))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The project's own site, built by `mkdocs build --strict`, and all that the command said."""
    folder = tmp_path_factory.mktemp("built")
    for name in ("mkdocs.yml", "seeds", "templates", "docs/about.md", "docs/guide.md", "docs/quality.md"):
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


@pytest.fixture(scope="module")
def documents(built: tuple[Path, str]) -> dict[str, Document]:
    """Each page by its address."""
    site = built[0]
    return {
        urljoin(ROOT, path.relative_to(site).as_posix().removesuffix("index.html")): Document(
            path.read_text("utf-8")
        )
        for path in site.rglob("*.html")
    }


def targets(documents: dict[str, Document]) -> Iterator[tuple[str, str]]:
    for address, document in documents.items():
        if not address.endswith("404.html"):  # its links are absolute: it is shown at any address
            yield from ((address, urljoin(address, link)) for link in document.links)


def test_mkdocs_warns_of_nothing(built: tuple[Path, str]) -> None:
    assert "WARNING" not in built[1]
    assert "ERROR" not in built[1]


def test_every_link_and_anchor_arrives(built: tuple[Path, str], documents: dict[str, Document]) -> None:
    followed = 0
    for address, target in targets(documents):
        page, _, anchor = target.partition("#")
        assert page.startswith(ROOT), f"{address} leads away to {target}"
        if page in documents:
            assert not anchor or anchor in documents[page].ids, f"{address} → {target}"
        else:
            assert (built[0] / unquote(urlsplit(page).path)[1:]).is_file(), f"{address} → {target}"
        followed += 1
    assert followed > 100


def test_ids_are_unique(documents: dict[str, Document]) -> None:
    for address, document in documents.items():
        assert len(document.ids) == len(set(document.ids)), address


def test_every_page_can_be_reached_from_the_front_page(documents: dict[str, Document]) -> None:
    reached, waiting = set(), [ROOT]
    while waiting:
        page = waiting.pop()
        if page in documents and page not in reached:
            reached.add(page)
            waiting += [urljoin(page, link).partition("#")[0] for link in documents[page].links]
    assert reached == {address for address in documents if not address.endswith("404.html")}


def test_nothing_is_loaded_from_outside_the_site(
    built: tuple[Path, str], documents: dict[str, Document]
) -> None:
    for address, document in documents.items():
        for load in document.loads:
            assert urlsplit(urljoin(address, load)).netloc == urlsplit(ROOT).netloc, f"{address} loads {load}"
    for style in built[0].rglob("*.css"):
        for load in STYLE_URL.findall(style.read_text("utf-8")):
            assert not urlsplit(load).netloc, f"{style.name} loads {load}"


def test_each_extract_of_the_front_page_leads_to_its_marked_sentence(built: tuple[Path, str]) -> None:
    front = (built[0] / "index.html").read_text("utf-8")
    places = re.findall(
        r'<blockquote><p>(.*?)</p></blockquote>\s*<p class="b-src">.*?class="b-place" href="(.*?)#(s\d+)"',
        front,
    )
    assert len(places) >= 5
    for words, page, anchor in places:
        target = (built[0] / page / "index.html").read_text("utf-8")
        marked = re.search(rf'<mark id="{anchor}">(.*?)</mark>', target, re.DOTALL)
        assert marked
        shown = re.sub(r'<(a|span) class="b-n".*?</\1>|<[^>]*>', "", marked[1])
        assert html.unescape(words) in html.unescape(shown)


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
