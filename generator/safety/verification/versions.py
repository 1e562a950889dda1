"""Earlier versions: what stands side by side are sentences of the two versions that the table names."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import VerificationError
from generator.models import Article, Change, EarlierVersion
from generator.safety.verification.bylines import date_claims
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

Row = tuple[
    str | None, str | None
]  # the words in the earlier version and in the shown one; None where there are none


def earlier_version_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims that an article's page has a table for each of its earlier versions, and no other page has one."""
    folder, name = page.subject
    source = sources.by_id.get(name) if folder == "articles" else None
    versions = sources.briefing.earlier_versions.get(name, ()) if source else ()
    tables = page.with_class("b-changes")
    yield Claim(what="the number of earlier versions", printed=len(tables), expected=len(versions))
    inside = {id(cell) for table in tables for cell in table.iter("td")}
    for cell in (cell for name in ("b-then", "b-now") for cell in page.with_class(name)):
        if id(cell) not in inside:
            yield Claim(what="words of a version outside a table", printed=inner_text(cell), expected=None)
    if source:
        for table, version in zip(tables, versions, strict=True):
            yield from _head_claims(table, version.article, source)
            yield from _row_claims(table, version, source)


def _head_claims(table: Element, earlier: Article, source: Source) -> Iterator[Claim]:
    """The claims of a table's head: the file of the earlier version, and the known dates of both."""
    head = descendants(table, "thead")[0]
    names = [inner_text(code) for code in descendants(head, "code")]
    yield Claim(what="the file of an earlier version", printed=names, expected=[visible(earlier.source)])
    published = (earlier.published, source.article.published)
    yield from date_claims(head, [day for day in published if day])


def _row_claims(table: Element, version: EarlierVersion, source: Source) -> Iterator[Claim]:
    """The claims of a table's rows: each holds two forms of a sentence or of the title; a number is the later one's."""
    allowed = {_words(change, version.article, source) for change in version.changes}
    allowed.add((visible(version.article.title), visible(source.article.title)))
    for row in descendants(table, "tr"):
        cells = children(row, "td")
        if not cells:
            continue
        printed: Row = _printed(cells[0], "b-then"), _printed(cells[1], "b-now")
        yield membership_claim("two versions of a sentence", printed, allowed)
        for link in descendants(cells[1], "a"):
            number = inner_text(link)
            yield Claim(
                what="the link to a changed sentence", printed=link.get("href"), expected=f"#s{number}"
            )
            shown = source.sentence(int(number)) if number.isdecimal() else None
            yield Claim(what=f"the changed sentence {number}", printed=printed[1], expected=shown)


def _words(change: Change, earlier: Article, source: Source) -> Row:
    """The words of a change, which are sentences of the two versions. Raises VerificationError if they are not."""
    for sentence, article in ((change.earlier, earlier), (change.later, source.article)):
        if sentence is not None and sentence not in article.sentences:
            raise VerificationError(f"{article.source}: {sentence} is none of its sentences.")
    return (
        visible(earlier.words_of(change.earlier)) if change.earlier else None,
        visible(source.article.words_of(change.later)) if change.later else None,
    )


def _printed(cell: Element, name: str) -> str | None:
    """The text of a cell, without the number of its sentence; None if the cell does not have this class."""
    return inner_text(cell, without=("b-n",)) if has_class(cell, name) else None
