"""Cleaning removes what is not prose, names every removal, and changes no word."""

from __future__ import annotations

import pytest
from conftest import HARVEST, article_of, sentences_of

from generator.cleaning import TITLE_LENGTH, address
from generator.models import Block, BlockKind, Draft, Given, Removed, TitleOrigin, Unquotable


def draft(source: str, slug: str | None = None) -> Draft:
    block = Block(kind=BlockKind.PARAGRAPH, text=HARVEST)
    given = Given(value=slug, origin="front matter") if slug else None
    return Draft(source=source, sha256="0" * 64, decoded=HARVEST, blocks=(block,), slug=given)


def test_a_date_line_fused_into_the_first_paragraph_is_the_date_and_not_a_sentence() -> None:
    article = article_of(
        " date 2021-11-05 The council met on Friday to vote on the harbour. It adjourned at noon."
    )

    assert article.published is not None
    assert article.published.isoformat() == "2021-11-05"
    assert article.published_origin == "opening line"
    assert sentences_of(article)[0] == "The council met on Friday to vote on the harbour."
    assert [(r.text, r.reason) for r in article.removed] == [("date 2021-11-05", Removed.DATE_LINE)]


def test_a_date_that_does_not_exist_stays_unknown() -> None:
    article = article_of("date 2021-02-30 The council met on Friday to vote on the harbour dues.")

    assert article.published is None


def test_a_date_inside_a_sentence_is_not_taken_for_the_date_of_publication() -> None:
    article = article_of("The treaty has a closing date 2021-11-05 which nobody expects to be kept.")

    assert article.published is None
    assert article.removed == ()


@pytest.mark.parametrize(
    "credit",
    [
        "Photo taken from the town archive",
        "Photograph: A. Weaver/Harbour Agency",
        "Picture by the port authority",
        "Image courtesy of the museum",
    ],
)
def test_a_picture_credit_is_removed_and_recorded(credit: str) -> None:
    article = article_of(f"{HARVEST}\n\n{credit}\n")

    assert credit not in article.text
    assert [(r.text, r.reason) for r in article.removed] == [(credit, Removed.PICTURE_CREDIT)]


def test_a_sentence_about_photographs_is_not_a_credit() -> None:
    sentence = "Photographs from the valley show rows of bare trees, and growers fear that next year will be no better."
    article = article_of(f"{HARVEST}\n\n{sentence}")

    assert sentences_of(article)[-1] == sentence


def test_a_short_line_without_a_full_stop_before_prose_is_a_heading() -> None:
    article = article_of(
        f"{HARVEST}\n\nWhat the growers ask for\n\nThe growers ask for wells in every valley."
    )

    headings = [article.words_of(s) for s in article.sentences if s.unquotable is Unquotable.HEADING]
    assert headings == ["What the growers ask for"]
    assert "What the growers ask for" not in sentences_of(article)


def test_a_heading_at_the_very_start_is_the_title_given() -> None:
    article = article_of(f"Smallest olive harvest in two decades\n\n{HARVEST}")

    assert (article.title, article.title_origin) == (
        "Smallest olive harvest in two decades",
        TitleOrigin.GIVEN,
    )
    assert not article.text.startswith("Smallest")


def test_without_a_title_one_is_derived_from_a_sentence_that_stands_alone() -> None:
    article = article_of("However, it rained. " + HARVEST)

    assert article.title_origin is TitleOrigin.DERIVED
    assert article.title == "The olive harvest in the southern valleys was the smallest in two decades"
    assert not article.title_cut


def test_a_derived_title_ends_with_a_clause_not_in_the_middle_of_one() -> None:
    article = article_of(
        "The regional council of the southern valleys has offered loans without interest to farms that lost more than "
        "half of their crop, provided that they plant again before the end of next year."
    )

    assert (
        article.title
        == "The regional council of the southern valleys has offered loans without interest to farms"
    )
    assert article.title_cut
    assert len(article.title) <= TITLE_LENGTH


def test_a_derived_title_does_not_open_a_quotation_that_it_leaves_open() -> None:
    article = article_of(
        "The minister of fisheries promised on Tuesday “a fair share of the catch for every boat that sails from "
        "a harbour of the eastern coast” and a register of boats."
    )

    assert article.title == "The minister of fisheries promised on Tuesday"


def test_what_has_no_sentence_to_quote_is_no_article() -> None:
    from generator.cleaning import clean
    from generator.readers import plain
    from generator.readers.file import File

    (draft,) = plain.read(File(source="list.txt", data=b"Milk\nBread\nEggs\n"))

    assert clean(draft) is None


def test_the_words_of_every_sentence_are_its_span_of_the_text() -> None:
    article = article_of(HARVEST)

    assert [s.number for s in article.numbered] == list(range(1, 5))
    assert " ".join(sentences_of(article)) == article.text


def test_a_plain_name_is_the_address() -> None:
    assert address(draft("001_olive-harvest.txt")) == "001_olive-harvest"


def test_other_names_are_made_plain_and_told_apart_by_their_path() -> None:
    first, second = address(draft("2021/Olive Harvest!.txt")), address(draft("2022/Olive Harvest!.txt"))

    assert first.startswith("olive-harvest-")
    assert first != second


def test_a_name_without_a_plain_letter_still_has_an_address() -> None:
    assert len(address(draft("Жатва.html"))) == 10


def test_a_slug_in_the_source_is_the_address() -> None:
    assert address(draft("2021/x.txt", slug="olive-harvest")) == "olive-harvest"
