"""RSS and Atom: each entry an article. feedparser reads them; a document type declaration never reaches it."""

from __future__ import annotations

import io  # bytes as they are would first be tried as the name of a file
import re
from collections.abc import Mapping
from typing import Any

from generator.models import ExtractedDocument, ExtractionWarning, MetadataValue, Reason
from generator.readers import bodies, fields, hypertext, webpage
from generator.readers.encodings import Declared
from generator.readers.file import File, Found, Refused, entries, numbered_parts
from generator.readers.jsonfile import is_cut

DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")
FORBIDDEN = re.compile(
    r"<!\[CDATA\[|\]\]>|<!--|-->|<\?|\?>|<!(?P<dtd>DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE
)
CLOSED_BY = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
HTML_TYPES = ("text/html", "application/xhtml+xml")
MIN_FULL_TEXT_WORDS = 200  # words of a description that is the article itself


def read(file: File) -> tuple[Found, ...]:
    """The articles of a feed. One that carries only a teaser is marked as partial.

    Raises Refused if it is no feed, has a document type declaration, or holds no entry.
    """
    found = webpage.XML_ENCODING.search(file.data[: webpage.HEAD_BYTES])
    text, encoding = file.decoded([Declared(found[1].decode(), "XML declaration")] if found else [])
    if has_dtd(text):
        raise Refused(Reason.DTD, "Feeds need none. Delete the <!DOCTYPE …> at its start.")
    import feedparser

    utf_8 = b'<?xml version="1.0" encoding="utf-8"?>' + DECLARATION.sub("", text).encode("utf-8", "replace")
    feed = feedparser.parse(io.BytesIO(utf_8), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise Refused(
            Reason.UNPARSABLE, "It is neither RSS nor Atom. Save the feed itself, or the article as HTML."
        )
    outlet = {"outlet": feed.feed.get("title"), "language": feed.feed.get("language")}
    shared = fields.from_values(
        "feed", **{name: hypertext.line(value) for name, value in outlet.items() if value}
    )
    return entries(
        file,
        numbered_parts(feed.entries),
        lambda entry, part: _entry(entry, part, encoding, shared, is_atom=feed.version.startswith("atom")),
    )


def has_dtd(text: str) -> bool:
    """True if XML declares a document type or an entity outside comments, instructions and quoted text."""
    terminator = ""
    for token in FORBIDDEN.finditer(text):
        if terminator:
            terminator = "" if token[0] == terminator else terminator
        elif token["dtd"]:
            return True
        else:
            terminator = CLOSED_BY.get(token[0].upper(), "")
    return False


def _entry(
    file: File, entry: Mapping[str, Any], encoding: MetadataValue, shared: fields.Fields, *, is_atom: bool
) -> ExtractedDocument:
    """The document of one feed entry, with the metadata of the whole feed; raises Refused if it has no text."""
    body, is_whole = _body(entry, is_atom=is_atom)
    if not body.words:
        raise Refused(Reason.EMPTY, "The feed has no text for it. Save the article's page instead.")
    partial = (not is_whole and len(body.words.split()) < MIN_FULL_TEXT_WORDS) or is_cut(body.words)
    return ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=body.decoded,
        blocks=body.blocks,
        visible=body.words,
        encoding=encoding,
        identity=entry.get("id") or entry.get("link"),
        warnings=(ExtractionWarning.PARTIAL,) if partial else (),
        **(shared | _fields(entry)),
    )


def _body(entry: Mapping[str, Any], *, is_atom: bool) -> tuple[bodies.Body, bool]:
    """The text of an entry, and whether the feed calls it the content, not a description."""
    contents = entry.get("content", ())
    longest: Mapping[str, str] = max(contents, key=lambda part: len(part.get("value", "")), default={})
    content = bodies.read(longest.get("value", ""), is_html=longest.get("type") in HTML_TYPES)
    if content.words:
        return content, True
    summary = entry.get("summary_detail") or {}
    is_html = is_atom and summary.get("type") in HTML_TYPES  # a description of RSS does not say what it is
    return bodies.read(entry.get("summary", ""), is_html=is_html, is_escaped=not is_atom), False


def _fields(entry: Mapping[str, Any]) -> fields.Fields:
    """The metadata of a feed entry: title, date, author, address, outlet and language."""
    authors = [author.get("name", "") for author in entry.get("authors", ())]
    source = entry.get("source") or {}
    content = entry.get("content") or [{}]
    return fields.from_values(
        "feed entry",
        title=hypertext.line(entry.get("title", "")),
        published=entry.get("published") or entry.get("created") or entry.get("updated"),
        author=", ".join(filter(None, authors)) or entry.get("author"),
        url=entry.get("link"),
        outlet=hypertext.line(source.get("title", "")),
        language=entry.get("language") or content[0].get("language"),
    )
