"""The MkDocs plugin: runs the build, watches the seeds, lends the theme, guards what is built. The only room that
knows MkDocs.

No page depends on it: the pages are complete Markdown in docs/ before MkDocs looks there.
"""

from __future__ import annotations

import html
import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugins
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from generator import config as configuration
from generator import pages, search
from generator.build import build
from generator.config import mkdocs_file
from generator.engine import Processes
from generator.errors import BriefingError
from generator.feeds import WITHOUT_FEEDS
from generator.safety import csp, escaping, html_audit

log = logging.getLogger("mkdocs.plugins.briefing")

FIRST = 100  # the priority of what other plugins build upon
LAST = -100  # of what looks at the work of other plugins
INDEX = ".cache/briefing/search"  # outside the site's folder, which MkDocs empties
BELL = ".cache/briefing/serve/bell"  # what MkDocs watches instead of the pages
OF_PUBLISHING = (".briefing", ".gitignore")  # what stands beside the pages in docs/
INDEX_OF_THE_SITE = "search/index"
SEARCH_PAGE = "search.md"
SEARCH_INDEX = "search/search_index.json"  # of MkDocs' own search
NO_PAGEFIND = (
    "briefing: Pagefind does not run on this machine, so the site has the search of its theme instead."
)
SCRIPT_OF_THE_THEME = (
    "On a page without content the theme does not have it, so it may come from an article. "
    "If it is yours, let it print nothing of the page, or put it into a file, named under `extra_javascript`."
)
SCRIPT_BY_HAND = "It will not run. Put it into a file, named under `extra_javascript` in mkdocs.yml."
QUIET = 0.3  # seconds without another change before a build: editors save a file in several steps


class BriefingPlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    def __init__(self) -> None:
        """Once for all builds of a `serve`, which loads the configuration again for each but starts up once."""
        self._building = threading.Lock()
        self._serving = False
        self._generated: frozenset[str] = frozenset()
        self._ours: frozenset[str] = frozenset()  # all that were generated since it began to serve
        self._changed = False
        self._rings = 0
        self._known: set[str] = set()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Takes the options as they are; they are checked where `briefing build` checks them too."""
        self._options = options or {}
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    @event_priority(FIRST)
    def _choose_search(self, config: MkDocsConfig) -> None:
        """Leaves the search to MkDocs if its plugin is listed; adds that plugin where there is no Pagefind."""
        own = "material/search" if config.theme.name == "material" else "search"
        self._indexer = None if own in config.plugins else search.find_indexer()
        if self._indexer is None and own not in config.plugins:
            log.info(NO_PAGEFIND)
            plugin = get_plugins()[own].load()()
            plugin.load_config({}, config.config_file_path)
            if hasattr(plugin, "on_startup"):
                plugin.on_startup(command="serve" if self._serving else "build", dirty=False)
            config.plugins[own] = plugin  # its own `on_config` comes after this one

    @event_priority(LAST)
    def _configure(self, config: MkDocsConfig) -> MkDocsConfig:
        file = Path(config.config_file_path or "mkdocs.yml")
        try:
            # `serve` puts its own address where the site's stood; pages are written for the one in the file.
            given = mkdocs_file.load(file, os.environ) if self._serving else config
            site = configuration.read_site(given, file)
            self._settings = configuration.make_settings(self._options, file, Path(config.docs_dir), site)
            configuration.refuse_risks(file, config.markdown_extensions, config.plugins, self._settings.allow)
        except BriefingError as error:
            raise PluginError(f"\n{error}") from None
        _lend_theme(config, [self._settings.templates, pages.packaged()])
        config.extra["feeds"] = site.url is not None  # for the head of each page
        if config.nav is None:
            config.nav = self._navigation()
        return config

    on_config = CombinedEvent(_choose_search, _configure)

    def on_pre_build(self, config: MkDocsConfig) -> None:
        try:
            self._build()
        except BriefingError as error:
            raise PluginError(f"\n{error}") from None
        self._skeleton = html_audit.skeleton(pages.sources(self._settings.templates))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        page = files.get_file_from_path(SEARCH_PAGE)
        if page and self._indexer is None and SEARCH_PAGE in self._generated:
            files.remove(page)  # it would search in an index that is not made
        return files

    @event_priority(LAST)
    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Stops the build if a generated page holds what no template wrote, in its content or in its titles."""
        if page.file.src_uri in self._generated:
            head = [page.meta.get(name, "") for name in ("title", "description")]
            shown = [each for each in head if html_audit.active_as_attribute(each)]
            shown += [each for each in _titles(page.toc) if html_audit.active_as_text(each)]
            found = [f"{each[:80]!r} unescaped where the theme prints it" for each in shown]
            _stop_at(page.file.src_uri, [*found, *html_audit.findings(content, self._skeleton)])
        return content

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Learns the theme's scripts from pages without content, at every depth the site has."""
        self._addresses = {
            file.url.removeprefix("./") for file in files if file.src_uri in self._generated
        }  # as the search names them
        blanks = [] if self._serving else [*_blank_pages(env, config, files)]
        self._known = {script for blank in blanks for script in csp.scripts(blank)}
        self._policy = csp.policy(self._known)
        for address in dict.fromkeys(each for blank in blanks for each in csp.loaded_from_elsewhere(blank)):
            log.warning(
                f"briefing: the theme loads {address}, which the pages forbid. Put the file into docs/ and name it "
                "in mkdocs.yml; for the fonts of the theme, write `font: false` there."
            )
        return env

    @event_priority(LAST)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._governed(output, template_name) if template_name.endswith(".html") else output

    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._governed(output, page.file.src_uri)

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Lays the search index into the site; looks through that of MkDocs, which shows what it holds as HTML."""
        if self._indexer:
            self._index(self._indexer, Path(config.site_dir, INDEX_OF_THE_SITE))
        index = Path(config.site_dir, SEARCH_INDEX)
        if index.exists():
            for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]:
                if entry["location"].partition("#")[0] in self._addresses:
                    found = html_audit.findings(entry["text"], html_audit.SEARCH)
                    found += ["its title unescaped"] if html_audit.active_as_text(entry["title"]) else []
                    _stop_at(f"{SEARCH_INDEX}, {entry['location']}", found)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Builds when a seed or template changes; MkDocs is woken once, when all pages are written.

        It does not watch docs/ itself, where it would see the pages of one build as several changes.
        """
        docs, bell = Path(config.docs_dir), self._settings.root / BELL
        bell.parent.mkdir(parents=True, exist_ok=True)
        server.unwatch(str(docs))
        server.watch(str(bell.parent))
        server.observer.schedule(_Changes(self._ring, beside=self._is_ours), str(docs), recursive=True)
        changes = _Changes(self._rebuild)
        for folder in (self._settings.seeds, self._settings.templates):
            if folder.is_dir():
                server.observer.schedule(changes, str(folder), recursive=True)
        overrides = self._settings.overrides
        if (
            overrides.parent.is_dir()
        ):  # the folder, as editors of text replace a file rather than write into it
            server.observer.schedule(_Changes(self._rebuild, only=overrides), str(overrides.parent))
        return server

    def _build(self) -> None:
        with self._building:
            report = build(self._settings, date.today(), Processes())
        self._briefing = report.briefing
        self._generated = frozenset((*report.published.written, *report.published.unchanged))
        counts, published = report.briefing.counts, report.published
        log.info(
            f"briefing: {counts['published']} of {counts['found']} files used; "
            f"{len(published.written)} pages written, {len(published.deleted)} deleted"
        )
        for fate in report.briefing.ledger:
            if fate.outcome == "quarantined":
                log.info(f"briefing: {fate.source} set aside: {fate.reason}. {fate.hint}")
        if report.briefing.site.url is None:
            log.info(f"briefing: {WITHOUT_FEEDS}")
        for path in published.kept:
            log.info(f"briefing: docs/{path} was written by hand and stays")
        self._ours |= self._generated | {*published.deleted}
        self._changed = bool(published.written or published.deleted)

    def _index(self, indexer: search.Indexer, place: Path) -> None:
        bundles = search.bundles(self._briefing)
        folder = self._settings.root / INDEX
        try:
            made = search.write(bundles, self._settings.language, indexer, folder)
        except BriefingError as error:
            raise PluginError(f"\n{error}") from None
        search.install(folder, place)
        log.info(f"briefing: {len(made)} of {len(bundles)} parts of the search index made")

    def _governed(self, output: str, name: str) -> str:
        """The page under the policy, with no script on it that the theme does not have on an empty page."""
        if self._serving:  # where MkDocs adds a script of its own
            return output
        for script in csp.scripts(output):
            if script not in self._known and not html_audit.DATA.fullmatch(script):
                found = f"{name}: a script that is not the theme's: {script[:80]!r}"
                if name in self._generated:
                    raise PluginError(f"\n{found}. {SCRIPT_OF_THE_THEME}")
                log.warning(f"briefing: {found}. {SCRIPT_BY_HAND}")
        governed = csp.applied(output, self._policy)
        if governed is None:
            log.warning(f"briefing: {name} has no head, so nothing governs what it may load.")
        return governed or output

    def _rebuild(self) -> None:
        try:
            self._build()
        except BriefingError as error:
            log.error(f"briefing: {error}")
        else:
            if self._changed:
                self._ring()

    def _ring(self) -> None:
        """Wakes MkDocs."""
        self._rings += 1
        (self._settings.root / BELL).write_text(f"{self._rings}\n", encoding="utf-8")

    def _is_ours(self, path: str) -> bool:
        """Whether a file below docs/ is one that a build writes."""
        place = Path(path).relative_to(self._settings.docs)
        return place.parts[0] in OF_PUBLISHING or place.suffix == ".tmp" or place.as_posix() in self._ours

    def _navigation(self) -> list[Any]:
        """Sections and themes, never articles: a page would otherwise carry the titles of all of them."""
        themes = [
            {html.escape(escaping.clean(theme.title)): f"themes/{theme.id}.md"}
            for theme in self._settings.themes
        ]
        return [
            {"Briefing": "index.md"},
            *([{"Themes": themes}] if themes else []),
            {"Timeline": "timeline/index.md"},
            {"Sources": "sources.md"},
            {"Coverage": "coverage.md"},
            *([{"About": "about.md"}] if (self._settings.docs / "about.md").exists() else []),
        ]


def _titles(entries: Iterable[AnchorLink]) -> Iterator[str]:
    """The headings in a page's table of contents, at all depths."""
    for entry in entries:
        yield entry.title
        yield from _titles(entry.children)


def _stop_at(place: str, found: Sequence[str]) -> None:
    if found:
        first = "; ".join([*dict.fromkeys(found)][:5])
        raise PluginError(
            f"\n{place}: not built, for it holds {first}. No template writes this, so it may come from "
            "an article and do harm: take the article out of seeds/ and report it. If a template of yours writes it: "
            "scripts and frames belong into templates/overrides/, and attributes into double quotation marks."
        )


def _blank_pages(env: Environment, config: MkDocsConfig, files: Files) -> Iterator[str]:
    """Pages as the theme makes them with nobody's words on them: one for each template and depth in the site."""
    home = _blank("index.md", config)
    nav = Navigation([], [home])
    kinds = {("main.html", "index.md")}
    for file in files.documentation_pages():
        folder, _, name = file.src_uri.rpartition("/")
        depth = f"{folder}/".count("/") if folder else 0
        template = file.page.meta.get("template", "main.html") if file.page else "main.html"
        kinds.add((template, "d/" * depth + ("index.md" if name == "index.md" else "blank.md")))
    for template, path in sorted(kinds):
        page = home if path == "index.md" else _blank(path, config)
        yield env.get_template(template).render(get_context(nav, [], config, page))
    for template in sorted(config.theme.static_templates):
        if template.endswith(".html"):
            root = urlsplit(config.site_url or "/").path
            yield env.get_template(template).render(get_context(nav, [], config, base_url=root))


def _blank(path: str, config: MkDocsConfig) -> Page:
    page = Page(None, File.generated(config, path, content=""), config)
    page.markdown, page.content, page.toc = "", "", get_toc([])
    return page


class _Changes(FileSystemEventHandler):
    """Calls back once for a burst of changes."""

    def __init__(
        self, callback: Any, only: Path | None = None, beside: Callable[[str], bool] | None = None
    ) -> None:
        self._callback = callback
        self._only = only
        self._beside = beside  # says of a path that it does not count
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in ("created", "modified", "moved", "deleted"):
            return
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        if self._only and str(self._only) not in paths:
            return
        if self._beside and all(map(self._beside, paths)):
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
