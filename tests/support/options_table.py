"""Writes the table of every option into docs/guide.md, from the options and their JSON Schema.

make reference
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from pydantic import BaseModel

from generator.config import (
    CacheOptions,
    Options,
    RightsOptions,
    SummaryOptions,
    TermOptions,
    ThemeOptions,
    remedies,
)

GUIDE = Path(__file__).parent.parent.parent / "docs/guide.md"
HEADING = "## Every option\n"
NEXT_HEADING = "\n## "
HEAD = """
All of them stand in `mkdocs.yml` under `plugins: - briefing:`; each can be left out. An editor that knows
`mkdocs.schema.json`, which every new site has, completes and checks them.

| option | may be | if left out | what it is |
|---|---|---|---|
"""
MODELS: tuple[tuple[tuple[str, ...], type[BaseModel]], ...] = (
    ((), Options),
    (("rights",), RightsOptions),
    (("summary",), SummaryOptions),
    (("cache",), CacheOptions),
    (("themes", "NAME"), ThemeOptions),
    (("themes", "NAME", "terms", "0"), TermOptions),
)


def rows() -> Iterator[str]:
    """A row for each option."""
    for path, model in MODELS:
        for field, known in model.model_fields.items():
            place = [int(key) if key.isdigit() else key for key in (*path, known.alias or field)]
            name = " → ".join("a term" if isinstance(key, int) else key for key in place)
            default = "" if known.is_required() else format_default(known.default)
            yield f"| `{name}` | {remedies.allowed(place)} | {default} | {known.description or ''} |"


def format_default(value: object) -> str:
    """The value that an option has without being written; empty for a mapping, whose own keys have rows."""
    if isinstance(value, BaseModel):
        return ""
    if value is None:
        return "`null`"
    if isinstance(value, Enum):
        return f"`{value.value}`"
    return (
        f"`{str(value).lower() if isinstance(value, bool) else value}`"
        if value not in ({}, (), "")
        else "none"
    )


def section() -> str:
    """The section of the guide, without its heading."""
    return HEAD + "\n".join(rows()) + "\n"


def with_section(guide: str) -> str:
    """The guide with the section as the options say it today."""
    before, _, rest = guide.partition(HEADING)
    following = rest[rest.index(NEXT_HEADING) :] if NEXT_HEADING in rest else ""
    return before + HEADING + section() + following


if __name__ == "__main__":
    GUIDE.write_text(with_section(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
