"""A build with nothing to do does nothing, and whatever a build depends on makes another one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import BRIDGE, MakeSite

from generator import build, config, engine, updates
from generator.cache import Cache
from generator.config import Settings
from generator.updates import open_cache, update

TODAY = date(2024, 6, 1)
SETTLED_SECONDS = 0.03  # after which a change of a file gives it another time


@pytest.fixture
def settings(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A site that was built once from files that have been there for a while."""
    monkeypatch.setattr(build, "choose_engine", lambda settings: engine.serial)
    settings = site({"bridge.txt": BRIDGE, "odd.exe": "?"})
    (settings.root / "mkdocs.yml").write_text("site_name: Test\nplugins: [briefing]\n")
    settings.templates.mkdir(exist_ok=True)
    time.sleep(SETTLED_SECONDS)
    assert bring_up_to_date(settings).briefing is not None
    return settings


def bring_up_to_date(settings: Settings, today: date = TODAY) -> updates.Update:
    return update(settings, today, engine.no_progress, open_cache(settings))


def has_built(settings: Settings, today: date = TODAY) -> bool:
    return bring_up_to_date(settings, today).briefing is not None


def test_a_second_build_does_nothing_and_reports_the_same(settings: Settings) -> None:
    first = update(settings, TODAY, engine.no_progress, Cache())
    states = {path: path.stat().st_mtime_ns for path in settings.root.rglob("*")}

    second = bring_up_to_date(settings)

    assert second.briefing is None
    assert second.result == first.result
    assert not second.result.published.written
    assert states == {path: path.stat().st_mtime_ns for path in settings.root.rglob("*")}


def _seed(settings: Settings, name: str = "bridge.txt") -> Path:
    return settings.seeds / name


def _same_size_and_time(settings: Settings) -> None:
    """Change a letter, and give the file the time that it had."""
    before = _seed(settings).stat()
    _seed(settings).write_text(BRIDGE.replace("bridge", "britch"))
    os.utime(_seed(settings), ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Settings], object]] = {
    "a seed is changed": lambda site: _seed(site).write_text(BRIDGE + "\n\nIt rained."),
    "a seed is changed within its size and time": _same_size_and_time,
    "a seed is added": lambda site: _seed(site, "other.txt").write_text(BRIDGE),
    "a seed is deleted": lambda site: _seed(site).unlink(),
    "a seed is renamed": lambda site: _seed(site).rename(_seed(site, "brook.txt")),
    "a file that is ignored is added": lambda site: _seed(site, ".hidden").write_text(""),
    "a sidecar is added": lambda site: _seed(site, "bridge.txt.meta.yml").write_text("title: Bridge"),
    "a template is added": lambda site: (site.templates / "new.md").write_text("New"),
    "decisions are added": lambda site: site.overrides.write_text("stories: []"),
    "a page is changed": lambda site: (site.docs / "index.md").write_text("Mine"),
    "a page is deleted": lambda site: (site.docs / "articles/bridge.md").unlink(),
    "a page is written by hand": lambda site: (site.docs / "articles/mine.md").write_text("Mine"),
    "the manifest is deleted": lambda site: (site.docs / ".briefing/manifest.json").unlink(),
    "what is remembered is deleted": lambda site: open_cache(site).file.unlink(),  # type: ignore[union-attr]
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_makes_a_build(settings: Settings, change: Callable[[Settings], object]) -> None:
    change(settings)

    assert has_built(settings)


def test_another_day_makes_a_build(settings: Settings) -> None:
    assert has_built(settings, date(2024, 6, 2))


def test_another_option_makes_a_build(settings: Settings) -> None:
    file = settings.root / "mkdocs.yml"
    file.write_text("site_name: Test\nplugins: [{briefing: {summary: {sentences: 2}}}]\n")

    assert has_built(config.read(file))


def test_a_page_by_hand_elsewhere_can_change_without_a_build(settings: Settings) -> None:
    page = settings.docs / "about.md"
    page.write_text("About")
    time.sleep(SETTLED_SECONDS)
    assert has_built(settings)

    page.write_text("About us")

    assert not has_built(settings)


def test_what_changed_just_now_is_looked_at_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its next change may leave it with the same size and time."""
    monkeypatch.setattr(updates, "_clock", lambda: _seed(settings).stat().st_ctime_ns)
    _seed(settings).write_text(BRIDGE + "\n\nIt rained.")

    assert has_built(settings)
    assert has_built(settings)
