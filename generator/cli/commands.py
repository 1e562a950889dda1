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

from generator.errors import BriefingError, accepts_losses, machine_failures
from generator.models import Method
from generator.safety.logs import annotation, inert_json, inert_lines, shows_annotations

if TYPE_CHECKING:
    from generator.cache import Cache
    from generator.config import Settings
    from generator.evaluation import Evaluation, Gold
    from generator.evaluation.pages import PageEvaluation
    from generator.models import Theme
    from generator.publish import Published
    from generator.updates import FileReport

T = TypeVar("T")

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Config = Annotated[Path, typer.Option("--config", "-f", help="The site's configuration.")]
JUDGING_TIMEOUT_SECONDS = 600.0  # for one method on one article; KL takes minutes for the longest
EXIT_OK, EXIT_QUARANTINED, EXIT_ERROR = 0, 1, 2  # of `briefing check`; an error ends every command so


NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Read every file again, and remember nothing of it.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def _print_version(is_asked: bool) -> None:
    """Print the version and end, if that was asked for."""
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"briefing {version('briefing-generator')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    """A folder of news articles in, a searchable briefing site out."""


@app.command()
def build(
    config: Config = Path("mkdocs.yml"),
    accept_losses: Annotated[
        bool,
        typer.Option("--accept-losses", help="Publish also if many articles go whose files are unchanged."),
    ] = False,
    no_cache: NoCache = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Write the pages of the site into docs/."""
    from generator.config import read
    from generator.updates import update

    settings = read(config, os.environ)
    remembered = _open_cache(settings, no_cache)
    progress = _no_progress if quiet else _progress
    accepted = accept_losses or accepts_losses(os.environ)
    result = update(settings, date.today(), progress, remembered, accept_losses=accepted).result
    if remembered.problem:
        _say(remembered.problem, err=True)
    _report(result.files, settings, quiet=quiet, as_json=as_json, published=result.published)


@app.command()
def check(
    config: Config = Path("mkdocs.yml"),
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Check the configuration and read every file, without writing anything.

    The exit code is 0 if everything is fine, 1 if a file was set aside or there is no article, 2 if the configuration
    is wrong.
    """
    from generator.build import brief, choose_engine
    from generator.config import read
    from generator.updates import report_files

    settings = read(config, os.environ)
    progress = _no_progress if quiet else _progress
    briefing = brief(settings, date.today(), choose_engine(settings), progress, _open_cache(settings))
    _report(report_files(briefing), settings, quiet=quiet, as_json=as_json)
    has_faults = briefing.counts["quarantined"] or not briefing.articles
    raise typer.Exit(EXIT_QUARANTINED if has_faults else EXIT_OK)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help="An article's path under seeds/, or the address of its page.")],
    config: Config = Path("mkdocs.yml"),
    as_json: AsJson = False,
) -> None:
    """Explain one article: why sentences were chosen or not, its themes, what was removed, its nearest articles."""
    from generator.cli.explain import explain_data, explain_lines
    from generator.config import read

    settings = read(config, os.environ)
    if as_json:
        explained = [*explain_data(settings, file, date.today())]
        typer.echo(inert_json(json.dumps(explained, ensure_ascii=False, indent=1)))
        return
    for line in explain_lines(settings, file, date.today()):
        _say(line)


@app.command("themes")
def advise(
    config: Config = Path("mkdocs.yml"),
    as_json: Annotated[bool, typer.Option("--json", help="Print all findings as JSON.")] = False,
) -> None:
    """Suggest how to improve the themes: unused and dominant terms, borderline articles, new terms and themes."""
    from generator.build import brief, choose_engine
    from generator.config import read
    from generator.themes.advice import advise as advice_on

    settings = read(config, os.environ)
    briefing = brief(settings, date.today(), choose_engine(settings), _progress, _open_cache(settings))
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
def guide() -> None:
    """Print the guide for editors: files, themes, rights, templates, publishing, every option."""
    from generator.starter.distribution import guide as guide_text

    typer.echo(guide_text())


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
    from generator.cache import Cache
    from generator.updates import open_cache

    return Cache() if no_cache else open_cache(settings)


def main() -> None:
    """Run the command line; an error that the user can mend ends with one message and exit code 2."""
    try:
        with machine_failures("running this command"):
            app()
    except BriefingError as error:
        _say(str(error), err=True)
        if shows_annotations(os.environ):
            typer.echo("\n".join(annotation("error", line) for line in str(error).splitlines()), err=True)
        sys.exit(EXIT_ERROR)


def _report(
    files: FileReport,
    settings: Settings,
    *,
    quiet: bool,
    as_json: bool,
    published: Published | None = None,
) -> None:
    """Print what became of the files, and of the pages if they were published."""
    from generator.articles.ledger import explain_no_articles
    from generator.cli import reports

    if as_json:
        typer.echo(reports.as_json(files, published))
    elif not quiet:
        _say(reports.format_ledger(files, with_notes=published is None))
        if published:
            _say(reports.format_published(published, has_feeds=settings.site.url is not None))
    if problem := explain_no_articles(files.counts, settings.seeds):
        _say(problem, err=True)
    if shows_annotations(os.environ):
        for line in reports.warning_lines(files, settings.seeds, settings.root):
            typer.echo(line, err=True)


def _say(text: str, *, err: bool = False) -> None:
    """Print text in which names of files and words of articles cannot act on a terminal or a CI service."""
    typer.echo(inert_lines(text), err=err)


def _progress(items: Sequence[T], doing: str = "Reading") -> Iterable[T]:
    """The items, with a progress bar if the standard error stream is a terminal."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, doing, console=Console(stderr=True), transient=True)


def _no_progress(items: Sequence[T], doing: str = "") -> Iterable[T]:
    """The items, without a progress bar."""
    return items
