"""Quality of themes: those found by an editor's terms, compared with those that people gave the same articles.

Pure. An article *has* a theme when at least one person said so. F1 (van Rijsbergen, 1979) is twice the
hits divided by the sum of found and labelled; its mean over themes counts a rare one as much as a frequent one.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from generator.articles import assemble
from generator.errors import GoldError
from generator.evaluation.bootstrap import Estimate, Share, estimate, mean
from generator.evaluation.gold import Gold, LabelledDocument
from generator.models import Article, Theme
from generator.themes import match

NO_THEME = "none"  # in place of the main theme of an article without one

ThemeSets = Sequence[frozenset[str]]  # theme ids, one set for each article


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
    """The result for a gold set: each theme, the mean of several, and the main theme."""

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
    """One article whose themes or main theme differ from the labels."""

    document: str
    extra: tuple[str, ...]
    missing: tuple[str, ...]
    primary: tuple[str, str] | None  # labelled and found, where they differ


def evaluate_themes(gold: Gold, themes: Sequence[Theme], mean_of: Sequence[str] = ()) -> ThemeEvaluation:
    """Compare the themes that the program finds with the labels of a gold set.

    `mean_of` has the ids of the themes whose mean is shown; all of them if it is empty. Raises GoldError if nothing can
    be compared.
    """
    documents = [document for document in gold.documents if isinstance(document, LabelledDocument)]
    labels = {
        label for document in documents for annotator in document.annotators for label in annotator.themes
    }
    ids = _comparable(gold, themes, labels, mean_of)
    matches = [match(article, themes) if (article := _assembled(document)) else () for document in documents]
    found_themes: ThemeSets = [frozenset(theme.theme for theme in matched) & set(ids) for matched in matches]
    found_main = [next((theme.theme for theme in matched if theme.primary), NO_THEME) for matched in matches]
    by_person: list[ThemeSets] = [
        [document.annotators[index].themes for document in documents]
        for index in range(min(len(document.annotators) for document in documents))
    ]
    labelled_themes: ThemeSets = [
        frozenset.union(*(annotator.themes for annotator in document.annotators)) for document in documents
    ]
    labelled_main = [_labelled_main(*pair) for pair in zip(documents, found_main, strict=True)]
    main_pairs = list(zip(labelled_main, found_main, strict=True))
    names = (*ids, *sorted({*labelled_main, *found_main} - set(ids) - {NO_THEME}), NO_THEME)
    return ThemeEvaluation(
        gold=gold.name,
        documents=len(documents),
        rows=tuple(_row(id_, [id_], found_themes, labelled_themes, by_person) for id_ in ids),
        mean=_row(f"mean of {len(mean_of or ids)}", mean_of or ids, found_themes, labelled_themes, by_person),
        primary=estimate([Share(expected == main, 1) for expected, main in main_pairs]),
        names=names,
        confusion=tuple(tuple(main_pairs.count((expected, main)) for main in names) for expected in names),
        unknown=tuple(sorted(labels - set(ids))),
        misses=tuple(
            miss
            for document, article_themes, article_labels, pair in zip(
                documents, found_themes, labelled_themes, main_pairs, strict=True
            )
            if (miss := _miss(document, article_themes, article_labels & set(ids), pair))
        ),
    )


def _comparable(gold: Gold, themes: Sequence[Theme], labels: Set[str], mean_of: Sequence[str]) -> list[str]:
    """The ids of the themes that are also labels, in order.

    Raises GoldError if there are none, or if `mean_of` names another one.
    """
    ids = [theme.id for theme in themes if theme.id in labels]
    if not ids:
        raise GoldError(
            f"{gold.name}: no article is labelled with one of these themes. Its labels are "
            f"{', '.join(sorted(labels)) or 'none'}; name the themes like them."
        )
    if unknown := [name for name in mean_of if name not in ids]:
        raise GoldError(f'There is no theme "{unknown[0]}" to compare. Known are {", ".join(ids)}.')
    return ids


def _assembled(document: LabelledDocument) -> Article | None:
    """The article as a build assembles it; None if cleaning leaves nothing."""
    return assemble(document.extracted, document.article.language)


def _labelled_main(document: LabelledDocument, found_main: str) -> str:
    """The main theme to compare with: the one that was found if a person named it, else the first person's."""
    named = [annotator.primary or NO_THEME for annotator in document.annotators]
    return found_main if found_main in named else named[0]


def _row(
    name: str,
    ids: Sequence[str],
    found_themes: ThemeSets,
    labelled_themes: ThemeSets,
    by_person: Sequence[ThemeSets],
) -> ThemeRow:
    """The measures of one theme, or the means over several; one set of themes for each article, in one order."""
    pairs = list(combinations(by_person, 2)) or [(labelled_themes, labelled_themes)]
    return ThemeRow(
        theme=name,
        labelled=sum(id_ in themes for id_ in ids for themes in labelled_themes),
        found=sum(id_ in themes for id_ in ids for themes in found_themes),
        precision=mean([_hits(id_, found_themes, labelled_themes, found_themes) for id_ in ids]),
        recall=mean([_hits(id_, found_themes, labelled_themes, labelled_themes) for id_ in ids]),
        f1=mean([_f1(id_, found_themes, labelled_themes) for id_ in ids]),
        f1_each=mean([_f1(id_, found_themes, person) for id_ in ids for person in by_person]),
        people=mean([_f1(id_, person, other) for id_ in ids for person, other in pairs]),
    )


def _hits(id_: str, found_themes: ThemeSets, labelled_themes: ThemeSets, total: ThemeSets) -> list[Share]:
    """For each article a share: 1 if the theme is both found and labelled, of 1 if `total` has it."""
    return [
        Share(id_ in themes & labels, id_ in all_)
        for themes, labels, all_ in zip(found_themes, labelled_themes, total, strict=True)
    ]


def _f1(id_: str, found_themes: ThemeSets, labelled_themes: ThemeSets) -> list[Share]:
    """For each article a share: twice the hits of the theme, of the times it is found plus labelled."""
    return [
        Share(2 * (id_ in themes & labels), (id_ in themes) + (id_ in labels))
        for themes, labels in zip(found_themes, labelled_themes, strict=True)
    ]


def _miss(
    document: LabelledDocument,
    found_themes: frozenset[str],
    labelled_themes: frozenset[str],
    main: tuple[str, str],
) -> Miss | None:
    """How the themes and the main theme of an article differ from its labels; None if they do not.

    `main` is the main theme as labelled and as found.
    """
    labelled_main, found_main = main
    if found_themes == labelled_themes and labelled_main == found_main:
        return None
    return Miss(
        document=document.article.id,
        extra=tuple(sorted(found_themes - labelled_themes)),
        missing=tuple(sorted(labelled_themes - found_themes)),
        primary=main if labelled_main != found_main else None,
    )
