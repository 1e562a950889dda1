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
from generator.models import ArticleAnalysis

PACKAGE = Path(__file__).parents[1]


def process_files(
    options: AnalysisOptions,
    sources: Sequence[str],
    run: engine.Engine,
    track: engine.Track[str],
    remembered: Cache,
) -> tuple[tuple[Result, ...], ...]:
    """The results of each file. Files that are neither remembered nor refused unread are mapped by the engine."""
    questions = _questions(options, sources)
    known = _known(remembered, questions, options.today)
    missing = [source for source in questions if source not in known]
    answers = dict(zip(missing, run(partial(_encoded, options), missing, track), strict=True))
    remembered.remember(
        {
            questions[source]: _joined(parts)
            for source, parts in answers.items()
            if not any(isinstance(part, engine.WorkerFailure) for part in parts)
        },
        used=questions.values(),
    )
    return tuple(
        known[source]
        if source in known
        else _decoded(source, answers[source])
        if source in answers
        else tuple(process_file(options, source))
        for source in sources
    )


def _questions(options: AnalysisOptions, sources: Sequence[str]) -> dict[str, bytes]:
    """The hash of all that the results of each file depend on but the day; none for a path that is refused unread.

    The folder of the seeds is left out: a file gives the same wherever it is.
    """
    anywhere = replace(options, seeds=Path(), today=options.today and date.min)
    common = _program() + repr(anywhere).encode()
    prints = ((source, readers.fingerprint(options.seeds, source)) for source in sources)
    return {source: sha256(common + print_).digest() for source, print_ in prints if print_}


def _known(
    remembered: Cache, questions: Mapping[str, bytes], today: date | None
) -> dict[str, tuple[Result, ...]]:
    """The remembered results of files by source."""
    answers = remembered.answers(questions.values())
    decoded = {
        source: _results().validate_json(answers[question])
        for source, question in questions.items()
        if question in answers
    }
    return {
        source: results
        for source, results in decoded.items()
        if all(_holds_on(result, today) for result in results)
    }


def _holds_on(result: Result, today: date | None) -> bool:
    """True if the result would be the same on another day than that on which it was found.

    Only a date of publication in the future, seen from one of the two days, makes a difference.
    """
    if today is None or not isinstance(result, ArticleAnalysis):
        return True
    published = result.article.published
    is_past = published is None or published <= today + dates.MAX_AHEAD
    return is_past and not any(dates.REFUSED_AS_FUTURE in note for note in result.article.notes)


def _encoded(options: AnalysisOptions, source: str) -> Iterator[bytes]:
    """The results of a file, each as JSON."""
    for result in process_file(options, source):
        yield _result().dump_json(result)


def _decoded(source: str, parts: Sequence[bytes | engine.WorkerFailure]) -> tuple[Result, ...]:
    """The results of a file, the last one an entry of the ledger if its worker hung or died."""
    results = _results().validate_json(_joined([part for part in parts if isinstance(part, bytes)]))
    failures = [part for part in parts if isinstance(part, engine.WorkerFailure)]
    stopped = (ledger.stopped(readers.printable_source(source), failure.reason) for failure in failures)
    return (*results, *stopped)


def _joined(parts: Sequence[bytes | engine.WorkerFailure]) -> bytes:
    return b"[" + b",".join(part for part in parts if isinstance(part, bytes)) + b"]"


@cache  # a program that runs does not change
def _program() -> bytes:
    return program_version(PACKAGE)


@cache
def _result() -> TypeAdapter[Result]:
    return TypeAdapter(Result)


@cache
def _results() -> TypeAdapter[tuple[Result, ...]]:
    return TypeAdapter(tuple[Result, ...])
