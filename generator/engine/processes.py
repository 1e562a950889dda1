"""An engine over processes of this machine, which are stopped when they hang. Why no library: docs/decisions/0008."""

from __future__ import annotations

import errno
import gc
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any

from generator.engine.interface import (
    Preparation,
    R,
    T,
    Track,
    Work,
    WorkerFailure,
    nothing_to_prepare,
)

TIMEOUT_SECONDS = 30.0  # without a result, after which a worker is taken to hang
STARTUP_SECONDS = 60.0  # more until its first message: on a busy machine an interpreter is slow to start
MIN_ITEMS_PER_WORKER = 8  # fewer are not worth the start of another
MAX_TRIES = 2  # of an item at which a worker dies
MAX_NAME_CHARS = 200  # of an item in a message

# What the fork server's interpreter runs: it is told where modules are found, and which descriptor is its pipe.
FORK_SERVER_SCRIPT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from multiprocessing.connection import Connection
from generator.engine.processes import serve_forks
serve_forks(Connection(int(sys.argv[2])))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """An engine over processes of this machine. `work`, its items and its results must be picklable.

    The workers are forks of one process started for them, so what all of them need is imported and loaded once. That
    process inherits neither threads nor locks, which `mkdocs serve` has many of: it is itself a fork of a program that
    has one thread, which has imported everything, and a new interpreter otherwise.
    """

    max_workers: int = 0  # 0 for as many as there are processors
    timeout: float = TIMEOUT_SECONDS
    prepare: Preparation[Any] = nothing_to_prepare  # called once, before workers are forked

    def __call__(
        self, work: Work[T, R], items: Sequence[T], track: Track[T]
    ) -> list[list[R | WorkerFailure]]:
        """Map `work` over `items` in worker processes."""
        if not items:
            return []
        max_workers = self.max_workers or os.cpu_count() or 1
        count = min(max_workers, -(-len(items) // MIN_ITEMS_PER_WORKER))
        with _ForkServer(work, partial(self.prepare, items)) as server:
            return _Pool(server, items, count, self.timeout).map(track)


@contextmanager
def _server_death() -> Iterator[None]:
    """Raise ChildProcessError if a message does not reach the process that workers are forked from."""
    try:
        yield
    except ConnectionError:
        raise ChildProcessError(errno.ECHILD, "The process that starts workers died") from None


class _ForkServer:
    """The process that workers are forked from, seen from the program that started it."""

    def __init__(self, work: Work[Any, Any], prepare: Callable[[], None]) -> None:
        """Start the server, and send it the work and how to prepare for it."""
        self.numbers = itertools.count()
        self.control, theirs = Pipe()
        self.process_id = _fork_server(theirs, self.control) if _may_fork() else _spawn_server(theirs)
        theirs.close()
        with _server_death():
            self.control.send((work, prepare))

    def __enter__(self) -> _ForkServer:
        """The server itself; it has already started."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop the server; it stops its workers first."""
        self.control.close()
        os.waitpid(self.process_id, 0)

    def start_worker(self) -> _Worker:
        """Ask for another worker, without waiting until it has started."""
        ours, theirs = Pipe()
        worker = _Worker(next(self.numbers), ours)
        with _server_death():
            self.control.send(("start", worker.number))
            send_handle(self.control, theirs.fileno(), self.process_id)
        theirs.close()
        return worker

    def stop_worker(self, worker: _Worker) -> None:
        """Have a worker killed, or its process removed if it has already died."""
        worker.pipe.close()
        with _server_death():
            self.control.send(("stop", worker.number))


@dataclass(slots=True)
class _Worker:
    """A worker process as the pool knows it: its pipe, and the item that it works on."""

    number: int  # what the fork server knows it by
    pipe: Connection
    item: int | None = None  # its index, while one is being worked on
    last_message: float = 0.0  # monotonic seconds; in the future while the worker starts
    is_started: bool = False


@dataclass(slots=True)
class _Pool:
    """The workers, and the items that they process."""

    server: _ForkServer
    items: Sequence[Any]
    count: int
    timeout: float
    workers: list[_Worker] = field(default_factory=list)
    deaths: list[int] = field(default_factory=list)  # the item of each worker that died, by its index

    def map(self, track: Track[Any]) -> list[list[Any]]:
        """Process all items, and return the results of each in the order of the items."""
        results: list[list[Any]] = [[] for _ in self.items]
        waiting = iter(range(len(self.items)))
        steps = iter(track(self.items))
        self.workers = [self.server.start_worker() for _ in range(self.count)]
        for worker in self.workers:
            self._dispatch(worker, waiting)
        while any(worker.item is not None for worker in self.workers):
            for worker in self._ready():
                if self._receive(worker, results):
                    next(steps, None)
                    self._dispatch(worker, waiting)
        next(steps, None)  # lets the display finish
        return results

    def _dispatch(self, worker: _Worker, waiting: Iterator[int]) -> None:
        """Send a worker the next item, if there is one."""
        worker.item = next(waiting, None)
        if worker.item is not None:
            self._send(worker, worker.item)

    def _send(self, worker: _Worker, item: int) -> None:
        """Send an item to a worker, and start to measure the time until its next message."""
        worker.last_message = time.monotonic() + (0 if worker.is_started else STARTUP_SECONDS)
        with suppress(ConnectionError):  # it died, which `_receive` notices
            worker.pipe.send(self.items[item])

    def _ready(self) -> list[_Worker]:
        """Wait, and return the busy workers that have sent a message or have been silent for too long."""
        busy = [worker for worker in self.workers if worker.item is not None]
        first_deadline = min(worker.last_message for worker in busy) + self.timeout
        pipes = wait([worker.pipe for worker in busy], timeout=max(0.0, first_deadline - time.monotonic()))
        overdue = time.monotonic() - self.timeout
        return [worker for worker in busy if worker.pipe in pipes or worker.last_message <= overdue]

    def _receive(self, worker: _Worker, results: list[list[Any]]) -> bool:
        """Receive one message of a worker, or replace a worker that hangs or died; true if its item is finished.

        Raises what the work on the item raised, and ChildProcessError as `_handle_death`.
        """
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
        """Let another worker try the item of one that died; true if that was the last try.

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
        """Start a new worker in place of one that hangs or died."""
        self.server.stop_worker(worker)
        replacement = self.server.start_worker()
        worker.number, worker.pipe, worker.is_started = replacement.number, replacement.pipe, False


def _may_fork() -> bool:
    """True if a fork is safe: only one thread, and a system whose own libraries allow it (macOS's do not)."""
    return sys.platform == "linux" and threading.active_count() == 1


def _fork_server(pipe: Connection, unneeded: Connection) -> int:
    """Fork a server that listens at a pipe, and return its process id; `unneeded` is the parent's end of the pipe."""

    def main() -> None:
        """Close what belongs to the parent, and serve."""
        unneeded.close()
        os.setpgid(0, 0)  # an interrupt reaches the program alone, which then closes the pipe
        serve_forks(pipe)

    return _fork(main)


def _spawn_server(pipe: Connection) -> int:
    """Start an interpreter with a server that listens at a pipe, and return its process id."""
    script = [sys.executable, "-c", FORK_SERVER_SCRIPT, json.dumps(sys.path), str(pipe.fileno())]
    return subprocess.Popen(script, stdin=subprocess.DEVNULL, pass_fds=[pipe.fileno()], process_group=0).pid


def _fork(main: Callable[[], None]) -> int:
    """Fork a process that calls `main` and ends, and return its process id."""
    process_id = os.fork()
    if process_id == 0:
        try:
            main()
        finally:
            os._exit(0)  # whatever was raised: it must not go on with what its parent does
    return process_id


def serve_forks(control: Connection) -> None:
    """Fork server main loop: fork and kill workers as told, until the program that started it closes the pipe."""
    work, prepare = control.recv()
    with suppress(Exception):  # what fails here fails again in a worker, which says so
        prepare()
    gc.freeze()  # what is loaded stays: workers need neither look through it nor copy it
    process_ids: dict[int, int] = {}  # of workers, by number
    try:
        while True:
            request, number = control.recv()
            if request == "start":
                process_ids[number] = _fork_worker(work, Connection(recv_handle(control)), control)
            else:
                _stop(process_ids.pop(number))
    except EOFError:
        for process_id in process_ids.values():
            _stop(process_id)


def _fork_worker(work: Work[Any, Any], pipe: Connection, unneeded: Connection) -> int:
    """Fork a worker that answers at a pipe, and return its process id; `unneeded` is the server's own pipe."""

    def main() -> None:
        """Close what belongs to the server, and process items."""
        unneeded.close()
        serve(work, pipe)

    process_id = _fork(main)
    pipe.close()
    return process_id


def _stop(process_id: int) -> None:
    """Kill a process, and wait until it has ended."""
    os.kill(process_id, signal.SIGKILL)  # one that died stays addressable until it is waited for
    os.waitpid(process_id, 0)


def serve(work: Work[Any, Any], pipe: Connection) -> None:
    """Worker main loop: process items until the pipe closes."""
    try:
        pipe.send(("started", None))
        while True:
            _answer(work, pipe.recv(), pipe)
    except (EOFError, BrokenPipeError):
        return


def _answer(work: Work[Any, Any], item: Any, pipe: Connection) -> None:
    """Process one item, and send each result, then whether the item is done or raised an exception."""
    try:
        for result in work(item):
            pipe.send(("result", result))
    except Exception as error:
        pipe.send(("raised", error))
    else:
        pipe.send(("done", None))
