"""An article's own page: its text, what was removed from it, its facts, citations and data for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.models import Removal
from generator.safety.verification import citations
from generator.safety.verification.bylines import byline_claims
from generator.safety.verification.claims import Claim
from generator.safety.verification.parsing import (
    Element,
    ParsedPage,
    children,
    descendants,
    has_class,
    inner_text,
)
from generator.safety.verification.sources import Source, Sources, visible, web_address

APPARATUS = ("b-n", "b-note")  # numbers of sentences, and notes of the pages that quote them
CUT_OFF = "…"  # ends a description that holds the beginning of its sentence


def own_page_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of an article's own page, beside its quotations and titles: facts, text, citations, data.

    Of any other page only that it quotes nothing in a `q`, which names no source.
    """
    folder, name = page.subject
    source = sources.by_id.get(name) if folder == "articles" else None
    if source is not None:
        for line in (element for block in page.with_class("b-article") for element in children(block, "p")):
            yield from _head_fact_claims(line, source, sources)
        yield from _front_matter_claims(page, source)
        yield from _text_claims(page, source)
        yield from _source_fact_claims(page, source)
        yield from _citation_claims(page, source, sources)
        yield from _schema_org_claims(page, source)
    yield from removal_claims(page, source)


def _head_fact_claims(line: Element, source: Source, sources: Sources) -> Iterator[Claim]:
    """The claims of the line below the title: outlet, date, author, and the link to the publisher's page."""
    yield from byline_claims(line, source, sources)
    author = visible(source.article.author or "")
    if author:
        honest = f" · {author} · " in inner_text(line)
        yield Claim(what="the author", printed=author if honest else inner_text(line), expected=author)
    for link in descendants(line, "a"):
        if "://" in link.get("href", ""):
            yield Claim(
                what="the link to the original",
                printed=web_address(link.get("href")),
                expected=web_address(source.article.url),
            )


def _front_matter_claims(page: ParsedPage, source: Source) -> Iterator[Claim]:
    """The claims of the head: the description is the title or an extract, whole or cut, and the date is the article's.

    The canonical address, if there is one, is that of the publisher's page.
    """
    printed = visible(page.head.get("description", ""))
    beginnings = (visible(source.article.title), *(passage.words for passage in source.passages))
    begins = any(
        words == printed or (printed.endswith(CUT_OFF) and words.startswith(printed.removesuffix(CUT_OFF)))
        for words in beginnings
    )
    yield Claim(
        what="the description in the head", printed=printed, expected=printed if begins else beginnings[-1]
    )
    published = source.article.published
    if "date" in page.head or published:
        yield Claim(
            what="the date in the head",
            printed=page.head.get("date"),
            expected=published.isoformat() if published else None,
        )
    if "canonical" in page.head:
        yield Claim(
            what="the canonical address",
            printed=web_address(page.head["canonical"]),
            expected=web_address(source.article.url),
        )


def _text_claims(page: ParsedPage, source: Source) -> Iterator[Claim]:
    """The claims of the text: headings and sentences of the article, in order, with their numbers, and nothing else."""
    last = 0
    for block in page.with_class("b-text"):
        for heading in descendants(block, "h3"):
            headings = {
                visible(source.article.words_of(element))
                for element in source.article.sentences
                if not element.number
            }
            words = inner_text(heading)
            yield Claim(
                what="a heading", printed=words, expected=words if words in headings else "one of the article"
            )
        for place in (
            element
            for tag in ("mark", "span")
            for element in descendants(block, tag)
            if _sentence_number(element)
        ):
            yield from _sentence_claims(place, _sentence_number(place), source)
        numbers = [number for element in block.iter("mark", "span") if (number := _sentence_number(element))]
        yield Claim(what="the order of sentences", printed=numbers, expected=sorted({*numbers}))
        for paragraph in (element for element in descendants(block, "p") if not has_class(element, "b-none")):
            between = visible((paragraph.text or "") + "".join(child.tail or "" for child in paragraph))
            yield Claim(what="words between sentences", printed=between, expected="")
        last = max([last, *numbers])
    yield Claim(what="the last sentence", printed=last <= len(source.sentences), expected=True)


def _sentence_number(element: Element) -> int:
    """The number of the sentence that an element holds; 0 if it holds none."""
    id_ = element.get("id", "")
    return int(id_[1:]) if id_[:1] == "s" and id_[1:].isdecimal() else 0


def _sentence_claims(place: Element, number: int, source: Source) -> Iterator[Claim]:
    """The claims of one sentence of the text: its words, its number, its link, and whether it is marked as quoted."""
    yield Claim(
        what=f"sentence {number}",
        printed=inner_text(place, without=APPARATUS),
        expected=source.sentence(number),
    )
    yield Claim(
        what=f"the mark on sentence {number}, which pages quote or not",
        printed=place.tag == "mark",
        expected=number in source.marked,
    )
    for label in descendants(place, "a", "b-n") + descendants(place, "span", "b-n"):
        yield Claim(what=f"the number of sentence {number}", printed=inner_text(label), expected=str(number))
        if label.tag == "a":
            yield Claim(
                what=f"the link from sentence {number}", printed=label.get("href"), expected=f"#q{number}"
            )


def removal_claims(page: ParsedPage, source: Source | None) -> Iterator[Claim]:
    """The claims of the list of what cleaning removed: each part in order, with its reason; no other `q` on the page.

    `source` is None on a page that is no article's.
    """
    entries = [element for block in page.with_class("b-removed") for element in children(block, "li")]
    known: Sequence[Removal] = source.article.removed if source else ()
    if source:
        yield Claim(what="the number of removed passages", printed=len(entries), expected=len(known))
    quotes = {id(quote) for quote in page.by_tag.get("q", ())}
    for entry, removal in zip(entries, known, strict=False):
        for quote in descendants(entry, "q"):
            quotes.discard(id(quote))
            yield Claim(
                what="the article of a removed passage",
                printed=page.resolve(quote.get("cite")),
                expected=page.address,
            )
            yield Claim(what="a removed passage", printed=inner_text(quote), expected=visible(removal.text))
        reasons = [inner_text(element) for element in children(entry, "span")]
        yield Claim(what="the reason of a removal", printed=reasons, expected=[str(removal.reason)])
    yield Claim(what="the number of quotations (q) that name no source", printed=len(quotes), expected=0)


def _source_fact_claims(page: ParsedPage, source: Source) -> Iterator[Claim]:
    """The claims of the source's file name and hash."""
    for block in page.with_class("b-facts"):
        yield Claim(
            what="file and SHA-256",
            printed=[inner_text(element) for element in descendants(block, "code")],
            expected=[visible(source.article.source), source.article.sha256],
        )


def _citation_claims(page: ParsedPage, source: Source, sources: Sources) -> Iterator[Claim]:
    """The claims of the citations: of the summary's sentences, and of the article as BibTeX and CSL-JSON."""
    for block in page.with_class("b-cite"):
        lines = [inner_text(element) for element in descendants(block, "li")]
        numbers = sorted(passage.first for passage in sources.summary_of(source))
        yield Claim(what="the number of citations", printed=len(lines), expected=len(numbers))
        for line, number in zip(lines, numbers, strict=True):
            yield from citations.plain_claims(line, number, source, sources.briefing.site)
        for code in descendants(block, "code"):
            written = "".join(code.itertext())
            if written.lstrip().startswith("@"):
                yield from citations.bibtex_claims(written, sources)
            else:
                yield from citations.csl_claims(json.loads(written), source)


def _schema_org_claims(page: ParsedPage, source: Source) -> Iterator[Claim]:
    """The claims of the data for search engines (schema.org), which states only what is known of the article."""
    article = source.article
    for script in page.by_tag.get("script", ()):
        record = json.loads(script.text)
        basis = record.get("isBasedOn", {})
        published = article.published.isoformat() if article.published else ""
        title = visible(article.title)
        stated: tuple[tuple[str, str | None, str], ...] = (
            ("name", record.get("name"), title),
            ("headline", basis.get("headline"), "" if source.is_derived else title),
            ("datePublished", basis.get("datePublished"), published),
            ("publisher", basis.get("publisher", {}).get("name"), source.outlet),
            ("inLanguage", basis.get("inLanguage"), article.language),
        )
        for name, printed, known in stated:
            yield Claim(
                what=f"{name} in the data of the page", printed=visible(printed or ""), expected=known
            )
        if "url" in basis:
            yield Claim(
                what="url in the data of the page",
                printed=web_address(basis["url"]),
                expected=web_address(article.url),
            )
