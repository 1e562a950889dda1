"""Publishing writes only what changed, deletes only what it wrote, and leaves people's pages alone."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from conftest import snapshot

from generator.cache import Cache
from generator.errors import MachineError
from generator.models import Page
from generator.publish import MANIFEST, changes, clear_up, exchange, publish, trees, withdraw
from generator.publish.places import find_place

PAGES = (Page(path="index.md", text="# Front\n"), Page(path="articles/a.md", text="# A\n"))
CHANGED = (
    Page(path="index.md", text="# Second\n"),
    Page(path="themes/t.md", text="# T\n"),
)  # and no articles/a.md


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


# --- what is read of docs/ ---------------------------------------------------------------------------------


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    names: list[str] = []
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        names.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    return names


def test_no_page_is_read_again_that_has_not_changed(tmp_path: Path, files_read: list[str]) -> None:
    docs, remembered = tmp_path / "docs", Cache(tmp_path / "answers.sqlite", 1_000_000)
    publish(PAGES, docs, remembered)
    publish(CHANGED, docs, remembered)
    before, files_read[:] = (tmp_path / "answers.sqlite").stat().st_mtime_ns, []

    publish(CHANGED, docs, remembered)

    assert set(files_read) == {"manifest.json"}
    assert (tmp_path / "answers.sqlite").stat().st_mtime_ns == before


def edit_in_place(page: Path) -> None:
    page.write_text("# Mine!\n")


def edit_and_set_back_the_time(page: Path) -> None:
    time = page.stat().st_mtime_ns
    save(page, "# Mine!\n")
    os.utime(page, ns=(time, time))


def edit_twice_within_a_second(page: Path) -> None:
    """As on a disk that keeps whole seconds, with the size and the number (inode) of the file as they were."""
    page.write_text("# Mine!\n")
    os.utime(page, (1_700_000_000, 1_700_000_000))


@pytest.mark.parametrize("edit", [edit_in_place, edit_and_set_back_the_time, edit_twice_within_a_second])
def test_an_edit_of_the_same_length_is_noticed(tmp_path: Path, edit: Callable[[Path], None]) -> None:
    docs, remembered = tmp_path / "docs", Cache(tmp_path / "answers.sqlite", 1_000_000)
    publish(PAGES, docs, remembered)
    os.utime(docs / "index.md", (1_700_000_000, 1_700_000_000))
    publish(PAGES, docs, remembered)

    edit(docs / "index.md")

    assert publish(PAGES, docs, remembered).kept == ("index.md",)


# --- where folders cannot be exchanged --------------------------------------------------------------------


def refusing(number: int) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.fixture(params=["exchange", "no exchange", "no links", "mount point", "in use"])
def disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Disks on which docs/ can be replaced in one step, and others."""
    if request.param == "no exchange":
        monkeypatch.setattr(changes, "exchange", lambda first, second: False)
    elif request.param == "no links":
        monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    elif request.param == "mount point":
        monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == tmp_path / "docs")
    elif request.param == "in use":
        (tmp_path / "docs").mkdir()
        monkeypatch.chdir(tmp_path / "docs")


@pytest.mark.usefixtures("disk")
def test_on_any_disk_docs_are_replaced_and_what_people_wrote_stays(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for path in ("about.md", "articles/mine.md", "images/empty/"):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).mkdir() if path.endswith("/") else (docs / path).write_text("by hand")
    (docs / "link.md").symlink_to("about.md")
    publish(PAGES, docs)

    done = publish(CHANGED, docs)

    assert (done.written, done.deleted) == (("index.md", "themes/t.md"), ("articles/a.md",))
    assert {path: (docs / path).read_text() for path in ("index.md", "about.md", "articles/mine.md")} == {
        "index.md": "# Second\n",
        "about.md": "by hand",
        "articles/mine.md": "by hand",
    }
    assert (docs / "link.md").is_symlink()
    assert (docs / "images/empty").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]
    assert {path.name for path in docs.glob(".*")} == {".briefing", ".gitignore"}
    assert publish(CHANGED, docs).written == ()
    assert withdraw(docs) == (".gitignore", "index.md", "themes/t.md")
    assert set(snapshot(docs)) == {"about.md", "articles/mine.md", "link.md"}


def test_docs_behind_a_symbolic_link_are_replaced_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/docs").mkdir(parents=True)
    (tmp_path / "docs").symlink_to("elsewhere/docs")

    publish(PAGES, tmp_path / "docs")

    assert (tmp_path / "docs").is_symlink()
    assert (tmp_path / "elsewhere/docs/index.md").exists()


def test_a_folder_by_hand_at_the_path_of_a_page_stops_the_build_and_stays(tmp_path: Path) -> None:
    (tmp_path / "index.md").mkdir()
    (tmp_path / "index.md/mine.md").write_text("# Mine\n")

    with pytest.raises(MachineError, match="File exists"):
        publish(PAGES, tmp_path)

    assert set(snapshot(tmp_path)) == {"index.md/mine.md"}


# --- when somebody edits a file while docs/ is replaced ----------------------------------------------------


def save(file: Path, text: str) -> None:
    """Save as most text editors do: a new file takes the place of the old one."""
    file.with_name("saved").write_text(text)
    file.with_name("saved").replace(file)


@pytest.mark.parametrize(
    "path", ["about.md", "index.md", "articles/b.md", "articles/a.md", "new.md", "new/page.md"]
)
def test_an_edit_just_before_docs_are_replaced_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    docs = tmp_path / "docs"
    publish((*PAGES, Page(path="articles/b.md", text="# B\n")), docs)
    (docs / "about.md").write_text("# About\n")
    (docs / "old.md").write_text("# Old\n")

    def edit_and_exchange(staging: Path, folder: Path) -> bool:
        (folder / path).parent.mkdir(exist_ok=True)
        save(folder / path, "# Edited\n")
        (folder / "old.md").unlink()
        return exchange.exchange(staging, folder)

    monkeypatch.setattr(changes, "exchange", edit_and_exchange)
    publish((*CHANGED, Page(path="articles/b.md", text="# B\n")), docs)

    assert (docs / path).read_text() == "# Edited\n"
    assert not (docs / "old.md").exists()
    assert (docs / "about.md").exists()
    assert [found.name for found in tmp_path.iterdir()] == ["docs"]


def test_an_edit_before_a_kill_is_kept_by_the_next_build_but_none_replaces_a_later_one(
    tmp_path: Path,
) -> None:
    docs = tmp_path / "docs"
    publish(PAGES, docs)
    for name in ("early.md", "late.md"):
        (docs / name).write_text("first")
    staging = find_place(docs).make_staging()
    assert trees.link_tree(docs, staging, lambda path: False)
    save(docs / "early.md", "second")
    assert exchange.exchange(staging, docs)
    save(docs / "late.md", "third")

    publish(PAGES, docs)

    assert (docs / "early.md").read_text() == "second"
    assert (docs / "late.md").read_text() == "third"
    assert [found.name for found in tmp_path.iterdir()] == ["docs"]


# --- when the disk fails or the build is killed ----------------------------------------------------------


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


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("count", range(4))  # two pages, .gitignore and the manifest
def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    publish(PAGES, tmp_path / "docs")
    before = snapshot(tmp_path)
    fill_disk_after(monkeypatch, count)

    with pytest.raises(
        MachineError, match=r"^Stopped while writing .*: No space left on device. Free space on the disk"
    ):
        publish(CHANGED, tmp_path / "docs")

    assert snapshot(tmp_path) == before
    assert not (tmp_path / "docs/themes").exists()


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
    """Be killed when all pages are written and docs/ is not yet replaced."""

    def die(*_: object) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    changes.exchange = die
    publish(pages, docs)


def test_a_build_that_is_killed_changes_nothing_and_the_next_clears_up(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    publish(PAGES, docs)
    before = snapshot(docs)
    process = multiprocessing.get_context("fork").Process(target=publish_and_die, args=(CHANGED, docs))
    process.start()
    process.join()
    assert snapshot(docs) == before
    assert len(list(tmp_path.iterdir())) > 1

    publish(PAGES, docs)

    assert snapshot(docs) == before
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_what_a_killed_build_left_is_cleared_up_without_a_change(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    clear_up(docs)
    publish(PAGES, docs)
    (find_place(docs).make_staging() / "half.md").write_text("# Half")

    clear_up(docs)

    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_nothing_is_rescued_from_an_old_tree_that_is_half_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "docs"
    publish(PAGES, docs)
    with monkeypatch.context() as context:
        context.setattr(trees, "remove", lambda folder: (folder / MANIFEST).unlink())
        publish(CHANGED, docs)

    assert publish(CHANGED, docs).kept == ()

    assert (docs / "index.md").read_text() == "# Second\n"
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_files_of_people_that_are_called_like_staging_folders_stay(tmp_path: Path) -> None:
    for name in ("notes.tmp", ".docs.briefing-x", ".docs.briefing-1x", ".other.briefing-1"):
        (tmp_path / name).mkdir()

    publish(PAGES, tmp_path / "docs")

    assert len(list(tmp_path.iterdir())) == 5
