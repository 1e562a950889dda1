"""Markdown extensions and plugins that are refused on a site with other people's text, and why. Pure.

Knows names and reasons; `config` reads `mkdocs.yml` and stops the build.

Pages hold no character that any of these acts upon (see `escaping`). The list is for the case that escaping fails:
each entry would then turn a mistake into a running script, a printed secret or a false quotation, and no site of
quotations needs it. Extensions that can at worst change how words look are not listed: abbreviations, footnotes,
admonitions, tabs, definition and task lists, highlighting, and what MkDocs turns on by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

ATTRIBUTES = "lets text write attributes into a page, event handlers among them"
FILES = "prints files of the machine that builds, when text asks for them"
COMMANDS = "runs commands on the machine that builds, when text asks for them"
ELEMENTS = "lets text write any element of HTML, with any attribute"
SERVERS = "sends pieces of text to other servers, or loads from them"
WORDS = "changes characters, so that a quotation is no longer word for word"
LINKS = "turns words of an article into links that its author chose"
MARKS = "lets text mark pieces of itself as inserted, deleted or commented"
MATHEMATICS = "puts words of an article into script elements"
BUNDLE = "turns on attr_list and md_in_html; name the extensions that are wanted one by one"

EXTENSIONS: Mapping[str, str] = {
    "attr_list": ATTRIBUTES,
    "extra": BUNDLE,
    "legacy_attrs": ATTRIBUTES,
    "markdown_include.include": FILES,
    "md_in_html": "reads Markdown inside of HTML, where the pages put the words of articles",
    "mdx_include": FILES,
    "mdx_math": MATHEMATICS,
    "plantuml_markdown": SERVERS,
    "pymdownx.arithmatex": MATHEMATICS,
    "pymdownx.b64": FILES,
    "pymdownx.blocks.admonition": ATTRIBUTES,
    "pymdownx.blocks.caption": ATTRIBUTES,
    "pymdownx.blocks.definition": ATTRIBUTES,
    "pymdownx.blocks.details": ATTRIBUTES,
    "pymdownx.blocks.html": ELEMENTS,
    "pymdownx.blocks.tab": ATTRIBUTES,
    "pymdownx.critic": MARKS,
    "pymdownx.emoji": "turns words between colons into pictures, by default loaded from elsewhere",
    "pymdownx.extra": BUNDLE,
    "pymdownx.magiclink": LINKS,
    "pymdownx.smartsymbols": WORDS,
    "pymdownx.snippets": FILES,
    "smarty": WORDS,
}

PLUGINS: Mapping[str, str] = {
    "codeinclude": FILES,
    "embed-external-markdown": SERVERS,
    "include-markdown": FILES,
    "kroki": SERVERS,
    "macros": COMMANDS,
    "markdown-exec": COMMANDS,
    "markdownextradata": "reads text as a template, which can print the whole configuration",
    "social": SERVERS,
    "table-reader": FILES,
    "tags": "prints tags raw, on the pages and in the search",
}

Entry = str | Mapping[str, object]  # of a list in `mkdocs.yml`: a name, or a name with its options


def find_objections(
    extensions: Iterable[Entry],
    plugins: Iterable[Entry],
    allowed: Iterable[str],
    added: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """A message for each refused extension or plugin and each unknown name in `allowed`: place, reason, remedy.

    `added` are extensions that no list names: each with the plugins that turn it on.
    """
    allowed_names = {_canonical_name(name) for name in allowed}
    return [
        *_refusals("markdown_extensions", extensions, EXTENSIONS, allowed_names),
        *(
            f"plugins → {source}: turns on {name}, which {EXTENSIONS[plain]}. {_remedy(plain)}"
            for name, source in added.items()
            if (plain := _canonical_name(name)) in EXTENSIONS and plain not in allowed_names
        ),
        *_refusals("plugins", plugins, PLUGINS, allowed_names),
        *(
            f'plugins → briefing → allow: found "{name}", which nothing forbids. '
            f"Known here: {', '.join(sorted({*EXTENSIONS, *PLUGINS}))}."
            for name in sorted(allowed_names - {*EXTENSIONS, *PLUGINS})
        ),
    ]


def _refusals(place: str, entries: Iterable[Entry], risks: Mapping[str, str], allowed: set[str]) -> list[str]:
    """A message for each entry whose name is in `risks` and not in `allowed`."""
    names = [name for entry in entries for name in ([entry] if isinstance(entry, str) else entry)]
    return [
        f"{place} → {name}: {risks[plain]}. {_remedy(plain)}"
        for name in names
        if (plain := _canonical_name(name)) in risks and plain not in allowed
    ]


def _remedy(name: str) -> str:
    """What to do about a refused extension or plugin."""
    return (
        f"Take it out; or, if every article is by people you trust, write `allow: [{name}]` under "
        "`plugins: - briefing:`."
    )


def _canonical_name(name: str) -> str:
    """The common name of an extension or plugin that has several: `extra` for `markdown.extensions.extra`."""
    return name.partition(":")[0].removeprefix("markdown.extensions.").removeprefix("material/")
