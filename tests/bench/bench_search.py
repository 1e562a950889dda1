"""What search costs: making the index, and the first answer in a browser, beside Material's own search.

    make bench

Articles are made up: words of a fixed list by Zipf's law, twenty sentences each, over ten years. Indexing is CPU
seconds of this process. A first answer is timed in an empty browser from the opening of the page to the
first result; bytes are those of the files loaded, as they lie on the disk.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import values
from browsing import browser, mkdocs_build, served, visit
from conftest import PROJECT

from generator import search
from generator.models import Article, Briefing, Sentence, Theme, ThemeMatch

SIZES = (273, 2_500, 10_000)
COMPARED = 900  # articles at which Material's search is timed too; at 10,000 it takes minutes
SENTENCES, WORDS = 20, 24  # of an article, of a sentence
VOCABULARY = 30_000
FIRST_DAY = date(2016, 1, 1)
DAYS = 3650
LIMIT = 180_000  # milliseconds to wait for an answer
THEME = Theme(id="theme", title="Theme", about="", terms=("word",))
MATCH = ThemeMatch(theme=THEME.id, score=1, primary=True, evidence=())
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve wi zo kra stel mon dar".split()


def vocabulary() -> list[str]:
    chance = random.Random(1)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]


def briefing(size: int) -> Briefing:
    words, weights = vocabulary(), [1 / rank for rank in range(1, VOCABULARY + 1)]
    chance = random.Random(2)
    articles = []
    for number in range(size):
        drawn = iter(chance.choices(words, weights, k=SENTENCES * WORDS))
        texts = [" ".join(next(drawn) for _ in range(WORDS)).capitalize() + "." for _ in range(SENTENCES)]
        spans, start = [], 0
        for at, text in enumerate(texts, 1):
            span = Sentence(start=start, end=start + len(text), paragraph=at // 4, number=at, rejection=None)
            spans.append(span)
            start += len(text) + 1
        articles.append(article(number, size, " ".join(texts), tuple(spans)))
    return briefing_of(tuple(reversed(articles)))


def briefing_of(articles: Sequence[Article]) -> Briefing:
    return values.briefing(articles, (THEME,), (MATCH,))


def article(number: int, size: int, text: str, sentences: tuple[Sentence, ...]) -> Article:
    return values.article(
        id=f"article-{number}",
        title=text[:60],
        published=FIRST_DAY + timedelta(days=number * DAYS // size),
        outlet=f"Outlet {number % 40}",
        text=text,
        sentences=sentences,
    )


# --- making the index ------------------------------------------------------------------------------------


def indexed(of: Briefing, folder: Path) -> tuple[float, int, int]:
    """CPU seconds, bundles made, bundles in all."""
    started = time.process_time()
    bundles = search.bundles(of)
    made = search.write(bundles, folder)
    return time.process_time() - started, len(made), len(bundles)


def one_more(of: Briefing) -> Briefing:
    """The briefing with a new article on the day of the newest."""
    newest, count = of.articles[0], len(of.articles)
    return briefing_of((article(count, count, newest.text, newest.sentences), *of.articles))


# --- the first answer ------------------------------------------------------------------------------------


def site(folder: Path, plugins: str) -> Path:
    """A site of the seeds of this repository, whose index is replaced."""
    (folder / "docs").mkdir(parents=True)
    shutil.copytree(PROJECT / "seeds", folder / "seeds")
    config = f"site_name: Bench\ntheme: {{name: material, font: false}}\nplugins: [{plugins}]\n"
    (folder / "mkdocs.yml").write_text(config)
    return mkdocs_build(folder / "mkdocs.yml")


def answer(
    opened: Any, folder: Path, path: str, query: str, replaced: dict[str, bytes]
) -> tuple[float, int, int]:
    """Seconds to the first result in an empty browser, requests and bytes for the search alone."""
    with served(folder, replaced) as origin, visit(opened, origin) as window:
        started = time.perf_counter()
        page = window.goes(path)
        if path:
            page.wait_for_selector(".b-results > li", timeout=LIMIT)
        else:
            page.wait_for_function("() => document.documentElement.classList.contains('js')")
            page.click("input.md-search__input")
            page.keyboard.type(query)
            page.wait_for_selector(".md-search-result__item", timeout=LIMIT)
        seconds = time.perf_counter() - started
        loaded = [path for url in window.requested if "search/" in (path := urlsplit(url).path)]
        files = [path for path in loaded if not path.endswith("/")]
        sizes = [
            len(replaced[path]) if path in replaced else (folder / path[1:]).stat().st_size for path in files
        ]
    return seconds, len(files), sum(sizes)


def of_material(of: Briefing, site: Path) -> bytes:
    """The index that Material makes of pages with these titles and texts."""
    config = json.loads((site / "search/search_index.json").read_text())["config"]
    docs = [
        {"location": f"articles/{each.id}/", "title": each.title, "text": each.text} for each in of.articles
    ]
    return json.dumps({"config": config, "docs": docs}).encode()


def main() -> None:
    query = vocabulary()[200]  # in about one article of eight
    rows = []
    with tempfile.TemporaryDirectory() as name, browser() as opened:
        ours, theirs = site(Path(name, "ours"), "briefing"), site(Path(name, "theirs"), "search, briefing")
        for size in sorted({*SIZES, COMPARED}):
            folder, of = Path(name, str(size)), briefing(size)
            costs = [indexed(each, folder) for each in (of, of, one_more(of))]
            search.install(folder, ours / "search/index")
            rows.append((size, costs, answer(opened, ours, f"search/?q={query}", query, {})))
            if size == COMPARED:
                replaced = {"/search/search_index.json": of_material(of, theirs)}
                baseline = answer(opened, theirs, "", query, replaced)
    print("CPU seconds to index, and the first answer to one word in an empty browser")
    print(
        f"{'articles':>9}{'bundles':>9}{'cold':>8}{'+1':>8}{'nothing':>9}{'seconds':>9}{'requests':>10}{'KB':>6}"
    )
    for size, (cold, nothing, more), (seconds, requests, loaded) in rows:
        costs = f"{cold[2]:9}{cold[0]:8.2f}{more[0]:8.2f}{nothing[0]:9.2f}"
        print(f"{size:9,}{costs}{seconds:9.2f}{requests:10}{loaded // 1000:6}")
    ((_, _, at),) = [row for row in rows if row[0] == COMPARED]
    print(
        f"Material's search at {COMPARED:,} articles: {baseline[0]:.2f} s, {baseline[2] // 1000} KB; "
        f"{baseline[0] / at[0]:.1f} times as long, {baseline[2] / at[2]:.1f} times as much"
    )


if __name__ == "__main__":
    main()
