"""What is said of one article, whatever else is in the folder: its summary, themes and quantities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.models.articles import Article, Sentence


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Extract:
    """A quotation: whole sentences of one article, word for word."""

    article: str
    start: int
    end: int


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
            (score, -extract.start, extract) for score, extract in scored if article.is_standalone(extract)
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
class ArticleAnalysis:
    """An article with all that follows from it alone, whatever else is in the folder."""

    article: Article
    summary: Summary
    matches: tuple[ThemeMatch, ...]
    quantities: tuple[Quantity, ...] = ()
