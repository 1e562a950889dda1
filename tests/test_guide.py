"""The closed lists of the guide for editors are those of the code."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import options_table
import pytest
from conftest import BRIDGE_AND_STEEL, PROJECT, MakeSite
from jinja2 import Environment, nodes

from generator.build import brief
from generator.models import ExtractionWarning, Outcome, Reason, RejectionReason, Removed
from generator.pages import COLLECTIONS
from generator.pages.views import BriefingView
from generator.readers import FORMATS

GUIDE = (PROJECT / "docs/guide.md").read_text(encoding="utf-8")
LABELS = PROJECT / "templates/labels.md"


def listed(heading: str) -> set[str]:
    """The first column of the table below a heading."""
    section = re.split(r"\n#+ ", GUIDE.split(f" {heading}\n")[1])[0]
    rows = re.findall(r"^\| (.*?) \|", section, re.MULTILINE)
    return set(rows[1:])


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("What happens to each file", Outcome),
        ("Reasons", Reason),
        ("What cleaning removes", Removed),
        ("Why a sentence is not quoted", RejectionReason),
    ],
)
def test_every_name_in_the_code_is_explained_and_no_other(heading: str, names: type[StrEnum]) -> None:
    assert listed(heading) == set(names)


def test_every_format_is_named() -> None:
    for suffix in FORMATS:
        assert f"`{suffix}`" in GUIDE


def test_every_label_is_explained_on_the_page_of_labels() -> None:
    labels = LABELS.read_text(encoding="utf-8").lower()
    for label in (
        "undated",
        "derived title",
        "also carried by",
        "put together by an editor",
        *ExtractionWarning,
    ):
        assert f"## {label}\n" in labels


TEMPLATES = sorted([*(PROJECT / "templates").rglob("*.md"), PROJECT / "templates/llms.txt"])
MODULES = {"parts", "drawing", "record", "loop"}  # names of imported templates, and Jinja's own


def template_section() -> str:
    return GUIDE.split("## Templates of your own\n")[1].split("\n## ")[0]


def test_every_kind_of_page_is_named() -> None:
    named = re.findall(r"^\| `\{(\w+)\}` \|", template_section(), re.MULTILINE)

    assert set(named) == set(COLLECTIONS)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_all_that_a_template_asks_is_in_the_guide(path: Path) -> None:
    asked = {
        node.attr
        for node in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Getattr)
        if not (isinstance(node.node, nodes.Name) and node.node.name in MODULES)
    }

    assert asked - {"isoformat"} <= set(re.findall(r"`(\w+)[`(]", template_section()))


@pytest.mark.parametrize("thing", ["briefing", "article", "sentence", "quotation", "theme", "match"])
def test_each_thing_has_what_the_guide_says(thing: str, site: MakeSite) -> None:
    view = BriefingView(brief(site({"bridge.txt": BRIDGE_AND_STEEL})))
    (article,) = view.articles
    things = {
        "briefing": view,
        "article": article,
        "sentence": article.shown_paragraphs[0][0],
        "quotation": article.summary[0],
        "theme": view.themes[0],
        "match": article.matches[0],
    }

    (row,) = re.findall(rf"^\| `?{thing}`? \| (.*) \|$", template_section(), re.MULTILINE)
    own = re.sub(r": [^·]*", "", row)  # without what stands behind a colon, which belongs to another thing

    for name in re.findall(r"`(\w+)[`(]", own):
        assert hasattr(things[thing], name), name


def test_every_option_is_in_the_guide_as_the_schema_has_it() -> None:
    assert options_table.with_section(GUIDE) == GUIDE, "`make reference` writes it again"
    rows = [*options_table.rows()]
    assert all(re.fullmatch(r"\| `[^`]+` \| [^|]+ \|[^|]*\| [^|]{10,} \|", row) for row in rows)
