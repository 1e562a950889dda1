"""The values that flow through a build, in the order in which they come into being.

All are frozen and made once. Offsets are code points into `Article.text`, end exclusive, so the words of
a span are always `article.text[start:end]`; no value carries a second copy of an article's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

# --- reading -----------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a reader takes a piece of a file for. Plain text knows paragraphs only."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A piece of metadata as the source states it, and where it stood (`front matter`, `<title>` …)."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found in one file: nothing removed yet, nothing added."""

    source: str  # path under seeds/, with forward slashes
    sha256: str  # of the file's bytes, hexadecimal
    decoded: str  # all text of the file; an article's words are looked up in it for the proof
    blocks: tuple[Block, ...]
    title: Given | None = None
    published: Given | None = None
    outlet: Given | None = None
    author: Given | None = None
    url: Given | None = None
    language: Given | None = None
    slug: Given | None = None


# --- cleaning ----------------------------------------------------------------------------------------


class Removed(StrEnum):
    """Why cleaning took something out."""

    DATE_LINE = "date line"
    PICTURE_CREDIT = "picture credit"


class Unquotable(StrEnum):
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


class TitleOrigin(StrEnum):
    GIVEN = "given"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    text: str
    reason: Removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A span of the article's text; `number` counts sentences from 1 and is 0 for a heading."""

    start: int
    end: int
    paragraph: int
    number: int
    unquotable: Unquotable | None


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

    def words_of(self, span: Sentence | Extract | Evidence) -> str:
        return self.text[span.start : span.end]

    @cached_property
    def words(self) -> int:
        """Length in words, headings included."""
        return len(self.text.split())

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


# --- choosing ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Extract:
    """A quotation: whole sentences of one article, word for word."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The chosen sentences of one article in document order; `scores[i]` belongs to `extracts[i]`."""

    extracts: tuple[Extract, ...]
    scores: tuple[float, ...]
    method: str

    @property
    def best(self) -> Extract | None:
        """The extract with the highest score, the earlier one on a tie."""
        if not self.extracts:
            return None
        return max(zip(self.scores, reversed(range(len(self.extracts))), self.extracts, strict=True))[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What an editor means by a theme."""

    id: str
    title: str
    about: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place where a theme's term stands in an article."""

    term: str  # as configured
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMatch:
    theme: str
    score: float  # 0 … 1
    primary: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A brief across articles: extracts in the order in which they are read."""

    theme: str
    extracts: tuple[Extract, ...]


# --- accounting --------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What became of a file. The ledger adds up: found = the four of them."""

    PUBLISHED = "published"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why; the list is closed and the user guide explains each."""

    USED = "used"
    SAME_TEXT = "same text as another file"
    HIDDEN = "hidden file"
    UNKNOWN_FORMAT = "unknown format"
    NOT_A_FILE = "not a regular file"
    UNREADABLE = "cannot be read"
    ENCODING = "encoding not recognised"
    EMPTY = "no text"
    NO_SENTENCE = "no sentence to quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    source: str
    outcome: Outcome
    reason: Reason
    hint: str
    article: str | None = None  # the article published from it, or instead of it


# --- the whole ---------------------------------------------------------------------------------------


class Rights(StrEnum):
    """How much of an article its page shows."""

    FULL = "full"  # the whole text
    CONTEXT = "context"  # each extract with the sentences beside it
    SUMMARY = "summary"  # extracts only


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """Everything a page may ask for. Articles stand newest first, undated ones last."""

    articles: tuple[Article, ...]
    summaries: Mapping[str, Summary]
    matches: Mapping[str, tuple[ThemeMatch, ...]]
    themes: tuple[Theme, ...]
    digests: Mapping[str, Digest]
    bottom_line: tuple[Extract, ...]
    ledger: tuple[Fate, ...]
    rights: Rights

    @cached_property
    def by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site: its path under docs/ and its whole text."""

    path: str
    text: str
