"""Which pages a long listing is cut into, so that no page grows without end. Pure.

Dated things are cut by month, and a crowded month by day: those pages keep their content when something new arrives.
What has no date is cut into parts of a fixed length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.models import Article, Briefing, Day, Month, Outcome, Theme, by_month

NEWEST = 50  # articles on a theme's own page
CROWDED = 300  # articles of a month, from which each of its days has a page of its own
ROWS = 200  # of a part of a table
EXTRACTS = 50  # of a part that quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some rows of a longer listing; `number` counts from 1."""

    of: str  # what the parts of one listing have in common in their addresses
    number: int
    parts: int
    rows: tuple[Any, ...]

    @property
    def id(self) -> str:
        return f"{self.of}-{self.number}"

    @property
    def numbers(self) -> range:
        """Those of all parts."""
        return range(1, self.parts + 1)

    @property
    def title(self) -> str:
        """What it is called beside the name of the listing; nothing where there is only one."""
        return f"part {self.number} of {self.parts}" if self.parts > 1 else ""


def parts(of: str, rows: Sequence[Any], most: int = ROWS) -> tuple[Part, ...]:
    """All parts of a listing, of at most so many rows; one, perhaps an empty one, when it is short."""
    starts = range(0, max(len(rows), 1), most)
    return tuple(
        Part(of=of, number=number, parts=len(starts), rows=tuple(rows[start : start + most]))
        for number, start in enumerate(starts, start=1)
    )


# --- themes ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """What a theme's own page leaves out: the articles of a month, or a part of those without a date."""

    theme: Theme
    month: Month | None
    undated: Part | None

    @property
    def id(self) -> str:
        return f"{self.theme.id}/{self.name}"

    @property
    def name(self) -> str:
        return self.month.id if self.month else self.undated.id if self.undated else ""

    @property
    def articles(self) -> tuple[Article, ...]:
        if self.month:
            return self.month.all
        return self.undated.rows if self.undated else ()


def of_theme(briefing: Briefing, theme: Theme) -> tuple[ThemePage, ...]:
    """The further pages of a theme, newest first; none where its own page holds all its articles."""
    about = briefing.about(theme)
    if len(about) <= NEWEST:
        return ()
    undated = tuple(article for article in about if not article.published)
    return (
        *(ThemePage(theme=theme, month=month, undated=None) for month in by_month(about)),
        *(ThemePage(theme=theme, month=None, undated=part) for part in parts("undated", undated) if undated),
    )


def theme_pages(briefing: Briefing) -> Iterator[ThemePage]:
    for theme in briefing.themes:
        yield from of_theme(briefing, theme)


# --- the timeline ----------------------------------------------------------------------------------------


def crowded(month: Month) -> bool:
    """Whether a month is too full for one page."""
    return month.articles > CROWDED


def crowded_days(briefing: Briefing) -> Iterator[Day]:
    """The days that have a page of their own."""
    for month in briefing.months:
        if crowded(month):
            yield from month.days


def timeline(briefing: Briefing) -> dict[str, str]:
    """Article id → the address of the page of the timeline that holds it."""
    found: dict[str, str] = {}
    for month in briefing.months:
        for day in month.days:
            page = f"{day.date}" if crowded(month) else month.id
            found |= {article.id: f"timeline/{page}/" for article in day.articles}
    for part in undated(briefing):
        page = f"{part.id}/" if part.number > 1 else ""
        found |= {article.id: f"timeline/{page}" for article in part.rows}
    return found


def undated(briefing: Briefing) -> tuple[Part, ...]:
    """The articles without a date, by id, since no other order means anything."""
    return parts("undated", sorted(briefing.undated, key=lambda article: article.id), EXTRACTS)


# --- the ledger and the outlets --------------------------------------------------------------------------

OUTCOMES = {
    Outcome.PUBLISHED: "published",
    Outcome.DUPLICATE: "duplicates",
    Outcome.QUARANTINED: "set-aside",
    Outcome.IGNORED: "ignored",
}


def fates(briefing: Briefing, outcome: Outcome) -> tuple[Part, ...]:
    return parts(OUTCOMES[outcome], briefing.fates(outcome))


def outlets(briefing: Briefing) -> tuple[Part, ...]:
    return parts("outlets", briefing.outlets)


def further(listing: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that do not stand on the listing's own page, which shows the first."""
    return tuple(part for part in listing if part.number > 1)
