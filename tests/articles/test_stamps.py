"""What runs into the first words of a paragraph: times, bylines, list marks and datelines."""

from __future__ import annotations

import pytest
from conftest import article_of, quotable_in

LEAD = (
    "The council of Veld approved a new harbour wall on Monday after nine hours of debate in the town hall."
)
COST = (
    "The wall will cost nine million crowns and keep the old quarter dry in winter, said the harbour board."
)


@pytest.mark.parametrize(
    "stamp",
    ["9:00 GMT ", "10.15am BST ", "15m ago ", "2 hours ago ", "Ada Orlo March 5, 2024 10:15 AM "],
)
def test_a_stamp_is_removed_from_the_sentence_it_runs_into(stamp: str) -> None:
    assert article_of(f"{stamp}{LEAD}\n\n{COST}").text == f"{LEAD}\n\n{COST}"


@pytest.mark.parametrize(
    "dateline",
    [
        "VELD — ", "KYIV (Reuters) — ", "VELD, March 5 (AP) — ", "NEW VELD and ALDERMOOR (March 5, 2024) — ", "VELD: ",
        "Veld | ", "Kyiv, Feb. 4 (UPI) -- ", "Reuters, Kyiv - ",
    ],
)  # fmt: skip
def test_a_dateline_is_set_apart_from_its_sentence(dateline: str) -> None:
    article = article_of(f"{dateline}{LEAD}\n\n{COST}")

    assert quotable_in(article.text)[0] == LEAD
    assert article.text.startswith(dateline.strip())


def test_a_name_with_a_colon_is_no_dateline() -> None:
    text = "Anna Lind: the council of Veld approved a new harbour wall on Monday after nine hours of debate."

    assert quotable_in(f"{text}\n\n{COST}")[0] == text


def test_numbers_of_a_list_are_not_part_of_its_sentences() -> None:
    assert article_of(f"1. {LEAD}\n\n2. {COST}").text == f"{LEAD}\n\n{COST}"


@pytest.mark.parametrize(
    "line",
    [
        "READ ALSO | Quillhaven wins the cup for the third time in a row.",
        ">> Ferry sinks off Aldermoor in heavy storm, nine people were rescued.",
        "Don’t miss: Our series on the harbours of the four islands starts on Monday.",
        "Download our app to receive alerts about the harbour of Veld and its ferries.",
        "About the author: Ada Orlo has reported from the four islands since 2011.",
        "The views expressed in this article are the author’s own.",
        "(From left) Anna Lind, Jon Orlo and Petra Holm sign the harbour agreement in Veld on Monday.",
        "Mayor Anna Lind speaks to reporters outside the town hall in Veld on Monday, March 4, 2024.",
        "A: The wall of Veld will be finished in September if the weather is good.",
    ],
)
def test_what_is_no_news_is_not_quotable(line: str) -> None:
    assert quotable_in(f"{LEAD}\n\n{line}\n\n{COST}") == [LEAD, COST]


def test_half_of_a_bracket_is_not_quotable() -> None:
    text = "Lind asked for a new wall (The old one is too low. When it breaks, boats sink) in a letter to the council."

    assert quotable_in(f"{text}\n\n{COST}") == [COST]


def test_foreign_names_do_not_make_a_short_text_foreign() -> None:
    text = "Ségolène Müller and Jürgen Østergård met Zbigniew Wójcik in Łódź. The talks ended late."

    assert article_of(text).language == "en"
