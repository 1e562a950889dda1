"""Values made from one article alone, whatever else is in the folder: its summary, themes and quantities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.models.articles import Article, Sentence


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Extract:
    """A quotation: whole sentences of one article, word for word."""

    article: str  # id
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an extract stands: its article, its sentences there, and the sentences beside it."""

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def first(self) -> int:
        """The number of the extract's first sentence."""
        return self.sentences[0].number

    @property
    def words(self) -> str:
        """The words of the extract, as they stand in the article."""
        return self.article.text[self.sentences[0].start : self.sentences[-1].end]

    @property
    def before(self) -> str | None:
        """The sentence before the extract; None at the beginning of the article."""
        return self._sentence_text(self.first - 1)

    @property
    def after(self) -> str | None:
        """The sentence after the extract; None at the end of the article."""
        return self._sentence_text(self.sentences[-1].number + 1)

    def _sentence_text(self, number: int) -> str | None:
        """The text of the sentence with this number; None if there is no such sentence."""
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
    method: str  # the summarizer that chose them
    compared: int | None = None  # number of sentences compared, if there were too many to compare all

    def lead(self, article: Article) -> Extract | None:
        """The extract with the highest score of those that stand alone, the earlier one on a tie; None if none does."""
        scored = zip(self.scores, self.extracts, strict=True)
        alone = [
            (score, -extract.start, extract) for score, extract in scored if article.is_standalone(extract)
        ]
        return max(alone)[2] if alone else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase that is evidence for a theme, as the editor wrote it."""

    text: str
    weight: float = 1.0  # 1: a sentence with it is about the theme; 0.5: only with further evidence
    language: str | None = None  # only in articles of this language; None means all
    exact: bool = False  # in this form only, not with an ending of the same stem
    case: bool = False  # with these capitals and small letters only


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme as an editor defines it. A plain string among the terms is a term of weight 1."""

    id: str  # the last part of its page's address
    title: str
    about: str  # its definition in a sentence; may be empty
    terms: tuple[Term | str, ...]
    unless: tuple[Term | str, ...] = ()  # phrases in which a term is no evidence

    @property
    def listed(self) -> tuple[Term, ...]:
        """The terms of the theme; plain strings become terms of weight 1."""
        return tuple(term if isinstance(term, Term) else Term(text=term) for term in self.terms)

    @property
    def excluded(self) -> tuple[Term, ...]:
        """The phrases of `unless` in which a term is no evidence, as terms."""
        return tuple(term if isinstance(term, Term) else Term(text=term) for term in self.unless)

    @property
    def feed(self) -> str:
        """The address of the theme's feeds, without the suffix of a format."""
        return f"feeds/themes/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in an article where a term of a theme occurs."""

    term: str  # as configured
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMatch:
    """A theme that an article is about."""

    theme: str  # id
    score: float  # 0 … 1; 0.5 is just enough
    primary: bool  # the article's main theme
    evidence: tuple[Evidence, ...]  # in the order of the text
    points: Points | None = None  # from which the score was computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """How much evidence an article holds for a theme: the weights of its sentences with a term, by where they stand."""

    title: float
    opening: float  # the first sentences, which count for more
    rest: float
    needed: float  # the sum at which the article is about the theme; grows with its length

    @property
    def earned(self) -> float:
        """The sum of the points of title, opening and rest."""
        return self.title + self.opening + self.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a sentence, with what has to agree before it is compared with a number of another article.

    The number is printed at `article.text[start:end]`. Synonyms are unified: soldiers count as troops, Kyiv stands for
    Ukraine.
    """

    start: int
    end: int
    extract: Extract  # the sentence
    is_quotable: bool  # the sentence may be printed on its own
    value: float
    upper: float | None  # the end of a range
    hedge: str | None  # as printed
    is_approximate: bool  # hedged as about right, not as a bound
    unit: str  # of money, shares and masses; empty for things that are counted one by one
    noun: str  # as printed
    category: str  # the noun after synonyms are unified
    event: str  # the verb that applies to it: killed, sent; empty if none is known
    relation: str  # of money and shares: by, to, of
    owners: tuple[str, ...]  # countries that the noun itself names: “British troops”
    names: tuple[str, ...]  # of the sentence
    places: tuple[str, ...]  # names of places in the sentence …
    clause_places: tuple[str, ...]  # … and in the clause of the number
    facility_types: tuple[str, ...]  # border, prison: in the sentence …
    clause_facility_types: tuple[str, ...]  # … and in the clause
    stems: tuple[str, ...]  # of the other words of the sentence
    main_countries: tuple[str, ...]  # that its article is about
    day: date | None  # of the event, when the sentence says it …
    weekday: str | None  # … and as it says it
    years: tuple[str, ...]  # other than the article's own, in the sentence
    months: tuple[str, ...]  # in the clause
    is_planned: bool  # would, may, expected
    is_running_total: bool  # so far, since: a total that grows
    is_additional: bool  # more, another: on top of an unknown number


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAnalysis:
    """An article with all that follows from it alone; made file by file, so that it can be computed in parallel."""

    article: Article
    summary: Summary
    matches: tuple[ThemeMatch, ...]
    quantities: tuple[Quantity, ...] = ()
    signature: str = ""  # by which copies of the article are found; empty if it is not known
    fingerprint: str = ""  # hash of all that the analysis follows from; empty if that is not known
