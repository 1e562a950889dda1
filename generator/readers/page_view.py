"""A parsed page as the sources of its metadata look at it: its heading, the lines around that, and what is foreign.

Foreign is what belongs to another article, to a comment or to the page around: its dates and names are not the
article's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from generator.models import MetadataValue
from generator.readers import fields, hypertext, structured
from generator.readers.page_elements import LABEL_WORDS, is_update, names_of, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_PROSE_WORDS = 25  # of a paragraph with which the article has begun
LINES_ABOVE, LINES_BELOW = 8, 20  # of the heading: where its byline and its date stand
# What stands in elements of these names is about other articles, or by readers.
FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?|kommentare?|commentlist|respond|repl(?:y|ies)|related|teasers?|recommend\w*|sidebar|widgets?"
    r"|popular|most-?read|trending|newsticker|promo|read-?next|more-(?:from|stories|on)|up-?next|prev(?:ious)?-?post"
    r"|next-?post|post-?navigation|similar|recirc\w*|(?:site|page|global|main)-?footer|colophon|cookie\w*|newsletter)(?:$|[\s_-])"
)
FOREIGN_TAGS = frozenset("article aside nav form blockquote figure".split())
TOPIC_PATH = re.compile(
    r"/(?:categor(?:y|ies|ia)|kategorien?|tags?|themen?|topics?|rubriken?|section|ressort)/", re.IGNORECASE
)
HEADING_TAGS = ("h1", "h2", "h3")
MAX_HEADINGS = 60
MAX_HEADING_CHARS = 500
MAX_ARTICLES = 100  # elements marked as articles that are looked at
MIN_HEADING_LETTERS = 5
MIN_SHARED_WORDS = 0.6  # of a title's words that a heading of the first rank has, if it is worded otherwise
MIN_TITLE_SHARE = 0.45  # of the letters of a title that a heading says; the rest may be the site's name


@dataclass(frozen=True)
class PageView:
    """A page, with what several sources look at."""

    document: hypertext.Document
    text: str  # decoded, before it was parsed

    @property
    def root(self) -> HtmlElement:
        """The root element."""
        return self.document.root

    @cached_property
    def metas(self) -> Mapping[str, tuple[MetadataValue, ...]]:
        """The contents of the meta elements by their name in lower case, whichever attribute holds it."""
        found: dict[str, tuple[MetadataValue, ...]] = {}
        for meta in self.root.iterfind(".//meta[@content]"):
            for attribute in ("property", "name", "itemprop"):
                if name := (meta.get(attribute) or "").lower():
                    value = MetadataValue(
                        value=meta.get("content") or "", origin=f"<meta {attribute}={name}>"
                    )
                    found[name] = (*found.get(name, ()), value)
        return found

    @cached_property
    def nodes(self) -> tuple[structured.Node, ...]:
        """The objects of the page's JSON-LD."""
        return structured.nodes(self.root)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page's head calls it."""
        stated = [value.value for name in ("og:title", "twitter:title") for value in self.metas.get(name, ())]
        return (*stated, self.root.findtext(".//title") or "")

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that the page's head gives for it."""
        links = (link.get("href") or "" for link in self.root.iterfind(".//link[@rel='canonical']"))
        return (*(value.value for value in self.metas.get("og:url", ())), *links)

    @cached_property
    def article(self) -> structured.Node | None:
        """The object of the JSON-LD that is the page's article."""
        found = structured.of_types(self.nodes, structured.ARTICLE_TYPES)
        return structured.own_article(found, self.titles, self.addresses)

    @cached_property
    def heading(self) -> HtmlElement | None:
        """The heading of the article: the one that says most of the page's title, or else the only one of its rank."""
        best = max(self._headings, key=self._agreement, default=None)
        if best is not None and self.is_confirmed(best):
            return best
        first = [element for element in self._headings if element.tag == "h1" and text_of(element)]
        return first[0] if len(first) == 1 and not self._is_site_name(first[0]) else None

    @cached_property
    def _headings(self) -> tuple[HtmlElement, ...]:
        """The first headings of the page, by rank."""
        return tuple(element for tag in HEADING_TAGS for element in self.root.iter(tag))[:MAX_HEADINGS]

    def is_confirmed(self, element: HtmlElement) -> bool:
        """True if a heading says what the page's head or data call the article."""
        return self._agreement(element) >= MIN_TITLE_SHARE

    def _agreement(self, element: HtmlElement) -> float:
        """Which part of one of the page's titles a heading says, if it says nothing else."""
        written = "".join(element.itertext()).strip()
        if len(written) > MAX_HEADING_CHARS or self._is_site_name(element):
            return 0.0
        words = structured.fold(written)
        if len(words) < MIN_HEADING_LETTERS:
            return 0.0
        shares = [len(words) / len(title) for title in self._folded_titles if words in title]
        shares += [len(title) / len(words) for title in self._folded_titles if words.endswith(title)]
        return max((*shares, self._shared_words(element)), default=0.0)

    def _shared_words(self, element: HtmlElement) -> float:
        """As much as confirms a heading of the first rank if it has most words of a title; else 0."""
        words = set(text_of(element).casefold().split()) if element.tag == "h1" else set()
        shared = max((len(words & title) / len(title) for title in self._title_words), default=0.0)
        return MIN_TITLE_SHARE if shared >= MIN_SHARED_WORDS else 0.0

    def _is_site_name(self, element: HtmlElement) -> bool:
        """True if a heading only says what the site is called."""
        return structured.fold("".join(element.itertext())[:MAX_HEADING_CHARS]) in {
            structured.fold(value.value) for value in self.metas.get("og:site_name", ())
        }

    @cached_property
    def _folded_titles(self) -> tuple[str, ...]:
        """The titles of the page's head and of its article's data, folded."""
        headline = fields.name_in((self.article or {}).get("headline"))
        return tuple(filter(None, map(structured.fold, (headline, *self.titles))))

    @cached_property
    def _title_words(self) -> tuple[frozenset[str], ...]:
        """The words of each title of the page's head."""
        return tuple(words for title in self.titles if (words := frozenset(title.casefold().split())))

    @cached_property
    def _around(self) -> frozenset[HtmlElement]:
        """The elements in which the heading or the article stands: nothing that they hold is foreign for their sake."""
        inner = [element for element in (self.heading, self.body) if element is not None]
        return frozenset(
            (self.root, *(outer for element in inner for outer in (element, *element.iterancestors())))
        )

    @cached_property
    def body(self) -> HtmlElement | None:
        """The `article` element in which the heading stands, or else the one with the most text."""
        around = next(self.heading.iterancestors("article"), None) if self.heading is not None else None
        if around is not None:
            return around
        articles = islice(self.root.iter("article"), MAX_ARTICLES)
        return max(articles, key=lambda element: len(element.text_content()), default=None)

    def is_foreign(self, element: HtmlElement) -> bool:
        """True if an element belongs to another article, to a comment or to the page around."""
        for parent in chain((element,), element.iterancestors()):
            if parent in self._around:
                return False
            if parent.tag in FOREIGN_TAGS or FOREIGN.search(names_of(parent)):
                return True
            if parent.tag == "footer" and next(parent.iterancestors("article"), None) is None:
                return True
        return False

    @cached_property
    def topics(self) -> frozenset[str]:
        """The texts of the links to lists of articles on one topic."""
        links = self.root.iterfind(".//a[@href]")
        return frozenset(
            text_of(link)
            for link in links
            if {"tag", "category"} & set(link.get("rel", "").split())
            or TOPIC_PATH.search(link.get("href", ""))
        )

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines around the heading, up to the first paragraph of the article: those below it, then those above."""
        pieces = self.document.pieces
        start = next((index for index, piece in enumerate(pieces) if self._is_heading(piece.element)), None)
        if start is None:
            return ()
        below = list[hypertext.Piece]()
        for piece in pieces[start + 1 : start + 1 + LINES_BELOW]:
            if len(piece.text.split()) >= MIN_PROSE_WORDS:
                break
            below.append(piece)
        above = pieces[max(0, start - LINES_ABOVE) : start]
        own = (piece for piece in (*below, *reversed(above)) if not self.is_foreign(piece.element))
        lines = (" ".join(line.split()) for piece in own for line in piece.text.split("\n"))
        updates = {text_of(element) for element in self.root.iter("time") if is_update(element)}
        return tuple(line for line in lines if len(line.split()) in LABEL_WORDS and line not in updates)

    def _is_heading(self, element: HtmlElement) -> bool:
        """True if an element is the heading or a part of it."""
        return element is self.heading or any(
            parent is self.heading for parent in element.iterancestors("h1", "h2")
        )
