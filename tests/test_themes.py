"""An article has a theme when the theme's terms stand in enough of its sentences; every place is evidence."""

from __future__ import annotations

import pytest
from conftest import article_of

from generator.models import Term, Theme
from generator.themes import match, places


def theme(id_: str, *terms: Term | str) -> Theme:
    return Theme(id=id_, title=id_.title(), about="", terms=terms)


def found_in(text: str, *terms: Term | str, unless: tuple[str, ...] = (), language: str = "en") -> list[str]:
    one = Theme(id="one", title="One", about="", terms=terms, unless=unless)
    return [text[place.start : place.end] for place in places(text, one, language)]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("sanction*", "Sanctions were sanctioned; a sanction.", ["Sanctions", "sanctioned", "sanction"]),
        ("talks", "Talks about small-talks stalks", ["Talks", "talks"]),
        ("asset freeze*", "an asset freeze, asset\nfreezes", ["asset freeze", "asset\nfreezes"]),
        ("SWIFT", "a swift exit from SWIFT", ["SWIFT"]),
        ("Nato", "NATO and Nato", ["NATO", "Nato"]),
        ("C++", "C++ and C", ["C++"]),
    ],
)
def test_a_term_matches_whole_words(term: str, text: str, found: list[str]) -> None:
    assert found_in(text, term) == found


def test_evidence_is_the_term_and_its_place() -> None:
    article = article_of("The town of Veld faces sanctions on its steel. Traders of Veld fear the sanctions.")

    (found,) = match(article, [theme("sanctions", "sanction*")])

    assert found.primary
    assert [(place.term, article.words_of(place)) for place in found.evidence] == [
        ("sanction*", "sanctions")
    ] * 2


def test_a_passing_mention_is_no_theme() -> None:
    prose = " ".join(f"The boat number {n} left the harbour of Veld." for n in range(60))
    article = article_of(f"{prose} The talks were short for once in Veld.")

    assert match(article, [theme("diplomacy", "talks")]) == ()


def test_the_theme_of_the_opening_outranks_one_from_the_end() -> None:
    article = article_of(
        "Talks on the bridge of Veld began on Monday. The traders of Veld hope for a bridge. Nobody wants a ferry. "
        "The weather was fair on that day. Sanctions on steel had delayed the work on the bridge."
    )

    first, second = match(article, [theme("sanctions", "sanction*"), theme("diplomacy", "talks")])

    assert (first.theme, first.primary) == ("diplomacy", True)
    assert (second.theme, second.primary) == ("sanctions", False)
    assert 0 < second.score < first.score <= 1


def test_of_two_equal_themes_none_is_primary() -> None:
    article = article_of("Talks on sanctions began in Veld on Monday.")

    found = match(article, [theme("sanctions", "sanction*"), theme("diplomacy", "talks")])

    assert [item.primary for item in found] == [False, False]


def test_of_overlapping_terms_the_longest_is_the_evidence() -> None:
    article = article_of("The peace talks in Veld went on for a third week.")

    (found,) = match(article, [theme("diplomacy", "talks", "peace talks", "peace")])

    assert [place.term for place in found.evidence] == ["peace talks"]


def test_the_order_of_the_configuration_changes_nothing() -> None:
    article = article_of(
        "Talks on sanctions began in Veld on Monday. The talks ended at noon on the same day."
    )
    themes = [theme("sanctions", "sanction*"), theme("diplomacy", "talks")]

    assert match(article, themes) == match(article, themes[::-1])
