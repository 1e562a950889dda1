"""The stories against pairs that were judged by reading; needs ../shared/corpus, which is not part of the project."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from conftest import PROJECT
from test_stories import DAM, DAM_AGAIN, FERRY, WHEAT
from typer.testing import CliRunner

from generator.cli import app
from generator.errors import GoldError
from generator.evaluation import stories

GOLD = PROJECT / "tests/gold/stories.jsonl"
CORPUS = PROJECT.parent / "shared/corpus"
SOURCES = [CORPUS / "nyt-2022.jsonl", CORPUS / "guardian-2022.jsonl"]


def lines(file: Path, *records: dict[str, str]) -> Path:
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file


def articles(folder: Path) -> Path:
    texts = {"dam": DAM, "again": DAM_AGAIN, "ferry": FERRY, "wheat": WHEAT}
    return lines(
        folder / "articles.jsonl",
        *({"id": id_, "text": text, "published": "2024-05-01"} for id_, text in texts.items()),
    )


def test_the_gold_holds_judgements_of_pairs_and_no_text() -> None:
    found = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]

    assert all(set(pair) == {"a", "b", "same", "found"} for pair in found)
    assert all(len(value) <= 10 for pair in found for value in pair.values())
    assert len({(pair["a"], pair["b"]) for pair in found}) == len(found)
    assert Counter(pair["same"] for pair in found) == {"yes": 66, "no": 283, "unclear": 31}


def test_merged_pairs_are_counted_against_the_judgements(tmp_path: Path) -> None:
    gold = lines(
        tmp_path / "gold.jsonl",
        {"a": "dam", "b": "again", "same": "no"},
        {"a": "dam", "b": "ferry", "same": "yes"},
        {"a": "wheat", "b": "ferry", "same": "unclear"},
    )

    measured = stories.evaluate_stories(gold, [articles(tmp_path)])

    assert (measured.merged, measured.precision.value, measured.recall.value) == (1, 0.0, 0.0)
    assert measured.wrong == (("again", "dam"),)
    assert measured.missed == (("dam", "ferry"),)


def test_the_command_prints_precision_and_recall(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", {"a": "dam", "b": "again", "same": "yes"})

    done = CliRunner().invoke(app, ["evaluate", str(gold), "--articles", str(articles(tmp_path))])

    assert "| 1      | 100.00 [100.00, 100.00] | 100.00 [100.00, 100.00] |" in done.stdout


def test_a_judged_article_that_is_not_there_is_named(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", {"a": "dam", "b": "gone", "same": "yes"})

    with pytest.raises(GoldError, match="'gone'"):
        stories.evaluate_stories(gold, [articles(tmp_path)])


@pytest.mark.corpus
@pytest.mark.skipif(not all(map(Path.exists, SOURCES)), reason="../shared/corpus is not here")
def test_a_wrong_merge_is_rarer_than_one_in_twenty() -> None:
    measured = stories.evaluate_stories(GOLD, SOURCES)

    assert measured.precision.value >= 0.95
    assert measured.recall.value >= 0.65
