"""The engines give the same results in the same order; processes outlive what hangs and what dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator.engine import Engine, Processes, WorkerFailure, no_progress, processes, serial

pytestmark = pytest.mark.usefixtures("fork_server")
ENGINES = [serial, Processes(max_workers=2, timeout=60)]


def divisors(number: int) -> Iterator[int]:
    return (divisor for divisor in range(1, number + 1) if number % divisor == 0)


def troubled(number: int) -> Iterator[int]:
    yield number
    if number == 3:
        time.sleep(600)  # stopped long before
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    yield -number


def fatal(number: int) -> Iterator[int]:
    yield number
    if number in (5, 11):
        os.kill(os.getpid(), signal.SIGKILL)


def fatal_once(file: str) -> Iterator[str]:
    yield "begun"
    if not Path(file).exists():
        Path(file).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    yield "ended"


def forbidden(number: int) -> Iterator[int]:
    if number == 7:
        raise ValueError("seven")
    yield number


def slow(count: int) -> Iterator[int]:
    for number in range(count):
        time.sleep(0.1)
        yield number


def leave_process_id(file: str) -> Iterator[None]:
    Path(file).write_text(str(os.getpid()))
    yield None


def run_out_of_memory(items: Sequence[int]) -> None:
    raise MemoryError


def be_killed(items: Sequence[int]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(params=["forked", "spawned"])
def fork_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the fork server in each of its two ways, whatever threads the tests have."""
    monkeypatch.setattr(processes, "_may_fork", lambda: request.param == "forked")


@pytest.mark.parametrize("engine", ENGINES)
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    items = list(range(40, 0, -1))

    assert engine(divisors, items, no_progress) == [list(divisors(item)) for item in items]


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_to_do_is_nothing_done(engine: Engine) -> None:
    assert engine(divisors, [], no_progress) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_work_raises_is_raised(engine: Engine) -> None:
    with pytest.raises(ValueError, match="seven"):
        engine(forbidden, range(20), no_progress)


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


def test_an_item_that_hangs_or_kills_its_worker_fails_and_the_others_do_not() -> None:
    results = Processes(max_workers=2, timeout=2)(troubled, range(20), no_progress)

    assert results[3] == [3, WorkerFailure("nothing came of it for 2 seconds")]
    assert results[5] == [5, WorkerFailure("its worker died 2 times")]
    assert all(result == [item, -item] for item, result in enumerate(results) if item not in (3, 5))


def test_an_item_whose_worker_died_once_is_tried_again(tmp_path: Path) -> None:
    """A worker that the system killed for memory says nothing about its item."""
    results = Processes(max_workers=1, timeout=60)(fatal_once, [str(tmp_path / "file")], no_progress)

    assert results == [["begun", "ended"]]


def test_workers_that_die_at_two_items_end_the_map() -> None:
    with pytest.raises(ChildProcessError, match="Worker processes died at 5 and at 11"):
        Processes(max_workers=1, timeout=60)(fatal, range(20), no_progress)


def test_workers_that_cannot_start_end_the_map() -> None:
    """No item is blamed for that, also if it is the only one."""
    with pytest.raises(ChildProcessError, match="starts workers died"):
        Processes(max_workers=1, prepare=be_killed)(divisors, [1], no_progress)


def test_workers_do_without_a_preparation_that_fails() -> None:
    """What fails there fails again in a worker, if it is needed, and is raised from there."""
    results = Processes(max_workers=1, prepare=run_out_of_memory)(divisors, [1], no_progress)

    assert results == [[1]]


def test_an_item_with_many_results_may_take_longer_than_the_timeout() -> None:
    """A file may hold thousands of articles: what counts is the time without a result."""
    results = Processes(max_workers=1, timeout=1)(slow, [12], no_progress)

    assert results == [list(range(12))]


def test_an_interrupt_stops_the_workers(tmp_path: Path) -> None:
    files = [str(tmp_path / str(number)) for number in range(20)]

    def interrupted(items: Sequence[str]) -> Iterator[str]:
        yield items[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Processes(max_workers=2, timeout=60)(leave_process_id, files, interrupted)

    written = [Path(file).read_text() for file in files if Path(file).exists()]
    process_ids = [int(text) for text in written if text]  # a worker may be stopped while it writes
    assert process_ids
    assert not [process_id for process_id in process_ids if is_alive(process_id)]
