"""The index on the disk: a folder for each bundle, made again only when its records changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.search.index import SUFFIX, build_files
from generator.search.records import Record

# Bundle → hash of its records. The browser reads the names, the next build the hashes.
MANIFEST = "bundles.json"
FORMAT = 1  # of the files and of the rules for words; another number makes every bundle again


def is_version(folder: Path, version: str) -> bool:
    """True if the index in `folder` is whole and was made from this version of the site; never for an empty version."""
    try:
        return bool(version) and _version_file(folder).read_text(encoding="utf-8") == version
    except (OSError, ValueError):
        return False


def find_stale(bundles: Mapping[str, Sequence[Record]], folder: Path) -> tuple[str, ...]:
    """The names of the bundles whose index in `folder` is missing or was made of other records."""
    known = _read_manifest(folder)
    return tuple(
        name
        for name, records in bundles.items()
        if known.get(name) != _hash(records) or not (folder / name).is_dir()
    )


def write(bundles: Mapping[str, Sequence[Record]], folder: Path, version: str = "") -> tuple[str, ...]:
    """Write an index of each bundle, and the manifest, into `folder`; return the names of the bundles that changed.

    Bundles whose records are the same stay; folders and files that belong to none are deleted. `version` names the
    state of the site that the records are of.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _version_file(folder).unlink(missing_ok=True)
    wanted = {name: _hash(records) for name, records in bundles.items()}
    known = _read_manifest(folder)
    stale = find_stale(bundles, folder)
    for name in stale:
        _write_bundle(bundles[name], folder / name)
    for path in folder.iterdir():
        if path.is_dir() and path.name not in wanted:
            shutil.rmtree(path)
        elif path.is_file() and path.name != MANIFEST:
            path.unlink()  # left by a build that was killed
    if wanted != known or not (folder / MANIFEST).exists():
        temporary = folder / f".{MANIFEST}.{os.getpid()}"
        temporary.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
        temporary.replace(folder / MANIFEST)
    _version_file(folder).write_text(version, encoding="utf-8")
    return stale


def install(folder: Path, target: Path) -> None:
    """Put the index into a site that MkDocs emptied, in place of what is at `target`.

    As hard links if both are on one disk, as it has many files.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target, copy_function=_link)


def _version_file(folder: Path) -> Path:
    """The file beside the index that names the version of the site."""
    return folder.with_name(f"{folder.name}.version")


def _link(source: str, target: str) -> None:
    """Make a hard link to a file, or copy the file if the disk has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _hash(records: Sequence[Record]) -> str:
    """The SHA-256 of the records of a bundle and the format of the index."""
    return hashlib.sha256(msgspec.json.encode([FORMAT, *records])).hexdigest()


def _read_manifest(folder: Path) -> dict[str, str]:
    """The hashes of the bundles on disk; empty if the manifest is damaged, so that all are indexed again."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in content.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_bundle(records: Sequence[Record], folder: Path) -> None:
    """Replace the index of a bundle; if anything fails, the old one stays."""
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(temporary, ignore_errors=True)  # left by a killed build that had the same process id
    temporary.mkdir()
    for name, content in build_files(records):
        (temporary / f"{name}{SUFFIX}").write_bytes(content)
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    with suppress(FileNotFoundError):
        folder.rename(old)  # not deleted in its place, where a kill would leave half of it
    temporary.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
