"""Pages → docs/: writes only files that changed, all at once; deletes only what it wrote.

A file at a page's path that this project did not write, or that was changed since, was written by hand: it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.cache import Cache
from generator.errors import machine_failures
from generator.models import Page
from generator.publish import trees
from generator.publish.changes import Change, carry_out, rescue
from generator.publish.known_files import KnownFiles
from generator.publish.locks import lock
from generator.publish.manifest import (
    GITIGNORE,
    MANIFEST,
    Hashes,
    content_hash,
    file_hash,
    gitignore_content,
    manifest_content,
    read_bytes,
    read_manifest,
)
from generator.publish.places import Place, find_place

NOTHING_REMEMBERED = Cache()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did; paths under docs/, in order."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: tuple[str, ...]  # files by hand, in whose place a page was not written

    @property
    def files(self) -> frozenset[str]:
        """All generated pages that stand now."""
        return frozenset((*self.written, *self.unchanged))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What publishing is to do; all but `contents` and `hashes` are paths under docs/."""

    contents: Mapping[str, bytes]  # by path: every generated file that is to stand, changed or not
    hashes: Mapping[str, str]  # of those contents
    written: Set[str]  # those of them that are missing on disk or differ
    deleted: Set[str]
    kept: Set[str]


def publish(pages: Iterable[Page], docs: Path, remembered: Cache = NOTHING_REMEMBERED) -> Published:
    """Write, replace and delete files so that the generated part of `docs` equals `pages`.

    Of files that have not changed since a build that had the same `remembered`, the hashes are known from there. Raises
    MachineError if a file cannot be written or deleted; nothing has changed if its disk is full.
    """
    contents = {page.path: page.text.encode("utf-8") for page in pages}
    with _sole_writer(docs) as place:
        manifest, known = read_manifest(place.folder), KnownFiles(place.folder, remembered)
        plan = _plan(contents, manifest, place.folder, known)
        change = _change(plan, manifest)
        facts = carry_out(change, place) if change else {}
        known.remember(plan.hashes, facts)
    return Published(
        written=tuple(sorted(plan.written - {GITIGNORE})),
        unchanged=tuple(sorted(plan.contents.keys() - plan.written - {GITIGNORE})),
        deleted=tuple(sorted(plan.deleted)),
        kept=tuple(sorted(plan.kept)),
    )


def read_published(docs: Path, path: str) -> str:
    """The text of a file under `docs` that an earlier build wrote; empty if there is none. Raises MachineError."""
    return (read_bytes(docs / path) or b"").decode("utf-8", errors="replace")


def read_hashes(docs: Path) -> dict[str, str]:
    """The SHA-256 of each generated file as it was last written, by path. Raises MachineError."""
    return {path: hashes[-1] for path, hashes in read_manifest(docs).items() if len(hashes) == 1}


def clear_up(docs: Path) -> None:
    """Clear away what killed builds left beside `docs`, as each build does before it publishes. Raises MachineError."""
    with machine_failures(f"reading {docs}"):
        has_leftovers = find_place(docs).has_leftovers()
    if has_leftovers:
        with _sole_writer(docs):
            pass  # it clears up as it begins


def withdraw(docs: Path) -> tuple[str, ...]:
    """Delete the manifest and every generated file that is unchanged since it was written; returns the files' paths.

    Raises MachineError if a file cannot be deleted.
    """
    if not docs.is_dir():
        return ()
    with _sole_writer(docs) as place:
        files, manifest = place.folder, read_manifest(place.folder)
        unchanged = {path for path, hashes in manifest.items() if file_hash(files / path) in hashes}
        gone = unchanged | ({MANIFEST} if (files / MANIFEST).exists() else set())
        if gone:
            carry_out(Change(written={}, deleted=gone, transition=manifest), place)
    return tuple(sorted(unchanged))


@contextmanager
def _sole_writer(docs: Path) -> Iterator[Place]:
    """Make `docs` if it is missing, wait until no other build writes into it, and clear what killed builds left."""
    with machine_failures(f"writing {docs}"):
        docs.mkdir(parents=True, exist_ok=True)
        place = find_place(docs)
        with lock(place.lock_file, docs):
            place.clear(rescue)
            yield place


def _plan(pages: Mapping[str, bytes], manifest: Hashes, docs: Path, known: KnownFiles) -> _Plan:
    """Compare the pages, by path, and the .gitignore with the files on disk; decide what to write, keep and delete."""
    on_disk = {path: known.hash_of(path) for path in {*pages, *manifest, GITIGNORE}}
    hashes = {path: content_hash(content) for path, content in pages.items()}

    def is_by_hand(path: str, hashed: str) -> bool:
        """True if there is a file at the path that has neither this hash nor one in the manifest."""
        return on_disk[path] not in (None, hashed, *manifest.get(path, ()))

    kept = {path for path, hashed in hashes.items() if is_by_hand(path, hashed)}
    contents = {path: content for path, content in pages.items() if path not in kept}
    deleted = {
        path
        for path, ours in manifest.items()
        if path not in contents and path != GITIGNORE and on_disk[path] in ours
    }
    files = (path for path, _ in trees.files_in(docs))
    gitignore = gitignore_content(files, contents.keys(), deleted)
    if not is_by_hand(GITIGNORE, content_hash(gitignore)):
        contents[GITIGNORE], hashes[GITIGNORE] = gitignore, content_hash(gitignore)
    return _Plan(
        contents=contents,
        hashes={path: hashes[path] for path in contents},
        written={path for path in contents if on_disk[path] != hashes[path]},
        deleted=deleted,
        kept=kept,
    )


def _change(plan: _Plan, manifest: Hashes) -> Change | None:
    """The files to write and to delete, with the new manifest and the one for the time between; None if all stand."""
    after = {path: [hashed] for path, hashed in plan.hashes.items()}
    if not plan.written and not plan.deleted and after == manifest:
        return None
    before_and_after = {path: [*manifest.get(path, ()), *hashes] for path, hashes in after.items()}
    deleted = {path: manifest[path] for path in plan.deleted}
    return Change(
        written={path: plan.contents[path] for path in plan.written} | {MANIFEST: manifest_content(after)},
        deleted=plan.deleted,
        transition={**before_and_after, **deleted},
    )
