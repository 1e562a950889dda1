"""The owner's three articles: what must be right on them, from the file to `briefing.json`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import PROJECT, SEEDS

from generator import feeds
from generator.build import build
from generator.config import Settings, read

FAILED_DIPLOMACY = "000_f0e578f9351cdb1d"
SECURITY_DEMANDS = "001_ef53fb99174f83d3"
TRUSS_IN_MOSCOW = "002_20aa0b6dc9cd8280"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    docs = tmp_path_factory.mktemp("docs")
    return replace(read(PROJECT / "mkdocs.yml"), docs=docs)


@pytest.fixture(scope="module")
def briefing(settings: Settings) -> dict[str, Any]:
    build(settings)
    return dict(json.loads((settings.docs / "briefing.json").read_text(encoding="utf-8")))


def article(briefing: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(dict(each) for each in briefing["articles"] if each["id"] == id_)


def quoted(briefing: dict[str, Any]) -> list[tuple[str, str]]:
    """Every quotation of the site with the article it is from."""
    summaries = [
        (each["id"], extract["text"]) for each in briefing["articles"] for extract in each["summary"]
    ]
    digests = [
        (extract["article"], extract["text"]) for each in briefing["themes"] for extract in each["digest"]
    ]
    return summaries + digests


def page(settings: Settings, id_: str) -> str:
    return (settings.docs / f"articles/{id_}.md").read_text(encoding="utf-8")


def test_all_three_are_published(briefing: dict[str, Any]) -> None:
    counts = {"found": 3, "published": 3, "duplicates": 0, "quarantined": 0, "ignored": 0}
    assert briefing["counts"] == counts
    assert {each["id"] for each in briefing["articles"]} == {
        FAILED_DIPLOMACY,
        SECURITY_DEMANDS,
        TRUSS_IN_MOSCOW,
    }


def test_the_data_is_as_its_schema_says(briefing: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(feeds.schema()).validate(briefing)


def test_every_extract_is_found_word_for_word_in_its_file(briefing: dict[str, Any]) -> None:
    assert len(quoted(briefing)) >= 9
    for id_, text in quoted(briefing):
        source = (SEEDS / article(briefing, id_)["source"]).read_text(encoding="utf-8")
        assert text in " ".join(source.split())


def test_the_date_line_is_a_date_and_the_other_two_have_none(briefing: dict[str, Any]) -> None:
    dates = {each["id"]: each["published"] for each in briefing["articles"]}
    assert dates == {SECURITY_DEMANDS: "2022-02-14", FAILED_DIPLOMACY: None, TRUSS_IN_MOSCOW: None}
    assert {"text": "date 2022-02-14", "reason": "date line"} in article(briefing, SECURITY_DEMANDS)[
        "removed"
    ]


def test_sub_headings_are_headings_on_the_page_and_never_quoted(
    briefing: dict[str, Any], settings: Settings
) -> None:
    for heading in (
        "What is at stake for Moscow in the Russia-Ukraine crisis?",
        "Russia's list of security demands",
        "What will happen if Russia invades?",
    ):
        assert f"<h3>{heading}</h3>" in page(settings, SECURITY_DEMANDS)
        assert all(heading not in text for _, text in quoted(briefing))


def test_the_photo_credit_is_removed_and_recorded(briefing: dict[str, Any], settings: Settings) -> None:
    credit = "Photo taken from Wikimedia Commons"
    assert {"text": credit, "reason": "picture credit"} in article(briefing, TRUSS_IN_MOSCOW)["removed"]
    text, removed = page(settings, TRUSS_IN_MOSCOW).split("## What cleaning removed")
    assert credit not in text
    assert credit in removed


def test_the_sentence_fused_with_a_headline_is_never_quoted(briefing: dict[str, Any]) -> None:
    assert all("why the word ‘invasion’ matters" not in text for _, text in quoted(briefing))


def test_the_quotation_over_paragraphs_is_several_sentences_none_without_its_speaker(
    briefing: dict[str, Any], settings: Settings
) -> None:
    shown = page(settings, TRUSS_IN_MOSCOW)
    sentences = re.findall(r'<(?:mark|span) id="s\d+">(.*?)(?=<(?:mark|span) id="s|</p>)', shown, re.DOTALL)
    assert max(len(re.sub(r"<[^>]*>", "", sentence).split()) for sentence in sentences) < 60
    for part in (
        "historic undertaking",
        "UK remains unwavering",
        "real diplomacy, not coercive",
        "lines in the snow",
    ):
        assert all(part not in text for _, text in quoted(briefing))


def test_titles_are_derived_from_the_articles_own_words(briefing: dict[str, Any]) -> None:
    titles = {each["id"]: each["title"] for each in briefing["articles"]}
    assert titles == {
        FAILED_DIPLOMACY: "The failure of weeks of intense diplomacy to defuse the growing crisis",
        SECURITY_DEMANDS: "As Russia has gathered at least 1,30,000 troops",
        TRUSS_IN_MOSCOW: "UK foreign secretary Liz Truss has called on Russia to abandon its “Cold War rhetoric”",
    }
    for each in briefing["articles"]:
        assert each["title_origin"] == "derived"
        assert len(each["title"]) <= 90
        source = (SEEDS / each["source"]).read_text(encoding="utf-8")
        assert re.search(re.escape(each["title"]) + r"(?!\w)", source)


def test_no_extract_opens_with_a_dangling_reference(briefing: dict[str, Any]) -> None:
    dangling = (
        "Their ",
        "However",
        "That ",
        "This ",
        "In response",
        "The move",
        "Meanwhile",
        "Elsewhere",
        "It ",
        "She ",
    )
    assert not [text for _, text in quoted(briefing) if text.startswith(dangling)]


def test_indian_grouping_of_digits_stays_as_printed(briefing: dict[str, Any], settings: Settings) -> None:
    assert "at least 1,30,000 troops" in page(settings, SECURITY_DEMANDS)
    assert any("1,30,000" in text for _, text in quoted(briefing))


def test_each_theme_has_articles_and_a_digest_from_different_articles(briefing: dict[str, Any]) -> None:
    assert [theme["id"] for theme in briefing["themes"]] == ["sanctions", "nato-expansion", "diplomacy"]
    for theme in briefing["themes"]:
        articles = [extract["article"] for extract in theme["digest"]]
        assert articles
        assert len(articles) == len(set(articles))
        assert set(articles) <= set(theme["articles"])


def test_evidence_is_the_place_of_a_term(briefing: dict[str, Any], settings: Settings) -> None:
    themes = {theme["id"]: theme for theme in article(briefing, TRUSS_IN_MOSCOW)["themes"]}
    assert themes["diplomacy"]["primary"]
    assert {place["term"] for place in themes["nato-expansion"]["evidence"]} >= {"Nato"}


def test_the_summary_and_the_marked_sentences_lead_to_each_other(settings: Settings) -> None:
    shown = page(settings, SECURITY_DEMANDS)
    numbers = re.findall(r'<li id="q(\d+)"><a class="b-n" href="#s\1"', shown)
    assert len(numbers) == 3
    for number in numbers:
        assert f'<mark id="s{number}"><a class="b-n" href="#q{number}"' in shown


def test_a_second_build_writes_nothing(briefing: dict[str, Any], settings: Settings) -> None:
    published = build(settings).published
    assert published.written == published.deleted == ()
    assert len(published.unchanged) >= 12


def test_the_owners_files_are_in_the_repository_as_they_were_given() -> None:
    given = PROJECT.parent / "shared" / "seeds"
    if not given.is_dir():
        pytest.skip(
            "The owner's originals are not beside this checkout, so there is nothing to compare with."
        )
    for original in given.iterdir():
        assert (SEEDS / original.name).read_bytes() == original.read_bytes()


def test_a_seed_is_never_written_to(settings: Settings) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path(SEEDS).iterdir()}
    build(settings)
    assert {path: path.stat().st_mtime_ns for path in Path(SEEDS).iterdir()} == before
