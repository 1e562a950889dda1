"""Pages → docs/: writes only bytes that changed, each file whole or not at all; deletes only what it wrote.

The manifest (`docs/.briefing/manifest.json`) names every generated file with the hash of its bytes. A file at a
page's path that the manifest does not know, or whose bytes it does not know, is a person's: it stays.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from generator.models import Page

MANIFEST = ".briefing/manifest.json"
GITIGNORE = ".gitignore"
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
    """Make the generated part of `docs` equal to `pages`. Raises OSError if a file cannot be written or deleted."""
    manifest = _read_manifest(docs)
    plan = _plan({page.path: page.text.encode("utf-8") for page in pages}, manifest, docs)
    _apply(plan, manifest, docs)
    return Published(
        written=tuple(sorted(plan.written - {GITIGNORE})),
        unchanged=tuple(sorted(plan.contents.keys() - plan.written - {GITIGNORE})),
        deleted=tuple(sorted(plan.deleted)),
        kept=tuple(sorted(plan.kept)),
    )


def withdraw(docs: Path) -> tuple[str, ...]:
    """Delete the manifest and every generated file that is unchanged since it was written; returns the files' paths."""
    unchanged = [path for path, hashes in _read_manifest(docs).items() if _file_hash(docs / path) in hashes]
    for path in unchanged:
        _delete(docs, path)
    if (docs / MANIFEST).exists():
        _delete(docs, MANIFEST)
    return tuple(sorted(unchanged))


def _plan(pages: Mapping[str, bytes], manifest: Hashes, docs: Path) -> _Plan:
    """Compare the pages, by path, with the files on disk; changes nothing."""
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
    """Write and delete files as planned, and the new manifest."""
    hashes = {path: _hash(content) for path, content in plan.contents.items()}
    if plan.written or plan.deleted:
        # The manifest comes first: if the build is cut short, the files that it wrote are still known as generated.
        before_and_after = {path: [*manifest.get(path, ()), digest] for path, digest in hashes.items()}
        _write_manifest(docs, before_and_after | {path: manifest[path] for path in plan.deleted})
        for path in sorted(plan.written):
            _write(docs / path, plan.contents[path])
        for path in sorted(plan.deleted):
            _delete(docs, path)
    _write_manifest(docs, {path: [digest] for path, digest in hashes.items()})


def _read_manifest(docs: Path) -> Hashes:
    """The hashes of the generated files; empty if the manifest is missing or damaged.

    With an empty manifest nothing is deleted, and files that equal their page count as generated again.
    """
    try:
        content = json.loads((docs / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): [str(value) for value in hashes] for path, hashes in content["files"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _write_manifest(docs: Path, files: Hashes) -> None:
    """Write the manifest, unless the one on disk has the same bytes."""
    content = json.dumps({"files": dict(sorted(files.items()))}, indent=1).encode("utf-8") + b"\n"
    path = docs / MANIFEST
    if not path.exists() or path.read_bytes() != content:
        _write(path, content)


def _gitignore(docs: Path, generated: Set[str], deleted: Set[str]) -> bytes:
    """The .gitignore of the generated files; a folder takes one line if everything in it is generated."""

    def is_generated(folder: str) -> bool:
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
    """The SHA-256 of a file; None if it cannot be read."""
    try:
        return _hash(path.read_bytes())
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: under another name first, then renamed. Raises OSError if that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)


def _delete(docs: Path, path: str) -> None:
    """Delete a file and the folders that are empty without it, up to `docs`."""
    (docs / path).unlink(missing_ok=True)
    for folder in (docs / path).relative_to(docs).parents:
        if folder == Path() or any((docs / folder).iterdir()):
            break
        (docs / folder).rmdir()
