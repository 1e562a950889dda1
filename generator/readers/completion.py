"""Prose of a page that its extraction left out: put back where it belongs to the article, else named in a note.

trafilatura takes one container of an article and the elements in it. A second container behind an advertisement, text
that stands beside the paragraphs, and a standfirst above them are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from generator.models import Block, BlockKind
from generator.readers import hypertext, lines
from generator.readers.hypertext import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_PROSE_WORDS = 8  # words of a paragraph that is prose beyond doubt
MAX_LINKED_SHARE = 0.5  # share of a paragraph inside links from which on it is a list of links
MIN_LINK_SHARE = 0.9  # share of a line inside a link from which on it is nothing but that
MIN_TEASER_WORDS = 4  # words of a link to another article; fewer may be a name in a list
MAX_TEASER_SHARE = 0.2  # of the words of a text; with more links than that it is a list of links itself
MAX_LEFT_OUT_SHARE = 0.1  # share of the article's words that may be left out without a note
QUOTED_CHARS = 80  # of what is left out, in the note
PROSE_END = re.compile(r"""[.!?…。！？][)"'\]”’»]*$""")
PARAGRAPH_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd pre blockquote figcaption".split())
AUTHOR_BOX_DEPTH = 5  # elements around a line in which a box about the author is looked for
AUTHOR_BOX = re.compile(
    r"\b(?:about-?(?:the-?)?author|author-?(?:box|bio|card|description|profile)|autor(?:en)?-?(?:box|info)|sabox\w*)\b"
)
STANDFIRST = re.compile(
    r"\b(?:stand-?first|lead|lede|intro|introduction|dek|deck|sub-?title|sub-?head(?:line)?)\b"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a page's text that belongs to the article, from `start` to `end` exclusive."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The stretches of a page's text that are the article, and notes on prose that is not among them."""

    text: str = ""  # of the whole page
    stretches: tuple[Stretch, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The stretches as blocks, one for each paragraph."""
        return tuple(
            Block(kind=stretch.kind, text=paragraph)
            for stretch in self.stretches
            for paragraph in lines.split(self.text[stretch.start : stretch.end])
        )


def complete(document: hypertext.Document, article: HtmlElement, extraction: Extraction) -> Extraction:
    """Put back what belongs to the article; a note names the rest if it is more than a tenth of the words.

    `article` is the element marked as the article, or the root of the page. An extraction without text stays as it is.
    """
    if not extraction.stretches:
        return extraction
    pieces = tuple(_placed(document.pieces))
    used = [piece for piece, stretch in pieces if _is_used(stretch, extraction)]
    left_out = [
        (piece, stretch)
        for piece, stretch in pieces
        if not _is_used(stretch, extraction) and _is_prose(piece) and _is_in(piece, article)
    ]
    paragraphs = [stretch.start for stretch in extraction.stretches if stretch.kind is BlockKind.PARAGRAPH]
    first = min(paragraphs, default=0)
    restored = [
        stretch for piece, stretch in left_out if _belongs(piece, used, is_above=stretch.start < first)
    ]
    stretches = sorted((*extraction.stretches, *restored), key=lambda stretch: stretch.start)
    rest = [piece.text for piece, stretch in left_out if stretch not in restored]
    last = stretches[-1].end
    if article is document.root:  # the whole page, of which only what stands amid the article is surely its
        rest = [piece.text for piece, stretch in left_out if stretch not in restored and stretch.end < last]
    complete = replace(extraction, stretches=tuple(stretches))
    return replace(complete, notes=_notes(complete.blocks, rest))


def without_asides(document: hypertext.Document, extraction: Extraction) -> Extraction:
    """Leave out boxes about the author, and lines that are nothing but a link, unless these are much of the text."""
    pieces = tuple(_placed(document.pieces))
    own = _without(extraction, [place for piece, place in pieces if _is_about_author(piece)])
    prose = _without(own, [place for piece, place in pieces if _is_link(piece)])
    return prose if _word_count(prose) >= (1 - MAX_TEASER_SHARE) * _word_count(own) else own


def _without(extraction: Extraction, places: Sequence[Stretch]) -> Extraction:
    """The extraction without the stretches that stand in one of these places, which are in their order."""
    starts = [place.start for place in places]

    def is_in(stretch: Stretch) -> bool:
        """True if a stretch stands in one of the places."""
        index = bisect_right(starts, stretch.start) - 1
        return index >= 0 and stretch.end <= places[index].end

    return replace(
        extraction, stretches=tuple(stretch for stretch in extraction.stretches if not is_in(stretch))
    )


def _is_link(piece: Piece) -> bool:
    """True if a piece is a link of several words and hardly anything else."""
    return piece.linked >= MIN_LINK_SHARE * len(piece.text) and len(piece.text.split()) >= MIN_TEASER_WORDS


def _is_about_author(piece: Piece) -> bool:
    """True if a piece stands in an element that is called a box about the author."""
    around = islice((piece.element, *piece.element.iterancestors()), AUTHOR_BOX_DEPTH)
    return any(AUTHOR_BOX.search(_names(element)) for element in around)


def _word_count(extraction: Extraction) -> int:
    """The number of words in an extraction."""
    return sum(len(block.text.split()) for block in extraction.blocks)


def _placed(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Stretch]]:
    """Each piece of a page with its place in the page's text, in which a line break follows each."""
    ends = accumulate(len(piece.text) + 1 for piece in pieces)
    for piece, end in zip(pieces, ends, strict=True):
        yield piece, Stretch(end - 1 - len(piece.text), end - 1, piece.kind)


def _is_used(place: Stretch, extraction: Extraction) -> bool:
    """True if a stretch of the extraction reaches into this place."""
    return any(stretch.start < place.end and place.start < stretch.end for stretch in extraction.stretches)


def _is_prose(piece: Piece) -> bool:
    """True if a piece is a paragraph of whole sentences and no list of links."""
    return (
        not piece.apart
        and piece.kind is BlockKind.PARAGRAPH
        and piece.linked <= MAX_LINKED_SHARE * len(piece.text)
        and len(piece.text.split()) >= MIN_PROSE_WORDS
        and bool(PROSE_END.search(piece.text))
    )


def _is_in(piece: Piece, article: HtmlElement) -> bool:
    """True if a piece stands in the element marked as the article."""
    return piece.element is article or any(parent is article for parent in piece.element.iterancestors())


def _belongs(piece: Piece, used: Sequence[Piece], *, is_above: bool) -> bool:
    """True if a piece stands beside the paragraphs of the article, in an element like theirs, or is its standfirst."""
    containers = [_container(other) for other in used if other.kind is BlockKind.PARAGRAPH]
    own = _container(piece)
    if piece.element.tag not in PARAGRAPH_TAGS and any(own is container for container in containers):
        return True
    if own.get("class") and any(_likeness(own) == _likeness(container) for container in containers):
        return all(own is not container for container in containers)
    return is_above and bool(STANDFIRST.search(_names(piece.element)))


def _container(piece: Piece) -> HtmlElement:
    """The element in which the paragraphs beside a piece stand: that around it, or its own if it is bare text."""
    parent = piece.element.getparent()
    return parent if piece.element.tag in PARAGRAPH_TAGS and parent is not None else piece.element


def _likeness(element: HtmlElement) -> tuple[str, str]:
    """The tag and the classes of an element, by which two containers of one article are alike."""
    return str(element.tag), element.get("class", "")


def _names(element: HtmlElement) -> str:
    """What an element is called: its classes, its id and its property, in lower case."""
    return (
        f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}".lower().replace(
            "_", " "
        )
    )


def _notes(blocks: Sequence[Block], left_out: Sequence[str]) -> tuple[str, ...]:
    """A note on the texts left out, if they have more than a tenth of all words."""
    words = sum(len(text.split()) for text in left_out)
    total = words + sum(len(block.text.split()) for block in blocks)
    if words <= MAX_LEFT_OUT_SHARE * total:
        return ()
    opening = " ".join(left_out[0].split())[:QUOTED_CHARS]
    return (
        f'{words} of {total} words on the page are not used, from "{opening}" on. '
        "If they belong to the article, save its text alone.",
    )
