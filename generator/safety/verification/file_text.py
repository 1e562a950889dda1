"""The passages of plain text, of text with tags and of Markdown, read without the readers' code. Pure.

`key` takes away what may be markup from words and from the source alike, so that a mark which a reader left in its
place does not count as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

BLANK_LINES = re.compile(r"\n\s*\n")
BROKEN_WORD = re.compile(r"(?<=\w)- (?=\w)")  # a hyphen at the end of a line, which a reader may join
DIVIDED_WORD = re.compile(r"([^\W\d_]+)-\n[ \t]*([^\W\d_]+)")
WORD = re.compile(r"[^\W\d_]+")
INVISIBLE = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)  # where a word may be divided, and marks of files
MAX_UNESCAPES = 4  # of what was escaped several times

TAG = re.compile(
    r"""</?[a-zA-Z][\w.:-]*+
    (?:\s+[\w:@.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+)|\s+(?:hidden|open|nowrap|download))*\s*/?>""",
    re.VERBOSE,
)
BLOCK_TAG = re.compile(
    r"""(?:\A|(?<=[.!?:…"'”’»)\]>。！？\n]))[ \t]*</?
    (?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|blockquote|section|article|figure|figcaption|pre|hr)
    (?:\s[^<>]*)?/?>""",
    re.IGNORECASE | re.VERBOSE,
)
TWO_LINE_BREAKS = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
UNREAD = re.compile(
    r"<(del|s|strike|script|style)(?:\s[^<>]*)?>(?:(?!\n\s*\n|<\1[\s>]).)*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

QUOTE_MARK = re.compile(r"^(?: {0,3}> ?)+")
OPENING_MARK = re.compile(r" {0,3}#{1,6}\s+|\s*(?:[-*+]|\d{1,9}[.)])\s+")  # of a heading or a list item
WITHOUT_WORDS = re.compile(
    r" {0,3}(?:`{3,}.*|~{3,}.*|=+ *|(?:-[ \t]*)+|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|\[[^\]\n]{1,200}\]:\s*\S.*)"
)
PICTURE_OR_FOOTNOTE = re.compile(
    r"!\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])|\[\^[^\[\]\n]{1,50}\]"
)
TARGET = re.compile(r"\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,1000}(?<=\S)~~")
MARKS = re.compile(r"[*_~`\\\[\]<>]|==")


def plain(text: str) -> Iterator[str]:
    """The paragraphs of a text, divided at blank lines."""
    yield from BLANK_LINES.split(text)


def tagged(text: str) -> Iterator[str]:
    """The paragraphs of a text that may contain tags, divided at blank lines and at tags of blocks.

    Struck-out text, scripts and styles are left out; other tags stay, which `key` removes.
    """
    text = TWO_LINE_BREAKS.sub("\n\n", UNREAD.sub("", text))
    yield from BLANK_LINES.split(LINE_BREAK.sub("\n", BLOCK_TAG.sub("\n\n", text)))


def markdown(text: str, *, with_unread: bool) -> Iterator[str]:
    """The paragraphs, headings, list items and cells of Markdown, with the marks in their lines, which `key` removes.

    Struck-out text and what tags hide are left out, and paragraphs divided at tags of blocks, unless `with_unread`.
    """
    text = COMMENT.sub("", text)
    lines: list[str] = []
    for raw in text.split("\n"):
        line = QUOTE_MARK.sub("", raw)
        opening = OPENING_MARK.match(line)
        has_words = bool(line.strip()) and not WITHOUT_WORDS.fullmatch(line)
        if opening or not has_words or line.startswith("|"):
            yield from _paragraph(lines, with_unread=with_unread)
            lines.clear()
        if line.startswith("|"):
            yield from line.split("|")
        elif has_words:
            lines.append(line[opening.end() :] if opening else line)
        if opening and "#" in opening[0]:
            yield from _paragraph(lines, with_unread=with_unread)
            lines.clear()
    yield from _paragraph(lines, with_unread=with_unread)


def _paragraph(lines: list[str], *, with_unread: bool) -> Iterator[str]:
    """The text of a paragraph of Markdown as it stands if `with_unread`.

    Otherwise its parts between tags of blocks, without struck-out text and what tags hide.
    """
    text = "\n".join(lines)
    yield from (text,) if with_unread else tagged(STRUCK.sub("", text))


def divided_words(text: str) -> dict[str, str]:
    """The words of a text that are divided at the end of a line: without the hyphen → with it."""
    return {f"{word[1]}{word[2]}": f"{word[1]}-{word[2]}" for word in DIVIDED_WORD.finditer(text)}


def key(words: str, divided: Mapping[str, str], *, has_tags: bool, has_marks: bool) -> str:
    """The words in the form in which file and article are compared: without entities, tags and marks of Markdown.

    White space is single spaces, invisible signs are left out, and a word that was divided after a hyphen at the end
    of a line has that hyphen, wherever it stands. `divided` is what `divided_words` finds in the file.
    """
    for _ in range(MAX_UNESCAPES):
        if "&" not in words and not (has_tags and "<" in words):
            break
        words = unescape(TAG.sub("", words) if has_tags else words)
    if has_marks:
        words = MARKS.sub("", TARGET.sub("]", PICTURE_OR_FOOTNOTE.sub("", words)))
    if not words.isascii():
        words = words.translate(INVISIBLE)
    words = " ".join(words.split())
    words = BROKEN_WORD.sub("-", words) if "- " in words else words
    return WORD.sub(lambda word: divided.get(word[0], word[0]), words) if divided else words
