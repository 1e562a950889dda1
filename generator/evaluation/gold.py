"""Gold sets: articles with summaries or labels by people, read from JSON Lines, plain or gzipped.

The only module of the evaluation that reads files.

Two kinds are known by their fields. A *reference set* has `sents`, an article's sentences, and `ref`, those of a
summary that a person wrote. A *labelled set* has `text`, `sentences`, and `annotators`, each with the numbers, from 0,
of the sentences that matter most (`key`), would also do (`also_ok`) and must never be printed (`bad`), and perhaps
with the article's `themes` and its `primary` one.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from generator import language
from generator.articles.sentences import rejection_reasons
from generator.errors import GoldError
from generator.models import (
    Article,
    Block,
    BlockKind,
    DecodedText,
    ExtractedDocument,
    MetadataValue,
    RejectionReason,
    Sentence,
    TitleOrigin,
)
from generator.standalone import references

PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
NO_FILE_HASH = "0" * 64  # in place of the hash of a file, for articles that come from none
Span = tuple[int, int]  # start and end in a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """One person's labels of one article: the indices of sentences, from 0, and the themes."""

    key: frozenset[int]
    also_ok: frozenset[int]
    bad: frozenset[int]
    themes: frozenset[str] = frozenset()
    primary: str | None = None  # the theme that describes it best


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDocument:
    """An article of the given sentences, and the sentences of a summary that a person wrote."""

    article: Article
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDocument:
    """An article of the labelled sentences, the labels, and its text as a reader would extract it."""

    article: Article
    extracted: ExtractedDocument
    annotators: tuple[Annotator, ...]


Document = ReferenceDocument | LabelledDocument
MakeDocument = Callable[[dict[str, Any]], Document]  # from a record


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A gold set whose documents are all of one kind."""

    name: str
    documents: tuple[Document, ...]


def read(path: Path, limit: int | None = None) -> Gold:
    """The documents of a file, at most `limit`. Raises GoldError, which names the line that cannot be used."""
    numbered = tuple(islice(records(path), limit))
    if not numbered:
        raise GoldError(f"{path}: holds no document. Give a JSON Lines file with one on each line.")
    makers: dict[str, MakeDocument] = {"annotators": labelled_document, "ref": reference_document}
    make = next((maker for field, maker in makers.items() if field in numbered[0][1]), None)
    if make is None:
        raise GoldError(
            f"{path}: the first line has neither `ref` nor `annotators`. "
            "Give `sents` and `ref`, or `text`, `sentences` and `annotators`."
        )
    return Gold(name=path.name, documents=tuple(_document(place, record, make) for place, record in numbered))


def records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record of a JSON Lines file, with its place: “FILE, line 3”. Raises GoldError if a line is no record."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        finding = getattr(error, "strerror", None) or "it is damaged or not in UTF-8"
        raise GoldError(f"{path}: cannot be read ({finding}). Give a JSON Lines file in UTF-8.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"{path}, line {number}"
            try:
                record = json.loads(line)
            except ValueError as error:
                raise GoldError(f"{place}: is not JSON ({error}). Put one object on each line.") from error
            if not isinstance(record, dict):
                raise GoldError(f"{place}: is not an object. Put one object on each line.")
            yield place, record


def _document(place: str, record: dict[str, Any], make: MakeDocument) -> Document:
    """The document that `make` makes of a record. Raises GoldError with the place if the record is unfit."""
    try:
        return make(record)
    except KeyError as error:
        raise GoldError(f"{place}: the field {error} is missing. Add it.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise GoldError(f"{place}: {error}. Compare it with a line that can be used.") from error


def reference_document(record: dict[str, Any]) -> ReferenceDocument:
    """The document of one record of a reference set."""
    sentences = [" ".join(sentence.split()) for sentence in record["sents"]]
    text = " ".join(sentences)
    spans = locate(sentences, text)
    return ReferenceDocument(
        article=_article(record, text, [spans], all_quotable=_is_lower_case(text)),
        reference=tuple(record["ref"]),
    )


def labelled_document(record: dict[str, Any]) -> LabelledDocument:
    """The document of one record of a labelled set."""
    text = record["text"]
    spans = locate(record["sentences"], text)
    paragraphs: list[list[Span]] = [[]]
    end = 0
    for span in spans:
        if PARAGRAPH_BREAK.search(text, end, span[0]):
            paragraphs.append([])
        paragraphs[-1].append(span)
        end = span[1]
    return LabelledDocument(
        article=_article(record, text, paragraphs, all_quotable=False),
        extracted=_extracted(record),
        annotators=tuple(_annotator(labels, len(spans)) for labels in record["annotators"]),
    )


def _annotator(record: dict[str, Any], sentence_count: int) -> Annotator:
    """One person's labels. Raises ValueError if they name a sentence that the article does not have."""
    labels = {name: frozenset(record[name]) for name in ("key", "also_ok", "bad")}
    for name, numbers in labels.items():
        if out_of_range := [number for number in numbers if not 0 <= number < sentence_count]:
            raise ValueError(
                f"`{name}` holds {out_of_range[0]}, but the sentences end at {sentence_count - 1}"
            )
    return Annotator(
        key=labels["key"],
        also_ok=labels["also_ok"],
        bad=labels["bad"],
        themes=frozenset(map(str, record.get("themes") or ())),
        primary=record.get("primary"),
    )


def _extracted(record: dict[str, Any]) -> ExtractedDocument:
    """The text of a record as a reader would extract it, parted at blank lines."""
    text = record["text"]
    metadata = {
        name: MetadataValue(value=record[name], origin="gold")
        for name in ("title", "published")
        if record.get(name)
    }
    return ExtractedDocument(
        source=f"{record['id']}.txt",
        sha256=NO_FILE_HASH,
        decoded=(DecodedText(text=text),),
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, text=part) for part in PARAGRAPH_BREAK.split(text) if part.strip()
        ),
        title=metadata.get("title"),
        published=metadata.get("published"),
    )


def _article(
    record: dict[str, Any], text: str, paragraphs: Sequence[Sequence[Span]], *, all_quotable: bool
) -> Article:
    """The article of the given sentences, spans of the text, one sequence for each paragraph.

    `all_quotable`: every sentence may be quoted, without a check.
    """
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, text=text[spans[0][0] : spans[-1][1]])
        for spans in paragraphs
        if spans
    ]
    prose = [[text[start:end] for start, end in spans] for spans in paragraphs if spans]
    rejections = [reason for reasons in rejection_reasons(blocks, prose, "en") for reason in reasons]
    numbered_spans = [(index, span) for index, spans in enumerate(paragraphs) for span in spans]
    sentences = [
        _sentence(span, paragraph, number, None if all_quotable else rejection)
        for number, ((paragraph, span), rejection) in enumerate(
            zip(numbered_spans, rejections, strict=True), start=1
        )
    ]
    code = language.language_of(text) or "en"
    title = record.get("title") or ""
    return Article(
        id=str(record["id"]),
        source=f"{record['id']}.txt",
        sha256=NO_FILE_HASH,
        title=title,
        title_origin=TitleOrigin.GIVEN if record.get("title") else TitleOrigin.DERIVED,
        title_cut=False,
        published=None,
        published_origin=None,
        outlet=None,
        author=None,
        url=None,
        language=code,
        text=text,
        sentences=tuple(sentences)
        if all_quotable
        else references.with_references(sentences, references.parse(sentences, text, code), title),
        removed=(),
    )


def _sentence(span: Span, paragraph: int, number: int, rejection: RejectionReason | None) -> Sentence:
    """A sentence at a span of the text; `rejection` says why it may not be quoted."""
    return Sentence(start=span[0], end=span[1], paragraph=paragraph, number=number, rejection=rejection)


def _is_lower_case(text: str) -> bool:
    """True if a text has no capitals, without which no rule can recognise a fragment or a name."""
    return text == text.lower()


def locate(pieces: Sequence[str], text: str) -> list[Span]:
    """The spans of pieces that follow one another in a text. Raises ValueError for a piece that is not found."""
    spans, position = [], 0
    for number, piece in enumerate(pieces):
        start = text.find(piece, position)
        if start < 0 or not piece:
            raise ValueError(f"sentence {number} is not found in the text after the one before")
        position = start + len(piece)
        spans.append((start, position))
    return spans
