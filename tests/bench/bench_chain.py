"""The whole chain from seeds/ to site/ at the sizes that matter, beside stock MkDocs + Material in the same run.

    make bench                                          # 1,000 and 10,000 articles
    python tests/bench/bench_chain.py 1000 [30000 ...]   # other sizes

Prints a table for each size and writes it into docs/performance.md. CPU seconds are those of all processes, medians of
several runs (cold ones and stock: of one). The baseline renders the same docs/ without our plugin; it remembers
nothing, so everything, one new article and nothing to do cost it the same.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench_build import BRIEFING, MKDOCS, PR_SET_CHILD_SUBREAPER, PROJECT, Cost, cost
from corpus import Record
from reports import reports, write

SIZES = (1_000, 10_000)
RUNS = 3
FILE = PROJECT / "docs/performance.md"
STOCK_BUILD = [*MKDOCS[:-2], "--quiet", "--config-file", "stock.yml", "--site-dir", "stock"]
STOCK = """\
INHERIT: mkdocs.yml
plugins: [search]
strict: false
"""  # the same theme and navigation: with every page in it, stock would take many times as long
SAMPLE_SECONDS = 0.2  # between two looks at the memory of the processes
SMALLEST_MB = 5  # a process with less is not listed
HEAD = """\
| {articles:,} articles | CPU s | wall s | MB of each process | MB at once | CPU of stock ÷ this |
|---|---:|---:|---:|---:|---:|"""


@dataclass(slots=True)
class Memory:
    """What the processes of a command took, looked at several times a second."""

    peaks: dict[
        int, float
    ]  # MB by process id: the most that each had resident, pages shared with others included
    at_once: float = 0.0  # MB of all, pages shared by several counted once


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    cost: Cost
    memory: Memory


class Site:
    """A site of made-up articles, to which the next ones can be added."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.reports: Iterator[tuple[int, Record]] = enumerate(reports())
        (folder / "docs").mkdir()
        shutil.copy(PROJECT / "mkdocs.yml", folder)
        for page in ("about.md", "guide.md", "quality.md"):
            shutil.copy(PROJECT / "docs" / page, folder / "docs")
        shutil.copytree(PROJECT / "docs/images", folder / "docs/images")
        (folder / "stock.yml").write_text(STOCK)
        self.add_articles(size)

    def add_articles(self, count: int) -> None:
        for number, report in itertools.islice(self.reports, count):
            write(self.folder / "seeds", report, number)

    def add_article(self) -> None:
        self.add_articles(1)

    def remove_all_that_is_generated(self) -> None:
        self.remove_site()
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        command = [sys.executable, "-m", "generator", "clean"]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def remove_site(self) -> None:
        shutil.rmtree(self.folder / "site", ignore_errors=True)


def nothing() -> None:
    """Leave everything as it is."""


# --- measuring -------------------------------------------------------------------------------------------


def measure(title: str, command: list[str], site: Site, before: Callable[[], None], runs: int) -> Row:
    """A command's cost: the median by CPU of several runs, before each of which something is done to the site."""
    rows = []
    for _ in range(runs):
        before()
        with watched() as memory:
            rows.append(Row(title, cost(command, site.folder), memory))
    row = sorted(rows, key=lambda row: row.cost.cpu)[len(rows) // 2]
    print(f"{title}: {row.cost.cpu:.2f} CPU seconds", file=sys.stderr, flush=True)
    return row


@contextmanager
def watched() -> Iterator[Memory]:
    """The memory of the processes that this one starts meanwhile, filled in as they run."""
    memory, ended = Memory({}), threading.Event()

    def look() -> None:
        while not ended.wait(SAMPLE_SECONDS):
            ids = descendants(os.getpid())
            for process_id in ids:
                if peak := megabytes(process_id, "status", "VmHWM"):
                    memory.peaks[process_id] = peak
            memory.at_once = max(memory.at_once, sum(megabytes(each, "smaps_rollup", "Pss") for each in ids))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield memory
    finally:
        ended.set()
        thread.join()


def descendants(process_id: int) -> list[int]:
    """The processes that a process started and those that they started."""
    try:
        tasks = Path(f"/proc/{process_id}/task").iterdir()
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*children, *itertools.chain.from_iterable(map(descendants, children))]


def megabytes(process_id: int, file: str, field: str) -> float:
    """A size that the system states of a process; 0 if it has ended."""
    try:
        stated = Path(f"/proc/{process_id}/{file}").read_text()
    except OSError:
        return 0.0
    match = re.search(rf"^{field}:\s+(\d+) kB", stated, re.MULTILINE)
    return int(match[1]) / 1024 if match else 0.0


def measured(size: int) -> str:
    """The table of a size."""
    with tempfile.TemporaryDirectory() as name:
        site = Site(Path(name), size)
        clean = site.remove_all_that_is_generated
        rows = [
            measure("`briefing build`, cold", BRIEFING, site, clean, 1),
            measure("`briefing build`, nothing to do", BRIEFING, site, nothing, RUNS),
            measure("`briefing build`, one new article", BRIEFING, site, site.add_article, RUNS),
            measure("`mkdocs build`, cold", MKDOCS, site, clean, 1),
            measure("`mkdocs build`, nothing to do", MKDOCS, site, nothing, RUNS),
            measure("`mkdocs build`, one new article", MKDOCS, site, site.add_article, RUNS),
            measure("`mkdocs build`, without site/", MKDOCS, site, site.remove_site, 1),
            measure("stock MkDocs + Material", STOCK_BUILD, site, nothing, 1),
        ]
    lines = [as_markdown(row, rows[-1].cost) for row in rows]
    return "\n".join([HEAD.format(articles=size), *lines])


# --- the table -------------------------------------------------------------------------------------------


def as_markdown(row: Row, baseline: Cost) -> str:
    peaks = sorted((peak for peak in row.memory.peaks.values() if peak >= SMALLEST_MB), reverse=True)
    each = " + ".join(f"{peak:.0f}" for peak in peaks)
    at_once, ratio = row.memory.at_once, baseline.cpu / row.cost.cpu
    return (
        f"| {row.title} | {row.cost.cpu:.2f} | {row.cost.wall:.1f} | {each} | {at_once:.0f} | {ratio:.2f} |"
    )


def put(text: str, size: int, table: str) -> str:
    """The page with a size's table in place of the one it had, or at its end."""
    start, end = f"<!-- measured: {size} -->", "<!-- /measured -->"
    machine = (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"`python tests/bench/bench_chain.py {size}`, load {os.getloadavg()[1]:.1f} at the end."
    )
    block = f"{start}\n{machine}\n\n{table}\n{end}"
    before, found, rest = text.partition(start)
    if not found:
        return f"{text.rstrip()}\n\n{block}\n"
    return before + block + rest.partition(end)[2]


def main(sizes: tuple[int, ...]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a command leaves behind becomes our child
    for size in sizes:
        table = measured(size)
        print(table, flush=True)
        FILE.write_text(put(FILE.read_text("utf-8"), size, table), "utf-8")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
