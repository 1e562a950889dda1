"""What every reader starts from, the bytes of one file, and how it says what it found or why it found nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.models import ExtractedDocument, LedgerEntry, Outcome, Reason
from generator.readers import encodings

T = TypeVar("T")
Found = ExtractedDocument | LedgerEntry
MB = 1_000_000
MOST_ENTRIES = 20_000  # articles in one file; each becomes a page


class Refused(Exception):  # noqa: N818 - a verdict on a file, not a fault of the program
    """This file cannot be used, for a reason from the closed list; the hint is the way out."""

    def __init__(self, reason: Reason, hint: str) -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The bytes to be read, and the hash of the file they come from, be it whole, unpacked or an entry of it."""

    source: str
    data: bytes = field(repr=False)
    sha256: str = ""

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())

    def decoded(self, declared: Iterable[encodings.Declared] = ()) -> encodings.Decoded:
        """The file as text with line ends made `\\n`, and how; raises Refused when the bytes are not text."""
        try:
            return encodings.decode(self.data, declared)
        except encodings.Undecodable as error:
            raise Refused(Reason.ENCODING, str(error)) from None


def entries(
    file: File, parts: Iterable[tuple[int, T]], read: Callable[[File, T], ExtractedDocument]
) -> tuple[Found, ...]:
    """One draft or fate for each numbered part of a file that holds several articles.

    A part that is refused takes no other with it. The number goes behind the source, as in `name.jsonl#3`.
    """
    found = tuple(
        _entry(replace(file, source=f"{file.source}#{number}"), part, read) for number, part in parts
    )
    if not found:
        raise Refused(Reason.EMPTY, "It holds no article. Put one into it, or delete it.")
    return _told_apart(found)


def bounded(parts: list[T]) -> list[tuple[int, T]]:
    """The parts numbered from 1; raises Refused when there are too many to be a folder's worth of articles."""
    if len(parts) > MOST_ENTRIES:
        raise Refused(
            Reason.TOO_LARGE, f"It holds {len(parts)} entries. Split it into files of {MOST_ENTRIES}."
        )
    return list(enumerate(parts, start=1))


def fate(source: str, outcome: Outcome, reason: Reason, hint: str) -> LedgerEntry:
    return LedgerEntry(source=source, outcome=outcome, reason=reason, hint=hint)


def guarded(source: str, read: Callable[[], T]) -> T | LedgerEntry:
    """What `read` returns, or the fate of a source that it refuses or fails on, whatever the failure is."""
    try:
        return read()
    except Refused as refused:
        return fate(source, Outcome.QUARANTINED, refused.reason, refused.hint)
    except Exception as error:
        hint = (
            f"Reading it ended with {type(error).__name__}. Check that it opens elsewhere, and save it again."
        )
        return fate(source, Outcome.QUARANTINED, Reason.UNPARSABLE, hint)


def _entry(entry: File, part: T, read: Callable[[File, T], ExtractedDocument]) -> Found:
    return guarded(entry.source, lambda: read(entry, part))


def _told_apart(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Without the identity of an entry that carries the same as one before it: its number has to do."""
    seen: set[str] = set()
    kept: list[Found] = []
    for each in found:
        if isinstance(each, ExtractedDocument) and each.identity is not None:
            each = replace(each, identity=None) if each.identity in seen else each
            seen.add(each.identity or "")
        kept.append(each)
    return tuple(kept)
