"""The noun phrase after a number in an English text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.figures.context import TOKEN
from generator.figures.tables import Tables
from generator.language.packs import pack

MAX_PHRASE_WORDS = 6
ENGLISH = pack("en").figures
WORD_GAP = re.compile(r"(?:\s|-strong\s)(?=[^\W\d_])")

Word = tuple[str, int]  # as printed, and where it ends


def is_plural(word: str) -> bool:
    """True if a word in lower case has the ending of an English plural."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def noun_phrase(text: str, start: int, tables: Tables) -> Iterator[Word]:
    """The words of the noun phrase that begins at a position, MAX_PHRASE_WORDS at most, each with its end."""
    has_plural = False
    for _ in range(MAX_PHRASE_WORDS):
        gap = WORD_GAP.match(text, start)
        token = TOKEN.match(text, gap.end()) if gap else None
        if token is None:
            return
        word = token[0].rstrip(".")
        if _ends_phrase(word.lower(), tables, has_plural=has_plural):
            return
        yield word, token.start() + len(word)
        if token[0].endswith("."):
            return
        has_plural = has_plural or is_plural(word.lower()) or word.lower() in tables.categories
        start = token.end()


def _ends_phrase(word: str, tables: Tables, *, has_plural: bool) -> bool:
    """True if a word in lower case ends a noun phrase, which may already have its plural noun."""
    if word in ENGLISH.phrase_ends:
        return True
    if has_plural and (word.endswith(("ed", "ing", "ly")) or word in tables.events):
        return True
    is_adjective = word in ("captured", "dead", "wounded", "injured")
    return word in tables.events and word not in tables.categories and not is_adjective
