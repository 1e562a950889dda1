"""Which sentences stand alone: each example is a paragraph, and what may be quoted from it."""

from __future__ import annotations

import pytest
from conftest import article_of, quotable_in

from generator.models import RejectionReason
from generator.standalone.verdicts import judge_sentences

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
        "The scene spoke to the choice that growers face before the winter.",
        "Elsewhere, the council of Marn put off its own bridge.",
        "Meanwhile, the council of Marn put off its own bridge.",
        "The town has also bought a second fire engine this year.",
        "Following this, the owners of the ferry lowered their fares.",
        "Although, with help from the coast, the town could afford it.",
        "“He has been a friend of this town,” she said on Monday night.",
        "There, the council of Marn keeps its boats through the winter.",
        "So far it has paid for the work with loans from the coast.",
        "There’s a third way across the water that the town has not tried.",
        "Both sides in the dispute want the work to begin before winter.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_not_quoted(sentence: str) -> None:
    assert quotable_in(f"{OPENING} {sentence}") == [OPENING]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister promised that the coast would pay for the work.",
        "The prime minister promised that the coast would pay for the work.",
        "The deal came a day after the owners of the ferry left the hall.",
        "The latest attack was the third on the road to Marn this month.",
        "The attack on Friday was the third on the road to Marn this month.",
        "The company said on Tuesday that Veld would get a discount.",
        "The 34-year-old was last seen on the eastern bank of the river.",
        "The report, published on Monday, names four other towns on the coast.",
        "“The deal is the best that Veld could hope for,” Ines Corder said.",
    ],
)
def test_a_thing_that_only_the_sentence_before_names_is_not_quoted(sentence: str) -> None:
    assert quotable_in(f"{OPENING} {sentence}") == [OPENING]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister of water, Oda Lind, promised that the coast would pay.",
        "The prime minister, Oda Lind, promised that the coast would pay.",
        "The Westshire water minister promised that the coast would pay for it.",
        "The deal between Veld and Marn came a day after the vote.",
        "The attack on the road to Marn was the third this month.",
        "The missile strike on the road to Marn was the third this month.",
        "The contract signed by Veld on Friday names no price for the steel.",
        "The report, one of the first on bridges in the region, names four towns.",
        "The decision to build a second bridge divided the traders of Veld.",
        "The problem facing Veld is that steel has become too dear.",
        "The government has told Veld that steel will become dearer still.",
        "It is unclear how Veld will pay for the bridge that it wants.",
        "“We have waited for this bridge for years,” Ines Corder told the council.",
        "Marn, which has also asked for a bridge, will have to wait for years.",
    ],
)
def test_what_the_sentence_itself_tells_may_be_quoted(sentence: str) -> None:
    assert sentence in quotable_in(f"{OPENING} {sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "After the vote, he said that the bridge would be toll-free.",
        "In Marn, they have asked for a bridge of their own for years.",
        "On Monday, after the vote, she left the hall without a word.",
        "Last week he told the council that steel had become too dear.",
        "Speaking after the vote, he called the bridge a promise kept.",
        "In his speech, the mayor called the bridge a promise kept.",
        "The bridge of Veld would be toll-free for a year, she said.",
        "“The bridge of Veld will be toll-free for a year,” he added on Monday.",
        "“The bridge of Veld will be toll-free,” he said after Oda Lind had left.",
        "Oda Lind, he said, had left the hall before the vote was counted.",
        "In the harbour of Marn, he said, traders were still waiting for steel.",
        "While Veld had steel, what it lacked in money it found in friends, they said.",
        "“The bridge of Veld will be toll-free,” he told Oda Lind in the hall.",
        "“Traders of Veld will pay for a year at most,” the ministry said on Monday.",
        "Veld needed steel for a second bridge, the spokesman added.",
    ],
)
def test_a_pronoun_without_a_name_that_it_can_mean_is_not_quoted(sentence: str) -> None:
    assert quotable_in(f"{OPENING} {sentence}") == [OPENING]


@pytest.mark.parametrize(
    "sentence",
    [
        "After Ines Corder won the vote, she said that the bridge would be toll-free.",
        "In her speech on Monday, Ines Corder called the bridge a promise kept.",
        "Ines Corder said the bridge was “a promise kept”, and she thanked the council.",
        "On Friday in the town hall, Ines Corder said she was “hopeful” about the steel.",
        "“Traders will pay for a year at most,” the Westshire ministry said on Monday.",
        "Speaking after the vote, Ines Corder said she would open the bridge herself.",
        "A trader said “we have waited for years”, and he thanked the council.",
        "If people are to cross at night, they will need lamps on both banks.",
    ],
)
def test_a_pronoun_whose_name_is_in_the_sentence_may_be_quoted(sentence: str) -> None:
    assert sentence in quotable_in(f"{OPENING} {sentence}")


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
        ("The council has voted at last. Who will pay for the bridge in the end?", RejectionReason.QUESTION),
        ("The council named three reasons for its vote:", RejectionReason.LEAD_IN),
        ("A bridge, at last.", RejectionReason.FRAGMENT),
        ("and the ferry will go on until the bridge is finished.", RejectionReason.FRAGMENT),
        (" ".join(["word"] * 100).capitalize() + ".", RejectionReason.OVERLONG),
        ("“There is another way across the water for all of us.”", RejectionReason.BARE_QUOTATION),
        ("The mayor said: “The bridge is a promise that we kept.", RejectionReason.CUT_QUOTATION),
        ("A trader walks past the closed ferry in the harbour of Veld.", RejectionReason.CAPTION),
        ("Traders queue for the last ferry in the harbour of Veld (file photo).", RejectionReason.CAPTION),
        ("A rally in the harbour of Veld, in March.", RejectionReason.FRAGMENT),
        (
            "The 72-metre ferry Clara, linked to the trader Tom Hale, which left Veld on Monday.",
            RejectionReason.FRAGMENT,
        ),
        ("All of Veld is on the new bridge tonight 🎆 and so am I!", RejectionReason.POST),
        ("The plans of the bridge are shown at https://veld.example/bridge today.", RejectionReason.POST),
        ("This article was amended on Tuesday to correct the name of the mayor.", RejectionReason.NOTE),
        ("Correction: the bridge of Veld has six arches and not seven.", RejectionReason.NOTE),
        ("The mayor met the engineer, , in the hall of Veld before the vote.", RejectionReason.GAP),
        ("The mayor of Veld left before the vote was counted. “", RejectionReason.FRAGMENT),
        (
            "Ferry fares: why the town pays, as the old boats go out That is why the council has voted.",
            RejectionReason.FUSED,
        ),
    ],
)
def test_the_reason_for_not_quoting_is_named(text: str, why: RejectionReason) -> None:
    article = article_of(f"{OPENING}\n\n{text}\n\n{OPENING}")

    assert why in [sentence.rejection for sentence in article.numbered]


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


@pytest.mark.parametrize(
    "sentence",
    [
        "A wave of protests has reached the harbour of Veld this week.",
        "Traders in Veld walk further each year to sell their fish.",
        "Ines Corder, the mayor of Veld, opened the bridge on Monday.",
        "The steel, bought in Marn, reached Veld after the vote.",
        "The bridge of Veld cost four million and took six years.",
        "Veld and Marn share a river.",
    ],
)
def test_a_plain_statement_is_no_caption(sentence: str) -> None:
    assert sentence in quotable_in(f"{OPENING}\n\n{sentence}\n\nThe council of Marn met as well.")


def test_a_sentence_of_its_author_is_not_quoted() -> None:
    told = "Marn has opened its harbour, my colleague Ines Corder writes."
    war = "Marn rebuilt the harbour after World War I, Ines Corder said."
    assert [verdict is None for verdict in next(judge_sentences([[told, war]]))] == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rise came in spite of the frost in the harbour of Veld.",
        "Ines Lind, the head of the institute for trade in Veld, agreed.",
        "One was to show the traders of Veld that the council had not forgotten them.",
    ],
)
def test_what_rose_who_was_agreed_with_and_one_of_what_stand_in_the_sentence_before(sentence: str) -> None:
    first = "Traders in Veld gathered at the harbour on Monday."

    assert list(judge_sentences([[first, sentence]])) == [(None, RejectionReason.DANGLING)]
