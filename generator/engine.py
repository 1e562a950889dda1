"""Maps a function over items: in this process, or over local processes that are stopped when they hang.

Knows nothing of articles. Results come in the order of the items, whichever worker was first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T], Iterable[R]]  # an item's results, each sent on as soon as it is there
Track = Callable[
    [Sequence[T]], Iterable[T]
]  # shows how far it has come; asked for the next item at each step


def no_progress(items: Sequence[T]) -> Iterable[T]:
    """Show nothing."""
    return items


PATIENCE = 30.0  # seconds without a result after which a worker is taken to hang
STARTING = 60.0  # seconds more until it has begun: on a busy machine an interpreter is slow to start
ITEMS_A_WORKER = 8  # fewer are not worth the start of another

# What a worker's interpreter is told: where modules are found here, and which descriptor is its end of the pipe.
START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from multiprocessing.connection import Connection
from generator.engine import serve
serve(Connection(int(sys.argv[2])))
"""


@dataclass(frozen=True, slots=True)
class Lost:
    """An item whose worker was stopped or died; results before that are kept."""

    why: str


class Engine(Protocol):
    """Each item's results, in the order of the items; the last is a `Lost` where there are more to miss.

    What `work` raises is raised here, and ends the map.
    """

    def __call__(self, work: Work[T, R], items: Sequence[T], track: Track[T]) -> list[list[R | Lost]]: ...


def inline(work: Work[T, R], items: Sequence[T], track: Track[T]) -> list[list[R | Lost]]:
    """One after the other, here: what hangs, hangs."""
    return [list(work(item)) for item in track(items)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """Over processes of this machine. `work` and everything it takes and gives must be picklable.

    Each worker is an interpreter of its own: it inherits neither threads nor locks, which `mkdocs serve` has many of,
    and does not import the program that is running again, as those of `multiprocessing` do.
    """

    workers: int = 0  # at most; 0 for as many as there are processors
    patience: float = PATIENCE

    def __call__(self, work: Work[T, R], items: Sequence[T], track: Track[T]) -> list[list[R | Lost]]:
        if not items:
            return []
        most = self.workers or os.cpu_count() or 1
        count = min(most, -(-len(items) // ITEMS_A_WORKER))
        return _Pool(work, count, self.patience).map(items, track)


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    pipe: Connection
    item: int | None = None  # its index, while one is being worked on
    heard: float = 0.0  # when it last said something; ahead of time while it starts
    started: bool = False

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.pipe.close()


@dataclass(slots=True)
class _Pool:
    work: Work[Any, Any]
    count: int
    patience: float
    workers: list[_Worker] = field(default_factory=list)

    def map(self, items: Sequence[Any], track: Track[Any]) -> list[list[Any]]:
        results: list[list[Any]] = [[] for _ in items]
        waiting = iter(enumerate(items))
        steps = iter(track(items))
        try:
            self.workers = [self._hire() for _ in range(self.count)]
            for worker in self.workers:
                self._give(worker, waiting)
            while any(worker.item is not None for worker in self.workers):
                for worker in self._ready():
                    if self._listen(worker, results):
                        next(steps, None)
                        self._give(worker, waiting)
            next(steps, None)  # lets the display finish
        finally:
            for worker in self.workers:
                worker.stop()
        return results

    def _hire(self) -> _Worker:
        here, there = Pipe()
        command = [sys.executable, "-c", START, json.dumps(sys.path), str(there.fileno())]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, pass_fds=[there.fileno()], process_group=0
        )
        there.close()
        here.send(self.work)
        return _Worker(process, here)

    def _give(self, worker: _Worker, waiting: Iterator[tuple[int, Any]]) -> None:
        worker.item, item = next(waiting, (None, None))
        worker.heard = time.monotonic() + (0 if worker.started else STARTING)
        if worker.item is not None:
            worker.pipe.send(item)

    def _ready(self) -> list[_Worker]:
        """The busy workers that have something to say, or have been silent for too long."""
        busy = [worker for worker in self.workers if worker.item is not None]
        left = min(worker.heard for worker in busy) + self.patience - time.monotonic()
        spoke = wait([worker.pipe for worker in busy], timeout=max(0.0, left))
        late = time.monotonic() - self.patience
        return [worker for worker in busy if worker.pipe in spoke or worker.heard <= late]

    def _listen(self, worker: _Worker, results: list[list[Any]]) -> bool:
        """Takes in what a worker says; whether it is done with its item. One that hangs or died is replaced."""
        assert worker.item is not None
        mine = results[worker.item]
        if not worker.pipe.poll():
            mine.append(Lost(f"nothing came of it for {self.patience:g} seconds"))
            return self._replace(worker)
        try:
            said, value = worker.pipe.recv()
        except (EOFError, OSError):
            mine.append(Lost("its worker died"))
            return self._replace(worker)
        worker.heard, worker.started = time.monotonic(), True
        if said == "result":
            mine.append(value)
        elif said == "raised":
            raise value
        return bool(said == "done")

    def _replace(self, worker: _Worker) -> bool:
        worker.stop()
        fresh = self._hire()
        worker.process, worker.pipe, worker.started = fresh.process, fresh.pipe, False
        return True


def serve(pipe: Connection) -> None:
    """A worker's life: the work, then items in and results out, until the other end closes."""
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
