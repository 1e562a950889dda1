"""Removes from an article what is not its own prose, and records each piece with its reason.

Cleaning only removes: the words that remain, and their order, are those of the source. White space is folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator import language
from generator.articles import boilerplate, opening
from generator.language import scripts
from generator.models import Block, BlockKind, MetadataValue, Removal, Removed

# A line of metadata at the start of the text. The named group is the value.
OPENING_DATE = re.compile(r"(?P<removed>date:? (?P<date>\d{4}-\d{2}-\d{2}))(?= |$)", re.IGNORECASE)
INVISIBLE = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)  # where a word may be divided, marks of files
MIN_REST_WORDS = 60  # behind a line of a paywall: then it did not cut the article off
MIN_OPENING_WORDS = 12  # above such a line: then what stands below it is no opening
ZONES = "GMT|BST|UTC|CEST|CET|EEST|EET|EST|EDT|ET|CST|CDT|PST|PDT|MSK|IST"
CLOCK = r"\d{1,2}[:.]\d\d ?(?:[AaPp]\.?[Mm]\.?)?"
DAY = rf"(?:{boilerplate.MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {boilerplate.MONTH}\.? \d{{4}})"
SENTENCE_START = r"\s+(?=[“\"‘'(]?[A-ZÀ-Þ])"
STAMPS = (
    (
        Removed.DATE_LINE,
        re.compile(rf"(?P<removed>(?:Updated? (?:at )?)?{CLOCK} ?(?:{ZONES})\b[:.]?){SENTENCE_START}"),
    ),
    (
        Removed.DATE_LINE,
        re.compile(
            rf"(?P<removed>\d{{1,3}} ?(?:m|min|mins|minutes?|h|hrs?|hours?|d|days?) ago[:.]?){SENTENCE_START}"
        ),
    ),
    (
        Removed.BYLINE,
        re.compile(
            rf"(?P<removed>(?:By )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{1,3}}[,|]? {DAY}"
            rf"(?:,? (?:at )?{CLOCK}(?: (?:{ZONES}))?)?)"
            rf"{SENTENCE_START}"
        ),
    ),
)
LIST_MARK = re.compile(r"(?:\d{1,2}[.)]|[•‣▪◦·*–—-])\s+(?=[“\"‘'(]?[^\W\d_])")
MIN_MARKED = 2  # a single number at the start of a paragraph may be part of a sentence
MAX_LINES_ABOVE = 2  # paragraphs that may stand above a date line or byline: headline and standfirst …
MAX_HEADLINE_WORDS = 40  # … of so many words
MAX_PASSES = 5  # more would only serve a text made to need them


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is left of a block, its white space folded, and what was removed from it."""

    block: Block
    removed: tuple[Removal, ...] = ()

    def without(self, text: str, reason: Removed, *, leaving: str = "") -> Piece:
        """The piece with `leaving` as its text, and the removal of `text` recorded."""
        removal = Removal(text=text, reason=reason)
        return Piece(block=replace(self.block, text=leaving), removed=(*self.removed, removal))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The blocks of a cleaned text, none of them empty, and what was removed from it, in its order."""

    blocks: tuple[Block, ...]
    removed: tuple[Removal, ...]
    opening_date: MetadataValue | None  # from a line at the start of the text
    opening_author: MetadataValue | None  # likewise
    is_cut_off: bool  # by a line of a paywall


def without_page_lines(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """Fold the white space of each block, and empty those that are captions or boilerplate of the page."""
    return tuple(_without_page_line(_with_folded_space(block)) for block in blocks)


def text_of(pieces: Sequence[Piece]) -> str:
    """The text of all pieces, with a blank line between paragraphs."""
    return "\n\n".join(block.text for block in _blocks(pieces))


def clean(pieces: Sequence[Piece], code: str, title: MetadataValue | None) -> Prose:
    """Remove all that is not prose; `code` is the text's ISO 639-1 code, `title` what the source states elsewhere.

    A removal may lay open the next thing that must go, so it is tried until nothing changes: a text that was cleaned
    before comes out as it went in.
    """
    opening_date = opening_author = None
    for _ in range(MAX_PASSES):
        before = tuple(pieces)
        pieces = [_without_boilerplate_sentences(_without_stamp(piece), code) for piece in pieces]
        pieces, published, author = _without_opening(pieces, title, code)
        opening_date, opening_author = opening_date or published, opening_author or author
        pieces = _without_repetitions(pieces)
        if tuple(pieces) == before:
            break
    pieces = _without_list_marks(_without_tail(pieces))
    removed = tuple(removal for piece in pieces for removal in piece.removed)
    return Prose(
        blocks=_blocks(pieces),
        removed=removed,
        opening_date=opening_date,
        opening_author=opening_author,
        is_cut_off=_is_cut_off(pieces),
    )


def _is_cut_off(pieces: Sequence[Piece]) -> bool:
    """True if little text follows the last line of a paywall."""
    rest_words = 0
    for piece in reversed(pieces):
        if _holds_paywall(piece):
            return rest_words < MIN_REST_WORDS
        rest_words += scripts.word_count(piece.block.text)
    return False


def _without_tail(pieces: Sequence[Piece]) -> list[Piece]:
    """Remove the little text below a line of a paywall: what a subscription costs, what the next article is.

    Nothing is removed if fewer than MIN_OPENING_WORDS stand above the line, or MIN_REST_WORDS or more below it.
    """
    above, below = 0, sum(scripts.word_count(piece.block.text) for piece in pieces)
    for index, piece in enumerate(pieces, start=1):
        word_count = scripts.word_count(piece.block.text)
        above, below = above + word_count, below - word_count
        if _holds_paywall(piece) and above >= MIN_OPENING_WORDS and below < MIN_REST_WORDS:
            return [*pieces[:index], *map(_without_text, pieces[index:])]
    return list(pieces)


def _without_text(piece: Piece) -> Piece:
    """The piece, emptied because it stands below a line of a paywall."""
    return piece.without(piece.block.text, Removed.PAYWALL) if piece.block.text else piece


def _holds_paywall(piece: Piece) -> bool:
    """True if a line of a paywall was removed from the piece."""
    return any(removal.reason is Removed.PAYWALL for removal in piece.removed)


def _with_folded_space(block: Block) -> Piece:
    """A block as a piece, each run of white space replaced by one space, and without signs that show nothing."""
    text = block.text if block.text.isascii() else block.text.translate(INVISIBLE)
    return Piece(block=replace(block, text=" ".join(text.split())))


def _blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """The blocks of the pieces that have text left."""
    return tuple(piece.block for piece in pieces if piece.block.text)


def _filled(pieces: Sequence[Piece]) -> list[int]:
    """The indices of the pieces that have text left."""
    return [index for index, piece in enumerate(pieces) if piece.block.text]


def _without_page_line(piece: Piece) -> Piece:
    """The piece, emptied if it is a caption, or if all of its text is boilerplate of the page around the article."""
    text = piece.block.text
    reason = boilerplate.classify_paragraph(text) if text else None
    if text and piece.block.kind is BlockKind.CAPTION:
        reason = reason or Removed.CAPTION
    return piece.without(text, reason) if reason else piece


# --- above the text ----------------------------------------------------------------------------------------


def _without_opening(
    pieces: Sequence[Piece], title: MetadataValue | None, code: str
) -> tuple[list[Piece], MetadataValue | None, MetadataValue | None]:
    """Remove a repeated title, date lines and bylines from above the text; their date and author are returned too.

    A headline and a standfirst may stand above or between these lines, and stay.
    """
    rest = list(pieces)
    published = author = None
    passed = 0
    indices = _filled(pieces)
    for index, below in zip(indices, [*indices[1:], None], strict=False):
        piece = _without_title(rest[index], title)
        if not passed:
            piece, date_line = _without_opening_date(piece)
            published = published or date_line
        following = pieces[below].block.text if below is not None else ""
        if piece.block.text and (line := opening.read(piece.block.text, following, code)):
            piece = piece.without(piece.block.text, line.reason)
            published, author = published or line.published, author or line.author
        rest[index] = piece
        passed += bool(piece.block.text)
        if passed > MAX_LINES_ABOVE or len(piece.block.text.split()) > MAX_HEADLINE_WORDS:
            break
    return rest, published, author


def _without_title(piece: Piece, title: MetadataValue | None) -> Piece:
    """The piece, emptied if it only repeats the title, whatever its capitals."""
    text = piece.block.text
    if title and text.rstrip(".").casefold() == " ".join(title.value.split()).rstrip(".").casefold():
        return piece.without(text, Removed.TITLE)
    return piece


def _without_opening_date(piece: Piece) -> tuple[Piece, MetadataValue | None]:
    """The piece without a date line at its start, and the date in it; None if it has no such line.

    What is left is emptied too if it is boilerplate of the page.
    """
    match = OPENING_DATE.match(piece.block.text)
    if not match:
        return piece, None
    leaving = piece.block.text[match.end() :].lstrip()
    rest = piece.without(match["removed"], Removed.DATE_LINE, leaving=leaving)
    return _without_page_line(rest), MetadataValue(value=match["date"], origin="opening line")


def _without_stamp(piece: Piece) -> Piece:
    """The piece without a time of a live blog, or a byline with its date, that runs into its first sentence."""
    text = piece.block.text
    for reason, pattern in STAMPS:
        if (stamp := pattern.match(text)) and stamp.end() < len(text):
            return piece.without(stamp["removed"], reason, leaving=text[stamp.end() :])
    return piece


def _without_list_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without their numbers and bullets, if several have some."""
    marks = [LIST_MARK.match(piece.block.text) for piece in pieces]
    if sum(mark is not None for mark in marks) < MIN_MARKED:
        return list(pieces)
    return [
        replace(piece, block=replace(piece.block, text=piece.block.text[mark.end() :])) if mark else piece
        for piece, mark in zip(pieces, marks, strict=True)
    ]


# --- in the text -------------------------------------------------------------------------------------------


def _without_boilerplate_sentences(piece: Piece, code: str) -> Piece:
    """Remove the sentences of a piece that are not prose.

    Nothing is removed if the rest would then split into other sentences than before: a sentence across a gap would
    not stand in the source.
    """
    text = piece.block.text
    if not boilerplate.may_hold_boilerplate(text):
        return piece
    kept, removed = _partition([text[start:end] for start, end in language.sentences(text, code)])
    leaving = " ".join(kept)
    if not removed or [leaving[start:end] for start, end in language.sentences(leaving, code)] != kept:
        return piece
    return _without_page_line(
        Piece(block=replace(piece.block, text=leaving), removed=(*piece.removed, *removed))
    )


def _partition(sentences: Sequence[str]) -> tuple[list[str], list[Removal]]:
    """The sentences that are prose, without a prompt before them, and separately the removals of all that is not."""
    kept, removed = [], []
    for sentence in sentences:
        rest = sentence
        while classified := boilerplate.classify_sentence(rest):
            reason, length = classified
            removed.append(Removal(text=rest[:length], reason=reason))
            rest = rest[length:].lstrip()
        if rest:
            kept.append(rest)
    return kept, removed


def _without_repetitions(pieces: Sequence[Piece]) -> list[Piece]:
    """Remove paragraphs that repeat another passage of the text."""
    rest = list(pieces)
    indices = _filled(pieces)
    for position in sorted(boilerplate.find_repetitions([rest[index].block.text for index in indices])):
        index = indices[position]
        rest[index] = rest[index].without(rest[index].block.text, Removed.REPEATED)
    return rest
