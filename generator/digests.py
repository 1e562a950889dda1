"""Briefs across articles, drawn from their sentences: the bottom line of the site, of each theme and each story.

What is printed first is what tells most, of the newest days before older ones. Undated articles never pose as news:
they come behind every dated one. Nothing is said twice, and no publisher speaks twice before others have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log2, sqrt

from generator import language
from generator.models import Article, Digest, Extract, Sentence, Story, Summary, ThemeMatch

EXTRACTS = 4  # of a theme or a story
BOTTOM_LINE = 5
SAME = 0.5  # share of the shorter sentence's words in the other from which the two say the same
AGEING = 7.0  # days in which what a theme's extract tells counts half: a week's news before older background
STORY_AGEING = 2.0  # the same within a story, which has moved on after two days


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An extract that could be printed."""

    article: Article
    extract: Extract
    value: float  # how much it tells, above 0
    publisher: str | None  # None for an unknown one, which is nobody's twin
    story: str | None


class Desk:
    """Chooses from the articles of a site, which stand newest first, undated ones last."""

    def __init__(
        self,
        articles: Sequence[Article],
        summaries: Mapping[str, Summary],
        stories: Sequence[Story] = (),
        publishers: Mapping[str, str | None] | None = None,
    ) -> None:
        self._articles = articles
        self._by_id = {article.id: article for article in articles}
        self._summaries = summaries
        self._publishers = publishers or {}
        self._stories = {id_: story for story in stories for id_ in story.articles}

    def bottom_line(self) -> tuple[Extract, ...]:
        """The best extract of each story and of each article that is in none; a story told by more weighs more."""
        groups: dict[str, list[Article]] = {}
        for article in self._articles:
            story = self._stories.get(article.id)
            groups.setdefault(f"story {story.id}" if story else article.id, []).append(article)
        found = []
        for members in groups.values():
            leads = ((each, self._summaries[each.id].lead(each)) for each in members)
            first = next(((article, lead) for article, lead in leads if lead), None)
            if first:
                found.append(self._candidate(*first, log2(1 + len(members))))
        return _chosen(_ranked(found, AGEING), BOTTOM_LINE)

    def theme(self, id_: str, matches: Mapping[str, tuple[ThemeMatch, ...]]) -> Digest:
        """At most one extract from each article on the theme: the sentence that says most about it."""
        found = [
            self._candidate(article, extract, value)
            for article in self._articles
            for match in matches[article.id]
            if match.theme == id_
            for extract, value in _telling(article, match, self._summaries[article.id])
        ]
        return Digest(of=id_, extracts=_chosen(_ranked(found, AGEING), EXTRACTS))

    def story(self, story: Story) -> Digest:
        """At most one sentence of each summary: those that hold most of what the story's articles have in common."""
        members = [self._by_id[id_] for id_ in story.articles]
        common = Counter(word for article in members for word in _words(article, article.text))
        found = [
            replace(self._candidate(article, extract, _common(article, extract, common)), story=None)
            for article in members
            for extract in self._summaries[article.id].extracts
            if article.stands_alone(extract)
        ]
        return Digest(of=story.id, extracts=_chosen(_ranked(found, STORY_AGEING), EXTRACTS))

    def _candidate(self, article: Article, extract: Extract, value: float) -> Candidate:
        story = self._stories.get(article.id)
        return Candidate(
            article=article,
            extract=extract,
            value=value,
            publisher=self._publishers.get(article.id),
            story=story.id if story else None,
        )


def _common(article: Article, extract: Extract, common: Counter[str]) -> float:
    """How much of a sentence other articles of the story have too, long sentences held back."""
    words = _words(article, article.words_of(extract))
    return (1 + sum(common[word] - 1 for word in words)) / sqrt(1 + len(words))


def _telling(article: Article, match: ThemeMatch, summary: Summary) -> Iterable[tuple[Extract, float]]:
    """The sentence with most evidence, if any has; a summary sentence, then an earlier one, wins a tie."""
    chosen = {extract.start for extract in summary.extracts}

    def weight(sentence: Sentence) -> tuple[int, bool, int]:
        evidence = sum(sentence.start <= place.start < sentence.end for place in match.evidence)
        return evidence, sentence.start in chosen, -sentence.number

    able = [sentence for sentence in article.numbered if sentence.stands_alone and weight(sentence)[0]]
    if able:
        best = max(able, key=weight)
        evidence, summarised, _ = weight(best)
        value = log2(1 + evidence) * (1 + summarised) * (1 + match.primary)
        yield Extract(article=article.id, start=best.start, end=best.end), value


def _ranked(candidates: Sequence[Candidate], ageing: float) -> list[Candidate]:
    """Those that tell most first, what they tell halved with every `ageing` days; undated ones behind."""
    newest = max((each.article.published for each in candidates if each.article.published), default=date.min)

    def weight(candidate: Candidate) -> float:
        published = candidate.article.published
        return candidate.value * 0.5 ** ((newest - published).days / ageing) if published else 0.0

    return sorted(candidates, key=lambda each: (each.article.published is None, -weight(each)))


def _chosen(ranked: Sequence[Candidate], most: int) -> tuple[Extract, ...]:
    """The first that do not repeat one another; new stories and publishers first, then, if places are left, others."""
    kept: dict[int, Candidate] = {}  # by rank
    for again in (False, True):
        for rank, candidate in enumerate(ranked):
            if len(kept) == most:
                break
            if rank not in kept and not any(_repeats(candidate, other, again) for other in kept.values()):
                kept[rank] = candidate
    return tuple(kept[rank].extract for rank in sorted(kept))


def _repeats(one: Candidate, other: Candidate, again: bool) -> bool:
    """Whether two sentences come from one article or say the same; or, unless `again`, from one story or publisher."""
    if one.article.id == other.article.id:
        return True
    if not again and (
        (one.story is not None and one.story == other.story)
        or (one.publisher is not None and one.publisher == other.publisher)
    ):
        return True
    a, b = (_words(each.article, each.article.words_of(each.extract)) for each in (one, other))
    return len(a & b) >= SAME * min(len(a), len(b))


def _words(article: Article, text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    code = article.language
    stop = language.stop_words(code)
    return frozenset(language.stem(word, code) for word in language.words(text, code) if word not in stop)
