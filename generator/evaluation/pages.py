"""Quality of reading saved web pages: what a build reads of each page, beside what trafilatura alone reads of it.

Gold is JSON Lines, a page each: `id`, `html` (base64), and what is known of `title`, `author`, `date`, `outlet` and
`body`, or of strings that must (`with`) and must not (`without`) be in the text. Neither reader is told the page's
address.
"""

from __future__ import annotations

import base64
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from generator import engine
from generator.articles import assemble
from generator.errors import GoldError
from generator.evaluation.bootstrap import Estimate, Share, estimate
from generator.evaluation.gold import records
from generator.models import Article, ExtractedDocument, Method
from generator.readers import FORMATS, File, load_libraries
from generator.readers.file import read_or_quarantine
from generator.summarizers import Size, summarize

FIELDS = ("title", "author", "date", "outlet")
SUMMARY_SENTENCES = 3
GRAM_WORDS = 4  # as in Zyte's article-extraction-benchmark (2020)
GOOD_BODY, POOR_BODY = 0.9, 0.6  # F of a body that was read well, and of one that was lost
MIN_SHARED_GRAMS = 0.5  # share of a summary sentence's runs of words that the body must have
Gram = tuple[str, ...]  # a run of words
WORD = re.compile(r"\w+")
NAME_PREFIX = re.compile(r"^\s*(?:by|von|par|por)\s+", re.IGNORECASE)
NAME_BREAK = re.compile(r"\s*(?:[;,/|]|\s(?:and|und|et|y|e)\s)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A saved page, and what is known of it; None and empty for what is not."""

    id: str
    html: bytes = field(repr=False)
    fields: Mapping[str, str]
    body: str | None
    present: tuple[str, ...]  # strings of the article
    absent: tuple[str, ...]  # strings of the page around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader made of a page, with the seconds of CPU that it took."""

    fields: Mapping[str, str | None]
    text: str
    seconds: float
    summary: tuple[str, ...] = ()  # sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """How many of the pages with a known value of a field were read right, and how many wrong."""

    field: str
    known: int
    right: Estimate
    wrong: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderScore:
    """The scores of one reader over all pages."""

    reader: str
    fields: tuple[FieldScore, ...]
    body: Estimate  # F of runs of four words
    present: Estimate  # share of the strings that must be in the text and are
    absent: Estimate  # share of the strings that must not be in it and are not
    seconds: float  # of CPU, for all pages


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """What each reader made of one page, and the F of its body; None if the body is not known."""

    page: Page
    readings: Mapping[str, Reading]
    body: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEvaluation:
    """The result for a set of pages."""

    gold: str
    pages: int
    bodies: int  # pages of which the body is known
    readers: tuple[ReaderScore, ...]
    lost: tuple[str, ...]  # pages that trafilatura reads well and a build does not
    boilerplate: Estimate  # share of summary sentences that are not of the article
    summary_sentences: int
    results: tuple[PageResult, ...]


def has_pages(path: Path) -> bool:
    """True if a gold file holds saved pages, by its first line. Raises GoldError if it cannot be read."""
    return "html" in next(iter(records(path)), ("", {}))[1]


def evaluate_pages(
    gold: Path,
    limit: int | None = None,
    run: engine.Engine = engine.serial,
    track: engine.Track[Page] = engine.no_progress,
) -> PageEvaluation:
    """Read each page, at most `limit` of them, with every reader, and compare what it reads with what is known.

    `run` maps over the pages, `track` reports progress. Raises GoldError if the file cannot be used or a page cannot be
    read in time.
    """
    pages = tuple(islice(_pages(gold), limit))
    results: list[PageResult] = []
    for page, outcome in zip(pages, run(_judge, pages, track), strict=True):
        for result in outcome:
            if isinstance(result, engine.WorkerFailure):
                raise GoldError(f"{gold.name}: {page.id} could not be read, as {result.reason}.")
            results.append(result)
    summaries = [_boilerplate(result) for result in results]
    return PageEvaluation(
        gold=gold.name,
        pages=len(pages),
        bodies=sum(page.body is not None for page in pages),
        readers=tuple(_score(reader, results) for reader in READERS),
        lost=tuple(result.page.id for result in results if _is_lost(result)),
        boilerplate=estimate(summaries),
        summary_sentences=int(sum(share.total for share in summaries)),
        results=tuple(results),
    )


def _pages(gold: Path) -> Iterator[Page]:
    """The pages of a gold file. Raises GoldError with the place of an unfit line."""
    for place, record in records(gold):
        try:
            yield _page(record)
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{place}: needs `id`, and `html` in base64 ({error!r}).") from error


def _page(record: dict[str, Any]) -> Page:
    """The page in a record of a gold file."""
    return Page(
        id=str(record["id"]),
        html=base64.b64decode(record["html"], validate=True),
        fields={name: str(record[name]) for name in FIELDS if record.get(name)},
        body=record.get("body"),
        present=tuple(record.get("with") or ()),
        absent=tuple(record.get("without") or ()),
    )


# --- the readers -------------------------------------------------------------------------------------------


def _read_as_build(page: Page) -> Reading:
    """What a build reads of a page: the article's text after cleaning, its metadata and its summary."""
    read = FORMATS[".html"].read
    started = time.process_time()
    documents = read_or_quarantine(page.id, lambda: read(File(source=f"{page.id}.html", data=page.html)))
    seconds = time.process_time() - started
    document = documents[0] if isinstance(documents, tuple) else None
    article = assemble(document) if isinstance(document, ExtractedDocument) else None
    if article is None:
        return Reading(fields=dict.fromkeys(FIELDS), text="", seconds=seconds)
    return Reading(
        fields={
            "title": article.title,
            "author": article.author,
            "date": article.published.isoformat() if article.published else None,
            "outlet": article.outlet,
        },
        text=article.text,
        seconds=seconds,
        summary=_summary(article),
    )


def _summary(article: Article) -> tuple[str, ...]:
    """The sentences of an article's summary."""
    extracts = summarize(article, Method.BRIEFING, Size(sentences=SUMMARY_SENTENCES)).extracts
    return tuple(article.words_of(extract) for extract in extracts)


def _read_with_trafilatura(page: Page) -> Reading:
    """What trafilatura alone reads of a page, as its documentation calls it."""
    from trafilatura import bare_extraction

    started = time.process_time()
    extraction = bare_extraction(page.html, include_comments=False, with_metadata=True)
    seconds = time.process_time() - started
    names = {"title": "title", "author": "author", "date": "date", "outlet": "sitename"}
    return Reading(
        fields={field: getattr(extraction, name, None) for field, name in names.items()},
        text=getattr(extraction, "text", None) or "",
        seconds=seconds,
    )


BUILD, TRAFILATURA = "this program", "trafilatura"
READERS: Mapping[str, Callable[[Page], Reading]] = {
    BUILD: _read_as_build,
    TRAFILATURA: _read_with_trafilatura,
}


# --- the scores --------------------------------------------------------------------------------------------


def _judge(page: Page) -> Iterator[PageResult]:
    """Yield what every reader makes of a page."""
    load_libraries([f"{page.id}.html"])
    readings = {name: read(page) for name, read in READERS.items()}
    yield PageResult(
        page=page,
        readings=readings,
        body={
            name: None if page.body is None else body_f(reading.text, page.body)
            for name, reading in readings.items()
        },
    )


def _score(reader: str, results: Sequence[PageResult]) -> ReaderScore:
    """The scores of one reader over all pages."""
    readings = [(result.page, result.readings[reader]) for result in results]
    scores = [result.body[reader] for result in results]
    return ReaderScore(
        reader=reader,
        fields=tuple(_field_score(name, readings) for name in FIELDS),
        body=estimate([Share(score or 0, score is not None) for score in scores]),
        present=estimate([_held(page.present, reading.text) for page, reading in readings]),
        absent=estimate([_left_out(page.absent, reading.text) for page, reading in readings]),
        seconds=sum(reading.seconds for _, reading in readings),
    )


def _field_score(name: str, readings: Sequence[tuple[Page, Reading]]) -> FieldScore:
    """How one field was read over all pages; a page of which it is not known counts as nothing."""
    verdicts = [_verdict(name, reading.fields[name], page.fields.get(name)) for page, reading in readings]
    return FieldScore(
        field=name,
        known=sum(verdict != "unknown" for verdict in verdicts),
        right=estimate([Share(verdict == "right", verdict != "unknown") for verdict in verdicts]),
        wrong=estimate([Share(verdict == "wrong", verdict != "unknown") for verdict in verdicts]),
    )


def _verdict(
    name: str, value: str | None, known: str | None
) -> Literal["right", "wrong", "missing", "unknown"]:
    """How the value that was read of a field compares with the known one."""
    if not known:
        return "unknown"
    if not value:
        return "missing"
    return "right" if is_same(name, value, known) else "wrong"


def is_same(name: str, value: str, known: str) -> bool:
    """True if the value of a field is the known one, whatever its capitals, its punctuation and the order of names."""
    return _names(value) == _names(known) if name == "author" else _words(value) == _words(known)


def _names(text: str) -> frozenset[tuple[str, ...]]:
    """The names in a byline, each as its words."""
    return frozenset(filter(None, map(_words, NAME_BREAK.split(NAME_PREFIX.sub("", text)))))


def _words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(WORD.findall(text.casefold()))


def body_f(text: str, body: str) -> float:
    """The harmonic mean of precision and recall of a text's runs of four words, compared with those of a body."""
    own, known = _grams(text), _grams(body)
    shared = (own & known).total()
    return 2 * shared / (own.total() + known.total()) if shared else float(not own and not known)


def _grams(text: str) -> Counter[Gram]:
    """How often each run of four words occurs in a text; of a shorter text the whole."""
    words = _words(text)
    runs = zip(*(words[shift:] for shift in range(GRAM_WORDS)), strict=False)
    return Counter(runs) if len(words) >= GRAM_WORDS else Counter(filter(None, [words]))


def _holds(text: str, words: str) -> bool:
    """True if a text contains a string, white space aside."""
    return "".join(words.split()) in "".join(text.split())


def _held(strings: Sequence[str], text: str) -> Share:
    """How many of the strings a text contains."""
    return Share(sum(_holds(text, words) for words in strings), len(strings))


def _left_out(strings: Sequence[str], text: str) -> Share:
    """How many of the strings a text does not contain."""
    held = _held(strings, text)
    return Share(held.total - held.part, held.total)


def _is_lost(result: PageResult) -> bool:
    """True if trafilatura reads a page well and a build loses it."""
    own, other = result.body[BUILD], result.body[TRAFILATURA]
    return own is not None and other is not None and own < POOR_BODY and other >= GOOD_BODY


def _boilerplate(result: PageResult) -> Share:
    """How many sentences of a page's summary are not of the article, as far as that is known of the page."""
    page, sentences = result.page, result.readings[BUILD].summary
    if page.body is None:
        return Share(
            sum(any(_holds(text, words) for words in page.absent) for text in sentences), len(sentences)
        )
    known = _grams(page.body).keys()
    return Share(sum(not _is_of(sentence, known) for sentence in sentences), len(sentences))


def _is_of(sentence: str, known: Set[Gram]) -> bool:
    """True if most runs of four words of a sentence, or a shorter one as a whole, are among those of a body."""
    grams = _grams(sentence).keys()
    return len(grams & known) >= MIN_SHARED_GRAMS * len(grams)
