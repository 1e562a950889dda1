"""What is indexed of an article, how articles are put into bundles, and what a change costs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import BRIDGE, BRIDGE_AND_STEEL, HARVEST, MakeSite, snapshot

from generator import search
from generator.build import brief
from generator.errors import SearchError
from generator.models import Briefing
from generator.search import index, records

DATED = "---\ntitle: Report {day}\ndate: 2022-02-{day:02}\n---\n\nThe ferry number {day} left the harbour on time.\n"
FOUND = search.find_indexer()
PASSAGE = "The mayor called the bridge a promise kept to the fishing quarter."


def only(briefing: Briefing) -> search.Record:
    ((record,),) = search.bundles(briefing).values()
    return record


def sentences(record: search.Record) -> dict[str, str]:
    """The indexed sentences by their anchors."""
    anchors = [word for word in record.content.split() if records.RESERVED_WORD in word]
    found, rest = {}, record.content
    for anchor in reversed(anchors):
        rest, _, words = rest.rpartition(anchor)
        found[anchor.removeprefix("___PAGEFIND_ANCHOR___")] = words.strip()
    return found


def days(site: MakeSite, *numbers: int) -> Briefing:
    return brief(site({f"day-{number}.md": DATED.format(day=number) for number in numbers}))


# --- records ---------------------------------------------------------------------------------------------


def test_a_record_holds_every_sentence_after_the_anchor_of_its_place(site: MakeSite) -> None:
    record = only(brief(site({"bridge.txt": BRIDGE_AND_STEEL}, rights="full")))

    assert record.title == "Harbour town opens its second bridge"
    assert record.filters["outlet"] == ["Outlet unknown"]
    assert record.filters["month"] == ["undated"]
    assert record.filters["language"] == ["en"]
    assert set(record.filters["theme"]) == {"sanctions", "diplomacy"}
    found = sentences(record)
    assert found["of:0:9"] == ""
    assert found["s:0:2"] == PASSAGE
    assert [key.partition(":")[0] for key in found].count("lead") == 1


def test_a_record_holds_no_more_than_the_rights_let_us_show(site: MakeSite) -> None:
    texts = {
        rights: sentences(
            only(
                brief(site({"bridge.txt": BRIDGE}, rights=rights, summary={"method": "lead", "sentences": 1}))
            )
        )
        for rights in ("summary", "context", "full")
    }

    shown = {rights: [each for each in found.values() if each] for rights, found in texts.items()}
    assert [len(each) for each in shown.values()] == [1, 2, 7]


def test_a_record_depends_on_its_article_alone(site: MakeSite) -> None:
    alone = only(brief(site({"bridge.txt": BRIDGE}, rights="context")))

    (together,) = search.bundles(brief(site({"harvest.txt": HARVEST}, rights="context"))).values()

    assert alone in together


def test_an_article_cannot_give_anchors(site: MakeSite) -> None:
    anchor = records.ANCHOR.format(kind="s", value=1)
    forged = f"The harbour office said {anchor} on Monday. It said ___END_PAGEFIND_WEIGHT___ on Friday.\n"

    record = only(brief(site({"forged.txt": f"{BRIDGE}\n{forged}"}, rights="full")))

    assert PASSAGE in record.content
    assert "harbour office" not in record.content
    assert "END_PAGEFIND" not in record.content


# --- bundles ---------------------------------------------------------------------------------------------


def test_a_small_site_is_one_bundle(site: MakeSite) -> None:
    assert list(search.bundles(days(site, 1, 2, 3))) == ["articles"]


def test_the_newest_article_changes_the_last_bundle_only(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 2)
    before = search.bundles(days(site, 1, 2, 3, 4, 5))

    after = search.bundles(days(site, 6))

    assert list(before) == ["dated-1", "dated-2", "dated-3"]
    assert [name for name in after if after[name] != before.get(name)] == ["dated-3"]
    assert [record.day for record in after["dated-3"]] == ["2022-02-05", "2022-02-06"]


def test_four_complete_bundles_become_one(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 2)
    eight = search.bundles(days(site, *range(1, 9)))

    eleven = search.bundles(days(site, 9, 10, 11))

    assert list(eight) == ["dated-1", "dated-2", "dated-3", "dated-4"]
    assert list(eleven) == ["dated-1-to-4", "dated-5", "dated-6"]
    assert [record.day[-2:] for bundle in eleven.values() for record in bundle] == [
        f"{day:02}" for day in range(1, 12)
    ]


def test_an_undated_article_changes_one_bundle_and_no_other_moves(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 4)
    undated = {f"note-{number}.txt": f"The ferry number {number} left on time.\n" for number in range(7)}
    before = search.bundles(brief(site(undated)))

    after = search.bundles(brief(site({"bridge.txt": BRIDGE})))

    assert list(before) == ["undated-1", "undated-2"]
    assert len([name for name in after if after[name] != before.get(name)]) == 1


# --- the index -------------------------------------------------------------------------------------------


@pytest.fixture
def indexer() -> search.Indexer:
    if FOUND is None:
        pytest.skip("Pagefind does not run on this machine.")
    return FOUND


def test_only_what_changed_is_indexed_again(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, indexer: search.Indexer
) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 2)
    folder = tmp_path / "index"
    bundles = search.bundles(days(site, 1, 2, 3, 4, 5))

    assert search.write(bundles, "en", indexer, folder) == tuple(bundles)
    cold = snapshot(folder)
    assert search.write(bundles, "en", indexer, folder) == ()
    assert snapshot(folder) == cold

    assert search.write(search.bundles(days(site, 6)), "en", indexer, folder) == ("dated-3",)
    warm = snapshot(folder)
    assert {path for path in warm if warm[path] != cold.get(path)} <= {
        path for path in warm if path.startswith("dated-3/") or path == search.MANIFEST
    }


def test_bundles_without_articles_go_and_damaged_ones_are_made_anew(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, indexer: search.Indexer
) -> None:
    folder = tmp_path / "index"
    bundles = search.bundles(days(site, 1, 2, 3))
    search.write(bundles, "en", indexer, folder)

    monkeypatch.setattr(records, "MAX_RECORDS", 2)
    search.write(search.bundles(days(site)), "en", indexer, folder)
    assert {path.name for path in folder.iterdir()} == {"dated-1", "dated-2", search.MANIFEST}

    (folder / search.MANIFEST).write_text("{", encoding="utf-8")
    shutil.rmtree(folder / "dated-1")
    assert search.write(search.bundles(days(site)), "en", indexer, folder) == ("dated-1", "dated-2")


def test_another_language_makes_another_index(
    site: MakeSite, tmp_path: Path, indexer: search.Indexer
) -> None:
    bundles = search.bundles(days(site, 1))
    search.write(bundles, "en", indexer, tmp_path / "index")

    assert search.write(bundles, "fr", indexer, tmp_path / "index") == ("articles",)
    assert (tmp_path / "index/articles/wasm.fr.pagefind").is_file()


def test_the_index_is_laid_over_an_older_one(site: MakeSite, tmp_path: Path, indexer: search.Indexer) -> None:
    search.write(search.bundles(days(site, 1)), "en", indexer, tmp_path / "index")
    (tmp_path / "site/old").mkdir(parents=True)

    search.install(tmp_path / "index", tmp_path / "site")

    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "index")


def test_a_program_that_ends_early_is_named(site: MakeSite, tmp_path: Path) -> None:
    program = Path(shutil.which("false") or "false")
    broken = search.Indexer(program=program, version="none")

    with pytest.raises(SearchError, match=r"false ended after 0 of 3 steps"):
        search.write(search.bundles(days(site, 1)), "en", broken, tmp_path / "index")

    assert not (tmp_path / "index" / search.MANIFEST).exists()


def test_what_pagefind_objects_to_is_said(indexer: search.Indexer) -> None:
    with pytest.raises(SearchError, match="pagefind"):
        index._exchange(indexer.program, [{"type": "GetFiles", "index_id": 9}])


def test_without_the_program_there_is_no_indexer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PACKAGES", ("no_such_package",))
    monkeypatch.setenv("PATH", "")

    assert search.find_indexer() is None


def test_a_program_for_another_machine_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PACKAGES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "pagefind").write_bytes(b"\x7fELF of another machine")
    (tmp_path / "pagefind").chmod(0o755)

    assert search.find_indexer() is None
