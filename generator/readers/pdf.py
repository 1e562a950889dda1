"""PDF, with the extra `pdf`. Its lines are the page's lines: paragraphs are put together again from them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from generator.models import DecodedText, ExtractedDocument, MetadataValue, Reason
from generator.readers import fields, plain
from generator.readers.file import File, Refused

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 300
JUNK_TITLE = re.compile(
    r"(?:microsoft word|untitled|slide \d)|\.(?:docx?|pdf|indd|qxp|rtf|odt)$", re.IGNORECASE
)


def read(file: File) -> tuple[ExtractedDocument, ...]:
    """The text of all pages. Raises Refused for a PDF that is locked or holds pictures of text only."""
    try:
        import pypdf
    except ModuleNotFoundError:
        hint = "Run `pip install 'briefing-generator[pdf]'`, or save its text as .txt."
        raise Refused(Reason.NEEDS_EXTRA, hint) from None
    reader = pypdf.PdfReader(io.BytesIO(file.data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(Reason.LOCKED, "Save it without the password.")
    if len(reader.pages) > MAX_PAGES:
        raise Refused(
            Reason.TOO_LARGE, f"It has more than {MAX_PAGES} pages. Save the article's pages alone."
        )
    pages = tuple(page.extract_text() for page in reader.pages)
    text = "\n\n".join(pages)
    if not text.strip():
        raise Refused(Reason.EMPTY, "It holds pictures of text only. Run text recognition (OCR) on it.")
    draft = ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=tuple(DecodedText(text=page) for page in pages),
        blocks=plain.blocks(text),
        visible=text,
        encoding=MetadataValue(value="PDF", origin="the document's own fonts"),
        **_metadata(reader),
    )
    return (draft,)


def _metadata(reader: PdfReader) -> fields.Fields:
    """Title and author of a PDF. Its dates are those of the file, not of the article, and are left out."""
    information = reader.metadata
    title = str(information.title or "") if information else ""
    return fields.from_values(
        "PDF document information",
        title=None if JUNK_TITLE.search(title) else title,
        author=str(information.author or "") if information else None,
    )
