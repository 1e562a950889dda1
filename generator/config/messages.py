"""Messages on options that cannot be used: file, line, key, what was found, and the remedy."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.config import lines, remedies
from generator.config.options import ANY_LANGUAGE, known_keys

KEY_MARK = "[key]"  # what pydantic puts into a path where it is a key that is wrong
KeyPath = tuple[str | int, ...]


def format_errors(file: Path, root: tuple[str, ...], error: ValidationError) -> str:
    """A line for each error, in the order in which pydantic found them; `root` is the path to the options in the file.

    If one error lies inside another, only the inner one is reported.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    details = error.errors()
    paths = [_written_path(detail) for detail in details]
    return "\n".join(
        f"{_place(file, text, root, path, detail)}: {_format_error(path, detail)}"
        for path, detail in zip(paths, details, strict=True)
        if not any(path == other[: len(path)] for other in paths if other != path)
    )


def _written_path(detail: ErrorDetails) -> KeyPath:
    """The path as an editor wrote it, without the steps that the options add to it."""
    path = [key for key in detail["loc"] if key not in (ANY_LANGUAGE, KEY_MARK)]
    return tuple([*path[:-1], str(path[-1])] if KEY_MARK in detail["loc"] else path)


def _place(file: Path, text: str, root: KeyPath, path: KeyPath, detail: ErrorDetails) -> str:
    """Where an error is: file, line and keys, as the beginning of a message."""
    line = lines.line_of(text, (*root, *path)) or lines.line_of(text, (*root, *detail["loc"]))
    keys = " → ".join(f"entry {key + 1}" if isinstance(key, int) else key for key in (*root, *path))
    return f"{file.name}, line {line}: {keys}" if line else f"{file.name}: {keys}"


def _format_error(path: KeyPath, detail: ErrorDetails) -> str:
    """What is wrong with a value and what to write instead."""
    if detail["type"] == "extra_forbidden":
        return _format_unknown(path)
    if detail["type"] == "missing":
        in_term = "A term in braces needs `term`." if path[-1] == "term" else ""
        return f"missing. {in_term or 'Every theme needs a title and terms.'}"
    if detail["type"] == "value_error":
        return f"found {remedies.shown(detail['input'])}. {detail['msg'].removeprefix('Value error, ')}."
    if KEY_MARK in detail["loc"]:
        return _format_key(path)
    return f"found {remedies.shown(detail['input'])}. {remedies.remedy(path, detail['input'])}"


def _format_key(path: KeyPath) -> str:
    """What is wrong with a key that an editor chose: the name of a theme or an outlet, or a language."""
    if path[-2:-1] in (("terms",), ("not",)):
        return f'not a language. Give two or three letters, such as en or de, or "{ANY_LANGUAGE}" for every language.'
    return "not text. Put it into quotation marks."


def _format_unknown(path: KeyPath) -> str:
    """The message for an unknown option, with the nearest known one and all known ones."""
    known = known_keys(path)
    close = get_close_matches(str(path[-1]), known, 1)
    suggestion = f"Did you mean `{close[0]}`? " if close else ""
    return f"no such option. {suggestion}Known here: {', '.join(known)}."
