"""Makes the weights of the `briefing` summarizer: `make weights`.

What is learned is what a summary is worth. Of each article all summaries that could be chosen are valued, and one
linear regression on the features of generator/summarizers/news.py says which features make one worth more than the
others of the same article. Two kinds of articles teach:

* CNN/DailyMail articles with their human highlights, lower-cased and without titles, from ../shared/eval: extracts cut
  to 60 tokens, valued by ROUGE-1 + ROUGE-2.
* Articles with labelled sentences, `tests/gold/summaries.jsonl`: extracts of three sentences, valued by how
  many were named, among the most important or at least as acceptable.

Both are counted in their own spread. Where words are scarce the highlights count for more, where sentences are
counted the labels do. Which summaries can be chosen depends on the weights, so that those are learned in rounds, the
first from what the hand rule would weigh.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import labels
import numpy as np

from generator.evaluation import gold
from generator.evaluation.rouge import tokens
from generator.language import scripts
from generator.models import Method
from generator.summarizers import Need, Size, needs, news
from generator.summarizers.choice import first_candidates
from generator.summarizers.ranking import Array, Places

PROJECT = Path(__file__).parents[2]
HIGHLIGHTS = PROJECT.parent / "shared" / "eval" / "cnndm-train.jsonl.gz"
WEIGHTS = PROJECT / "generator" / "summarizers" / "weights.json"

MOST_SENTENCES = 200  # of an article
BUDGET = 60  # tokens of an extract that is compared with highlights
COUNT = 3  # sentences of an extract that is compared with labels
ROUNDS = 3
RIDGE = 0.3  # of the variance of a feature among the extracts of an article
HIGHLIGHTS_COUNT = {"sentences": 1.0, "words": 30.0}  # for each model, how much they do beside the labels
NAMELESS = "new names"  # which lower-cased highlights do not show; left out where they teach the most
UNSEEN = "repeats itself"  # by labels, which may name two sentences that say the same
COLUMNS = (*news.SENTENCE_FEATURES, *news.SUMMARY_FEATURES)

Grams = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Valued:
    """The extracts of one kind of article: sums over articles of products of features, and with values.

    Features and values are taken less their means over the extracts of an article, so that only extracts of the same
    article are compared, and every article counts the same.
    """

    features: Array  # f × f
    values: Array  # f
    spread: float  # of the values, a standard deviation

    @classmethod
    def of(cls, found: Sequence[tuple[Array, Array]]) -> Valued:
        count = len(found)
        parts = [(each - each.mean(axis=0), values - values.mean()) for each, values in found]
        return cls(
            features=np.asarray(sum(each.T @ each / len(each) for each, _ in parts) / count),
            values=np.asarray(sum(each.T @ values / len(each) for each, values in parts) / count),
            spread=float(np.sqrt(sum((values @ values) / len(values) for _, values in parts) / count)),
        )


def f1(ours: Grams, theirs: Grams) -> float:
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def grams(words: Sequence[str], size: int) -> Grams:
    return Counter(tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def rows(text: news.Text, ways: Sequence[Places], by_words: bool) -> Array:
    """What each extract has of each feature."""
    sentences = news.feature_matrix(text)
    return np.concatenate([news.summary_features(text, sentences, each, by_words) for each in ways])


def highlighted(model: news.Model, line: str) -> tuple[Array, Array] | None:
    record = json.loads(line)
    sentences = record["sents"][:MOST_SENTENCES]
    text = news.Text(sentences, "en", "")
    said = [tokens(sentence) for sentence in sentences]
    wanted = [token for sentence in record["ref"] for token in tokens(sentence)]
    references = [grams(wanted, size) for size in (1, 2)]
    size = Size(words=BUDGET, full=True)
    ways = first_candidates(model.ranking(text), [True] * len(said), list(map(len, said)), size)
    values = []
    for way in (way for each in ways for way in each):
        extract = [token for place in way for token in said[place]][:BUDGET]
        values.append(
            sum(f1(grams(extract, n), reference) for n, reference in enumerate(references, start=1))
        )
    return (rows(text, ways, model.by_words), np.array(values)) if values else None


def labelled(model: news.Model, record: dict[str, Any]) -> tuple[Array, Array] | None:
    document = gold.labelled_document(record)
    article, (annotator,) = document.article, document.annotators
    sentences = article.numbered[:MOST_SENTENCES]
    said = [article.words_of(sentence) for sentence in sentences]
    text = news.Text(said, article.language, article.title)
    allowed = [sentence.rejection is None for sentence in sentences]
    lengths = list(map(scripts.word_count, said))
    references: list[list[Need]] = needs(sentences, Method.BRIEFING)
    ways = first_candidates(model.ranking(text), allowed, lengths, Size(sentences=COUNT), references)
    named = np.zeros(len(sentences))
    for half in (annotator.key, annotator.key | annotator.also_ok):
        named[[place for place in half if place < len(named)]] += 0.5
    if not ways:
        return None
    found = rows(text, ways, model.by_words)
    found[:, COLUMNS.index(UNSEEN)] = 0
    return found, np.concatenate([named[each].mean(axis=1) for each in ways])


def fitted(highlights: Valued, judged: Valued, share: float, by_words: bool) -> news.Model:
    """The model that tells the extracts of an article apart best (least squares with a ridge)."""
    features = judged.features + share * highlights.features
    values = judged.values / judged.spread + share * highlights.values / highlights.spread
    ridge = RIDGE * np.diag(judged.features.diagonal())
    used = [place for place, name in enumerate(COLUMNS) if not (by_words and name == NAMELESS)]
    found = np.zeros(len(COLUMNS))
    found[used] = np.linalg.solve((features + ridge)[np.ix_(used, used)], values[used])
    weights = dict(zip(COLUMNS, np.round(found, 4).tolist(), strict=True))
    return news.Model(
        weights={name: weights[name] for name in news.SENTENCE_FEATURES if weights[name]},
        summary_weights={name: weights[name] for name in news.SUMMARY_FEATURES},
        by_words=by_words,
    )


def main() -> None:
    for needed in (HIGHLIGHTS, labels.CORPUS):
        if not needed.exists():
            sys.exit(f"{needed} is not there: the weights cannot be made again without what they come from.")
    with gzip.open(HIGHLIGHTS, "rt", encoding="utf-8") as lines:
        articles = list(lines)
    records = list(labels.records())
    models = {name: replace(news.HAND_RULE, by_words=name == "words") for name in HIGHLIGHTS_COUNT}
    with Pool() as pool:

        def valued(by: Callable[..., Any], model: news.Model, of: Sequence[Any]) -> Valued:
            return Valued.of([found for found in pool.map(partial(by, model), of, 20) if found])

        for name, share in HIGHLIGHTS_COUNT.items():
            for _ in range(ROUNDS):
                found = (valued(highlighted, models[name], articles), valued(labelled, models[name], records))
                models[name] = fitted(*found, share, models[name].by_words)
    made = {
        "made": (
            f"`make weights`: least squares, ridge {RIDGE}, on extracts of {len(articles)} CNN/DailyMail articles "
            f"with their highlights and of {len(records)} articles with labelled sentences"
        ),
        **{
            name: {"weights": model.weights, "summary_weights": model.summary_weights}
            for name, model in models.items()
        },
    }
    WEIGHTS.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
