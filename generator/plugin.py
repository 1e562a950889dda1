"""The MkDocs plugin: runs the build, watches the seeds, lends the theme. The only room that knows MkDocs.

No page depends on it: the pages are complete Markdown in docs/ before MkDocs looks there.
"""

from __future__ import annotations

import logging
import threading
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from generator import config as configuration
from generator import pages
from generator.build import build
from generator.engine import Processes
from generator.errors import BriefingError

log = logging.getLogger("mkdocs.plugins.briefing")

QUIET = 0.3  # seconds without another change before a build: editors save a file in several steps


class BriefingPlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Takes the options as they are; they are checked where `briefing build` checks them too."""
        self._options = options or {}
        self._building = threading.Lock()
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        file = Path(config.config_file_path or "mkdocs.yml")
        try:
            self._settings = configuration.settings(self._options, file, Path(config.docs_dir))
        except BriefingError as error:
            raise PluginError(f"\n{error}") from None
        _lend_theme(config, [self._settings.templates, pages.packaged()])
        if config.nav is None:
            config.nav = self._navigation()
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        try:
            self._build()
        except BriefingError as error:
            raise PluginError(f"\n{error}") from None

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Builds when a seed or template changes; the pages written then are what makes MkDocs rebuild, once."""
        changes = _Changes(self._rebuild)
        for folder in (self._settings.seeds, self._settings.templates):
            if folder.is_dir():
                server.observer.schedule(changes, str(folder), recursive=True)
        return server

    def _build(self) -> None:
        with self._building:
            report = build(self._settings, date.today(), Processes())
        counts, published = report.briefing.counts, report.published
        log.info(
            f"briefing: {counts['published']} of {counts['found']} files used; "
            f"{len(published.written)} pages written, {len(published.deleted)} deleted"
        )
        for fate in report.briefing.ledger:
            if fate.outcome == "quarantined":
                log.info(f"briefing: {fate.source} set aside: {fate.reason}. {fate.hint}")
        for path in published.kept:
            log.info(f"briefing: docs/{path} was written by hand and stays")

    def _rebuild(self) -> None:
        try:
            self._build()
        except BriefingError as error:
            log.error(f"briefing: {error}")

    def _navigation(self) -> list[Any]:
        """Sections and themes, never articles: a page would otherwise carry the titles of all of them."""
        themes = [{theme.title: f"themes/{theme.id}.md"} for theme in self._settings.themes]
        return [
            {"Briefing": "index.md"},
            *([{"Themes": themes}] if themes else []),
            {"Timeline": "timeline/index.md"},
            {"Sources": "sources.md"},
            {"Coverage": "coverage.md"},
            *([{"About": "about.md"}] if (self._settings.docs / "about.md").exists() else []),
        ]


class _Changes(FileSystemEventHandler):
    """Calls back once for a burst of changes."""

    def __init__(self, callback: Any) -> None:
        self._callback = callback
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in ("created", "modified", "moved", "deleted"):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(QUIET, self._callback)
        self._timer.daemon = True
        self._timer.start()


def _lend_theme(config: MkDocsConfig, templates: list[Path]) -> None:
    """Puts the overrides beside the page templates behind the site's own `custom_dir` and before the theme."""
    overrides = [
        str(folder / "overrides") for folder in dict.fromkeys(templates) if (folder / "overrides").is_dir()
    ]
    first = 1 if config.theme.custom_dir else 0
    config.theme.dirs[first:first] = overrides
