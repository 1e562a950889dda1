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


class Rendering(StrEnum):
    """Who makes HTML of the generated pages outside the navigation."""

    FAST = "fast"  # the plugin, as far as the result is the same
    STOCK = "stock"  # MkDocs


INDEX_FOLDERS = ("", "timeline/")  # their page is index.md; that of every other folder stands beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site's name, description and address, as in the configuration."""

    name: str = "Briefing"
    about: str = ""
    url: str | None = None  # ends with a slash; None if not configured
    directory_urls: bool = True  # `use_directory_urls` of MkDocs: articles/bridge/, not articles/bridge.html

    def address(self, address: str) -> str:
        """The address below the site's root at which MkDocs puts what `articles/bridge/#s1` or `briefing.json` name."""
        path, separator, place = address.partition("#")
        if self.directory_urls or not (path == "" or path.endswith("/")):
            return address
        file = f"{path}index.html" if path in INDEX_FOLDERS else f"{path.removesuffix('/')}.html"
        return file + separator + place


def outlet_key(name: str) -> str:
    """A form of an outlet's name that is equal for spellings which differ only in capitals or white space."""
    return " ".join(name.split()).casefold()
