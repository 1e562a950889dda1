"""Quality of stories: the stories of a build, compared with pairs of articles that people judged by reading.

Gold is JSON Lines of pairs: `a` and `b`, the ids of two articles, and `same`, which is `yes`, `no`, or `unclear`. The
articles come from files of their own, with `id`, `title`, `text` and `published` on each line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from generator import stories
from generator.articles import assemble
from generator.errors import GoldError
from generator.evaluation.bootstrap import Estimate, Share, estimate
from generator.evaluation.gold import NO_FILE_HASH, records
from generator.models import Article, Block, BlockKind, DecodedText, ExtractedDocument, MetadataValue

JUDGEMENTS = ("yes", "no", "unclear")
Pair = tuple[str, str]  # article ids, in alphabetical order


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvaluation:
    """Precision and recall of merged pairs: share of the merged that are one event, share of one event's merged."""

    gold: str
    articles: int
    copies: int  # articles with the text of another, which are left out
    judged: dict[str, int]  # pairs by judgement
    merged: int  # judged pairs in one story, unclear ones aside
    precision: Estimate
    recall: Estimate
    wrong: tuple[Pair, ...]  # merged, judged `no`
    missed: tuple[Pair, ...]  # not merged, judged `yes`
    unjudged: tuple[Pair, ...]  # merged, but not judged by anybody


def has_pairs(path: Path) -> bool:
    """True if a gold file holds judged pairs, by its first line. Raises GoldError if it cannot be read."""
    return {"a", "b", "same"} <= set(next(iter(records(path)), ("", {}))[1])


def evaluate_stories(gold: Path, sources: Sequence[Path]) -> StoryEvaluation:
    """Cluster the articles of `sources` as a build does, and compare the stories with the judged pairs of `gold`.

    Raises GoldError, which names the line that cannot be used or the article that is missing.
    """
    judgements = dict(_judged_pairs(gold))
    articles = [article for source in sources for article in _articles(source)]
    _check_ids(gold, judgements, {article.id for article in articles})
    copies = stories.find_duplicates(articles)
    originals = [article for article in articles if article.source not in copies]
    ids = {article.id for article in originals}
    merged = {
        (min(pair), max(pair))
        for story in stories.cluster_stories(originals)
        for pair in combinations(story.articles, 2)
    }
    is_same = {
        pair: judgement == "yes"
        for pair, judgement in judgements.items()
        if judgement != "unclear" and ids.issuperset(pair)
    }
    return StoryEvaluation(
        gold=gold.name,
        articles=len(articles),
        copies=len(copies),
        judged={name: sum(judgement == name for judgement in judgements.values()) for name in JUDGEMENTS},
        merged=sum(pair in merged for pair in is_same),
        precision=estimate(
            [Share(same and pair in merged, pair in merged) for pair, same in is_same.items()]
        ),
        recall=estimate([Share(same and pair in merged, same) for pair, same in is_same.items()]),
        wrong=tuple(sorted(pair for pair, same in is_same.items() if pair in merged and not same)),
        missed=tuple(sorted(pair for pair, same in is_same.items() if same and pair not in merged)),
        unjudged=tuple(sorted(merged - judgements.keys())),
    )


def _check_ids(gold: Path, pairs: Iterable[Pair], ids: Set[str]) -> None:
    """Raise GoldError if a judged pair names an article that is not among `ids`."""
    for pair in pairs:
        if missing := set(pair) - ids:
            raise GoldError(
                f"{gold}: no file of articles holds {min(missing)!r}. Name the file with --articles."
            )


def _judged_pairs(gold: Path) -> Iterable[tuple[Pair, str]]:
    """The pairs of a gold file with their judgements. Raises GoldError with the place of an unfit line."""
    for place, record in records(gold):
        first, second, judgement = (record.get(name) for name in ("a", "b", "same"))
        if not (isinstance(first, str) and isinstance(second, str) and judgement in JUDGEMENTS):
            raise GoldError(f"{place}: needs `a`, `b` and `same`, which is one of {', '.join(JUDGEMENTS)}.")
        yield (min(first, second), max(first, second)), str(judgement)


def _articles(source: Path) -> Iterable[Article]:
    """The articles of a file, as a build assembles them. Raises GoldError with the place of an unfit line."""
    for place, record in records(source):
        if not (isinstance(record.get("id"), str) and isinstance(record.get("text"), str)):
            raise GoldError(f"{place}: needs `id` and `text`.")
        if article := assemble(_extracted(record), "en"):
            yield article


def _extracted(record: dict[str, Any]) -> ExtractedDocument:
    """The text of a record as a reader would extract it; each line is a paragraph."""

    def metadata(name: str, length: int | None = None) -> MetadataValue | None:
        """A field of the record, cut to a length; None if it is empty."""
        return MetadataValue(value=str(record[name])[:length], origin="gold") if record.get(name) else None

    return ExtractedDocument(
        source=f"{record['id']}.txt",
        sha256=NO_FILE_HASH,
        decoded=(DecodedText(text=record["text"]),),
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, text=line) for line in record["text"].split("\n") if line.strip()
        ),
        slug=MetadataValue(value=record["id"], origin="gold"),
        title=metadata("title"),
        published=metadata("published", len("2022-02-14")),
        outlet=metadata("outlet"),
        author=metadata("author"),
    )
