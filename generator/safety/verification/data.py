"""Files for programs: `briefing.json`, feeds and records of the search, compared with the articles they name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any
from xml.etree import ElementTree

from generator.models import Article, Extract
from generator.safety.verification import citations
from generator.safety.verification.claims import Claim, membership_claim
from generator.safety.verification.sources import (
    Source,
    Sources,
    directory_address,
    visible,
    web_address,
)

LEFT_OUT = " … "  # between sentences that do not follow each other
ATOM = "{http://www.w3.org/2005/Atom}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"

# --- briefing.json -----------------------------------------------------------------------------------------

ARTICLE_FIELDS = (
    "source",
    "sha256",
    "title",
    "title_origin",
    "published_origin",
    "outlet",
    "author",
    "url",
    "language",
)


def briefing_claims(written: str, sources: Sources) -> Iterator[Claim]:
    """The claims of `briefing.json`: the metadata of each article, and the words at the offsets of each quotation."""
    content = json.loads(written)
    yield Claim(
        what="the articles",
        printed=[item["id"] for item in content["articles"]],
        expected=[article.id for article in sources.briefing.articles],
    )
    for item in content["articles"]:
        yield from _article_claims(item, sources.by_id[item["id"]].article, sources)
    for item in (*content["themes"], *content["stories"]):
        for quotation in item["digest"]:
            yield from _quotation_claims(quotation, quotation["article"], sources)
    for item in content["stories"]:
        yield from _story_claims(item, sources)
    for value in (value for item in content["figures"] for value in item["values"]):
        yield from _quotation_claims(value, value["article"], sources)
        yield from _figure_claims(value, sources)


def _article_claims(item: Mapping[str, Any], article: Article, sources: Sources) -> Iterator[Claim]:
    """The claims of an article's entry in `briefing.json`: metadata, summary and evidence of themes."""
    place = f"of {article.id}"
    for name in ARTICLE_FIELDS:
        yield Claim(what=f"{name} {place}", printed=item[name], expected=getattr(article, name))
    published = article.published.isoformat() if article.published else None
    yield Claim(what=f"the date {place}", printed=item["published"], expected=published)
    page = directory_address(item["page"], sources.briefing.site)
    yield Claim(what=f"the page {place}", printed=page, expected=f"articles/{article.id}/")
    for quotation in item["summary"]:
        yield from _quotation_claims(quotation, article.id, sources)
    yield from _earlier_version_claims(item, article, sources)
    evidence = {
        (match.theme, place.term, place.start, place.end)
        for match in sources.briefing.matches[article.id]
        for place in match.evidence
    }
    printed = {
        (theme["id"], place["term"], place["start"], place["end"])
        for theme in item["themes"]
        for place in theme["evidence"]
    }
    yield Claim(what=f"the evidence {place}", printed=printed, expected=evidence)


def _earlier_version_claims(item: Mapping[str, Any], article: Article, sources: Sources) -> Iterator[Claim]:
    """The claims of an article's earlier versions: their files, and the words at the offsets of each change."""
    versions = sources.briefing.earlier_versions.get(article.id, ())
    printed = item.get("earlier_versions", [])
    names = [(version.article.source, version.article.sha256) for version in versions]
    yield Claim(
        what=f"the earlier versions of {article.id}",
        printed=[(version["source"], version["sha256"]) for version in printed],
        expected=names,
    )
    for written, version in zip(printed, versions, strict=True):
        for change in written["changes"]:
            for side, text in (("earlier", version.article.text), ("later", article.text)):
                if (span := change[side]) is not None:
                    yield Claim(
                        what=f"a sentence of {written['source']}",
                        printed=span["text"],
                        expected=text[span["start"] : span["end"]],
                    )


def _quotation_claims(item: Mapping[str, Any], id_: str, sources: Sources) -> Iterator[Claim]:
    """The claims of a quotation in `briefing.json`: its words and its offsets."""
    extract = Extract(article=id_, start=item["start"], end=item["end"])
    source = sources.by_id[id_]
    words = source.article.text[item["start"] : item["end"]]
    yield Claim(what=f"a quotation of {id_}", printed=item["text"], expected=words)
    yield membership_claim(f"the offsets of “{item['text']}”", extract, source.extracts)


def _story_claims(item: Mapping[str, Any], sources: Sources) -> Iterator[Claim]:
    """The claims of a story's entry in `briefing.json`: title, kind, dates and articles."""
    story = sources.stories[item["id"]]
    for name in ("title", "kind"):
        yield Claim(
            what=f"the {name} of the story {story.id}", printed=item[name], expected=getattr(story, name)
        )
    dates = [day.isoformat() if day else None for day in (story.first, story.last)]
    yield Claim(what=f"the dates of {story.id}", printed=[item["first"], item["last"]], expected=dates)
    yield Claim(what=f"the articles of {story.id}", printed=item["articles"], expected=[*story.articles])


def _figure_claims(value: Mapping[str, Any], sources: Sources) -> Iterator[Claim]:
    """The claim that a figure in `briefing.json` is one of those known for its sentence."""
    text = sources.by_id[value["article"]].article.text
    known = [
        (text[figure.start : figure.end], figure.value, figure.hedge)
        for figure in sources.figures.get(value["article"], ())
        if (figure.extract.start, figure.extract.end) == (value["start"], value["end"])
    ]
    yield membership_claim("a figure", (value["printed"], value["value"], value["hedge"]), known)


# --- feeds -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a feed as a feed reader shows it."""

    link: str
    title: str
    words: str
    day: str  # yyyy-mm-dd
    outlet: str
    original: str


def rss_claims(written: str, sources: Sources) -> Iterator[Claim]:
    """The claims of an RSS feed."""
    for item in ElementTree.fromstring(written).iter("item"):
        title, published = _field(item, "title"), parsedate_to_datetime(_field(item, "pubDate"))
        yield from _item_claims(
            Item(
                link=_field(item, "link"),
                title=title,
                words=unescape(_field(item, "description")),
                day=published.date().isoformat(),
                outlet=_field(item, f"{DUBLIN_CORE}publisher"),
                original=_field(item, f"{DUBLIN_CORE}source"),
            ),
            sources,
        )


def atom_claims(written: str, sources: Sources) -> Iterator[Claim]:
    """The claims of an Atom feed."""
    for entry in ElementTree.fromstring(written).iter(f"{ATOM}entry"):
        links = {link.get("rel"): link.get("href", "") for link in entry.iter(f"{ATOM}link")}
        yield from _item_claims(
            Item(
                link=links.get("alternate", ""),
                title=_field(entry, f"{ATOM}title"),
                words=unescape(_field(entry, f"{ATOM}summary")),
                day=_field(entry, f"{ATOM}published")[:10],
                outlet=_field(entry, f"{DUBLIN_CORE}publisher"),
                original=links.get("via", ""),
            ),
            sources,
        )


def json_feed_claims(written: str, sources: Sources) -> Iterator[Claim]:
    """The claims of a JSON Feed."""
    for item in json.loads(written)["items"]:
        yield from _item_claims(
            Item(
                link=item["url"],
                title=item["title"],
                words=item["content_text"],
                day=item["date_published"][:10],
                outlet=item.get("_source", {}).get("publisher", ""),
                original=item.get("external_url", ""),
            ),
            sources,
        )


def _field(element: ElementTree.Element, name: str) -> str:
    """The text of a child element; empty if there is none."""
    return element.findtext(name) or ""


def _item_claims(item: Item, sources: Sources) -> Iterator[Claim]:
    """The claims of a feed entry: title, summary, outlet, date and original of the article that it links to."""
    site = sources.briefing.site
    source = sources.article_at(directory_address(item.link.removeprefix(site.url or ""), site))
    if source is None:
        yield Claim(what="the link of a feed's entry", printed=item.link, expected="an article of this site")
        return
    published = source.article.published
    title = visible(item.title)
    yield membership_claim(
        f"the title at {item.link}", title, (source.title, escape(source.title, quote=False))
    )
    yield Claim(
        what=f"the words at {item.link}", printed=visible(item.words), expected=_summary(source, sources)
    )
    yield Claim(
        what=f"the date at {item.link}",
        printed=item.day,
        expected=published.isoformat() if published else None,
    )
    yield Claim(what=f"the outlet at {item.link}", printed=visible(item.outlet), expected=source.outlet)
    if item.original:
        yield Claim(
            what=f"the original at {item.link}",
            printed=web_address(item.original),
            expected=web_address(source.article.url),
        )


def _summary(source: Source, sources: Sources) -> str:
    """The extracts of an article's summary, with a mark where sentences between them are left out."""
    written, last = "", 0
    for passage in sources.summary_of(source):
        follows = passage.first == last + 1
        written += ("" if not written else " " if follows else LEFT_OUT) + passage.words
        last = passage.last
    return visible(written)


# --- citations of all articles -----------------------------------------------------------------------------


def csl_file_claims(written: str, sources: Sources) -> Iterator[Claim]:
    """The claims of a file of citations in CSL-JSON."""
    for item in json.loads(written):
        yield from citations.csl_claims(item, sources.by_id[item["id"]])


# --- the search --------------------------------------------------------------------------------------------


def search_record(record: Mapping[str, Any], sources: Sources) -> Iterator[Claim]:
    """The claims of a search record: address, title, date, outlet, language and sentences of its article.

    `record` has the fields of `search.Record`. The words of sentences that it does not show are in no order.
    """
    source = sources.article_at(directory_address(record["url"], sources.briefing.site))
    if source is None:
        yield Claim(what="the address of a record", printed=record["url"], expected="an article of this site")
        return
    article, place = source.article, f"in the search record of {source.article.id}"
    lead = sources.briefing.lead(article)
    leads = [None, *(each.number for each in article.numbered if lead and lead.start == each.start)]
    expected = {
        "title": source.title,
        "is_title_derived": source.is_derived,
        "day": article.published.isoformat() if article.published else None,
        "outlet": source.outlet,
        "language": article.language,
        "sentence_count": len(source.sentences),
        "lead": record["lead"] if record["lead"] in leads else leads[-1],
        "hidden_words": tuple(sorted(set(record["hidden_words"]))),
    }
    for name, value in expected.items():
        printed = visible(record[name] or "") if name in ("title", "outlet") else record[name]
        yield Claim(what=f"the {name} {place}", printed=printed, expected=value)
    for number, words in record["sentences"]:
        yield Claim(
            what=f"sentence {number} {place}", printed=visible(words), expected=source.sentence(number)
        )


def search_records(records: Iterable[Mapping[str, Any]], sources: Sources) -> Iterator[Claim]:
    """The claims of all search records."""
    for record in records:
        yield from search_record(record, sources)
