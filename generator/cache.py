"""Answers of pure functions, kept from one build to the next in a SQLite file.

A question is the hash of all that its answer depends on, so an answer is never out of date, only unused. Each row has
a checksum over question and answer: what is damaged is not there. The file may be deleted, cut or damaged at any time;
the next build then takes longer, and gives the same.
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from hashlib import blake2b, sha256
from itertools import islice
from pathlib import Path

PACKAGE = Path(__file__).parent
FORMAT = 1  # of the file; another one is replaced
CHECKSUM_BYTES = 16
QUESTIONS_PER_QUERY = 500
WAIT_SECONDS = 5.0  # for another build that writes
KEPT_SHARE = 0.75  # of the maximum, after pruning
COMPRESSION_LEVEL = 1  # of zlib: a third of the size for a tenth of the time that reading JSON takes

# Primary result codes of SQLite that say nothing against the file.
OF_THE_MACHINE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
TABLES = """
CREATE TABLE answers (question BLOB PRIMARY KEY, checksum BLOB, answer BLOB, used INTEGER) WITHOUT ROWID;
"""


class Cache:
    """A file of answers by question, both bytes. Without a file it knows nothing and keeps nothing."""

    def __init__(self, file: Path | None = None, max_bytes: int = 0) -> None:
        """Use a file that need not exist yet, or None to remember nothing.

        `max_bytes` limits the size of all answers together.
        """
        self.file = file
        self.max_bytes = max_bytes
        self.problem: str | None = None  # why the file could not be used, a sentence

    def answers(self, questions: Iterable[bytes]) -> dict[bytes, bytes]:
        """The answers that are known among those to `questions`, by question."""
        known: dict[bytes, bytes] = {}
        if self.file is None or not self.file.exists():
            return known
        with self._tolerating_damage(), self._open() as database:
            for batch in _batches(questions, QUESTIONS_PER_QUERY):
                query = f"SELECT question, checksum, answer FROM answers WHERE question IN ({_placeholders(batch)})"
                for question, checksum, stored in database.execute(query, batch):
                    if checksum == _checksum(question, stored):
                        known[question] = zlib.decompress(stored)
        return known

    def remember(self, answers: Mapping[bytes, bytes], used: Iterable[bytes] = ()) -> None:
        """Store new answers; `used` are the questions of this build, whose answers are deleted last.

        Without new answers nothing is written, and nothing is marked as used.
        """
        if self.file is None or not answers:
            return
        with self._tolerating_damage():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as database, database:
                self._write(database, answers, used)

    def _write(
        self, database: sqlite3.Connection, answers: Mapping[bytes, bytes], used: Iterable[bytes]
    ) -> None:
        """Store answers, mark the answers that this build used, and delete old ones if there are too many."""
        (last_build,) = database.execute("SELECT coalesce(max(used), 0) FROM answers").fetchone()
        for batch in _batches(used, QUESTIONS_PER_QUERY):
            database.execute(
                f"UPDATE answers SET used = ? WHERE question IN ({_placeholders(batch)})",
                (last_build + 1, *batch),
            )
        stored = (
            (question, zlib.compress(answer, COMPRESSION_LEVEL)) for question, answer in answers.items()
        )
        database.executemany(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
            ((question, _checksum(question, data), data, last_build + 1) for question, data in stored),
        )
        self._prune(database)

    def _prune(self, database: sqlite3.Connection) -> None:
        """Delete the answers that were not used for longest, if all together are too large."""
        rows = database.execute(
            "SELECT used, sum(length(answer)) FROM answers GROUP BY used ORDER BY used DESC"
        )
        sizes = rows.fetchall()
        if sum(size for _, size in sizes) <= self.max_bytes:
            return
        kept = 0
        for used, size in sizes:
            kept += size
            if kept > KEPT_SHARE * self.max_bytes:
                database.execute("DELETE FROM answers WHERE used <= ?", (used,))
                return

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The database, with the tables of the current format; those of another format are replaced."""
        assert self.file is not None
        with closing(sqlite3.connect(self.file, timeout=WAIT_SECONDS)) as database:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != FORMAT:
                database.executescript(
                    f"DROP TABLE IF EXISTS answers; {TABLES} PRAGMA user_version = {FORMAT};"
                )
            yield database

    @contextmanager
    def _tolerating_damage(self) -> Iterator[None]:
        """Continue without the file if it cannot be used, noting the `problem`, and delete it if it is damaged."""
        assert self.file is not None
        try:
            yield
        except (OSError, sqlite3.Error, zlib.error, TypeError, ValueError) as error:
            self.problem = f"{self.file}: {error}. The build went on without what it remembers."
            if (
                not isinstance(error, OSError)
                and getattr(error, "sqlite_errorcode", 0) & 0xFF not in OF_THE_MACHINE
            ):
                self.file.unlink(missing_ok=True)


@cache  # a program that runs does not change
def running_version() -> bytes:
    """The version of the running program, computed once."""
    return program_version(PACKAGE)


def program_version(package: Path) -> bytes:
    """A hash of the program, its libraries and the interpreter: if any of them changes, an answer may change.

    `package` is the folder of its code. Of the libraries, all installed names and versions are taken.
    """
    parts = sha256(sys.version.encode())
    for file in sorted(package.rglob("*")):
        if file.suffix != ".pyc" and file.is_file():
            parts.update(f"{file.relative_to(package)}\0{file.stat().st_size}\0".encode())
            parts.update(file.read_bytes())
    for name in sorted(_installed()):
        parts.update(f"{name}\0".encode())
    return parts.digest()


def _installed() -> Iterator[str]:
    """Name and version of each installed distribution, by its `.dist-info` folder."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (entry.name for entry in folder.glob("*.dist-info"))


def _checksum(question: bytes, stored: bytes) -> bytes:
    """A short hash of a question and its stored answer, which shows damage."""
    return blake2b(question + stored, digest_size=CHECKSUM_BYTES).digest()


def _batches(questions: Iterable[bytes], size: int) -> Iterator[Sequence[bytes]]:
    """The questions in groups of at most `size`."""
    rest = iter(questions)
    while batch := tuple(islice(rest, size)):
        yield batch


def _placeholders(values: Sequence[bytes]) -> str:
    """The placeholders of an SQL query for these values: `?, ?, ?`."""
    return ", ".join("?" * len(values))
