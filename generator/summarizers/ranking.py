"""How important each sentence is, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any


@dataclass(frozen=True, slots=True)
class Ranking:
    """A score for each sentence, higher is better, and what is needed to avoid saying the same twice.

    `similarity` is a symmetric n × n array of 0 … 1, or None where a method does not weigh repetition;
    `redundancy` is how much of the score a sentence loses that equals one already chosen. `contributions` is an
    n × `features` array: what each feature adds to the score of each sentence.
    """

    scores: tuple[float, ...]
    similarity: Any = None
    redundancy: float = 0.0
    features: tuple[str, ...] = ()
    contributions: Any = None

    def parts(self, place: int) -> Mapping[str, float]:
        """What each feature adds to the score of one sentence; empty for methods that cannot say."""
        return (
            dict(zip(self.features, self.contributions[place].tolist(), strict=True)) if self.features else {}
        )


@dataclass(frozen=True, slots=True)
class Size:
    """How much a summary may hold: a number of sentences, a number of words, or both."""

    sentences: int | None = None
    words: int | None = None

    @property
    def counted(self) -> bool:
        """Whether a long sentence costs no more than a short one."""
        return self.words is None


@dataclass(frozen=True, slots=True)
class Need:
    """Sentences of which one must stand before another: a firm need forbids that one without, a loose one costs."""

    places: tuple[int, ...]
    firm: bool


LOOSE_COST = 0.25  # of the spread of the scores: decides between sentences that are about as good
MOST_LOOSE = 2  # that are counted
LONGEST_CHAIN = 3  # sentences of which each needs the next; the ways to join more grow without bound


def choose(
    ranking: Ranking,
    allowed: Sequence[bool],
    lengths: Sequence[int],
    size: Size,
    needs: Sequence[Sequence[Need]] = (),
) -> list[int]:
    """The allowed sentences that fill the size, in their order; of equals, the earlier. `lengths` are in words.

    Each next one has the highest score less its likeness to one already chosen: maximal marginal relevance
    (Carbonell and Goldstein, 1998). A sentence that no longer fits is passed over for the next that does. One that
    leans on another is taken where the other is chosen already, or brings it along where both fit and are, on
    average, worth more than another.
    """
    left = {index for index, able in enumerate(allowed) if able}
    cost = LOOSE_COST * _spread(ranking.scores)
    return _Choice(ranking, lengths, size, needs or [()] * len(allowed), left, cost).made()


Bundle = tuple[
    float, int, tuple[int, ...]
]  # its worth, less the place of its last sentence, and its sentences


@dataclass(slots=True)
class _Choice:
    ranking: Ranking
    lengths: Sequence[int]
    size: Size
    needs: Sequence[Sequence[Need]]
    left: set[int]  # allowed and not chosen
    cost: float  # of a loose need that is not met
    chosen: list[int] = field(default_factory=list)
    likeness: list[float] = field(default_factory=list)  # of each sentence to the chosen one most like it

    def made(self) -> list[int]:
        self.likeness = [0.0] * len(self.needs)
        while self._places > 0 and (bundles := [*self._alone(), *self._together()]):
            for index in max(bundles)[-1]:
                self._take(index)
        return sorted(self.chosen)

    @property
    def _places(self) -> int:
        """How many sentences may still be chosen."""
        return len(self.left) if self.size.sentences is None else self.size.sentences - len(self.chosen)

    @property
    def _room(self) -> float:
        """How many words may still be chosen."""
        taken = sum([self.lengths[index] for index in self.chosen])
        return float("inf") if self.size.words is None else self.size.words - taken

    def _alone(self) -> list[Bundle]:
        """The sentences that fit and need no other."""
        scores, repeated, redundancy, room = (
            self.ranking.scores,
            self.likeness,
            self.ranking.redundancy,
            self._room,
        )
        return [
            (scores[index] - redundancy * repeated[index], -index, (index,))
            for index in self.left
            if not self.needs[index] and self.lengths[index] <= room
        ]

    def _together(self) -> Iterator[Bundle]:
        """The others, each behind those it needs that are not chosen yet, where all of them fit."""
        places, room = self._places, self._room
        for index in self.left:
            bundle = self._with_needed(index, min(places, LONGEST_CHAIN)) if self.needs[index] else None
            if bundle and len(bundle) <= places and sum([self.lengths[each] for each in bundle]) <= room:
                yield self._worth(bundle), -index, bundle

    def _with_needed(
        self, index: int, most: int, taken: tuple[int, ...] = (), asking: tuple[int, ...] = ()
    ) -> tuple[int, ...] | None:
        """The sentence behind those it needs; None where they may not be quoted or are more than fit.

        Two sentences may need each other: those in `asking` come along themselves.
        """
        asking = (*asking, index)
        if len(asking) > most:
            return None
        bundle = taken
        for need in self.needs[index]:
            if need.firm and not self._met(need, (*bundle, *asking)):
                able = sorted(
                    self.left.intersection(need.places), key=lambda at: (-self.ranking.scores[at], at)
                )
                behind = (self._with_needed(place, most, bundle, asking) for place in able)
                extended = next(filter(None, behind), None)
                if extended is None:
                    return None
                bundle = extended
        return (*bundle, index)

    def _met(self, need: Need, bundle: Sequence[int]) -> bool:
        return not {*self.chosen, *bundle}.isdisjoint(need.places)

    def _worth(self, bundle: Sequence[int]) -> float:
        """The mean score of its sentences, less what they repeat and what they leave open."""
        worth = 0.0
        for index in bundle:
            loose = sum([not need.firm and not self._met(need, bundle) for need in self.needs[index]])
            worth += self.ranking.scores[index] - self.cost * min(loose, MOST_LOOSE)
            worth -= self.ranking.redundancy * self.likeness[index]
        return worth / len(bundle)

    def _take(self, index: int) -> None:
        self.chosen.append(index)
        self.left.remove(index)
        if self.ranking.similarity is not None:
            row = self.ranking.similarity[index].tolist()
            self.likeness = list(map(max, self.likeness, row))


def _spread(scores: Sequence[float]) -> float:
    """The standard deviation of the scores."""
    count = max(len(scores), 1)
    mean = sum(scores) / count
    return round(sqrt(sum([(score - mean) ** 2 for score in scores]) / count), 9)
