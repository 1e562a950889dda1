"""The analysis of a folder's files, of which those that are remembered from an earlier build are not read again.

Remembered or not, results come out of the same JSON, so a build cannot tell one from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from generator import engine, readers
from generator.articles import dates, ledger
from generator.articles.analysis import AnalysisOptions, Result, process_file
from generator.cache import Cache, program_version
from generator.models import ArticleAnalysis, LedgerEntry, Reason

PACKAGE = Path(__file__).parents[1]
# Reasons that may lie in the moment and not in the file, as with a disk that could not be read just then.
MOMENTARY = (Reason.STOPPED, Reason.UNREADABLE, Reason.UNSTABLE, Reason.UNPARSABLE)


def process_files(
    options: AnalysisOptions,
    sources: Sequence[str],
    run: engine.Engine,
    track: engine.Track[str],
    remembered: Cache,
) -> tuple[tuple[Result, ...], ...]:
    """The results of each file; only files that are not remembered are read, in the worker processes of the engine."""
    questions = _questions(options, sources)
    known = _known(remembered, questions, options.today)
    missing = [source for source in questions if source not in known]
    answers = dict(zip(missing, run(partial(_encode, options), missing, track), strict=True))
    decoded = {source: _decode(source, parts) for source, parts in answers.items()}
    remembered.remember(
        {questions[source]: _join(answers[source]) for source in missing if _is_lasting(decoded[source])},
        used=questions.values(),
    )
    results = {**known, **decoded}
    return tuple(
        results[source] if source in results else tuple(process_file(options, source)) for source in sources
    )


def _questions(options: AnalysisOptions, sources: Sequence[str]) -> dict[str, bytes]:
    """For each file a hash of all but the day on which its results depend; none for files refused unread.

    The folder of the seeds is left out: a file gives the same results wherever it is.
    """
    anywhere = replace(options, seeds=Path(), today=options.today and date.min)
    common = _program_version() + repr(anywhere).encode()
    fingerprints = ((source, readers.fingerprint(options.seeds, source)) for source in sources)
    return {
        source: sha256(common + fingerprint).digest() for source, fingerprint in fingerprints if fingerprint
    }


def _known(
    remembered: Cache, questions: Mapping[str, bytes], today: date | None
) -> dict[str, tuple[Result, ...]]:
    """The remembered results of files, by source, that still hold on this day."""
    answers = remembered.answers(questions.values())
    decoded = {
        source: _results_adapter().validate_json(answers[question])
        for source, question in questions.items()
        if question in answers
    }
    return {
        source: results
        for source, results in decoded.items()
        if all(_holds_on(result, today) for result in results)
    }


def _holds_on(result: Result, today: date | None) -> bool:
    """True if the result would be the same on this day as on the day on which it was found.

    Only a date of publication in the future, seen from one of the two days, makes a difference.
    """
    if today is None or not isinstance(result, ArticleAnalysis):
        return True
    published = result.article.published
    is_past = published is None or published <= today + dates.MAX_AHEAD
    return is_past and not any(dates.REFUSED_AS_FUTURE in note for note in result.article.notes)


def _is_lasting(results: Sequence[Result]) -> bool:
    """True unless something went wrong that need not go wrong again."""
    return not any(isinstance(result, LedgerEntry) and result.reason in MOMENTARY for result in results)


def _encode(options: AnalysisOptions, source: str) -> Iterator[bytes]:
    """Yield the results of a file, each as JSON."""
    for result in process_file(options, source):
        yield _result_adapter().dump_json(result)


def _decode(source: str, parts: Sequence[bytes | engine.WorkerFailure]) -> tuple[Result, ...]:
    """The results of a file from JSON, with a ledger entry at the end if its worker hung or died."""
    results = _results_adapter().validate_json(_join([part for part in parts if isinstance(part, bytes)]))
    failures = [part for part in parts if isinstance(part, engine.WorkerFailure)]
    stopped = (ledger.stopped(readers.printable_source(source), failure.reason) for failure in failures)
    return (*results, *stopped)


def _join(parts: Sequence[bytes | engine.WorkerFailure]) -> bytes:
    """One JSON list of several JSON values; failures of workers are left out."""
    return b"[" + b",".join(part for part in parts if isinstance(part, bytes)) + b"]"


@cache  # a program that runs does not change
def _program_version() -> bytes:
    """The version of the running program, computed once."""
    return program_version(PACKAGE)


@cache
def _result_adapter() -> TypeAdapter[Result]:
    """The converter between one result and JSON, made once."""
    return TypeAdapter(Result)


@cache
def _results_adapter() -> TypeAdapter[tuple[Result, ...]]:
    """The converter between all results of a file and JSON, made once."""
    return TypeAdapter(tuple[Result, ...])
