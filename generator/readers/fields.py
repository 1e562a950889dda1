"""The names under which people and standards keep an article's title, date, outlet …, in one table.

Serves front matter, sidecars, JSON of every kind and JSON-LD in pages. Case, hyphens and underscores in a name do
not matter. Where a record has several names of one field, the one that stands first in the table counts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TypedDict

from generator.models import MetadataValue
from generator.readers.records import Record, Value

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "headlinetext", "webtitle", "name"),
    "published": (
        "published",
        "datepublished",
        "pubdate",
        "publishedat",
        "publisheddate",
        "publishdate",
        "publicationdate",
        "publishedtime",
        "webpublicationdate",
        "versioncreated",
        "datepublish",  # news-please
        "firstpublicationdate",
        "date",
        "created",
        "datecreated",
        "publishedon",
    ),
    "outlet": (
        "outlet",
        "publisher",
        "provider",
        "source",
        "publication",
        "sitename",
        "newspaper",
        "site",
        "origin",
        "feed",
        "feedtitle",
        "sourcehostname",
        "sourcedomain",
        "domainname",
        "hostname",
    ),
    "author": ("author", "authors", "byline", "creator", "writer", "publishedby", "by"),
    "url": (
        "url",
        "link",
        "canonicalurl",
        "permalink",
        "weburl",
        "sourceurl",
        "originalurl",
        "mainentityofpage",
        "uri",
        "source",  # where web clippers put it
        "canonical",
        "alternate",
    ),
    "language": ("language", "lang", "inlanguage", "locale"),
    "slug": ("slug",),
}
NAMES = frozenset(name for names in FIELDS.values() for name in names)
NAMES_OF_THINGS = (
    "name",
    "title",
    "rendered",
    "main",
    "original",
    "literal",
    "@value",
    "#text",
)  # where an object keeps what it is called
LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Fields(TypedDict, total=False):
    """The metadata of a draft, each with where it was found."""

    title: MetadataValue
    published: MetadataValue
    outlet: MetadataValue
    author: MetadataValue
    url: MetadataValue
    language: MetadataValue
    slug: MetadataValue


def from_record(record: Record, place: str) -> Fields:
    """The metadata in a record, by our names of fields; `place` names the record (`front matter`, `JSON` …)."""
    by_name = {plain_name(key): (key, value) for key, value in reversed(list(record.items()))}
    fields: Fields = {}
    for field, names in FIELDS.items():
        for name in names:
            key, value = by_name.get(name, ("", None))
            if stated := _usable_value(field, value):
                fields[field] = MetadataValue(value=stated, origin=f"{place}: {key}")  # type: ignore[literal-required]
                break
    return fields


def plain_name(name: str) -> str:
    """A field's name in lower case without spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]", "", name).lower()


def from_values(place: str, **values: str | None) -> Fields:
    """Metadata read elsewhere than from a record, all from one place; empty and malformed values are left out."""
    fields: Fields = {}
    for field, value in values.items():
        if stated := _usable_value(field, value):
            fields[field] = MetadataValue(value=stated, origin=place)  # type: ignore[literal-required]
    return fields


NOTHING = frozenset(
    "nan nat none null undefined n/a na unknown - --".split()
)  # what programs write for no value
TAG = re.compile(r"<[^<>]*>")
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
DATES_OF_A_MAP = ("published", "created", "date", "datetime", "$date", "value")


def name_in(value: Value) -> str:
    """The name in a value: its text, the text under its `name`, or the names in its list with commas between.

    Empty if there is none.
    """
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(filter(None, map(name_in, value)))
    if isinstance(value, dict):
        if isinstance(rendered := value.get("rendered"), str):  # WordPress
            return " ".join(html.unescape(TAG.sub("", rendered)).split())
        return next((name for key in NAMES_OF_THINGS if (name := name_in(value.get(key)))), "")
    return ""


def _usable_value(field: str, value: Value) -> str | None:
    """The usable value of a field, such as the code of a language; None if it is empty or malformed.

    Authors lose a "by", and languages their region; an outlet that is an address is none.
    """
    if field == "url":
        return address_in(value)
    if field == "published" and isinstance(
        value, dict
    ):  # as Material for MkDocs has it: {created: …, updated: …}
        value = next((value[key] for key in DATES_OF_A_MAP if value.get(key)), None)
    text = WIKI_LINK.sub(r"\1", name_in(value))
    if text.casefold() in NOTHING:
        return None
    if field in ("author", "outlet") and not any(map(str.isalpha, text)):  # the number of a record
        return None
    if field == "author":
        return re.sub(r"^by\s+", "", text, flags=re.IGNORECASE) or None
    if field == "language":
        code = LANGUAGE.fullmatch(text)
        return code[1].lower() if code else None
    if field == "outlet" and WEB_ADDRESS.fullmatch(text):
        return None
    return text or None


def address_in(value: Value) -> str | None:
    """The first web address in a value, which may be an object or a list; None if there is none."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url") or value.get("href")
    if isinstance(value, list):
        return next((address for item in value if (address := address_in(item))), None)
    return value.strip() if isinstance(value, str) and WEB_ADDRESS.fullmatch(value.strip()) else None
