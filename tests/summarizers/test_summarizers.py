"""Every summarizer that can be named gives whole, quotable sentences of the article in their order."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from conftest import BRIDGE, HARVEST, IMPORT_PATH, article_of, sentences_of

from generator.models import Article, Method, TitleOrigin
from generator.summarizers import MAX_RANKED, RANKERS, Size, judge, news, summarize


def quoted(article: Article, method: Method = Method.BRIEFING, sentences: int = 3) -> list[str]:
    return [
        article.words_of(extract)
        for extract in summarize(article, method, Size(sentences=sentences)).extracts
    ]


def test_every_method_has_a_ranker() -> None:
    assert set(RANKERS) == set(Method)


@pytest.mark.parametrize("method", Method)
def test_extracts_are_quotable_sentences_in_order(method: Method) -> None:
    article = article_of(BRIDGE)

    summary = quoted(article, method)

    assert len(summary) == 3
    sentences = sentences_of(article)
    assert summary == sorted(summary, key=sentences.index)
    assert "He thanked the engineers." not in summary


@pytest.mark.parametrize("method", Method)
def test_the_same_article_gives_the_same_summary(method: Method) -> None:
    assert summarize(article_of(BRIDGE), method, Size(sentences=2)) == summarize(
        article_of(BRIDGE), method, Size(sentences=2)
    )


def test_the_order_of_sets_which_changes_from_run_to_run_changes_no_score() -> None:
    script = (
        "from conftest import BRIDGE, article_of\n"
        "from generator.models import Method\n"
        "from generator.summarizers import Size, judge\n"
        "article = article_of(BRIDGE)\n"
        "print([[each.score for each in judge(article, method, Size(sentences=3))] for method in Method])"
    )

    first, second = (
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": IMPORT_PATH},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert first == second


def test_lead_takes_the_first_quotable_sentences() -> None:
    article = article_of(HARVEST)

    assert quoted(article, Method.LEAD, 2) == sentences_of(article)[:2]


def test_edmundson_takes_the_words_of_a_given_title_and_not_those_of_a_derived_one() -> None:
    lines = [f"The town of Veld heard speech number {number} about its roads." for number in range(9)]
    lines[4] = "The olive harvest in the valleys was small."
    derived = article_of(" ".join(lines))
    given = replace(derived, title="Small olive harvest", title_origin=TitleOrigin.GIVEN)
    misleading = replace(derived, title="Small olive harvest")

    assert lines[4] in quoted(given, Method.EDMUNDSON, 1)
    assert lines[4] not in quoted(misleading, Method.EDMUNDSON, 2)


def test_a_short_article_is_not_padded_with_sentences_that_lean_on_others() -> None:
    article = article_of(
        "The harbour froze over on Sunday for the first time. It thawed on Monday. However, few saw it."
    )

    assert quoted(article, sentences=3) == ["The harbour froze over on Sunday for the first time."]


def test_of_equal_sentences_the_earlier_is_taken() -> None:
    article = article_of("\n\n".join(["The harbour froze over on Sunday night again."] * 3))

    (extract,) = summarize(article, Method.LEX_RANK, Size(sentences=1)).extracts

    assert extract.start == 0


def test_a_huge_article_is_ranked_by_a_bounded_sample() -> None:
    article = article_of(
        "\n\n".join(f"The boat number {n} left the harbour on day {n}." for n in range(1_000))
    )

    summary = summarize(article, Method.LEX_RANK, Size(sentences=3))

    assert len(summary.extracts) == 3
    assert len(article.numbered) > MAX_RANKED


def test_a_language_without_resources_is_summarised_all_the_same() -> None:
    article = article_of(
        "Ang tulay ay binuksan noong Lunes sa bayan. Natuwa ang mga tao sa bagong tulay nila."
    )

    assert len(quoted(article, sentences=1)) == 1


@pytest.mark.parametrize("words", [40, 60, 100])
@pytest.mark.parametrize("method", Method)
def test_a_summary_of_so_many_words_has_no_more(method: Method, words: int) -> None:
    article = article_of(BRIDGE)

    extracts = summarize(article, method, Size(words=words)).extracts

    assert extracts
    assert sum(len(article.words_of(extract).split()) for extract in extracts) <= words


def test_what_was_said_is_not_said_again() -> None:
    said = "The council of Veld voted for a second bridge across the harbour on Monday."
    again = "The council of Veld has voted for a second bridge across the harbour."
    other = "Traders of the fishing quarter fear that tolls will drive their customers to Marn."
    article = article_of(f"{said} {again} {other}")

    assert quoted(article, sentences=2) == [said, other]


@pytest.mark.parametrize("method", Method)
def test_the_judgement_on_each_sentence_is_that_of_the_summary(method: Method) -> None:
    article = article_of(BRIDGE)

    judged = judge(article, method, Size(sentences=2))

    assert [each.sentence for each in judged] == list(article.numbered)
    assert [article.words_of(each.sentence) for each in judged if each.is_chosen] == quoted(
        article, method, 2
    )


def test_the_parts_of_a_score_add_up_to_it() -> None:
    for each in judge(article_of(BRIDGE), Method.BRIEFING, Size(sentences=2)):
        assert each.score == pytest.approx(sum(each.parts.values()), abs=1e-6)


@pytest.mark.parametrize("model", [*news.trained_models().values(), news.HAND_RULE])
def test_the_weights_name_features_that_there_are(model: news.Model) -> None:
    assert set(model.weights) <= set(news.SENTENCE_FEATURES)
    assert set(model.summary_weights) <= set(news.SUMMARY_FEATURES)


@pytest.mark.parametrize("sentences", [["Yes."], ["The and of."], ["The harbour froze."] * 2])
def test_a_text_with_little_in_it_has_features_all_the_same(sentences: list[str]) -> None:
    found = news.feature_matrix(news.Text(sentences, "en", ""))

    assert found.shape == (len(sentences), len(news.SENTENCE_FEATURES))
    assert np.isfinite(found).all()


def test_what_other_sentences_take_up_counts() -> None:
    text = news.Text(
        [
            "The council voted for a harbour bridge.",
            "Traders fear for the harbour bridge and its tolls.",
            "Rain fell.",
        ],
        "en",
        "",
    )

    for name in ("words that return", "shared words", "shared phrases"):
        first, second, unrelated = news.SENTENCE_FEATURES[name](text)
        assert min(first, second) > unrelated == 0, name
    assert news.SENTENCE_FEATURES["words that return"](text).tolist() == [
        2 / 4,
        2 / 5,
        0,
    ]  # "harbour bridge", of four and of five


def test_what_a_summary_is_worth_is_said_of_it_as_a_whole() -> None:
    text = news.Text(sentences_of(article_of(BRIDGE)), "en", "")
    ranking = news.trained_models()["sentences"].ranking(text)
    assert ranking.subset_score is not None

    alone = ranking.subset_score((), np.arange(len(text.sentences))[:, None])
    assert alone == pytest.approx(ranking.scores)
    at_once = ranking.subset_score((), np.array([[0, 1, 2]]))
    in_steps = ranking.subset_score((1,), np.array([[0, 2]]))
    assert at_once == pytest.approx(in_steps)


def test_a_summary_is_as_like_the_whole_as_its_words_together() -> None:
    text = news.Text(["The ferry sank.", "A storm sank the ferry.", "Traders wept."], "en", "")
    whole, both = np.array([2, 2, 1, 1, 1]), np.array([1, 1, 0, 1, 1])  # ferry, sank, storm, traders, wept

    (found,) = news.SUMMARY_FEATURES["like the whole"](text, (), np.array([[0, 2]]))

    assert found == pytest.approx(both @ whole / np.linalg.norm(both) / np.linalg.norm(whole))


def test_names_and_measures_are_those_of_a_newspaper() -> None:
    text = news.Text(
        [
            "Mayor Ines Lind met Omar Brandt.",
            "Lind told Brandt of £3m for 40% of Veld.",
            "Rain fell on 3 May.",
        ],
        "en",
        "",
    )

    assert news.SENTENCE_FEATURES["new names"](text).tolist() == [4 - 0, 1, 1]
    assert news.SENTENCE_FEATURES["measures"](text).tolist() == [0, 1, 0]
