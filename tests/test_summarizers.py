"""Every summarizer that can be named gives whole, quotable sentences of the article in their order."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from conftest import BRIDGE, HARVEST, PROJECT, article_of, sentences_of

from generator.models import Article, Method, TitleOrigin
from generator.summarizers import MAX_RANKED, SCORERS, summarize


def quoted(article: Article, method: Method = Method.LEX_RANK, sentences: int = 3) -> list[str]:
    return [article.words_of(extract) for extract in summarize(article, method, sentences).extracts]


def test_every_method_has_a_scorer() -> None:
    assert set(SCORERS) == set(Method)


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
    assert summarize(article_of(BRIDGE), method, 2) == summarize(article_of(BRIDGE), method, 2)


def test_the_order_of_sets_which_changes_from_run_to_run_changes_no_score() -> None:
    script = (
        "from conftest import BRIDGE, article_of\n"
        "from generator.models import Method\n"
        "from generator.summarizers import SCORERS\n"
        "article = article_of(BRIDGE)\n"
        "print([SCORERS[method](article, article.numbered) for method in Method])"
    )

    first, second = (
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(PROJECT), str(PROJECT / "tests")])},
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

    (extract,) = summarize(article, Method.LEX_RANK, 1).extracts

    assert extract.start == 0


def test_a_huge_article_is_ranked_by_a_bounded_sample() -> None:
    article = article_of(
        "\n\n".join(f"The boat number {n} left the harbour on day {n}." for n in range(1_000))
    )

    summary = summarize(article, Method.LEX_RANK, 3)

    assert len(summary.extracts) == 3
    assert len(article.numbered) > MAX_RANKED


def test_a_language_without_resources_is_summarised_all_the_same() -> None:
    article = article_of(
        "Ang tulay ay binuksan noong Lunes sa bayan. Natuwa ang mga tao sa bagong tulay nila."
    )

    assert len(quoted(article, sentences=1)) == 1
