"""Escaping: the only way from untrusted text to a page. Pure: no files, no clock, no configuration.

Everything an article says, its title and file name included, reaches a page through one of these:

    clean_text         the text a reader sees: one line, nothing invisible that could mislead
    escape_text        the same, inert in a Markdown paragraph, list item, heading, quotation, link label or
                       table cell, and as the text of an element in a raw HTML block
    escape_attribute   the same, inert between the quotation marks of an HTML attribute in a raw HTML block
    escape_url         a web address as a link destination, or None
    text_fragment_url  the same with a text fragment, which makes browsers mark words on that page
    safe_url           a web address for feeds and data, or None
    json_ld            data as the content of a script element that holds data
    front_matter       the front matter of a page

`templating` sends all that templates print through `escape_text`, so a template cannot forget to escape; it offers the
others as the filters `attribute`, `url` and `json_ld`.

Three things are left to the caller. Two pieces of untrusted text are joined by a space or by markup, never
directly: each may be inert alone and their junction not. A piece in Markdown stays below some 2,000 characters:
Python-Markdown needs quadratic time for the entities of one paragraph. A heading takes its id from its words: an id
that other pages link to must be one that no title can spell.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from markupsafe import Markup

# --- invisible characters ----------------------------------------------------------------------------

# First and last of each range. None of these is printable in the sense of `str.isprintable`.
_INVISIBLE_RANGES = (
    (0x0000, 0x0008),  # C0 controls before tab; U+0002 and U+0003 frame Python-Markdown's placeholders
    (0x000E, 0x001F),  # C0 controls after the line ends
    (0x007F, 0x0084),  # delete, and C1 controls before the line end U+0085
    (0x0086, 0x009F),  # C1 controls after it
    (0x061C, 0x061C),  # Arabic letter mark: direction
    (0x200B, 0x200B),  # zero-width space; the joiners beside it are spelling and stay
    (0x200E, 0x200F),  # left-to-right and right-to-left mark
    (0x202A, 0x202E),  # embedding and overriding of direction: text that reads other than it is stored
    (0x2060, 0x206F),  # word joiner, invisible operators, isolates, retired format characters
    (0xD800, 0xDFFF),  # lone surrogates: cannot be written as UTF-8
    (0xFDD0, 0xFDEF),  # noncharacters
    (0xFEFF, 0xFEFF),  # byte order mark, zero-width no-break space
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE007F),  # tags: invisible ASCII
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),  # noncharacters
)
_WHITE_TO_UNICODE_3 = 0x180E  # Mongolian vowel separator: once white space, no longer so to `str.split`

_CLEANING_TABLE = {code: "" for first, last in _INVISIBLE_RANGES for code in range(first, last + 1)} | {
    _WHITE_TO_UNICODE_3: " "
}

# --- what Markdown or HTML would act upon ------------------------------------------------------------

# Written as an entity wherever they stand.
_ESCAPED_ANYWHERE = (
    "&<>"  # entities; tags, comments and autolinks; quotations
    "\\"  # escapes
    "`"  # code spans and fences
    "*_"  # emphasis, list items, rules
    "{}"  # attribute lists; a second round of templates
    "[]"  # links, images, references, footnotes, abbreviations, task lists
    "#"  # headings, numbered lists of some dialects
    "|"  # table cells
    "~^"  # deletions, sub- and superscripts, fences
    "$"  # mathematics
    "@"  # e-mail addresses and mentions that link by themselves
)

# The character is written as an entity where the pattern holds at the place behind it.
_ESCAPED_IN_CONTEXT = (
    (":", r"(?=//)"),  # an address that some renderers link by themselves
    (":", r"(?=[\w+-]+:)"),  # an emoji shortcode
    *((":", rf"(?<={scheme}:)") for scheme in ("mailto", "javascript", "data", "vbscript", "ftp", "tel")),
    (".", r"(?<=www\.)"),  # an address without a scheme
    ("=", r"(?<===)"),  # highlighting, underlines of headings
    ("+", r"(?<=\+\+)"),  # insertions, keys, front matter in TOML
)

# Written as an entity at the start of a run, where a block could begin.
_ESCAPED_AT_START = (
    r"[-+]"  # list items, rules, front matter, file inclusion
    r"|[!?]"  # admonitions and their foldable kind
    r"|[:/=]"  # definitions; blocks; tabs and underlines of headings
    r"|[.%]"  # end of a YAML document; title blocks and line statements
    r"|\d+[.)]"  # numbered list items: the mark after the digits, of any script
)


def _active_pattern() -> str:
    """A pattern for one character that Markdown or HTML could act upon where it stands."""
    suspects = re.escape(_ESCAPED_ANYWHERE + "".join(character for character, _ in _ESCAPED_IN_CONTEXT))
    in_context = "|".join(
        rf"(?<={re.escape(character)}){pattern}" for character, pattern in _ESCAPED_IN_CONTEXT
    )
    return rf"[{suspects}](?:(?<=[{re.escape(_ESCAPED_ANYWHERE)}])|{in_context})"


_ACTIVE = re.compile(_active_pattern(), re.IGNORECASE)
_OPENING = re.compile(_ESCAPED_AT_START)
_NAMED_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}  # the three that every reader of source text knows


def clean_text(untrusted: str) -> str:
    """The text as a reader sees it: one line, NFC, without controls and invisible or direction-changing characters.

    Every run of white space becomes one space. Cleaning twice changes nothing. This does not escape: the result may
    hold markup. A rendered page shows exactly this of `escape_text(untrusted)`.
    """
    if not untrusted.isprintable():
        untrusted = untrusted.translate(_CLEANING_TABLE)
    return normalize("NFC", " ".join(untrusted.split()))


def escape_text(untrusted: str) -> Markup:
    """The cleaned text, inert in Markdown and as element text on one line of a raw HTML block.

    Quotation marks stay as they are, so that prose stays readable: in an attribute use `escape_attribute`. Everything
    passed in is untrusted, Markup too: its entities are then shown as written.
    """
    return Markup(_escape(untrusted))


def escape_attribute(untrusted: str) -> Markup:
    """The cleaned text, harmless between the quotation marks of an HTML attribute in a raw HTML block."""
    return Markup(_escape(untrusted).replace('"', "&#34;").replace("'", "&#39;"))


def _escape(untrusted: str) -> str:
    """The text with each character that Markdown or HTML could act upon written as an entity."""
    written = _ACTIVE.sub(lambda match: _entity(match[0]), clean_text(untrusted))
    opening = _OPENING.match(written)
    if opening is None:
        return written
    last = opening.end() - 1
    return written[:last] + _entity(written[last]) + written[last + 1 :]


def _entity(character: str) -> str:
    """The HTML entity for a character, by name if it has a usual one, else by number."""
    return _NAMED_ENTITIES.get(character) or f"&#{ord(character)};"


# --- web addresses -----------------------------------------------------------------------------------

# A link leads to a page; it does not run code, dial, send mail or carry its own content.
_ALLOWED_SCHEMES = ("http", "https")
_HOST = re.compile(r"[a-z0-9.-]+")
_OTHER_HOST_IN_BROWSERS = re.compile("[ßς\u200c\u200d]")  # IDNA 2003, which Python has, changes or drops them

# What stays as it is beside letters, digits, `-`, `.`, `_` and `~`. The percent sign keeps existing escapes.
_IN_PATH = "/,;=+!%"
_IN_QUERY = _IN_PATH + "?&"
_IN_FRAGMENT = _IN_PATH + "?"


def escape_url(address: str) -> Markup | None:
    """A web address, inert as the destination of a Markdown link and in a quoted HTML attribute; None if unsafe.

    Safe are http and https, with a host and without user or password. International hosts come out in ASCII.
    """
    plain = _parse_url(address)
    return Markup(_escape_url_for_markup(plain)) if plain else None


def safe_url(untrusted: str) -> str | None:
    """A web address as plain text, for writers that escape by themselves (XML, JSON, BibTeX); None if unsafe.

    It holds only letters, digits and `-._~/,;=+!%?&#:`.
    """
    return _parse_url(untrusted)


def text_fragment_url(address: str, start: str, end: str = "", prefix: str = "") -> Markup | None:
    """The address with a text fragment, which makes browsers scroll to the words and mark them; None if unsafe.

    `start` alone is marked, or all from `start` to `end`; `prefix` stands before it and is not marked. A browser
    that finds no such words opens the page at its top. After URL Fragment Text Directives (WICG), section 3.
    """
    plain = _parse_url(address)
    if plain is None:
        return None
    parts = [
        *([f"{_fragment_text(prefix)}-"] if prefix else []),
        _fragment_text(start),
        *([_fragment_text(end)] if end else []),
    ]
    hash_sign = "" if "#" in plain else "#"
    return Markup(f"{_escape_url_for_markup(plain)}{hash_sign}:~:text={','.join(parts)}")


def _fragment_text(words: str) -> str:
    """Words for a text fragment: its separators and all that Markdown acts upon are percent-encoded."""
    written = quote(clean_text(words), safe="")
    return written.replace("-", "%2D").replace("_", "%5F").replace("~", "%7E")


def _escape_url_for_markup(plain: str) -> str:
    """A safe address with the two characters escaped that Markdown and HTML attributes still act upon."""
    return plain.replace("_", "%5F").replace("&", "&amp;")


def _parse_url(untrusted: str) -> str | None:
    """The canonical form of a safe web address; None if it is unsafe or no address."""
    try:
        return _canonical_url(clean_text(untrusted))
    except ValueError:
        return None


def _canonical_url(address: str) -> str:
    """The address with every part quoted. Raises ValueError if it is not the address of a web page."""
    parts = urlsplit(address)
    if parts.scheme not in _ALLOWED_SCHEMES or "\\" in address:
        raise ValueError("not the address of a web page")
    path = quote(parts.path, safe=_IN_PATH)
    query = quote(parts.query, safe=_IN_QUERY)
    fragment = quote(parts.fragment, safe=_IN_FRAGMENT)
    return urlunsplit((parts.scheme, _canonical_host(parts), path, query, fragment))


def _canonical_host(parts: SplitResult) -> str:
    """Host and port in ASCII. Raises ValueError for a user, an IPv6 address, or a host browsers read differently."""
    host = parts.hostname or ""
    if set("@[]") & set(parts.netloc) or _OTHER_HOST_IN_BROWSERS.search(host):
        raise ValueError("a user, an address in numbers, or a host that leads to different places")
    host = host.encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        raise ValueError("not a host")
    return host if parts.port is None else f"{host}:{parts.port}"


# --- the head of a page ------------------------------------------------------------------------------

MAX_DESCRIPTION_CHARS = 160  # characters; search engines and link previews cut what is longer


def front_matter(
    title: str,
    description: str,
    part: str = "",
    *,
    searchable: bool = True,
    indexed: bool = True,
    newest: date | None = None,
    canonical: Markup | None = None,
    feed: str | None = None,
) -> Markup:
    """The YAML front matter of a page, from fence to fence.

    Title and description are always written, with one level of HTML escaping: MkDocs prints them raw, and removes the
    entities of a title that it finds in the page itself. A description is cut at a word. `part` names one of several
    pages of the same thing and follows the title.

    `searchable` is for the site's own search, `indexed` for search engines of the web. `newest` is the date of the
    newest article on the page, `canonical` the page that this one repeats, `feed` the address of the page's feeds
    without their suffix: the theme puts these into the head of the page and into the site map.
    """
    whole = clean_text(f"{title}: {part}" if part else title)
    lines = [
        "---",
        f"title: {_yaml_scalar(whole)}",
        f"description: {_yaml_scalar(_shorten(clean_text(description)))}",
        *([] if searchable else ["search:", "  exclude: true"]),
        *([] if indexed else ["robots: noindex"]),
        *([f"date: {newest.isoformat()}"] if newest else []),
        *([f"canonical: {json.dumps(str(canonical))}"] if canonical else []),
        *([f"feed: {json.dumps(feed)}"] if feed else []),
        "---",
        "",
    ]
    return Markup("\n".join(lines))


def _yaml_scalar(words: str) -> str:
    """The words as a string in JSON, which is a string in YAML too if no character is a pair of surrogates."""
    return json.dumps(html.escape(words), ensure_ascii=False)


def _shorten(words: str) -> str:
    """The words cut at the end of a word to MAX_DESCRIPTION_CHARS, with an ellipsis if anything was cut."""
    if len(words) <= MAX_DESCRIPTION_CHARS:
        return words
    whole_words, _, _ = words[:MAX_DESCRIPTION_CHARS].rpartition(" ")
    return (whole_words or words[: MAX_DESCRIPTION_CHARS - 1]) + "…"


# --- data in a page ----------------------------------------------------------------------------------

_IN_SCRIPTS = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(data: Mapping[str, object]) -> Markup:
    """The data on one line of JSON, harmless inside `<script type="application/ld+json">`.

    No character in it can end the element. Strings are cleaned; values that are None or empty are left out, so that
    nothing unknown is stated.
    """
    return Markup(json.dumps(_clean_json(data), ensure_ascii=False).translate(_IN_SCRIPTS))


def _clean_json(value: object) -> object:
    """The data with all strings cleaned, dates as yyyy-mm-dd, and fields that are None or empty left out."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        known = {clean_text(name): _clean_json(item) for name, item in value.items()}
        return {name: item for name, item in known.items() if item not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_clean_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value
