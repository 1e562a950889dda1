"""CPU time of one summary by each method, beside sumy's LexRank in the same run.

    make bench

The articles are made by chance from a short list of words, the same in every run. What a method remembers of words,
such as stems, is warm; what it imports is not counted. One thread only: those that wait for each other would count
as work.
"""

from __future__ import annotations

import platform
import random
import statistics
import time

from generator.models import Article, Method, Sentence, TitleOrigin
from generator.standalone import references
from generator.summarizers import Size, summarize

SIZES = (20, 50, 100, 200, 500, 50_000)  # sentences
RUNS = 5
SIZE = Size(sentences=3)
ENOUGH = 2.0  # seconds; what takes longer is measured once
BASELINE = Method.LEX_RANK
LINKS = "the the the of of and in to to a a on for with after before over its their was is".split()
PARTS = """
    harbour bridge council mayor storm ferry market winter school nurse budget vote treaty border river flood valley
    harvest orchard trade ship engine tunnel court appeal letter museum island light village plan road price guard
""".split()
NAMES = [
    first + second for first in PARTS for second in PARTS
]  # harbourbridge …; the first are the most frequent
FREQUENCIES = [1 / (rank + 10) for rank in range(len(NAMES))]  # about as in news (Zipf)


def article(sentences: int) -> Article:
    """An article of that many sentences of 12 to 30 words, one paragraph for every three."""
    chance = random.Random(sentences)
    spans: list[Sentence] = []
    parts: list[str] = []
    offset = 0
    for number in range(1, sentences + 1):
        length = chance.randint(6, 15)
        pairs = zip(
            chance.choices(LINKS, k=length), chance.choices(NAMES, FREQUENCIES, k=length), strict=True
        )
        words = " ".join(" ".join(pair) for pair in pairs).capitalize() + "."
        spans.append(
            Sentence(
                start=offset,
                end=offset + len(words),
                paragraph=(number - 1) // 3,
                number=number,
                rejection=None,
            )
        )
        parts.append(words + (" " if number % 3 else "\n\n"))
        offset += len(parts[-1])
    title, text = "Harbour council votes for the second bridge", "".join(parts)
    return Article(
        id="made", source="made.txt", sha256="0" * 64, title=title,
        title_origin=TitleOrigin.GIVEN, title_cut=False, published=None, published_origin=None, outlet=None,
        author=None, url=None, language="en", text=text, removed=(),
        sentences=references.with_references(spans, references.parse(spans, text, "en"), title),
    )  # fmt: skip


def cost(method: Method, made: Article) -> float:
    """CPU seconds of one summary, the median of several."""
    costs: list[float] = []
    while len(costs) < RUNS and sum(costs) < ENOUGH:
        started = time.process_time()
        summarize(made, method, SIZE)
        costs.append(time.process_time() - started)
    return statistics.median(costs)


def reading(made: Article) -> float:
    """CPU seconds of what is done once when an article is read: telling what each sentence leans on."""
    costs: list[float] = []
    while len(costs) < RUNS and sum(costs) < ENOUGH:
        started = time.process_time()
        parsed = references.parse(made.sentences, made.text, made.language)
        references.with_references(made.sentences, parsed, made.title)
        costs.append(time.process_time() - started)
    return statistics.median(costs)


def main() -> None:
    made = {size: article(size) for size in SIZES}
    for method in Method:
        summarize(made[50], method, SIZE)
    costs: dict[str, dict[int, float]] = {
        method: {size: cost(method, made[size]) for size in SIZES} for method in Method
    }
    costs["(references, once)"] = {size: reading(made[size]) for size in SIZES}
    print(f"\n{platform.machine()}, Python {platform.python_version()}; CPU of one summary, three sentences")
    _table(
        "milliseconds", {method: {s: c * 1_000 for s, c in each.items()} for method, each in costs.items()}
    )
    _table(
        f"÷ {BASELINE}",
        {method: {s: c / costs[BASELINE][s] for s, c in each.items()} for method, each in costs.items()},
    )


def _table(title: str, rows: dict[str, dict[int, float]]) -> None:
    print(f"{title:20}" + "".join(f"{size:>10,}" for size in SIZES) + "  sentences")
    for method, row in rows.items():
        print(f"{method:20}" + "".join(f"{row[size]:10.2f}" for size in SIZES))


if __name__ == "__main__":
    main()
