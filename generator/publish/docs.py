"""Pages → docs/: writes only files that changed, each whole or not at all; deletes only what it wrote.

All changed files are written under temporary names before the first is renamed or any is deleted, so a full disk
changes nothing.

The manifest (`docs/.briefing/manifest.json`) names every generated file with the hash of its bytes. A file at a
page's path that is not in the manifest, or has another hash, was written by hand: it stays.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.errors import MachineError, machine_failures
from generator.models import Page

MANIFEST = ".briefing/manifest.json"
GITIGNORE = ".gitignore"
TEMPORARY_NAME = re.compile(r"\..+\.[0-9]+\.tmp")  # as `_staged` gives
GITIGNORE_HEAD = b"# Generated files, and this list of them.\n"

Hashes = Mapping[
    str, Sequence[str]
]  # path under docs/ → SHA-256 of each content that this project wrote there


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
    with _sole_writer(docs):
        manifest = _read_manifest(docs)
        plan = _plan({page.path: page.text.encode("utf-8") for page in pages}, manifest, docs)
        _apply(plan, manifest, docs)
    return Published(
        written=tuple(sorted(plan.written - {GITIGNORE})),
        unchanged=tuple(sorted(plan.contents.keys() - plan.written - {GITIGNORE})),
        deleted=tuple(sorted(plan.deleted)),
        kept=tuple(sorted(plan.kept)),
    )


def read_published(docs: Path, path: str) -> str:
    """The text of a file under `docs` that an earlier build wrote; empty if there is none. Raises MachineError."""
    return (_read(docs / path) or b"").decode("utf-8", errors="replace")


def withdraw(docs: Path) -> tuple[str, ...]:
    """Delete the manifest and every generated file that is unchanged since it was written; returns the files' paths.

    Raises MachineError if a file cannot be deleted.
    """
    if not docs.is_dir():
        return ()
    with _sole_writer(docs):
        unchanged = [
            path for path, hashes in _read_manifest(docs).items() if _file_hash(docs / path) in hashes
        ]
        for path in unchanged:
            _delete(docs, path)
        if (docs / MANIFEST).exists():
            _delete(docs, MANIFEST)
    return tuple(sorted(unchanged))


@contextmanager
def _sole_writer(docs: Path) -> Iterator[None]:
    """Wait until no other build writes into `docs`, delete what killed builds left, and make other builds wait."""
    with machine_failures(f"writing {docs}"):
        docs.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(docs, os.O_RDONLY)
        try:
            with suppress(OSError):  # a network disk may know no locks
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            for path in list(docs.rglob(".*.tmp")):
                if TEMPORARY_NAME.fullmatch(path.name) and path.is_file():
                    _delete(docs, path.relative_to(docs).as_posix())
            yield
        finally:
            os.close(descriptor)


def _plan(pages: Mapping[str, bytes], manifest: Hashes, docs: Path) -> _Plan:
    """Compare the pages, by path, and the .gitignore with the files on disk; decide what to write, keep and delete."""
    on_disk = {path: _file_hash(docs / path) for path in {*pages, *manifest, GITIGNORE}}

    def is_by_hand(path: str, content: bytes) -> bool:
        """True if there is a file at the path that has neither this content nor one in the manifest."""
        return on_disk[path] not in (None, _hash(content), *manifest.get(path, ()))

    kept = {path for path, content in pages.items() if is_by_hand(path, content)}
    contents = {path: content for path, content in pages.items() if path not in kept}
    deleted = {
        path
        for path, hashes in manifest.items()
        if path not in contents and path != GITIGNORE and on_disk[path] in hashes
    }
    gitignore = _gitignore(docs, contents.keys(), deleted)
    if not is_by_hand(GITIGNORE, gitignore):
        contents[GITIGNORE] = gitignore
    written = {path for path, content in contents.items() if on_disk[path] != _hash(content)}
    return _Plan(contents=contents, written=written, deleted=deleted, kept=kept)


def _apply(plan: _Plan, manifest: Hashes, docs: Path) -> None:
    """Write and delete files as planned, then write the new manifest."""
    after = {path: [_hash(content)] for path, content in plan.contents.items()}
    before_and_after = {path: [*manifest.get(path, ()), *hashes] for path, hashes in after.items()}
    deleted = {path: manifest[path] for path in plan.deleted}
    last = _manifest_content(after)
    if plan.written or plan.deleted or _file_hash(docs / MANIFEST) != _hash(last):
        changed = [(path, plan.contents[path]) for path in sorted(plan.written)]
        # The first manifest: if the build is cut short, the files that it wrote are still known as generated.
        files = [(MANIFEST, _manifest_content({**before_and_after, **deleted})), *changed, (MANIFEST, last)]
        with _staged(files, docs) as temporaries:
            for path, temporary in temporaries[:-1]:
                _move(temporary, docs / path)
            for path in sorted(plan.deleted):
                _delete(docs, path)
            _move(temporaries[-1][1], docs / MANIFEST)


def _read_manifest(docs: Path) -> Hashes:
    """The hashes of the generated files; empty if the manifest is missing or damaged.

    With an empty manifest nothing is deleted, and files that equal their page count as generated again.
    """
    try:
        content = json.loads(_read(docs / MANIFEST) or b"")
        return {str(path): [str(value) for value in hashes] for path, hashes in content["files"].items()}
    except (ValueError, KeyError, AttributeError, TypeError):
        return {}


def _manifest_content(files: Hashes) -> bytes:
    """The manifest of some files as JSON."""
    return json.dumps({"files": dict(sorted(files.items()))}, indent=1).encode("utf-8") + b"\n"


def _gitignore(docs: Path, generated: Set[str], deleted: Set[str]) -> bytes:
    """The content of .gitignore for the generated files; a folder is one line if everything in it is generated."""

    def is_generated(folder: str) -> bool:
        """True if every file in the folder is generated or about to be deleted."""
        files = (path.relative_to(docs).as_posix() for path in (docs / folder).rglob("*") if path.is_file())
        return all(file in generated or file in deleted for file in files)

    top_folders = {path.split("/")[0] for path in generated if "/" in path}
    folders = {folder for folder in top_folders if is_generated(folder)}
    lines = {f"/{top}/" if (top := path.split("/")[0]) in folders else f"/{path}" for path in generated}
    lines |= {f"/{MANIFEST.split('/')[0]}/", f"/{GITIGNORE}"}
    return GITIGNORE_HEAD + "".join(f"{line}\n" for line in sorted(lines)).encode("utf-8")


def _hash(content: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _file_hash(path: Path) -> str | None:
    """The SHA-256 of a file; None if there is none."""
    content = _read(path)
    return None if content is None else _hash(content)


def _read(path: Path) -> bytes | None:
    """The bytes of a file; None if there is none."""
    with machine_failures(f"reading {path}"):
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None


@contextmanager
def _staged(files: Iterable[tuple[str, bytes]], docs: Path) -> Iterator[list[tuple[str, Path]]]:
    """Write contents to temporary files beside their paths, and yield each path with its temporary file.

    If anything fails, they are deleted.
    """
    temporaries: list[tuple[str, Path]] = []
    try:
        for number, (path, content) in enumerate(files):
            temporary = (docs / path).with_name(f".{Path(path).name}.{os.getpid()}.{number}.tmp")
            temporaries.append((path, temporary))
            with machine_failures(f"writing {docs / path}"):
                temporary.parent.mkdir(parents=True, exist_ok=True)
                temporary.write_bytes(content)
        yield temporaries
    except BaseException:
        for _, temporary in temporaries:
            with suppress(MachineError):  # what cannot be deleted now is deleted by the next build
                _delete(docs, temporary.relative_to(docs).as_posix())
        raise


def _move(temporary: Path, path: Path) -> None:
    """Rename a temporary file to its final name."""
    with machine_failures(f"writing {path}"):
        temporary.replace(path)


def _delete(docs: Path, path: str) -> None:
    """Delete a file and the folders that are empty without it, up to `docs`."""
    with machine_failures(f"deleting {docs / path}"):
        (docs / path).unlink(missing_ok=True)
        for folder in (docs / path).relative_to(docs).parents:
            if folder == Path() or any((docs / folder).iterdir()):
                break
            (docs / folder).rmdir()
