"""What sentences and whole summaries are worth, how long a summary may be, and what its sentences need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Places = NDArray[np.intp]  # of sentences: a row for each of several choices, in the order of the article

Worth = Callable[[Sequence[int], Places], Array]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What each sentence is worth as a summary of its own; higher is better.

    `worth` says the same of summaries of several: given the m × k places of the sentences that could be added to
    those chosen, the worth of the m summaries. Where it is None, a summary is worth the mean of its sentences. `same`
    tells, n × n, which two say the same, so that no summary may hold both; None where nobody looked.
    `contributions` is an n × `features` array: what each feature adds to the score of each sentence.
    """

    scores: tuple[float, ...]
    worth: Worth | None = None
    same: NDArray[np.bool_] | None = None
    features: tuple[str, ...] = ()
    contributions: Array | None = None

    def parts(self, place: int) -> Mapping[str, float]:
        """What each feature adds to the score of one sentence; empty for methods that cannot say."""
        if self.contributions is None:
            return {}
        return dict(zip(self.features, self.contributions[place].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Size:
    """How much a summary may hold: a number of sentences, a number of words, or both.

    Where it is `full`, the words are what it must hold and the last sentence runs over: an extract to be cut.
    """

    sentences: int | None = None
    words: int | None = None
    full: bool = False

    @property
    def counted(self) -> bool:
        """Whether a long sentence costs no more than a short one."""
        return self.words is None


@dataclass(frozen=True, slots=True)
class Need:
    """Sentences of which one must stand with another: a firm need forbids that one without, a loose one costs."""

    places: tuple[int, ...]
    required: bool
