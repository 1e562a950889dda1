"""The input of every reader, the bytes of one file, and its results: extracted documents or ledger entries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.errors import is_machine_failure
from generator.models import ExtractedDocument, LedgerEntry, Outcome, Reason
from generator.readers import encodings

T = TypeVar("T")
Found = ExtractedDocument | LedgerEntry
MB = 1_000_000
MAX_ENTRIES = 20_000  # articles in one file; each becomes a page


class Refused(Exception):  # noqa: N818 - a verdict on a file, not a fault of the program
    """This file cannot be used, for a reason from the closed list; the hint is the way out."""

    def __init__(self, reason: Reason, hint: str) -> None:
        """Refuse a file for a reason of the ledger, with a hint that says what to do."""
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The bytes to read, whole, unpacked or of one entry, and the SHA-256 hash of the file they come from."""

    source: str
    data: bytes = field(repr=False)
    sha256: str = ""

    def __post_init__(self) -> None:
        """Compute the hash of the data unless it is given."""
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())

    def decoded(self, declared: Iterable[encodings.Declared] = ()) -> encodings.Decoded:
        r"""Decode the bytes to text with `\n` as line end; raises Refused if they are not text."""
        try:
            return encodings.decode(self.data, declared)
        except encodings.Undecodable as error:
            raise Refused(Reason.ENCODING, str(error)) from None


def entries(
    file: File, parts: Iterable[tuple[int, T]], read: Callable[[File, T], ExtractedDocument]
) -> tuple[Found, ...]:
    """Return one extracted document or ledger entry for each numbered part of a file with several articles.

    A part that is refused does not affect the others. The number follows the source, as in `name.jsonl#3`; an identity
    that an earlier part has is left out. Raises Refused if there is no part.
    """
    results = tuple(
        _read_entry(replace(file, source=f"{file.source}#{number}"), part, read) for number, part in parts
    )
    if not results:
        raise Refused(Reason.EMPTY, "It holds no article. Put one into it, or delete it.")
    return _without_repeated_identities(results)


def numbered_parts(parts: list[T]) -> list[tuple[int, T]]:
    """Number the parts from 1; raises Refused if there are more than MAX_ENTRIES."""
    if len(parts) > MAX_ENTRIES:
        raise Refused(
            Reason.TOO_LARGE, f"It holds {len(parts)} entries. Split it into files of {MAX_ENTRIES}."
        )
    return list(enumerate(parts, start=1))


def ledger_entry(source: str, outcome: Outcome, reason: Reason, hint: str) -> LedgerEntry:
    """Build the ledger entry of a source that gives no article."""
    return LedgerEntry(source=source, outcome=outcome, reason=reason, hint=hint)


def read_or_quarantine(source: str, read: Callable[[], T]) -> T | LedgerEntry:
    """Return what `read` returns, or a quarantine entry for the source if `read` raises an exception.

    A failure of the machine is raised: it is not the file's fault.
    """
    try:
        return read()
    except Refused as refused:
        return ledger_entry(source, Outcome.QUARANTINED, refused.reason, refused.hint)
    except Exception as error:
        if is_machine_failure(error):
            raise
        hint = (
            f"Reading it ended with {type(error).__name__}. Check that it opens elsewhere, and save it again."
        )
        return ledger_entry(source, Outcome.QUARANTINED, Reason.UNPARSABLE, hint)


def _read_entry(entry: File, part: T, read: Callable[[File, T], ExtractedDocument]) -> Found:
    """Read one part; a refusal or failure becomes its ledger entry."""
    return read_or_quarantine(entry.source, lambda: read(entry, part))


def _without_repeated_identities(results: tuple[Found, ...]) -> tuple[Found, ...]:
    """Drop the identity of a document if an earlier one of the file has it; its number identifies it then."""
    seen: set[str] = set()
    kept: list[Found] = []
    for result in results:
        if isinstance(result, ExtractedDocument) and result.identity is not None:
            result = replace(result, identity=None) if result.identity in seen else result
            seen.add(result.identity or "")
        kept.append(result)
    return tuple(kept)
