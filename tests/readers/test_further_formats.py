"""Saved pages in one file, mailboxes, tables and documents of Word, each made here and read to the end of a build."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from conftest import MakeSite

from generator.build import brief
from generator.models import Article, Reason
from generator.readers import FORMATS, File
from generator.readers.file import Refused

LEAD = "The council of Veld approved a new wall on Monday after nine hours of debate in the town hall."
COST = (
    "The wall will cost nine million crowns and keep the old quarter dry in winter, said the harbour board."
)
PLAN = (
    "Engineers from Aldermoor begin to measure the sea bed in May, and the first stones are laid in autumn."
)
PAGE = f"<html><head><title>Wall approved</title></head><article><p>{LEAD}</p><p>{COST}</p><p>{PLAN}</p></article>"
MHTML = (
    "From: <Saved by a browser>\nSnapshot-Content-Location: https://veld.example/wall\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: image/png\n\nx\n'
    f"--b\nContent-Type: text/html; charset=utf-8\n\n{PAGE}</html>\n--b--\n"
)
MBOX = "".join(
    f"From a@veld.example Tue Mar  5 10:00:00 2024\nFrom: Veld Courier <a@veld.example>\nSubject: Wall {n}\n"
    f"Date: Tue, 05 Mar 2024 10:00:00 +0100\nMessage-ID: <{n}@veld.example>\n\n{text}\n\n"
    ">From then on it rained in Veld and Arn.\n\n"
    for n, text in enumerate((LEAD, COST))
)
CSV = f'Title;Date;Source;Text\nWall;2024-03-05;Courier;"{LEAD}\n\n{COST}"\nPlan;;Courier;{PLAN}\n'


def docx(*paragraphs: tuple[str, str]) -> bytes:
    """A document of Word with paragraphs of (style, XML of its runs)."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>' for style, runs in paragraphs
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        )
    return packed.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


WORD = docx(
    ("Title", run("Wall approved")),
    (
        "Normal",
        run(LEAD[:30]) + "<w:del><w:r><w:delText>never said</w:delText></w:r></w:del>" + run(LEAD[30:]),
    ),
    ("Normal", run(COST)),
)


def articles_of(site: MakeSite, name: str, data: bytes) -> list[Article]:
    settings = site({})
    settings.seeds.mkdir(exist_ok=True)
    (settings.seeds / name).write_bytes(data)
    return sorted(brief(settings).articles, key=lambda article: article.title)


def test_a_page_saved_in_one_file_is_read_with_its_address(site: MakeSite) -> None:
    (article,) = articles_of(site, "a.mhtml", MHTML.encode())

    assert (article.title, article.url) == ("Wall approved", "https://veld.example/wall")
    assert LEAD in article.text


def test_each_message_of_a_mailbox_is_an_article(site: MakeSite) -> None:
    first, second = articles_of(site, "a.mbox", MBOX.encode())

    assert (first.title, second.title) == ("Wall 0", "Wall 1")
    assert "\n\nFrom then on it rained" in first.text


def test_each_row_of_a_table_is_an_article(site: MakeSite) -> None:
    plan, wall = articles_of(site, "a.csv", CSV.encode("utf-8-sig"))

    assert (wall.title, str(wall.published), wall.outlet) == ("Wall", "2024-03-05", "Courier")
    assert wall.text == f"{LEAD}\n\n{COST}"
    assert plan.text == PLAN


def test_a_document_of_word_is_read_without_what_was_deleted(site: MakeSite) -> None:
    (article,) = articles_of(site, "a.docx", WORD)

    assert article.title == "Wall approved"
    assert article.text == f"{LEAD}\n\n{COST}"


@pytest.mark.parametrize("name", ["a.docx", "a.mhtml"])
def test_a_file_that_is_none_is_set_aside_with_a_way_out(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        FORMATS[Path(name).suffix].read(File(source=name, data=b"no such file"))

    assert refusal.value.reason in (Reason.UNPARSABLE, Reason.EMPTY)
    assert refusal.value.hint.endswith(".")
