"""Which angle brackets in a text are tags, whether the text is HTML by its structure, and its words without them.

A text of which nobody says that it is HTML may mention tags ("use <b> for bold") or compare values (`a<b and c>d`).
It is HTML if most of its letters stand inside block elements. Otherwise only tags that come in pairs, or stand where
a paragraph ends, are markup, and everything else stays as it is. All in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w.:-]{0,40}+)"
    r"""(?P<attributes>(?:[\s/](?:[^<>"']++|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,99}+)?)>"""
)
STRAY_SIGN = re.compile(
    r"<(?P<name>[a-zA-Z][\w.:-]*+)(?:\s++(?P<word>[a-zA-Z]++)(?=[\s>,.;])(?!\s*=)|(?=(?P<odd>[^\s/>])))"
)
RAW_TEXT_OR_STRAY_SIGN = re.compile(
    rf"<(?:script|style)\b.*?(?:</|\Z)|<!--.*?(?:-->|\Z)|(?P<stray>{STRAY_SIGN.pattern})",
    re.DOTALL | re.IGNORECASE,
)
BLANK_LINE = re.compile(r"\n[ \t]*\n")
# Attributes that may stand first and without a value. Any other bare word behind a name means that it is no tag.
BARE_ATTRIBUTES = frozenset(
    """
    allowfullscreen alt amp async autofocus autoplay bgcolor checked class color compact controls data declare default
    defer dir disabled download draggable formnovalidate height hidden href id inert ismap itemprop itemscope lang loop
    multiple muted name nohref nomodule noresize noshade novalidate nowrap open playsinline readonly rel required
    reversed role scoped seamless selected sortable src style summary tabindex target title translate value width
    """.split()
)
BLOCK_NAMES = frozenset(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header html li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()
)
INLINE_NAMES = frozenset(
    """
    a abbr acronym audio b bdi bdo big button cite code data del dfn em font i iframe ins kbd label mark noscript
    object picture q s samp script small span strike strong style sub sup svg time tt u var video
    """.split()
)
VOID_NAMES = frozenset("br col embed hr img input source track wbr".split())
BREAKS = {"br": "\n", "hr": "\n\n"}  # what stands for an empty element in a text
NAMES_WITHOUT_TEXT = frozenset("del s script strike style".split())  # struck out by the author, or no prose
PARAGRAPH_END = re.compile(r"""(?:\A|[.!?:…"'”’»)\]>。！？\n])[ \t]*\Z""")
CONTEXT_CHARS = 20  # characters before a tag that show where it stands
MIN_BLOCK_SHARE = 0.5  # of the letters of a text, inside block elements


class Place(Enum):
    """Where a part of a text stands: in a block element, outside all of them, or as a tag of one."""

    INSIDE = auto()
    OUTSIDE = auto()
    TAG = auto()


Markup = tuple[int, int, str]  # start and end of what is no text, and what to write for it


def without_stray_signs(text: str) -> str:
    """HTML in which each angle bracket that opens no tag, as in `a<b and c>d`, is written as an entity."""
    return RAW_TEXT_OR_STRAY_SIGN.sub(
        lambda token: "&lt;" + token[0][1:] if token["stray"] and _is_stray(token) else token[0], text
    )


def is_html(text: str) -> bool:
    """True if most letters of a text stand inside block elements."""
    inside = outside = 0
    for chunk, place in _chunks(text):
        letters = sum(map(len, chunk.split()))
        inside += letters * (place is Place.INSIDE)
        outside += letters * (place is Place.OUTSIDE)
    return inside > MIN_BLOCK_SHARE * (inside + outside)


def with_paragraph_breaks(text: str) -> str:
    """HTML in which blank lines between paragraphs, outside block elements, became line breaks."""
    if not BLANK_LINE.search(text):
        return text
    return "".join(
        BLANK_LINE.sub("<br><br>", chunk) if place is Place.OUTSIDE else chunk
        for chunk, place in _chunks(text)
    )


def without_tags(text: str) -> str:
    """The text without its markup: a blank line in place of a block's tag, a line break in place of `<br>`.

    Text that the author struck out is removed with its tags.
    """
    parts: list[str] = []
    position = 0
    for start, end, instead in sorted(_markup(text)):
        if start >= position:
            parts += (text[position:start], instead)
            position = end
    return "".join((*parts, text[position:]))


def _is_stray(sign: re.Match[str]) -> bool:
    """True if a sign that looks like a tag is none: the word after its name is no attribute of HTML."""
    if sign["odd"]:
        return sign["odd"] not in "\"'"
    return sign["name"].lower() not in BLOCK_NAMES and sign["word"].lower() not in BARE_ATTRIBUTES


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Everything in a text that has the form of a tag."""
    for tag in TAG.finditer(text):
        sign = STRAY_SIGN.match(text, tag.start())
        if not (sign and _is_stray(sign)):
            yield tag


def _chunks(text: str) -> Iterator[tuple[str, Place]]:
    """The text cut at the tags of block elements, each part with the kind of place where it stands."""
    tags = [tag for tag in _tags(text) if tag["name"].lower() in BLOCK_NAMES]
    last_ends = {tag["name"].lower(): tag.start() for tag in tags if tag["close"]}
    counts = Counter[str]()
    depth = position = 0
    unclosed = False  # the last tag opened an element that nothing closes, as <p> may
    for tag in (*tags, None):
        chunk = text[position : tag.start() if tag else len(text)]
        paragraph_end = BLANK_LINE.search(chunk) if unclosed and not depth else None
        split = paragraph_end.start() if paragraph_end else len(chunk)
        yield chunk[:split], Place.INSIDE if depth or unclosed else Place.OUTSIDE
        yield chunk[split:], Place.OUTSIDE
        if tag is None:
            break
        yield tag[0], Place.TAG
        position, name = tag.end(), tag["name"].lower()
        opens = not tag["close"] and _ends_paragraph(text, tag)
        closed_later = last_ends.get(name, -1) > tag.start()
        unclosed = opens and not closed_later
        change = 1 if opens and closed_later else -1 if tag["close"] and counts[name] else 0
        counts[name] += change
        depth += change


def _ends_paragraph(text: str, tag: re.Match[str]) -> bool:
    """True if a tag stands where a paragraph may end: after the end of a sentence, a line or another tag."""
    return bool(PARAGRAPH_END.search(text[max(0, tag.start() - CONTEXT_CHARS) : tag.start()]))


def _is_mentioned(text: str, tag: re.Match[str]) -> bool:
    """True if a tag stands between spaces like a word, as in a text about HTML: without attributes, in a sentence."""
    spaced = text[tag.start() - 1 : tag.start()] == " " and text[tag.end() : tag.end() + 1] in ("", " ")
    return spaced and not tag["attributes"].strip(" /") and not _ends_paragraph(text, tag)


def _markup(text: str) -> Iterator[Markup]:
    """The tags that are certainly markup, and the elements whose content is no text, as spans of the text."""
    breaks = [blank.start() for blank in BLANK_LINE.finditer(text)]
    opened: dict[str, list[re.Match[str]]] = {}
    for tag in _tags(text):
        name = tag["name"].lower()
        if name in VOID_NAMES and not _is_mentioned(text, tag):
            yield tag.start(), tag.end(), BREAKS.get(name, "")
        elif name in BLOCK_NAMES:
            yield from _block_markup(text, tag, opened.setdefault(name, []))
        elif name in INLINE_NAMES and tag["close"] and opened.get(name):
            start = opened[name].pop()
            if bisect(breaks, start.start()) == bisect(breaks, tag.start()):
                yield from _pair(start, tag)
        elif name in INLINE_NAMES and not tag["close"] and not _is_mentioned(text, tag):
            opened.setdefault(name, []).append(tag)


def _block_markup(text: str, tag: re.Match[str], opened: list[re.Match[str]]) -> Iterator[Markup]:
    """The tag of a block element, if it stands where a paragraph ends or closes an element that did.

    `opened` are the elements of this name that are open; it is kept up to date.
    """
    closes = bool(tag["close"] and opened)
    if closes:
        opened.pop()
    if closes or _ends_paragraph(text, tag):
        yield tag.start(), tag.end(), "\n\n"
        if not tag["close"]:
            opened.append(tag)


def _pair(start: re.Match[str], end: re.Match[str]) -> Iterator[Markup]:
    """Both tags of an inline element, or the whole element if its content is no text."""
    if start["name"].lower() in NAMES_WITHOUT_TEXT:
        yield start.start(), end.end(), ""
    else:
        yield start.start(), start.end(), ""
        yield end.start(), end.end(), ""
