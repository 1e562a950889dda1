"""How well stories are found: pairs of articles that somebody judged by reading, against what a build would merge.

Gold is JSON Lines of pairs: `a` and `b`, the ids of two articles, and `same`, which is `yes`, `no`, or `unclear`. The
articles come from files of their own, with `id`, `title`, `text` and `published` on each line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from generator import stories
from generator.articles import assemble
from generator.errors import GoldError
from generator.evaluation.bootstrap import Estimate, Share, estimate
from generator.evaluation.gold import NO_FILE, records
from generator.models import Article, Block, BlockKind, ExtractedDocument, MetadataValue

JUDGEMENTS = ("yes", "no", "unclear")
Pair = tuple[str, str]  # ids in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Of the pairs judged: how many of those merged are one event, and how many of one event are merged."""

    gold: str
    articles: int
    copies: int  # articles that are another one's text, and take no part
    judged: dict[str, int]  # pairs by judgement
    merged: int  # judged pairs in one story, unclear ones aside
    precision: Estimate
    recall: Estimate
    wrong: tuple[Pair, ...]  # merged, judged `no`
    missed: tuple[Pair, ...]  # not merged, judged `yes`
    unjudged: tuple[Pair, ...]  # merged, and in nobody's list


def is_of_stories(path: Path) -> bool:
    """Whether a gold file holds pairs."""
    return {"a", "b", "same"} <= set(next(iter(records(path)), ("", {}))[1])


def evaluate(gold: Path, sources: Sequence[Path]) -> Measured:
    """Groups the articles as a build does. Raises a GoldError that names the line that cannot be used."""
    judged = dict(_pairs(gold))
    articles = [article for source in sources for article in _articles(source)]
    shown_by = stories.find_copies(articles)
    shown = [article for article in articles if article.source not in shown_by]
    known = {article.id for article in shown}
    for pair in judged:
        if lost := set(pair) - {article.id for article in articles}:
            raise GoldError(
                f"{gold}: no file of articles holds {min(lost)!r}. Name the file with --articles."
            )
    found = {
        (min(pair), max(pair)) for story in stories.tell(shown) for pair in combinations(story.articles, 2)
    }
    clear = {
        pair: same == "yes" for pair, same in judged.items() if same != "unclear" and known.issuperset(pair)
    }
    return Measured(
        gold=gold.name,
        articles=len(articles),
        copies=len(shown_by),
        judged={name: sum(same == name for same in judged.values()) for name in JUDGEMENTS},
        merged=sum(pair in found for pair in clear),
        precision=estimate([Share(same and pair in found, pair in found) for pair, same in clear.items()]),
        recall=estimate([Share(same and pair in found, same) for pair, same in clear.items()]),
        wrong=tuple(sorted(pair for pair, same in clear.items() if pair in found and not same)),
        missed=tuple(sorted(pair for pair, same in clear.items() if same and pair not in found)),
        unjudged=tuple(sorted(found - set(judged))),
    )


def _pairs(gold: Path) -> Iterable[tuple[Pair, str]]:
    for place, record in records(gold):
        a, b, same = (record.get(name) for name in ("a", "b", "same"))
        if not (isinstance(a, str) and isinstance(b, str) and same in JUDGEMENTS):
            raise GoldError(f"{place}: needs `a`, `b` and `same`, which is one of {', '.join(JUDGEMENTS)}.")
        yield (min(a, b), max(a, b)), str(same)


def _articles(source: Path) -> Iterable[Article]:
    for place, record in records(source):
        if not (isinstance(record.get("id"), str) and isinstance(record.get("text"), str)):
            raise GoldError(f"{place}: needs `id` and `text`.")
        if article := assemble(_draft(record), "en"):
            yield article


def _draft(record: dict[str, Any]) -> ExtractedDocument:
    """As a reader would give it; each line of the text is a paragraph."""

    def given(name: str, length: int | None = None) -> MetadataValue | None:
        return MetadataValue(value=str(record[name])[:length], origin="gold") if record.get(name) else None

    return ExtractedDocument(
        source=f"{record['id']}.txt",
        sha256=NO_FILE,
        decoded=record["text"],
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, text=line) for line in record["text"].split("\n") if line.strip()
        ),
        slug=MetadataValue(value=record["id"], origin="gold"),
        title=given("title"),
        published=given("published", len("2022-02-14")),
        outlet=given("outlet"),
        author=given("author"),
    )
