"""The hashes of files in docs/, without reading a file again that is still the one whose hash is remembered."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.cache import Cache
from generator.publish.manifest import content_hash, read_bytes

NS_PER_SECOND = 1_000_000_000

Facts = tuple[int, int, int]  # of a file: its size, the time of its last change in ns, and its number (inode)


class KnownFiles:
    """Hashes of the files under docs/, each remembered from one build to the next with the facts of its file.

    A file is read if one of its facts is another than then, or if its disk keeps whole seconds only, in which it may
    have changed twice.
    """

    def __init__(self, docs: Path, remembered: Cache) -> None:
        """Recall what was remembered of the files under `docs`."""
        self._docs, self._remembered = docs, remembered
        self._question = b"files of " + os.fsencode(docs)
        self._before = self._recall()
        self._now: dict[str, tuple[str, Facts]] = {}

    def hash_of(self, path: str) -> str | None:
        """The SHA-256 of a file; None if there is none. Raises MachineError if it cannot be read."""
        facts = facts_of(self._docs / path)
        if facts is None:
            return None
        hashed, then = self._before.get(path, ("", None))
        if facts != then or facts[1] % NS_PER_SECOND == 0:
            content = read_bytes(self._docs / path)
            if content is None:
                return None
            hashed = content_hash(content)
        self._now[path] = hashed, facts
        return hashed

    def remember(self, hashes: Mapping[str, str], written: Mapping[str, Facts]) -> None:
        """Keep the hashes of generated files for the next build; `written` has the facts of those that are new."""
        self._now |= {path: (hashes[path], facts) for path, facts in written.items() if path in hashes}
        now = {path: known for path, known in self._now.items() if path in hashes}
        if now != self._before:
            answer = json.dumps([(path, *known) for path, known in sorted(now.items())])
            self._remembered.remember({self._question: answer.encode("utf-8")})

    def _recall(self) -> dict[str, tuple[str, Facts]]:
        """The hashes and facts that the last build left."""
        answer = self._remembered.answers([self._question]).get(self._question, b"[]")
        return {
            path: (hashed, (size, time, number)) for path, hashed, (size, time, number) in json.loads(answer)
        }


def facts_of(file: Path) -> Facts | None:
    """The facts of a file; None if there is none."""
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def facts_of_all(folder: Path, paths: Iterable[str]) -> dict[str, Facts]:
    """The facts of those of the files under a folder that are there."""
    return {path: facts for path in paths if (facts := facts_of(folder / path)) is not None}
