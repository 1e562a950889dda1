"""Web archives, WARC and WACZ, with the extra `warc`: every page that was captured whole is an article."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.models import ExtractedDocument, MetadataValue, Reason
from generator.readers import records, webpage
from generator.readers.encodings import Declared
from generator.readers.file import MB, File, Found, Refused, entries

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

LARGEST_PAGE = 20 * MB
LARGEST_MEMBER = 100 * MB
MOST_UNPACKED = 500 * MB
RATIO = 200  # as in gzip
HTML = ("text/html", "application/xhtml+xml")
PAGES = "pages/pages.jsonl"  # where a WACZ lists what its maker calls the pages


@dataclass(frozen=True, slots=True)
class Capture:
    url: str
    charset: str | None
    body: bytes


def read_warc(file: File) -> tuple[Found, ...]:
    """The pages of a WARC file, uncompressed or unpacked already."""
    return entries(file, enumerate(_captures(file.data), start=1), _page)


def read_wacz(file: File) -> tuple[Found, ...]:
    """The pages of a WACZ file: those it lists, or all when it has no list."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            listed = _listed(archive)
            names = sorted(info.filename for info in archive.infolist() if _is_warc(info.filename))
            captures = (capture for name in names for capture in _captures(_member(archive, name)))
            pages = (capture for capture in captures if not listed or capture.url in listed)
            return entries(file, enumerate(pages, start=1), _page)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused(Reason.UNPARSABLE, f"It is not a whole WACZ file: {error}. Fetch it again.") from None


def _page(entry: File, capture: Capture) -> ExtractedDocument:
    if len(capture.body) > LARGEST_PAGE:
        raise Refused(
            Reason.TOO_LARGE, f"The page is larger than {LARGEST_PAGE // MB} MB. Save its text alone."
        )
    declared = [Declared(capture.charset, "HTTP header Content-Type")] if capture.charset else []
    url = MetadataValue(value=capture.url, origin="WARC-Target-URI")
    page = replace(entry, data=capture.body)
    draft = webpage.page(page, declared, url if capture.url.startswith(("http://", "https://")) else None)
    return replace(draft, identity=capture.url)


def _captures(data: bytes) -> Iterator[Capture]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        hint = "Run `pip install 'briefing-generator[warc]'`, or save the pages as .html."
        raise Refused(Reason.NEEDS_EXTRA, hint) from None
    unpacked = 0
    for record in ArchiveIterator(io.BytesIO(data)):
        if _is_page(record):
            yield (capture := _capture(record))
            unpacked += len(capture.body)
            if unpacked > MOST_UNPACKED:
                raise Refused(
                    Reason.BOMB, f"Its pages expand to more than {unpacked // MB} MB. Split the capture."
                )


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type == "resource":
        return (record.rec_headers.get_header("Content-Type") or "").startswith(HTML)
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    return record.http_headers.get_statuscode() == "200" and kind.startswith(HTML)


def _capture(record: ArcWarcRecord) -> Capture:
    headers = record.http_headers or record.rec_headers
    kind = headers.get_header("Content-Type") or ""
    _, _, charset = kind.lower().partition("charset=")
    body = record.content_stream().read(LARGEST_PAGE + 1)
    return Capture(
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        charset=charset.split(";")[0].strip() or None,
        body=body,
    )


# --- WACZ ------------------------------------------------------------------------------------------------


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the archive; raises Refused when it is too long or expands like a bomb."""
    info = archive.getinfo(name)
    with archive.open(info) as stream:
        data = stream.read(LARGEST_MEMBER + 1)
    if len(data) > LARGEST_MEMBER:
        raise Refused(
            Reason.TOO_LARGE, f"{name} in it is larger than {LARGEST_MEMBER // MB} MB. Split the capture."
        )
    if len(data) > max(MB, RATIO * info.compress_size):
        raise Refused(
            Reason.BOMB, f"{name} in it expands to more than {RATIO} times its size. Capture it again."
        )
    return data


def _listed(archive: zipfile.ZipFile) -> frozenset[str]:
    if PAGES not in archive.namelist():
        return frozenset()
    urls = set()
    for line in _member(archive, PAGES).decode("utf-8", "replace").splitlines():
        try:
            page = records.read_json(line)
        except records.Unreadable:
            continue
        if isinstance(page, dict) and isinstance(url := page.get("url"), str):
            urls.add(url)
    return frozenset(urls)
