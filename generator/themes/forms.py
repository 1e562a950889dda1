"""The forms in which a term may be written: inflected, in American or British spelling, joined, as initials.

English forms are made by rule from the word, since its stemmer takes "important" for a form of "import". In other
languages a word of the text is a form if the stemmer gives it the stem of the term, or, where there is no stemmer, if
both are alike but for endings that the language's pack lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from generator.language import stem
from generator.language.packs import pack
from generator.language.stems import SNOWBALL

MAX_CHANGED_CHARS = 2  # at the end of a word, for another form of it: санкция, санкции
MIN_KEPT_CHARS = 4  # with fewer, other words begin alike
MAX_ENDING_CHARS = 4  # behind what is kept
SHORT_SYLLABLE = re.compile(r"(?:^|[^aeiou])[aeiouy][^aeiouhwxy]$")  # its last consonant may double: banned

# British and American spellings of the same part of a word, each tried for the other.
SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("our", "or"),
    ("ence", "ense"),
    ("tre", "ter"),
    ("gramme", "gram"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("eller", "eler"),
)


def english_forms(word: str) -> frozenset[str]:
    """An English word in small letters, its plural, past and participles, and the same in the other spelling.

    Made without a dictionary: some of them do not exist, and are then found nowhere.
    """
    spellings = {word, *_other_spellings(word)}
    irregular = {form for spelling in spellings for form in _irregular().get(spelling, ())}
    return frozenset(spellings | irregular | {form for each in spellings for form in _regular_forms(each)})


def _regular_forms(word: str) -> Iterator[str]:
    """The regular plural, past and participles of an English word; not what the stemmer takes for another word."""
    if word.endswith("sis"):
        yield word[:-2] + "es"
    root = stem(word, "en")
    yield from (form for form in _suffixed(word) if stem(form, "en") == root)


def _suffixed(word: str) -> Iterator[str]:
    """The word with each ending of English verbs and nouns, joined by the rules of spelling."""
    yield from (word + ending for ending in ("s", "es", "ed", "ing"))
    if word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
    elif word.endswith("y"):
        yield from (word[:-1] + "ies", word[:-1] + "ied")
    elif SHORT_SYLLABLE.search(word):
        yield from (word + word[-1] + "ed", word + word[-1] + "ing")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """The irregular forms of English words, by the word."""
    return dict(pack("en").irregular_forms)


def _other_spellings(word: str) -> Iterator[str]:
    """The word with a British ending, an s or d behind it or not, as in America, and the reverse."""
    for british, american in SPELLINGS:
        for here, there in ((british, american), (american, british)):
            if word.endswith((here, here + "s", here + "d")) and len(word) > len(here) + 1:
                start = word.rindex(here)
                yield word[:start] + there + word[start + len(here) :]


def kept_part(word: str) -> str:
    """The part of a word that all its forms share, for languages other than English."""
    return word[: max(min(len(word), MIN_KEPT_CHARS), len(word) - MAX_CHANGED_CHARS)]


@lru_cache(maxsize=4096)
def is_form(word: str, other: str, language: str) -> bool:
    """True if `other`, which begins with the kept part of `word`, is the word in another form."""
    if len(other) - len(kept_part(word)) > MAX_ENDING_CHARS:
        return False
    if language in SNOWBALL:
        return stem(other, language) == stem(word, language)
    return bool(set(_possible_stems(word, language)) & set(_possible_stems(other, language)))


def _possible_stems(word: str, language: str) -> Iterator[str]:
    """The word, then the word without each ending of its language that it has, or with what stands for the ending."""
    yield word
    for ending in pack(language).endings:
        removed, _, instead = ending.partition(">")
        if word.endswith(removed) and len(word) - len(removed) >= MIN_KEPT_CHARS - 1:
            yield word.removesuffix(removed) + instead
