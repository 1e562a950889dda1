"""Markdown: front matter in YAML or TOML, and the words without the marks around them.

Not a Markdown parser: it takes marks away line by line in linear time, which no hostile text can slow down, and it
never adds a character. What it does not know stays in the text as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping

from generator.models import Block, BlockKind, DecodedText, ExtractedDocument, Reason, TextForm
from generator.readers import fields, records, tags
from generator.readers import lines as wrapped_lines
from generator.readers.file import File, Refused

FENCES: Mapping[str, tuple[str, Callable[[str], records.Record]]] = {
    "---": ("YAML", records.read_yaml),
    "+++": ("TOML", records.read_toml),
}
MAX_INLINE_LINE_CHARS = 100_000  # characters in which links and emphasis are looked for

CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s*\S")
RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *$")
TABLE_RULE = re.compile(r"\|[\s|:-]+$")
HEADING = re.compile(r" {0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*$")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?P<text>.*)")
LINK_ALONE = re.compile(r"\[[^\[\]\n]{1,500}\]\([^()\n]{0,2000}\)")
QUOTE = re.compile(r"^(?: {0,3}> ?)+")

# Marks inside a line, and what stays of them. Every pattern is bounded, so that none can be made to wander.
INLINE = (
    (re.compile(r"^\s*\[![A-Za-z]{1,20}\][+-]? ?"), ""),  # the kind of a note: [!NOTE]
    (re.compile(r"==(?=\S)([^=\n]{1,1000})(?<=\S)=="), r"\1"),  # marked with a pen
    (re.compile(r"!\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"), ""),
    (re.compile(r"\[\^[^\[\]\n]{1,50}\]"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"`{1,3}([^`\n]{1,500})`{1,3}"), r"\1"),
    (re.compile(r"\*{1,3}(?=\S)([^*\n]{1,1000})(?<=\S)\*{1,3}"), r"\1"),
    (re.compile(r"(?<!\w)_{1,3}(?=\S)([^_\n]{1,1000})(?<=\S)_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]{1,1000})(?<=\S)~~"), ""),  # struck out by the author
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """The article in a Markdown file, with its front matter. Raises Refused if that is broken."""
    text, encoding = file.decoded()
    record, body = front_matter(text)
    blocks = tuple(_blocks(_without_comments(body)))
    draft = ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=(DecodedText(text=body, form=TextForm.MARKDOWN),),
        blocks=blocks,
        visible="\n".join(block.text for block in blocks),
        encoding=encoding,
        **fields.from_record(record, "front matter"),
    )
    return (draft,)


def front_matter(text: str) -> tuple[records.Record, str]:
    """The record between the two fences at the start, and the text after it; raises Refused if it is broken.

    Without two fences the record is empty, and the text is the whole.
    """
    fence, _, rest = text.lstrip("\n").partition("\n")
    if fence.rstrip() not in FENCES:
        return {}, text
    language, read_record = FENCES[fence.rstrip()]
    end = re.compile(
        rf"^(?:{re.escape(fence.rstrip())}{'|[.]{3}' if language == 'YAML' else ''})[ \t]*$", re.MULTILINE
    )
    end_fence = end.search(rest)
    if end_fence is None:
        return {}, text
    try:
        return read_record(rest[: end_fence.start()]), rest[end_fence.end() :]
    except records.Unreadable as error:
        if error.deep:
            raise Refused(
                Reason.TOO_DEEP, f"Front matter: {error} Keep it to `field: value` lines."
            ) from None
        raise Refused(Reason.METADATA, f"Front matter: {error} Correct it, or take it out.") from None


def _without_comments(text: str) -> str:
    """The text without HTML comments; a comment without an end stays as text."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + len("-->")
    return "".join((*kept, text[position:]))


def _blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text: headings, list items, quotations and paragraphs."""
    lines: list[str] = []
    kind = BlockKind.PARAGRAPH
    for line, kind_of_line in _lines(text):
        starts_block = kind_of_line is not None
        if starts_block or not line.strip():
            yield from _block(kind, lines)
            lines, kind = [], kind_of_line or BlockKind.PARAGRAPH
        if line.strip():
            lines.append(line)
        if kind is BlockKind.HEADING and lines:
            yield from _block(kind, lines)
            lines, kind = [], BlockKind.PARAGRAPH
    yield from _block(kind, lines)


def _lines(text: str) -> Iterator[tuple[str, BlockKind | None]]:
    """Each line without the marks at its start, with the kind of block that it begins; None if it begins none."""
    fence = ""
    lines = text.split("\n")
    for number, raw in enumerate(lines):
        line = QUOTE.sub("", raw)
        below = QUOTE.sub("", lines[number + 1]) if number + 1 < len(lines) else ""
        if found := CODE_FENCE.match(line):
            fence = "" if fence else found[1]
            yield "", None
        elif any(mark.match(line) for mark in (DEFINITION, RULE, UNDERLINE, TABLE_RULE)):
            yield "", None
        elif heading := HEADING.match(line):
            yield heading["text"], BlockKind.HEADING
        elif item := ITEM.match(line):
            yield item["text"], BlockKind.LIST_ITEM
        elif line.startswith("|"):
            yield from ((cell.strip(), BlockKind.LIST_ITEM) for cell in line.split("|") if cell.strip())
            yield "", None
        elif line.strip() and UNDERLINE.match(below) and not _is_blank_above(lines, number):
            yield line, None
        elif line.strip() and UNDERLINE.match(below):
            yield line, BlockKind.HEADING
        else:
            yield line, None


def _is_blank_above(lines: list[str], number: int) -> bool:
    """True if the line with this number is the first, or the line above it is blank."""
    return number == 0 or not lines[number - 1].strip()


def _block(kind: BlockKind, lines: list[str]) -> Iterator[Block]:
    """The blocks of one kind in some lines of Markdown, without its marks; none if no text is left."""
    paragraphs = (
        wrapped_lines.paragraphs("\n".join(lines)) if kind is BlockKind.PARAGRAPH else (" ".join(lines),)
    )
    if kind is BlockKind.LIST_ITEM and LINK_ALONE.fullmatch(lines[0].strip() if len(lines) == 1 else ""):
        kind = BlockKind.HEADING  # of something else to read
    for paragraph in paragraphs:
        for part in inline(paragraph).split("\n\n"):
            if text := part.strip():
                yield Block(kind=kind, text=text)


def inline(line: str) -> str:
    """The words of a line without links, emphasis, images, tags and escapes; a blank line where a block ends.

    A line of more than MAX_INLINE_LINE_CHARS is returned as it is.
    """
    if len(line) > MAX_INLINE_LINE_CHARS:
        return line
    for mark, words in INLINE:
        line = mark.sub(words, line)
    return html.unescape(tags.without_tags(line) if "<" in line else line)
