"""Properties of a text that depend on its script and not on its language: whether words have spaces, how long it is.

Standard library only, in the lowest layer: the values of `models` ask it for their length.
"""

from __future__ import annotations

import re
import unicodedata

# Chinese, Japanese, Thai, Lao, Burmese and Khmer put no space between words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
UNSPACED_CHARACTER = re.compile(rf"[{UNSPACED}]")
CHARACTERS_OF_A_WORD = 2  # of Chinese; so that a limit in words means as much text in any language

ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
# The vowel signs that Arabic may write above and below its letters, and the stroke that only makes a word wider.
ARABIC_SIGNS = "\u0640\u064b-\u065f\u0670"

GEORGIAN = re.compile("[\u10d0-\u10ff]")  # its letters count as small ones, but sentences open with them
UNMARKED = re.compile("[\u0e00-\u0eff]")  # Thai and Lao have no mark for the end of a sentence
TSHEG = "\u0f0b"  # divides the syllables of Tibetan


def opens_small(text: str) -> bool:
    """True if a text opens with a small letter of a script in which sentences open with a capital."""
    return text[:1].islower() and not GEORGIAN.match(text)


def is_unmarked(text: str) -> bool:
    """True if most letters of a text belong to a script that has no mark for the end of a sentence."""
    return not text.isascii() and 2 * len(UNMARKED.findall(text)) > sum(map(str.isalpha, text)) > 0


def is_mark(character: str) -> bool:
    """True if a character is a vowel sign or a tone mark of a letter before it."""
    return unicodedata.category(character or " ").startswith("M")


def is_unspaced(text: str) -> bool:
    """True if most letters of a text belong to a script that puts no space between words."""
    return not text.isascii() and 2 * len(UNSPACED_CHARACTER.findall(text)) > sum(map(str.isalpha, text))


def word_count(text: str) -> int:
    """The number of words of a text; two characters of an unspaced script count as one word, a last single one too.

    A syllable of Tibetan is a word.
    """
    spaced = len(text.replace(TSHEG, " ").split())
    if text.isascii() or not UNSPACED_CHARACTER.search(text):
        return spaced
    characters = len(UNSPACED_CHARACTER.findall(text))
    between = len(UNSPACED_CHARACTER.sub(" ", text).split())  # Latin words, numbers and marks among them
    marks = sum(not any(map(str.isalnum, piece)) for piece in UNSPACED_CHARACTER.sub(" ", text).split())
    return between - marks + -(-characters // CHARACTERS_OF_A_WORD)
