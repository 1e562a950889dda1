"""What is indexed of an article, how articles are put into bundles, and what a change costs."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import BRIDGE, BRIDGE_AND_STEEL, HARVEST, MakeSite, snapshot

from generator import search
from generator.build import brief
from generator.models import Briefing
from generator.search import index, records

DATED = "---\ntitle: Report {day}\ndate: 2022-02-{day:02}\n---\n\nThe ferry number {day} left the harbour on time.\n"
PASSAGE = "The mayor called the bridge a promise kept to the fishing quarter."


def only(briefing: Briefing) -> search.Record:
    ((record,),) = search.bundles(briefing).values()
    return record


def days(site: MakeSite, *numbers: int) -> Briefing:
    return brief(site({f"day-{number}.md": DATED.format(day=number) for number in numbers}))


def content(files: dict[str, bytes], name: str) -> Any:
    return json.loads(gzip.decompress(files[name]))


# --- records ---------------------------------------------------------------------------------------------


def test_a_record_holds_every_sentence_with_its_number(site: MakeSite) -> None:
    record = only(brief(site({"bridge.txt": BRIDGE_AND_STEEL}, rights="full")))

    assert record.title == "Harbour town opens its second bridge"
    assert (record.outlet, record.day, record.language) == (None, None, "en")
    assert set(record.themes) == {"sanctions", "diplomacy"}
    assert record.sentence_count == 9
    assert dict(record.sentences)[2] == PASSAGE
    assert record.lead in dict(record.sentences)
    assert record.hidden_words == ()


@pytest.mark.parametrize(("rights", "shown"), [("summary", 1), ("context", 2), ("full", 7)])
def test_sentences_that_may_not_be_shown_are_a_set_of_words(site: MakeSite, rights: str, shown: int) -> None:
    options = {"rights": rights, "summary": {"method": "lead", "sentences": 1}}

    record = only(brief(site({"bridge.txt": BRIDGE}, **options)))

    hidden = [key for key, _ in record.hidden_words]
    assert len(record.sentences) == shown
    assert hidden == sorted(set(hidden))
    assert ("suppliers" in hidden) == (rights != "full")


def test_a_record_depends_on_its_article_alone(site: MakeSite) -> None:
    alone = only(brief(site({"bridge.txt": BRIDGE}, rights="context")))

    (together,) = search.bundles(brief(site({"harvest.txt": HARVEST}, rights="context"))).values()

    assert alone in together


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
    assert [record.day[-2:] for bundle in eleven.values() for record in bundle if record.day] == [
        f"{day:02}" for day in range(1, 12)
    ]


def test_an_undated_article_changes_one_bundle_and_no_other_moves(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 4)
    monkeypatch.setattr(records, "MAX_UNDATED", 4)
    undated = {f"note-{number}.txt": f"The ferry number {number} left on time.\n" for number in range(7)}
    before = search.bundles(brief(site(undated)))

    after = search.bundles(brief(site({"bridge.txt": BRIDGE})))

    assert list(before) == ["undated-1", "undated-2"]
    assert len([name for name in after if after[name] != before.get(name)]) == 1


# --- the index -------------------------------------------------------------------------------------------


def test_the_index_names_the_articles_of_each_word(site: MakeSite) -> None:
    (bundle,) = search.bundles(days(site, 1, 2)).values()

    files = dict(index.build_files(bundle))

    entries = {word: (stem, articles) for word, stem, articles, _ in content(files, "words-0")}
    assert entries["ferry"] == ("ferri", [0, 1])
    assert entries["2"] == ("", [1])
    assert content(files, "articles")["day"][1] == 1
    assert content(files, "article-1")["title"] == "Report 2"


def test_words_of_hidden_sentences_have_no_places(site: MakeSite) -> None:
    options = {"rights": "summary", "summary": {"method": "lead", "sentences": 1}}
    (bundle,) = search.bundles(brief(site({"bridge.txt": BRIDGE}, **options))).values()

    files = dict(index.build_files(bundle))

    words = [word for word, *_ in content(files, "words-0")]
    hidden = words.index("suppliers")
    assert content(files, "words-0")[hidden][2:] == [[0], [0]]
    assert content(files, "places-0")[hidden] == []
    assert "suppliers" not in json.dumps(content(files, "article-0"))


def test_an_index_in_parts_holds_the_same_words(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    (bundle,) = search.bundles(brief(site({"bridge.txt": BRIDGE, "harvest.txt": HARVEST}))).values()
    whole = dict(index.build_files(bundle))

    monkeypatch.setattr(index, "MAX_PART_NUMBERS", 60)
    divided = dict(index.build_files(bundle))

    firsts = content(divided, "articles")["words"]
    parts = [content(divided, f"words-{number}") for number in range(len(firsts))]
    assert len(parts) > 5
    assert [part[0][0] for part in parts] == firsts
    assert [entry for part in parts for entry in part] == content(whole, "words-0")


def test_only_what_changed_is_indexed_again(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 2)
    folder = tmp_path / "index"
    bundles = search.bundles(days(site, 1, 2, 3, 4, 5))

    assert search.write(bundles, folder) == tuple(bundles)
    cold = snapshot(folder)
    assert search.write(bundles, folder) == ()
    assert snapshot(folder) == cold

    assert search.write(search.bundles(days(site, 6)), folder) == ("dated-3",)
    warm = snapshot(folder)
    assert {path for path in warm if warm[path] != cold.get(path)} <= {
        path for path in warm if path.startswith("dated-3/") or path == search.MANIFEST
    }


def test_two_cold_indexes_have_the_same_bytes(site: MakeSite, tmp_path: Path) -> None:
    bundles = search.bundles(brief(site({"bridge.txt": BRIDGE, "harvest.txt": HARVEST})))

    search.write(bundles, tmp_path / "one")
    search.write(bundles, tmp_path / "two")

    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_bundles_without_articles_go_and_damaged_ones_are_made_anew(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    bundles = search.bundles(days(site, 1, 2, 3))
    search.write(bundles, folder)

    monkeypatch.setattr(records, "MAX_RECORDS", 2)
    search.write(search.bundles(days(site)), folder)
    assert {path.name for path in folder.iterdir()} == {"dated-1", "dated-2", search.MANIFEST}

    (folder / search.MANIFEST).write_text("{", encoding="utf-8")
    shutil.rmtree(folder / "dated-1")
    assert search.write(search.bundles(days(site)), folder) == ("dated-1", "dated-2")


def test_the_index_is_laid_over_an_older_one(site: MakeSite, tmp_path: Path) -> None:
    search.write(search.bundles(days(site, 1)), tmp_path / "index")
    (tmp_path / "site/old").mkdir(parents=True)

    search.install(tmp_path / "index", tmp_path / "site")

    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "index")
