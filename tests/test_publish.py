"""Publishing writes only what changed, deletes only what it wrote, and leaves people's pages alone."""

from __future__ import annotations

from pathlib import Path

from conftest import snapshot

from generator.models import Page
from generator.publish import MANIFEST, publish, withdraw

PAGES = (Page(path="index.md", text="# Front\n"), Page(path="articles/a.md", text="# A\n"))


def test_the_first_time_everything_is_written(tmp_path: Path) -> None:
    done = publish(PAGES, tmp_path)

    assert done.written == ("articles/a.md", "index.md")
    assert (tmp_path / "articles/a.md").read_text() == "# A\n"


def test_the_second_time_nothing_is_touched(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    done = publish(PAGES, tmp_path)

    assert done.written == done.deleted == ()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_page_that_is_no_longer_wanted_is_deleted_with_its_empty_folder(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)

    done = publish(PAGES[:1], tmp_path)

    assert done.deleted == ("articles/a.md",)
    assert not (tmp_path / "articles").exists()
    assert publish(PAGES[:1], tmp_path).written == ()


def test_a_page_written_by_hand_is_kept_and_reported(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# Mine\n")

    done = publish(PAGES, tmp_path)

    assert done.kept == ("index.md",)
    assert (tmp_path / "index.md").read_text() == "# Mine\n"
    assert "/index.md" not in (tmp_path / ".gitignore").read_text().splitlines()


def test_a_generated_page_edited_by_hand_is_kept_even_when_its_article_goes(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    (tmp_path / "articles/a.md").write_text("# A, corrected\n")

    assert publish(PAGES, tmp_path).kept == ("articles/a.md",)
    assert publish(PAGES[:1], tmp_path).deleted == ()
    assert (tmp_path / "articles/a.md").read_text() == "# A, corrected\n"


def test_a_build_cut_short_after_its_pages_is_finished_by_the_next(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    changed = (Page(path="index.md", text="# Front, second edition\n"), PAGES[1])
    manifest = (tmp_path / MANIFEST).read_bytes()
    publish(changed, tmp_path)
    interrupted = publish((Page(path="index.md", text="# Third\n"), PAGES[1]), tmp_path)

    assert interrupted.kept == ()
    assert manifest != (tmp_path / MANIFEST).read_bytes()
    assert (tmp_path / "index.md").read_text() == "# Third\n"


def test_without_its_manifest_equal_pages_are_adopted_and_none_is_deleted(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    (tmp_path / MANIFEST).write_text("{ damaged")

    done = publish(PAGES[:1], tmp_path)

    assert done.deleted == done.kept == ()
    assert (tmp_path / "articles/a.md").exists()


def test_withdrawing_leaves_what_people_wrote(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("# About\n")
    before = snapshot(tmp_path)
    publish(PAGES, tmp_path)

    withdraw(tmp_path)

    assert snapshot(tmp_path) == before


def test_gitignore_lists_generated_pages_only(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/mine.md").write_text("# Mine\n")
    publish((*PAGES, Page(path="themes/t.md", text="# T\n")), tmp_path)

    ignored = (tmp_path / ".gitignore").read_text().splitlines()

    assert "/themes/" in ignored
    assert "/articles/" not in ignored
    assert "/articles/a.md" in ignored
