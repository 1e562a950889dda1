"""What an editor decided about stories, in a file beside mkdocs.yml that the program only reads.

stories:
  - merge: [first-article, second-article]   # the stories of these articles become one
    title: The bridge at Veld                # optional: another title
    id: veld-bridge                          # optional: another address
  - split: [third-article]                   # leaves its story
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.config import yaml_problems
from generator.errors import ConfigError

STORY_ID = re.compile(r"[A-Za-z0-9_]+(?:[-_][A-Za-z0-9_]+)*")
KEYS = {"merge", "split", "title", "id"}
REMEDY = "Write `- merge: [article, article]` or `- split: [article]`, with the articles' addresses."


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One decision: articles whose stories become one, or articles that leave theirs."""

    place: str  # file and line, for messages
    merge: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    title: str | None = None
    id: str | None = None


def read(file: Path) -> tuple[Override, ...]:
    """The decisions in the file, in order; none when there is no file. Raises ConfigError naming file and line."""
    if not file.exists():
        return ()
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), yaml.SafeLoader)
    except OSError as error:
        raise ConfigError(
            f"{file.name}: cannot be read ({error.strerror}). Make it a file that you may read."
        ) from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(yaml_problems.describe(file.name, error)) from None
    return tuple(_override(place, entry) for place, entry in _entries(file.name, root))


def _entries(name: str, root: yaml.Node | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry under `stories:` with its place for messages. Raises ConfigError if the file has another form."""
    if root is None:
        return
    place = f"{name}, line {root.start_mark.line + 1}"
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError(f"{place}: holds no settings. Begin with `stories:`.")
    for key, value in root.value:
        place = f"{name}, line {key.start_mark.line + 1}"
        if key.value != "stories":
            raise ConfigError(f"{place}: there is no `{key.value}`. Known here: stories.")
        if not isinstance(value, yaml.SequenceNode):
            raise ConfigError(f"{place}: `stories` is not a list. {REMEDY}")
        for entry in value.value:
            place = f"{name}, line {entry.start_mark.line + 1}, stories"
            if not isinstance(entry, yaml.MappingNode):
                raise ConfigError(f"{place}: an entry is not a set of keys. {REMEDY}")
            yield place, _scalars(entry)


def _scalars(entry: yaml.MappingNode) -> dict[str, Any]:
    """The keys of a YAML mapping with their scalars or lists of scalars, as text: an address of digits stays text."""
    return {
        key.value: [scalar.value for scalar in value.value]
        if isinstance(value, yaml.SequenceNode)
        else value.value
        for key, value in entry.value
    }


def _override(place: str, entry: dict[str, Any]) -> Override:
    """The checked decision in an entry of the file. Raises ConfigError if a key is unknown or has a wrong value."""
    if unknown := sorted(set(entry) - KEYS):
        raise ConfigError(f"{place}: there is no `{unknown[0]}`. Known here: {', '.join(sorted(KEYS))}.")
    if ("merge" in entry) == ("split" in entry):
        raise ConfigError(f"{place}: needs either `merge` or `split`. {REMEDY}")
    merge, split = (_article_ids(place, key, entry) for key in ("merge", "split"))
    if split and ("title" in entry or "id" in entry):
        raise ConfigError(f"{place} → split: takes no `title` and no `id`. Give them to a `merge`.")
    id_, title = entry.get("id"), entry.get("title")
    if id_ is not None and not (isinstance(id_, str) and STORY_ID.fullmatch(id_)):
        raise ConfigError(
            f"{place} → id: {id_!r} cannot be part of an address; use letters, digits and hyphens."
        )
    if title is not None and not (isinstance(title, str) and title.strip()):
        raise ConfigError(f"{place} → title: is empty. Write one, or leave the key out.")
    return Override(place=place, merge=merge, split=split, title=title, id=id_)


def _article_ids(place: str, key: str, entry: dict[str, Any]) -> tuple[str, ...]:
    """The article ids listed under a key of an entry, each once; empty without the key.

    Raises ConfigError if it is no list of ids, or if `merge` names only one article.
    """
    if key not in entry:
        return ()
    articles = entry[key]
    if not (
        isinstance(articles, list) and articles and all(isinstance(id_, str) and id_ for id_ in articles)
    ):
        raise ConfigError(f"{place} → {key}: is not a list of articles. {REMEDY}")
    if key == "merge" and len(set(articles)) < 2:
        raise ConfigError(f"{place} → merge: names one article only. Name at least two.")
    return tuple(dict.fromkeys(articles))
