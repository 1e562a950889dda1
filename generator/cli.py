"""The `briefing` command. The only room that prints."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.errors import BriefingError

if TYPE_CHECKING:
    from generator.build import Report
    from generator.models import Briefing

app = typer.Typer(
    help="A folder of news articles in, a searchable briefing site out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Config = Annotated[Path, typer.Option("--config", "-f", help="The site's configuration.")]
ALL_WELL, SET_ASIDE, WRONG = 0, 1, 2  # exit codes of `briefing check`


@app.command()
def build(config: Config = Path("mkdocs.yml")) -> None:
    """Write the pages of the site into docs/."""
    from generator.build import build as make
    from generator.config import read
    from generator.engine import Processes

    report = make(read(config), date.today(), Processes(), _progress)
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

    briefing = brief(read(config), date.today(), Processes(), _progress)
    typer.echo(_sources(briefing))
    raise typer.Exit(SET_ASIDE if briefing.counts["quarantined"] else ALL_WELL)


@app.command()
def explain(
    file: Annotated[
        str, typer.Argument(help="An article's path under seeds/, as the Coverage page names it.")
    ],
    config: Config = Path("mkdocs.yml"),
) -> None:
    """Say of each sentence of an article why it was taken or not, which themes it has, and what was removed."""
    from generator.build import explained
    from generator.config import read

    for line in explained(read(config), file, date.today()):
        typer.echo(line)


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="An empty folder, or one to be created.")]) -> None:
    """Start a new site: configuration, a sample article, an About page, and what a CI needs."""
    from generator.starter import start

    start(folder)
    typer.echo(
        f"A new site is in {folder}. Put articles into {folder / 'seeds'}, then run `mkdocs serve` there."
    )


@app.command()
def clean(config: Config = Path("mkdocs.yml")) -> None:
    """Delete every generated page from docs/; what people wrote stays."""
    from generator.config import read
    from generator.publish import withdraw

    gone = withdraw(read(config).docs)
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
    return "\n".join(lines)


def _pages(report: Report) -> str:
    published = report.published
    lines = [
        f"{len(published.written)} pages written, {len(published.unchanged)} unchanged, "
        f"{len(published.deleted)} deleted."
    ]
    lines += [
        f"  docs/{path} was written by hand and stays. Delete it to have it generated."
        for path in published.kept
    ]
    return "\n".join(lines)


def _progress(sources: Sequence[str]) -> Iterable[str]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return sources
    from rich.console import Console
    from rich.progress import track

    return track(sources, "Reading", console=Console(stderr=True), transient=True)
