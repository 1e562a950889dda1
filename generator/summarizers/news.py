"""Our own rankers for news: linear models of features that an editor understands, one of them with fixed weights.

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
    """The stop words and reporting words of a language, which say nothing about what an article is about."""
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
        """Array n: the number of words of each sentence."""
        return np.array([len(words) for words in self.words], float)

    @cached_property
    def positions(self) -> Array:
        """Array n: the position of each sentence, from 0."""
        return np.arange(len(self.sentences), dtype=float)

    @cached_property
    def content(self) -> list[list[str]]:
        """The stems of the content words of each sentence."""
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
        """Array n × n: how many content words two sentences share; a word that stands twice in one counts twice."""
        return np.asarray(self.counts @ self.counts.T)

    @cached_property
    def norms(self) -> Array:
        """Array n: the Euclidean length of each sentence's word counts, 1 for a sentence without content words."""
        norms = np.sqrt(self.shared.diagonal())
        return np.where(norms == 0, 1, norms)

    @cached_property
    def similarity(self) -> Array:
        """Array n × n: the cosine of each pair of sentences, 0 on the diagonal."""
        similarity = self.shared / np.outer(self.norms, self.norms)
        np.fill_diagonal(similarity, 0)
        return np.asarray(similarity)

    @cached_property
    def centrality(self) -> Array:
        """Array n: the cosine of each sentence with the whole article."""
        shared_with_all = self.shared.sum(axis=1)
        return np.asarray(shared_with_all / (self.norms * (np.sqrt(shared_with_all.sum()) or 1)))

    @cached_property
    def presence(self) -> Array:
        """Array n × v: 1 if the sentence contains the content word, else 0."""
        return (self.counts > 0).astype(float)

    @cached_property
    def sentence_counts(self) -> Array:
        """Array v: the number of sentences that contain each content word."""
        return np.asarray(self.presence.sum(axis=0))

    @cached_property
    def numbers(self) -> list[list[tuple[str, str]]]:
        """The currency sign and the unit of each number of each sentence, empty strings if there is none."""
        return [NUMBER.findall(sentence) for sentence in self.sentences]

    def contains_any(self, words: frozenset[str]) -> Array:
        """Array n: 1 for each sentence that contains one of the words, else 0."""
        return np.array([bool(words.intersection(sentence)) for sentence in self.words], float)


def _repeated_words(text: Text) -> Array:
    """Array n: the share of each sentence's content words that also stand in another sentence."""
    return np.asarray(text.presence @ (text.sentence_counts > 1) / np.maximum(text.presence.sum(axis=1), 1))


def _shared_words(text: Text) -> Array:
    """Array n: a logarithmic count of how many sentences contain the content words of each sentence."""
    return np.asarray(np.log1p(text.presence @ np.log(np.maximum(text.sentence_counts, 1))))


def _shared_phrases(text: Text) -> Array:
    """Array n: log(1 + how often the pairs of neighbouring content words of each sentence stand in other sentences)."""
    pairs = [set(pairwise(words)) for words in text.content]
    sentence_counts = Counter(chain.from_iterable(pairs))
    return np.log1p([sum(map(sentence_counts.__getitem__, own)) - len(own) for own in pairs])


def _keywords(text: Text) -> Array:
    """Array n: the share of the article's MAX_KEYWORDS most frequent content words that each sentence contains."""
    weight = np.zeros(text.counts.shape[1])
    weight[np.argsort(-text.counts.sum(axis=0), kind="stable")[:MAX_KEYWORDS]] = 1
    return np.asarray(text.presence @ weight / MAX_KEYWORDS)


def _frequency(text: Text) -> Array:
    """Array n: a logarithmic measure of how frequent the content words of each sentence are in the article."""
    log_frequencies = np.log(np.maximum(text.counts.sum(axis=0), 1))
    return np.asarray(np.log1p(text.presence @ log_frequencies))


def _title(text: Text) -> Array:
    """Array n: the share of the title's content words that each sentence contains.

    All title words that stand in no sentence together count as one word of the title.
    """
    title_columns = {
        text.vocabulary.get(word, -1) for word in text.content_of(language.words(text.title, text.code))
    }
    shared = (text.counts[:, [column for column in title_columns if column >= 0]] > 0).sum(axis=1)
    return np.asarray(shared / max(len(title_columns), 1))


def _quoted_share(text: Text) -> Array:
    """Array n: the share of each sentence's characters inside quotation marks."""
    return np.array(
        [sum(map(len, QUOTED.findall(sentence))) / max(len(sentence), 1) for sentence in text.sentences]
    )


def _numbers(text: Text) -> Array:
    """Array n: how many numbers each sentence contains, at most MAX_NUMBERS."""
    return np.array([min(len(numbers), MAX_NUMBERS) for numbers in text.numbers], float)


def _measures(text: Text) -> Array:
    """Array n: 1 for each sentence with a number that has a unit (money, a share, so many people), else 0."""
    return np.array([any(map(any, numbers)) for numbers in text.numbers], float)


def _new_names(text: Text) -> Array:
    """Array n: how many names each sentence is the first in the article to mention, at most MAX_NAMES.

    A name is a word that begins with a capital and does not open its sentence. In languages that write nouns with a
    capital, nouns count as well; in scripts without capitals there are none.
    """
    known: set[str] = set()
    counts = []
    for sentence in text.sentences:
        names = {word.strip(PUNCTUATION_AROUND_NAMES) for word in sentence.split()[1:] if word[0].isupper()}
        counts.append(min(len(names - known), MAX_NAMES))
        known |= names
    return np.array(counts, float)


# Each returns an array of n numbers. The names are what an editor reads in `briefing explain`.
SENTENCE_FEATURES: Mapping[str, Callable[[Text], Array]] = {
    "position": lambda text: np.log1p(text.positions),
    "near the start": lambda text: 1 / (1 + text.positions),
    "share of the text before": lambda text: text.positions / max(len(text.sentences) - 1, 1),
    "length": lambda text: np.log(np.maximum(text.length, 1)),
    "short": lambda text: (text.length < MIN_INFORMATIVE_WORDS).astype(float),
    "behind one like the whole": lambda text: np.concatenate([[0.0], text.centrality[:-1]]),
    "like the one before": lambda text: np.concatenate([[0.0], np.diagonal(text.similarity, 1)]),
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


def feature_matrix(text: Text, names: Sequence[str] = tuple(SENTENCE_FEATURES)) -> Array:
    """Array n × len(names): the value of each named feature for each sentence."""
    return np.stack([SENTENCE_FEATURES[name](text) for name in names], axis=1)


# --- features of a whole summary ---


def _similarity_to_article(text: Text, chosen: Sequence[int], candidates: Places) -> Array:
    """Array m: the cosine of each possible summary with the whole article."""
    shared_with_chosen = text.shared[:, list(chosen)].sum(axis=1)  # of each sentence with those chosen
    shared_inside = shared_with_chosen[list(chosen)].sum() + 2 * shared_with_chosen[candidates].sum(axis=1)
    for first, second in product(range(candidates.shape[1]), repeat=2):
        shared_inside = shared_inside + text.shared[candidates[:, first], candidates[:, second]]
    shared_with_all = text.shared.sum(axis=1)
    summary_with_all = shared_with_all[list(chosen)].sum() + shared_with_all[candidates].sum(axis=1)
    norms = np.sqrt(shared_inside * shared_with_all.sum())
    return np.asarray(summary_with_all / np.where(norms == 0, 1, norms))


def _repetition(text: Text, chosen: Sequence[int], candidates: Places) -> Array:
    """Array m: the highest squared cosine of any two sentences in each possible summary."""
    chosen_indices = list(chosen)
    similarities = [
        text.similarity[candidates[:, first], candidates[:, second]]
        for first, second in combinations(range(candidates.shape[1]), 2)
    ]
    if chosen_indices:
        similarities.append(text.similarity[candidates][:, :, chosen_indices].max(axis=(1, 2)))
        similarities.append(
            np.full(len(candidates), text.similarity[np.ix_(chosen_indices, chosen_indices)].max())
        )
    return np.asarray(np.max(similarities, axis=0) ** 2) if similarities else np.zeros(len(candidates))


# Each returns an array of m numbers, one for each set of sentences that may be added to those chosen.
SUMMARY_FEATURES: Mapping[str, Callable[[Text, Sequence[int], Places], Array]] = {
    "like the whole": _similarity_to_article,
    "repeats itself": _repetition,
}


def summary_features(text: Text, features: Array, candidates: Places, by_words: bool) -> Array:
    """Array m × f: the features of each possible summary, from the `feature_matrix` of the sentences.

    First the mean features of its sentences, then the features of the whole; weights are learned from both.
    """
    weights = (text.length if by_words else np.ones(len(features)))[candidates][:, :, None]
    mean = (features[candidates] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
    return np.column_stack([mean, *(feature(text, (), candidates) for feature in SUMMARY_FEATURES.values())])


@dataclass(frozen=True)
class Model:
    """The weights of a linear model: of the mean features of a summary's sentences, and of the features of the whole.

    If `by_words`, the mean weights each sentence by its number of words, as for summaries limited in words; otherwise
    all sentences count the same.
    """

    weights: Mapping[str, float]
    summary_weights: Mapping[str, float]
    by_words: bool = False

    def ranking(self, text: Text) -> Ranking:
        """Score the sentences of an article, each as a summary of its own, and any summary made of them."""
        if not text.sentences:
            return Ranking(())
        parts = feature_matrix(text, tuple(self.weights)) * np.array(list(self.weights.values()))
        sentence_values = parts.sum(axis=1)
        sentence_weights = text.length if self.by_words else np.ones(len(sentence_values))

        def summary_parts(chosen: Sequence[int], candidates: Places) -> list[Array]:
            """The weighted features of whole summaries: an array of m numbers for each feature."""
            return [
                SUMMARY_FEATURES[name](text, chosen, candidates) * weight
                for name, weight in self.summary_weights.items()
            ]

        def subset_score(chosen: Sequence[int], candidates: Places) -> Array:
            """The score of the chosen sentences with each candidate set: see `Ranking`."""
            chosen_indices = list(chosen)
            weighted = sentence_weights * sentence_values
            total_weight = sentence_weights[candidates].sum(axis=1) + sentence_weights[chosen_indices].sum()
            total_value = weighted[candidates].sum(axis=1) + weighted[chosen_indices].sum()
            return np.asarray(
                total_value / np.maximum(total_weight, 1) + sum(summary_parts(chosen, candidates))
            )

        single_summary_parts = np.stack(summary_parts((), np.arange(len(sentence_values))[:, None]), axis=1)
        contributions = np.round(np.hstack([parts, single_summary_parts]), SCORE_DIGITS)
        return Ranking(
            scores=tuple(np.round(contributions.sum(axis=1), SCORE_DIGITS).tolist()),
            subset_score=subset_score,
            redundant=text.similarity > REDUNDANCY_THRESHOLD,
            features=(*self.weights, *self.summary_weights),
            contributions=contributions,
        )


@cache
def trained_models() -> Mapping[str, Model]:
    """The trained models: `sentences` for a summary limited in sentences, `words` for one limited in words."""
    stored = json.loads(files("generator.summarizers").joinpath("weights.json").read_text("utf-8"))
    return {name: Model(**stored[name], by_words=name == "words") for name in ("sentences", "words")}


# Fixed weights: central sentences near the start, and no repetition.
HAND_RULE = Model(
    {"position": -0.1, "short": -0.2, "title": 0.1}, {"like the whole": 1.0, "repeats itself": -0.2}
)


def trained(sentences: Sequence[str], code: str, title: str, is_by_sentences: bool) -> Ranking:
    """Rank sentences by weights learned from summaries that people wrote of news.

    `title` is empty where none is given. `is_by_sentences` is true if a summary is limited in sentences and not in
    words; then a longer sentence is not worth less.
    """
    return trained_models()["sentences" if is_by_sentences else "words"].ranking(Text(sentences, code, title))


def hand_rule(sentences: Sequence[str], code: str, title: str, is_by_sentences: bool) -> Ranking:
    """Rank central sentences near the start that do not repeat each other, by fixed weights: nothing is learned."""
    return replace(HAND_RULE, by_words=not is_by_sentences).ranking(Text(sentences, code, title))
