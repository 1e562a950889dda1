"""The articles of a briefing, prepared for comparison with what pages print of them. Pure.

It shares nothing with the code that prints: `visible` does the same as `escaping.clean_text`, and `day_forms` the same
as the filters of the templates, so that a mistake in one of those is found as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from unicodedata import category, normalize
from urllib.parse import SplitResult, unquote, urlsplit

from generator.models import Article, Briefing, Extract, Figure, Site, Story, TitleOrigin

ARTICLE_ADDRESS = re.compile(r"articles/([^/#]+)/(?:#s([0-9]+))?")
STORY_ADDRESS = re.compile(r"stories/([^/#]+)/")
LINE_ENDS = "\t\n\v\f\r\x85"  # control characters that are white space
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})  # Unicode categories: control, format, surrogate
WHITE_SPACE_ONCE = "\u180e"  # the Mongolian vowel separator, a format character today
MONTHS = "January February March April May June July August September October November December".split()
CUT = " …"  # behind a derived title that leaves off the rest of its sentence


def visible(words: str) -> str:
    """The text as a reader sees it: in NFC, on one line, without characters that show nothing."""
    words = words.replace("\n", " ")
    if not words.isprintable():
        words = words.replace(WHITE_SPACE_ONCE, " ")
        words = "".join(character for character in words if _is_shown(character))
    words = " ".join(words.split())
    return words if words.isascii() else normalize("NFC", words)


def _is_shown(character: str) -> bool:
    """True if a character is visible or ends a line."""
    code = ord(character)
    is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return character in LINE_ENDS or not (is_noncharacter or category(character) in INVISIBLE)


def day_forms(day: date) -> tuple[str, ...]:
    """The ways in which a page may write a day, the usual one first."""
    month = MONTHS[day.month - 1]
    return (f"{day.day} {month[:3]} {day.year}", f"{day.day} {month} {day.year}", day.isoformat())


def web_address(url: str | None) -> tuple[object, ...] | None:
    """The parts of a web address, unescaped, so that two addresses can be compared; None if it is no web address."""
    try:
        parts = urlsplit(visible(url or ""))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        return (parts.scheme, host, parts.port, *_readable(parts)) if host else None
    except ValueError:
        return None


def _readable(parts: SplitResult) -> tuple[str, ...]:
    """The path, query and fragment of an address, unescaped."""
    return tuple(visible(unquote(part)) for part in (parts.path, parts.query, parts.fragment))


def directory_address(address: str, site: Site) -> str:
    """An address of the site in the form `articles/bridge/#s3`, also where the page is at `articles/bridge.html`.

    In that case an address that ends with a slash leads nowhere, and gets a second one, as no page has.
    """
    if site.directory_urls:
        return address
    path, separator, place = address.partition("#")
    if path.endswith("/"):
        path += "/"
    elif path.rpartition("/")[2] == "index.html":
        path = path.removesuffix("index.html")
    elif path.endswith(".html"):
        path = f"{path.removesuffix('.html')}/"
    return path + separator + place


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of an extract, and the numbers of its first and last sentence."""

    first: int
    last: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """One article as a page may show it."""

    article: Article
    extracts: tuple[Extract, ...]

    @cached_property
    def title(self) -> str:
        """The title of the article as a reader sees it."""
        return visible(self.article.title) + CUT * self.article.title_cut

    @cached_property
    def outlet(self) -> str:
        """The outlet of the article as a reader sees it; empty if it is unknown."""
        return visible(self.article.outlet or "")

    @cached_property
    def is_derived(self) -> bool:
        """True if the article came without a title, so that one was taken from its text."""
        return self.article.title_origin is TitleOrigin.DERIVED

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The visible words of the article's sentences, without headings; sentence n is at index n - 1."""
        return tuple(self._words(each.start, each.end) for each in self.article.sentences if each.number)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The extracts from the article that pages may quote, each with its words and numbers."""
        return tuple(map(self.passage, self.extracts))

    def passage(self, extract: Extract) -> Passage:
        """The words and the numbers of an extract, which is made of whole sentences."""
        first, last = self._number_by_start[extract.start], self._number_by_end[extract.end]
        return Passage(first=first, last=last, words=self._words(extract.start, extract.end))

    @cached_property
    def _number_by_start(self) -> dict[int, int]:
        """The number of each sentence by the offset of its first character."""
        return {sentence.start: sentence.number for sentence in self.article.sentences if sentence.number}

    @cached_property
    def _number_by_end(self) -> dict[int, int]:
        """The number of each sentence by the offset after its last character."""
        return {sentence.end: sentence.number for sentence in self.article.sentences if sentence.number}

    @cached_property
    def marked(self) -> frozenset[int]:
        """The numbers of the sentences that some page quotes."""
        return frozenset(
            number for passage in self.passages for number in range(passage.first, passage.last + 1)
        )

    def sentence(self, number: int) -> str | None:
        """The visible words of the sentence with this number; None if there is none."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None

    def _words(self, start: int, end: int) -> str:
        """The visible words between two offsets of the article's text."""
        return visible(self.article.text[start:end])


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All articles and stories by the addresses of their pages."""

    briefing: Briefing

    @cached_property
    def by_id(self) -> Mapping[str, Source]:
        """The source of each article, by the article's id."""
        extracts: dict[str, list[Extract]] = {}
        for each in self.briefing.extracts:
            extracts.setdefault(each.article, []).append(each)
        return {
            article.id: Source(article=article, extracts=tuple(extracts.get(article.id, ())))
            for article in self.briefing.articles
        }

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The outlets of all articles."""
        return frozenset(source.outlet for source in self.by_id.values() if source.outlet)

    @cached_property
    def figures(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures that differ from another article's, by the id of the article that states them."""
        by_article: dict[str, list[Figure]] = {}
        for difference in self.briefing.differences:
            for figure in difference.figures:
                by_article.setdefault(figure.extract.article, []).append(figure)
        return {id_: tuple(figures) for id_, figures in by_article.items()}

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """The stories by their ids."""
        return {story.id: story for story in self.briefing.stories}

    @cached_property
    def ledger(self) -> frozenset[tuple[str | None, str | None]]:
        """Each file name, as a reader sees it, with the address of the article that shows its text, `articles/…/`.

        As pairs; the address is None for a file that no article shows.
        """
        return frozenset(
            (visible(entry.source), f"articles/{entry.article}/" if entry.article else None)
            for entry in self.briefing.ledger
        )

    def summary_of(self, source: Source) -> tuple[Passage, ...]:
        """The extracts of an article's summary, in order."""
        return tuple(map(source.passage, self.briefing.summaries[source.article.id].extracts))

    def article_at(self, address: str) -> Source | None:
        """The article at an address below the site's root, of its page or of a sentence on it; None if none is."""
        match = ARTICLE_ADDRESS.fullmatch(address)
        return self.by_id.get(match[1]) if match else None

    def sentence_at(self, address: str) -> tuple[Source, int] | None:
        """The article and the number of the sentence at an address; None if the address names no sentence."""
        source, number = self.article_at(address), address.rpartition("#s")[2]
        exists = source and number.isdecimal() and source.sentence(int(number)) is not None
        return (source, int(number)) if source and exists else None

    def story_at(self, address: str) -> Story | None:
        """The story at an address below the site's root; None if there is none."""
        match = STORY_ADDRESS.fullmatch(address)
        return self.stories.get(match[1]) if match else None

    def story_title(self, story: Story) -> str:
        """The title of a story as it may be printed: cut if it is the title of an article and was cut there."""
        carriers = [self.by_id[id_] for id_ in story.articles if self.by_id[id_].article.title == story.title]
        return carriers[0].title if carriers else visible(story.title)
