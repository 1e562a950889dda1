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


def test_an_unknown_kind_of_page_is_told_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "{articel}.md").write_text("# Ours\n")

    with pytest.raises(TemplateError, match=r"there is no \{articel\}.*\{article\}"):
        pages.render(briefing(()), tmp_path)
