"""A change of docs/, carried out whole: in a tree of its own that takes the place of docs/ in one step.

Unchanged files, and those that people wrote, are hard links in that tree. Where the disk has no links, or folders
cannot be exchanged, the changed files are moved one by one, after a manifest that knows them as generated.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from generator.errors import machine_failures
from generator.publish import trees
from generator.publish.exchange import exchange
from generator.publish.known_files import Facts, facts_of_all
from generator.publish.manifest import MANIFEST, Hashes, file_hash, manifest_content, read_manifest
from generator.publish.places import Place

TRANSITION = ".briefing/manifest.before.json"  # in the staging folder only


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be different in docs/; paths under docs/."""

    written: Mapping[str, bytes]  # the content of each file that is new or changed
    deleted: Set[str]
    transition: Hashes  # of the files before and after, for the manifest while files are moved one by one


def carry_out(change: Change, place: Place) -> dict[str, Facts]:
    """Make a change; nothing has changed if a file cannot be written. Raises MachineError.

    Returns the facts of the written files, before anybody else could change them.
    """
    staging = place.make_staging()
    try:
        _write_files(change.written, staging, place.folder)
        facts = facts_of_all(staging, change.written)
        linked = _link_others(change, staging, place)
        if linked is not None and exchange(staging, place.folder):
            _repeat_deletions(linked, staging, place.folder)
        else:
            _move_one_by_one(change, staging, place.folder)
    finally:
        place.clear(rescue)
    return facts


def rescue(old: Path, new: Path) -> None:
    """Move files that people wrote or changed in the old tree after it was copied into the new one, docs/.

    Such a file is not the same one in both trees, and is none that this project wrote. It gives way only to one that a
    person changed after it, in the new tree.
    """
    numbers, ours_before, ours_now = dict(trees.files_in(new)), read_manifest(old), read_manifest(new)
    for path, number in list(trees.files_in(old)):
        if (
            number == numbers.get(path)
            or path == MANIFEST
            or file_hash(old / path) in ours_before.get(path, ())
        ):
            continue
        is_free = path not in numbers or file_hash(new / path) in ours_now.get(path, ())
        if is_free or trees.is_newer(old / path, new / path):
            with machine_failures(f"writing {new / path}"):
                trees.move(old / path, new / path)


def _write_files(contents: Mapping[str, bytes], staging: Path, docs: Path) -> None:
    """Write files into the staging folder, and have them on the disk."""
    for path, content in sorted(contents.items()):
        with machine_failures(f"writing {docs / path}"):
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).write_bytes(content)
    with machine_failures(f"writing {docs}"):
        trees.flush([staging / path for path in contents], staging)


def _link_others(change: Change, staging: Path, place: Place) -> dict[str, int] | None:
    """Complete the staged tree with links to all that does not change; returns the numbers (inodes) of those files.

    None if that cannot be done here.
    """
    if not place.can_exchange or trees.is_in_use(place.folder):
        return None
    changed = {*change.written, *change.deleted}

    def is_left_out(path: str) -> bool:
        """True for a file that changes; a folder in its place is no such file and stops the build."""
        return path in changed and not (place.folder / path).is_dir()

    with machine_failures(f"writing {place.folder}"):
        linked = trees.link_tree(place.folder, staging, is_left_out)
        for path in sorted(change.deleted):
            trees.delete(staging, path)  # the folders that are empty without it
    return linked


def _repeat_deletions(linked: Mapping[str, int], old: Path, new: Path) -> None:
    """Delete what a person deleted from the old tree after it was linked into the new one."""
    for path, number in linked.items():
        if (
            not os.path.lexists(old / path)
            and os.path.lexists(new / path)
            and (new / path).lstat().st_ino == number
        ):
            trees.delete(new, path)


def _move_one_by_one(change: Change, staging: Path, docs: Path) -> None:
    """Move the changed files into docs/, then delete the others; the manifest comes last.

    Until then one stands there that knows all files that are moved. So if this is cut short, the next build knows them
    as generated, and finishes.
    """
    _write_files({TRANSITION: manifest_content(change.transition)}, staging, docs)
    _move(staging / TRANSITION, docs / MANIFEST)
    for path in sorted(change.written.keys() - {MANIFEST}):
        _move(staging / path, docs / path)
    for path in sorted(change.deleted, key=lambda path: (path == MANIFEST, path)):
        with machine_failures(f"deleting {docs / path}"):
            trees.delete(docs, path)
    if MANIFEST in change.written:
        _move(staging / MANIFEST, docs / MANIFEST)


def _move(file: Path, target: Path) -> None:
    """Move a file to its final name."""
    with machine_failures(f"writing {target}"):
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
