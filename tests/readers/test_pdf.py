"""What stands on the pages of a PDF beside the article, and how its columns are told apart."""

from __future__ import annotations

from generator.readers import pdf

LEFT = ["The council of Veld approved", "a wall on Monday, and it is", "to cost nine million."]
RIGHT = ["Engineers begin to measure", "the sea bed in May, and the", "first stones in autumn."]


def test_columns_are_read_one_after_the_other() -> None:
    rows = [f"{left:<40}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]

    assert pdf._columns(rows) == ("\n".join(LEFT), "\n".join(RIGHT))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        f"The Veld Courier\n{line}\n{line} and so on.\n{number}"
        for number, line in enumerate([*LEFT, *RIGHT], start=1)
    ]

    assert list(pdf._without_running_lines(pages)) == [
        f"{line}\n{line} and so on." for line in [*LEFT, *RIGHT]
    ]
