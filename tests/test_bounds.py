"""Texts far beyond any article end with a named reason, and beside them the good article is published as ever."""

from __future__ import annotations

import pytest
from conftest import BRIDGE, MakeSite, snapshot

from generator.build import LONGEST, brief, build
from generator.models import Outcome, Reason

SENTENCE = "The ship sailed on Monday to the port of Veld. "

TEXTS = {
    "ten-megabytes.txt": (SENTENCE * 220_000, Reason.TOO_LONG),
    "fifty-thousand-sentences.txt": (SENTENCE * 50_000, Reason.TOO_LONG),
    "one-sentence.txt": ("word " * (LONGEST // 5 - 1) + "end.", Reason.NO_SENTENCE),
    "one-word.txt": ("w" * LONGEST, Reason.NO_SENTENCE),
    "open-quotations.txt": ("“A“ ” " * (LONGEST // 6), Reason.NO_SENTENCE),
    "headings-only.txt": ("A heading here\n\n" * 50_000, Reason.NO_SENTENCE),
    "blank-lines.txt": ("\n" * LONGEST, Reason.EMPTY),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_beyond_any_article_ends_with_a_named_reason(site: MakeSite, name: str) -> None:
    text, reason = TEXTS[name]

    (fate,) = brief(site({name: text})).ledger

    assert (fate.outcome, fate.reason) == (Outcome.QUARANTINED, reason)
    assert fate.hint


def test_beside_them_a_good_article_has_the_same_page(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE})
    build(settings)
    alone = snapshot(settings.docs / "articles")

    site({name: text for name, (text, _) in TEXTS.items()})
    build(settings)

    assert snapshot(settings.docs / "articles") == alone
