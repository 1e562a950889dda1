"""Audit of rendered pages: finds elements, attributes and addresses that no template writes. Pure.

Knows neither articles nor MkDocs. `escaping` keeps untrusted text inert; the audit detects when it fails. The elements
that templates write are read from the templates, so a new one needs no entry here.

The templates write tags in a plain form (lower-case names, values in double quotation marks), which one pattern
matches. If a `<` remains after that, a browser might see a tag, and the page is refused.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

AllowedElements = Mapping[str, frozenset[str]]  # element → the attributes it may have

# What Python-Markdown writes for the Markdown in templates, with any extension that `denylist` admits.
MARKDOWN_ELEMENTS: Mapping[str, str] = {
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
SEARCH_ELEMENTS: AllowedElements = dict.fromkeys(  # what Material keeps of a page in its search index
    ("code", "li", "ol", "p", "pre", "sub", "sup", "ul"), frozenset()
)

# Never in a page, even if a template writes them: what the theme is to load belongs into `overrides/`. Data is no
# script: a page may have one element of it, in exactly the form of DATA, which no browser runs.
FORBIDDEN_ELEMENTS = frozenset(
    "applet base embed frame frameset iframe link meta object script style".split()
)
FORBIDDEN_ATTRIBUTES = re.compile(r"on.*|action|formaction|http-equiv|ping|srcdoc|srcset")
URL_ATTRIBUTES = frozenset("cite data href poster src".split())
EXTERNAL_URL = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)  # a scheme, or another host
WEB_URL = re.compile(r"https?://", re.IGNORECASE)
ALIGNMENT = re.compile(r"text-align: (?:left|center|right);")  # of a table's column, as Markdown writes it
IGNORED_IN_SCHEMES = re.compile(r"[\x00-\x20]+")  # browsers read past these in a scheme

# Elements with an end tag: one end too many would close an element of the theme.
BALANCED_ELEMENTS = frozenset(
    "a article blockquote code details div form main mark ol section span table ul".split()
)

NAME = r"[A-Za-z][A-Za-z0-9:-]*"
ATTRIBUTE = re.compile(rf'\s+({NAME})(?:="([^"<>]*)")?')
TAG = re.compile(rf'<(/?)({NAME})((?:\s+{NAME}(?:="[^"<>]*")?)*)\s*/?>')
DATA = re.compile(r'<script type="application/ld\+json">[^<>&]*</script>')  # as `escaping.json_ld` fills it
COMMENT = re.compile(r"<!--[^<>]*?-->")
TEMPLATING = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def allowed_elements(templates: Iterable[str]) -> AllowedElements:
    """The elements, each with its attributes, that pages made from these templates can contain.

    Those that Markdown writes are among them; forbidden ones never are, even if a template has them.
    """
    allowed = {element: set(attributes.split()) for element, attributes in MARKDOWN_ELEMENTS.items()}
    for template in templates:
        for tag in TAG.finditer(TEMPLATING.sub("", template)):
            if tag[2] not in FORBIDDEN_ELEMENTS:
                attributes = {name for name, _ in ATTRIBUTE.findall(tag[3])}
                allowed.setdefault(tag[2], set()).update(
                    name for name in attributes if not FORBIDDEN_ATTRIBUTES.fullmatch(name)
                )
    return {element: frozenset(attributes) for element, attributes in allowed.items()}


def find_violations(content: str, allowed: AllowedElements) -> list[str]:
    """A few words on each element, attribute, address and id that no template writes; empty if there is none.

    Also on elements without their other end, ids that stand twice, and any `<` that is left.
    """
    violations: list[str] = []
    balance: Counter[str] = Counter()
    ids: Counter[str] = Counter()

    def audit(tag: re.Match[str]) -> str:
        """Note what is wrong with one tag; returns an empty string, by which `sub` removes it."""
        closing, element, attributes = tag[1], tag[2], tag[3]
        if element not in allowed:
            violations.append(f"an element <{closing}{element}>")
        if element in BALANCED_ELEMENTS:
            balance[element] += -1 if closing else 1
        if attributes:
            values = ATTRIBUTE.findall(attributes)
            ids.update(value for name, value in values if name == "id")
            violations.extend(_attribute_violations(element, values, allowed.get(element, frozenset())))
        return ""

    rest = TAG.sub(audit, COMMENT.sub("", DATA.sub("", content, count=1)))
    place = rest.find("<")
    if place >= 0:
        violations.append(f"what a browser may take for a tag: {rest[place : place + 40]!r}")
    violations += [
        f"an element <{element}> without its other end" for element, count in balance.items() if count
    ]
    violations += [f'the id "{id_}" {count} times' for id_, count in ids.items() if count > 1]
    return violations


def find_active_elements(content: str) -> list[str]:
    """A few words on each element, attribute and address that can load, run or send something; empty if none.

    For pages that other programs have changed, in whatever form they write their tags.
    """
    from lxml import etree

    findings: list[str] = []
    body = f"<body>{DATA.sub('', content, count=1)}</body>"
    for element in etree.fromstring(body, etree.HTMLParser()).iter(etree.Element):
        if element.tag in FORBIDDEN_ELEMENTS:
            findings.append(f"an element <{element.tag}>")
        for name, value in element.attrib.items():
            if FORBIDDEN_ATTRIBUTES.fullmatch(name):
                findings.append(f"an attribute {name} of <{element.tag}>")
            elif name in URL_ATTRIBUTES and not _is_allowed_url(element.tag, value):
                findings.append(f"an address {value[:80]!r} in <{element.tag}>")
    return findings


def _attribute_violations(
    element: str, values: list[tuple[str, str]], allowed: frozenset[str]
) -> Iterator[str]:
    """A few words on each attribute of an element that is not allowed or has a dangerous value."""
    for name, value in values:
        if name not in allowed:
            yield f"an attribute {name} of <{element}>"
        elif name in URL_ATTRIBUTES and not _is_allowed_url(element, value):
            yield f"an address {value[:80]!r} in <{element}>"
        elif name == "style" and not ALIGNMENT.fullmatch(value):
            yield f"a style of <{element}>"
        elif name == "id" and value.startswith("__"):
            yield f'the id "{value}", which belongs to the theme'


def _is_allowed_url(element: str, value: str) -> bool:
    """True if an address stays on this site or, in a link, leads to a web page."""
    address = IGNORED_IN_SCHEMES.sub("", html.unescape(value))
    return not EXTERNAL_URL.match(address) or (element == "a" and bool(WEB_URL.match(address)))


def is_active_in_text(value: object) -> bool:
    """True if a title would be more than text where a theme prints it unescaped between elements."""
    return bool(re.search("[<>]", str(value)))


def is_active_in_attribute(value: object) -> bool:
    """True if a description would be more than text where a theme prints it unescaped between quotation marks."""
    return bool(re.search('[<>"]', str(value)))
