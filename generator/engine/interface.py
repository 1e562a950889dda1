"""What every engine is: a map of a function over items. Knows nothing of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T], Iterable[R]]  # an item's results, each sent on as soon as it is there
Preparation = Callable[[Sequence[T]], None]  # loads what the work on the items needs
Track = Callable[[Sequence[T]], Iterable[T]]  # shows progress; asked for the next item at each step


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


def nothing_to_prepare(items: Sequence[T]) -> None:
    """Load nothing: the `Preparation` of work that starts quickly."""


def serial(work: Work[T, R], items: Sequence[T], track: Track[T]) -> list[list[R | WorkerFailure]]:
    """Process one item after the other in this process; nothing stops an item that hangs."""
    return [list(work(item)) for item in track(items)]
