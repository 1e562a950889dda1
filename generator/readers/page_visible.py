"""The places where a page shows who wrote its article and when: links, bylines, times, lines near the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from generator.models import MetadataValue
from generator.readers import bylines
from generator.readers.page_elements import (
    AUTHOR_PATH,
    DATE,
    LABEL_WORDS,
    MODIFIED,
    date_in,
    dates_in,
    is_update,
    name_text,
    names_of,
    text_of,
)
from generator.readers.page_view import PageView

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BYLINE_TAGS = "span div p a address li h3 h4 h5 em strong b".split()
MAX_ELEMENTS = 20_000  # of one kind that are looked at; a page of a browser has fewer
MAX_VISIBLE_VALUES = 6  # of one kind that are tried
BYLINE = re.compile(
    r"\b(?:by-?lines?|authors?|autor(?:en|in|es)?|auteurs?|autore|writers?|verfasser|contributors?|journalists?"
    r"|posted-?by|written-?by|vcard)\b|(?:author|byline|autor)(?:-?names?|-?link)?\b"
)
NO_BYLINE = re.compile(
    r"\b(?:images?|img|photos?|pic|avatar|bio(?:graphy)?|desc(?:ription)?|social|count|follow|title|job|role"
    r"|position|email|twitter|website|org|icon|label|tooltip|search|comment\w*)\b"
)
DATED = re.compile(
    r"\b(?:\w*dates?|\w*datum|datetime|time|timestamp|fecha|published|posted(?:-?on)?|pubdate|created|meta(?:-?info|data)?|by-?line|author"
    r"|infos?|dateline|subline|article-?info)\b"
)
TWO_NUMBERS = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")
WRITTEN_BY = re.compile(
    r"written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door|author|autor",
    re.IGNORECASE,
)
LINE_BREAK = re.compile(r"\s*(?:[|•·,–—]|//|\s-\s|\buhr\b|\d{1,2}[:.]\d\d(?: ?[ap]m)?)\s*", re.IGNORECASE)
FULL_NAME = re.compile(
    r"[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_]+(?:[ -](?:(?:de|da|di|van|von|der|del|el|al|bin) )*[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_]+){1,3}"
)


def _elements(page: PageView, *tags: str) -> Iterator[HtmlElement]:
    """The elements of these tags, up to a number of them."""
    return islice(page.root.iter(*tags), MAX_ELEMENTS)


def author_links(page: PageView) -> Iterator[MetadataValue]:
    """Yield the links that are marked as those to the author."""
    for link in page.root.iterfind(".//a[@rel]"):
        if "author" in link.get("rel", "").lower().split() and not page.is_foreign(link):
            yield MetadataValue(value=text_of(link), origin="rel=author")


def author_pages(page: PageView) -> Iterator[MetadataValue]:
    """Yield the links to a page of the site about an author."""
    for link in page.root.iterfind(".//a[@href]"):
        if AUTHOR_PATH.search(link.get("href", "")) and not page.is_foreign(link) and (text := text_of(link)):
            yield MetadataValue(value=text, origin="link to an author's page")


def byline_elements(page: PageView) -> Iterator[MetadataValue]:
    """Yield the texts of elements that are called a byline or an author."""
    count = 0
    for element in _elements(page, *BYLINE_TAGS):
        names = names_of(element)
        if not (names and BYLINE.search(names)) or NO_BYLINE.search(names) or page.is_foreign(element):
            continue
        text = name_text(element)
        if text and len(text.split()) in LABEL_WORDS:
            yield MetadataValue(value=text, origin=f"byline <{element.tag} class={element.get('class', '')}>")
            count += 1
        if count >= MAX_VISIBLE_VALUES:
            return


def byline_lines(page: PageView) -> Iterator[MetadataValue]:
    """Yield the lines around the heading that open like a byline."""
    for line in page.lines:
        if bylines.is_introduced(line):
            yield MetadataValue(value=line, origin="line near the heading")


def names_beside_dates(page: PageView) -> Iterator[MetadataValue]:
    """Yield what stands alone with a date in a line near the heading and has the form of a name."""
    for line in page.lines:
        if DATE.search(line):
            parts = list(filter(None, (part.strip() for part in LINE_BREAK.split(DATE.sub("|", line)))))
            if len(parts) == 1 and FULL_NAME.fullmatch(parts[0]) and parts[0] not in page.topics:
                yield MetadataValue(value=parts[0], origin="line near the heading")


def card_author(page: PageView) -> Iterator[MetadataValue]:
    """Yield the author on the card that is shown for the page in social networks."""
    for number in ("1", "2"):
        labels, values = (page.metas.get(f"twitter:{name}{number}", ()) for name in ("label", "data"))
        if labels and values and WRITTEN_BY.search(labels[0].value):
            yield values[0]


def time_elements(page: PageView) -> Iterator[MetadataValue]:
    """Yield the times that the article shows, those of an update left out."""
    count = 0
    for element in _elements(page, "time", "abbr"):
        stamp = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None)
        if element.tag == "abbr" and not stamp:
            continue
        if is_update(element) or page.is_foreign(element):
            continue
        for value in dict.fromkeys(filter(None, (stamp, text_of(element)))):
            if DATE.search(value) and not TWO_NUMBERS.fullmatch(date_in(value)):
                yield MetadataValue(value=date_in(value), origin="<time>")
        count += 1
        if count >= MAX_VISIBLE_VALUES:
            return


def date_lines(page: PageView) -> Iterator[MetadataValue]:
    """Yield the dates in lines around the heading, but those that may be read in two ways."""
    for line in page.lines:
        for stated in dates_in(line, "line near the heading"):
            if not TWO_NUMBERS.fullmatch(stated.value):
                yield stated


def numeric_date_lines(page: PageView) -> Iterator[MetadataValue]:
    """Yield the dates in lines around the heading of which the language must say which number is the day."""
    for line in page.lines:
        for stated in dates_in(line, "line near the heading"):
            if TWO_NUMBERS.fullmatch(stated.value):
                yield stated


def date_elements(page: PageView) -> Iterator[MetadataValue]:
    """Yield the dates in elements that are called a date."""
    count = 0
    for element in _elements(page, "span", "div", "p", "li", "em", "b", "small", "td"):
        names = names_of(element)
        if not (names and DATED.search(names)) or MODIFIED.search(names) or page.is_foreign(element):
            continue
        text = text_of(element)
        if len(text.split()) in LABEL_WORDS:
            yield from dates_in(text, f"<{element.tag} class={element.get('class', '')}>")
            count += 1
        if count >= MAX_VISIBLE_VALUES:
            return
