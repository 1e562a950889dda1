"""Real articles, 2,498 of them, written out in mixed formats: all are published or accounted for."""

from __future__ import annotations

from pathlib import Path

import corpus
import pytest
from conftest import PROJECT

from generator.build import brief
from generator.config import make_settings
from generator.engine import Processes
from generator.models import Outcome

FILES = sorted((PROJECT.parent / "shared" / "corpus").glob("*.jsonl*"))


@pytest.mark.corpus
def test_every_real_article_is_published_or_accounted_for(tmp_path: Path) -> None:
    if not FILES:
        pytest.skip("The folder of real articles is not beside this checkout, so there are none to read.")
    written = corpus.write(tmp_path / "seeds", FILES)

    briefing = brief(
        make_settings({"summary": {"method": "lead"}}, tmp_path / "mkdocs.yml", tmp_path / "docs"),
        run=Processes(),
    )

    counts = briefing.counts
    assert counts["found"] == written == sum(1 for file in FILES for _ in corpus.records(file))
    assert counts["quarantined"] == counts["ignored"] == 0
    assert counts["published"] + counts["duplicates"] == written
    by_source = {fate.source: fate for fate in briefing.ledger if fate.outcome is Outcome.DUPLICATE}
    assert all(fate.article in briefing.by_id for fate in by_source.values())
