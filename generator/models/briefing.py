"""The briefing, which holds everything that is published, and the pages made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.models.across import Copy, Difference, Digest, Story
from generator.models.articles import Article, Sentence
from generator.models.chosen import Extract, Place, Summary, Theme, ThemeMatch
from generator.models.ledger import LedgerEntry, Outcome
from generator.models.site import Rights, Robots, Site, outlet_key
from generator.models.versions import Change, EarlierVersion

MAX_CHANGES = 3  # between two versions, shown of an outlet whose whole text may not be


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """All articles with what was chosen from them and found across them; what every page and feed is made from.

    Articles stand newest first, undated ones last. Mappings are keyed by the id of an article, theme or story.
    """

    articles: tuple[Article, ...]
    summaries: Mapping[str, Summary]  # by article
    matches: Mapping[str, tuple[ThemeMatch, ...]]  # by article; the best theme first
    themes: tuple[Theme, ...]
    digests: Mapping[str, Digest]  # by theme
    bottom_line: tuple[Extract, ...]  # of the front page, one for each story
    ledger: tuple[LedgerEntry, ...]  # every file, in the order of their paths
    rights: Rights  # where `outlet_rights` says nothing
    outlet_rights: Mapping[str, Rights] = field(default_factory=dict)  # by the outlet's name
    robots: Robots = Robots.NOINDEX
    site: Site = field(default_factory=Site)
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)  # by the article that is published
    earlier_versions: Mapping[str, tuple[EarlierVersion, ...]] = field(
        default_factory=dict
    )  # by the article that is published; the first one first
    stories: tuple[Story, ...] = ()  # newest first
    story_digests: Mapping[str, Digest] = field(default_factory=dict)  # by story
    differences: tuple[Difference, ...] = ()
    fingerprints: Mapping[str, str] = field(
        default_factory=dict
    )  # of the analysis of each article, where known
    cadence: int | None = None  # days within which an editor expects a new article; None if not stated

    @cached_property
    def by_id(self) -> dict[str, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.articles}

    @cached_property
    def extracts(self) -> tuple[Extract, ...]:
        """All extracts that any page quotes, each once, ordered by the id of the article and the place in it."""
        summaries = (extract for summary in self.summaries.values() for extract in summary.extracts)
        briefs = (*self.digests.values(), *self.story_digests.values())
        digests = (extract for digest in briefs for extract in digest.extracts)
        figures = (figure.extract for difference in self.differences for figure in difference.figures)
        return tuple(sorted({*summaries, *digests, *figures, *self.bottom_line}))

    @cached_property
    def _extracts_by_article(self) -> dict[str, tuple[Extract, ...]]:
        """All extracts that any page quotes, by the id of their article."""
        by_article: dict[str, list[Extract]] = {}
        for extract in self.extracts:
            by_article.setdefault(extract.article, []).append(extract)
        return {id_: tuple(extracts) for id_, extracts in by_article.items()}

    def extracts_from(self, article: Article) -> tuple[Extract, ...]:
        """All extracts that any page quotes from the article, in document order."""
        return self._extracts_by_article.get(article.id, ())

    @cached_property
    def _rights(self) -> dict[str, Rights]:
        """The rights of each outlet, by its name in the form that `outlet_key` returns."""
        return {outlet_key(outlet): rights for outlet, rights in self.outlet_rights.items()}

    def rights_of(self, article: Article) -> Rights:
        """How much of the article may be shown. Capitals and white space in the outlet's name make no difference."""
        return self._rights.get(outlet_key(article.outlet or ""), self.rights)

    def visible_sentences(self, article: Article, extracts: Iterable[Extract]) -> tuple[Sentence, ...]:
        """The sentences of an article that a page may show, by its rights, where these extracts are quoted."""
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

    def visible_changes(self, article: Article, version: EarlierVersion) -> tuple[Change, ...]:
        """What its rights allow to show of the changes since an earlier version of an article.

        Of an outlet whose whole text may not be shown, the first MAX_CHANGES sentences that were replaced by others.
        """
        if {self.rights_of(article), self.rights_of(version.article)} == {Rights.FULL}:
            return version.changes
        return tuple(change for change in version.changes if change.earlier and change.later)[:MAX_CHANGES]

    def is_indexable(self, article: Article) -> bool:
        """True if search engines of the web may list the article's page.

        They may if the page shows only extracts, and otherwise if `robots` is INDEX.
        """
        return self.robots is Robots.INDEX or self.rights_of(article) is Rights.SUMMARY

    @cached_property
    def outlets_without_articles(self) -> tuple[str, ...]:
        """Outlets that have rights in the configuration but no article: perhaps they are spelt differently there."""
        known = {outlet_key(article.outlet or "") for article in self.articles}
        return tuple(outlet for outlet in self.outlet_rights if outlet_key(outlet) not in known)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of files by outcome: `published`, `duplicates`, `quarantined` and `ignored`.

        `found` is their sum.
        """
        by_outcome = {outcome: sum(fate.outcome is outcome for fate in self.ledger) for outcome in Outcome}
        return {"found": len(self.ledger)} | {
            "published": by_outcome[Outcome.PUBLISHED],
            "duplicates": by_outcome[Outcome.DUPLICATE],
            "quarantined": by_outcome[Outcome.QUARANTINED],
            "ignored": by_outcome[Outcome.IGNORED],
        }

    @cached_property
    def dated(self) -> tuple[Article, ...]:
        """The articles with a date of publication, the newest first."""
        return tuple(article for article in self.articles if article.published)

    @cached_property
    def undated(self) -> tuple[Article, ...]:
        """The articles without a date of publication."""
        return tuple(article for article in self.articles if not article.published)

    @cached_property
    def _by_theme(self) -> dict[str, tuple[Article, ...]]:
        """The articles of each theme, by the theme's id, in the order of all articles."""
        return {
            theme.id: tuple(
                article
                for article in self.articles
                if any(match.theme == theme.id for match in self.matches[article.id])
            )
            for theme in self.themes
        }

    def articles_about(self, theme: Theme) -> tuple[Article, ...]:
        """The articles that have the theme, in the order of all articles."""
        return self._by_theme[theme.id]

    def themes_of(self, article: Article) -> tuple[Theme, ...]:
        """The article's themes, best first."""
        by_id = {theme.id: theme for theme in self.themes}
        return tuple(by_id[match.theme] for match in self.matches[article.id])

    @cached_property
    def _stories_by_article(self) -> dict[str, Story]:
        """The story of each article that is in one, by the article's id."""
        return {article: story for story in self.stories for article in story.articles}

    def story_of(self, article: Article) -> Story | None:
        """The story that the article belongs to, if any."""
        return self._stories_by_article.get(article.id)

    def place(self, extract: Extract) -> Place:
        """The article and the sentences of an extract."""
        article = self.by_id[extract.article]
        inside = [s for s in article.numbered if extract.start <= s.start and s.end <= extract.end]
        return Place(article=article, sentences=tuple(inside))

    def lead(self, article: Article) -> Extract | None:
        """The sentence that stands for the article in listings, the best of its summary; None if none stands alone."""
        return self.summaries[article.id].lead(article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site."""

    path: str  # under docs/, with forward slashes
    text: str  # the whole content
