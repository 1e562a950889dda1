"""Which files under docs/ are generated: the manifest with the hash of each, and what git is told of them.

A file at a page's path that is not in the manifest, or has another hash, was written by hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from generator.errors import machine_failures

MANIFEST = ".briefing/manifest.json"
GITIGNORE = ".gitignore"
GITIGNORE_HEAD = b"# Generated files, and this list of them.\n"

Hashes = Mapping[
    str, Sequence[str]
]  # path under docs/ → SHA-256 of each content that this project wrote there


def read_manifest(docs: Path) -> Hashes:
    """The hashes of the generated files; empty if the manifest is missing or damaged.

    With an empty manifest nothing is deleted, and files that equal their page count as generated again.
    """
    try:
        content = json.loads(read_bytes(docs / MANIFEST) or b"")
        return {str(path): [str(value) for value in hashes] for path, hashes in content["files"].items()}
    except (ValueError, KeyError, AttributeError, TypeError):
        return {}


def manifest_content(files: Hashes) -> bytes:
    """The manifest of some files as JSON with a line for each path and hash.

    Put together from lines, as `json.dumps` with an indent takes thirty times as long.
    """
    entries = (
        f"  {json.dumps(path)}: [\n" + ",\n".join(f'   "{hashed}"' for hashed in hashes) + "\n  ]"
        for path, hashes in sorted(files.items())
    )
    content = '{\n "files": {\n' + ",\n".join(entries) + "\n }\n}\n"
    return content.encode("utf-8")


def gitignore_content(files: Iterable[str], generated: Set[str], deleted: Set[str]) -> bytes:
    """The content of .gitignore for the generated files; a folder is one line if everything in it is generated.

    `files` are the paths of all files in docs/; of the generated ones some are yet to be written, others deleted.
    """
    mixed = {path.split("/")[0] for path in files if path not in generated and path not in deleted}
    folders = {path.split("/")[0] for path in generated if "/" in path} - mixed
    lines = {f"/{top}/" if (top := path.split("/")[0]) in folders else f"/{path}" for path in generated}
    lines |= {f"/{MANIFEST.split('/')[0]}/", f"/{GITIGNORE}"}
    return GITIGNORE_HEAD + "".join(f"{line}\n" for line in sorted(lines)).encode("utf-8")


def content_hash(content: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def file_hash(path: Path) -> str | None:
    """The SHA-256 of a file; None if there is none. Raises MachineError if it cannot be read."""
    content = read_bytes(path)
    return None if content is None else content_hash(content)


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file; None if there is none. Raises MachineError if it cannot be read."""
    with machine_failures(f"reading {path}"):
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
