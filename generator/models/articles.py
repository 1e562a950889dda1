"""Cleaned articles, their sentences, and the reasons for which a sentence is not quoted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from generator.language import scripts
from generator.models.drafts import ExtractionWarning


class Removed(StrEnum):
    """Why cleaning removed a passage."""

    DATE_LINE = "date line"
    BYLINE = "byline"
    TITLE = "repeats the title"
    PICTURE_CREDIT = "picture credit"
    CAPTION = "picture caption"
    VIDEO = "video or audio caption"
    NEWSLETTER = "newsletter or subscription prompt"
    PROMOTION = "pointer to something else to read, hear or do"
    POST = "embedded post"
    SIGN_OFF = "sign-off of an agency or a reporter"
    NOTICE = "rights notice"
    REPEATED = "repeats another passage"
    PAYWALL = "line of a paywall"
    PAGE_LINE = "notice of the page to its reader"


class RejectionReason(StrEnum):
    """Why a sentence may not be printed on its own."""

    HEADING = "heading"
    FRAGMENT = "fragment"
    QUESTION = "question"
    LEAD_IN = "lead-in to what follows"
    FUSED = "fused with another text"
    DANGLING = "opens with a reference to the sentence before"
    BARE_QUOTATION = "quotation without its speaker"
    CUT_QUOTATION = "quotation that does not end here"
    OVERLONG = "too long to be one sentence"
    CAPTION = "may be a caption"
    POST = "holds a link, a handle or an emoji"
    NOTE = "note by the editors"
    GAP = "words are missing"


class TitleOrigin(StrEnum):
    """Whether the source gives a title, or one was taken from the text."""

    GIVEN = "given"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A passage that cleaning removed from an article."""

    text: str
    reason: Removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words of a sentence that only another sentence explains, or by which another sentence takes this one back.

    Any one of the antecedents explains it. There is none if the explanation stood before the first sentence.
    """

    words: str
    antecedents: tuple[int, ...]  # numbers of the sentences
    required: (
        bool  # the sentence is misleading or incomprehensible without an antecedent, not merely less clear
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A span of the article's text; `number` counts sentences from 1 and is 0 for a heading."""

    start: int
    end: int
    paragraph: int  # index of its paragraph
    number: int
    rejection: RejectionReason | None  # None if nothing in the sentence itself keeps it from being quoted
    references: tuple[Reference, ...] = ()  # on what neither the sentence itself nor the title explains

    @property
    def is_standalone(self) -> bool:
        """True if the sentence may be printed with nothing but the title beside it."""
        return self.rejection is None and not any(reference.required for reference in self.references)


class Span(Protocol):
    """A range of an article's text, in code points, end exclusive."""

    @property
    def start(self) -> int:
        """The offset of the first code point of the span in the text."""

    @property
    def end(self) -> int:
        """The offset after the last code point of the span in the text."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """A cleaned article. Unknown metadata is None; nothing is guessed."""

    id: str  # permanent; the last part of its page's address
    source: str  # path under seeds/; `#n` names an entry of a file that holds several
    sha256: str  # of the file, hexadecimal
    title: str
    title_origin: TitleOrigin
    title_cut: bool  # a derived title that leaves off the rest of its sentence
    published: date | None
    published_origin: str | None  # where the date was found
    outlet: str | None
    author: str | None
    url: str | None  # of the publisher's page
    language: str  # ISO 639-1 code
    text: str  # cleaned paragraphs
    sentences: tuple[Sentence, ...]  # headings included, in order
    removed: tuple[Removal, ...]
    origins: tuple[tuple[str, str], ...] = ()  # what is known beside the text → where it was found
    warnings: tuple[ExtractionWarning, ...] = ()
    notes: tuple[str, ...] = ()  # sentences for the ledger, on metadata that could not be used

    def words_of(self, span: Span) -> str:
        """The text of a span, word for word as it stands in the article."""
        return self.text[span.start : span.end]

    def is_standalone(self, extract: Span) -> bool:
        """True if the extract may be printed with nothing but the title beside it."""
        inside = (s for s in self.numbered if extract.start <= s.start and s.end <= extract.end)
        return all(sentence.is_standalone for sentence in inside)

    @cached_property
    def words(self) -> int:
        """The number of words of the article, headings included; two characters of Chinese are one word."""
        return scripts.word_count(self.text)

    @cached_property
    def numbered(self) -> tuple[Sentence, ...]:
        """The sentences without headings, in order: `numbered[n - 1].number == n`."""
        return tuple(sentence for sentence in self.sentences if sentence.number)

    @cached_property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences by paragraph; a heading is a paragraph of its own."""
        grouped: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            grouped.setdefault(sentence.paragraph, []).append(sentence)
        return tuple(tuple(members) for members in grouped.values())
