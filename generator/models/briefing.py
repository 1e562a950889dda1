"""The briefing: everything above, the questions that pages ask of it, and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.models.across import Copy, Difference, Digest, Figure, Story
from generator.models.articles import Article, Sentence
from generator.models.chosen import Extract, Summary, Theme, ThemeMatch
from generator.models.ledger import LedgerEntry, Outcome, Reason
from generator.models.listed import Entry, Month, Outlet, Place, Rights, Robots, Site, by_month, same_name


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
    def sidecars(self) -> int:
        """How many of the ignored files say something of another file, for which they are used."""
        return sum(fate.reason is Reason.SIDECAR for fate in self.ledger)

    @cached_property
    def dated(self) -> tuple[Article, ...]:
        return tuple(article for article in self.articles if article.published)

    @cached_property
    def undated(self) -> tuple[Article, ...]:
        return tuple(article for article in self.articles if not article.published)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Newest first."""
        return by_month(self.articles)

    def entries(self, articles: Sequence[Article]) -> tuple[Entry, ...]:
        """A line for each story or article among them, a story at the place of its first."""
        lines: dict[str, list[Article]] = {}
        for article in articles:
            story = self.story_of(article)
            lines.setdefault(f"story {story.id}" if story else article.id, []).append(article)
        return tuple(
            Entry(
                article=next((each for each in members if self.lead(each)), members[0]),
                story=self.story_of(members[0]),
                articles=len(members),
            )
            for members in lines.values()
        )

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """Those with most articles first, the unknown last."""
        by_name: dict[str | None, list[Article]] = {}
        for article in self.articles:
            by_name.setdefault(article.outlet, []).append(article)
        outlets = [
            Outlet(
                name=name,
                articles=tuple(articles),
                last=max((article.published for article in articles if article.published), default=None),
            )
            for name, articles in by_name.items()
        ]
        return tuple(sorted(outlets, key=lambda o: (o.name is None, -len(o.articles), o.name or "")))

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

    def mainly(self, theme: Theme) -> tuple[Article, ...]:
        """The articles whose primary theme it is."""
        return tuple(article for article in self.about(theme) if self.match(article, theme).primary)

    def match(self, article: Article, theme: Theme) -> ThemeMatch:
        return next(match for match in self.matches[article.id] if match.theme == theme.id)

    def themes_of(self, article: Article) -> tuple[Theme, ...]:
        """The article's themes, best first."""
        by_id = {theme.id: theme for theme in self.themes}
        return tuple(by_id[match.theme] for match in self.matches[article.id])

    @cached_property
    def _stories_by_article(self) -> dict[str, Story]:
        return {article: story for story in self.stories for article in story.articles}

    def story_of(self, article: Article) -> Story | None:
        return self._stories_by_article.get(article.id)

    def articles_of(self, story: Story) -> tuple[Article, ...]:
        """The earliest first, undated ones last."""
        return tuple(self.by_id[id_] for id_ in story.articles)

    def theme_lead(self, theme: Theme) -> Extract | None:
        """The sentence that stands for a theme on the Briefing: the best that the bottom line has not printed yet."""
        digest = self.digests[theme.id].extracts
        return next((each for each in digest if each not in self.bottom_line), next(iter(digest), None))

    def stories_about(self, theme: Theme) -> tuple[Story, ...]:
        """Those with an article on the theme, the newest first."""
        about = {article.id for article in self.about(theme)}
        return tuple(story for story in self.stories if about.intersection(story.articles))

    @cached_property
    def _differing(self) -> frozenset[tuple[str, int]]:
        """Where figures stand that differ between articles: article and start of the sentence."""
        return frozenset(
            (figure.extract.article, figure.extract.start)
            for difference in self.differences
            for figure in difference.figures
        )

    def figures_differ(self, article: Article) -> bool:
        """Whether another article gives another figure for what this one tells."""
        return any(id_ == article.id for id_, _ in self._differing)

    def differs_at(self, place: Place) -> bool:
        return any((place.article.id, sentence.start) in self._differing for sentence in place.sentences)

    def differences_about(self, theme: Theme) -> tuple[Difference, ...]:
        """Those between articles on the theme, two or more of whose sentences hold evidence for it."""

        def tells(figure: Figure) -> bool:
            extract = figure.extract
            return any(
                extract.start <= place.start < extract.end
                for match in self.matches[extract.article]
                if match.theme == theme.id
                for place in match.evidence
            )

        articles = {article.id for article in self.about(theme)}
        return tuple(
            difference
            for difference in self.differences
            if all(figure.extract.article in articles for figure in difference.figures)
            and sum(map(tells, difference.figures)) > 1
        )

    def differences_within(self, story: Story) -> tuple[Difference, ...]:
        """Those between articles of the story."""
        return tuple(
            difference
            for difference in self.differences
            if sum(figure.extract.article in story.articles for figure in difference.figures) > 1
        )

    def place(self, extract: Extract) -> Place:
        article = self.by_id[extract.article]
        within = [s for s in article.numbered if extract.start <= s.start and s.end <= extract.end]
        return Place(article=article, sentences=tuple(within))

    def lead(self, article: Article) -> Extract | None:
        """The one sentence that stands for the article in listings."""
        return self.summaries[article.id].lead(article)

    def fates(self, outcome: Outcome) -> tuple[LedgerEntry, ...]:
        return tuple(fate for fate in self.ledger if fate.outcome is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site: its path under docs/ and its whole text."""

    path: str
    text: str
