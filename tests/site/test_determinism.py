"""The same articles give the same pages, whatever the hash seed, clock, locale, folder order, engine and cache.

`DETERMINISM=1000` tries every condition alone, on so many articles, and compares what MkDocs makes of them too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import reports
from cluster import Cluster
from conftest import PROJECT, snapshot

ARTICLES = int(os.environ.get("DETERMINISM", "0"))
FEW_ARTICLES = 25  # enough for four processes
CONDITIONS = PROJECT / "tests/support/conditions.py"
CONFIG = """\
site_name: Test
strict: true
theme: {name: material, font: false}
plugins:
  - search
  - briefing:
      themes:
        sanctions: {title: Sanctions, terms: ["sanction*", "embargo*"]}
        diplomacy: {title: Diplomacy, terms: [talks, "ceasefire*", summit]}
"""
REPLACED = "      themes:"  # before it, more options are put


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What may differ from one build to the next."""

    hash_seed: str = "0"
    zone: str = "UTC"
    locale: str = "C.UTF-8"
    workers: int = 1
    years: int = 0
    is_reversed: bool = False

    @property
    def environment(self) -> dict[str, str]:
        return {"PYTHONHASHSEED": self.hash_seed, "TZ": self.zone, "LC_ALL": self.locale}

    @property
    def options(self) -> list[str]:
        return [f"--years={self.years}", *(["--reversed"] if self.is_reversed else [])]


PLAIN = Condition()
SEVERAL_AT_ONCE = [
    Condition(
        hash_seed="1", zone="Pacific/Kiritimati", locale="tr_TR.UTF-8", workers=2, years=10, is_reversed=True
    ),
    Condition(hash_seed="2", zone="America/St_Johns", locale="C", workers=4, years=-10),
]
ONE_AT_A_TIME = [
    Condition(hash_seed="1"),
    Condition(hash_seed="2"),
    Condition(zone="Pacific/Kiritimati"),
    Condition(zone="America/St_Johns"),
    Condition(locale="tr_TR.UTF-8"),
    Condition(locale="C"),
    Condition(workers=2),
    Condition(workers=4),
    Condition(years=10),
    Condition(years=-10),
    Condition(is_reversed=True),
]


class Sites:
    """Sites with the same articles in folders of their own, each built once under a condition."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        reports.write_all(folder / "seeds", 0, ARTICLES or FEW_ARTICLES)

    def build(
        self, condition: Condition, name: str, engine: Sequence[str] = (), options: str = ""
    ) -> dict[str, str]:
        """The pages of a site, by path: as hashes, and with those of MkDocs where many articles are tried."""
        folder = self.folder / name
        if not folder.exists():
            (folder / "docs").mkdir(parents=True)
            shutil.copytree(self.folder / "seeds", folder / "seeds")
            (folder / "mkdocs.yml").write_text(CONFIG.replace(REPLACED, options + REPLACED))
        workers = engine or [f"--workers={condition.workers}"]
        self.run(condition, folder, [str(CONDITIONS), "mkdocs.yml", *condition.options, *workers])
        if ARTICLES:
            self.run(condition, folder, ["-m", "mkdocs", "build", "--quiet"])
        return snapshot(folder / "docs") | {
            f"site/{path}": hash_
            for path, hash_ in snapshot(folder / "site").items()
            if not path.endswith(".gz")
        }

    def run(self, condition: Condition, folder: Path, command: list[str]) -> None:
        paths = os.pathsep.join([str(PROJECT), *sys.path])
        environment = os.environ | condition.environment | {"PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run([sys.executable, *command], cwd=folder, env=environment, check=True)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="module")
def expected(sites: Sites) -> dict[str, str]:
    return sites.build(PLAIN, "plain")


def test_pages_of_every_kind_are_compared(expected: dict[str, str]) -> None:
    folders = {path.split("/")[0] for path in expected}

    assert {"articles", "timeline", "themes", "index.md"} <= folders
    assert sum(path.startswith("articles/") for path in expected) > FEW_ARTICLES * 0.9


@pytest.mark.parametrize("number", range(len(ONE_AT_A_TIME if ARTICLES else SEVERAL_AT_ONCE)))
def test_pages_do_not_depend_on_the_machine(number: int, sites: Sites, expected: dict[str, str]) -> None:
    condition = (ONE_AT_A_TIME if ARTICLES else SEVERAL_AT_ONCE)[number]

    assert sites.build(condition, f"condition-{number}") == expected


def test_pages_made_from_the_cache_are_those_of_a_cold_build(sites: Sites, expected: dict[str, str]) -> None:
    shutil.rmtree(sites.folder / "plain/docs")
    (sites.folder / "plain/docs").mkdir()

    assert sites.build(SEVERAL_AT_ONCE[0], "plain") == expected


def test_pages_of_a_cluster_that_loses_a_worker_are_those_of_one_process(
    sites: Sites, expected: dict[str, str], tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    with Cluster(tmp_path, workers=2) as cluster:
        options = f"      engine: dask\n      scheduler: {cluster.address}\n"

        pages = sites.build(PLAIN, "cluster", [f"--kill={cluster.workers[0].pid}"], options)

        assert cluster.workers[0].poll() is not None
    assert pages == expected
