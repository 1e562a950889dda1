"""The places where a page states its metadata as such: JSON-LD, microdata, meta elements, headings, addresses.

A source is a function that yields what a page states in one place, in the order of trust within that place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urlsplit

from generator.models import MetadataValue
from generator.readers import fields, structured
from generator.readers.page_elements import item_value, names_of, text_of
from generator.readers.page_view import PageView
from generator.readers.records import Value

HEAD_CHARS = 4096  # of a page, in which the browser that saved it notes its address
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4,8}\)(\S{1,2000}) -->")
DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
KICKER = re.compile(
    r"(?:^|[\s_-])(?:kicker|over-?line|top-?line|roof-?line|dachzeile|spitzmarke|pre-?title|eyebrow|super-?title|label|category"
    r"|rubrik|section|visually-?hidden|screen-?reader-?text|sr-only)(?:$|[\s_-])"
)
TITLE_BREAK = re.compile(r"\s+[-–—|·:»•]+\s+")

Source = Callable[[PageView], Iterator[MetadataValue]]


def json_ld(*names: str) -> Source:
    """The fields of the page's article in its JSON-LD."""

    def source(page: PageView) -> Iterator[MetadataValue]:
        """Yield each of the fields that the article has."""
        yield from _from_node(page.article or {}, names, "JSON-LD")

    return source


def json_ld_of(wanted: frozenset[str], *names: str) -> Source:
    """The fields of the objects of other types in the page's JSON-LD."""

    def source(page: PageView) -> Iterator[MetadataValue]:
        """Yield each of the fields of each object."""
        for node in structured.of_types(page.nodes, wanted):
            yield from _from_node(node, names, f"JSON-LD of the {_kind(node)}")

    return source


def publisher(page: PageView) -> Iterator[MetadataValue]:
    """Yield the publisher in the JSON-LD of the article, unless it is a person."""
    value = (page.article or {}).get("publisher")
    if not (isinstance(value, dict) and "person" in structured.types(value)):
        yield from _from_node(page.article or {}, ("publisher",), "JSON-LD")


def _from_node(node: structured.Node, names: tuple[str, ...], place: str) -> Iterator[MetadataValue]:
    """Yield the fields of an object that are stated, in the order of the names."""
    for name in names:
        value = node.get(name)
        if name in ("url", "mainEntityOfPage"):
            text = fields.address_in(value) or ""
        else:
            text = _person(value) if name in ("author", "creator") else fields.name_in(value)
        kind = " (organisation)" if _is_organisation(value) else ""
        if text:
            yield MetadataValue(value=text, origin=f"{place}: {name}{kind}")


def _person(value: Value) -> str:
    """The names of one or more people in JSON-LD."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_person, value)))
    if isinstance(value, dict) and not value.get("name"):
        return " ".join(str(value[part]) for part in ("givenName", "familyName") if value.get(part))
    return fields.name_in(value)


def _is_organisation(value: Value) -> bool:
    """True if a value in JSON-LD is an organisation."""
    return isinstance(value, dict) and any(
        name.endswith("organization")
        for name in structured.types(value)
        if "person" not in structured.types(value)
    )


def _kind(node: structured.Node) -> str:
    """What an object of a page's JSON-LD is, in words."""
    return "page" if structured.types(node) & structured.PAGE_TYPES else "site"


def microdata(*names: str) -> Source:
    """What the elements with this `itemprop` say, those of other articles left out."""

    def source(page: PageView) -> Iterator[MetadataValue]:
        """Yield the value of each element, by its machine-readable attribute if it has one."""
        for name in names:
            for element in page.root.iterfind(".//*[@itemprop]"):
                is_named = name in element.get("itemprop", "").split() and element.tag != "meta"
                if is_named and not page.is_foreign(element):
                    yield MetadataValue(value=item_value(element), origin=f"itemprop={name}")

    return source


def meta(*names: str) -> Source:
    """The contents of the meta elements with these names."""

    def source(page: PageView) -> Iterator[MetadataValue]:
        """Yield the contents, in the order of the names."""
        for name in names:
            yield from page.metas.get(name, ())

    return source


def headline_in_heading(page: PageView) -> Iterator[MetadataValue]:
    """Yield the headline of the article's data if the heading ends with it and opens with something else."""
    words = structured.fold(text_of(page.heading)) if page.heading is not None else ""
    for stated in (*json_ld("headline")(page), *meta("og:title")(page)):
        title = structured.fold(unescape(stated.value))
        if title and words != title and words.endswith(title):
            yield stated


def confirmed_heading(page: PageView) -> Iterator[MetadataValue]:
    """Yield the heading of the article if the page's head or data agree with it."""
    if page.heading is not None and page.is_confirmed(page.heading):
        yield from heading(page)


def heading(page: PageView) -> Iterator[MetadataValue]:
    """Yield the heading of the article without the line above it that names its topic."""
    if page.heading is None:
        return
    words = text_of(page.heading)
    for part in page.heading.iterfind(".//*[@class]"):
        kicker = text_of(part)
        if KICKER.search(names_of(part)) and words.startswith(kicker) and kicker != words:
            words = words.removeprefix(kicker).lstrip(" :|–—-")
    yield MetadataValue(value=words, origin=f"<{page.heading.tag}>")


def title_element(page: PageView) -> Iterator[MetadataValue]:
    """Yield the title of the page."""
    yield MetadataValue(value=page.root.findtext(".//title") or "", origin="<title>")


def name_in_title(page: PageView) -> Iterator[MetadataValue]:
    """Yield the part of the page's title, or the word in it, that is the name in the page's address."""
    labels = {structured.fold(address.value.rpartition(".")[0]) for address in host(page)}
    for title in page.titles:
        parts = TITLE_BREAK.split(title)
        if len(parts) > 1:
            for words in (*reversed(parts), *parts[-1].split(), *parts[0].split()):
                if structured.fold(words) in labels:
                    yield MetadataValue(value=words.strip(), origin="name in the title")


def canonical(page: PageView) -> Iterator[MetadataValue]:
    """Yield the address that the page names as its own."""
    for link in page.root.iterfind(".//link[@rel='canonical']"):
        yield MetadataValue(value=link.get("href") or "", origin="<link rel=canonical>")


def saved_from(page: PageView) -> Iterator[MetadataValue]:
    """Yield the address in the comment that browsers write into saved pages."""
    if match := SAVED_FROM.search(page.text[:HEAD_CHARS]):
        yield MetadataValue(value=match[1], origin="note of the browser that saved it")


def html_language(page: PageView) -> Iterator[MetadataValue]:
    """Yield the language of the root element."""
    yield MetadataValue(value=page.root.get("lang") or "", origin="<html lang>")


def day_in_address(page: PageView) -> Iterator[MetadataValue]:
    """Yield the day that stands in the page's address."""
    for address in (*meta("og:url")(page), *canonical(page), *saved_from(page)):
        if match := DAY_IN_ADDRESS.search(address.value):
            yield MetadataValue(value="-".join(match.groups()), origin="the page's address")


def host(page: PageView) -> Iterator[MetadataValue]:
    """Yield the host of the page's address."""
    for address in (*meta("og:url")(page), *canonical(page), *saved_from(page)):
        name = urlsplit(address.value.strip()).hostname if "//" in address.value else None
        if name:
            yield MetadataValue(value=name.removeprefix("www."), origin="host of the page's address")
