"""Coverage over time as shapes: which steps, how high, and which direction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from values import article

from generator.models import Article
from generator.pages import charts
from generator.pages.charts import Direction, Step

START = date(2024, 3, 4)  # a Monday


def on(*days: date | None) -> list[Article]:
    return [article(id=f"a{number}", published=day) for number, day in enumerate(days)]


def spread(days: int) -> list[Article]:
    return on(START, START + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "step"),
    [(0, Step.DAY), (61, Step.DAY), (62, Step.WEEK), (430, Step.WEEK), (440, Step.MONTH), (2000, Step.YEAR)],
)
def test_the_step_is_the_finest_that_can_be_read(days: int, step: Step) -> None:
    found = charts.axis(spread(days))

    assert found is not None
    assert found.step is step
    assert len(found.starts) <= charts.MAX_BARS


def test_a_single_month_is_shown_whole() -> None:
    found = charts.axis(on(date(2024, 2, 14)))

    assert found is not None
    assert (found.starts[0], found.starts[-1]) == (date(2024, 2, 1), date(2024, 2, 29))


def test_articles_without_a_date_have_no_axis() -> None:
    assert charts.axis(on(None)) is None
    assert charts.total_coverage(on(None)) is None


def test_bars_lie_side_by_side_within_the_picture() -> None:
    found = charts.total_coverage(on(START, START, START + timedelta(days=40)))

    assert found is not None
    assert [bar.count for bar in found.bars] == [2, 1]
    assert all(0 <= bar.x < bar.x + bar.width <= 100 for bar in found.bars)
    assert found.bars[0].x + found.bars[0].width <= found.bars[1].x


@pytest.mark.parametrize(
    ("length", "highest", "labels"),
    [
        (40, 16, 3),
        (40, 4, 2),
        (140, 70, 3),
        (140, 49, 2),
    ],  # days; long names of weeks need more room than days
)
def test_the_highest_bar_is_named_where_its_name_has_room(length: int, highest: int, labels: int) -> None:
    peak = START + timedelta(days=highest)

    found = charts.total_coverage(on(START, peak, peak, START + timedelta(days=length)))

    assert found is not None
    assert len(found.ticks) == labels


def test_the_main_theme_stands_at_the_foot_and_the_highest_bar_fills_the_height() -> None:
    articles = on(START, START, START)
    along = charts.axis(articles)
    assert along is not None
    found = charts.coverage(along, articles, frozenset({"a0"}), START)

    foot, top = found.rectangles(30)

    assert (foot.main, top.main) == (True, False)
    assert (foot.height, top.height) == (10, 20)
    assert top.y + top.height == foot.y


def test_undated_articles_are_squares_while_they_are_few() -> None:
    along = charts.axis(on(START))
    assert along is not None

    few = charts.coverage(along, on(None, None), frozenset({"a1"}), START)
    many = charts.coverage(along, on(*[None] * 20), frozenset(), START)

    assert [main for _, main in few.squares] == [True, False]
    assert many.squares == ()
    assert many.undated == 20


@pytest.mark.parametrize(
    ("recent", "before", "direction"),
    [
        (1, 1, Direction.UNKNOWN),
        (0, 8, Direction.QUIET),
        (9, 6, Direction.MORE),
        (6, 9, Direction.FEWER),
        (6, 5, Direction.STEADY),
    ],
)
def test_a_direction_needs_enough_articles_and_a_clear_change(
    recent: int, before: int, direction: Direction
) -> None:
    newest = START + timedelta(days=20)
    along = charts.axis(on(START, newest))
    assert along is not None
    days = [newest - timedelta(days=2)] * recent + [newest - timedelta(days=9)] * before

    found = charts.trend(along, on(*days), newest)

    assert (found.direction, found.recent, found.before) == (direction, recent, before)
