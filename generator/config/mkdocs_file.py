"""A mkdocs.yml as plain data, read without MkDocs. Nothing in it is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from generator.config import yaml_problems
from generator.errors import ConfigError

INHERIT = "INHERIT"
MKDOCS_NAME, PROPERDOCS_NAME = "mkdocs.yml", "properdocs.yml"


def find(file: Path) -> Path:
    """The file, or the `properdocs.yml` beside it, which a successor of MkDocs reads, if only that is there."""
    other = file.with_name(PROPERDOCS_NAME)
    return other if file.name == MKDOCS_NAME and not file.exists() and other.exists() else file


def load(file: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
    """Load all settings in a mkdocs.yml, its `!ENV` tags replaced by values of `environment`.

    Settings of the file that `INHERIT` names stand behind its own, as in MkDocs: mappings are merged, lists are not.
    Raises ConfigError if a file is not there, is not YAML, or holds no settings.
    """
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), _loader(environment))
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: not found. Run this beside a mkdocs.yml, or `briefing new DIR`."
        ) from None
    except OSError as error:
        raise ConfigError(
            f"{file}: cannot be read ({error.strerror}). Name the mkdocs.yml of a site."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(yaml_problems.describe(file, error)) from None
    if not isinstance(config, Mapping):
        raise ConfigError(f"{file}: holds no settings. `briefing new DIR` writes a commented example.")
    if INHERIT not in config:
        return config
    own = {name: value for name, value in config.items() if name != INHERIT}
    return _merge(load(_inherited_file(file, config[INHERIT]), environment), own)


def _inherited_file(file: Path, name: object) -> Path:
    """The file that a mkdocs.yml inherits from; raises ConfigError if there is none, or if it is the same."""
    parent = file.parent / str(name)
    if not parent.is_file() or parent.resolve() == file.resolve():
        raise ConfigError(
            f'{file}: {INHERIT}: found "{name}". Write the path of another file, from this one.'
        )
    return parent


def _merge(settings: Mapping[str, Any], first: Mapping[str, Any]) -> Mapping[str, Any]:
    """Both mappings together, at all depths; where both have a value, that of `first`."""
    merged = {**settings, **first}
    for name in settings.keys() & first.keys():
        if isinstance(settings[name], Mapping) and isinstance(first[name], Mapping):
            merged[name] = _merge(settings[name], first[name])
    return merged


def _loader(environment: Mapping[str, str]) -> type[yaml.SafeLoader]:
    """Make a YAML loader that replaces `!ENV` and ignores the other tags of MkDocs (`!relative`, `!!python/name:`)."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", partial(_from_environment, environment))
    Loader.add_multi_constructor("!", _ignore)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", _ignore)
    return Loader


def _from_environment(environment: Mapping[str, str], loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """The value of `!ENV NAME` or `!ENV [NAME, …, default]`: the first variable that is set, read as YAML.

    Otherwise the default, and None without one.
    """
    if not isinstance(node, (yaml.ScalarNode, yaml.SequenceNode)):
        raise yaml.constructor.ConstructorError(None, None, "!ENV takes a name or a list", node.start_mark)
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names, last = (nodes[:-1], nodes[-1]) if len(nodes) > 1 else (nodes, None)
    for name in map(loader.construct_scalar, names):
        if name in environment:
            value = environment[name]
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
            return loader.construct_object(yaml.ScalarNode(tag, value))
    return loader.construct_object(last) if last else None


def _ignore(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    """Read a tag that only MkDocs understands as None."""
    return
