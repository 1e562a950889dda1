"""E-mail as saved by a mail program: the text of the message, plain rather than HTML, and its headers."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage

from generator.errors import is_machine_failure
from generator.models import ExtractedDocument, Reason
from generator.readers import bodies, encodings, fields
from generator.readers.file import File, Refused

HEADERS = {  # field → header
    "title": "Subject",
    "published": "Date",
    "author": "From",
    "outlet": "Organization",
    "url": "Archived-At",
    "language": "Content-Language",
}
MAX_PARTS = 1000
MAX_STUB_WORDS = 50  # "Your program does not show HTML. Open this message in a browser."
MIN_STUB_RATIO = 3  # words of the HTML to words of such a text
MAX_HEADER_CHARS = 1000  # characters that are looked at; the parsers of headers need quadratic time


REGISTRY = HeaderRegistry()
POLICY = policy.default.clone(header_factory=lambda name, value: REGISTRY(name, value[:MAX_HEADER_CHARS]))


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """The article in an e-mail: its subject, date and text. Raises Refused if it has no text."""
    message = message_from_bytes(file.data, policy=POLICY)
    part = _body(message)
    text, encoding = _text(part)
    is_html = part.get_content_type() == "text/html"
    body = bodies.read_html(text) if is_html else bodies.read_plain(text)
    metadata: fields.Fields = {}
    for field, header in HEADERS.items():
        metadata |= fields.from_values(f"e-mail header {header}", **{field: _header(message, header)})
    draft = ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=body.decoded,
        blocks=body.blocks,
        visible=body.words,
        encoding=encoding,
        **metadata,
    )
    return (draft,)


def _body(message: EmailMessage) -> EmailMessage:
    """The part of the message with its text: the first plain text that is not attached, or else the first HTML.

    A plain text that only says that the message is in HTML gives way to it. Raises Refused if there is neither.
    """
    parts = [
        part for part, _ in zip(message.walk(), range(MAX_PARTS), strict=False) if not part.is_multipart()
    ]
    shown = [
        part for part in parts if part.get_content_disposition() != "attachment" and _payload(part).strip()
    ]
    text, html = (
        next((part for part in shown if part.get_content_type() == kind), None)
        for kind in ("text/plain", "text/html")
    )
    body = html if text and html and _is_stub(text, html) else text or html
    if body is None:
        raise Refused(
            Reason.EMPTY, "The message has no text of its own. Save what is attached to it as a file."
        )
    return body


def _is_stub(text: EmailMessage, html: EmailMessage) -> bool:
    """True if the plain text is short and the HTML has several times its words."""
    words = len(_text(text).text.split())
    if words > MAX_STUB_WORDS:
        return False
    return len(bodies.read_html(_text(html).text).words.split()) >= MIN_STUB_RATIO * words


def _payload(part: EmailMessage) -> bytes:
    """The decoded bytes of a part; empty if it has none."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> encodings.Decoded:
    """The text of a part, decoded as it declares; raises Refused if it cannot be decoded."""
    charset = part.get_param("charset")
    declared = [encodings.Declared(charset, "e-mail header Content-Type")] if isinstance(charset, str) else []
    try:
        return encodings.decode(_payload(part), declared)
    except encodings.Undecodable as error:
        raise Refused(Reason.ENCODING, str(error)) from None


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as a person reads it; None if it is missing or too malformed for the parser."""
    try:
        value = message[name]
        addresses = getattr(value, "addresses", ())
        names = ", ".join(address.display_name or address.addr_spec for address in addresses)
        return names or (str(value).strip("<> ") if value else None)
    except Exception as error:  # the parser of headers raises whatever a malformed one trips over
        if is_machine_failure(error):
            raise
        return None
