"""What can be searched for: one record for each article, and the records in bundles. Pure.

An article's text goes in sentence by sentence, each after an *anchor*: a word that Pagefind does not index but keeps,
with its position, among the anchors of the record. So a result leads to its sentence, and a record carries what is
shown and not searched (its day, whether its title is derived) without one more field for every search to read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from math import log2

from generator.models import Article, Briefing, TitleOrigin
from generator.safety.escaping import clean_text

MAX_RECORDS = 1000  # of a bundle: some 5 CPU seconds and 350 MB to index; a new article costs one bundle
MERGED_BUNDLES = 4  # complete bundles that become one: 4,000 records take 20 CPU seconds and 1.2 GB, once
UNDATED = "undated"
UNKNOWN_OUTLET = "Outlet unknown"

ANCHOR = "___PAGEFIND_ANCHOR___{kind}:0:{value}"
# After three underscores, alone or behind END, Pagefind takes this for an anchor; an article must not give any.
RESERVED_WORD = "PAGEFIND_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is indexed of one article."""

    url: str  # of the article's page, below the site's root
    title: str
    day: str | None  # yyyy-mm-dd
    content: str  # anchors and sentences, separated by spaces
    filters: Mapping[str, Sequence[str]]  # name of a filter → the article's values


def bundles(briefing: Briefing) -> dict[str, tuple[Record, ...]]:
    """Divide the records of all articles into bundles of about MAX_RECORDS: name of a bundle → its records.

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
    """Divide by day, in order; a group is complete when the next day would make it larger than MAX_RECORDS."""
    divided: list[list[Article]] = [[]]
    for _, day in groupby(sorted(articles, key=_day_and_id), key=lambda article: article.published):
        members = list(day)
        if divided[-1] and len(divided[-1]) + len(members) > MAX_RECORDS:
            divided.append([])
        divided[-1] += members
    return divided


def _merge_bundles(divided: Sequence[list[Article]]) -> dict[str, list[Article]]:
    """Merge each run of complete groups into one, as a first search loads a part of every bundle.

    The last group is never complete: it takes the articles to come.
    """
    complete = len(divided) - 1
    merged = {
        f"dated-{first + 1}-to-{first + MERGED_BUNDLES}": [*chain(*divided[first : first + MERGED_BUNDLES])]
        for first in range(0, complete - MERGED_BUNDLES + 1, MERGED_BUNDLES)
    }
    rest = range(complete // MERGED_BUNDLES * MERGED_BUNDLES, len(divided))
    return merged | {f"dated-{index + 1}": divided[index] for index in rest}


def _by_id(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """Divide by a hash of the id into groups whose number is a power of two, so that it seldom changes."""
    groups = 2 ** max(0, round(log2(max(1, len(articles)) / MAX_RECORDS)))
    divided: list[list[Article]] = [[] for _ in range(groups)]
    for article in sorted(articles, key=_day_and_id):
        digest = hashlib.sha256(article.id.encode("utf-8")).digest()
        divided[int.from_bytes(digest[:4], "big") % groups].append(article)
    return {f"undated-{number}": members for number, members in enumerate(divided, 1)}


def record(briefing: Briefing, article: Article) -> Record:
    """The record of an article. It depends on the article alone, so that a bundle of old articles stays as it is."""
    day = str(article.published) if article.published else None
    themes = [match.theme for match in briefing.matches[article.id]]
    return Record(
        url=briefing.site.address(f"articles/{article.id}/"),
        title=clean_text(article.title) + " …" * article.title_cut,
        day=day,
        content=" ".join([*_anchors(article, day), *_passages(briefing, article)]),
        filters={
            "language": [article.language],
            "month": [day[:7] if day else UNDATED],
            "outlet": [clean_text(article.outlet or "") or UNKNOWN_OUTLET],
        }
        | ({"theme": themes} if themes else {}),
    )


def _anchors(article: Article, day: str | None) -> Iterator[str]:
    """What is shown of an article besides its words: number of sentences, day, whether its title is derived."""
    yield ANCHOR.format(kind="of", value=len(article.numbered))
    if day:
        yield ANCHOR.format(kind="day", value=day)
    if article.title_origin is TitleOrigin.DERIVED:
        yield ANCHOR.format(kind="derived", value=1)


def _passages(briefing: Briefing, article: Article) -> Iterator[str]:
    """Each sentence that the rights allow to show, after the anchor of its place; `lead` stands for the article."""
    lead = briefing.lead(article)
    for sentence in briefing.visible_sentences(article, briefing.summaries[article.id].extracts):
        words = clean_text(article.words_of(sentence))
        if words and RESERVED_WORD not in words:
            kind = "lead" if lead and lead.start == sentence.start else "s"
            yield ANCHOR.format(kind=kind, value=sentence.number)
            yield words
