"""What is said across articles: briefs, copies, stories, and figures that differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.models.chosen import Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A brief across articles: extracts in the order in which they are read."""

    of: str  # id of the theme or the story
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The text of a published article in another file: what “also carried by” names."""

    article: str  # id of the article that is shown
    source: str
    outlet: str | None
    published: date | None
    url: str | None


class StoryKind(StrEnum):
    EVENT = "event"  # found to report the same event
    EDITED = "edited"  # put together by an editor


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event, the earliest first; undated ones last."""

    id: str  # of its first article, or as an editor names it
    title: str  # of one of its articles, or as an editor words it
    kind: StoryKind
    articles: tuple[str, ...]
    first: date | None
    last: date | None
    publishers: tuple[str, ...]  # known and independent: families once, wires once


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity and the sentence that states it; `start` and `end` are where it is printed in its article."""

    value: float  # of `1,30,000` or `1.5 million`, for comparison only; pages print the source's own form
    unit: str
    subject: str
    hedge: str | None  # as printed: “at least”
    start: int
    end: int
    extract: Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Figures of several articles for the same subject in the same unit, lowest first."""

    subject: str
    unit: str
    figures: tuple[Figure, ...]
