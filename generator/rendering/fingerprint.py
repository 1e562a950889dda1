"""A hash of all that the HTML of a page depends on beside its own source."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem

# Of the configuration, what no page shows, such as folders that differ between two builds, and what is hashed apart.
LEFT_OUT = frozenset(("config_file_path", "docs_dir", "site_dir", "plugins", "hooks", "theme", "nav"))
PACKAGES_FOLDER = "site-packages"  # files below it are covered by the names and versions of what is installed


def hash_context(
    config: MkDocsConfig, nav: Iterable[StructureItem], pages: Sequence[str], further: Sequence[Any]
) -> str:
    """The hash for a site; `pages` are the paths of those that MkDocs renders, `further` what the caller knows of."""
    theme = config.theme
    facts = [
        {name: value for name, value in config.items() if name not in LEFT_OUT},
        {"name": theme.name, **{name: theme[name] for name in theme}},
        [_hash_folder(Path(folder)) for folder in theme.dirs],
        {name: _hash_file(Path(str(module.__file__))) for name, module in dict(config["hooks"]).items()},
        [_outline(item) for item in nav],
        pages,
        further,
    ]
    return hash_facts(facts)


def hash_facts(facts: Sequence[Any]) -> str:
    """A hash of values of any kinds."""
    text = json.dumps(facts, sort_keys=True, default=_plain)
    return blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    """A value of the configuration as JSON has it. One that is printed with its place in memory is never the same."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if isinstance(value, Callable):  # type: ignore[arg-type]
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value)}"
    return str(value)


def _outline(item: StructureItem) -> list[Any]:
    """What templates can print of an entry of the navigation."""
    children = getattr(item, "children", None) or ()
    return [item.title, getattr(item, "url", None), [_outline(child) for child in children]]


def _hash_folder(folder: Path) -> Any:
    """The name of an installed folder; of another one the paths and hashes of all files."""
    if PACKAGES_FOLDER in folder.parts:
        return str(folder)
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): _hash_file(path) for path in paths}


def _hash_file(path: Path) -> str:
    """The hash of a file."""
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()
