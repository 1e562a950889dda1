"""The folder at an address is copied whole, and of what is known only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import BRIDGE, HARVEST, THEMES, MakeSite, snapshot

from generator.build import build
from generator.config import make_settings
from generator.errors import ConfigError
from generator.readers import mirror

fsspec = pytest.importorskip("fsspec")
ADDRESS = "memory://bucket/seeds"


@pytest.fixture
def bucket() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    system.pipe({"/bucket/seeds/a.txt": BRIDGE.encode(), "/bucket/seeds/2022/b.txt": HARVEST.encode()})
    yield system
    system.rm("/bucket", recursive=True)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_file_is_copied_at_any_depth(bucket: Any, tmp_path: Path) -> None:
    mirror.copy(ADDRESS, tmp_path / "seeds")

    assert files(tmp_path / "seeds") == {"2022/b.txt": HARVEST.encode(), "a.txt": BRIDGE.encode()}


def test_only_what_changed_is_copied_again(
    bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.copy(ADDRESS, tmp_path / "seeds")
    fetched = []
    fetch = mirror._fetch
    monkeypatch.setattr(
        mirror, "_fetch", lambda system, path, address: fetched.append(path) or fetch(system, path, address)
    )
    bucket.pipe("/bucket/seeds/a.txt", b"changed")
    bucket.pipe("/bucket/seeds/new.txt", b"new")
    bucket.rm("/bucket/seeds/2022/b.txt")

    mirror.copy(ADDRESS, tmp_path / "seeds")

    assert files(tmp_path / "seeds") == {"a.txt": b"changed", "new.txt": b"new"}
    assert fetched == ["/bucket/seeds/a.txt", "/bucket/seeds/new.txt"]


def test_a_copy_that_was_damaged_here_is_made_again(bucket: Any, tmp_path: Path) -> None:
    mirror.copy(ADDRESS, tmp_path / "seeds")
    (tmp_path / "seeds/a.txt").unlink()
    (tmp_path / "seeds/stray.txt").write_text("not from there")
    (tmp_path / "seeds.json").write_bytes((tmp_path / "seeds.json").read_bytes()[:50])

    mirror.copy(ADDRESS, tmp_path / "seeds")

    assert files(tmp_path / "seeds") == {"2022/b.txt": HARVEST.encode(), "a.txt": BRIDGE.encode()}


def test_the_pages_are_those_of_a_local_folder(bucket: Any, site: MakeSite, tmp_path: Path) -> None:
    build(site({"a.txt": BRIDGE, "2022/b.txt": HARVEST}))
    local = snapshot(tmp_path / "docs")

    build(make_settings({"seeds": ADDRESS, "themes": THEMES}, tmp_path / "mkdocs.yml", tmp_path / "docs"))

    assert snapshot(tmp_path / "docs") == local


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://bucket/nowhere", "there is no folder at memory://bucket/nowhere"),
        ("s9://bucket/seeds", r"s9://bucket/seeds cannot be read.*Check the address"),
        ("s3://bucket/seeds", r"pip install 'briefing-generator\[cluster\]'"),
    ],
)
def test_an_address_that_cannot_be_read_is_named_with_the_way_out(
    address: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=message):
        mirror.copy(address, tmp_path / "seeds")


def test_a_name_that_leads_out_of_the_folder_is_refused() -> None:
    with pytest.raises(ConfigError, match="leads out of the folder"):
        mirror._is_inside("../mkdocs.yml", ADDRESS)
