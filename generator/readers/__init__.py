"""Files under seeds/ → drafts. Each file found ends as at least one draft or as exactly one fate.

A format is one module with a `read` function and one row in `READERS`; `READERS` is the whole list.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.models import Draft, Fate, Outcome, Reason
from generator.readers import plain
from generator.readers.file import File, Refused

Reader = Callable[[File], tuple[Draft, ...]]

READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
}


def find(seeds: Path) -> tuple[str, ...]:
    """Every file below `seeds`, any depth, as paths with forward slashes in the order of their names."""
    found = [
        Path(folder, name).relative_to(seeds).as_posix()
        for folder, _, names in os.walk(seeds)
        for name in names
    ]
    return tuple(sorted(found))


def read(seeds: Path, source: str) -> tuple[Draft, ...] | Fate:
    """The drafts in one file, or why there are none. Never raises for what a file holds."""
    name = source.rpartition("/")[2]
    reader = READERS.get(Path(name).suffix.lower())
    if name.startswith("."):
        return _fate(source, Outcome.IGNORED, Reason.HIDDEN, "Rename it without the leading dot to use it.")
    if reader is None:
        return _fate(source, Outcome.IGNORED, Reason.UNKNOWN_FORMAT, f"Save it as {' or '.join(READERS)}.")
    try:
        return reader(File(source=source, data=_bytes(seeds / source)))
    except Refused as refused:
        return _fate(source, Outcome.QUARANTINED, refused.reason, refused.hint)


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Refused(Reason.NOT_A_FILE, "Put the file itself here, not a link or a device.")
        return path.read_bytes()
    except OSError as error:
        raise Refused(Reason.UNREADABLE, f"{error.strerror}: check that the file may be read.") from None


def _fate(source: str, outcome: Outcome, reason: Reason, hint: str) -> Fate:
    return Fate(source=source, outcome=outcome, reason=reason, hint=hint)
