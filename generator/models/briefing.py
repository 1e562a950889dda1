"""The briefing: everything above, the questions that pages ask of it, and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.models.across import Copy, Difference, Digest, Story
from generator.models.articles import Article, Sentence
from generator.models.chosen import Extract, Place, Summary, Theme, ThemeMatch
from generator.models.ledger import LedgerEntry, Outcome
from generator.models.site import Rights, Robots, Site, same_name


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """Everything a page may ask for. Articles stand newest first, undated ones last."""

    articles: tuple[Article, ...]
    summaries: Mapping[str, Summary]
    matches: Mapping[str, tuple[ThemeMatch, ...]]
    themes: tuple[Theme, ...]
    digests: Mapping[str, Digest]
    bottom_line: tuple[Extract, ...]
    ledger: tuple[LedgerEntry, ...]
    rights: Rights  # where `outlet_rights` says nothing
    outlet_rights: Mapping[str, Rights] = field(default_factory=dict)  # by the outlet's name
    robots: Robots = Robots.NOINDEX
    site: Site = field(default_factory=Site)
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)  # by the article that is shown
    stories: tuple[Story, ...] = ()  # newest first
    story_digests: Mapping[str, Digest] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    cadence: int | None = None  # days in which an editor expects a new article

    @cached_property
    def by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def extracts(self) -> tuple[Extract, ...]:
        """Every quotation of the site, once."""
        summaries = (extract for summary in self.summaries.values() for extract in summary.extracts)
        briefs = (*self.digests.values(), *self.story_digests.values())
        digests = (extract for digest in briefs for extract in digest.extracts)
        figures = (figure.extract for difference in self.differences for figure in difference.figures)
        return tuple(sorted({*summaries, *digests, *figures, *self.bottom_line}))

    @cached_property
    def _extracts_by_article(self) -> dict[str, tuple[Extract, ...]]:
        by_article: dict[str, list[Extract]] = {}
        for extract in self.extracts:
            by_article.setdefault(extract.article, []).append(extract)
        return {id_: tuple(extracts) for id_, extracts in by_article.items()}

    def extracts_of(self, article: Article) -> tuple[Extract, ...]:
        """Every quotation from the article, in document order."""
        return self._extracts_by_article.get(article.id, ())

    @cached_property
    def _rights(self) -> dict[str, Rights]:
        return {same_name(outlet): rights for outlet, rights in self.outlet_rights.items()}

    def rights_of(self, article: Article) -> Rights:
        """How much of the article may be shown. Capitals and white space in the outlet's name make no difference."""
        return self._rights.get(same_name(article.outlet or ""), self.rights)

    def shown(self, article: Article, extracts: Iterable[Extract]) -> tuple[Sentence, ...]:
        """The sentences of an article that its rights let us show where these extracts are quoted from it."""
        rights = self.rights_of(article)
        if rights is Rights.FULL:
            return article.numbered
        reach = 1 if rights is Rights.CONTEXT else 0
        near = {
            sentence.number + offset
            for extract in extracts
            for sentence in self.place(extract).sentences
            for offset in range(-reach, reach + 1)
        }
        return tuple(sentence for sentence in article.numbered if sentence.number in near)

    def indexed(self, article: Article) -> bool:
        """Whether search engines may list the article's page."""
        return self.robots is Robots.INDEX or self.rights_of(article) is Rights.SUMMARY

    @cached_property
    def outlets_without_articles(self) -> tuple[str, ...]:
        """Outlets that the rights name and no article does: perhaps another spelling is meant."""
        known = {same_name(article.outlet or "") for article in self.articles}
        return tuple(outlet for outlet in self.outlet_rights if same_name(outlet) not in known)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Files by outcome; `found` is their sum."""
        by_outcome = {outcome: sum(fate.outcome is outcome for fate in self.ledger) for outcome in Outcome}
        return {"found": len(self.ledger)} | {
            "published": by_outcome[Outcome.PUBLISHED],
            "duplicates": by_outcome[Outcome.DUPLICATE],
            "quarantined": by_outcome[Outcome.QUARANTINED],
            "ignored": by_outcome[Outcome.IGNORED],
        }

    @cached_property
    def dated(self) -> tuple[Article, ...]:
        return tuple(article for article in self.articles if article.published)

    @cached_property
    def undated(self) -> tuple[Article, ...]:
        return tuple(article for article in self.articles if not article.published)

    @cached_property
    def _by_theme(self) -> dict[str, tuple[Article, ...]]:
        return {
            theme.id: tuple(
                article
                for article in self.articles
                if any(match.theme == theme.id for match in self.matches[article.id])
            )
            for theme in self.themes
        }

    def about(self, theme: Theme) -> tuple[Article, ...]:
        """The articles that have the theme, in the order of all articles."""
        return self._by_theme[theme.id]

    def themes_of(self, article: Article) -> tuple[Theme, ...]:
        """The article's themes, best first."""
        by_id = {theme.id: theme for theme in self.themes}
        return tuple(by_id[match.theme] for match in self.matches[article.id])

    @cached_property
    def _stories_by_article(self) -> dict[str, Story]:
        return {article: story for story in self.stories for article in story.articles}

    def story_of(self, article: Article) -> Story | None:
        return self._stories_by_article.get(article.id)

    def place(self, extract: Extract) -> Place:
        article = self.by_id[extract.article]
        within = [s for s in article.numbered if extract.start <= s.start and s.end <= extract.end]
        return Place(article=article, sentences=tuple(within))

    def lead(self, article: Article) -> Extract | None:
        """The one sentence that stands for the article in listings."""
        return self.summaries[article.id].lead(article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site: its path under docs/ and its whole text."""

    path: str
    text: str
