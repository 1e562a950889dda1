"""The site: its name and address, and how much of an article it may show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rights(StrEnum):
    """How much of an article its page shows."""

    FULL = "full"  # the whole text
    CONTEXT = "context"  # each extract with the sentences beside it
    SUMMARY = "summary"  # extracts only


class Robots(StrEnum):
    """Whether search engines of the web may list pages that show more of an article than its extracts."""

    NOINDEX = "noindex"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the site is called and where it is published; both as in the configuration."""

    name: str = "Briefing"
    about: str = ""
    url: str | None = None  # with a slash at its end; None while nobody said it


def same_name(name: str) -> str:
    """Equal for two spellings of an outlet's name that differ in capitals or white space only."""
    return " ".join(name.split()).casefold()
