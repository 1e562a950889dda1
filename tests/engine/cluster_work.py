"""Work for the engines that a cluster can import without the tests."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator


def squares(number: int) -> Iterator[int]:
    yield number
    yield number * number


def troubled(number: int) -> Iterator[int]:
    yield number
    if number == 3:
        time.sleep(600)  # stopped long before
    if number == 30:
        os.kill(os.getpid(), signal.SIGKILL)
    yield -number


def forbidden(number: int) -> Iterator[int]:
    if number == 7:
        raise ValueError("seven")
    yield number
