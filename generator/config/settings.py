"""The settings of a site: checked once, with every path made absolute, so that the rest can trust them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from generator.config import mkdocs_file
from generator.config.messages import format_errors
from generator.config.options import (
    ANY_LANGUAGE,
    PLUGIN_NAME,
    Engine,
    Entries,
    Options,
    RightsOptions,
    SummaryOptions,
    ThemeOptions,
)
from generator.errors import ConfigError
from generator.models import Rendering, Robots, Site, Term, Theme
from generator.safety import denylist

MB = 1_000_000
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://")  # of a folder elsewhere, in place of a path
PACKAGED_TEMPLATES = Path(__file__).parents[1] / "templates"  # in an installed package
TEMPLATES_IN_CHECKOUT = Path(__file__).parents[2] / "templates"  # in the project's own checkout
UNNAMED_SITE = Site()
OFFLINE_PLUGINS = ("offline", "material/offline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The checked options of a site, which the rest of the package can trust."""

    root: Path  # the folder of mkdocs.yml
    docs: Path  # where pages are written
    seeds: Path
    seeds_address: str | None  # what `seeds` is a copy of, if it is one
    templates: Path
    site: Site
    rights: RightsOptions
    robots: Robots
    language: str  # ISO 639-1, of an article too short to tell its own
    cadence: int | None  # days in which a new article is expected
    summary: SummaryOptions
    themes: tuple[Theme, ...]
    overrides: Path  # what an editor decided about stories; need not exist
    families: Mapping[str, tuple[str, ...]]  # outlets of one publisher, beside those that are known
    synonyms: tuple[tuple[str, tuple[str, ...]], ...]  # what is counted → further words for it
    cache: Path  # the folder of what is remembered; need not exist
    cache_bytes: int  # what it may take
    rendering: Rendering  # of pages outside the navigation
    scheduler: str | None  # the address of the Dask cluster that reads files, if one does
    allow: tuple[str, ...]  # dangerous extensions and plugins that an editor turns on all the same


def packaged_templates() -> Path:
    """The folder of the templates that come with the generator."""
    return PACKAGED_TEMPLATES if PACKAGED_TEMPLATES.is_dir() else TEMPLATES_IN_CHECKOUT


def template_folders(own: Path) -> list[Path]:
    """The folders of templates that exist: that of the site, whose files replace others, then the packaged one."""
    return [folder for folder in dict.fromkeys((own, packaged_templates())) if folder.is_dir()]


def template_texts(own: Path) -> tuple[str, ...]:
    """The text of every Markdown template: those in `own`, then all packaged ones.

    Packaged ones are among them even if one in `own` replaces them.
    """
    return tuple(
        path.read_text(encoding="utf-8")
        for folder in template_folders(own)
        for path in sorted(folder.rglob("*.md"))
    )


def read(file: Path, environment: Mapping[str, str] = MappingProxyType({})) -> Settings:
    """Read the settings in a mkdocs.yml, its `!ENV` tags replaced by values of `environment`.

    Raises ConfigError if the file is missing, is not YAML, lacks the plugin, has an option that cannot be used, or
    turns on what is dangerous beside other people's text.
    """
    file = mkdocs_file.find(file)
    config = mkdocs_file.load(file, environment)
    plugins = _entries(config.get("plugins"))
    for entry in plugins:
        if entry == PLUGIN_NAME or (isinstance(entry, Mapping) and PLUGIN_NAME in entry):
            options: Any = entry[PLUGIN_NAME] if isinstance(entry, Mapping) else None
            settings = make_settings(options or {}, file, _docs_folder(config, file), read_site(config, file))
            refuse_risks(file, _entries(config.get("markdown_extensions")), plugins, settings.allow)
            return settings
    names = [name for entry in plugins for name in ([entry] if isinstance(entry, str) else entry)]
    close = get_close_matches(PLUGIN_NAME, [*map(str.lower, names)], 1)
    misspelt = f" Is `{names[[*map(str.lower, names)].index(close[0])]}` meant for it?" if close else ""
    raise ConfigError(f"{file}: no `{PLUGIN_NAME}` under `plugins`.{misspelt} Write `- {PLUGIN_NAME}` there.")


def read_themes(file: Path) -> tuple[Theme, ...]:
    """The themes of a mkdocs.yml, or of a file that has them alone under `themes:`. Raises ConfigError like `read`."""
    config = mkdocs_file.load(file, {})
    if "plugins" in config or "themes" not in config:
        return read(file).themes
    try:
        return _themes(Options.model_validate({"themes": config["themes"]}).themes)
    except ValidationError as error:
        raise ConfigError(format_errors(file, (), error)) from None


def make_settings(options: Mapping[str, Any], file: Path, docs: Path, site: Site = UNNAMED_SITE) -> Settings:
    """Make settings of the options in `file`; raises ConfigError naming each option that cannot be used."""
    try:
        checked = Options.model_validate(options)
    except ValidationError as error:
        raise ConfigError(format_errors(file, ("plugins", PLUGIN_NAME), error)) from None
    root = file.parent.resolve()
    return Settings(
        root=root,
        docs=docs,
        seeds=root / checked.cache.folder / "seeds" if ADDRESS.match(checked.seeds) else root / checked.seeds,
        seeds_address=checked.seeds if ADDRESS.match(checked.seeds) else None,
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
        cache=root / checked.cache.folder,
        cache_bytes=checked.cache.megabytes * MB,
        rendering=checked.rendering,
        scheduler=checked.scheduler if checked.engine is Engine.DASK else None,
        allow=checked.allow,
    )


def read_site(config: Mapping[str, Any], file: Path) -> Site:
    """What a configuration says of the site itself; raises ConfigError if its address is not one of the web."""
    url = str(config.get("site_url") or "")
    if url and not _is_web_address(url):
        raise ConfigError(
            f'{file.name}: site_url: found "{url}". Write where readers find the site, such as '
            "https://example.org/briefing/, or leave it out: then there are no feeds."
        )
    return Site(
        name=str(config.get("site_name") or Site().name),
        about=str(config.get("site_description") or ""),
        url=url.rstrip("/") + "/" if url else None,
        directory_urls=config.get("use_directory_urls") is not False and not _is_offline(config),
    )


def _is_offline(config: Mapping[str, Any]) -> bool:
    """True if Material's plugin `offline` will turn `use_directory_urls` off."""
    return any(
        not isinstance(options, Mapping) or options.get("enabled", True)
        for entry in _entries(config.get("plugins"))
        for name, options in ({entry: None} if isinstance(entry, str) else entry).items()
        if name in OFFLINE_PLUGINS
    )


def refuse_risks(
    file: Path,
    extensions: Iterable[denylist.Entry],
    plugins: Iterable[denylist.Entry],
    allowed: Iterable[str],
    added: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Raise ConfigError naming each extension and plugin that must not be used beside other people's text.

    `added` are extensions that no list names: each with the plugins that turn it on.
    """
    objections = denylist.find_objections(extensions, plugins, allowed, added)
    if objections:
        raise ConfigError("\n".join(f"{file.name}: {objection}" for objection in objections))


def _is_web_address(url: str) -> bool:
    """True if the text is an http or https address with a host and without query and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query + parts.fragment


def _entries(value: Any) -> list[denylist.Entry]:
    """The entries of a list of extensions or plugins, which YAML may also give as one mapping."""
    entries = value if isinstance(value, list) else [value]
    return [entry for entry in entries if isinstance(entry, (str, Mapping))]


def _docs_folder(config: Mapping[str, Any], file: Path) -> Path:
    """The folder of the Markdown pages that a configuration names, as an absolute path.

    Raises ConfigError if it names one that does not exist; without a name the folder is created.
    """
    name = config.get("docs_dir")
    folder = file.parent.resolve() / str(name or "docs")
    if name and not folder.is_dir():
        raise ConfigError(
            f'{file}: docs_dir: found "{name}", which is no folder. Create it, or correct the name.'
        )
    return folder


def _themes(options: Mapping[str, ThemeOptions]) -> tuple[Theme, ...]:
    """The themes that the options describe."""
    return tuple(
        Theme(
            id=id_,
            title=theme.title,
            about=theme.about,
            terms=_terms(theme.terms),
            unless=_terms(theme.unless),
        )
        for id_, theme in options.items()
    )


def _terms(terms: Mapping[str, Entries]) -> tuple[Term, ...]:
    """The terms that the options of a theme describe, over all languages."""
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
