"""Pairs → groups: average linkage with a strict check, so that no chain of neighbours becomes a story.

Agglomerative clustering as in Sokal and Michener (1958), the likest groups first. Two groups become one only when they
are alike on average, when no member is foreign to another, and, once both are stories, when they are almost as alike as
their members are among themselves: the signing of a deal and the attack of the next day stay two stories.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

ENOUGH = 0.15  # average strength from which two groups are one; chosen on pairs judged by reading, see docs/quality.md
FOREIGN = 0.3  # of `ENOUGH`: with less between any two members, groups stay apart
COHESION = 0.8  # of the strength within the looser of two stories, which the strength between them must reach

Strengths = Mapping[tuple[str, str], float]  # by ids in order


def groups(strengths: Strengths) -> list[tuple[str, ...]]:
    """The groups of two and more, each sorted, in the order of their first members."""
    return sorted(each for each in _Grouping(strengths).run() if len(each) > 1)


def between(strengths: Strengths, one: Iterable[str], other: Iterable[str]) -> list[float]:
    """The strength of every pair across two groups."""
    return [strengths.get((min(pair), max(pair)), 0.0) for pair in product(one, other)]


class _Grouping:
    def __init__(self, strengths: Strengths) -> None:
        self._strengths = strengths
        self._members: dict[str, tuple[str, ...]] = {}  # by a name of the group: its first member
        self._near: dict[str, set[str]] = {}  # names of groups that may be joined to it
        self._heap: list[tuple[float, str, str, int, int]] = []

    def run(self) -> Iterable[tuple[str, ...]]:
        for (a, b), strength in self._strengths.items():
            if strength >= FOREIGN * ENOUGH:
                self._near.setdefault(a, set()).add(b)
                self._near.setdefault(b, set()).add(a)
        self._members = {name: (name,) for name in sorted(self._near)}
        for name in self._members:
            for other in sorted(self._near[name]):
                if name < other:
                    self._offer(name, other)
        while self._heap:
            _, a, b, size_a, size_b = heapq.heappop(self._heap)
            if len(self._members.get(a, ())) == size_a and len(self._members.get(b, ())) == size_b:
                self._join(a, b)
        return self._members.values()

    def _join(self, a: str, b: str) -> None:
        self._members[a] = tuple(sorted(self._members[a] + self._members.pop(b)))
        neighbours = (self._near[a] | self._near.pop(b)) - {a, b}
        self._near[a] = neighbours
        for other in sorted(neighbours):
            self._near[other] = (self._near[other] - {b}) | {a}
            self._offer(min(a, other), max(a, other))

    def _offer(self, a: str, b: str) -> None:
        one, other = self._members[a], self._members[b]
        strength = joined(self._strengths, one, other)
        if strength is not None:
            heapq.heappush(self._heap, (-strength, a, b, len(one), len(other)))


def joined(strengths: Strengths, one: Sequence[str], other: Sequence[str]) -> float | None:
    """How alike two groups are that may become one; None when they must not."""
    across = between(strengths, one, other)
    average = sum(across) / len(across)
    if average < ENOUGH or min(across) < FOREIGN * ENOUGH:
        return None
    both = len(one) > 1 and len(other) > 1
    if both and average < COHESION * min(_within(strengths, one), _within(strengths, other)):
        return None
    return average


def _within(strengths: Strengths, members: Sequence[str]) -> float:
    found = [strengths.get(pair, 0.0) for pair in combinations(sorted(members), 2)]
    return sum(found) / len(found)
