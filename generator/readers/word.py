"""Documents of Word, .docx: the paragraphs of the text, without comments, footnotes and what was deleted.

Read with lxml, which is here anyway: a document is a zip file with the text in one XML file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from generator.models import Block, BlockKind, DecodedText, ExtractedDocument, MetadataValue, Reason
from generator.readers import fields
from generator.readers.file import MB, File, Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_XML_BYTES = 50 * MB
MAX_EXPANSION_RATIO = 200  # as in gzip
TEXT, PROPERTIES = "word/document.xml", "docProps/core.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
HEADING = re.compile(r"(?:heading|title|subtitle|überschrift|titel|titre|título|titolo)", re.IGNORECASE)
JUNK_TITLE = re.compile(r"(?:document|dokument|untitled|microsoft word)\b|\.docx?$", re.IGNORECASE)
PARAGRAPH_END = re.compile(r"</w:p>")
DELETED = re.compile(
    r"<w:(del|moveFrom|instrText|delText)(?:\s[^<>]*)?>.*?</w:\1>",
    re.DOTALL,
)
SPACING = re.compile(r"<w:(?:tab|br|cr)\b[^<>]*/>")
TAG = re.compile(r"<[^<>]*>")


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """The article in a document. Raises Refused if the file is damaged, expands too much or has no text."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            xml = _member(archive, TEXT)
            properties = _member(archive, PROPERTIES) if PROPERTIES in archive.namelist() else b""
    except (zipfile.BadZipFile, NotImplementedError, KeyError, RuntimeError):
        raise Refused(
            Reason.UNPARSABLE, "It is no whole document of Word. Save it again, or as text."
        ) from None
    blocks = tuple(_blocks(_parsed(xml)))
    if not blocks:
        raise Refused(Reason.EMPTY, "The document has no text. Put the article's text into it.")
    return (
        ExtractedDocument(
            source=file.source,
            sha256=file.sha256,
            decoded=tuple(map(_decoded, PARAGRAPH_END.split(xml.decode("utf-8", "replace")))),
            blocks=blocks,
            visible="\n".join(block.text for block in blocks),
            encoding=MetadataValue(value="utf-8", origin="Word document"),
            **_metadata(properties),
        ),
    )


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the document; raises Refused if it expands too much."""
    info = archive.getinfo(name)
    if info.file_size > MAX_XML_BYTES or info.file_size > max(MB, MAX_EXPANSION_RATIO * info.compress_size):
        raise Refused(Reason.BOMB, "Its text expands too much. Save it again, or as text.")
    with archive.open(info) as stream:
        return stream.read(MAX_XML_BYTES)


def _parsed(xml: bytes) -> _Element:
    """The root of an XML file, read without entities and network; raises Refused if it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise Refused(Reason.UNPARSABLE, "Its text is damaged. Save it again, or as text.") from None


def _blocks(root: _Element) -> Iterator[Block]:
    """The paragraphs of a document, by their style."""
    for paragraph in root.iter(f"{W}p"):
        text = "".join(_texts(paragraph)).strip()
        if text:
            yield Block(kind=_kind(paragraph), text=text)


def _texts(paragraph: _Element) -> Iterator[str]:
    """The texts of a paragraph, without what was deleted or moved away, and without paragraphs in boxes."""
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr"):
        if any(parent.tag in (f"{W}del", f"{W}moveFrom") for parent in element.iterancestors()):
            continue
        if next(element.iterancestors(f"{W}p")) is paragraph:
            yield (element.text or "") if element.tag == f"{W}t" else " "


def _kind(paragraph: _Element) -> BlockKind:
    """The kind of a paragraph by the name of its style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and HEADING.match(style.get(f"{W}val") or ""):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if paragraph.find(f"{W}pPr/{W}numPr") is not None else BlockKind.PARAGRAPH


def _decoded(xml: str) -> DecodedText:
    """The words in the XML of a paragraph, read without a parser."""
    text = TAG.sub("", SPACING.sub(" ", DELETED.sub("", xml)))
    return DecodedText(text=unescape(text))


def _metadata(properties: bytes) -> fields.Fields:
    """Title and author of a document. Its dates are those of the file, not of the article, and are left out."""
    if not properties:
        return {}
    root = _parsed(properties)
    title = root.findtext(TITLE) or ""
    return fields.from_values(
        "document properties",
        title=None if JUNK_TITLE.search(title) else title,
        author=root.findtext(CREATOR),
    )
