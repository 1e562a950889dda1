"""Which themes an article is about, and why. Pure: no files, no configuration reading.

Each sentence with terms of a theme earns points: the sum of their weights. A theme is a subject of the article if it
earns an eighth of the points that one term in every sentence would earn: a paragraph or more in an article of usual
length, less if title and opening name it. A passing mention is not enough. Each match has its terms as evidence.
`advice` analyses a whole folder and helps an editor to improve the terms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.models import Article, Evidence, Points, Theme, ThemeMatch, TitleOrigin
from generator.themes.terms import Place, matcher

__all__ = ["BOUNDARY", "match", "places", "weigh"]

REQUIRED_SHARE = 1 / 8  # points for each sentence; 0.12 to 0.16 do about as well on labelled articles
OPENING_SENTENCES = 3  # in which news says what it is about …
OPENING_WEIGHT = 2.0  # … each counts as two others …
TITLE_WEIGHT = 4.0  # … and a title as two of them
MAX_SENTENCE_POINTS = 2.0  # however many terms the sentence holds
MIN_SENTENCE_POINTS = 0.5  # terms of less weight are hints, which prove nothing alone in a sentence
BOUNDARY = 0.5  # the score of a theme that has just the points it needs


def match(article: Article, themes: Sequence[Theme]) -> tuple[ThemeMatch, ...]:
    """The themes that the article is about, best first; the best is the primary one unless it ties with the next.

    A title counts only if the file gives it. Empty if the article is about none of them.
    """
    return tuple(result for result in weigh(article, themes) if result.score >= BOUNDARY)


def weigh(article: Article, themes: Sequence[Theme]) -> tuple[ThemeMatch, ...]:
    """The score of every theme that the article mentions, best first, also of those that it is not about.

    The best is marked as primary if the article is about it and it does not tie with the next.
    """
    terms = matcher(tuple(themes), _language_code(article))
    title = terms.places(article.title) if article.title_origin is TitleOrigin.GIVEN else ()
    results = [
        _match_theme(article, theme, text_places, title[index] if title else None)
        for index, (theme, text_places) in enumerate(zip(themes, terms.places(article.text), strict=True))
        if text_places or (title and title[index])
    ]
    results.sort(key=lambda result: (_rank_key(result), result.theme))
    if (
        results
        and results[0].score >= BOUNDARY
        and all(_rank_key(result) > _rank_key(results[0]) for result in results[1:2])
    ):
        results[0] = replace(results[0], primary=True)
    return tuple(results)


def _rank_key(result: ThemeMatch) -> tuple[float, int]:
    """A sort key that puts the theme with the better score first, and on a tie the one with more places."""
    return -result.score, -len(result.evidence)


def _language_code(article: Article) -> str:
    """The code of the article's language without its region: `en` for `en-GB`."""
    return article.language.partition("-")[0]


def places(text: str, theme: Theme, language: str = "en") -> tuple[Place, ...]:
    """The places of the terms of one theme in a text, in order; of overlapping places only the longest."""
    return matcher((theme,), language).places(text)[0]


def _match_theme(
    article: Article, theme: Theme, text_places: Sequence[Place], title_places: Sequence[Place] | None
) -> ThemeMatch:
    """Score one theme for an article from the places of its terms in the text and in the title.

    Primary is left False.
    """
    points = _points(article, text_places, title_places)
    return ThemeMatch(
        theme=theme.id,
        score=round(points.earned / (points.earned + points.needed), 4) if points.earned else 0.0,
        primary=False,
        evidence=tuple(Evidence(term=place.term, start=place.start, end=place.end) for place in text_places),
        points=points,
    )


def depends_on(article: Article, theme: Theme) -> frozenset[str]:
    """The terms of a theme without which this article would no longer have it; empty if it does not have it."""
    terms = matcher((theme,), _language_code(article))
    (text_places,) = terms.places(article.text)
    title_places = terms.places(article.title)[0] if article.title_origin is TitleOrigin.GIVEN else None

    def has_theme(omitted: str | None) -> bool:
        """Whether the article has the theme when this term is left out."""
        points = _points(
            article,
            [place for place in text_places if place.term != omitted],
            None if title_places is None else [place for place in title_places if place.term != omitted],
        )
        return points.earned >= points.needed

    if not has_theme(None):
        return frozenset()
    candidates = {place.term for place in (*text_places, *(title_places or ()))}
    return frozenset(term for term in candidates if not has_theme(term))


def _points(article: Article, text_places: Sequence[Place], title_places: Sequence[Place] | None) -> Points:
    """The points that title and sentences earn for a theme, and the number that an article of this length needs.

    `title_places` is None for an article without a title of its own, which then does not count as length either.
    """
    sentences = _sentence_points(article, text_places)
    opening = sentences[:OPENING_SENTENCES]
    weighted_length = (
        len(sentences) + (OPENING_WEIGHT - 1) * len(opening) + TITLE_WEIGHT * (title_places is not None)
    )
    return Points(
        title=TITLE_WEIGHT
        * _capped_points({place.term: place.weight for place in title_places or ()}.values()),
        opening=OPENING_WEIGHT * sum(opening),
        rest=sum(sentences[OPENING_SENTENCES:]),
        needed=REQUIRED_SHARE * weighted_length,
    )


def _sentence_points(article: Article, text_places: Sequence[Place]) -> list[float]:
    """The points of each numbered sentence in order: the weights of the theme's terms in it, each term once, capped."""
    starts = [sentence.start for sentence in article.numbered]
    term_weights: list[dict[str, float]] = [{} for _ in starts]
    for place in text_places:
        index = bisect_right(starts, place.start) - 1
        if index >= 0 and place.start < article.numbered[index].end:
            term_weights[index][place.term] = place.weight
    return [_capped_points(terms.values()) for terms in term_weights]


def _capped_points(weights: Iterable[float]) -> float:
    """The sum of the weights, at most MAX_SENTENCE_POINTS; 0 if it is below MIN_SENTENCE_POINTS."""
    total = sum(weights)
    return min(MAX_SENTENCE_POINTS, total) if total >= MIN_SENTENCE_POINTS else 0.0
