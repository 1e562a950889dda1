"""Inspects the pages that MkDocs and the theme made, and gives each a policy for the browser.

Each function raises PluginError, which stops the build, if a generated page contains something that may do harm.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from jinja2 import TemplateError as JinjaError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import meta

from generator.plugin.compatibility import apply_others
from generator.plugin.messages import log, plugin_error
from generator.rendering import NotSpliceableError, all_pages
from generator.safety import csp, html_audit

SEARCH_INDEX = "search/search_index.json"  # of MkDocs' own search, below the site's folder
MAX_FINDINGS = 5  # named in a message
MAX_QUOTED_CHARS = 80
THEME_SCRIPT_REMEDY = (
    "On a page without content the theme does not have it, so it may come from an article. "
    "If it is yours, let it print nothing of the page, or put it into a file, named under `extra_javascript`."
)
OWN_SCRIPT_REMEDY = "It will not run. Put it into a file, named under `extra_javascript` in mkdocs.yml."
PLUGIN_SCRIPT_REMEDY = (
    "It will not run. A page without content has none like it; these plugins can add it: {plugins}."
)
ARTICLE_REMEDY = (
    "No template writes this, so it may come from an article and do harm: take the article out of seeds/ and report "
    "it. If a template of yours writes it: scripts and frames belong into templates/overrides/, and attributes into "
    "double quotation marks."
)
PLUGIN_REMEDY = (
    "It came with a change by another plugin, which must leave this page alone. Able to change it: {}."
)


# --- the audit of the HTML -----------------------------------------------------------------------------------


def check_content(
    page: Page, content: str, skeleton: html_audit.AllowedElements, plugins: Sequence[str]
) -> None:
    """Raise PluginError if the content, the titles or the description of a page hold what no template wrote.

    `plugins` are the names of those that can change the Markdown of a page, to be named if they did.
    """
    head = [page.meta.get(name, "") for name in ("title", "description")]
    unescaped = [text for text in head if html_audit.is_active_in_attribute(text)]
    unescaped += [title for title in _headings(page.toc) if html_audit.is_active_in_text(title)]
    findings = [f"{text[:MAX_QUOTED_CHARS]!r} unescaped where the theme prints it" for text in unescaped]
    findings += html_audit.find_violations(content, skeleton)
    is_changed = bool(findings) and _body_of(page.file) != (page.markdown or "").strip()
    _raise_if_any(page.file.src_uri, findings, _plugin_remedy(plugins) if is_changed else ARTICLE_REMEDY)


def check_changes(page: Page, content: str, plugins: Sequence[str]) -> None:
    """Raise PluginError if plugins that changed the content of a page put something active into it."""
    findings = html_audit.find_active_elements(content)
    _raise_if_any(page.file.src_uri, findings, _plugin_remedy(plugins))


def _body_of(file: File) -> str:
    """The Markdown in a file, without the front matter."""
    return str(meta.get_data(file.content_string)[0]).strip()


def _plugin_remedy(plugins: Sequence[str]) -> str:
    """What to do about a change by one of the plugins."""
    return PLUGIN_REMEDY.format(", ".join(plugins))


def check_search_index(site: Path, addresses: Collection[str]) -> None:
    """Raise PluginError if MkDocs' own search index, whose texts are shown as HTML, is harmful for a generated page.

    `addresses` are those of the generated pages, as the index names them. A site without that index passes.
    """
    index = site / SEARCH_INDEX
    if not index.exists():
        return
    for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]:
        if entry["location"].partition("#")[0] in addresses:
            findings = html_audit.find_violations(entry["text"], html_audit.SEARCH_ELEMENTS)
            findings += ["its title unescaped"] if html_audit.is_active_in_text(entry["title"]) else []
            _raise_if_any(f"{SEARCH_INDEX}, {entry['location']}", findings)


def _headings(entries: Iterable[AnchorLink]) -> Iterator[str]:
    """The headings in a page's table of contents, at all depths."""
    for entry in entries:
        yield entry.title
        yield from _headings(entry.children)


def _raise_if_any(place: str, findings: Sequence[str], remedy: str = ARTICLE_REMEDY) -> None:
    """Raise PluginError naming the page and the first findings, if there are any."""
    if findings:
        first = "; ".join([*dict.fromkeys(findings)][:MAX_FINDINGS])
        raise plugin_error(f"{place}: not built, for it holds {first}. {remedy}")


# --- the policy for scripts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptPolicy:
    """The scripts on pages without content, and the Content-Security-Policy that allows them."""

    by_theme: frozenset[str]
    finished: frozenset[str]  # as other plugins leave them, and those that they add
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankPage:
    """The HTML of a page without content, as the theme makes it and as other plugins leave it."""

    by_theme: str
    finished: str


def learn_scripts(blank_pages: Iterable[BlankPage]) -> ScriptPolicy:
    """The policy that allows the scripts of these pages; warns of scripts that they load from other hosts."""
    blanks = tuple(blank_pages)
    by_theme = frozenset(script for blank in blanks for script in csp.find_scripts(blank.by_theme))
    finished = frozenset(script for blank in blanks for script in csp.find_scripts(blank.finished))
    loaded = (address for blank in blanks for address in csp.external_sources(blank.finished))
    for address in dict.fromkeys(loaded):
        log.warning(
            f"briefing: the theme loads {address}, which the pages forbid. Put the file into docs/ and name it "
            "in mkdocs.yml; for the fonts of the theme, write `font: false` there."
        )
    return ScriptPolicy(by_theme=by_theme, finished=finished, policy=csp.build_policy(finished))


def check_scripts(output: str, name: str, scripts: ScriptPolicy) -> None:
    """Raise PluginError if a generated page, as the theme made it, has a script that no blank page has."""
    for script in csp.find_scripts(output):
        if script not in scripts.by_theme and not html_audit.DATA.fullmatch(script):
            raise plugin_error(f"{_describe_script(name, script)} {THEME_SCRIPT_REMEDY}")


def finish_shell(output: str, scripts: ScriptPolicy) -> str:
    """A page of markers with the policy in its head.

    Raises NotSpliceableError if there would be something to warn of, or to stop the build for, on each page like it.
    """
    known = scripts.by_theme & scripts.finished
    page = csp.with_policy(output, scripts.policy)
    if page is None or not known.issuperset(csp.find_scripts(output)):
        raise NotSpliceableError("the theme writes scripts that are on no page without content")
    return page


def apply_csp(output: str, name: str, scripts: ScriptPolicy, remedy: str) -> str:
    """The whole HTML of a finished page with the policy in its head; unchanged, with a warning, if it has no head.

    Warns of a script that is on no blank page, which the policy keeps from running, with a `remedy`.
    """
    for script in csp.find_scripts(output):
        if script not in scripts.finished and not csp.is_data(script):
            log.warning(f"briefing: {_describe_script(name, script)} {remedy}")
    page = csp.with_policy(output, scripts.policy)
    if page is None:
        log.warning(f"briefing: {name} has no head, so nothing governs what it may load.")
    return page or output


def _describe_script(name: str, script: str) -> str:
    """The page and the beginning of a script, as a sentence."""
    return f"{name}: a script that is not the theme's: {script[:MAX_QUOTED_CHARS]!r}."


def blank_pages(env: Environment, config: MkDocsConfig, files: Files, own: object) -> Iterator[BlankPage]:
    """Pages without content: one for each template and depth in the site, and the theme's own pages such as 404.html.

    `own` is the plugin that asks for them. A template that needs more than such a page has, as that of a blog's posts
    does, is left out.
    """
    home = _blank_page("index.md", config)
    nav = Navigation([], [home])
    depths = {0, *(file.dest_uri.count("/") for file in all_pages(files))}
    templates = {"main.html", *(file.page.meta.get("template", "main.html") for file in files if file.page)}
    for template, depth in product(sorted(templates), sorted(depths)):
        page = _blank_page("d/" * depth + "index.md", config) if depth else home
        try:
            html = env.get_template(template).render(get_context(nav, [], config, page))
        except (JinjaError, AttributeError, TypeError) as error:
            log.debug(f"briefing: {template} needs a page with content: {error}")
        else:
            finished = apply_others(config.plugins, "post_page", own, html, page=page, config=config)
            yield BlankPage(by_theme=html, finished=finished)
    for template in sorted(config.theme.static_templates):
        if template.endswith(".html"):
            root = urlsplit(config.site_url or "/").path
            html = env.get_template(template).render(get_context(nav, [], config, base_url=root))
            finished = apply_others(
                config.plugins, "post_template", own, html, template_name=template, config=config
            )
            yield BlankPage(by_theme=html, finished=finished)


def _blank_page(path: str, config: MkDocsConfig) -> Page:
    """A page without content at this path."""
    page = Page(None, File.generated(config, path, content=""), config)
    page.markdown, page.content, page.toc = "", "", get_toc([])
    return page
