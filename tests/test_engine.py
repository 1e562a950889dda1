"""The engines give the same results in the same order; processes outlive what hangs and what dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence

import pytest

from generator.engine import Engine, Lost, Processes, inline

ENGINES = [inline, Processes(workers=2, patience=60)]


def untracked(items: Sequence[int]) -> Sequence[int]:
    return items


def divisors(number: int) -> Iterator[int]:
    return (each for each in range(1, number + 1) if number % each == 0)


def troubled(number: int) -> Iterator[int]:
    yield number
    if number == 3:
        time.sleep(600)  # stopped long before
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    yield -number


def forbidden(number: int) -> Iterator[int]:
    if number == 7:
        raise ValueError("seven")
    yield number


@pytest.mark.parametrize("engine", ENGINES)
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    items = list(range(40, 0, -1))

    assert engine(divisors, items, untracked) == [list(divisors(item)) for item in items]


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_to_do_is_nothing_done(engine: Engine) -> None:
    assert engine(divisors, [], untracked) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_work_raises_is_raised(engine: Engine) -> None:
    with pytest.raises(ValueError, match="seven"):
        engine(forbidden, range(20), untracked)


@pytest.mark.parametrize("engine", ENGINES)
def test_progress_is_shown_to_its_end(engine: Engine) -> None:
    seen = []

    def track(items: Sequence[int]) -> Iterator[int]:
        for item in items:
            seen.append(item)
            yield item
        seen.append(-1)

    engine(divisors, range(1, 10), track)

    assert seen == [*range(1, 10), -1]


def test_an_item_that_hangs_or_kills_its_worker_is_lost_and_the_others_are_not() -> None:
    results = Processes(workers=2, patience=2)(troubled, range(20), untracked)

    assert [item for item, found in enumerate(results) if isinstance(found[-1], Lost)] == [3, 5]
    assert results[3] == [3, Lost("nothing came of it for 2 seconds")]
    assert results[5] == [5, Lost("its worker died")]
    assert all(found == [item, -item] for item, found in enumerate(results) if item not in (3, 5))
