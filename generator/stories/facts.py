"""The names, figures and dates of a sentence, in the form in which two texts are compared.

A name is a word with a capital; in a script without capitals any word may be one. Figures are compared by their values:
"1,300" is "1300", "twenty" is "20". Nothing of this is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import cache

from generator import language
from generator.language.packs import ABSENT, pack

Facts = tuple[str, ...]

NUMBER = r"\d+(?:[.,\u00a0\u202f]\d+)*"
TOKEN = re.compile(
    rf"{NUMBER}|(?:[^\W\d_]\.){{2,}}|[^\W\d_][^\W\d_\u0300-\u036f]*(?:['’][^\W\d_]+)?[\u0300-\u036f]*"
)
THOUSANDS = re.compile(r"[.,\u00a0\u202f](?=\d{3}(?!\d))")
LINKS = ("-", " ", "\u00a0")  # between the words of one number
POSSESSIVE = re.compile(r"['’]s\Z")
INITIAL = re.compile(
    r"(?:\A|[.!?:…]|--)[\s\"'“”‘’«»„(\[–—-]*\Z"
)  # what stands before the first word of a sentence


def facts_of(sentence: str, code: str, common_words: Set[str] = frozenset()) -> Facts:
    """The names, offices, figures, months and weekdays of a sentence, in order.

    `common_words` are words in lower case: one of them with a capital at the start of a sentence is no name. `code`
    is an ISO 639-1 code.
    """
    normal = unicodedata.normalize("NFC", sentence)
    facts: list[str] = []
    number_end = -1  # where the last figure or number word ends
    for token in TOKEN.finditer(normal):
        is_first = INITIAL.search(normal[max(0, token.start() - 8) : token.start()]) is not None
        fact = _fact(token.group(), code, common_words if is_first else frozenset())
        is_number = fact is not None and (fact[0].isdigit() or fact in _scales(code))
        if fact and is_number and normal[number_end : token.start()] in LINKS and number_end > 0:
            facts[-1] = _joined_numbers(facts[-1], fact)
        elif fact:
            facts.append(fact)
        number_end = token.end() if is_number else -1
    return tuple(facts)


def _joined_numbers(first: str, second: str) -> str:
    """The number that two words of it make: "20" and "1" are "21", "2" and "hundred" are "2 hundred"."""
    if len(second) == 1 and len(first) == 2 and first.endswith("0"):
        return f"{first[0]}{second}"
    return f"{first} {second}"


def lower_case_words(text: str) -> frozenset[str]:
    """The words that a text has without a capital."""
    tokens = (token.group() for token in TOKEN.finditer(unicodedata.normalize("NFC", text)))
    return frozenset(token for token in tokens if token.islower())


def _fact(token: str, code: str, common_words: Set[str]) -> str | None:
    """A word in the form in which facts are compared; None if it is no fact.

    Figures have a point for decimals and no separators; number words, months and weekdays have their usual form, names
    and offices small letters.
    """
    if token[0].isdigit():
        return THOUSANDS.sub("", token).replace(",", ".")
    word = POSSESSIVE.sub("", token).replace(".", "").lower()
    if value := _values(code).get(word):
        return value
    if word in pack(code).office_words:
        return word
    is_capital = token[0] != token[0].lower()
    if (month := _calendar(code).get(word)) and (is_capital or code != "en"):
        return month
    is_caseless = token[0].lower() == token[0].upper()
    if not (is_capital or is_caseless) or word in common_words or _is_no_name(word, code):
        return None
    return word


def _is_no_name(word: str, code: str) -> bool:
    """True if the word is a stop word or a courtesy title."""
    return word in language.stop_words(code) or word in _courtesy_titles(code)


@cache
def _courtesy_titles(code: str) -> frozenset[str]:
    """The courtesy titles of a language in lower case: mr, mrs; empty where its pack has none."""
    return frozenset(title.lower() for title in pack(code).courtesy_titles)


@cache
def _scales(code: str) -> frozenset[str]:
    """The words of a language like "hundred" and "million"; empty where its pack has none."""
    return frozenset(word for words in pack(code).figures.scales.values() for word in words)


@cache
def _values(code: str) -> dict[str, str]:
    """Number words and the figures that they stand for; words of scale, such as million, stand for themselves."""
    words = pack(code)
    tens = {word: str(10 * n) for n, word in enumerate(words.tens, 2)}
    scales = {word: word for word in _scales(code)}
    ordinals = {word: f"{n}." for n, word in enumerate(words.ordinals, 1)}
    return ordinals | scales | tens | {word: str(n) for n, word in enumerate(words.ones, 1)}


@cache
def _calendar(code: str) -> dict[str, str]:
    """The names of months and weekdays in all their forms, each with the form in which they are compared."""
    words = pack(code)
    full_names = words.month_names
    months = {
        name.lower().rstrip("."): full.lower()
        for row in words.months
        for full, name in zip(full_names, row, strict=True)
        if name != ABSENT
    }
    return months | {day.lower(): day.lower() for day in words.weekdays}
