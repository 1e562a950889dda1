"""Hostile text in every place an article can put it, built by MkDocs and opened in a real browser.

`make test` opens the project's own strings and a part of the public ones, each in an article of its own, and all of
them joined; `make fuzz` opens every one alone. The same harness, with escaping turned off, finds plenty: otherwise
its finding nothing would mean nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hostile import OWN, RUNNING, TOGETHER, Seen, public_strings, seen_in, site_of
from mkdocs.exceptions import Abort

import generator.build
from generator.models import Briefing
from generator.plugin import BriefingPlugin
from generator.safety import csp, escaping, html_audit

STEP = int(os.environ.get("HOSTILE_STEP", "100"))  # of so many public strings, one is opened alone
A_SITE = 150  # articles; more would cut listings into pages that the site of harmless words does not have
PARTS = 4 if STEP == 1 else 1  # as many processes can share the work


def harmless(strings: int) -> list[str]:
    return [f"word{number} of alert script img onerror javascript" for number in range(strings)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> frozenset[str]:
    """Every element there is on sites of harmless words."""
    seen = Seen()
    for together in (TOGETHER, 1):
        with pytest.MonkeyPatch.context() as patch:
            folder = tmp_path_factory.mktemp("harmless") / "site"
            site = site_of(harmless(6 * together if together > 1 else 60), folder, patch, together=together)
        seen += seen_in(site, browser)
    assert (seen.ran, seen.outside, seen.others) == ([], [], [])
    assert seen.hits > 20
    return frozenset(seen.elements)


def assert_inert(
    strings: Sequence[str], folder: Path, browser: Any, template: frozenset[str], together: int
) -> Seen:
    with pytest.MonkeyPatch.context() as patch:
        site = site_of(strings, folder, patch, together=together)
    seen = seen_in(site, browser)
    assert lost(strings, site.briefing, together) == []
    assert seen.ran == []
    assert seen.outside == []
    assert sorted(seen.elements - template) == []
    assert seen.others == []
    assert seen.hits >= len(strings) // together
    assert seen.texts > len(strings)
    return seen


def lost(strings: Sequence[str], briefing: Briefing, together: int) -> list[str]:
    """The strings that are not in the text of their article, white space aside."""

    def solid(text: str) -> str:
        return "".join(escaping.clean_text(text).split())

    said = {
        article.id: solid(article.text) + "".join(solid(removal.text) for removal in article.removed)
        for article in briefing.articles
    }
    return [
        string
        for number, string in enumerate(strings)
        if solid(f"about {string} went on") not in said.get(f"a{number // together}", "")
    ]


@pytest.mark.parametrize("together", [1, TOGETHER])
def test_the_projects_own_strings_do_nothing(
    together: int, tmp_path: Path, browser: Any, template: frozenset[str]
) -> None:
    assert_inert(OWN, tmp_path / "site", browser, template, together)


def test_public_strings_do_nothing_beside_each_other(
    tmp_path: Path, browser: Any, template: frozenset[str]
) -> None:
    strings = public_strings()

    assert_inert(strings, tmp_path / "site", browser, template, TOGETHER)

    assert len(strings) > 5000


@pytest.mark.parametrize("part", range(PARTS))
def test_a_public_string_does_nothing_alone(
    part: int, tmp_path: Path, browser: Any, template: frozenset[str]
) -> None:
    strings = public_strings()[::STEP][part::PARTS]
    seen = Seen()

    for start in range(0, len(strings), A_SITE):
        group = strings[start : start + A_SITE]
        seen += assert_inert(group, tmp_path / f"{start}", browser, template, together=1)

    print(
        f"\n{len(strings)} strings alone: {seen.pages} pages opened, {seen.texts} texts compared, "
        f"{seen.hits} hits shown, {seen.files} of the names on disk"
    )
    assert seen.files > 0.5 * len(strings)


# --- the same harness, with what protects turned off -----------------------------------------------------


def unescaped(patch: pytest.MonkeyPatch) -> None:
    """Everything is printed as it was given, and nobody checks that it is what was given."""
    patch.setattr(escaping, "_escape", escaping.clean_text)
    patch.setattr(escaping, "_yaml_scalar", lambda words: json.dumps(words, ensure_ascii=False))
    patch.setattr(generator.build.verification, "verify", lambda briefing, pages: None)


def without_tripwire(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(html_audit, "find_violations", lambda content, allowed: [])
    patch.setattr(html_audit, "is_active_in_text", lambda value: False)
    patch.setattr(html_audit, "is_active_in_attribute", lambda value: False)


@pytest.mark.parametrize("together", [1, TOGETHER])
def test_without_escaping_the_harness_fails(
    together: int, tmp_path: Path, browser: Any, template: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unescaped(monkeypatch)
    without_tripwire(monkeypatch)
    monkeypatch.setattr(csp, "find_scripts", lambda page: [])
    monkeypatch.setattr(csp, "with_policy", lambda page, policy: page)

    seen = seen_in(site_of(RUNNING, tmp_path / "site", monkeypatch, together=together), browser)

    ran = {noted for noted in seen.ran if noted.startswith("ran")}
    assert len(ran) >= 5, seen.ran
    assert {"https://evil.example/beacon.png", "https://evil.example/a.css"} <= set(seen.outside)
    assert any(" > script. " in each for each in seen.elements - template)
    assert any("onerror" in each for each in seen.elements - template)
    assert any("title: " in each for each in seen.others)
    print(f"\n{len(ran)} of {len(RUNNING)} ran, {len(seen.outside)} requests, {len(seen.others)} wrong texts")


def test_without_escaping_the_tripwire_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unescaped(monkeypatch)

    with pytest.raises(Abort):
        site_of(RUNNING, tmp_path / "site", monkeypatch)

    assert "not built, for it holds" in caplog.text
    assert "an element <script>" in caplog.text


def test_without_escaping_and_tripwire_the_policy_keeps_everything_from_running(
    tmp_path: Path, browser: Any, template: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unescaped(monkeypatch)
    without_tripwire(monkeypatch)
    monkeypatch.setattr(
        BriefingPlugin,
        "_apply_csp",
        lambda self, page, name: csp.with_policy(page, self._scripts.policy) or page,
    )

    seen = seen_in(site_of(RUNNING, tmp_path / "site", monkeypatch), browser)

    assert seen.elements - template
    assert any(noted.startswith("violation") for noted in seen.ran)
    assert [noted for noted in seen.ran if noted.startswith("ran")] == []
    assert seen.outside == []
