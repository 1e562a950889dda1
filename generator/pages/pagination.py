"""Divides long listings into pages of bounded length. Pure; knows no templates.

Dated articles are divided by month, and a month with many articles by day, so that the pages of the past stay as they
are when an article arrives. Rows without a date are divided into pages of a fixed number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from generator.models import Article, Outcome

if TYPE_CHECKING:
    from generator.pages.listings import LedgerEntryView
    from generator.pages.views import ThemeView

MAX_THEME_ARTICLES = 50  # on a theme's own page
MAX_MONTH_ARTICLES = 300  # on one page; each day of a fuller month has a page of its own
MAX_ROWS = 200  # on a page of a table
MAX_EXTRACTS = 50  # on a page that quotes a sentence in each row


class Dated(Protocol):
    """An article, or a view of one."""

    @property
    def published(self) -> date | None:
        """The date of publication, if known."""


T = TypeVar("T", bound=Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """One page of a listing: at most a fixed number of its rows."""

    listing: str  # its name in the addresses of its pages
    number: int  # from 1
    total: int  # pages of the listing
    rows: tuple[Any, ...]

    @property
    def id(self) -> str:
        """The page's name in addresses."""
        return f"{self.listing}-{self.number}"

    @property
    def numbers(self) -> range:
        """The numbers of all pages of the listing, 1 … `total`, for the links between them."""
        return range(1, self.total + 1)

    @property
    def label(self) -> str:
        """“part 2 of 3”; empty for the only page of a listing."""
        return f"part {self.number} of {self.total}" if self.total > 1 else ""


def paginate(listing: str, rows: Sequence[Any], max_rows: int = MAX_ROWS) -> tuple[ListingPage, ...]:
    """Divide the rows into pages of at most `max_rows`; a listing without rows has one empty page."""
    starts = range(0, max(len(rows), 1), max_rows)
    return tuple(
        ListingPage(
            listing=listing, number=number, total=len(starts), rows=tuple(rows[start : start + max_rows])
        )
        for number, start in enumerate(starts, start=1)
    )


def following_pages(pages: Iterable[ListingPage]) -> tuple[ListingPage, ...]:
    """All pages of a listing but the first, whose rows stand on the page that introduces the listing."""
    return tuple(page for page in pages if page.number > 1)


# --- by date ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Generic[T]):
    """The articles published on one day."""

    date: date
    articles: tuple[T, ...]

    @property
    def month(self) -> str:
        """The month of the day, as yyyy-mm."""
        return f"{self.date:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month(Generic[T]):
    """The articles published in one month, the newest day first."""

    id: str  # yyyy-mm
    days: tuple[Day[T], ...]

    @property
    def articles(self) -> tuple[T, ...]:
        """The articles of all days of the month."""
        return tuple(article for day in self.days for article in day.articles)

    @property
    def is_paginated(self) -> bool:
        """True if the month has too many articles for one page, so that each of its days has a page."""
        return sum(len(day.articles) for day in self.days) > MAX_MONTH_ARTICLES


def group_by_month(articles: Iterable[T]) -> tuple[Month[T], ...]:
    """Group the dated articles by month and day; months, days and the articles of a day keep the order given."""
    by_day: dict[date, list[T]] = {}
    for article in articles:
        if article.published:
            by_day.setdefault(article.published, []).append(article)
    months: dict[str, list[Day[T]]] = {}
    for day, members in by_day.items():
        months.setdefault(f"{day:%Y-%m}", []).append(Day(date=day, articles=tuple(members)))
    return tuple(Month(id=id_, days=tuple(days)) for id_, days in months.items())


# --- themes ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage(Generic[T]):
    """A further page of a theme: its articles of one month, or some of its undated ones."""

    theme: ThemeView
    month: Month[T] | None = None
    undated: ListingPage | None = None

    @property
    def id(self) -> str:
        """The page's address below `themes/`."""
        return f"{self.theme.id}/{self.name}"

    @property
    def name(self) -> str:
        """The page's name in addresses: the month, or the page of undated articles."""
        return self.month.id if self.month else self.undated.id if self.undated else ""

    @property
    def articles(self) -> tuple[T, ...]:
        """The articles that the page lists."""
        if self.month:
            return self.month.articles
        return self.undated.rows if self.undated else ()


def theme_pages(theme: ThemeView, articles: Sequence[T]) -> tuple[ThemePage[T], ...]:
    """The further pages of a theme, the newest month first, then those of its undated articles.

    Empty if all its articles fit on the theme's own page.
    """
    if len(articles) <= MAX_THEME_ARTICLES:
        return ()
    undated = tuple(article for article in articles if not article.published)
    return (
        *(ThemePage(theme=theme, month=month) for month in group_by_month(articles)),
        *(ThemePage(theme=theme, undated=page) for page in paginate("undated", undated) if undated),
    )


# --- the timeline ----------------------------------------------------------------------------------------


def undated_pages(articles: Iterable[Any]) -> tuple[ListingPage, ...]:
    """The pages that list the undated articles, in the order of their ids; one empty page if there are none."""
    undated = sorted(
        (article for article in articles if not article.published), key=lambda article: article.id
    )
    return paginate("undated", undated, MAX_EXTRACTS)


def paginated_days(months: Iterable[Month[T]]) -> Iterator[Day[T]]:
    """The days that have a page of their own, because their month is too full for one page."""
    for month in months:
        if month.is_paginated:
            yield from month.days


def timeline_addresses(articles: Sequence[Article]) -> dict[str, str]:
    """For each article id the address of the page of the timeline that lists the article."""
    addresses: dict[str, str] = {}
    for month in group_by_month(articles):
        for day in month.days:
            page = f"{day.date}" if month.is_paginated else month.id
            addresses |= {article.id: f"timeline/{page}/" for article in day.articles}
    for listing in undated_pages(articles):
        page = f"{listing.id}/" if listing.number > 1 else ""
        addresses |= {article.id: f"timeline/{page}" for article in listing.rows}
    return addresses


# --- the ledger ------------------------------------------------------------------------------------------

LEDGER_LISTINGS = {
    Outcome.PUBLISHED: "published",
    Outcome.DUPLICATE: "duplicates",
    Outcome.QUARANTINED: "set-aside",
    Outcome.IGNORED: "ignored",
}


def ledger_pages(ledger: Sequence[LedgerEntryView]) -> dict[str, tuple[ListingPage, ...]]:
    """For each of `published`, `duplicates`, `set-aside` and `ignored` the pages that list its files."""
    return {
        name: paginate(name, [entry for entry in ledger if entry.outcome is outcome])
        for outcome, name in LEDGER_LISTINGS.items()
    }
