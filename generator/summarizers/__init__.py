"""Name → summarizer: the most important sentences of one article.

A summary depends on its article alone, holds only sentences that stand on their own, and keeps their order. The
methods of sumy are in `stock`, our own in `news`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.language import scripts
from generator.models import Article, Extract, Method, Reference, Sentence, Summary
from generator.summarizers import news, stock
from generator.summarizers.choice import choose, is_permitted
from generator.summarizers.ranking import Need, Ranking, Size

__all__ = ["MAX_RANKED", "RANKERS", "Judgement", "Need", "Size", "judge", "needs", "summarize"]

MAX_RANKED = 200  # sentences; the work grows with their square. The lead and an even sample of the rest stay.
LEAD_SHARE = 0.5  # of MAX_RANKED

Ranker = Callable[[Sequence[str], str, str, bool], Ranking]  # see `news.trained`


def _lead(sentences: Sequence[str], code: str, title: str, is_by_sentences: bool) -> Ranking:
    """Score sentences by position: 1, 1/2, 1/3 and so on."""
    return Ranking(tuple(1 / (1 + index) for index in range(len(sentences))))


RANKERS: Mapping[Method, Ranker] = {
    Method.BRIEFING: news.trained,
    Method.HAND_RULE: news.hand_rule,
    Method.LEAD: _lead,
    Method.LEX_RANK: stock.ranker("lex_rank", "LexRankSummarizer"),
    Method.TEXT_RANK: stock.ranker("text_rank", "TextRankSummarizer"),
    Method.LSA: stock.ranker("lsa", "LsaSummarizer"),
    Method.LUHN: stock.ranker("luhn", "LuhnSummarizer"),
    Method.KL: stock.ranker("kl", "KLSummarizer"),
    Method.SUM_BASIC: stock.ranker("sum_basic", "SumBasicSummarizer"),
    Method.REDUCTION: stock.ranker("reduction", "ReductionSummarizer"),
    Method.EDMUNDSON: stock.edmundson,
}


def summarize(article: Article, method: Method, size: Size) -> Summary:
    """Summarize an article: extracts that fill the size, fewer if fewer may be quoted; ties go to the earlier."""
    ranked, ranking, chosen = _rank_and_choose(article, method, size)
    return Summary(
        extracts=tuple(
            Extract(article=article.id, start=ranked[index].start, end=ranked[index].end) for index in chosen
        ),
        scores=tuple(round(ranking.scores[index], 6) for index in chosen),
        method=method,
        compared=len(ranked) if len(ranked) < len(article.numbered) else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Why a sentence was chosen or not: its score, the parts of the score, and its references."""

    sentence: Sentence
    score: float | None  # None where the sentence was beyond MAX_RANKED
    parts: Mapping[str, float]  # what each feature adds to the score; empty for methods that cannot say
    is_chosen: bool
    met_references: tuple[Reference, ...]  # references whose antecedent is in the summary
    unmet_references: tuple[Reference, ...]  # references whose antecedent is not
    cheapest_swap: tuple[int, float] | None = (
        None  # number of the chosen sentence it could replace at least cost, and the loss of score
    )


def judge(article: Article, method: Method, size: Size) -> tuple[Judgement, ...]:
    """Explain for every sentence of the article, in order, why `summarize` chooses it or not."""
    ranked, ranking, chosen = selection = _rank_and_choose(article, method, size)
    places = {sentence.number: index for index, sentence in enumerate(ranked)}
    numbers = {ranked[index].number for index in chosen}
    return tuple(
        Judgement(
            sentence=sentence,
            score=ranking.scores[place] if (place := places.get(sentence.number)) is not None else None,
            parts=ranking.parts(place) if place is not None else {},
            is_chosen=place in chosen,
            met_references=tuple(
                reference
                for reference in sentence.references
                if not numbers.isdisjoint(reference.antecedents)
            ),
            unmet_references=tuple(
                reference for reference in sentence.references if numbers.isdisjoint(reference.antecedents)
            ),
            cheapest_swap=_cheapest_swap(method, selection, place)
            if place not in chosen and size.is_by_sentences
            else None,
        )
        for sentence in article.numbered
    )


def _cheapest_swap(
    method: Method, selection: tuple[tuple[Sentence, ...], Ranking, list[int]], place: int | None
) -> tuple[int, float] | None:
    """The number of the chosen sentence that costs least to replace by the sentence at `place`, and the loss of score.

    None if no swap is permitted or the cheapest one costs nothing.
    """
    ranked, ranking, chosen = selection
    if ranking.subset_score is None or place is None or ranked[place].rejection:
        return None
    needed = needs(ranked, method)
    swaps = {removed: sorted({*chosen, place} - {removed}) for removed in chosen}
    subsets = {removed: subset for removed, subset in swaps.items() if is_permitted(subset, needed, ranking)}
    if not subsets:
        return None
    scores = ranking.subset_score((), np.array([*subsets.values(), chosen], np.intp))
    costs = np.round(scores[-1] - scores[:-1], 6)
    cheapest = int(costs.argmin())
    return (ranked[[*subsets][cheapest]].number, float(costs[cheapest])) if costs[cheapest] > 0 else None


def _rank_and_choose(
    article: Article, method: Method, size: Size
) -> tuple[tuple[Sentence, ...], Ranking, list[int]]:
    """The sentences that were ranked, their ranking, and the indices of those chosen for the summary."""
    ranked = _sample(article.numbered)
    texts = [article.words_of(sentence) for sentence in ranked]
    title = article.title if article.title_origin == "given" else ""  # a derived one repeats the text
    ranking = RANKERS[method](texts, article.language, title, size.is_by_sentences)
    allowed = [sentence.rejection is None for sentence in ranked]
    lengths = [scripts.word_count(text) for text in texts]
    return ranked, ranking, choose(ranking, allowed, lengths, size, needs(ranked, method))


def needs(ranked: Sequence[Sentence], method: Method) -> list[list[Need]]:
    """List for each ranked sentence the others that it needs, by index; Lead ignores the optional references.

    Antecedents that were not ranked are left out, so that a need may have no places.
    """
    places = {sentence.number: place for place, sentence in enumerate(ranked)}
    return [
        [
            Need(
                tuple(places[number] for number in reference.antecedents if number in places),
                reference.required,
            )
            for reference in sentence.references
            if reference.required or method is not Method.LEAD
        ]
        for sentence in ranked
    ]


def _sample(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """All sentences up to MAX_RANKED; of more, the lead and an even sample of the rest, in order."""
    if len(sentences) <= MAX_RANKED:
        return sentences
    lead = int(MAX_RANKED * LEAD_SHARE)
    rest = sentences[lead:]
    step = len(rest) / (MAX_RANKED - lead)
    return sentences[:lead] + tuple(rest[int(index * step)] for index in range(MAX_RANKED - lead))
