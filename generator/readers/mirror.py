"""Copies the folder at an address, such as `s3://bucket/seeds`, into a local one; needs the extra `cluster`.

All else reads the copy, within the same bounds as any other folder. Only what changed at the address is copied again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from generator.errors import ConfigError
from generator.readers.file import MB

STATES = "seeds.json"  # beside the copy: what the address said of each file when it was copied
MAX_BYTES = 100 * MB + 1  # of a file; any reader refuses one of that size, and sees that there is more


def copy(address: str, folder: Path) -> None:
    """Make `folder` hold the files that are at an address, and no others.

    A copy that is interrupted is continued by the next. Raises ConfigError if the address cannot be read, and OSError
    if the copy cannot be written.
    """
    states_file = folder.with_name(STATES)
    known = _read_states(states_file)
    system, root, states = _list(address)
    for path, state in states.items():
        if known.get(path) != state or not (folder / path).is_file():
            _write(folder / path, _fetch(system, f"{root}/{path}", address))
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif file.relative_to(folder).as_posix() not in states:
            file.unlink()
    if states != known:
        _write(states_file, json.dumps(states).encode())


def _list(address: str) -> tuple[Any, str, dict[str, str]]:
    """The file system of an address, the path of the folder, and what is said of each file below it, by its path."""
    try:
        from fsspec.core import url_to_fs

        system, root = url_to_fs(address, use_listings_cache=False)
        if not system.isdir(root):
            raise ConfigError(f"seeds: there is no folder at {address}. Create it, or name another.")
        entries = system.find(root, detail=True)
    except ConfigError:
        raise
    except ImportError as error:
        raise ConfigError(
            f"seeds: {address} cannot be read: {error}. Run `pip install 'briefing-generator[cluster]'`, and install "
            "what that file system needs beside it."
        ) from None
    except Exception as error:  # each file system has exceptions of its own
        raise ConfigError(
            f"seeds: {address} cannot be read: {error}. Check the address and the credentials."
        ) from error
    root = root.rstrip("/")
    states = {
        name.removeprefix(f"{root}/"): repr(sorted(map(repr, info.items()))) for name, info in entries.items()
    }
    return system, root, {path: state for path, state in sorted(states.items()) if _is_inside(path, address)}


def _is_inside(path: str, address: str) -> bool:
    """True if a path is that of a file, false for the mark of an empty folder. Raises ConfigError if it leads out."""
    if ".." in PurePosixPath(path).parts or path.startswith("/") or "\0" in path:
        raise ConfigError(f"seeds: {address} holds {path!r}, which leads out of the folder. Rename it.")
    return bool(path) and not path.endswith("/")


def _fetch(system: Any, path: str, address: str) -> bytes:
    """The bytes of a file, as far as a reader may need them."""
    try:
        return bytes(system.cat_file(path, start=0, end=MAX_BYTES))
    except Exception as error:  # likewise
        raise ConfigError(
            f"seeds: {path} at {address} cannot be read: {error}. Build again when it can."
        ) from error


def _write(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.tmp")
    unfinished.write_bytes(data)
    unfinished.replace(file)


def _read_states(file: Path) -> Mapping[str, str]:
    """What was said of each file when it was copied; nothing if that is not known."""
    try:
        states = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return states if isinstance(states, dict) else {}
