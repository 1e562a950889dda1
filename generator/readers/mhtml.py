"""A web page saved in one file, MHTML: the page's HTML is a part of a message, as its pictures are."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy

from generator.models import ExtractedDocument, MetadataValue, Reason
from generator.readers import webpage
from generator.readers.encodings import Declared
from generator.readers.file import File, Refused

HTML_TYPES = ("text/html", "application/xhtml+xml")
ADDRESS_HEADERS = ("Snapshot-Content-Location", "Content-Location")
MAX_PARTS = 1000


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """The article of the page, whose address the file states. Raises Refused if the file holds no page."""
    message = message_from_bytes(file.data, policy=policy.compat32)
    parts = (part for part, _ in zip(message.walk(), range(MAX_PARTS), strict=False))
    page = next((part for part in parts if part.get_content_type() in HTML_TYPES), None)
    html = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(html, bytes) or not html.strip():
        raise Refused(Reason.EMPTY, "It holds no web page. Save the page again, or its text alone.")
    charset = page.get_content_charset()
    declared = [Declared(charset, "MHTML header Content-Type")] if charset else []
    stated = (part[name] for name in ADDRESS_HEADERS for part in (message, page) if part[name])
    address = next((str(value) for value in stated if str(value).startswith(("http://", "https://"))), None)
    url = MetadataValue(value=address, origin="MHTML header") if address else None
    return (webpage.page(replace(file, data=html), declared, url),)
