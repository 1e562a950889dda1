"""Chooses the best of all summaries that can be made of an article's best sentences.

A summary is scored as a whole, because a sentence that scores well alone may repeat another. The ranking supplies the
score; this module searches for the best set. A sentence that requires another is chosen together with it or not at all.
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
LengthTest = Callable[[Places, Mask], Mask]
# Sets of sentences that may be added, and how many optional references each leaves unmet, on average.
Step = tuple[Places, Array]

MAX_SENTENCES_PER_STEP = 4  # chosen together; a longer summary takes several steps
SHORTLIST_SIZE = 8  # best remaining sentences whose combinations are all scored
MAX_SHORTLIST_SIZE = 12  # the shortlist with the sentences that these require
OPTIONAL_UNMET_COST = 0.25  # standard deviations of the scores, for each optional reference left unmet
MAX_OPTIONAL_UNMET = 2  # unmet optional references counted for one sentence
MAX_CHAIN_LENGTH = 3  # sentences of which each requires the next; longer chains cost too much to search
SCORE_DIGITS = 9  # decimals of a subset score; later ones are rounding, which may differ between machines


def choose(
    ranking: Ranking,
    allowed: Sequence[bool],
    lengths: Sequence[int],
    size: Size,
    needs: Sequence[Sequence[Need]] = (),
) -> list[int]:
    """Choose the allowed sentences that make the best summary of the size; returns their indices in order.

    `allowed`, `lengths` (in words) and `needs` hold one item for each of the n ranked sentences; without `needs` no
    sentence refers to another. Every step adds the best-scoring set of up to MAX_SENTENCES_PER_STEP sentences; of
    equal sets the one of earlier sentences is taken.
    """
    choice = _prepare(ranking, allowed, lengths, size, needs)
    chosen: tuple[int, ...] = ()
    while options := [
        choice.best(chosen, candidates, optional_unmet) for candidates, optional_unmet in choice.steps(chosen)
    ]:
        _, added = max(options, key=lambda option: option[0])
        chosen = tuple(sorted((*chosen, *added)))
    return list(chosen)


def first_candidates(
    ranking: Ranking,
    allowed: Sequence[bool],
    lengths: Sequence[int],
    size: Size,
    needs: Sequence[Sequence[Need]] = (),
) -> list[Places]:
    """List the summaries that the first step of `choose` compares: m × k indices for each number k of sentences.

    The arguments are those of `choose`. Weights are trained on these.
    """
    return [candidates for candidates, _ in _prepare(ranking, allowed, lengths, size, needs).steps(())]


def is_permitted(subset: Sequence[int], needs: Sequence[Sequence[Need]], ranking: Ranking) -> bool:
    """Whether these sentences may form a summary: required references are met and no two are redundant."""
    met = all(
        not need.required or set(subset).intersection(need.places)
        for place in subset
        for need in needs[place]
    )
    return met and (ranking.redundant is None or not ranking.redundant[np.ix_(subset, subset)].any())


def _prepare(
    ranking: Ranking,
    allowed: Sequence[bool],
    lengths: Sequence[int],
    size: Size,
    needs: Sequence[Sequence[Need]],
) -> _Choice:
    """Gather the arguments of `choose` for the search."""
    return _Choice(
        ranking=ranking,
        lengths=np.array(lengths, int),
        size=size,
        needs=needs or [()] * len(allowed),
        eligible=frozenset(place for place, may in enumerate(allowed) if may),
        cost=OPTIONAL_UNMET_COST * float(np.std(ranking.scores)) if ranking.scores else 0.0,
    )


@cache
def _combinations(total: int, size: int) -> tuple[Places, Mask]:
    """All combinations of `size` out of `total` items: indices (m × size) and membership (m × total, boolean)."""
    candidates = np.array(list(combinations(range(total), size)), np.intp).reshape(-1, size)
    mask = np.zeros((len(candidates), total), bool)
    np.put_along_axis(mask, candidates, True, axis=1)
    return candidates, mask


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """The search for the best summary of one article, with everything that it depends on."""

    ranking: Ranking
    lengths: NDArray[np.int_]
    size: Size
    needs: Sequence[Sequence[Need]]
    eligible: frozenset[int]  # sentences that may be quoted
    cost: float  # of one unmet optional reference

    def steps(self, chosen: tuple[int, ...]) -> Iterator[Step]:
        """Yield the sets of sentences that may be added, those of one number of sentences together.

        Nothing if all is full. With a limit in words, the sets that fill it; if there are none, the largest sets that
        keep within the size.
        """
        max_added = (
            MAX_SENTENCES_PER_STEP if self.size.sentences is None else self.size.sentences - len(chosen)
        )
        if not max_added or (self.size.full and self._total_words(chosen) >= (self.size.words or 0)):
            return
        shortlist = self._shortlist(chosen)
        counts = range(1, min(MAX_SENTENCES_PER_STEP, len(shortlist), max_added) + 1)
        steps: list[Step] = []
        if self.size.words is not None:
            steps = [
                *self._viable_candidates(chosen, shortlist, counts, self._fills_words(chosen, shortlist))
            ]
        if not steps:  # none fills the size: take as many sentences as possible
            steps = [
                *islice(
                    self._viable_candidates(chosen, shortlist, reversed(counts), self._fits_words(chosen)), 1
                )
            ]
        yield from steps

    def _viable_candidates(
        self,
        chosen: tuple[int, ...],
        shortlist: Sequence[int],
        counts: Iterable[int],
        is_length_allowed: LengthTest,
    ) -> Iterator[Step]:
        """Yield, for each count, the combinations of the shortlist that no rule forbids, with what they leave unmet."""
        for count in counts:
            candidates, mask = _combinations(len(shortlist), count)
            candidates = np.array(shortlist, np.intp)[candidates]
            viable = (
                self._meets_requirements(chosen, shortlist, mask)
                & is_length_allowed(candidates, mask)
                & ~self._has_redundancy(candidates)
            )
            if viable.any():
                yield (
                    candidates[viable],
                    self._optional_unmet(chosen, shortlist, mask[viable]) / (len(chosen) + count),
                )

    def best(
        self, chosen: tuple[int, ...], candidates: Places, optional_unmet: Array
    ) -> tuple[float, list[int]]:
        """The score of the summary with the best candidate, and the sentences that this candidate adds."""
        scores = np.round(self._scores_of(chosen, candidates) - self.cost * optional_unmet, SCORE_DIGITS)
        best = int(scores.argmax())
        return float(scores[best]), candidates[best].tolist()

    def _scores_of(self, chosen: tuple[int, ...], candidates: Places) -> Array:
        """The score of the summary with each candidate: the ranking's, or the mean of its sentences' scores."""
        if self.ranking.subset_score is not None:
            return self.ranking.subset_score(chosen, candidates)
        scores = np.array(self.ranking.scores)
        return np.asarray(
            (scores[list(chosen)].sum() + scores[candidates].sum(axis=1))
            / (len(chosen) + candidates.shape[1])
        )

    def _has_redundancy(self, candidates: Places) -> Mask:
        """Whether each candidate holds two redundant sentences."""
        has_redundancy = np.zeros(len(candidates), bool)
        if (redundant := self.ranking.redundant) is not None:
            for first, second in combinations(candidates.T, 2):
                has_redundancy |= redundant[first, second]
        return has_redundancy

    # --- length ---

    def _total_words(self, chosen: tuple[int, ...]) -> int:
        """The length of these sentences in words."""
        return int(self.lengths[list(chosen)].sum())

    def _fits_words(self, chosen: tuple[int, ...]) -> LengthTest:
        """A test of candidate sets: whether the summary stays within its number of words."""
        if self.size.words is None or self.size.full:
            return lambda candidates, mask: np.ones(len(candidates), bool)
        words_left = self.size.words - self._total_words(chosen)
        return lambda candidates, mask: np.asarray(self.lengths[candidates].sum(axis=1) <= words_left)

    def _fills_words(self, chosen: tuple[int, ...], shortlist: Sequence[int]) -> LengthTest:
        """A test of candidate sets: whether no other shortlisted sentence would fit, or the last one runs over."""
        words_left = (self.size.words or 0) - self._total_words(chosen)
        lengths = self.lengths[list(shortlist)]

        def fills(candidates: Places, mask: Mask) -> Mask:
            """Whether each candidate set fills the words that are left; `mask` marks its sentences in the shortlist."""
            words = self.lengths[candidates].sum(axis=1)
            if not self.size.full:
                shortest_left = np.where(mask, words_left + 1, lengths).min(axis=1, initial=words_left + 1)
                return np.asarray((words <= words_left) & (words + shortest_left > words_left))
            last = np.maximum(candidates[:, -1], chosen[-1]) if chosen else candidates[:, -1]
            return np.asarray((words >= words_left) & (words - self.lengths[last] < words_left))

        return fills

    # --- references between sentences ---

    def _shortlist(self, chosen: tuple[int, ...]) -> list[int]:
        """The best sentences that may be added and those that they require, in the order of the article."""
        remaining = self.eligible.difference(chosen)
        if chosen and (redundant := self.ranking.redundant) is not None:
            remaining = frozenset(place for place in remaining if not redundant[place, list(chosen)].any())
        shortlist: set[int] = set()
        units = 0
        for place in sorted(remaining, key=lambda index: (-self.ranking.scores[index], index)):
            required_set = (
                self._required_set(place, remaining, chosen) if self.needs[place] else (*chosen, place)
            )
            if (
                required_set
                and self._fits_size(required_set)
                and len(shortlist.union(required_set)) <= MAX_SHORTLIST_SIZE + len(chosen)
            ):
                shortlist.update(required_set)
                units += 1
            if units == SHORTLIST_SIZE:
                break
        return sorted(shortlist.difference(chosen))

    def _fits_size(self, required_set: tuple[int, ...]) -> bool:
        """Whether these sentences, the chosen ones among them, keep within the size."""
        if self.size.sentences is not None and len(required_set) > self.size.sentences:
            return False
        return self.size.words is None or self.size.full or self._total_words(required_set) <= self.size.words

    def _required_set(
        self,
        place: int,
        remaining: frozenset[int],
        required_set: tuple[int, ...],
        chain: tuple[int, ...] = (),
    ) -> tuple[int, ...] | None:
        """Extend the set by a sentence and all it requires; None if one may not be quoted or the chain is too long.

        `chain` holds the sentences whose requirements led here; two sentences may require each other.
        """
        chain = (*chain, place)
        if len(chain) > MAX_CHAIN_LENGTH:
            return None
        for need in self.needs[place]:
            if need.required and {*required_set, *chain}.isdisjoint(need.places):
                eligible = sorted(
                    remaining.intersection(need.places),
                    key=lambda index: (-self.ranking.scores[index], index),
                )
                extensions = (self._required_set(other, remaining, required_set, chain) for other in eligible)
                extended = next(filter(None, extensions), None)
                if extended is None:
                    return None
                required_set = extended
        return (*required_set, place)

    def _unmet_references(
        self, chosen: tuple[int, ...], shortlist: Sequence[int], mask: Mask, required: bool
    ) -> Iterator[tuple[int, Mask]]:
        """Yield the column of each reference of the kind asked for, and which candidates leave it unmet.

        These are the required, or the optional, references of shortlisted sentences that no `chosen` sentence meets.
        Unmet: the candidate has the sentence and none of its antecedents.
        """
        columns = {place: column for column, place in enumerate(shortlist)}
        for place, column in columns.items():
            for need in self.needs[place]:
                if need.required == required and not set(chosen).intersection(need.places):
                    antecedents = [columns[other] for other in need.places if other in columns]
                    yield column, mask[:, column] & ~mask[:, antecedents].any(axis=1)

    def _meets_requirements(self, chosen: tuple[int, ...], shortlist: Sequence[int], mask: Mask) -> Mask:
        """Whether each candidate meets all required references of its sentences."""
        met = np.ones(len(mask), bool)
        for _, unmet in self._unmet_references(chosen, shortlist, mask, required=True):
            met &= ~unmet
        return met

    def _optional_unmet(self, chosen: tuple[int, ...], shortlist: Sequence[int], mask: Mask) -> Array:
        """The number of optional references each candidate leaves unmet, capped for each sentence."""
        unmet_counts = np.zeros(mask.shape)
        for column, unmet in self._unmet_references(chosen, shortlist, mask, required=False):
            unmet_counts[:, column] += unmet
        return np.asarray(np.minimum(unmet_counts, MAX_OPTIONAL_UNMET).sum(axis=1))
