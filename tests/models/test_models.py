"""What values say of themselves: lengths in words, counts of files."""

from __future__ import annotations

from dataclasses import replace

import values
from conftest import HARVEST, article_of

from generator.models import LedgerEntry, Outcome, Reason


def test_an_article_is_as_long_as_it_has_words() -> None:
    article = article_of(HARVEST)

    assert article.words == len(HARVEST.split())
    assert article.words > len(article.numbered) > 1


def test_files_are_counted_by_their_outcome() -> None:
    numbers = {Outcome.PUBLISHED: 4, Outcome.DUPLICATE: 3, Outcome.QUARANTINED: 2, Outcome.IGNORED: 1}
    ledger = [
        LedgerEntry(source=f"{outcome}-{number}.txt", outcome=outcome, reason=Reason.USED, hint="")
        for outcome, most in numbers.items()
        for number in range(most)
    ]

    counts = replace(values.briefing([]), ledger=tuple(ledger)).counts

    assert counts == {"found": 10, "published": 4, "duplicates": 3, "quarantined": 2, "ignored": 1}
