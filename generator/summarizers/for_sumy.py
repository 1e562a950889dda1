"""Our ranker as one of sumy's summarizers, for programs that already speak sumy."""

from __future__ import annotations

from typing import Any

from sumy.nlp.stemmers import null_stemmer
from sumy.summarizers._summarizer import AbstractSummarizer

from generator.language import scripts
from generator.models import Method
from generator.summarizers import RANKERS, Size
from generator.summarizers.choice import choose


class BriefingSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """`BriefingSummarizer("en")(document, 3)`: the three sentences that `Method.BRIEFING` would choose.

    `document` is any of sumy's, and the sentences that come back are its own, in its order. `count` is a number. What
    stands alone cannot be told from a document of sumy's, so headings aside every sentence may be taken.
    """

    def __init__(self, language: str = "en", stemmer: Any = null_stemmer) -> None:
        super().__init__(stemmer)
        self._language = language

    def __call__(self, document: Any, count: int) -> tuple[Any, ...]:
        sentences = list(document.sentences)
        texts = [str(sentence) for sentence in sentences]
        ranking = RANKERS[Method.BRIEFING](texts, self._language, "", True)
        lengths = [scripts.length(text) for text in texts]
        chosen = choose(ranking, [True] * len(texts), lengths, Size(sentences=count))
        return tuple(sentences[index] for index in chosen)
