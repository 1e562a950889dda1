"""What templates can use of an article, its sentences and the quotations from it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator import language
from generator.models import Article, Copy, Place, Rights, Sentence, ThemeMatch, TitleOrigin
from generator.pages import citations, passages
from generator.pages.base import View
from generator.pages.earlier_versions import EarlierVersionView
from generator.safety import escaping

if TYPE_CHECKING:
    from generator.pages.views import BriefingView, StoryView, ThemeView

PAGE_LANGUAGE = "en"  # of the words that the templates bring along


@dataclass(frozen=True, eq=False)
class ArticleView(View):
    """An article with its summary, themes, story and text, as far as its rights allow to show it."""

    value: Article
    briefing: BriefingView

    @property
    def id(self) -> str:
        """The article's id: the last part of its address."""
        return self.value.id

    @property
    def published(self) -> date | None:
        """The date of publication, if known."""
        return self.value.published

    # --- its title and language

    @property
    def has_derived_title(self) -> bool:
        """True if the article came without a title, so that one was taken from its text."""
        return self.value.title_origin is TitleOrigin.DERIVED

    @property
    def is_foreign(self) -> bool:
        """True if the article is written in another language than the site's own words."""
        return self.value.language != PAGE_LANGUAGE

    @property
    def is_right_to_left(self) -> bool:
        """True if the article's language is written from right to left."""
        return language.right_to_left(self.value.language)

    @property
    def resources(self) -> language.Resources:
        """What the generator has for the article's language."""
        return language.resources(self.value.language)

    # --- where it came from

    @property
    def original(self) -> Markup | None:
        """The address of the publisher's page, for a link; None without an address that can be trusted."""
        return escaping.escape_url(self.value.url) if self.value.url else None

    @property
    def original_address(self) -> str | None:
        """The address of the publisher's page as text; None without an address that can be trusted."""
        return escaping.safe_url(self.value.url) if self.value.url else None

    @property
    def canonical(self) -> Markup | None:
        """The publisher's page, if ours repeats the whole text and search engines may list it; else None."""
        return self.original if self.rights is Rights.FULL and self.is_indexed else None

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The other files with the same text."""
        return self.briefing.value.copies.get(self.id, ())

    @cached_property
    def earlier_versions(self) -> tuple[EarlierVersionView, ...]:
        """Its earlier versions, the first one first."""
        versions = self.briefing.value.earlier_versions.get(self.id, ())
        return tuple(EarlierVersionView(version.article, version, self) for version in versions)

    @property
    def rights(self) -> Rights:
        """How much of the article may be shown: `full`, `context` or `summary`."""
        return self.briefing.value.rights_of(self.value)

    @property
    def is_indexed(self) -> bool:
        """True if search engines of the web may list the article's page."""
        return self.briefing.value.is_indexable(self.value)

    # --- citations

    @property
    def citation(self) -> str:
        """The citation of the article in one line."""
        return citations.plain_citation(self.value)

    @property
    def bibtex(self) -> tuple[str, ...]:
        """The article's BibTeX entry, line by line."""
        return citations.bibtex_entry(self.value)

    @property
    def csl_json(self) -> str:
        """The article as an item of CSL-JSON, on one line."""
        return citations.csl_json(self.value)

    # --- what was found in it

    @cached_property
    def matches(self) -> tuple[MatchView, ...]:
        """The article's themes with their scores, the best first."""
        return tuple(
            MatchView(match, self, self.briefing.theme(match.theme))
            for match in self.briefing.value.matches[self.id]
        )

    @cached_property
    def themes(self) -> tuple[ThemeView, ...]:
        """The article's themes, the best first."""
        return tuple(match.theme for match in self.matches)

    @cached_property
    def story(self) -> StoryView | None:
        """The story that the article belongs to, if any."""
        story = self.briefing.value.story_of(self.value)
        return self.briefing.story(story.id) if story else None

    @cached_property
    def has_differing_figures(self) -> bool:
        """True if another article gives another figure for something that this one states."""
        return any(id_ == self.id for id_, _ in self.briefing.differing_sentences)

    @property
    def method(self) -> str:
        """The name of the summarizer that chose the article's sentences."""
        return self.briefing.value.summaries[self.id].method

    @property
    def compared(self) -> int | None:
        """How many of the article's sentences were compared, if they were too many to compare all; else None."""
        return self.briefing.value.summaries[self.id].compared

    @property
    def summary(self) -> tuple[QuotationView, ...]:
        """The quotations of the article's summary, in the order of the text."""
        return self.briefing.quotations(self.briefing.value.summaries[self.id].extracts)

    @cached_property
    def lead(self) -> QuotationView | None:
        """The quotation that stands for the article in listings; None if it has none."""
        lead = self.briefing.value.lead(self.value)
        return self.briefing.quotation(lead) if lead else None

    # --- its text

    @property
    def shown_paragraphs(self) -> Sequence[Sequence[SentenceView]]:
        """The paragraphs of the article that may be shown; an empty one stands for each part that is left out."""
        summary = {sentence.number for place in self.summary for sentence in place.value.sentences}
        terms = [
            passages.MarkedTerm(evidence.start, evidence.end, mark)
            for mark, match in enumerate(self.matches, 1)
            for evidence in match.value.evidence
        ]
        colours = [theme.colour for theme in self.themes]
        return [
            [self._sentence_view(sentence, summary, terms, colours) for sentence in paragraph]
            for paragraph in passages.shown_paragraphs(self.briefing.value, self.value)
        ]

    def _sentence_view(
        self,
        sentence: Sentence,
        summary: set[int],
        terms: Sequence[passages.MarkedTerm],
        colours: Sequence[int],
    ) -> SentenceView:
        """The view of one sentence: its words cut at theme terms, and the pages that quote it."""
        article = self.value
        return SentenceView(
            number=sentence.number,
            words=article.words_of(sentence),
            segments=passages.segments(article, sentence, terms, colours),
            is_in_summary=sentence.number in summary,
            quoting_pages=self.briefing.quoting_pages.get((article.id, sentence.number), ()),
            is_before_space=article.text[sentence.end : sentence.end + 1].isspace(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence in the text of its article's page."""

    number: int  # from 1; 0 for a heading
    words: str
    segments: tuple[passages.Segment, ...]  # the same words, cut where evidence begins or ends
    is_in_summary: bool
    quoting_pages: tuple[passages.QuotingPage, ...]  # other pages that quote it
    is_before_space: bool  # white space follows it in the article


@dataclass(frozen=True, eq=False)
class QuotationView(View):
    """An extract as it is quoted: its words, the sentences beside it, and where it stands."""

    value: Place
    briefing: BriefingView

    @property
    def article(self) -> ArticleView:
        """The article that is quoted."""
        return self.briefing.article(self.value.article.id)

    @cached_property
    def original(self) -> Markup | None:
        """A link to the publisher's page that opens at the sentence; None without an address that can be trusted."""
        return citations.original_link(self.value)

    @property
    def citation(self) -> str:
        """“sentence 3 of 12”, with the address of the quotation if the site has one."""
        return citations.sentence_citation(self.briefing.value.site, self.value.article, self.value.first)

    @property
    def has_differing_figure(self) -> bool:
        """True if another article gives another figure for what the sentence states."""
        differing = self.briefing.differing_sentences
        return any((self.value.article.id, sentence.start) in differing for sentence in self.value.sentences)


@dataclass(frozen=True, eq=False)
class MatchView(View):
    """A theme of an article: its score, and the evidence for it."""

    value: ThemeMatch
    article: ArticleView
    theme: ThemeView
