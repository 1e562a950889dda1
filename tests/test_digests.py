"""Briefs across articles: which extracts are chosen, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from conftest import article_of
from values import briefing

from generator import digests
from generator.digests import Candidate, SubjectComparison
from generator.models import Article, Digest, Extract, Summary, Theme, TitleOrigin
from generator.pages.views import BriefingView

WHEN = date(2024, 7, 20)


def article(id_: str, title: str, text: str, day: int = 20) -> Article:
    return replace(
        article_of(text, f"{id_}.txt"),
        id=id_,
        title=title,
        title_origin=TitleOrigin.GIVEN,
        published=WHEN.replace(day=day),
    )


def first_sentence(source: Article) -> Extract:
    sentence = source.numbered[0]
    return Extract(article=source.id, start=sentence.start, end=sentence.end)


def candidate(source: Article, value: float = 1.0) -> Candidate:
    return Candidate(article=source, extract=first_sentence(source), value=value, publisher=None, story=None)


def bottom_line(
    *articles: Article, is_roundup: Callable[[Article], bool] = lambda article: False
) -> list[str]:
    summaries = {
        source.id: Summary(extracts=(first_sentence(source),), method="lead", scores=(1.0,))
        for source in articles
    }
    newest_first = sorted(articles, key=lambda source: source.published or date.min, reverse=True)
    return [
        extract.article
        for extract in digests.DigestBuilder(newest_first, summaries, is_roundup=is_roundup).bottom_line()
    ]


@pytest.fixture
def two_extracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "MAX_BOTTOM_LINE_EXTRACTS", 2)


BAKER = article(
    "baker",
    "Orla Finn, the baker, in court over an oven",
    "The baker Orla Finn told the court that the oven was hers.",
)
VERDICT = article(
    "verdict",
    "An oven and a court: the baker Orla Finn waits",
    "Orla Finn will hear from the judges in spring, her lawyer said.",
    19,
)
BRIDGE = article("bridge", "Bridge reopens", "The bridge over the Kelder was opened to lorries again.", 18)
WELL = article("well", "Wells run dry", "Half the wells of the valley have no water left.", 17)


@pytest.mark.usefixtures("two_extracts")
def test_a_second_extract_on_a_subject_comes_only_after_the_other_subjects() -> None:
    assert bottom_line(BAKER, VERDICT, BRIDGE, WELL) == ["baker", "bridge"]


@pytest.mark.usefixtures("two_extracts")
def test_a_second_extract_on_a_subject_fills_a_place_that_is_left() -> None:
    assert bottom_line(BAKER, VERDICT) == ["baker", "verdict"]


def test_extracts_that_fill_places_come_after_the_others() -> None:
    assert bottom_line(BAKER, VERDICT, BRIDGE, WELL) == ["baker", "bridge", "well", "verdict"]


@pytest.mark.usefixtures("two_extracts")
def test_an_extract_of_a_roundup_comes_only_after_the_others() -> None:
    assert bottom_line(BRIDGE, WELL, BAKER, is_roundup=lambda source: source.id == "baker") == [
        "bridge",
        "well",
    ]


@pytest.mark.parametrize(
    ("sentence", "looks_back"),
    [
        ("The ferry sank in February with nine people aboard.", True),
        ("The ferry was bought in 2019 from a yard in Hallow.", True),
        ("The ferry was repaired two years ago.", True),
        ("The ferry, bought in 2019, sank on Friday off Hallow.", False),
        ("The ferry sank in June with nine people aboard.", False),  # last month
        ("The ferry will sail again in October.", False),  # the next one
        ("The ferry will sail again in 2026.", False),
        ("The ferry sank with nine people aboard.", False),
    ],
)
def test_a_sentence_that_names_an_earlier_time_and_nothing_new_looks_back(
    sentence: str, looks_back: bool
) -> None:
    source = article("ferry", "The ferry", sentence)

    assert candidate(source).looks_back is looks_back


def test_words_that_all_candidates_share_do_not_make_them_one_subject() -> None:
    texts = ["The war moved the mill.", "The war closed the school.", "The war emptied the harbour."]
    candidates = [candidate(article(f"a{number}", "War", text)) for number, text in enumerate(texts)]

    assert not SubjectComparison(candidates).is_same_subject(*candidates[:2])


def test_the_front_page_leads_a_theme_with_an_extract_that_the_bottom_line_does_not_print() -> None:
    theme = Theme(id="trade", title="Trade", about="", terms=("trade",))
    first, second = first_sentence(BAKER), first_sentence(WELL)
    well = WELL

    def lead(*bottom_line: Extract) -> Extract | None:
        digest = Digest(of="trade", extracts=(first, second))
        articles = replace(briefing((), [theme]), articles=(BAKER, well))
        printed = replace(articles, digests={"trade": digest}, bottom_line=bottom_line)
        return BriefingView(printed).theme(theme.id).lead_extract

    assert lead() == first
    assert lead(first) == second
    assert lead(first, second) == first  # better twice than not at all
    well = replace(WELL, published=None)
    assert lead(first) == first  # better twice than an undated one


# --- age ---------------------------------------------------------------------------------------------------


def candidate_of_day(day: int, value: float) -> Candidate:
    return candidate(article(f"day-{day}", "A title", "The council of Veld met.", day=day), value)


@pytest.mark.parametrize(("value", "first"), [(1.9, 20), (2.1, 13)])
def test_the_value_of_an_extract_halves_in_a_week(value: float, first: int) -> None:
    ranked = digests._ranked([candidate_of_day(20, 1.0), candidate_of_day(13, value)], digests.HALF_LIFE_DAYS)

    assert ranked[0].article.id == f"day-{first}"


@pytest.mark.parametrize(("value", "first"), [(1.9, 20), (2.1, 18)])
def test_the_value_of_an_extract_in_a_story_halves_in_two_days(value: float, first: int) -> None:
    ranked = digests._ranked(
        [candidate_of_day(20, 1.0), candidate_of_day(18, value)], digests.STORY_HALF_LIFE_DAYS
    )

    assert ranked[0].article.id == f"day-{first}"


def test_an_undated_extract_comes_after_dated_ones_whatever_its_value() -> None:
    undated = candidate_of_day(20, 100.0)
    undated = replace(undated, article=replace(undated.article, published=None))

    ranked = digests._ranked([undated, candidate_of_day(1, 0.1)], digests.HALF_LIFE_DAYS)

    assert ranked[0].article.published


def test_an_undated_extract_of_another_publisher_comes_after_dated_ones_of_one_publisher() -> None:
    undated = replace(WELL, published=None, outlet="The Other Paper")
    articles = [BAKER, BRIDGE, undated]
    summaries = {
        source.id: Summary(extracts=(first_sentence(source),), method="lead", scores=(1.0,))
        for source in articles
    }
    publishers = {"baker": "The Kelder Post", "bridge": "The Kelder Post", "well": "The Other Paper"}

    chosen = digests.DigestBuilder(articles, summaries, publishers=publishers).bottom_line()

    assert [extract.article for extract in chosen] == ["baker", "bridge", "well"]


@pytest.mark.usefixtures("two_extracts")
def test_dated_extracts_that_only_fill_places_come_before_undated_ones() -> None:
    assert bottom_line(BAKER, VERDICT, replace(WELL, published=None)) == ["baker", "verdict"]


def test_undated_extracts_come_last_also_where_a_dated_one_only_fills_a_place() -> None:
    assert bottom_line(BAKER, VERDICT, replace(WELL, published=None)) == ["baker", "verdict", "well"]
