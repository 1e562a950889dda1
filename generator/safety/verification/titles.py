"""Titles as links and headings, and what stands beside them: each compared with the article or story it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.safety.verification.bylines import byline_claims, date_claims, outlet_claim
from generator.safety.verification.claims import Claim, membership_claim
from generator.safety.verification.parsing import (
    Element,
    ParsedPage,
    children,
    descendants,
    has_class,
    inner_text,
)
from generator.safety.verification.sources import Source, Sources, visible

TITLE_CLASSES = ("b-title", "b-more")  # of links in an article's words, and in an editor's


def link_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of links: the text of a link to an article or a story is its title."""
    for link in (link for name in TITLE_CLASSES for link in page.with_class(name, "a")):
        address, words = page.resolve(link.get("href")), inner_text(link)
        if source := sources.article_at(address):
            yield Claim(what=f"the title of {address}", printed=words, expected=source.title)
        elif story := sources.story_at(address):
            yield Claim(what=f"the title of {address}", printed=words, expected=sources.story_title(story))
        else:
            yield Claim(
                what=f"the address of the title “{words}”",
                printed=address,
                expected="an article or a story of this site",
            )


def title_line_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of lines below a title: outlet and date of the article, or first and last date of the story."""
    for line in page.with_class("b-src", "p"):
        title = line.getprevious()
        if not any(has_class(title, name) for name in TITLE_CLASSES):
            continue
        address = page.resolve(title.get("href"))
        if source := sources.article_at(address):
            yield from byline_claims(line, source, sources)
        elif story := sources.story_at(address):
            dates = (story.first, story.last if story.last != story.first else None)
            yield from date_claims(line, [day for day in dates if day])


def row_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of table rows: a quoted cell is the linked title of an article, and all links beside it lead there.

    The second and the last cell have its outlet and its date, unless the row is one of numbers.
    """
    for cell in page.with_class("b-quoted", "td"):
        titles = descendants(cell, "a", "b-title")
        source = sources.article_at(page.resolve(titles[0].get("href"))) if titles else None
        if source is None:
            yield Claim(
                what="quoted words", printed=inner_text(cell), expected="the title of an article, linked"
            )
            continue
        cells = children(cell.getparent(), "td")
        if not any(has_class(cell, "b-r") for cell in cells):  # numbers
            yield outlet_claim(cells[1], source, sources)
            yield from date_claims(cells[-1], [source.article.published] if source.article.published else [])
        yield from _row_link_claims(page, cells[1:], source, sources)


def _row_link_claims(
    page: ParsedPage, cells: list[Element], source: Source, sources: Sources
) -> Iterator[Claim]:
    """The claims of the links in a table row: all lead to the article of the row."""
    for link in (link for cell in cells for link in descendants(cell, "a")):
        address = page.resolve(link.get("href")).partition("#")[0]
        if sources.article_at(address):
            yield Claim(
                what=f"the article behind the row of “{source.title}”",
                printed=address,
                expected=f"articles/{source.article.id}/",
            )


def ledger_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of the list of files: beside each file stands the article made of it, or the one shown instead."""
    for entry in (
        entry for listing in page.with_class("b-ledger", "ul") for entry in children(listing, "li")
    ):
        names, titles = descendants(entry, "code"), descendants(entry, "a", "b-title")
        printed = (
            inner_text(names[0]) if names else None,
            page.resolve(titles[0].get("href")) if titles else None,
        )
        yield membership_claim("a file of the ledger, and its article", printed, sources.ledger)


def heading_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of an article's or a story's page: heading and head of the page have its title."""
    folder, name = page.subject
    titles: tuple[str, str] | None = None
    if folder == "articles" and (source := sources.by_id.get(name)):
        titles = source.title, visible(source.article.title)
    elif folder == "stories" and (story := sources.stories.get(name)):
        titles = sources.story_title(story), visible(story.title)
    if titles is None:
        return
    for heading in (element for element in page.by_tag.get("h1", ()) if element.get("id") == "title"):
        yield Claim(what="the title of the page", printed=inner_text(heading), expected=titles[0])
    if "title" in page.head:
        yield Claim(what="the title in the head", printed=visible(page.head["title"]), expected=titles[1])
