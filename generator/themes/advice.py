"""How an editor could improve the themes, judged by all articles of a folder. Changes nothing and decides nothing.

Which terms stand in no article, which ones a theme depends on, which articles are on the boundary, which words the
articles of a theme share, and what the articles without a theme are about: each with the articles that show it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from generator import language
from generator.language import vectors
from generator.models import Article, Theme
from generator.themes import BOUNDARY, depends_on, places, weigh

NEAR_BOUNDARY_SCORE = 0.06  # from the boundary: about a sentence more or less
DOMINANT_SHARE = 0.5  # of a theme's articles; a term that more of them need dominates it
MIN_ARTICLES = 3  # what fewer have in common is chance
MAX_SUGGESTED_TERMS = 8  # for each theme
MIN_LIKELIHOOD_RATIO = 6.63  # by chance in one word of a hundred (χ², one degree of freedom)
MAX_COMPARED_ARTICLES = 2_000  # articles without a theme that are compared: the work grows with the square
# Mean cosine within a topic: that of a single topic of news is well above, that of other articles below 0.05.
SIMILARITY_THRESHOLD = 0.15
LABEL_WORDS = 5  # that name a topic


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedTerm:
    """A term that stands in no article."""

    theme: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DominantTerm:
    """A term without which most articles of a theme would not have it."""

    theme: str
    term: str
    articles: tuple[str, ...]
    of: int  # articles of the theme


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderlineArticle:
    """An article on the boundary of a theme."""

    theme: str
    article: str
    score: float

    @property
    def has_theme(self) -> bool:
        """Whether the score is high enough for the article to have the theme."""
        return self.score >= BOUNDARY


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedTerm:
    """A word or pair of words that articles of a theme hold far more often than others."""

    theme: str
    term: str
    articles: tuple[str, ...]
    elsewhere: int  # articles without the theme that hold it


@dataclass(frozen=True, slots=True, kw_only=True)
class UncoveredTopic:
    """Articles that no theme covers and that are about the same, named by their strongest words."""

    words: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """All findings on the terms of a site's themes."""

    articles: int
    covered: int  # have a theme
    counts: Mapping[str, int]  # articles of each theme
    silent: tuple[UnusedTerm, ...]
    carrying: tuple[DominantTerm, ...]
    near: tuple[BorderlineArticle, ...]
    suggested: tuple[SuggestedTerm, ...]
    emerging: tuple[UncoveredTopic, ...]


def advise(articles: Sequence[Article], themes: Sequence[Theme]) -> Advice:
    """Analyse the terms of the themes over all articles: unused, dominant and missing terms, borderline articles."""
    matches_by_article = {article.id: weigh(article, themes) for article in articles}
    articles_by_theme = {
        theme.id: [
            article
            for article in articles
            if any(
                match.theme == theme.id and match.score >= BOUNDARY
                for match in matches_by_article[article.id]
            )
        ]
        for theme in themes
    }
    covered = {article.id for having in articles_by_theme.values() for article in having}
    used_terms = {
        (match.theme, place.term)
        for matches in matches_by_article.values()
        for match in matches
        for place in match.evidence
    }
    vocabulary = {article.id: _phrases(article) for article in articles}
    near = [
        BorderlineArticle(theme=match.theme, article=id_, score=match.score)
        for id_, matches in matches_by_article.items()
        for match in matches
        if abs(match.score - BOUNDARY) <= NEAR_BOUNDARY_SCORE
    ]
    return Advice(
        articles=len(articles),
        covered=len(covered),
        counts={id_: len(having) for id_, having in articles_by_theme.items()},
        silent=tuple(
            UnusedTerm(theme=theme.id, term=term.text)
            for theme in themes
            for term in theme.listed
            if (theme.id, term.text) not in used_terms
        ),
        carrying=tuple(
            term for theme in themes for term in _dominant_terms(theme, articles_by_theme[theme.id])
        ),
        near=tuple(sorted(near, key=lambda entry: (abs(entry.score - BOUNDARY), entry.theme, entry.article))),
        suggested=tuple(
            term
            for theme in themes
            for term in _suggested_terms(theme, articles_by_theme[theme.id], articles, vocabulary)
        ),
        emerging=uncovered_topics([article for article in articles if article.id not in covered]),
    )


def _dominant_terms(theme: Theme, theme_articles: Sequence[Article]) -> Iterable[DominantTerm]:
    """The terms without which most articles of a theme would not have it, the most needed first.

    Fewer than MIN_ARTICLES articles make no term dominant.
    """
    dependent_articles: dict[str, list[str]] = defaultdict(list)
    for article in theme_articles:
        for term in depends_on(article, theme):
            dependent_articles[term].append(article.id)
    ranked = sorted(dependent_articles.items(), key=lambda item: (-len(item[1]), item[0]))
    return (
        DominantTerm(theme=theme.id, term=term, articles=tuple(ids), of=len(theme_articles))
        for term, ids in ranked
        if len(ids) >= MIN_ARTICLES and len(ids) > DOMINANT_SHARE * len(theme_articles)
    )


# --- terms that are missing --------------------------------------------------------------------------------


def _informative_words(article: Article) -> list[str]:
    """The words of an article in order; an empty string for each stop word, number and word of one or two letters."""
    stop = language.stop_words(article.language)
    return [
        word if len(word) > 2 and word.isalpha() and word not in stop else ""
        for word in language.words(article.text, article.language)
    ]


def _phrases(article: Article) -> frozenset[str]:
    """The informative words of an article, and the pairs of them that stand side by side."""
    words = _informative_words(article)
    return frozenset(filter(None, words)) | {
        f"{first} {second}" for first, second in pairwise(words) if first and second
    }


def _suggested_terms(
    theme: Theme,
    theme_articles: Sequence[Article],
    articles: Sequence[Article],
    vocabulary: Mapping[str, frozenset[str]],
) -> Iterable[SuggestedTerm]:
    """Words and pairs of words that mark the articles of a theme and are no terms of it yet, the best first.

    At most MAX_SUGGESTED_TERMS, no two with a word in common, each in at least MIN_ARTICLES of the theme's articles.
    Ranked by the likelihood ratio of Dunning (1993), "Accurate Methods for the Statistics of Surprise".
    """
    everywhere = Counter(phrase for article in articles for phrase in vocabulary[article.id])
    inside = Counter(phrase for article in theme_articles for phrase in vocabulary[article.id])
    outside = len(articles) - len(theme_articles)
    scored = [
        (ratio, phrase)
        for phrase, count in inside.items()
        if count >= MIN_ARTICLES
        and (ratio := likelihood_ratio(count, len(theme_articles), everywhere[phrase] - count, outside))
        > MIN_LIKELIHOOD_RATIO
    ]
    chosen: list[str] = []
    for _, phrase in sorted(scored, key=lambda entry: (-entry[0], entry[1])):
        is_new = not any(set(phrase.split()) & set(other.split()) for other in chosen)
        if is_new and not places(phrase, theme, theme_articles[0].language):
            chosen.append(phrase)
        if len(chosen) == MAX_SUGGESTED_TERMS:
            break
    return (
        SuggestedTerm(
            theme=theme.id,
            term=phrase,
            articles=tuple(article.id for article in theme_articles if phrase in vocabulary[article.id]),
            elsewhere=everywhere[phrase] - inside[phrase],
        )
        for phrase in chosen
    )


def likelihood_ratio(inside: int, total: int, elsewhere: int, other_total: int) -> float:
    """How strongly a word marks some articles: the log-likelihood ratio of Dunning (1993); 0 if it does not.

    `inside` of the `total` articles hold the word, and `elsewhere` of the `other_total` other articles.
    """
    if not total or not other_total or inside * other_total <= elsewhere * total:
        return 0.0
    share = (inside + elsewhere) / (total + other_total)

    def divergence(seen: int, size: int) -> float:
        """How far `seen` of `size` articles are from the number that `share` lets expect."""
        counts = ((seen, size * share), (size - seen, size * (1 - share)))
        return sum(count * log(count / expected) for count, expected in counts if count)

    return 2 * (divergence(inside, total) + divergence(elsewhere, other_total))


# --- themes that are missing -------------------------------------------------------------------------------


def uncovered_topics(articles: Sequence[Article]) -> tuple[UncoveredTopic, ...]:
    """Topics of articles without a theme, the largest first: clusters by TF-IDF (agglomerative, average linkage).

    Only the first MAX_COMPARED_ARTICLES are compared, and only topics of MIN_ARTICLES or more are given.
    """
    compared = articles[:MAX_COMPARED_ARTICLES]
    if len(compared) < MIN_ARTICLES:
        return ()
    words_by_stem: dict[str, Counter[str]] = defaultdict(
        Counter
    )  # a stem's words, the most frequent of which names it

    def stems(article: Article) -> list[str]:
        """The stems of an article's informative words in order.

        Also counts in `words_by_stem` the word that each comes from.
        """
        stems_in_order = []
        for word in filter(None, _informative_words(article)):
            stem = language.stem(word, article.language)
            words_by_stem[stem][word] += 1
            stems_in_order.append(stem)
        return stems_in_order

    names, weights = _weigh_stems([stems(article) for article in compared])
    if not names:
        return ()
    groups = _similar_groups(weights)

    def topic_words(rows: Sequence[int]) -> tuple[str, ...]:
        """At most LABEL_WORDS words that weigh most in the articles of these rows on average, the strongest first."""
        sums: Counter[int] = Counter()
        for row in rows:
            sums.update(dict(zip(*(part.tolist() for part in weights.row(row)), strict=True)))
        strongest = sorted(sums, key=lambda column: (-sums[column], names[column]))[:LABEL_WORDS]
        return tuple(words_by_stem[names[column]].most_common(1)[0][0] for column in strongest)

    large = sorted(
        (rows for rows in groups if len(rows) >= MIN_ARTICLES), key=lambda rows: (-len(rows), rows)
    )
    return tuple(
        UncoveredTopic(words=topic_words(rows), articles=tuple(compared[row].id for row in rows))
        for rows in large
    )


def _weigh_stems(texts: Sequence[Sequence[str]]) -> tuple[list[str], vectors.Rows]:
    """The stems that two texts have, in order, and a row for each text: their weights by TF-IDF, of length 1.

    The frequency in a text counts by its logarithm (Salton and Buckley 1988).
    """
    counts = [Counter(text) for text in texts]
    spread = Counter(stem for count in counts for stem in count)
    names = sorted(stem for stem, number in spread.items() if number > 1)
    column = {stem: index for index, stem in enumerate(names)}
    rarity = {stem: log((1 + len(texts)) / (1 + spread[stem])) + 1 for stem in names}
    entries = [
        [(column[stem], (1 + log(number)) * rarity[stem]) for stem, number in count.items() if stem in column]
        for count in counts
    ]
    return names, vectors.from_entries(entries, len(names)).with_length_1()


def _similar_groups(weights: vectors.Rows) -> list[list[int]]:
    """The numbers of the rows in groups of similar ones, by average linkage of their cosines."""
    import numpy as np

    similarities = np.concatenate([*vectors.product_blocks(weights, weights)])
    return vectors.average_linkage(1 - similarities, 1 - SIMILARITY_THRESHOLD)
