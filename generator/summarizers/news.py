"""Our own rankers for news: linear models of features that can be told to an editor, and a rule without training.

What a summary is worth is the sum of what its sentences have, on average, and of what it has as a whole. Only the
article's own words count: there are no background frequencies, so nothing but the article can change its summary.
Weights and how they were made are in `weights.json`; `make weights` makes them again.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, combinations, pairwise, product

import numpy as np

from generator import language
from generator.language.packs import pack
from generator.summarizers.ranking import Array, Places, Ranking

SHORT = 8  # words; a shorter sentence says little
KEYWORDS = 30  # most frequent content words: what the article is about
SAME = 0.7  # cosine of two sentences of which a reader would say that the second repeats the first
MOST_NUMBERS = 3  # more make a table, not a sentence
MOST_NAMES = 4  # more make a list
DIGITS = 9  # of a score; later ones are rounding, which may differ between machines

# A number, and whether it has a unit: money, a share, so many people.
NUMBER = re.compile(
    r"\d(?:(?<=([£$€])\d))?[\d.,]*(\s?(?:%|(?i:per cent|percent|m\b|bn\b|tn\b|million|billion|tonnes|people)))?"
)
AROUND_NAMES = "\"'“”‘’(),.;:!?"
QUOTED = re.compile(r"“[^”]*”?|«[^»]*»?|„[^“”]*[“”]?|\"[^\"]*\"?|「[^」]*」?")


@cache
def _nothing(code: str) -> frozenset[str]:
    """The words of a language that tell nothing of what an article is about."""
    return language.stop_words(code) | pack(code).reporting_words


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
    def shared(self) -> Array:
        """n × n: how many content words two sentences share, each pair of like words counted."""
        return np.asarray(self.counts @ self.counts.T)

    @cached_property
    def norms(self) -> Array:
        norms = np.sqrt(self.shared.diagonal())
        return np.where(norms == 0, 1, norms)

    @cached_property
    def likeness(self) -> Array:
        """n × n cosines, 0 on the diagonal."""
        likeness = self.shared / np.outer(self.norms, self.norms)
        np.fill_diagonal(likeness, 0)
        return np.asarray(likeness)

    @cached_property
    def centrality(self) -> Array:
        """The cosine of each sentence with the whole article."""
        whole = self.shared.sum(axis=1)
        return np.asarray(whole / (self.norms * (np.sqrt(whole.sum()) or 1)))

    @cached_property
    def holds(self) -> Array:
        """n × v: 1 where a content word stands in a sentence, else 0."""
        return (self.counts > 0).astype(float)

    @cached_property
    def spread(self) -> Array:
        """In how many sentences each content word stands."""
        return np.asarray(self.holds.sum(axis=0))

    @cached_property
    def numbers(self) -> list[list[tuple[str, str]]]:
        """What stands before and behind each number of each sentence."""
        return [NUMBER.findall(sentence) for sentence in self.sentences]

    def holding(self, words: frozenset[str]) -> Array:
        return np.array([bool(words.intersection(sentence)) for sentence in self.words], float)


def _returning(text: Text) -> Array:
    """The share of a sentence's content words that stand in another sentence too."""
    return np.asarray(text.holds @ (text.spread > 1) / np.maximum(text.holds.sum(axis=1), 1))


def _shared_words(text: Text) -> Array:
    return np.asarray(np.log1p(text.holds @ np.log(np.maximum(text.spread, 1))))


def _shared_phrases(text: Text) -> Array:
    """How often the pairs of neighbouring content words of a sentence stand in other sentences."""
    pairs = [set(pairwise(words)) for words in text.content]
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
    """The share of the title's content words that a sentence has; those that no sentence has count as one."""
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
    return np.array([min(len(found), MOST_NUMBERS) for found in text.numbers], float)


def _measures(text: Text) -> Array:
    """Whether a number has a unit: money, a share, so many people."""
    return np.array([any(map(any, found)) for found in text.numbers], float)


def _new_names(text: Text) -> Array:
    """How many names a sentence is the first to tell: words behind the first that open with a capital.

    Where nouns are written with a capital they count as well, and where nothing is, there are none.
    """
    known: set[str] = set()
    counts = []
    for sentence in text.sentences:
        names = {word.strip(AROUND_NAMES) for word in sentence.split()[1:] if word[0].isupper()}
        counts.append(min(len(names - known), MOST_NAMES))
        known |= names
    return np.array(counts, float)


# Each is an array of n numbers. The names are what an editor reads in `briefing explain`.
FEATURES: Mapping[str, Callable[[Text], Array]] = {
    "position": lambda text: np.log1p(text.index),
    "near the start": lambda text: 1 / (1 + text.index),
    "share of the text before": lambda text: text.index / max(len(text.sentences) - 1, 1),
    "length": lambda text: np.log(np.maximum(text.length, 1)),
    "short": lambda text: (text.length < SHORT).astype(float),
    "behind one like the whole": lambda text: np.concatenate([[0.0], text.centrality[:-1]]),
    "like the one before": lambda text: np.concatenate([[0.0], np.diagonal(text.likeness, 1)]),
    "words that return": _returning,
    "shared words": _shared_words,
    "shared phrases": _shared_phrases,
    "frequent words": _frequency,
    "keywords": _keywords,
    "title": _title,
    "numbers": _numbers,
    "measures": _measures,
    "new names": _new_names,
    "quoted": _quoted,
    "first person": lambda text: text.holding(pack(text.code).first_person),
}


def matrix(text: Text, names: Sequence[str] = tuple(FEATURES)) -> Array:
    """n × len(names): the named features of each sentence."""
    return np.stack([FEATURES[name](text) for name in names], axis=1)


# --- what a summary is worth as a whole -------------------------------------------------------------------


def _like_the_whole(text: Text, chosen: Sequence[int], ways: Places) -> Array:
    """The cosine of the summary with the article."""
    said = text.shared[:, list(chosen)].sum(axis=1)  # of each sentence with those chosen
    within = said[list(chosen)].sum() + 2 * said[ways].sum(axis=1)
    for first, second in product(range(ways.shape[1]), repeat=2):
        within = within + text.shared[ways[:, first], ways[:, second]]
    whole = text.shared.sum(axis=1)
    with_all = whole[list(chosen)].sum() + whole[ways].sum(axis=1)
    norms = np.sqrt(within * whole.sum())
    return np.asarray(with_all / np.where(norms == 0, 1, norms))


def _repeats(text: Text, chosen: Sequence[int], ways: Places) -> Array:
    """How alike the two sentences of the summary are that are most alike: the square of their cosine."""
    kept = list(chosen)
    alike = [text.likeness[ways[:, a], ways[:, b]] for a, b in combinations(range(ways.shape[1]), 2)]
    if kept:
        alike.append(text.likeness[ways][:, :, kept].max(axis=(1, 2)))
        alike.append(np.full(len(ways), text.likeness[np.ix_(kept, kept)].max()))
    return np.asarray(np.max(alike, axis=0) ** 2) if alike else np.zeros(len(ways))


# Each is an array of m numbers, one for each way to add sentences to those chosen.
TOGETHER: Mapping[str, Callable[[Text, Sequence[int], Places], Array]] = {
    "like the whole": _like_the_whole,
    "repeats itself": _repeats,
}


def described(text: Text, sentences: Array, ways: Places, by_words: bool) -> Array:
    """m × f: what each summary has of every feature, given the `matrix` of its sentences; see `Model`.

    What weights are learned from.
    """
    shares = (text.length if by_words else np.ones(len(sentences)))[ways][:, :, None]
    mean = (sentences[ways] * shares).sum(axis=1) / np.maximum(shares.sum(axis=1), 1)
    return np.column_stack([mean, *(of(text, (), ways) for of in TOGETHER.values())])


@dataclass(frozen=True)
class Model:
    """What each feature weighs: of the sentences of a summary, on average, and of the whole.

    Where the average is `by_words`, a sentence counts as much as it has words, as where words are scarce; else all
    sentences count the same, as where they are numbered.
    """

    weights: Mapping[str, float]
    together: Mapping[str, float]
    by_words: bool = False

    def ranking(self, text: Text) -> Ranking:
        if not text.sentences:
            return Ranking(())
        parts = matrix(text, tuple(self.weights)) * np.array(list(self.weights.values()))
        value = parts.sum(axis=1)
        share = text.length if self.by_words else np.ones(len(value))

        def whole(chosen: Sequence[int], ways: Places) -> list[Array]:
            return [TOGETHER[name](text, chosen, ways) * weight for name, weight in self.together.items()]

        def worth(chosen: Sequence[int], ways: Places) -> Array:
            kept = list(chosen)
            shares = share[ways].sum(axis=1) + share[kept].sum()
            said = (share * value)[ways].sum(axis=1) + (share * value)[kept].sum()
            return np.asarray(said / np.maximum(shares, 1) + sum(whole(chosen, ways)))

        alone = np.stack(whole((), np.arange(len(value))[:, None]), axis=1)
        contributions = np.round(np.hstack([parts, alone]), DIGITS)
        return Ranking(
            scores=tuple(np.round(contributions.sum(axis=1), DIGITS).tolist()),
            worth=worth,
            same=text.likeness > SAME,
            features=(*self.weights, *self.together),
            contributions=contributions,
        )


@cache
def learned() -> Mapping[str, Model]:
    """The trained models: for summaries of so many `sentences`, and for those of so many `words`."""
    stored = json.loads(files("generator.summarizers").joinpath("weights.json").read_text("utf-8"))
    return {name: Model(**stored[name], by_words=name == "words") for name in ("sentences", "words")}


# What centrality and position say without any training, and that a summary should not say the same twice.
HAND_RULE = Model(
    {"position": -0.1, "short": -0.2, "title": 0.1}, {"like the whole": 1.0, "repeats itself": -0.2}
)


def trained(sentences: Sequence[str], code: str, title: str, counted: bool) -> Ranking:
    """Sentences as people who summarise news would choose them.

    `title` is empty where none is given. `counted` says that a summary is so many sentences long and not so many
    words; then a sentence that says more is worth more.
    """
    return learned()["sentences" if counted else "words"].ranking(Text(sentences, code, title))


def hand_rule(sentences: Sequence[str], code: str, title: str, counted: bool) -> Ranking:
    """Central sentences near the start that do not repeat each other: nothing in it was learned."""
    return replace(HAND_RULE, by_words=not counted).ranking(Text(sentences, code, title))
