"""The pages that this program renders itself: which they are, what is known of them, and whose links to follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator import publish, rendering
from generator.cache import program_version
from generator.config import Settings, packaged_templates
from generator.errors import machine_failures
from generator.models import Rendering
from generator.plugin import links
from generator.plugin.messages import log
from generator.rendering import store

OVERRIDES = "overrides"  # the folder of templates for the theme, below that of the templates for pages
RENDERED = "rendered.json"  # below the folder of the cache
PACKAGE = Path(__file__).parent.parent


class DeferredPages:
    """The pages of a build that MkDocs is kept from, and those of the build before."""

    def __init__(self, settings: Settings, published: Path, *, last: store.RenderedSite | None) -> None:
        """Begin a build of a site whose folder is `published`; `last` is the build before, if it is in memory."""
        self._settings, self._published = settings, published
        self._last = store.read(self._file) if last is None else last
        self._files = Files([])
        self._generated: frozenset[str] = frozenset()
        self._earlier: rendering.Earlier | None = None
        self._rendered: rendering.Rendered | None = None

    @property
    def _file(self) -> Path:
        """Where it is kept what a build rendered."""
        return self._settings.cache / RENDERED

    def choose(
        self,
        files: Files,
        generated: frozenset[str],
        config: MkDocsConfig,
        others: Callable[[str], Iterable[str]],
    ) -> Files:
        """The files with the generated pages outside the navigation deferred; as they are where MkDocs is needed.

        `others` gives the other plugins that handle an event.
        """
        if self._settings.rendering is Rendering.STOCK:
            return files
        if obstacle := rendering.find_obstacle(config, others, packaged_templates() / OVERRIDES):
            log.info(f"briefing: MkDocs renders every page itself, which takes longer: {obstacle}")
            return files
        self._files = rendering.defer(files, generated, config)
        self._generated = generated
        return self._files

    def quicken(self, nav: Navigation, config: MkDocsConfig) -> None:
        """Let MkDocs convert the Markdown of generated pages in the navigation fast, if pages are deferred."""
        rendering.quicken((page for page in nav.pages if page.file.src_uri in self._generated), config)

    def render(
        self,
        config: MkDocsConfig,
        nav: Navigation,
        env: Environment,
        checks: rendering.Checks,
        facts: Sequence[Any],
    ) -> None:
        """Render the deferred pages. `facts` are what the checks depend on: of the content, and of the whole page."""
        version = program_version(PACKAGE).hex()
        by_mkdocs = [file.src_uri for file in self._files.documentation_pages()]
        self._earlier = rendering.Earlier(
            site=self._last,
            folder=self._published,
            sources=publish.read_hashes(self._settings.docs),
            context=rendering.hash_context(config, nav, by_mkdocs, [version, *facts]),
            audit=rendering.hash_facts([version, facts[0]]),
        )
        self._rendered = rendering.render_deferred(self._files, config, nav, env, checks, self._earlier)

    def pages_to_follow(self, paths: Sequence[str], site: Path, files: frozenset[str]) -> list[str]:
        """Those of some pages whose links have to be followed: all, unless those of the others were, and still hold."""
        if self._rendered is None or self._last.has_dead_links:
            return [*paths]
        sources = {
            file.dest_uri: Path(str(file.abs_src_path))
            for file in self._files
            if isinstance(file, rendering.DeferredFile)
        }
        fresh = [path for path in paths if path not in sources or path in self._rendered.changed]
        lost = [*(self._last.files - files), *links.find_lost_places(self._published, site, fresh)]
        referrers = {*links.find_referrers(lost, sources), *(_one_of_each_folder(sources) if lost else ())}
        return [*fresh, *sorted(referrers.difference(fresh))]

    def finish(self, files: frozenset[str], has_dead_links: bool, *, keep: bool) -> store.RenderedSite | None:
        """What was rendered, for the next build; None if nothing was. With `keep`, also on the disk."""
        if self._rendered is None or self._earlier is None:
            return None
        site = store.RenderedSite(
            context=self._earlier.context,
            audit=self._earlier.audit,
            pages=self._rendered.pages,
            files=files,
            has_dead_links=has_dead_links,
        )
        if keep:
            with machine_failures(f"writing {self._file}"):
                store.write(self._file, site)
        return site


def _one_of_each_folder(pages: Iterable[str]) -> Iterator[str]:
    """The first page of each folder, for the links that the theme writes on all pages there."""
    return iter({str(Path(page).parent.parent): page for page in pages}.values())
