"""The editor's options, read from `mkdocs.yml` and checked once, into values the rest can trust.

Knows the file and its keys; knows nothing of MkDocs itself, so that a build without MkDocs reads the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from generator import guard
from generator.errors import ConfigError
from generator.models import Method, Rights, Theme

PLUGIN = "briefing"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # a theme's id is part of its address


class _Options(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SummaryOptions(_Options):
    """How sentences are chosen."""

    method: Method = Method.BRIEFING
    sentences: Annotated[int, Field(ge=1, le=10)] = 3
    words: Annotated[int, Field(ge=40, le=1000)] | None = None


class ThemeOptions(_Options):
    """One theme as an editor writes it."""

    title: Annotated[str, Field(min_length=1)]
    about: str = ""
    terms: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]


class Options(_Options):
    """What may stand under `plugins: - briefing:`."""

    seeds: str = "seeds"
    templates: str = "templates"
    rights: Rights = Rights.CONTEXT
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] = "en"
    cadence: Annotated[int, Field(ge=1, le=366)] | None = None  # days
    summary: SummaryOptions = SummaryOptions()
    themes: dict[str, ThemeOptions] = {}
    synonyms: dict[str, tuple[Annotated[str, Field(min_length=2)], ...]] = {}
    allow: tuple[str, ...] = ()

    @field_validator("themes")
    @classmethod
    def _ids_are_addresses(cls, themes: dict[str, ThemeOptions]) -> dict[str, ThemeOptions]:
        for id_ in themes:
            if not ID.fullmatch(id_):
                raise ValueError(f'"{id_}" cannot be part of an address; use a-z, 0-9 and hyphens')
        return themes


class Settings(BaseModel):
    """Checked options with every path made absolute. `docs` is where pages are written."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    root: Path
    docs: Path
    seeds: Path
    templates: Path
    rights: Rights
    language: str  # of an article too short to tell
    cadence: int | None  # days in which a new article is expected
    summary: SummaryOptions
    themes: tuple[Theme, ...]
    synonyms: tuple[
        tuple[str, tuple[str, ...]], ...
    ]  # what is counted → words for it, beside the packaged ones
    allow: tuple[str, ...]  # what `guard` would refuse


def read(file: Path) -> Settings:
    """The settings in a `mkdocs.yml`.

    Raises ConfigError when the file is missing, is not YAML, lacks the plugin, has an option that cannot be used, or
    turns on what is dangerous beside other people's text.
    """
    config = _load(file)
    plugins = _entries(config.get("plugins"))
    for entry in plugins:
        if entry == PLUGIN or (isinstance(entry, Mapping) and PLUGIN in entry):
            options: Any = entry[PLUGIN] if isinstance(entry, Mapping) else None
            checked = settings(options or {}, file, _docs(config, file))
            refuse_risks(file, _entries(config.get("markdown_extensions")), plugins, checked.allow)
            return checked
    raise ConfigError(f"{file}: no `{PLUGIN}` under `plugins`. Add `- {PLUGIN}` there.")


def refuse_risks(
    file: Path, extensions: Iterable[guard.Named], plugins: Iterable[guard.Named], allowed: Iterable[str]
) -> None:
    """Raises ConfigError naming each extension and plugin that must not stand beside other people's text."""
    found = guard.objections(extensions, plugins, allowed)
    if found:
        raise ConfigError("\n".join(f"{file.name}: {objection}" for objection in found))


def settings(options: Mapping[str, Any], file: Path, docs: Path) -> Settings:
    """The settings for the options an editor gave in `file`; raises ConfigError naming each that cannot be used."""
    try:
        checked = Options.model_validate(options)
    except ValidationError as error:
        raise ConfigError("\n".join(_explained(file, error))) from None
    root = file.parent.resolve()
    return Settings(
        root=root,
        docs=docs,
        seeds=root / checked.seeds,
        templates=root / checked.templates,
        rights=checked.rights,
        language=checked.language,
        cadence=checked.cadence,
        summary=checked.summary,
        themes=tuple(
            Theme(id=id_, title=theme.title, about=theme.about, terms=theme.terms)
            for id_, theme in checked.themes.items()
        ),
        synonyms=tuple(
            (thing.lower(), tuple(word.lower() for word in words))
            for thing, words in checked.synonyms.items()
        ),
        allow=checked.allow,
    )


def _explained(file: Path, error: ValidationError) -> list[str]:
    lines = []
    for fault in error.errors():
        place = " → ".join(("plugins", PLUGIN, *map(str, fault["loc"])))
        if fault["type"] == "extra_forbidden":
            lines.append(f"{file.name}: {place}: no such option. Known here: {_known(fault['loc'])}.")
        elif fault["type"] == "missing":
            lines.append(f"{file.name}: {place}: missing. Every theme needs a title and terms.")
        else:
            lines.append(f"{file.name}: {place}: found {fault['input']!r}. {fault['msg']}.")
    return lines


def _known(location: tuple[int | str, ...]) -> str:
    model: type[BaseModel] = Options
    if location[0] == "summary" and len(location) > 1:
        model = SummaryOptions
    elif location[0] == "themes" and len(location) > 1:
        model = ThemeOptions
    return ", ".join(model.model_fields)


class _Loader(yaml.SafeLoader):
    """Reads past the tags that only MkDocs understands (`!ENV`, `!!python/name:`)."""


def _unread(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("!", _unread)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _unread)


def _load(file: Path) -> Mapping[str, Any]:
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: not found. Run this beside a mkdocs.yml, or `briefing new DIR`."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not readable as YAML. {error}") from None
    if not isinstance(config, Mapping):
        raise ConfigError(f"{file}: holds no settings. `briefing new DIR` writes a commented example.")
    return config


def _entries(found: Any) -> list[guard.Named]:
    """The entries of a list of extensions or plugins, which YAML may also give as one mapping."""
    entries = found if isinstance(found, list) else [found]
    return [entry for entry in entries if isinstance(entry, (str, Mapping))]


def _docs(config: Mapping[str, Any], file: Path) -> Path:
    return file.parent.resolve() / str(config.get("docs_dir") or "docs")
