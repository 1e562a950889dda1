"""The body of an article in JSON, a feed or an e-mail: HTML if the format or its structure says so, else text."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from generator.models import Block, DecodedText, TextForm
from generator.readers import hypertext, plain, tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The blocks of a body, all its words, and the text they were read from."""

    blocks: tuple[Block, ...]
    words: str  # what a reader could see, parts that are no prose included; empty if there is nothing
    decoded: tuple[DecodedText, ...]


def read(text: str, *, is_html: bool = False, is_escaped: bool = False) -> Body:
    """Read the text of a field, whether it is plain or HTML.

    `is_html` if the format says that it is HTML, `is_escaped` if it may contain entities even if it is text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text and (is_html or tags.is_html(text)):
        return read_html(text)
    unescaped = html.unescape(text) if "&lt;" in text and "<" not in text else ""
    if tags.is_html(unescaped):  # HTML that was escaped once too often
        return read_html(unescaped)
    untagged = tags.without_tags(text) if "<" in text else text
    words = html.unescape(untagged) if is_html or is_escaped or untagged != text else text
    if words == text:
        return read_plain(text)
    decoded = (DecodedText(text=text, form=TextForm.TAGGED),)
    return Body(blocks=plain.blocks(words), words=words.strip(), decoded=decoded)


def read_html(text: str) -> Body:
    """Read a text in HTML, a fragment or a whole document."""
    document = hypertext.parse(tags.with_paragraph_breaks(text))
    decoded = (DecodedText(text=text, form=TextForm.HTML),)
    return Body(blocks=document.blocks, words=document.text.strip(), decoded=decoded)


def read_plain(text: str) -> Body:
    """Read a plain text, in which tags are words."""
    return Body(blocks=plain.blocks(text), words=text.strip(), decoded=(DecodedText(text=text),))


def join(bodies: Sequence[Body]) -> Body:
    """Join several bodies to one, for formats with a field for each paragraph."""
    return Body(
        blocks=tuple(block for body in bodies for block in body.blocks),
        words="\n".join(body.words for body in bodies),
        decoded=tuple(text for body in bodies for text in body.decoded),
    )
