"""Pages → docs/: writes only bytes that changed, each file whole or not at all; deletes only what it wrote.

The manifest (`docs/.briefing/manifest.json`) names every generated file with the hash of its bytes. A file at a
page's path that the manifest does not know, or whose bytes it does not know, is a person's: it stays.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.models import Page

MANIFEST = ".briefing/manifest.json"
GITIGNORE = ".gitignore"
GITIGNORE_HEAD = b"# Generated files, and this list of them.\n"

Hashes = dict[str, list[str]]  # path under docs/ → hashes of the bytes that are ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did; paths under docs/, in order."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: tuple[str, ...]  # a person's page stood there and won


def publish(pages: Iterable[Page], docs: Path) -> Published:
    """Make the generated part of `docs` equal to `pages`."""
    known = _manifest(docs)
    wanted = {page.path: page.text.encode("utf-8") for page in pages}
    on_disk = {path: _hash(docs / path) for path in {*wanted, *known, GITIGNORE}}
    kept = {
        path for path, content in wanted.items() if _is_by_hand(on_disk[path], known.get(path, []), content)
    }
    mine = {path: content for path, content in wanted.items() if path not in kept}
    deleted = {
        path for path in known if path not in mine and path != GITIGNORE and on_disk[path] in known[path]
    }
    ignored = _gitignore(docs, set(mine), deleted)
    if not _is_by_hand(on_disk[GITIGNORE], known.get(GITIGNORE, []), ignored):
        mine[GITIGNORE] = ignored

    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in mine.items()}
    written = {path for path in mine if on_disk[path] != hashes[path]}
    if (
        written or deleted
    ):  # the intent comes first, so that what a build cut short wrote is still known as ours
        both = {path: [*known.get(path, []), digest] for path, digest in hashes.items()}
        _write_manifest(docs, both | {path: known[path] for path in deleted})
        for path in sorted(written):
            _write(docs / path, mine[path])
        for path in sorted(deleted):
            _delete(docs, path)
    _write_manifest(docs, {path: [digest] for path, digest in hashes.items()})
    pages_written = written - {GITIGNORE}
    return Published(
        written=tuple(sorted(pages_written)),
        unchanged=tuple(sorted(mine.keys() - written - {GITIGNORE})),
        deleted=tuple(sorted(deleted)),
        kept=tuple(sorted(kept)),
    )


def withdraw(docs: Path) -> tuple[str, ...]:
    """Delete every generated file that is still as it was written, and the manifest; returns their paths."""
    gone = [path for path, hashes in _manifest(docs).items() if _hash(docs / path) in hashes]
    for path in gone:
        _delete(docs, path)
    if (docs / MANIFEST).exists():
        _delete(docs, MANIFEST)
    return tuple(sorted(gone))


def _is_by_hand(on_disk: str | None, ours: Iterable[str], content: bytes) -> bool:
    return on_disk is not None and on_disk not in (*ours, hashlib.sha256(content).hexdigest())


def _manifest(docs: Path) -> Hashes:
    """What is ours; nothing when the manifest is missing or damaged, which deletes nothing and adopts equal files."""
    try:
        content = json.loads((docs / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): [str(value) for value in hashes] for path, hashes in content["files"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _write_manifest(docs: Path, files: Mapping[str, list[str]]) -> None:
    content = json.dumps({"files": dict(sorted(files.items()))}, indent=1).encode("utf-8") + b"\n"
    path = docs / MANIFEST
    if not path.exists() or path.read_bytes() != content:
        _write(path, content)


def _gitignore(docs: Path, mine: set[str], deleted: set[str]) -> bytes:
    """Names the generated files to git, a folder in one line when nothing in it is a person's."""

    def whole(folder: str) -> bool:
        files = (path.relative_to(docs).as_posix() for path in (docs / folder).rglob("*") if path.is_file())
        return all(file in mine or file in deleted for file in files)

    folders = {folder for folder in {path.split("/")[0] for path in mine if "/" in path} if whole(folder)}
    lines = {f"/{top}/" if (top := path.split("/")[0]) in folders else f"/{path}" for path in mine}
    lines |= {f"/{MANIFEST.split('/')[0]}/", f"/{GITIGNORE}"}
    return GITIGNORE_HEAD + "".join(f"{line}\n" for line in sorted(lines)).encode("utf-8")


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)


def _delete(docs: Path, path: str) -> None:
    (docs / path).unlink(missing_ok=True)
    for folder in (docs / path).relative_to(docs).parents:
        if folder == Path() or any((docs / folder).iterdir()):
            break
        (docs / folder).rmdir()
