"""What templates can use of the briefing, its themes and its stories: one view for each. Pure.

A view holds a value of the briefing and adds what its pages need; all other fields are those of the value.
Views are made once for a rendering and refer to each other, so that a template reads `article.story.title`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.models import Briefing, Difference, Extract, Reason, Story, Theme
from generator.pages import charts, discrepancies, pagination
from generator.pages.article import ArticleView, MatchView, QuotationView
from generator.pages.base import View, join_address
from generator.pages.charts import Coverage
from generator.pages.discrepancies import Discrepancy
from generator.pages.listings import Entry, LedgerEntryView
from generator.pages.outlets import Outlet, outlets
from generator.pages.pagination import MAX_THEME_ARTICLES, ListingPage, Month, ThemePage
from generator.pages.passages import QuotingPage, SentenceKey, quoting_pages

THEME_COLOURS = 6  # the stylesheet's t1 … t6; further themes begin again


@dataclass(frozen=True, eq=False)
class BriefingView(View):
    """The whole briefing: what the front page, the timeline, the sources and the coverage page ask."""

    value: Briefing

    # --- the other views

    @cached_property
    def _articles(self) -> dict[str, ArticleView]:
        """The views of all articles, by id."""
        return {article.id: ArticleView(article, self) for article in self.value.articles}

    @cached_property
    def _themes(self) -> dict[str, ThemeView]:
        """The views of all themes, by id."""
        return {
            theme.id: ThemeView(theme, self, index % THEME_COLOURS + 1)
            for index, theme in enumerate(self.value.themes)
        }

    @cached_property
    def _stories(self) -> dict[str, StoryView]:
        """The views of all stories, by id."""
        return {story.id: StoryView(story, self) for story in self.value.stories}

    def article(self, id_: str) -> ArticleView:
        """The view of the article with this id."""
        return self._articles[id_]

    def articles_of(self, ids: Iterable[str]) -> tuple[ArticleView, ...]:
        """The views of the articles with these ids."""
        return tuple(self._articles[id_] for id_ in ids)

    def theme(self, id_: str) -> ThemeView:
        """The view of the theme with this id."""
        return self._themes[id_]

    def story(self, id_: str) -> StoryView:
        """The view of the story with this id."""
        return self._stories[id_]

    def quotation(self, extract: Extract) -> QuotationView:
        """The view of an extract, as pages quote it."""
        return QuotationView(self.value.place(extract), self)

    def quotations(self, extracts: Iterable[Extract]) -> tuple[QuotationView, ...]:
        """The views of extracts, in the order given."""
        return tuple(map(self.quotation, extracts))

    # --- what its pages list

    @cached_property
    def articles(self) -> tuple[ArticleView, ...]:
        """All articles, the newest first, undated ones last."""
        return tuple(self._articles.values())

    @cached_property
    def dated(self) -> tuple[ArticleView, ...]:
        """The articles with a date of publication, the newest first."""
        return tuple(article for article in self.articles if article.published)

    @cached_property
    def undated(self) -> tuple[ArticleView, ...]:
        """The articles without a date of publication."""
        return tuple(article for article in self.articles if not article.published)

    @property
    def newest(self) -> date | None:
        """The date of the newest dated article; None if none is dated."""
        return self.dated[0].published if self.dated else None

    @property
    def oldest(self) -> date | None:
        """The date of the oldest dated article; None if none is dated."""
        return self.dated[-1].published if self.dated else None

    @property
    def themes(self) -> tuple[ThemeView, ...]:
        """The themes, in the order of the configuration."""
        return tuple(self._themes.values())

    @property
    def stories(self) -> tuple[StoryView, ...]:
        """The stories, the newest first."""
        return tuple(self._stories.values())

    @property
    def bottom_line(self) -> tuple[QuotationView, ...]:
        """The quotations that open the front page."""
        return self.quotations(self.value.bottom_line)

    @property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """All groups of figures that differ between articles."""
        return self.discrepancies_of(self.value.differences)

    def discrepancies_of(self, differences: Iterable[Difference]) -> tuple[Discrepancy, ...]:
        """The views of groups of figures that differ."""
        return tuple(discrepancies.discrepancy(difference, self.quotation) for difference in differences)

    @cached_property
    def months(self) -> tuple[Month[ArticleView], ...]:
        """The months with dated articles, each with its days, the newest first."""
        return pagination.group_by_month(self.articles)

    @cached_property
    def undated_pages(self) -> tuple[ListingPage, ...]:
        """The pages that list articles without a date."""
        return pagination.undated_pages(self.articles)

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets, those with most articles first, the unknown outlet last."""
        return outlets(self.value, self.themes)

    @cached_property
    def outlet_pages(self) -> tuple[ListingPage, ...]:
        """The pages that list outlets."""
        return pagination.paginate("outlets", self.outlets)

    @cached_property
    def ledger_pages(self) -> Mapping[str, tuple[ListingPage, ...]]:
        """The pages that list files, by outcome: `published`, `duplicates`, `set-aside`, `ignored`."""
        return pagination.ledger_pages([LedgerEntryView(entry, self) for entry in self.value.ledger])

    @cached_property
    def sidecars(self) -> int:
        """The number of ignored files that describe another file (`NAME.meta.yml`)."""
        return sum(entry.reason is Reason.SIDECAR for entry in self.value.ledger)

    def entries(self, articles: Sequence[ArticleView]) -> tuple[Entry, ...]:
        """The articles of a list, with those of one story as a single entry at the place of its first article.

        The entry shows the first of them that has a lead.
        """
        groups: dict[str, list[ArticleView]] = {}
        for article in articles:
            groups.setdefault(f"story {article.story.id}" if article.story else article.id, []).append(
                article
            )
        return tuple(
            Entry(
                article=next((article for article in members if article.lead), members[0]),
                story=members[0].story,
                articles=len(members),
            )
            for members in groups.values()
        )

    # --- pictures

    @cached_property
    def axis(self) -> charts.Axis | None:
        """The axis that the pictures of all themes share; None without a dated article."""
        return charts.axis(self.dated)

    @property
    def theme_coverage(self) -> Mapping[str, Coverage]:
        """The coverage of each theme by its id, all on one axis and one scale; empty without a dated article."""
        return charts.with_common_scale({theme.id: theme.coverage for theme in self.themes if theme.coverage})

    def coverage_of(self, articles: Sequence[ArticleView]) -> Coverage | None:
        """The number of articles over time, whatever their themes; None if none is dated."""
        return charts.total_coverage(articles)

    # --- addresses and data

    def absolute(self, *parts: str | int) -> str | None:
        """The full address of a page, from the parts below the site's root; None if the site has no address."""
        return self.value.site.url and self.value.site.url + self.value.site.address(join_address(parts))

    def item_list(self, articles: Sequence[ArticleView]) -> Mapping[str, object] | None:
        """The articles' pages as an ItemList of schema.org; None without articles or without a configured address."""
        items = [
            {"@type": "ListItem", "position": position, "url": self.absolute("articles/", article.id, "/")}
            for position, article in enumerate(articles, 1)
        ]
        if not (self.value.site.url and items):
            return None
        return {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}

    # --- what articles ask of it

    @cached_property
    def quoting_pages(self) -> Mapping[SentenceKey, tuple[QuotingPage, ...]]:
        """The pages that quote a sentence, by (article id, number of the sentence), without the article's own page."""
        return quoting_pages(self.value, self._quotations())

    def _quotations(self) -> Iterator[tuple[QuotingPage, Iterable[Extract]]]:
        """Every page that quotes, with the extracts that it quotes; a page may come several times."""
        briefing, front_page = self.value, QuotingPage("Briefing", "")
        yield front_page, briefing.bottom_line
        yield QuotingPage("Figures differ", "#where-accounts-differ"), _extracts_of(briefing.differences)
        for theme in self.themes:
            differing = QuotingPage("Figures differ", f"themes/{theme.id}/#where-accounts-differ")
            yield differing, _extracts_of(theme.differences)
            yield front_page, [theme.lead_extract] if theme.lead_extract else []
            yield QuotingPage(theme.value.title, f"themes/{theme.id}/"), briefing.digests[theme.id].extracts
        for story in self.stories:
            page = QuotingPage("Story", f"stories/{story.id}/", story.value.title)
            yield page, briefing.story_digests[story.id].extracts
            yield page, _extracts_of(story.differences)
        timeline = pagination.timeline_addresses(briefing.articles)
        for article in briefing.articles:
            lead = briefing.lead(article)
            yield QuotingPage("Timeline", timeline[article.id]), [lead] if lead else []

    @cached_property
    def differing_sentences(self) -> frozenset[tuple[str, int]]:
        """The sentences with a figure that differs from another article's, each as (article id, start)."""
        return discrepancies.differing_sentences(self.value)


def _extracts_of(differences: Iterable[Difference]) -> list[Extract]:
    """The sentences that state the figures of differences."""
    return [figure.extract for difference in differences for figure in difference.figures]


@dataclass(frozen=True, eq=False)
class ThemeView(View):
    """A theme with its articles, brief and coverage."""

    value: Theme
    briefing: BriefingView
    colour: int  # 1 … THEME_COLOURS, of the stylesheet

    @property
    def id(self) -> str:
        """The theme's id."""
        return self.value.id

    @cached_property
    def articles(self) -> tuple[ArticleView, ...]:
        """The articles about the theme, the newest first, undated ones last."""
        return self.briefing.articles_of(
            article.id for article in self.briefing.value.articles_about(self.value)
        )

    @property
    def newest_articles(self) -> tuple[ArticleView, ...]:
        """The newest articles about the theme, which the theme's own page lists."""
        return self.articles[:MAX_THEME_ARTICLES]

    @cached_property
    def matches(self) -> tuple[MatchView, ...]:
        """How the theme matches each of its newest articles."""
        return tuple(
            next(match for match in article.matches if match.theme is self)
            for article in self.newest_articles
        )

    @cached_property
    def main_articles(self) -> tuple[ArticleView, ...]:
        """The articles whose main theme this is."""
        return tuple(
            article
            for article in self.articles
            if any(match.theme is self and match.value.primary for match in article.matches)
        )

    @property
    def newest(self) -> date | None:
        """The date of the theme's newest article; None if none is dated."""
        return self.articles[0].published if self.articles else None

    @property
    def undated(self) -> tuple[ArticleView, ...]:
        """The articles of the theme without a date."""
        return tuple(article for article in self.articles if not article.published)

    @cached_property
    def further_pages(self) -> tuple[ThemePage[ArticleView], ...]:
        """The pages that list all articles of the theme by month; none if its own page lists them all."""
        return pagination.theme_pages(self, self.articles)

    @property
    def digest(self) -> tuple[QuotationView, ...]:
        """The quotations of the theme's brief."""
        return self.briefing.quotations(self.briefing.value.digests[self.id].extracts)

    @cached_property
    def lead_extract(self) -> Extract | None:
        """The first extract of the theme's brief that the bottom line does not print, else the first.

        None without a brief. If any extract is of a dated article, only those are considered.
        """
        briefing = self.briefing.value
        digest = briefing.digests[self.id].extracts
        dated = [extract for extract in digest if briefing.by_id[extract.article].published] or digest
        return next(
            (extract for extract in dated if extract not in briefing.bottom_line), next(iter(dated), None)
        )

    @property
    def lead(self) -> QuotationView | None:
        """The quotation that stands for the theme on the front page; None if there is none."""
        return self.briefing.quotation(self.lead_extract) if self.lead_extract else None

    @cached_property
    def stories(self) -> tuple[StoryView, ...]:
        """The stories with an article about the theme, the newest first."""
        ids = {article.id for article in self.articles}
        return tuple(story for story in self.briefing.stories if ids.intersection(story.value.articles))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Figures that differ between articles of the theme."""
        return discrepancies.differences_on_theme(self.briefing.value, self.value)

    @property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """The groups of figures that differ between articles of the theme."""
        return self.briefing.discrepancies_of(self.differences)

    @cached_property
    def coverage(self) -> Coverage | None:
        """The number of the theme's articles over time, on the axis of all articles; None if no article is dated."""
        main = frozenset(article.id for article in self.main_articles)
        return charts.theme_coverage(self.briefing.axis, self.articles, main, self.briefing.newest)


@dataclass(frozen=True, eq=False)
class StoryView(View):
    """A story with its articles and brief."""

    value: Story
    briefing: BriefingView

    @property
    def id(self) -> str:
        """The story's id: the last part of its address."""
        return self.value.id

    @cached_property
    def articles(self) -> tuple[ArticleView, ...]:
        """The articles of the story, the earliest first, undated ones last."""
        return self.briefing.articles_of(self.value.articles)

    @property
    def undated(self) -> tuple[ArticleView, ...]:
        """The articles of the story without a date."""
        return tuple(article for article in self.articles if not article.published)

    @cached_property
    def titled_by(self) -> ArticleView | None:
        """The article whose title the story has; None if an editor wrote the title."""
        return next((article for article in self.articles if article.value.title == self.value.title), None)

    @property
    def digest(self) -> tuple[QuotationView, ...]:
        """The quotations of the story's brief."""
        return self.briefing.quotations(self.briefing.value.story_digests[self.id].extracts)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Figures that differ between articles of the story."""
        return discrepancies.differences_in_story(self.briefing.value, self.value)

    @property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """The groups of figures that differ between articles of the story."""
        return self.briefing.discrepancies_of(self.differences)
