"""Our own rankers for news: linear models of features that can be told to an editor, and a rule without training.

The score of a summary is the mean of its sentences' features plus features of the whole, each weighted. Only the
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

MIN_INFORMATIVE_WORDS = 8  # a shorter sentence says little
MAX_KEYWORDS = 30  # most frequent content words: what the article is about
REDUNDANCY_THRESHOLD = 0.7  # cosine of two sentences; a more similar pair repeats itself
MAX_NUMBERS = 3  # more make a table, not a sentence
MAX_NAMES = 4  # more make a list
SCORE_DIGITS = 9  # of a score; later ones are rounding, which may differ between machines

# A number, and whether it has a unit: money, a share, so many people.
NUMBER = re.compile(
    r"\d(?:(?<=([£$€])\d))?[\d.,]*(\s?(?:%|(?i:per cent|percent|m\b|bn\b|tn\b|million|billion|tonnes|people)))?"
)
PUNCTUATION_AROUND_NAMES = "\"'“”‘’(),.;:!?"
QUOTED = re.compile(r"“[^”]*”?|«[^»]*»?|„[^“”]*[“”]?|\"[^\"]*\"?|「[^」]*」?")


@cache
def _uninformative_words(code: str) -> frozenset[str]:
    """Stop words and reporting words of a language, which say nothing about the topic."""
    return language.stop_words(code) | pack(code).reporting_words


@dataclass(frozen=True)
class Text:
    """An article's sentences as numbers; n sentences, v different content words."""

    sentences: Sequence[str]
    code: str
    title: str

    @cached_property
    def words(self) -> list[tuple[str, ...]]:
        """The words of each sentence."""
        return [language.words(sentence, self.code) for sentence in self.sentences]

    @cached_property
    def length(self) -> Array:
        """n: the number of words of each sentence."""
        return np.array([len(words) for words in self.words], float)

    @cached_property
    def positions(self) -> Array:
        """n: the position of each sentence, from 0."""
        return np.arange(len(self.sentences), dtype=float)

    @cached_property
    def content(self) -> list[list[str]]:
        """The stems of each sentence's content words."""
        return [self.content_of(words) for words in self.words]

    def content_of(self, words: Sequence[str]) -> list[str]:
        """The stems of the content words among these words."""
        uninformative = _uninformative_words(self.code)
        return [
            language.stem(word, self.code) for word in words if len(word) > 1 and word not in uninformative
        ]

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """The column of each content word."""
        return {word: column for column, word in enumerate(dict.fromkeys(chain.from_iterable(self.content)))}

    @cached_property
    def counts(self) -> Array:
        """Array n × v: how often each content word stands in each sentence."""
        shape = len(self.sentences), max(len(self.vocabulary), 1)
        rows = np.repeat(np.arange(shape[0]), list(map(len, self.content)))
        columns = list(map(self.vocabulary.__getitem__, chain.from_iterable(self.content)))
        places = rows * shape[1] + np.array(columns, int)
        return np.bincount(places, minlength=shape[0] * shape[1]).reshape(shape).astype(float)

    @cached_property
    def shared(self) -> Array:
        """Array n × n: how many content words two sentences share, each pair of like words counted."""
        return np.asarray(self.counts @ self.counts.T)

    @cached_property
    def norms(self) -> Array:
        """n: the Euclidean length of each sentence's word counts, 1 for a sentence without content words."""
        norms = np.sqrt(self.shared.diagonal())
        return np.where(norms == 0, 1, norms)

    @cached_property
    def likeness(self) -> Array:
        """Array n × n cosines, 0 on the diagonal."""
        likeness = self.shared / np.outer(self.norms, self.norms)
        np.fill_diagonal(likeness, 0)
        return np.asarray(likeness)

    @cached_property
    def centrality(self) -> Array:
        """The cosine of each sentence with the whole article."""
        whole = self.shared.sum(axis=1)
        return np.asarray(whole / (self.norms * (np.sqrt(whole.sum()) or 1)))

    @cached_property
    def presence(self) -> Array:
        """Array n × v: 1 if the sentence contains the content word, else 0."""
        return (self.counts > 0).astype(float)

    @cached_property
    def sentence_counts(self) -> Array:
        """v: the number of sentences that contain each content word."""
        return np.asarray(self.presence.sum(axis=0))

    @cached_property
    def numbers(self) -> list[list[tuple[str, str]]]:
        """The currency sign and the unit of each number of each sentence, empty strings if there is none."""
        return [NUMBER.findall(sentence) for sentence in self.sentences]

    def contains_any(self, words: frozenset[str]) -> Array:
        """n: 1 if the sentence contains one of the words, else 0."""
        return np.array([bool(words.intersection(sentence)) for sentence in self.words], float)


def _repeated_words(text: Text) -> Array:
    """The share of a sentence's content words that stand in another sentence too."""
    return np.asarray(text.presence @ (text.sentence_counts > 1) / np.maximum(text.presence.sum(axis=1), 1))


def _shared_words(text: Text) -> Array:
    """How many sentences share the content words of each sentence, by logarithms."""
    return np.asarray(np.log1p(text.presence @ np.log(np.maximum(text.sentence_counts, 1))))


def _shared_phrases(text: Text) -> Array:
    """How often the pairs of neighbouring content words of a sentence stand in other sentences."""
    pairs = [set(pairwise(words)) for words in text.content]
    spread = Counter(chain.from_iterable(pairs))
    return np.log1p([sum(map(spread.__getitem__, within)) - len(within) for within in pairs])


def _keywords(text: Text) -> Array:
    """The share of the article's most frequent content words that a sentence contains."""
    weight = np.zeros(text.counts.shape[1])
    weight[np.argsort(-text.counts.sum(axis=0), kind="stable")[:MAX_KEYWORDS]] = 1
    return np.asarray(text.presence @ weight / MAX_KEYWORDS)


def _frequency(text: Text) -> Array:
    """How frequent the content words of each sentence are in the article, by logarithms."""
    often = np.log(np.maximum(text.counts.sum(axis=0), 1))
    return np.asarray(np.log1p(text.presence @ often))


def _title(text: Text) -> Array:
    """The share of the title's content words that a sentence has; those that no sentence has count as one."""
    wanted = {
        text.vocabulary.get(word, -1) for word in text.content_of(language.words(text.title, text.code))
    }
    shared = (text.counts[:, [column for column in wanted if column >= 0]] > 0).sum(axis=1)
    return np.asarray(shared / max(len(wanted), 1))


def _quoted_share(text: Text) -> Array:
    """The share of a sentence's characters inside quotation marks."""
    return np.array(
        [sum(map(len, QUOTED.findall(sentence))) / max(len(sentence), 1) for sentence in text.sentences]
    )


def _numbers(text: Text) -> Array:
    """The number of numbers in each sentence, capped at MAX_NUMBERS."""
    return np.array([min(len(found), MAX_NUMBERS) for found in text.numbers], float)


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
        names = {word.strip(PUNCTUATION_AROUND_NAMES) for word in sentence.split()[1:] if word[0].isupper()}
        counts.append(min(len(names - known), MAX_NAMES))
        known |= names
    return np.array(counts, float)


# Each is an array of n numbers. The names are what an editor reads in `briefing explain`.
FEATURES: Mapping[str, Callable[[Text], Array]] = {
    "position": lambda text: np.log1p(text.positions),
    "near the start": lambda text: 1 / (1 + text.positions),
    "share of the text before": lambda text: text.positions / max(len(text.sentences) - 1, 1),
    "length": lambda text: np.log(np.maximum(text.length, 1)),
    "short": lambda text: (text.length < MIN_INFORMATIVE_WORDS).astype(float),
    "behind one like the whole": lambda text: np.concatenate([[0.0], text.centrality[:-1]]),
    "like the one before": lambda text: np.concatenate([[0.0], np.diagonal(text.likeness, 1)]),
    "words that return": _repeated_words,
    "shared words": _shared_words,
    "shared phrases": _shared_phrases,
    "frequent words": _frequency,
    "keywords": _keywords,
    "title": _title,
    "numbers": _numbers,
    "measures": _measures,
    "new names": _new_names,
    "quoted": _quoted_share,
    "first person": lambda text: text.contains_any(pack(text.code).first_person),
}


def matrix(text: Text, names: Sequence[str] = tuple(FEATURES)) -> Array:
    """Array n × len(names): the named features of each sentence."""
    return np.stack([FEATURES[name](text) for name in names], axis=1)


# --- features of a whole summary ---


def _like_the_whole(text: Text, chosen: Sequence[int], candidates: Places) -> Array:
    """The cosine of the summary with the article."""
    said = text.shared[:, list(chosen)].sum(axis=1)  # of each sentence with those chosen
    within = said[list(chosen)].sum() + 2 * said[candidates].sum(axis=1)
    for first, second in product(range(candidates.shape[1]), repeat=2):
        within = within + text.shared[candidates[:, first], candidates[:, second]]
    whole = text.shared.sum(axis=1)
    with_all = whole[list(chosen)].sum() + whole[candidates].sum(axis=1)
    norms = np.sqrt(within * whole.sum())
    return np.asarray(with_all / np.where(norms == 0, 1, norms))


def _repeats(text: Text, chosen: Sequence[int], candidates: Places) -> Array:
    """How alike the two sentences of the summary are that are most alike: the square of their cosine."""
    kept = list(chosen)
    alike = [
        text.likeness[candidates[:, first], candidates[:, second]]
        for first, second in combinations(range(candidates.shape[1]), 2)
    ]
    if kept:
        alike.append(text.likeness[candidates][:, :, kept].max(axis=(1, 2)))
        alike.append(np.full(len(candidates), text.likeness[np.ix_(kept, kept)].max()))
    return np.asarray(np.max(alike, axis=0) ** 2) if alike else np.zeros(len(candidates))


# Each is an array of m numbers, one for each way to add sentences to those chosen.
TOGETHER: Mapping[str, Callable[[Text, Sequence[int], Places], Array]] = {
    "like the whole": _like_the_whole,
    "repeats itself": _repeats,
}


def described(text: Text, sentences: Array, candidates: Places, by_words: bool) -> Array:
    """Array m × f: what each summary has of every feature, given the `matrix` of its sentences; see `Model`.

    What weights are learned from.
    """
    shares = (text.length if by_words else np.ones(len(sentences)))[candidates][:, :, None]
    mean = (sentences[candidates] * shares).sum(axis=1) / np.maximum(shares.sum(axis=1), 1)
    return np.column_stack([mean, *(feature(text, (), candidates) for feature in TOGETHER.values())])


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
        """Score the sentences of an article and any summary made of them."""
        if not text.sentences:
            return Ranking(())
        parts = matrix(text, tuple(self.weights)) * np.array(list(self.weights.values()))
        value = parts.sum(axis=1)
        share = text.length if self.by_words else np.ones(len(value))

        def whole(chosen: Sequence[int], candidates: Places) -> list[Array]:
            return [
                TOGETHER[name](text, chosen, candidates) * weight for name, weight in self.together.items()
            ]

        def subset_score(chosen: Sequence[int], candidates: Places) -> Array:
            kept = list(chosen)
            shares = share[candidates].sum(axis=1) + share[kept].sum()
            said = (share * value)[candidates].sum(axis=1) + (share * value)[kept].sum()
            return np.asarray(said / np.maximum(shares, 1) + sum(whole(chosen, candidates)))

        alone = np.stack(whole((), np.arange(len(value))[:, None]), axis=1)
        contributions = np.round(np.hstack([parts, alone]), SCORE_DIGITS)
        return Ranking(
            scores=tuple(np.round(contributions.sum(axis=1), SCORE_DIGITS).tolist()),
            subset_score=subset_score,
            redundant=text.likeness > REDUNDANCY_THRESHOLD,
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
    words; then a sentence that says more scores higher.
    """
    return learned()["sentences" if counted else "words"].ranking(Text(sentences, code, title))


def hand_rule(sentences: Sequence[str], code: str, title: str, counted: bool) -> Ranking:
    """Central sentences near the start that do not repeat each other: nothing in it was learned."""
    return replace(HAND_RULE, by_words=not counted).ranking(Text(sentences, code, title))
