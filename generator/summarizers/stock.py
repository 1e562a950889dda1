"""Rankers made of the summarizers of sumy, which is imported at the first use and only here.

sumy's own tokenizer, stemmers and stop words are not used: they need data that NLTK would have to fetch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from math import isfinite
from typing import Any

from generator import language
from generator.summarizers.ranking import Ranking

# Decimals of a score: sumy's LSA iterates over a set, so later ones change from run to run and break ties.
STABLE_DIGITS = 9


class _Tokenizer:
    """The interface of sumy's tokenizer, with our own splitting of words and sentences."""

    def __init__(self, code: str) -> None:
        """Split by the rules of the language with this code."""
        self._code = code

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """The sentences of a paragraph."""
        return tuple(paragraph[start:end] for start, end in language.sentences(paragraph, self._code))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """The words of a sentence."""
        return language.words(sentence, self._code)


def ranker(module: str, name: str) -> Callable[[Sequence[str], str, str, bool], Ranking]:
    """Make a ranker that returns the ratings of a sumy summarizer, given its module and class name."""

    def rank(sentences: Sequence[str], code: str, title: str, is_by_sentences: bool) -> Ranking:
        """Rank the sentences by the ratings of the summarizer, 0 for a sentence that it does not rate."""
        from numpy import errstate
        from sumy.models.dom import ObjectDocumentModel, Paragraph
        from sumy.models.dom import Sentence as Line

        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(
            lambda word: language.stem(str(word), code)
        )
        if hasattr(type(summarizer), "stop_words"):
            summarizer.stop_words = language.stop_words(code)
        tokenizer = _Tokenizer(code)
        sumy_sentences = [Line(sentence, tokenizer) for sentence in sentences]
        ranks: dict[int, float] = {}

        def record_ratings(infos: Any) -> Any:  # sumy calls this with every sentence it rated, best first
            """Keep the rating of every sentence, if it is finite, and return what was given, as sumy expects."""
            ranks.update((info.order, float(info.rating)) for info in infos if isfinite(info.rating))
            return infos

        with errstate(divide="ignore", invalid="ignore"):  # a few like sentences have no order among them
            summarizer(ObjectDocumentModel([Paragraph(sumy_sentences)]), record_ratings)
        return Ranking(
            tuple(round(ranks.get(index, 0.0), STABLE_DIGITS) for index in range(len(sumy_sentences)))
        )

    return rank


def edmundson(sentences: Sequence[str], code: str, title: str, is_by_sentences: bool) -> Ranking:
    """Rank by title and location as Edmundson (1969): words of the title, and standing first or last in the article.

    His cue words, which speak for or against a sentence, are left out: there are no such lists for all languages.
    """
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as Line
    from sumy.summarizers.edmundson import EdmundsonSummarizer

    tokenizer = _Tokenizer(code)
    heading = [Line(title, tokenizer, is_heading=True)] if title else []
    summarizer = EdmundsonSummarizer(lambda word: language.stem(str(word), code), cue_weight=0.0)
    summarizer.null_words = language.stop_words(code) or {""}  # sumy refuses an empty set
    ranks: dict[int, float] = {}

    def record_ratings(infos: Any) -> Any:
        """Keep the rating of every sentence and return what was given, as sumy expects."""
        ranks.update((info.order, float(info.rating)) for info in infos)
        return infos

    sumy_sentences = [Line(sentence, tokenizer) for sentence in sentences]
    summarizer(ObjectDocumentModel([Paragraph([*heading, *sumy_sentences])]), record_ratings)
    return Ranking(tuple(ranks[index] for index in range(len(sumy_sentences))))
