"""What people paste: a headline of any length, and the date or byline between it and the text."""

from __future__ import annotations

import pytest
from conftest import BRIDGE, MakeSite, article_of

from generator.build import brief
from generator.models import Removed

LEAD = (
    "The council of Veld approved a new harbour wall on Monday after nine hours of debate in the town hall."
)
COST = "It will cost nine million crowns, and the work on it is to begin in May of next year, the mayor said."


@pytest.mark.parametrize(
    "headline",
    [
        "Harbour wall of Veld approved after nine hours of debate as islands ask for ferries and schools instead",
        "Council backs wall.",
        "Mayor says the wall is ‘a shield for us all’",
        "Who will pay for the wall of Veld?",
        "Harbour wall approved. Ferries to follow",
    ],
)
def test_a_headline_may_be_long_and_end_with_any_mark(headline: str) -> None:
    assert article_of(f"{headline}\n\n{LEAD}\n\n{COST}").title == headline


def test_a_lead_is_no_headline() -> None:
    article = article_of(f"The council of Veld met on Monday.\n\n{LEAD}\n\n{COST}")

    assert article.text.startswith("The council of Veld met")


@pytest.mark.parametrize(
    ("lines", "day", "author"),
    [
        ("5 April 2022", "2022-04-05", None),
        ("Tue 5 Apr 2022 10.00 BST", "2022-04-05", None),
        ("By Ada Orlo in Veld\n\nPublished June 23, 2022, 5:00 a.m. ET", "2022-06-23", "Ada Orlo"),
        ("By Ada Orlo and Jon Holm | 5 April 2022 | 3 min read", "2022-04-05", "Ada Orlo and Jon Holm"),
        ("Ada Orlo\n\n2022-04-05", "2022-04-05", "Ada Orlo"),
        ("BY ADA ORLO\n\nUpdated 6 April 2022", None, "Ada Orlo"),
        ("Von Ada Orlo\n\n5. April 2022", "2022-04-05", "Ada Orlo"),
    ],
)
def test_date_and_byline_below_a_headline_are_read_and_removed(
    lines: str, day: str | None, author: str | None
) -> None:
    article = article_of(f"Ferry to Arn sails again\n\n{lines}\n\n{LEAD}\n\n{COST}")

    assert article.title == "Ferry to Arn sails again"
    assert (article.published and article.published.isoformat(), article.author) == (day, author)
    assert article.text == f"{LEAD}\n\n{COST}"
    assert {removal.reason for removal in article.removed} <= {Removed.DATE_LINE, Removed.BYLINE}


def test_a_date_with_two_readings_below_a_headline_is_noted() -> None:
    article = article_of(f"Ferry to Arn sails again\n\n03/04/2022\n\n{LEAD}\n\n{COST}")

    assert article.published is None
    assert any("03/04/2022" in note for note in article.notes)


def test_header_lines_are_fields(site: MakeSite) -> None:
    header = "Title: Ferry to Arn sails again\nSource: Veld Courier\nAuthor: Ada Orlo\nDate: 5 April 2022"

    (article,) = brief(site({"a.txt": f"{header}\n\n{LEAD}\n\n{COST}"})).articles

    assert (article.title, article.outlet, article.author) == (
        "Ferry to Arn sails again",
        "Veld Courier",
        "Ada Orlo",
    )
    assert article.published
    assert article.text == f"{LEAD}\n\n{COST}"


def test_the_date_in_a_file_name_counts_last(site: MakeSite) -> None:
    files = {
        "2022-04-05-bridge.txt": BRIDGE,
        "notes_20220406.txt": f"Ferry\n\n7 April 2022\n\n{LEAD}\n\n{COST}",
    }

    found = {article.source: article for article in brief(site(files)).articles}

    assert str(found["2022-04-05-bridge.txt"].published) == "2022-04-05"
    assert dict(found["2022-04-05-bridge.txt"].origins)["date"] == "file name"
    assert str(found["notes_20220406.txt"].published) == "2022-04-07"
