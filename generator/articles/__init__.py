"""From an extracted document to an article: cleaned prose, judged sentences, and metadata with its origins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator import language
from generator.articles import addresses, cleaning, metadata, notices, titles
from generator.articles.sentences import PARAGRAPH_BREAK, split_sentences, with_headings
from generator.models import Article, ExtractedDocument
from generator.standalone import references


def assemble(
    document: ExtractedDocument, site_language: str = "en", today: date | None = None
) -> Article | None:
    """Assemble the article of a document, or return None if it has no sentence that could be quoted.

    `site_language` is the ISO 639-1 code of an article too short to tell its own. A date of publication later than
    `today`, where that is given, counts as unknown.
    """
    document = metadata.without_overlong(document)
    pieces = cleaning.without_page_lines(document.blocks)
    code = (
        metadata.value(document.language) or language.language_of(cleaning.text_of(pieces)) or site_language
    )
    prose = cleaning.clean(pieces, code, document.title)
    if prose.is_cut_off or notices.ends_at_paywall(document):
        document = metadata.as_partial(document)
    blocks, heading = titles.split_heading(with_headings(prose.blocks, code), document.title, code)
    text = PARAGRAPH_BREAK.join(block.text for block in blocks)
    sentences = split_sentences(blocks, code)
    if not any(sentence.rejection is None for sentence in sentences):
        return None
    stated = titles.stated(document.title, heading)
    parsed = references.parse(sentences, text, code)
    title = titles.given(stated) if stated else titles.derive(text, sentences, parsed, code)
    file_date = metadata.date_in_name(document.source)
    published = metadata.find_date(
        (document.published, *document.other_dates, prose.opening_date, file_date), today, code
    )
    document = replace(document, author=document.author or prose.opening_author)
    return Article(
        id=addresses.address(document),
        source=document.source,
        sha256=document.sha256,
        title=title.words,
        title_origin=title.origin,
        title_cut=title.cut,
        published=published.day,
        published_origin=published.origin,
        outlet=metadata.value(document.outlet),
        author=metadata.value(document.author),
        url=metadata.value(document.url),
        language=code,
        text=text,
        sentences=references.with_references(sentences, parsed, title.words),
        removed=prose.removed,
        warnings=document.warnings,
        origins=metadata.origins(document, stated, published, code),
        notes=metadata.notes(document, published, code),
    )
