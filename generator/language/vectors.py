"""Sparse vectors of numbers, such as the weights of words in articles: rows of (column, value). Pure.

Sums are taken in the order of the columns, so that equal vectors give equal results to the last bit everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

BLOCK_ROWS = 100  # multiplied at a time, to bound the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Sparse vectors, one after the other, as numpy arrays (compressed sparse rows)."""

    starts: Any  # where each row begins in the other two, and last where all end
    columns: Any  # of each stored value, ascending in a row
    values: Any
    width: int  # number of columns

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def __getitem__(self, part: slice) -> Rows:
        """Consecutive rows."""
        first, last, _ = part.indices(len(self))
        begin, end = self.starts[first], self.starts[last]
        return Rows(
            starts=self.starts[first : last + 1] - begin,
            columns=self.columns[begin:end],
            values=self.values[begin:end],
            width=self.width,
        )

    def row(self, number: int) -> tuple[Any, Any]:
        """The columns and the values of one row."""
        part = slice(self.starts[number], self.starts[number + 1])
        return self.columns[part], self.values[part]

    def select(self, numbers: Any) -> Rows:
        """The rows of these numbers, in their order."""
        import numpy as np

        parts = [self.row(number) for number in numbers]
        return Rows(
            starts=np.cumsum([0, *(len(columns) for columns, _ in parts)]),
            columns=np.concatenate([self.columns[:0], *(columns for columns, _ in parts)]),
            values=np.concatenate([self.values[:0], *(values for _, values in parts)]),
            width=self.width,
        )

    @property
    def row_numbers(self) -> Any:
        """The number of the row of each stored value."""
        import numpy as np

        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    @property
    def column_counts(self) -> Any:
        """How many rows have a value in each column."""
        import numpy as np

        return np.bincount(self.columns, minlength=self.width)

    def scaled(self, factors: Any) -> Rows:
        """The rows with each stored value multiplied by its factor."""
        return Rows(starts=self.starts, columns=self.columns, values=self.values * factors, width=self.width)

    def with_length_1(self) -> Rows:
        """The rows divided by their Euclidean length; an empty row stays empty."""
        import numpy as np

        sizes = np.diff(self.starts)
        squares = np.zeros(len(self))
        if len(self.values):
            squares[sizes > 0] = np.add.reduceat(self.values * self.values, self.starts[:-1][sizes > 0])
        lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
        return self.scaled(1 / np.repeat(lengths, sizes))


def from_entries(rows: Sequence[Iterable[tuple[int, float]]], width: int) -> Rows:
    """Rows from the (column, value) pairs of each, in any order."""
    import numpy as np

    entries = [sorted(row) for row in rows]
    return Rows(
        starts=np.cumsum([0, *map(len, entries)]),
        columns=np.array([column for row in entries for column, _ in row], dtype=np.int64),
        values=np.array([value for row in entries for _, value in row], dtype=np.float64),
        width=width,
    )


def product_blocks(rows: Rows, others: Rows) -> Iterator[Any]:
    """The dot products of rows with all others: dense blocks of at most BLOCK_ROWS rows, in order."""
    import numpy as np

    by_column = np.argsort(others.columns, kind="stable")
    other_numbers, other_values = others.row_numbers[by_column], others.values[by_column]
    ends = np.cumsum(others.column_counts)
    starts = ends - others.column_counts
    for first in range(0, len(rows), BLOCK_ROWS):
        block = np.zeros((len(rows[first : first + BLOCK_ROWS]), len(others)))
        for number, sums in enumerate(block, start=first):
            for column, value in zip(*rows.row(number), strict=True):
                part = slice(starts[column], ends[column])
                sums[other_numbers[part]] += value * other_values[part]
        yield block


def average_linkage(distances: Any, threshold: float) -> list[list[int]]:
    """Groups of rows of a symmetric matrix of distances, by average linkage (UPGMA, Sokal and Michener 1958).

    Two groups are one if the mean distance of their members is below the threshold. The merges are found along chains
    of nearest neighbours (Murtagh 1983). Groups come in the order of their first rows.
    """
    import numpy as np

    matrix = np.array(distances, dtype=np.float64)
    np.fill_diagonal(matrix, np.inf)
    groups = {number: [number] for number in range(len(matrix))}
    chain: list[int] = []
    unfinished = set(groups)
    while len(unfinished) > 1:
        chain = chain or [min(unfinished)]
        last = chain[-1]
        nearest = int(np.argmin(matrix[last]))
        if len(chain) > 1 and matrix[last][chain[-2]] <= matrix[last][nearest]:
            nearest = chain[-2]
        if not matrix[last][nearest] < threshold:  # and nothing that it may be joined with can be nearer
            unfinished.discard(last)
            chain.pop()
            matrix[last] = matrix[:, last] = np.inf
        elif len(chain) > 1 and nearest == chain[-2]:
            del chain[-2:]
            _join(matrix, groups, min(last, nearest), max(last, nearest))
            unfinished.discard(max(last, nearest))
        else:
            chain.append(nearest)
    return sorted(sorted(group) for group in groups.values())


def _join(matrix: Any, groups: dict[int, list[int]], kept: int, other: int) -> None:
    """Put the members of one group into another, whose distances become the means over all members."""
    import numpy as np

    sizes = len(groups[kept]), len(groups[other])
    means = (sizes[0] * matrix[kept] + sizes[1] * matrix[other]) / sum(sizes)
    means[kept] = np.inf
    matrix[kept] = matrix[:, kept] = means
    matrix[other] = matrix[:, other] = np.inf
    groups[kept] += groups.pop(other)
