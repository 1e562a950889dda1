"""What `briefing evaluate` prints: Markdown tables, ready to be pasted into a page, or all figures as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from generator.cli.tables import markdown_table
from generator.evaluation import Evaluation, Row, Table, ThemeEvaluation
from generator.evaluation.bootstrap import Estimate
from generator.evaluation.pages import GOOD_BODY, POOR_BODY, PageEvaluation, PageResult, is_same
from generator.evaluation.stories import StoryEvaluation
from generator.evaluation.themes import ThemeRow

PAIR_LISTS = ("wrong", "missed", "unjudged")  # of articles, as an evaluation of stories lists them
PAGE_FIGURES = ("gold", "pages", "bodies", "readers", "lost", "boilerplate", "summary_sentences")
RESAMPLES = "In brackets: the middle 95 % of 1,000 resamples"


def summaries_as_json(evaluation: Evaluation, *, with_documents: bool) -> str:
    """All figures of an evaluation of summaries as JSON, on request with those of every document."""
    figures = dataclasses.asdict(evaluation)
    for row in (row for table in figures["tables"] for row in table["rows"]):
        for name in ("values", "over_lead"):
            row[name] = {measure: estimate._asdict() for measure, estimate in row[name].items()}
        if not with_documents:
            del row["judgements"]
    return _as_json(figures)


def themes_as_json(evaluation: ThemeEvaluation) -> str:
    """All figures of an evaluation of themes as JSON."""
    return _as_json(_with_names(dataclasses.asdict(evaluation)))


def stories_as_json(evaluation: StoryEvaluation, *, with_pairs: bool) -> str:
    """All figures of an evaluation of stories as JSON, on request with the pairs that went wrong."""
    figures = dataclasses.asdict(evaluation)
    if not with_pairs:
        figures = {name: value for name, value in figures.items() if name not in PAIR_LISTS}
    estimates = {name: figures[name]._asdict() for name in ("precision", "recall")}
    return _as_json(figures | estimates)


def pages_as_json(evaluation: PageEvaluation, *, with_pages: bool) -> str:
    """All figures of an evaluation of pages as JSON, on request with what every reader made of each page."""
    figures = {name: getattr(evaluation, name) for name in PAGE_FIGURES}
    figures["readers"] = [dataclasses.asdict(reader) for reader in evaluation.readers]
    if with_pages:
        figures["results"] = [
            {
                "page": result.page.id,
                "body": result.body,
                "known": result.page.fields,
                **{reader: reading.fields for reader, reading in result.readings.items()},
            }
            for result in evaluation.results
        ]
    return _as_json(_with_names(figures))


def _as_json(figures: Any) -> str:
    """The figures as indented JSON."""
    return json.dumps(figures, ensure_ascii=False, indent=1)


def _with_names(figures: Any) -> Any:
    """Dataclasses as dictionaries, named tuples too, so that estimates keep the names of their parts."""
    if hasattr(figures, "_asdict"):
        return figures._asdict()
    if isinstance(figures, dict):
        return {name: _with_names(value) for name, value in figures.items()}
    return [_with_names(value) for value in figures] if isinstance(figures, (list, tuple)) else figures


# --- summaries -----------------------------------------------------------------------------------------------


def format_summaries(evaluation: Evaluation, *, with_documents: bool) -> str:
    """The tables of an evaluation of summaries for the terminal; on request also what each document got."""
    parts = [f"{evaluation.gold}: {evaluation.documents} documents. {RESAMPLES}."]
    for table in evaluation.tables:
        measures = list(table.rows[0].values)
        parts += [
            table.title,
            markdown_table(["system", table.unit, *measures], map(_value_cells, table.rows)),
        ]
        parts += [
            f"{table.title}, less Lead at equal length",
            markdown_table(["system", *measures], map(_difference_cells, table.rows[1:])),
        ]
        if with_documents:
            heading, *lines = _document_cells(table)
            parts += [f"{table.title}, each document", markdown_table(heading, lines)]
    return "\n\n".join(parts)


def _value_cells(row: Row) -> list[str]:
    """The cells of a system's row: name, length, and each measure with its interval."""
    return [row.system, f"{row.length:.1f}", *map(format_percent, row.values.values())]


def _difference_cells(row: Row) -> list[str]:
    """The cells of a system's row: name, and for each measure the difference from Lead with its interval."""
    return [row.system, *(format_percent(estimate, "+.2f") for estimate in row.over_lead.values())]


def _document_cells(table: Table) -> list[list[str]]:
    """The rows of the documents: what each system chose and how it was labelled, or its first measure."""
    columns = [
        [
            row.system,
            *(
                judgement.labels or f"{next(iter(judgement.scores.values())).part * 100:.1f}"
                for judgement in row.judgements
            ),
        ]
        for row in table.rows
    ]
    names = ["document", *(judgement.document for judgement in table.rows[0].judgements)]
    return [list(line) for line in zip(names, *columns, strict=True)]


# --- themes --------------------------------------------------------------------------------------------------

THEME_HEADING = ("theme", "labelled", "found", "precision", "recall", "F1", "F1, each person", "F1 of people")


def format_themes(evaluation: ThemeEvaluation, *, with_documents: bool) -> str:
    """The tables of an evaluation of themes for the terminal; on request also what went wrong in each document."""
    confusion = (
        [name, *map(str, row)] for name, row in zip(evaluation.names, evaluation.confusion, strict=True)
    )
    parts = [
        f"{evaluation.gold}: {evaluation.documents} documents. {RESAMPLES}.",
        "Themes. Labelled: by at least one person.",
        markdown_table(THEME_HEADING, map(_theme_cells, (*evaluation.rows, evaluation.mean))),
        f"Main theme, right in {format_percent(evaluation.primary, '.1f')}. Labelled in rows, found in columns.",
        markdown_table(["", *evaluation.names], confusion),
    ]
    if evaluation.unknown:
        parts.append(f"Labelled, but not configured: {', '.join(evaluation.unknown)}.")
    if with_documents:
        misses = (
            [miss.document, ", ".join(miss.extra), ", ".join(miss.missing), " → ".join(miss.primary or ())]
            for miss in evaluation.misses
        )
        heading = ("document", "found, not labelled", "labelled, not found", "main theme")
        parts.append(markdown_table(heading, misses))
    return "\n\n".join(parts)


def _theme_cells(row: ThemeRow) -> list[str]:
    """The cells of a theme's row: name, counts, and the measures with their intervals."""
    estimates = (row.precision, row.recall, row.f1, row.f1_each, row.people)
    return [
        row.theme,
        str(row.labelled),
        str(row.found),
        *(format_percent(estimate, ".1f") for estimate in estimates),
    ]


# --- stories -------------------------------------------------------------------------------------------------


def format_stories(evaluation: StoryEvaluation, *, with_pairs: bool) -> str:
    """The table of an evaluation of stories for the terminal; on request also the pairs that went wrong."""
    judged = ", ".join(f"{count} {name}" for name, count in evaluation.judged.items())
    cells = [str(evaluation.merged), format_percent(evaluation.precision), format_percent(evaluation.recall)]
    lines = [
        f"{evaluation.gold}: {sum(evaluation.judged.values())} pairs judged ({judged}), "
        f"{evaluation.articles} articles, {evaluation.copies} of them copies. {RESAMPLES} of the pairs.",
        "",
        markdown_table(("merged", "precision", "recall"), [cells]),
        "",
        f"Merged and judged by nobody: {len(evaluation.unjudged)} pairs.",
    ]
    if with_pairs:
        lines += [f"{name}: {a} {b}" for name in PAIR_LISTS for a, b in getattr(evaluation, name)]
    return "\n".join(lines)


# --- pages ---------------------------------------------------------------------------------------------------


def format_pages(evaluation: PageEvaluation, *, with_pages: bool) -> str:
    """The table of an evaluation of pages for the terminal; on request also what was not read right on each page."""
    own, other = evaluation.readers
    fields = (
        [
            f"{first.field}, {name}",
            str(first.known),
            *(format_percent(getattr(score, name), ".1f") for score in scores),
        ]
        for scores in zip(own.fields, other.fields, strict=True)
        for first in scores[:1]
        for name in ("right", "wrong")
    )
    bodies = (
        [heading, count, *(format_percent(getattr(reader, name), ".1f") for reader in evaluation.readers)]
        for heading, count, name in (
            ("body, F", str(evaluation.bodies), "body"),
            ("strings of the article, kept", "", "present"),
            ("strings around it, left out", "", "absent"),
        )
    )
    parts = [
        f"{evaluation.gold}: {evaluation.pages} pages. {RESAMPLES}.",
        markdown_table(("", "known", own.reader, other.reader), [*fields, *bodies]),
        f"Bodies below {POOR_BODY:g} where {other.reader} has {GOOD_BODY:g}: {', '.join(evaluation.lost) or 'none'}.",
        f"Summary sentences not of the article: {format_percent(evaluation.boilerplate)} "
        f"of {evaluation.summary_sentences}.",
        f"CPU: {own.seconds / (other.seconds or 1):.2f} times that of {other.reader} alone.",
    ]
    if with_pages:
        misses = (cells for result in evaluation.results for cells in _miss_cells(result))
        parts.append(markdown_table(("page", "field", "known", own.reader, other.reader), misses))
    return "\n\n".join(parts)


def _miss_cells(result: PageResult) -> Iterator[list[str]]:
    """The rows of one page: each field that is not read right, and the F of its body."""
    own, other = result.readings.values()
    for name, known in result.page.fields.items():
        if not is_same(name, own.fields[name] or "", known):
            yield [result.page.id, name, known, own.fields[name] or "", other.fields[name] or ""]
    scores = [score for score in result.body.values() if score is not None]
    if scores:
        yield [result.page.id, "body, F", "", *(f"{score:.3f}" for score in scores)]


def format_percent(estimate: Estimate, digits: str = ".2f") -> str:
    """An estimate in per cent with its interval: "12.30 [11.00, 13.60]"."""
    value, low, high = (format(part * 100, digits) for part in estimate)
    return f"{value} [{low}, {high}]"
