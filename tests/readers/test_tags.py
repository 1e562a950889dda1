"""A text that mentions tags stays text; HTML is read as HTML only where its structure or its format says so."""

from __future__ import annotations

import json
from time import process_time

import pytest

from generator.models import ExtractedDocument, TextForm
from generator.readers import feed, jsonfile, mail, markdown, tags, webpage
from generator.readers.file import File

COUNCIL = "The harbour council met on Monday and approved the budget for the ferry."
TALKS = "The talks in the port ended on Friday after two days of argument."
MENTIONS = {
    "a lone tag": "Use <b> for bold.",
    "two lone tags": "Between <b> and </b> it is bold.",
    "a comparison": "The manual says that a<b and c>d was used.",
    "a comparison with an equal sign": "The rule was a <b and c=2> d.",
    "a list in brackets": "The manual says that x <a, y> z was used.",
    "an address": "Anna Lind <anna@veld.example> wrote it.",
    "an unknown element": "The form <sic> has nine fields.",
    "a script that does not end": "The page began with <i><script> and nothing else.",
    "a hidden element that does not end": "<span hidden> said the editor.",
    "a block element in a sentence": "The <p> tag opens a paragraph, and </p> closes it.",
    "a form": "The <form> has a <b>field.",
    "a line break": "Write <br> to end a line.",
}


def texts(document: ExtractedDocument) -> list[str]:
    return [" ".join(block.text.split()) for block in document.blocks]


def from_json(text: str) -> ExtractedDocument:
    (document,) = jsonfile.read(File(source="a.json", data=json.dumps({"text": text}).encode()))
    assert isinstance(document, ExtractedDocument)
    return document


def from_feed(description: str) -> ExtractedDocument:
    escaped = description.replace("&", "&amp;").replace("<", "&lt;")
    item = f"<item><title>T</title><description>{escaped}</description></item>"
    rss = f'<rss version="2.0"><channel><title>F</title>{item}</channel></rss>'
    (document,) = feed.read(File(source="a.rss", data=rss.encode()))
    assert isinstance(document, ExtractedDocument)
    return document


def from_mail(text: str) -> ExtractedDocument:
    (document,) = mail.read(File(source="a.eml", data=f"Content-Type: text/plain\n\n{text}".encode()))
    return document


def from_markdown(text: str) -> ExtractedDocument:
    (document,) = markdown.read(File(source="a.md", data=text.encode()))
    return document


READERS = {"JSON": from_json, "a feed": from_feed, "an e-mail": from_mail, "Markdown": from_markdown}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("mention", MENTIONS.values(), ids=list(MENTIONS))
def test_a_text_that_mentions_a_tag_keeps_its_words_and_paragraphs(name: str, mention: str) -> None:
    document = READERS[name](f"{COUNCIL}\n\n{mention}\n\n{TALKS}")

    assert texts(document) == [COUNCIL, mention, TALKS]


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{COUNCIL}</p><p>{TALKS}</p>",
        f"<p>{COUNCIL}\n<p>{TALKS}",
        f"<div>{COUNCIL}<br><br>{TALKS}</div>",
        f"<ul><li>{COUNCIL}</li><li>{TALKS}</li></ul>",
        f"{COUNCIL}<br/><br/>{TALKS}",
        f"{COUNCIL}\n\n<b>{TALKS}</b>",
        f"<p>{COUNCIL}</p>\n\n{TALKS}",
        f"&lt;p&gt;{COUNCIL}&lt;/p&gt;&lt;p&gt;{TALKS}&lt;/p&gt;",
    ],
)
def test_markup_that_structures_a_text_goes_and_divides_it(text: str) -> None:
    assert texts(from_json(text)) == texts(from_feed(text)) == [COUNCIL, TALKS]


def test_blank_lines_divide_what_html_leaves_outside_its_elements() -> None:
    document = from_json(f"<p>{COUNCIL}</p><p>{COUNCIL}</p>\n\nWhat comes next\n\n{TALKS}")

    assert texts(document)[2:] == ["What comes next", TALKS]


def test_html_that_its_format_names_so_is_html_whatever_its_structure() -> None:
    record = json.dumps({"content_html": f"{COUNCIL}<i>{TALKS}</i> Ruled &amp; done."})
    (document,) = jsonfile.read(File(source="a.json", data=record.encode()))

    assert isinstance(document, ExtractedDocument)
    assert document.decoded[0].form is TextForm.HTML
    assert texts(document) == [f"{COUNCIL}{TALKS} Ruled & done."]


def test_atom_says_whether_a_text_is_html() -> None:
    entries = "".join(
        f"<entry><id>{kind}</id><content type='{kind}'>AT&amp;amp;T and &lt;i&gt;Veld&lt;/i&gt;</content></entry>"
        for kind in ("text", "html")
    )
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entries}</feed>'
    _, html = feed.read(File(source="a.atom", data=atom.encode()))

    assert isinstance(html, ExtractedDocument)
    assert texts(html) == ["AT&T and Veld"]


STRUCK = "The ferry carried <del>ninety</del><ins>nine</ins> people to Veld on Monday."


@pytest.mark.parametrize("text", [STRUCK, f"<p>{STRUCK}</p>"])
def test_what_the_author_struck_out_is_no_text(text: str) -> None:
    page = webpage.page(File(source="a.html", data=text.encode()))

    for document in (from_json(text), from_feed(text), from_markdown(text), page):
        assert texts(document) == ["The ferry carried nine people to Veld on Monday."]
    assert texts(from_markdown("It carried ~~ninety~~ nine.")) == ["It carried nine."]


def test_a_page_keeps_words_between_brackets_that_are_no_tag() -> None:
    page = webpage.page(File(source="a.html", data=f"<p>{MENTIONS['a comparison']}</p>".encode()))

    assert texts(page) == [MENTIONS["a comparison"]]


def test_a_table_in_markdown_is_read_cell_by_cell() -> None:
    assert texts(from_markdown("| Town | Damage |\n|---|---|\n| Veld | None |")) == [
        "Town",
        "Damage",
        "Veld",
        "None",
    ]


@pytest.mark.parametrize(
    "hostile", ["<b", "<b ", "<b>", "<p>", "</p>", "<div>", "<script", "<!--", '<a ="', "\n\n<s>"]
)
def test_hostile_tags_take_time_in_proportion(hostile: str) -> None:
    text = hostile * (100_000 // len(hostile))
    started = process_time()

    tags.without_stray_signs(text)
    tags.is_html(text)
    tags.without_tags(text)

    assert process_time() - started < 3
