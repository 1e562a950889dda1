"""Prints which figures of articles in JSON Lines files are taken for figures for the same thing, to be judged.

    python tests/support/accounts.py [--agreeing] [--one-day] FILE.jsonl[.gz] ...

First the groups as a site would show them. `--agreeing` adds every pair of figures taken for the same thing, whether
they differ or not; sentences that are nearly the same words are left out. `--one-day` gives all articles one date, for
files without any.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import corpus

from generator import figures
from generator.articles import assemble
from generator.models import Article, Quantity
from generator.readers import markdown
from generator.readers.file import File

ONE_DAY = date(2005, 1, 1)
SAME_WORDS = 0.6  # share of common words from which two sentences are copies of one another


def articles(files: Sequence[Path], one_day: bool) -> Iterator[Article]:
    for file in files:
        for record in corpus.records(file):
            (draft,) = markdown.read(File(source=f"{record['id']}.md", data=corpus.as_markdown(record)))
            article = assemble(draft)  # type: ignore[arg-type]
            if article:
                yield replace(article, outlet=file.name, published=ONE_DAY if one_day else article.published)


def line(article: Article, start: int, end: int, sentence: str) -> str:
    return f"  {article.text[start:end]:>14}  {article.published}  {article.id}\n      {' '.join(sentence.split())}"


def main(arguments: Sequence[str]) -> None:
    files = [Path(name) for name in arguments if not name.startswith("--")]
    studied = [
        (article, figures.find_quantities(article)) for article in articles(files, "--one-day" in arguments)
    ]
    by_id = {article.id: article for article, _ in studied}
    groups = figures.find_discrepancies(studied)
    print(f"{len(studied)} articles, {sum(len(found) for _, found in studied)} figures, {len(groups)} groups")
    for group in groups:
        print(f"{group.subject} ({group.unit})")
        for figure in group.figures:
            article = by_id[figure.extract.article]
            print(line(article, figure.start, figure.end, article.words_of(figure.extract)))
    if "--agreeing" in arguments:
        for number, (one, other) in enumerate(agreeing(studied), 1):
            print(
                f"pair {number}" + (", differ" if figures.is_different(one.quantity, other.quantity) else "")
            )
            for each in (one, other):
                words = each.article.words_of(each.quantity.extract)
                print(line(each.article, each.quantity.start, each.quantity.end, words))


def agreeing(
    studied: Sequence[tuple[Article, Sequence[Quantity]]],
) -> Iterator[tuple[figures.ComparedQuantity, figures.ComparedQuantity]]:
    kinds: dict[tuple[str, ...], list[figures.ComparedQuantity]] = {}
    for article, found in studied:
        for quantity in found:
            if figures.exclusion_reason(quantity) is None:
                account = figures.ComparedQuantity(quantity=quantity, article=article)
                kinds.setdefault(figures.comparison_key(quantity), []).append(account)
    for accounts in kinds.values():
        for one, other in combinations(accounts, 2):
            mine, theirs = (
                set(each.article.words_of(each.quantity.extract).split()) for each in (one, other)
            )
            copies = len(mine & theirs) > SAME_WORDS * len(mine | theirs)
            if not copies and figures.incompatibility(one, other) is None:
                yield one, other


if __name__ == "__main__":
    main(sys.argv[1:])
