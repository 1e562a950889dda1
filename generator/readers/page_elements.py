"""What is written at the elements of a page: their names, their visible text, the people and dates in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.models import MetadataValue
from generator.readers import hypertext

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LABEL_WORDS = range(1, 15)  # of a line that holds a byline or a date; a longer one is prose
UPDATED = re.compile(
    r"\b(?:updated|modified|last (?:update|edited|reviewed)|aktualisiert|zuletzt|geändert|stand|mis à jour|actualizado"
    r"|atualizado|aggiornato|bijgewerkt|обновлено)\b[\s:]*(?:[^\W\d_]+\s){0,2}$",
    re.IGNORECASE,
)
MODIFIED = re.compile(r"modif|updat|aktualis")
DATE = re.compile(
    r"""(?<![\d/.-])(?: \d{4}-\d\d?-\d\d?(?:[T\ ]\d\d:\d\d(?::\d\d)?\S{0,12})?
      | \d{4}/\d\d?/\d\d? | \d{1,2}\.\ ?\d{1,2}\.\ ?\d{4} | \d{1,2}[/-]\d{1,2}[/-]\d{4} | \d{4}年\d{1,2}月\d{1,2}日
      | \d{1,2}(?:\.|st|nd|rd|th|er|º)?[\ -](?:de\ |of\ )?[^\W\d_]{3,12}\.?,?[\ -](?:de\ |del\ )?\d{4}
      | [^\W\d_]{3,12}\.?\ \d{1,2}(?:st|nd|rd|th)?,?\ \d{4} )(?![\d/-])""",
    re.VERBOSE,
)
CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
SPACED_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|profiles?|people|staff|by|redaktion|redakteure?|journalist(?:en|s)?"
    r"|columnists?|contributors?|writers?|newsteam)/[^/?#]+/?(?:[?#]|$)|[?&]author=",
    re.IGNORECASE,
)


def names_of(element: HtmlElement) -> str:
    """What an element is called: its classes and its id, in lower case with blanks between the words."""
    attributes = element.attrib
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if not names.islower():
        names = CAMEL_CASE.sub("-", names).lower()
    return names.replace("_", "-")


def text_of(element: HtmlElement) -> str:
    """The visible text of an element in one line."""
    return " ".join(hypertext.Document(element).text.split())


def name_text(element: HtmlElement) -> str:
    """The text of an element, or of the parts of it that are marked as names."""
    marked = [
        part
        for part in element.iterfind(".//*")
        if part.get("itemprop") == "name" or "fn" in (part.get("class") or "").split()
    ]
    links = [link for link in element.iterfind(".//a[@href]") if AUTHOR_PATH.search(link.get("href", ""))]
    return ", ".join(dict.fromkeys(filter(None, map(text_of, marked or links)))) or text_of(element)


def item_value(element: HtmlElement) -> str:
    """The value of a microdata element: for machines if it has one, else its text."""
    stated = element.get("content") or element.get("datetime")
    if not stated and element.tag == "abbr":
        stated = element.get("title")
    return stated or name_text(element)


def is_update(element: HtmlElement) -> bool:
    """True if an element says when the article was changed."""
    parent = element.getparent()
    before = (
        (element.getprevious().tail if element.getprevious() is not None else parent.text)
        if parent is not None
        else ""
    )
    names = f"{names_of(element)} {element.get('itemprop') or ''}".lower()
    label = element.text or ""
    return bool(
        (MODIFIED.search(names) and "published" not in names)
        or UPDATED.search(before or "")
        or UPDATED.match(label + " ")
    )


def date_in(value: str) -> str:
    """The date in a text that may hold more, with the day's dots closed up."""
    match = DATE.search(value)
    return SPACED_DAY.sub(r"\1.\2.\3", match[0]) if match else value


def dates_in(text: str, origin: str) -> Iterator[MetadataValue]:
    """Yield the dates in a short text, those of an update left out."""
    if len(text.split()) not in LABEL_WORDS:
        return
    for match in DATE.finditer(text):
        if not UPDATED.search(text[: match.start()]):
            yield MetadataValue(value=SPACED_DAY.sub(r"\1.\2.\3", match[0]), origin=origin)
