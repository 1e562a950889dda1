"""Recognises pages that list articles (front pages, sections, tags, searches) instead of being one.

Such a page alternates: a linked title, a short teaser, a linked title, a short teaser … Links in or beside an article
do not divide its paragraphs in this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.language import scripts
from generator.models import Block, BlockKind, Reason
from generator.readers.file import Refused
from generator.readers.hypertext import Piece

MIN_TEASERS = 4  # fewer may be what else to read
MIN_UNTITLED_TEASERS = 5  # where the links are no headings
MAX_TEASER_WORDS = 50  # words of a teaser on average; the items of an article that is a list are longer
MAX_STRETCH_WORDS = 80  # words that stand together; an article has more in one stretch
MAX_OPENING_WORDS = 20  # words above the first link, where the links are no headings
MAX_LONGEST_SHARE = 0.5  # of the text that may stand together
MIN_LINKED_SHARE = 0.8  # of a title's characters
MIN_TITLE_WORDS = 2  # words; one is a name, a section or "More"
MIN_HEADLINES = 8  # on a page that has no text but these …
MIN_HEADLINE_WORDS = 4  # … of so many words: fewer are the sections of a site
MAX_LINKED_TITLES = 1_000  # on such a page; the time to look at them grows with their number and length


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """The lengths, in words, of the stretches of text between linked titles."""

    opening: int
    teasers: tuple[int, ...]

    def is_list(self, fewest: int) -> bool:
        """True if the text consists of at least `fewest` short teasers."""
        if len(self.teasers) < fewest:
            return False
        longest = max(self.opening, *self.teasers)
        return (
            longest <= MAX_STRETCH_WORDS
            and longest <= MAX_LONGEST_SHARE * (self.opening + sum(self.teasers))
            and sum(self.teasers) <= MAX_TEASER_WORDS * len(self.teasers)
        )


def refuse_list(pieces: Sequence[Piece], blocks: Iterable[Block]) -> None:
    """Raise Refused if a page consists of headlines or teasers; `blocks` are the text taken from `pieces`."""
    text = {_fold_space(block.text) for block in blocks}
    headed = _runs(pieces, text, (BlockKind.HEADING,))
    untitled = _runs(pieces, text, tuple(BlockKind))
    if (
        _is_all_headlines(pieces, text)
        or headed.is_list(MIN_TEASERS)
        or (untitled.is_list(MIN_UNTITLED_TEASERS) and untitled.opening <= MAX_OPENING_WORDS)
    ):
        raise Refused(Reason.LISTING, "It lists articles, as front pages do. Save each article you want.")


def _runs(pieces: Sequence[Piece], text: set[str], kinds: tuple[BlockKind, ...]) -> _Runs:
    """The lengths, in words, of what stands between linked titles of these kinds of block.

    Only pieces that are among the `text` count, and no headings.
    """
    runs = [0]
    for piece in pieces:
        words = _fold_space(piece.text)
        if piece.kind in kinds and _is_linked_title(piece):
            runs.append(0)
        elif piece.kind is not BlockKind.HEADING and words in text:
            runs[-1] += scripts.word_count(words)
    return _Runs(opening=runs[0], teasers=tuple(filter(None, runs[1:])))


def _is_all_headlines(pieces: Sequence[Piece], text: set[str]) -> bool:
    """True if a page shows many linked headlines, and the text taken from it is nothing but these."""
    linked = [_fold_space(piece.text) for piece in pieces if not piece.apart and _is_linked_title(piece)]
    headlines = [words for words in linked if scripts.word_count(words) >= MIN_HEADLINE_WORDS]
    if len(headlines) < MIN_HEADLINES or len(linked) > MAX_LINKED_TITLES:
        return False
    rest = " ".join(sorted(text))  # a block may hold several of them
    for words in sorted(linked, key=len, reverse=True):
        rest = rest.replace(words, "")
    return not rest.strip()


def _is_linked_title(piece: Piece) -> bool:
    """True if most of the piece is a link, and it has enough words for a title."""
    return (
        piece.linked >= MIN_LINKED_SHARE * len(piece.text)
        and scripts.word_count(piece.text) >= MIN_TITLE_WORDS
    )


def _fold_space(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())
