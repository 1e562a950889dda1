"""Files under seeds/ → extracted documents or ledger entries: at least one for each file, one for each article in it.

A format is one module with a `read` function and one row in `FORMATS`, which is the complete list. No content of a
file raises an exception out of this package; only a failure of the machine does.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
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
    mailbox,
    markdown,
    mhtml,
    pdf,
    plain,
    sidecar,
    spreadsheet,
    webpage,
    word,
)
from generator.readers.fields import FIELDS, Fields
from generator.readers.file import MB, File, Found, Refused, ledger_entry, read_or_quarantine
from generator.readers.folder import find, printable_source

__all__ = [
    "FIELDS",
    "FORMATS",
    "File",
    "Format",
    "Found",
    "find",
    "find_unchanged",
    "load_libraries",
    "printable_source",
    "read",
]


class Format(NamedTuple):
    """The reader of a file suffix, and the maximum size of such a file in bytes, unpacked."""

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
    ".mbox": Format(mailbox.read, 100 * MB),
    ".mhtml": Format(mhtml.read, 50 * MB),
    ".mht": Format(mhtml.read, 50 * MB),
    ".csv": Format(spreadsheet.read, 100 * MB),
    ".tsv": Format(spreadsheet.read, 100 * MB),
    ".docx": Format(word.read, 20 * MB),
    ".pdf": Format(pdf.read, 50 * MB),
    ".warc": Format(archive.read_warc, 100 * MB),
    ".wacz": Format(archive.read_wacz, 100 * MB),
}
MAX_FILE_BYTES = max(format_.limit for format_ in FORMATS.values())
GZIP_SUFFIX = ".gz"  # may follow any of these suffixes


def read(seeds: Path, source: str) -> tuple[Found, ...]:
    """Read one path that `find` lists: an extracted document or a ledger entry for each article in it.

    Raises nothing but failures of the machine (`errors.is_machine_failure`).
    """
    name = printable_source(source)
    result = read_or_quarantine(name, lambda: _read_file(seeds, source, name))
    return (result,) if isinstance(result, LedgerEntry) else result


def fingerprint(seeds: Path, source: str) -> bytes | None:
    """A hash of all that `read` answers from: name, bytes, sidecar. None for a path that is refused unread."""
    name = PurePosixPath(source).name.lower().removesuffix(GZIP_SUFFIX)
    format_ = FORMATS.get(PurePosixPath(name).suffix)
    if format_ is None or source.endswith(sidecar.SUFFIX):
        return None
    try:
        parts = [os.fsencode(source), folder.read(seeds, source, format_.limit)]
        if folder.exists(seeds, source + sidecar.SUFFIX):
            parts.append(folder.read(seeds, source + sidecar.SUFFIX, MB))
        parts += [folder.read(seeds, path, MB) for path in _folder_sidecars(seeds, source)]
    except Refused:
        return None
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


def load_libraries(sources: Iterable[str]) -> None:
    """Import the libraries that readers of these paths import at their first use, as far as that takes long."""
    if any(source.lower().endswith((".html", ".htm", ".xhtml", ".mhtml", ".mht")) for source in sources):
        import trafilatura  # noqa: F401


def _read_file(seeds: Path, source: str, printable: str) -> tuple[Found, ...]:
    """Check one path, choose its reader by suffix and apply its sidecar; raises Refused if it cannot be used.

    Hidden files, unknown formats and sidecars give a ledger entry of their own.
    """
    if any(part.startswith(".") for part in source.split("/")):
        hint = "Rename it without the leading dot to use it."
        return (ledger_entry(printable, Outcome.IGNORED, Reason.HIDDEN, hint),)
    if page := folder.page_of(seeds, source):
        hint = f"It holds what belongs to {printable_source(page)}."
        return (ledger_entry(printable, Outcome.IGNORED, Reason.SIDECAR, hint),)
    folder.check(seeds, source)
    if source.endswith(sidecar.SUFFIX):
        return (_sidecar_entry(seeds, source, printable),)
    name = PurePosixPath(source).name.lower().removesuffix(GZIP_SUFFIX)
    format_ = FORMATS.get(PurePosixPath(name).suffix)
    if format_ is None:
        hint = f"Save it as one of {', '.join(FORMATS)}, each with or without {GZIP_SUFFIX}."
        return (ledger_entry(printable, Outcome.IGNORED, Reason.UNKNOWN_FORMAT, hint),)
    file = File(source=printable, data=folder.read(seeds, source, format_.limit))
    if source.lower().endswith(GZIP_SUFFIX):
        file = replace(file, data=gzipped.unpack(file.data, format_.limit))
    if not file.data.strip():
        raise Refused(Reason.EMPTY, "Put the article's text into it.")
    results = _with_sidecar(seeds, source, format_.read(file))
    return sidecar.complete(results, _folder_fields(seeds, source))


# --- files that were read before ---------------------------------------------------------------------------


def find_unchanged(seeds: Path, articles: Mapping[str, str]) -> frozenset[str]:
    """The sources of those articles whose files are still there with the hash given for each.

    A file that cannot be read, or that is in a folder that cannot be read, counts as unchanged.
    """
    paths = {printable_source(path): path for path in find(seeds)}

    @cache
    def has_hash(path: str, sha256: str) -> bool:
        """True if the file at a path has this SHA-256, or cannot be read."""
        try:
            return hashlib.sha256(folder.read(seeds, path, MAX_FILE_BYTES)).hexdigest() == sha256
        except Refused as refused:
            return refused.reason is Reason.UNREADABLE

    def is_unchanged(source: str, sha256: str) -> bool:
        """True if the file of a source is there with this SHA-256, or is in a folder that cannot be read."""
        file = source if source in paths else source.rpartition("#")[0]
        if file in paths:
            return has_hash(paths[file], sha256)
        return any(str(parent) in paths for parent in PurePosixPath(source).parents)

    return frozenset(source for source, sha256 in articles.items() if is_unchanged(source, sha256))


# --- sidecars --------------------------------------------------------------------------------------------


def _sidecar_entry(seeds: Path, source: str, printable: str) -> LedgerEntry:
    """Return the sidecar's own ledger entry: ignored if it is usable, quarantined if it belongs to no file."""
    if PurePosixPath(source).name == sidecar.FOLDER_NAME:
        sidecar.read_folder(File(source=source, data=folder.read(seeds, source, MB)))
        hint = "It is used for the files in its folder and in the folders below."
        return ledger_entry(printable, Outcome.IGNORED, Reason.SIDECAR, hint)
    subject = source.removesuffix(sidecar.SUFFIX)
    if not folder.exists(seeds, subject):
        name = printable_source(PurePosixPath(subject).name)
        hint = f"There is no {name} beside it. Name it after the file it is about."
        return ledger_entry(printable, Outcome.QUARANTINED, Reason.ORPHAN, hint)
    _read_sidecar(seeds, source)
    hint = f"It is used for {printable_source(subject)}."
    return ledger_entry(printable, Outcome.IGNORED, Reason.SIDECAR, hint)


def _folder_sidecars(seeds: Path, source: str) -> list[str]:
    """The paths of the sidecars of the folders that a file is in, from the outermost to its own."""
    folders = reversed(PurePosixPath(source).parents)
    return [path for parent in folders if folder.exists(seeds, path := str(parent / sidecar.FOLDER_NAME))]


def _folder_fields(seeds: Path, source: str) -> Fields:
    """What the sidecars of a file's folders state, the nearest first. One that cannot be used changes nothing."""
    stated: Fields = {}
    for path in _folder_sidecars(seeds, source):
        try:
            stated |= sidecar.read_folder(File(source=path, data=folder.read(seeds, path, MB)))
        except Refused:  # its own ledger entry says why
            continue
    return stated


def _read_sidecar(seeds: Path, source: str) -> Fields:
    """Read the fields of a sidecar of at most 1 MB; raises Refused if it cannot be used."""
    return sidecar.read(File(source=source, data=folder.read(seeds, source, MB)))


def _with_sidecar(seeds: Path, source: str, results: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the results with the corrections of the file's sidecar. A sidecar that cannot be used changes nothing."""
    sidecar_source = source + sidecar.SUFFIX
    if not folder.exists(seeds, sidecar_source):
        return results
    try:
        file = File(source=sidecar_source, data=folder.read(seeds, sidecar_source, MB))
        corrected = sidecar.apply_fields(results, sidecar.read(file))
        return sidecar.apply_entries(corrected, sidecar.read_entries(file))
    except Refused:  # the sidecar's own ledger entry says why
        return results
