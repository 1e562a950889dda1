"""Which articles are the same text: agency copy under another headline, a cut ending, added boilerplate.

Texts are compared by the runs of words that they share (shingles: Broder 1997). Exact: no pair is missed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, combinations
from math import ceil

from generator import language
from generator.models import Article

RUN_WORDS = 5  # shorter runs are shared by texts that have nothing else in common
MIN_RUNS = 20  # in shorter texts a few shared phrases would already be a share
SHARED_RUNS = 0.8  # of the shorter text's runs: one word changed in every hundred leaves 0.95
LENGTH_RATIO = 0.5  # of the longer text's runs, at least; a notice inside a report is no copy of it
SHARED_NUMBERS = 0.5  # of the shorter list: the same phrases with other figures are another day's report
NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """An article as it is compared."""

    source: str
    words: tuple[str, ...]
    runs: frozenset[str]
    numbers: frozenset[str]


def find_copies(articles: Sequence[Article]) -> dict[str, str]:
    """The source of each article that is a copy → the source of the one to show.

    Shown is the earliest dated, else the longest, else the first by path. A copy is one of the shown article itself,
    never of another copy.
    """
    ranked = sorted(articles, key=_rank)
    texts = [_text(article) for article in ranked]
    originals: dict[int, list[int]] = defaultdict(list)  # by rank: those of better rank with the same text
    for first, second in _candidates(texts):
        if _is_copy(texts[first], texts[second]):
            originals[second].append(first)
    shown_by: dict[int, int] = {}
    for rank in range(len(texts)):
        if shown := [original for original in originals[rank] if original not in shown_by]:
            shown_by[rank] = min(shown)
    return {texts[copy].source: texts[original].source for copy, original in shown_by.items()}


def _rank(article: Article) -> tuple[bool, str, int, str]:
    published = article.published.isoformat() if article.published else ""
    return not published, published, -len(article.text), article.source


def _text(article: Article) -> _Text:
    words = language.words(article.text, article.language)
    starts = range(len(words) - RUN_WORDS + 1)
    return _Text(
        source=article.source,
        words=words,
        runs=frozenset([" ".join(words[start : start + RUN_WORDS]) for start in starts]),
        numbers=frozenset(NUMBER.findall(article.text)),
    )


def _is_copy(one: _Text, other: _Text) -> bool:
    if one.words == other.words:
        return True
    shorter, longer = sorted((one.runs, other.runs), key=len)
    if len(shorter) < max(MIN_RUNS, LENGTH_RATIO * len(longer)):
        return False
    if len(shorter & longer) < SHARED_RUNS * len(shorter):
        return False
    fewer = min(len(one.numbers), len(other.numbers))
    return len(one.numbers & other.numbers) >= SHARED_NUMBERS * fewer


def _candidates(texts: Sequence[_Text]) -> set[tuple[int, int]]:
    """The pairs that may be copies, by their places: those with the same words, and those that share a rare run.

    Of the n runs of a text a copy has at least m, and so at least one of any n - m + 1. Looking for the rarest of them
    finds every copy and little else (prefix filtering: Chaudhuri, Ganti and Kaushik, 2006).
    """
    same_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        same_words[text.words].append(place)
    pairs = {pair for places in same_words.values() for pair in combinations(places, 2)}
    holders = _holders(texts)
    for place, text in enumerate(texts):
        others = {other for run in _rarest(text, holders) for other in holders[run]}
        pairs.update((min(place, other), max(place, other)) for other in others - {place})
    return pairs


def _holders(texts: Sequence[_Text]) -> dict[str, list[int]]:
    """The places of the texts that hold a run, for each run of more than one."""
    counts = Counter(chain.from_iterable(text.runs for text in texts))
    holders: dict[str, list[int]] = {run: [] for run, count in counts.items() if count > 1}
    for place, text in enumerate(texts):
        for run in holders.keys() & text.runs:
            holders[run].append(place)
    return holders


def _rarest(text: _Text, holders: dict[str, list[int]]) -> Iterator[str]:
    """The runs by which another text that may have this one as its copy is found; none where nothing can."""
    common = holders.keys() & text.runs
    needed = ceil(SHARED_RUNS * len(text.runs))
    if len(text.runs) >= MIN_RUNS and len(common) >= needed:
        yield from nsmallest(len(common) - needed + 1, common, key=lambda run: len(holders[run]))
