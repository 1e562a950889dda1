"""A build that remembers another gives what it would give alone, and reads only what changed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest import BRIDGE, HARVEST, MakeSite

from generator import engine
from generator.build import process_files
from generator.cache import Cache
from generator.config import Settings, make_settings
from generator.readers import plain
from generator.updates import open_cache

TODAY = date(2026, 3, 4)
TEXTS = (
    BRIDGE,
    HARVEST,
    BRIDGE.replace("Monday", "Tuesday"),
    f"---\ndate: 2026-03-01\n---\n{HARVEST}",
    "?",
    "",
)
OPTIONS = ({}, {"summary": {"sentences": 1}}, {"themes": {"talks": {"title": "Talks", "terms": ["talks"]}}})


class Spy:
    """An engine that notes what it was asked to process."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self.read: list[str] = []

    def __call__(self, work, items, track):  # type: ignore[no-untyped-def]
        self.items += [source for source, _ in items]
        self.read += [source for source, known in items if known is None]
        return engine.serial(work, items, track)


def processed(settings: Settings, today: date = TODAY) -> list[str]:
    """The files that a build reads that remembers the builds before."""
    spy = Spy()
    process_files(settings, today, spy, engine.no_progress, open_cache(settings))
    return spy.items


def results(settings: Settings, remembered: Cache) -> str:
    """The results as text, in which 1 is not 1.0."""
    return repr(process_files(settings, TODAY, engine.serial, engine.no_progress, remembered))


def test_only_what_changed_is_read_again(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE, "harvest.txt": HARVEST, "photo.jpg": "no text"})
    assert processed(settings) == ["bridge.txt", "harvest.txt"]
    assert processed(settings) == []

    (settings.seeds / "harvest.txt").write_text(HARVEST + "More follows on Tuesday in Veld.\n")
    assert processed(settings) == ["harvest.txt"]

    (settings.seeds / "bridge.txt.meta.yml").write_text("outlet: The Veld Herald\n")
    assert processed(settings) == ["bridge.txt"]


def test_a_file_with_another_name_is_another_file(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE})
    processed(settings)
    (settings.seeds / "bridge.txt").rename(settings.seeds / "opening.txt")

    assert processed(settings) == ["opening.txt"]


def test_another_day_changes_nothing_but_what_lies_in_the_future(site: MakeSite) -> None:
    dated = f"---\ndate: 2026-03-10\n---\n{BRIDGE}"
    settings = site({"bridge.md": dated, "harvest.txt": HARVEST})
    processed(settings)

    assert processed(settings, date(2026, 3, 12)) == ["bridge.md"]
    assert processed(settings, date(2026, 3, 13)) == []
    assert processed(settings, date(2026, 3, 5)) == ["bridge.md"]


def test_options_are_part_of_the_question(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE})
    processed(settings)
    changed = make_settings({"summary": {"sentences": 1}}, settings.root / "mkdocs.yml", settings.docs)

    assert processed(changed) == ["bridge.txt"]


def test_other_themes_do_not_make_files_be_read_again(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE, "empty.txt": ""})
    processed(settings)
    spy = Spy()
    changed = make_settings(OPTIONS[2], settings.root / "mkdocs.yml", settings.docs)
    results = process_files(changed, TODAY, spy, engine.no_progress, open_cache(changed))

    assert spy.items == ["bridge.txt", "empty.txt"]
    assert spy.read == []
    assert repr(results) == repr(process_files(changed, TODAY, engine.serial, engine.no_progress, Cache()))


def test_a_file_that_hung_is_tried_again(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE})

    def hang(work, items, track):  # type: ignore[no-untyped-def]
        return [[engine.WorkerFailure("nothing came of it")] for _ in items]

    process_files(settings, TODAY, hang, engine.no_progress, open_cache(settings))

    assert processed(settings) == ["bridge.txt"]


def test_what_went_wrong_once_is_tried_again(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = site({"bridge.txt": BRIDGE})

    def fail(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr(plain, "blocks", fail)
        processed(settings)

    assert processed(settings) == ["bridge.txt"]
    assert processed(settings) == []


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_a_build_gives_what_a_cold_one_gives(site: MakeSite, seed: int) -> None:
    chance = random.Random(seed)
    settings = site({"0.txt": BRIDGE})
    for _ in range(25):
        chance.choice((add, change, delete, rename, swap))(settings.seeds, chance)
        options = chance.choice(OPTIONS)
        settings = make_settings(options, settings.root / "mkdocs.yml", settings.docs)

        assert results(settings, open_cache(settings)) == results(settings, Cache())


def add(seeds: Path, chance: random.Random) -> None:
    (seeds / f"{chance.randrange(100)}.{chance.choice(('txt', 'md'))}").write_text(chance.choice(TEXTS))


def change(seeds: Path, chance: random.Random) -> None:
    chance.choice(files(seeds)).write_text(chance.choice(TEXTS))


def delete(seeds: Path, chance: random.Random) -> None:
    present = files(seeds)
    if len(present) > 1:
        chance.choice(present).unlink()


def rename(seeds: Path, chance: random.Random) -> None:
    file = chance.choice(files(seeds))
    file.rename(file.with_stem(f"{chance.randrange(100)}"))


def swap(seeds: Path, chance: random.Random) -> None:
    one, other = chance.choice(files(seeds)), chance.choice(files(seeds))
    texts = one.read_text(), other.read_text()
    other.write_text(texts[0])
    one.write_text(texts[1])


def files(seeds: Path) -> Sequence[Path]:
    return sorted(seeds.iterdir())
