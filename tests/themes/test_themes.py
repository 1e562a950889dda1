"""An article has a theme when the theme's terms stand in enough of its sentences; every place is evidence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import article_of
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.models import Term, Theme
from generator.themes import BOUNDARY, depends_on, match, places, weigh


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
        ("summit", "two summits in Veld, no summitry", ["summits"]),
        ("import", "imported, imports, important", ["imported", "imports"]),
        ("asset freeze", "the asset freezes of Veld", ["asset freezes"]),
        (Term(text="arm", exact=True), "an arm, arms, armed", ["arm"]),
        (Term(text="Labour", case=True), "Labour and hard labour", ["Labour"]),
        ("freez* of assets", "the freezing of assets in Veld", ["freezing of assets"]),
        ("*flation", "inflation and stagflation", ["inflation", "stagflation"]),
        ("re*d", "read, reopened, reopening", ["read", "reopened"]),
        ("MP's", "an MP’s seat", ["MP’s"]),
        ("ban", "banned, banning, bans, banner", ["banned", "banning", "bans"]),
        ("treaty", "treaties, treat", ["treaties"]),
        ("crisis", "two crises", ["crises"]),
        ("strike", "struck and striking", ["struck", "striking"]),
        ("organization", "the organisations", ["organisations"]),
        ("new", "the news", []),
        ("NGO", "NGOs, an NGO’s, ngo", ["NGOs", "NGO"]),
        ("F-16", "nine F‑16s, one F16", ["F‑16s", "F16"]),
        ("COVID-19", "Covid-19 and covid 19", ["Covid-19", "covid 19"]),
        ("U.N.", "the UN and the U.N.", ["UN", "U.N."]),
        ("US", "the U.S. and the US", ["U.S.", "US"]),
        ("WHO", "WHO PAYS FOR IT? The WHO asked in Veld.", ["WHO"]),
        ("NATO", "NATO ENDS TALKS", ["NATO"]),
        ("cease-fire", "a ceasefire, a cease fire", ["ceasefire", "cease fire"]),
        ("ceasefire", "a cease-fire, small ceasefires", ["cease-fire", "ceasefires"]),
        ("sanction", "sanc\u00adtions, sanc\u200btions", ["sanc\u00adtions", "sanc\u200btions"]),
        ("financial", "The ﬁnancial crisis", ["ﬁnancial"]),
        ("café", "two cafe\u0301s", ["cafe\u0301s"]),
        ("Russia", "PRussia and Russian and Russia", ["Russia"]),
        ("peace talks", "peace\n\ntalks and peace  talks", ["peace  talks"]),
    ],
)
def test_a_term_matches_whole_words(term: Term | str, text: str, found: list[str]) -> None:
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


def test_a_place_where_another_phrase_stands_is_no_evidence() -> None:
    text = "The marriage was sanctioned by the church. New sanctions hit Veld. TED talks are no talks."

    assert found_in(text, "sanction*", unless=("sanctioned by the church",)) == ["sanctions"]
    assert found_in(text, "talks", unless=("TED talks",)) == ["talks"]


def test_a_longer_term_outweighs_a_phrase_that_is_none() -> None:
    assert found_in("the peace talks show", "peace talks show", "talks", unless=("peace talks",)) == [
        "peace talks show"
    ]


def test_a_term_of_one_language_is_looked_for_in_that_language_only() -> None:
    german = Term(text="Rat", language="de")

    assert found_in("Der Rat tagt. A rat ran.", german, "tag*", language="de") == ["Rat", "tagt", "rat"]
    assert found_in("Der Rat tagt. A rat ran.", german, "tag*", language="en") == ["tagt"]


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("de", "Verhandlung", "Verhandlungen, Verhandlungstisch", ["Verhandlungen"]),
        ("ru", "переговор", "переговоры о переговорах", ["переговоры", "переговорах"]),
        ("ru", "санкция", "ввели санкции, санкционный", ["санкции"]),
        ("uk", "санкції", "через санкцій, санкціонувати", ["санкцій"]),  # by the endings of its pack
        ("es", "negociación", "negociaciones sobre negocios", ["negociaciones"]),
        ("pt", "negociação", "negociações", ["negociações"]),
        ("de", "Maßnahme", "Massnahmen", ["Massnahmen"]),
        ("ko", "제재", "제재를 해제했다", ["제재를"]),
        ("he", "סנקציות", "והסנקציות הוסרו", ["והסנקציות"]),
    ],
)
def test_a_word_is_found_with_the_endings_of_its_language(
    language: str, term: str, text: str, found: list[str]
) -> None:
    assert found_in(text, term, language=language) == found


LETTER = st.sampled_from("ab’İς *\n")


@settings(deadline=None)  # the first example waits for an import
@given(st.lists(st.text(LETTER, min_size=1, max_size=5).filter(lambda t: t.strip(" *\n"))), st.text(LETTER))
def test_places_lie_in_the_text_in_order_and_never_overlap(terms: list[str], text: str) -> None:
    found = places(text, Theme(id="any", title="Any", about="", terms=tuple(terms)))

    assert all(0 <= place.start < place.end <= len(text) for place in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_one_pass_finds_what_each_term_alone_would_find() -> None:
    terms = ("talks", "sanction*", "peace plan", "NATO", "envoy", "freez* of assets")
    text = "Talks on a peace plan, envoys of NATO, sanctions and the freezing of assets in nato."

    alone = [word for term in terms for word in found_in(text, term)]

    assert sorted(found_in(text, *terms)) == sorted(alone)
    assert len(alone) == 6


def test_hints_prove_nothing_alone_and_something_together() -> None:
    hints = (Term(text="visit", weight=0.25), Term(text="minister", weight=0.25))
    filler = "The boats of Veld left the harbour at noon."

    alone = article_of(f"A visit to Veld is planned in May. {filler}")
    together = article_of(f"The minister is on a visit to Veld in May. {filler}")

    assert match(alone, [theme("diplomacy", *hints)]) == ()
    assert match(together, [theme("diplomacy", *hints)])


def test_evidence_in_one_sentence_does_not_outweigh_evidence_in_many() -> None:
    filler = " ".join(f"The boat number {n} left the harbour of Veld." for n in range(20))
    terms = ("talks", "envoy", "summit", "truce", "mediator")
    dense = article_of(f"{filler} The envoy, the mediator and the summit brought talks and a truce to Veld.")
    spread = article_of(
        f"{filler} The envoy came to Veld. The talks began in May. The summit was in June. A truce holds in Veld."
    )

    (one,), (many,) = (weigh(each, [theme("diplomacy", *terms)]) for each in (dense, spread))

    assert one.score < BOUNDARY < many.score


def test_the_parts_of_a_score_are_what_it_is_made_of() -> None:
    article = article_of(
        "Talks in Veld\n\nThe talks began on Monday. Boats left the harbour. It rained in Veld. "
        "The talks ended in June. The summit is in the town hall of Veld."
    )

    (found,) = match(article, [theme("diplomacy", "talks", "summit")])

    assert found.points
    assert (found.points.title, found.points.opening, found.points.rest) == (4, 2, 2)
    assert found.points.needed == (5 + 3 + 4) / 8  # sentences, the opening twice, the title four times
    assert found.score == round(8 / (8 + 1.5), 4)


def test_a_theme_that_is_only_mentioned_is_weighed_and_not_had() -> None:
    filler = " ".join(f"The boat number {n} left the harbour of Veld." for n in range(20))
    article = article_of(f"{filler} The talks were short for once in Veld.")

    (weighed,) = weigh(article, [theme("diplomacy", "talks")])

    assert 0 < weighed.score < BOUNDARY
    assert not weighed.primary


def test_an_article_depends_on_the_terms_it_cannot_do_without() -> None:
    one = theme("diplomacy", "talks", "envoy")

    assert depends_on(article_of("The talks began in Veld on Monday."), one) == {"talks"}
    assert depends_on(article_of("The talks began in Veld. The envoy was on time."), one) == frozenset()
    assert depends_on(article_of("The boats left the harbour of Veld."), one) == frozenset()
