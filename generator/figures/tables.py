"""The words by which figures are recognised as figures for the same thing: the pack's and a site's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.language.packs import Groups, pack

Synonyms = tuple[
    tuple[str, tuple[str, ...]], ...
]  # of a site: thing → words; hashable, so that tables are made once


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The lists of the pack, turned round: from a word to what it stands for."""

    things: Mapping[str, str]
    persons: frozenset[str]
    events: Mapping[str, str]
    landmarks: Mapping[str, str]
    measures: frozenset[str]
    units: Mapping[str, str]
    names: Mapping[str, str]
    broad: frozenset[str]  # what names stand for: countries, too large to tell one event from another
    name: re.Pattern[str]  # any name of the table, the longest first


@lru_cache
def tables(synonyms: Synonyms = ()) -> Tables:
    """The packaged words with a site's own: where a word stands in both, the site's row wins."""
    words = pack("en").figures
    names = _turned(words.names)
    return Tables(
        things=_turned(words.things) | _turned(dict(synonyms)),
        persons=words.persons,
        events=_turned(words.events),
        landmarks=_turned(words.landmarks),
        measures=words.measures,
        units=_turned(words.units),
        names=names,
        broad=frozenset(names.values()),
        name=re.compile(
            rf"(?<![\w-])(?=[A-Z])(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)"
        ),
    )


def _turned(rows: Groups) -> dict[str, str]:
    return {word: row for row, words in rows.items() for word in (row, *words)}
