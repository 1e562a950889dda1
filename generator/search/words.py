"""Text → the keys that it is found by, without any markup or order of importance. Pure.

A *key* is a word without capitals, accents and invisible signs. `templates/assets/search/words.js` reads a query by the
same rules; `tests/search/test_search_words.py` compares the two. What is written together in several ways has several
keys: “cease-fire” is found as cease, fire and ceasefire, “l’école” as ecole, “U.S.” as us in capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from generator.language.packs import pack
from generator.language.scripts import UNSPACED
from generator.language.stems import SNOWBALL, stem
from generator.language.words import MARKS

IN_CAPITALS = "^"  # at the end of a key: written as an abbreviation of two or three capitals
AFTER_CLITIC = (
    "~"  # at the end of a key: behind an article, conjunction or preposition written as part of the word
)
MAX_ABBREVIATION = (
    3  # letters; longer ones are no everyday words in small letters, and some papers write Nato
)
MIN_STEM_LETTERS = 3  # of a language without a stemmer
RUN_CACHE_SIZE = 200_000  # more than the vocabulary of a large newspaper archive

# Every sign stands for one other, so that places in the text stay as they are.
SAME_SIGNS = str.maketrans(
    dict.fromkeys("’‘‛ʼʻʾʿʹ′`´＇׳״", "'") | dict.fromkeys("‐‑⁃﹣－−", "-") | {"＆": "&", "．": ".", "_": " "}
)
LETTERS = rf"[\w{MARKS}\u0640\u00ad\u2060]+"
PIECE = re.compile(rf"{LETTERS}(?:(?<=\d)[.,](?=\d){LETTERS})*")
RUN = re.compile(rf"{PIECE.pattern}(?:['.&-]{PIECE.pattern})*")
UNSPACED_RUN = re.compile(rf"([{UNSPACED}]+)")

# Signs that do not tell one word from another: accents, points and vowel signs above and below letters, invisible ones.
IGNORED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640\u00ad\u200c\u200d\u2060]"
)
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ς": "σ"}
    | {"ى": "ي", "ة": "ه", "ٱ": "ا", "ی": "ي", "ک": "ك"}
)
GROUPED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:,\d+){2,}")
CLITICS = (
    re.compile(
        "[وف]?(?:ال|بال|كال|لل)(?=.{2})"
    ),  # Arabic: the article, also behind "and", "so", "in", "like", "for"
    re.compile("[והבלכמש](?=[א-ת]{3})"),  # Hebrew: the article, "and", "in", "to", "as", "from", "that"
    re.compile("(?:ו[הבלכמש]|[שכמבל]ה)(?=[א-ת]{3})"),
)


# A key at its place in a text: position, in pieces from the beginning; key; stem, by which other forms of the word are
# found. A plain tuple, as an archive has millions.
Token = tuple[int, str, str]


def tokens(text: str, language: str, start: int = 0) -> list[Token]:
    """The keys of a text of this language, in order; several may have one position. The first has position `start`."""
    listed: list[Token] = []
    position = start
    for run in RUN.findall(text.translate(SAME_SIGNS)):
        length, keys = _read_run(run, language)
        listed += [(position + offset, key, root) for offset, key, root in keys]
        position += length
    return listed


def fold(word: str) -> str:
    """The word in lower case, without accents and invisible signs, and with letters like ß written as plain ones."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word).lower().translate(PLAIN_LETTERS)
    return unicodedata.normalize("NFC", IGNORED.sub("", decomposed))


@lru_cache(maxsize=RUN_CACHE_SIZE)
def _read_run(run: str, language: str) -> tuple[int, tuple[Token, ...]]:
    """The number of positions in a run of words written together, and its tokens, with positions from 0.

    What is one word in another spelling (ceasefire) stands at the first position and at the last.
    """
    pieces = PIECE.findall(run)
    keys: list[Token] = []
    length = 0
    for piece in pieces:
        for part in filter(None, UNSPACED_RUN.split(fold(piece))):
            if UNSPACED_RUN.match(part):
                keys += [(length + offset, key, key) for offset, key in enumerate(_character_pairs(part))]
                length += len(part)
            else:
                keys += [(length, key, root) for key, root in _spaced_keys(piece, part, language)]
                length += 1
    if len(pieces) > 1 and length == len(pieces):
        joined = "".join(map(fold, pieces))
        places = (0, length - 1)  # words before and behind it are its neighbours
        roots = {joined: _stem_of(joined, joined, language)} | {
            key: key for key in _abbreviation_keys("".join(pieces))
        }
        keys += [(offset, key, root) for offset in places for key, root in roots.items()]
    return length, tuple(keys)


def _character_pairs(part: str) -> Iterator[str]:
    """Each character with the next one, and the last alone, for scripts without spaces between words."""
    yield from (first + second for first, second in pairwise(part))
    yield part[-1]


def _spaced_keys(piece: str, folded: str, language: str) -> Iterator[tuple[str, str]]:
    """The keys of a word in a script with spaces, each with its stem: as written, in capitals, without clitics."""
    key = _normalized_number(folded)
    yield key, _stem_of(piece, key, language)
    yield from ((capitals, capitals) for capitals in _abbreviation_keys(piece))
    if not key.isascii():
        ends = {match.end() for clitic in CLITICS if (match := clitic.match(key))}
        yield from (
            (key[end:] + AFTER_CLITIC, _stem_of(key[end:], key[end:], language)) for end in sorted(ends)
        )


def _stem_of(word: str, key: str, language: str) -> str:
    """The stem by which other forms of a word are found; the key itself if there is none."""
    if fold(word) != key:  # a number, or part of what is written in two scripts
        return key
    if language in SNOWBALL:
        return fold(stem(unicodedata.normalize("NFC", word).lower(), language)) or key
    stems = (key.removesuffix(end) + instead for end, instead in endings(language) if key.endswith(end))
    return next((stem for stem in stems if len(stem) >= MIN_STEM_LETTERS), key)


@cache
def endings(language: str) -> tuple[tuple[str, str], ...]:
    """The endings that can be removed from a word, each with what replaces it in the stem; the longest first.

    A browser uses them to find other forms of a word, and this module for the stems of languages without a stemmer.
    """
    pairs = {(ending, instead) for ending, _, instead in map(_split_ending, pack(language).endings)}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _split_ending(entry: str) -> tuple[str, str, str]:
    """An entry of a language's endings, split at its `>`: the ending, the sign, what replaces it."""
    return fold(entry).partition(">")


def _normalized_number(key: str) -> str:
    """A number without separators of thousands, and with a point for its fraction: 1,250,000 becomes 1250000.

    Any other key is returned as it is.
    """
    if not key[0].isdigit():
        return key
    grouped = GROUPED_NUMBER.match(key)
    return re.sub("[.,]", "", key) if grouped else key.replace(",", ".")


def _abbreviation_keys(piece: str) -> tuple[str, ...]:
    """The key of an abbreviation in capitals, such as US; empty for other words."""
    is_abbreviation = 2 <= len(piece) <= MAX_ABBREVIATION and piece.isalpha() and piece.isupper()
    return (fold(piece) + IN_CAPITALS,) if is_abbreviation else ()
