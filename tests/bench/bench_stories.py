"""Time of finding copies and stories, and how it grows with the articles, beside a named baseline in the same run.

    make bench

The articles are those of tests/support/reports.py. The baseline is the cosine of every pair, the plain way
to do it, at the size at which it can be waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice
from math import log

from conftest import article_of
from reports import reports

from generator import stories
from generator.models import Article
from generator.stories.profiles import term_weights
from generator.stories.similarity import TermIndex, WeightedArticle

SIZES = (1_000, 2_000, 5_000, 10_000)
BASELINE = (1_000,)  # articles at which every pair is compared; twice as many take four times as long


def collection(size: int) -> list[Article]:
    """So many articles, the same ones every time."""
    return [
        replace(
            article_of(report["text"], f"{report['id']}.txt"),
            id=report["id"],
            published=date.fromisoformat(report["published"]),
        )
        for report in islice(reports(), size)
    ]


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def all_pairs(articles: list[Article]) -> None:
    """The cosine of every pair of articles, with the same weights."""
    space = TermIndex(
        [
            WeightedArticle(id=each.id, published=each.published, weights=term_weights(each))
            for each in articles
            if each.published
        ]
    )
    ids = [each.id for each in space.articles]
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            space.pair(one, other)


def measured(size: int) -> float:
    """Seconds for the copies and stories of so many articles, printed as a row."""
    articles = collection(size)
    found: list[int] = []
    copies = seconds(lambda: stories.find_duplicates(articles))
    telling = seconds(lambda: found.append(len(stories.cluster_stories(articles))))
    baseline = f"{seconds(lambda: all_pairs(articles)):.1f}" if size in BASELINE else "–"
    print(f"{size:9,}{copies:10.1f}{telling:11.1f}{baseline:>13}{found[0]:9,}", flush=True)
    return copies + telling


def main() -> None:
    print(f"{'articles':>9}{'copies s':>10}{'stories s':>11}{'all pairs s':>13}{'stories':>9}")
    times = [measured(size) for size in SIZES]
    longer, more = times[-1] / times[0], SIZES[-1] / SIZES[0]
    power = log(longer) / log(more)
    print(f"{more:.0f} times the articles take {longer:.1f} times as long: n to the power of {power:.2f}")


if __name__ == "__main__":
    main()
