"""The editor's options, read from `mkdocs.yml` and checked once, into values the rest can trust.

Knows the file and its keys; knows nothing of MkDocs itself, so that a build without MkDocs reads the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from generator import guard
from generator.errors import ConfigError
from generator.models import Method, Rights, Robots, Site, Theme

PLUGIN = "briefing"
NAMELESS = Site()
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


class RightsOptions(_Options):
    """How much of an article its page shows, and which outlets allow more or less. One word stands for `default`."""

    default: Rights = Rights.CONTEXT
    outlets: dict[str, Rights] = {}

    @model_validator(mode="before")
    @classmethod
    def _one_word_is_the_default(cls, given: Any) -> Any:
        return {"default": given} if isinstance(given, str) else given


class Options(_Options):
    """What may stand under `plugins: - briefing:`."""

    seeds: str = "seeds"
    templates: str = "templates"
    rights: RightsOptions = RightsOptions()
    robots: Robots = Robots.NOINDEX
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] = "en"
    cadence: Annotated[int, Field(ge=1, le=366)] | None = None  # days
    summary: SummaryOptions = SummaryOptions()
    themes: dict[str, ThemeOptions] = {}
    overrides: str = "overrides.yml"
    families: dict[str, tuple[Annotated[str, Field(min_length=1)], ...]] = {}
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
    site: Site
    rights: RightsOptions
    robots: Robots
    language: str  # of an article too short to tell
    cadence: int | None  # days in which a new article is expected
    summary: SummaryOptions
    themes: tuple[Theme, ...]
    overrides: Path  # what an editor decided about stories; need not exist
    families: Mapping[str, tuple[str, ...]]  # outlets of one house, beside those that are known
    synonyms: tuple[
        tuple[str, tuple[str, ...]], ...
    ]  # what is counted → words for it, beside the packaged ones
    allow: tuple[str, ...]  # what `guard` would refuse


def read(file: Path, environment: Mapping[str, str] = MappingProxyType({})) -> Settings:
    """The settings in a `mkdocs.yml`, whose `!ENV` tags are answered from `environment`.

    Raises ConfigError when the file is missing, is not YAML, lacks the plugin, has an option that cannot be used, or
    turns on what is dangerous beside other people's text.
    """
    config = as_written(file, environment)
    plugins = _entries(config.get("plugins"))
    for entry in plugins:
        if entry == PLUGIN or (isinstance(entry, Mapping) and PLUGIN in entry):
            options: Any = entry[PLUGIN] if isinstance(entry, Mapping) else None
            checked = settings(options or {}, file, _docs(config, file), site(config, file))
            refuse_risks(file, _entries(config.get("markdown_extensions")), plugins, checked.allow)
            return checked
    raise ConfigError(f"{file}: no `{PLUGIN}` under `plugins`. Add `- {PLUGIN}` there.")


def as_written(file: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
    """All that a `mkdocs.yml` says, unchecked; raises ConfigError when it is not there or no YAML."""
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), _loader(environment))
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: not found. Run this beside a mkdocs.yml, or `briefing new DIR`."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not readable as YAML. {error}") from None
    if not isinstance(config, Mapping):
        raise ConfigError(f"{file}: holds no settings. `briefing new DIR` writes a commented example.")
    return config


def refuse_risks(
    file: Path, extensions: Iterable[guard.Named], plugins: Iterable[guard.Named], allowed: Iterable[str]
) -> None:
    """Raises ConfigError naming each extension and plugin that must not stand beside other people's text."""
    found = guard.objections(extensions, plugins, allowed)
    if found:
        raise ConfigError("\n".join(f"{file.name}: {objection}" for objection in found))


def site(config: Mapping[str, Any], file: Path) -> Site:
    """What a configuration says of the site itself; raises ConfigError when its address is not one of the web."""
    url = str(config.get("site_url") or "")
    if url and not _is_web(url):
        raise ConfigError(
            f'{file.name}: site_url: found "{url}". Write where readers find the site, such as '
            "https://example.org/briefing/, or leave it out: then there are no feeds."
        )
    return Site(
        name=str(config.get("site_name") or Site().name),
        about=str(config.get("site_description") or ""),
        url=url.rstrip("/") + "/" if url else None,
    )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query + parts.fragment


def settings(options: Mapping[str, Any], file: Path, docs: Path, site: Site = NAMELESS) -> Settings:
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
        site=site,
        rights=checked.rights,
        robots=checked.robots,
        language=checked.language,
        cadence=checked.cadence,
        summary=checked.summary,
        themes=tuple(
            Theme(id=id_, title=theme.title, about=theme.about, terms=theme.terms)
            for id_, theme in checked.themes.items()
        ),
        overrides=root / checked.overrides,
        families=checked.families,
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
    elif location[0] == "rights" and len(location) > 1:
        model = RightsOptions
    elif location[0] == "themes" and len(location) > 1:
        model = ThemeOptions
    return ", ".join(model.model_fields)


def _loader(environment: Mapping[str, str]) -> type[yaml.SafeLoader]:
    """Answers `!ENV`, and reads past the other tags that only MkDocs understands (`!relative`, `!!python/name:`)."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", partial(_from_environment, environment))
    Loader.add_multi_constructor("!", _unread)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", _unread)
    return Loader


def _from_environment(environment: Mapping[str, str], loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """What MkDocs makes of `!ENV NAME` and `!ENV [NAME, …, default]`: the first that is set, read as YAML."""
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


def _unread(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


def _entries(found: Any) -> list[guard.Named]:
    """The entries of a list of extensions or plugins, which YAML may also give as one mapping."""
    entries = found if isinstance(found, list) else [found]
    return [entry for entry in entries if isinstance(entry, (str, Mapping))]


def _docs(config: Mapping[str, Any], file: Path) -> Path:
    return file.parent.resolve() / str(config.get("docs_dir") or "docs")
