"""The commands of `briefing`, each a few lines over the package that does the work."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from generator.errors import BriefingError, machine_failures
from generator.models import Method
from generator.safety.logs import inert_lines

if TYPE_CHECKING:
    from generator.build import Report
    from generator.cache import Cache
    from generator.config import Settings
    from generator.evaluation import Evaluation, Gold
    from generator.evaluation.pages import PageEvaluation
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
EXIT_OK, EXIT_QUARANTINED, EXIT_ERROR = 0, 1, 2  # of `briefing check`; an error ends every command so


NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Read every file again, and remember nothing of it.")
]


@app.command()
def build(
    config: Config = Path("mkdocs.yml"),
    accept_losses: Annotated[
        bool,
        typer.Option("--accept-losses", help="Publish also if many articles go whose files are unchanged."),
    ] = False,
    no_cache: NoCache = False,
) -> None:
    """Write the pages of the site into docs/."""
    from generator.articles.losses import accepts_losses
    from generator.build import build as make
    from generator.build import in_processes
    from generator.config import read

    settings = read(config, os.environ)
    remembered = _open_cache(settings, no_cache)
    report = make(
        settings,
        date.today(),
        in_processes(),
        _progress,
        remembered,
        accept_losses=accept_losses or accepts_losses(os.environ),
    )
    if remembered.problem:
        _say(remembered.problem, err=True)
    _say(format_ledger(report.briefing))
    _say(format_published(report))


@app.command()
def check(config: Config = Path("mkdocs.yml")) -> None:
    """Check the configuration and read every file, without writing anything.

    The exit code is 0 if everything is fine, 1 if a file was set aside, 2 if the configuration is wrong.
    """
    from generator.build import brief, in_processes
    from generator.config import read

    settings = read(config, os.environ)
    briefing = brief(settings, date.today(), in_processes(), _progress, _open_cache(settings))
    _say(format_ledger(briefing))
    raise typer.Exit(EXIT_QUARANTINED if briefing.counts["quarantined"] else EXIT_OK)


@app.command()
def explain(
    file: Annotated[
        str, typer.Argument(help="An article's path under seeds/, as the Coverage page names it.")
    ],
    config: Config = Path("mkdocs.yml"),
) -> None:
    """Explain one article: why sentences were chosen or not, its themes, what was removed, its nearest articles."""
    from generator.cli.explain import explain_lines
    from generator.config import read

    for line in explain_lines(read(config, os.environ), file, date.today()):
        _say(line)


@app.command("themes")
def advise(
    config: Config = Path("mkdocs.yml"),
    as_json: Annotated[bool, typer.Option("--json", help="Print all findings as JSON.")] = False,
) -> None:
    """Suggest how to improve the themes: unused and dominant terms, borderline articles, new terms and themes."""
    from generator.build import brief, in_processes
    from generator.config import read
    from generator.themes.advice import advise as advice_on

    settings = read(config, os.environ)
    briefing = brief(settings, date.today(), in_processes(), _progress, _open_cache(settings))
    advice = advice_on(briefing.articles, briefing.themes)
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(advice), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from generator.cli.theme_advice import tables

    Console().print(tables(advice, briefing.themes, briefing.by_id))


@app.command()
def schema() -> None:
    """Print the JSON Schema with which an editor completes and checks mkdocs.yml."""
    from generator.config import schema as options_schema

    typer.echo(json.dumps(options_schema(), ensure_ascii=False, indent=1))


Package = Annotated[
    str,
    typer.Option(
        "--package",
        help="Where continuous integration gets the generator: `vendored` (a wheel in the site), `index`, or an "
        "address for pip, such as git+https://example.org/briefing.git@COMMIT.",
    ),
]


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="An empty folder, or one to be created.")],
    package: Package = "vendored",
) -> None:
    """Create a new site: configuration, a sample article, an About page, and files for continuous integration."""
    from generator.starter import start

    start(folder, package)
    _say(f"A new site is in {folder}. Put articles into {folder / 'seeds'}, then run `mkdocs serve` there.")


@app.command()
def pin(
    folder: Annotated[Path, typer.Argument(help="The folder of a site.")] = Path(),
    package: Package = "vendored",
) -> None:
    """Let the continuous integration of a site install this version of the generator: after an upgrade."""
    from generator.starter import pin as pin_generator

    pin_generator(folder, package)
    _say("requirements.txt and requirements.lock are written; add them and wheels/ to the repository.")


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            help="JSON Lines, plain or .gz: with `ref`, `annotators`, `html`, or pairs `a`, `b`, `same`."
        ),
    ],
    sentences: Annotated[int, typer.Option(min=1, help="Number of sentences in a summary.")] = 3,
    methods: Annotated[str, typer.Option(help="Methods, separated by commas; all if empty.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="Use at most this number of articles.")] = None,
    each: Annotated[bool, typer.Option("--each", help="Show the result for every article too.")] = False,
    themes: Annotated[
        Path | None,
        typer.Option(help="Measure the themes of this mkdocs.yml or file of themes, not the summaries."),
    ] = None,
    mean_of: Annotated[
        str,
        typer.Option(help="Themes to take the mean of, separated by commas; all if empty."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
    articles: Annotated[
        list[Path] | None, typer.Option(help="File with the articles of judged pairs; may be repeated.")
    ] = None,
) -> None:
    """Measure summaries, themes, stories or the reading of pages against what people labelled, wrote or judged."""
    from generator.cli import evaluation as output
    from generator.evaluation import evaluate_themes, pages, stories
    from generator.evaluation import read as read_gold

    if stories.has_pairs(gold):
        pairs = stories.evaluate_stories(gold, articles or [])
        typer.echo(
            output.stories_as_json(pairs, with_pairs=each)
            if as_json
            else output.format_stories(pairs, with_pairs=each)
        )
        return
    if pages.has_pages(gold):
        readings = _evaluate_pages(gold, limit)
        typer.echo(
            output.pages_as_json(readings, with_pages=each)
            if as_json
            else output.format_pages(readings, with_pages=each)
        )
        return
    labelled = read_gold(gold, limit)
    if themes is not None:
        matches = evaluate_themes(labelled, _read_themes(themes), _names_in(mean_of))
        typer.echo(
            output.themes_as_json(matches) if as_json else output.format_themes(matches, with_documents=each)
        )
        return
    summaries = _evaluate_summaries(labelled, sentences, methods)
    typer.echo(
        output.summaries_as_json(summaries, with_documents=each)
        if as_json
        else output.format_summaries(summaries, with_documents=each)
    )


def _evaluate_summaries(gold: Gold, sentences: int, methods: str) -> Evaluation:
    """Score the summaries of all chosen methods against a gold set, in worker processes with a progress bar."""
    from generator import evaluation
    from generator.engine import Processes

    chosen = evaluation.parse_methods(methods) or tuple(Method)
    track = partial(_progress, doing="Judging")
    return evaluation.evaluate(gold, chosen, sentences, Processes(timeout=JUDGING_TIMEOUT_SECONDS), track)


def _evaluate_pages(gold: Path, limit: int | None) -> PageEvaluation:
    """Read the pages of a gold set with every reader, in worker processes with a progress bar."""
    from generator.engine import Processes
    from generator.evaluation import pages

    engine = Processes(timeout=JUDGING_TIMEOUT_SECONDS)
    return pages.evaluate_pages(gold, limit, engine, partial(_progress, doing="Reading"))


def _read_themes(file: Path) -> tuple[Theme, ...]:
    """The themes in a file; the configuration is imported only when it is needed."""
    from generator.config import read_themes

    return read_themes(file)


def _names_in(listed: str) -> list[str]:
    """The names in a list with commas, without blanks."""
    return [name.strip() for name in listed.split(",") if name.strip()]


@app.command()
def clean(config: Config = Path("mkdocs.yml")) -> None:
    """Delete every generated page from docs/; pages written by hand stay."""
    from generator.config import read
    from generator.publish import withdraw

    gone = withdraw(read(config, os.environ).docs)
    _say(f"{len(gone)} generated files deleted.")


def _open_cache(settings: Settings, no_cache: bool = False) -> Cache:
    """The cache of a site; one that keeps nothing if the command has `--no-cache`."""
    from generator.build import NOTHING_REMEMBERED, open_cache

    return NOTHING_REMEMBERED if no_cache else open_cache(settings)


def main() -> None:
    """Run the command line; an error that the user can mend ends with one message and exit code 2."""
    try:
        with machine_failures("running this command"):
            app()
    except BriefingError as error:
        _say(str(error), err=True)
        sys.exit(EXIT_ERROR)


def _say(text: str, *, err: bool = False) -> None:
    """Print text in which names of files and words of articles cannot act on a terminal or a CI service."""
    typer.echo(inert_lines(text), err=err)


def format_ledger(briefing: Briefing) -> str:
    """The number of files by outcome in one line, then a line for every file that is not published.

    A line for each outlet follows that `rights` names and no article is from.
    """
    counts = briefing.counts
    lines = [
        f"{counts['found']} files found: {counts['published']} published, {counts['duplicates']} duplicates, "
        f"{counts['quarantined']} set aside, {counts['ignored']} ignored."
    ]
    lines += [
        f"  {entry.source}: {entry.outcome}, {entry.reason}. {entry.hint}"
        for entry in briefing.ledger
        if entry.outcome != "published"
    ]
    lines += [
        f'`rights` names "{outlet}", but no article is from it. The Sources page shows how outlets are spelt.'
        for outlet in briefing.outlets_without_articles
    ]
    return "\n".join(lines)


def format_published(report: Report) -> str:
    """What a build wrote, kept and deleted, in lines for the terminal; one says so if it made no feeds."""
    from generator.feeds import WITHOUT_FEEDS

    published = report.published
    lines = [
        f"{len(published.written)} pages written, {len(published.unchanged)} unchanged, "
        f"{len(published.deleted)} deleted."
    ]
    if report.briefing.site.url is None:
        lines.append(WITHOUT_FEEDS)
    lines += [
        f"  docs/{path} was written by hand and stays. Delete it if the generated page should replace it."
        for path in published.kept
    ]
    return "\n".join(lines)


def _progress(items: Sequence[T], doing: str = "Reading") -> Iterable[T]:
    """The items, with a progress bar if the standard error stream is a terminal."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, doing, console=Console(stderr=True), transient=True)
