"""Pairs of articles → groups: average linkage with a strict check, so that no chain of neighbours becomes a story.

Agglomerative clustering as in Sokal and Michener (1958), the most similar groups first. Two groups become one only
when they are similar on average, when every two of their members are similar at all, and, once both are stories, when
they are almost as similar as the members of each: the signing of a deal and the next day's attack stay two stories.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

# Chosen on pairs judged by reading, see docs/quality.md.
MERGE_THRESHOLD = 0.15  # average strength between two groups that become one
MIN_PAIR_STRENGTH = 0.3 * MERGE_THRESHOLD  # with less between any two members, groups stay apart
MIN_COHESION_SHARE = 0.8  # strength between two stories as a share of that inside the looser one

Strengths = Mapping[tuple[str, str], float]  # by ids in order


def clusters(strengths: Strengths) -> list[tuple[str, ...]]:
    """The groups of two and more article ids, each sorted, in the order of their first members."""
    return sorted(group for group in _Clustering(strengths).run() if len(group) > 1)


def cross_strengths(strengths: Strengths, first: Iterable[str], second: Iterable[str]) -> list[float]:
    """The strength of every pair of articles with one in each group; 0 for a pair without a known strength."""
    return [strengths.get((min(pair), max(pair)), 0.0) for pair in product(first, second)]


class _Clustering:
    """Groups of article ids that are merged, the strongest pair of groups first, until no pair may be merged."""

    def __init__(self, strengths: Strengths) -> None:
        """Keep the strengths; `run` makes the groups."""
        self._strengths = strengths
        self._members: dict[str, tuple[str, ...]] = {}  # by a name of the group: its first member
        self._near: dict[str, set[str]] = {}  # names of groups that may be joined to it
        self._heap: list[tuple[float, str, str, int, int]] = []

    def run(self) -> Iterable[tuple[str, ...]]:
        """Merge until no two groups may be merged, and return the groups, single articles included.

        An article without a strength of MIN_PAIR_STRENGTH to any other is in none.
        """
        for (a, b), strength in self._strengths.items():
            if strength >= MIN_PAIR_STRENGTH:
                self._near.setdefault(a, set()).add(b)
                self._near.setdefault(b, set()).add(a)
        self._members = {name: (name,) for name in sorted(self._near)}
        for name in self._members:
            for other in sorted(self._near[name]):
                if name < other:
                    self._push(name, other)
        while self._heap:
            _, a, b, size_a, size_b = heapq.heappop(self._heap)
            if len(self._members.get(a, ())) == size_a and len(self._members.get(b, ())) == size_b:
                self._merge(a, b)
        return self._members.values()

    def _merge(self, a: str, b: str) -> None:
        """Put group `b` into group `a` and compare the result with the neighbours of both."""
        self._members[a] = tuple(sorted(self._members[a] + self._members.pop(b)))
        neighbours = (self._near[a] | self._near.pop(b)) - {a, b}
        self._near[a] = neighbours
        for other in sorted(neighbours):
            self._near[other] = (self._near[other] - {b}) | {a}
            self._push(min(a, other), max(a, other))

    def _push(self, a: str, b: str) -> None:
        """Put two groups on the heap if they may be merged; their sizes show later whether either has changed since."""
        first, second = self._members[a], self._members[b]
        strength = merged_strength(self._strengths, first, second)
        if strength is not None:
            heapq.heappush(self._heap, (-strength, a, b, len(first), len(second)))


def merged_strength(strengths: Strengths, first: Sequence[str], second: Sequence[str]) -> float | None:
    """The average strength between two groups that may be merged; None when they must stay apart."""
    strengths_across = cross_strengths(strengths, first, second)
    average = sum(strengths_across) / len(strengths_across)
    if average < MERGE_THRESHOLD or min(strengths_across) < MIN_PAIR_STRENGTH:
        return None
    are_stories = len(first) > 1 and len(second) > 1
    if are_stories and average < MIN_COHESION_SHARE * min(
        _mean_strength(strengths, first), _mean_strength(strengths, second)
    ):
        return None
    return average


def _mean_strength(strengths: Strengths, members: Sequence[str]) -> float:
    """The average strength of all pairs of articles inside one group of two or more."""
    values = [strengths.get(pair, 0.0) for pair in combinations(sorted(members), 2)]
    return sum(values) / len(values)
