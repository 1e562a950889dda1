"""Where the staging folder and the lock of a published folder stand, and what killed builds left there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.publish import trees

MOUNT_TABLE = Path("/proc/self/mountinfo")  # of Linux
MOUNT_POINT_COLUMN = 4

Rescue = Callable[
    [Path, Path], object
]  # of what people changed in an old tree, the first folder, into the new one


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A published folder, and the folder in which its staging folder and its lock stand.

    That is the one above it. Where folders cannot be exchanged, because the published one is a mount point or the one
    above it may not be written, it is the published folder itself, whose files are then moved one by one.
    """

    folder: Path  # without symbolic links
    workplace: Path

    @property
    def can_exchange(self) -> bool:
        """True if a staging folder may take the place of the published one, as far as is known before trying."""
        return self.workplace != self.folder

    @property
    def lock_file(self) -> Path:
        """The file with the lock."""
        return self.workplace / f".{self.folder.name}.briefing.lock"

    def make_staging(self) -> Path:
        """An empty folder on the same disk as the published one.

        Its name ends in its own number (inode). After an exchange the old tree has that name and another number: so
        the next build can tell one from the other if this one is killed.
        """
        first_name = self.workplace / f"{self._prefix}{os.getpid()}"
        first_name.mkdir()
        return first_name.rename(self.workplace / f"{self._prefix}{first_name.stat().st_ino}")

    def has_leftovers(self) -> bool:
        """True if there are staging folders or old trees, of killed builds or of one that is running."""
        return any(self._leftovers())

    def clear(self, rescue: Rescue) -> None:
        """Delete staging folders and old trees, of this build and of killed ones, after rescuing from the old trees.

        `rescue` gets an old tree and the published folder, which has replaced it.
        """
        for leftover in list(self._leftovers()):
            own_name = leftover.with_name(f"{self._prefix}{leftover.stat().st_ino}")
            if leftover != own_name:
                rescue(leftover, self.folder)
                leftover.rename(own_name)  # so that nothing is rescued from what is left if this is cut short
            trees.remove(own_name)

    @property
    def _prefix(self) -> str:
        """How the names of staging folders begin."""
        return f".{self.folder.name}.briefing-"

    def _leftovers(self) -> Iterator[Path]:
        """The folders that are called like staging folders, in either of the places where they may stand."""
        name = re.compile(re.escape(self._prefix) + "[0-9]+")
        for workplace in {self.workplace, self.folder}:
            with suppress(FileNotFoundError), os.scandir(workplace) as entries:
                yield from (Path(entry.path) for entry in entries if name.fullmatch(entry.name))


def find_place(folder: Path) -> Place:
    """Where to stage what is to be published in a folder, which need not exist; symbolic links are followed."""
    real = Path(os.path.realpath(folder))
    is_movable = not _is_mount_point(real) and os.access(real.parent, os.W_OK | os.X_OK)
    return Place(folder=real, workplace=real.parent if is_movable else real)


def _is_mount_point(folder: Path) -> bool:
    """True if something is mounted at the folder, also if it is a part of the same disk."""
    if os.path.ismount(folder):
        return True
    try:
        table = MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    points = (line.split(" ")[MOUNT_POINT_COLUMN] for line in table.splitlines())
    return any(_unescape(point) == str(folder) for point in points)


def _unescape(point: str) -> str:
    """A path of the mount table, in which a blank is written as three octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)
