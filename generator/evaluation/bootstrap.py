"""Confidence intervals of means and differences by the paired bootstrap.

The percentile interval of Efron (1979), "Bootstrap Methods: Another Look at the Jackknife", as in Efron and Tibshirani
(1993), "An Introduction to the Bootstrap": documents are drawn again with replacement, the same ones for all systems,
and the middle 95 % of the values is the interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1_000
SEED = 20_220_224  # any number; the same one gives the same intervals
INTERVAL_PERCENTILES = (2.5, 97.5)

Floats = NDArray[np.float64]


class Share(NamedTuple):
    """One document's part in a ratio over all documents. For a plain mean the total is 1."""

    part: float
    total: float


class Estimate(NamedTuple):
    """A measured value and the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


def estimate(shares: Sequence[Share]) -> Estimate:
    """The ratio of all parts to all totals, one share for each document, with its interval; 0 if the totals are 0."""
    return _with_interval(*_ratios(shares))


def mean(measures: Sequence[Sequence[Share]]) -> Estimate:
    """The mean of several ratios over the same documents, with its interval."""
    values, resampled = zip(*map(_ratios, measures), strict=True)
    return _with_interval(sum(values) / len(values), np.mean(resampled, axis=0))


def difference(shares: Sequence[Share], others: Sequence[Share]) -> Estimate:
    """The ratio of the first less that of the others, with its interval; both have the same documents in one order."""
    (value, resampled), (other_value, other_resampled) = _ratios(shares), _ratios(others)
    return _with_interval(value - other_value, resampled - other_resampled)


def _with_interval(value: float, resampled: Floats) -> Estimate:
    """A value with the percentiles of its resamples, an array of shape (RESAMPLES,)."""
    low, high = np.percentile(resampled, INTERVAL_PERCENTILES)
    return Estimate(value, float(low), float(high))


def _ratios(shares: Sequence[Share]) -> tuple[float, Floats]:
    """The ratio over the documents as they are, and over each resample of them, of shape (RESAMPLES,)."""
    parts, totals = (np.array(column, dtype=np.float64) for column in zip(*shares, strict=True))
    draws = _draws(len(shares))
    resampled_totals = draws @ totals
    ratios: Floats = np.divide(
        draws @ parts, resampled_totals, out=np.zeros(RESAMPLES), where=resampled_totals > 0
    )
    return (float(parts.sum() / totals.sum()) if totals.sum() else 0.0), ratios


@lru_cache(maxsize=1)
def _draws(documents: int) -> Floats:
    """How often each document is drawn in each resample, an array of shape (RESAMPLES, documents)."""
    draws = np.random.default_rng(SEED).multinomial(
        documents, np.full(documents, 1 / documents), size=RESAMPLES
    )
    return draws.astype(np.float64)
