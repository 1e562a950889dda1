"""A rendered page as a tree of elements, read by lxml and by none of the code that wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from generator.models import Page, Site
from generator.safety.verification.sources import directory_address, visible

Element = Any  # of lxml, which has no types
FRONT_MATTER = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedPage:
    """The elements of a page by tag and by class, each in the order of the page."""

    path: str
    site: Site
    head: Mapping[str, str]  # of the front matter, unescaped
    text: str
    by_tag: Mapping[str, Sequence[Element]]
    by_class: Mapping[str, Sequence[Element]]

    @property
    def address(self) -> str:
        """The page's address below the site's root, as links write it: `articles/bridge/`."""
        name = self.path.removesuffix(".md").removesuffix("index")
        return name if name == "" or name.endswith("/") else f"{name}/"

    @property
    def subject(self) -> tuple[str, str]:
        """The folder and the name of the page: ("articles", "bridge")."""
        folder, _, name = self.path.removesuffix(".md").rpartition("/")
        return folder, name

    def with_class(self, name: str, *tags: str) -> list[Element]:
        """The elements of the page with a class; only those with one of the tags, if tags are given."""
        return [element for element in self.by_class.get(name, ()) if not tags or element.tag in tags]

    def resolve(self, link: str | None) -> str:
        """The address below the site's root to which a relative link of the page leads; other links unchanged."""
        link = link or ""
        if "://" in link:
            return link
        if link.startswith("#"):
            return self.address + link
        folders = (self.address if self.site.directory_urls else self.path).split("/")[:-1]
        while link.startswith("../"):
            link, folders = link[3:], folders[:-1]
        address = "".join(f"{folder}/" for folder in folders) + link.removeprefix("./")
        return directory_address(address, self.site)


def parse(page: Page, site: Site) -> ParsedPage:
    """Parse a page into its front matter and elements; entities become the characters that they stand for."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(b"<body>" + page.text.encode("utf-8", "replace"), parser)
    by_tag: dict[str, list[Element]] = {}
    by_class: dict[str, list[Element]] = {}
    for element in root.iter(etree.Element):
        by_tag.setdefault(element.tag, []).append(element)
        for name in element.get("class", "").split():
            by_class.setdefault(name, []).append(element)
    return ParsedPage(
        path=page.path,
        site=site,
        head=_front_matter(page.text),
        text=page.text,
        by_tag=by_tag,
        by_class=by_class,
    )


def _front_matter(text: str) -> dict[str, str]:
    """The fields of a page's front matter, whose values are JSON strings or bare words."""
    match = FRONT_MATTER.match(text)
    fields = (line.partition(": ") for line in match[1].splitlines()) if match else ()
    return {
        name: unescape(json.loads(value)) if value.startswith('"') else value
        for name, separator, value in fields
        if separator
    }


def has_class(element: Element, name: str) -> bool:
    """True if the element has the class."""
    return element is not None and name in element.get("class", "").split()


def inner_text(element: Element, without: Iterable[str] = ()) -> str:
    """The text that a reader sees in an element, without the elements that have one of the classes `without`."""
    return visible("".join(_texts(element, frozenset(without))))


def _texts(element: Element, without: frozenset[str]) -> Iterator[str]:
    """The pieces of text inside an element in order, without elements that have one of the classes."""
    if without.isdisjoint(element.get("class", "").split()):
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _texts(child, without)
            yield child.tail or ""


def first_words(element: Element) -> str:
    """The text of an element before its first child, without the point that divides a source line."""
    return visible(element.text or "").removesuffix("·").rstrip()


def children(element: Element, tag: str) -> list[Element]:
    """The child elements with the tag, in order; empty without an element."""
    return [] if element is None else [child for child in element if child.tag == tag]


def descendants(element: Element, tag: str, class_: str = "") -> list[Element]:
    """The elements with this tag and, if given, this class inside an element, in order.

    The element itself may be one.
    """
    return [child for child in element.iter(tag) if not class_ or has_class(child, class_)]
