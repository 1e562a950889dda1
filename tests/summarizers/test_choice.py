"""How a summary is filled: what leans on another sentence stands behind it, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from conftest import BRIDGE, MakeSite, article_of

from generator import digests, pages
from generator.build import brief, build
from generator.cli import explain
from generator.models import Article, Method, Summary, ThemeMatch
from generator.summarizers import MAX_RANKED, Size, judge, summarize
from generator.summarizers.choice import choose
from generator.summarizers.ranking import Array, Need, Places, Ranking

TRADERS = "Traders in Veld ran short of bread on Monday for the third time since the spring."
MILL = "Ines Corder, who owns the largest mill of the town, met them on Tuesday."
CHEAP = "Corder told the traders that bread would be cheap before the first snow of winter."
TALKS = f"Bread for the coast\n\n{TRADERS} {MILL} {CHEAP}"


def chosen(scores: list[float], needs: dict[int, list[Need]], size: Size) -> list[int]:
    count = len(scores)
    return choose(
        Ranking(tuple(scores)), [True] * count, [10] * count, size, [needs.get(i, []) for i in range(count)]
    )


def required(*places: int) -> list[Need]:
    return [Need(places, True)]


def test_a_sentence_brings_along_the_one_it_leans_on() -> None:
    assert chosen([1.0, 3.0, 0.0, 9.0], {3: required(1)}, Size(sentences=2)) == [1, 3]


def test_another_is_taken_where_both_do_not_fit() -> None:
    assert chosen([1.0, 3.0, 0.0, 9.0], {3: required(1)}, Size(sentences=1)) == [1]
    assert chosen([1.0, 3.0, 0.0, 9.0], {3: required(1)}, Size(words=15)) == [1]


def test_another_is_taken_where_both_are_worth_less() -> None:
    assert chosen([4.0, -9.0, 3.0, 5.0], {3: required(1)}, Size(sentences=2)) == [0, 2]


def test_a_sentence_is_taken_behind_the_one_it_leans_on_as_if_it_stood_alone() -> None:
    assert chosen([9.0, 1.0, 8.0], {2: required(0)}, Size(sentences=2)) == [0, 2]


def test_what_leans_on_what_leans_brings_both() -> None:
    assert chosen([1.0, 1.0, 9.0], {1: required(0), 2: required(1)}, Size(sentences=3)) == [0, 1, 2]
    assert chosen([1.0, 1.0, 9.0], {1: required(0), 2: required(1)}, Size(sentences=2)) == [0, 1]


def test_any_of_several_will_do_and_the_best_is_taken() -> None:
    assert chosen([1.0, 2.0, 9.0], {2: required(0, 1)}, Size(sentences=2)) == [1, 2]


def test_a_summary_is_not_padded_with_what_leans_on_nothing_that_can_be_had() -> None:
    assert chosen([1.0, 9.0, 8.0], {1: required(), 2: required(1)}, Size(sentences=3)) == [0]


def test_what_leans_loosely_is_taken_where_it_is_clearly_better() -> None:
    loose = {2: [Need((1,), False)]}

    assert chosen([0.0, 0.0, 1.0, 0.99], loose, Size(sentences=1)) == [3]
    assert chosen([0.0, 0.0, 1.0, 0.5], loose, Size(sentences=1)) == [2]


def test_an_extract_to_be_cut_is_as_long_as_is_asked_for_and_no_sentence_longer() -> None:
    scores, ten = [5.0, 4.0, 3.0, 2.0, 1.0], Size(words=25, full=True)

    assert chosen(scores, {}, ten) == [0, 1, 2]
    assert chosen(scores, {}, Size(words=10, full=True)) == [0]
    assert chosen(scores, {}, Size(words=900, full=True)) == [0, 1, 2, 3, 4]


def test_two_that_say_the_same_never_stand_in_one_summary() -> None:
    same = np.zeros((4, 4), bool)
    same[0, 1] = same[1, 0] = True
    ranking = Ranking((4.0, 3.0, 2.0, 1.0), redundant=same)

    assert choose(ranking, [True] * 4, [10] * 4, Size(sentences=2)) == [0, 2]
    assert choose(ranking, [True] * 4, [10] * 4, Size(sentences=4)) == [0, 2, 3]
    assert choose(ranking, [True, True, False, False], [10] * 4, Size(sentences=2)) == [0]


def test_a_whole_may_be_worth_more_than_its_best_sentences() -> None:
    def worth(before: Sequence[int], ways: Places) -> Array:
        return np.array([10.0 if {1, 2} <= {*before, *way} else sum(way) / 100 for way in ways.tolist()])

    ranking = Ranking((3.0, 2.0, 1.0, 0.0), subset_score=worth)

    assert choose(ranking, [True] * 4, [10] * 4, Size(sentences=2)) == [1, 2]
    assert choose(ranking, [True] * 4, [10] * 4, Size(words=20)) == [1, 2]


def test_a_long_summary_is_made_in_several_choices_and_keeps_the_order() -> None:
    scores = [float(place * 7 % 30) for place in range(30)]

    taken = chosen(scores, {20: required(3), 25: required(20)}, Size(sentences=18))

    assert len(taken) == 18
    assert taken == sorted(set(taken))
    assert 20 not in taken or 3 in taken
    assert 25 not in taken or 20 in taken


@pytest.mark.parametrize("method", Method)
def test_in_a_summary_every_reference_is_told(method: Method) -> None:
    article = article_of(TALKS)

    for count in (1, 2, 3):
        extracts = summarize(article, method, Size(sentences=count)).extracts
        numbers = {each.number for each in article.numbered for one in extracts if each.start == one.start}
        for number in numbers:
            for lean in article.numbered[number - 1].references:
                assert not lean.required or numbers.intersection(lean.antecedents), (method, count, lean)


def test_an_article_of_two_sentences_is_not_stretched() -> None:
    both = article_of(
        "The harbour of Veld froze over on Sunday. Traders in Marn had sent their boats south in time."
    )
    one = article_of(
        "The harbour of Veld froze over on Sunday. However, few of its traders had seen it coming."
    )

    assert len(summarize(both, Method.BRIEFING, Size(sentences=3)).extracts) == 2
    assert len(summarize(one, Method.BRIEFING, Size(sentences=3)).extracts) == 1


# --- sentences printed alone -----------------------------------------------------------------------------


def summary_of(article: Article, *scores: float) -> Summary:
    extracts = summarize(article, Method.LEAD, Size(sentences=len(scores))).extracts
    return Summary(extracts=extracts, scores=scores, method="made")


def test_the_lead_of_an_article_is_its_best_sentence_that_stands_alone() -> None:
    article = article_of(TALKS)

    lead = summary_of(article, 1.0, 0.0, 9.0).lead(article)

    assert lead is not None
    assert article.words_of(lead) == TRADERS


def test_an_article_without_such_a_sentence_has_no_lead() -> None:
    article = article_of(TALKS)
    only = Summary(extracts=summary_of(article, 0.0, 0.0, 9.0).extracts[-1:], scores=(9.0,), method="made")

    assert only.lead(article) is None
    assert digests.DigestBuilder([article], {article.id: only}).bottom_line() == ()


def test_a_digest_quotes_what_stands_alone_even_if_another_says_more_of_its_theme(site: MakeSite) -> None:
    settings = site(
        {"talks.txt": TALKS}, themes={"bread": {"title": "Bread", "terms": ["bread", "snow", "winter"]}}
    )

    briefing = brief(settings)

    (article,) = briefing.articles
    (match,) = briefing.matches[article.id]
    assert isinstance(match, ThemeMatch)
    (quoted,) = briefing.digests["bread"].extracts
    assert article.words_of(quoted) == TRADERS


# --- what a reader and an editor are told ----------------------------------------------------------------


def test_it_is_explained_what_a_sentence_leans_on(site: MakeSite) -> None:
    settings = site({"talks.txt": TALKS}, summary={"method": "lead", "sentences": 1})
    told = "\n".join(explain.explain_lines(settings, "talks.txt"))
    assert re.search(r"3  left out: needs sentence 2 \(“Corder”\)", told)

    settings = site({"talks.txt": TALKS}, summary={"method": "lead", "sentences": 3})
    told = "\n".join(explain.explain_lines(settings, "seeds/talks.txt"))  # as a shell completes it
    assert re.search(r"→   3  taken with sentence 2 \(“Corder”\)", told)


def test_it_is_explained_what_another_choice_would_have_cost(site: MakeSite) -> None:
    again = "The council of Veld has voted for a second bridge across the harbour."
    settings = site({"bridge.txt": f"{BRIDGE}\n\n{again}"}, summary={"sentences": 2})

    told = "\n".join(explain.explain_lines(settings, "bridge.txt"))

    costs = re.findall(
        r"not taken: in place of sentence (\d+) the summary would be worth (\d+\.\d\d) less", told
    )
    assert costs
    taken = re.findall(r"→ +(\d+)  taken", told)
    assert {number for number, _ in costs} <= set(taken)


def page_of(settings: object, name: str) -> str:
    briefing = brief(settings)  # type: ignore[arg-type]
    rendered = pages.render(briefing, settings.templates)  # type: ignore[attr-defined]
    return next(page.text for page in rendered if page.path == f"articles/{name}.md")


def test_the_page_of_a_huge_article_says_that_a_part_of_it_was_compared(site: MakeSite) -> None:
    sentences = [
        f"The boat number {n} left the harbour of Veld on day {n} for Marn." for n in range(MAX_RANKED + 50)
    ]
    settings = site({"boats.txt": "\n\n".join(sentences), "talks.txt": TALKS})

    assert f"Chosen from {MAX_RANKED} of {MAX_RANKED + 50} sentences" in page_of(settings, "boats")
    assert "Chosen from" not in page_of(settings, "talks")


def test_an_article_of_more_themes_than_there_are_colours_marks_each_by_itself(site: MakeSite) -> None:
    subjects = ("bridge", "ferry", "harbour", "bakery", "orchard", "library", "museum")
    text = f"The council of Marn opened the {', the '.join(subjects)} and a road on Friday.\n"
    themes = {each: {"title": each.title(), "terms": [each]} for each in subjects}
    settings = site({"opened.txt": text}, rights="full", themes=themes)

    build(settings)

    page = (settings.docs / "articles" / "opened.md").read_text("utf-8")
    boxes = re.findall(r'<input type="checkbox" id="(ev\d)">', page)
    assert len(boxes) == len(set(boxes)) == 7
    assert re.findall(r'<span class="t\d e(\d)">', page)


def test_two_sentences_that_need_each_other_come_together_or_not_at_all() -> None:
    needs = [[Need((1,), True)], [Need((0,), True)], []]
    ranking = Ranking((3.0, 2.0, 1.0))
    able = [True] * 3
    assert choose(ranking, able, [5] * 3, Size(sentences=2), needs) == [0, 1]
    assert choose(ranking, able, [5] * 3, Size(sentences=1), needs) == [2]


def test_many_that_say_the_same_do_not_keep_the_others_out() -> None:
    boats = [f"The boat number {n} left the harbour of Veld on day {n} for Marn." for n in range(14)]
    others = [
        "Traders feared for their bread.",
        "The mayor opened a school in the valley on Monday.",
        "A storm broke two bridges.",
    ]
    article = article_of("\n\n".join([*boats, *others]))

    assert len(summarize(article, Method.BRIEFING, Size(sentences=3)).extracts) == 3


def test_a_summary_of_so_many_words_is_weighed_as_a_whole_and_filled() -> None:
    scores, lengths = (9.0, 8.0, 7.0, 1.0), [10, 10, 10, 5]

    assert choose(Ranking(scores), [True] * 4, lengths, Size(words=20)) == [0, 1]
    assert choose(Ranking(scores), [True] * 4, lengths, Size(words=25)) == [0, 1, 3]
    assert choose(Ranking(scores), [True] * 4, lengths, Size(words=4)) == []


@pytest.mark.parametrize("method", [Method.BRIEFING, Method.HAND_RULE])
def test_no_exchange_is_told_that_could_not_be_made(method: Method) -> None:
    article = article_of(TALKS)

    for each in judge(article, method, Size(sentences=1)):
        leans_firmly = any(lean.required for lean in each.sentence.references)
        assert not (each.cheapest_swap and (leans_firmly or each.sentence.rejection))


def test_what_the_file_leaves_out_has_no_number(site: MakeSite) -> None:
    settings = site(
        {"talks.txt": "Mr. Lind met the traders of Veld on Monday.\n\nRain fell on the coast all day."}
    )

    told = "\n".join(explain.explain_lines(settings, "talks.txt"))

    assert "needs what the file leaves out (“Lind”)" in told
