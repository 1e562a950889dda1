"""Long listings are cut into pages that together hold everything once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from values import article, briefing

from generator.models import Theme, ThemeMatch
from generator.pages import pagination
from generator.pages.views import BriefingView

THEME = Theme(id="talks", title="Talks", about="", terms=("talks",))
MATCH = (ThemeMatch(theme="talks", score=1.0, primary=True, evidence=()),)
NEWEST = date(2024, 3, 31)


@pytest.mark.parametrize(("rows", "lengths"), [(0, [0]), (200, [200]), (201, [200, 1]), (401, [200, 200, 1])])
def test_pages_hold_every_row_once(rows: int, lengths: list[int]) -> None:
    pages = pagination.paginate("things", range(rows))

    assert [len(page.rows) for page in pages] == lengths
    assert [row for page in pages for row in page.rows] == list(range(rows))


def test_a_theme_with_few_articles_needs_no_further_page() -> None:
    few = [article(id=f"a{number}", published=NEWEST) for number in range(pagination.MAX_THEME_ARTICLES)]
    (theme,) = BriefingView(briefing(few, themes=[THEME], matches=MATCH)).themes

    assert theme.further_pages == ()


def test_the_further_pages_of_a_theme_hold_each_of_its_articles_once() -> None:
    dated = [article(id=f"d{n}", published=NEWEST - timedelta(days=n)) for n in range(70)]
    undated = [article(id=f"u{n}", published=None) for n in range(5)]
    whole = briefing([*dated, *undated], themes=[THEME], matches=MATCH)
    (theme,) = BriefingView(whole).themes

    pages = theme.further_pages

    assert [page.id for page in pages] == [
        "talks/2024-03",
        "talks/2024-02",
        "talks/2024-01",
        "talks/undated-1",
    ]
    assert sorted(a.id for page in pages for a in page.articles) == sorted(a.id for a in whole.articles)


def test_the_days_of_a_crowded_month_have_pages_of_their_own() -> None:
    crowd = [article(id=f"c{n}", published=NEWEST - timedelta(days=n % 20)) for n in range(301)]
    calm = article(id="calm", published=date(2024, 2, 1))
    articles = [*sorted(crowd, key=lambda a: a.published or NEWEST, reverse=True), calm]

    days = list(pagination.paginated_days(pagination.group_by_month(articles)))
    addresses = pagination.timeline_addresses(articles)

    assert len(days) == 20
    assert addresses["c0"] == "timeline/2024-03-31/"
    assert addresses["calm"] == "timeline/2024-02/"


def test_undated_articles_keep_an_order_that_no_newcomer_but_its_place_changes() -> None:
    articles = [article(id=id_, published=None) for id_ in ("c", "a", "b")]

    assert [a.id for page in pagination.undated_pages(articles) for a in page.rows] == ["a", "b", "c"]
