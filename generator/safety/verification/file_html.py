"""The passages of HTML as its source has them, read without the readers' parser. Pure, in linear time.

It knows what of HTML matters to words: which brackets are tags, which tags are boundaries, and what nobody sees.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

LINE_BREAK = "\x1e"  # stands for <br>; two of them end a passage
TWO_LINE_BREAKS = re.compile(rf"{LINE_BREAK}\s*{LINE_BREAK}")
TOKEN = re.compile(
    r"""<!--(?:>|->|.*?(?:--!?>|\Z))
      | <(?:[!?]|/(?![a-zA-Z]))[^>]*+>?
      | <(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""",
    re.DOTALL | re.VERBOSE,
)
BOUNDARIES = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary
    table tbody td tfoot th thead title tr ul
    """.split()
)
RAW = frozenset(
    "script style title textarea iframe noembed noframes".split()
)  # hold no tags, and no text to read
EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
ROOTS = ("html", "body")  # hidden until a script of the page shows them
CLOSED_BY_THE_NEXT = frozenset("p li dt dd td th tr option".split())
UNREAD = frozenset("noscript template del s strike".split())  # not shown, or struck out
HIDDEN = re.compile(
    r"""\shidden(?=[\s/=]|\Z)(?!\s*=\s*["']?until-found)
      | \sstyle\s*=\s*["']?[^"'>]*?(?<![\w-])
        (?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0[a-z%]*\s*(?:[;!"']|\Z)|mso-hide\s*:\s*all)""",
    re.IGNORECASE | re.VERBOSE,
)
TAG_NAME = re.compile(r"[a-zA-Z][\w.:\"'-]*")
BARE_WORD = re.compile(r"\s+([a-zA-Z]+)(?=[\s>,.;]|\Z)(?!\s*=)")
# Words that stand in a tag without a value. Any other one means that the bracket opened no tag.
ATTRIBUTES = frozenset(
    """
    allowfullscreen alt amp async autofocus autoplay bgcolor checked class color compact controls data declare default
    defer dir disabled download draggable formnovalidate height hidden href id inert ismap itemprop itemscope lang loop
    multiple muted name nohref nomodule noresize noshade novalidate nowrap open playsinline readonly rel required
    reversed role scoped seamless selected sortable src style summary tabindex target title translate value width
    """.split()
)


def passages(text: str, *, with_unread: bool) -> Iterator[str]:
    """The texts between boundaries of HTML, without tags; hidden and struck out text only if `with_unread`.

    Two line breaks in a row are a boundary too. Texts may be empty.
    """
    parts: list[str] = []
    unread, opened = _Unread(), Counter[str]()
    for words, name, tag in _tokens(text, with_unread=with_unread):
        if not unread.depth:
            parts.append(words)
        if tag is None:
            continue
        is_closing = bool(tag["close"])
        is_boundary = name in BOUNDARIES and (opened[name] > 0 or not is_closing)
        if is_boundary:
            opened[name] += -1 if is_closing else 1
        if is_boundary and not unread.depth:
            yield from _passages(parts)
            parts.clear()
        elif name == "br" and not unread.depth:
            parts.append(LINE_BREAK)
        if not with_unread:
            unread.follow(name, tag)
    yield from _passages(parts)


class _Unread:
    """How deep the present place is inside an element that nobody sees."""

    def __init__(self) -> None:
        """Start outside all elements."""
        self.name, self.depth = "", 0

    def follow(self, name: str, tag: re.Match[str]) -> None:
        """Note that a tag opens or closes an element; `depth` is above 0 inside one that nobody sees."""
        closes = bool(tag["close"])
        if self.depth and name == self.name:
            self.depth += -1 if closes or name in CLOSED_BY_THE_NEXT else 1
        elif not (self.depth or closes or name in EMPTY or name in ROOTS) and (
            name in UNREAD or HIDDEN.search(tag["rest"])
        ):
            self.name, self.depth = name, 1


def _tokens(text: str, *, with_unread: bool) -> Iterator[tuple[str, str, re.Match[str] | None]]:
    """The pieces of HTML in order: each text as (text, "", None), each tag as ("", its name in small letters, tag).

    A bracket that opens no tag is text. Nothing follows a tag that does not end; what RAW elements hold is left out.
    """
    position = 0
    while (start := text.find("<", position)) >= 0:
        token = TOKEN.match(text, start)
        yield text[position:start], "", None
        if token is None and text[start + 1 : start + 2].isalpha():
            return  # a tag that does not end
        if token is None or (token["name"] and _is_words(token)):
            yield "&lt;", "", None
            position = start + 1
            continue
        position = token.end()
        if token["name"]:
            name = token["name"].lower()
            yield "", name, token
            if name in RAW and not token["close"]:
                end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
                position = end.start() if end else position if with_unread else len(text)
    yield text[position:], "", None


def _is_words(tag: re.Match[str]) -> bool:
    """True if what looks like an opening tag is text, as in `a<b and c>d`: the word after its name is no attribute."""
    if tag["close"] or not TAG_NAME.fullmatch(tag["name"]):
        return not tag["close"]
    word = BARE_WORD.match(tag["rest"])
    return bool(word and tag["name"].lower() not in BOUNDARIES and word[1].lower() not in ATTRIBUTES)


def _passages(parts: Sequence[str]) -> Iterator[str]:
    """The text of some parts with entities replaced, divided at two line breaks."""
    text = unescape("".join(parts))
    yield from TWO_LINE_BREAKS.split(text) if LINE_BREAK in text else (text,)
