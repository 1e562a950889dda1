"""The whole output of two sites, compared with what was read and accepted: the three seeds, and a site of every block.

After a change that is meant to change pages, accept the new ones and read their difference like prose before it is
committed:

    pytest tests/golden --accept-golden
    git diff tests/golden

Stylesheets and scripts stand in `assets.sha256` by their hashes.
"""

from __future__ import annotations

import difflib
import hashlib
import shutil
from pathlib import Path

import pytest
from conftest import PROJECT

from generator import config
from generator.build import build

GOLDEN = Path(__file__).parent
SITES = {
    "three-seeds": PROJECT,
    "everything": GOLDEN / "everything",
}  # name → where mkdocs.yml and seeds/ are
OWN = (".briefing", ".gitignore")  # what publishing keeps beside the pages
ASSETS = "assets"
MAX_LINES = 120  # of a difference


@pytest.mark.parametrize("name", SITES)
def test_the_site_is_as_it_was_accepted(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    printed = _files_of(_built(SITES[name], tmp_path))
    accepted = GOLDEN / name / "docs"
    if pytestconfig.getoption("--accept-golden"):
        _accept(printed, accepted)

    difference = _difference(_read(accepted), printed)

    assert not difference, "\n".join(
        ["Accept with --accept-golden if this is meant:", *difference[:MAX_LINES]]
    )


def _built(source: Path, folder: Path) -> Path:
    """The docs/ of a site that is built in an empty folder."""
    for name in ("mkdocs.yml", "overrides.yml"):
        if (source / name).exists():
            shutil.copy(source / name, folder)
    shutil.copytree(source / "seeds", folder / "seeds")
    (folder / "docs").mkdir()
    build(config.read(folder / "mkdocs.yml"))
    return folder / "docs"


def _files_of(docs: Path) -> dict[str, str]:
    """The text of each page by its path, the assets as one list of hashes."""
    texts = {name: text for name, text in _read(docs).items() if name.partition("/")[0] not in OWN}
    hashes = [
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}"
        for name, text in texts.items()
        if name.startswith(f"{ASSETS}/")
    ]
    pages = {name: text for name, text in texts.items() if not name.startswith(f"{ASSETS}/")}
    return pages | {f"{ASSETS}.sha256": "\n".join(hashes) + "\n"}


def _read(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}


def _accept(printed: dict[str, str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in printed.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _difference(accepted: dict[str, str], printed: dict[str, str]) -> list[str]:
    """A unified difference of all files, one after the other."""
    return [
        line
        for name in sorted({*accepted, *printed})
        for line in difflib.unified_diff(
            accepted.get(name, "").splitlines(),
            printed.get(name, "").splitlines(),
            f"accepted/{name}",
            f"printed/{name}",
            lineterm="",
            n=1,
        )
    ]
