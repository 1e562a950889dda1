"""What an editor may write, what is said of the rest and in which line, and what completes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT
from jsonschema import Draft202012Validator
from mkdocs.utils import yaml_load
from pydantic import ValidationError

from generator.config import Options, lines, mkdocs_file, read, read_themes, schema
from generator.errors import ConfigError
from generator.models import Term

SCHEMA = PROJECT / "generator/config/mkdocs.json"


def site(folder: Path, themes: str) -> Path:
    file = folder / "mkdocs.yml"
    file.write_text(f"site_name: Test\nplugins:\n  - search\n  - briefing:\n      themes:\n{themes}")
    return file


def test_a_term_is_words_or_words_with_more_to_say(tmp_path: Path) -> None:
    file = site(
        tmp_path,
        "        talks: {title: Talks, terms: [talks, {term: Labour, weight: 0.5, case: true}], not: [TED talks]}\n",
    )

    (theme,) = read(file).themes

    assert theme.terms == (Term(text="talks"), Term(text="Labour", weight=0.5, case=True))
    assert theme.unless == (Term(text="TED talks"),)


def test_terms_may_be_given_by_language(tmp_path: Path) -> None:
    file = site(tmp_path, "        talks: {title: Talks, terms: {en: [talks], de: [Gespräch], all: [UN]}}\n")

    (theme,) = read(file).themes

    assert [(term.text, term.language) for term in theme.listed] == [
        ("talks", "en"),
        ("Gespräch", "de"),
        ("UN", None),
    ]


@pytest.mark.parametrize(
    ("themes", "said"),
    [
        (
            "        a:\n          title: A\n          terms:\n            - one\n            - {term: x, wieght: 1}\n",
            "line 10: plugins → briefing → themes → a → terms → entry 2 → wieght: no such option. "
            "Did you mean `weight`? Known here: term, weight, exact, case.",
        ),
        (
            "        a:\n          title: A\n          terms: [one, {term: x, weight: 3}]\n",
            "line 8: plugins → briefing → themes → a → terms → entry 2 → weight: found 3. Write a number above 0",
        ),
        ("        a: {title: A, terms: [b]}\n        c: {terms: [d]}\n", "line 7: plugins → briefing → themes → c"),
        ("        a: {title: A, terms: []}\n", "line 6: plugins → briefing → themes → a → terms: found an empty list."),
        ("        a: {title: A, terms: talks}\n", "a → terms: found \"talks\". Write a list: [one, another]"),
        ("        a: {title: A, terms: [5]}\n", "entry 1: found 5. Write text, in quotation marks"),
        ("        a: {title: A, terms: ['* of']}\n", "found \"* of\". Its first word needs a letter or a digit"),
        ("        a: {title: A, terms: {german: [b]}}\n", "terms → german: not a language"),
        ("        a: {title: A, terms: [b], nots: [c]}\n", "Did you mean `not`?"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_its_key_and_the_way_out(
    tmp_path: Path, themes: str, said: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        read(site(tmp_path, themes))

    assert said in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        read(site(tmp_path, "        a: {title: A}\n        b: {title: B, terms: [x], color: red}\n"))

    assert [line.partition(":")[0] for line in str(raised.value).splitlines()] == [
        "mkdocs.yml, line 6",
        "mkdocs.yml, line 7",
    ]


def test_themes_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "themes.yml"
    file.write_text("themes:\n  talks: {title: Talks, terms: [talks]}\n")
    assert [theme.id for theme in read_themes(file)] == ["talks"]

    file.write_text("themes:\n  talks:\n    title: Talks\n    term: [talks]\n")
    with pytest.raises(ConfigError, match=r"themes.yml, line 4: themes → talks → term: no such option"):
        read_themes(file)


def test_the_themes_of_a_site_are_read_from_its_configuration(tmp_path: Path) -> None:
    file = site(tmp_path, "        talks: {title: Talks, terms: [talks]}\n")

    assert read_themes(file) == read(file).themes


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("plugins", "briefing", "themes", "a", "terms", 1), 7),
        (("plugins", "briefing", "themes", "a", "not there"), 4),
        (("plugins", "search"), 1),
        (("nothing",), None),
    ],
)
def test_a_key_has_a_line(path: tuple[str | int, ...], line: int | None) -> None:
    text = "plugins:\n  - briefing:\n      themes:\n        a:\n          terms:\n            - b\n            - c\n"

    assert lines.line_of(text, path) == line


def test_what_is_not_yaml_has_no_lines() -> None:
    assert lines.line_of("a: [", ("a",)) is None


# --- the schema --------------------------------------------------------------------------------------------

THEME: Mapping[str, Any] = {"title": "T", "terms": ["a"]}


def test_the_schema_that_is_shipped_is_that_of_the_options() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", ["mkdocs.yml", "generator/starter/site/mkdocs.yml"])
def test_our_own_configurations_are_as_the_schema_says(file: str) -> None:
    content = mkdocs_file.load(PROJECT / file, {})

    Draft202012Validator(schema()).validate(content)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"themes": {"a": THEME}},
        {"themes": {"a": {**THEME, "about": "x", "not": ["b", {"term": "c", "case": True}]}}},
        {"themes": {"a": {**THEME, "terms": {"en": ["a"], "all": [{"term": "b", "weight": 0.5}]}}}},
        {
            "summary": {"method": "lead", "sentences": 10, "words": None},
            "rights": "full",
            "allow": ["macros"],
        },
        {"sedes": "x"},
        {"themes": {"a": {"title": "T"}}},
        {"themes": {"a": {**THEME, "terms": []}}},
        {"themes": {"a": {**THEME, "terms": "talks"}}},
        {"themes": {"a": {**THEME, "terms": {"en": []}}}},
        {"themes": {"a": {**THEME, "terms": {"german": ["a"]}}}},
        {"themes": {"a": {**THEME, "terms": [{"weight": 1}]}}},
        {"themes": {"a": {**THEME, "terms": [{"term": "a", "weight": 0}]}}},
        {"themes": {"a": {**THEME, "terms": [{"term": "a", "weight": 9}]}}},
        {"themes": {"a": {**THEME, "not": 5}}},
        {"summary": {"sentences": 11}},
        {"rights": "none"},
        {"language": "english"},
    ],
)
def test_the_schema_allows_what_the_options_allow(options: Mapping[str, Any]) -> None:
    try:
        Options.model_validate(options)
        allowed = True
    except ValidationError:
        allowed = False

    assert Draft202012Validator(schema()).is_valid({"plugins": [{"briefing": options}]}) is allowed


def test_the_schema_leaves_the_rest_of_the_file_alone() -> None:
    valid = Draft202012Validator(schema()).is_valid

    assert valid(
        {"site_name": "x", "plugins": ["search", "briefing", {"rss": {"any": 1}}], "theme": "material"}
    )
    assert valid({"plugins": {"briefing": None, "search": {}}})


# --- settings of more than one file ----------------------------------------------------------------------

BASE = """\
site_name: Base
theme: {name: material, palette: {scheme: default, primary: red}}
plugins: [briefing: {rights: full}]
use_directory_urls: false
"""
CHILD = "INHERIT: shared/base.yml\nsite_name: Child\ntheme: {palette: {scheme: slate}}\n"


def test_settings_are_inherited_as_mkdocs_does(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.yml").write_text(BASE)
    (tmp_path / "mkdocs.yml").write_text(CHILD)

    with (tmp_path / "mkdocs.yml").open("rb") as file:
        assert mkdocs_file.load(tmp_path / "mkdocs.yml", {}) == yaml_load(file)
    settings = read(tmp_path / "mkdocs.yml")
    assert (settings.site.name, settings.site.directory_urls) == ("Child", False)
    assert settings.seeds == tmp_path / "seeds"


@pytest.mark.parametrize("name", ["base.yml", "mkdocs.yml"])
def test_a_file_that_cannot_be_inherited_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: {name}\n")

    with pytest.raises(ConfigError, match=rf'mkdocs.yml: INHERIT: found "{name}"'):
        read(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    ("settings", "has_directory_urls"),
    [
        ("plugins: [briefing]", True),
        ("plugins: [briefing]\nuse_directory_urls: false", False),
        ("plugins: [briefing, offline]", False),
        ("plugins: {briefing: {}, material/offline: {}}", False),
        ("plugins: [briefing, offline: {enabled: false}]", True),
        ("plugins: [briefing, offline: {enabled: !ENV [OFFLINE, false]}]", True),
    ],
)
def test_the_form_of_addresses_is_that_of_mkdocs(
    settings: str, has_directory_urls: bool, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Test\n{settings}\n")

    assert read(tmp_path / "mkdocs.yml").site.directory_urls is has_directory_urls


def test_a_folder_of_pages_that_is_named_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("docs_dir: pages\nplugins: [briefing]\n")
    with pytest.raises(ConfigError, match=r'docs_dir: found "pages", which is no folder\. Create it'):
        read(tmp_path / "mkdocs.yml")

    (tmp_path / "pages").mkdir()
    assert read(tmp_path / "mkdocs.yml").docs == tmp_path / "pages"


def test_a_properdocs_yml_is_read_where_there_is_no_mkdocs_yml(tmp_path: Path) -> None:
    (tmp_path / "properdocs.yml").write_text("site_name: Proper\nplugins: [briefing]\n")
    assert read(tmp_path / "mkdocs.yml").site.name == "Proper"

    (tmp_path / "mkdocs.yml").write_text("site_name: Plain\nplugins: [briefing]\n")
    assert read(tmp_path / "mkdocs.yml").site.name == "Plain"


# --- values that cannot be used --------------------------------------------------------------------------

REMEDIES = [
    ("sentences: 40", ("summary",), "found 40. Write a whole number from 1 to 10."),
    ("sentences: 2.5", ("summary",), "found 2.5. Write a whole number from 1 to 10."),
    ("words: many", ("summary",), 'found "many". Write a whole number from 40 to 1000, or null.'),
    ("method: lexrank", ("summary",), "Did you mean `lex-rank`? Write briefing, hand-rule"),
    ("rights: all", (), 'found "all". Write full, context or summary'),
    ("rights: [full]", (), "found a list. Write full, context or summary, or a mapping with any of default"),
    ("cadence: daily", (), 'found "daily". Write a whole number from 1 to 366, or null.'),
    ("language: English", (), "Did you mean `en`? Write the code of a language"),
    ("language: en-US", (), "Did you mean `en`?"),
    ("megabytes: 0", ("cache",), "found 0. Write a whole number of at least 1."),
    ("summary: lead", (), 'found "lead". Write a mapping with any of method, sentences, words.'),
    ("Harbour Press: The Mirror", ("families",), 'found "The Mirror". Write a list: [one, another].'),
    ("2024: {title: A, terms: [b]}", ("themes",), "themes → 2024: not text. Put it into quotation marks."),
    ("Ö & Co: {title: A, terms: [b]}", ("themes",), "Use a-z, 0-9 and hyphens, as in `o-co`."),
    ("a: {title: A, terms: ['gr[ae]y']}", ("themes",), "It looks like a regular expression"),
    ("a: {title: A, terms: [{term: b, exact: maybe}]}", ("themes",), "Write true or false."),
]


@pytest.mark.parametrize(("option", "keys", "said"), REMEDIES, ids=[row[0] for row in REMEDIES])
def test_a_value_that_cannot_be_used_is_shown_with_those_that_can(
    option: str, keys: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        f"plugins:\n  - briefing: {{{''.join(f'{key}: {{' for key in keys)}{option}{'}' * len(keys)}}}\n"
    )

    with pytest.raises(ConfigError) as raised:
        read(tmp_path / "mkdocs.yml")

    assert str(raised.value).startswith("mkdocs.yml, line 2: plugins → briefing → ")
    assert said in str(raised.value)


PROBLEMS = [
    ("a:\n\tb: c\n", "line 2: a tab stands where YAML takes spaces only."),
    ("site_name: News: today\n", "line 1: a colon where none may stand. Put the text into quotation marks"),
    ("a: [b\nc: d\n", "a bracket or a quotation mark is not closed"),
    ('a: "b\n', "a bracket or a quotation mark is not closed"),
    ("a:\n    b: c\n  d: e\n", "line 3: the line is indented differently"),
    ("a: b\nc\nd: e\n", "a line without a colon"),
    ("a: *b\n", "`*` begins a name that is defined nowhere"),
    ("a: @b\n", "a sign that means something else in YAML"),
    ("a: \x07\n", "it has a character that no text has"),
]


@pytest.mark.parametrize(("text", "said"), PROBLEMS, ids=[repr(row[0]) for row in PROBLEMS])
def test_what_is_not_yaml_is_told_in_words_of_an_editor(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)

    with pytest.raises(ConfigError) as raised:
        read(tmp_path / "mkdocs.yml")

    assert said in str(raised.value)
    assert "<unicode string>" not in str(raised.value)


def test_a_configuration_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes("site_name: Zölle\n".encode("latin-1"))

    with pytest.raises(ConfigError, match=r"mkdocs\.yml: not text in UTF-8\. Save it as UTF-8\."):
        read(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize("name", ["breifing", "Briefing", "briefing-generator"])
def test_a_plugin_that_is_misspelt_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"plugins: [search, {name}]\n")

    with pytest.raises(ConfigError, match=f"Is `{name}` meant for it"):
        read(tmp_path / "mkdocs.yml")
