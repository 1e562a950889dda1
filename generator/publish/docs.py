"""Pages → docs/: writes only files that changed, all at once; deletes only what it wrote.

A file at a page's path that this project did not write, or that was changed since, was written by hand: it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import machine_failures
from generator.models import Page
from generator.publish import trees
from generator.publish.changes import Change, carry_out, rescue
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did; paths under docs/, in order."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: tuple[str, ...]  # files by hand, in whose place a page was not written


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What publishing is to do; all but `contents` are paths under docs/."""

    contents: Mapping[str, bytes]  # by path: every generated file that is to stand, changed or not
    written: Set[str]  # those of them that are missing on disk or differ
    deleted: Set[str]
    kept: Set[str]


def publish(pages: Iterable[Page], docs: Path) -> Published:
    """Write, replace and delete files so that the generated part of `docs` equals `pages`.

    Raises MachineError if a file cannot be written or deleted; nothing has changed if its disk is full.
    """
    with _sole_writer(docs) as place:
        manifest = read_manifest(place.folder)
        plan = _plan({page.path: page.text.encode("utf-8") for page in pages}, manifest, place.folder)
        change = _change(plan, manifest)
        if change.deleted or not _has(place.folder, change.written):
            carry_out(change, place)
    return Published(
        written=tuple(sorted(plan.written - {GITIGNORE})),
        unchanged=tuple(sorted(plan.contents.keys() - plan.written - {GITIGNORE})),
        deleted=tuple(sorted(plan.deleted)),
        kept=tuple(sorted(plan.kept)),
    )


def read_published(docs: Path, path: str) -> str:
    """The text of a file under `docs` that an earlier build wrote; empty if there is none. Raises MachineError."""
    return (read_bytes(docs / path) or b"").decode("utf-8", errors="replace")


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
            carry_out(Change(written={}, deleted=gone, transition=None), place)
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


def _plan(pages: Mapping[str, bytes], manifest: Hashes, docs: Path) -> _Plan:
    """Compare the pages, by path, and the .gitignore with the files on disk; decide what to write, keep and delete."""
    on_disk = {path: file_hash(docs / path) for path in {*pages, *manifest, GITIGNORE}}

    def is_by_hand(path: str, content: bytes) -> bool:
        """True if there is a file at the path that has neither this content nor one in the manifest."""
        return on_disk[path] not in (None, content_hash(content), *manifest.get(path, ()))

    kept = {path for path, content in pages.items() if is_by_hand(path, content)}
    contents = {path: content for path, content in pages.items() if path not in kept}
    deleted = {
        path
        for path, hashes in manifest.items()
        if path not in contents and path != GITIGNORE and on_disk[path] in hashes
    }
    files = (path for path, _ in trees.files_in(docs))
    gitignore = gitignore_content(files, contents.keys(), deleted)
    if not is_by_hand(GITIGNORE, gitignore):
        contents[GITIGNORE] = gitignore
    written = {path for path, content in contents.items() if on_disk[path] != content_hash(content)}
    return _Plan(contents=contents, written=written, deleted=deleted, kept=kept)


def _change(plan: _Plan, manifest: Hashes) -> Change:
    """The files to write and to delete, with the new manifest and the one for the time between."""
    after = {path: [content_hash(content)] for path, content in plan.contents.items()}
    before_and_after = {path: [*manifest.get(path, ()), *hashes] for path, hashes in after.items()}
    deleted = {path: manifest[path] for path in plan.deleted}
    return Change(
        written={path: plan.contents[path] for path in plan.written} | {MANIFEST: manifest_content(after)},
        deleted=plan.deleted,
        transition=manifest_content({**before_and_after, **deleted}),
    )


def _has(docs: Path, contents: Mapping[str, bytes]) -> bool:
    """True if all these files stand in docs/ with these contents."""
    return all(read_bytes(docs / path) == content for path, content in contents.items())
