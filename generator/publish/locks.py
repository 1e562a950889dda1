"""One build at a time: a lock that the system takes back when the process that holds it ends, however it ends."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import MachineError

TIMEOUT_SECONDS = 600.0  # that a build waits for another; the longest measured build takes a sixth of it
PAUSE_SECONDS = 0.05  # between two attempts
UNLOCKED = -1  # instead of a descriptor
READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
HELD = (errno.EACCES, errno.EAGAIN)

log = logging.getLogger(__name__)


@contextmanager
def lock(file: Path, folder: Path, timeout: float = TIMEOUT_SECONDS) -> Iterator[None]:
    """Hold the lock in `file`, under which one build at a time writes `folder`; say so once if another one holds it.

    The file is deleted at the end. One that a killed build left is taken over. Raises MachineError if one other
    build holds it for `timeout` seconds. Where no file may be written, or the disk knows no locks, nothing is locked.
    """
    descriptor = _wait(file, folder, timeout)
    try:
        yield
    finally:
        if descriptor != UNLOCKED:
            with suppress(OSError):
                file.unlink()
            os.close(descriptor)


def _wait(file: Path, folder: Path, timeout: float) -> int:
    """Open and lock the file as soon as no other process holds it; returns its descriptor, or UNLOCKED.

    May raise MachineError.
    """
    holder, since = "", time.monotonic()
    while (descriptor := _try_to_lock(file)) is None:
        if (current := _holder(file)) and current != holder:
            if not holder:
                log.warning(f"Waiting for another build, process {current}, which is writing {folder}.")
            holder, since = current, time.monotonic()
        if time.monotonic() - since > timeout:
            raise MachineError(
                f"Stopped while waiting to write {folder}: another build, process {holder}, has been writing it for "
                f"{timeout:.0f} seconds. End that process and try again."
            )
        time.sleep(PAUSE_SECONDS)
    return descriptor


def _try_to_lock(file: Path) -> int | None:
    """Open and lock the file, and write the number of this process into it; None if another process holds it.

    A record lock (`lockf`), as a child process does not inherit it: a worker that outlives its build holds nothing.
    """
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        if error.errno in READ_ONLY:
            return UNLOCKED
        raise
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in HELD:
            os.close(descriptor)
            return None
    if not _is_at(file, descriptor):  # the build that held it has just deleted it
        os.close(descriptor)
        return None
    with suppress(OSError):  # the number only serves a message, and the disk may be full
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
    return descriptor


def _is_at(file: Path, descriptor: int) -> bool:
    """True if an open file still has this name."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _holder(file: Path) -> str:
    """The number of the process that holds the lock; empty if it is not known."""
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
