"""The proof stands on the decoded file: whatever a reader does wrong, in any format, its article is not published."""

from __future__ import annotations

import gzip
import json
import quopri
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from generator import readers
from generator.articles import assemble
from generator.articles.analysis import AnalysisOptions, process_file
from generator.errors import VerificationError
from generator.models import (
    ArticleAnalysis,
    Block,
    BlockKind,
    DecodedText,
    ExtractedDocument,
    LedgerEntry,
    Method,
    Outcome,
    Reason,
    TextForm,
)
from generator.readers import hypertext, lines, plain
from generator.safety.verification import file_html, file_text, stands_in_its_file
from generator.safety.verification.files import Losses
from generator.summarizers import Size

PARAGRAPHS = (
    "The harbour council of Veld met on Monday and approved “nine” million crowns for the ferry & its crew.",
    "What comes next",
    "Officials said that the talks in the port of Veld ended on Friday after two days of argument.",
    "The mayor told reporters that the ferry would sail again before the end of the summer.",
)
TEXT = "\n\n".join(PARAGRAPHS)
HTML = "".join(
    f"<p>{escape(paragraph).replace('council', 'coun<b>cil</b>')}</p>\n" for paragraph in PARAGRAPHS
)
PAGE = f"<!DOCTYPE html><html><body><nav>Home</nav><article>{HTML}</article></body></html>"
MARKDOWN = (
    TEXT.replace("council", "*council*").replace("What", "## What").replace("Officials", "[Officials](/o)")
)
RSS = (
    "<rss version='2.0'><channel><title>F</title><item><title>T</title>"
    f"<description>{escape(HTML)}</description></item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>T</title>"
    f"<content type='html'>{escape(HTML)}</content></entry></feed>"
)
MAIL = "Subject: T\nContent-Type: text/{}; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
RESPONSE = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://veld.example/1\r\n"
    "WARC-Date: 2024-03-04T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(RESPONSE)}\r\n\r\n"
).encode()
FILES = {
    "a.txt": TEXT.encode(),
    "a.txt.gz": gzip.compress(TEXT.encode()),
    "a.md": MARKDOWN.encode(),
    "a.html": PAGE.encode(),
    "plain.json": json.dumps({"text": TEXT}).encode(),
    "html.json": json.dumps({"content": HTML}).encode(),
    "list.json": json.dumps({"paragraphs": PARAGRAPHS}).encode(),
    "a.jsonl": json.dumps({"text": TEXT}).encode(),
    "a.rss": RSS.encode(),
    "a.atom": ATOM.encode(),
    "plain.eml": MAIL.format("plain").encode() + quopri.encodestring(TEXT.encode()),
    "html.eml": MAIL.format("html").encode() + quopri.encodestring(HTML.encode()),
    "a.warc": WARC + RESPONSE + b"\r\n\r\n",
}


def document_in(folder: Path, name: str) -> ExtractedDocument:
    (folder / name).write_bytes(FILES[name])
    (document,) = readers.read(folder, name)
    assert isinstance(document, ExtractedDocument)
    return document


def prove(document: ExtractedDocument, texts: Sequence[str]) -> None:
    """Verify the article that a reader would give that had found these paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    article = assemble(replace(document, blocks=blocks))
    assert article
    stands_in_its_file(article, document)


def changed(old: str, new: str) -> Callable[[Sequence[str]], list[str]]:
    return lambda texts: [" ".join(text.split()).replace(old, new) for text in texts]


FAULTS: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "paragraphs are folded": lambda texts: [" ".join(texts)],
    "a heading is glued to its paragraph": changed("Officials said", "What comes next Officials said"),
    "a word is dropped": changed("approved ", ""),
    "a word is added": changed("talks", "peace talks"),
    "a letter is lost": changed("Monday", "Mon day"),
    "two words are glued": changed("two days", "twodays"),
    "a sign is lost": changed("“nine”", "nine"),
    "an entity is left": changed("& its", "&nbsp; its"),
    "paragraphs change places": lambda texts: list(reversed(texts)),
}


@pytest.mark.parametrize("name", FILES)
def test_what_a_reader_reads_rightly_is_proved(name: str, tmp_path: Path) -> None:
    document = document_in(tmp_path, name)

    assert [" ".join(block.text.split()) for block in document.blocks] == list(PARAGRAPHS)
    prove(document, PARAGRAPHS)


@pytest.mark.parametrize("name", FILES)
def test_what_a_reader_reads_wrongly_is_caught(name: str, tmp_path: Path) -> None:
    document = document_in(tmp_path, name)

    for fault, breaks in FAULTS.items():
        texts = breaks(PARAGRAPHS)
        assert texts != list(PARAGRAPHS), fault
        with pytest.raises(VerificationError, match="not in the file at its place"):
            prove(document, texts)


BOUNDARIES = {
    "cells": ("<table><tr><td>{}</td><td>{}</td></tr></table>", TextForm.HTML),
    "list items": ("<ul><li>{}<li>{}</ul>", TextForm.HTML),
    "divisions": ("<div>{}</div><div>{}</div>", TextForm.HTML),
    "line breaks": ("{}<br> <br/>{}", TextForm.HTML),
    "cells of Markdown": ("| {} | {} |\n|---|---|", TextForm.MARKDOWN),
    "list items of Markdown": ("- {}\n- {}", TextForm.MARKDOWN),
    "a heading of Markdown": ("# {}\n{}", TextForm.MARKDOWN),
    "a blank line": ("{}\n \n{}", TextForm.PLAIN),
    "a block element in text": ("{}\n<p>{}</p>", TextForm.TAGGED),
}


@pytest.mark.parametrize(("markup", "form"), BOUNDARIES.values(), ids=list(BOUNDARIES))
def test_no_sentence_reaches_across_a_boundary(markup: str, form: TextForm) -> None:
    text = markup.format("The harbour of Veld", "was closed on Monday.")
    document = ExtractedDocument(
        source="a", sha256="0" * 64, decoded=(DecodedText(text=text, form=form),), blocks=()
    )

    with pytest.raises(VerificationError):
        prove(document, ["The harbour of Veld was closed on Monday."])


@pytest.mark.parametrize(
    "html",
    [
        "The har<wbr>bour <a href='x>y' title=\"a > b\">of</a> <!-- not -->Veld <img>was closed on Mon&#100;ay.",
        "The harbour of<script>if (a<b) {}</script> Veld<span hidden>not</span> was <del>open</del>closed on Monday.",
        "The harbour of Veld was closed<span style='display: none'>not</span> on&nbsp;Monday.<p hidden>No.<p>Yes.",
        "<i>The harbour</i>\n of Veld<noscript>not</noscript> was closed<style>p {}</style> on Monday.",
    ],
)
def test_nothing_but_markup_stands_between_the_words(html: str) -> None:
    passages = file_html.passages(f"<p>{html}", with_unread=False)

    assert "The harbour of Veld was closed on Monday." in [" ".join(passage.split()) for passage in passages]


def losses(form: TextForm, text: str, used: Sequence[str]) -> Losses:
    document = ExtractedDocument(
        source="a", sha256="0" * 64, decoded=(DecodedText(text=text, form=form),), blocks=()
    )
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in used)
    article = assemble(replace(document, blocks=blocks))
    assert article
    return stands_in_its_file(article, document)


@pytest.mark.parametrize(("form", "text"), [(TextForm.PLAIN, TEXT), (TextForm.MARKDOWN, MARKDOWN)])
def test_a_paragraph_that_is_not_used_is_found(form: TextForm, text: str) -> None:
    lost = losses(form, text, [PARAGRAPHS[0], *PARAGRAPHS[2:3]])

    assert lost.passages == (PARAGRAPHS[1], PARAGRAPHS[3])
    assert (lost.words, lost.total) == (19, len(TEXT.split()))


def test_what_cleaning_removed_is_not_lost() -> None:
    credit = "Photograph: Anna Lind/Reuters"
    text = f"{TEXT}\n\n{credit}"

    assert losses(TextForm.PLAIN, text, [*PARAGRAPHS, credit]).words == 0


@pytest.mark.parametrize("swallowing", ["<script>", "<div hidden>", "<div style='display:none'>"])
def test_text_inside_an_element_that_does_not_end_counts_as_lost(swallowing: str) -> None:
    html = f"<p>{PARAGRAPHS[2]}</p>{swallowing}{PARAGRAPHS[3]}"

    assert losses(TextForm.HTML, html, [PARAGRAPHS[2]]).words == len(PARAGRAPHS[3].split())


def test_the_ledger_names_a_paragraph_that_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = plain.blocks(TEXT)
    monkeypatch.setattr(plain, "blocks", lambda text: blocks[:-1])
    (tmp_path / "a.txt").write_bytes(FILES["a.txt"])

    (analysis,) = process_file(replace(OPTIONS, seeds=tmp_path), "a.txt")

    assert isinstance(analysis, ArticleAnalysis)
    assert f'16 of its 56 words are not used, from "{PARAGRAPHS[3][:80]}" on.' in analysis.article.notes[-1]


OPTIONS = AnalysisOptions(
    seeds=Path(),
    language="en",
    today=None,
    method=Method.BRIEFING,
    size=Size(sentences=3),
    themes=(),
    synonyms=(),
)


@pytest.mark.parametrize(
    ("name", "module", "function", "broken"),
    [
        ("a.txt", lines, "split", lambda text: (" ".join(text.split()),)),
        ("plain.json", lines, "split", lambda text: (" ".join(text.split()),)),
        ("html.json", hypertext, "BLOCK_TAGS", frozenset()),
        ("html.eml", hypertext, "BLOCK_TAGS", frozenset()),
        ("a.rss", hypertext, "BLOCK_TAGS", frozenset()),
    ],
)
def test_an_article_that_its_file_does_not_bear_out_is_set_aside(
    name: str, module: object, function: str, broken: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, function, broken)
    (tmp_path / name).write_bytes(FILES[name])

    (entry,) = process_file(replace(OPTIONS, seeds=tmp_path), name)

    assert isinstance(entry, LedgerEntry)
    assert (entry.outcome, entry.reason) == (Outcome.QUARANTINED, Reason.UNPARSABLE)
    assert "not in the file at its place" in entry.hint


def test_signs_that_show_nothing_leave_one_space_between_words() -> None:
    words = "nine \u200b boats\u00ad left \ufeff\u2060 the harbour"

    assert file_text.key(words, {}, has_tags=False, has_marks=False) == "nine boats left the harbour"
