"""Time and memory of the build, as whole processes, beside a named baseline in the same run.

    make bench

Prints medians of several runs. CPU seconds are user + system of all processes; memory is the peak of the largest.
The baseline is stock `mkdocs build` of the same pages without our plugin.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
RUNS = 5
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
BRIEFING = [sys.executable, "-m", "generator", "build"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
STOCK = """\
site_name: Baseline
theme: {name: material, font: false}
plugins: [search]
validation: {omitted_files: info}
"""


@dataclass(frozen=True)
class Cost:
    cpu: float  # seconds
    wall: float  # seconds
    memory: float  # MB


def cost(command: list[str], folder: Path) -> Cost:
    """Runs a command to its end and accounts for it and for every process it left behind."""
    started = time.perf_counter()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=environment)
    cpu = memory = 0.0
    wall = None
    while True:
        try:
            pid, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024)
        if pid == process.pid:
            wall = time.perf_counter() - started
            if status:
                raise SystemExit(f"{' '.join(command)} ended with {status}")
    assert wall is not None
    return Cost(cpu, wall, memory)


def measure(command: list[str], folder: Path, cold: bool) -> Cost:
    """The median of several runs; a cold one starts without generated pages and without a cache."""
    costs = []
    for _ in range(RUNS):
        if cold:
            shutil.rmtree(folder / "site", ignore_errors=True)
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            subprocess.run(
                [sys.executable, "-m", "generator", "clean"],
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        costs.append(cost(command, folder))
    return Cost(
        *(statistics.median(getattr(each, name) for each in costs) for name in ("cpu", "wall", "memory"))
    )


def main() -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a command leaves behind becomes our child
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        shutil.copy(PROJECT / "mkdocs.yml", folder)
        for page in ("about.md", "guide.md", "quality.md"):
            shutil.copy(PROJECT / "docs" / page, folder / "docs")
        shutil.copytree(PROJECT / "docs/images", folder / "docs/images")
        shutil.copytree(PROJECT / "seeds", folder / "seeds")
        rows = {
            "briefing build, cold": measure(BRIEFING, folder, cold=True),
            "briefing build, nothing to do": measure(BRIEFING, folder, cold=False),
            "mkdocs build, cold": measure(MKDOCS, folder, cold=True),
            "mkdocs build, pages unchanged": measure(MKDOCS, folder, cold=False),
        }
        (folder / "stock.yml").write_text(STOCK)
        baseline = measure([*MKDOCS[:-2], "--quiet", "--config-file", "stock.yml"], folder, cold=False)
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        print(f"{machine}; 3 articles, medians of {RUNS}")
        print(f"{'':34}{'CPU s':>8}{'wall s':>8}{'MB':>6}{'CPU ÷ baseline':>16}")
        for title, each in {**rows, "baseline: stock mkdocs, same pages": baseline}.items():
            print(
                f"{title:34}{each.cpu:8.2f}{each.wall:8.2f}{each.memory:6.0f}{each.cpu / baseline.cpu:16.2f}"
            )


if __name__ == "__main__":
    main()
