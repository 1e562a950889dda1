"""Briefs across articles: what comes first, and what has to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from conftest import article_of
from values import briefing

from generator import digests
from generator.digests import Candidate, Subjects
from generator.models import Article, Digest, Extract, Summary, Theme, TitleOrigin
from generator.pages.views import BriefingView

WHEN = date(2024, 7, 20)


def filed(id_: str, title: str, text: str, day: int = 20) -> Article:
    return replace(
        article_of(text, f"{id_}.txt"),
        id=id_,
        title=title,
        title_origin=TitleOrigin.GIVEN,
        published=WHEN.replace(day=day),
    )


def first_of(each: Article) -> Extract:
    return Extract(article=each.id, start=each.numbered[0].start, end=each.numbered[0].end)


def bottom_line(
    *articles: Article, covers_many: Callable[[Article], bool] = lambda article: False
) -> list[str]:
    summaries = {
        each.id: Summary(extracts=(first_of(each),), method="lead", scores=(1.0,)) for each in articles
    }
    newest_first = sorted(articles, key=lambda each: each.published or date.min, reverse=True)
    return [
        extract.article
        for extract in digests.Desk(newest_first, summaries, covers_many=covers_many).bottom_line()
    ]


@pytest.fixture
def two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "BOTTOM_LINE", 2)


BAKER = filed(
    "baker",
    "Orla Finn, the baker, in court over an oven",
    "The baker Orla Finn told the court that the oven was hers.",
)
VERDICT = filed(
    "verdict",
    "An oven and a court: the baker Orla Finn waits",
    "Orla Finn will hear from the judges in spring, her lawyer said.",
    19,
)
BRIDGE = filed("bridge", "Bridge reopens", "The bridge over the Kelder was opened to lorries again.", 18)
WELL = filed("well", "Wells run dry", "Half the wells of the valley have no water left.", 17)


@pytest.mark.usefixtures("two_places")
def test_a_second_sentence_on_one_subject_waits_until_the_others_are_told() -> None:
    assert bottom_line(BAKER, VERDICT, BRIDGE, WELL) == ["baker", "bridge"]


@pytest.mark.usefixtures("two_places")
def test_it_is_told_when_nothing_else_is_there() -> None:
    assert bottom_line(BAKER, VERDICT) == ["baker", "verdict"]


def test_what_was_held_back_stands_behind_the_news() -> None:
    assert bottom_line(BAKER, VERDICT, BRIDGE, WELL) == ["baker", "bridge", "well", "verdict"]


@pytest.mark.usefixtures("two_places")
def test_a_round_up_waits() -> None:
    assert bottom_line(BRIDGE, WELL, BAKER, covers_many=lambda each: each.id == "baker") == ["bridge", "well"]


@pytest.mark.parametrize(
    ("sentence", "back"),
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
def test_a_sentence_that_names_an_earlier_time_and_nothing_new_looks_back(sentence: str, back: bool) -> None:
    each = filed("ferry", "The ferry", sentence)

    candidate = Candidate(article=each, extract=first_of(each), value=1.0, publisher=None, story=None)

    assert candidate.looks_back is back


def test_words_that_all_share_make_no_subject() -> None:
    texts = ["The war moved the mill.", "The war closed the school.", "The war emptied the harbour."]
    candidates = [
        Candidate(article=each, extract=first_of(each), value=1.0, publisher=None, story=None)
        for each in (filed(f"a{number}", "War", text) for number, text in enumerate(texts))
    ]

    assert not Subjects(candidates).alike(*candidates[:2])


def test_a_theme_on_the_briefing_is_told_by_what_the_bottom_line_has_not_printed() -> None:
    theme = Theme(id="trade", title="Trade", about="", terms=("trade",))
    first, second = first_of(BAKER), first_of(WELL)

    def lead(*bottom_line: Extract) -> Extract | None:
        digest = Digest(of="trade", extracts=(first, second))
        told = replace(briefing((), [theme]), digests={"trade": digest}, bottom_line=bottom_line)
        return BriefingView(told).theme(theme.id).lead_extract

    assert lead() == first
    assert lead(first) == second
    assert lead(first, second) == first  # better twice than not at all


# --- age ---------------------------------------------------------------------------------------------------


def candidate_of(day: int, value: float) -> Candidate:
    article = filed(f"day-{day}", "A title", "The council of Veld met.", day=day)
    return Candidate(article=article, extract=first_of(article), value=value, publisher=None, story=None)


@pytest.mark.parametrize(("value", "first"), [(1.9, 20), (2.1, 13)])
def test_what_an_extract_of_last_week_tells_counts_half(value: float, first: int) -> None:
    ranked = digests._ranked([candidate_of(20, 1.0), candidate_of(13, value)], digests.AGEING)

    assert ranked[0].article.id == f"day-{first}"


@pytest.mark.parametrize(("value", "first"), [(1.9, 20), (2.1, 18)])
def test_within_a_story_what_was_told_two_days_ago_counts_half(value: float, first: int) -> None:
    ranked = digests._ranked([candidate_of(20, 1.0), candidate_of(18, value)], digests.STORY_AGEING)

    assert ranked[0].article.id == f"day-{first}"


def test_an_undated_extract_stands_behind_dated_ones_whatever_it_tells() -> None:
    undated = candidate_of(20, 100.0)
    undated = replace(undated, article=replace(undated.article, published=None))

    ranked = digests._ranked([undated, candidate_of(1, 0.1)], digests.AGEING)

    assert ranked[0].article.published
