"""Renders the deferred pages of a site: fast where that gives MkDocs' own bytes, otherwise as MkDocs does."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment
from lxml import etree
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs.utils import write_file

from generator.rendering import fast_markdown, store
from generator.rendering.deferred import DeferredFile, all_pages
from generator.rendering.shells import (
    SPLICED_FIELDS,
    NotSpliceableError,
    PageParts,
    Shell,
    Shells,
    render,
)
from generator.safety import csp, html_audit

log = logging.getLogger("mkdocs.plugins.briefing")
IDS = etree.XPath("//@id | //a/@name", smart_strings=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the plugin does at the events of a page, which deferred pages do not pass."""

    content: Callable[[Page, str], None]  # after the Markdown is converted; raises PluginError
    output: Callable[[Page, str], str]  # after the template: checks the whole page and gives it a policy
    shell: Callable[
        [str], str
    ]  # the same for a page of markers; raises NotSpliceableError where it would object


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the last build left, and what tells whether it can be taken over."""

    site: store.RenderedSite
    folder: Path  # of the published site
    sources: Mapping[str, str]  # hashes of generated files under docs/, by path
    context: str  # hash of what the pages of this build depend on beside their sources
    audit: str  # hash of what the audit of their content depends on


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The pages of a build, and which of them have links that the last build did not have."""

    pages: Mapping[str, store.RenderedPage]  # by the path of their source
    changed: frozenset[str]  # paths in the site


def render_deferred(
    files: Files, config: MkDocsConfig, nav: Navigation, env: Environment, checks: Checks, earlier: Earlier
) -> Rendered:
    """Put each deferred page into the folder of the site; each then has a `page` with its front matter.

    Raises what MkDocs raises for a page that cannot be read or rendered, and PluginError if a check fails.
    """
    renderer = _Renderer(files, config, nav, env, checks, earlier)
    deferred = [file for file in files if isinstance(file, DeferredFile)]
    pages = {file.src_uri: renderer.write(file) for file in deferred}
    linking = [file.page for file in files if file.page and file.page.links_to_anchors]
    for page in linking:
        renderer.find_anchors(page.links_to_anchors or ())
    for page in linking:
        if isinstance(page.file, DeferredFile):  # MkDocs does it for the others
            page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    taken = len(deferred) - renderer.count
    log.info(
        f"briefing: {taken} pages taken over, {renderer.count} rendered, "
        f"{renderer.stock_count} of them by MkDocs itself"
    )
    return Rendered(pages=pages, changed=frozenset(renderer.changed))


class _Renderer:
    """Renders pages one after another, and knows their shells."""

    def __init__(
        self,
        files: Files,
        config: MkDocsConfig,
        nav: Navigation,
        env: Environment,
        checks: Checks,
        earlier: Earlier,
    ) -> None:
        """Prepare for the pages of one build."""
        self._earlier = earlier
        self._files, self._config, self._nav, self._env, self._checks = files, config, nav, env, checks
        self._pages = all_pages(files)
        self._shells = Shells(env, config, nav, self._pages, checks.shell)
        self._is_verified: dict[int, bool] = {}  # by the identity of a shell
        self._can_convert = fast_markdown.supports(config.markdown_extensions, config.mdx_configs)
        self.count = self.stock_count = 0
        self.changed: list[str] = []

    def write(self, file: File) -> store.RenderedPage:
        """Take a page over from the published site, or render it."""
        known = self._earlier.site.pages.get(file.src_uri)
        source = self._earlier.sources.get(file.src_uri) or store.digest(file.content_bytes)
        if known and known.source == source and self._earlier.site.context == self._earlier.context:
            published = self._earlier.folder / file.dest_uri
            if taken := store.take_over(known, published, Path(file.abs_dest_path)):
                Page(None, file, self._config).meta = dict(known.meta)
                return taken
        is_known = known is not None and known.source == source
        if not is_known:
            self.changed.append(file.dest_uri)
        return self._write(file, source, is_known and self._earlier.site.audit == self._earlier.audit)

    def _write(self, file: File, source: str, is_audited: bool) -> store.RenderedPage:
        """Render a page into the folder of the site, and forget its content."""
        page = Page(None, file, self._config)
        stage = "reading"
        try:
            page.read_source(self._config)
            is_converted = self._convert(page)
            if not is_audited:
                self._checks.content(page, page.content or "")
            stage = "building"
            output = self._splice(page) or self._render_as_mkdocs(page, is_converted)
            html = output.encode("utf-8", errors="xmlcharrefreplace")
            write_file(html, file.abs_dest_path)
        except Exception as error:
            log.error(
                f"Error {stage} page '{file.src_uri}':{'' if isinstance(error, BuildError) else f' {error}'}"
            )
            raise
        self.count += 1
        page.markdown = page.content = ""
        page.toc = TableOfContents([])
        meta = {name: value for name, value in page.meta.items() if name not in SPLICED_FIELDS}
        shown = json.loads(json.dumps(meta, default=str))
        return store.record(source, store.digest(html), Path(file.abs_dest_path), shown)

    def find_anchors(self, files: Iterable[File]) -> None:
        """Let the deferred pages among these files know their ids, against which MkDocs checks links.

        Reads those pages again.
        """
        for file in files:
            if isinstance(file, DeferredFile) and file.page and file.page.present_anchor_ids is None:
                page = file.page
                page.read_source(self._config)
                self._convert(page)
                page.present_anchor_ids = _find_ids(page.content or "")
                page.markdown = page.content = ""

    def _convert(self, page: Page) -> bool:
        """Convert the Markdown of a page; False if Python-Markdown did it."""
        is_converted = self._can_convert and convert_fast(page)
        if not is_converted:
            page.render(self._config, self._files)
        return is_converted

    def _splice(self, page: Page) -> str | None:
        """The whole HTML of a page by its shell; None if that may not be what the template would make."""
        content = page.content or ""
        if not all(map(html_audit.DATA.fullmatch, csp.find_scripts(content))):
            return None
        anchor = next((entry.id for entry in page.toc), None)
        parts = PageParts(name=page.file.name, anchor=anchor, meta=page.meta, content=content)
        try:
            shell = self._shells.find(page.file, parts)
        except NotSpliceableError as error:
            log.debug(f"briefing: {page.file.src_uri} is rendered by MkDocs: {error}")
            return None
        output = shell.fill(parts)
        return output if self._verify(shell, page, output) else None

    def _verify(self, shell: Shell, page: Page, output: str) -> bool:
        """True if the first page made by a shell is what MkDocs makes, which is asked once for each shell."""
        if id(shell) not in self._is_verified:
            model = Page(None, page.file, self._config)
            model.read_source(self._config)
            self._is_verified[id(shell)] = output == self._render_as_mkdocs(model, is_converted=True)
            page.file.page = page
            self.changed.append(page.file.dest_uri)  # for the links of the shell
            if not self._is_verified[id(shell)]:
                log.info(
                    f"briefing: pages like {page.file.src_uri} are rendered by MkDocs, as the theme needs it"
                )
        return self._is_verified[id(shell)]

    def _render_as_mkdocs(self, page: Page, is_converted: bool) -> str:
        """The whole HTML of a page by Python-Markdown and the theme's template, checked and with its policy.

        Counts the page. `is_converted` says that the content is not yet Python-Markdown's.
        """
        if is_converted:
            page.render(self._config, self._files)
        self.stock_count += 1
        return self._checks.output(page, render(self._env, self._config, self._nav, self._pages, page))


def quicken(pages: Iterable[Page], config: MkDocsConfig) -> None:
    """Let pages that MkDocs renders convert their Markdown fast, where that gives the same."""
    if fast_markdown.supports(config.markdown_extensions, config.mdx_configs):
        for page in pages:
            page.render = partial(_render_fast, page)  # type: ignore[method-assign]


def _render_fast(page: Page, config: MkDocsConfig, files: Files) -> None:
    """What `Page.render` does, for a page whose title is in its front matter; otherwise just that."""
    if page.meta.get("title") and convert_fast(page):
        page.present_anchor_ids = _find_ids(page.content or "")
        page.links_to_anchors = {}
    else:
        Page.render(page, config, files)


def convert_fast(page: Page) -> bool:
    """Give a page its content and its table of contents; False, and nothing, if only Python-Markdown can."""
    converted = fast_markdown.convert(page.markdown or "")
    if converted is None:
        return False
    page.content = converted.html
    page.toc = get_toc(
        nest_toc_tokens(
            [
                {"level": heading.level, "id": heading.id, "name": heading.text}
                for heading in converted.headings
            ]
        )
    )
    return True


def _find_ids(content: str) -> set[str]:
    """The ids of all elements of a page's content, to which links may lead."""
    return set(IDS(etree.fromstring(f"<body>{content}</body>", etree.HTMLParser(huge_tree=True))))
