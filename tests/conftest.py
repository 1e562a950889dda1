"""What several tests start from: texts as articles, folders as sites. All texts are written for these tests."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import browsing
import pytest

from generator.articles import assemble
from generator.config import Settings, make_settings
from generator.models import Article
from generator.readers import plain
from generator.readers.file import File


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-golden",
        action="store_true",
        help="take what tests/golden prints now as right; read its diff",
    )


PROJECT = Path(__file__).parent.parent
SEEDS = PROJECT / "seeds"
WRITTEN_BY_HAND = ("about.md", "guide.md", "quality.md", "images")  # of docs/, what the site shows
# PYTHONPATH of a process that imports what tests import.
IMPORT_PATH = os.pathsep.join(str(PROJECT / folder) for folder in ("", "tests", "tests/support"))

BRIDGE = """\
Harbour town opens its second bridge

The harbour town of Veld opened its second bridge on Monday after six years of building. The mayor called the
bridge a promise kept to the fishing quarter. Traders on the eastern bank expect sales to rise by a tenth.

"We waited a long time for this," the mayor said at the opening. He thanked the engineers.

Sanctions on imported steel had delayed the work twice. Talks with suppliers ended the second delay last spring.
"""

# The same with enough about sanctions and talks to have both for its themes.
BRIDGE_AND_STEEL = f"""{BRIDGE}
The sanctions on steel were lifted after the talks of last March. Further talks on sanctions are planned for a summit.
"""

HARVEST = """\
The olive harvest in the southern valleys was the smallest in two decades. Growers blamed a dry winter and late
frost. The regional council offered loans to every farm that lost more than half of its crop. However, few farms
have applied so far.
"""

THEMES = {
    "sanctions": {"title": "Sanctions", "about": "Penalties.", "terms": ["sanction*"]},
    "diplomacy": {"title": "Diplomacy", "terms": ["talks", "summit*"]},
}


def article_of(text: str, source: str = "note.txt") -> Article:
    """The article that a plain-text file with this text becomes."""
    (draft,) = plain.read(File(source=source, data=text.encode("utf-8")))
    article = assemble(draft)
    assert article is not None
    return article


def sentences_of(article: Article) -> list[str]:
    return [article.words_of(sentence) for sentence in article.numbered]


def quotable_in(text: str) -> list[str]:
    article = article_of(text)
    return [article.words_of(each) for each in article.numbered if each.rejection is None]


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MakeSite = Callable[..., Settings]


def site_in(folder: Path, seeds: Mapping[str, str], **options: object) -> Settings:
    """Makes a site in a folder from file names and texts, and gives its settings."""
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "docs").mkdir(exist_ok=True)
    for name, text in seeds.items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return make_settings({"themes": THEMES} | options, folder / "mkdocs.yml", folder / "docs")


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """Makes sites in an empty folder of the test."""
    return partial(site_in, tmp_path)


# --- made once for all tests, also where several processes share them ------------------------------------

MakeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Return a function that fills a named folder when it is first asked for, and gives its path.

    The processes of pytest-xdist share the folder: one fills it while the others wait.
    """
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root

    def make_once(name: str, fill: Callable[[Path], object]) -> Path:
        folder, unfinished = root / name, root / f"{name}.unfinished"
        with (root / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)  # of an attempt that failed
                unfinished.mkdir()
                fill(unfinished)
                unfinished.rename(folder)
        return folder

    return make_once


class BuiltSite(NamedTuple):
    """A site that `mkdocs build` wrote, and what the command printed."""

    folder: Path
    output: str


@pytest.fixture(scope="session")
def own_site(make_once: MakeOnce) -> BuiltSite:
    """The project's own site, built by `mkdocs build --strict`. Tests only read it."""
    folder = make_once("own-site", _build_own_site)
    return BuiltSite(folder / "site", (folder / "output.txt").read_text(encoding="utf-8"))


def _build_own_site(folder: Path) -> None:
    for name in ("mkdocs.yml", "seeds", "templates", *(f"docs/{name}" for name in WRITTEN_BY_HAND)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(PROJECT / name)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {"NO_MKDOCS_2_WARNING": "1", "PATH": ""}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    (folder / "output.txt").write_text(done.stderr + done.stdout, encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with browsing.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def harmless_elements(make_once: MakeOnce, browser: Any) -> frozenset[str]:
    """Every element there is on sites of harmless words."""
    from hostile import record_harmless_elements

    folder = make_once("harmless", lambda folder: record_harmless_elements(folder, browser))
    return frozenset(json.loads((folder / "elements.json").read_text(encoding="utf-8")))
