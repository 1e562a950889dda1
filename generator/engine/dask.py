"""An engine over the workers of a Dask cluster; needs the extra `cluster`. Why it is built so: docs/decisions/0028.

A task is a block of items, which its worker hands to local processes. So an item that hangs or kills its process is
ended there, with the words it would have on one machine. A worker that is lost takes only its tasks with it, and the
scheduler gives these to the others.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.engine.interface import (
    Preparation,
    R,
    T,
    Track,
    Work,
    WorkerFailure,
    no_progress,
    nothing_to_prepare,
)
from generator.engine.processes import MIN_ITEMS_PER_WORKER, TIMEOUT_SECONDS, Processes
from generator.errors import ConfigError

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 10.0  # until a scheduler has answered
WORKER_SECONDS = 30.0  # until a first worker has joined it
BLOCKS_PER_THREAD = 4  # so that one slow block does not leave the other threads without work at the end
MAX_ITEMS_PER_BLOCK = 500  # as much work as the loss of a worker may cost


def no_version() -> object:
    """Answer the same everywhere: the version of work that needs none."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dask:
    """An engine over a Dask cluster. `work`, its items and its results must be picklable, and importable by workers.

    `version` is called here and by each worker. Raises ConfigError if the two answers differ, if Dask is not installed,
    and if no scheduler answers or none of its workers does.
    """

    scheduler: str  # its address, such as tcp://127.0.0.1:8786
    timeout: float = TIMEOUT_SECONDS  # without a result, after which an item is taken to hang
    prepare: Preparation[Any] = nothing_to_prepare  # called once for each block, before its items
    version: Callable[[], object] = no_version

    def __call__(
        self, work: Work[T, R], items: Sequence[T], track: Track[T]
    ) -> list[list[R | WorkerFailure]]:
        """Map `work` over `items` on the cluster."""
        if not items:
            return []
        with self._client() as client, _cluster_death():
            size = _block_size(len(items), sum(client.nthreads().values()))
            blocks = [items[start : start + size] for start in range(0, len(items), size)]
            executor: Executor = client.get_executor(pure=False)
            expected = self.version()
            futures = [executor.submit(_process_block, self, expected, work, block) for block in blocks]
            results = _in_order(futures, blocks, track(items))
        return [result for block in results for result in block]

    @contextmanager
    def _client(self) -> Iterator[Client]:
        """A connection to the scheduler that has at least one worker."""
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise ConfigError(
                "engine: dask: Dask is not installed. Run `pip install 'briefing-generator[cluster]'`."
            ) from None
        try:
            client = Client(self.scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError):
            raise ConfigError(
                f"scheduler: no Dask scheduler answers at {self.scheduler}. Start one with `dask scheduler`, and write "
                "the address that it prints."
            ) from None
        with client:
            try:
                client.wait_for_workers(1, timeout=WORKER_SECONDS)
            except TimeoutError:
                raise ConfigError(
                    f"scheduler: {self.scheduler} has no workers. Start some with `dask worker {self.scheduler}`."
                ) from None
            yield client


def _process_block(
    engine: Dask, expected: object, work: Work[Any, Any], items: Sequence[Any]
) -> list[list[Any]]:
    """Process the items of a task where its worker is, in one process: its threads are as many as its processors.

    Raises ConfigError if the version there is not the expected one: then results could differ.
    """
    if engine.version() != expected:
        raise ConfigError(
            "engine: a Dask worker has another version of this program, its libraries or Python than the build. "
            "Install the same ones on every machine, and start the workers again."
        )
    return Processes(max_workers=1, timeout=engine.timeout, prepare=engine.prepare)(work, items, no_progress)


def _block_size(items: int, threads: int) -> int:
    """How many items make a task."""
    share = -(-items // (max(threads, 1) * BLOCKS_PER_THREAD))
    return min(max(share, MIN_ITEMS_PER_WORKER), MAX_ITEMS_PER_BLOCK)


def _in_order(
    futures: Sequence[Future[Any]], blocks: Sequence[Sequence[Any]], steps: Any
) -> list[list[list[Any]]]:
    """The results of blocks in their order, after a step of progress for each item of a block that is done."""
    sizes = dict(zip(futures, map(len, blocks), strict=True))
    remaining = iter(steps)
    for future in as_completed(futures):
        future.result()
        for _ in range(sizes[future]):
            next(remaining, None)
    next(remaining, None)  # lets the display finish
    return [future.result() for future in futures]


@contextmanager
def _cluster_death() -> Iterator[None]:
    """Raise ChildProcessError if the scheduler is lost, or so many workers one after the other that it gave up."""
    from distributed import KilledWorker

    try:
        yield
    except KilledWorker as error:
        raise ChildProcessError(errno.ECHILD, "Workers of the Dask cluster died again and again") from error
    except CancelledError as error:
        raise ChildProcessError(errno.ECHILD, "The scheduler of the Dask cluster was lost") from error
