"""A site is built beside the published one and takes its place whole, also after builds that were killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import snapshot

from generator.errors import MachineError
from generator.publish import StagedSite, site
from generator.publish.locks import lock
from generator.publish.places import find_place


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def texts(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


OLD = {"index.html": "old", "gone/index.html": "old", ".well-known/security.txt": "mail"}
NEW = {"index.html": "new", "more/index.html": "new"}
PUBLISHED = {**NEW, ".well-known/security.txt": "mail"}


def publish(published: Path, files: dict[str, str]) -> None:
    staged = StagedSite(published)
    write(staged.folder, files)
    staged.publish()


def test_the_first_site_appears_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    publish(tmp_path / "build/site", NEW)

    assert texts(tmp_path) == {f"build/site/{path}": text for path, text in NEW.items()}


def test_a_new_site_takes_the_place_of_the_old_one_and_hidden_files_stay(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    (tmp_path / "site").chmod(0o750)

    publish(tmp_path / "site", NEW)

    assert texts(tmp_path / "site") == PUBLISHED
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o750


def test_an_equal_site_is_not_touched(tmp_path: Path) -> None:
    published = tmp_path / "site"
    write(published, NEW | {".nojekyll": ""})
    before = {
        path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (published, *published.rglob("*"))
    }

    publish(published, NEW)

    assert before == {
        path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (published, *published.rglob("*"))
    }


def test_a_discarded_site_leaves_the_old_one_untouched(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    before = snapshot(tmp_path)

    staged = StagedSite(tmp_path / "site")
    write(staged.folder, NEW)
    staged.discard()

    assert snapshot(tmp_path) == before


def test_a_site_that_is_published_touches_no_folder_of_the_next_build(tmp_path: Path) -> None:
    first = StagedSite(tmp_path / "site")
    first.publish()
    second = StagedSite(tmp_path / "site")

    first.discard()

    assert second.folder.is_dir()
    second.discard()


def test_a_site_behind_a_symbolic_link_is_exchanged_where_it_is(tmp_path: Path) -> None:
    write(tmp_path / "www/site", OLD)
    (tmp_path / "site").symlink_to("www/site")

    publish(tmp_path / "site", NEW)

    assert (tmp_path / "site").is_symlink()
    assert texts(tmp_path / "www/site") == PUBLISHED


def test_where_folders_cannot_be_exchanged_files_are_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "site", OLD | {"more": "a file where a folder comes"})
    monkeypatch.setattr(site, "exchange", lambda first, second: False)

    publish(tmp_path / "site", NEW)

    assert texts(tmp_path / "site") == PUBLISHED
    assert not (tmp_path / "site/gone").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_mount_point_is_written_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "site", OLD)
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == tmp_path / "site")

    publish(tmp_path / "site", NEW)

    assert texts(tmp_path / "site") == PUBLISHED


def test_what_a_build_left_that_was_killed_before_the_exchange_is_deleted(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    place = find_place(tmp_path / "site")
    write(place.make_staging(), {"index.html": "half", ".well-known/security.txt": "older mail"})

    publish(tmp_path / "site", NEW)

    assert texts(tmp_path) == {f"site/{path}": text for path, text in PUBLISHED.items()}


def test_what_a_build_left_that_was_killed_after_the_exchange_is_deleted_but_for_late_changes(
    tmp_path: Path,
) -> None:
    write(tmp_path / "site", OLD)
    staging = find_place(tmp_path / "site").make_staging()
    write(staging, NEW)
    assert site.exchange(staging, tmp_path / "site")

    StagedSite(tmp_path / "site").discard()

    assert texts(tmp_path) == {f"site/{path}": text for path, text in PUBLISHED.items()}


def test_two_builds_write_one_after_the_other(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ready, go_on = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        staged = StagedSite(tmp_path / "site")
        os.write(ready[1], b".")
        os.read(go_on[0], 1)
        write(staged.folder, OLD)
        staged.publish()
        os._exit(0)
    os.read(ready[0], 1)

    place = find_place(tmp_path / "site")
    with (
        pytest.raises(MachineError, match=rf"^Stopped while waiting to write .*, process {child}, "),
        lock(place.lock_file, place.folder, timeout=0),
    ):
        pytest.fail("locked twice")
    os.write(go_on[1], b".")
    publish(tmp_path / "site", NEW)
    os.waitpid(child, 0)

    assert texts(tmp_path / "site") == PUBLISHED
    assert "Waiting for another build, process " in caplog.text


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    place = find_place(tmp_path / "site")
    place.lock_file.write_text("1\n")

    publish(tmp_path / "site", NEW)

    assert [path.name for path in tmp_path.iterdir()] == ["site"]
