"""Lines that a program broke, and words that it divided."""

from __future__ import annotations

import pytest

from generator.readers import lines


def folded(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in lines.split(text))


@pytest.mark.parametrize(
    "short",
    [
        "The deal was signed in the old town hall of Veld on Monday by Mr.\nOrlo, who leads the board.",
        "The mayor called the new harbour wall of Veld “a shield for us all”\nand thanked the crews.",
    ],
)
def test_a_paragraph_of_two_lines_is_one_where_a_program_broke_the_rest(short: str) -> None:
    long = "The ferry to the islands of Arn and Marn will sail every day from May\n" * 4

    assert folded(f"{long}\n{short}")[-1] == " ".join(short.split())


def test_a_longer_line_with_an_address_does_not_keep_the_others_apart() -> None:
    line = "The ferry to the islands of Arn and Marn will sail every day from May"

    found = folded(
        f"{line}\n{line}\n{line}\non.\nhttps://veld.example/{'x' * 130}\n\n{line}\n{line}\nto June."
    )

    assert found[0].endswith("from May on.")
    assert found[1].startswith("https://")
    assert found[2].endswith("to June.")


def test_lines_of_130_characters_are_joined() -> None:
    text = (
        "The council of Veld approved a new harbour wall on Monday after nine hours of debate in the hall. It costs "
        "nine"
    )

    assert folded(f"{text}\n{text}\n{text}\n{text}\nmillion.") == (" ".join([text] * 4) + " million.",)


def test_a_paragraph_a_line_stays_one() -> None:
    text = "The council of Veld approved a new wall.\nIt costs nine million.\nFerries sail daily."

    assert folded(text) == tuple(text.split("\n"))


def test_a_date_or_byline_below_a_headline_is_a_line_of_its_own() -> None:
    assert folded("Ferry to Arn sails again\n5 April 2022") == ("Ferry to Arn sails again", "5 April 2022")
    assert folded("Ferry to Arn sails again\nBy Ada Orlo") == ("Ferry to Arn sails again", "By Ada Orlo")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the engi-\nneer from Veld", "the engineer from Veld"),
        ("a well-known man, a well-\nknown board", "a well-known man, a well-known board"),
        ("he went with-\nin, and in with it", "he went within, and in with it"),
        ("a crew member of the crew-\nmember list", "a crew member of the crew-\nmember list"),
        ("the Baltic-\nAtlantic line", "the Baltic-Atlantic line"),
    ],
)
def test_a_word_divided_at_the_end_of_a_line_is_joined_unless_its_hyphen_is_in_doubt(
    text: str, found: str
) -> None:
    assert lines.join_words(text) == found


def test_cells_of_a_table_are_not_joined_with_the_prose_beside_them() -> None:
    prose = "The council of Veld approved a new harbour wall on Monday, said the board."

    assert folded(f"{prose}\nIsland\nVotes\nVeld\n41\n{prose}") == (
        prose,
        "Island",
        "Votes",
        "Veld",
        "41",
        prose,
    )
