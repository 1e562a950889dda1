"""The words by which figures are recognised as figures for the same thing: the pack's and a site's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.language.packs import Groups, pack

# A site's own words: category → words; hashable, so that tables are made once.
Synonyms = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The lists of the English pack as look-up tables: from a word to what it stands for."""

    categories: Mapping[str, str]
    persons: frozenset[str]
    events: Mapping[str, str]
    facility_types: Mapping[str, str]
    measures: frozenset[str]
    units: Mapping[str, str]
    names: Mapping[str, str]
    countries: frozenset[str]  # the rows of `names`; too large to tell one event from another
    name_pattern: re.Pattern[str]  # matches any word of `names`, the longest first


@lru_cache
def tables(synonyms: Synonyms = ()) -> Tables:
    """The packaged words with a site's own; where a word stands in both, the site's row wins."""
    words = pack("en").figures
    names = _word_to_row(words.names)
    return Tables(
        categories=_word_to_row(words.things) | _word_to_row(dict(synonyms)),
        persons=words.persons,
        events=_word_to_row(words.events),
        facility_types=_word_to_row(words.landmarks),
        measures=words.measures,
        units=_word_to_row(words.units),
        names=names,
        countries=frozenset(names.values()),
        name_pattern=_name_pattern(names),
    )


def _name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the names that begin with a capital, the longest first.

    They stand by their first letter, so that a search passes over all but these letters at once.
    """
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        if "A" <= name[0] <= "Z":
            by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    groups = (rf"{letter}(?<![\w-]{letter})(?:{'|'.join(endings)})" for letter, endings in by_letter.items())
    return re.compile(rf"(?:{'|'.join(groups)})(?!\w)")


def _word_to_row(rows: Groups) -> dict[str, str]:
    """Invert a table: each word, and each row's own name → the row's name."""
    return {word: row for row, words in rows.items() for word in (row, *words)}
