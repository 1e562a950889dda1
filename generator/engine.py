"""Maps a function over items: in this process, or over local processes that are stopped when they hang.

Knows nothing of articles. Results come in the order of the items, whichever worker was first. Why the pool is not a
library's: docs/decisions/0008.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T], Iterable[R]]  # an item's results, each sent on as soon as it is there
Track = Callable[[Sequence[T]], Iterable[T]]  # shows progress; asked for the next item at each step

TIMEOUT_SECONDS = 30.0  # without a result, after which a worker is taken to hang
STARTUP_SECONDS = 60.0  # more until its first message: on a busy machine an interpreter is slow to start
MIN_ITEMS_PER_WORKER = 8  # fewer are not worth the start of another
MAX_TRIES = 2  # of an item at which a worker dies
MAX_NAME_CHARS = 200  # of an item in a message

# What a worker's interpreter runs: it learns where modules are found, and which descriptor is its end of the pipe.
WORKER_SCRIPT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from multiprocessing.connection import Connection
from generator.engine import serve
serve(Connection(int(sys.argv[2])))
"""


@dataclass(frozen=True, slots=True)
class WorkerFailure:
    """Stands behind the last result of an item whose worker hung or died."""

    reason: str


class Engine(Protocol):
    """The results of each item, in the order of the items.

    What an item gave before its worker hung is kept, and followed by a `WorkerFailure`. An item at which a worker
    died is tried once more, as it need not be at fault; a second death ends it like a hang. An exception that `work`
    raises is raised here, and ends the map. Raises ChildProcessError when workers die at two different items or
    cannot start: then the machine is at fault.
    """

    def __call__(
        self, work: Work[T, R], items: Sequence[T], track: Track[T]
    ) -> list[list[R | WorkerFailure]]:
        """Map `work` over `items`, asking `track` for the next item at each step."""


def no_progress(items: Sequence[T]) -> Iterable[T]:
    """Show nothing: the `Track` of a program that nobody watches."""
    return items


def serial(work: Work[T, R], items: Sequence[T], track: Track[T]) -> list[list[R | WorkerFailure]]:
    """Process one item after the other in this process; nothing stops an item that hangs."""
    return [list(work(item)) for item in track(items)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """An engine over processes of this machine. `work`, its items and its results must be picklable.

    Each worker is an interpreter of its own: it inherits neither threads nor locks, which `mkdocs serve` has many of,
    and does not import the running program again, as the workers of `multiprocessing` do.
    """

    max_workers: int = 0  # 0 for as many as there are processors
    timeout: float = TIMEOUT_SECONDS

    def __call__(
        self, work: Work[T, R], items: Sequence[T], track: Track[T]
    ) -> list[list[R | WorkerFailure]]:
        """Map `work` over `items` in worker processes."""
        if not items:
            return []
        max_workers = self.max_workers or os.cpu_count() or 1
        count = min(max_workers, -(-len(items) // MIN_ITEMS_PER_WORKER))
        return _Pool(work, items, count, self.timeout).map(track)


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    pipe: Connection
    item: int | None = None  # its index, while one is being worked on
    last_message: float = 0.0  # monotonic seconds; in the future while the worker starts
    is_started: bool = False

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.pipe.close()


@dataclass(slots=True)
class _Pool:
    work: Work[Any, Any]
    items: Sequence[Any]
    count: int
    timeout: float
    workers: list[_Worker] = field(default_factory=list)
    deaths: list[int] = field(default_factory=list)  # the item of each worker that died, by its index

    def map(self, track: Track[Any]) -> list[list[Any]]:
        results: list[list[Any]] = [[] for _ in self.items]
        waiting = iter(range(len(self.items)))
        steps = iter(track(self.items))
        try:
            self.workers = [self._spawn() for _ in range(self.count)]
            for worker in self.workers:
                self._dispatch(worker, waiting)
            while any(worker.item is not None for worker in self.workers):
                for worker in self._ready():
                    if self._receive(worker, results):
                        next(steps, None)
                        self._dispatch(worker, waiting)
            next(steps, None)  # lets the display finish
        finally:
            for worker in self.workers:
                worker.stop()
        return results

    def _spawn(self) -> _Worker:
        ours, theirs = Pipe()
        command = [sys.executable, "-c", WORKER_SCRIPT, json.dumps(sys.path), str(theirs.fileno())]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], process_group=0
        )
        theirs.close()
        with suppress(ConnectionError):  # it could not start, which `_receive` notices
            ours.send(self.work)
        return _Worker(process, ours)

    def _dispatch(self, worker: _Worker, waiting: Iterator[int]) -> None:
        """Send a worker the next item, if there is one."""
        worker.item = next(waiting, None)
        if worker.item is not None:
            self._send(worker, worker.item)

    def _send(self, worker: _Worker, item: int) -> None:
        worker.last_message = time.monotonic() + (0 if worker.is_started else STARTUP_SECONDS)
        with suppress(ConnectionError):  # it died, which `_receive` notices
            worker.pipe.send(self.items[item])

    def _ready(self) -> list[_Worker]:
        """Wait for the busy workers that have sent a message, or none for too long."""
        busy = [worker for worker in self.workers if worker.item is not None]
        first_deadline = min(worker.last_message for worker in busy) + self.timeout
        pipes = wait([worker.pipe for worker in busy], timeout=max(0.0, first_deadline - time.monotonic()))
        overdue = time.monotonic() - self.timeout
        return [worker for worker in busy if worker.pipe in pipes or worker.last_message <= overdue]

    def _receive(self, worker: _Worker, results: list[list[Any]]) -> bool:
        """Take in one message of a worker, or replace one that hangs or died; true if its item is finished."""
        assert worker.item is not None
        item_results = results[worker.item]
        if not worker.pipe.poll():
            item_results.append(WorkerFailure(f"nothing came of it for {self.timeout:g} seconds"))
            self._replace(worker)
            return True
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            return self._handle_death(worker, worker.item, item_results)
        worker.last_message, worker.is_started = time.monotonic(), True
        if kind == "result":
            item_results.append(value)
        elif kind == "raised":
            raise value
        return bool(kind == "done")

    def _handle_death(self, worker: _Worker, item: int, item_results: list[Any]) -> bool:
        """Have another worker try the item of one that died; true if it was the last try.

        Raises ChildProcessError if it cannot be the item's fault.
        """
        self.deaths.append(item)
        is_last_try = self.deaths.count(item) == MAX_TRIES
        if len(set(self.deaths)) > 1 or (is_last_try and not worker.is_started):
            names = " and at ".join(
                f"{self.items[index]!r:.{MAX_NAME_CHARS}}" for index in sorted(set(self.deaths))
            )
            raise ChildProcessError(errno.ECHILD, f"Worker processes died at {names}")
        self._replace(worker)
        if is_last_try:
            item_results.append(WorkerFailure(f"its worker died {MAX_TRIES} times"))
        else:
            item_results.clear()
            self._send(worker, item)
        return is_last_try

    def _replace(self, worker: _Worker) -> None:
        worker.stop()
        replacement = self._spawn()
        worker.process, worker.pipe, worker.is_started = replacement.process, replacement.pipe, False


def serve(pipe: Connection) -> None:
    """Worker main loop: receive the callable, then process items until the pipe closes."""
    try:
        work = pipe.recv()
        pipe.send(("started", None))
        while True:
            _answer(work, pipe.recv(), pipe)
    except (EOFError, BrokenPipeError):
        return


def _answer(work: Work[Any, Any], item: Any, pipe: Connection) -> None:
    try:
        for result in work(item):
            pipe.send(("result", result))
    except Exception as error:
        pipe.send(("raised", error))
    else:
        pipe.send(("done", None))
