"""A text as terms are looked for in it: small letters, plain signs, and where each stands in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from generator.language import scripts

# What is compared as something else, letter for letter, so that places stay the same.
SPACES = "\n\t\u00a0\u2009\u202f"
FOLDED_CHARACTERS = (
    ("’", "'"),
    ("ʼ", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("ς", "σ"),
    *((space, " ") for space in SPACES),
)
# Arabic letters that papers of several countries write differently.
ARABIC_LETTERS = str.maketrans("يىكةأإآٱ", "ییکهاااا")
# What changes the number of characters. Left out are signs inside an Arabic word, invisible signs, accents that no
# letter is written with, and all but one of several spaces; a blank line stays two. Split are ligatures and ß.
INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
SPLIT = "ßẞĳŉ\u0386-\u03ce\u1f00-\u1fff\ufb00-\ufb06"
SEVERAL_SPACES = re.compile(r"\s(?:(?<!\n)\s+|(?<=\n)[^\S\n]\s*)")
CHANGED = re.compile(
    rf"[{scripts.ARABIC_SIGNS}{INVISIBLE}]+|\w?[\u0300-\u036f]+|[{SPLIT}]|{SEVERAL_SPACES.pattern}"
)
UNCOMMON = re.compile(
    rf"[{scripts.ARABIC_SIGNS}{INVISIBLE}\u0300-\u036f{SPLIT}]"
)  # without one, only spaces change
ARABIC_LETTER = re.compile(f"[{scripts.ARABIC}]")
BLANK_LINE = re.compile(r"\n\s*\n")
GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
MARK = re.compile("[\u0300-\u036f]")


class Folded(NamedTuple):
    """A text as it is compared, and where its characters stand in the original if their number changed."""

    plain: str
    offsets: Sequence[int] | None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The start and end in the original text of a span of the folded text."""
        return (start, end) if self.offsets is None else (self.offsets[start], self.offsets[end])


def fold(text: str) -> Folded:
    """The text as it is compared: small and composed letters, plain apostrophes and hyphens, single spaces.

    A blank line becomes two spaces; invisible signs, those inside Arabic words and Greek accents are left out,
    ligatures and ß split. The offsets have one more entry than the folded text has characters, for its end; they are
    None if no character was left out or split.
    """
    pattern = CHANGED if UNCOMMON.search(text) else SEVERAL_SPACES
    if not pattern.search(text):
        return Folded(fold_letters(text), None)
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for changed in pattern.finditer(text):
        instead = _instead_of(changed[0])
        pieces += (text[position : changed.start()], instead)
        offsets += [*range(position, changed.start()), *[changed.start()] * len(instead)]
        position = changed.end()
    offsets += range(position, len(text) + 1)
    return Folded(fold_letters("".join((*pieces, text[position:]))), offsets)


def fold_letters(text: str) -> str:
    """The text in small letters with plain apostrophes, hyphens and spaces; its length does not change.

    Of Arabic letters that papers write differently, one stands for all.
    """
    folded = text.lower()
    if len(folded) != len(text):  # İ becomes two characters
        folded = "".join(letter.lower()[0] for letter in text)
    for character, replacement in FOLDED_CHARACTERS:
        folded = folded.replace(character, replacement)
    return folded.translate(ARABIC_LETTERS) if ARABIC_LETTER.search(folded) else folded


def _instead_of(changed: str) -> str:
    """What stands in the folded text for a match of CHANGED."""
    if changed.isspace():
        return "\n\n" if BLANK_LINE.search(changed) else " "
    if not any(character.isalpha() for character in changed):
        return ""
    if GREEK.match(changed):  # capitals have no accents
        return MARK.sub("", unicodedata.normalize("NFD", changed))
    if changed in "ßẞ":
        return "ss"
    return MARK.sub("", unicodedata.normalize("NFKC", changed))
