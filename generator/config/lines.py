"""The line of a key in a YAML text, so that a message can name it. Reads no files."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

Key = str | int


def line_of(text: str, path: Sequence[Key]) -> int | None:
    """The line, from 1, of the key or list entry at the end of a path, or of the last part of the path that exists.

    A key of a list whose entries are names or mappings (`plugins: [search, briefing: {…}]`) is found in the entry.
    None when the text is not YAML or contains nothing of the path.
    """
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    line = None
    for key in path:
        step = _step(node, key)
        if step is None:
            break
        name, node = step
        line = name.start_mark.line + 1
    return line


def _step(node: yaml.Node | None, key: Key) -> tuple[yaml.Node, yaml.Node | None] | None:
    """The node of a key inside a node, and the node of its value; None if there is no such key."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode):
        if isinstance(key, int):
            return (node.value[key], node.value[key]) if key < len(node.value) else None
        entries = (_step(entry, key) for entry in node.value if isinstance(entry, yaml.MappingNode))
        return next((entry for entry in entries if entry), None)
    return None
