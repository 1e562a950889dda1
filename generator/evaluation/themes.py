"""How well an editor's themes meet those that people gave the same articles, theme by theme, and the main one.

Pure. An article *has* a theme when at least one person said so. F1 (van Rijsbergen, 1979) is twice the hits by all
that was found and all that was to be found; its mean over themes counts a rare one as much as a frequent one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.articles import assemble
from generator.errors import GoldError
from generator.evaluation.bootstrap import Estimate, Share, estimate, mean
from generator.evaluation.gold import Gold, Labelled
from generator.models import Article, Theme
from generator.themes import match

NONE = "none"  # where an article has no main theme

Sets = Sequence[frozenset[str]]  # of themes, an article after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """One theme, or the mean of several, over all articles."""

    theme: str
    labelled: int  # articles
    found: int
    precision: Estimate
    recall: Estimate
    f1: Estimate
    f1_each: Estimate  # against each person alone, on average
    people: Estimate  # F1 of one person against another


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeEvaluation:
    gold: str
    documents: int
    rows: tuple[ThemeRow, ...]
    mean: ThemeRow
    primary: Estimate  # share of articles whose main theme is one that a person named as such
    names: tuple[str, ...]  # of the rows and columns below
    confusion: tuple[tuple[int, ...], ...]  # articles by main theme: labelled in rows, found in columns
    unknown: tuple[str, ...]  # labelled, but not among the themes that were judged
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """What is wrong with one article."""

    document: str
    extra: tuple[str, ...]
    missing: tuple[str, ...]
    primary: tuple[str, str] | None  # labelled and found, where they differ


def evaluate_themes(gold: Gold, themes: Sequence[Theme], mean_of: Sequence[str] = ()) -> ThemeEvaluation:
    """Judges the themes on a labelled set; `mean_of` names those whose mean is shown, all when empty.

    Raises GoldError when nothing can be compared.
    """
    documents = [each for each in gold.documents if isinstance(each, Labelled)]
    labels = {label for each in documents for one in each.annotators for label in one.themes}
    ids = [theme.id for theme in themes if theme.id in labels]
    if not ids:
        raise GoldError(
            f"{gold.name}: no article is labelled with one of these themes. Its labels are "
            f"{', '.join(sorted(labels)) or 'none'}; name the themes like them."
        )
    if wrong := [name for name in mean_of if name not in ids]:
        raise GoldError(f'There is no theme "{wrong[0]}" to compare. Known are {", ".join(ids)}.')
    matches = [match(article, themes) if (article := _built(each)) else () for each in documents]
    found: Sets = [frozenset(one.theme for one in each) & set(ids) for each in matches]
    main = [next((one.theme for one in each if one.primary), NONE) for each in matches]
    people: list[Sets] = [
        [each.annotators[index].themes for each in documents]
        for index in range(min(len(each.annotators) for each in documents))
    ]
    either: Sets = [frozenset.union(*(one.themes for one in each.annotators)) for each in documents]
    meant = [_meant(each, one) for each, one in zip(documents, main, strict=True)]
    names = (*ids, *sorted({*meant, *main} - set(ids) - {NONE}), NONE)
    return ThemeEvaluation(
        gold=gold.name,
        documents=len(documents),
        rows=tuple(_row(id_, [id_], found, either, people) for id_ in ids),
        mean=_row(f"mean of {len(mean_of or ids)}", mean_of or ids, found, either, people),
        primary=estimate([Share(one == other, 1) for one, other in zip(meant, main, strict=True)]),
        names=names,
        confusion=tuple(
            tuple(sum(pair == (row, column) for pair in zip(meant, main, strict=True)) for column in names)
            for row in names
        ),
        unknown=tuple(sorted(labels - set(ids))),
        misses=tuple(_misses(documents, ids, found, either, meant, main)),
    )


def _built(document: Labelled) -> Article | None:
    """The article as a build makes it."""
    return assemble(document.draft, document.article.language)


def _meant(document: Labelled, found: str) -> str:
    """The main theme that was to be found: the one that was, if a person named it, else the first person's."""
    named = [one.primary or NONE for one in document.annotators]
    return found if found in named else named[0]


def _row(name: str, ids: Sequence[str], found: Sets, either: Sets, people: Sequence[Sets]) -> ThemeRow:
    pairs = list(combinations(people, 2)) or [(either, either)]
    return ThemeRow(
        theme=name,
        labelled=sum(id_ in one for id_ in ids for one in either),
        found=sum(id_ in one for id_ in ids for one in found),
        precision=mean([_hits(id_, found, either, found) for id_ in ids]),
        recall=mean([_hits(id_, found, either, either) for id_ in ids]),
        f1=mean([_f1(id_, found, either) for id_ in ids]),
        f1_each=mean([_f1(id_, found, one) for id_ in ids for one in people]),
        people=mean([_f1(id_, one, other) for id_ in ids for one, other in pairs]),
    )


def _hits(id_: str, found: Sets, gold: Sets, of: Sets) -> list[Share]:
    return [Share(id_ in one & two, id_ in three) for one, two, three in zip(found, gold, of, strict=True)]


def _f1(id_: str, found: Sets, gold: Sets) -> list[Share]:
    return [
        Share(2 * (id_ in one & two), (id_ in one) + (id_ in two))
        for one, two in zip(found, gold, strict=True)
    ]


def _misses(
    documents: Sequence[Labelled],
    ids: Sequence[str],
    found: Sets,
    either: Sets,
    meant: Sequence[str],
    main: Sequence[str],
) -> list[Miss]:
    return [
        Miss(
            document=document.article.id,
            extra=tuple(sorted(has - gold)),
            missing=tuple(sorted((gold - has) & set(ids))),
            primary=(one, other) if one != other else None,
        )
        for document, has, gold, one, other in zip(documents, found, either, meant, main, strict=True)
        if has ^ (gold & set(ids)) or one != other
    ]
