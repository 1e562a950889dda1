"""The lines of listings: what stands on the timeline for an article or a story, and a file in the ledger. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.models import LedgerEntry
from generator.pages.base import View

if TYPE_CHECKING:
    from generator.pages.article import ArticleView
    from generator.pages.views import BriefingView, StoryView


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the timeline: an article, or what a story has among the articles listed there."""

    article: ArticleView  # whose lead is quoted
    story: StoryView | None
    articles: int  # of the story, among those listed


@dataclass(frozen=True, eq=False)
class LedgerEntryView(View):
    """A file, what became of it, and the article that was published from it or instead of it."""

    value: LedgerEntry
    briefing: BriefingView

    @property
    def article(self) -> ArticleView | None:
        """The article published from the file, or the one that the file is a copy of; None if there is none."""
        return self.briefing.article(self.value.article) if self.value.article else None
