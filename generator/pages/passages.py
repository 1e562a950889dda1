"""The text of an article on its page: which passages are shown, what is marked, which pages quote them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.models import Article, Briefing, Extract, Rights, Sentence
from generator.safety import escaping

# --- the pages that quote a sentence ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuotingPage:
    """A page that quotes a sentence: what kind of page or block it is, where, and the title of its story."""

    page: str
    address: str  # below the site's root
    title: str = ""  # words of an article or an editor; empty for all pages but those of stories


SentenceKey = tuple[str, int]  # article id and number of the sentence


def quoting_pages(
    briefing: Briefing, quotations: Iterable[tuple[QuotingPage, Iterable[Extract]]]
) -> Mapping[SentenceKey, tuple[QuotingPage, ...]]:
    """For each sentence the pages that quote it, each page once, in the order given."""
    pages: dict[SentenceKey, dict[QuotingPage, None]] = {}
    for page, extracts in quotations:
        for extract in extracts:
            for sentence in briefing.place(extract).sentences:
                pages.setdefault((extract.article, sentence.number), {})[page] = None
    return {sentence: tuple(quoting) for sentence, quoting in pages.items()}


# --- the passages that may be shown ----------------------------------------------------------------------


def shown_paragraphs(briefing: Briefing, article: Article) -> Sequence[Sequence[Sentence]]:
    """The paragraphs, or parts of them, that rights allow to show; an empty one stands for each part left out."""
    if briefing.rights_of(article) is Rights.FULL:
        return article.paragraphs
    passages: list[list[Sentence]] = []
    for sentence in briefing.visible_sentences(article, briefing.extracts_from(article)):
        previous = passages[-1][-1] if passages else None
        if previous and previous.number == sentence.number - 1 and previous.paragraph == sentence.paragraph:
            passages[-1].append(sentence)
        elif previous and previous.number < sentence.number - 1:
            passages += [[], [sentence]]
        else:
            passages.append([sentence])
    return passages


# --- the evidence marked in a sentence -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a sentence that are evidence for the same themes; most are evidence for none."""

    text: str
    spaced: bool  # white space stands before it in the sentence
    marks: tuple[
        int, ...
    ] = ()  # themes that it is evidence for, as their positions from 1 among the article's
    colour: int = 0  # of the first of these themes


@dataclass(frozen=True, slots=True)
class MarkedTerm:
    """A term of a theme found in an article: its place in the text, and the theme's position from 1."""

    start: int
    end: int
    mark: int


def segments(
    article: Article, sentence: Sentence, terms: Sequence[MarkedTerm], colours: Sequence[int]
) -> tuple[Segment, ...]:
    """A sentence cut wherever a term begins or ends; `colours[mark - 1]` is the colour of a theme.

    A cut beside a combining or an invisible character would change the words: then nothing is marked.
    """
    cut = tuple(_segments(article, sentence, terms, colours))
    words = escaping.clean_text(article.words_of(sentence))
    shown = "".join(" " * segment.spaced + escaping.clean_text(segment.text) for segment in cut)
    return cut if shown == words else (Segment(words, False),)


def _segments(
    article: Article, sentence: Sentence, terms: Sequence[MarkedTerm], colours: Sequence[int]
) -> Iterable[Segment]:
    """The segments of a sentence, cut at every term, before `segments` has checked the cuts."""
    clipped_terms = [
        MarkedTerm(max(term.start, sentence.start), min(term.end, sentence.end), term.mark)
        for term in terms
        if term.start < sentence.end and sentence.start < term.end
    ]
    bounds = {sentence.start, sentence.end} | {
        bound for term in clipped_terms for bound in (term.start, term.end)
    }
    for start, end in pairwise(sorted(bounds)):
        words = article.text[start:end]
        if words.strip():
            marks = sorted({term.mark for term in clipped_terms if term.start <= start and end <= term.end})
            after_space = start > sentence.start and article.text[start - 1].isspace()
            yield Segment(
                text=words.strip(),
                spaced=words[0].isspace() or after_space,
                marks=tuple(marks),
                colour=colours[marks[0] - 1] if marks else 0,
            )
