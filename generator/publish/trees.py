"""Folders of files: made of hard links, compared, flushed to the disk, moved file by file, removed."""

from __future__ import annotations

import filecmp
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

MAX_SINGLE_FLUSHES = 64  # of files; for more of them the whole disk is flushed once, which is faster


def make_folder(folder: Path, model: Path | None) -> None:
    """Make a folder with the owner and the permissions of another, if there is a model."""
    folder.mkdir()
    if model is not None:
        copy_attributes(model, folder)


def copy_attributes(model: Path, folder: Path) -> None:
    """Give a folder the owner, the permissions and the times of another. Raises OSError if that is not allowed."""
    wanted, actual = model.stat(), folder.stat()
    if (wanted.st_uid, wanted.st_gid) != (actual.st_uid, actual.st_gid):
        os.chown(folder, wanted.st_uid, wanted.st_gid)
    shutil.copystat(model, folder)


def link_tree(
    source: Path, target: Path, is_left_out: Callable[[str], bool], below: str = ""
) -> dict[str, int]:
    """Make hard links in `target` to all files under `source`; returns their numbers (inodes) by path.

    `is_left_out` is asked with paths of files and folders under `source`. What is in `target` already stays, and is
    left out of the result. Raises OSError if the disk or its permissions allow no link.
    """
    numbers: dict[str, int] = {}
    with os.scandir(source / below) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if is_left_out(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not (target / path).is_dir():
                    (target / path).mkdir()
                numbers |= link_tree(source, target, is_left_out, f"{path}/")
                copy_attributes(source / path, target / path)
            else:
                with suppress(FileExistsError):
                    os.link(entry.path, target / path, follow_symlinks=False)
                    numbers[path] = entry.inode()
    return numbers


def files_in(folder: Path, below: str = "") -> Iterator[tuple[str, int]]:
    """The paths and numbers (inodes) of all files under a folder, in order of their paths."""
    with os.scandir(folder / below) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(folder, f"{path}/")
        else:
            yield path, entry.inode()


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
        if not _is_equal(staged / path, folder / path):
            move(staged / path, folder / path)
    for path, _ in list(files_in(folder)):
        if path not in wanted and not is_kept(path):
            delete(folder, path)


def _is_equal(first: Path, second: Path) -> bool:
    """True if the second file exists and has the content of the first."""
    return second.is_file() and filecmp.cmp(first, second, shallow=False)


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
