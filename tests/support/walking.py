"""A built site as files: its pages, where their links lead, and what they load. Nothing is opened here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

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
LOADING_LINKS = ("stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect")
STYLE_URL = re.compile(r"""@import|url\(\s*["']?(?!data:|#)([^"')]+)""")


class Document(HTMLParser):
    """Ids, links, and what the page loads."""

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
        if tag == "link" and values.get("rel") in LOADING_LINKS:
            self.loads.append(values["href"])
        self.loads += STYLE_URL.findall(values.get("style", ""))


class Site:
    """The folder that `mkdocs build` wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Each page by its address."""
        return {
            urljoin(ROOT, path.relative_to(self.folder).as_posix().removesuffix("index.html")): Document(
                path.read_text("utf-8")
            )
            for path in self.folder.rglob("*.html")
        }

    @property
    def pages(self) -> list[str]:
        """The addresses of all pages, relative to the site; the one for lost readers aside."""
        return sorted(address.removeprefix(ROOT) for address in self.documents if not lost(address))

    def targets(self) -> Iterator[tuple[str, str]]:
        """Every page with every address that it links to."""
        for address, document in self.documents.items():
            if not lost(address):  # its links are absolute: it is shown at any address
                yield from ((address, urljoin(address, link)) for link in document.links)

    def astray(self) -> list[str]:
        """Links within the site that lead to no page, no place on one, and no file."""
        return [
            f"{address} → {target}"
            for address, target in self.targets()
            if target.startswith(ROOT) and not self._arrives(*target.partition("#")[::2])
        ]

    def _arrives(self, page: str, anchor: str) -> bool:
        if page in self.documents:
            return not anchor or anchor in self.documents[page].ids
        return (self.folder / unquote(urlsplit(page).path)[1:]).is_file()

    def reached(self) -> set[str]:
        """The pages to which links lead from the front page, step by step."""
        reached, waiting = set(), [ROOT]
        while waiting:
            page = waiting.pop()
            if page in self.documents and page not in reached:
                reached.add(page)
                waiting += [urljoin(page, link).partition("#")[0] for link in self.documents[page].links]
        return reached


def lost(address: str) -> bool:
    return address.endswith("404.html")
