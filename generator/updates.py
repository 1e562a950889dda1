"""Brings a site up to date: nothing if nothing has changed since its last build, and a build otherwise.

Whether something has changed is told without reading a file: by what the system knows of each (`FileState`), by the
settings and by the version of the program. What builds and what it needs is imported only for a build.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from generator.cache import Cache, running_version
from generator.config import packaged_templates
from generator.errors import machine_failures
from generator.models import LedgerEntry
from generator.publish import GITIGNORE, MANIFEST, Published, clear_up

if TYPE_CHECKING:
    from generator.config import Settings
    from generator.models import Briefing

CACHE_FILE = "answers.sqlite"
NANOSECONDS = 1_000_000_000  # in a second
COARSE_STEP = 2 * NANOSECONDS  # of the clock of some file systems
SETTLING_SECONDS = 0.02  # more than a step of the clock of the others

# What changes with a file: its inode, its size, and the times, in nanoseconds, of the last change of its content and
# of its entry. No program can set the last one.
FileState = tuple[int, int, int, int]
Progress = Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of the files."""

    counts: Mapping[str, int]  # by outcome, as `Briefing.counts`
    ledger: tuple[LedgerEntry, ...]
    outlets_without_articles: tuple[str, ...]  # named in `rights`


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build came to, as far as its report tells it."""

    files: FileReport
    has_address: bool  # the site knows its own address
    published: Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What bringing a site up to date came to."""

    result: Result
    version: str  # the same for two states of a site that are known to be equal; empty if that is not known
    briefing: Briefing | None  # None if nothing had changed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """The last build of a site, as it is kept: hashes of what it was made from and of what it left, and its result."""

    inputs: str
    outputs: str
    result: Result


def open_cache(settings: Settings) -> Cache:
    """The cache in which commands and the plugin keep results of earlier builds of a site."""
    return Cache(settings.cache / CACHE_FILE, settings.cache_bytes)


def update(
    settings: Settings,
    today: date,
    track: Progress,
    remembered: Cache,
    *,
    accept_losses: bool = False,
) -> Update:
    """Bring the pages of a site up to date. Raises BriefingError as `generator.build.build` does."""
    if settings.seeds_address:
        from generator.build import copy_seeds

        copy_seeds(settings)
    with machine_failures(f"reading {settings.seeds}"):
        inputs = _inputs(settings, today)
    clear_up(settings.docs)
    if unchanged := _unchanged_result(settings, inputs, remembered):
        return Update(result=unchanged, version=inputs, briefing=None)
    from generator.build import build, choose_engine

    report = build(settings, today, choose_engine(settings), track, remembered, accept_losses=accept_losses)
    result = Result(
        files=report_files(report.briefing),
        has_address=report.briefing.site.url is not None,
        published=report.published,
    )
    _record(settings, inputs, result, remembered)
    return Update(result=result, version=inputs, briefing=report.briefing)


def report_files(briefing: Briefing) -> FileReport:
    """What became of the files of a briefing."""
    return FileReport(
        counts=briefing.counts,
        ledger=briefing.ledger,
        outlets_without_articles=briefing.outlets_without_articles,
    )


def _unchanged_result(settings: Settings, inputs: str, remembered: Cache) -> Result | None:
    """The result of the last build, as that of a build that finds nothing to do; None if something has changed."""
    question = _question(settings)
    try:
        stored = json.loads(remembered.answers([question]).get(question, b"null"))
        last = TypeAdapter(_Record).validate_python(stored)
    except (ValueError, ValidationError):
        return None
    published = last.result.published
    with machine_failures(f"reading {settings.docs}"):
        states = _states(settings.docs, follow=False)
    if last.inputs != inputs or last.outputs != _outputs(states, published):
        return None
    files = tuple(sorted(published.files))
    return replace(
        last.result, published=Published(written=(), unchanged=files, deleted=(), kept=published.kept)
    )


def _record(settings: Settings, inputs: str, result: Result, remembered: Cache) -> None:
    """Keep what a build was made from and what it came to."""
    if not inputs:
        return
    time.sleep(SETTLING_SECONDS)  # until a change of what was just written would give it another time
    with machine_failures(f"reading {settings.docs}"):
        states = _states(settings.docs, follow=False)
    if _is_settled([states], _clock()):
        record = _Record(inputs=inputs, outputs=_outputs(states, result.published), result=result)
        stored = json.dumps(asdict(record))  # in ASCII, as names may hold what UTF-8 cannot
        remembered.remember({_question(settings): stored.encode("ascii")})


def _question(settings: Settings) -> bytes:
    """The question under which the last build of a site is kept."""
    return hashlib.sha256(b"last build\0" + os.fsencode(settings.docs)).digest()


# --- what a build is made from and what it leaves -------------------------------------------------------------


def _inputs(settings: Settings, today: date) -> str:
    """A hash of all that a build depends on; empty if a file changed so lately that it may change again unseen."""
    now = _clock()
    templates = dict.fromkeys((settings.templates, packaged_templates()))
    states = [_states(settings.seeds, follow=False), *(_states(folder, follow=True) for folder in templates)]
    if settings.overrides.exists():
        states.append({"": _state(settings.overrides.stat())})
    parts = running_version(), settings, today.isoformat(), *states
    return _hash(parts) if _is_settled(states, now) else ""


def _outputs(states: Mapping[str, FileState], published: Published) -> str:
    """A hash of the states of files under docs/ that belong to the site, and of the names of all others there."""
    of_site = {*published.files, *published.kept, MANIFEST, GITIGNORE}
    return _hash([(path, state if path in of_site else None) for path, state in states.items()])


def _hash(value: object) -> str:
    """The SHA-256 of the printed form of a value."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogateescape")).hexdigest()


def _states(folder: Path, *, follow: bool) -> dict[str, FileState]:
    """The states of all files below a folder, by path, sorted; none if there is no folder.

    Links are either followed, or have a state of their own.
    """
    states: dict[str, FileState] = {}
    folders = [""]
    while folders:
        name = folders.pop()
        with suppress(FileNotFoundError, PermissionError), os.scandir(folder / name) as listing:
            for entry in listing:
                path = f"{name}/{entry.name}" if name else entry.name
                if entry.is_dir(follow_symlinks=follow):
                    folders.append(path)
                else:
                    states[path] = _state(entry.stat(follow_symlinks=follow and entry.is_file()))
    return dict(sorted(states.items()))


def _state(status: os.stat_result) -> FileState:
    """The part of what the system knows of a file that changes with the file."""
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


# --- the clock of the file system -----------------------------------------------------------------------------


def _clock() -> int:
    """The time, in nanoseconds, that a file would get that changed now."""
    clock = getattr(time, "CLOCK_REALTIME_COARSE", None)
    return time.time_ns() if clock is None else time.clock_gettime_ns(clock)


def _is_settled(states: Iterable[Mapping[str, FileState]], now: int) -> bool:
    """True if all files last changed so long before `now` that another change would give them another time."""
    newest = max((max(state[2:]) for files in states for state in files.values()), default=0)
    step = COARSE_STEP if newest % NANOSECONDS == 0 else 0  # some file systems count in whole seconds
    return newest + step < now
