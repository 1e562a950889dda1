"""What may stand at a place in the options, in words, read from their JSON Schema. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

from generator.config.options import LANGUAGE_CODE_PATTERN, schema
from generator.language import packs

Node = Mapping[str, Any]  # of a JSON Schema
REFERENCE_PREFIX = "#/$defs/"
MAX_SHOWN_CHARS = 60  # of a value, in a message
IN_QUOTES = "text, in quotation marks where YAML takes it for something else"
LANGUAGE_CODE = "the code of a language, two small letters such as en, de or fr"


def remedy(path: Sequence[str | int], value: object) -> str:
    """What to write at a path in the options in place of a value that cannot be used, as sentences.

    A path that the options do not have gives an empty text.
    """
    nodes = _nodes_at(path)
    return f"{_suggestion(nodes, value)}Write {allowed(path, value)}." if nodes else ""


def allowed(path: Sequence[str | int], value: object = True) -> str:
    """What may stand at a path in the options, in words; for a list that is empty, that it must not be.

    A path that the options do not have gives an empty text.
    """
    return ", or ".join(dict.fromkeys(_form(node, value) for node in _nodes_at(path)))


def shown(value: object) -> str:
    """A value as an editor knows it from YAML, at most MAX_SHOWN_CHARS of it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list" if value else "an empty list"
    text = str(value)
    text = text if len(text) <= MAX_SHOWN_CHARS else f"{text[:MAX_SHOWN_CHARS]}…"
    return f'"{text}"' if isinstance(value, str) else text


@cache
def _schema() -> Node:
    """The JSON Schema of mkdocs.yml, in which the options are a definition."""
    return schema()


def _nodes_at(path: Sequence[str | int]) -> tuple[Node, ...]:
    """The alternatives that the schema has for a place in the options."""
    nodes = tuple(_alternatives(_schema()["$defs"]["Options"]))
    for key in path:
        nodes = tuple(
            alternative
            for node in nodes
            for child in _children(node, key)
            for alternative in _alternatives(child)
        )
    return nodes


def _alternatives(node: Node) -> Iterator[Node]:
    """The simple forms of a node: references followed, alternatives one by one."""
    if "$ref" in node:
        name = node["$ref"].removeprefix(REFERENCE_PREFIX)
        yield from _alternatives(_schema()["$defs"][name])
    elif "anyOf" in node:
        for part in node["anyOf"]:
            yield from _alternatives(part)
    else:
        yield node


def _children(node: Node, key: str | int) -> Iterator[Node]:
    """The nodes of what may stand under a key or at an index."""
    if isinstance(key, int):
        if isinstance(node.get("items"), Mapping):
            yield node["items"]
    elif key in node.get("properties", {}):
        yield node["properties"][key]
    elif isinstance(node.get("additionalProperties"), Mapping):
        yield node["additionalProperties"]


def _form(node: Node, value: object) -> str:
    """What a node allows, in words."""
    if "enum" in node:
        return _listed(node["enum"])
    kind = node.get("type")
    if kind in ("integer", "number"):
        return f"{'a whole number' if kind == 'integer' else 'a number'}{_range(node)}"
    if kind == "boolean":
        return "true or false"
    if kind == "null":
        return "null"
    if kind == "array":
        return "a list of at least one, such as [one, another]" if not value else "a list: [one, another]"
    if kind == "object":
        keys = node.get("properties")
        return f"a mapping with any of {', '.join(keys)}" if keys else "a mapping, such as {name: value}"
    return LANGUAGE_CODE if node.get("pattern") == LANGUAGE_CODE_PATTERN else IN_QUOTES


def _range(node: Node) -> str:
    """The smallest and the largest number that a node allows, in words."""
    least, above, most = (node.get(name) for name in ("minimum", "exclusiveMinimum", "maximum"))
    if least is not None:
        return f" from {least} to {most}" if most is not None else f" of at least {least}"
    return f" above {above} and up to {most:g}" if above is not None and most is not None else ""


def _listed(names: Iterable[str]) -> str:
    """Names with commas between them, and "or" before the last."""
    *rest, last = names
    return f"{', '.join(rest)} or {last}" if rest else str(last)


def _suggestion(nodes: Sequence[Node], value: object) -> str:
    """The nearest value that is allowed, as a question; empty if none is near."""
    if not isinstance(value, str):
        return ""
    known = [name for node in nodes for name in node.get("enum", ())]
    if any(node.get("pattern") == LANGUAGE_CODE_PATTERN for node in nodes):
        close = _language_codes(value)
    else:
        close = get_close_matches(value.lower(), known, 1)
    return f"Did you mean `{close[0]}`? " if close else ""


def _language_codes(name: str) -> list[str]:
    """The codes of the languages that a name or a longer code stands for: `English`, `en-US`."""
    plain = name.strip().lower()
    first = plain.replace("_", "-").partition("-")[0]
    return [code for code in packs.codes() if plain == packs.pack(code).name.lower() or first == code]
