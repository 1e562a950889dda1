"""The HTML around the content of a page: the theme's own template, rendered once and cut where pages differ.

The template is rendered for a page whose title, description, content and other parts are markers. What it makes of a
marker (prints it as it is, escapes it, strips tags and entities first) is found in its output, and done to each page's
own words. What else the template reads of a page's front matter is noted, and pages of which it would read something
else get a shell of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

# Words that no template contains. Those of front matter have an entity, so that each treatment shows.
NAME, ANCHOR = "briefing7name7marker", "briefing7anchor7marker"
WORDS = "briefing7{}7marker &#x27;a &amp; b"
CONTENT = "<h1>briefing7content7marker</h1>"
MARKER = re.compile("briefing7[a-z]+7marker", re.IGNORECASE)
SPLICED_FIELDS = ("title", "description", "canonical")  # of front matter, which differ from page to page
NAMES = re.compile(r"[A-Za-z0-9_-]+")  # the same in a path, an address and an attribute
ACTIVE = re.compile(r"[<>\"\x00-\x1f]")  # templates treat fields differently that contain these

Treatment = Callable[[str], str]
TREATMENTS: Sequence[
    Treatment
] = (  # of a field, as templates write them; the last two are `striptags` and `striptags | e`
    str,
    lambda words: str(escape(words)),
    lambda words: Markup(words).striptags(),
    lambda words: str(escape(Markup(words).striptags())),
)


class NotSpliceableError(Exception):
    """A template does something with a page that a shell cannot repeat for other pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """What a shell is filled with: the parts in which pages differ."""

    name: str  # the last part of the address
    anchor: str | None  # id of the first heading, to which the page's skip link leads
    meta: Mapping[str, Any]  # the front matter
    content: str


@dataclass(frozen=True, slots=True)
class _Hole:
    """A place in a shell: whose words belong there, and what the template does to them."""

    part: str
    treatment: Treatment


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A rendered template in pieces: texts, and the holes between them."""

    texts: tuple[str, ...]
    holes: tuple[_Hole, ...]
    read: Mapping[
        str, Any
    ]  # what the template read of the front matter, by key; None where there is no such key
    names: frozenset[
        str
    ]  # that occur in the texts: a link to the page itself would be another for the page of markers

    def fits(self, page: PageParts) -> bool:
        """True if the template would read the same of this page's front matter, the fields that are spliced aside."""
        return all(page.meta.get(key) == value for key, value in self.read.items())

    def fill(self, page: PageParts) -> str:
        """The whole HTML of a page."""
        words = {"name": page.name, "anchor": page.anchor, "content": page.content, **page.meta}
        pieces = [self.texts[0]]
        for hole, text in zip(self.holes, self.texts[1:], strict=True):
            pieces += (hole.treatment(words[hole.part]), text)
        return "".join(pieces)


@dataclass(slots=True)
class Shells:
    """The shells of a site, made when the first page needs them."""

    env: Environment
    config: MkDocsConfig
    nav: Navigation
    files: Sequence[File]  # of all pages, as templates get them
    finish: Callable[[str], str]  # the checks and changes after the template, for the text of a shell
    _made: dict[tuple[Any, ...], list[Shell]] = field(default_factory=dict)

    def find(self, file: File, page: PageParts) -> Shell:
        """The shell for a page. Raises NotSpliceableError if there can be none."""
        folder = _folder(file, page)
        fields = tuple(bool(page.meta.get(name)) for name in SPLICED_FIELDS)
        made = self._made.setdefault((folder, page.meta.get("template"), page.anchor is None, fields), [])
        shell = next((shell for shell in made if shell.fits(page)), None)
        if shell is None:
            shell = self._make(folder, page)
            made.append(shell)
        if page.name in shell.names:
            raise NotSpliceableError("the template links to this page")
        return shell

    def _make(self, folder: str, page: PageParts) -> Shell:
        """Render the template for a page like this one, and cut it."""
        meta = _TracedMeta(
            {**page.meta, **{name: WORDS.format(name) for name in SPLICED_FIELDS if page.meta.get(name)}}
        )
        html = self.finish(
            render(self.env, self.config, self.nav, self.files, self._model(folder, page, meta))
        )
        texts, holes = _cut(html)
        names = frozenset(NAMES.findall("\n".join(texts)))
        return Shell(texts=texts, holes=holes, read=meta.read, names=names)

    def _model(self, folder: str, page: PageParts, meta: dict[str, Any]) -> Page:
        """A page of markers in this folder."""
        file = File(
            f"{folder}{NAME}.md", self.config.docs_dir, self.config.site_dir, self.config.use_directory_urls
        )
        model = Page(None, file, self.config)
        model.markdown, model.content, model.meta = "", CONTENT, meta
        model.toc = TableOfContents([]) if page.anchor is None else _TracedContents()
        return model


def render(env: Environment, config: MkDocsConfig, nav: Navigation, files: Sequence[File], page: Page) -> str:
    """Render the template of a page as MkDocs does."""
    page.active = True
    try:
        template = env.get_template(page.meta.get("template", "main.html"))
        return template.render(get_context(nav, files, config, page))
    finally:
        page.active = False


def _folder(file: File, page: PageParts) -> str:
    """The folder of a page's source file, with a slash; empty for the top.

    Raises NotSpliceableError for an unusual page. Usual is a page that is no index, whose content has a main heading,
    and whose title, description and canonical address are plain text.
    """
    folder, _, name = file.src_uri.removesuffix(".md").rpartition("/")
    if name != page.name or not NAMES.fullmatch(name) or name.lower() in ("index", "readme"):
        raise NotSpliceableError("its address is not made of its name alone")
    if "<h1" not in page.content or MARKER.search(page.content):
        raise NotSpliceableError("its content has no heading, or has a marker")
    if not page.meta.get("title") or not all(_is_plain(page.meta.get(name, "")) for name in SPLICED_FIELDS):
        raise NotSpliceableError("its title, description or canonical address is not plain text")
    return f"{folder}/" if folder else ""


def _is_plain(words: Any) -> bool:
    """True for text that templates treat like any other: without tags, quotation marks and doubled white space."""
    return isinstance(words, str) and not ACTIVE.search(words) and words == " ".join(words.split())


class _TracedMeta(dict[str, Any]):
    """Front matter that notes which keys are read beside those that are spliced."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Start with these values, none of them read."""
        super().__init__(values)
        self.read: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """Like that of a dictionary; notes the key as read."""
        self._note(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        """Like that of a dictionary; notes the key as read."""
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Like that of a dictionary; notes the key as read."""
        self._note(str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        """Raise NotSpliceableError."""
        raise NotSpliceableError("the template goes through the whole front matter")

    keys = values = items = __iter__  # type: ignore[assignment]

    def _note(self, key: str) -> None:
        """Remember what was read, except of fields that are spliced."""
        if key not in SPLICED_FIELDS:
            self.read[key] = super().get(key)


class _TracedContents(TableOfContents):
    """A table of contents whose first entry is a marker, and which has no other."""

    def __init__(self) -> None:
        """Start with the marker."""
        super().__init__([AnchorLink(WORDS.format("heading"), ANCHOR, 2)])

    def __iter__(self) -> Iterator[AnchorLink]:
        """The first entry; raises NotSpliceableError where a second one is asked for."""
        yield from self.items
        raise NotSpliceableError("the template goes through the whole table of contents")

    def __len__(self) -> int:
        """Raise NotSpliceableError."""
        raise NotSpliceableError("the template counts the table of contents")


def _cut(html: str) -> tuple[tuple[str, ...], tuple[_Hole, ...]]:
    """Cut the page of markers into texts and holes. Raises NotSpliceableError for a marker that was changed."""
    texts, holes, position = [], [], 0
    for marker in MARKER.finditer(html):
        hole, start, end = _hole(html, marker)
        texts.append(html[position:start])
        holes.append(hole)
        position = end
    texts.append(html[position:])
    return tuple(texts), tuple(holes)


def _hole(html: str, marker: re.Match[str]) -> tuple[_Hole, int, int]:
    """The hole at a marker, and where its words begin and end in the page of markers."""
    part = marker[0].removeprefix("briefing7").removesuffix("7marker")
    if marker[0] in (NAME, ANCHOR):
        return _Hole(part, str), marker.start(), marker.end()
    if html.startswith(CONTENT, marker.start() - len("<h1>")):
        start = marker.start() - len("<h1>")
        return _Hole(part, str), start, start + len(CONTENT)
    if part in SPLICED_FIELDS:
        for treatment in TREATMENTS:
            words = treatment(WORDS.format(part))
            if html.startswith(words, marker.start()):
                return _Hole(part, treatment), marker.start(), marker.start() + len(words)
    raise NotSpliceableError(f"the template changes {marker[0]}")
