"""What sentences lean on: each example is a short text, and what its last sentence leans on."""

from __future__ import annotations

import random

import pytest
from conftest import article_of

from generator.standalone.mentions import MAX_MENTIONS
from generator.standalone.references import find_references


def on_of(*sentences: str, title: str = "", required: bool = True) -> dict[str, tuple[int, ...]]:
    """The words of the last sentence that lean on another → the sentences that any of would do."""
    return {
        lean.words: lean.antecedents
        for lean in find_references(sentences, title)[-1]
        if lean.required is required
    }


PORTS = "Grain may leave from three ports on the northern coast, Ines Corder said on Monday."
STORM = "A storm in Marn kept the boats in the harbour for a week."


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Ships are to sail in May, when the three ports reopen.",
            "the three ports",
        ),
        ("Ships began to queue outside the ports on Friday.", "the ports"),
        ("Growers in Veld said these ports were the best on the coast.", "these ports"),
        ("Growers say that Marn had hoped for such ports for years.", "such ports"),
    ],
)
def test_a_thing_leans_on_the_sentence_that_brings_it_in(sentence: str, words: str) -> None:
    assert on_of(PORTS, STORM, sentence)[words] == (1,)


def test_a_thing_may_lean_on_any_sentence_that_tells_of_it() -> None:
    again = "The ports of the coast have been shut since the spring."

    assert on_of(PORTS, again, "Growers in Veld waited for the ports to open.", required=False)[
        "the ports"
    ] == (
        1,
        2,
    )


def test_what_came_in_anew_is_meant_from_then_on() -> None:
    other = "Veld wants two ports of its own."

    assert on_of(PORTS, other, "Growers had waited for the ports.")["the ports"] == (2,)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ships left Marn the next year, Ines Corder said.", "the next year"),
        ("An investigation by the Marn Mirror this week found it was among the oldest on the coast.", "it"),
    ],
)
def test_what_only_another_sentence_tells(sentence: str, words: str) -> None:
    assert words in on_of("Three ships were lost in the spring.", STORM, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ships will leave Marn over the next year, Ines Corder said.",
        "In 2019 a ship left Marn, and the next year a second one did.",
        "A report on the port of Marn found it was among the oldest on the coast.",
    ],
)
def test_what_the_sentence_itself_tells_of_time_and_things(sentence: str) -> None:
    assert on_of("Three ships were lost in the spring.", STORM, sentence) == {}


def test_those_nations_are_some_that_were_named() -> None:
    assert on_of(STORM, "One aim is to have those nations dredge a port.", required=True) == {
        "those nations": (1,)
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Two ports reopened on Friday, and the ports were full by noon.",  # the sentence itself tells
        "Grain ships queued outside the biggest port of all.",  # singled out
        "Grain ships queued outside the Marn ports on Friday.",  # named
        "Grain ships queued outside the ports that Marn had dredged.",  # told by what follows
        "The government of Marn met on Friday to talk about the weather.",  # the only one
        "Each of Marn’s ports was shut, and traders lost a year’s income.",
        "This week, growers in Veld took their grain to Marn by road.",  # a date
    ],
)
def test_what_the_sentence_tells_leans_on_nothing(sentence: str) -> None:
    assert on_of(PORTS, sentence) == {}


def test_what_the_title_tells_leans_on_nothing() -> None:
    sentence = "Growers had waited for the ports, Corder said."

    assert set(on_of(PORTS, sentence)) == {"the ports", "Corder"}
    assert on_of(PORTS, sentence, title="Corder: three ports to open") == {}


def test_the_first_sentence_leans_on_nothing() -> None:
    assert find_references(["The three ports have been shut since the spring, Corder said."]) == ((),)


@pytest.mark.parametrize(
    "sentence",
    [
        "Corder said that grain would be cheap again.",
        "Traders did not believe Corder’s figures.",
        "“We will have bread,” Mrs Corder told traders.",
    ],
)
def test_a_surname_leans_on_the_whole_name(sentence: str) -> None:
    assert list(on_of(PORTS, STORM, sentence).values()) == [(1,)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Corder said that grain would be cheap again.",
        "Corder, a trader in Veld, said that grain would be cheap again.",
        "The minister Corder said that grain would be cheap again.",
        "Traders in Marn remember what Biden said of grain.",
    ],
)
def test_a_name_that_is_told_or_known_leans_on_nothing(sentence: str) -> None:
    assert "Corder" not in on_of(PORTS, "Joe Biden spoke of grain.", sentence)
    assert "Biden" not in on_of(PORTS, "Joe Biden spoke of grain.", sentence)


def test_a_place_is_no_surname() -> None:
    assert (
        on_of("Harbour Watch Veld counts ships.", STORM, "Few ships sail in Veld, but Veld has hopes.") == {}
    )


@pytest.mark.parametrize(
    "explained", ["The Harbour Council of Marn counts ships.", "The council of Marn (HCM) counts ships."]
)
def test_an_abbreviation_leans_on_what_it_stands_for(explained: str) -> None:
    assert on_of(explained, PORTS, "No ship has been lost in a year, HCM said.") == {"HCM": (1,)}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Photographs showed her on the quay in the rain.", "her"),
        ("In both, people queued for bread on Friday morning.", "both"),
        ("Growers found themselves in a similar plight on Friday.", "similar plight"),
        ("Traders hoped that grain would come from other ports.", "other ports"),
        ("Growers in Veld, however, had hoped for more than that.", "however"),
        ("Traders lost money on the same day.", "the same day"),
        ("Two months later, growers had bread again.", "months later"),
        ("By then growers had run out of bread.", "By then"),
        ("Two were found on a beach.", "Two"),
        ("Growers say it may snow.", "it"),
        ("Growers met the athlete on Friday.", "the athlete"),
    ],
)
def test_words_that_point_back_lean_on_the_sentence_before(sentence: str, words: str) -> None:
    assert words in on_of("Ines Corder swam from Marn to Oda.", STORM, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Corder said that she would swim home.",
        "In her first speech, Ines Corder spoke of bread.",
        "Both Marn and Veld are short of bread.",
        "Marn, Veld and other towns are short of bread.",
        "Prices in Marn are similar to those of last year.",
        "Oda voted on Friday, and the same day Veld had bread.",
        "It is said that bread is short.",
        "Growers say it is likely to snow.",
        "The two sides of the coast are both short of bread.",
    ],
)
def test_words_that_mean_what_stands_beside_them_lean_on_nothing(sentence: str) -> None:
    assert on_of("Storms are common.", sentence) == {}


def test_an_answer_leans_loosely_on_its_question() -> None:
    assert on_of("Can Marn be saved?", "Few people in Veld believe that.", required=False) == {"Few": (1,)}


def test_another_language_leans_on_nothing() -> None:
    assert find_references(["Ines Corder kam.", "Corder sah die drei Häfen."], code="de") == ((), ())


def test_only_what_may_be_quoted_is_asked() -> None:
    article = article_of(f"Bread for Veld\n\n{PORTS} It rained. Corder said that grain would be cheap.")

    assert [sentence.is_standalone for sentence in article.numbered] == [True, False, False]
    assert [len(sentence.references) for sentence in article.numbered] == [0, 0, 1]


def test_a_long_text_is_remembered_in_part() -> None:
    chance = random.Random(1)
    words = "harbour ports Corder this the said other it their".split()
    sentences = [" ".join(chance.choices(words, k=12)).capitalize() + "." for _ in range(300)]

    assert (
        max(len(lean.antecedents) for found in find_references(sentences) for lean in found) <= MAX_MENTIONS
    )


def test_a_sentence_that_the_next_one_takes_back_leans_on_it() -> None:
    told = [
        "The port of Veld reopened on Monday.",
        "Shipping lines promised more ferries by June.",
        "However, no ship has come so far.",
        "Traders wait.",
    ]

    on = find_references(told)

    assert [(lean.words, lean.antecedents, lean.required) for lean in on[1]] == [("However", (3,), False)]
    assert on[3] == ()


@pytest.mark.parametrize(
    "answer",
    [
        "But the harbour master denied it.",
        "The harbour master, however, said that it was open.",
        "The harbour master rejected the charge.",
    ],
)
def test_a_claim_and_its_answer_are_printed_both_or_neither(answer: str) -> None:
    claim = find_references([PORTS, "Growers claimed that Marn had shut its harbour.", answer])[1]
    assert [(lean.antecedents, lean.required) for lean in claim] == [((3,), True)]


def test_a_fact_that_is_narrowed_may_stand() -> None:
    fact = find_references([PORTS, "Marn opened its harbour in May.", "But few ships came."])[1]
    assert [lean.required for lean in fact] == [False]


def test_that_points_where_a_noun_ends_the_clause_and_joins_where_a_verb_follows() -> None:
    assert "that commitment" in on_of(PORTS, "Rains in Marn deepened that commitment, growers in Veld said.")
    assert not on_of(PORTS, "Growers in Veld said that grain was scarce.")


def test_a_text_that_begins_with_a_bare_surname_has_lost_its_head() -> None:
    opening = "Mr. Lind demanded in April that Marn open its harbour."
    assert [lean.required for lean in find_references([opening, PORTS])[0]] == [True]
    assert not find_references([opening, PORTS], title="Lind demands an open harbour")[0]


def firm_of(sentences: list[str], number: int) -> list[str]:
    """The words of one sentence that lean firmly on another."""
    return [each.words for each in find_references(sentences)[number - 1] if each.required]


def test_a_charge_leans_on_a_denial_that_comes_a_little_later() -> None:
    charge = "Veld accused the council of Marn of paying the pirates."
    aside = "Two ferries were sunk in the spring."

    assert firm_of([charge, aside, "Marn strongly denies it had any part in the raids."], 1) == ["denies"]
    assert firm_of(["Ferries were safe, Veld said.", aside, "Marn denies that rain will fall."], 1) == []


def test_a_first_sentence_with_a_deal_that_nothing_brings_in_has_lost_its_head() -> None:
    assert firm_of(["Lind, the mayor, described the deal as a beacon."], 1) == ["the deal"]
    assert firm_of(["Veld's offer was met with joy, and few doubt the deal."], 1) == []
    assert firm_of(["The deal between Veld and Marn was signed on Monday."], 1) == []


def test_the_latter_of_two_things_is_told_and_the_latter_course_is_not() -> None:
    first = "Veld could build a bridge or a tunnel."

    assert firm_of([first, "Bakers and traders hope for the latter course."], 2) == ["latter"]
    assert firm_of([first, "Of bread and salt, the latter is dear."], 2) == []


def test_these_nations_are_some_that_were_named_and_these_days_are_now() -> None:
    first = "Veld and Marn asked to join the league."

    assert firm_of([first, "Traders hope for these two nations."], 2) == ["these two nations"]
    assert firm_of([first, "Few ferries sail the strait these days."], 2) == []


def test_what_seems_unlikely_is_printed_with_that() -> None:
    on = find_references(["Veld would gain if Marn joined the league.", "That seems unlikely.", "Rain fell."])

    assert [(each.words, each.antecedents) for each in on[0]] == [("That seems unlikely", (2,))]


@pytest.mark.parametrize("answer", ["—", "”", ""])
def test_a_mark_behind_a_question_leans_on_nothing(answer: str) -> None:
    assert find_references(["Is the bridge of Veld safe?", answer])[1] == ()
