"""The outlets: their articles, and the shares of themes in them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.models import Article, Briefing

if TYPE_CHECKING:
    from generator.pages.views import ThemeView

SHARE_GAP = 0.5  # per cent of the width, between two shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The articles of an outlet with one main theme; `x` and `width` in per cent of the picture's width."""

    theme: ThemeView
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What one outlet contributed."""

    name: str | None  # None for the articles that do not name their outlet
    articles: tuple[Article, ...]
    last: date | None  # publication of its newest dated article
    shares: tuple[Share, ...]  # in the order of the themes in the configuration

    @property
    def unthemed(self) -> int:
        """The number of the outlet's articles without a main theme."""
        return len(self.articles) - sum(share.count for share in self.shares)


def outlets(briefing: Briefing, themes: Sequence[ThemeView]) -> tuple[Outlet, ...]:
    """The outlets of all articles, those with most articles first, the unknown one last."""
    by_name: dict[str | None, list[Article]] = {}
    for article in briefing.articles:
        by_name.setdefault(article.outlet, []).append(article)
    unsorted = [
        Outlet(
            name=name,
            articles=tuple(articles),
            last=max((article.published for article in articles if article.published), default=None),
            shares=_shares(briefing, articles, themes),
        )
        for name, articles in by_name.items()
    ]
    return tuple(sorted(unsorted, key=_unknown_last_largest_first))


def _unknown_last_largest_first(outlet: Outlet) -> tuple[bool, int, str]:
    """A sort key that puts outlets with more articles first, and the unknown outlet last."""
    return (outlet.name is None, -len(outlet.articles), outlet.name or "")


def _shares(
    briefing: Briefing, articles: Sequence[Article], themes: Sequence[ThemeView]
) -> tuple[Share, ...]:
    """The bars of a chart: what share of the articles has each theme as its main theme.

    No bar for a theme without any.
    """
    counts = Counter(
        match.theme for article in articles for match in briefing.matches[article.id] if match.primary
    )
    x, shares = 0.0, []
    for theme in themes:
        if counts[theme.id]:
            width = 100 * counts[theme.id] / len(articles)
            shares.append(
                Share(
                    theme=theme,
                    count=counts[theme.id],
                    x=round(x, 2),
                    width=round(max(width - SHARE_GAP, SHARE_GAP), 2),
                )
            )
            x += width
    return tuple(shares)
