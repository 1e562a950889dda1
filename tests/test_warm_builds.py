"""After any series of changes a site is what a build without a memory makes of the same files, byte for byte.

`WARM_STEPS=300 pytest tests/test_warm_builds.py` makes the series longer.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import PROJECT

from generator import config, engine
from generator.build import build
from generator.errors import ConfigError
from generator.updates import open_cache, update

STEPS = int(os.environ.get("WARM_STEPS", "8"))
TODAY = date(2024, 9, 1)
EVERYTHING = PROJECT / "tests/golden/everything"
SETTLED_SECONDS = 0.03

Change = Callable[[Path, random.Random], None]


def seeds(site: Path) -> list[Path]:
    """The files that are articles."""
    return sorted(file for file in (site / "seeds").glob("*.*") if file.suffix in (".md", ".txt"))


def add(site: Path, chance: random.Random) -> None:
    file = chance.choice(seeds(site))
    shutil.copy(file, file.with_stem(f"{file.stem}-{chance.randrange(1000)}"))


def change(site: Path, chance: random.Random) -> None:
    file = chance.choice(seeds(site))
    words = file.read_text(encoding="utf-8").split(" ")
    start = chance.randrange(len(words))
    file.write_text(" ".join(words[:start] + words[start + chance.randrange(3) :]), encoding="utf-8")


def correct(site: Path, chance: random.Random) -> None:
    sidecar = chance.choice(seeds(site))
    day = f"2024-0{chance.randrange(1, 9)}-1{chance.randrange(9)}"
    sidecar.with_name(f"{sidecar.name}.meta.yml").write_text(f"title: Corrected\ndate: {day}\n")


def delete(site: Path, chance: random.Random) -> None:
    if len(seeds(site)) > 3:
        chance.choice(seeds(site)).unlink()


def rename(site: Path, chance: random.Random) -> None:
    file = chance.choice(seeds(site))
    file.rename(file.with_stem(f"renamed-{chance.randrange(1000)}"))


def swap(site: Path, chance: random.Random) -> None:
    one, other = chance.sample(seeds(site), 2)
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def write_by_hand(site: Path, chance: random.Random) -> None:
    chance.choice(sorted((site / "docs").rglob("*.md"))).write_text("By hand.\n")


def decide_on_stories(site: Path, chance: random.Random) -> None:
    pair = [page.stem for page in chance.sample(sorted((site / "docs/articles").glob("*.md")), 2)]
    decision = chance.choice(({"split": pair}, {"merge": pair}))
    (site / "overrides.yml").write_text(yaml.safe_dump({"stories": [decision]}))


def add_template(site: Path, chance: random.Random) -> None:
    (site / "templates").mkdir(exist_ok=True)
    (site / "templates/extra.md").write_text("# {{ briefing.articles | length }} " + f"{chance.random()}\n")


def remove_templates(site: Path, chance: random.Random) -> None:
    shutil.rmtree(site / "templates", ignore_errors=True)


def option(alter: Callable[[dict[str, Any], random.Random], None]) -> Change:
    """A change of the plugin's options in mkdocs.yml."""

    def change(site: Path, chance: random.Random) -> None:
        file = site / "mkdocs.yml"
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        (options,) = (entry["briefing"] for entry in content["plugins"] if isinstance(entry, dict))
        alter(options, chance)
        file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")

    return change


def shuffle_themes(options: dict[str, Any], chance: random.Random) -> None:
    themes = list(options["themes"].items())
    chance.shuffle(themes)
    options["themes"] = dict(themes)


def add_term(options: dict[str, Any], chance: random.Random) -> None:
    theme = chance.choice(list(options["themes"].values()))
    theme["terms"] = [*theme["terms"], chance.choice(("harbour", "council", "ferry", "water", "said"))]


CHANGES: tuple[Change, ...] = (
    add,
    add,
    change,
    change,
    correct,
    delete,
    rename,
    swap,
    write_by_hand,
    decide_on_stories,
    add_template,
    remove_templates,
    option(shuffle_themes),
    option(add_term),
    option(lambda options, chance: options.update(rights=chance.choice(("full", "context", "summary")))),
    option(lambda options, chance: options.update(summary={"sentences": chance.randrange(1, 5)})),
    option(lambda options, chance: options.update(language=chance.choice(("en", "de")))),
)


@pytest.mark.parametrize("seed", range(1))
def test_a_warm_build_makes_the_site_that_a_cold_one_makes(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.build.choose_engine", lambda settings: engine.serial)
    chance = random.Random(seed)
    site = tmp_path / "site"
    shutil.copytree(EVERYTHING, site, ignore=shutil.ignore_patterns("docs"))
    (site / "docs").mkdir()

    for step in range(STEPS):
        time.sleep(SETTLED_SECONDS)
        settings = config.read(site / "mkdocs.yml")
        try:
            update(settings, TODAY, engine.no_progress, open_cache(settings), accept_losses=True)
        except ConfigError:  # an article that is decided on is gone
            settings.overrides.unlink()
            update(settings, TODAY, engine.no_progress, open_cache(settings), accept_losses=True)
        assert update(settings, TODAY, engine.no_progress, open_cache(settings)).briefing is None
        cold = tmp_path / f"cold {step}"
        copy_by_hand(settings.docs, cold)
        build(replace(settings, docs=cold), TODAY, accept_losses=True)
        assert files(settings.docs) == files(cold), f"step {step}"

        chance.choice(CHANGES)(site, chance)


def copy_by_hand(docs: Path, folder: Path) -> None:
    """Copy the files that were written by hand."""
    folder.mkdir()
    for page in docs.rglob("*.md"):
        if page.read_bytes() == b"By hand.\n":
            copy = folder / page.relative_to(docs)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, copy)


def files(docs: Path) -> dict[str, bytes]:
    """The content of all files, by path."""
    return {
        path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()
    }
