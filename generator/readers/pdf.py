"""PDF, with the extra `pdf`. Its lines are the page's lines: paragraphs are put together again from them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.models import DecodedText, ExtractedDocument, MetadataValue, Reason
from generator.readers import fields, plain
from generator.readers.file import File, Refused

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 300
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": "-"}
)
MIN_LINES = 6  # of a page with columns
MAX_COLUMN_CHARS = 60  # of a line in a column
COLUMN_GAP = re.compile(r"\S {4,}(?=\S)")
MIN_COLUMN_SHARE = 0.6  # of the lines of a page, and of the gaps that stand at one place
EDGE_LINES = 2  # at the top and at the bottom of a page, that may be running heads
NUMBER = re.compile(r"\d+")
SENTENCE_END = tuple('.!?…"”’»):')
NOBODY = re.compile(
    r"\W*(?:anonymous|unknown|unspecified|user|admin|administrator|owner|author)\W*", re.IGNORECASE
)
JUNK_TITLE = re.compile(
    r"(?:microsoft word|untitled|slide \d|layout \d|print(?:ing)?$|document\d*$|\(?unspecified|\(?anonymous)"
    r"|\.(?:docx?|pdf|indd|qxp|rtf|odt)$",
    re.IGNORECASE,
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
    pages = tuple(_text(page) for page in reader.pages)
    text = "\n\n".join(_without_running_lines(pages))
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


def _text(page: PageObject) -> str:
    """The text of a page: letters for ligatures, lines once that were drawn twice for bold type, columns apart."""
    text = page.extract_text().translate(LIGATURES)
    lines = text.split("\n")
    if len(lines) < MIN_LINES or not _alternates(lines):
        return "\n".join(
            line for line, above in zip(lines, ["", *lines], strict=False) if line != above or not line
        )
    columns = _columns(page.extract_text(extraction_mode="layout").translate(LIGATURES).split("\n"))
    return "\n\n".join(columns) if columns else "\n".join(lines)


def _alternates(lines: Sequence[str]) -> bool:
    """True if few lines are followed by a line that goes on where they end, as in columns that are read row by row."""
    inner = [
        (line.strip(), below.strip()) for line, below in pairwise(lines) if line.strip() and below.strip()
    ]
    broken = [(line, below) for line, below in inner if not line.endswith(SENTENCE_END)]
    return bool(broken) and all(len(line) <= MAX_COLUMN_CHARS for line, _ in inner)


def _columns(lines: Sequence[str]) -> tuple[str, ...]:
    """The text of the left column and of the right, from lines with a wide gap at one place; empty if there is none."""
    gaps = [match for line in lines if (match := COLUMN_GAP.search(line.rstrip()))]
    full = [line for line in lines if line.strip()]
    if len(gaps) < MIN_COLUMN_SHARE * len(full):
        return ()
    starts = Counter(match.end() for match in gaps)
    place, count = starts.most_common(1)[0]
    if count < MIN_COLUMN_SHARE * len(gaps):
        return ()
    return tuple(
        "\n".join(part.rstrip() for part in half)
        for half in ([line[:place] for line in lines], [line[place:] for line in lines])
    )


def _without_running_lines(pages: Sequence[str]) -> Iterator[str]:
    """The pages without the first and last lines that most of them share but for a number: running heads."""
    edges = Counter(
        NUMBER.sub("#", line.strip())
        for page in pages
        for line in {*_edges(page.split("\n"))}
        if line.strip()
    )
    running = {line for line, count in edges.items() if count > max(2, len(pages) / 2) or line == "#"}
    for page in pages:
        lines = page.split("\n")
        edge = set(_edges(lines)) if len(pages) > 1 else set()
        yield "\n".join(
            line for line in lines if not (line in edge and NUMBER.sub("#", line.strip()) in running)
        )


def _edges(lines: Sequence[str]) -> tuple[str, ...]:
    """The first and last two lines of a page."""
    filled = [line for line in lines if line.strip()]
    return (*filled[:EDGE_LINES], *filled[-EDGE_LINES:])


def _metadata(reader: PdfReader) -> fields.Fields:
    """Title and author of a PDF. Its dates are those of the file, not of the article, and are left out."""
    information = reader.metadata
    title = str(information.title or "") if information else ""
    author = str(information.author or "") if information else ""
    return fields.from_values(
        "PDF document information",
        title=None if JUNK_TITLE.search(title) else title,
        author=None if NOBODY.fullmatch(author) else author,
    )
