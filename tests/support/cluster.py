"""A Dask cluster on this machine: the commands of the guide, `dask scheduler` and `dask worker`, as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from conftest import PROJECT

DASK = (sys.executable, "-m", "dask")
START_SECONDS = 60.0


class Cluster:
    """A scheduler and its workers of one thread each; they find the modules that the tests find."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--no-dashboard"
        )
        self.workers = [
            self._start("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(workers)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    @property
    def address(self) -> str:
        """The scheduler's address, as soon as it has one."""
        deadline = time.monotonic() + START_SECONDS
        while not (self.file.exists() and self.file.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return str(json.loads(self.file.read_text())["address"])

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*DASK, *command, "--scheduler-file", str(self.file)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(PROJECT), *sys.path])},
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
