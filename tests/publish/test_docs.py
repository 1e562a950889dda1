"""Publishing writes only what changed, deletes only what it wrote, and leaves people's pages alone."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from pathlib import Path
from typing import NoReturn

import pytest
from conftest import snapshot

from generator.errors import MachineError
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


# --- when the disk fails or the build is killed ----------------------------------------------------------

CHANGED = (
    Page(path="index.md", text="# Second\n"),
    Page(path="themes/t.md", text="# T\n"),
)  # and no articles/a.md


def fill_disk_after(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Let a number of files be written; the next one finds the disk full."""
    write_bytes = Path.write_bytes
    left = iter(range(count))

    def write(path: Path, content: bytes) -> int:
        if next(left, None) is None:
            write_bytes(path, content[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", write)


@pytest.mark.parametrize("count", range(5))  # two pages, .gitignore, and the manifest twice
def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    publish(PAGES, tmp_path)
    before = snapshot(tmp_path)
    fill_disk_after(monkeypatch, count)

    with pytest.raises(
        MachineError, match=r"^Stopped while writing .*: No space left on device. Free space on the disk"
    ):
        publish(CHANGED, tmp_path)

    assert snapshot(tmp_path) == before
    assert not (tmp_path / "themes").exists()


def test_the_message_names_the_file_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_disk_after(monkeypatch, 2)

    with pytest.raises(MachineError, match=f"^Stopped while writing {tmp_path}/articles/a.md: "):
        publish(PAGES, tmp_path)


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("not a folder")

    with pytest.raises(MachineError, match=f"^Stopped while writing {tmp_path}/docs: File exists"):
        publish(PAGES, tmp_path / "docs")


def test_a_file_by_hand_that_cannot_be_read_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.md").write_text("# Mine\n")
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == "index.md":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    with pytest.raises(MachineError, match=f"^Stopped while reading {tmp_path}/index.md: "):
        publish(PAGES, tmp_path)

    assert (tmp_path / "index.md").read_text() == "# Mine\n"


def publish_and_die(pages: tuple[Page, ...], docs: Path) -> None:
    """Be killed when all pages are written and none has taken its place."""

    def die(*_: object) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    Path.replace = die  # type: ignore[method-assign]
    publish(pages, docs)


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path: Path) -> None:
    publish(PAGES, tmp_path / "whole")
    pages = (*PAGES, Page(path="themes/t.md", text="# T\n"))
    process = multiprocessing.get_context("fork").Process(
        target=publish_and_die, args=(pages, tmp_path / "killed")
    )
    process.start()
    process.join()
    assert list((tmp_path / "killed/themes").glob(".t.md.*.tmp"))

    publish(PAGES, tmp_path / "killed")

    assert snapshot(tmp_path / "killed") == snapshot(tmp_path / "whole")
    assert not (tmp_path / "killed/themes").exists()


def test_files_of_people_that_are_called_temporary_stay(tmp_path: Path) -> None:
    for name in ("notes.tmp", ".notes.tmp", "a.12.tmp", ".a.12x.tmp"):
        (tmp_path / name).write_text("notes")

    publish(PAGES, tmp_path)

    assert (tmp_path / ".notes.tmp").exists()
    assert len(list(tmp_path.glob("*.tmp"))) == 4
