"""Which sentences stand alone: each example is a paragraph, and what may be quoted from it."""

from __future__ import annotations

import pytest
from conftest import article_of, quotable_in

from generator.models import Unquotable

OPENING = "The council of Veld voted for a second bridge on Monday."


@pytest.mark.parametrize(
    "sentence",
    [
        "It will cost four million and take six years to build.",
        "However, the fishing quarter had asked for a ferry instead.",
        "Their moves are intended to please the fishing quarter.",
        "That includes the right of every boat to pass beneath.",
        "This infuriated the owners of the only ferry in town.",
        "In response, the owners of the ferry lowered their fares.",
        "The move is due to concern that the first bridge may fail.",
        "Elsewhere, the council of Marn put off its own bridge.",
        "Meanwhile, the council of Marn put off its own bridge.",
        "The town has also bought a second fire engine this year.",
        "Following this, the owners of the ferry lowered their fares.",
        "Although, with help from the coast, the town could afford it.",
        "“He has been a friend of this town,” she said on Monday night.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_not_quoted(sentence: str) -> None:
    assert quotable_in(f"{OPENING} {sentence}") == [OPENING]


@pytest.mark.parametrize(
    "sentence",
    [
        "This week the council of Veld will sign the contract for the bridge.",
        "Although the ferry is cheap, most traders of Veld prefer a bridge.",
        "There is every need for the town and the coast to agree on tolls.",
        "Traders told the council that Marn was also planning a bridge of its own.",
        "“The bridge is a promise kept,” the mayor of Veld, Ines Corder, said on Monday.",
        "Speaking to her deputy, the mayor of Veld promised a toll-free year.",
    ],
)
def test_a_sentence_that_stands_alone_is_quoted(sentence: str) -> None:
    assert sentence in quotable_in(f"{OPENING} {sentence}")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The council has voted at last. Who will pay for the bridge in the end?", Unquotable.QUESTION),
        ("The council named three reasons for its vote:", Unquotable.LEAD_IN),
        ("A bridge, at last.", Unquotable.FRAGMENT),
        ("and the ferry will go on until the bridge is finished.", Unquotable.FRAGMENT),
        (" ".join(["word"] * 100).capitalize() + ".", Unquotable.OVERLONG),
        ("“There is another way across the water for all of us.”", Unquotable.BARE_QUOTATION),
        ("The mayor said: “The bridge is a promise that we kept.", Unquotable.CUT_QUOTATION),
        (
            "Ferry fares: why the town pays, as the old boats go out That is why the council has voted.",
            Unquotable.FUSED,
        ),
    ],
)
def test_the_reason_for_not_quoting_is_named(text: str, why: Unquotable) -> None:
    article = article_of(f"{OPENING}\n\n{text}\n\n{OPENING}")

    assert why in [sentence.unquotable for sentence in article.numbered]


def test_a_quotation_over_several_paragraphs_is_not_quoted_without_its_speaker() -> None:
    text = (
        "The mayor said: “When the town was founded, it had one bridge. The town remains proud of that bridge.\n"
        "“What we need is a second one for the fishing quarter. The council must draw a line on the map.\n"
        "“The fishing quarter deserves no less from all of us.”\n"
        "The owners of the ferry left the hall before the vote was counted."
    )

    assert quotable_in(text) == ["The owners of the ferry left the hall before the vote was counted."]


def test_a_quotation_opened_with_one_kind_of_mark_may_be_closed_with_another() -> None:
    text = '"The bridge is safe. But we will watch it,” the engineer Oda Lind said. The traders of Veld were pleased.'

    assert quotable_in(text) == ["The traders of Veld were pleased."]


def test_names_that_hold_a_capital_article_are_not_taken_for_a_fused_headline() -> None:
    sentence = "Envoys met in The Hague and read The Mirror of Veld aloud to the court."

    assert quotable_in(sentence) == [sentence]
