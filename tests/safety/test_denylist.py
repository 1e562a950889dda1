"""What may not be turned on beside other people's text: refused by default, allowed by its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from typer.testing import CliRunner

from generator import config
from generator.cli import app
from generator.errors import ConfigError
from generator.safety import denylist

HARMLESS = [
    "admonition",
    "footnotes",
    "toc",
    "tables",
    "fenced_code",
    "pymdownx.superfences",
    "my_own.extension",
]
OTHER_NAMES = [
    ("markdown.extensions.extra", "extra"),
    ("markdown.extensions.attr_list:AttrListExtension", "attr_list"),
    ("pymdownx.snippets:SnippetExtension", "pymdownx.snippets"),
    ("attr_list", "markdown.extensions.attr_list"),
]


@pytest.fixture
def mkdocs_yml(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "seeds").mkdir()
    return tmp_path / "mkdocs.yml"


def written(file: Path, extensions: str = "[]", plugins: str = "", options: str = "{}") -> Path:
    file.write_text(
        f"site_name: Test\ntheme: material\nmarkdown_extensions: {extensions}\nplugins:\n"
        f"  - search\n{plugins}  - briefing: {options}\n",
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize("name", denylist.EXTENSIONS)
def test_an_extension_is_refused_by_default(name: str, mkdocs_yml: Path) -> None:
    with pytest.raises(
        ConfigError, match=rf"mkdocs.yml: markdown_extensions → {name}: .*`allow: \[{name}\]`"
    ):
        config.read(written(mkdocs_yml, extensions=f"[toc, {name}]"))


@pytest.mark.parametrize("name", denylist.EXTENSIONS)
def test_an_extension_is_allowed_by_its_name(name: str, mkdocs_yml: Path) -> None:
    settings = config.read(written(mkdocs_yml, extensions=f"[toc, {name}]", options=f"{{allow: [{name}]}}"))

    assert settings.allow == (name,)


@pytest.mark.parametrize("name", denylist.PLUGINS)
def test_a_plugin_is_refused_by_default(name: str, mkdocs_yml: Path) -> None:
    with pytest.raises(ConfigError, match=rf"mkdocs.yml: plugins → {name}: .*`allow: \[{name}\]`"):
        config.read(written(mkdocs_yml, plugins=f"  - {name}: {{option: 1}}\n"))


@pytest.mark.parametrize("name", denylist.PLUGINS)
def test_a_plugin_is_allowed_by_its_name(name: str, mkdocs_yml: Path) -> None:
    assert config.read(written(mkdocs_yml, plugins=f"  - {name}\n", options=f"{{allow: [{name}]}}"))


def test_allowing_one_allows_no_other() -> None:
    assert len(denylist.find_objections(["attr_list", "md_in_html"], ["macros"], ["attr_list"])) == 2


@pytest.mark.parametrize(("name", "allowed"), OTHER_NAMES)
def test_every_name_of_an_extension_counts(name: str, allowed: str) -> None:
    assert denylist.find_objections([{name: {"option": 1}}], [], [])
    assert not denylist.find_objections([{name: {"option": 1}}], [], [allowed])


def test_a_plugin_of_the_theme_is_known_by_both_names() -> None:
    assert denylist.find_objections([], ["material/tags"], [])


def test_what_only_changes_the_look_is_not_refused(mkdocs_yml: Path) -> None:
    assert denylist.find_objections(HARMLESS, ["search", "briefing", "redirects"], []) == []


def test_an_allowance_that_allows_nothing_names_the_known_ones(mkdocs_yml: Path) -> None:
    with pytest.raises(
        ConfigError, match=r'found "atr_list", which nothing forbids\. Known here: attr_list, code'
    ):
        config.read(written(mkdocs_yml, options="{allow: [atr_list]}"))


def test_a_mapping_of_extensions_is_read_like_a_list(mkdocs_yml: Path) -> None:
    with pytest.raises(ConfigError, match="attr_list"):
        config.read(written(mkdocs_yml, extensions="{toc: {permalink: true}, attr_list: }"))


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_commands_refuse_too(command: str, mkdocs_yml: Path) -> None:
    written(mkdocs_yml, extensions="[attr_list]")

    done = CliRunner().invoke(app, [command, "--config", str(mkdocs_yml)])

    assert isinstance(done.exception, ConfigError)


def test_mkdocs_refuses_too(mkdocs_yml: Path) -> None:
    loaded = load_config(str(written(mkdocs_yml, extensions="[attr_list]")))

    with pytest.raises(PluginError, match="markdown_extensions → attr_list"):
        loaded.plugins.on_config(loaded)


def test_mkdocs_takes_what_is_allowed_by_name(mkdocs_yml: Path) -> None:
    loaded = load_config(str(written(mkdocs_yml, extensions="[attr_list]", options="{allow: [attr_list]}")))

    assert loaded.plugins.on_config(loaded) is loaded
