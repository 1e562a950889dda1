"""Files under seeds/ → drafts. Every file found ends as at least one draft or fate, every entry as exactly one.

A format is one module with a `read` function and one row in `FORMATS`; `FORMATS` is the whole list. Nothing that
a file holds raises out of here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.models import LedgerEntry, Outcome, Reason
from generator.readers import (
    archive,
    feed,
    folder,
    gzipped,
    jsonfile,
    mail,
    markdown,
    pdf,
    plain,
    sidecar,
    webpage,
)
from generator.readers.fields import FIELDS, Fields
from generator.readers.file import MB, File, Found, Refused, fate, guarded
from generator.readers.folder import find, shown

__all__ = ["FIELDS", "FORMATS", "Format", "Found", "find", "read", "shown"]


class Format(NamedTuple):
    """How a kind of file is read, and how many bytes of it at most, unpacked."""

    read: Callable[[File], tuple[Found, ...]]
    limit: int


FORMATS: Mapping[str, Format] = {
    ".txt": Format(plain.read, 20 * MB),
    ".md": Format(markdown.read, 20 * MB),
    ".markdown": Format(markdown.read, 20 * MB),
    ".html": Format(webpage.read, 20 * MB),
    ".htm": Format(webpage.read, 20 * MB),
    ".xhtml": Format(webpage.read, 20 * MB),
    ".json": Format(jsonfile.read, 20 * MB),
    ".jsonl": Format(jsonfile.read_lines, 100 * MB),
    ".ndjson": Format(jsonfile.read_lines, 100 * MB),
    ".rss": Format(feed.read, 10 * MB),
    ".atom": Format(feed.read, 10 * MB),
    ".xml": Format(feed.read, 10 * MB),
    ".eml": Format(mail.read, 20 * MB),
    ".pdf": Format(pdf.read, 50 * MB),
    ".warc": Format(archive.read_warc, 100 * MB),
    ".wacz": Format(archive.read_wacz, 100 * MB),
}
GZIP = ".gz"  # behind the suffix of any of them


def read(seeds: Path, source: str) -> tuple[Found, ...]:
    """What became of one of the paths that `find` lists: a draft or a fate for each article in it. Never raises."""
    name = shown(source)
    found = guarded(name, lambda: _found(seeds, source, name))
    return (found,) if isinstance(found, LedgerEntry) else found


def _found(seeds: Path, source: str, shown: str) -> tuple[Found, ...]:
    if any(part.startswith(".") for part in source.split("/")):
        hint = "Rename it without the leading dot to use it."
        return (fate(shown, Outcome.IGNORED, Reason.HIDDEN, hint),)
    folder.check(seeds, source)
    if source.endswith(sidecar.SUFFIX):
        return (_sidecar(seeds, source, shown),)
    name = PurePosixPath(source).name.lower().removesuffix(GZIP)
    format_ = FORMATS.get(PurePosixPath(name).suffix)
    if format_ is None:
        hint = f"Save it as one of {', '.join(FORMATS)}, each with or without {GZIP}."
        return (fate(shown, Outcome.IGNORED, Reason.UNKNOWN_FORMAT, hint),)
    file = File(source=shown, data=folder.read(seeds, source, format_.limit))
    if source.lower().endswith(GZIP):
        file = replace(file, data=gzipped.unpack(file.data, format_.limit))
    if not file.data.strip():
        raise Refused(Reason.EMPTY, "Put the article's text into it.")
    return _corrected(seeds, source, format_.read(file))


# --- sidecars --------------------------------------------------------------------------------------------


def _sidecar(seeds: Path, source: str, shown: str) -> LedgerEntry:
    """A sidecar's own row in the ledger: it is no article, but one that cannot be used is set aside."""
    of = source.removesuffix(sidecar.SUFFIX)
    if not folder.exists(seeds, of):
        hint = f"There is no {folder.shown(PurePosixPath(of).name)} beside it. Name it after the file it is about."
        return fate(shown, Outcome.QUARANTINED, Reason.ORPHAN, hint)
    _said(seeds, source)
    return fate(shown, Outcome.IGNORED, Reason.SIDECAR, f"It is used for {folder.shown(of)}.")


def _said(seeds: Path, source: str) -> Fields:
    return sidecar.read(File(source=source, data=folder.read(seeds, source, MB)))


def _corrected(seeds: Path, source: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """What was found, with its sidecar's corrections. A sidecar that cannot be used changes nothing."""
    beside = source + sidecar.SUFFIX
    if not folder.exists(seeds, beside):
        return found
    try:
        return sidecar.corrected(found, _said(seeds, beside))
    except Refused:  # said in the sidecar's own row
        return found
