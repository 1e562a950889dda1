"""When the disk, the memory or a process fails, the build stops with one message and changes nothing."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any, NoReturn

import pytest
from conftest import BRIDGE, HARVEST, MakeSite, snapshot

from generator import engine, summarizers
from generator.articles import analysis
from generator.articles.recall import Item
from generator.build import brief, build
from generator.errors import MachineError
from generator.models import Reason
from generator.readers import plain

SEEDS = {"bridge.txt": BRIDGE, "harvest.txt": HARVEST}


def raising(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


def caused_by(cause: Exception) -> ValueError:
    """What a library raises that was stopped by `cause`."""
    error = ValueError("The document could not be parsed.")
    error.__cause__ = cause
    return error


FAILURES = [
    (OSError(errno.ENOSPC, "No space left on device"), "No space left on device. Free space on the disk"),
    (OSError(errno.EDQUOT, "Disk quota exceeded"), "Disk quota exceeded. Free space in your quota"),
    (FileNotFoundError(errno.ENOENT, "No usable temporary directory"), "No usable temporary directory."),
    (PermissionError(errno.EACCES, "Permission denied", "/var/x"), r"Permission denied \(/var/x\)"),
    (MemoryError(), "there is not enough memory. Free memory and try again"),
    (ImportError("failed to map segment from shared object"), "failed to map segment from shared object"),
    (caused_by(MemoryError()), "there is not enough memory"),
    (caused_by(OSError(errno.EMFILE, "Too many open files")), "Too many open files. Raise the limit"),
]


PLACES = [(plain, "blocks"), (analysis, "assemble"), (summarizers, "summarize")]


@pytest.mark.parametrize(("failure", "message"), FAILURES)
@pytest.mark.parametrize(("module", "function"), PLACES)
def test_a_failure_of_the_machine_stops_the_build_and_changes_nothing(
    site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    function: str,
    failure: Exception,
    message: str,
) -> None:
    settings = site(SEEDS)
    before = snapshot(settings.root)
    monkeypatch.setattr(module, function, raising(failure))

    with pytest.raises(MachineError, match=f"^Stopped while reading seeds/bridge.txt: {message}"):
        build(settings)

    assert snapshot(settings.root) == before


@pytest.mark.parametrize(
    "fault", [OSError("Invalid data stream"), ValueError("month must be in 1..12"), RecursionError()]
)
def test_what_a_file_itself_causes_sets_only_that_file_aside(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    settings = site(SEEDS)
    monkeypatch.setattr(plain, "blocks", raising(fault))

    ledger = build(settings).briefing.ledger

    assert {entry.reason for entry in ledger} == {Reason.UNPARSABLE}


def test_a_file_that_may_not_be_read_is_set_aside(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = site(SEEDS)
    monkeypatch.setattr(os, "open", raising(PermissionError(errno.EACCES, "Permission denied")))

    ledger = brief(settings).ledger

    assert {entry.reason for entry in ledger} == {Reason.UNREADABLE}


def test_no_file_is_blamed_when_no_more_files_can_be_opened(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = site(SEEDS)
    monkeypatch.setattr(os, "open", raising(OSError(errno.EMFILE, "Too many open files")))

    with pytest.raises(MachineError, match="Too many open files"):
        build(settings)


def test_a_folder_of_seeds_that_cannot_be_listed_stops_the_build(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = site(SEEDS)
    monkeypatch.setattr(os, "scandir", raising(OSError(errno.ESTALE, "Stale file handle")))

    with pytest.raises(MachineError, match="seeds: Stale file handle"):
        build(settings)


def test_workers_that_die_at_two_files_stop_the_build(site: MakeSite) -> None:
    settings = site({f"{number}.txt": BRIDGE for number in range(6)})
    before = snapshot(settings.root)

    with pytest.raises(MachineError, match=r"seeds: Worker processes died at '0.txt' and at '2.txt'"):
        build(settings, run=DyingWorkers())

    assert snapshot(settings.root) == before


class DyingWorkers:
    """Processes that are killed as soon as they have something to do."""

    def __call__(self, work: object, items: Sequence[Item], track: engine.Track[Item]) -> list[list[Any]]:
        return engine.Processes(max_workers=1)(kill_own_process, items, track)


def kill_own_process(item: Item) -> Iterator[None]:
    if item.source != "1.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    yield None
