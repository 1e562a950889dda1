"""Whether the pages of a site can be rendered by this package, or why MkDocs has to render them itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

THEME = "material"
TEMPLATE_SUFFIXES = (".html", ".svg", ".xml", ".txt")
# Handlers of these events may see or change each page; what others do is done before or after all pages.
PAGE_EVENTS = (
    "nav",
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "env",
    "page_context",
    "post_page",
)


def find_obstacle(
    config: MkDocsConfig, names_of_others: Callable[[str], Iterable[str]], overrides: Path
) -> str | None:
    """What keeps the pages from being rendered here, as a sentence; None if nothing does.

    `names_of_others` gives the plugins and hooks beside ours that handle an event; `overrides` is the folder of our
    own templates for the theme.
    """
    if config.theme.name != THEME:
        return f"the theme is {config.theme.name}, not {THEME}."
    if config.extra_templates:
        return "`extra_templates` in mkdocs.yml may print the content of pages."
    for event in PAGE_EVENTS:
        if names := [*names_of_others(event)]:
            return f"{', '.join(names)} may change each page (on_{event})."
    for template in _own_templates(config, overrides):
        if "page" in template.read_text(encoding="utf-8", errors="replace"):
            return f"{template} may print something else on each page."
    return None


def _own_templates(config: MkDocsConfig, overrides: Path) -> Iterable[Path]:
    """The site's own templates for the theme: those that are not the same as ours."""
    folders = [Path(folder) for folder in config.theme.dirs if Path(folder).name == "overrides"]
    if config.theme.custom_dir:
        folders.append(Path(config.theme.custom_dir))
    for folder in dict.fromkeys(folders):
        for path in sorted(folder.rglob("*")) if folder != overrides else ():
            if path.suffix in TEMPLATE_SUFFIXES and not _is_same(path, overrides / path.relative_to(folder)):
                yield path


def _is_same(path: Path, other: Path) -> bool:
    """True if there is another file with the same content."""
    return other.is_file() and path.is_file() and path.read_bytes() == other.read_bytes()
