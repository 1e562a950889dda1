"""The findings of `briefing themes` as tables for a terminal. Analyses nothing itself and prints nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from generator.cli.tables import terminal_table
from generator.models import Article, Theme
from generator.themes.advice import Advice

MAX_BOUNDARY_ARTICLES = 10  # articles on a boundary, for each theme
MAX_EXAMPLES = 3  # articles named for each finding
MAX_TERMS = 12  # terms named in a row; the data has all of them


def tables(advice: Advice, themes: Sequence[Theme], articles: Mapping[str, Article]) -> Group:
    """The tables of all advice on themes, naming each article by title and address."""
    parts = [
        Text(
            f"{advice.articles} articles, {advice.covered} with a theme, "
            f"{advice.articles - advice.covered} without. Print all of it as data with --json."
        ),
        _theme_table(advice, themes),
        *_section(
            "Unused terms: they stand in no article; they may be misspelt or not needed",
            ("theme", "terms"),
            [
                (theme.id, _format_terms([entry.term for entry in advice.silent if entry.theme == theme.id]))
                for theme in themes
                if any(entry.theme == theme.id for entry in advice.silent)
            ],
        ),
        *_section(
            "Dominant terms: without the term, most articles of the theme would not have it",
            ("theme", "term", "articles", "such as"),
            [
                (
                    entry.theme,
                    entry.term,
                    f"{len(entry.articles)} of {entry.of}",
                    _format_articles(entry.articles, articles),
                )
                for entry in advice.carrying
            ],
        ),
        *_section(
            "Articles near the boundary (0.50): read some of them, and change weights or terms if they are wrong",
            ("theme", "score", "has it", "article"),
            list(_boundary_rows(advice, articles)),
        ),
        *_section(
            "Possible terms: words that articles of a theme share and other articles do not have",
            ("theme", "term", "in", "elsewhere", "such as"),
            [
                (
                    entry.theme,
                    entry.term,
                    str(len(entry.articles)),
                    str(entry.elsewhere),
                    _format_articles(entry.articles, articles),
                )
                for entry in advice.suggested
            ],
        ),
        *_section(
            "Possible themes: groups of articles without a theme",
            ("articles", "words", "such as"),
            [
                (str(len(entry.articles)), ", ".join(entry.words), _format_articles(entry.articles, articles))
                for entry in advice.emerging
            ],
        ),
    ]
    return Group(*parts)


def _theme_table(advice: Advice, themes: Sequence[Theme]) -> RenderableType:
    """The table of the themes with the numbers of their articles and terms."""
    rows = [(theme.id, str(advice.counts[theme.id]), str(len(theme.terms))) for theme in themes]
    return terminal_table("Themes", ("theme", "articles", "terms"), rows)


def _boundary_rows(advice: Advice, articles: Mapping[str, Article]) -> Iterator[tuple[str, ...]]:
    """The rows on articles near the boundary of a theme, at most MAX_BOUNDARY_ARTICLES for each theme."""
    shown: dict[str, int] = defaultdict(int)
    for entry in advice.near:
        shown[entry.theme] += 1
        if shown[entry.theme] <= MAX_BOUNDARY_ARTICLES:
            yield (
                entry.theme,
                f"{entry.score:.2f}",
                "yes" if entry.has_theme else "no",
                _format_articles([entry.article], articles),
            )


def _section(title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[RenderableType]:
    """A table with its title, or a line that says that there is nothing to report."""
    yield terminal_table(title, columns, rows) if rows else Text(f"\n{title}\n  none")


def _format_articles(ids: Sequence[str], articles: Mapping[str, Article]) -> str:
    """The titles and addresses of articles, one on each line, at most MAX_EXAMPLES."""
    shown = [f"{articles[id_].title} ({id_})" for id_ in ids[:MAX_EXAMPLES]]
    return "\n".join([*shown, *([f"and {len(ids) - MAX_EXAMPLES} more"] if len(ids) > MAX_EXAMPLES else [])])


def _format_terms(terms: Sequence[str]) -> str:
    """The terms with commas between, at most MAX_TERMS."""
    rest = len(terms) - MAX_TERMS
    return ", ".join(terms[:MAX_TERMS]) + (f" and {rest} more" if rest > 0 else "")
