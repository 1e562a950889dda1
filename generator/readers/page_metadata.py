"""What is known of a web page's article beside its text: from several places, the most trustworthy first.

`TRUST` lists for each field where it is looked for. The first usable value counts; one that is refused on the way is
kept with the reason and does not hide the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape

from generator.models import MetadataValue, RefusedValue
from generator.readers import bylines, fields, hypertext, page_sources, page_visible, structured
from generator.readers.fields import Fields
from generator.readers.page_sources import TITLE_BREAK, Source, json_ld, json_ld_of, meta, microdata
from generator.readers.page_view import PageView

UTC_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)", re.IGNORECASE)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")

ARTICLE_DATE = json_ld("datePublished")
STATED_DATE = meta(
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "date",
)

TRUST: Mapping[str, tuple[Source, ...]] = {
    "title": (
        page_sources.headline_in_heading,
        page_sources.confirmed_heading,
        json_ld("headline", "name"),
        meta("og:title", "twitter:title", "dc.title", "citation_title"),
        page_sources.heading,
        page_sources.title_element,
    ),
    "published": (
        ARTICLE_DATE,
        microdata("datePublished"),
        page_visible.time_elements,
        page_visible.date_lines,
        STATED_DATE,
        json_ld_of(structured.PAGE_TYPES, "datePublished"),
        json_ld("dateCreated"),
        meta("dc.date.created", "dcterms.created"),
        page_visible.date_elements,
        page_visible.numeric_date_lines,
        page_sources.day_in_address,
    ),
    "author": (
        json_ld("author", "creator"),
        microdata("author"),
        page_visible.author_links,
        page_visible.byline_elements,
        page_visible.author_pages,
        page_visible.byline_lines,
        page_visible.names_beside_dates,
        meta(
            "author",
            "article:author",
            "og:author",
            "og:article:author",
            "byl",
            "parsely-author",
            "sailthru.author",
            "citation_author",
            "dc.creator",
            "dcterms.creator",
        ),
        page_visible.card_author,
    ),
    "outlet": (
        page_sources.publisher,
        meta("og:site_name", "application-name", "dc.publisher", "citation_journal_title"),
        json_ld_of(structured.SITE_TYPES, "name"),
        page_sources.name_in_title,
        page_sources.host,
    ),
    "url": (
        json_ld("url", "mainEntityOfPage"),
        meta("og:url"),
        page_sources.canonical,
        page_sources.saved_from,
    ),
    "language": (json_ld("inLanguage"), page_sources.html_language),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """The fields of a page, further dates in the order of trust, and the values that were refused."""

    fields: Fields
    other_dates: tuple[MetadataValue, ...] = ()
    refused: tuple[RefusedValue, ...] = ()
    states_article: bool = (
        False  # says when it was published in data made for that, as lists of articles seldom do
    )


def read(document: hypertext.Document, text: str) -> PageMetadata:
    """The metadata of a parsed page, `text` being its decoded source."""
    page = PageView(document, text)
    chosen: Fields = {}
    refused: list[RefusedValue] = []
    for field in ("url", "outlet", "language", "title", "author"):
        outlet = chosen["outlet"].value if "outlet" in chosen else ""
        titles = (chosen["title"].value,) if "title" in chosen else ()
        for stated in _stated(page, field):
            try:
                value = _usable(field, stated, outlet, titles)
            except ValueError as error:
                refused.append(RefusedValue(field=field, stated=stated, why=str(error)))
                continue
            chosen[field] = MetadataValue(value=value, origin=stated.origin)
            break
    dates = tuple(_dates(page))
    if dates:
        chosen["published"] = dates[0]
    return PageMetadata(
        fields=chosen,
        other_dates=dates[1:],
        refused=tuple(refused),
        states_article=any(True for source in (ARTICLE_DATE, STATED_DATE) for _ in source(page)),
    )


def _stated(page: PageView, field: str) -> Iterator[MetadataValue]:
    """What the sources of a field state, the most trustworthy first; nothing empty."""
    for source in TRUST[field]:
        for stated in source(page):
            if stated.value.strip():
                yield stated


def _dates(page: PageView) -> Iterator[MetadataValue]:
    """Yield the dates that the page states, each once, up to the first that is certain to name a day."""
    seen: set[str] = set()
    for stated in _stated(page, "published"):
        is_day = _is_day(stated.value.strip()[:10])
        if is_day and (local := _local_day(page, stated)):
            yield local
        if stated.value not in seen:
            seen.add(stated.value)
            yield stated
        if is_day:
            return


def _local_day(page: PageView, stated: MetadataValue) -> MetadataValue | None:
    """The day that the page shows for an instant in UTC, if that is the day before or after; None if there is none."""
    if not UTC_INSTANT.fullmatch(stated.value.strip()):
        return None
    day = date.fromisoformat(stated.value.strip()[:10])
    for shown in (*page_visible.time_elements(page), *page_sources.day_in_address(page)):
        value = shown.value[:10]
        if not UTC_INSTANT.fullmatch(shown.value) and _is_day(value):
            return shown if abs(date.fromisoformat(value) - day).days == 1 else None
    return None


def _is_day(value: str) -> bool:
    """True if a text is a day of the calendar in ISO 8601."""
    try:
        return bool(ISO_DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _usable(field: str, stated: MetadataValue, outlet: str, titles: tuple[str, ...]) -> str:
    """The usable form of a value. Raises ValueError with the reason if it has none."""
    value = " ".join(unescape(unescape(stated.value)).split())
    if field == "author":
        if structured.fold(value) in {structured.fold(title) for title in titles}:
            raise bylines.NotAName("it is the title")
        if stated.origin == "JSON-LD: author (organisation)" and structured.fold(value) == structured.fold(
            outlet
        ):
            raise bylines.NotAName("it is the outlet")
        return bylines.names(value, outlet)
    if field == "title":
        return _without_suffix(value, outlet)
    usable = fields.from_values(stated.origin, **{field: value}).get(field)
    if not isinstance(usable, MetadataValue):
        raise ValueError(f"it is no {field}")
    return usable.value


def _without_suffix(title: str, outlet: str) -> str:
    """The title without the outlet's name at its end."""
    parts = list(TITLE_BREAK.finditer(title))
    if parts and outlet and structured.fold(title[parts[-1].end() :]) == structured.fold(outlet):
        return title[: parts[-1].start()]
    return title
