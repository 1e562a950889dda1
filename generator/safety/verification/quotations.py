"""Quotations: their words, source lines, neighbours and figures, each compared with the sentence that `cite` names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.safety.verification.bylines import byline_claims
from generator.safety.verification.claims import Claim, membership_claim
from generator.safety.verification.parsing import (
    Element,
    ParsedPage,
    children,
    descendants,
    has_class,
    inner_text,
)
from generator.safety.verification.sources import Passage, Source, Sources, visible, web_address

SENTENCE_ADDRESS = "the address of a sentence, articles/…/#s…"
QUOTATION_IN_MARKDOWN = re.compile(r"^ {0,3}>.*", re.MULTILINE)
NUMBER = re.compile(r"\d+")
DIRECTIVE = ":~:text="  # opens a page at words (URL Fragment Text Directives)


def quotation_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of quotations: each has the words of an extract that begins at the sentence it cites."""
    for quote in page.by_tag.get("blockquote", ()):
        words = inner_text(quote)
        passage = cited_passage(page, sources, quote)
        if passage is None:
            yield Claim(
                what=f"the attribute `cite` of the quotation “{words}”",
                printed=quote.get("cite"),
                expected=SENTENCE_ADDRESS,
            )
            return
        yield Claim(what="a quotation", printed=words, expected=passage[1].words)
        yield from _place_claims(page, quote, *passage)
    for match in QUOTATION_IN_MARKDOWN.finditer(page.text):
        yield Claim(what="a quotation that cannot name its source", printed=match[0], expected=None)


def cited_passage(page: ParsedPage, sources: Sources, quote: Element) -> tuple[Source, Passage] | None:
    """The extract that a quotation should hold: the one with its words, else the first at the sentence it cites.

    If no extract begins there, it is the sentence alone. None if `cite` names no sentence.
    """
    place = sources.sentence_at(page.resolve(quote.get("cite")))
    if place is None:
        return None
    source, number = place
    words = inner_text(quote)
    candidates = [passage for passage in source.passages if passage.first == number]
    honest = [passage for passage in candidates if passage.words == words]
    no_extract = Passage(first=number, last=number, words=source.sentence(number) or "")
    return source, next(iter([*honest, *candidates, no_extract]))


def _place_claims(page: ParsedPage, quote: Element, source: Source, passage: Passage) -> Iterator[Claim]:
    """The claim that a quotation has a source line or, on the page of its own article, the number of its sentence."""
    if page.subject == ("articles", source.article.id):
        number = quote.getprevious()
        yield Claim(what="the number of a quotation", printed=_text(number), expected=str(passage.first))
        yield Claim(
            what="the link from a number",
            printed=page.resolve(number.get("href")) if number is not None else None,
            expected=f"articles/{source.article.id}/#s{passage.first}",
        )
    else:
        line = quote.getnext()
        yield Claim(
            what=f"the source line of “{passage.words}”",
            printed=has_class(line, "b-src"),
            expected=True,
        )


def source_line_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of the line below each quotation: outlet, date, sentence and addresses of the quoted article."""
    for line in page.with_class("b-src", "p"):
        links = descendants(line, "a", "b-place")
        quote = line.getprevious()
        cited = (
            cited_passage(page, sources, quote) if quote is not None and quote.tag == "blockquote" else None
        )
        if cited is None:
            yield Claim(what="a link to a sentence without a quotation", printed=len(links), expected=0)
            continue
        source, passage = cited
        if page.subject != ("articles", source.article.id):
            yield from byline_claims(line, source, sources)
            yield from _sentence_link_claims(page, links, source, passage)
        for link in descendants(line, "a"):
            if "://" in link.get("href", ""):
                yield from _original_link_claims(link.get("href"), source, passage)


def _sentence_link_claims(
    page: ParsedPage, links: list[Element], source: Source, passage: Passage
) -> Iterator[Claim]:
    """The claims of the link to the sentence: its address, and the numbers in its text."""
    yield Claim(
        what=f"the place of “{passage.words}”",
        printed=[(page.resolve(link.get("href")), NUMBER.findall(inner_text(link))) for link in links],
        expected=[
            (
                f"articles/{source.article.id}/#s{passage.first}",
                [str(passage.first), str(len(source.sentences))],
            )
        ],
    )


def _original_link_claims(href: str, source: Source, passage: Passage) -> Iterator[Claim]:
    """The claims of a link to the publisher's page: the article's address, and the quoted words that it opens at."""
    address, _, directive = href.partition(DIRECTIVE)
    yield Claim(
        what="the link to the original",
        printed=web_address(address.removesuffix("#")),
        expected=web_address(source.article.url),
    )
    if directive:
        parts = [visible(unquote(part)) for part in directive.split(",")]
        prefix = parts.pop(0).removesuffix("-") if directive.partition(",")[0].endswith("-") else ""
        before = source.sentence(passage.first - 1) or ""
        honest = (
            before.endswith(prefix)
            and passage.words.startswith(parts[0])
            and passage.words.endswith(parts[-1])
        )
        yield Claim(
            what="the words at which the original opens",
            printed=passage.words if honest else " … ".join(parts),
            expected=passage.words,
        )


def neighbour_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of the context of a quotation: the sentences before and after it, or that there are none."""
    for block in page.with_class("b-around"):
        line = block.getprevious()
        quote = line.getprevious() if has_class(line, "b-src") else None
        cited = cited_passage(page, sources, quote) if quote is not None else None
        if cited is None:
            yield Claim(
                what="sentences around no quotation", printed=inner_text(block), expected="a quotation before"
            )
            continue
        source, passage = cited
        printed = [
            None if has_class(paragraph, "b-none") else inner_text(paragraph)
            for paragraph in children(block, "p")
        ]
        names = ("the sentence before", "the quotation between its neighbours", "the sentence after")
        expected = (source.sentence(passage.first - 1), passage.words, source.sentence(passage.last + 1))
        yield Claim(what="the number of sentences around a quotation", printed=len(printed), expected=3)
        for name, words, sentence in zip(names, printed, expected, strict=True):
            yield Claim(what=name, printed=words, expected=sentence)


def figure_claims(page: ParsedPage, sources: Sources) -> Iterator[Claim]:
    """The claims of figures that differ: each stands in the first quotation below it, with its subject and hedge."""
    for number in page.with_class("b-num", "p"):
        quotes = descendants(number.getparent(), "blockquote")
        cited = cited_passage(page, sources, quotes[0]) if quotes else None
        printed, about = visible(number.text or ""), " ".join(map(inner_text, children(number, "span")))
        stated = _figures_at(sources, *cited) if cited else {}
        yield membership_claim("a figure", printed, stated)
        yield Claim(
            what=f"what the figure {printed} counts",
            printed=about,
            expected=about
            if any(_describes(about, *wording) for wording in stated[printed])
            else stated[printed],
        )
        for emphasis in descendants(quotes[0], "b"):
            yield Claim(what="the number in a quotation", printed=inner_text(emphasis), expected=printed)


def _figures_at(sources: Sources, source: Source, passage: Passage) -> dict[str, list[tuple[str, str]]]:
    """The figures in a passage by their printed form, each with its subject and hedge."""
    stated: dict[str, list[tuple[str, str]]] = {}
    for figure in sources.figures.get(source.article.id, ()):
        if source.passage(figure.extract) == passage:
            number = visible(source.article.text[figure.start : figure.end])
            stated.setdefault(number, []).append((visible(figure.subject), visible(figure.hedge or "")))
    return stated


def _describes(words: str, subject: str, hedge: str) -> bool:
    """True if the words begin with the subject of a figure and contain its hedge."""
    return words.startswith(subject) and hedge in words


def _text(element: Element) -> str | None:
    """The text that a reader sees in an element; None without an element."""
    return None if element is None else inner_text(element)
