"""What readers extract from files, before cleaning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """The kind of a block of text. Plain text has paragraphs only."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item or caption of a document."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataValue:
    """A piece of metadata as the source states it, and where it stood (`front matter`, `<title>` …)."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedValue:
    """A piece of metadata that the source states and that is not used."""

    field: str
    stated: MetadataValue
    why: str  # a clause: "it is an address"


class TextForm(StrEnum):
    """What in a decoded text is markup and what is words."""

    PLAIN = "plain text"
    HTML = "HTML"
    PAGE = "page of HTML"  # of which the article is a part
    MARKDOWN = "Markdown"
    TAGGED = "text with tags"  # paragraphs divided by blank lines, in which inline elements of HTML may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """A text of a file, decoded from its bytes (quoted-printable, escapes of JSON or XML), its markup as it stands."""

    text: str
    form: TextForm = TextForm.PLAIN


class ExtractionWarning(StrEnum):
    """Why the text that was extracted may be incomplete or hold more than the article."""

    PARTIAL = "partial text"  # the article goes on elsewhere
    THIN = "little text"  # less than an article usually has
    ROUGH = "rough text"  # no extractor knew the page; some of it may not be the article

    @property
    def anchor(self) -> str:
        """The anchor of the warning's explanation on the page of labels."""
        return self.value.replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedDocument:
    """The text and metadata of one file, or of one entry of it, as they were found: nothing removed, nothing added."""

    source: str  # path under seeds/, with forward slashes; `#n` names an entry of a file that holds several
    sha256: str  # of the file's bytes, hexadecimal
    decoded: tuple[DecodedText, ...]  # the file or entry; an article's sentences are verified against it
    blocks: tuple[Block, ...]
    visible: str = (
        ""  # all that a reader of the page sees, a line for each piece of it; the article is a part of it
    )
    encoding: MetadataValue | None = None  # what the bytes were decoded with, and why
    identity: str | None = None  # names an entry wherever in its file it stands; None for a file of its own
    warnings: tuple[ExtractionWarning, ...] = ()
    notes: tuple[str, ...] = ()  # sentences for the ledger, on what could not be used
    title: MetadataValue | None = None
    published: MetadataValue | None = None
    outlet: MetadataValue | None = None
    author: MetadataValue | None = None
    url: MetadataValue | None = None
    language: MetadataValue | None = None
    slug: MetadataValue | None = None
    other_dates: tuple[MetadataValue, ...] = ()  # tried in this order if `published` cannot be read
    refused: tuple[RefusedValue, ...] = ()
