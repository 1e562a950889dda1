"""Gold: articles with what people said about them, from JSON Lines, plain or packed with gzip. Only this reads.

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
from collections.abc import Iterator, Sequence
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
    ExtractedDocument,
    MetadataValue,
    RejectionReason,
    Sentence,
    TitleOrigin,
)
from generator.standalone import references

PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
NO_FILE = "0" * 64  # for the hash of a file that an article does not come from
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """The sentences of one article that one person named, by their numbers from 0, and its themes."""

    key: frozenset[int]
    also_ok: frozenset[int]
    bad: frozenset[int]
    themes: frozenset[str] = frozenset()
    primary: str | None = None  # the theme that describes it best


@dataclass(frozen=True, slots=True, kw_only=True)
class Referenced:
    """An article of the given sentences, and a summary of it that a person wrote."""

    article: Article
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article as its sentences were labelled, and the draft of its text as a reader would give it."""

    article: Article
    draft: ExtractedDocument
    annotators: tuple[Annotator, ...]


Document = Referenced | Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A set of one kind."""

    name: str
    documents: tuple[Document, ...]


def read(path: Path, limit: int | None = None) -> Gold:
    """The documents of a file, at most `limit`. Raises a GoldError that names the line."""
    found = tuple(islice(records(path), limit))
    if not found:
        raise GoldError(f"{path}: holds no document. Give a JSON Lines file with one on each line.")
    kinds = {"annotators": labelled, "ref": referenced}
    of = next((kind for field, kind in kinds.items() if field in found[0][1]), None)
    if of is None:
        raise GoldError(
            f"{path}: the first line has neither `ref` nor `annotators`. "
            "Give `sents` and `ref`, or `text`, `sentences` and `annotators`."
        )
    return Gold(name=path.name, documents=tuple(_checked(place, record, of) for place, record in found))


def records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record with the place it stands in."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({error}). Give a JSON Lines file in UTF-8.") from error
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


def _checked(place: str, record: dict[str, Any], of: Any) -> Document:
    try:
        document: Document = of(record)
    except KeyError as error:
        raise GoldError(f"{place}: the field {error} is missing. Add it.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise GoldError(f"{place}: {error}. Compare it with a line that can be used.") from error
    return document


def referenced(record: dict[str, Any]) -> Referenced:
    """The document of one record of a reference set."""
    sentences = [" ".join(sentence.split()) for sentence in record["sents"]]
    text = " ".join(sentences)
    spans = located(sentences, text)
    return Referenced(
        article=_article(record, text, [spans], every=_is_lower_case(text)),
        reference=tuple(record["ref"]),
    )


def labelled(record: dict[str, Any]) -> Labelled:
    """The document of one record of a labelled set."""
    text = record["text"]
    spans = located(record["sentences"], text)
    paragraphs: list[list[Span]] = [[]]
    end = 0
    for span in spans:
        if PARAGRAPH_BREAK.search(text, end, span[0]):
            paragraphs.append([])
        paragraphs[-1].append(span)
        end = span[1]
    return Labelled(
        article=_article(record, text, paragraphs, every=False),
        draft=_draft(record),
        annotators=tuple(_annotator(each, len(spans)) for each in record["annotators"]),
    )


def _annotator(given: dict[str, Any], sentences: int) -> Annotator:
    labels = {name: frozenset(given[name]) for name in ("key", "also_ok", "bad")}
    for name, numbers in labels.items():
        if beyond := [number for number in numbers if not 0 <= number < sentences]:
            raise ValueError(f"`{name}` holds {beyond[0]}, but the sentences end at {sentences - 1}")
    return Annotator(
        key=labels["key"],
        also_ok=labels["also_ok"],
        bad=labels["bad"],
        themes=frozenset(map(str, given.get("themes") or ())),
        primary=given.get("primary"),
    )


def _draft(record: dict[str, Any]) -> ExtractedDocument:
    text = record["text"]
    known = {
        name: MetadataValue(value=record[name], origin="gold")
        for name in ("title", "published")
        if record.get(name)
    }
    return ExtractedDocument(
        source=f"{record['id']}.txt",
        sha256=NO_FILE,
        decoded=text,
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, text=part) for part in PARAGRAPH_BREAK.split(text) if part.strip()
        ),
        title=known.get("title"),
        published=known.get("published"),
    )


def _article(
    record: dict[str, Any], text: str, paragraphs: Sequence[Sequence[Span]], *, every: bool
) -> Article:
    """The article that consists of the given sentences; `every` one may be quoted, or those cleaning allows."""
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, text=text[spans[0][0] : spans[-1][1]])
        for spans in paragraphs
        if spans
    ]
    prose = [[text[start:end] for start, end in spans] for spans in paragraphs if spans]
    rejections = [reason for reasons in rejection_reasons(blocks, prose, "en") for reason in reasons]
    places = [(index, span) for index, spans in enumerate(paragraphs) for span in spans]
    sentences = [
        _sentence(span, paragraph, number, None if every else rejection)
        for number, ((paragraph, span), rejection) in enumerate(zip(places, rejections, strict=True), start=1)
    ]
    code = language.language_of(text) or "en"
    title = record.get("title") or ""
    return Article(
        id=str(record["id"]),
        source=f"{record['id']}.txt",
        sha256=NO_FILE,
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
        sentences=tuple(sentences) if every else references.with_references(sentences, text, title, code),
        removed=(),
    )


def _sentence(span: Span, paragraph: int, number: int, unquotable: RejectionReason | None) -> Sentence:
    return Sentence(start=span[0], end=span[1], paragraph=paragraph, number=number, rejection=unquotable)


def _is_lower_case(text: str) -> bool:
    """Whether the text lost its capitals, without which no rule can tell a fragment or a name."""
    return text == text.lower()


def located(pieces: Sequence[str], text: str) -> list[Span]:
    """Where the pieces stand in the text, one after the other. Raises a ValueError for one that does not."""
    spans, position = [], 0
    for number, piece in enumerate(pieces):
        start = text.find(piece, position)
        if start < 0 or not piece:
            raise ValueError(f"sentence {number} is not found in the text behind the one before")
        position = start + len(piece)
        spans.append((start, position))
    return spans
