"""What `briefing evaluate` counts for saved pages, worked out by hand on pages written for these tests."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.errors import GoldError
from generator.evaluation import pages

PARAGRAPHS = (
    "The council of Veld approved a new harbour wall on Monday after nine hours of debate in the old town hall.",
    "The wall will cost nine million crowns and protect the old town from winter storms, the harbour board said.",
    "Fishermen from the four smaller islands argued that the money should be spent on ferries and on schools.",
    "Work begins in May and ends in the autumn of next year, the mayor told reporters on the steps of the hall.",
)
BODY = " ".join(PARAGRAPHS)
HTML = (
    "<html><head><title>Veld approves the wall</title><meta name=author content='Anna Lind'>"
    "<meta property='article:published_time' content='2024-03-05'></head><body><article><h1>Veld approves the wall</h1>"
    f"{''.join(f'<p>{paragraph}</p>' for paragraph in PARAGRAPHS)}</article><footer>Terms of the Veld Post</footer>"
    "</body></html>"
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold file of two pages, with a date and a title that are not those of the page."""
    html = base64.b64encode(HTML.encode()).decode()
    records = (
        {"id": "a", "html": html, "title": "Veld approves the wall", "author": "By ANNA LIND", "body": BODY},
        {
            "id": "b",
            "html": html,
            "date": "2024-03-06",
            "with": ["Work begins in May"],
            "without": ["Terms of the"],
        },
    )
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return file


def test_each_field_is_compared_on_the_pages_of_which_it_is_known(gold: Path) -> None:
    evaluation = pages.evaluate_pages(gold)

    own = {
        score.field: (score.known, score.right.value, score.wrong.value)
        for score in evaluation.readers[0].fields
    }
    assert own == {"title": (1, 1, 0), "author": (1, 1, 0), "date": (1, 0, 1), "outlet": (0, 0, 0)}
    assert evaluation.readers[0].present.value == evaluation.readers[0].absent.value == 1
    assert evaluation.readers[0].body.value == 1
    assert (evaluation.lost, evaluation.boilerplate.value) == ((), 0)


def test_the_body_is_compared_by_runs_of_four_words() -> None:
    known = "one two three four five"

    assert pages.body_f("One, two: three four!", known) == pytest.approx(2 * 1 / (1 + 2))
    assert pages.body_f("five four three two one", known) == 0
    assert pages.body_f("", "") == 1


def test_names_are_compared_whatever_their_order_and_what_stands_between_them() -> None:
    assert pages.is_same("author", "Olaf Orlo; ANNA LIND", "By Anna Lind and Olaf Orlo")
    assert not pages.is_same("author", "Anna Lind", "Anna Lind, Olaf Orlo")


def test_the_command_prints_both_readers_and_on_request_what_is_not_right(gold: Path) -> None:
    printed = CliRunner().invoke(app, ["evaluate", str(gold), "--each"]).stdout

    assert "| date, wrong" in printed
    assert "| b    | date    | 2024-03-06 | 2024-03-05   | 2024-03-05  |" in printed
    figures = json.loads(CliRunner().invoke(app, ["evaluate", str(gold), "--json"]).stdout)
    assert figures["readers"][0]["fields"][2]["wrong"]["value"] == 1


def test_a_page_that_is_not_base64_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text('{"id": "a", "html": "<p>"}', encoding="utf-8")

    with pytest.raises(GoldError, match=r"pages\.jsonl, line 1: needs `id`, and `html` in base64"):
        pages.evaluate_pages(file)
