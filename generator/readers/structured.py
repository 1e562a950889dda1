"""What a page states about itself as data for machines: schema.org in JSON-LD, mended where it is damaged.

A reference by `@id` is replaced by what it names. Of several articles on a page only its own counts: the one whose
headline or address is that of the page, or else the first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.readers import records
from generator.readers.records import Value

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    """
    advertisercontentarticle analysisnewsarticle article askpublicnewsarticle backgroundnewsarticle blogposting
    liveblogposting medicalscholarlyarticle newsarticle opinionnewsarticle report reportagenewsarticle
    reviewnewsarticle scholarlyarticle socialmediaposting techarticle
    """.split()
)
PAGE_TYPES = frozenset("webpage itempage medicalwebpage".split())
SITE_TYPES = frozenset("website newsmediaorganization organization corporation".split())
PARTS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "@list")  # where an object keeps others
REFERRING = ("author", "creator", "publisher")  # fields that name others, often by a reference

MAX_MENDED_CHARS = 500_000  # of a script; a longer one that is damaged stays so
OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
CLOSINGS = (";", "-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>")
# Strings come first, so that nothing inside them is mended but line breaks, which the lax parser lets pass.
DAMAGE = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*+") | (?P<comment>//[^\n]*|/\*.{0,300}?\*/) | (?P<comma>,)(?=\s*[}\]])
      | (?P<nothing>:)(?=\s*[,}\]])""",
    re.DOTALL | re.VERBOSE,
)

Node = dict[str, Value]


def nodes(root: HtmlElement) -> tuple[Node, ...]:
    """All objects in the JSON-LD of a page, outermost first, their references to each other resolved."""
    values = [value for script in _scripts(root) if (value := _read(script)) is not None]
    objects = tuple(node for value in values for node in _objects(value))
    named = {str(node["@id"]): node for node in reversed(objects) if _is_definition(node)}
    return tuple(_resolved(node, named) for node in objects)


def types(node: Mapping[str, Value]) -> frozenset[str]:
    """The types of an object in lower case, without the address of their vocabulary."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(re.split(r"[/#:]", str(name))[-1].lower() for name in names if name)


def of_types(found: Iterable[Node], wanted: frozenset[str]) -> tuple[Node, ...]:
    """The objects of one of these types."""
    return tuple(node for node in found if types(node) & wanted)


def articles_in(value: Value) -> tuple[Node, ...]:
    """The articles in a value of schema.org data, also those inside a `@graph`."""
    return of_types(_objects(value), ARTICLE_TYPES)


def own_article(articles: Sequence[Node], titles: Iterable[str], addresses: Iterable[str]) -> Node | None:
    """The article a page is about: with a headline among its titles, or one of its addresses, or else the first."""
    wanted = {fold(title) for title in titles if title}
    places = {address.rstrip("/") for address in addresses if address}
    for article in articles:
        headline = fold(str(article.get("headline") or article.get("name") or ""))
        if headline and any(headline in title or title in headline for title in wanted if title):
            return article
        if places & {place.rstrip("/") for place in _addresses(article)}:
            return article
    return next(iter(articles), None)


def fold(text: str) -> str:
    """The letters and digits of a text in lower case, to compare titles by."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _scripts(root: HtmlElement) -> Iterator[str]:
    """The texts of the JSON-LD scripts of a page."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and (text := script.text or "").strip():
            yield text


def _read(text: str) -> Value:
    """The value of a JSON-LD script, mended if it must be; None if that does not help."""
    try:
        return records.read_json(text)
    except ValueError:
        pass
    if len(text) > MAX_MENDED_CHARS:
        return None
    mended = DAMAGE.sub(_mend, _without_wrappers(text))
    if records.json_depth(mended) > records.MAX_JSON_DEPTH:
        return None
    try:
        value: Value = json.loads(mended, strict=False, parse_int=str, parse_float=str, parse_constant=str)
    except ValueError:
        return None
    return value


def _without_wrappers(text: str) -> str:
    """The text of a script without the comments and CDATA marks around it."""
    for opening in OPENINGS:
        text = text.strip().removeprefix(opening)
    for closing in (*CLOSINGS, *CLOSINGS):
        text = text.strip().removesuffix(closing)
    return text


def _mend(token: re.Match[str]) -> str:
    """What stands for a damaged token: nothing for a comment or a comma too many, null for a missing value."""
    if token["string"]:
        return token["string"]
    return ": null" if token["nothing"] else ""


def _objects(value: Value) -> Iterator[Node]:
    """The objects in a value that stand for themselves: not the parts of another one, such as its author."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        for part in PARTS:
            yield from _objects(value.get(part))


def _is_definition(node: Node) -> bool:
    """True if an object has a name for itself and says more than that."""
    return isinstance(node.get("@id"), str) and len(node) > 1


def _resolved(node: Node, named: Mapping[str, Node]) -> Node:
    """The object with the people and organisations that it refers to in place of the references."""
    return node | {key: _dereferenced(node[key], named) for key in REFERRING if key in node}


def _dereferenced(value: Value, named: Mapping[str, Node]) -> Value:
    """A value with its own references replaced by what they name; references in that stay as they are."""
    if isinstance(value, list):
        return [
            {**named.get(str(item.get("@id")), {}), **item} if isinstance(item, dict) else item
            for item in value
        ]
    if isinstance(value, dict):
        return {**named.get(str(value.get("@id")), {}), **value}
    return value


def _addresses(article: Node) -> Iterator[str]:
    """The addresses by which an article says where it stands."""
    for key in ("url", "@id", "mainEntityOfPage"):
        value = article.get(key)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value
