"""Pages saved from the web. trafilatura finds the part that is the article; the words are taken from the page.

The text that trafilatura returns is looked up in the page and taken from there. If it is too little, or is not in the
page, the paragraphs of the page are taken instead and the document has a warning.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.models import (
    Block,
    BlockKind,
    DecodedText,
    ExtractedDocument,
    ExtractionWarning,
    MetadataValue,
    Reason,
    TextForm,
)
from generator.readers import completion, hypertext, listing, page_metadata
from generator.readers.encodings import Declared
from generator.readers.file import File, Refused

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEAD_BYTES = 4096  # bytes in which a page declares its encoding; the standard asks for 1024
META_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""<\?xml[^<>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
XHTML_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")

MIN_ARTICLE_WORDS = 60  # words; shorter articles exist, but most that short are what is left of one
MIN_PAGE_WORDS = 20  # words that a page shows; with fewer, its scripts have to add the article
MIN_PROSE_WORDS = 8  # words of a paragraph that is prose beyond doubt
MAX_LINKED_SHARE = 0.5  # share of a paragraph inside links from which on it is a list of links
# If a page has more than twice the prose that was extracted, the extraction stopped half way.
MAX_PROSE_TO_EXTRACTED_RATIO = 2
MAX_ELEMENTS = 20_000  # trafilatura takes minutes over pages that have many more
MAX_MISSING_SHARE = 0.1  # share of extracted words that may not be found in the page's text

TRAFILATURA_KINDS = {"head": BlockKind.HEADING, "item": BlockKind.LIST_ITEM, "cell": BlockKind.LIST_ITEM}


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """Read a file that is one web page."""
    return (page(file),)


def page(
    file: File, declared: Iterable[Declared] = (), url: MetadataValue | None = None
) -> ExtractedDocument:
    """The draft of one page; `declared` and `url` are what came with it from elsewhere and count before its own.

    Raises Refused for a page that scripts have to fill, and for one that lists articles.
    """
    text, encoding = file.decoded((*declared, *_declared_encodings(file.data)))
    document = hypertext.parse(XHTML_DECLARATION.sub("", text))
    blocks, flaws, notes = _article(document)
    _refuse_shell(document, blocks)
    metadata = page_metadata.read(document, text)
    if not metadata.states_article:
        listing.refuse_list(document.pieces, blocks)
    if url:
        metadata.fields["url"] = url
    return ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=(DecodedText(text=text, form=TextForm.PAGE),),
        blocks=blocks,
        visible=document.text,
        encoding=encoding,
        warnings=flaws,
        notes=notes,
        other_dates=metadata.other_dates,
        refused=metadata.refused,
        **metadata.fields,
    )


def _declared_encodings(data: bytes) -> Iterator[Declared]:
    """Yield the encodings that the XML declaration and the meta elements name."""
    for pattern, origin in ((XML_ENCODING, "XML declaration"), (META_CHARSET, "<meta charset>")):
        if match := pattern.search(data[:HEAD_BYTES]):
            yield Declared(match[1].decode("ascii", "replace"), origin)


# --- the text --------------------------------------------------------------------------------------------


def _article(
    document: hypertext.Document,
) -> tuple[tuple[Block, ...], tuple[ExtractionWarning, ...], tuple[str, ...]]:
    """Return the blocks of the article, the warnings about their extraction, and notes on prose that is left out."""
    prose = _paragraphs(document)
    extraction = _extracted(document)
    # Prose counts only as far as it is beyond doubt, so that a page with a long footer does not look half read.
    certain_words = sum(count for block in prose if (count := _word_count([block])) >= MIN_PROSE_WORDS)
    if _word_count(extraction.blocks) * MAX_PROSE_TO_EXTRACTED_RATIO < certain_words:
        extraction = completion.Extraction()
    extraction = completion.complete(document, _article_element(document.root), extraction)
    extraction = completion.without_asides(document, extraction)
    blocks, rough = (extraction.blocks, ()) if extraction.blocks else (prose, (ExtractionWarning.ROUGH,))
    thin = (ExtractionWarning.THIN,) if _word_count(blocks) < MIN_ARTICLE_WORDS else ()
    return blocks, (*(rough if blocks else ()), *thin), extraction.notes


def _refuse_shell(document: hypertext.Document, blocks: Sequence[Block]) -> None:
    """Raise Refused if a page holds scripts that would show the article, and hardly a word of its own."""
    has_script, has_form = (document.root.find(f".//{tag}") is not None for tag in ("script", "input"))
    has_prose = any(_word_count([block]) >= MIN_PROSE_WORDS for block in blocks)
    if has_script and not (has_form or has_prose) and len(document.text.split()) < MIN_PAGE_WORDS:
        hint = "Scripts show its text in a browser. Open the article there, and save its text."
        raise Refused(Reason.NEEDS_JAVASCRIPT, hint)


def _word_count(blocks: Sequence[Block]) -> int:
    """Count the words of the blocks."""
    return sum(len(block.text.split()) for block in blocks)


def _paragraphs(document: hypertext.Document) -> tuple[Block, ...]:
    """The prose of the page, or of the part marked as the article, found without an extractor."""
    pieces = hypertext.Document(_article_element(document.root)).pieces
    prose = [
        piece for piece in pieces if not piece.apart and piece.linked <= MAX_LINKED_SHARE * len(piece.text)
    ]
    return tuple(block for piece in prose for block in piece.blocks)


def _article_element(root: HtmlElement) -> HtmlElement:
    """Return the only element marked as the article, else the root."""
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//main"):
        elements = root.findall(path)
        if len(elements) == 1:
            return elements[0]
    return root


def _extracted(document: hypertext.Document) -> completion.Extraction:
    """What trafilatura takes for the article, in the page's words; empty if they are not the page's."""
    if sum(1 for _ in document.root.iter()) > MAX_ELEMENTS:
        return completion.Extraction()
    from trafilatura import bare_extraction

    root = copy.deepcopy(document.root)
    for element in [element for element in root.iter() if hypertext.is_hidden(element)]:
        element.drop_tree()
    extraction = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(extraction, "body", None)
    if body is None:
        return completion.Extraction()
    text = _TextCursor.from_text(document.text)
    stretches: list[completion.Stretch] = []
    extracted_words = 0
    for element in body.iter("p", "head", "item", "quote", "code", "fw", "cell"):
        if any(True for _ in element.iterancestors("p", "head", "item", "code")):
            continue
        own = element.xpath("./text()") if element.find(".//p") is not None else element.itertext()
        words = "".join(own)
        extracted_words += len(words.split())
        if span := text.take(words):
            kind = TRAFILATURA_KINDS.get(element.tag, BlockKind.PARAGRAPH)
            stretches.append(completion.Stretch(*span, kind))
    extracted = completion.Extraction(text=document.text, stretches=tuple(stretches))
    is_complete = _word_count(extracted.blocks) >= (1 - MAX_MISSING_SHARE) * extracted_words
    return extracted if is_complete else completion.Extraction()


@dataclass(slots=True)
class _TextCursor:
    """A text in which words are looked up in their order, whatever white space stands between the letters."""

    letters: str
    offsets: list[int]
    position: int = 0

    @classmethod
    def from_text(cls, text: str) -> _TextCursor:
        """Index the characters of a text that are not white space."""
        offsets = [offset for offset, letter in enumerate(text) if not letter.isspace()]
        return cls("".join(text.split()), offsets)

    def take(self, words: str) -> tuple[int, int] | None:
        """The next stretch of the text that reads like `words`, after everything that was taken before."""
        letters = "".join(words.split())
        start = self.letters.find(letters, self.position) if letters else -1
        if start < 0:
            return None
        self.position = start + len(letters)
        return self.offsets[start], self.offsets[self.position - 1] + 1
