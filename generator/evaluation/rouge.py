"""ROUGE: the words, pairs of words and word order that a summary shares with a reference summary.

Lin (2004), "ROUGE: A Package for Automatic Evaluation of Summaries". The numbers are those of Google's rouge-score
0.1.2 with stemming: lower case, runs of a–z and 0–9, NLTK's Porter stem for tokens of more than three characters.
That package is written for few texts; this module remembers stems and the common subsequences of two sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple

Tokens = tuple[str, ...]

TOKEN = re.compile(r"[a-z0-9]+")
MAX_UNSTEMMED_CHARS = 3
MAX_CACHED_STEMS = 200_000
MAX_CACHED_SENTENCE_PAIRS = 20_000  # the systems compared choose from the same sentences


class Rouge(NamedTuple):
    """F1 of each measure, 0 … 1."""

    rouge_1: float  # words
    rouge_2: float  # pairs of neighbouring words
    rouge_lsum: float  # the union of the sentences' longest common subsequences


def rouge(summary: Sequence[Tokens], reference: Sequence[Tokens]) -> Rouge:
    """ROUGE of two texts, each given as the tokens of its sentences; 0 if either is empty (Lin 2004, § 2 and 3)."""
    words, reference_words = tuple(chain(*summary)), tuple(chain(*reference))
    length, reference_length = len(words), len(reference_words)
    common_words = _common_count(words, reference_words)
    common_pairs = _common_count(
        pairwise(words), pairwise(reference_words)
    )  # across the ends of sentences too
    return Rouge(
        rouge_1=_f1(common_words, length, reference_length),
        rouge_2=_f1(common_pairs, length - 1, reference_length - 1),
        rouge_lsum=_f1(_union_subsequence_length(summary, reference), length, reference_length),
    )


def tokens(text: str) -> Tokens:
    """The words of a text in lower case, long ones as Porter stems."""
    return tuple(map(_stem, TOKEN.findall(text.lower())))


@lru_cache(maxsize=MAX_CACHED_STEMS)
def _stem(word: str) -> str:
    """The Porter stem of a word; short words are returned as they are."""
    if len(word) <= MAX_UNSTEMMED_CHARS:
        return word
    stem: str = _porter().stem(word)
    return stem


@cache
def _porter() -> Any:
    """NLTK's Porter stemmer, which differs from Snowball's `porter` in some words, such as "says" and "died"."""
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer()


def _f1(hits: int, length: int, other_length: int) -> float:
    """F1 of precision hits / length and recall hits / other_length."""
    return 2 * hits / (length + other_length) if hits else 0.0


def _common_count(items: Iterable[Hashable], others: Iterable[Hashable]) -> int:
    """How many items two texts share, each as often as both hold it."""
    return (Counter(items) & Counter(others)).total()


def _union_subsequence_length(summary: Sequence[Tokens], reference: Sequence[Tokens]) -> int:
    """Tokens of the reference in the union of its sentences' common subsequences with the summary's (Lin 2004, § 3.2).

    No token counts more often than either text holds it, as in Lin's own program.
    """
    remaining = Counter(chain(*summary))
    hits = 0
    for sentence in reference:
        positions: set[int] = set().union(*(_common_subsequence(sentence, other) for other in summary))
        for position in sorted(positions):
            if remaining[sentence[position]] > 0:
                remaining[sentence[position]] -= 1
                hits += 1
    return hits


@lru_cache(maxsize=MAX_CACHED_SENTENCE_PAIRS)
def _common_subsequence(reference: Tokens, other: Tokens) -> tuple[int, ...]:
    """Positions in the reference of a longest common subsequence; of several, the one rouge-score finds."""
    common = set(other)
    positions = [position for position, token in enumerate(reference) if token in common]
    lengths = _subsequence_lengths([reference[position] for position in positions], other)
    subsequence = []
    row, column = len(positions), len(other)
    while row and column:
        if reference[positions[row - 1]] == other[column - 1]:
            row, column = row - 1, column - 1
            subsequence.append(positions[row])
        elif lengths[row][column - 1] > lengths[row - 1][column]:
            column -= 1
        else:
            row -= 1
    return tuple(subsequence)


def _subsequence_lengths(tokens: Sequence[str], other: Tokens) -> list[list[int]]:
    """The table of dynamic programming: the length for the first `row` tokens and the first `column` of the other."""
    lengths = [[0] * (len(other) + 1)]
    for token in tokens:
        above, row = lengths[-1], [0]
        for column, other_token in enumerate(other):
            longest = above[column] + 1 if other_token == token else max(above[column + 1], row[column])
            row.append(longest)
        lengths.append(row)
    return lengths
