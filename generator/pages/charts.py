"""Charts of the number of articles over time: bars and squares that a template draws. Pure.

Articles are counted per day, week, month or year, whichever gives a picture that can be read. All pictures of themes
share one axis, from the first dated article of the site to its newest, so that they can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

MAX_BARS = 62  # two months of days; more become hairlines on a phone
BAR_GAP = 0.3  # of a step, between two bars
SQUARE_STEP = 13  # pixels from one square to the next
MAX_SQUARES = 6  # undated articles drawn one by one; more are only counted

MIN_TREND_ARTICLES = 5  # in both windows together; fewer show no direction
TREND_RATIO = 1.5  # times as many, or as few, as before: then a direction is named


class Listed(Protocol):
    """An article, or a view of one."""

    @property
    def id(self) -> str:
        """The id of the article."""

    @property
    def published(self) -> date | None:
        """The date of publication, if known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The sizes of a picture, in pixels."""

    plot: int  # height of the highest bar
    height: int
    ticks: bool

    @property
    def baseline(self) -> float:
        """The bottom of the bars, in pixels from the top."""
        return self.plot + 1.5  # on a pixel's middle, so that a line of one pixel is sharp

    @property
    def text(self) -> int:
        """The baseline of the labels under the axis, in pixels from the top."""
        return self.height - 4


FRAMES = {
    "row": Frame(plot=24, height=26, ticks=False),
    "last row": Frame(plot=24, height=44, ticks=True),
    "figure": Frame(plot=54, height=74, ticks=True),
}


class Step(StrEnum):
    """The time that one bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


# How far from an end a third label can stand beside the end's own, in per cent of the narrowest picture, the rail of
# the Briefing: one and a half labels of the step and a gap; “11 Mar 2022” is the longest.
TICK_MARGIN = {Step.DAY: 25, Step.WEEK: 42, Step.MONTH: 33, Step.YEAR: 20}


def _monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def _next_month(day: date) -> date:
    """The first day of the month after the month of a day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


# Step → the start of the step that a day lies in, the start of the next, and the window of days that
# “more” and “fewer” compare with the one before it.
STEPS: Mapping[Step, tuple[Callable[[date], date], Callable[[date], date], int]] = {
    Step.DAY: (lambda day: day, lambda start: start + timedelta(days=1), 7),
    Step.WEEK: (_monday, lambda start: start + timedelta(days=7), 28),
    Step.MONTH: (lambda day: day.replace(day=1), _next_month, 91),
    Step.YEAR: (lambda day: date(day.year, 1, 1), lambda start: date(start.year + 1, 1, 1), 365),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The steps of time that bars stand for, in order."""

    step: Step
    starts: tuple[date, ...]

    def start_of(self, day: date) -> date:
        """The first day of the step (day, week, month or year) that contains a day."""
        return STEPS[self.step][0](day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The articles of one step; `x` and `width` in per cent of the picture's width."""

    start: date
    main: int  # articles whose main theme it is
    further: int  # articles that have it besides another
    x: float
    width: float

    @property
    def count(self) -> int:
        """The number of articles in the bar."""
        return self.main + self.further

    @property
    def middle(self) -> float:
        """The horizontal middle of the bar, in per cent of the picture's width."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """`x` and `width` in per cent, `y` and `height` in pixels from the top."""

    main: bool
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A labelled day below the bars."""

    day: date
    x: float  # per cent
    anchor: str  # `text-anchor` of SVG: start, middle or end


class Direction(StrEnum):
    """How the number of articles changed from one window of days to the next."""

    MORE = "more"
    FEWER = "fewer"
    STEADY = "steady"
    QUIET = "quiet"
    UNKNOWN = "too few to show a direction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The newest window of days beside the one before it; both count from the newest article of the site."""

    direction: Direction
    recent: int
    before: int
    days: int

    @property
    def known(self) -> bool:
        """True if enough articles are dated to tell a direction."""
        return self.direction is not Direction.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The picture of some articles over time."""

    axis: Axis
    bars: tuple[Bar, ...]  # those that hold an article
    scale: int  # the count that fills the height
    undated_main: int
    undated_further: int
    trend: Trend

    @property
    def dated(self) -> int:
        """The number of dated articles."""
        return sum(bar.count for bar in self.bars)

    @property
    def undated(self) -> int:
        """The number of undated articles."""
        return self.undated_main + self.undated_further

    @property
    def highest(self) -> Bar | None:
        """The highest bar, the earliest on a tie; None without a bar."""
        return max(self.bars, key=lambda bar: bar.count, default=None)

    def rectangles(self, height: float) -> tuple[Rectangle, ...]:
        """The rectangles of the bars, `height` pixels high at most: main theme at the bottom, further themes above."""
        pieces = []
        for bar in self.bars:
            foot = round(height * bar.main / self.scale, 1)
            rest = round(height * bar.further / self.scale, 1)
            if bar.main:
                pieces.append(
                    Rectangle(main=True, x=bar.x, width=bar.width, y=round(height - foot + 1, 1), height=foot)
                )
            if bar.further:
                top = round(height - foot - rest + 1, 1)
                pieces.append(Rectangle(main=False, x=bar.x, width=bar.width, y=top, height=rest))
        return tuple(pieces)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The labels under the bars: of the first and the last and, if it fits between them, of the highest."""
        first, last = self.axis.starts[0], self.axis.starts[-1]
        if first == last:
            return (Tick(day=first, x=50, anchor="middle"),)
        ends = (Tick(day=first, x=0, anchor="start"), Tick(day=last, x=100, anchor="end"))
        room = TICK_MARGIN[self.axis.step]
        if self.highest and room < self.highest.middle < 100 - room:
            return (ends[0], Tick(day=self.highest.start, x=self.highest.middle, anchor="middle"), ends[1])
        return ends

    @property
    def squares(self) -> tuple[tuple[int, bool], ...]:
        """The squares of the undated articles, each as (position in pixels, whether it is the article's main theme).

        Empty if there are more than MAX_SQUARES.
        """
        if self.undated > MAX_SQUARES:
            return ()
        return tuple((1 + SQUARE_STEP * index, index < self.undated_main) for index in range(self.undated))

    @property
    def squares_width(self) -> int:
        """The width that the squares of undated articles need, in pixels."""
        return 2 + SQUARE_STEP * len(self.squares)


def axis(articles: Iterable[Listed]) -> Axis | None:
    """The axis of the dated articles, in the shortest step that needs at most MAX_BARS bars.

    None without a dated article. If all lie in one month, the axis is that whole month.
    """
    days = sorted({article.published for article in articles if article.published})
    if not days:
        return None
    first, last = days[0], days[-1]
    if (first.year, first.month) == (last.year, last.month):
        first, last = first.replace(day=1), _next_month(first) - timedelta(days=1)
    for step in Step:
        starts = _starts(step, first, last)
        if len(starts) <= MAX_BARS:
            break
    return Axis(step=step, starts=starts)


def _starts(step: Step, first: date, last: date) -> tuple[date, ...]:
    """The first days of all steps of an axis, from the step of `first` to that of `last`, at most MAX_BARS + 1."""
    start_of, following, _ = STEPS[step]
    starts = [start_of(first)]
    while starts[-1] < start_of(last) and len(starts) <= MAX_BARS:
        starts.append(following(starts[-1]))
    return tuple(starts)


def coverage(
    along: Axis, articles: Sequence[Listed], main_ids: frozenset[str], newest: date, scale: int | None = None
) -> Coverage:
    """Count articles along an axis; `main_ids` are the ids of those with the theme as their main theme.

    `scale` is the count that fills the height, when pictures are to be compared; else the highest bar does.
    """
    main = Counter(along.start_of(a.published) for a in articles if a.published and a.id in main_ids)
    every = Counter(along.start_of(a.published) for a in articles if a.published)
    width = 100 / len(along.starts)
    bars = tuple(
        Bar(
            start=start,
            main=main[start],
            further=every[start] - main[start],
            x=round(width * (index + BAR_GAP / 2), 2),
            width=round(width * (1 - BAR_GAP), 2),
        )
        for index, start in enumerate(along.starts)
        if every[start]
    )
    undated = [article.id for article in articles if not article.published]
    return Coverage(
        axis=along,
        bars=bars,
        scale=scale or max((bar.count for bar in bars), default=1),
        undated_main=sum(id_ in main_ids for id_ in undated),
        undated_further=sum(id_ not in main_ids for id_ in undated),
        trend=trend(along, articles, newest),
    )


def trend(along: Axis, articles: Iterable[Listed], newest: date) -> Trend:
    """Compare the newest window of days with the one before it; the window depends on the step of the axis."""
    days = STEPS[along.step][2]
    ages = [(newest - article.published).days for article in articles if article.published]
    recent = sum(age < days for age in ages)
    before = sum(days <= age < 2 * days for age in ages)
    return Trend(direction=_direction(recent, before), recent=recent, before=before, days=days)


def _direction(recent: int, before: int) -> Direction:
    """Whether coverage grows, falls, is steady or has stopped, from the counts of two windows."""
    if recent + before < MIN_TREND_ARTICLES:
        return Direction.UNKNOWN
    if not recent:
        return Direction.QUIET
    if recent >= TREND_RATIO * before:
        return Direction.MORE
    if before >= TREND_RATIO * recent:
        return Direction.FEWER
    return Direction.STEADY


# --- the pictures of a site ------------------------------------------------------------------------------


def theme_coverage(
    along: Axis | None, articles: Sequence[Listed], main: frozenset[str], newest: date | None
) -> Coverage | None:
    """The coverage of a theme on the site's axis, its highest bar at full height.

    None without an axis or a newest date.
    """
    return coverage(along, articles, main, newest) if along and newest else None


def with_common_scale(coverages: Mapping[str, Coverage]) -> Mapping[str, Coverage]:
    """The coverages with one scale, that of the highest bar of all, so that their pictures can be compared."""
    highest = max((coverage.scale for coverage in coverages.values()), default=1)
    return {name: replace(coverage, scale=highest) for name, coverage in coverages.items()}


def total_coverage(articles: Sequence[Listed]) -> Coverage | None:
    """The coverage of articles whatever their themes, on an axis of their own; None if none is dated."""
    along = axis(articles)
    newest = max((article.published for article in articles if article.published), default=None)
    return theme_coverage(along, articles, frozenset(article.id for article in articles), newest)
