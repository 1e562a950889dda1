"""YAML, TOML and JSON → plain values, within bounds: text, lists and tables, nothing computed.

Numbers stay the text they are written as, so that no number is too long and no date is out of the calendar.
All three raise Unreadable, with a sentence that says where.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import yaml

Value: TypeAlias = "str | bool | list[Value] | dict[str, Value] | None"
Record: TypeAlias = Mapping[str, Value]

MAX_RECORD_CHARS = 65_536  # characters of YAML or TOML; metadata of an article fits many times over
MAX_YAML_DEPTH = 20
MAX_JSON_DEPTH = 100
JSON_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
NULL_WORDS = frozenset(("", "~", "null", "Null", "NULL"))


class Unreadable(ValueError):  # noqa: N818 - a verdict on the text
    """A record that cannot be used; `deep` when it is nested too deep to be looked at."""

    def __init__(self, message: str, *, deep: bool = False) -> None:
        """Report why a record cannot be read; `deep` if it is because it nests too deep."""
        super().__init__(message)
        self.deep = deep


def read_yaml(text: str) -> Record:
    """Read the table in one YAML document; no tags, no aliases, every scalar as text, but None for none and `null`."""
    _check_length(text)
    try:
        value = _build_value(yaml.parse(text, yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise Unreadable(f"It is not YAML{line}: {error.problem}.") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise Unreadable(f"It is not YAML: {type(error).__name__}.") from None
    return _table(value)


def read_toml(text: str) -> Record:
    """Read the table in a TOML document; dates as text."""
    _check_length(text)
    try:
        return _table(_plain(tomllib.loads(text, parse_float=str)))
    except RecursionError:
        raise Unreadable("It is nested too deep.", deep=True) from None
    except ValueError as error:
        raise Unreadable(f"It is not TOML: {error}.") from None


def read_json(text: str) -> Value:
    """Read any JSON value; numbers as text, and halves of a character as U+FFFD."""
    if json_depth(text) > MAX_JSON_DEPTH:
        raise Unreadable(f"It is nested more than {MAX_JSON_DEPTH} deep.", deep=True)
    try:
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}" if "\n" in text else f"character {error.pos + 1}"
        raise Unreadable(f"It is not JSON from {place} on: {error.msg}.") from None
    return _without_surrogates(value) if "\\ud" in text.lower() else value


def json_depth(text: str) -> int:
    """How deep brackets nest outside strings, counted without parsing."""
    depth = deepest = 0
    for token in JSON_TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _check_length(text: str) -> None:
    """Raise Unreadable if a record has more than MAX_RECORD_CHARS characters."""
    if len(text) > MAX_RECORD_CHARS:
        raise Unreadable(f"It is longer than {MAX_RECORD_CHARS} characters.")


def _table(value: Value) -> Record:
    """The value if it is a table; raises Unreadable otherwise."""
    if not isinstance(value, dict):
        raise Unreadable("It is not a list of `field: value` lines.")
    return value


# --- YAML ------------------------------------------------------------------------------------------------


def _build_value(events: Iterable[yaml.Event]) -> Value:
    """The value that a stream of YAML events describes, built without recursion."""
    open_: list[list[Value]] = [
        []
    ]  # the values so far of each collection that has not ended, outermost first
    documents = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(f"It uses the alias *{event.anchor}. Write the value out.")
        if isinstance(event, yaml.ScalarEvent):
            nothing = event.implicit[0] and event.value in NULL_WORDS
            open_[-1].append(None if nothing else event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            open_.append([])
            if len(open_) > MAX_YAML_DEPTH + 1:
                raise Unreadable(f"It is nested more than {MAX_YAML_DEPTH} deep.", deep=True)
        elif isinstance(event, yaml.MappingEndEvent):
            values = open_.pop()
            open_[-1].append({str(key): value for key, value in zip(values[::2], values[1::2], strict=True)})
        elif isinstance(event, yaml.SequenceEndEvent):
            values = open_.pop()
            open_[-1].append(values)
        documents += isinstance(event, yaml.DocumentStartEvent)
    if documents > 1:
        raise Unreadable("It holds more than one document.")
    return open_[0][0] if open_[0] else {}


# --- TOML and JSON ---------------------------------------------------------------------------------------


def _plain(value: object) -> Value:
    """The value with every scalar but booleans as text."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool) else str(value)


def _without_surrogates(value: Value) -> Value:
    """The value with each half of a character, which JSON can escape and nothing can write, replaced by U+FFFD."""
    if isinstance(value, str):
        return LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {str(_without_surrogates(key)): _without_surrogates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(inner) for inner in value]
    return value
