"""Cleaned articles and their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from generator.language import scripts
from generator.models.drafts import ExtractionWarning


class Removed(StrEnum):
    """Why cleaning took something out."""

    DATE_LINE = "date line"
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
    GIVEN = "given"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    text: str
    reason: Removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that only another sentence explains, any of those numbered in `on`, or with which it takes this one back.

    Nothing is in `on` where the explanation stood before the first sentence.
    """

    words: str
    antecedents: tuple[int, ...]
    required: bool  # a reader is lost without it, and not merely less well off


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A span of the article's text; `number` counts sentences from 1 and is 0 for a heading."""

    start: int
    end: int
    paragraph: int
    number: int
    rejection: RejectionReason | None
    references: tuple[Reference, ...] = ()  # on what neither the sentence itself nor the title explains

    @property
    def is_standalone(self) -> bool:
        """Whether it may be printed with nothing but the title beside it."""
        return self.rejection is None and not any(lean.required for lean in self.references)


class Span(Protocol):
    """Anything that stands in an article's text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Article:
    id: str
    source: str
    sha256: str
    title: str
    title_origin: TitleOrigin
    title_cut: bool  # a derived title that leaves off the rest of its sentence
    published: date | None
    published_origin: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str
    text: str
    sentences: tuple[Sentence, ...]
    removed: tuple[Removal, ...]
    origins: tuple[tuple[str, str], ...] = ()  # what is known beside the text → where it was found
    warnings: tuple[ExtractionWarning, ...] = ()
    notes: tuple[str, ...] = ()  # what of its metadata could not be used, in sentences

    def words_of(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def is_standalone(self, extract: Span) -> bool:
        """Whether the extract may be printed with nothing but the title beside it."""
        within = [each for each in self.numbered if extract.start <= each.start and each.end <= extract.end]
        return all(sentence.is_standalone for sentence in within)

    @cached_property
    def words(self) -> int:
        """Length in words, headings included; two characters of Chinese are one word."""
        return scripts.length(self.text)

    @cached_property
    def numbered(self) -> tuple[Sentence, ...]:
        """The sentences proper, in order: `numbered[n - 1].number == n`."""
        return tuple(sentence for sentence in self.sentences if sentence.number)

    @cached_property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        grouped: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            grouped.setdefault(sentence.paragraph, []).append(sentence)
        return tuple(tuple(members) for members in grouped.values())
