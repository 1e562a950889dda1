"""Cleaning removes what is not prose, names every removal, and changes no word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import BRIDGE, HARVEST, article_of, sentences_of
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.articles import assemble, ledger
from generator.articles.addresses import address
from generator.articles.titles import MAX_TITLE_CHARS
from generator.models import (
    Article,
    Block,
    BlockKind,
    DecodedText,
    ExtractedDocument,
    MetadataValue,
    Reason,
    RejectionReason,
    Removed,
    TitleOrigin,
)

LOANS = "The council will decide on the loans in spring."


def draft(source: str, slug: str | None = None) -> ExtractedDocument:
    block = Block(kind=BlockKind.PARAGRAPH, text=HARVEST)
    given = MetadataValue(value=slug, origin="front matter") if slug else None
    return ExtractedDocument(
        source=source, sha256="0" * 64, decoded=(DecodedText(text=HARVEST),), blocks=(block,), slug=given
    )


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


def drafted(*paragraphs: str, title: str | None = None) -> ExtractedDocument:
    return ExtractedDocument(
        source="note.txt",
        sha256="0" * 64,
        decoded=(DecodedText(text="\n\n".join(paragraphs)),),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in paragraphs),
        title=MetadataValue(value=title, origin="front matter") if title else None,
    )


def cleaned(*paragraphs: str, title: str | None = None) -> Article:
    article = assemble(drafted(*paragraphs, title=title))
    assert article is not None
    return article


def removals(article: Article) -> list[tuple[str, Removed]]:
    return [(removal.text, removal.reason) for removal in article.removed]


# Lines that a news page prints around its articles; each is a paragraph.
LINES = {
    "Photograph: A. Weaver/Harbour Agency": Removed.PICTURE_CREDIT,
    "Credit: Ines Corder/Getty Images": Removed.PICTURE_CREDIT,
    "Ines Corder/Reuters": Removed.PICTURE_CREDIT,
    "Image source, Harbour Archive": Removed.PICTURE_CREDIT,
    "A grower walks between bare trees in the valley. Photograph: A. Weaver/Harbour Agency": Removed.CAPTION,
    "Oda Lind and Ines Corder were the first in the valley to apply for a loan. Photograph: AP": Removed.CAPTION,
    "Bare trees in the southern valley (Oda Lind/AFP)": Removed.CAPTION,
    "Image caption, Bare trees in the southern valley": Removed.CAPTION,
    "01:48 Growers gather in the square to ask for wells – video": Removed.VIDEO,
    "Growers gather in the square to ask for wells – video report": Removed.VIDEO,
    "Watch: growers gather in the square": Removed.VIDEO,
    "Sign up to Morning Post, our free daily newsletter – every weekday morning at 7am": Removed.NEWSLETTER,
    "Subscribe to our weekly letter on farming.": Removed.NEWSLETTER,
    "Want more stories from the valleys delivered to your inbox?": Removed.NEWSLETTER,
    "Valley Post is delivered to thousands of inboxes every weekday.": Removed.NEWSLETTER,
    "Read more: Why the wells of the coast run dry": Removed.PROMOTION,
    "Related: Why the wells of the coast run dry": Removed.PROMOTION,
    "Story continues below advertisement": Removed.PROMOTION,
    "Follow The Valley Post on Facebook and Instagram.": Removed.PROMOTION,
    "If you have any questions about this page please email post@valley.example": Removed.PROMOTION,
    "Listen to the full interview on Valley Radio at nine.": Removed.PROMOTION,
    "No rain again 🌵 #drought #valleys pic.twitter.com/abc123 — Oda Lind (@odalind) May 3, 2021": Removed.POST,
    "Three weeks without a drop. — Oda Lind (@odalind) 3 May 2021": Removed.POST,
    "Reuters, Agence France-Presse and Associated Press contributed to this report": Removed.SIGN_OFF,
    "Ines Corder contributed reporting from Veld, and Oda Lind from Marn.": Removed.SIGN_OFF,
    "Ines Corder and Oda Lind reported from Veld, and Tom Hale from Marn.": Removed.SIGN_OFF,
    "Reporting by Ines Corder in Veld; Editing by Oda Lind": Removed.SIGN_OFF,
    "With Reuters and AFP": Removed.SIGN_OFF,
    "© The Valley Post. All rights reserved.": Removed.NOTICE,
}


@pytest.mark.parametrize(("line", "reason"), LINES.items())
def test_a_line_of_the_page_is_removed_and_the_reason_is_named(line: str, reason: Removed) -> None:
    article = cleaned(HARVEST, line, LOANS)

    assert removals(article) == [(line, reason)]
    assert line not in article.text


@pytest.mark.parametrize("line", LINES)
def test_without_a_removed_line_the_article_is_the_same(line: str) -> None:
    with_it, without = cleaned(HARVEST, line, LOANS), cleaned(HARVEST, LOANS)

    assert with_it.text == without.text
    assert with_it.sentences == without.sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Photographs from the valley show rows of bare trees, and growers fear that next year will be no better.",
        "Photographs from the valley show bare trees.",
        "Growers who sign up to the scheme before May will get their loans first.",
        "The council said that growers should subscribe to the new water scheme.",
        "Reuters reported that the council of Veld had refused the loans.",
        "The rain contributed to the late harvest in the valleys.",
        "Readers of the Valley Post sent newsletters to the council in protest.",
        "The council follows the rules that the coast has set on Facebook and elsewhere.",
        "The growers read the full report of the council aloud in the square.",
        "Oda Lind reported from the square that growers had refused the loans.",
        "Watching the skies over Marn, growers hope for a video call with the minister of water.",
    ],
)
def test_prose_about_the_same_things_is_not_removed(sentence: str) -> None:
    article = cleaned(HARVEST, sentence)

    assert article.removed == ()
    assert sentences_of(article)[-1] == sentence


def test_single_sentences_are_removed_from_the_middle_of_a_paragraph() -> None:
    prompt = "Sign up to Morning Post, our free daily newsletter – every weekday morning at 7am."
    article = cleaned(f"Growers blame a dry winter for it. {prompt} {LOANS}", HARVEST)

    assert sentences_of(article)[:2] == ["Growers blame a dry winter for it.", LOANS]
    assert removals(article) == [(prompt, Removed.NEWSLETTER)]


def test_a_prompt_that_ran_into_the_next_sentence_is_cut_off_at_its_end() -> None:
    prompt = "Sign up to Morning Post, our free daily newsletter – every weekday at 7am BST"
    article = cleaned(f"Growers blame a dry winter for it. {prompt} {LOANS}", HARVEST)

    assert sentences_of(article)[:2] == ["Growers blame a dry winter for it.", LOANS]
    assert removals(article) == [(prompt, Removed.NEWSLETTER)]


def test_a_credit_that_ran_into_prose_stays_and_its_caption_is_never_quoted() -> None:
    caption = "A grower shows the well of the fishing quarter to the mayor."
    article = cleaned(f"{' '.join(HARVEST.split())} {LOANS} {caption} Photograph: A. Weaver/Harbour Agency")

    assert article.removed == ()
    assert [article.words_of(s) for s in article.numbered if s.rejection is RejectionReason.CAPTION] == [
        caption,
        "Photograph: A. Weaver/Harbour Agency",
    ]


def test_a_pull_quote_that_repeats_the_body_is_removed() -> None:
    quote = "Growers blamed a dry winter and late frost"
    article = cleaned(HARVEST, quote, LOANS)

    assert removals(article) == [(quote, Removed.REPEATED)]


def test_a_paragraph_printed_twice_is_kept_once() -> None:
    article = cleaned(HARVEST, LOANS, LOANS)

    assert sentences_of(article).count(LOANS) == 1
    assert removals(article) == [(LOANS, Removed.REPEATED)]


def test_the_first_paragraph_stays_though_a_later_one_repeats_it() -> None:
    article = cleaned(LOANS, f"{LOANS} Growers asked for it.")

    assert article.text.startswith(LOANS)
    assert article.removed == ()


def test_a_title_given_elsewhere_is_not_repeated_in_the_text() -> None:
    title = "Smallest olive harvest in two decades"
    article = cleaned(title, HARVEST, title=title)

    assert article.title == title
    assert removals(article) == [(title, Removed.TITLE)]


def test_a_first_line_unlike_the_title_stays_as_a_heading() -> None:
    article = cleaned("From our own reporter in Veld", HARVEST, title="Smallest olive harvest")

    assert article.words_of(article.sentences[0]) == "From our own reporter in Veld"
    assert article.sentences[0].rejection is RejectionReason.HEADING


def test_what_a_reader_marks_as_a_caption_is_removed() -> None:
    drafts = drafted(HARVEST, "Oda Lind with the mayor of Veld.", LOANS)
    blocks = (drafts.blocks[0], replace(drafts.blocks[1], kind=BlockKind.CAPTION), drafts.blocks[2])
    article = assemble(replace(drafts, blocks=blocks))

    assert article is not None
    assert removals(article) == [("Oda Lind with the mayor of Veld.", Removed.CAPTION)]


def test_two_sentences_that_a_removal_left_together_are_no_heading() -> None:
    text = "He thanked the engineers. Follow The Valley Post on Facebook and Instagram. Who will pay?"
    article = assemble(drafted(HARVEST, text, LOANS))

    assert article is not None
    told = [article.words_of(sentence) for sentence in article.numbered]
    assert {"He thanked the engineers.", "Who will pay?"} <= set(told)


# --- what holds for every text -----------------------------------------------------------------------------

PROSE = [sentence for text in (BRIDGE, HARVEST) for sentence in " ".join(text.split()).split(". ")]
PIECES = st.one_of(
    st.sampled_from([f"{sentence.rstrip('.')}." for sentence in PROSE]),
    st.sampled_from(sorted(LINES)),
    st.sampled_from(
        ["Who will pay?", "The growers said:", "What they ask for", "“Never,” she said.", "date 2021-11-05"]
    ),
    st.text(alphabet="aAbB .,:;!?“”\"'’()/@#-–—:1290\n", max_size=60),
)
PARAGRAPHS = st.lists(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8)


@given(PARAGRAPHS)
@settings(deadline=None)
def test_cleaning_only_removes(paragraphs: list[str]) -> None:
    article = assemble(drafted(*paragraphs))
    if article is None:
        return
    source = " ".join(" ".join(paragraphs).split())
    position = 0
    for sentence in article.sentences:
        words = article.words_of(sentence)
        assert words in source[position:]
        position = source.index(words, position) + len(words)


@given(PARAGRAPHS)
@settings(deadline=None)
def test_every_word_is_in_the_text_or_among_the_removed(paragraphs: list[str]) -> None:
    article = assemble(drafted(*paragraphs, title="Of wells and bridges"))
    if article is None:
        return
    told = article.text.split() + [word for removal in article.removed for word in removal.text.split()]
    assert sorted(told) == sorted(" ".join(paragraphs).split())


@given(PARAGRAPHS)
@settings(deadline=None)
def test_a_cleaned_text_has_nothing_to_remove(paragraphs: list[str]) -> None:
    once = assemble(drafted(*paragraphs, title="Of wells and bridges"))
    if once is None:
        return
    again = assemble(drafted(*once.text.split("\n\n"), title="Of wells and bridges"))

    assert again is not None
    assert again.text == once.text
    assert again.removed == ()


def test_a_short_line_without_a_full_stop_before_prose_is_a_heading() -> None:
    article = article_of(
        f"{HARVEST}\n\nWhat the growers ask for\n\nThe growers ask for wells in every valley."
    )

    headings = [article.words_of(s) for s in article.sentences if s.rejection is RejectionReason.HEADING]
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
    assert len(article.title) <= MAX_TITLE_CHARS


def test_a_derived_title_does_not_open_a_quotation_that_it_leaves_open() -> None:
    article = article_of(
        "The minister of fisheries promised on Tuesday “a fair share of the catch for every boat that sails from "
        "a harbour of the eastern coast” and a register of boats."
    )

    assert article.title == "The minister of fisheries promised on Tuesday"


def test_what_has_no_sentence_to_quote_is_no_article() -> None:
    from generator.readers import plain
    from generator.readers.file import File

    (draft,) = plain.read(File(source="list.txt", data=b"Milk\nBread\nEggs\n"))

    assert assemble(draft) is None


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


def test_a_text_without_a_letter_is_no_text() -> None:
    number = replace(draft("number.txt"), decoded="12345", blocks=())

    assert ledger.without_sentence(number).reason is Reason.EMPTY
