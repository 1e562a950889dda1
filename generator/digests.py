"""Briefs across articles, drawn from their sentences: the bottom line of the site, of each theme and each story. Pure.

The best extracts come first; their value falls with age, and undated articles come after all dated ones. No two
extracts say the same, and no publisher is quoted twice before the others. A second extract on one subject, one that
looks back, and one from a round-up only fill places that are left; an undated one only those that no dated one fills.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cached_property
from itertools import product
from math import log, log2, sqrt

from generator import language
from generator.language.packs import alternatives, pack
from generator.models import Article, Digest, Extract, Sentence, Story, Summary, ThemeMatch

MAX_EXTRACTS = 4  # of a theme or a story
MAX_BOTTOM_LINE_EXTRACTS = 5
# Share of the shorter sentence's words in the other from which the two say the same.
REPETITION_THRESHOLD = 0.5
HALF_LIFE_DAYS = 7.0  # in which an extract's value halves: a week's news before older background
STORY_HALF_LIFE_DAYS = 2.0  # the same within a story, which has moved on after two days
SUBJECT_SIMILARITY_THRESHOLD = 0.12  # cosine of titles and sentences from which two are about one subject
MAX_SUBJECT_CANDIDATES = 200  # of the highest rank, among which a word is rare or common

ENGLISH = pack("en")
MONTHS = tuple(map(str.lower, ENGLISH.month_names))
MAX_RECENT_MONTHS = 1  # a named month this far back is still news …
MIN_COMING_MONTHS = 9  # … and from here on the next one of that name is meant
# Ways to say that something is past, and ways to say that it is news; of English only.
MONTH_MENTION = re.compile(
    rf"\b(?:{alternatives(ENGLISH.month_prepositions)}) ({alternatives(MONTHS)})\b", re.IGNORECASE
)
YEAR_MENTION = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
PAST_PHRASE = re.compile(rf"\b(?:{alternatives(ENGLISH.past_phrases)})\b", re.IGNORECASE)
NEWS_PHRASE = re.compile(
    rf"\b(?:{alternatives(ENGLISH.news_phrases.union(ENGLISH.weekdays))})\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)  # without slots, so that its words are counted once
class Candidate:
    """An extract that could be printed in a brief."""

    article: Article
    extract: Extract
    value: float  # how telling it is, above 0
    publisher: str | None  # None if unknown; unknown publishers are never the same one
    story: str | None

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the candidate's sentence, without stop words."""
        return _content_stems(self.article, self.article.words_of(self.extract))

    @cached_property
    def subject_words(self) -> frozenset[str]:
        """The stems of the article's title and of the candidate's sentence, without stop words."""
        return self.words | _content_stems(self.article, self.article.title)

    @cached_property
    def looks_back(self) -> bool:
        """True if the sentence names an earlier month, year or other past time, and nothing new. English only."""
        sentence, published = self.article.words_of(self.extract), self.article.published
        if not published or self.article.language != "en" or NEWS_PHRASE.search(sentence):
            return False
        months = (MONTHS.index(match[1].lower()) + 1 for match in MONTH_MENTION.finditer(sentence))
        months_back = ((published.month - month) % 12 for month in months)
        return (
            PAST_PHRASE.search(sentence) is not None
            or any(MAX_RECENT_MONTHS < back < MIN_COMING_MONTHS for back in months_back)
            or any(int(match[1]) < published.year for match in YEAR_MENTION.finditer(sentence))
        )


class Pass(IntEnum):
    """The passes over the candidates, each less strict than the one before."""

    STRICT = 0  # news, each on another subject and by another publisher
    ALLOW_SAME_PUBLISHER = 1
    FILL = 2  # any extract that repeats none of those already chosen


class DigestBuilder:
    """Draws briefs from the articles of a site, given newest first, undated ones last.

    `summaries` has one for each article's id, `publishers` the publisher of an article's id or None if it is unknown;
    `is_roundup` says if an article covers many subjects.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        summaries: Mapping[str, Summary],
        stories: Sequence[Story] = (),
        publishers: Mapping[str, str | None] | None = None,
        is_roundup: Callable[[Article], bool] = lambda article: False,
    ) -> None:
        """Keep the articles, their summaries, stories and publishers for all briefs."""
        self._articles = articles
        self._by_id = {article.id: article for article in articles}
        self._summaries = summaries
        self._publishers = publishers or {}
        self._is_roundup = is_roundup
        self._stories = {id_: story for story in stories for id_ in story.articles}

    def bottom_line(self) -> tuple[Extract, ...]:
        """The lead of the newest article of each story, and of each article outside stories, the most telling first.

        At most MAX_BOTTOM_LINE_EXTRACTS. A story counts more the more articles it has; an article without a lead is
        passed over.
        """
        groups: dict[str, list[Article]] = {}
        for article in self._articles:
            story = self._stories.get(article.id)
            groups.setdefault(f"story {story.id}" if story else article.id, []).append(article)
        candidates = []
        for members in groups.values():
            leads = ((article, self._summaries[article.id].lead(article)) for article in members)
            newest = next(((article, lead) for article, lead in leads if lead), None)
            if newest:
                candidates.append(self._candidate(*newest, log2(1 + len(members))))
        return self._select_diverse(_ranked(candidates, HALF_LIFE_DAYS), MAX_BOTTOM_LINE_EXTRACTS)

    def theme(self, id_: str, matches: Mapping[str, tuple[ThemeMatch, ...]]) -> Digest:
        """The brief of a theme: at most one extract from each of its articles, the sentence with most evidence.

        `matches` holds the themes of every article by its id.
        """
        candidates = [
            self._candidate(article, extract, value)
            for article in self._articles
            for match in matches[article.id]
            if match.theme == id_
            for extract, value in _best_evidence(article, match, self._summaries[article.id])
        ]
        return Digest(
            of=id_, extracts=self._select_diverse(_ranked(candidates, HALF_LIFE_DAYS), MAX_EXTRACTS)
        )

    def story(self, story: Story) -> Digest:
        """The brief of a story: at most one extract from each of its articles, those with most shared words.

        Only extracts of the articles' summaries that stand alone.
        """
        members = [self._by_id[id_] for id_ in story.articles]
        article_counts = Counter(
            word for article in members for word in _content_stems(article, article.text)
        )
        candidates = [
            replace(
                self._candidate(article, extract, _centrality(article, extract, article_counts)), story=None
            )
            for article in members
            for extract in self._summaries[article.id].extracts
            if article.is_standalone(extract)
        ]
        return Digest(of=story.id, extracts=_select(_ranked(candidates, STORY_HALF_LIFE_DAYS), MAX_EXTRACTS))

    def _select_diverse(self, ranked: Sequence[Candidate], count: int) -> tuple[Extract, ...]:
        """At most `count` extracts on different subjects; those that look back and round-ups only fill what is left."""
        subjects = SubjectComparison(ranked[:MAX_SUBJECT_CANDIDATES])

        def is_other_subject(candidate: Candidate, other: Candidate) -> bool:
            """True if two candidates are about different subjects."""
            return not subjects.is_same_subject(candidate, other)

        def is_news(candidate: Candidate) -> bool:
            """True if the candidate neither looks back nor comes from a round-up."""
            return not candidate.looks_back and not self._is_roundup(candidate.article)

        return _select(ranked, count, is_news, is_other_subject)

    def _candidate(self, article: Article, extract: Extract, value: float) -> Candidate:
        """The candidate for an extract, with the publisher and the story of its article."""
        story = self._stories.get(article.id)
        return Candidate(
            article=article,
            extract=extract,
            value=value,
            publisher=self._publishers.get(article.id),
            story=story.id if story else None,
        )


def _centrality(article: Article, extract: Extract, article_counts: Counter[str]) -> float:
    """How often other articles of its story have the words of an extract, divided by the square root of its length.

    `article_counts` says for each stem in how many articles of the story it occurs.
    """
    words = _content_stems(article, article.words_of(extract))
    return (1 + sum(article_counts[word] - 1 for word in words)) / sqrt(1 + len(words))


def _best_evidence(article: Article, match: ThemeMatch, summary: Summary) -> Iterable[tuple[Extract, float]]:
    """The standalone sentence with most evidence for a theme, and its value; nothing if none has evidence.

    On a tie a sentence of the summary wins, then the earlier one.
    """
    summary_starts = {extract.start for extract in summary.extracts}

    def weight(sentence: Sentence) -> tuple[int, bool, int]:
        """A sort key: pieces of evidence in the sentence, whether the summary has it, the earlier the better."""
        evidence = sum(sentence.start <= place.start < sentence.end for place in match.evidence)
        return evidence, sentence.start in summary_starts, -sentence.number

    eligible = [sentence for sentence in article.numbered if sentence.is_standalone and weight(sentence)[0]]
    if eligible:
        best = max(eligible, key=weight)
        evidence, in_summary, _ = weight(best)
        value = log2(1 + evidence) * (1 + in_summary) * (1 + match.primary)
        yield Extract(article=article.id, start=best.start, end=best.end), value


def _ranked(candidates: Sequence[Candidate], half_life_days: float) -> list[Candidate]:
    """The candidates by falling value, halved for every `half_life_days` before the newest; undated ones last."""
    dates = (candidate.article.published for candidate in candidates)
    newest = max((published for published in dates if published), default=date.min)

    def aged_value(candidate: Candidate) -> float:
        """The candidate's value after ageing; 0 if it is undated."""
        published = candidate.article.published
        return candidate.value * 0.5 ** ((newest - published).days / half_life_days) if published else 0.0

    return sorted(
        candidates, key=lambda candidate: (candidate.article.published is None, -aged_value(candidate))
    )


class SubjectComparison:
    """Compares what candidates are about by the words of title and sentence, rare ones counting most."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Compare these candidates; a word is rare or common among them."""
        self._candidates = candidates

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """The inverse document frequency (Spärck Jones 1972) of each stem: log(candidates / candidates with it)."""
        counts = Counter(word for candidate in self._candidates for word in candidate.subject_words)
        return {word: log(len(self._candidates) / count) for word, count in counts.items()}

    def is_same_subject(self, first: Candidate, second: Candidate) -> bool:
        """True if the cosine of two candidates' words, weighted by rarity, reaches SUBJECT_SIMILARITY_THRESHOLD."""
        shared = self._squared_norm(first.subject_words & second.subject_words)
        norms = self._squared_norm(first.subject_words), self._squared_norm(second.subject_words)
        return min(norms) > 0 and shared >= SUBJECT_SIMILARITY_THRESHOLD * sqrt(norms[0] * norms[1])

    def _squared_norm(self, words: Iterable[str]) -> float:
        """The squared length of the vector of some words: the sum of their squared rarities."""
        return sum(self._rarity.get(word, 0.0) ** 2 for word in words)


def _select(
    ranked: Sequence[Candidate],
    count: int,
    is_news: Callable[[Candidate], bool] = lambda candidate: True,
    is_other_subject: Callable[[Candidate, Candidate], bool] = lambda candidate, other: True,
) -> tuple[Extract, ...]:
    """Choose at most `count` extracts that do not repeat one another, by rank; those of the last pass come last.

    All passes go over the dated candidates before the first goes over the undated ones.
    """
    selected: dict[int, tuple[bool, bool, Candidate]] = {}  # by rank: is undated, only fills a place
    for undated, current in product((False, True), Pass):
        for rank, candidate in enumerate(ranked):
            if len(selected) == count:
                break
            if rank in selected or (candidate.article.published is None) is not undated:
                continue
            others = [other for _, _, other in selected.values()]
            if any(_repeats(candidate, other, current) for other in others):
                continue
            if current is Pass.FILL or (
                is_news(candidate) and all(is_other_subject(candidate, other) for other in others)
            ):
                selected[rank] = undated, current is Pass.FILL, candidate
    order = sorted(selected, key=lambda rank: (*selected[rank][:2], rank))
    return tuple(selected[rank][2].extract for rank in order)


def _repeats(first: Candidate, second: Candidate, current: Pass) -> bool:
    """True if two extracts come from one article or say the same; in stricter passes also of one story or publisher."""
    if first.article.id == second.article.id:
        return True
    if current < Pass.FILL and first.story is not None and first.story == second.story:
        return True
    if current is Pass.STRICT and first.publisher is not None and first.publisher == second.publisher:
        return True
    shared, shorter = first.words & second.words, min(len(first.words), len(second.words))
    return len(shared) >= REPETITION_THRESHOLD * shorter


def _content_stems(article: Article, text: str) -> frozenset[str]:
    """The stems of the words of a text in the article's language, without stop words."""
    code = article.language
    stop = language.stop_words(code)
    return frozenset(language.stem(word, code) for word in language.words(text, code) if word not in stop)
