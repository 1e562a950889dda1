"""The decoded text of a file as passages, and where the sentences of its article stand in it. Pure.

A passage is what stands between two boundaries: a paragraph, a heading, a table cell, a list item. Its tags, entities
and marks are taken away, its white space is folded, and nothing else is changed. The passages are joined by line
breaks, which no sentence holds: words that are found stand in one passage, and nothing but markup between them.

What is hidden or struck out is left out of the first reading and stands in the second, and where a text only may
hold tags, they are words in the second. An article has to agree with one of the two throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    def key(self, words: str) -> str:
        """The words as they would stand in the reading."""
        return file_text.key(words, has_tags=self.has_tags, has_marks=self.has_marks)

    def spans(self, sentences: Sequence[str]) -> tuple[Span, ...]:
        """Where the sentences stand one behind the other; as many of them as are found."""
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


def readings(decoded: Sequence[DecodedText]) -> Iterator[Reading]:
    """The readings of a file, the one without what nobody sees first."""
    forms = {text.form for text in decoded}
    for with_unread in (False,) if forms <= {TextForm.PLAIN} else (False, True):
        has_tags = not with_unread and bool(forms & {TextForm.TAGGED, TextForm.MARKDOWN})
        reading = Reading(text="", has_tags=has_tags, has_marks=TextForm.MARKDOWN in forms)
        passages = (passage for text in decoded for passage in _passages(text, with_unread=with_unread))
        yield replace(reading, text=BREAK.join(filter(None, map(reading.key, passages))))


def _passages(decoded: DecodedText, *, with_unread: bool) -> Iterator[str]:
    """The passages of a decoded file, by its format; hidden and struck out text only if `with_unread`."""
    if decoded.form is TextForm.HTML:
        return file_html.passages(decoded.text, with_unread=with_unread)
    if decoded.form is TextForm.MARKDOWN:
        return file_text.markdown(decoded.text, with_unread=with_unread)
    is_tagged = decoded.form is TextForm.TAGGED and not with_unread
    return file_text.tagged(decoded.text) if is_tagged else file_text.plain(decoded.text)
