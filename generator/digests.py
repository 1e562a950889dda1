"""Briefs across articles, drawn from their sentences: the bottom line of the site and of each theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.models import Article, Digest, Extract, Sentence, Summary, ThemeMatch

THEME_EXTRACTS = 4
BOTTOM_LINE = 5
SAME = 0.6  # share of common words from which two sentences say the same


def bottom_line(articles: Sequence[Article], summaries: Mapping[str, Summary]) -> tuple[Extract, ...]:
    """The best extract of each of the first articles, in their order (newest first, undated last)."""
    candidates = ((article, best) for article in articles if (best := summaries[article.id].best) is not None)
    return _distinct(candidates, BOTTOM_LINE)


def theme(
    id_: str,
    articles: Sequence[Article],
    summaries: Mapping[str, Summary],
    matches: Mapping[str, tuple[ThemeMatch, ...]],
) -> Digest:
    """At most one extract from each article on the theme: the sentence that says most about it."""
    candidates = (
        (article, extract)
        for article in articles
        for match in matches[article.id]
        if match.theme == id_
        if (extract := _telling(article, match, summaries[article.id])) is not None
    )
    return Digest(of=id_, extracts=_distinct(candidates, THEME_EXTRACTS))


def _telling(article: Article, match: ThemeMatch, summary: Summary) -> Extract | None:
    """The sentence with most evidence; a summary sentence, then an earlier one, wins a tie."""
    chosen = {extract.start for extract in summary.extracts}

    def weight(sentence: Sentence) -> tuple[int, bool, int]:
        evidence = sum(sentence.start <= place.start < sentence.end for place in match.evidence)
        return evidence, sentence.start in chosen, -sentence.number

    able = [sentence for sentence in article.numbered if sentence.unquotable is None and weight(sentence)[0]]
    if not able:
        return None
    best = max(able, key=weight)
    return Extract(article=article.id, start=best.start, end=best.end)


def _distinct(candidates: Iterable[tuple[Article, Extract]], most: int) -> tuple[Extract, ...]:
    """The first candidates that do not repeat one another."""
    kept: list[Extract] = []
    seen: list[frozenset[str]] = []
    for article, extract in candidates:
        words = frozenset(article.words_of(extract).lower().split())
        if all(len(words & other) < SAME * len(words | other) for other in seen):
            kept.append(extract)
            seen.append(words)
        if len(kept) == most:
            break
    return tuple(kept)
