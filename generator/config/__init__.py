"""The editor's options, read from `mkdocs.yml` and checked once, into values the rest can trust.

Knows the file and its keys; knows nothing of MkDocs itself, so that a build without MkDocs reads the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from generator.config import lines
from generator.errors import ConfigError
from generator.models import Method, Rights, Robots, Site, Term, Theme
from generator.safety import denylist

PLUGIN = "briefing"
NAMELESS = Site()
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # a theme's id is part of its address


ANY_LANGUAGE = "all"  # the key of terms for every article, beside those of one language
LANGUAGE = "^[a-z]{2,3}$"
HEAVIEST = 2.0  # more than a sentence can earn would mean nothing


class _Options(BaseModel):
    """Checked options. What stands below a field describes it to editors that complete."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class SummaryOptions(_Options):
    """How sentences are chosen."""

    method: Method = Method.BRIEFING
    sentences: Annotated[int, Field(ge=1, le=10)] = 3
    words: Annotated[int, Field(ge=40, le=1000)] | None = None


class TermOptions(_Options):
    """A term with more to say than its words."""

    term: Annotated[str, Field(min_length=1)]
    """A word or phrase; `*` stands for any letters."""
    weight: Annotated[float, Field(gt=0, le=HEAVIEST)] = 1.0
    """1 when a sentence with it is about the theme; 0.5 when it takes another hint as well."""
    exact: bool = False
    """Find this form only, no plural or other ending."""
    case: bool = False
    """Find it with these capitals only."""

    @field_validator("term")
    @classmethod
    def _begins_with_something(cls, term: str) -> str:
        if not any(map(str.isalnum, (term.split() or [""])[0])):
            raise ValueError("its first word needs a letter or a digit; `*` alone would find every word")
        return term


def _by_language(given: Any) -> Any:
    """Every way of writing terms as the fullest: lists by language, of mappings."""
    lists = given if isinstance(given, Mapping) else {ANY_LANGUAGE: given}
    return {language: _entries_in_full(terms) for language, terms in lists.items()}


def _entries_in_full(terms: Any) -> Any:
    if not isinstance(terms, (list, tuple)):
        return terms
    return tuple({"term": term} if isinstance(term, str) else term for term in terms)


_TERM_SCHEMA = {"anyOf": [{"type": "string", "minLength": 1}, TermOptions.model_json_schema()]}
_LIST_SCHEMA = {"type": "array", "items": _TERM_SCHEMA}
_FILLED_SCHEMA = _LIST_SCHEMA | {"minItems": 1}


def _terms_schema(entries: Mapping[str, Any]) -> WithJsonSchema:
    by_language = {"type": "object", "propertyNames": {"pattern": LANGUAGE}, "additionalProperties": entries}
    return WithJsonSchema(
        {"anyOf": [entries, by_language | ({"minProperties": 1} if "minItems" in entries else {})]}
    )


Language = Annotated[str, Field(pattern=LANGUAGE)]
Entries = tuple[TermOptions, ...]
Terms = Annotated[
    dict[Language, Annotated[Entries, Field(min_length=1)]],
    Field(min_length=1),
    BeforeValidator(_by_language),
    _terms_schema(_FILLED_SCHEMA),
]
Unless = Annotated[dict[Language, Entries], BeforeValidator(_by_language), _terms_schema(_LIST_SCHEMA)]


class ThemeOptions(_Options):
    """One theme as an editor writes it."""

    title: Annotated[str, Field(min_length=1)]
    """What readers see."""
    about: str = ""
    """One line that says what belongs here."""
    terms: Terms
    """Words and phrases to look for; a list, or lists by language (`en`, `de`, `all`)."""
    unless: Annotated[Unless, Field(alias="not")] = {}
    """Phrases that look like a term and are none: a place where one stands is no evidence."""


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
    file: Path,
    extensions: Iterable[denylist.Named],
    plugins: Iterable[denylist.Named],
    allowed: Iterable[str],
) -> None:
    """Raises ConfigError naming each extension and plugin that must not stand beside other people's text."""
    found = denylist.objections(extensions, plugins, allowed)
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
        raise ConfigError("\n".join(_explained(file, ("plugins", PLUGIN), error))) from None
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
        themes=_themes(checked.themes),
        overrides=root / checked.overrides,
        families=checked.families,
        synonyms=tuple(
            (thing.lower(), tuple(word.lower() for word in words))
            for thing, words in checked.synonyms.items()
        ),
        allow=checked.allow,
    )


def read_themes(file: Path) -> tuple[Theme, ...]:
    """The themes of a `mkdocs.yml`, or of a file that holds them alone under `themes:`.

    Raises ConfigError as `read` does.
    """
    config = as_written(file, MappingProxyType({}))
    if "plugins" in config or "themes" not in config:
        return read(file).themes
    try:
        return _themes(Options.model_validate({"themes": config["themes"]}).themes)
    except ValidationError as error:
        raise ConfigError("\n".join(_explained(file, (), error))) from None


def _themes(options: Mapping[str, ThemeOptions]) -> tuple[Theme, ...]:
    return tuple(
        Theme(
            id=id_,
            title=theme.title,
            about=theme.about,
            terms=_listed(theme.terms),
            unless=_listed(theme.unless),
        )
        for id_, theme in options.items()
    )


def _listed(terms: Mapping[str, Entries]) -> tuple[Term, ...]:
    return tuple(
        Term(
            text=term.term,
            weight=term.weight,
            language=None if language == ANY_LANGUAGE else language,
            exact=term.exact,
            case=term.case,
        )
        for language, entries in terms.items()
        for term in entries
    )


def schema() -> dict[str, Any]:
    """A JSON Schema of `mkdocs.yml` that knows the options of this plugin and leaves all else open."""
    options = Options.model_json_schema()
    definitions = options.pop("$defs") | {"Options": options}
    one_word = {"enum": [rights.value for rights in Rights]}
    definitions["RightsOptions"] = {"anyOf": [one_word, definitions["RightsOptions"]]}
    ours = {
        "type": "object",
        "properties": {PLUGIN: {"anyOf": [{"$ref": "#/$defs/Options"}, {"type": "null"}]}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mkdocs.yml of a briefing",
        "type": "object",
        "properties": {
            "plugins": {"anyOf": [{"type": "array", "items": {"anyOf": [{"type": "string"}, ours]}}, ours]}
        },
        "$defs": definitions,
    }


# --- what cannot be used -----------------------------------------------------------------------------------


def _explained(file: Path, root: tuple[str, ...], error: ValidationError) -> list[str]:
    """A line for each fault: file, line, key, what was found, and the way out."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    found = []
    for fault in error.errors():
        written = tuple(key for key in fault["loc"] if key not in (ANY_LANGUAGE, "[key]"))
        line = lines.line_of(text, (*root, *written)) or lines.line_of(text, (*root, *fault["loc"]))
        found.append((written, line, fault))
    paths = [written for written, _, _ in found]
    return [
        f"{_place(file, line)}: {' → '.join(map(_named, (*root, *written)))}: {_said(fault, written)}"
        for written, line, fault in found
        if not any(written == other[: len(written)] for other in paths if other != written)
    ]


def _place(file: Path, line: int | None) -> str:
    return f"{file.name}, line {line}" if line else file.name


def _named(key: str | int) -> str:
    return f"entry {key + 1}" if isinstance(key, int) else key


WAYS_OUT = {  # by what pydantic calls a fault
    "too_short": "Give at least one.",
    "tuple_type": "Give a list: [one, another].",
    "model_type": "Give words, in quotation marks where YAML takes them for something else, or {term: …, weight: …}.",
    "string_type": "Put it in quotation marks.",
}


def _said(fault: Any, location: tuple[str | int, ...]) -> str:
    if fault["type"] == "extra_forbidden":
        known = _known(location)
        close = get_close_matches(str(location[-1]), known, 1)
        meant = f"Did you mean `{close[0]}`? " if close else ""
        return f"no such option. {meant}Known here: {', '.join(known)}."
    if fault["type"] == "missing":
        in_term = "A term in braces needs `term`." if location[-1] == "term" else ""
        return f"missing. {in_term or 'Every theme needs a title and terms.'}"
    if "[key]" in fault["loc"]:
        return f'not a language. Give two or three letters, such as en or de, or "{ANY_LANGUAGE}" for every language.'
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"found {fault['input']!r}. {WAYS_OUT.get(fault['type'], f'{message}.')}"


def _known(location: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where an unknown one does."""
    model: type[BaseModel] = Options
    if location[0] == "summary" and len(location) > 1:
        model = SummaryOptions
    elif location[0] == "rights" and len(location) > 1:
        model = RightsOptions
    elif location[0] == "themes" and len(location) > 1:
        model = TermOptions if {"terms", "not"} & set(location[2:-1]) else ThemeOptions
    return [field.alias or name for name, field in model.model_fields.items()]


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


def _entries(found: Any) -> list[denylist.Named]:
    """The entries of a list of extensions or plugins, which YAML may also give as one mapping."""
    entries = found if isinstance(found, list) else [found]
    return [entry for entry in entries if isinstance(entry, (str, Mapping))]


def _docs(config: Mapping[str, Any], file: Path) -> Path:
    return file.parent.resolve() / str(config.get("docs_dir") or "docs")
