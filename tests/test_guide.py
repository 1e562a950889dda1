"""The closed lists of the guide for editors are those of the code."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest
from conftest import PROJECT

from generator.models import ExtractionWarning, Outcome, Reason, RejectionReason, Removed
from generator.readers import FORMATS

GUIDE = (PROJECT / "docs/guide.md").read_text(encoding="utf-8")
ABOUT_PAGES = ("docs/about.md", "generator/starter/site/docs/about.md")


def listed(heading: str) -> set[str]:
    """The first column of the table below a heading."""
    section = re.split(r"\n#+ ", GUIDE.split(f" {heading}\n")[1])[0]
    rows = re.findall(r"^\| (.*?) \|", section, re.MULTILINE)
    return set(rows[1:])


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("What becomes of each file", Outcome),
        ("Reasons", Reason),
        ("What cleaning takes out", Removed),
        ("Why a sentence is not quoted", RejectionReason),
    ],
)
def test_every_name_in_the_code_is_explained_and_no_other(heading: str, names: type[StrEnum]) -> None:
    assert listed(heading) == set(names)


def test_every_format_is_named() -> None:
    for suffix in FORMATS:
        assert f"`{suffix}`" in GUIDE


@pytest.mark.parametrize("page", ABOUT_PAGES)
def test_every_label_is_explained_on_the_about_page(page: str) -> None:
    about = (PROJECT / page).read_text(encoding="utf-8").lower()
    for label in (
        "undated",
        "derived title",
        "also carried by",
        "put together by an editor",
        *ExtractionWarning,
    ):
        assert f"### {label}\n" in about
