"""Builds a site under conditions that must not matter; run as a process of its own by tests/site/test_determinism.py.

    python tests/support/conditions.py CONFIG [--workers N] [--years N] [--reversed] [--kill PROCESS]

The process is started with the hash seed, time zone and locale that are to be tried.
"""

from __future__ import annotations

import argparse
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

SECONDS_PER_YEAR = 365.25 * 24 * 3600


def move_clock(years: int) -> None:
    """Let `time.time` and `date.today`, which asks it, say another year."""
    real = time.time
    time.time = lambda: real() + years * SECONDS_PER_YEAR


def reverse_folders() -> None:
    """List every folder backwards."""
    scan, names = os.scandir, os.listdir

    @contextmanager
    def reversed_scan(folder: Any = ".") -> Iterator[Iterator[os.DirEntry[str]]]:
        with scan(folder) as entries:
            yield iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    os.scandir = reversed_scan
    os.listdir = lambda folder=".": sorted(names(folder), reverse=True)


def kill_at_first(process_id: int, items: Sequence[Any]) -> Iterator[Any]:
    """End a process at the first step of progress."""
    os.kill(process_id, signal.SIGKILL)
    yield from items


def main(arguments: argparse.Namespace) -> None:
    move_clock(arguments.years)
    if arguments.reversed:
        reverse_folders()
    from generator.build import build, choose_engine
    from generator.config import read
    from generator.engine import Processes, no_progress
    from generator.updates import open_cache

    settings = read(arguments.config)
    engine = Processes(max_workers=arguments.workers) if arguments.workers else choose_engine(settings)
    track = partial(kill_at_first, arguments.kill) if arguments.kill else no_progress
    build(settings, date.today(), engine, track, open_cache(settings))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--years", type=int, default=0)
    parser.add_argument("--reversed", action="store_true")
    parser.add_argument("--kill", type=int)
    main(parser.parse_args())
