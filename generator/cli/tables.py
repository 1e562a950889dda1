"""Tables for a terminal, and tables in Markdown for a page; both laid out by rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator.safety.logs import inert_lines

MAX_WIDTH = 10_000  # characters of a Markdown table's line, which is never broken


def terminal_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table that fits the width of a terminal; cells are printed as plain text, whatever they contain."""
    table = Table(
        title=Text(f"\n{title}"), title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(plain_text, row))
    return table


def markdown_table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, its columns as wide as their widest cell, without a line break at its end."""
    table = Table(box=box.MARKDOWN)
    for name in heading:
        table.add_column(Text(name))
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=io.StringIO(), width=MAX_WIDTH, color_system=None)
    with console.capture() as capture:
        console.print(table)
    return capture.get().strip()


def plain_text(words: str) -> Text:
    """Other people's words without the characters that a terminal would act upon."""
    return Text(inert_lines("".join(letter for letter in words if letter.isprintable() or letter == "\n")))
