"""How similar dated articles are that were published within a few days: which pairs may report one event.

The weight of a word is its rarity among the articles most similar to its own *at other times* (inverse document
frequency, Spärck Jones 1972, in a neighbourhood). So words that occur in every report on a war or a trial have little
weight and new words much, whether the folder has one subject or a hundred. Similarity is the cosine of the weighted
words, less an amount for every day between the two. Only pairs that share a heavy word are compared, so the work grows
with the number of articles and not of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MAX_DAYS_APART = 7  # further apart, two reports are not of one event
STRENGTH_LOSS_PER_DAY = 0.06  # taken off the cosine: the next day's news has the same names in it
# Days before and after an article in which others may report its event, and so are not its background.
EVENT_DAYS = 4
BACKGROUND_ARTICLES = 200  # that make up the background of one article
MAX_REFERENCE_ARTICLES = 2_000  # among which they are looked for, evenly spread over time
# So many average articles of the collection are added to every background: few neighbours prove little.
PRIOR_ARTICLES = 60.0
# So many unseen articles are assumed: in a folder of three, a word that two share may still be rare.
UNSEEN_ARTICLES = 5.0
IDF_EXPONENT = 1.25  # applied to the inverse document frequency
TOP_TERMS = 12  # of an article, by which similar articles are looked for …
MAX_TERM_ARTICLES = 300  # … but not by a term that so many articles of the last days have
MIN_EFFECTIVE_TERMS = 2.0  # alike in a single word, two articles report two events
BLOCK_ROWS = 500  # articles weighted at a time, to bound the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedArticle:
    """An article with the weights of its terms, as it is compared with others."""

    id: str
    published: date
    weights: Mapping[str, float]  # by stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles, how similar they are, and which terms they share."""

    a: str
    b: str
    cosine: float  # 0 … 1
    days: int
    shared_terms: tuple[str, ...]  # stems, the one that counts most first
    effective_term_count: float  # how many words carry the similarity (inverse Simpson index of their parts)

    @property
    def strength(self) -> float:
        """Similarity as it counts for clustering: 0 for a single shared word, less with every day between the two.

        An amount and not a share is taken off: two reports with nearly the same words tell one event even on the
        sixth day, while what is little alike is background by the second.
        """
        if self.effective_term_count < MIN_EFFECTIVE_TERMS:
            return 0.0
        return max(0.0, self.cosine - STRENGTH_LOSS_PER_DAY * self.days)


class TermIndex:
    """The articles as vectors of weighted words, one row each."""

    def __init__(self, articles: Sequence[WeightedArticle]) -> None:
        """Weight the terms of these articles against one another."""
        self.articles = sorted(articles, key=lambda article: (article.published, article.id))
        self._days = [article.published.toordinal() for article in self.articles]
        self._vocabulary = sorted({term for article in self.articles for term in article.weights})
        self._rows = _background_weighted(self._log_weight_rows(), self._days)
        self._row_of = {article.id: row for row, article in enumerate(self.articles)}

    def _log_weight_rows(self) -> Any:
        """A sparse matrix (articles × vocabulary) of log(1 + weight of the term in the article)."""
        import numpy as np
        from scipy.sparse import csr_matrix

        column = {term: index for index, term in enumerate(self._vocabulary)}
        indices = [
            sorted((column[term], weight) for term, weight in article.weights.items())
            for article in self.articles
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
        """Every pair of articles at most MAX_DAYS_APART that shares a top term of both, once, the earlier one as `a`.

        In the order of the later article. A term that MAX_TERM_ARTICLES of these days have makes no pair.
        """
        recent_rows: dict[int, list[int]] = defaultdict(list)  # by term, the rows of the last days
        for row in range(len(self.articles)):
            candidates = set()
            for term in self._top_terms(row):
                rows = recent_rows[term]
                while rows and self._days[row] - self._days[rows[0]] > MAX_DAYS_APART:
                    rows.pop(0)
                if len(rows) < MAX_TERM_ARTICLES:
                    candidates.update(rows)
                rows.append(row)
            yield from (self._pair(other, row) for other in sorted(candidates))

    def pair(self, a: str, b: str) -> Pair:
        """The comparison of two articles by their ids, however far apart in time."""
        first, second = sorted((self._row_of[a], self._row_of[b]))
        return self._pair(first, second)

    def _top_terms(self, row: int) -> list[int]:
        """The columns of the TOP_TERMS heaviest terms of the article in a row, the heaviest first."""
        start, end = self._rows.indptr[row], self._rows.indptr[row + 1]
        by_weight = sorted(zip(-self._rows.data[start:end], self._rows.indices[start:end], strict=True))
        return [int(term) for _, term in by_weight[:TOP_TERMS]]

    def _pair(self, first: int, second: int) -> Pair:
        """The comparison of the articles in two rows, the earlier row first."""
        parts = self._cosine_parts(first, second)
        cosine = sum(part for part, _ in parts)
        spread = sum(part * part for part, _ in parts)
        return Pair(
            a=self.articles[first].id,
            b=self.articles[second].id,
            cosine=round(cosine, 9),
            days=self._days[second] - self._days[first],
            shared_terms=tuple(self._vocabulary[term] for _, term in parts),
            effective_term_count=cosine * cosine / spread if spread else 0.0,
        )

    def _cosine_parts(self, first: int, second: int) -> list[tuple[float, int]]:
        """What each term that two rows share adds to their cosine: (part, column), the largest part first."""
        import numpy as np

        rows = self._rows
        a, b = (slice(rows.indptr[row], rows.indptr[row + 1]) for row in (first, second))
        terms, at_a, at_b = np.intersect1d(
            rows.indices[a], rows.indices[b], assume_unique=True, return_indices=True
        )
        parts = (rows.data[a][at_a] * rows.data[b][at_b]).tolist()
        return sorted(zip(parts, terms.tolist(), strict=True), key=lambda part: (-part[0], part[1]))


def _background_weighted(counted: Any, days: Sequence[int]) -> Any:
    """The rows multiplied by how rare each term is among the articles most like its own, scaled to length 1."""
    import numpy as np
    from scipy.sparse import csr_matrix, vstack

    total = counted.shape[0]
    present = csr_matrix((np.ones(counted.nnz), counted.indices, counted.indptr), shape=counted.shape)
    everywhere = np.asarray(present.sum(axis=0)).ravel()
    rough = _with_unit_rows(
        _with_scaled_entries(counted, np.log((1 + total) / (0.5 + everywhere))[counted.indices])
    )
    chosen = np.unique(np.linspace(0, total - 1, min(total, MAX_REFERENCE_ARTICLES)).round().astype(int))
    blocks = []
    for start in range(0, total, BLOCK_ROWS):
        rows = slice(start, min(start + BLOCK_ROWS, total))
        similarities = (rough[rows] @ rough[chosen].T).toarray()
        is_same_time = abs(np.array(days[rows])[:, None] - np.array(days)[chosen][None, :]) <= EVENT_DAYS
        background = _background_mask(similarities, is_same_time)
        size = np.asarray(background.sum(axis=1)).ravel() + 1  # and the article itself
        block = counted[rows]
        holder_counts = (background @ present[chosen]).multiply(present[rows]) + present[rows]
        holder_counts = holder_counts.tocsr()
        holder_counts.sort_indices()
        row_of = np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))
        holders = holder_counts.data + PRIOR_ARTICLES * everywhere[block.indices] / (total + UNSEEN_ARTICLES)
        rarity = np.log((1 + size[row_of] + PRIOR_ARTICLES) / (0.5 + holders)) ** IDF_EXPONENT
        blocks.append(_with_unit_rows(_with_scaled_entries(block, rarity)))
    return vstack(blocks).tocsr()


def _background_mask(similarities: Any, is_same_time: Any) -> Any:
    """A matrix (rows × references) of ones at the references most similar to each row and not of the same time.

    At most BACKGROUND_ARTICLES for each row.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    similarities = np.where(is_same_time, -1.0, similarities)
    count = min(BACKGROUND_ARTICLES, similarities.shape[1])
    best = np.argsort(-similarities, axis=1, kind="stable")[:, :count]
    usable = (np.take_along_axis(similarities, best, axis=1) >= 0).astype(float).ravel()
    rows = np.repeat(np.arange(similarities.shape[0]), count)
    return csr_matrix((usable, (rows, best.ravel())), shape=similarities.shape)


def _with_scaled_entries(rows: Any, factors: Any) -> Any:
    """A copy of a sparse matrix whose stored entries are multiplied by the factors, one factor for each entry."""
    scaled = rows.copy()
    scaled.data = scaled.data * factors
    return scaled


def _with_unit_rows(rows: Any) -> Any:
    """The rows of a sparse matrix divided by their Euclidean length; an empty row stays empty."""
    import numpy as np

    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
    return _with_scaled_entries(rows, 1 / np.repeat(lengths, np.diff(rows.indptr)))
