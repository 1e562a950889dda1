"""Data shared by all methods: scores of sentences and summaries, the size of a summary, required sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Places = NDArray[np.intp]  # m × k indices of sentences: one row for each subset, in the order of the article

SubsetScore = Callable[[Sequence[int], Places], Array]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The score of each of n sentences as a summary of its own; higher is better.

    `subset_score` scores summaries of several sentences: given the indices of the chosen sentences and m × k indices of
    those to add, it returns m scores. If None, a summary scores the mean of its sentences. `redundant` marks, n × n,
    the pairs too similar to stand in one summary; None if the method does not compare sentences. `contributions`
    is an n × `features` array: what each feature adds to the score of each sentence.
    """

    scores: tuple[float, ...]
    subset_score: SubsetScore | None = None
    redundant: NDArray[np.bool_] | None = None
    features: tuple[str, ...] = ()
    contributions: Array | None = None

    def parts(self, place: int) -> Mapping[str, float]:
        """What each feature adds to the score of the sentence at this index; empty for methods without features."""
        if self.contributions is None:
            return {}
        return dict(zip(self.features, self.contributions[place].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Size:
    """How much a summary may hold: a number of sentences, a number of words, or both.

    If `full`, it reaches the number of words and the last sentence may exceed it, for evaluation that truncates.
    """

    sentences: int | None = None
    words: int | None = None
    full: bool = False

    @property
    def is_by_sentences(self) -> bool:
        """Whether the size limits only the number of sentences, so that long sentences cost no more than short ones."""
        return self.words is None


@dataclass(frozen=True, slots=True)
class Need:
    """Sentences, by index, of which another needs one: it is forbidden without if `required`, else penalised."""

    places: tuple[int, ...]
    required: bool
