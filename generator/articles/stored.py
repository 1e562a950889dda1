"""Results of files as JSON: the form in which they go from process to process and into the cache.

Reading JSON checks every type. msgspec does so seven times as fast as pydantic, which the configuration is read with:
with nothing to do, most of a build is this reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from generator.articles.analysis import Reading, Result
from generator.models import Article, ArticleAnalysis, LedgerEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """One of the values that a file can give; JSON itself cannot tell which one it is."""

    analysis: ArticleAnalysis | None = None
    article: Article | None = None
    entry: LedgerEntry | None = None


def encode(value: Result | Reading) -> bytes:
    """One result, or what a file was read as, as JSON. Raises ValueError for text that UTF-8 cannot hold."""
    if isinstance(value, ArticleAnalysis):
        return msgspec.json.encode(_Stored(analysis=value))
    if isinstance(value, Article):
        return msgspec.json.encode(_Stored(article=value))
    return msgspec.json.encode(_Stored(entry=value))


def join(parts: Iterable[bytes]) -> bytes:
    """One JSON list of values that are JSON already."""
    return b"[" + b",".join(parts) + b"]"


def decode_results(data: bytes) -> tuple[Result, ...]:
    """The results of a JSON list. Raises ValueError if it holds anything else."""
    return tuple(stored.analysis or _entry(stored) for stored in _decoder().decode(data))


def decode_readings(data: bytes) -> tuple[Reading, ...]:
    """What a file was read as, of a JSON list. Raises ValueError if it holds anything else."""
    return tuple(stored.article or _entry(stored) for stored in _decoder().decode(data))


def _entry(stored: _Stored) -> LedgerEntry:
    """The ledger entry of a value that is no article. Raises ValueError if there is none."""
    if stored.entry is None:
        raise ValueError("a result of another kind than was asked for")
    return stored.entry


@cache
def _decoder() -> msgspec.json.Decoder[tuple[_Stored, ...]]:
    """The reader of JSON lists, made once."""
    return msgspec.json.Decoder(tuple[_Stored, ...])
