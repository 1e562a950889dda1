"""Templates of a site: what a mistake in one says, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from values import briefing

from generator import pages
from generator.errors import TemplateError


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("# Ours\n\n{% if %}\n", r"^templates/ours\.md, line 3: "),
        ("# Ours\n\n{{ briefing.newset }}\n", r"^templates/ours\.md, line 3: .*newset"),
        ("# Ours\n\n{{ briefing.newest }}\n", r"^templates/ours\.md, line 3: .*cannot be printed"),
        (
            "# Ours\n\n{{ artcle.title }}\n",
            r"line 3: there is no `artcle` .* In every template there are: absolute, briefing, .*link\.",
        ),
        (
            "{% set site = briefing.site %}\n{{ site.nam }}\n",
            r"line 2: .*`site` has no `nam`\. Did you mean `name`\? It has: about, address",
        ),
        ("{{ briefing.counts.fuond }}\n", r"line 1: .*`dict` has no `fuond`\. Did you mean `found`\?"),
        ("{% import '_parts.md' as parts %}\n{{ parts.exract() }}\n", r"Did you mean `extract`\?"),
        ("{{ briefing.articles | upper }}\n", r"line 1: No filter named 'upper'\. Known: attribute, "),
        ("{% import '_prts.md' as parts %}\n", r"line 1: there is no template _prts\.md\. Write the name"),
        ("{{ 1 / 0 }}\n", r"line 1: division by zero"),
        ("{{ briefing.counts() }}\n", r"line 1: 'dict' object is not callable"),
        ("# Ours\n\n{{ link('a b') }}\n", r"^templates/ours\.md, line 3: \"a b\" is not an address"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_line(template: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "ours.md").write_text(template)

    with pytest.raises(TemplateError, match=message):
        pages.render(briefing(()), tmp_path)


def test_a_mistake_in_a_shared_template_is_named_there(tmp_path: Path) -> None:
    (tmp_path / "_ours.md").write_text("{% macro name(thing) %}\n{{ thing.nmae }}\n{% endmacro %}\n")
    (tmp_path / "ours.md").write_text("{% import '_ours.md' as ours %}\n{{ ours.name(briefing.site) }}\n")

    with pytest.raises(TemplateError, match=r"^templates/_ours\.md, line 2: "):
        pages.render(briefing(()), tmp_path)


def test_a_template_or_an_asset_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/logo.png").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(TemplateError, match=r"^templates/assets/logo\.png: not text in UTF-8\. Put pictures"):
        pages.render(briefing(()), tmp_path)

    (tmp_path / "coverage.md").write_bytes("# Zölle".encode("latin-1"))
    with pytest.raises(
        TemplateError, match=r"^templates/coverage\.md: not text .* The original is .*coverage\.md"
    ):
        pages.render(briefing(()), tmp_path)


def test_an_unknown_kind_of_page_is_told_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "{articel}.md").write_text("# Ours\n")

    with pytest.raises(TemplateError, match=r"there is no \{articel\}.*\{article\}"):
        pages.render(briefing(()), tmp_path)
