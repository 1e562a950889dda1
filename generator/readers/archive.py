"""Web archives, WARC and WACZ, with the extra `warc`: every page that was captured whole is an article."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.models import ExtractedDocument, ExtractionWarning, MetadataValue, Reason
from generator.readers import records, webpage
from generator.readers.encodings import Declared
from generator.readers.file import MB, File, Found, Refused, entries

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MAX_PAGE_BYTES = 20 * MB
MAX_MEMBER_BYTES = 100 * MB
MAX_UNPACKED_BYTES = 500 * MB
MAX_EXPANSION_RATIO = 200  # as in gzip
HTML_TYPES = ("text/html", "application/xhtml+xml")
PAGE_LIST = "pages/pages.jsonl"  # where a WACZ lists what its maker calls the pages


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured web page: its address, declared character set and bytes."""

    url: str
    charset: str | None
    body: bytes
    is_cut: bool  # the capture ended before the page did


def read_warc(file: File) -> tuple[Found, ...]:
    """The pages of a WARC file, uncompressed or unpacked already."""
    return entries(file, enumerate(_captures(file.data), start=1), _extract_page)


def read_wacz(file: File) -> tuple[Found, ...]:
    """The pages of a WACZ file: those it lists, or all when it has no list."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            listed = _listed_urls(archive)
            names = sorted(info.filename for info in archive.infolist() if _is_warc(info.filename))
            captures = (capture for name in names for capture in _captures(_read_member(archive, name)))
            pages = (
                each for each in captures if not listed or isinstance(each, Refused) or each.url in listed
            )
            return entries(file, enumerate(pages, start=1), _extract_page)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused(Reason.UNPARSABLE, f"It is not a whole WACZ file: {error}. Fetch it again.") from None


def _extract_page(entry: File, capture: Capture | Refused) -> ExtractedDocument:
    """Extract the article of a captured page; raises Refused beyond MAX_PAGE_BYTES, or what `capture` is if refused."""
    if isinstance(capture, Refused):
        raise capture
    if len(capture.body) > MAX_PAGE_BYTES:
        raise Refused(
            Reason.TOO_LARGE, f"The page is larger than {MAX_PAGE_BYTES // MB} MB. Save its text alone."
        )
    declared = [Declared(capture.charset, "HTTP header Content-Type")] if capture.charset else []
    url = MetadataValue(value=capture.url, origin="WARC-Target-URI")
    page = replace(entry, data=capture.body)
    draft = webpage.page(page, declared, url if capture.url.startswith(("http://", "https://")) else None)
    warnings = (ExtractionWarning.PARTIAL, *draft.warnings) if capture.is_cut else draft.warnings
    return replace(draft, identity=capture.url, warnings=warnings)


def _captures(data: bytes) -> Iterator[Capture | Refused]:
    """Yield the HTML pages of WARC data; raises Refused beyond MAX_UNPACKED_BYTES or without warcio.

    Where bytes follow that are no record, a Refused that says so is the last value.
    """
    unpacked = 0
    for record in _records(data):
        if isinstance(record, Refused):
            yield record
        elif _is_page(record):
            yield (capture := _capture(record))
            unpacked += len(capture.body)
            if unpacked > MAX_UNPACKED_BYTES:
                raise Refused(
                    Reason.BOMB, f"Its pages expand to more than {unpacked // MB} MB. Split the capture."
                )


def _records(data: bytes) -> Iterator[ArcWarcRecord | Refused]:
    """Yield the records of WARC data, then a Refused if bytes follow that are none."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ModuleNotFoundError:
        hint = "Run `pip install 'briefing-generator[warc]'`, or save the pages as .html."
        raise Refused(Reason.NEEDS_EXTRA, hint) from None
    count = 0
    try:
        for count, record in enumerate(ArchiveIterator(io.BytesIO(data)), start=1):  # noqa: B007
            yield record
    except ArchiveLoadFailed:
        if not count:
            raise
        hint = f"What follows record {count} is none. Capture the pages again if one of them is missing."
        yield Refused(Reason.UNPARSABLE, hint)


def _is_page(record: ArcWarcRecord) -> bool:
    """True if the record is a complete HTML page (a resource, or a response with status 200)."""
    if record.rec_type == "resource":
        return (record.rec_headers.get_header("Content-Type") or "").startswith(HTML_TYPES)
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    return record.http_headers.get_statuscode() == "200" and kind.startswith(HTML_TYPES)


def _capture(record: ArcWarcRecord) -> Capture:
    """Read the address, character set and body of a record, and whether the page was cut.

    MAX_PAGE_BYTES + 1 at most.
    """
    headers = record.http_headers or record.rec_headers
    kind = headers.get_header("Content-Type") or ""
    _, _, charset = kind.lower().partition("charset=")
    body = record.content_stream().read(MAX_PAGE_BYTES + 1)
    is_whole = len(body) > MAX_PAGE_BYTES or _was_read_to_its_end(record)
    return Capture(
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        charset=charset.split(";")[0].strip() or None,
        body=body,
        is_cut=bool(record.rec_headers.get_header("WARC-Truncated")) or not is_whole,
    )


def _was_read_to_its_end(record: ArcWarcRecord) -> bool:
    """True if the record has as many bytes as its header says; reads what is left of it."""
    stream = record.raw_stream
    stream.read()
    return not getattr(stream, "limit", 0)


# --- WACZ ------------------------------------------------------------------------------------------------


def _is_warc(name: str) -> bool:
    """True if the archive member is a WARC file."""
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


def _read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read one file of the archive; raises Refused beyond MAX_MEMBER_BYTES, or if it expands like a bomb."""
    info = archive.getinfo(name)
    with archive.open(info) as stream:
        data = stream.read(MAX_MEMBER_BYTES + 1)
    if len(data) > MAX_MEMBER_BYTES:
        raise Refused(
            Reason.TOO_LARGE, f"{name} in it is larger than {MAX_MEMBER_BYTES // MB} MB. Split the capture."
        )
    if len(data) > max(MB, MAX_EXPANSION_RATIO * info.compress_size):
        raise Refused(
            Reason.BOMB,
            f"{name} in it expands to more than {MAX_EXPANSION_RATIO} times its size. Capture it again.",
        )
    return data


def _listed_urls(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the addresses in the archive's list of pages; empty if it has no list."""
    if PAGE_LIST not in archive.namelist():
        return frozenset()
    urls = set()
    for line in _read_member(archive, PAGE_LIST).decode("utf-8", "replace").splitlines():
        try:
            page = records.read_json(line)
        except records.Unreadable:
            continue
        if isinstance(page, dict) and isinstance(url := page.get("url"), str):
            urls.add(url)
    return frozenset(urls)
