"""ROUGE: what a summary shares with a reference in words, pairs of words and order.

Lin (2004), "ROUGE: A Package for Automatic Evaluation of Summaries". The numbers are those of Google's rouge-score
0.1.2 with stemming: lower case, runs of a–z and 0–9, NLTK's Porter stem for tokens of more than three characters.
That package is written for few texts; this module remembers stems and what two sentences have in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple

Tokens = tuple[str, ...]

TOKEN = re.compile(r"[a-z0-9]+")
LONGEST_UNSTEMMED = 3  # characters
STEMS_REMEMBERED = 200_000
PAIRS_REMEMBERED = 20_000  # of sentences; the systems compared choose from the same ones


class Rouge(NamedTuple):
    """F1 of each kind, 0 … 1."""

    one: float  # words
    two: float  # pairs of neighbouring words
    lsum: float  # the longest common subsequences of the sentences, united


def rouge(summary: Sequence[Tokens], reference: Sequence[Tokens]) -> Rouge:
    """Compares two texts given as the tokens of their sentences; 0 where either is empty."""
    one, other = tuple(chain(*summary)), tuple(chain(*reference))
    words = _shared(Counter(one), Counter(other))
    pairs = _shared(Counter(pairwise(one)), Counter(pairwise(other)))  # over the ends of sentences too
    return Rouge(
        one=_f1(words, len(one), len(other)),
        two=_f1(pairs, len(one) - 1, len(other) - 1),
        lsum=_f1(_in_common(summary, reference), len(one), len(other)),
    )


def tokens(text: str) -> Tokens:
    return tuple(map(_stem, TOKEN.findall(text.lower())))


@lru_cache(maxsize=STEMS_REMEMBERED)
def _stem(word: str) -> str:
    if len(word) <= LONGEST_UNSTEMMED:
        return word
    stem: str = _porter().stem(word)
    return stem


@cache
def _porter() -> Any:
    """NLTK's: it differs from Snowball's `porter` in some words, such as "says" and "died"."""
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer()


def _f1(hits: int, length: int, other_length: int) -> float:
    return 2 * hits / (length + other_length) if hits else 0.0


def _shared(counts: Counter[Any], other: Counter[Any]) -> int:
    return (counts & other).total()


def _in_common(summary: Sequence[Tokens], reference: Sequence[Tokens]) -> int:
    """Tokens of the reference in the union of its sentences' common subsequences with the summary's (§ 3.2).

    No token counts more often than either text holds it, as in Lin's own program.
    """
    left = Counter(chain(*summary))
    hits = 0
    for sentence in reference:
        places: set[int] = set().union(*(_common_subsequence(sentence, each) for each in summary))
        for place in sorted(places):
            if left[sentence[place]] > 0:
                left[sentence[place]] -= 1
                hits += 1
    return hits


@lru_cache(maxsize=PAIRS_REMEMBERED)
def _common_subsequence(reference: Tokens, other: Tokens) -> tuple[int, ...]:
    """Where the longest common subsequence stands in the reference; of several, the one rouge-score finds."""
    known = set(other)
    rows = [place for place, token in enumerate(reference) if token in known]
    lengths = [[0] * (len(other) + 1)]
    for place in rows:
        above, row = lengths[-1], [0]
        for column, token in enumerate(other):
            longer = above[column] + 1 if token == reference[place] else max(above[column + 1], row[column])
            row.append(longer)
        lengths.append(row)
    found = []
    row_number, column = len(rows), len(other)
    while row_number and column:
        if reference[rows[row_number - 1]] == other[column - 1]:
            row_number, column = row_number - 1, column - 1
            found.append(rows[row_number])
        elif lengths[row_number][column - 1] > lengths[row_number - 1][column]:
            column -= 1
        else:
            row_number -= 1
    return tuple(found)
