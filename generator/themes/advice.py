"""What would make an editor's themes better, seen from a whole folder. Changes nothing and decides nothing.

Which terms do nothing, which do it all, which articles are a near thing, which words the articles of a theme share, and
what the articles have in common that no theme covers: each with the articles behind it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from generator import language
from generator.models import Article, Theme
from generator.themes import BOUNDARY, depends_on, places, weigh

NEAR_BOUNDARY_SCORE = 0.06  # from the boundary: about a sentence more or less
CARRYING_SHARE = 0.5  # of a theme's articles from which a term is said to carry it
MIN_ARTICLES = 3  # articles: what fewer have in common is chance
MAX_SUGGESTED_TERMS = 8  # terms for each theme
MIN_LIKELIHOOD_RATIO = (
    6.63  # of a likelihood ratio: chance in one word of a hundred (χ², one degree of freedom)
)
MAX_COMPARED_ARTICLES = (
    2_000  # uncovered articles that are compared with one another: the work grows with the square
)
SIMILARITY_THRESHOLD = (
    0.15  # mean cosine of what is grouped; single topics of news lie well above, others below 0.05
)
LABEL_WORDS = 5  # words that name a group


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A term that stands in no article."""

    theme: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """A term without which most articles of a theme would not have it."""

    theme: str
    term: str
    articles: tuple[str, ...]
    of: int  # articles of the theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An article on the boundary of a theme."""

    theme: str
    article: str
    score: float

    @property
    def has(self) -> bool:
        """True if the article has the theme."""
        return self.score >= BOUNDARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A word or pair of words that articles of a theme hold far more often than others."""

    theme: str
    term: str
    articles: tuple[str, ...]
    elsewhere: int  # articles without the theme that hold it


@dataclass(frozen=True, slots=True, kw_only=True)
class Emerging:
    """Articles that no theme covers and that are about the same, named by their strongest words."""

    words: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """All findings on the terms of a site's themes."""

    articles: int
    covered: int  # have a theme
    counts: Mapping[str, int]  # articles of each theme
    silent: tuple[Silent, ...]
    carrying: tuple[Carrying, ...]
    near: tuple[Near, ...]
    suggested: tuple[Suggested, ...]
    emerging: tuple[Emerging, ...]


def advise(articles: Sequence[Article], themes: Sequence[Theme]) -> Advice:
    """What can be said of the themes when they are looked for in these articles."""
    weighed = {article.id: weigh(article, themes) for article in articles}
    having = {
        theme.id: [
            a for a in articles if any(m.theme == theme.id and m.score >= BOUNDARY for m in weighed[a.id])
        ]
        for theme in themes
    }
    covered = {article.id for each in having.values() for article in each}
    held = {
        (match.theme, place.term) for each in weighed.values() for match in each for place in match.evidence
    }
    vocabulary = {article.id: _phrases(article) for article in articles}
    near = [
        Near(theme=match.theme, article=id_, score=match.score)
        for id_, matches in weighed.items()
        for match in matches
        if abs(match.score - BOUNDARY) <= NEAR_BOUNDARY_SCORE
    ]
    return Advice(
        articles=len(articles),
        covered=len(covered),
        counts={id_: len(each) for id_, each in having.items()},
        silent=tuple(
            Silent(theme=theme.id, term=term.text)
            for theme in themes
            for term in theme.listed
            if (theme.id, term.text) not in held
        ),
        carrying=tuple(each for theme in themes for each in _carrying(theme, having[theme.id])),
        near=tuple(sorted(near, key=lambda one: (abs(one.score - BOUNDARY), one.theme, one.article))),
        suggested=tuple(
            each for theme in themes for each in _suggested(theme, having[theme.id], articles, vocabulary)
        ),
        emerging=emerging([article for article in articles if article.id not in covered]),
    )


def _carrying(theme: Theme, having: Sequence[Article]) -> Iterable[Carrying]:
    needing: dict[str, list[str]] = defaultdict(list)
    for article in having:
        for term in depends_on(article, theme):
            needing[term].append(article.id)
    ranked = sorted(needing.items(), key=lambda item: (-len(item[1]), item[0]))
    return (
        Carrying(theme=theme.id, term=term, articles=tuple(ids), of=len(having))
        for term, ids in ranked
        if len(ids) >= MIN_ARTICLES and len(ids) > CARRYING_SHARE * len(having)
    )


# --- terms that are missing --------------------------------------------------------------------------------


def _words(article: Article) -> list[str]:
    """Its words of some meaning, an empty one where others stood."""
    stop = language.stop_words(article.language)
    return [
        word if len(word) > 2 and word.isalpha() and word not in stop else ""
        for word in language.words(article.text, article.language)
    ]


def _phrases(article: Article) -> frozenset[str]:
    words = _words(article)
    return frozenset(filter(None, words)) | {f"{one} {two}" for one, two in pairwise(words) if one and two}


def _suggested(
    theme: Theme,
    having: Sequence[Article],
    articles: Sequence[Article],
    vocabulary: Mapping[str, frozenset[str]],
) -> Iterable[Suggested]:
    """Ranked by the likelihood ratio of Dunning (1993), "Accurate Methods for the Statistics of Surprise"."""
    everywhere = Counter(phrase for article in articles for phrase in vocabulary[article.id])
    inside = Counter(phrase for article in having for phrase in vocabulary[article.id])
    outside = len(articles) - len(having)
    scored = [
        (ratio, phrase)
        for phrase, count in inside.items()
        if count >= MIN_ARTICLES
        and (ratio := likelihood_ratio(count, len(having), everywhere[phrase] - count, outside))
        > MIN_LIKELIHOOD_RATIO
    ]
    chosen: list[str] = []
    for _, phrase in sorted(scored, key=lambda one: (-one[0], one[1])):
        new = not any(set(phrase.split()) & set(other.split()) for other in chosen)
        if new and not places(phrase, theme, having[0].language):
            chosen.append(phrase)
        if len(chosen) == MAX_SUGGESTED_TERMS:
            break
    return (
        Suggested(
            theme=theme.id,
            term=phrase,
            articles=tuple(article.id for article in having if phrase in vocabulary[article.id]),
            elsewhere=everywhere[phrase] - inside[phrase],
        )
        for phrase in chosen
    )


def likelihood_ratio(inside: int, of: int, elsewhere: int, of_others: int) -> float:
    """How surprising it is that so many of the one and so few of the others hold a word; 0 when it is the reverse."""
    if not of or not of_others or inside * of_others <= elsewhere * of:
        return 0.0
    share = (inside + elsewhere) / (of + of_others)

    def part(seen: int, total: int) -> float:
        counts = ((seen, total * share), (total - seen, total * (1 - share)))
        return sum(count * log(count / expected) for count, expected in counts if count)

    return 2 * (part(inside, of) + part(elsewhere, of_others))


# --- themes that are missing -------------------------------------------------------------------------------


def emerging(articles: Sequence[Article]) -> tuple[Emerging, ...]:
    """Groups of the first articles by what they are about, the largest first. Agglomerative, average link, TF-IDF."""
    compared = articles[:MAX_COMPARED_ARTICLES]
    if len(compared) < MIN_ARTICLES:
        return ()
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    spoken: dict[str, Counter[str]] = defaultdict(
        Counter
    )  # a stem's words, the most frequent of which names it

    def stems(article: Article) -> list[str]:
        found = []
        for word in filter(None, _words(article)):
            stem = language.stem(word, article.language)
            spoken[stem][word] += 1
            found.append(stem)
        return found

    vectorizer = TfidfVectorizer(analyzer=stems, min_df=2, sublinear_tf=True)
    try:
        weights = vectorizer.fit_transform(compared)
    except ValueError:  # no word in two articles
        return ()
    distances = 1 - (weights @ weights.T).toarray()
    groups = AgglomerativeClustering(
        n_clusters=None, distance_threshold=1 - SIMILARITY_THRESHOLD, metric="precomputed", linkage="average"
    ).fit_predict(distances)
    members: dict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        members[int(group)].append(index)
    names = vectorizer.get_feature_names_out()

    def label(rows: Sequence[int]) -> tuple[str, ...]:
        mean = weights[rows].mean(axis=0).A1
        strongest = sorted(range(len(names)), key=lambda column: (-mean[column], names[column]))[:LABEL_WORDS]
        return tuple(spoken[names[column]].most_common(1)[0][0] for column in strongest if mean[column])

    large = sorted(
        (rows for rows in members.values() if len(rows) >= MIN_ARTICLES), key=lambda rows: (-len(rows), rows)
    )
    return tuple(
        Emerging(words=label(rows), articles=tuple(compared[row].id for row in rows)) for rows in large
    )
