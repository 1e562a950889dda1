"""Makes the weights of the `briefing` summarizer: `make weights`.

Reads CNN/DailyMail articles with their human highlights, lower-cased and without titles, from ../shared/eval. The
label of a sentence is whether a greedy choice of at most five sentences that most raises ROUGE-1 + ROUGE-2 against
the highlights takes it; the model is a logistic regression on the features of generator/summarizers/news.py, with
standardised features and a ridge. The number of sentences is learned along, since a sentence of few is taken more
often, and left out again, since it is the same for all sentences of an article. Title and quotation are set by hand
below, as those texts have no titles and few of their quotation marks, and so is what a sentence is worth where
sentences are counted and not words.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from generator import language
from generator.summarizers import news

PROJECT = Path(__file__).parent.parent
TRAINING = PROJECT.parent / "shared" / "eval" / "cnndm-train.jsonl.gz"
WEIGHTS = PROJECT / "generator" / "summarizers" / "weights.json"
MOST_SENTENCES = 100  # of an article, in training
ORACLE = 5  # sentences
RIDGE = 1.0
LEARNED = [name for name in news.FEATURES if name not in ("title", "quoted")]

REDUNDANCY = 2.0  # on the scale of log-odds
BY_HAND = {"title": 2.0, "quoted": -2.0}
COUNTED = {"keywords": 5.0, "length": 0.5}
REMARK = (
    "learned from human highlights of CNN/DailyMail articles; title, quoted and what is added where sentences are "
    "counted were set by hand on 40 labelled articles of 2022"
)

Grams = Counter[tuple[str, ...]]


def grams(words: Sequence[str], size: int) -> Grams:
    return Counter(tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def f1(ours: Grams, theirs: Grams) -> float:
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def words(text: str) -> list[str]:
    found = re.findall(r"[a-z0-9]+", text.lower())
    return [language.stem(word, "en") if len(word) > 3 else word for word in found]


def oracle(sentences: Sequence[str], reference: Sequence[str]) -> list[int]:
    """The sentences that a greedy choice for ROUGE-1 + ROUGE-2 takes."""
    wanted = [grams([word for part in reference for word in words(part)], size) for size in (1, 2)]
    have = [[grams(words(sentence), size) for size in (1, 2)] for sentence in sentences]
    useful = {index for index, (single, _) in enumerate(have) if single & wanted[0]}
    chosen: list[int] = []
    summary: list[Grams] = [Counter(), Counter()]
    best = 0.0
    while len(chosen) < ORACLE:
        gains = [
            (sum(f1(summary[n] + have[index][n], wanted[n]) for n in (0, 1)), -index)
            for index in sorted(useful.difference(chosen))
        ]
        if not gains or max(gains)[0] <= best:
            break
        best, index = max(gains)
        chosen.append(-index)
        summary = [summary[n] + have[-index][n] for n in (0, 1)]
    return chosen


def fitted(features: news.Array, labels: news.Array) -> news.Array:
    """Weights of a logistic regression by Newton's method, in the units of the raw features."""
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    deviation[deviation == 0] = 1
    scaled = np.c_[(features - mean) / deviation, np.ones(len(features))]
    ridge = RIDGE * np.diag([*np.ones(features.shape[1]), 0])
    weights = np.zeros(scaled.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - labels) + ridge @ weights
        step = np.linalg.solve((scaled * (chance * (1 - chance))[:, None]).T @ scaled + ridge, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(weights[:-1] / deviation)


def main() -> None:
    if not TRAINING.exists():
        sys.exit(
            f"{TRAINING} is not there: the weights cannot be made again without the articles they come from."
        )
    features, labels = [], []
    with gzip.open(TRAINING, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            sentences = record["sents"][:MOST_SENTENCES]
            label = np.zeros(len(sentences))
            label[oracle(sentences, record["ref"])] = 1
            size = np.full((len(sentences), 1), np.log1p(len(sentences)))
            features.append(np.hstack([news.matrix(news.Text(sentences, "en", ""), LEARNED), size]))
            labels.append(label)
    found = fitted(np.concatenate(features), np.concatenate(labels))
    learned = dict(zip(LEARNED, found[:-1], strict=True))  # the last, the article's, ranks no sentence
    model = {
        "made": f"`make weights`: logistic regression, ridge {RIDGE}, {len(features)} articles, {REMARK}",
        "redundancy": REDUNDANCY,
        "weights": {name: round((learned | BY_HAND)[name], 4) for name in news.FEATURES},
        "counted": COUNTED,
    }
    WEIGHTS.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
