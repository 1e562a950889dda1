"""The analysis of a folder's files, of which those that are remembered from an earlier build are not read again.

Remembered or not, results come out of the same JSON, so a build cannot tell one from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator import engine, readers
from generator.articles import dates, ledger, stored
from generator.articles.analysis import AnalysisOptions, Reading, Result, process_file
from generator.cache import Cache, running_version
from generator.models import ArticleAnalysis, LedgerEntry, Reason

# Reasons that may lie in the moment and not in the file, as with a disk that could not be read just then.
MOMENTARY = (Reason.STOPPED, Reason.UNREADABLE, Reason.UNSTABLE, Reason.UNPARSABLE)


class Item(NamedTuple):
    """A file to process, and what it was read as in an earlier build, as JSON, where that is known."""

    source: str
    known: bytes | None

    def __repr__(self) -> str:
        """The file alone, as the engine's messages name an item."""
        return repr(self.source)


@dataclass(frozen=True, slots=True)
class _Question:
    """Hashes of all but the day on which something depends that follows from a file."""

    reading: bytes  # its articles
    results: bytes  # its articles with their summaries, themes and figures


def process_files(
    options: AnalysisOptions,
    sources: Sequence[str],
    run: engine.Engine,
    track: engine.Track[Item],
    remembered: Cache,
) -> tuple[tuple[Result, ...], ...]:
    """The results of each file, in the order of `sources`; what is remembered is not done again.

    The rest is done in the worker processes of the engine, and remembered unless something went wrong that need not go
    wrong again. Files that are refused unread only get their ledger entries, in this process.
    """
    questions = _questions(options, sources)
    known = _known(remembered, questions, options.today)
    missing = {source: question for source, question in questions.items() if source not in known}
    readings = _known_readings(remembered, missing, options.today)
    items = [Item(source, readings.get(source)) for source in missing]
    answers = dict(zip(missing, run(partial(_encode, options), items, track), strict=True))
    decoded = {source: _decode(source, parts) for source, parts in answers.items()}
    lasting = [source for source in missing if _is_lasting(decoded[source])]
    remembered.remember(
        {questions[source].results: _join(answers[source]) for source in lasting}
        | {
            questions[source].reading: stored.join(
                stored.encode(_reading(result)) for result in decoded[source]
            )
            for source in lasting
            if source not in readings
        },
        used=[hash_ for question in questions.values() for hash_ in (question.reading, question.results)],
    )
    results = {
        source: _with_fingerprints(results, questions[source])
        for source, results in {**known, **decoded}.items()
    }
    return tuple(
        results[source] if source in results else tuple(process_file(options, source)) for source in sources
    )


def _with_fingerprints(results: Sequence[Result], question: _Question) -> tuple[Result, ...]:
    """The results of a file, each analysis with the question and its place among the results as its fingerprint."""
    return tuple(
        replace(result, fingerprint=f"{question.results.hex()} {place}")
        if isinstance(result, ArticleAnalysis)
        else result
        for place, result in enumerate(results)
    )


def _questions(options: AnalysisOptions, sources: Sequence[str]) -> dict[str, _Question]:
    """The questions about each file; none for files refused unread.

    The folder of the seeds is left out: a file gives the same results wherever it is.
    """
    day = options.today and date.min
    common = running_version() + repr((options.language, day)).encode()
    choices = repr(replace(options, seeds=Path(), today=day)).encode()
    questions = {}
    for source in sources:
        if fingerprint := readers.fingerprint(options.seeds, source):
            reading = sha256(common + fingerprint).digest()
            questions[source] = _Question(reading, sha256(reading + choices).digest())
    return questions


def _known(
    remembered: Cache, questions: Mapping[str, _Question], today: date | None
) -> dict[str, tuple[Result, ...]]:
    """The remembered results of files, by source, that still hold on this day."""
    answers = remembered.answers(question.results for question in questions.values())
    decoded = {
        source: stored.decode_results(answers[question.results])
        for source, question in questions.items()
        if question.results in answers
    }
    return {
        source: results
        for source, results in decoded.items()
        if all(_holds_on(_reading(result), today) for result in results)
    }


def _known_readings(
    remembered: Cache, questions: Mapping[str, _Question], today: date | None
) -> dict[str, bytes]:
    """The remembered articles of files as JSON, by source, that still hold on this day."""
    answers = remembered.answers(question.reading for question in questions.values())
    return {
        source: answers[question.reading]
        for source, question in questions.items()
        if question.reading in answers
        and all(_holds_on(reading, today) for reading in stored.decode_readings(answers[question.reading]))
    }


def _reading(result: Result) -> Reading:
    """What a file was read as, of what was made of it."""
    return result.article if isinstance(result, ArticleAnalysis) else result


def _holds_on(reading: Reading, today: date | None) -> bool:
    """True if a file would be read in the same way on this day as on the day on which it was.

    Only a date of publication in the future, seen from one of the two days, makes a difference.
    """
    if today is None or isinstance(reading, LedgerEntry):
        return True
    is_past = reading.published is None or reading.published <= today + dates.MAX_AHEAD
    return is_past and not any(dates.REFUSED_AS_FUTURE in note for note in reading.notes)


def _is_lasting(results: Sequence[Result]) -> bool:
    """True unless something went wrong that need not go wrong again."""
    return not any(isinstance(result, LedgerEntry) and result.reason in MOMENTARY for result in results)


def _encode(options: AnalysisOptions, item: Item) -> Iterator[bytes]:
    """Yield the results of a file, each as JSON."""
    known = None if item.known is None else stored.decode_readings(item.known)
    for result in process_file(options, item.source, known):
        yield stored.encode(result)


def _decode(source: str, parts: Sequence[bytes | engine.WorkerFailure]) -> tuple[Result, ...]:
    """The results of a file from JSON, with a ledger entry at the end if its worker hung or died."""
    results = stored.decode_results(_join(parts))
    failures = [part for part in parts if isinstance(part, engine.WorkerFailure)]
    stopped = (ledger.stopped(readers.printable_source(source), failure.reason) for failure in failures)
    return (*results, *stopped)


def _join(parts: Sequence[bytes | engine.WorkerFailure]) -> bytes:
    """One JSON list of several JSON values; failures of workers are left out."""
    return stored.join(part for part in parts if isinstance(part, bytes))
