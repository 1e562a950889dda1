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
    analysed = [
        (article, figures.find_quantities(article)) for article in articles(files, "--one-day" in arguments)
    ]
    by_id = {article.id: article for article, _ in analysed}
    groups = figures.find_discrepancies(analysed)
    print(
        f"{len(analysed)} articles, {sum(len(quantities) for _, quantities in analysed)} figures, {len(groups)} groups"
    )
    for group in groups:
        print(f"{group.subject} ({group.unit})")
        for figure in group.figures:
            article = by_id[figure.extract.article]
            print(line(article, figure.start, figure.end, article.words_of(figure.extract)))
    if "--agreeing" in arguments:
        for number, (first, second) in enumerate(agreeing(analysed), 1):
            print(
                f"pair {number}"
                + (", differ" if figures.is_different(first.quantity, second.quantity) else "")
            )
            for member in (first, second):
                words = member.article.words_of(member.quantity.extract)
                print(line(member.article, member.quantity.start, member.quantity.end, words))


def agreeing(
    analysed: Sequence[tuple[Article, Sequence[Quantity]]],
) -> Iterator[tuple[figures.ComparedQuantity, figures.ComparedQuantity]]:
    by_key: dict[tuple[str, ...], list[figures.ComparedQuantity]] = {}
    for article, quantities in analysed:
        for quantity in quantities:
            if figures.exclusion_reason(quantity) is None:
                compared = figures.ComparedQuantity(quantity=quantity, article=article)
                by_key.setdefault(figures.comparison_key(quantity), []).append(compared)
    for members in by_key.values():
        for first, second in combinations(members, 2):
            first_words, second_words = (
                set(member.article.words_of(member.quantity.extract).split()) for member in (first, second)
            )
            copies = len(first_words & second_words) > SAME_WORDS * len(first_words | second_words)
            if not copies and figures.incompatibility(first, second) is None:
                yield first, second


if __name__ == "__main__":
    main(sys.argv[1:])
