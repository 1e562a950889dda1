"""Converts the Markdown that the templates write, without Python-Markdown: headings, and HTML in blocks. Pure.

It accepts only documents for which it gives the same bytes as Python-Markdown with MkDocs' three extensions, and no
others. A block of HTML is copied as it is, up to the tag that closes its first element; that takes one pass over its
tags, where Python-Markdown takes several over all characters.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import slugify, unique
from markdown.util import BLOCK_LEVEL_ELEMENTS

MKDOCS_EXTENSIONS = frozenset(("toc", "tables", "fenced_code"))  # with others, nothing is accepted
BLOCK_ELEMENTS = frozenset(BLOCK_LEVEL_ELEMENTS)
# Their content is read in ways that differ between versions of Python, except for scripts, which DATA matches whole.
TEXT_ELEMENTS = frozenset("iframe noembed noframes noscript plaintext script style textarea xmp".split())
EMPTY_ELEMENTS = frozenset(("hr",))  # that Python-Markdown expects no end tag of

ENTITY = r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"
# Control characters, line ends and tabs that Python-Markdown rewrites; fences of code; an `&` that begins no entity.
UNSUPPORTED = re.compile(rf"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]|```|~~~|(?!{ENTITY})&")
LINE_OF_SPACES = re.compile(r"(?<=\n) +\n")
WORD = rf"(?:[^\s#<>&\[\]\\`*_|~]|{ENTITY})+"
HEADING = re.compile(rf"(#{{1,6}}) ({WORD}(?: {WORD})*)\n\n")
# From here to the end of the next tag: end or start, name, the tag's own slash.
TAG = re.compile(r'[^<]*<(/?)([a-z][a-z0-9]*)(?:\s+[A-Za-z][A-Za-z0-9:-]*(?:="[^"<>`]*")?)*\s*(/?)>')
DATA = re.compile(r'<script type="application/ld\+json">[^<>&]*</script>')
TITLE = re.compile(r"[^<]*</title>")  # from the end of the start tag; of a drawing
FIRST_NAME = re.compile(r"<([a-z][a-z0-9]*)[ >]")


SAMPLE = "# A &amp; b\n\n<div>\n<p>a</p>\n\n<ul><li>b</ul>\n</div>\n<p>c</p>\n\n## A &amp; b\n\n<p>d</p>\n\n<p>e</p>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that is written in Markdown; `text` and `id` are HTML."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """The HTML of a document and its headings, those in blocks of HTML left out."""

    html: str
    headings: tuple[Heading, ...]


def supports(extensions: Collection[str], configs: Mapping[str, Any]) -> bool:
    """True if pages are converted with MkDocs' own three extensions, none configured, in a version that agrees."""
    is_own = len(extensions) == len(MKDOCS_EXTENSIONS & {*extensions}) == len(MKDOCS_EXTENSIONS)
    return is_own and not any(configs.values()) and _agrees()


@cache
def _agrees() -> bool:
    """True if the installed Python-Markdown makes the same of a sample."""
    converted = convert(SAMPLE)
    return converted is not None and converted.html == Markdown(extensions=[*MKDOCS_EXTENSIONS]).convert(
        SAMPLE
    )


def convert(source: str) -> Converted | None:
    """Convert a document without front matter; None if it contains anything but headings and blocks of HTML."""
    if UNSUPPORTED.search(source):
        return None
    text = LINE_OF_SPACES.sub("\n", f"{source}\n\n")
    pieces: list[str] = []
    headings: list[Heading] = []
    ids: set[str] = set()
    position, end = _skip_blank_lines(text, 0), len(text)
    while position < end:
        if heading := HEADING.match(text, position):
            headings.append(_heading(heading, ids))
            pieces.append(_heading_html(headings[-1]))
            position = heading.end()
        else:
            closed = _end_of_block(text, position)
            if closed is None or not text.startswith(("\n\n", "\n<"), closed):
                return None
            is_followed_by_blank_line = text.startswith("\n\n", closed)
            pieces.append(text[position:closed] + "\n" * is_followed_by_blank_line)
            position = closed
        position = _skip_blank_lines(text, position)
    return Converted(html="\n".join(pieces).strip(), headings=tuple(headings))


def _skip_blank_lines(text: str, position: int) -> int:
    """The position of the next character that ends no line."""
    while text.startswith("\n", position):
        position += 1
    return position


def _heading(match: re.Match[str], ids: set[str]) -> Heading:
    """A heading with an id made from its words, which no heading before it has; adds that to `ids`."""
    words = slugify(html.unescape(match[2]), "-")
    return Heading(level=len(match[1]), id=unique(words, ids), text=match[2])


def _heading_html(heading: Heading) -> str:
    """A heading as Python-Markdown writes it."""
    return f'<h{heading.level} id="{heading.id}">{heading.text}</h{heading.level}>'


def _end_of_block(text: str, position: int) -> int | None:
    """Where the element that begins at a position ends; None if it is no block or a tag cannot be understood.

    As Python-Markdown has it, an end tag closes all elements that were opened after the one that it names.
    """
    first = FIRST_NAME.match(text, position)
    if not first or first[1] not in BLOCK_ELEMENTS - EMPTY_ELEMENTS:
        return None
    if data := DATA.match(text, position):
        return data.end()
    opened: list[str] = []
    while tag := TAG.match(text, position):
        position = tag.end()
        is_end, name, is_empty = tag.groups()
        if name in TEXT_ELEMENTS or (name == "title" and not is_end and not TITLE.match(text, position)):
            return None
        if is_end:
            if name in opened:
                while opened.pop() != name:
                    pass
            if not opened:
                return position
        elif not is_empty and name not in EMPTY_ELEMENTS:
            opened.append(name)
    return None
