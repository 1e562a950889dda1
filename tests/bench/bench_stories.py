"""Time of finding copies and stories, and how it grows with the articles, beside a named baseline in the same run.

    make bench

The articles are recombined from sentences written below: events of two to six reports, each told with words of its own,
among background that many share, over as many days as there are tens of articles. The baseline is the cosine of every
pair, the plain way to do it, at the size at which it can be waited for.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from math import log

from conftest import article_of

from generator import stories
from generator.models import Article
from generator.stories.profiles import term_weights
from generator.stories.similarity import TermIndex, WeightedArticle

SIZES = (1_000, 2_000, 5_000, 10_000)
BASELINE = (1_000,)  # articles at which every pair is compared; twice as many take four times as long
SYLLABLES = "bar den fol gar hel kin lor mar nev ost pel quin rav sel tor und ver wick yar zel".split()
VERBS = "opened closed shook delayed rescued praised blamed sold rebuilt flooded lost won".split()
THINGS = "bridge harbour school market dam railway hospital museum forest mine festival court".split()
BACKGROUND = [
    f"The {a} of the {b} has been discussed in the council for {n} years, and nobody expects a quick answer."
    for n, (a, b) in enumerate(((a, b) for a in THINGS for b in THINGS if a != b), start=2)
]


def name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def collection(size: int) -> list[Article]:
    """So many articles, the same ones every time."""
    chance = random.Random(size)
    articles: list[Article] = []
    while len(articles) < size:
        names = [name(chance) for _ in range(4)]
        thing, verb, number = chance.choice(THINGS), chance.choice(VERBS), chance.randrange(11, 9_000)
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(max(size // 10, 30)))
        for _ in range(min(chance.randrange(1, 7), size - len(articles))):
            facts = [
                f"The {thing} of {names[0]} {verb} {number} people on {day:%A}, said {names[1]} {names[2]}.",
                f"{names[1]} {names[2]} spoke of {number} families near the {thing} in {names[0]}.",
                f"In {names[3]} the {thing} was talked of all day, and {names[0]} waited for help.",
            ]
            text = " ".join([*chance.sample(facts, 2), *chance.sample(BACKGROUND, 8)])
            source = f"a{len(articles):05}"
            published = day + timedelta(days=chance.randrange(2))
            articles.append(replace(article_of(text, f"{source}.txt"), id=source, published=published))
    return articles


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
