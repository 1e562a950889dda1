"""E-mail as saved by a mail program: the text of the message, plain rather than HTML, and its headers."""

from __future__ import annotations

import re
from dataclasses import replace
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


RECIPIENT_HEADERS = ("To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To")
ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
SENT_TO = re.compile(rf"((?:sent|addressed|delivered|forwarded) to:?\s+<?){ADDRESS.pattern}", re.IGNORECASE)
UNSUBSCRIBE_LINK = re.compile(
    r"https?://[^\s<>\"'()]*(?:unsub|opt-?out|preferences|subscription|list-manage|[?&](?:token|uid|email|e|u|id)=)[^\s<>\"'()]*",
    re.IGNORECASE,
)
SUBJECT_PREFIX = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr|rv|sv|vs|i|r)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
QUOTE_MARK = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
SIGNATURE = re.compile(r"^-- $", re.MULTILINE)
LEGAL_NOTICE = re.compile(
    r"^[_=*-]{5,}[ \t]*\n(?=[\s\S]{0,400}?(?:confidential|intended|privileged|recipient|vertraulich|confidentiel))",
    re.MULTILINE | re.IGNORECASE,
)
# Gmail, Apple Mail and Outlook, each with lines such as `From:`, `Date:` and `Subject:` below.
FORWARDED = re.compile(
    r"\s*(?:-{3,} ?(?:forwarded message|original message|weitergeleitete nachricht|message transféré)[^\n]{0,20}"
    r"|begin forwarded message:|_{10,})\s*\n(?P<lines>(?:[ *]*[^\W\d_][\w -]{1,20}:[^\n]*\n+)+)",
    re.IGNORECASE,
)
FORWARDED_FIELDS = {
    "title": ("subject", "betreff", "objet", "asunto", "oggetto"),
    "published": ("date", "sent", "datum", "gesendet", "envoyé", "fecha", "data"),
    "author": ("from", "von", "de", "da"),
}
FORWARDED_CLOCK = re.compile(r"\s+(?:at|um|à|,)\s+\d{1,2}[:.]\d\d.*$")
INLINE_LINK = re.compile(r"[(<\[]https?://\S+[)>\]]")  # in the middle of a text, as programs write a link
REGISTRY = HeaderRegistry()
POLICY = policy.default.clone(header_factory=lambda name, value: REGISTRY(name, value[:MAX_HEADER_CHARS]))


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """The article in an e-mail: its subject, date and text. Raises Refused if it has no text."""
    return (read_message(file, message_from_bytes(file.data, policy=POLICY)),)


def read_message(file: File, message: EmailMessage) -> ExtractedDocument:
    """The article in a parsed message; a forwarded one keeps its own subject, date and sender. Raises Refused."""
    part = _body(message)
    text, encoding = _text(part)
    text = _without_private(text, _recipients(message))
    is_html = part.get_content_type() == "text/html"
    metadata: fields.Fields = {}
    for field, header in HEADERS.items():
        metadata |= fields.from_values(f"e-mail header {header}", **{field: _header(message, header)})
    if not is_html:
        forwarded, text = split_forwarded(without_signature(without_quote_marks(text)))
        metadata |= forwarded
    if title := metadata.get("title"):
        metadata["title"] = replace(title, value=SUBJECT_PREFIX.sub("", title.value) or title.value)
    body = bodies.read_html(text) if is_html else bodies.read_plain(text)
    return ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=body.decoded,
        blocks=body.blocks,
        visible=body.words,
        encoding=encoding,
        **metadata,
    )


def without_quote_marks(text: str) -> str:
    """A plain text without the `>` of a reply, which are of the form of e-mail (RFC 3676) and not of the text."""
    return QUOTE_MARK.sub("", text) if QUOTE_MARK.search(text) else text


def without_signature(text: str) -> str:
    """A plain text up to the signature behind `-- ` (RFC 3676), and up to a legal notice behind a drawn line."""
    signature = SIGNATURE.search(text)
    text = text[: signature.start()] if signature and text[: signature.start()].strip() else text
    notice = LEGAL_NOTICE.search(text)
    return text[: notice.start()] if notice and text[: notice.start()].strip() else text


def split_forwarded(text: str) -> tuple[fields.Fields, str]:
    """What the header of a forwarded message at the start of a text states, and the text below it."""
    header = FORWARDED.match(text)
    if header is None:
        return {}, text
    lines = [line.partition(":") for line in header["lines"].split("\n") if ":" in line]
    by_name = {name.strip("* ").casefold(): value.strip("* ") for name, _, value in lines}
    values = {
        field: next((by_name[name] for name in names if by_name.get(name)), None)
        for field, names in FORWARDED_FIELDS.items()
    }
    if sender := values["author"]:
        values["author"] = ADDRESS.sub("", sender).strip('<>[]() "') or None
    if day := values["published"]:
        values["published"] = FORWARDED_CLOCK.sub("", day)
    return fields.from_values("forwarded message", **values), text[header.end() :]


def _recipients(message: EmailMessage) -> frozenset[str]:
    """The addresses to which a message was sent."""
    values = [_header_text(message, name) for name in RECIPIENT_HEADERS]
    return frozenset(address for value in values for address in ADDRESS.findall(value))


def _header_text(message: EmailMessage, name: str) -> str:
    """A header as it is written; empty if it is missing or too malformed for the parser."""
    try:
        return str(message[name] or "")
    except Exception as error:  # as in `_header`
        if is_machine_failure(error):
            raise
        return ""


def _without_private(text: str, recipients: frozenset[str]) -> str:
    """A text without the addresses it was sent to, and without links by which their owner could be unsubscribed."""
    for address in sorted(recipients, key=len, reverse=True):
        text = text.replace(address, "")
    return UNSUBSCRIBE_LINK.sub("", SENT_TO.sub(r"\1", text))


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
    body = html if text and html and (_is_stub(text, html) or _holds_links(text)) else text or html
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


def _holds_links(text: EmailMessage) -> bool:
    """True if addresses of links stand in the middle of a plain text, which its HTML has behind words."""
    return bool(INLINE_LINK.search(_text(text).text))


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
