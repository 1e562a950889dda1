"""HTML → its text and the blocks in it, in the order of the document. Knows nothing of articles.

The depth of a document is counted before it is parsed, because parsers and walks over their trees recurse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from generator.models import Block, BlockKind, Reason
from generator.readers import lines, tags
from generator.readers.file import Refused

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_DEPTH = 512
TOKEN = re.compile(r"<!--|-->|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>[^<>]*+)")
SPACE = re.compile(r"[ \t\n\r\f]+")
VOID_TAGS = frozenset(
    "area base basefont br col embed frame hr img input keygen link meta param source track wbr".split()
)
RAW_TEXT_TAGS = frozenset(
    "script style textarea title xmp iframe noembed noframes".split()
)  # hold text, not elements
BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead title tr ul
    """.split()
)
# An end tag may be left out: a start tag of this name ends these, when they are open and innermost.
IMPLIED_END_TAGS = {
    **dict.fromkeys(BLOCK_TAGS, ("p",)),
    **dict.fromkeys(("dt", "dd"), ("p", "dt", "dd")),
    **dict.fromkeys(("td", "th"), ("p", "td", "th")),
    "li": ("p", "li"),
    "tr": ("p", "td", "th", "tr"),
    "option": ("option",),
}
INVISIBLE_TAGS = frozenset(
    "script style template noscript head title textarea iframe noembed noframes".split()
)  # not text of the document at all
STRUCK_TAGS = frozenset("del s strike".split())  # text that its author has taken back
NON_PROSE_TAGS = frozenset(
    "nav footer aside form button select svg iframe object menu dialog label".split()
)  # not its prose
HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0[a-z%]*|mso-hide\s*:\s*all)\s*(?:!|;|$)",
    re.IGNORECASE,
)
ROOT_TAGS = frozenset(("html", "body"))  # hidden until a script of the page shows them
BLOCK_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """The text between two boundaries of block elements, with the line breaks of the document."""

    text: str
    kind: BlockKind
    apart: bool  # stands in navigation, a form, a footer …
    linked: int  # characters of it that are links
    element: HtmlElement  # the block element in which it stands

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The piece as blocks, one for each of its paragraphs."""
        return tuple(Block(kind=self.kind, text=paragraph) for paragraph in lines.split(self.text))


@dataclass(frozen=True)
class Document:
    """A parsed HTML document and its text."""

    root: HtmlElement

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the document in reading order."""
        return tuple(_pieces(self.root))

    @cached_property
    def text(self) -> str:
        """Everything that a reader of the document could see, one line for each piece."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The pieces of the document that are prose, by the elements in which they stand."""
        return tuple(block for piece in self.pieces if not piece.apart for block in piece.blocks)


def parse(text: str) -> Document:
    """Parse decoded HTML, a page or a fragment, without its comments; an empty page if there is nothing else in it.

    Signs that only look like tags become text. Raises Refused if it nests deeper than MAX_DEPTH.
    """
    if depth(text) > MAX_DEPTH:
        raise Refused(
            Reason.TOO_DEEP, f"Its elements nest more than {MAX_DEPTH} deep. Save the article's text alone."
        )
    from lxml import etree, html

    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, encoding="utf-8"
    )
    try:
        source = tags.without_stray_signs(text).encode("utf-8", "replace")
        return Document(html.document_fromstring(source, parser=parser))
    except etree.ParserError:  # nothing in it but comments or white space
        return Document(html.document_fromstring("<html></html>"))


def line(text: str) -> str:
    """The text of a piece of HTML in one line, for titles and names."""
    if "<" in text:
        text = parse(text).text if tags.is_html(text) else tags.without_tags(text)
    return " ".join(unescape(text).split())


def depth(text: str) -> int:
    """Return the nesting depth of elements, counted from the tags in linear time; stops counting beyond MAX_DEPTH."""
    nesting, counts = list[str](), Counter[str]()
    terminator, deepest = "", 0  # what ends the current comment ("-->") or raw text (its tag name)
    for token in TOKEN.finditer(text):
        name = (token["name"] or "").lower()
        if terminator:
            ends = token[0] == "-->" if terminator == "-->" else (token["close"] and name == terminator)
            terminator = "" if ends else terminator
        elif not name:
            terminator = "-->" if token[0] == "<!--" else ""
        elif token["close"]:
            _close_element(name, nesting, counts)
        elif name in RAW_TEXT_TAGS:
            terminator = name
        elif name not in VOID_TAGS and not token["rest"].endswith("/"):
            while nesting and nesting[-1] in IMPLIED_END_TAGS.get(name, ()):
                counts[nesting.pop()] -= 1
            nesting.append(name)
            counts[name] += 1
            deepest = max(deepest, len(nesting))
            if deepest > MAX_DEPTH:
                break
    return deepest


def _close_element(name: str, nesting: list[str], counts: Counter[str]) -> None:
    """Close the innermost element of that name and all inside it; ignore an end tag without a start tag."""
    while counts[name]:
        ended = nesting.pop()
        counts[ended] -= 1
        if ended == name:
            break


def is_hidden(element: HtmlElement) -> bool:
    """True if the element is hidden by its `hidden` attribute or its inline style, or struck out.

    Never the root of a page.
    """
    if element.tag in ROOT_TAGS:
        return False
    if element.tag in STRUCK_TAGS:
        return True
    attribute = element.get("hidden")
    concealed = attribute is not None and attribute.lower() != "until-found"
    return concealed or bool(HIDING_STYLE.search(element.get("style", "")))


def _pieces(root: HtmlElement) -> Iterator[Piece]:
    """Walk the tree and yield the visible text, cut at the boundaries of block elements."""
    from lxml import etree

    parts: list[str] = []
    linked = unseen = apart = anchors = fixed = 0
    kinds = [BlockKind.PARAGRAPH]
    elements = [root]

    def pending_piece() -> Iterator[Piece]:
        """Yield the text collected since the last boundary."""
        text = "".join(parts)
        if text.strip():
            yield Piece(text.strip(), kinds[-1], bool(apart), linked, elements[-1])
        parts.clear()

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        start = event == "start"
        if tag in BLOCK_TAGS:
            yield from pending_piece()
            linked = 0
            elements.append(element) if start else elements.pop()
        if tag in BLOCK_KINDS:
            kinds.append(BLOCK_KINDS[tag]) if start else kinds.pop()
        unseen += (tag in INVISIBLE_TAGS or is_hidden(element)) * (1 if start else -1)
        apart += (tag in NON_PROSE_TAGS) * (1 if start else -1)
        anchors += (tag == "a") * (1 if start else -1)
        fixed += (tag == "pre") * (1 if start else -1)
        if tag == "br" and start:
            parts.append("\n")
        text = (element.text if start else None if element is root else element.tail) or ""
        if text and not unseen:
            parts.append(text if fixed else SPACE.sub(" ", text))
            linked += len(text) if anchors else 0
    yield from pending_piece()
