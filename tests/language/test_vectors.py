"""Sparse rows: products to the last bit, lengths, and groups by average linkage."""

from __future__ import annotations

import numpy as np
import pytest

from generator.language import vectors

ROWS = vectors.from_entries([[(2, 3.0), (0, 4.0)], [], [(0, 1.0)], [(1, 0.1), (2, 0.2), (3, 0.3)]], width=4)
DENSE = np.array([[4, 0, 3, 0], [0, 0, 0, 0], [1, 0, 0, 0], [0, 0.1, 0.2, 0.3]])


def dense(rows: vectors.Rows) -> np.ndarray:
    filled = np.zeros((len(rows), rows.width))
    filled[rows.row_numbers, rows.columns] = rows.values
    return filled


def test_rows_hold_what_they_were_made_of() -> None:
    assert (dense(ROWS) == DENSE).all()
    assert (dense(ROWS[1:3]) == DENSE[1:3]).all()
    assert (dense(ROWS.select([3, 0])) == DENSE[[3, 0]]).all()
    assert ROWS.column_counts.tolist() == [2, 1, 2, 1]


def test_rows_are_scaled_to_length_1_and_empty_ones_stay_empty() -> None:
    lengths = np.linalg.norm(dense(ROWS.with_length_1()), axis=1)

    assert lengths.tolist() == pytest.approx([1, 0, 1, 1])


def test_products_are_those_of_dense_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "BLOCK_ROWS", 3)

    blocks = [*vectors.product_blocks(ROWS, ROWS)]

    assert [len(block) for block in blocks] == [3, 1]
    assert np.concatenate(blocks) == pytest.approx(DENSE @ DENSE.T)


def test_a_sum_is_taken_in_the_order_of_the_columns() -> None:
    parts = [1e16, 1.0, -1e16]  # 0.0 in this order, 1.0 in another
    rows = vectors.from_entries([[(column, part) for column, part in enumerate(parts)]], width=3)
    ones = vectors.from_entries([[(0, 1.0), (1, 1.0), (2, 1.0)]], width=3)

    (block,) = vectors.product_blocks(rows, ones)

    assert block.tolist() == [[0.0]]


def points_apart(*points: float) -> np.ndarray:
    return abs(np.subtract.outer(points, points))


@pytest.mark.parametrize(
    ("points", "threshold", "groups"),
    [
        ((), 1.0, []),
        ((5.0,), 1.0, [[0]]),
        ((0.0, 0.5, 9.0, 9.4, 20.0), 1.0, [[0, 1], [2, 3], [4]]),
        ((0.0, 1.0), 1.0, [[0], [1]]),
        ((0.0, 0.0, 0.0), 0.1, [[0, 1, 2]]),
        ((0.0, 1.0, 2.2), 1.5, [[0, 1], [2]]),
        ((0.0, 1.0, 2.2), 1.8, [[0, 1, 2]]),
    ],
)
def test_groups_are_joined_while_their_mean_distance_is_below_the_threshold(
    points: tuple[float, ...], threshold: float, groups: list[list[int]]
) -> None:
    assert vectors.average_linkage(points_apart(*points), threshold) == groups
