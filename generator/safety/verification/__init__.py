"""Compares everything that pages and files print of an article with that article, before anything is published.

Between rendering and publishing, every page and file is read again, and each statement in it that names an article is
compared with the article it names: the words of a quotation, and of the sentences shown before and after it, with the
sentence in its `cite`; links, outlets, dates and numbers of sentences in source lines; titles with the article or story
that they lead to; the sentences on an article's own page with their anchors; figures, removed passages, citations,
`briefing.json`, feeds and records of the search.

The package shares no code with what chooses and prints. It reads pages with lxml, and has its own reading of what a
reader sees of a text (`sources.visible`), of dates and of web addresses: with `escaping.clean_text`, a character lost
there would be lost on both sides of the comparison and never noticed. What it knows of a page are the classes and
attributes that the templates give to quotations; words of the templates' own are free.

    claims         one statement, and what the article says
    sources        articles as they can be compared
    parsing        a page as elements
    quotations     quotations, source lines, neighbours, figures
    bylines        outlets and dates
    titles         titles, listings, the ledger
    article_pages  an article's own page
    versions       its earlier versions
    citations      BibTeX, CSL-JSON, plain lines
    data           briefing.json, feeds, records of the search
    files          the decoded file an article comes from; file_html and file_text read it
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.errors import VerificationError
from generator.models import Article, Briefing, Extract, ExtractedDocument, Figure, Page, TextForm
from generator.safety.verification import article_pages, citations, data, files, quotations, titles, versions
from generator.safety.verification.claims import Claim, require_all
from generator.safety.verification.parsing import ParsedPage, parse
from generator.safety.verification.sources import Sources

PAGE_CHECKS: tuple[Callable[[ParsedPage, Sources], Iterator[Claim]], ...] = (
    quotations.quotation_claims,
    quotations.source_line_claims,
    quotations.neighbour_claims,
    quotations.figure_claims,
    titles.heading_claims,
    titles.link_claims,
    titles.title_line_claims,
    titles.row_claims,
    titles.ledger_claims,
    article_pages.own_page_claims,
    versions.earlier_version_claims,
)
FILE_CHECKS: tuple[tuple[str, str, Callable[[str, Sources], Iterator[Claim]]], ...] = (
    # where the path begins, how it ends, what reads the file
    ("briefing", ".json", data.briefing_claims),
    ("feeds/", ".rss", data.rss_claims),
    ("feeds/", ".atom", data.atom_claims),
    ("feeds/", ".json", data.json_feed_claims),
    ("citations/", ".bib", citations.bibtex_claims),
    ("citations/", ".json", data.csl_file_claims),
)


def verify(briefing: Briefing, pages: Iterable[Page]) -> None:
    """Compare everything that is about to be published with the articles of the briefing.

    Raises VerificationError at the first statement that differs from its article, naming page, words and what was
    expected; also if an extract is not made of whole sentences, or a figure stands outside its sentence.
    """
    for extract in briefing.extracts:
        _is_whole_sentences(extract, briefing.by_id[extract.article])
    for figure in (figure for difference in briefing.differences for figure in difference.figures):
        _stands_in_its_sentence(figure, briefing.by_id[figure.extract.article])
    sources = Sources(briefing=briefing)
    for page in pages:
        require_all(page.path, _claims(page, sources))


def verify_search_records(briefing: Briefing, records: Iterable[Mapping[str, Any]]) -> None:
    """Compare the records of the search index with the articles that they are made of.

    A record has the fields of `search.Record`. Raises VerificationError.
    """
    require_all("search", data.search_records(records, Sources(briefing=briefing)))


def stands_in_its_file(article: Article, document: ExtractedDocument) -> files.Losses:
    """Compare an article with its decoded file, in which its sentences must stand in order.

    Nothing but markup may stand between the words of a sentence, and no boundary of a paragraph, heading, table cell
    or list item. Returns what of the file is not used; nothing for a page, whose reader knows what the article is.
    Raises VerificationError at the first sentence of which this is not so.
    """
    sentences = [article.words_of(sentence) for sentence in article.sentences]
    accounted = (article.title, *(removal.text for removal in article.removed))
    is_page = any(text.form is TextForm.PAGE for text in document.decoded)
    agreed = 0
    for reading in files.readings(document.decoded):
        spans = reading.spans(sentences)
        if len(spans) == len(sentences):
            return files.Losses() if is_page else _losses(document, reading, spans, accounted)
        agreed = max(agreed, len(spans))
    raise VerificationError(f'{article.source}: "{sentences[agreed][:80]}" is not in the file at its place.')


def _losses(
    document: ExtractedDocument,
    reading: files.Reading,
    spans: Sequence[files.Span],
    accounted: Sequence[str],
) -> files.Losses:
    """What of the file is not used, words that nobody sees included."""
    losses = files.find_losses(reading, spans, accounted)
    unread = files.unread_word_count(document.decoded)
    return replace(losses, words=losses.words + unread, total=losses.total + unread)


def _claims(page: Page, sources: Sources) -> Iterator[Claim]:
    """All claims of a page or a data file: what it prints, beside what its articles say."""
    if page.path.endswith(".md"):
        parsed = parse(page, sources.briefing.site)
        for check in PAGE_CHECKS:
            yield from check(parsed, sources)
    for start, end, read in FILE_CHECKS:
        if page.path.startswith(start) and page.path.endswith(end):
            yield from read(page.text, sources)


def _is_whole_sentences(extract: Extract, article: Article) -> None:
    """Raise VerificationError if an extract does not begin and end where sentences of its article do."""
    starts = {sentence.start for sentence in article.numbered}
    ends = {sentence.end for sentence in article.numbered}
    if extract.start not in starts or extract.end not in ends:
        raise VerificationError(f"{article.source}: {extract} is not made of whole sentences.")


def _stands_in_its_sentence(figure: Figure, article: Article) -> None:
    """Raise VerificationError if the offsets of a figure lie outside its sentence."""
    if not figure.extract.start <= figure.start < figure.end <= figure.extract.end:
        raise VerificationError(f"{article.source}: {figure} does not stand in its sentence.")
