"""The `briefing` command. The only room that prints."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from generator.errors import BriefingError
from generator.models import Method

if TYPE_CHECKING:
    from generator.build import Report
    from generator.evaluation import Evaluation, Gold, Row, Table, ThemeEvaluation
    from generator.evaluation.bootstrap import Estimate
    from generator.evaluation.stories import Measured
    from generator.evaluation.themes import ThemeRow
    from generator.models import Briefing, Theme

T = TypeVar("T")

app = typer.Typer(
    help="A folder of news articles in, a searchable briefing site out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Config = Annotated[Path, typer.Option("--config", "-f", help="The site's configuration.")]
JUDGING_TIMEOUT_SECONDS = 600.0  # for one method on one article; KL takes minutes for the longest
PAIRS = ("wrong", "missed", "unjudged")  # of articles, as an evaluation of stories lists them
ALL_WELL, SET_ASIDE, WRONG = 0, 1, 2  # exit codes of `briefing check`


@app.command()
def build(config: Config = Path("mkdocs.yml")) -> None:
    """Write the pages of the site into docs/."""
    from generator.build import build as make
    from generator.config import read
    from generator.engine import Processes

    report = make(read(config, os.environ), date.today(), Processes(), _progress)
    typer.echo(_sources(report.briefing))
    typer.echo(_pages(report))


@app.command()
def check(config: Config = Path("mkdocs.yml")) -> None:
    """Check the configuration and read every file, without writing anything.

    Ends with 0 when all is well, 1 when a file was set aside, 2 when the configuration is wrong.
    """
    from generator.build import brief
    from generator.config import read
    from generator.engine import Processes

    briefing = brief(read(config, os.environ), date.today(), Processes(), _progress)
    typer.echo(_sources(briefing))
    raise typer.Exit(SET_ASIDE if briefing.counts["quarantined"] else ALL_WELL)


@app.command()
def explain(
    file: Annotated[
        str, typer.Argument(help="An article's path under seeds/, as the Coverage page names it.")
    ],
    config: Config = Path("mkdocs.yml"),
) -> None:
    """Say why an article looks as it does: its sentences, themes, what was removed, and its nearest stories."""
    from generator.cli.explain import explained
    from generator.config import read

    for line in explained(read(config, os.environ), file, date.today()):
        typer.echo(line)


@app.command("themes")
def advise(
    config: Config = Path("mkdocs.yml"),
    as_json: Annotated[bool, typer.Option("--json", help="Print all findings as JSON.")] = False,
) -> None:
    """Say what would make the themes better: idle terms, near things, possible terms, possible themes."""
    from generator.build import brief
    from generator.config import read
    from generator.engine import Processes
    from generator.themes.advice import advise as advice_on

    briefing = brief(read(config), date.today(), Processes(), _progress)
    advice = advice_on(briefing.articles, briefing.themes)
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(advice), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from generator.cli.theme_advice import tables

    Console().print(tables(advice, briefing.themes, briefing.by_id))


@app.command()
def schema() -> None:
    """Print the JSON Schema by which an editor completes and checks mkdocs.yml."""
    from generator.config import schema as options_schema

    typer.echo(json.dumps(options_schema(), ensure_ascii=False, indent=1))


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="An empty folder, or one to be created.")]) -> None:
    """Start a new site: configuration, a sample article, an About page, and what a CI needs."""
    from generator.starter import start

    start(folder)
    typer.echo(
        f"A new site is in {folder}. Put articles into {folder / 'seeds'}, then run `mkdocs serve` there."
    )


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(help="JSON Lines, plain or .gz: with `ref`, `annotators`, or pairs `a`, `b`, `same`."),
    ],
    sentences: Annotated[int, typer.Option(min=1, help="How many a summary has.")] = 3,
    methods: Annotated[str, typer.Option(help="Which, with commas between; all of them when empty.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="Use only so many articles.")] = None,
    each: Annotated[bool, typer.Option("--each", help="Show every article too.")] = False,
    themes: Annotated[
        Path | None,
        typer.Option(help="Judge the themes of this mkdocs.yml or file of themes, not the summaries."),
    ] = None,
    mean_of: Annotated[
        str,
        typer.Option(help="Of which themes to take the mean, with commas between; all of them when empty."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
    articles: Annotated[
        list[Path] | None, typer.Option(help="The articles of judged pairs; may be given several times.")
    ] = None,
) -> None:
    """Measure the summaries, the themes or the stories, against what people labelled, summarised or judged."""
    from generator import evaluation
    from generator.evaluation import stories

    if stories.is_of_stories(gold):
        typer.echo(_told(stories.evaluate(gold, articles or []), each, as_json))
        return
    measured = evaluation.read(gold, limit)
    if themes is not None:
        names = [name.strip() for name in mean_of.split(",") if name.strip()]
        _print_themes(evaluation.evaluate_themes(measured, _themes_in(themes), names), each, as_json)
    else:
        _print_summaries(_judged(measured, sentences, methods), each, as_json)


def _judged(gold: Gold, sentences: int, methods: str) -> Evaluation:
    from generator import evaluation
    from generator.engine import Processes

    chosen = evaluation.methods_named(methods) or tuple(Method)
    judging = partial(_progress, doing="Judging")
    return evaluation.evaluate(gold, chosen, sentences, Processes(timeout=JUDGING_TIMEOUT_SECONDS), judging)


def _themes_in(file: Path) -> tuple[Theme, ...]:
    from generator.config import read_themes

    return read_themes(file)


def _print_summaries(measured: Evaluation, each: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_figures(measured, each), ensure_ascii=False, indent=1))
    else:
        typer.echo(_tables(measured, each))


def _print_themes(measured: ThemeEvaluation, each: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_named(dataclasses.asdict(measured)), ensure_ascii=False, indent=1))
    else:
        typer.echo(_theme_tables(measured, each))


@app.command()
def clean(config: Config = Path("mkdocs.yml")) -> None:
    """Delete every generated page from docs/; what people wrote stays."""
    from generator.config import read
    from generator.publish import withdraw

    gone = withdraw(read(config, os.environ).docs)
    typer.echo(f"{len(gone)} generated files deleted.")


def main() -> None:
    """Runs the command; a fault that the user can mend ends with one message and exit code 2."""
    try:
        app()
    except BriefingError as error:
        typer.echo(str(error), err=True)
        sys.exit(WRONG)


def _sources(briefing: Briefing) -> str:
    """The ledger in a line, and a line for every file that is not published."""
    counts = briefing.counts
    lines = [
        f"{counts['found']} files found: {counts['published']} published, {counts['duplicates']} duplicates, "
        f"{counts['quarantined']} set aside, {counts['ignored']} ignored."
    ]
    lines += [
        f"  {fate.source}: {fate.outcome}, {fate.reason}. {fate.hint}"
        for fate in briefing.ledger
        if fate.outcome != "published"
    ]
    lines += [
        f'No article is from "{outlet}", which `rights` names. If another spelling is meant, the Sources page has it.'
        for outlet in briefing.outlets_without_articles
    ]
    return "\n".join(lines)


def _pages(report: Report) -> str:
    from generator.feeds import WITHOUT_FEEDS

    published = report.published
    lines = [
        f"{len(published.written)} pages written, {len(published.unchanged)} unchanged, "
        f"{len(published.deleted)} deleted."
    ]
    if report.briefing.site.url is None:
        lines.append(WITHOUT_FEEDS)
    lines += [
        f"  docs/{path} was written by hand and stays. Delete it to have it generated."
        for path in published.kept
    ]
    return "\n".join(lines)


def _tables(measured: Evaluation, each: bool) -> str:
    """Every table of an evaluation, ready to be pasted into a page."""
    parts = [
        f"{measured.gold}: {measured.documents} documents. In brackets: the middle 95 % of 1,000 resamples."
    ]
    for table in measured.tables:
        measures = list(table.rows[0].values)
        parts += [table.title, _columns([["system", table.unit, *measures], *map(_values, table.rows)])]
        parts += [
            f"{table.title}, less Lead at equal length",
            _columns([["system", *measures], *map(_differences, table.rows[1:])]),
        ]
        if each:
            parts += [f"{table.title}, each document", _columns(_documents(table))]
    return "\n\n".join(parts)


def _told(measured: Measured, each: bool, as_json: bool) -> str:
    """What was measured of stories; the pairs that went wrong only on request."""
    figures = dataclasses.asdict(measured)
    if not each:
        figures = {name: value for name, value in figures.items() if name not in PAIRS}
    if as_json:
        estimates = {name: figures[name]._asdict() for name in ("precision", "recall")}
        return json.dumps(figures | estimates, ensure_ascii=False, indent=1)
    judged = ", ".join(f"{count} {name}" for name, count in measured.judged.items())
    lines = [
        f"{measured.gold}: {sum(measured.judged.values())} pairs judged ({judged}), {measured.articles} articles, "
        f"{measured.copies} of them copies. In brackets: the middle 95 % of 1,000 resamples of the pairs.",
        "",
        _columns(
            [
                ["merged", "precision", "recall"],
                [str(measured.merged), _between(measured.precision), _between(measured.recall)],
            ]
        ),
        "",
        f"Merged and judged by nobody: {len(measured.unjudged)} pairs.",
    ]
    if each:
        lines += [f"{name}: {a} {b}" for name in PAIRS for a, b in getattr(measured, name)]
    return "\n".join(lines)


def _between(estimate: Estimate) -> str:
    value, low, high = estimate
    return f"{value * 100:.2f} [{low * 100:.2f}, {high * 100:.2f}]"


def _figures(measured: Evaluation, each: bool) -> dict[str, Any]:
    """An evaluation as plain data; what became of each document only on request."""
    figures = dataclasses.asdict(measured)
    for row in (row for table in figures["tables"] for row in table["rows"]):
        for name in ("values", "over_lead"):
            row[name] = {measure: estimate._asdict() for measure, estimate in row[name].items()}
        if not each:
            del row["judgements"]
    return figures


def _theme_tables(measured: ThemeEvaluation, each: bool) -> str:
    heading = ["theme", "labelled", "found", "precision", "recall", "F1", "F1, each person", "F1 of people"]
    parts = [
        f"{measured.gold}: {measured.documents} documents. In brackets: the middle 95 % of 1,000 resamples.",
        "Themes. Labelled: by at least one person.",
        _columns([heading, *map(_theme_line, (*measured.rows, measured.mean))]),
        f"Main theme, right in {_percent(measured.primary)}. Labelled in rows, found in columns.",
        _columns(
            [
                ["", *measured.names],
                *(
                    [name, *map(str, row)]
                    for name, row in zip(measured.names, measured.confusion, strict=True)
                ),
            ]
        ),
    ]
    if measured.unknown:
        parts.append(f"Labelled, but not configured: {', '.join(measured.unknown)}.")
    if each:
        lines = [
            [miss.document, ", ".join(miss.extra), ", ".join(miss.missing), " → ".join(miss.primary or ())]
            for miss in measured.misses
        ]
        parts.append(
            _columns([["document", "found, not labelled", "labelled, not found", "main theme"], *lines])
        )
    return "\n\n".join(parts)


def _theme_line(row: ThemeRow) -> list[str]:
    shown = map(_percent, (row.precision, row.recall, row.f1, row.f1_each, row.people))
    return [row.theme, str(row.labelled), str(row.found), *shown]


def _percent(estimate: Estimate) -> str:
    return f"{estimate.value * 100:.1f} [{estimate.low * 100:.1f}, {estimate.high * 100:.1f}]"


def _named(figures: Any) -> Any:
    """Plain data, in which estimates keep the names of their parts."""
    if hasattr(figures, "_asdict"):
        return figures._asdict()
    if isinstance(figures, dict):
        return {name: _named(value) for name, value in figures.items()}
    return [_named(value) for value in figures] if isinstance(figures, (list, tuple)) else figures


def _values(row: Row) -> list[str]:
    return [row.system, f"{row.length:.1f}", *map(_between, row.values.values())]


def _differences(row: Row) -> list[str]:
    shown = (
        f"{v * 100:+.2f} [{low * 100:+.2f}, {high * 100:+.2f}]" for v, low, high in row.over_lead.values()
    )
    return [row.system, *shown]


def _documents(table: Table) -> list[list[str]]:
    """A line for each document: what each system picked and how it was labelled, or its first measure."""
    columns = [
        [
            row.system,
            *(one.labels or f"{next(iter(one.scores.values())).got * 100:.1f}" for one in row.judgements),
        ]
        for row in table.rows
    ]
    names = ["document", *(one.document for one in table.rows[0].judgements)]
    return [list(line) for line in zip(names, *columns, strict=True)]


def _columns(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells below a heading, as wide as their widest."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in (lines[0], rule, *lines[1:])
    )


def _progress(items: Sequence[T], doing: str = "Reading") -> Iterable[T]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, doing, console=Console(stderr=True), transient=True)
