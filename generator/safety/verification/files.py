"""The decoded text of a file as passages, and where the sentences of its article stand in it. Pure.

A passage is what stands between two boundaries: a paragraph, a heading, a table cell, a list item. Its tags, entities
and marks are taken away, its white space is folded, and nothing else is changed. The passages are joined by line
breaks, which no sentence holds: words that are found stand in one passage, and nothing but markup between them.

What is hidden or struck out is left out of the first reading and stands in the second, and where a text only may
hold tags, they are words in the second. An article has to agree with one of the two throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.models import DecodedText, TextForm
from generator.safety.verification import file_html, file_text

BREAK = "\n"  # between two passages
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The passages of a file, and what may be markup in them and in the words to look up."""

    text: str
    has_tags: bool
    has_marks: bool
    divided: Mapping[
        str, str
    ]  # words that stand divided at the end of a line: without their hyphen → with it

    def key(self, words: str) -> str:
        """The words as they would stand in the reading."""
        return file_text.key(words, self.divided, has_tags=self.has_tags, has_marks=self.has_marks)

    def spans(self, sentences: Sequence[str]) -> tuple[Span, ...]:
        """The start and end of each sentence in the reading, one after the other, up to the first that is missing."""
        spans: list[Span] = []
        position = 0
        for sentence in sentences:
            words = self.key(sentence)
            start = self.text.find(words, position)
            if start < 0:
                break
            position = start + len(words)
            spans.append((start, position))
        return tuple(spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """What of a file is neither in its article nor among what cleaning took out of it."""

    passages: tuple[str, ...] = ()  # of which nothing is used
    words: int = 0  # those of partly used passages included
    total: int = 0  # words of the file


def find_losses(reading: Reading, spans: Sequence[Span], accounted: Sequence[str]) -> Losses:
    """The words of a reading outside the spans, which are in order, and outside the accounted texts."""
    known = sorted(filter(None, map(reading.key, accounted)), key=len, reverse=True)
    passages, words, start, used = [], 0, 0, 0
    for passage in reading.text.split(BREAK):
        end, first, position, rest = start + len(passage), used, start, ""
        while used < len(spans) and spans[used][0] < end:
            rest += reading.text[position : spans[used][0]] + " "
            position = spans[used][1]
            used += 1
        rest = _without(rest + reading.text[position:end], known)
        words += len(rest.split())
        if used == first and rest:
            passages.append(passage)
        start = end + len(BREAK)
    return Losses(passages=tuple(passages), words=words, total=len(reading.text.split()))


def _without(text: str, known: Sequence[str]) -> str:
    """What is left of a text without the known ones, which stand between spaces; empty if no letter is left."""
    for words in known if text.strip() else ():
        text = f" {text} ".replace(f" {words} ", " ")
    return text if any(map(str.isalnum, text)) else ""


def unread_word_count(decoded: Sequence[DecodedText]) -> int:
    """The number of words that stand in hidden, struck-out or unclosed elements; 0 for a file that is not all HTML."""
    if any(text.form is not TextForm.HTML for text in decoded):
        return 0
    shown, whole = (len(reading.text.split()) for reading in readings(decoded))
    return max(0, whole - shown)


def readings(decoded: Sequence[DecodedText]) -> Iterator[Reading]:
    """The readings of a file: first without what nobody sees, then with it; plain text has only one."""
    forms = {text.form for text in decoded}
    for with_unread in (False,) if forms <= {TextForm.PLAIN} else (False, True):
        has_tags = not with_unread and bool(forms & {TextForm.TAGGED, TextForm.MARKDOWN})
        divided = {} if forms & {TextForm.HTML, TextForm.PAGE} else _divided_words(decoded)
        reading = Reading(text="", has_tags=has_tags, has_marks=TextForm.MARKDOWN in forms, divided=divided)
        passages = (passage for text in decoded for passage in _passages(text, with_unread=with_unread))
        yield replace(reading, text=BREAK.join(filter(None, map(reading.key, passages))))


def _divided_words(decoded: Sequence[DecodedText]) -> dict[str, str]:
    """The words of a file that are divided at the end of a line: without the hyphen → with it."""
    return {
        joined: written
        for text in decoded
        if "-\n" in text.text
        for joined, written in file_text.divided_words(text.text).items()
    }


def _passages(decoded: DecodedText, *, with_unread: bool) -> Iterator[str]:
    """The passages of a decoded file, by its format; hidden and struck out text only if `with_unread`."""
    if decoded.form in (TextForm.HTML, TextForm.PAGE):
        return file_html.passages(decoded.text, with_unread=with_unread)
    if decoded.form is TextForm.MARKDOWN:
        return file_text.markdown(decoded.text, with_unread=with_unread)
    is_tagged = decoded.form is TextForm.TAGGED and not with_unread
    return file_text.tagged(decoded.text) if is_tagged else file_text.plain(decoded.text)
