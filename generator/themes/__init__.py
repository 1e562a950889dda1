"""Which themes an article is about, and why. Pure: no files, no configuration reading.

Each sentence that holds terms of a theme earns points, as many as its terms weigh. A theme is a subject of the article
when its points make up an eighth of what they could be with one term in every sentence: a paragraph or more in an
article of usual length, less where the title and the opening say it. A passing mention stays below; what passes carries
every place as evidence. `advice` looks at a whole folder and helps an editor with the terms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.models import Article, Evidence, Points, Theme, ThemeMatch, TitleOrigin
from generator.themes.terms import Place, matcher

__all__ = ["BOUNDARY", "match", "places", "weigh"]

REQUIRED_SHARE = (
    1 / 8
)  # points for each sentence's worth of text; 0.12 to 0.16 do about as well on labelled articles
OPENING_SENTENCES = 3  # the sentences in which news says what it is about …
OPENING_WEIGHT = 2.0  # … each as telling as two others …
TITLE_WEIGHT = 4.0  # … and a title as telling as two of them
MAX_SENTENCE_POINTS = 2.0  # points of one sentence, however many terms it holds
MIN_SENTENCE_POINTS = 0.5  # what less weighs is a hint, and proves nothing alone in its sentence
BOUNDARY = 0.5  # the score of a theme that has just the points it needs


def match(article: Article, themes: Sequence[Theme]) -> tuple[ThemeMatch, ...]:
    """The article's themes, best first; the best is the primary one unless it ties with the next."""
    return tuple(weighed for weighed in weigh(article, themes) if weighed.score >= BOUNDARY)


def weigh(article: Article, themes: Sequence[Theme]) -> tuple[ThemeMatch, ...]:
    """Every theme of which the article holds a term, best first, those that it only mentions included."""
    found = matcher(tuple(themes), _language_code(article))
    title = found.places(article.title) if article.title_origin is TitleOrigin.GIVEN else ()
    weighed = [
        _match_theme(article, theme, inside, title[index] if title else None)
        for index, (theme, inside) in enumerate(zip(themes, found.places(article.text), strict=True))
        if inside or (title and title[index])
    ]
    weighed.sort(key=lambda one: (_rank_key(one), one.theme))
    if (
        weighed
        and weighed[0].score >= BOUNDARY
        and all(_rank_key(one) > _rank_key(weighed[0]) for one in weighed[1:2])
    ):
        weighed[0] = replace(weighed[0], primary=True)
    return tuple(weighed)


def _rank_key(one: ThemeMatch) -> tuple[float, int]:
    """The better, the less: by score, and where it is the same by the number of places."""
    return -one.score, -len(one.evidence)


def _language_code(article: Article) -> str:
    """The article's language without its region."""
    return article.language.partition("-")[0]


def places(text: str, theme: Theme, language: str = "en") -> tuple[Place, ...]:
    """Where the terms of one theme stand in a text."""
    return matcher((theme,), language).places(text)[0]


def _match_theme(
    article: Article, theme: Theme, inside: Sequence[Place], title: Sequence[Place] | None
) -> ThemeMatch:
    """Score one theme for an article from the places of its terms in text and title."""
    points = _points(article, inside, title)
    return ThemeMatch(
        theme=theme.id,
        score=round(points.earned / (points.earned + points.needed), 4) if points.earned else 0.0,
        primary=False,
        evidence=tuple(Evidence(term=place.term, start=place.start, end=place.end) for place in inside),
        points=points,
    )


def depends_on(article: Article, theme: Theme) -> frozenset[str]:
    """The terms without which the article would not have a theme that it has."""
    found = matcher((theme,), _language_code(article))
    (inside,) = found.places(article.text)
    title = found.places(article.title)[0] if article.title_origin is TitleOrigin.GIVEN else None

    def has(without: str | None) -> bool:
        points = _points(
            article,
            [place for place in inside if place.term != without],
            None if title is None else [place for place in title if place.term != without],
        )
        return points.earned >= points.needed

    if not has(None):
        return frozenset()
    return frozenset(term for term in {place.term for place in (*inside, *(title or ()))} if not has(term))


def _points(article: Article, inside: Sequence[Place], title: Sequence[Place] | None) -> Points:
    """What the title, when the article has one, and the sentences earn, and what an article like this needs."""
    sentences = _sentence_points(article, inside)
    opening = sentences[:OPENING_SENTENCES]
    worth = len(sentences) + (OPENING_WEIGHT - 1) * len(opening) + TITLE_WEIGHT * (title is not None)
    return Points(
        title=TITLE_WEIGHT * _capped_points({place.term: place.weight for place in title or ()}.values()),
        opening=OPENING_WEIGHT * sum(opening),
        rest=sum(sentences[OPENING_SENTENCES:]),
        needed=REQUIRED_SHARE * worth,
    )


def _sentence_points(article: Article, inside: Sequence[Place]) -> list[float]:
    """What each sentence earns: the weights of its terms, each once."""
    starts = [sentence.start for sentence in article.numbered]
    held: list[dict[str, float]] = [{} for _ in starts]
    for place in inside:
        index = bisect_right(starts, place.start) - 1
        if index >= 0 and place.start < article.numbered[index].end:
            held[index][place.term] = place.weight
    return [_capped_points(terms.values()) for terms in held]


def _capped_points(weights: Iterable[float]) -> float:
    """Sum the weights, at most MAX_SENTENCE_POINTS; 0 below MIN_SENTENCE_POINTS."""
    total = sum(weights)
    return min(MAX_SENTENCE_POINTS, total) if total >= MIN_SENTENCE_POINTS else 0.0
