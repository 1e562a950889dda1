"""What can be searched for: one record for each article, and the records in bundles. Pure.

A record holds what a result may show of an article: sentences as its rights allow. The words of all other sentences
are in it as a set without any order, so that the article is found by them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from math import log2

from generator.models import Article, Briefing, Sentence, TitleOrigin
from generator.safety.escaping import clean_text
from generator.search.words import tokens

MAX_RECORDS = 250  # of the newest bundle: some 1 CPU second to index, which a new article costs
MERGED_BUNDLES = (16, 4)  # so many complete bundles become one, as a first search loads a part of each
MAX_UNDATED = 1000  # about; articles without a date are seldom added, and found in any bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is indexed of one article, and what a result shows of it."""

    url: str  # of the article's page, below the site's root
    title: str
    is_title_derived: bool
    day: str | None  # yyyy-mm-dd
    outlet: str | None
    language: str
    themes: tuple[str, ...]
    sentence_count: int  # of the whole article
    lead: int | None  # number of the sentence that stands for the article
    sentences: tuple[tuple[int, str], ...]  # number and words of those that may be shown
    hidden_words: tuple[
        tuple[str, str], ...
    ]  # key and stem of each word of the others, in alphabetical order


def bundles(briefing: Briefing) -> dict[str, tuple[Record, ...]]:
    """Divide the records of all articles into bundles, by the name of the bundle.

    Dated articles are divided by day, the oldest first, undated ones by their ids. So an article that is newer than all
    others, or has no date, changes one bundle, and the others need not be indexed again.
    """
    if len(briefing.articles) <= MAX_RECORDS:
        divided = {"articles": sorted(briefing.articles, key=_day_and_id)}
    else:
        divided = _by_id(briefing.undated) | _merge_bundles(_by_day(briefing.dated))
    return {
        name: tuple(record(briefing, article) for article in articles)
        for name, articles in divided.items()
        if articles
    }


def _day_and_id(article: Article) -> tuple[str, str]:
    """A sort key: date of publication, then id."""
    return (str(article.published or ""), article.id)


def _by_day(articles: Sequence[Article]) -> list[list[Article]]:
    """Divide articles by day, in order; a group is full when the next day would make it larger than MAX_RECORDS."""
    divided: list[list[Article]] = [[]]
    for _, day in groupby(sorted(articles, key=_day_and_id), key=lambda article: article.published):
        members = list(day)
        if divided[-1] and len(divided[-1]) + len(members) > MAX_RECORDS:
            divided.append([])
        divided[-1] += members
    return divided


def _merge_bundles(divided: Sequence[list[Article]]) -> dict[str, list[Article]]:
    """Merge full groups of articles into larger ones, by name, since a first search loads a part of every bundle.

    The oldest become the largest (as in a log-structured merge tree: O'Neil and others, 1996). The last group is never
    full: it takes the articles to come.
    """
    merged: dict[str, list[Article]] = {}
    first, complete = 0, len(divided) - 1
    for count in MERGED_BUNDLES:
        while first + count <= complete:
            merged[f"dated-{first + 1}-to-{first + count}"] = [*chain(*divided[first : first + count])]
            first += count
    return merged | {f"dated-{index + 1}": divided[index] for index in range(first, len(divided))}


def _by_id(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """Divide articles by a hash of the id into groups; their number is a power of two, so that it seldom changes."""
    groups = 2 ** max(0, round(log2(max(1, len(articles)) / MAX_UNDATED)))
    divided: list[list[Article]] = [[] for _ in range(groups)]
    for article in sorted(articles, key=_day_and_id):
        digest = hashlib.sha256(article.id.encode("utf-8")).digest()
        divided[int.from_bytes(digest[:4], "big") % groups].append(article)
    return {f"undated-{number}": members for number, members in enumerate(divided, 1)}


def record(briefing: Briefing, article: Article) -> Record:
    """The record of an article. It depends on the article alone, so that a bundle of old articles stays as it is."""
    visible = briefing.visible_sentences(article, briefing.summaries[article.id].extracts)
    lead = briefing.lead(article)
    leads = [sentence.number for sentence in visible if lead and lead.start == sentence.start]
    return Record(
        url=briefing.site.address(f"articles/{article.id}/"),
        title=clean_text(article.title) + " …" * article.title_cut,
        is_title_derived=article.title_origin is TitleOrigin.DERIVED,
        day=str(article.published) if article.published else None,
        outlet=clean_text(article.outlet or "") or None,
        language=article.language,
        themes=tuple(match.theme for match in briefing.matches[article.id]),
        sentence_count=len(article.numbered),
        lead=leads[0] if leads else None,
        sentences=tuple((sentence.number, clean_text(article.words_of(sentence))) for sentence in visible),
        hidden_words=_hidden_words(article, visible),
    )


def _hidden_words(article: Article, visible: Iterable[Sentence]) -> tuple[tuple[str, str], ...]:
    """The keys and stems of the words in sentences that may not be shown, sorted, each once."""
    shown = {sentence.number for sentence in visible}
    hidden = (article.words_of(sentence) for sentence in article.numbered if sentence.number not in shown)
    return tuple(sorted({(key, stem) for text in hidden for _, key, stem in tokens(text, article.language)}))
