"""What an extraction leaves out of a page's article is put back, or a note names it."""

from __future__ import annotations

import pytest

from generator.articles import assemble
from generator.models import ExtractedDocument
from generator.readers import webpage
from generator.readers.file import File

HOURS = {"two": "old", "three": "new", "four": "inner", "five": "outer", "six": "north", "nine": "south"}
SENTENCES = tuple(
    f"The council of Veld spent {number} hours on Monday on the plan of a wall around the {place} harbour."
    for number, place in HOURS.items()
)
PARAGRAPHS = tuple(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page(body: str, element: str = "article") -> ExtractedDocument:
    html = (
        "<html><body><nav><a href='/'>Home</a></nav>"
        f"<{element}><h1>Wall of Veld</h1>{body}</{element}><footer><p>Copyright</p></footer></body></html>"
    )
    return webpage.page(File(source="a.html", data=html.encode()))


def text(document: ExtractedDocument) -> list[str]:
    return [block.text for block in document.blocks if block.text != "Wall of Veld"]


WHOLE = {
    "two bodies around an advertisement": (
        f"<div class='text'>{''.join(PARAGRAPHS[:4])}</div><div class='ad'><img src='x'></div>"
        f"<div class='text'>{''.join(PARAGRAPHS[4:])}</div>"
    ),
    "bare text above the paragraphs": SENTENCES[0] + "".join(PARAGRAPHS[1:]),
    "bare text behind each paragraph": "".join(
        paragraph if index % 2 else sentence
        for index, (paragraph, sentence) in enumerate(zip(PARAGRAPHS, SENTENCES, strict=True))
    ),
    "a standfirst": f"<div class='article__standfirst'>{SENTENCES[0]}</div>{''.join(PARAGRAPHS[1:])}",
    "paragraphs alone": "".join(PARAGRAPHS),
}


@pytest.mark.parametrize("body", WHOLE.values(), ids=list(WHOLE))
def test_all_that_belongs_to_the_article_is_read_in_its_order(body: str) -> None:
    document = page(body)

    assert text(document) == list(SENTENCES)
    assert document.notes == ()


def test_a_tenth_of_the_article_left_out_is_named() -> None:
    document = page("".join(PARAGRAPHS[:4]) + f"<div class='article-footer'>{''.join(PARAGRAPHS[4:])}</div>")

    assert text(document) == list(SENTENCES[:4])
    assert document.notes[0].startswith(
        f'38 of 117 words on the page are not used, from "{SENTENCES[4][:40]}'
    )
    article = assemble(document)
    assert article is not None
    assert document.notes[0] in article.notes


@pytest.mark.parametrize(
    "beside",
    [
        "<aside><p>Read our letter on the harbours of the north, which comes every Monday at nine.</p></aside>",
        "<div class='more'><a href='/x'>A ferry to the islands sails again after nine days, say crews.</a></div>",
        "<div class='tags'>Veld, harbours, walls, councils, storms, winter, ferries, islands, herring</div>",
    ],
)
def test_what_is_no_prose_of_the_article_is_neither_put_back_nor_named(beside: str) -> None:
    document = page("".join(PARAGRAPHS) + beside)

    assert text(document) == list(SENTENCES)
    assert document.notes == ()


def test_a_line_that_is_only_a_link_to_another_article_is_left_out() -> None:
    teaser = "<p><a href='/ferry'>Ferry sinks off the island of Orlo</a></p>"

    assert text(page("".join(PARAGRAPHS[:3]) + teaser + "".join(PARAGRAPHS[3:]))) == list(SENTENCES)


def test_links_that_are_much_of_the_text_are_the_text() -> None:
    links = "".join(
        f"<p><a href='/{number}'>{sentence}</a></p>" for number, sentence in enumerate(SENTENCES[:3])
    )

    assert set(text(page(links + "".join(PARAGRAPHS[3:])))) >= set(SENTENCES[:3])


def test_a_box_about_the_author_is_left_out() -> None:
    box = "<div class='author-box'><div><p>Anna Lind has reported on harbours since 1998.</p></div></div>"

    assert text(page("".join(PARAGRAPHS) + box)) == list(SENTENCES)


def test_the_cells_of_a_table_are_read_each_for_itself() -> None:
    table = "<table><tr><th>Island</th><th>Boats</th></tr><tr><td>Veld</td><td>19</td></tr></table>"

    assert text(page("".join(PARAGRAPHS[:3]) + table + "".join(PARAGRAPHS[3:]))) == [
        *SENTENCES[:3], "Island", "Boats", "Veld", "19", *SENTENCES[3:],
    ]  # fmt: skip
