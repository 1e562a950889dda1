"""What MkDocs and the theme made of the pages: nothing that no template wrote, and a policy for the browser.

Each function raises PluginError, which stops the build, if a generated page holds what may do harm.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from generator.safety import csp, html_audit

log = logging.getLogger("mkdocs.plugins.briefing")

SEARCH_INDEX = "search/search_index.json"  # of MkDocs' own search, below the site's folder
MAX_FINDINGS = 5  # named in a message
MAX_QUOTED_CHARS = 80
THEME_SCRIPT_REMEDY = (
    "On a page without content the theme does not have it, so it may come from an article. "
    "If it is yours, let it print nothing of the page, or put it into a file, named under `extra_javascript`."
)
OWN_SCRIPT_REMEDY = "It will not run. Put it into a file, named under `extra_javascript` in mkdocs.yml."


# --- the audit of the HTML -----------------------------------------------------------------------------------


def check_content(page: Page, content: str, skeleton: html_audit.AllowedElements) -> None:
    """Raise PluginError if the content, the titles or the description of a page hold what no template wrote."""
    head = [page.meta.get(name, "") for name in ("title", "description")]
    unescaped = [text for text in head if html_audit.is_active_in_attribute(text)]
    unescaped += [title for title in _headings(page.toc) if html_audit.is_active_in_text(title)]
    findings = [f"{text[:MAX_QUOTED_CHARS]!r} unescaped where the theme prints it" for text in unescaped]
    _raise_if_any(page.file.src_uri, [*findings, *html_audit.find_violations(content, skeleton)])


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


def _raise_if_any(place: str, findings: Sequence[str]) -> None:
    """Raise PluginError naming the page and the first findings, if there are any."""
    if findings:
        first = "; ".join([*dict.fromkeys(findings)][:MAX_FINDINGS])
        raise PluginError(
            f"\n{place}: not built, for it holds {first}. No template writes this, so it may come from "
            "an article and do harm: take the article out of seeds/ and report it. If a template of yours writes it: "
            "scripts and frames belong into templates/overrides/, and attributes into double quotation marks."
        )


# --- the policy for scripts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptPolicy:
    """The scripts that the theme has on pages without content, and the Content-Security-Policy that allows them."""

    known: frozenset[str]
    policy: str


def learn_scripts(blank_pages: Iterable[str]) -> ScriptPolicy:
    """The policy that allows the scripts of these pages; warns of scripts that they load from other hosts."""
    blanks = tuple(blank_pages)
    known = frozenset(script for blank in blanks for script in csp.find_scripts(blank))
    loaded = (address for blank in blanks for address in csp.external_sources(blank))
    for address in dict.fromkeys(loaded):
        log.warning(
            f"briefing: the theme loads {address}, which the pages forbid. Put the file into docs/ and name it "
            "in mkdocs.yml; for the fonts of the theme, write `font: false` there."
        )
    return ScriptPolicy(known=known, policy=csp.build_policy(known))


def apply_csp(output: str, name: str, scripts: ScriptPolicy, *, is_generated: bool) -> str:
    """The whole HTML of a page with the policy in its head.

    Raises PluginError if a generated page has a script that the theme has on no blank page; warns of one elsewhere.
    """
    for script in csp.find_scripts(output):
        if script not in scripts.known and not html_audit.DATA.fullmatch(script):
            finding = f"{name}: a script that is not the theme's: {script[:MAX_QUOTED_CHARS]!r}"
            if is_generated:
                raise PluginError(f"\n{finding}. {THEME_SCRIPT_REMEDY}")
            log.warning(f"briefing: {finding}. {OWN_SCRIPT_REMEDY}")
    page = csp.with_policy(output, scripts.policy)
    if page is None:
        log.warning(f"briefing: {name} has no head, so nothing governs what it may load.")
    return page or output


def blank_pages(env: Environment, config: MkDocsConfig, files: Files) -> Iterator[str]:
    """Pages as the theme renders them without content: one for each template and depth in the site."""
    home = _blank_page("index.md", config)
    nav = Navigation([], [home])
    kinds = {("main.html", "index.md")}
    for file in files.documentation_pages():
        folder, _, name = file.src_uri.rpartition("/")
        depth = f"{folder}/".count("/") if folder else 0
        template = file.page.meta.get("template", "main.html") if file.page else "main.html"
        kinds.add((template, "d/" * depth + ("index.md" if name == "index.md" else "blank.md")))
    for template, path in sorted(kinds):
        page = home if path == "index.md" else _blank_page(path, config)
        yield env.get_template(template).render(get_context(nav, [], config, page))
    for template in sorted(config.theme.static_templates):
        if template.endswith(".html"):
            root = urlsplit(config.site_url or "/").path
            yield env.get_template(template).render(get_context(nav, [], config, base_url=root))


def _blank_page(path: str, config: MkDocsConfig) -> Page:
    """A page without content at this path."""
    page = Page(None, File.generated(config, path, content=""), config)
    page.markdown, page.content, page.toc = "", "", get_toc([])
    return page
