"""The search for harm in a built site finds plenty where escaping is turned off: its finding nothing means something.

What protects is turned off one layer after the other; what is left still stops the build or the browser.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hostile import RUNNING, TOGETHER, seen_in, site_of
from mkdocs.exceptions import Abort

import generator.build
from generator.plugin import inspection
from generator.safety import csp, escaping, html_audit


def unescaped(patch: pytest.MonkeyPatch) -> None:
    """Everything is printed as it was given, and nobody checks that it is what was given."""
    patch.setattr(escaping, "_escape", escaping.clean_text)
    patch.setattr(escaping, "_yaml_scalar", lambda words: json.dumps(words, ensure_ascii=False))
    patch.setattr(generator.build.verification, "verify", lambda briefing, pages: None)


def without_audit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(html_audit, "find_violations", lambda content, allowed: [])
    patch.setattr(html_audit, "is_active_in_text", lambda value: False)
    patch.setattr(html_audit, "is_active_in_attribute", lambda value: False)


@pytest.mark.parametrize("together", [1, TOGETHER])
def test_without_escaping_the_harness_fails(
    together: int,
    tmp_path: Path,
    browser: Any,
    harmless_elements: frozenset[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unescaped(monkeypatch)
    without_audit(monkeypatch)
    monkeypatch.setattr(csp, "find_scripts", lambda page: [])
    monkeypatch.setattr(csp, "with_policy", lambda page, policy: page)

    seen = seen_in(site_of(RUNNING, tmp_path / "site", monkeypatch, together=together), browser)

    ran = {noted for noted in seen.ran if noted.startswith("ran")}
    assert len(ran) >= 5, seen.ran
    assert {"https://evil.example/beacon.png", "https://evil.example/a.css"} <= set(seen.outside)
    assert any(" > script. " in each for each in seen.elements - harmless_elements)
    assert any("onerror" in each for each in seen.elements - harmless_elements)
    assert any("title: " in each for each in seen.others)
    print(f"\n{len(ran)} of {len(RUNNING)} ran, {len(seen.outside)} requests, {len(seen.others)} wrong texts")


def test_without_escaping_the_audit_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unescaped(monkeypatch)

    with pytest.raises(Abort):
        site_of(RUNNING, tmp_path / "site", monkeypatch)

    assert "not built, for it holds" in caplog.text
    assert "an element <script>" in caplog.text


def test_without_escaping_and_audit_the_policy_keeps_everything_from_running(
    tmp_path: Path, browser: Any, harmless_elements: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unescaped(monkeypatch)
    without_audit(monkeypatch)
    monkeypatch.setattr(inspection, "check_scripts", lambda output, name, scripts: None)

    seen = seen_in(site_of(RUNNING, tmp_path / "site", monkeypatch), browser)

    assert seen.elements - harmless_elements
    assert any(noted.startswith("violation") for noted in seen.ran)
    assert [noted for noted in seen.ran if noted.startswith("ran")] == []
    assert seen.outside == []
