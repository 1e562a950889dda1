"""Hashes of the runs of words of a text, by which pairs of texts that may be one are found without comparing words.

Hashes of different runs may be equal, so what they find is compared word for word (`relations`).
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

RUN_WORDS = 5  # shorter runs are shared by texts that have nothing else in common
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # of Fibonacci hashing (Knuth, 1973)

Hashes = NDArray[np.uint32]  # of the runs of one text, each once, ascending


def hash_runs(words: Sequence[str]) -> Hashes:
    """The hashes of all runs of RUN_WORDS words; none of a shorter text."""
    if len(words) < RUN_WORDS:
        return np.empty(0, dtype=np.uint32)
    by_word = {word: crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    hashes = np.array([by_word[word] for word in words], dtype=np.uint64)
    count = len(words) - RUN_WORDS + 1
    runs = np.zeros(count, dtype=np.uint64)
    for offset in range(RUN_WORDS):
        runs = (runs + hashes[offset : offset + count] + np.uint64(1)) * MULTIPLIER
        runs ^= runs >> np.uint64(29)
    return np.unique((runs >> np.uint64(32)).astype(np.uint32))


def encode(hashes: Hashes) -> str:
    """Hashes as text, for JSON."""
    return b64encode(hashes.astype("<u4").tobytes()).decode("ascii")


def decode(text: str) -> Hashes:
    """The hashes that `encode` made a text of."""
    return np.frombuffer(b64decode(text), dtype="<u4")
