"""Maps a function over items: in this process, over local processes, or over a Dask cluster.

Results come in the order of the items, whichever worker was first, and are the same whatever the engine.
"""

from generator.engine.dask import Dask
from generator.engine.interface import (
    Engine,
    Preparation,
    Track,
    Work,
    WorkerFailure,
    no_progress,
    nothing_to_prepare,
    serial,
)
from generator.engine.processes import Processes

__all__ = [
    "Dask",
    "Engine",
    "Preparation",
    "Processes",
    "Track",
    "Work",
    "WorkerFailure",
    "no_progress",
    "nothing_to_prepare",
    "serial",
]
