"""Time to find the terms of themes, beside one regular expression for each term, in the same run.

    python tests/bench/bench_themes.py

The text is the project's own seeds; the terms are those of `gold/themes.yml`, and more and more of them made up.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from generator.config import read_themes
from generator.models import Term, Theme
from generator.themes.terms import Matcher

PROJECT = Path(__file__).parents[2]
RUNS = 5
MADE_UP = (0, 1_000, 4_000)


def expression(term: Term) -> re.Pattern[str]:
    """The baseline: whole words, `*` for any ending."""
    words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in term.text.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", 0 if term.text.isupper() else re.IGNORECASE)


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return statistics.median(times)


def main() -> None:
    themes = read_themes(PROJECT / "tests/gold/themes.yml")
    texts = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "seeds").glob("*.txt"))] * 10
    print(
        f"{len(texts)} texts, {sum(map(len, texts)) / len(texts):,.0f} characters on average. Medians of {RUNS} runs."
    )
    print("| terms | made once, ms | one pass, ms a text | an expression each, ms a text | ratio |")
    print("| ----: | ------------: | ------------------: | ----------------------------: | ----: |")
    for more in MADE_UP:
        invented = tuple(Term(text=f"{'abcdefghij'[n % 10]}{n}harbour*") for n in range(more))
        wanted = (*themes, Theme(id="made-up", title="Made up", about="", terms=invented))
        matcher = Matcher(wanted, "en")
        expressions = [expression(term) for theme in wanted for term in theme.listed]
        once = seconds(lambda: Matcher(wanted, "en"))  # noqa: B023 - run at once
        one = seconds(lambda: [matcher.places(text) for text in texts]) / len(texts)  # noqa: B023
        each = seconds(
            lambda: [list(found.finditer(text)) for text in texts for found in expressions]  # noqa: B023
        ) / len(texts)
        print(
            f"| {len(expressions):,} | {once * 1e3:.0f} | {one * 1e3:.2f} | {each * 1e3:.2f} | {each / one:.0f} |"
        )


if __name__ == "__main__":
    main()
