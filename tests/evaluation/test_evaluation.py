"""What `briefing evaluate` counts, worked out by hand on texts written for these tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from generator import evaluation
from generator.cli import app
from generator.config import read_themes
from generator.errors import GoldError
from generator.evaluation import bootstrap, cut, fill
from generator.evaluation.bootstrap import Share
from generator.evaluation.gold import LabelledDocument, ReferenceDocument
from generator.evaluation.rouge import rouge, tokens
from generator.models import DecodedText, Method, Theme

EVAL = PROJECT.parent / "shared" / "eval"


def scores(summary: list[str], reference: list[str]) -> tuple[float, ...]:
    return tuple(
        rouge([tokens(sentence) for sentence in summary], [tokens(sentence) for sentence in reference])
    )


# --- ROUGE -----------------------------------------------------------------------------------------------


def test_tokens_are_runs_of_letters_and_digits_in_lower_case_with_long_ones_stemmed() -> None:
    assert tokens("The mayor's 2 bridges, re-opened: says she died") == (
        "the", "mayor", "s", "2", "bridg", "re", "open", "say", "she", "die",
    )  # fmt: skip


def test_rouge_of_the_example_of_lin_2004() -> None:
    """§ 3.1: both share three words of four with the reference; only the order tells them apart."""
    reference = ["police killed the gunman"]

    assert scores(["police kill the gunman"], reference) == (1.0, 1.0, 1.0)  # the stem is the same
    assert scores(["police stop the gunman"], reference) == pytest.approx((3 / 4, 1 / 3, 3 / 4))
    assert scores(["the gunman stop police"], reference) == pytest.approx((3 / 4, 1 / 3, 2 / 4))


def test_rouge_lsum_of_the_example_of_lin_2004() -> None:
    """§ 3.2: reference w1 … w5; the summary's sentences share w1 w2 and w1 w3 w5 with it, together four."""
    _, _, rouge_lsum = scores(["w1 w2 w6 w7 w8", "w1 w3 w8 w9 w5"], ["w1 w2 w3 w4 w5"])

    assert rouge_lsum == pytest.approx(2 * 4 / (10 + 5))


def test_a_repeated_word_counts_as_often_as_both_texts_have_it() -> None:
    rouge_1, rouge_2, rouge_lsum = scores(["rain rain rain"], ["rain rain sun"])

    assert (rouge_1, rouge_2, rouge_lsum) == pytest.approx((2 / 3, 1 / 2, 2 / 3))


def test_a_word_of_the_summary_counts_for_one_sentence_of_the_reference_only() -> None:
    _, _, rouge_lsum = scores(["rain fell"], ["rain fell", "rain stopped"])

    assert rouge_lsum == pytest.approx(2 * 2 / (2 + 4))


WORDS = st.lists(st.sampled_from("harbour bridge mayor opens storm the a of".split()), min_size=1, max_size=8)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=4)


@given(TEXTS)
def test_a_text_has_the_highest_score_with_itself(text: list[str]) -> None:
    rouge_1, rouge_2, rouge_lsum = scores(text, text)

    assert (rouge_1, rouge_lsum) == (1.0, 1.0)
    assert rouge_2 == (1.0 if len(" ".join(text).split()) > 1 else 0.0)


@given(TEXTS, TEXTS)
def test_rouge_1_and_rouge_2_are_symmetric(text: list[str], other: list[str]) -> None:
    assert scores(text, other)[:2] == scores(other, text)[:2]


@given(TEXTS, TEXTS)
def test_rouge_lsum_is_at_most_rouge_1(text: list[str], other: list[str]) -> None:
    rouge_1, rouge_2, rouge_lsum = scores(text, other)

    assert 0 <= rouge_lsum <= rouge_1 <= 1
    assert 0 <= rouge_2 <= 1


@pytest.mark.parametrize(("summary", "reference"), [([], ["rain"]), (["rain"], []), (["…"], ["rain"])])
def test_an_empty_text_has_the_lowest_score(summary: list[str], reference: list[str]) -> None:
    assert scores(summary, reference) == (0, 0, 0)


# --- intervals ----------------------------------------------------------------------------------------------


def test_the_same_documents_give_the_same_interval() -> None:
    shares = [Share(number % 3, 3) for number in range(20)]
    first = bootstrap.estimate(shares)
    bootstrap.estimate(shares[:5])  # another size in between changes nothing

    assert bootstrap.estimate(shares) == first
    assert first.value == sum(number % 3 for number in range(20)) / 60
    assert first.low < first.value < first.high


def test_an_estimate_is_the_ratio_of_the_sums_and_not_the_mean_of_ratios() -> None:
    assert bootstrap.estimate([Share(1, 1), Share(0, 3)]).value == 0.25


def test_documents_are_compared_in_pairs() -> None:
    lead = [Share(number / 40, 1) for number in range(40)]
    better = [Share(share.part + 0.01, 1) for share in lead]

    gain = bootstrap.difference(better, lead)

    assert tuple(gain) == pytest.approx((0.01, 0.01, 0.01))


def test_an_estimate_without_any_sentence_is_zero() -> None:
    assert bootstrap.estimate([Share(0, 0), Share(0, 0)]) == (0, 0, 0)


# --- gold ----------------------------------------------------------------------------------------------------

OPENING = "The harbour town of Veld opened its second bridge on Monday."
PRAISE = "The mayor called the bridge a promise kept to the fishing quarter."
TRADERS = "Traders on the eastern bank expect sales to rise by a tenth."
PROMPT = "Sign up to our daily newsletter."
STEEL = "Sanctions on imported steel had delayed the work in Veld twice."
LABELLED = {
    "id": "bridge",
    "title": "Harbour town opens its second bridge",
    "published": "2022-03-01",
    "text": f"{OPENING} {PRAISE}\n\n{PROMPT}\n\n{TRADERS} {STEEL}",
    "sentences": [OPENING, PRAISE, PROMPT, f"{TRADERS} {STEEL}"],
    "annotators": [
        {"key": [0, 3], "also_ok": [1], "bad": [2]},
        {"key": [0], "also_ok": [3], "bad": [1, 2]},
    ],
}
REFERENCED = {
    "id": "harvest",
    "sents": [
        "the olive harvest was the smallest in two decades .",
        "growers blamed a dry winter and late frost .",
        "the council offered loans to every farm that lost its crop .",
        "few farms have applied so far .",
    ],
    "ref": ["growers blame a dry winter for the smallest olive harvest .", "the council offers loans ."],
}


def gold_file(folder: Path, *records: dict[str, Any] | str) -> Path:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path = folder / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_reference_set_keeps_its_sentences(tmp_path: Path) -> None:
    (document,) = evaluation.read(gold_file(tmp_path, REFERENCED)).documents

    assert isinstance(document, ReferenceDocument)
    assert [document.article.words_of(each) for each in document.article.sentences] == REFERENCED["sents"]
    assert document.reference == tuple(REFERENCED["ref"])


def test_every_sentence_of_a_text_without_capitals_may_be_quoted(tmp_path: Path) -> None:
    cased = REFERENCED | {
        "sents": ["Growers blamed a dry winter.", "However, few farms have applied so far."]
    }
    lower, upper = evaluation.read(gold_file(tmp_path, REFERENCED, cased)).documents

    assert {sentence.rejection for sentence in lower.article.sentences} == {None}
    assert [sentence.rejection is None for sentence in upper.article.sentences] == [True, False]


def test_a_labelled_set_keeps_paragraphs_labels_and_the_whole_text(tmp_path: Path) -> None:
    (document,) = evaluation.read(gold_file(tmp_path, LABELLED)).documents

    assert isinstance(document, LabelledDocument)
    assert [sentence.paragraph for sentence in document.article.sentences] == [0, 0, 1, 2]
    assert document.extracted.decoded == (DecodedText(text=LABELLED["text"]),)
    assert document.article.text == LABELLED["text"]
    assert document.annotators[1].bad == {1, 2}


def test_a_packed_file_is_read_like_a_plain_one(tmp_path: Path) -> None:
    plain = gold_file(tmp_path, LABELLED)
    packed = tmp_path / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    assert evaluation.read(packed).documents == evaluation.read(plain).documents


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "holds no document"),
        ("{", "line 1: is not JSON"),
        ("[]", "line 1: is not an object"),
        ('{"id": "a"}', "neither `ref` nor `annotators`"),
        ('{"id": "a", "ref": []}', "line 1: the field 'sents' is missing"),
        (json.dumps(LABELLED | {"sentences": [PRAISE, OPENING]}), "line 1: sentence 1 is not found"),
        (
            json.dumps(LABELLED | {"sentences": [OPENING]}),
            "line 1: `key` holds 3, but the sentences end at 0",
        ),
    ],
)
def test_an_unfit_line_is_named_in_the_error(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        evaluation.read(gold_file(tmp_path, line))


def test_a_missing_file_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"none\.jsonl: cannot be read"):
        evaluation.read(tmp_path / "none.jsonl")


# --- the figures ---------------------------------------------------------------------------------------------


def values(measured: evaluation.Evaluation, table: str, system: str) -> dict[str, float]:
    (rows,) = (shown.rows for shown in measured.tables if shown.title == table)
    (row,) = (row for row in rows if row.system == system)
    return {name: estimate.value for name, estimate in row.values.items()}


def test_labels_are_counted_for_any_annotator_and_on_average(tmp_path: Path) -> None:
    gold = evaluation.read(gold_file(tmp_path, LABELLED))

    measured = evaluation.evaluate(gold, [], sentences=4)

    assert values(measured, "sentences as labelled", "Lead-4") == {
        "key, any": 2 / 4,
        "key, mean": 1.5 / 4,
        "accepted, any": 3 / 4,
        "accepted, mean": 2.5 / 4,
        "never, any": 2 / 4,
        "never, mean": 1.5 / 4,
    }


def test_an_extract_of_a_build_counts_for_the_labelled_sentence_it_overlaps(tmp_path: Path) -> None:
    """Cleaning takes the prompt out, and the last labelled sentence holds two of ours."""
    gold = evaluation.read(gold_file(tmp_path, LABELLED))

    measured = evaluation.evaluate(gold, [Method.LEAD], sentences=4)

    (built,) = (table for table in measured.tables if table.title == "text as a build reads it")
    (judgement,) = built.rows[1].judgements
    assert judgement.labels == "0kk 1ox 3ko 3ko"


def test_lead_is_cut_to_the_length_of_the_extract_it_is_compared_with(tmp_path: Path) -> None:
    gold = evaluation.read(gold_file(tmp_path, REFERENCED))

    measured = evaluation.evaluate(gold, [Method.LEAD], sentences=1)

    whole = measured.tables[0]
    assert [row.length for row in whole.rows] == [9, 9]
    assert whole.rows[1].over_lead["ROUGE-1"] == (0, 0, 0)


def test_an_extract_can_be_cut_within_a_sentence() -> None:
    lines = [("a", "b", "c"), ("d", "e"), ("f",)]

    assert cut(lines, 4) == (("a", "b", "c"), ("d",))
    assert cut(lines, 0) == ()
    assert cut(lines, 9) == tuple(lines)


def test_a_summary_gets_longer_until_it_has_enough_tokens() -> None:
    lines = [("word",) * 25] * 6

    def summarize_to(words: int) -> tuple[int, ...]:  # where two words make one token
        return tuple(range(min(-(-words // 50), 6)))

    assert fill(summarize_to, lines, 300) == (0, 1, 2)
    assert fill(summarize_to, lines[:2], 100) == (0, 1)


@pytest.mark.parametrize("record", [LABELLED, REFERENCED], ids=["labelled", "referenced"])
def test_every_method_is_measured_beside_lead(tmp_path: Path, record: dict[str, Any]) -> None:
    measured = evaluation.evaluate(evaluation.read(gold_file(tmp_path, record)), sentences=2)

    for table in measured.tables:
        assert [row.system for row in table.rows][1:] == list(Method)


def test_a_set_of_both_kinds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="line 2: the field 'text' is missing"):
        evaluation.read(gold_file(tmp_path, LABELLED, REFERENCED))


# --- the command -----------------------------------------------------------------------------------------------


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(app, ["evaluate", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def themed(id_: str, text: str, *labels: tuple[list[str], str]) -> dict[str, Any]:
    people = [
        {"key": [], "also_ok": [], "bad": [], "themes": names, "primary": main} for names, main in labels
    ]
    return {"id": id_, "text": text, "sentences": [text], "annotators": people}


STEEL_THEMES = (
    Theme(id="sanctions", title="Sanctions", about="", terms=("sanction",)),
    Theme(id="talks", title="Talks", about="", terms=("talks",)),
)


def test_themes_are_counted_as_found_or_missed_by_any_person_and_by_each(tmp_path: Path) -> None:
    talks = "The talks of Veld began on Monday."
    gold = gold_file(
        tmp_path,
        themed("right", STEEL, (["sanctions"], "sanctions"), (["sanctions"], "sanctions")),
        themed("missed", OPENING, (["talks"], "talks"), ([], "talks")),
        themed("extra", talks, (["sanctions"], "sanctions"), (["other"], "other")),
    )

    measured = evaluation.evaluate_themes(evaluation.read(gold), STEEL_THEMES)

    sanctions, of_talks = measured.rows
    assert (sanctions.labelled, sanctions.found, of_talks.labelled, of_talks.found) == (2, 1, 1, 1)
    assert (sanctions.precision.value, sanctions.recall.value) == (1, 1 / 2)
    assert sanctions.f1.value == pytest.approx(2 / 3)
    assert sanctions.f1_each.value == pytest.approx((2 / 3 + 1) / 2)
    assert sanctions.people.value == pytest.approx(2 / 3)
    assert of_talks.f1.value == 0
    assert measured.mean.f1.value == pytest.approx(1 / 3)
    assert measured.primary.value == pytest.approx(1 / 3)
    assert measured.unknown == ("other",)
    assert [miss.document for miss in measured.misses] == ["missed", "extra"]
    assert measured.misses[1].primary == ("sanctions", "talks")
    table = dict(zip(measured.names, measured.confusion, strict=True))
    assert table["sanctions"] == (1, 1, 0)  # one found, one taken for talks
    assert table["talks"] == (0, 0, 1)  # taken for none


def test_themes_that_nobody_labelled_cannot_be_measured(tmp_path: Path) -> None:
    gold = evaluation.read(gold_file(tmp_path, themed("a", STEEL, (["other"], "other"))))

    with pytest.raises(GoldError, match="Its labels are other"):
        evaluation.evaluate_themes(gold, STEEL_THEMES)


def test_the_command_judges_the_themes_of_a_file(tmp_path: Path) -> None:
    gold = gold_file(tmp_path, themed("a", STEEL, (["sanctions"], "sanctions")))
    themes = tmp_path / "themes.yml"
    themes.write_text("themes: {sanctions: {title: Sanctions, terms: [sanction]}}")

    done = CliRunner().invoke(app, ["evaluate", str(gold), "--themes", str(themes), "--each"])
    data = CliRunner().invoke(app, ["evaluate", str(gold), "--themes", str(themes), "--json"])

    assert "| sanctions | 1        | 1     | 100.0 [100.0, 100.0]" in done.output
    assert "Main theme, right in 100.0" in done.output
    assert json.loads(data.output)["mean"]["f1"] == {"value": 1.0, "low": 1.0, "high": 1.0}


@pytest.mark.skipif(not (EVAL / "gold-dev.jsonl").exists(), reason="needs the labelled articles in ../shared")
def test_the_themes_of_the_labelled_articles_are_found() -> None:
    five = ["sanctions", "diplomacy", "military", "energy", "humanitarian"]

    measured = evaluation.evaluate_themes(
        evaluation.read(EVAL / "gold-dev.jsonl"), read_themes(PROJECT / "tests/gold/themes.yml"), five
    )

    assert measured.mean.f1.value >= 0.9
    assert measured.primary.value >= 0.8


def test_the_command_prints_a_table_for_people(tmp_path: Path) -> None:
    shown = run(gold_file(tmp_path, LABELLED), "--methods", "lead", "--sentences", "2", "--each")

    assert "| Lead-2 " in shown
    assert "| bridge " in shown
    assert "0kk 1ox" in shown


def test_the_command_prints_json_for_programs_the_same_each_time(tmp_path: Path) -> None:
    path = gold_file(tmp_path, REFERENCED)

    first, second = (run(path, "--methods", "lead,luhn", "--json") for _ in range(2))

    assert first == second
    rows = json.loads(first)["tables"][0]["rows"]
    assert [row["system"] for row in rows] == ["Lead-3", "lead", "luhn"]
    assert set(rows[0]["values"]["ROUGE-1"]) == {"value", "low", "high"}


def test_an_unknown_method_is_named_with_the_known_ones() -> None:
    with pytest.raises(GoldError, match=r'no method "leed"\. Known are .*lead, '):
        evaluation.parse_methods("lead,leed")


# --- beside the project ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not EVAL.is_dir(), reason="The labelled articles are not beside the project.")
def test_summaries_have_no_more_sentences_that_must_never_appear_than_the_openings_of_articles() -> None:
    gold = evaluation.read(EVAL / "gold-dev.jsonl")

    measured = evaluation.evaluate(gold, [Method.LEAD])

    table = "text as a build reads it"
    assert len(gold.documents) == 40
    assert values(measured, table, "lead")["never, any"] <= values(measured, table, "Lead-3")["never, any"]
    assert values(measured, table, "lead")["key, any"] >= values(measured, table, "Lead-3")["key, any"]
