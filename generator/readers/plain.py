"""Plain text: paragraphs, divided by blank lines or, if there are none, by lines."""

from __future__ import annotations

import re

from generator.models import Block, BlockKind, DecodedText, ExtractedDocument
from generator.readers import fields, lines
from generator.readers.file import File
from generator.readers.records import Record

HEADER_LINE = re.compile(r"([^\W\d_][\w -]{1,20}):[ \t]+(\S.*)")
HEADER_NAMES = frozenset(("title", "headline", "date", "published", "publicationdate", "pubdate"))
OTHER_NAMES = frozenset(
    "section page pages length copyright edition subject words tags keywords byline dateline body country".split()
)
MAX_HEADER_LINES = 20


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """One draft, even of an empty file: what has no text is named by cleaning."""
    decoded, encoding = file.decoded()
    header, text = split_header(decoded)
    draft = ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=(DecodedText(text=text),),
        blocks=blocks(text),
        visible=text,
        encoding=encoding,
        **fields.from_record(header, "header lines"),
    )
    return (draft,)


def split_header(text: str) -> tuple[Record, str]:
    """The lines `Title: …`, `Source: …`, `Date: …` at the start of a text as a record, and the text below them.

    They are read up to the first blank line, and only if one of them is a title or a date.
    """
    header, _, rest = text.lstrip("\ufeff\n").partition("\n\n")
    lines = [HEADER_LINE.fullmatch(line.strip()) for line in header.split("\n")]
    if not rest.strip() or len(lines) > MAX_HEADER_LINES:
        return {}, text
    record: Record = {line[1]: line[2] for line in lines if line}
    names = {fields.plain_name(name) for name in record}
    is_header = (
        all(lines)
        and names & HEADER_NAMES
        and all(name in fields.NAMES or name in OTHER_NAMES for name in names)
    )
    return (record, rest) if is_header else ({}, text)


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text as blocks."""
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in lines.split(text))
