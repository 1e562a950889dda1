"""Which Markdown extensions and plugins a site with other people's text does without, and why. Pure.

Knows names and reasons; reading them out of `mkdocs.yml`, and stopping the build, is left to others.

The pages hold no character that any of these acts upon (`markup.text`). The guard is for the day when that fails:
what is listed here would turn a slip into a running script, a printed secret or a false quotation, and no site
of quotations needs it. Not listed is what could at worst change how the words look: abbreviations, footnotes,
admonitions, tabs, definition and task lists, highlighting. What MkDocs turns on by itself is among those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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

Named = str | Mapping[str, object]  # as an entry of a list in `mkdocs.yml`: a name, or a name and its options


def objections(extensions: Iterable[Named], plugins: Iterable[Named], allowed: Iterable[str]) -> list[str]:
    """A sentence for each extension, plugin and allowance that cannot stay: where, what, why, and the way out."""
    by_name = {_plain(name) for name in allowed}
    return [
        *_refused("markdown_extensions", extensions, EXTENSIONS, by_name),
        *_refused("plugins", plugins, PLUGINS, by_name),
        *(
            f'plugins → briefing → allow: found "{name}", which nothing forbids. '
            f"Known here: {', '.join(sorted({*EXTENSIONS, *PLUGINS}))}."
            for name in sorted(by_name - {*EXTENSIONS, *PLUGINS})
        ),
    ]


def _refused(place: str, found: Iterable[Named], risks: Mapping[str, str], allowed: set[str]) -> list[str]:
    names = [name for entry in found for name in ([entry] if isinstance(entry, str) else entry)]
    return [
        f"{place} → {name}: {risks[plain]}. Take it out; or, if every article is by people you trust, "
        f"write `allow: [{plain}]` under `plugins: - briefing:`."
        for name in names
        if (plain := _plain(name)) in risks and plain not in allowed
    ]


def _plain(name: str) -> str:
    """An extension or plugin goes by several names: `markdown.extensions.extra`, `attr_list:AttrListExtension`."""
    return name.partition(":")[0].removeprefix("markdown.extensions.").removeprefix("material/")
