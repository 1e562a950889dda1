"""The labels of 232 articles are what they say, and summaries are better by them than the articles' openings."""

from __future__ import annotations

import json
from pathlib import Path

import labels
import pytest

from generator import evaluation
from generator.models import Method

LINES = [json.loads(line) for line in labels.LABELS.read_text("utf-8").splitlines()]


def test_each_article_is_labelled_once() -> None:
    assert len({line["id"] for line in LINES}) == len(LINES) == 232


@pytest.mark.parametrize("name", [*labels.NAMES, "leaning"])
def test_labels_name_sentences_of_the_article(name: str) -> None:
    for line in LINES:
        assert set(line[name]) <= set(range(len(line["sentences"]))), line["id"]


def test_no_sentence_is_wanted_and_unwanted_or_within_another() -> None:
    for line in LINES:
        assert not {*line["key"], *line["also_ok"]}.intersection(line["bad"]), line["id"]
        ends = [place for span in line["sentences"] for place in span]
        assert ends == sorted(ends), line["id"]


@pytest.mark.corpus
@pytest.mark.skipif(not labels.CORPUS.exists(), reason="needs ../shared/corpus")
def test_summaries_hold_more_of_what_a_reader_would_print_than_the_opening(tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in labels.records()), encoding="utf-8")

    measured = evaluation.evaluate(evaluation.read(file), [Method.BRIEFING])

    for table in measured.tables:
        lead, ours = table.rows
        assert ours.values["accepted, any"].value > lead.values["accepted, any"].value
        assert ours.values["never, any"].value < lead.values["never, any"].value
