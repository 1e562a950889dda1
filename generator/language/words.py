"""The words of a text, as everything that compares texts reads them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from generator.language.scripts import UNSPACED
from generator.language.tags import primary_code

# Signs that are part of a word although Python's \w leaves them out: combining marks and joiners.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Latin to Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d"  # Arabic, joiners
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"  # Devanagari
    "\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # Malayalam to Thai
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"  # Lao, Burmese, Khmer
)
WORD_OF = r"""
    [\w{marks}]+
    (?:
        (?: (?<=\d)[.,](?=\d)           # 1,30,000 and 1.5
          | (?<=[^\W\d])'(?=[^\W\d])    # don't
          | (?<=\b\w)\.(?=\w\b)         # u.s
          | (?<=\b[^\W\d])-(?=\w)       # e-mail, f-16
          | (?<=[^\W\d])-(?=\d)         # covid-19
        )
        [\w{marks}]+
    )*
    """
WORD = re.compile(WORD_OF.replace("{marks}", MARKS), re.VERBOSE)
ASCII_WORD = re.compile(WORD_OF.replace("{marks}", ""), re.VERBOSE | re.ASCII)  # finds the same there, faster
UNSPACED_RUN = re.compile(rf"([{UNSPACED}]+)")
ELIDING = frozenset(("ca", "fr", "it", "oc"))  # l'accord is two words
DOTLESS = frozenset(("az", "tr"))  # the capital of ı is I
PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "_": " ", "\u2010": "-", "\u2011": "-", "\u00ad": None} | dict.fromkeys("“”–—…", " ")
)


def words(text: str, language: str = "en") -> tuple[str, ...]:
    """The words of a text in lower case and in order, with straight apostrophes and no other punctuation.

    One word: `don't`, `ukraine's`, `1,30,000`, `1.5`, `u.s` (without the last stop), `covid-19`, `e-mail`.
    Two words: `russian-backed`, as it is about Russians, and French or Italian `l'accord`. A script without
    spaces between words gives overlapping pairs of characters: a name of three is found as two neighbours.
    """
    code = primary_code(language)
    if code in DOTLESS:
        text = text.replace("I", "ı").replace("İ", "i")
    plain = text.replace("_", " ") if text.isascii() else unicodedata.normalize("NFC", text.translate(PLAIN))
    plain = plain.lower()
    if code in ELIDING:
        plain = plain.replace("'", " ")
    if plain.isascii():
        return tuple(ASCII_WORD.findall(plain))
    tokens = WORD.findall(plain)
    if not UNSPACED_RUN.search(plain):
        return tuple(tokens)
    return tuple(piece for word in tokens for piece in _pieces(word))


def _pieces(word: str) -> Iterator[str]:
    """Split a word into its spaced parts and overlapping pairs of unspaced characters: three give two pairs."""
    for run in filter(None, UNSPACED_RUN.split(word)):
        if len(run) > 2 and UNSPACED_RUN.match(run):
            yield from (first + second for first, second in pairwise(run))
        else:
            yield run
