"""How sure a measured mean or difference is, by the paired bootstrap.

Efron and Tibshirani (1993), "An Introduction to the Bootstrap": documents are drawn again with replacement, the same
ones for all systems, and the middle 95 % of what comes out is the interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1_000
SEED = 20_220_224  # any number; the same one gives the same intervals
INTERVAL = (2.5, 97.5)  # percentiles

Floats = NDArray[np.float64]


class Share(NamedTuple):
    """One document's part in a measure: so much of so much. A plain mean is a share of 1."""

    got: float
    of: float


class Estimate(NamedTuple):
    value: float
    low: float
    high: float


def estimate(shares: Sequence[Share]) -> Estimate:
    """The share over all documents, between its bounds."""
    return _between(*_ratios(shares))


def mean(measures: Sequence[Sequence[Share]]) -> Estimate:
    """The mean of several shares over the same documents, between its bounds."""
    values, resampled = zip(*map(_ratios, measures), strict=True)
    return _between(sum(values) / len(values), np.mean(resampled, axis=0))


def difference(shares: Sequence[Share], others: Sequence[Share]) -> Estimate:
    """How much more the first have than the others, document by document the same; between its bounds."""
    (value, values), (other, others_values) = _ratios(shares), _ratios(others)
    return _between(value - other, values - others_values)


def _between(value: float, resampled: Floats) -> Estimate:
    low, high = np.percentile(resampled, INTERVAL)
    return Estimate(value, float(low), float(high))


def _ratios(shares: Sequence[Share]) -> tuple[float, Floats]:
    """The share over the documents as they are, and over each resample of them."""
    got, of = (np.array(column, dtype=np.float64) for column in zip(*shares, strict=True))
    draws = _draws(len(shares))
    ratios: Floats = np.divide(draws @ got, draws @ of, out=np.zeros(RESAMPLES), where=draws @ of > 0)
    return (float(got.sum() / of.sum()) if of.sum() else 0.0), ratios


@lru_cache(maxsize=1)
def _draws(documents: int) -> Floats:
    """How often each document is drawn in each resample."""
    draws = np.random.default_rng(SEED).multinomial(
        documents, np.full(documents, 1 / documents), size=RESAMPLES
    )
    return draws.astype(np.float64)
