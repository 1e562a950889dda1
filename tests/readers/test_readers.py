"""Every oddity in tests/seeds/ becomes what the table says; what git cannot hold is made here."""

from __future__ import annotations

import gzip
import json
import os
import socket
import sys
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import BRIDGE, HARVEST, PROJECT, MakeSite

from generator import build, readers
from generator.models import BlockKind, ExtractedDocument, ExtractionWarning, LedgerEntry, Outcome, Reason
from generator.readers import folder, gzipped, hypertext, markdown, records
from generator.readers.file import File, Found, Refused
from generator.safety.verification.files import readings

ODDITIES = PROJECT / "tests/seeds"
TITLE = "River board raises the eastern dyke"
WORDS = 79  # of the article that most oddities hold

Expected = Mapping[str, object]
WHOLE: Expected = {"words": WORDS}
QUARANTINED: Mapping[str, Reason] = {
    "attachment-only.eml": Reason.EMPTY,
    "binary-under-a-text-suffix.txt": Reason.ENCODING,
    "broken.json": Reason.UNPARSABLE,
    "corrected-wrongly.txt.meta.yml": Reason.METADATA,
    "cut-short.txt.gz": Reason.UNPARSABLE,
    "empty.txt": Reason.EMPTY,
    "feed-with-a-document-type.xml": Reason.DTD,
    "front-matter-broken.md": Reason.METADATA,
    "front-matter-with-an-alias.md": Reason.METADATA,
    "full-and-teaser.rss#3": Reason.EMPTY,
    "gone.txt.meta.yml": Reason.ORPHAN,
    "no-text-field.json": Reason.EMPTY,
    "not-a-feed.xml": Reason.UNPARSABLE,
    "one-bad-line.jsonl#2": Reason.UNPARSABLE,
    "only-white-space.txt": Reason.EMPTY,
    "pictures-only.pdf": Reason.EMPTY,
    "utf-8-cut-short.txt": Reason.ENCODING,
}
IGNORED: Mapping[str, Reason] = {
    ".folder/inside.txt": Reason.HIDDEN,
    ".hidden.txt": Reason.HIDDEN,
    "corrected.txt.meta.yml": Reason.SIDECAR,
    "unknown.xyz": Reason.UNKNOWN_FORMAT,
}
# What a draft must hold: `field` is the value, `field:from` where it was found.
DRAFTS: Mapping[str, Expected] = {
    "UPPER.TXT": WHOLE,
    "capture.wacz#1": WHOLE | {"url": "https://example.org/1", "url:from": "WARC-Target-URI"},
    "capture.warc.gz#1": WHOLE | {"encoding:from": "HTTP header Content-Type"},
    "capture.warc.gz#2": {"flaws": (ExtractionWarning.ROUGH, ExtractionWarning.THIN)},
    "carriage-returns.txt": WHOLE,
    "compressed.jsonl.gz#1": WHOLE | {"title": TITLE},
    "compressed.txt.gz": WHOLE,
    "corrected-wrongly.txt": WHOLE | {"title": None},
    "corrected.txt": WHOLE | {"title": TITLE, "title:from": "sidecar: title", "slug": "dyke-corrected"},
    "date-ambiguous.md": {"published": "03/04/2022"},
    "date-future.md": {"published": "2150-01-01"},
    "date-impossible.md": {"published": "31/02/2022"},
    "date-relative.md": {"published": "yesterday"},
    "date-written.md": {"published": "Feb. 14, 2022"},
    "entries.atom#1": WHOLE | {"title": TITLE, "published": "2022-02-14T10:00:00Z", "outlet": "Veld Courier"},
    "front-matter-not-closed.md": WHOLE,
    "front-matter-toml.markdown": WHOLE | {"title": TITLE, "published": "2022-02-14 10:00:00+00:00"},
    "front-matter-yaml.md": {
        "title": TITLE,
        "title:from": "front matter: title",
        "published": "14 February 2022",
        "outlet": "Veld Courier",
        "author": "Ada Example",
        "url": "https://example.org/dyke",
        "language": "en",
        "slug": "eastern-dyke",
        "words": WORDS + 7,
    },
    "full-and-teaser.rss#1": WHOLE | {"flaws": (), "title": f"{TITLE} & more", "author": "Ada Example"},
    "full-and-teaser.rss#2": {"flaws": (ExtractionWarning.PARTIAL,), "published": "yesterday"},
    "half-a-character.json": WHOLE | {"title": "Half \ufffd a sign"},
    "html-of-divisions-only.html": WHOLE | {"title": TITLE, "title:from": "<title>"},
    "html-only.eml": WHOLE | {"author": "ada@example.org"},
    "html-utf-8-declared-as-latin-1.html": {"title": "Café am Fluß", "encoding": "utf-8"},
    "html-windows-1251-declared.htm": {
        "title": "Дамба",
        "encoding": "cp1251",
        "flaws": (ExtractionWarning.THIN,),
    },
    "html-with-json-ld-graph.html": {
        "title": TITLE,
        "title:from": "JSON-LD: headline",
        "author": "Ada Example, Bo Sample",
        "outlet": "Veld Courier",
        "published": "2022-02-14T08:30:00+01:00",
        "flaws": (),
    },
    "html-with-little-text.html": {"flaws": (ExtractionWarning.THIN,)},
    "html-with-metadata.html": {
        "title": TITLE,
        "title:from": "<h1>",
        "published:from": "<meta property=article:published_time>",
        "outlet": "Veld Courier",
        "author": "Ada Example",
        "url:from": "<link rel=canonical>",
        "language:from": "<html lang>",
        "words": WORDS + 6,
    },
    "json-feed.json#1": WHOLE | {"outlet": "Veld Courier", "outlet:from": "feed", "author": "Ada Example"},
    "json-feed.json#2": {"flaws": (ExtractionWarning.PARTIAL,)},
    "latin-1-without-a-declaration.txt": {
        "encoding": "cp1252",
        "encoding:from": "its letters fit its language",
    },
    "news-export.json#1": WHOLE | {"outlet": "Veld Courier", "published:from": "JSON: publishedAt"},
    "news-export.json#2": {"flaws": (ExtractionWarning.PARTIAL,)},
    "ninjs.json": WHOLE
    | {"outlet": "Veld Agency", "published:from": "JSON: versioncreated", "author": "Ada Example"},
    "one-bad-line.jsonl#1": WHOLE | {"title:from": "JSON: headline"},
    "one-bad-line.jsonl#3": {"published": "03/04/2022"},
    "own-names.json": WHOLE | {"title": TITLE, "slug": "dyke-own-names", "language": "en"},
    "plain-and-html.eml": {
        "title": TITLE,
        "title:from": "e-mail header Subject",
        "outlet": "Veld Courier",
        "encoding": "cp1252",
    },
    "plain.txt": WHOLE | {"encoding": "utf-8", "encoding:from": "ASCII only"},
    "schema-org.json": WHOLE | {"title:from": "JSON: headline", "outlet": "Veld Courier"},
    "text.pdf": {"title": TITLE, "title:from": "PDF document information"},
    "utf-16-with-a-mark.txt": WHOLE | {"encoding": "utf-16", "encoding:from": "byte order mark"},
    "utf-8-with-a-mark.txt": WHOLE | {"encoding:from": "byte order mark"},
    "windows-1251-without-a-declaration.txt": {"encoding": "cp1251"},
}
DATES: Mapping[str, tuple[date | None, str]] = {
    "date-ambiguous.md": (None, "may mean 2022-03-04 or 2022-04-03"),
    "date-future.md": (None, 'The date "2150-01-01" is in the future.'),
    "date-impossible.md": (None, 'The date "31/02/2022" does not exist. Write it as year-month-day'),
    "date-relative.md": (None, "depends on the day on which it was written"),
    "date-written.md": (date(2022, 2, 14), ""),
}


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    return {each.source: each for source in readers.find(ODDITIES) for each in readers.read(ODDITIES, source)}


def only(seeds: Path, name: str = "article.txt", data: bytes | str = BRIDGE) -> Found:
    """What becomes of a folder's one file."""
    seeds.mkdir(exist_ok=True)
    (seeds / name).write_bytes(data.encode() if isinstance(data, str) else data)
    (each,) = readers.read(seeds, name)
    return each


def reason(each: Found) -> Reason:
    assert isinstance(each, LedgerEntry), each
    assert each.outcome is Outcome.QUARANTINED
    assert each.hint.endswith(".")
    return each.reason


def words(draft: ExtractedDocument) -> int:
    return sum(len(block.text.split()) for block in draft.blocks)


# --- the table -------------------------------------------------------------------------------------------


def test_every_oddity_is_in_the_table_once(found: dict[str, Found]) -> None:
    assert sorted(found) == sorted([*QUARANTINED, *IGNORED, *DRAFTS])


@pytest.mark.parametrize("source", QUARANTINED)
def test_what_cannot_be_used_is_set_aside_with_a_reason_and_a_way_out(
    source: str, found: dict[str, Found]
) -> None:
    assert reason(found[source]) is QUARANTINED[source]


@pytest.mark.parametrize("source", IGNORED)
def test_what_is_no_article_is_ignored(source: str, found: dict[str, Found]) -> None:
    fate = found[source]
    assert isinstance(fate, LedgerEntry)
    assert (fate.outcome, fate.reason) == (Outcome.IGNORED, IGNORED[source])


@pytest.mark.parametrize("source", DRAFTS)
def test_a_draft_says_what_its_file_says_and_where(source: str, found: dict[str, Found]) -> None:
    draft = found[source]
    assert isinstance(draft, ExtractedDocument)
    actual: dict[str, object] = {"words": words(draft), "flaws": draft.warnings}
    for name in (*readers.FIELDS, "encoding"):
        given = getattr(draft, name)
        actual |= {name: given and given.value, f"{name}:from": given and given.origin}
    assert {key: actual[key] for key in DRAFTS[source]} == DRAFTS[source]


def test_words_of_a_document_stand_in_its_decoded_file_in_order(found: dict[str, Found]) -> None:
    for document in found.values():
        if isinstance(document, ExtractedDocument):
            blocks = [block.text for block in document.blocks]
            assert any(len(reading.spans(blocks)) == len(blocks) for reading in readings(document.decoded))


def test_markdown_loses_its_marks_and_no_words(found: dict[str, Found]) -> None:
    draft = found["front-matter-yaml.md"]
    assert isinstance(draft, ExtractedDocument)
    assert [block.kind for block in draft.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
    ]
    assert draft.blocks[1].text.startswith("The river board of Veld has decided to raise the eastern dyke by")


@pytest.mark.parametrize("name", DATES)
def test_a_date_is_read_or_its_refusal_reported(name: str, site: MakeSite) -> None:
    settings = site({name: (ODDITIES / name).read_text(encoding="utf-8")})
    briefing = build.brief(settings, today=date(2030, 1, 1))
    expected, said = DATES[name]
    assert briefing.articles[0].published == expected
    assert said in briefing.ledger[0].hint


def test_the_ledger_adds_up_over_all_oddities(site: MakeSite) -> None:
    settings = replace(site({}), seeds=ODDITIES)
    briefing = build.brief(settings)
    counts = briefing.counts
    parts = counts["published"] + counts["duplicates"] + counts["quarantined"] + counts["ignored"]
    assert counts["found"] == parts == len(QUARANTINED) + len(IGNORED) + len(DRAFTS)


# --- bounds ----------------------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS: Mapping[str, tuple[bytes, Reason]] = {
    "nested.html": (b"<div>" * 200_000 + b"text", Reason.TOO_DEEP),
    "nested-with-stray-ends.html": (b"<div></b>" * 200_000 + b"text", Reason.TOO_DEEP),
    "nested.json": (b'{"text": ' + b"[" * 1_000 + b"]" * 1_000 + b"}", Reason.TOO_DEEP),
    "nested.md": (b"---\na: " + b"[" * 1_000 + b"]" * 1_000 + b"\n---\ntext", Reason.TOO_DEEP),
    "nested-toml.md": (b"+++\na = " + b"[" * 9_000 + b"]" * 9_000 + b"\n+++\ntext", Reason.TOO_DEEP),
    "aliases.md": (
        b"---\na0: &a0 [x, x]\n"
        + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))
        + b"---\ntext",
        Reason.METADATA,
    ),
    "long.md": (b"---\ntitle: " + b"x" * 70_000 + b"\n---\ntext", Reason.METADATA),
    "laughs.xml": (f"<!DOCTYPE x [<!ENTITY l0 'ha'>{LAUGHS}]><rss>&l9;</rss>".encode(), Reason.DTD),
    "laughs.rss": (f"<!DOCTYPE x [<!ENTITY l0 'ha'>{LAUGHS}]><rss>&l9;</rss>".encode("utf-16"), Reason.DTD),
    "bomb.txt.gz": (gzip.compress(bytes(50_000_000), 9), Reason.BOMB),
    "wrong.txt.gz": (b"no gzip", Reason.UNPARSABLE),
    "wrong.pdf": (b"%PDF-1.4 nothing", Reason.UNPARSABLE),
    "wrong.wacz": (b"PK nothing", Reason.UNPARSABLE),
    "wrong.warc": (b"nothing", Reason.UNPARSABLE),
    "huge.txt": (b"a" * 20_000_001, Reason.TOO_LARGE),
}


REPEATED = ("<p>x", "<a ", "<!--", "<script>", "<a href='", "[a", "*a", "`", "a.", "x\n\n")


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_file_ends_with_a_named_reason(name: str, tmp_path: Path) -> None:
    data, expected = BOMBS[name]
    assert reason(only(tmp_path, name, data)) is expected


@pytest.mark.parametrize(
    "text",
    [part * 50_000 for part in REPEATED],
    ids=REPEATED,
)
@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".eml", ".json", ".xml"])
def test_no_repetition_keeps_a_reader_busy_or_makes_it_raise(suffix: str, text: str, tmp_path: Path) -> None:
    data = json.dumps({"text": text}) if suffix == ".json" else text
    assert isinstance(only(tmp_path, f"long{suffix}", data), ExtractedDocument | LedgerEntry)


LOANS = "The board offered loans to every farm below the dyke."
CAPTURED = "<html><head><title>Dyke</title></head><body><article><p>{}</p></article></body></html>"


def warc(text: str) -> bytes:
    """A WARC file of one captured page."""
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + CAPTURED.format(text).encode()
    header = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2022-02-14T00:00:00Z\r\n"
        "WARC-Target-URI: https://example.org/1\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(response)}\r\n\r\n"
    )
    return header.encode() + response + b"\r\n\r\n"


def test_bytes_behind_the_pages_of_a_capture_cost_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "page.warc").write_bytes(warc(HARVEST) + b"no record\r\n\r\n")

    page, rest = readers.read(tmp_path, "page.warc")

    assert isinstance(page, ExtractedDocument)
    assert ExtractionWarning.PARTIAL not in page.warnings
    assert reason(rest) is Reason.UNPARSABLE


def test_a_page_whose_capture_broke_off_is_partial(tmp_path: Path) -> None:
    page = only(tmp_path, "page.warc", warc(HARVEST * 3)[:-200])

    assert isinstance(page, ExtractedDocument)
    assert ExtractionWarning.PARTIAL in page.warnings


def test_stray_control_characters_are_no_part_of_a_text(tmp_path: Path) -> None:
    page = only(tmp_path, "page.txt", b"The dyke holds.\x02\x03\n\nThe board said so.")

    assert isinstance(page, ExtractedDocument)
    assert [block.text for block in page.blocks] == ["The dyke holds.", "The board said so."]


@pytest.mark.parametrize(
    ("plain_text", "expected"),
    [("Your program does not show HTML. Open this message in a browser.", HARVEST), (HARVEST, HARVEST)],
)
def test_a_plain_text_that_only_points_to_the_html_is_not_the_message(
    plain_text: str, expected: str, tmp_path: Path
) -> None:
    message = EmailMessage()
    message.set_content(plain_text)
    message.add_alternative(f"<p>{HARVEST}</p>", subtype="html")

    letter = only(tmp_path, "letter.eml", message.as_bytes())

    assert isinstance(letter, ExtractedDocument)
    assert " ".join(letter.blocks[0].text.split()) == " ".join(expected.split())


def test_the_text_of_an_article_may_stand_in_an_object(tmp_path: Path) -> None:
    page = only(tmp_path, "page.json", json.dumps({"text": {"html": f"<p>{LOANS}</p>"}}))

    assert isinstance(page, ExtractedDocument)
    assert [block.text for block in page.blocks] == [LOANS]


def test_a_number_of_any_length_and_a_date_out_of_the_calendar_are_text() -> None:
    number = "9" * 50_000
    assert records.read_yaml(f"a: {number}\nb: 2026-13-45\nc: !!int x\nd:")["a"] == number
    assert records.read_yaml("b: 2026-13-45")["b"] == "2026-13-45"
    assert records.read_json(f"[{number}, 1e999, NaN]") == [number, "1e999", "NaN"]


def test_metadata_of_an_old_page_without_end_tags_is_not_deep() -> None:
    assert hypertext.depth("<table>" + "<tr><td>cell" * 2_000) <= 4
    assert hypertext.depth("<ul>" + "<li><p>item" * 2_000) <= 4
    assert hypertext.depth("<svg>" + "<path d=''/>" * 2_000 + "</svg>") == 1


def test_members_of_a_gzip_file_are_joined_and_the_limit_holds() -> None:
    assert gzipped.unpack(gzip.compress(b"one ") + gzip.compress(b"two"), 100) == b"one two"
    with pytest.raises(Refused) as refused:
        gzipped.unpack(gzip.compress(os.urandom(2_000)), 1_000)
    assert refused.value.reason is Reason.TOO_LARGE
    assert zlib.decompress(zlib.compress(b"x")) == b"x"


@pytest.mark.parametrize(
    ("module", "name"), [("pypdf", "text.pdf"), ("warcio.archiveiterator", "capture.warc.gz")]
)
def test_a_format_without_its_extra_says_which_to_install(
    module: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (fate,) = readers.read(ODDITIES, name)
    assert reason(fate) is Reason.NEEDS_EXTRA
    assert isinstance(fate, LedgerEntry)
    assert "pip install 'briefing-generator[" in fate.hint


def test_whatever_a_reader_fails_on_becomes_a_fate_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(file: object) -> tuple[Found, ...]:
        raise ZeroDivisionError

    monkeypatch.setitem(readers.FORMATS, ".txt", readers.Format(fails, 1_000))  # type: ignore[arg-type]
    fate = only(tmp_path)
    assert reason(fate) is Reason.UNPARSABLE
    assert isinstance(fate, LedgerEntry)
    assert "ZeroDivisionError" in fate.hint


# --- the file system -------------------------------------------------------------------------------------


def fates(seeds: Path) -> dict[str, Reason]:
    return {source: reason(readers.read(seeds, source)[0]) for source in readers.find(seeds)}


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "outside.txt").write_text(BRIDGE)
    (tmp_path / "elsewhere").mkdir()
    (seeds / "out.txt").symlink_to(tmp_path / "outside.txt")
    (seeds / "in.txt").symlink_to(seeds / "out.txt")
    (seeds / "loop.txt").symlink_to(seeds / "loop.txt")
    (seeds / "up").symlink_to(seeds)
    (seeds / "elsewhere").symlink_to(tmp_path / "elsewhere")
    (seeds / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(seeds / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(seeds / "socket.txt"))
    names = ("elsewhere", "in.txt", "loop.txt", "out.txt", "pipe.txt", "socket.txt", "up", "zero.txt")
    assert fates(seeds) == dict.fromkeys(names, Reason.NOT_A_FILE)


def test_a_file_that_becomes_a_link_between_two_looks_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text(BRIDGE)
    (tmp_path / "a.txt").write_text(BRIDGE)
    status = (tmp_path / "a.txt").lstat()
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").symlink_to(tmp_path / "secret")
    monkeypatch.setattr(folder, "check", lambda seeds, source: status)
    assert reason(readers.read(tmp_path, "a.txt")[0]) is Reason.UNREADABLE


def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text(BRIDGE)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "sub").symlink_to(tmp_path / "elsewhere")
    assert reason(readers.read(tmp_path / "seeds", "sub/a.txt")[0]) is Reason.OUTSIDE


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuses)
    assert reason(only(tmp_path)) is Reason.UNREADABLE


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    scandir = os.scandir

    def refuses(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuses)
    assert fates(tmp_path) == {"locked": Reason.UNREADABLE}


def test_the_folder_that_belongs_to_a_saved_page_is_one_ignored_entry(tmp_path: Path) -> None:
    for name in ("wall_files/frame.html", "wall_files/a/b.js", "other_files/bridge.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BRIDGE)
    (tmp_path / "wall.html").write_text(BRIDGE)

    assert readers.find(tmp_path) == ("other_files/bridge.txt", "wall.html", "wall_files")
    (entry,) = readers.read(tmp_path, "wall_files")
    assert isinstance(entry, LedgerEntry)
    assert (entry.outcome, entry.hint) == (Outcome.IGNORED, "It holds what belongs to wall.html.")


def test_a_file_that_is_still_being_written_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def grows(path: Path, flags: int) -> int:
        with path.open("a") as file:
            file.write("One more line.\n")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", grows)
    assert reason(only(tmp_path)) is Reason.UNSTABLE


def test_names_that_are_no_text_are_shown_and_told_apart(tmp_path: Path) -> None:
    names = (b"caf\xe9.txt", rb"caf\xe9.txt", b"new\nline.txt", b"x" * 251 + b".txt")
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text(BRIDGE)
    shown = {each.source for source in readers.find(tmp_path) for each in readers.read(tmp_path, source)}
    assert shown == {r"caf\xe9.txt", r"caf\\xe9.txt", r"new\u000aline.txt", "x" * 251 + ".txt"}
    assert all(source.isprintable() for source in shown)


def test_names_alike_but_for_case_or_accents_are_published_at_different_addresses(site: MakeSite) -> None:
    names = ("a.txt", "A.txt", "caf\u00e9.txt", "cafe\u0301.txt", "straße.txt", "STRASSE.txt")
    settings = site({name: f"{BRIDGE}\nThe {n} ferries stay in use." for n, name in enumerate(names)})
    briefing = build.brief(settings)
    assert len({article.id.casefold() for article in briefing.articles}) == len(names)


def test_a_second_article_with_the_same_slug_is_set_aside(site: MakeSite) -> None:
    first, second = (f"---\nslug: bridge\n---\n{text}" for text in (BRIDGE, HARVEST))
    briefing = build.brief(site({"a.md": first, "b.md": second}))
    assert [(fate.source, fate.reason) for fate in briefing.ledger] == [
        ("a.md", Reason.USED),
        ("b.md", Reason.SAME_ADDRESS),
    ]


def test_an_entry_keeps_its_address_when_another_is_put_before_it(site: MakeSite) -> None:
    old, new = ({"id": name, "text": text} for name, text in (("old", BRIDGE), ("new", HARVEST)))
    (before,) = build.brief(site({"a.json": json.dumps([old])})).articles
    after = build.brief(site({"a.json": json.dumps([new, old])})).articles
    assert before.id in {article.id for article in after}


def test_a_bad_sidecar_leaves_its_article_as_it_is(site: MakeSite) -> None:
    alone = build.brief(site({"a.txt": BRIDGE}))
    beside = build.brief(site({"a.txt.meta.yml": "title: [unclosed"}))
    assert beside.articles == alone.articles
    assert [fate.outcome for fate in beside.ledger] == [Outcome.PUBLISHED, Outcome.QUARANTINED]


def test_only_a_mark_at_the_start_of_a_line_makes_a_quotation_in_markdown() -> None:
    data = b"> > A boat of <b>12</b> tons went out &amp; came back, as 7 > 2 and 3 < 5.\n"

    (draft,) = markdown.read(File(source="boat.md", data=data))

    assert [block.text for block in draft.blocks] == [
        "A boat of 12 tons went out & came back, as 7 > 2 and 3 < 5."
    ]
