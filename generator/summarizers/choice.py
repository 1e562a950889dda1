"""The choice among all summaries that could be made of an article's best sentences.

A summary is weighed as a whole, as a sentence that is good alone may say what another says already. What a summary is
worth is the ranking's to say; here it is found, and what needs another sentence stands with it or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from generator.summarizers.ranking import Array, Need, Places, Ranking, Size

Mask = NDArray[np.bool_]
Fitting = Callable[[Places, Mask], Mask]
# Ways to add so many sentences, and how many loose needs each leaves open, on average.
Step = tuple[Places, Array]

AT_ONCE = 4  # sentences that are chosen together at most; a longer summary is made of several such choices
TRIED = 8  # of the sentences that are left, the best, of which all choices are weighed
MOST_TRIED = 12  # with those that these lean on
LOOSE_COST = 0.25  # of the spread of the scores: decides between sentences that are about as good
MOST_LOOSE = 2  # that are counted
LONGEST_CHAIN = 3  # sentences of which each needs the next; the ways to join more grow without bound
DIGITS = 9  # of a worth; later ones are rounding, which may differ between machines


def choose(
    ranking: Ranking,
    allowed: Sequence[bool],
    lengths: Sequence[int],
    size: Size,
    needs: Sequence[Sequence[Need]] = (),
) -> list[int]:
    """The allowed sentences that fill the size, in their order; of equals, the earlier. `lengths` are in words."""
    choice = _of(ranking, allowed, lengths, size, needs)
    chosen: tuple[int, ...] = ()
    while found := [choice.best(chosen, ways, left_open) for ways, left_open in choice.steps(chosen)]:
        _, added = max(found, key=lambda each: each[0])
        chosen = tuple(sorted((*chosen, *added)))
    return list(chosen)


def weighed(
    ranking: Ranking,
    allowed: Sequence[bool],
    lengths: Sequence[int],
    size: Size,
    needs: Sequence[Sequence[Need]] = (),
) -> list[Places]:
    """The summaries among which `choose` makes its first choice: m × k places for each number k of sentences.

    What weights are learned from.
    """
    return [ways for ways, _ in _of(ranking, allowed, lengths, size, needs).steps(())]


def permitted(way: Sequence[int], needs: Sequence[Sequence[Need]], ranking: Ranking) -> bool:
    """Whether these sentences may stand in one summary: required needs are met, and nothing is said twice."""
    met = all(
        not need.required or set(way).intersection(need.places) for place in way for need in needs[place]
    )
    return met and (ranking.same is None or not ranking.same[np.ix_(way, way)].any())


def _of(
    ranking: Ranking,
    allowed: Sequence[bool],
    lengths: Sequence[int],
    size: Size,
    needs: Sequence[Sequence[Need]],
) -> _Choice:
    return _Choice(
        ranking=ranking,
        lengths=np.array(lengths, int),
        size=size,
        needs=needs or [()] * len(allowed),
        able=frozenset(place for place, may in enumerate(allowed) if may),
        cost=LOOSE_COST * float(np.std(ranking.scores)) if ranking.scores else 0.0,
    )


@cache
def _combinations(of: int, size: int) -> tuple[Places, Mask]:
    """All ways to take `size` of `of` things, m × size, and which of the things each takes, m × of."""
    ways = np.array(list(combinations(range(of), size)), np.intp).reshape(-1, size)
    takes = np.zeros((len(ways), of), bool)
    np.put_along_axis(takes, ways, True, axis=1)
    return ways, takes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    ranking: Ranking
    lengths: NDArray[np.int_]
    size: Size
    needs: Sequence[Sequence[Need]]
    able: frozenset[int]  # sentences that may be quoted
    cost: float  # of a loose need that is not met

    def steps(self, chosen: tuple[int, ...]) -> Iterator[Step]:
        """All that may be added to those chosen, for each number of sentences; nothing where the summary is full."""
        places = AT_ONCE if self.size.sentences is None else self.size.sentences - len(chosen)
        if not places or (self.size.full and self._length(chosen) >= (self.size.words or 0)):
            return
        tried = self._tried(chosen)
        counts = range(1, min(AT_ONCE, len(tried), places) + 1)
        found: list[Step] = []
        if self.size.words is not None:
            found = [*self._ways(chosen, tried, counts, self._filling(chosen, tried))]
        if not found:  # as many as there are, if not to the end
            found = [*islice(self._ways(chosen, tried, reversed(counts), self._fitting(chosen)), 1)]
        yield from found

    def _ways(
        self, chosen: tuple[int, ...], tried: Sequence[int], counts: Iterable[int], fitting: Fitting
    ) -> Iterator[Step]:
        for count in counts:
            ways, takes = _combinations(len(tried), count)
            ways = np.array(tried, np.intp)[ways]
            held = self._needs_met(chosen, tried, takes) & fitting(ways, takes) & ~self._said_twice(ways)
            if held.any():
                yield ways[held], self._left_open(chosen, tried, takes[held]) / (len(chosen) + count)

    def best(self, chosen: tuple[int, ...], ways: Places, left_open: Array) -> tuple[float, list[int]]:
        """What the best of the ways makes of the summary, and the sentences it adds."""
        worth = np.round(self._worth(chosen, ways) - self.cost * left_open, DIGITS)
        best = int(worth.argmax())
        return float(worth[best]), ways[best].tolist()

    def _worth(self, chosen: tuple[int, ...], ways: Places) -> Array:
        if self.ranking.worth is not None:
            return self.ranking.worth(chosen, ways)
        scores = np.array(self.ranking.scores)
        return np.asarray(
            (scores[list(chosen)].sum() + scores[ways].sum(axis=1)) / (len(chosen) + ways.shape[1])
        )

    def _said_twice(self, ways: Places) -> Mask:
        twice = np.zeros(len(ways), bool)
        if (same := self.ranking.same) is not None:
            for first, second in combinations(ways.T, 2):
                twice |= same[first, second]
        return twice

    # --- how long ---

    def _length(self, chosen: tuple[int, ...]) -> int:
        return int(self.lengths[list(chosen)].sum())

    def _fitting(self, chosen: tuple[int, ...]) -> Fitting:
        """Whether a summary that is so much longer has not too many words."""
        if self.size.words is None or self.size.full:
            return lambda ways, takes: np.ones(len(ways), bool)
        room = self.size.words - self._length(chosen)
        return lambda ways, takes: np.asarray(self.lengths[ways].sum(axis=1) <= room)

    def _filling(self, chosen: tuple[int, ...], tried: Sequence[int]) -> Fitting:
        """Whether it has all the words that it may have: none of those tried fits any more, or the last runs over."""
        room = (self.size.words or 0) - self._length(chosen)
        lengths = self.lengths[list(tried)]

        def filling(ways: Places, takes: Mask) -> Mask:
            words = self.lengths[ways].sum(axis=1)
            if not self.size.full:
                shortest_left = np.where(takes, room + 1, lengths).min(axis=1, initial=room + 1)
                return np.asarray((words <= room) & (words + shortest_left > room))
            last = np.maximum(ways[:, -1], chosen[-1]) if chosen else ways[:, -1]
            return np.asarray((words >= room) & (words - self.lengths[last] < room))

        return filling

    # --- what a sentence needs ---

    def _tried(self, chosen: tuple[int, ...]) -> list[int]:
        """The best sentences that may be added, and those they need, in the order of the article."""
        left = self.able.difference(chosen)
        if chosen and (same := self.ranking.same) is not None:
            left = frozenset(place for place in left if not same[place, list(chosen)].any())
        tried: set[int] = set()
        units = 0
        for place in sorted(left, key=lambda at: (-self.ranking.scores[at], at)):
            bundle = self._with_needed(place, left, chosen) if self.needs[place] else (*chosen, place)
            if bundle and self._has_room(bundle) and len(tried.union(bundle)) <= MOST_TRIED + len(chosen):
                tried.update(bundle)
                units += 1
            if units == TRIED:
                break
        return sorted(tried.difference(chosen))

    def _has_room(self, bundle: tuple[int, ...]) -> bool:
        """Whether these would not be too many, with those chosen among them."""
        if self.size.sentences is not None and len(bundle) > self.size.sentences:
            return False
        return self.size.words is None or self.size.full or self._length(bundle) <= self.size.words

    def _with_needed(
        self, place: int, left: frozenset[int], bundle: tuple[int, ...], asking: tuple[int, ...] = ()
    ) -> tuple[int, ...] | None:
        """The bundle with the sentence and those it needs; None where they may not be quoted or are too many.

        Two sentences may need each other: those in `asking` come along themselves.
        """
        asking = (*asking, place)
        if len(asking) > LONGEST_CHAIN:
            return None
        for need in self.needs[place]:
            if need.required and {*bundle, *asking}.isdisjoint(need.places):
                able = sorted(left.intersection(need.places), key=lambda at: (-self.ranking.scores[at], at))
                behind = (self._with_needed(each, left, bundle, asking) for each in able)
                extended = next(filter(None, behind), None)
                if extended is None:
                    return None
                bundle = extended
        return (*bundle, place)

    def _unmet(
        self, chosen: tuple[int, ...], tried: Sequence[int], takes: Mask, required: bool
    ) -> Iterator[tuple[int, Mask]]:
        """For each need of one of those tried, which of the ways take the sentence and not what it needs."""
        column = {place: at for at, place in enumerate(tried)}
        for place, at in column.items():
            for need in self.needs[place]:
                if need.required == required and not set(chosen).intersection(need.places):
                    by = [column[each] for each in need.places if each in column]
                    yield at, takes[:, at] & ~takes[:, by].any(axis=1)

    def _needs_met(self, chosen: tuple[int, ...], tried: Sequence[int], takes: Mask) -> Mask:
        met = np.ones(len(takes), bool)
        for _, unmet in self._unmet(chosen, tried, takes, required=True):
            met &= ~unmet
        return met

    def _left_open(self, chosen: tuple[int, ...], tried: Sequence[int], takes: Mask) -> Array:
        """How many loose needs each way leaves open, so many of a sentence at most."""
        of = np.zeros(takes.shape)
        for at, unmet in self._unmet(chosen, tried, takes, required=False):
            of[:, at] += unmet
        return np.asarray(np.minimum(of, MOST_LOOSE).sum(axis=1))
