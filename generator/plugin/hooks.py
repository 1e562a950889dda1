"""What the plugin does at each event of MkDocs."""

from __future__ import annotations

import html
import os
import threading
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator import config as configuration
from generator import engine, rendering
from generator.config import mkdocs_file
from generator.errors import BriefingError, accepts_losses, machine_error, machine_failures
from generator.plugin import inspection, links, search_index, serving
from generator.plugin.compatibility import (
    find_source_of_extension,
    leave_out_iframe_worker,
    makes_navigation,
    move_data_files,
    names_of_others,
)
from generator.plugin.deferral import OVERRIDES, DeferredPages
from generator.plugin.messages import log, plugin_error
from generator.plugin.reports import log_result
from generator.plugin.staging import StagedBuild
from generator.rendering import store
from generator.safety import escaping, html_audit
from generator.updates import open_cache, update

EARLIEST, LATEST = 1_000_000, -1_000_000  # the priorities of what comes before and after everything
FIRST = 100  # the priority of what comes before other plugins
LAST = -100  # the priority of what looks at the work of other plugins
END = -1000  # of what looks at the finished site
SEARCH_PAGE = "search.md"
PUBLISHING_FILES = (".briefing", ".gitignore")  # how names of what stands beside the pages in docs/ begin


class BriefingPlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """One instance serves all builds of a `mkdocs serve`, which loads the configuration again for each."""

    def __init__(self) -> None:
        """Start without settings; MkDocs gives the configuration later."""
        self._build_lock = threading.Lock()
        self._is_serving = False
        self._is_dirty = False
        self._staged = StagedBuild()
        self._generated: frozenset[str] = frozenset()  # paths under docs/ that the last build wrote or kept
        self._ever_generated: frozenset[str] = frozenset()  # … that any build did since this program started
        self._has_changed = False
        self._deferred: DeferredPages | None = None
        self._rendered: store.RenderedSite | None = None  # by the last build, while serving
        self._published_site = Path("site")  # what is there now; MkDocs builds in `config.site_dir`

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Take the options as they are; they are checked where `briefing build` checks them too."""
        self._options = options or {}
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether MkDocs builds or serves, and whether it changes the site in place."""
        self._is_serving = command == "serve"
        self._is_dirty = dirty

    @event_priority(EARLIEST)
    def _stage_site(self, config: MkDocsConfig) -> None:
        """Let MkDocs build beside the published site, before other plugins learn where; with `--dirty`, in it."""
        if self._is_dirty:
            self._published_site = Path(config.site_dir)
        else:
            try:
                self._published_site = self._staged.begin(config)
            except BriefingError as error:
                raise plugin_error(error) from None

    @event_priority(FIRST)
    def _note_extensions(self, config: MkDocsConfig) -> None:
        """Note the extensions that mkdocs.yml lists; those that appear later are turned on by other plugins."""
        self._listed_extensions = tuple(config.markdown_extensions)

    @event_priority(LAST)
    def _configure(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings from the configuration, and give MkDocs the navigation and the templates.

        Raises PluginError for settings that cannot be used, and for extensions and plugins that are refused.
        """
        file = Path(config.config_file_path or "mkdocs.yml")
        try:
            # `serve` puts its own address where the site's stood; pages are written for the one in the file.
            values = mkdocs_file.load(file, os.environ) if self._is_serving else config
            site = configuration.read_site(values, file)
            site = replace(site, directory_urls=config.use_directory_urls)  # which plugins may have set
            self._settings = configuration.make_settings(self._options, file, Path(config.docs_dir), site)
            added = {
                name: find_source_of_extension(config.plugins, name, self)
                for name in config.markdown_extensions
                if name not in self._listed_extensions
            }
            configuration.refuse_risks(
                file, self._listed_extensions, config.plugins, self._settings.allow, added
            )
        except BriefingError as error:
            raise plugin_error(error) from None
        own = "material/search" if config.theme.name == "material" else "search"
        self._has_theme_search = own in config.plugins
        _add_theme_folders(config, [self._settings.templates, configuration.packaged_templates()])
        if not self._has_theme_search:
            leave_out_iframe_worker(config)
        config.extra["feeds"] = site.url is not None  # for the head of each page
        if config.nav is None and not makes_navigation(config.plugins):
            config.nav = self._navigation()
        return config

    on_config = CombinedEvent(_stage_site, _note_extensions, _configure)

    @event_priority(FIRST)
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Write the pages before MkDocs looks for them."""
        try:
            self._build()
        except BriefingError as error:
            raise plugin_error(error) from None
        self._skeleton = html_audit.allowed_elements(configuration.template_texts(self._settings.templates))

    @event_priority(END)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out the search page where the site has the search of its theme; complete a translation.

        The pages that this program renders itself are kept from MkDocs.
        """
        page = files.get_file_from_path(SEARCH_PAGE)
        if page and self._has_theme_search and SEARCH_PAGE in self._generated:
            files.remove(page)  # it would search in an index that is not made
        move_data_files(files, self._generated, config)
        if self._is_dirty:
            self._deferred = None
            return files
        self._deferred = DeferredPages(self._settings, self._published_site, last=self._rendered)
        return self._deferred.choose(
            files, self._generated, config, lambda event: names_of_others(config.plugins, event, self)
        )

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation, for the pages that are rendered here; let its own be converted fast."""
        self._nav = nav
        if self._deferred:
            self._deferred.quicken(nav, config)
        return nav

    @event_priority(FIRST)
    def _check_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Stop the build if a generated page holds what no template wrote."""
        if page.file.src_uri in self._generated:
            plugins = names_of_others(config.plugins, "page_markdown", self)
            inspection.check_content(page, content, self._skeleton, plugins)
        self._checked_content = content
        return content

    @event_priority(LAST)
    def _check_changes(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Stop the build if another plugin put something active into a generated page."""
        if page.file.src_uri in self._generated and content != self._checked_content:
            inspection.check_changes(page, content, names_of_others(config.plugins, "page_content", self))
        return content

    on_page_content = CombinedEvent(_check_content, _check_changes)

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Note the addresses of the generated pages, and learn the theme's scripts from pages without content.

        There is such a page for every depth of the site; none while serving, where no policy is applied.
        """
        generated = [file for file in files if file.src_uri in self._generated]
        self._addresses = {file.url.removeprefix("./") for file in generated}  # as the search names them
        self._paths = [file.dest_uri for file in generated if file.dest_uri.endswith(".html")]
        blank_pages = () if self._is_serving else inspection.blank_pages(env, config, files, self)
        self._scripts = inspection.learn_scripts(blank_pages)
        if self._deferred:
            facts = (self._skeleton, asdict(self._scripts), self._is_serving)
            self._deferred.render(config, self._nav, env, self._checks(config), facts)
        self._files = files
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give templates such as the site map all pages, deferred ones too."""
        context["pages"] = rendering.all_pages(self._files)
        return context

    @event_priority(LAST)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Apply the Content-Security-Policy to a page made by the theme."""
        return self._apply_csp(output, template_name) if template_name.endswith(".html") else output

    @event_priority(FIRST)
    def _check_scripts(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Stop the build if a generated page holds a script that the theme did not write."""
        if page.file.src_uri in self._generated and not self._is_serving:
            inspection.check_scripts(output, page.file.src_uri, self._scripts)
        return output

    @event_priority(LAST)
    def _finish_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Apply the Content-Security-Policy to a page, and warn of its scripts that will not run."""
        name, plugins = page.file.src_uri, names_of_others(config.plugins, "post_page", self)
        by_plugin = inspection.PLUGIN_SCRIPT_REMEDY.format(plugins=", ".join(plugins))
        return self._apply_csp(
            output, name, by_plugin if name in self._generated else inspection.OWN_SCRIPT_REMEDY
        )

    on_post_page = CombinedEvent(_check_scripts, _finish_page)

    @event_priority(LAST)
    def _finish_search(self, config: MkDocsConfig) -> None:
        """Put the search index into the site, if there is one, and check the index of MkDocs."""
        if not self._has_theme_search:
            try:
                search_index.write(self._settings, self._update, Path(config.site_dir))
            except BriefingError as error:
                raise plugin_error(error) from None
        inspection.check_search_index(Path(config.site_dir), self._addresses)

    @event_priority(END)
    def _follow_links(self, config: MkDocsConfig) -> None:
        """Warn of each link in a generated page or in a page of the theme whose target does not exist."""
        site = Path(config.site_dir)
        files = links.list_files(site)
        pages = [*self._paths, *config.theme.static_templates]
        if self._deferred:
            pages = self._deferred.pages_to_follow(pages, site, files)
        dead_links = links.find_dead_links(site, pages, config.site_url, files)
        for message in links.describe(dead_links):
            log.warning(f"briefing: {message}")
        if self._deferred:
            site_now = self._deferred.finish(files, bool(dead_links), keep=not self._is_serving)
            self._rendered = site_now if self._is_serving else None

    @event_priority(LATEST)
    def _publish_site(self, config: MkDocsConfig) -> None:
        """Let the finished site take the place of the published one."""
        try:
            self._staged.finish(config)
        except BriefingError as error:
            raise plugin_error(error) from None

    on_post_build = CombinedEvent(_finish_search, _follow_links, _publish_site)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the published site as it is; a lack of disk or memory ends with a message, not with a traceback."""
        message = self._staged.named(str(machine_error(error, f"writing {self._published_site}")))
        self._staged.abandon()
        if isinstance(error, (OSError, MemoryError)):
            raise Abort(message) from None

    def on_shutdown(self) -> None:
        """Clear away the staging folder of a build that was stopped, as by Ctrl-C."""
        self._staged.abandon()

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the seeds instead of the generated pages. Raises Abort if another program listens at the address."""
        serving.check_address(server)
        self._reloader = serving.Reloader(self._settings.root)
        serving.watch(server, self._settings, self._reloader, self._rebuild, self._is_generated)
        return server

    def _build(self) -> None:
        """Build the pages, remember which files were generated, and log what was done."""
        with self._build_lock:
            self._update = update(
                self._settings,
                date.today(),
                engine.no_progress,
                open_cache(self._settings),
                accept_losses=accepts_losses(os.environ),
            )
        published = self._update.result.published
        self._generated = published.files
        self._ever_generated |= self._generated | {*published.deleted}
        self._has_changed = bool(published.written or published.deleted)
        log_result(self._update.result, self._settings)

    def _rebuild(self) -> None:
        """Build while serving: an error is logged and the pages stay as they were."""
        try:
            with machine_failures("building while serving"):
                self._build()
                if self._has_changed:
                    self._reloader.request_reload()
        except BriefingError as error:
            log.error(f"briefing: {error}")

    def _is_generated(self, path: str) -> bool:
        """True for the path of a file below docs/ that a build writes."""
        place = Path(path).relative_to(self._settings.docs)
        own = (
            *PUBLISHING_FILES,
            f".{self._settings.docs.name}.briefing",
        )  # the last where docs/ is a mount point
        return place.parts[0].startswith(own) or place.as_posix() in self._ever_generated

    def _checks(self, config: MkDocsConfig) -> rendering.Checks:
        """What happens to a page that is rendered here in place of the events of MkDocs."""
        return rendering.Checks(
            content=lambda page, content: inspection.check_content(page, content, self._skeleton, ()),
            output=lambda page, output: self._finish_page(
                self._check_scripts(output, page=page, config=config), page=page, config=config
            ),
            shell=lambda output: (
                output if self._is_serving else inspection.finish_shell(output, self._scripts)
            ),
        )

    def _apply_csp(self, output: str, name: str, remedy: str = inspection.OWN_SCRIPT_REMEDY) -> str:
        """The page with the content security policy; unchanged while serving."""
        if self._is_serving:  # where MkDocs adds a script of its own
            return output
        return inspection.apply_csp(output, name, self._scripts, remedy)

    def _navigation(self) -> list[Any]:
        """The navigation of a site that configures none: sections and themes, but not the many articles."""
        themes = [
            {html.escape(escaping.clean_text(theme.title)): f"themes/{theme.id}.md"}
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


def _add_theme_folders(config: MkDocsConfig, templates: list[Path]) -> None:
    """Let the theme use the overrides beside the page templates, after the site's own `custom_dir`."""
    overrides = [
        str(folder / OVERRIDES) for folder in dict.fromkeys(templates) if (folder / OVERRIDES).is_dir()
    ]
    first = 1 if config.theme.custom_dir else 0
    config.theme.dirs[first:first] = overrides
