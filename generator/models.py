"""The values that flow through a build, in the order in which they come into being.

All are frozen and made once. Offsets are code points into `Article.text`, end exclusive, so the words of
a span are always `article.text[start:end]`; no value carries a second copy of an article's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from generator import scripts

# --- reading -----------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a reader takes a piece of a file for. Plain text knows paragraphs only."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A piece of metadata as the source states it, and where it stood (`front matter`, `<title>` …)."""

    value: str
    origin: str


class Flaw(StrEnum):
    """What a reader doubts about its own draft."""

    PARTIAL = "partial text"  # the article goes on elsewhere
    THIN = "little text"  # less than an article usually has
    ROUGH = "rough text"  # no extractor knew the page; some of it may not be the article

    @property
    def anchor(self) -> str:
        """Where the About page says what it means."""
        return self.value.replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found in one file, or in one entry of it: nothing removed yet, nothing added."""

    source: str  # path under seeds/, with forward slashes; `#n` names an entry of a file that holds several
    sha256: str  # of the file's bytes, hexadecimal
    decoded: str  # all text of the file or entry; an article's words are looked up in it for the proof
    blocks: tuple[Block, ...]
    encoding: Given | None = None  # what the bytes were decoded with, and why
    identity: str | None = None  # names an entry wherever in its file it stands; None for a file of its own
    flaws: tuple[Flaw, ...] = ()
    notes: tuple[str, ...] = ()  # sentences for the ledger, on what could not be used
    title: Given | None = None
    published: Given | None = None
    outlet: Given | None = None
    author: Given | None = None
    url: Given | None = None
    language: Given | None = None
    slug: Given | None = None


# --- cleaning ----------------------------------------------------------------------------------------


class Removed(StrEnum):
    """Why cleaning took something out."""

    DATE_LINE = "date line"
    TITLE = "repeats the title"
    PICTURE_CREDIT = "picture credit"
    CAPTION = "picture caption"
    VIDEO = "video or audio caption"
    NEWSLETTER = "newsletter or subscription prompt"
    PROMOTION = "pointer to something else to read, hear or do"
    POST = "embedded post"
    SIGN_OFF = "sign-off of an agency or a reporter"
    SIGNATURE = "signature of a letter"
    NOTICE = "rights notice"
    REPEATED = "repeats another passage"


class Unquotable(StrEnum):
    """Why a sentence may not be printed on its own."""

    HEADING = "heading"
    FRAGMENT = "fragment"
    QUESTION = "question"
    LEAD_IN = "lead-in to what follows"
    FUSED = "fused with another text"
    DANGLING = "opens with a reference to the sentence before"
    BARE_QUOTATION = "quotation without its speaker"
    CUT_QUOTATION = "quotation that does not end here"
    OVERLONG = "too long to be one sentence"
    CAPTION = "may be a caption"
    POST = "holds a link, a handle or an emoji"
    NOTE = "note by the editors"
    GAP = "words are missing"


class TitleOrigin(StrEnum):
    GIVEN = "given"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    text: str
    reason: Removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """Words of a sentence that only an earlier sentence explains, any of those numbered in `on`."""

    words: str
    on: tuple[int, ...]
    firm: bool  # a reader is lost without it, and not merely less well off


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A span of the article's text; `number` counts sentences from 1 and is 0 for a heading."""

    start: int
    end: int
    paragraph: int
    number: int
    unquotable: Unquotable | None
    leans: tuple[Lean, ...] = ()  # on what neither the sentence itself nor the title explains

    @property
    def stands_alone(self) -> bool:
        """Whether it may be printed with nothing but the title beside it."""
        return self.unquotable is None and not any(lean.firm for lean in self.leans)


@dataclass(frozen=True, kw_only=True)
class Article:
    id: str
    source: str
    sha256: str
    title: str
    title_origin: TitleOrigin
    title_cut: bool  # a derived title that leaves off the rest of its sentence
    published: date | None
    published_origin: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str
    text: str
    sentences: tuple[Sentence, ...]
    removed: tuple[Removal, ...]
    origins: tuple[tuple[str, str], ...] = ()  # what is known beside the text → where it was found
    flaws: tuple[Flaw, ...] = ()
    notes: tuple[str, ...] = ()  # what of its metadata could not be used, in sentences

    def words_of(self, span: Sentence | Extract | Evidence) -> str:
        return self.text[span.start : span.end]

    def stands_alone(self, extract: Extract) -> bool:
        """Whether the extract may be printed with nothing but the title beside it."""
        within = [each for each in self.numbered if extract.start <= each.start and each.end <= extract.end]
        return all(sentence.stands_alone for sentence in within)

    @cached_property
    def words(self) -> int:
        """Length in words, headings included; two characters of Chinese are one word."""
        return scripts.length(self.text)

    @cached_property
    def numbered(self) -> tuple[Sentence, ...]:
        """The sentences proper, in order: `numbered[n - 1].number == n`."""
        return tuple(sentence for sentence in self.sentences if sentence.number)

    @cached_property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        grouped: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            grouped.setdefault(sentence.paragraph, []).append(sentence)
        return tuple(tuple(members) for members in grouped.values())


# --- choosing ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Extract:
    """A quotation: whole sentences of one article, word for word."""

    article: str
    start: int
    end: int


class Method(StrEnum):
    """The summarizers an editor can name."""

    BRIEFING = "briefing"  # our own, trained
    HAND_RULE = "hand-rule"  # our own, without training
    LEAD = "lead"  # the first sentences that stand alone
    LEX_RANK = "lex-rank"
    TEXT_RANK = "text-rank"
    LSA = "lsa"
    LUHN = "luhn"
    KL = "kl"
    SUM_BASIC = "sum-basic"
    REDUCTION = "reduction"
    EDMUNDSON = "edmundson"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The chosen sentences of one article in document order; `scores[i]` belongs to `extracts[i]`."""

    extracts: tuple[Extract, ...]
    scores: tuple[float, ...]
    method: str
    compared: int | None = None  # sentences of the article, where they were too many to compare all

    def lead(self, article: Article) -> Extract | None:
        """The extract with the highest score of those that stand alone, the earlier one on a tie."""
        scored = zip(self.scores, self.extracts, strict=True)
        alone = [
            (score, -extract.start, extract) for score, extract in scored if article.stands_alone(extract)
        ]
        return max(alone)[2] if alone else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase by which a theme is found, as the editor wrote it."""

    text: str
    weight: float = 1.0  # of a sentence that holds it: 1 is about the theme, 0.5 needs another hint
    language: str | None = None  # of the articles in which it is looked for; None is all
    exact: bool = False  # in this form only, not with an ending of the same stem
    case: bool = False  # with these capitals only


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What an editor means by a theme. A plain string is a term with weight 1."""

    id: str
    title: str
    about: str
    terms: tuple[Term | str, ...]
    unless: tuple[Term | str, ...] = ()  # a place where one of these stands is no evidence

    @property
    def listed(self) -> tuple[Term, ...]:
        """The terms, each with its weight."""
        return tuple(term if isinstance(term, Term) else Term(text=term) for term in self.terms)

    @property
    def excluded(self) -> tuple[Term, ...]:
        return tuple(term if isinstance(term, Term) else Term(text=term) for term in self.unless)

    @property
    def feed(self) -> str:
        """The address of its feeds, without the suffix that says which format."""
        return f"feeds/themes/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place where a theme's term stands in an article."""

    term: str  # as configured
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMatch:
    theme: str
    score: float  # 0 … 1
    primary: bool
    evidence: tuple[Evidence, ...]
    points: Points | None = None  # what the score is made of


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What an article earned for a theme: about one point for each sentence with a term, more where it opens."""

    title: float
    opening: float
    rest: float
    needed: float

    @property
    def earned(self) -> float:
        return self.title + self.opening + self.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a sentence states, with all of the sentence that comparing it needs.

    `start` and `end` are where the number is printed in its article. Words are folded: soldiers count as troops, Kyiv
    stands for Ukraine.
    """

    start: int
    end: int
    extract: Extract  # the sentence
    quotable: bool
    value: float
    upper: float | None  # the end of a range
    hedge: str | None  # as printed
    rough: bool  # hedged as about right, not as a bound
    unit: str  # of money, shares and masses; empty for things that are counted one by one
    noun: str  # as printed
    thing: str  # what the noun counts as
    event: str  # what befell it or was done with it; empty when nothing known did
    relation: str  # of money and shares: by, to, of
    whose: tuple[str, ...]  # countries that the noun itself names: “British troops”
    names: tuple[str, ...]  # of the sentence
    places: tuple[str, ...]  # names of places in the sentence …
    near: tuple[str, ...]  # … and in the clause of the number
    landmarks: tuple[str, ...]  # border, prison: in the sentence …
    landmarks_near: tuple[str, ...]  # … and in the clause
    stems: tuple[str, ...]  # of the other words of the sentence
    main: tuple[str, ...]  # countries that its article is about
    day: date | None  # of the event, when the sentence says it …
    weekday: str | None  # … and as it says it
    years: tuple[str, ...]  # other than the article's own, in the sentence
    months: tuple[str, ...]  # in the clause
    planned: bool  # would, may, expected
    running: bool  # so far, since: a total that grows
    added: bool  # more, another: on top of an unknown number


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """An article with all that follows from it alone, whatever else is in the folder."""

    article: Article
    summary: Summary
    matches: tuple[ThemeMatch, ...]
    quantities: tuple[Quantity, ...] = ()


# --- looking across articles -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A brief across articles: extracts in the order in which they are read."""

    of: str  # id of the theme or the story
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The text of a published article in another file: what “also carried by” names."""

    article: str  # id of the article that is shown
    source: str
    outlet: str | None
    published: date | None
    url: str | None


class StoryKind(StrEnum):
    EVENT = "event"  # found to report the same event
    EDITED = "edited"  # put together by an editor


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event, the earliest first; undated ones last."""

    id: str  # of its first article, or as an editor names it
    title: str  # of one of its articles, or as an editor words it
    kind: StoryKind
    articles: tuple[str, ...]
    first: date | None
    last: date | None
    publishers: tuple[str, ...]  # known and independent: families once, wires once


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity and the sentence that states it; `start` and `end` are where it is printed in its article."""

    value: float  # of `1,30,000` or `1.5 million`, for comparison only; pages print the source's own form
    unit: str
    subject: str
    hedge: str | None  # as printed: “at least”
    start: int
    end: int
    extract: Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Figures of several articles for the same subject in the same unit, lowest first."""

    subject: str
    unit: str
    figures: tuple[Figure, ...]


# --- accounting --------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What became of a file. The ledger adds up: found = the four of them."""

    PUBLISHED = "published"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why; the list is closed and the user guide explains each."""

    USED = "used"
    SAME_TEXT = "same text as another file"
    NEAR_TEXT = "nearly the same text as another file"
    SAME_ADDRESS = "address already taken"
    HIDDEN = "hidden file"
    SIDECAR = "sidecar of another file"
    ORPHAN = "sidecar without its file"
    UNKNOWN_FORMAT = "unknown format"
    NEEDS_EXTRA = "format needs an extra"
    NOT_A_FILE = "not a regular file"
    OUTSIDE = "outside the folder"
    UNREADABLE = "cannot be read"
    UNSTABLE = "changed while being read"
    TOO_LARGE = "too large"
    TOO_LONG = "longer than an article"
    TOO_DEEP = "nested too deep"
    BOMB = "expands too much"
    DTD = "document type declaration"
    LOCKED = "locked with a password"
    ENCODING = "encoding not recognised"
    METADATA = "metadata cannot be read"
    UNPARSABLE = "cannot be parsed"
    STOPPED = "took too long"
    EMPTY = "no text"
    NO_SENTENCE = "no sentence to quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    source: str
    outcome: Outcome
    reason: Reason
    hint: str
    article: str | None = None  # the article published from it, or instead of it


# --- the whole ---------------------------------------------------------------------------------------


class Rights(StrEnum):
    """How much of an article its page shows."""

    FULL = "full"  # the whole text
    CONTEXT = "context"  # each extract with the sentences beside it
    SUMMARY = "summary"  # extracts only


class Robots(StrEnum):
    """Whether search engines of the web may list pages that show more of an article than its extracts."""

    NOINDEX = "noindex"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the site is called and where it is published; both as in the configuration."""

    name: str = "Briefing"
    about: str = ""
    url: str | None = None  # with a slash at its end; None while nobody said it


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an extract stands: its article, its sentences there, and the sentences beside it."""

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def first(self) -> int:
        return self.sentences[0].number

    @property
    def words(self) -> str:
        return self.article.text[self.sentences[0].start : self.sentences[-1].end]

    @property
    def before(self) -> str | None:
        return self._beside(self.first - 1)

    @property
    def after(self) -> str | None:
        return self._beside(self.sentences[-1].number + 1)

    def _beside(self, number: int) -> str | None:
        if not 1 <= number <= len(self.article.numbered):
            return None
        return self.article.words_of(self.article.numbered[number - 1])


def same_name(name: str) -> str:
    """Equal for two spellings of an outlet's name that differ in capitals or white space only."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the timeline: an article, or what a story has among the articles listed there."""

    article: Article  # whose lead stands for it
    story: Story | None
    articles: int  # of the story, among those listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    date: date
    articles: tuple[Article, ...]

    @property
    def month(self) -> str:
        """The id of the month that holds it."""
        return f"{self.date:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The dated articles of one month, newest day first."""

    id: str  # yyyy-mm
    days: tuple[Day, ...]

    @property
    def articles(self) -> int:
        return sum(len(day.articles) for day in self.days)

    @property
    def all(self) -> tuple[Article, ...]:
        return tuple(article for day in self.days for article in day.articles)


def by_month(articles: Iterable[Article]) -> tuple[Month, ...]:
    """The dated ones of articles by month and day; months, days and the articles of a day in the order given."""
    days: dict[date, list[Article]] = {}
    for article in articles:
        if article.published:
            days.setdefault(article.published, []).append(article)
    months: dict[str, list[Day]] = {}
    for day, within in days.items():
        months.setdefault(f"{day:%Y-%m}", []).append(Day(date=day, articles=tuple(within)))
    return tuple(Month(id=id_, days=tuple(each)) for id_, each in months.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What one outlet contributed; `name` is None for articles that do not say where they come from."""

    name: str | None
    articles: tuple[Article, ...]
    last: date | None


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """Everything a page may ask for. Articles stand newest first, undated ones last."""

    articles: tuple[Article, ...]
    summaries: Mapping[str, Summary]
    matches: Mapping[str, tuple[ThemeMatch, ...]]
    themes: tuple[Theme, ...]
    digests: Mapping[str, Digest]
    bottom_line: tuple[Extract, ...]
    ledger: tuple[Fate, ...]
    rights: Rights  # where `outlet_rights` says nothing
    outlet_rights: Mapping[str, Rights] = field(default_factory=dict)  # by the outlet's name
    robots: Robots = Robots.NOINDEX
    site: Site = Site()
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

    def fates(self, outcome: Outcome) -> tuple[Fate, ...]:
        return tuple(fate for fate in self.ledger if fate.outcome is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site: its path under docs/ and its whole text."""

    path: str
    text: str
