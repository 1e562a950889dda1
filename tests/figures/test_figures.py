"""Figures: which numbers are quantities, which of them are for the same thing, and how differences are shown."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from conftest import BRIDGE, PROJECT, MakeSite, article_of
from hypothesis import given, settings
from hypothesis import strategies as some

from generator import feeds, figures, pages
from generator.build import brief, build
from generator.cli.explain import explain_lines
from generator.config import Settings, read
from generator.errors import VerificationError
from generator.figures import numbers
from generator.models import Article, Briefing, Difference, Quantity
from generator.pages import discrepancies
from generator.safety.verification import verify

TROOP_REPORTS = {
    "low.txt": "Norland has massed 100,000 troops on the Ukrainian border, its neighbours said. Nobody expects a war.",
    "middle.txt": "Norland has gathered at least 1,30,000 soldiers along the Ukrainian border by now. Talks go on.",
    "high.txt": (
        "Norland has deployed nearly 150,000 soldiers near the border of Ukraine. Its envoy denied any plan."
    ),
}
TODAY = date(2022, 3, 10)


def english(text: str, source: str = "note.txt", published: date | None = None) -> Article:
    return replace(article_of(text, source), language="en", published=published)


def quantities(text: str) -> tuple[Quantity, ...]:
    return figures.find_quantities(english(text))


def differences_between(*texts: str, dated: bool = True) -> tuple[Difference, ...]:
    """The differences between articles of these texts, published a day apart each."""
    articles = [
        english(text, f"note-{index}.txt", TODAY + timedelta(days=index) if dated else None)
        for index, text in enumerate(texts)
    ]
    return figures.find_discrepancies((article, figures.find_quantities(article)) for article in articles)


# --- numbers -----------------------------------------------------------------------------------------------

FORMS = [
    ("150,000 troops", "150,000", 150_000, None, None),
    ("1,30,000 troops", "1,30,000", 130_000, None, None),
    ("12,34,567 voters", "12,34,567", 1_234_567, None, None),
    ("1.5 million people", "1.5 million", 1_500_000, None, None),
    ("1.5m people", "1.5m", 1_500_000, None, None),
    ("20m tonnes of grain", "20m", 20_000_000, None, None),
    ("3.2 lakh farmers", "3.2 lakh", 320_000, None, None),
    ("two million refugees", "two million", 2_000_000, None, None),
    ("two and a half million people", "two and a half million", 2_500_000, None, None),
    ("half a million residents", "half a million", 500_000, None, None),
    ("a million immigrants", "a million", 1_000_000, None, None),
    ("one hundred and fifty thousand people", "one hundred and fifty thousand", 150_000, None, None),
    ("three hundred people", "three hundred", 300, None, None),
    ("fourteen soldiers", "fourteen", 14, None, None),
    ("Seventy-one people", "Seventy-one", 71, None, None),
    ("150\u00a0000 people", "150\u00a0000", 150_000, None, None),
    ("150\u202f000 people", "150\u202f000", 150_000, None, None),
    ("4,000.5 tonnes of sand", "4,000.5", 4_000.5, None, None),
    ("12 boats", "12", 12, None, None),
    ("killing 23 people", "23", 23, None, None),
    ("On Thursday 15 people died", "15", 15, None, None),
    ("at least 23 people", "23", 23, "at least", None),
    ("more than 100 people", "100", 100, "more than", None),
    ("up to 300 boats", "300", 300, "up to", None),
    ("some 350 men", "350", 350, "some", None),
    ("Some 350 men", "350", 350, "Some", None),
    ("about 40 boats", "40", 40, "about", None),
    ("around 40 boats", "40", 40, "around", None),
    ("nearly 40 boats", "40", 40, "nearly", None),
    ("almost 40 boats", "40", 40, "almost", None),
    ("over 40 boats", "40", 40, "over", None),
    ("roughly 40 boats", "40", 40, "roughly", None),
    ("as many as 40 boats", "40", 40, "as many as", None),
    ("fewer than 40 boats", "40", 40, "fewer than", None),
    ("less than 40 boats", "40", 40, "less than", None),
    ("no fewer than 40 boats", "40", 40, "no fewer than", None),
    ("an estimated 40 boats", "40", 40, "an estimated", None),
    ("close to 40 boats", "40", 40, "close to", None),
    ("€4.1bn in loans", "€4.1bn", 4.1e9, None, "euros"),
    ("$300m in aid", "$300m", 3e8, None, "US dollars"),
    ("US$5 million", "US$5 million", 5e6, None, "US dollars"),
    ("C$5 million", "C$5 million", 5e6, None, "Canadian dollars"),
    ("£3,850 bills", "£3,850", 3850, None, "pounds"),
    ("Rs 500 crore", "Rs 500 crore", 5e9, None, "rupees"),
    ("₹500", "₹500", 500, None, "rupees"),
    ("9.7 billion euros", "9.7 billion euros", 9.7e9, None, "euros"),
    ("a 2 billion-euro credit", "2 billion-euro", 2e9, None, "euros"),
    ("21.1 billion rubles", "21.1 billion rubles", 2.11e10, None, "roubles"),
    ("a 1m rouble fine", "1m rouble", 1e6, None, "roubles"),
    ("more than $8bn in aid", "$8bn", 8e9, "more than", "US dollars"),
    ("forty dollars", "forty dollars", 40, None, "US dollars"),
    ("15% of its gas", "15%", 15, None, "per cent"),
    ("15 percent of its gas", "15 percent", 15, None, "per cent"),
    ("15 per cent of its gas", "15 per cent", 15, None, "per cent"),
    ("fifteen per cent", "fifteen per cent", 15, None, "per cent"),
    ("just 20 percent of capacity", "20 percent", 20, "just", "per cent"),
    ("0.4 percent", "0.4 percent", 0.4, None, "per cent"),
    ("1.5 percentage points", "1.5 percentage points", 1.5, None, "percentage points"),
    ("in 2021 some 350 boats", "350", 350, "some", None),
    ("2,014 boats", "2,014", 2014, None, None),
    ("1,000 more troops", "1,000", 1000, None, None),
    ("the 27 boats", "27", 27, None, None),
]


@pytest.mark.parametrize(("text", "printed", "value", "hedge", "unit"), FORMS, ids=[row[0] for row in FORMS])
def test_a_number_is_read_in_the_form_it_is_printed_in(
    text: str, printed: str, value: float, hedge: str | None, unit: str | None
) -> None:
    (number,) = numbers.find(text)

    assert (text[number.start : number.end], number.value) == (printed, value)
    assert (number.hedge, number.unit, number.upper) == (hedge, unit, None)


@pytest.mark.parametrize(
    ("text", "printed", "value", "upper"),
    [
        ("between 100,000 and 150,000 troops", "100,000 and 150,000", 100_000, 150_000),
        ("between 900,000 and 1.6 million people", "900,000 and 1.6 million", 900_000, 1_600_000),
        ("3-4% growth", "3-4%", 3, 4),
        ("10 to 15 percent", "10 to 15 percent", 10, 15),
        ("six or seven thousand boxes", "six or seven thousand", 6_000, 7_000),
        ("$10-12bn", "$10-12bn", 10e9, 12e9),
    ],
)
def test_a_range_is_one_number_with_two_ends(text: str, printed: str, value: float, upper: float) -> None:
    (number,) = numbers.find(text)

    assert (text[number.start : number.end], number.value, number.upper) == (printed, value, upper)


@pytest.mark.parametrize(
    "text",
    [
        "dozens of soldiers",
        "two dozen soldiers",
        "hundreds of soldiers",
        "tens of thousands of people",
        "several hundred soldiers",
        "a hundred times",
        "In 2014 there was peace",
        "the 2015 film",
        "the late 1980s",
        "on 24 February",
        "on Feb. 24 in the evening",
        "on 3 March 2022",
        "at 8am, at 8.30am, at 4 a.m. and at 11:00",
        "day 12 of the war",
        "Ines Corder, 43, said so",
        "a 43-year-old man",
        "at the age of 40",
        "aged 43 and tired",
        "in his 40s",
        "a Type 45 destroyer",
        "T-72 tanks, F-16 jets and S-400 launchers",
        "a Boeing 737 and flight MH17",
        "the G7, MI6 and the M50, open 24/7",
        "Covid-19 and Nord Stream 1",
        "won 3-1 and voted 95-1 in support",
        "Article 5, Resolution 2623 and section 1",
        "No. 120 and number 12",
        "the Group of 20",
        "call +44 20 7946 0018",
        "10 Downing Street",
        "a 10-day pause and a 760-mile pipe",
        "a nine-year term",
        "two-thirds of the vote",
        "1 in 5 people",
        "five of the six bridges",
        "one of only 11 senators",
        "535p per therm",
        "the 23rd time",
        "from 55% to about 35% of its demand",
        "the Three Gorges",
    ],
)
def test_years_dates_ages_and_labels_are_no_quantities(text: str) -> None:
    assert [text[number.start : number.end] for number in numbers.find(text)] == []


# --- what is counted ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "noun", "category", "event"),
    [
        ("Norland has massed 100,000 troops on the border.", "troops", "troops", "massed"),
        ("Norland has 100,000 soldiers on the border.", "soldiers", "troops", "massed"),
        ("Norland put 1,200 servicemen on alert on Monday.", "servicemen", "troops", "alerted"),
        ("Norland sent 350 Royal Marine personnel to Veld.", "personnel", "troops", "sent"),
        ("Shells killed at least 23 people in Dravik.", "people", "people", "killed"),
        ("At least 23 people were killed in Dravik.", "people", "people", "killed"),
        ("The attack left 25 people dead in Dravik.", "people", "people", "killed"),
        ("The death toll in Dravik has risen to 41.", "people", "people", "killed"),
        ("The shells in Dravik wounded 140 others.", "others", "people", "wounded"),
        ("More than three million people have fled Veld.", "people", "refugees", "fled"),
        ("More than three million refugees have fled Veld.", "refugees", "refugees", "fled"),
        ("The blast killed 50 captured fighters in the camp.", "fighters", "prisoners", "killed"),
        ("Some 400 asylum seekers have fled Veld.", "asylum seekers", "refugees", "fled"),
    ],
)
def test_a_quantity_has_its_noun_and_the_event_that_applies_to_it(
    sentence: str, noun: str, category: str, event: str
) -> None:
    (quantity,) = quantities(sentence)

    assert (quantity.noun, quantity.category, quantity.event) == (noun, category, event)


def test_two_numbers_of_a_sentence_each_have_their_own_event() -> None:
    killed, wounded = quantities("Shells killed four people and wounded seven in Dravik on Monday.")

    assert (killed.value, killed.event, wounded.value, wounded.event) == (4, "killed", 7, "wounded")


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor walked for 12 miles in three hours.",
        "A 65m yacht lay in the port of Veld.",
        "The council met one week before the vote.",
        "The two ministers met in Veld on Monday.",
        "It was the first of seven missions that spring.",
    ],
)
def test_measures_and_counts_of_particular_things_are_no_quantities(sentence: str) -> None:
    assert quantities(f"{sentence} Traders of Veld wait for the ferry.") == ()


def test_a_mass_counts_the_noun_after_its_unit() -> None:
    (quantity,) = quantities("More than 20 million tons of grain are stuck in the ports of Veld.")

    assert (quantity.unit, quantity.category) == ("tonnes", "grain")


def test_the_name_of_a_leader_counts_as_the_country() -> None:
    *_, quantity = quantities(
        "Ukrainian President Ilya Marenko spoke on Monday. Marenko has massed 9,000 troops at the border of the east."
    )

    assert "Ukraine" in quantity.names


def test_an_article_in_another_language_has_no_figures() -> None:
    article = replace(english("Norland has massed 100,000 troops on the border."), language="de")

    assert figures.find_quantities(article) == ()


def test_an_overlong_sentence_has_no_quantities() -> None:
    article = english(
        "Norland counted "
        + " and ".join(f"{n},000 troops" for n in range(10, 400))
        + " there.\n\nTraders of Veld wait for the ferry."
    )

    assert figures.find_quantities(article) == ()


def test_a_number_too_large_for_news_is_left_out() -> None:
    assert list(numbers.find("9" * 400 + " boats")) == []


# --- which figures are for the same thing -------------------------------------------------------------------

TROOPS = "Norland has massed 100,000 troops on the Ukrainian border."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TROOPS, "At least 130,000 Norland soldiers are massed on the border of Ukraine."),
        (TROOPS, "Norland has gathered 1,30,000 troops along parts of the Ukrainian border."),
        (
            "Russia has massed more than 100,000 troops near Ukraine, officials said.",
            "An estimated 130,000 Russian soldiers are near Ukraine's borders, the White House said.",
        ),
        (
            "More than 3 million refugees have fled Ukraine, the UN said.",
            "About 2.5 million people have fled Ukraine, the UN refugee agency said.",
        ),
        (
            "Shells killed 12 people at a market in Dravik on Monday, rescue workers said.",
            "Fifteen people were killed by shells at a market in Dravik, according to rescue workers.",
        ),
        (
            "Around 20 million tons of grain are stuck in Ukrainian ports, the UN said.",
            "More than 25 million tonnes of grain are trapped in the ports of Ukraine, Kyiv said.",
        ),
        (
            "Ukraine said that 15,000 Russian soldiers had been killed.",
            "Nato estimates that about 7,000 Russian troops have been killed in Ukraine.",
        ),
    ],
)
@pytest.mark.parametrize("dated", [True, False])
def test_figures_for_the_same_thing_differ(one: str, other: str, dated: bool) -> None:
    (difference,) = differences_between(one, other, dated=dated)

    assert len(difference.figures) == 2
    assert difference.figures[0].value < difference.figures[1].value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TROOPS, "Britain has put 1,000 more troops on alert."),
        (TROOPS, "Britain sent 35,000 troops to Poland."),
        (TROOPS, "Norland could move 175,000 troops to the Ukrainian border."),
        (TROOPS, "Norland had 40,000 troops on the Ukrainian border in 2014."),
        (TROOPS, "Norland has massed another 40,000 troops on the Ukrainian border."),
        (TROOPS, "Norland has massed nearly 100,000 troops on the Ukrainian border."),
        (TROOPS, "Norland has massed about 105,000 troops on the Ukrainian border."),
        (TROOPS, "Norland has massed between 120,000 and 150,000 troops on the Ukrainian border."),
        (TROOPS, "Norland has massed 100,000 troops on the Polish border."),
        (TROOPS, "Norland has massed 600 troops on the Ukrainian border."),
        (TROOPS, "Norland has massed 300 tanks on the Ukrainian border."),
        ("Shells in Dravik killed 6 people on Monday.", "Shells in Mirna killed 9 people on Monday."),
        ("Shells in Dravik killed 6 people on Monday.", "Shells in Dravik killed 9 people on Wednesday."),
        ("Shells in Dravik killed 12 people.", "Shells in Dravik wounded 30 people."),
        ("Shells in Dravik killed 12 people.", "Shells in Dravik killed three children."),
        ("Inflation in Turkey rose to 61 percent.", "Interest rates in Turkey rose to 14 percent."),
        ("Germany gets 55% of its gas from Russia.", "Italy gets 40% of its gas from Russia."),
        ("A loaf in Veld rose to 2 euros.", "A litre of milk in Veld rose to 3 euros."),
        ("Ines Corder, 43, opened the bridge of Veld.", "Ines Corder, 61, closed the bridge of Veld."),
        (
            "Ukraine said that 5,000 Russian soldiers had been killed.",
            "Russia said that 1,300 Ukrainian soldiers had been killed.",
        ),
        (
            "Poland has taken in 1.5 million refugees from Ukraine.",
            "Germany has taken in 300,000 refugees from Ukraine.",
        ),
        (
            "The US has promised $800 million in military aid to Ukraine.",
            "The US has promised an additional $300 million in military aid to Ukraine.",
        ),
    ],
)
@pytest.mark.parametrize("dated", [True, False])
def test_figures_that_agree_or_are_for_different_things_are_no_difference(
    one: str, other: str, dated: bool
) -> None:
    assert differences_between(one, other, dated=dated) == ()


def test_reports_more_than_a_week_apart_are_not_compared() -> None:
    early = english(TROOPS, "early.txt", TODAY)
    later = english("Norland has massed 130,000 troops on the Ukrainian border.", "later.txt")

    def difference_count(days: int) -> int:
        dated = replace(later, published=TODAY + timedelta(days=days))
        return len(
            figures.find_discrepancies(
                (article, figures.find_quantities(article)) for article in (early, dated)
            )
        )

    assert (difference_count(7), difference_count(8)) == (1, 0)


def test_a_total_that_grows_is_compared_within_two_days() -> None:
    early = english("More than 3 million people have fled Ukraine since the invasion.", "early.txt", TODAY)
    later = english("More than 4 million people have fled Ukraine since the invasion.", "later.txt")

    def difference_count(days: int) -> int:
        dated = replace(later, published=TODAY + timedelta(days=days))
        return len(
            figures.find_discrepancies(
                (article, figures.find_quantities(article)) for article in (early, dated)
            )
        )

    assert (difference_count(2), difference_count(3)) == (1, 0)


def test_an_article_with_several_values_for_one_thing_is_left_out() -> None:
    changing = f"{TROOPS} Later Norland massed 160,000 troops on the Ukrainian border."

    assert differences_between(changing, "Norland has massed 130,000 troops on the Ukrainian border.") == ()


def test_of_two_statements_of_a_value_the_one_without_a_hedge_is_shown() -> None:
    twice = f"Norland has massed over 100,000 troops on the Ukrainian border. {TROOPS}"

    (difference,) = differences_between(twice, "Norland has massed 130,000 troops on the Ukrainian border.")

    assert [figure.hedge for figure in difference.figures] == [None, None]


def test_a_sentence_that_may_not_stand_alone_is_not_shown() -> None:
    dependent = (
        "A council met in Veld. However, it said Norland has massed 130,000 troops on the Ukrainian border."
    )

    assert differences_between(TROOPS, dependent) == ()


def test_a_site_adds_its_own_words_for_what_is_counted() -> None:
    texts = (
        "The storm off Port Salma killed 41 sailors, rescue workers said on Monday.",
        "The storm off Port Salma killed 52 seafarers, rescue workers said on Monday.",
    )
    articles = [english(text, f"{index}.txt", TODAY) for index, text in enumerate(texts)]

    def difference_count(synonyms: figures.Synonyms) -> int:
        return len(
            figures.find_discrepancies(
                (article, figures.find_quantities(article, synonyms)) for article in articles
            )
        )

    assert (difference_count(()), difference_count((("sailors", ("seafarers", "seamen")),))) == (0, 1)


# --- properties --------------------------------------------------------------------------------------------

COUNTED = some.builds(
    "{} {} {} {} {}.".format,
    some.sampled_from(
        ["Norland has massed", "Shells killed", "Police arrested", "The UN promised", "At noon,"]
    ),
    some.sampled_from(["", "at least", "about", "nearly", "another"]),
    some.one_of(
        some.integers(1, 2_000_000).map("{:,}".format),
        some.sampled_from(["$4bn", "3-4%", "two million", "1,30,000", "half a million", "2022"]),
    ),
    some.sampled_from(["troops", "soldiers", "people", "tons of grain", "protesters", "in aid", ""]),
    some.sampled_from(["on the Ukrainian border", "in Dravik on Monday", "in the port of Mirna", ""]),
)
TEXTS = some.lists(COUNTED, min_size=1, max_size=4).map(" ".join)


ANYTHING = some.text(some.characters(categories=("L", "N", "P", "S", "Zs")), max_size=200)


@settings(deadline=None)
@given(some.one_of(TEXTS, ANYTHING))
def test_a_figure_is_a_span_of_its_sentence(text: str) -> None:
    article = english(f"Traders of Veld wait for the ferry.\n\n{text}")

    for quantity in figures.find_quantities(article):
        assert quantity.extract.start <= quantity.start < quantity.end <= quantity.extract.end
        assert article.text[quantity.start : quantity.end].strip()


@settings(deadline=None)
@given(some.lists(TEXTS, min_size=2, max_size=5), some.randoms())
def test_the_order_of_articles_changes_nothing(texts: Sequence[str], random: Any) -> None:
    articles = [
        english(f"Traders of Veld wait for the ferry.\n\n{text}", f"{index}.txt", TODAY)
        for index, text in enumerate(texts)
    ]
    analysed = [(article, figures.find_quantities(article)) for article in articles]
    shuffled = analysed[:]
    random.shuffle(shuffled)

    assert figures.find_discrepancies(analysed) == figures.find_discrepancies(shuffled)


def test_a_summary_does_not_depend_on_articles_with_other_figures(site: MakeSite) -> None:
    alone = brief(site({"low.txt": TROOP_REPORTS["low.txt"]}))
    together = brief(site(TROOP_REPORTS))

    assert alone.differences == ()
    (difference,) = together.differences
    assert "low" in {figure.extract.article for figure in difference.figures}
    assert together.summaries["low"] == alone.summaries["low"]


# --- places, and the subject of a difference ----------------------------------------------------------------


def test_a_sentence_that_names_its_region_takes_no_town_from_the_sentence_before() -> None:
    (quantity,) = quantities(
        "Shells fell on Dravik at noon.\n\nThe governor of the Velden region said nine civilians died."
    )

    assert quantity.places == ("Velden region",)


def test_a_sentence_without_a_place_takes_that_of_the_sentence_before() -> None:
    (quantity,) = quantities(
        "Shells fell on the town, in Dravik, at noon.\n\nThe doctors said nine civilians died."
    )

    assert quantity.places == ("Dravik",)


ONE_DEAD = (
    "A shell struck a house in the port city of Dravik, where at least one civilian died, doctors said."
)
TWO_DEAD = "Two civilians died when a shell struck a house in the port city of Dravik, doctors said."


def test_casualties_of_a_region_are_not_compared_with_those_of_a_town() -> None:
    elsewhere = (
        "Shells fell on a house in the port city of Dravik.\n\n"
        "The governor of the Velden region, whose doctors struck, said two civilians died."
    )

    assert differences_between(ONE_DEAD, elsewhere) == ()


def test_different_regions_are_different_places() -> None:
    one = "A flood killed 2,000 people in villages of the Velden region in Norland on Monday, rescuers said."
    other = "A flood killed 3,000 people in villages of the Harn region in Norland on Monday, rescuers said."

    assert differences_between(one, other) == ()
    assert len(differences_between(one, other.replace("Harn", "Velden"))) == 1


def test_the_subject_of_a_difference_has_each_noun_once() -> None:
    (difference,) = differences_between(ONE_DEAD, TWO_DEAD)

    assert difference.subject == "civilians killed"
    assert [figure.subject for figure in difference.figures] == ["civilian", "civilians"]


def test_a_mass_is_shown_with_its_unit() -> None:
    (difference,) = differences_between(
        "More than 20 million tons of grain are stuck in the port of Dravik, the traders of Norland said.",
        "In the port of Dravik 22 million tonnes of grain are stuck, the traders of Norland said.",
    )

    assert difference.subject == "tonnes of grain"
    assert [figure.subject for figure in difference.figures] == ["tons of grain", "tonnes of grain"]


# --- the pages ---------------------------------------------------------------------------------------------

ABOUT_TROOPS = {
    "military": {"title": "Military", "terms": ["troops", "soldiers"]},
    "talks": {"title": "Talks", "terms": ["talks", "envoy", "war"]},
}


@pytest.fixture
def troop_site(site: MakeSite) -> Settings:
    return site({**TROOP_REPORTS, "bridge.txt": BRIDGE}, themes=ABOUT_TROOPS)


def page(settings: Settings, path: str) -> str:
    return next(page.text for page in pages.render(brief(settings), settings.templates) if page.path == path)


def test_the_front_page_shows_each_account_lowest_first(troop_site: Settings) -> None:
    shown = page(troop_site, "index.md").split("## Where accounts differ")[1].split("\n## ")[0]

    assert re.findall(r'<p class="b-num">(.*?) <span>(.*?)</span></p>', shown) == [
        ("100,000", "troops"),
        ("1,30,000", "soldiers, with “at least”"),
        ("150,000", "soldiers, with “nearly”"),
    ]
    assert "From 100,000 to 150,000 in three articles." in shown
    assert "Printed as 1,30,000; compared as 130,000." in shown
    assert 'role="img" aria-label="130,000 on a scale from 0 to 150,000"' in shown
    assert "contradict" not in shown
    assert "average" not in shown


def test_a_number_that_anybody_can_read_is_not_explained(site: MakeSite) -> None:
    settings = site({"one.txt": ONE_DEAD, "two.txt": f"{TWO_DEAD} Doctors of the port said so at noon."})

    shown = page(settings, "index.md")

    assert shown.count('class="b-num"') == 2
    assert "compared as" not in shown


def test_a_theme_shows_differences_whose_sentences_have_its_terms(troop_site: Settings) -> None:
    assert page(troop_site, "themes/military.md").count('class="b-differ"') == 1
    assert 'class="b-differ"' not in page(troop_site, "themes/talks.md")


def test_an_article_with_a_figure_that_differs_says_so_and_leads_back(troop_site: Settings) -> None:
    article = page(troop_site, "articles/low.md")

    assert 'href="../../labels/#figures-differ">figures differ</a>' in article
    assert '<a href="../../#where-accounts-differ">Figures differ</a>' in article
    assert "figures differ" not in page(troop_site, "articles/bridge.md")


def test_a_site_without_differences_says_that_none_were_found(site: MakeSite) -> None:
    assert "No two articles were found to give different figures" in page(
        site({"bridge.txt": BRIDGE}), "index.md"
    )


def test_a_printed_figure_that_no_article_prints_stops_the_build(troop_site: Settings) -> None:
    briefing = brief(troop_site)
    rendered = [
        replace(each, text=each.text.replace('<p class="b-num">1,30,000', '<p class="b-num">1,40,000'))
        for each in pages.render(briefing, troop_site.templates)
    ]

    with pytest.raises(VerificationError, match='a figure is printed as "1,40,000"; expected was "1,30,000"'):
        verify(briefing, rendered)


def test_a_figure_outside_its_sentence_stops_the_build(troop_site: Settings) -> None:
    briefing = brief(troop_site)
    (difference,) = briefing.differences
    moved = replace(difference.figures[0], start=0, end=10_000)
    forged = replace(briefing, differences=(replace(difference, figures=(moved, *difference.figures[1:])),))

    with pytest.raises(VerificationError, match="does not stand in its sentence"):
        verify(forged, ())


def test_figures_are_data_as_the_schema_says(troop_site: Settings) -> None:
    build(troop_site)
    data = json.loads((troop_site.docs / "briefing.json").read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator(feeds.schema()).validate(data)
    (difference,) = data["figures"]
    assert (difference["subject"], difference["unit"]) == ("troops, soldiers", "troops")
    assert [(each["value"], each["printed"], each["hedge"]) for each in difference["values"]] == [
        (100_000, "100,000", None),
        (130_000, "1,30,000", "at least"),
        (150_000, "150,000", "nearly"),
    ]


def test_explaining_a_file_tells_what_its_figures_were_compared_with(troop_site: Settings) -> None:
    explanation = "\n".join(explain_lines(troop_site, "middle.txt")).split("Figures:")[1]

    assert "at least 1,30,000: soldiers (counts as troops), massed" in explanation
    assert "differs from 100,000 in low.txt" in explanation
    assert "differs from 150,000 in high.txt" in explanation


# --- the owner's three articles ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def owner_briefing(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    return brief(replace(read(PROJECT / "mkdocs.yml"), docs=tmp_path_factory.mktemp("docs")))


def test_the_three_articles_differ_on_the_troops_at_the_border_and_on_nothing_else(
    owner_briefing: Briefing,
) -> None:
    (difference,) = owner_briefing.differences

    assert (difference.subject, difference.unit) == ("troops, soldiers", "troops")
    assert [
        (
            figure.extract.article[:3],
            figure.value,
            owner_briefing.by_id[figure.extract.article].text[figure.start : figure.end],
        )
        for figure in difference.figures
    ] == [("002", 100_000, "100,000"), ("001", 130_000, "1,30,000"), ("000", 150_000, "150,000")]
    assert [figure.hedge for figure in difference.figures] == [None, "at least", None]


def test_a_theme_without_terms_in_a_difference_does_not_show_it(owner_briefing: Briefing) -> None:
    by_id = {theme.id: theme for theme in owner_briefing.themes}

    assert discrepancies.differences_on_theme(owner_briefing, by_id["sanctions"]) == ()
