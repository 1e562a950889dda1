"""Which of two files on one event is shown: copies, openings, versions of one publisher, and articles of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from conftest import article_of

from generator import stories
from generator.models import Article, ExtractionWarning, TitleOrigin
from generator.stories.revisions import find_changes, find_replacements
from generator.stories.web_addresses import page_key

LEDE = "A tram with nine passengers left its rails near Arnholm station on Monday, the transport office of Veld said."
BODY = (
    "Firemen cut two people out of the first car. Nobody was badly hurt, and the line was open again by evening.\n\n"
    "The tram had come out of the workshop a week before. Its driver told the police that the brakes did not answer, "
    "and that she rang the bell until the very end.\n\n"
    "The council of Veld will talk about the workshop next week. Until then all trams of this kind stay in the depot."
)
TEXT = f"{LEDE} {BODY}"
TITLE = "Tram leaves its rails"
NOTE = "\n\nCorrection: an earlier version of this article gave a wrong number."


def article(
    name: str,
    text: str = TEXT,
    *,
    day: int | None = 5,
    month: int = 3,
    title: str = TITLE,
    outlet: str | None = "The Veld Post",
    url: str | None = None,
    is_partial: bool = False,
) -> Article:
    """An article as read from `name`.txt."""
    return replace(
        article_of(text, f"{name}.txt"),
        title=title,
        title_origin=TitleOrigin.GIVEN,
        published=date(2024, month, day) if day else None,
        outlet=outlet,
        url=url,
        warnings=(ExtractionWarning.PARTIAL,) if is_partial else (),
    )


def hidden(*articles: Article) -> dict[str, tuple[str, bool]]:
    """By name, each article that is not shown: the one that is, and True if it is a later version."""
    return {
        source.removesuffix(".txt"): (duplicate.shown.removesuffix(".txt"), duplicate.is_earlier_version)
        for source, duplicate in stories.find_duplicates(articles).items()
    }


def reworded(*words: tuple[str, str]) -> str:
    text = TEXT
    for old, new in words:
        assert old in text
        text = text.replace(old, new)
    return text


# --- versions of one publisher --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(article("b", reworded(("nine", "ninety")) + NOTE, day=6), id="a corrected figure"),
        pytest.param(article("b", reworded(("nine", "ninety")), day=6), id="one figure, without a note"),
        pytest.param(article("b", reworded(("Arnholm", "Arnholmen")), day=6), id="the spelling of a name"),
        pytest.param(article("b", reworded(("Arnholm", "Brisk")) + NOTE, day=6), id="a corrected name"),
        pytest.param(article("b", f"{TEXT} Two more trams were stopped on Tuesday.", day=6), id="longer"),
        pytest.param(
            article(
                "b", f"{TEXT} Two more trams were stopped on Tuesday.", day=6, title="Trams stay in depot"
            ),
            id="longer, under another title",
        ),
        pytest.param(article("b", reworded(("nine", "ninety")) + NOTE), id="a note on the same day"),
        pytest.param(article("b", reworded(("nine", "ninety")) + NOTE, day=None), id="a note without a date"),
    ],
)
def test_the_later_version_of_a_publisher_is_shown(later: Article) -> None:
    assert hidden(article("a"), later) == {"a": ("b", True)}
    assert hidden(later, article("a")) == {"a": ("b", True)}


def test_at_one_address_the_later_version_is_shown_however_much_changed() -> None:
    first = article("a", url="https://veld.example/tram?utm_source=rss")
    second = article(
        "b",
        reworded(("nine", "eleven"), ("two people", "four people")),
        day=6,
        url="http://www.veld.example/tram/",
    )

    assert hidden(first, second) == {"a": ("b", True)}


def test_of_three_versions_the_last_is_shown() -> None:
    versions = [
        article("a"),
        article("b", reworded(("nine", "eleven")) + NOTE, day=6),
        article("c", reworded(("nine", "twelve"), ("a week", "a month")) + NOTE, day=7, url=None),
    ]

    assert hidden(*versions[:2]) == {"a": ("b", True)}
    assert hidden(*versions)["a"] == ("c", True)


def test_a_copy_in_another_paper_stands_behind_the_corrected_version() -> None:
    longer = article("b", f"{TEXT} Two more trams were stopped on Tuesday.", day=6)
    copy = article("c", outlet="The Hallow Mirror", day=4)

    assert hidden(article("a"), longer, copy) == {"a": ("b", True), "c": ("b", False)}


# --- articles of their own ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(article("b", reworded(("Arnholm", "Brisk")), day=6), id="another place"),
        pytest.param(article("b", reworded(("nine", "ninety")), day=20), id="another figure, weeks later"),
        pytest.param(
            article("b", reworded(("nine", "ninety"), ("two people", "four people")), day=6), id="two figures"
        ),
        pytest.param(article("b", reworded(("Monday", "Friday")), day=9), id="another day"),
        pytest.param(
            article("b", reworded(("first car", "second car")), outlet="The Hallow Mirror"), id="an ordinal"
        ),
        pytest.param(
            article("b", reworded(("nine", "ninety")), outlet="The Hallow Mirror"), id="another paper"
        ),
        pytest.param(article("b", reworded(("nine", "ninety")), outlet=None, day=6), id="an unknown paper"),
        pytest.param(article("b", reworded(("nine", "ninety"))), id="another figure on the same day"),
        pytest.param(
            article("b", reworded(("nine", "ninety")), day=6, title="Second tram leaves its rails"),
            id="another figure under another title",
        ),
    ],
)
def test_other_names_and_figures_make_two_articles(other: Article) -> None:
    assert hidden(article("a"), other) == {}


def test_titles_of_one_form_with_different_names_make_two_articles() -> None:
    form = (
        "The council added one more name to its list of people who may not own a tram, its office said. "
        + BODY
    )
    one = article("a", form, title="Council lists Igor Orlo")
    other = article("b", form, title="Council lists Anna Petra", day=6)

    assert hidden(one, other) == {}


def test_two_headlines_on_one_agency_text_are_one_article() -> None:
    copy = article("b", title="Nine shaken as brakes fail", outlet="The Hallow Mirror", day=6)

    assert hidden(article("a"), copy) == {"b": ("a", False)}


def test_names_in_a_script_without_capitals_are_told_apart() -> None:
    one = (
        "高铁列车周一在北京南站脱轨，交通局表示有九名乘客受伤。"
        + "消防员救出了两名乘客，线路傍晚恢复通车。" * 1
    )
    rest = "市议会下周将讨论车辆段的问题，在此之前所有同型号列车停运。司机告诉警方刹车没有反应，她一直按铃到最后一刻。"
    other = one.replace("北京南", "上海东")

    assert hidden(article("a", one + rest), article("b", other + rest, day=6)) == {}


# --- openings -------------------------------------------------------------------------------------------------


def test_a_teaser_and_its_page_are_one_article_and_the_page_is_shown() -> None:
    teaser = article("a", LEDE, url="https://veld.example/tram?utm_source=rss", is_partial=True)
    page = article("b", url="https://veld.example/tram")

    assert hidden(teaser, page) == {"a": ("b", False)}


def test_a_teaser_without_an_address_is_known_by_outlet_title_and_words() -> None:
    cut = " ".join(TEXT.split()[:30]) + "…"

    assert hidden(article("a", cut, is_partial=True), article("b", day=6)) == {"a": ("b", False)}
    assert hidden(article("a", cut, title="Another"), article("b", day=6)) == {}
    assert hidden(article("a", cut, outlet="The Hallow Mirror"), article("b", day=6)) == {}


# --- addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "variant",
    [
        "http://www.veld.example/news/tram/",
        "https://veld.example/news/tram?utm_source=rss&fbclid=1",
        "https://m.veld.example/news/tram/amp",
        "https://veld.example/news/tram#comments",
    ],
)
def test_variants_of_an_address_name_one_page(variant: str) -> None:
    assert page_key(variant) == page_key("https://veld.example/news/tram")


@pytest.mark.parametrize(
    "address",
    [
        "https://veld.example/",
        "https://veld.example",
        "ftp://veld.example/tram",
        "tram",
        "",
        None,
        "https://[x/a",
    ],
)
def test_a_front_page_is_no_address_of_an_article(address: str | None) -> None:
    assert page_key(address) is None


def test_a_number_in_an_address_names_a_page() -> None:
    assert page_key("https://veld.example/?p=1") != page_key("https://veld.example/?p=2")


# --- what changed ---------------------------------------------------------------------------------------------


def test_changes_are_the_sentences_that_differ_in_their_order() -> None:
    earlier = article(
        "a", "The mill burned for nine hours. A lamp fell. Nobody slept. The mayor came by boat."
    )
    later = article("b", "The mill burned for two hours. Nobody slept. The mayor came by boat. It rained.")

    changes = [
        tuple(
            text.words_of(s) if s else None for text, s in ((earlier, change.earlier), (later, change.later))
        )
        for change in find_changes(earlier, later)
    ]

    assert changes == [
        ("The mill burned for nine hours.", "The mill burned for two hours."),
        ("A lamp fell.", None),
        (None, "It rained."),
    ]


@pytest.mark.parametrize(
    ("one", "other", "replaced"),
    [
        ("The mill of Orlo burned.", "The mill of Petra burned.", ((("orlo",), ("petra",)),)),
        ("It cost 1,300 crowns in May.", "It cost 1300 crowns in May.", ()),
        ("Some twenty-one men came to Veld.", "Some 21 men came to Veld.", ()),
        ("Some twenty men came to Veld.", "Some twenty-one men came to Veld.", ((("20",), ("21",)),)),
        ("Some two men came to Veld.", "Some two hundred men came to Veld.", ((("2",), ("2 hundred",)),)),
        ("On Feb. 4 the mill burned.", "On February 4 the mill burned.", ()),
        ("The mill burned at night.", "The mill in Veld burned at night.", ()),
        (
            "Orlo thanked Petra for it.",
            "Petra thanked Orlo for it.",
            ((("orlo", "petra"), ("petra", "orlo")),),
        ),
        ("The mill burned at night.", "The mill burned down at night.", ()),
        ("The governor saw it burn.", "The president saw it burn.", ((("governor",), ("president",)),)),
    ],
)
def test_replaced_are_names_and_figures_that_give_way_to_others(
    one: str, other: str, replaced: tuple[object, ...]
) -> None:
    rest = " Nobody was in it. The mayor came by boat."

    assert find_replacements(article("a", one + rest), article("b", other + rest)) == replaced
