"""Builds that are killed, at random times and at each call that writes, and what readers find after each.

`PYTHONPATH=.:tests:tests/support python tests/support/crashes.py briefing kills 200` prints the counts; the other
commands are `mkdocs`, the other trials `calls`, `starts`, `disk` and `cache`. A few of each run with the tests.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from conftest import BRIDGE, HARVEST, snapshot
from jinja2 import Environment

STEEL = "Steel works reopen\n\n" + BRIDGE.split("\n\n", 1)[1]
MILLS = """\
Paper mills in the delta halve their output

Paper mills in the delta will halve their output from next week. Their owners blame the price of timber, which has
doubled in a year. Two thousand workers are sent on leave. The union has asked for talks.
"""
CONFIG = """\
site_name: Test
site_url: https://news.example/
theme: {name: mkdocs, highlightjs: false}
plugins:
  - briefing:
      themes:
        diplomacy: {title: Diplomacy, terms: [talks]}
"""
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1700000000"}  # for the theme prints the time of the build
STATES: tuple[Mapping[str, str], ...] = (  # of seeds/: an article is changed, one goes, one comes
    {"bridge.txt": BRIDGE, "harvest.txt": HARVEST},
    {"bridge.txt": BRIDGE.replace("Monday", "Friday"), "mills.txt": MILLS},
)
PUBLISHED = {"briefing": ("docs",), "mkdocs": ("docs", "site")}
WRITING_CALLS = (  # of Linux
    *("write", "pwrite64", "fsync", "fdatasync", "syncfs", "mkdir", "mkdirat", "unlink", "unlinkat", "rmdir"),
    *("rename", "renameat", "renameat2", "link", "linkat", "ftruncate", "chmod", "utimensat"),
)
REVERSION = 3  # one in so many disturbed builds is followed by one with the articles of before
SMALL_FILE_BYTES = 2048
MARGIN = 1.1  # of the time of a build, in which it is killed

Tree = Mapping[str, str]  # path → hash
Kill = Callable[[int], None]  # is given a process that has stopped itself before its build


class Trial:
    """A site, its two states when built without being disturbed, and a command that builds it."""

    def __init__(self, folder: Path, command: str) -> None:
        """Build both states of the site, each in a folder of its own, and the first in the folder of the trial."""
        self.command, self.folder = command, folder / "trial"
        self.disturbances = 0
        prepare(folder / "prepared")
        self.clean = [self._build_cleanly(folder / f"clean-{state}", state) for state in range(len(STATES))]
        for self.state in (1, 0):  # both, as what is read of an article is remembered
            write_site(self.folder, self.state)
            self.build()

    def _build_cleanly(self, folder: Path, state: int) -> dict[str, Tree]:
        write_site(folder, state)
        wait(start(self.command, folder))
        return self.published_in(folder)

    def published_in(self, folder: Path) -> dict[str, Tree]:
        """The files of each folder that the command publishes."""
        return {name: snapshot(folder / name) for name in PUBLISHED[self.command]}

    def is_whole(self, trees: Mapping[str, Tree]) -> bool:
        """True if each of the folders is in one of the two states."""
        return all(tree in [clean[name] for clean in self.clean] for name, tree in trees.items())

    def build(self) -> float:
        """Build without a disturbance; returns the seconds that it took."""
        begin = time.monotonic()
        assert wait(start(self.command, self.folder)) == 0
        return time.monotonic() - begin

    def time_of_change(self) -> float:
        """The seconds that a build of changed articles takes."""
        self.state = 1 - self.state
        write_site(self.folder, self.state)
        return self.build()

    def disturb(self, kill: Kill) -> str:
        """Change the articles, build, kill the build, build again; returns what was found after each of the two.

        Every third time the second build has the old articles again.
        """
        self.state = 1 - self.state
        write_site(self.folder, self.state)
        process = start(self.command, self.folder, is_stopped=True)
        kill(process)
        is_killed = wait(process) != 0
        after_kill = self.published_in(self.folder)
        self.disturbances += 1
        if self.disturbances % REVERSION == 0:
            self.state = 1 - self.state
            write_site(self.folder, self.state)
        self.build()
        if not self.is_whole(after_kill):
            return "half a site"
        if self.published_in(self.folder) != self.clean[self.state]:
            return "not repaired"
        if leftovers(self.folder):
            return "left something"
        return "killed" if is_killed else "finished before"


def write_site(folder: Path, state: int) -> None:
    """Write the configuration and the articles of a state."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs/about.md").write_text("# About\n\nBy hand.\n", encoding="utf-8")
    shutil.rmtree(folder / "seeds", ignore_errors=True)
    (folder / "seeds").mkdir()
    for name, text in STATES[state].items():
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")


def leftovers(folder: Path) -> list[str]:
    """The names of staging folders, old trees and locks beside the published folders and in them."""
    return sorted(
        path.name
        for place in (folder, folder / "docs", folder / "site")
        for path in place.glob(".*.briefing*")
    )


# --- processes -------------------------------------------------------------------------------------------


def start(command: str, folder: Path, *, is_stopped: bool = False) -> int:
    """Run a command in a process of its own, which has all modules at once; it can stop itself at its beginning."""
    process = os.fork()
    if process:
        return process
    try:
        os.chdir(folder)
        os.environ |= ENVIRONMENT
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if is_stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        run(command)
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 2)
    except BaseException:
        os._exit(3)
    os._exit(0)


def prepare(folder: Path) -> None:
    """Do in this process what all builds do alike, so that the many that are started from it are short."""
    compiled: dict[object, object] = {}
    compile_template = Environment.compile

    def compile_once(environment: Environment, source: Any, *arguments: Any, **options: Any) -> Any:
        """The code of a template, kept for the next build."""
        key = (tuple(sorted(environment.extensions)), str(source), arguments, tuple(options.items()))
        if key not in compiled:
            compiled[key] = compile_template(environment, source, *arguments, **options)
        return compiled[key]

    Environment.compile = compile_once  # type: ignore[method-assign]
    write_site(folder, 0)
    here = Path.cwd()
    for command in PUBLISHED:
        os.chdir(folder)
        with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
            run(command)
    os.chdir(here)


def run(command: str) -> None:
    """Do what a command does, in this process."""
    if command == "briefing":
        from generator.cli.commands import main

        sys.argv = ["briefing", "build"]
        main()
    else:
        from mkdocs.__main__ import cli

        cli(["build", "--quiet"], standalone_mode=False)


def wait(process: int) -> int:
    """Wait for the end of a process; its exit code, negative if a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def wait_until_stopped(process: int) -> None:
    """Wait until a process has stopped itself."""
    os.waitpid(process, os.WUNTRACED)


def kill_after(seconds: float) -> Kill:
    """Kill a build after a time."""

    def kill(process: int) -> None:
        wait_until_stopped(process)
        os.kill(process, signal.SIGCONT)
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)

    return kill


def kill_at_call(call: str, number: int) -> Kill:
    """Kill a build as it enters a call of the system for the n-th time, from 1. Needs strace."""

    def kill(process: int) -> None:
        wait_until_stopped(process)
        options = ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={number}"]
        command = ["strace", "-qq", "-o", os.devnull, *options, "-p", str(process)]
        tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while "TracerPid:\t0\n" in Path(f"/proc/{process}/status").read_text(encoding="ascii"):
            assert tracer.poll() is None, "strace cannot trace"
            time.sleep(0.002)
        os.kill(process, signal.SIGCONT)

    return kill


# --- trials ----------------------------------------------------------------------------------------------


def kills(folder: Path, command: str, count: int, seed: int = 1) -> Iterator[str]:
    """Kill a number of builds at random times."""
    trial, chance = Trial(folder, command), random.Random(seed)
    seconds = trial.time_of_change()
    for _ in range(count):
        yield trial.disturb(kill_after(chance.uniform(0, MARGIN * seconds)))


def calls(folder: Path, command: str, count: int, kinds: Sequence[str] = WRITING_CALLS) -> Iterator[str]:
    """Kill a build at each of the first calls that write, of every kind."""
    trial = Trial(folder, command)
    for call in kinds:
        for number in range(1, count + 1):
            found = trial.disturb(kill_at_call(call, number))
            if found == "finished before":
                break  # the build has no further call of this kind
            yield found


def starts(folder: Path, command: str, count: int) -> Iterator[str]:
    """Start a number of builds at once; all must succeed, and together do what one does."""
    trial = Trial(folder, command)
    trial.state = 1
    write_site(trial.folder, trial.state)
    for process in [start(command, trial.folder) for _ in range(count)]:
        yield "succeeded" if wait(process) == 0 else "failed"
    is_right = trial.published_in(trial.folder) == trial.clean[1] and not leftovers(trial.folder)
    yield "the right site in the end" if is_right else "a wrong site in the end"


def disk(folder: Path, command: str, count: int) -> Iterator[str]:
    """Fill a small disk but for more and more bytes, and build: the old site or the new one, and a message.

    `folder` is on that disk.
    """
    trial = Trial(folder, command)
    ballast = folder / "ballast"
    for number in range(count):
        trial.state = 1 - trial.state
        write_site(trial.folder, trial.state)
        fill(ballast, free=number * number * SMALL_FILE_BYTES)
        code = wait(start(command, trial.folder))
        found = trial.published_in(trial.folder)
        ballast.unlink()
        if not trial.is_whole(found):
            yield "half a site"
        elif leftovers(trial.folder):
            yield "left something"
        else:
            yield "published" if code == 0 else "stopped with a message" if code in (1, 2) else f"code {code}"
        trial.build()


def fill(file: Path, free: int) -> None:
    """Write a file that leaves only so many bytes free on its disk."""
    facts = os.statvfs(file.parent)
    with file.open("wb") as stream, contextlib.suppress(OSError):
        os.posix_fallocate(stream.fileno(), 0, max(facts.f_bavail * facts.f_frsize - free, 1))


def cache(folder: Path, command: str, count: int, seed: int = 1) -> Iterator[str]:
    """Damage the file of remembered answers in many ways, and build: the right site, or one message."""
    trial, chance = Trial(folder, command), random.Random(seed)
    file = trial.folder / ".cache/briefing/answers.sqlite"
    whole = file.read_bytes()
    for _ in range(count):
        for name in trial.folder.glob(".cache/briefing/answers.sqlite*"):
            name.unlink()
        file.write_bytes(mutate(whole, chance))
        code = wait(start(command, trial.folder))
        is_right = code == 0 and trial.published_in(trial.folder) == trial.clean[0]
        yield "the right site" if is_right else f"a wrong site, code {code}"


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few bits turned, a part cut off, blanked, doubled, or in another place."""
    start, length = chance.randrange(len(data)), chance.choice((1, 16, 512, 4096, len(data)))
    end = min(start + length, len(data))
    part = data[start:end]
    kind = chance.randrange(6)
    if kind == 0:
        flipped = bytearray(data)
        for _ in range(chance.choice((1, 2, 8, 64))):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    other = chance.randrange(len(data) - len(part) + 1)
    return {
        1: data[:start],
        2: data[:start] + bytes(len(part)) + data[end:],
        3: data[:end] + part + data[end:],
        4: data[:start] + data[end:],
        5: data[:other] + part + data[other + len(part) :],
    }[kind]


TRIALS = {trial.__name__: trial for trial in (kills, calls, starts, disk, cache)}


def report(command: str, name: str, count: str, *kinds: str) -> None:
    """Run trials and print how often each thing was found; `kinds` are those of the calls, if not all."""
    options = (kinds,) if kinds else ()
    with tempfile.TemporaryDirectory(prefix="crashes-", dir=os.environ.get("CRASH_FOLDER")) as folder:
        found = Counter(TRIALS[name](Path(folder), command, int(count), *options))
    print(f"{command} {name}: {dict(found)}")


if __name__ == "__main__":
    report(*sys.argv[1:])
