"""How alike dated articles are that stand near in time: which pairs may report one event, and how strongly.

A word weighs by how rare it is among the articles most like its own *at other times* (inverse document frequency,
Spärck Jones 1972, in a neighbourhood): what a war or a trial is always told with weighs little, what is new weighs
much, whether the folder holds one subject or a hundred. Likeness is the cosine of the weighted words, less an
amount for every day between the two. Only pairs that share a telling word are looked at, so the work grows with the
articles, not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

DAYS = 7  # further apart, two reports are not of one event
FADING = 0.06  # of the cosine for every day between: the next day's news has the same names in it
AROUND = (
    4  # days around an article in which others may report its event, so they say nothing of its background
)
NEIGHBOURS = 200  # articles that make up the background of one
REFERENCES = 2_000  # articles among which they are looked for, evenly spread over time
PRIOR = 60.0  # articles' worth of the whole collection in every background, as few neighbours prove little
UNSEEN = 5.0  # articles nobody has seen: in a folder of three, a word that two share may still be rare
SHARPNESS = 1.25  # power of the inverse document frequency
TELLING = 12  # the words of an article by which its like are looked for …
COMMON = 300  # … but not by one that so many articles around the same day have
FEWEST = 2.0  # words' worth of evidence; alike in a single word, two articles report two events
BLOCK = 500  # articles weighed at a time, for the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedArticle:
    """An article as it is compared."""

    id: str
    published: date
    weights: Mapping[str, float]  # by stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles, how alike they are, and why."""

    a: str
    b: str
    cosine: float  # 0 … 1
    days: int
    shared: tuple[str, ...]  # stems, the one that counts most first
    breadth: float  # how many words carry the likeness (inverse Simpson index of their parts)

    @property
    def strength(self) -> float:
        """Likeness as it counts: 0 for a single word in common, and less with every day between.

        An amount and not a share is taken off: two reports with nearly the same words tell one event even on the
        sixth day, while what is little alike is background by the second.
        """
        return max(0.0, self.cosine - FADING * self.days) if self.breadth >= FEWEST else 0.0


class TermIndex:
    """The articles as vectors of weighted words, one row each."""

    def __init__(self, articles: Sequence[WeightedArticle]) -> None:
        self.articles = sorted(articles, key=lambda each: (each.published, each.id))
        self._days = [each.published.toordinal() for each in self.articles]
        self._vocabulary = sorted({term for each in self.articles for term in each.weights})
        self._rows = _weighed(self._counted(), self._days)
        self._row_of = {each.id: row for row, each in enumerate(self.articles)}

    def _counted(self) -> Any:
        """Logarithms of the words' weights, an article in each row."""
        import numpy as np
        from scipy.sparse import csr_matrix

        column = {term: index for index, term in enumerate(self._vocabulary)}
        indices = [
            sorted((column[term], weight) for term, weight in each.weights.items()) for each in self.articles
        ]
        return csr_matrix(
            (
                np.log1p([weight for row in indices for _, weight in row]),
                [index for row in indices for index, _ in row],
                np.cumsum([0, *map(len, indices)]),
            ),
            shape=(len(self.articles), len(self._vocabulary)),
        )

    def pairs(self) -> Iterator[Pair]:
        """Every pair near in time that shares a telling word, in the order of the articles."""
        around: dict[int, list[int]] = defaultdict(list)  # by telling word, the rows of the last days
        for row in range(len(self.articles)):
            found = set()
            for term in self._top_terms(row):
                rows = around[term]
                while rows and self._days[row] - self._days[rows[0]] > DAYS:
                    rows.pop(0)
                if len(rows) < COMMON:
                    found.update(rows)
                rows.append(row)
            yield from (self._pair(other, row) for other in sorted(found))

    def pair(self, a: str, b: str) -> Pair:
        """Any two articles, however far apart."""
        first, second = sorted((self._row_of[a], self._row_of[b]))
        return self._pair(first, second)

    def _top_terms(self, row: int) -> list[int]:
        start, end = self._rows.indptr[row], self._rows.indptr[row + 1]
        by_weight = sorted(zip(-self._rows.data[start:end], self._rows.indices[start:end], strict=True))
        return [int(term) for _, term in by_weight[:TELLING]]

    def _pair(self, first: int, second: int) -> Pair:
        parts = self._parts(first, second)
        cosine = sum(part for part, _ in parts)
        spread = sum(part * part for part, _ in parts)
        return Pair(
            a=self.articles[first].id,
            b=self.articles[second].id,
            cosine=round(cosine, 9),
            days=self._days[second] - self._days[first],
            shared=tuple(self._vocabulary[term] for _, term in parts),
            breadth=cosine * cosine / spread if spread else 0.0,
        )

    def _parts(self, first: int, second: int) -> list[tuple[float, int]]:
        """What each common word adds to the cosine, most first."""
        import numpy as np

        rows = self._rows
        a, b = (slice(rows.indptr[row], rows.indptr[row + 1]) for row in (first, second))
        terms, at_a, at_b = np.intersect1d(
            rows.indices[a], rows.indices[b], assume_unique=True, return_indices=True
        )
        parts = (rows.data[a][at_a] * rows.data[b][at_b]).tolist()
        return sorted(zip(parts, terms.tolist(), strict=True), key=lambda part: (-part[0], part[1]))


def _weighed(counted: Any, days: Sequence[int]) -> Any:
    """The rows with each word weighed against the background of its article, of length 1."""
    import numpy as np
    from scipy.sparse import csr_matrix, vstack

    total = counted.shape[0]
    present = csr_matrix((np.ones(counted.nnz), counted.indices, counted.indptr), shape=counted.shape)
    everywhere = np.asarray(present.sum(axis=0)).ravel()
    rough = _unit(_scaled(counted, np.log((1 + total) / (0.5 + everywhere))[counted.indices]))
    chosen = np.unique(np.linspace(0, total - 1, min(total, REFERENCES)).round().astype(int))
    blocks = []
    for start in range(0, total, BLOCK):
        rows = slice(start, min(start + BLOCK, total))
        near = (rough[rows] @ rough[chosen].T).toarray()
        within = abs(np.array(days[rows])[:, None] - np.array(days)[chosen][None, :]) <= AROUND
        background = _nearest(near, within)
        size = np.asarray(background.sum(axis=1)).ravel() + 1  # and the article itself
        block = counted[rows]
        held = (background @ present[chosen]).multiply(present[rows]) + present[rows]
        held = held.tocsr()
        held.sort_indices()
        row_of = np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))
        having = held.data + PRIOR * everywhere[block.indices] / (total + UNSEEN)
        rarity = np.log((1 + size[row_of] + PRIOR) / (0.5 + having)) ** SHARPNESS
        blocks.append(_unit(_scaled(block, rarity)))
    return vstack(blocks).tocsr()


def _nearest(near: Any, within: Any) -> Any:
    """For each row, ones at the references most like it that stand at another time."""
    import numpy as np
    from scipy.sparse import csr_matrix

    near = np.where(within, -1.0, near)
    count = min(NEIGHBOURS, near.shape[1])
    best = np.argsort(-near, axis=1, kind="stable")[:, :count]
    usable = (np.take_along_axis(near, best, axis=1) >= 0).astype(float).ravel()
    rows = np.repeat(np.arange(near.shape[0]), count)
    return csr_matrix((usable, (rows, best.ravel())), shape=near.shape)


def _scaled(rows: Any, factors: Any) -> Any:
    scaled = rows.copy()
    scaled.data = scaled.data * factors
    return scaled


def _unit(rows: Any) -> Any:
    """The rows divided by their length."""
    import numpy as np

    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
    return _scaled(rows, 1 / np.repeat(lengths, np.diff(rows.indptr)))
