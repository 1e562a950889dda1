"""What `briefing themes` says, as tables for a terminal. Finds nothing out itself and prints nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from generator.models import Article, Theme
from generator.themes.advice import Advice

SHOWN = 10  # articles on a boundary, for each theme
EXAMPLES = 3  # articles named behind each finding
MANY = 12  # terms named in a row; the data has all of them


def tables(advice: Advice, themes: Sequence[Theme], articles: Mapping[str, Article]) -> Group:
    """Every finding with its articles, by title and address."""
    parts = [
        Text(
            f"{advice.articles} articles, {advice.covered} with a theme, "
            f"{advice.articles - advice.covered} without. The data for programs: --json."
        ),
        _counts(advice, themes),
        *_section(
            "Terms that stand in no article: misspelt, or not needed",
            ("theme", "terms"),
            [
                (theme.id, _few([one.term for one in advice.silent if one.theme == theme.id]))
                for theme in themes
                if any(one.theme == theme.id for one in advice.silent)
            ],
        ),
        *_section(
            "Terms that carry their theme: without one, most of its articles would not have it",
            ("theme", "term", "articles", "such as"),
            [
                (one.theme, one.term, f"{len(one.articles)} of {one.of}", _named(one.articles, articles))
                for one in advice.carrying
            ],
        ),
        *_section(
            "Articles on the boundary, which is 0.50: read some, and change weights or terms",
            ("theme", "score", "has it", "article"),
            list(_near(advice, articles)),
        ),
        *_section(
            "Words that articles of a theme share, and others lack: possible terms",
            ("theme", "term", "in", "elsewhere", "such as"),
            [
                (
                    one.theme,
                    one.term,
                    str(len(one.articles)),
                    str(one.elsewhere),
                    _named(one.articles, articles),
                )
                for one in advice.suggested
            ],
        ),
        *_section(
            "What no theme covers: possible themes",
            ("articles", "words", "such as"),
            [
                (str(len(one.articles)), ", ".join(one.words), _named(one.articles, articles))
                for one in advice.emerging
            ],
        ),
    ]
    return Group(*parts)


def _counts(advice: Advice, themes: Sequence[Theme]) -> RenderableType:
    rows = [(theme.id, str(advice.counts[theme.id]), str(len(theme.terms))) for theme in themes]
    return _table("Themes", ("theme", "articles", "terms"), rows)


def _near(advice: Advice, articles: Mapping[str, Article]) -> Iterator[tuple[str, ...]]:
    shown: dict[str, int] = defaultdict(int)
    for one in advice.near:
        shown[one.theme] += 1
        if shown[one.theme] <= SHOWN:
            yield one.theme, f"{one.score:.2f}", "yes" if one.has else "no", _named([one.article], articles)


def _section(title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[RenderableType]:
    """A table with its title, or a line that there is nothing to say."""
    yield _table(title, columns, rows) if rows else Text(f"\n{title}\n  none")


def _table(title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(
        title=Text(f"\n{title}"), title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(_plain, row))
    return table


def _named(ids: Sequence[str], articles: Mapping[str, Article]) -> str:
    shown = [f"{articles[id_].title} ({id_})" for id_ in ids[:EXAMPLES]]
    return "\n".join([*shown, *([f"and {len(ids) - EXAMPLES} more"] if len(ids) > EXAMPLES else [])])


def _few(terms: Sequence[str]) -> str:
    rest = len(terms) - MANY
    return ", ".join(terms[:MANY]) + (f" and {rest} more" if rest > 0 else "")


def _plain(words: str) -> Text:
    """Other people's words without what a terminal would act upon."""
    return Text("".join(letter for letter in words if letter.isprintable() or letter == "\n"))
