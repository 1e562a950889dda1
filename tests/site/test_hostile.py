"""Hostile text in every place an article can put it, built by MkDocs and opened in a real browser.

`make test` opens the project's own strings, each in an article of its own and joined, and a part of the public ones
alone; `make corpus` opens all public ones joined, `make fuzz` every one alone. `test_hostile_unprotected` shows that
the same search for harm finds plenty where escaping is turned off.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hostile import OWN, TOGETHER, Seen, public_strings, seen_in, site_of

from generator.models import Briefing
from generator.safety import escaping

STEP = int(os.environ.get("HOSTILE_STEP", "250"))  # of so many public strings, one is opened alone
A_SITE = 150  # articles; more would cut listings into pages that the site of harmless words does not have
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # left out of the text of an article
PARTS = 4 if STEP == 1 else 1  # as many processes can share the work


def assert_inert(
    strings: Sequence[str], folder: Path, browser: Any, harmless_elements: frozenset[str], together: int
) -> Seen:
    with pytest.MonkeyPatch.context() as patch:
        site = site_of(strings, folder, patch, together=together)
    seen = seen_in(site, browser)
    assert lost(strings, site.briefing, together) == []
    assert seen.ran == []
    assert seen.outside == []
    assert sorted(seen.elements - harmless_elements) == []
    assert seen.others == []
    assert seen.hits >= len(strings) // together
    assert seen.texts > len(strings)
    return seen


def lost(strings: Sequence[str], briefing: Briefing, together: int) -> list[str]:
    """The strings that are not in the text of their article, white space and what nobody sees aside."""

    def solid(text: str) -> str:
        return "".join(escaping.clean_text(text.translate(UNSEEN)).split())

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
    together: int, tmp_path: Path, browser: Any, harmless_elements: frozenset[str]
) -> None:
    assert_inert(OWN, tmp_path / "site", browser, harmless_elements, together)


@pytest.mark.corpus
def test_public_strings_do_nothing_beside_each_other(
    tmp_path: Path, browser: Any, harmless_elements: frozenset[str]
) -> None:
    strings = public_strings()

    assert_inert(strings, tmp_path / "site", browser, harmless_elements, TOGETHER)

    assert len(strings) > 5000


@pytest.mark.parametrize("part", range(PARTS))
def test_a_public_string_does_nothing_alone(
    part: int, tmp_path: Path, browser: Any, harmless_elements: frozenset[str]
) -> None:
    strings = public_strings()[::STEP][part::PARTS]
    seen = Seen()

    for start in range(0, len(strings), A_SITE):
        group = strings[start : start + A_SITE]
        seen += assert_inert(group, tmp_path / f"{start}", browser, harmless_elements, together=1)

    print(
        f"\n{len(strings)} strings alone: {seen.pages} pages opened, {seen.texts} texts compared, "
        f"{seen.hits} hits shown, {seen.files} of the names on disk"
    )
    assert seen.files > 0.5 * len(strings)
