"""Files made to do harm: what becomes of each, that nothing of it reaches further, and that no file harms another."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import BRIDGE, HARVEST, PROJECT, MakeSite, snapshot

from generator import build, readers
from generator.articles.metadata import MAX_VALUE_CHARS
from generator.models import ExtractedDocument, LedgerEntry, Outcome, Reason
from generator.readers.file import Found

HOSTILE = PROJECT / "tests/hostile_seeds"
TITLE = "River board raises the eastern dyke"
WORDS = 79  # of the article in most of these files
WITH_TITLE = WORDS + len(TITLE.split())
NOTHING_ELSE = ("resigned", "alert", "onerror", "root:", "NewsArticle")  # what no article here may say

QUARANTINED: Mapping[str, Reason] = {
    "document-type-behind-an-instruction.xml": Reason.DTD,
    "overlong-utf-8.txt": Reason.ENCODING,  # two bytes that are no `<` to anyone
    "page-that-is-a-picture.html": Reason.ENCODING,
    "toml-behind-yaml.md": Reason.METADATA,
    "utf-16-without-a-mark.txt": Reason.ENCODING,
}
DRAFTS: Mapping[str, Mapping[str, Any]] = {
    "addresses-with-line-ends.html": {"words": WITH_TITLE, "url": None},
    "definitions.md": {"words": WITH_TITLE},
    "external-entity.xhtml": {"words": WITH_TITLE + 1},  # &secret;, as it is written
    "forged-headers.eml": {"words": WORDS, "url": None, "author": "Ada <script>alert(1)</script>"},
    "hidden-text.html": {"words": WITH_TITLE, "title": TITLE},
    "mutations.html": {"words": WITH_TITLE, "title": TITLE},
    "names-twice.json": {"words": WORDS, "title": TITLE, "url": None, "language": None},
    "overlong-title.json": {"words": WORDS, "title": "**" * 1500},
    "script-in-structured-data.html": {"words": WITH_TITLE, "title": TITLE},
    "tags-in-titles.rss#1": {
        "title": "River board <img src=x onerror=alert(1)> raises",  # text to everyone after this
        "outlet": "Veld Courier",
        "url": None,
    },
    "template.md": {"words": WORDS, "title": "{{ config.site_name }} {% include 'mkdocs.yml' %}"},
    "utf-7-declared.html": {"words": WITH_TITLE + 9, "encoding": "utf-8"},
    "yaml-types.md": {"words": WORDS, "title": "No", "author": "1e999", "outlet": "id"},
}


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    return {each.source: each for source in readers.find(HOSTILE) for each in readers.read(HOSTILE, source)}


def test_every_file_is_in_the_table_once(found: dict[str, Found]) -> None:
    assert sorted(found) == sorted([*QUARANTINED, *DRAFTS])


@pytest.mark.parametrize("source", QUARANTINED)
def test_it_is_set_aside_with_a_reason_and_a_way_out(source: str, found: dict[str, Found]) -> None:
    fate = found[source]
    assert isinstance(fate, LedgerEntry)
    assert (fate.outcome, fate.reason) == (Outcome.QUARANTINED, QUARANTINED[source])
    assert fate.hint.endswith(".")


@pytest.mark.parametrize("source", DRAFTS)
def test_it_says_what_a_reader_of_it_would_see_and_no_more(source: str, found: dict[str, Found]) -> None:
    draft = found[source]
    assert isinstance(draft, ExtractedDocument)
    words = " ".join(block.text for block in draft.blocks)
    given = {name: getattr(draft, name) for name in (*readers.FIELDS, "encoding")}
    actual = {name: each and each.value for name, each in given.items()} | {"words": len(words.split())}
    assert {key: actual[key] for key in DRAFTS[source]} == DRAFTS[source]
    allowed = "alert" if source in ("utf-7-declared.html",) else ""
    assert [harm for harm in NOTHING_ELSE if harm in words and harm != allowed] == []


# --- one file and another --------------------------------------------------------------------------------


def test_no_slug_takes_the_address_of_a_file_of_that_name(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE})
    build.build(settings)
    alone = snapshot(settings.docs / "articles")

    site({"a.md": f"---\nslug: bridge\n---\n{HARVEST}"})
    ledger = build.build(settings).briefing.ledger

    assert [(fate.source, fate.reason) for fate in ledger] == [
        ("a.md", Reason.SAME_ADDRESS),
        ("bridge.txt", Reason.USED),
    ]
    assert snapshot(settings.docs / "articles") == alone


@pytest.mark.parametrize(
    "slug", ["index", "../../index", "a/b", "..", "CON.", "a b", "a\\b", "%2e%2e", "a" * 61]
)
def test_a_slug_that_is_no_address_is_not_used_and_the_ledger_says_so(site: MakeSite, slug: str) -> None:
    settings = site({"bridge.txt": BRIDGE, "bridge.txt.meta.yml": f"slug: '{slug}'"})
    report = build.build(settings)

    assert [article.id for article in report.briefing.articles] == ["bridge"]
    assert f'The slug "{slug[:60]}" is not used' in report.briefing.ledger[0].hint


def test_no_article_is_the_page_of_its_folder(site: MakeSite) -> None:
    (article,) = build.brief(site({"index.txt": BRIDGE})).articles
    assert article.id.startswith("index-")


def test_a_sidecar_that_is_a_link_says_nothing(site: MakeSite, tmp_path: Path) -> None:
    settings = site({"bridge.txt": BRIDGE})
    (tmp_path / "secret.yml").write_text("title: A secret")
    (settings.seeds / "bridge.txt.meta.yml").symlink_to(tmp_path / "secret.yml")
    briefing = build.brief(settings)

    assert briefing.articles[0].title != "A secret"
    assert briefing.ledger[1].reason is Reason.NOT_A_FILE


def test_names_that_look_alike_are_told_apart(tmp_path: Path) -> None:
    names = (
        "usertxt.txt",
        "user\u202etxt.txt",
        "user\u200btxt.txt",
        "user\u00adtxt.txt",
        "user\U000e0041txt.txt",
    )
    for name in (*names, "user\ue0041txt.txt"):
        (tmp_path / name).write_text(BRIDGE)
    shown = {readers.printable_source(source) for source in readers.find(tmp_path)}
    assert shown == {
        "usertxt.txt",
        r"user\u202etxt.txt",
        r"user\u200btxt.txt",
        r"user\u00adtxt.txt",
        r"user\U000e0041txt.txt",
        r"user\ue0041txt.txt",
    }


# --- what is too long to be what it says it is -----------------------------------------------------------


def test_metadata_that_is_too_long_is_not_used_and_the_ledger_says_so(site: MakeSite) -> None:
    settings = site({})
    for length, used in ((MAX_VALUE_CHARS, True), (MAX_VALUE_CHARS + 1, False)):
        head = "\n".join(f"{name}: {'x' * length}" for name in ("title", "outlet", "author"))
        (settings.seeds / "a.md").write_text(f"---\n{head}\n---\n{BRIDGE}")
        briefing = build.brief(settings)
        (article,) = briefing.articles
        assert [name == "x" * length for name in (article.title, article.outlet, article.author)] == [
            used
        ] * 3
        assert (
            "Its title (front matter: title) is not used: of 2,001" in briefing.ledger[0].hint
        ) is not used


HEADERS = {
    "From": '"a" ' * 50_000,
    "Subject": "=?utf-8?q?a?= " * 20_000,
    "Date": "1 " * 100_000,
    "Content-Type": "text/plain; " + "a=1; " * 50_000,
    "Content-Disposition": "inline; " + "a*0*=1; " * 50_000,
}


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_keeps_the_reader_of_mail_busy(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(f"{name}: {HEADERS[name]}\n\n{BRIDGE}")
    (each,) = readers.read(tmp_path, "a.eml")
    assert isinstance(each, ExtractedDocument) or each.reason is Reason.UNPARSABLE


# --- archives --------------------------------------------------------------------------------------------


def test_no_name_in_an_archive_leads_out_of_it(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    with zipfile.ZipFile(PROJECT / "tests/seeds/capture.wacz") as given:
        (capture,) = (given.read(name) for name in given.namelist() if name.startswith("archive/"))
    names = ("../../up.warc.gz", "/tmp/root.warc.gz", "archive/../../up.warc.gz", "archive\\..\\up.warc.gz")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, capture)
    seeds = tmp_path / "a" / "b"
    seeds.mkdir(parents=True)
    (seeds / "a.wacz").write_bytes(made.getvalue())

    found = readers.read(seeds, "a.wacz")

    assert [each.source for each in found if isinstance(each, ExtractedDocument)] == [
        "a.wacz#1",
        "a.wacz#2",
    ]  # of one capture
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [seeds / "a.wacz"]
    assert not Path("/tmp/root.warc.gz").exists()
