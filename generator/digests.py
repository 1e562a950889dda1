"""Briefs across articles, drawn from their sentences: the bottom line of the site, of each theme and each story.

What is printed first is what tells most, of the newest days before older ones. Undated articles never pose as news:
they come behind every dated one. Nothing is said twice, and no publisher speaks twice before others have. A second
sentence on one subject, one that looks back, and one from a round-up fill the places that are left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cached_property
from math import log, log2, sqrt

from generator import language
from generator.language.packs import alternatives, pack
from generator.models import Article, Digest, Extract, Sentence, Story, Summary, ThemeMatch

EXTRACTS = 4  # of a theme or a story
BOTTOM_LINE = 5
SAME = 0.5  # share of the shorter sentence's words in the other from which the two say the same
AGEING = 7.0  # days in which what a theme's extract tells counts half: a week's news before older background
STORY_AGEING = 2.0  # the same within a story, which has moved on after two days
LIKE = 0.12  # cosine of titles and sentences, rare words counting most, from which two are about one subject
NEAR = 200  # candidates of the highest rank among which a word is rare or common

ENGLISH = pack("en")
MONTHS = tuple(map(str.lower, ENGLISH.month_names))
RECENT, COMING = 1, 9  # months back: the last is still news, and of the ninth on the next one is meant
# Ways to say that something is past, and ways to say that it is news; of English only.
NAMED_MONTH = re.compile(
    rf"\b(?:{alternatives(ENGLISH.month_prepositions)}) ({alternatives(MONTHS)})\b", re.IGNORECASE
)
NAMED_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
LONG_AGO = re.compile(rf"\b(?:{alternatives(ENGLISH.past_phrases)})\b", re.IGNORECASE)
NEWS = re.compile(rf"\b(?:{alternatives(ENGLISH.news_phrases.union(ENGLISH.weekdays))})\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)  # without slots, so that its words are counted once
class Candidate:
    """An extract that could be printed."""

    article: Article
    extract: Extract
    value: float  # how much it tells, above 0
    publisher: str | None  # None for an unknown one, which is nobody's twin
    story: str | None

    @cached_property
    def words(self) -> frozenset[str]:
        return _words(self.article, self.article.words_of(self.extract))

    @cached_property
    def subject(self) -> frozenset[str]:
        """The words of its title and its sentence."""
        return self.words | _words(self.article, self.article.title)

    @cached_property
    def looks_back(self) -> bool:
        """Whether its sentence tells what was, by a month or a year that it names, and nothing new."""
        words, told = self.article.words_of(self.extract), self.article.published
        if not told or self.article.language != "en" or NEWS.search(words):
            return False
        months = (MONTHS.index(found[1].lower()) + 1 for found in NAMED_MONTH.finditer(words))
        return (
            LONG_AGO.search(words) is not None
            or any(RECENT < (told.month - month) % 12 < COMING for month in months)
            or any(int(found[1]) < told.year for found in NAMED_YEAR.finditer(words))
        )


class Choice(IntEnum):
    """How strictly extracts are chosen, from the first round to the last."""

    FIRST = 0  # news, each on another subject and by another publisher
    SAME_PUBLISHER = 1
    LEFT = 2  # whatever does not repeat what is there


class Desk:
    """Chooses from the articles of a site, which stand newest first, undated ones last."""

    def __init__(
        self,
        articles: Sequence[Article],
        summaries: Mapping[str, Summary],
        stories: Sequence[Story] = (),
        publishers: Mapping[str, str | None] | None = None,
        covers_many: Callable[[Article], bool] = lambda article: False,
    ) -> None:
        self._articles = articles
        self._by_id = {article.id: article for article in articles}
        self._summaries = summaries
        self._publishers = publishers or {}
        self._covers_many = covers_many
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
        return self._various(_ranked(found, AGEING), BOTTOM_LINE)

    def theme(self, id_: str, matches: Mapping[str, tuple[ThemeMatch, ...]]) -> Digest:
        """At most one extract from each article on the theme: the sentence that says most about it."""
        found = [
            self._candidate(article, extract, value)
            for article in self._articles
            for match in matches[article.id]
            if match.theme == id_
            for extract, value in _telling(article, match, self._summaries[article.id])
        ]
        return Digest(of=id_, extracts=self._various(_ranked(found, AGEING), EXTRACTS))

    def story(self, story: Story) -> Digest:
        """At most one sentence of each summary: those that hold most of what the story's articles have in common."""
        members = [self._by_id[id_] for id_ in story.articles]
        common = Counter(word for article in members for word in _words(article, article.text))
        found = [
            replace(self._candidate(article, extract, _common(article, extract, common)), story=None)
            for article in members
            for extract in self._summaries[article.id].extracts
            if article.is_standalone(extract)
        ]
        return Digest(of=story.id, extracts=_chosen(_ranked(found, STORY_AGEING), EXTRACTS))

    def _various(self, ranked: Sequence[Candidate], most: int) -> tuple[Extract, ...]:
        """The first that do not repeat one another, with as many subjects as there are."""
        subjects = Subjects(ranked[:NEAR])

        def fits(candidate: Candidate, other: Candidate) -> bool:
            return not subjects.alike(candidate, other)

        def is_news(candidate: Candidate) -> bool:
            return not candidate.looks_back and not self._covers_many(candidate.article)

        return _chosen(ranked, most, is_news, fits)

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

    able = [sentence for sentence in article.numbered if sentence.is_standalone and weight(sentence)[0]]
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


class Subjects:
    """What candidates are about, as far as their titles and sentences tell: words that few of them share."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        counts = Counter(word for each in self._candidates for word in each.subject)
        return {word: log(len(self._candidates) / count) for word, count in counts.items()}

    def alike(self, one: Candidate, other: Candidate) -> bool:
        """Whether the cosine of their words, each weighed by its rarity, is that of one subject."""
        shared, a, b = map(self._weight, (one.subject & other.subject, one.subject, other.subject))
        return a > 0 and b > 0 and shared >= LIKE * sqrt(a * b)

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._rarity.get(word, 0.0) ** 2 for word in words)


def _chosen(
    ranked: Sequence[Candidate],
    most: int,
    is_news: Callable[[Candidate], bool] = lambda candidate: True,
    fits: Callable[[Candidate, Candidate], bool] = lambda candidate, other: True,
) -> tuple[Extract, ...]:
    """The first that do not repeat one another, by rank; then, if places are left, those that were held back."""
    kept: dict[int, tuple[bool, Candidate]] = {}  # by rank: whether it was held back
    for choice in Choice:
        for rank, candidate in enumerate(ranked):
            if len(kept) == most:
                break
            others = [other for _, other in kept.values()]
            if rank in kept or any(_repeats(candidate, other, choice) for other in others):
                continue
            if choice is Choice.LEFT or (
                is_news(candidate) and all(fits(candidate, other) for other in others)
            ):
                kept[rank] = choice is Choice.LEFT, candidate
    order = sorted(kept, key=lambda rank: (kept[rank][0], rank))
    return tuple(kept[rank][1].extract for rank in order)


def _repeats(one: Candidate, other: Candidate, choice: Choice) -> bool:
    """Whether two sentences come from one article or say the same; early on also from one story or publisher."""
    if one.article.id == other.article.id:
        return True
    if choice < Choice.LEFT and one.story is not None and one.story == other.story:
        return True
    if choice < Choice.SAME_PUBLISHER and one.publisher is not None and one.publisher == other.publisher:
        return True
    return len(one.words & other.words) >= SAME * min(len(one.words), len(other.words))


def _words(article: Article, text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    code = article.language
    stop = language.stop_words(code)
    return frozenset(language.stem(word, code) for word in language.words(text, code) if word not in stop)
