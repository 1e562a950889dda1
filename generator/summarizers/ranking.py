"""How important each sentence is, and the choice among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ranking:
    """A score for each sentence, higher is better, and what is needed to avoid saying the same twice.

    `similarity` is a symmetric n × n array of 0 … 1, or None where a method does not weigh repetition;
    `redundancy` is how much of the score a sentence loses that equals one already chosen. `parts` tells, for each
    sentence, what each feature adds to its score.
    """

    scores: tuple[float, ...]
    similarity: Any = None
    redundancy: float = 0.0
    parts: Sequence[Mapping[str, float]] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """How much a summary may hold: a number of sentences, a number of words, or both."""

    sentences: int | None = None
    words: int | None = None

    @property
    def counted(self) -> bool:
        """Whether a long sentence costs no more than a short one."""
        return self.words is None


def choose(ranking: Ranking, allowed: Sequence[bool], lengths: Sequence[int], size: Size) -> list[int]:
    """The allowed sentences that fill the size, in their order; of equals, the earlier. `lengths` are in words.

    Each next one has the highest score less its likeness to one already chosen: maximal marginal relevance
    (Carbonell and Goldstein, 1998). A sentence that no longer fits is passed over for the next that does.
    """
    left = [index for index, able in enumerate(allowed) if able]
    room = float("inf") if size.words is None else size.words
    most = len(allowed) if size.sentences is None else size.sentences
    chosen: list[int] = []
    likeness = [0.0] * len(allowed)
    while len(chosen) < most and (left := [index for index in left if lengths[index] <= room]):
        best = max(
            left, key=lambda index: (ranking.scores[index] - ranking.redundancy * likeness[index], -index)
        )
        left.remove(best)
        chosen.append(best)
        room -= lengths[best]
        if ranking.similarity is not None:
            row = ranking.similarity[best]
            likeness = [max(known, float(row[index])) for index, known in enumerate(likeness)]
    return sorted(chosen)
