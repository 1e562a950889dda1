"""Plain text: paragraphs, divided by blank lines or, if there are none, by lines."""

from __future__ import annotations

import re

from generator.models import Block, BlockKind, DecodedText, ExtractedDocument
from generator.readers.file import File

BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
MAX_WRAPPED_LINE_CHARS = 120  # characters; no editor or mailer wraps lines wider than this
SENTENCE_END = tuple('.!?…"”’»)')


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """One draft, even of an empty file: what has no text is named by cleaning."""
    decoded, encoding = file.decoded()
    draft = ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=(DecodedText(text=decoded),),
        blocks=blocks(decoded),
        visible=decoded,
        encoding=encoding,
    )
    return (draft,)


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text as blocks."""
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in split(text))


def split(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: divided at blank lines, and at line ends where the lines are not wrapped."""
    return tuple(paragraph for chunk in BLANK_LINES.split(text) for paragraph in paragraphs(chunk))


def paragraphs(chunk: str) -> tuple[str, ...]:
    """The paragraphs in lines that no blank line divides: one if the lines are wrapped, or else one for each line."""
    lines = [line for line in chunk.split("\n") if line.strip()]
    return (" ".join(lines),) if _are_wrapped(lines) else tuple(lines)


def _are_wrapped(lines: list[str]) -> bool:
    """True if all lines are narrow and most end in the middle of a sentence."""
    inner = lines[:-1]
    open_ends = sum(not line.rstrip().endswith(SENTENCE_END) for line in inner)
    return bool(inner) and max(map(len, lines)) <= MAX_WRAPPED_LINE_CHARS and open_ends * 2 > len(inner)
