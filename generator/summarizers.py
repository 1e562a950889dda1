"""Name → summarizer: the most important sentences of one article. The only room that knows sumy.

A summary depends on its article alone, holds only sentences that stand on their own, and keeps their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from math import isfinite
from typing import Any

from generator import language
from generator.models import Article, Extract, Method, Sentence, Summary, TitleOrigin

MAX_RANKED = (
    200  # sentences; sumy's methods grow with their square. The lead and an even sample of the rest stay.
)
LEAD_SHARE = 0.5  # of MAX_RANKED

STABLE_DIGITS = (
    9  # of a score; sumy's LSA walks over a set, so later ones change from run to run and break ties
)

Scores = tuple[float, ...]  # one per sentence, higher is better
Scorer = Callable[[Article, tuple[Sentence, ...]], Scores]


def summarize(article: Article, method: Method, sentences: int) -> Summary:
    """At most `sentences` extracts, fewer when fewer stand alone; ties go to the earlier sentence."""
    ranked = _bounded(article.numbered)
    scores = SCORERS[method](article, ranked)
    best = sorted(
        (index for index, sentence in enumerate(ranked) if sentence.unquotable is None),
        key=lambda index: (-scores[index], index),
    )
    chosen = sorted(best[:sentences])
    return Summary(
        extracts=tuple(
            Extract(article=article.id, start=ranked[index].start, end=ranked[index].end) for index in chosen
        ),
        scores=tuple(round(scores[index], 6) for index in chosen),
        method=method,
    )


def _bounded(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    if len(sentences) <= MAX_RANKED:
        return sentences
    lead = int(MAX_RANKED * LEAD_SHARE)
    rest = sentences[lead:]
    step = len(rest) / (MAX_RANKED - lead)
    return sentences[:lead] + tuple(rest[int(index * step)] for index in range(MAX_RANKED - lead))


def _lead(article: Article, sentences: tuple[Sentence, ...]) -> Scores:
    return tuple(1 / (1 + index) for index in range(len(sentences)))


# --- sumy ------------------------------------------------------------------------------------------------


class _Tokenizer:
    """Stands in for sumy's own tokenizer, which would fetch data for NLTK."""

    def __init__(self, code: str) -> None:
        self._code = code

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return tuple(paragraph[start:end] for start, end in language.sentences(paragraph, self._code))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return language.words(sentence, self._code)


def _sumy(module: str, name: str) -> Scorer:
    """The scorer that ranks by one of sumy's summarizers, imported when first used."""

    def scores(article: Article, sentences: tuple[Sentence, ...]) -> Scores:
        from numpy import errstate
        from sumy.models.dom import ObjectDocumentModel, Paragraph
        from sumy.models.dom import Sentence as Line

        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(
            lambda word: language.stem(str(word), article.language)
        )
        if hasattr(type(summarizer), "stop_words"):
            summarizer.stop_words = language.stop_words(article.language)
        tokenizer = _Tokenizer(article.language)
        lines = [Line(article.words_of(sentence), tokenizer) for sentence in sentences]
        ranks: dict[int, float] = {}

        def note(infos: Any) -> Any:  # sumy calls this with every sentence it rated, best first
            ranks.update((info.order, float(info.rating)) for info in infos if isfinite(info.rating))
            return infos

        with errstate(
            divide="ignore", invalid="ignore"
        ):  # texts of a few like sentences have no ranking of their own
            summarizer(ObjectDocumentModel([Paragraph(lines)]), note)
        return tuple(round(ranks.get(index, 0.0), STABLE_DIGITS) for index in range(len(lines)))

    return scores


def _edmundson(article: Article, sentences: tuple[Sentence, ...]) -> Scores:
    """Edmundson (1969) by title and location: words of the title, and standing first or last.

    His cue words, which speak for or against a sentence, are left out: there are no such lists for all languages. So
    is a derived title, which is a sentence of the article and would only speak for itself.
    """
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as Line
    from sumy.summarizers.edmundson import EdmundsonSummarizer

    tokenizer = _Tokenizer(article.language)
    lines = [Line(article.words_of(sentence), tokenizer) for sentence in sentences]
    paragraphs: dict[int, list[Line]] = {}
    if article.title_origin is TitleOrigin.GIVEN:
        paragraphs[sentences[0].paragraph] = [Line(article.title, tokenizer, is_heading=True)]
    for sentence, line in zip(sentences, lines, strict=True):
        paragraphs.setdefault(sentence.paragraph, []).append(line)
    summarizer = EdmundsonSummarizer(lambda word: language.stem(str(word), article.language), cue_weight=0.0)
    summarizer.null_words = language.stop_words(article.language) or {""}  # sumy refuses an empty set
    ranks: dict[int, float] = {}
    summarizer(
        ObjectDocumentModel([Paragraph(within) for within in paragraphs.values()]),
        lambda infos: ranks.update((info.order, float(info.rating)) for info in infos) or infos,
    )
    return tuple(ranks[index] for index in range(len(lines)))


SCORERS: Mapping[Method, Scorer] = {
    Method.LEAD: _lead,
    Method.LEX_RANK: _sumy("lex_rank", "LexRankSummarizer"),
    Method.TEXT_RANK: _sumy("text_rank", "TextRankSummarizer"),
    Method.LSA: _sumy("lsa", "LsaSummarizer"),
    Method.LUHN: _sumy("luhn", "LuhnSummarizer"),
    Method.KL: _sumy("kl", "KLSummarizer"),
    Method.SUM_BASIC: _sumy("sum_basic", "SumBasicSummarizer"),
    Method.REDUCTION: _sumy("reduction", "ReductionSummarizer"),
    Method.EDMUNDSON: _edmundson,
}
