"""The analysis of one file, which needs no other file: the work of a worker process.

Imports neither the configuration nor the pages: importing them would take a worker longer than reading a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import figures, language, readers, stories, summarizers, themes
from generator.articles import assemble, ledger, metadata, notices
from generator.errors import BriefingError, VerificationError, is_machine_failure, machine_failures
from generator.models import Article, ArticleAnalysis, ExtractedDocument, LedgerEntry, Method, Theme
from generator.safety import verification

Reading = Article | LedgerEntry  # what a document becomes before sentences are chosen and themes matched
Result = ArticleAnalysis | LedgerEntry

SAMPLE = """Council of Veld approves a wall for the harbour

VELD, March 4 — The council of Veld approved a new harbour wall on Monday after nine hours of debate.

"It will cost nine million crowns," Anna Lind, the mayor, said. She promised that 90 boats will be safe.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisOptions:
    """Those of an editor's options that the analysis of a file depends on."""

    seeds: Path
    language: str  # of an article too short to tell
    today: date | None  # a later date of publication counts as unknown
    method: Method
    size: summarizers.Size  # of a summary
    themes: tuple[Theme, ...]
    synonyms: tuple[tuple[str, tuple[str, ...]], ...]  # what is counted → words for it


def process_file(
    options: AnalysisOptions, source: str, known: Sequence[Reading] | None = None
) -> Iterator[Result]:
    """Process one seed file into analysed articles or ledger entries; looks at no other file.

    `known` is what reading the file gives, where that is known; it is not read then. Raises MachineError for what is
    not the file's fault.
    """
    with machine_failures(f"reading {options.seeds.name}/{readers.printable_source(source)}"):
        for document in known if known is not None else readers.read(options.seeds, source):
            yield _process(options, document)


def _process(options: AnalysisOptions, document: ExtractedDocument | Reading) -> Result:
    """The result of one document, or the entry as it is; an unexpected exception becomes a ledger entry.

    A BriefingError and a failure of the machine are raised.
    """
    try:
        if isinstance(document, ExtractedDocument):
            document = read_article(options, document)
        return document if isinstance(document, LedgerEntry) else analyze(options, document)
    except BriefingError:
        raise
    except Exception as error:  # the last resort: one article's defect must not stop the others
        if is_machine_failure(error):
            raise
        return ledger.failed(document.source, error)


def process_document(options: AnalysisOptions, document: ExtractedDocument) -> Result:
    """The analysed article of a document, its words verified against the file, or why there is none."""
    reading = read_article(options, document)
    return reading if isinstance(reading, LedgerEntry) else analyze(options, reading)


def read_article(options: AnalysisOptions, document: ExtractedDocument) -> Reading:
    """The article of a document, its words verified against the file, or why there is none.

    Of the options, only the language and the day matter.
    """
    if ledger.is_too_long(document):
        return ledger.too_long(document)
    if notice := notices.find_notice(document):
        return ledger.instead_of_article(document, notice)
    article = assemble(document, options.language, options.today)
    if article is None:
        return ledger.without_sentence(document)
    try:
        losses = verification.stands_in_its_file(article, document)
    except VerificationError as error:
        return ledger.not_in_its_file(document, error)
    notes = metadata.loss_notes(document, losses.passages, losses.words, losses.total)
    return replace(article, notes=(*article.notes, *notes)) if notes else article


def analyze(options: AnalysisOptions, article: Article) -> ArticleAnalysis:
    """Summarise an article, match its themes and read its figures, without looking at other articles."""
    return ArticleAnalysis(
        article=article,
        summary=summarizers.summarize(article, options.method, options.size),
        matches=themes.match(article, options.themes),
        quantities=figures.find_quantities(article, options.synonyms),
        signature=stories.sign(article),
    )


def warm_up(site_language: str, items: Sequence[tuple[str, object]]) -> None:
    """Load the patterns, tables and libraries that wait for a first article, by processing a sample.

    Called where workers are forked from: each then finds them loaded. `items` are the files to
    come, each with what is known of it; most of them are in the language of the site.
    """
    if site_language != "en":
        language.load_classifier()
    readers.load_libraries(source for source, known in items if known is None)
    options = AnalysisOptions(
        seeds=Path(),
        language="en",
        today=None,
        method=Method.BRIEFING,
        size=summarizers.Size(sentences=2),
        themes=(),
        synonyms=(),
    )
    for document in readers.FORMATS[".txt"].read(readers.File(source="sample.txt", data=SAMPLE.encode())):
        if not isinstance(document, LedgerEntry):
            process_document(options, document)
