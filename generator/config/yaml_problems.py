"""What is wrong with a file that is not YAML, in words: the line, the finding and the way out. Pure."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

NOT_CLOSED = "a bracket or a quotation mark is not closed, here or in a line above"
PROBLEMS = (  # part of the parser's words → what an editor sees, and what to do
    ("character '\\t'", "a tab stands where YAML takes spaces only. Replace it by spaces."),
    (
        "mapping values are not allowed",
        'a colon where none may stand. Put the text into quotation marks, as in `title: "News: today"`, or indent '
        "the line like those beside it.",
    ),
    ("expected ',' or", f"{NOT_CLOSED}. Close it."),
    ("unexpected end of stream", f"{NOT_CLOSED}. Close it."),
    ("expected the node content", f"{NOT_CLOSED}. Close it."),
    ("<block end>", "the line is indented differently from those that it belongs to. Indent it like them."),
    (
        "could not find expected ':'",
        "a line without a colon. Write `name: value`, with a blank after the colon.",
    ),
    (
        "found undefined alias",
        "`*` begins a name that is defined nowhere. Put the text into quotation marks.",
    ),
    (
        "scanning an alias",
        "a text begins with `*`, which means something else in YAML. Put it into quotation marks.",
    ),
    (
        "cannot start any token",
        "a text begins with a sign that means something else in YAML. Put it into quotation marks.",
    ),
)
ANY_PROBLEM = "{problem}. Compare the line with those above it."


def describe(place: object, error: YAMLError | UnicodeDecodeError) -> str:
    """The whole message about a file at `place`: its line, the finding and the way out."""
    if isinstance(error, UnicodeDecodeError):
        return f"{place}: not text in UTF-8. Save it as UTF-8."
    if isinstance(error, ReaderError):
        return (
            f"{place}: not YAML: it has a character that no text has ({error.reason}). Type that line again."
        )
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return f"{place}: not YAML: {' '.join(str(error).split())}."
    words = f"{error.context or ''} {error.problem or ''}"
    finding = next((finding for part, finding in PROBLEMS if part in words), None)
    line = error.problem_mark.line + 1
    return f"{place}, line {line}: {finding or ANY_PROBLEM.format(problem=error.problem)}"
