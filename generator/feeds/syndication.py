"""RSS 2.0, Atom and JSON Feed 1.1 of the site and of each theme, and an OPML list of them.

An item is a dated article: its title, its summary word for word, its day as 00:00 UTC. Undated articles are left
out, since a feed reader would show them as news of today. No clock is used: the date of a feed is that of its
newest article. Item ids come from the site's address and the article's id, so they stay when a
title, a date or a summary changes.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import StringIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.sax.saxutils import XMLGenerator

from feedgenerator import Atom1Feed, Rss201rev2Feed

from generator.models import Article, Briefing, Page
from generator.safety import escaping

MAX_ITEMS = 50  # items of a feed
FOLDER = "feeds"
JSON_FEED = "https://jsonfeed.org/version/1.1"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
ITEMS_NOTE = (
    "The newest articles that carry a date. Summaries are word for word; days are given as 00:00 UTC."
)
EPOCH = datetime(
    1970, 1, 1, tzinfo=UTC
)  # the update of a feed without any dated article, which Atom must state
OMISSION = " … "  # between sentences that do not follow each other in the article
MARKUP_LIKE = re.compile(r"<|&(?=#|\w+;)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A dated article as all formats need it. Its strings are cleaned and not escaped."""

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    themes: tuple[str, ...]
    language: str
    author: str | None
    outlet: str | None
    original: str | None  # address of the publisher's page


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The newest dated articles of the site or of a theme, as all formats need them."""

    path: str  # below the site's root, without the suffix of a format
    title: str
    about: str
    home: str  # address of the page that it is a feed of
    site_name: str
    root: str  # address of the site, with a slash at its end
    items: tuple[Item, ...]  # the newest first
    updated: datetime

    @property
    def language(self) -> str | None:
        """The language of the items; None if they are in several, or if there are no items."""
        languages = {item.language for item in self.items}
        return languages.pop() if len(languages) == 1 else None

    def address(self, suffix: str) -> str:
        """The address of the feed in the format with this suffix."""
        return f"{self.root}{self.path}.{suffix}"


def files(briefing: Briefing) -> Iterator[Page]:
    """All feeds in all formats, and an OPML list of them; nothing if the site has no address."""
    if briefing.site.url is None:
        return
    feeds = _feeds(briefing, briefing.site.url)
    for feed in feeds:
        for suffix, serialize in (("rss", rss), ("atom", atom), ("json", json_feed)):
            yield Page(path=f"{feed.path}.{suffix}", text=serialize(feed))
    yield Page(path=f"{FOLDER}/index.opml", text=opml(feeds))


def _feeds(briefing: Briefing, root: str) -> tuple[Feed, ...]:
    """The feed of the site and a feed for each theme; `root` is the site's address."""
    name = escaping.clean_text(briefing.site.name)

    def feed(path: str, title: str, about: str, home: str, articles: tuple[Article, ...]) -> Feed:
        """A feed of the first MAX_ITEMS dated articles; `articles` come newest first.

        It was updated on the day of the first of them; without any, on that of the newest of the site.
        """
        dated = [article for article in articles if article.published]
        return Feed(
            path=path,
            title=title,
            about=f"{escaping.clean_text(about)} {ITEMS_NOTE}".strip(),
            home=root + briefing.site.address(home),
            site_name=name,
            root=root,
            items=tuple(_item(briefing, root, article) for article in dated[:MAX_ITEMS]),
            updated=_midnight(next((article.published for article in (*dated, *briefing.dated)), None)),
        )

    return (
        feed(f"{FOLDER}/index", name, briefing.site.about, "", briefing.articles),
        *(
            feed(
                theme.feed,
                f"{name}: {escaping.clean_text(theme.title)}",
                theme.about,
                f"themes/{theme.id}/",
                briefing.articles_about(theme),
            )
            for theme in briefing.themes
        ),
    )


def _item(briefing: Briefing, root: str, article: Article) -> Item:
    """The feed item of an article: title, summary, date and source, all as plain text."""
    return Item(
        id=uuid5(NAMESPACE_URL, f"{root}#{article.id}").urn,
        url=root + briefing.site.address(f"articles/{article.id}/"),
        title=escaping.clean_text(article.title) + (" …" if article.title_cut else ""),
        summary=_summary(briefing, article),
        published=_midnight(article.published),
        themes=tuple(escaping.clean_text(theme.title) for theme in briefing.themes_of(article)),
        language=article.language,
        author=escaping.clean_text(article.author or "") or None,
        outlet=escaping.clean_text(article.outlet or "") or None,
        original=escaping.safe_url(article.url) if article.url else None,
    )


def _summary(briefing: Briefing, article: Article) -> str:
    """The extracts of an article's summary in order, with a mark where sentences between them are left out."""
    summary, last = "", 0
    for extract in briefing.summaries[article.id].extracts:
        place = briefing.place(extract)
        between = "" if not summary else " " if place.first == last + 1 else OMISSION
        summary += between + escaping.clean_text(place.words)
        last = place.sentences[-1].number
    return summary


def _midnight(day: date | None) -> datetime:
    """Midnight UTC at the beginning of a day, since articles have no time; EPOCH if the day is unknown."""
    return datetime.combine(day, time(), UTC) if day else EPOCH


# --- RSS and Atom ----------------------------------------------------------------------------------------


class _Rss(Rss201rev2Feed):  # type: ignore[misc]
    def rss_attributes(self) -> dict[str, str]:
        """The attributes of the root element, with the namespace of Dublin Core."""
        return {**super().rss_attributes(), "xmlns:dc": DUBLIN_CORE}

    def latest_post_date(self) -> datetime:  # feedgenerator asks the clock for a feed without items
        """The date of the feed's newest item; feedgenerator would ask the clock if there is none."""
        return self.feed["updated"]  # type: ignore[no-any-return]

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write the elements of an item, with its source."""
        super().add_item_elements(handler, item)
        _add_source(handler, item["source"])


class _Atom(Atom1Feed):  # type: ignore[misc]
    def root_attributes(self) -> dict[str, str]:
        """The attributes of the root element, with the namespace of Dublin Core."""
        return {**super().root_attributes(), "xmlns:dc": DUBLIN_CORE}

    def latest_post_date(self) -> datetime:
        """The date of the feed's newest item; feedgenerator would ask the clock if there is none."""
        return self.feed["updated"]  # type: ignore[no-any-return]

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The attributes of an entry: its language."""
        return {"xml:lang": item["source"].language}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write the elements of an entry, with the publisher's page and the source."""
        super().add_item_elements(handler, item)
        if item["source"].original:
            handler.addQuickElement("link", "", {"rel": "via", "href": item["source"].original})
        _add_source(handler, item["source"])


def _add_source(handler: XMLGenerator, item: Item) -> None:
    """Write who published the article and where, in Dublin Core: `source` of RSS means a feed, which we do not know."""
    for name, value in (("dc:publisher", item.outlet), ("dc:source", item.original)):
        if value:
            handler.addQuickElement(name, value)  # type: ignore[attr-defined]


def rss(feed: Feed) -> str:
    """The feed as RSS 2.0.

    Programs differ in whether they read a title as text or as HTML: one that could be taken for markup is escaped once
    more, so that it is harmless in both.
    """
    rss_feed = _Rss(**_feedgenerator_feed(feed, "rss"))
    for item in feed.items:
        title = html.escape(item.title, quote=False) if MARKUP_LIKE.search(item.title) else item.title
        rss_feed.add_item(**_feedgenerator_item(item), title=title)
    return _to_xml(rss_feed)


def atom(feed: Feed) -> str:
    """The feed as Atom 1.0 (RFC 4287), in which titles are always text."""
    atom_feed = _Atom(**_feedgenerator_feed(feed, "atom"), author_name=feed.site_name)
    for item in feed.items:
        atom_feed.add_item(**_feedgenerator_item(item), title=item.title)
    return _to_xml(atom_feed)


def _feedgenerator_feed(feed: Feed, suffix: str) -> dict[str, Any]:
    """The feed's fields as the arguments of feedgenerator's feed classes."""
    return {
        "title": feed.title,
        "link": feed.home,
        "description": feed.about,
        "language": feed.language,
        "feed_url": feed.address(suffix),
        "feed_guid": uuid5(NAMESPACE_URL, feed.root + feed.path).urn,
        "updated": feed.updated,
    }


def _feedgenerator_item(item: Item) -> dict[str, Any]:
    """An item's fields as the arguments of feedgenerator's `add_item`."""
    return {
        "link": item.url,
        "description": html.escape(item.summary, quote=False),  # HTML by definition, so text is escaped
        "pubdate": item.published,
        "unique_id": item.id,
        "unique_id_is_permalink": False,
        "author_name": item.author,
        "categories": item.themes,
        "source": item,
    }


def _to_xml(feed: Any) -> str:
    """The XML text of a feed of feedgenerator."""
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue() + "\n"


# --- JSON Feed and OPML ----------------------------------------------------------------------------------


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1. What the format has no field for stands under `_source`, as its extensions do."""
    content = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address("json"),
        "description": feed.about,
        "language": feed.language,
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(_without_unknown(content), ensure_ascii=False, indent=1) + "\n"


def _json_item(item: Item) -> dict[str, Any]:
    """An item as JSON Feed 1.1 writes it, without the fields that are unknown."""
    source = {"publisher": item.outlet, "url": item.original}
    return _without_unknown(
        {
            "id": item.id,
            "url": item.url,
            "external_url": item.original,
            "title": item.title,
            "content_text": item.summary,
            "date_published": item.published.isoformat().replace("+00:00", "Z"),
            "authors": [{"name": item.author}] if item.author else None,
            "tags": list(item.themes) or None,
            "language": item.language,
            "_source": _without_unknown(source) or None,
        }
    )


def _without_unknown(content: dict[str, Any]) -> dict[str, Any]:
    """The fields that have a value other than None."""
    return {name: value for name, value in content.items() if value is not None}


def opml(feeds: tuple[Feed, ...]) -> str:
    """An OPML 2.0 list of the feeds: each once, as RSS, which every reader of such lists can read."""
    root = ElementTree.Element("opml", version="2.0")
    head, body = ElementTree.SubElement(root, "head"), ElementTree.SubElement(root, "body")
    ElementTree.SubElement(head, "title").text = feeds[0].site_name
    for feed in feeds:
        attributes = {"type": "rss", "text": feed.title, "title": feed.title}
        addresses = {"xmlUrl": feed.address("rss"), "htmlUrl": feed.home}
        ElementTree.SubElement(body, "outline", attributes | addresses)
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
