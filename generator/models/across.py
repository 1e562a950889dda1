"""Values made from several articles: digests, copies, stories, and figures that differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.models.chosen import Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A brief across articles, made of extracts from them, in the order in which they are read."""

    of: str  # id of the theme or the story
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Another file with the text of a published article, named on its page under “Also carried by”."""

    article: str  # id of the article that is published
    source: str  # path of the other file under seeds/
    outlet: str | None
    published: date | None
    url: str | None


class StoryKind(StrEnum):
    """How the articles of a story were put together."""

    EVENT = "event"  # found to report the same event
    EDITED = "edited"  # put together by an editor


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event, the earliest first; undated ones last."""

    id: str  # of its first article, or as an editor names it
    title: str  # of one of its articles, or as an editor words it
    kind: StoryKind
    articles: tuple[str, ...]  # their ids
    first: date | None  # publication of its earliest dated article
    last: date | None  # publication of its latest dated article
    publishers: tuple[
        str, ...
    ]  # independent ones: outlets of one family, or with the text of one agency, count once


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that differs between articles, and the sentence that states it.

    Its words are `article.text[start:end]`.
    """

    value: float  # of `1,30,000` or `1.5 million`, for comparison only; pages print the source's own form
    unit: str
    subject: str  # what is counted or measured, in words of the sentence
    hedge: str | None  # as printed: “at least”
    start: int
    end: int
    extract: Extract  # the sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Figures of several articles for the same subject in the same unit, lowest first."""

    subject: str
    unit: str
    figures: tuple[Figure, ...]
