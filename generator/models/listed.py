"""How articles are laid out for readers: places of extracts, days, months, outlets; and what may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.models.across import Story
from generator.models.articles import Article, Sentence


class Rights(StrEnum):
    """How much of an article its page shows."""

    FULL = "full"  # the whole text
    CONTEXT = "context"  # each extract with the sentences beside it
    SUMMARY = "summary"  # extracts only


class Robots(StrEnum):
    """Whether search engines of the web may list pages that show more of an article than its extracts."""

    NOINDEX = "noindex"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the site is called and where it is published; both as in the configuration."""

    name: str = "Briefing"
    about: str = ""
    url: str | None = None  # with a slash at its end; None while nobody said it


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an extract stands: its article, its sentences there, and the sentences beside it."""

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def first(self) -> int:
        return self.sentences[0].number

    @property
    def words(self) -> str:
        return self.article.text[self.sentences[0].start : self.sentences[-1].end]

    @property
    def before(self) -> str | None:
        return self._beside(self.first - 1)

    @property
    def after(self) -> str | None:
        return self._beside(self.sentences[-1].number + 1)

    def _beside(self, number: int) -> str | None:
        if not 1 <= number <= len(self.article.numbered):
            return None
        return self.article.words_of(self.article.numbered[number - 1])


def same_name(name: str) -> str:
    """Equal for two spellings of an outlet's name that differ in capitals or white space only."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the timeline: an article, or what a story has among the articles listed there."""

    article: Article  # whose lead stands for it
    story: Story | None
    articles: int  # of the story, among those listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    date: date
    articles: tuple[Article, ...]

    @property
    def month(self) -> str:
        """The id of the month that holds it."""
        return f"{self.date:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The dated articles of one month, newest day first."""

    id: str  # yyyy-mm
    days: tuple[Day, ...]

    @property
    def articles(self) -> int:
        return sum(len(day.articles) for day in self.days)

    @property
    def all(self) -> tuple[Article, ...]:
        return tuple(article for day in self.days for article in day.articles)


def by_month(articles: Iterable[Article]) -> tuple[Month, ...]:
    """The dated ones of articles by month and day; months, days and the articles of a day in the order given."""
    days: dict[date, list[Article]] = {}
    for article in articles:
        if article.published:
            days.setdefault(article.published, []).append(article)
    months: dict[str, list[Day]] = {}
    for day, within in days.items():
        months.setdefault(f"{day:%Y-%m}", []).append(Day(date=day, articles=tuple(within)))
    return tuple(Month(id=id_, days=tuple(each)) for id_, each in months.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What one outlet contributed; `name` is None for articles that do not say where they come from."""

    name: str | None
    articles: tuple[Article, ...]
    last: date | None
