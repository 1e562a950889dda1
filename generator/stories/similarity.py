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
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.language import vectors

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

    def _log_weight_rows(self) -> vectors.Rows:
        """A row for each article: log(1 + weight of the term in the article) by column of the vocabulary."""
        import numpy as np

        column = {term: index for index, term in enumerate(self._vocabulary)}
        entries = [
            [(column[term], weight) for term, weight in article.weights.items()] for article in self.articles
        ]
        rows = vectors.from_entries(entries, len(self._vocabulary))
        return replace(rows, values=np.log1p(rows.values))

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
        terms, weights = self._rows.row(row)
        by_weight = sorted(zip(-weights, terms, strict=True))
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

        (terms_a, weights_a), (terms_b, weights_b) = self._rows.row(first), self._rows.row(second)
        terms, at_a, at_b = np.intersect1d(terms_a, terms_b, assume_unique=True, return_indices=True)
        parts = (weights_a[at_a] * weights_b[at_b]).tolist()
        return sorted(zip(parts, terms.tolist(), strict=True), key=lambda part: (-part[0], part[1]))


def _background_weighted(counted: vectors.Rows, days: Sequence[int]) -> vectors.Rows:
    """The rows multiplied by how rare each term is among the articles most like its own, scaled to length 1."""
    import numpy as np

    total = len(counted)
    everywhere = counted.column_counts
    rough = counted.scaled(np.log((1 + total) / (0.5 + everywhere))[counted.columns]).with_length_1()
    chosen = np.unique(np.linspace(0, total - 1, min(total, MAX_REFERENCE_ARTICLES)).round().astype(int))
    references, all_days = counted.select(chosen), np.array(days)
    rarities, first = [np.zeros(0)], 0
    for similarities in vectors.product_blocks(rough, rough.select(chosen)):
        block = counted[first : first + len(similarities)]
        block_days = all_days[first : first + len(similarities)]
        is_same_time = abs(block_days[:, None] - all_days[chosen][None, :]) <= EVENT_DAYS
        backgrounds = _backgrounds(similarities, is_same_time)
        sizes = np.array([len(background) for background in backgrounds]) + 1  # and the article itself
        holders = _holder_counts(block, references, backgrounds)
        holders = holders + PRIOR_ARTICLES * everywhere[block.columns] / (total + UNSEEN_ARTICLES)
        expected = 1 + sizes[block.row_numbers] + PRIOR_ARTICLES
        rarities.append(np.log(expected / (0.5 + holders)) ** IDF_EXPONENT)
        first += len(similarities)
    return counted.scaled(np.concatenate(rarities)).with_length_1()


def _backgrounds(similarities: Any, is_same_time: Any) -> list[Any]:
    """For each row, the numbers of the references most similar to it and not of the same time.

    At most BACKGROUND_ARTICLES for each row.
    """
    import numpy as np

    similarities = np.where(is_same_time, -1.0, similarities)
    best = np.argsort(-similarities, axis=1, kind="stable")[:, :BACKGROUND_ARTICLES]
    usable = np.take_along_axis(similarities, best, axis=1) >= 0
    return [row[is_usable] for row, is_usable in zip(best, usable, strict=True)]


def _holder_counts(block: vectors.Rows, references: vectors.Rows, backgrounds: Sequence[Any]) -> Any:
    """For each stored value of the block, how many of its row's background and itself have the column."""
    import numpy as np

    counts = [np.zeros(0)]
    for number, background in enumerate(backgrounds):
        columns = np.concatenate(
            [references.columns[:0], *(references.row(other)[0] for other in background)]
        )
        present = np.bincount(columns, minlength=references.width)
        counts.append(present[block.row(number)[0]] + 1.0)
    return np.concatenate(counts)
