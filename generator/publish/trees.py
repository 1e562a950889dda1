"""Folders of files: made of hard links, compared, flushed to the disk, moved file by file, removed."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

WITHOUT_LINKS = frozenset(
    (errno.EPERM, errno.EACCES, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
)
MAX_SINGLE_FLUSHES = 64  # of files; for more of them the whole disk is flushed once, which is faster


def make_alike(folder: Path, model: Path) -> None:
    """Give a folder the owner and the permissions of another. Raises OSError if this user may not."""
    wanted, actual = model.stat(), folder.stat()
    if (wanted.st_uid, wanted.st_gid) != (actual.st_uid, actual.st_gid):
        os.chown(folder, wanted.st_uid, wanted.st_gid)
    shutil.copystat(model, folder)


def link_tree(source: Path, target: Path, is_left_out: Callable[[str], bool]) -> dict[str, int] | None:
    """Make hard links in `target` to all files under `source`; returns their numbers (inodes) by path.

    Folders get the owner and the permissions of theirs. `is_left_out` is asked with the paths of files and folders.
    None if the disk or its permissions do not allow that, and `target` is unfinished then. Raises another OSError, as
    when a disk is full or a file stands in the way.
    """
    numbers: dict[str, int] = {}
    try:
        make_alike(target, source)
        for path, number, is_folder in _walk(source, is_left_out):
            if not is_folder:
                os.link(source / path, target / path, follow_symlinks=False)
                numbers[path] = number
            else:
                (target / path).mkdir(exist_ok=True)
                make_alike(target / path, source / path)
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        return None
    return numbers


def _walk(
    folder: Path, is_left_out: Callable[[str], bool], below: str = ""
) -> Iterator[tuple[str, int, bool]]:
    """The files and folders under a folder, each folder before what is in it: path, number (inode), and which it is."""
    with os.scandir(folder / below) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{below}{entry.name}"
        if not is_left_out(path):
            is_folder = entry.is_dir(follow_symlinks=False)
            yield path, entry.inode(), is_folder
            if is_folder:
                yield from _walk(folder, is_left_out, f"{path}/")


def files_in(folder: Path) -> Iterator[tuple[str, int]]:
    """The paths and numbers (inodes) of all files under a folder."""
    return ((path, number) for path, number, is_folder in _walk(folder, lambda path: False) if not is_folder)


def is_newer(file: Path, other: Path) -> bool:
    """True if a file was changed after another one."""
    return file.lstat().st_mtime_ns > other.lstat().st_mtime_ns


def is_in_use(folder: Path) -> bool:
    """True if a program works in the folder, as a shell or a server does that was started there.

    An exchange would leave such a program in the old tree. Known for the programs of the same user, on Linux.
    """
    working_directories = {Path.cwd(), *_targets(Path("/proc").glob("[0-9]*/cwd"))}
    return any(place.is_relative_to(folder) for place in working_directories)


def _targets(links: Iterable[Path]) -> Iterator[Path]:
    """Where symbolic links lead, of those that can be read."""
    for link in links:
        with suppress(OSError):
            yield link.readlink()


def flush(files: Sequence[Path], folder: Path) -> None:
    """Have the system write files below a folder, and their folders, to the disk, and wait for it.

    For more than MAX_SINGLE_FLUSHES files the whole disk is written.
    """
    if len(files) > MAX_SINGLE_FLUSHES:
        _flush_disk(folder)
        return
    for path in (*files, *dict.fromkeys(file.parent for file in files), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _flush_disk(folder: Path) -> None:
    """Have the system write all that waits for the disk of a folder, or for any disk if it can only do that."""
    if sys.platform == "linux":
        import ctypes

        descriptor = os.open(folder, os.O_RDONLY)
        try:
            ctypes.CDLL(None).syncfs(descriptor)
        finally:
            os.close(descriptor)
    else:
        os.sync()


def replace_files(staged: Path, folder: Path, is_kept: Callable[[str], bool]) -> None:
    """Move the files of a staged tree that differ into `folder`, one by one, then delete those that it does not have.

    `is_kept` is asked with the path of each file that it does not have. New files come first and pages last, so that
    no page is seen before what it needs.
    """
    wanted = {path for path, _ in files_in(staged)}
    for path in sorted(wanted, key=lambda path: (path.endswith(".html"), path)):
        if not is_equal(staged / path, folder / path):
            move(staged / path, folder / path)
    for path, _ in list(files_in(folder)):
        if path not in wanted and not is_kept(path):
            delete(folder, path)


def is_equal(first: Path, second: Path) -> bool:
    """True if the second file exists and has the content of the first."""
    is_possible = second.is_file() and first.stat().st_size == second.stat().st_size
    return is_possible and first.read_bytes() == second.read_bytes()


def move(file: Path, target: Path) -> None:
    """Move a file to a path, in place of whatever is there."""
    _make_way(target)
    file.replace(target)


def _make_way(target: Path) -> None:
    """Make the folders above a path; remove a file that is in the place of one, and a folder at the path itself."""
    for folder in reversed(target.parents):
        if folder.is_file():
            folder.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        remove(target)


def delete(folder: Path, path: str) -> None:
    """Delete a file, and the folders under `folder` that are empty without it."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).relative_to(folder).parents:
        if parent == Path() or not (folder / parent).is_dir() or any((folder / parent).iterdir()):
            break
        (folder / parent).rmdir()


def remove(*folders: Path) -> None:
    """Delete folders with all that is in them; what cannot be deleted is left to the next build."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
