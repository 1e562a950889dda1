"""Our own rankers for news: a linear model of features that can be told to an editor, and a rule without training.

Only the article's own words count: there are no background frequencies, so nothing but the article can change its
summary. Weights and how they were made are in `weights.json`; `make weights` makes them again.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator import language
from generator.summarizers.ranking import Ranking

Array = NDArray[np.float64]

SHORT, LONG = 8, 40  # words; shorter sentences say little, longer ones several things
KEYWORDS = 30  # most frequent content words: what the article is about
MOST_NUMBERS = 3  # more make a table, not a sentence
ALIKE = 1e-6  # a spread of centralities below it is rounding, not a difference

# Words that news uses everywhere and that tell an article from another in nothing.
REPORTING = {"en": frozenset("said say says told saying".split())}
FIRST_PERSON = {"en": frozenset("i we my our me us you your".split())}

NUMBER = re.compile(r"\d[\d.,]*")
QUOTED = re.compile(r"“[^”]*”?|«[^»]*»?|„[^“”]*[“”]?|\"[^\"]*\"?|「[^」]*」?")


@cache
def _nothing(code: str) -> frozenset[str]:
    """The words of a language that tell nothing of what an article is about."""
    return language.stop_words(code) | REPORTING.get(code, frozenset())


@dataclass(frozen=True)
class Text:
    """An article's sentences as numbers; n sentences, v different content words."""

    sentences: Sequence[str]
    code: str
    title: str

    @cached_property
    def words(self) -> list[tuple[str, ...]]:
        return [language.words(sentence, self.code) for sentence in self.sentences]

    @cached_property
    def length(self) -> Array:
        return np.array([len(words) for words in self.words], float)

    @cached_property
    def index(self) -> Array:
        return np.arange(len(self.sentences), dtype=float)

    @cached_property
    def content(self) -> list[list[str]]:
        """The stems of each sentence's content words."""
        return [self.content_of(words) for words in self.words]

    def content_of(self, words: Sequence[str]) -> list[str]:
        nothing = _nothing(self.code)
        return [language.stem(word, self.code) for word in words if len(word) > 1 and word not in nothing]

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        return {word: column for column, word in enumerate(dict.fromkeys(chain.from_iterable(self.content)))}

    @cached_property
    def counts(self) -> Array:
        """n × v: how often each content word stands in each sentence."""
        shape = len(self.sentences), max(len(self.vocabulary), 1)
        rows = np.repeat(np.arange(shape[0]), list(map(len, self.content)))
        columns = list(map(self.vocabulary.__getitem__, chain.from_iterable(self.content)))
        places = rows * shape[1] + np.array(columns, int)
        return np.bincount(places, minlength=shape[0] * shape[1]).reshape(shape).astype(float)

    @cached_property
    def unit(self) -> Array:
        norms = np.linalg.norm(self.counts, axis=1, keepdims=True)
        return np.asarray(self.counts / np.where(norms == 0, 1, norms))

    @cached_property
    def likeness(self) -> Array:
        """n × n cosines, 0 on the diagonal."""
        likeness = self.unit @ self.unit.T
        np.fill_diagonal(likeness, 0)
        return np.asarray(likeness)

    @cached_property
    def earlier(self) -> Array:
        """The likenesses of each sentence (column) to those before it (rows)."""
        return np.triu(self.likeness, 1)

    @cached_property
    def centrality(self) -> Array:
        """The cosine of each sentence with the whole article."""
        whole = self.counts.sum(axis=0)
        return np.asarray(self.unit @ (whole / (np.linalg.norm(whole) or 1)))

    @cached_property
    def holds(self) -> Array:
        """n × v: 1 where a content word stands in a sentence, else 0."""
        return (self.counts > 0).astype(float)

    @cached_property
    def spread(self) -> Array:
        """In how many sentences each content word stands."""
        return np.asarray(self.holds.sum(axis=0))

    @cached_property
    def others(self) -> float:
        """√(n − 1), which sums of likenesses grow with."""
        return float(np.sqrt(max(len(self.sentences) - 1, 1)))

    def holding(self, words: frozenset[str]) -> Array:
        return np.array([bool(words.intersection(sentence)) for sentence in self.words], float)


def _beside_the_others(text: Text) -> Array:
    """Centrality in standard deviations from that of the article's other sentences."""
    deviation = text.centrality.std()
    if deviation < ALIKE:
        return np.zeros(len(text.sentences))
    return np.asarray((text.centrality - text.centrality.mean()) / deviation)


def _returning(text: Text) -> Array:
    """The share of a sentence's content words that stand in another sentence too."""
    return np.asarray(text.holds @ (text.spread > 1) / np.maximum(text.holds.sum(axis=1), 1))


def _shared_words(text: Text) -> Array:
    return np.asarray(np.log1p(text.holds @ np.log(np.maximum(text.spread, 1))))


def _shared_phrases(text: Text) -> Array:
    """How often the pairs of neighbouring words of a sentence stand in other sentences."""
    pairs = [set(pairwise(words)) for words in text.words]
    spread = Counter(chain.from_iterable(pairs))
    return np.log1p([sum(map(spread.__getitem__, within)) - len(within) for within in pairs])


def _keywords(text: Text) -> Array:
    weight = np.zeros(text.counts.shape[1])
    weight[np.argsort(-text.counts.sum(axis=0), kind="stable")[:KEYWORDS]] = 1
    return np.asarray(text.holds @ weight / KEYWORDS)


def _frequency(text: Text) -> Array:
    often = np.log(np.maximum(text.counts.sum(axis=0), 1))
    return np.asarray(np.log1p(text.holds @ often))


def _title(text: Text) -> Array:
    wanted = {
        text.vocabulary.get(word, -1) for word in text.content_of(language.words(text.title, text.code))
    }
    shared = (text.counts[:, [column for column in wanted if column >= 0]] > 0).sum(axis=1)
    return np.asarray(shared / max(len(wanted), 1))


def _quoted(text: Text) -> Array:
    return np.array(
        [sum(map(len, QUOTED.findall(sentence))) / max(len(sentence), 1) for sentence in text.sentences]
    )


def _numbers(text: Text) -> Array:
    found = [len(NUMBER.findall(sentence)) for sentence in text.sentences]
    return np.minimum(found, MOST_NUMBERS).astype(float)


# Each is an array of n numbers. The names are what an editor reads in `briefing explain`.
FEATURES: Mapping[str, Callable[[Text], Array]] = {
    "position": lambda text: np.log1p(text.index),
    "near the start": lambda text: 1 / (1 + text.index),
    "share of the text before": lambda text: text.index / max(len(text.sentences) - 1, 1),
    "first": lambda text: (text.index == 0).astype(float),
    "second": lambda text: (text.index == 1).astype(float),
    "length": lambda text: np.log(np.maximum(text.length, 1)),
    "short": lambda text: (text.length < SHORT).astype(float),
    "long": lambda text: (text.length > LONG).astype(float),
    "like the whole": lambda text: text.centrality,
    "like the whole beside others": _beside_the_others,
    "behind one like the whole": lambda text: np.concatenate([[0.0], text.centrality[:-1]]),
    "like what follows": lambda text: text.earlier.sum(axis=1) / text.others,
    "like what stood before": lambda text: text.earlier.sum(axis=0) / text.others,
    "like the one before": lambda text: np.concatenate([[0.0], np.diagonal(text.likeness, 1)]),
    "words that return": _returning,
    "shared words": _shared_words,
    "shared phrases": _shared_phrases,
    "frequent words": _frequency,
    "keywords": _keywords,
    "title": _title,
    "numbers": _numbers,
    "quoted": _quoted,
    "first person": lambda text: text.holding(FIRST_PERSON.get(text.code, frozenset())),
    "reporting": lambda text: text.holding(REPORTING.get(text.code, frozenset())),
}


def matrix(text: Text, names: Sequence[str] = tuple(FEATURES)) -> Array:
    """n × len(names): the named features of each sentence."""
    return np.stack([FEATURES[name](text) for name in names], axis=1)


@cache
def weights() -> dict[str, Any]:
    """The trained model: `weights` by feature, what is added to them where sentences are `counted`, `redundancy`."""
    return dict(json.loads(files("generator.summarizers").joinpath("weights.json").read_text("utf-8")))


def trained(sentences: Sequence[str], code: str, title: str, counted: bool) -> Ranking:
    """Sentences as people who summarise news would choose them: logistic regression on the features above.

    `title` is empty where none is given. `counted` says that a summary is so many sentences long and not so many
    words; then a sentence that says more is worth more.
    """
    model = weights()
    extra = model["counted"] if counted else {}
    return _ranking(
        Text(sentences, code, title),
        {name: weight + extra.get(name, 0.0) for name, weight in model["weights"].items()},
        model["redundancy"],
    )


# What centrality and position say without any training; a cosine is worth as much as the repetition of one.
HAND_RULE = {"like the whole": 1.0, "position": -0.3, "short": -0.5, "title": 0.3}


def hand_rule(sentences: Sequence[str], code: str, title: str, counted: bool) -> Ranking:
    """Central sentences near the start that do not repeat each other: nothing in it was learned."""
    return _ranking(Text(sentences, code, title), HAND_RULE, 1.0)


def _ranking(text: Text, model: Mapping[str, float], redundancy: float) -> Ranking:
    if not text.sentences:
        return Ranking(())
    contributions = np.round(matrix(text, tuple(model)) * np.array(list(model.values())), 9)
    return Ranking(
        scores=tuple(np.round(contributions.sum(axis=1), 9).tolist()),
        similarity=np.round(text.likeness, 9),
        redundancy=redundancy,
        features=tuple(model),
        contributions=contributions,
    )
