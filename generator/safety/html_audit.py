"""Whether a rendered page holds anything that no template wrote. Pure; knows neither articles nor MkDocs.

A tripwire, not a cure: `markup` keeps untrusted text inert; this notices the day when it does not. What the
templates write is read out of the templates themselves, so a template with a new element needs no entry here.

The pages' own tags are written so plainly (lower-case names, values in double quotation marks) that one pattern
takes them all; where a `<` is left after that, a browser might see a tag, and the page is refused.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

Skeleton = Mapping[str, frozenset[str]]  # element → the attributes it may have

# What Python-Markdown writes for the Markdown in templates, with those extensions that the guard lets pass.
MARKDOWN: Mapping[str, str] = {
    "a": "class href id title",
    "blockquote": "",
    "br": "",
    "code": "class",
    "dd": "",
    "del": "",
    "details": "class open",
    "div": "class id",
    "dl": "",
    "dt": "",
    "em": "",
    **{f"h{level}": "id" for level in range(1, 7)},
    "hr": "",
    "img": "alt src title",
    "input": "checked disabled id name type",
    "ins": "",
    "label": "for",
    "li": "class id",
    "mark": "",
    "ol": "start",
    "p": "class",
    "pre": "id",
    "span": "class id",
    "strong": "",
    "sub": "",
    "summary": "",
    "sup": "id",
    "table": "class",
    "tbody": "",
    "td": "class style",
    "th": "class style",
    "thead": "",
    "tr": "",
    "ul": "",
}
SEARCH: Skeleton = dict.fromkeys(  # what Material keeps of a page in its search index
    ("code", "li", "ol", "p", "pre", "sub", "sup", "ul"), frozenset()
)

# Never in a page, even if a template writes them: what the theme is to load belongs into `overrides/`. Data is no
# script: a page may have one element of it, in exactly the form of DATA, which no browser runs.
NEVER = frozenset("applet base embed frame frameset iframe link meta object script style".split())
NEVER_ATTRIBUTES = re.compile(r"on.*|action|formaction|http-equiv|ping|srcdoc|srcset")
ADDRESSES = frozenset("cite data href poster src".split())
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)  # a scheme, or another host
WEB = re.compile(r"https?://", re.IGNORECASE)
ALIGNMENT = re.compile(r"text-align: (?:left|center|right);")  # of a table's column, as Markdown writes it
UNSEEN = re.compile(r"[\x00-\x20]+")  # browsers read past these in a scheme

# Elements that HTML lets nobody leave open: an end too many closes something that is not the page's own.
CLOSED = frozenset("a article blockquote code details div form main mark ol section span table ul".split())

NAME = r"[A-Za-z][A-Za-z0-9:-]*"
ATTRIBUTE = re.compile(rf'\s+({NAME})(?:="([^"<>]*)")?')
TAG = re.compile(rf'<(/?)({NAME})((?:\s+{NAME}(?:="[^"<>]*")?)*)\s*/?>')
DATA = re.compile(r'<script type="application/ld\+json">[^<>&]*</script>')  # as `markup.json_ld` fills it
COMMENT = re.compile(r"<!--[^<>]*?-->")
TEMPLATING = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def skeleton(templates: Iterable[str]) -> Skeleton:
    """The elements and attributes that pages made from these templates can have."""
    found = {element: set(attributes.split()) for element, attributes in MARKDOWN.items()}
    for template in templates:
        for tag in TAG.finditer(TEMPLATING.sub("", template)):
            if tag[2] not in NEVER:
                attributes = {name for name, _ in ATTRIBUTE.findall(tag[3])}
                found.setdefault(tag[2], set()).update(
                    name for name in attributes if not NEVER_ATTRIBUTES.fullmatch(name)
                )
    return {element: frozenset(attributes) for element, attributes in found.items()}


def findings(content: str, allowed: Skeleton) -> list[str]:
    """What is wrong with the content of a page, each in a few words; nothing if it is all the templates' own."""
    found: list[str] = []
    balance: Counter[str] = Counter()
    ids: Counter[str] = Counter()

    def judged(tag: re.Match[str]) -> str:
        closing, element, attributes = tag[1], tag[2], tag[3]
        if element not in allowed:
            found.append(f"an element <{closing}{element}>")
        if element in CLOSED:
            balance[element] += -1 if closing else 1
        if attributes:
            values = ATTRIBUTE.findall(attributes)
            ids.update(value for name, value in values if name == "id")
            found.extend(_attributes(element, values, allowed.get(element, frozenset())))
        return ""

    rest = TAG.sub(judged, COMMENT.sub("", DATA.sub("", content, count=1)))
    place = rest.find("<")
    if place >= 0:
        found.append(f"what a browser may take for a tag: {rest[place : place + 40]!r}")
    found += [f"an element <{element}> without its other end" for element, count in balance.items() if count]
    found += [f'the id "{id_}" {count} times' for id_, count in ids.items() if count > 1]
    return found


def _attributes(element: str, values: list[tuple[str, str]], allowed: frozenset[str]) -> Iterator[str]:
    for name, value in values:
        if name not in allowed:
            yield f"an attribute {name} of <{element}>"
        elif name in ADDRESSES and not _stays(element, value):
            yield f"an address {value[:80]!r} in <{element}>"
        elif name == "style" and not ALIGNMENT.fullmatch(value):
            yield f"a style of <{element}>"
        elif name == "id" and value.startswith("__"):
            yield f'the id "{value}", which belongs to the theme'


def _stays(element: str, value: str) -> bool:
    """Whether an address leads to this site or, in a link, to a page of the web."""
    address = UNSEEN.sub("", html.unescape(value))
    return not ELSEWHERE.match(address) or (element == "a" and bool(WEB.match(address)))


def active_as_text(value: object) -> bool:
    """Whether a title would be more than text where a theme prints it between elements, raw."""
    return bool(re.search("[<>]", str(value)))


def active_as_attribute(value: object) -> bool:
    """Whether a description would be more than text where a theme prints it between quotation marks, raw."""
    return bool(re.search('[<>"]', str(value)))
