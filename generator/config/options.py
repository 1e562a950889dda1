"""The options of the plugin as an editor writes them, and the JSON Schema made from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from generator.models import Method, Rendering, Rights, Robots

PLUGIN_NAME = "briefing"
THEME_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # part of the theme's address
ANY_LANGUAGE = "all"  # the key of terms for every article, beside those of one language
LANGUAGE_PATTERN = "^[a-z]{2,3}$"
LANGUAGE_CODE_PATTERN = "^[a-z]{2}$"
REGULAR_EXPRESSION = re.compile(r"\\|\||\.\*|\(\?|\[.*\]|^\^|\$$")  # signs of one, which terms are not
MAX_WEIGHT = 2.0  # more than a sentence can earn would mean nothing


class StrictOptions(BaseModel):
    """Checked options without unknown keys. The docstring of a field is what an editor's completion shows of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class SummaryOptions(StrictOptions):
    """How sentences are chosen."""

    method: Method = Method.BRIEFING
    """How an article's sentences are scored and chosen."""
    sentences: Annotated[int, Field(ge=1, le=10)] = 3
    """At most this number of sentences."""
    words: Annotated[int, Field(ge=40, le=1000)] | None = None
    """At most this number of words; null for no limit."""


MAX_STARS = 3  # in a term; each more multiplies the time in which a long word is compared


class TermOptions(StrictOptions):
    """A term with more to say than its words."""

    term: Annotated[str, Field(min_length=1)]
    """A word or phrase; `*` stands for any letters."""
    weight: Annotated[float, Field(gt=0, le=MAX_WEIGHT)] = 1.0
    """1 when a sentence with it is about the theme; 0.5 when it takes another hint as well."""
    exact: bool = False
    """Find this form only, no plural or other ending."""
    case: bool = False
    """Find it with these capitals only."""

    @field_validator("term")
    @classmethod
    def _check_words(cls, term: str) -> str:
        """Raise ValueError if the first word of a term has no letter or digit, or the term has many `*`."""
        if not any(map(str.isalnum, (term.split() or [""])[0])):
            raise ValueError("Its first word needs a letter or a digit; `*` alone would find every word")
        if term.count("*") > MAX_STARS:
            raise ValueError(
                f"It has {term.count('*')} `*`; {MAX_STARS} are the most. Write several terms instead"
            )
        if REGULAR_EXPRESSION.search(term):
            raise ValueError(
                "It looks like a regular expression, but a term is words. Write each word as a term of its own, with "
                "`*` for any letters"
            )
        return term


def _by_language(value: Any) -> Any:
    """Terms as lists by language, however they were written; a wrong type is left as it is, for pydantic to report."""
    lists = value if isinstance(value, Mapping) else {ANY_LANGUAGE: value}
    return {language: _as_mappings(terms) for language, terms in lists.items()}


def _as_mappings(terms: Any) -> Any:
    """A list of terms with each plain string as `{"term": string}`; what is no list is returned as it is."""
    if not isinstance(terms, (list, tuple)):
        return terms
    return tuple({"term": term} if isinstance(term, str) else term for term in terms)


_TERM_SCHEMA = {"anyOf": [{"type": "string", "minLength": 1}, TermOptions.model_json_schema()]}
_LIST_SCHEMA = {"type": "array", "items": _TERM_SCHEMA}
_FILLED_SCHEMA = _LIST_SCHEMA | {"minItems": 1}


def _terms_schema(entries: Mapping[str, Any]) -> WithJsonSchema:
    """The JSON Schema of terms: a list, or a list for each language."""
    by_language = {
        "type": "object",
        "propertyNames": {"pattern": LANGUAGE_PATTERN},
        "additionalProperties": entries,
    }
    return WithJsonSchema(
        {"anyOf": [entries, by_language | ({"minProperties": 1} if "minItems" in entries else {})]}
    )


Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Entries = tuple[TermOptions, ...]
Terms = Annotated[
    dict[Language, Annotated[Entries, Field(min_length=1)]],
    Field(min_length=1),
    BeforeValidator(_by_language),
    _terms_schema(_FILLED_SCHEMA),
]
Unless = Annotated[dict[Language, Entries], BeforeValidator(_by_language), _terms_schema(_LIST_SCHEMA)]


class ThemeOptions(StrictOptions):
    """One theme as an editor writes it."""

    title: Annotated[str, Field(min_length=1)]
    """What readers see."""
    about: str = ""
    """One line that says what belongs here."""
    terms: Terms
    """Words and phrases to look for; a list, or lists by language (`en`, `de`, `all`)."""
    unless: Annotated[Unless, Field(alias="not")] = {}
    """Phrases that look like a term and are none: a place where one stands is no evidence."""


class RightsOptions(StrictOptions):
    """How much of an article its page shows, and which outlets allow more or less. One word stands for `default`."""

    default: Rights = Rights.CONTEXT
    """For all outlets that are not named."""
    outlets: dict[str, Rights] = {}
    """Outlets that allow more or less, by the name that the Sources page shows."""

    @model_validator(mode="before")
    @classmethod
    def _word_as_default(cls, value: Any) -> Any:
        """A single word for the rights as the mapping `{"default": word}`."""
        return {"default": value} if isinstance(value, str) else value


class Engine(StrEnum):
    """What the work on files is spread over."""

    PROCESSES = "processes"  # of this machine
    DASK = "dask"  # the workers of a cluster


class CacheOptions(StrictOptions):
    """Where the results of reading and choosing are kept from one build to the next, and how much of them."""

    folder: Annotated[str, Field(min_length=1)] = ".cache/briefing"
    """A folder beside mkdocs.yml; it can be deleted at any time."""
    megabytes: Annotated[int, Field(ge=1)] = 500
    """How large it may become."""


def _check_theme_id(id_: str) -> str:
    """The id of a theme. Raises ValueError if it cannot be part of an address."""
    if not THEME_ID.fullmatch(id_):
        ascii_letters = unicodedata.normalize("NFKD", id_).encode("ascii", "ignore").decode("ascii").lower()
        example = "-".join(re.findall(r"[a-z0-9]+", ascii_letters)) or "trade"
        raise ValueError(f"It cannot be part of an address. Use a-z, 0-9 and hyphens, as in `{example}`")
    return id_


ThemeId = Annotated[str, AfterValidator(_check_theme_id)]


class Options(StrictOptions):
    """What may stand under `plugins: - briefing:`."""

    seeds: str = "seeds"
    """The folder of articles, or the address of one elsewhere, such as s3://bucket/seeds."""
    templates: str = "templates"
    """The folder of your own page templates; it need not exist."""
    rights: RightsOptions = RightsOptions()
    """How much of an article its page shows: one word, or a word for each outlet."""
    robots: Robots = Robots.NOINDEX
    """Whether web search engines may list pages that show more of an article than its extracts."""
    language: Annotated[str, Field(pattern=LANGUAGE_CODE_PATTERN)] = "en"
    """The language of articles that are too short to tell it."""
    cadence: Annotated[int, Field(ge=1, le=366)] | None = None
    """Days after which readers see a note that the newest article is old; null for no note."""
    summary: SummaryOptions = SummaryOptions()
    """How sentences are chosen."""
    themes: dict[ThemeId, ThemeOptions] = {}
    """The themes in the order of the site, each by the name that its address has."""
    overrides: str = "overrides.yml"
    """The file in which stories are merged and split; it need not exist."""
    families: dict[str, tuple[Annotated[str, Field(min_length=1)], ...]] = {}
    """Outlets that count as one publisher: its name, then theirs."""
    synonyms: dict[str, tuple[Annotated[str, Field(min_length=2)], ...]] = {}
    """Further words for what articles count, so that their figures are compared."""
    allow: tuple[str, ...] = ()
    """Markdown extensions and plugins that are refused unless they are named here."""
    cache: CacheOptions = CacheOptions()
    """Where results are kept from one build to the next."""
    rendering: Rendering = Rendering.FAST
    """Who makes HTML of the pages: `fast`, this plugin as far as the result is the same, or `stock`, MkDocs."""
    engine: Engine = Engine.PROCESSES
    """What reads the files and chooses sentences: `processes` of this machine, or the workers of a `dask` cluster."""
    scheduler: Annotated[str | None, Field(validate_default=True)] = None
    """The address of the Dask cluster's scheduler, such as tcp://127.0.0.1:8786; needed with `engine: dask`."""

    @field_validator("scheduler")
    @classmethod
    def _check_scheduler(cls, scheduler: str | None, checked: ValidationInfo) -> str | None:
        """Raise ValueError if a cluster is to be used and none is named."""
        if checked.data.get("engine") is Engine.DASK and not scheduler:
            raise ValueError("`engine: dask` needs the address that `dask scheduler` prints")
        return scheduler


def known_keys(path: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that are allowed in place of the last one of a path, which begins below the plugin's name."""
    model: type[BaseModel] = Options
    if path[0] == "summary" and len(path) > 1:
        model = SummaryOptions
    elif path[0] == "rights" and len(path) > 1:
        model = RightsOptions
    elif path[0] == "cache" and len(path) > 1:
        model = CacheOptions
    elif path[0] == "themes" and len(path) > 1:
        model = TermOptions if {"terms", "not"} & set(path[2:-1]) else ThemeOptions
    return tuple(field.alias or name for name, field in model.model_fields.items())


def schema() -> dict[str, Any]:
    """A JSON Schema of `mkdocs.yml` that knows the options of this plugin and leaves all else open."""
    options = Options.model_json_schema()
    definitions = options.pop("$defs") | {"Options": options}
    one_word = {"enum": [rights.value for rights in Rights]}
    definitions["RightsOptions"] = {"anyOf": [one_word, definitions["RightsOptions"]]}
    plugin = {
        "type": "object",
        "properties": {PLUGIN_NAME: {"anyOf": [{"$ref": "#/$defs/Options"}, {"type": "null"}]}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mkdocs.yml of a briefing",
        "type": "object",
        "properties": {
            "plugins": {
                "anyOf": [{"type": "array", "items": {"anyOf": [{"type": "string"}, plugin]}}, plugin]
            }
        },
        "$defs": definitions,
    }
