"""A sidecar for a whole folder, and one for single entries of a file."""

from __future__ import annotations

import json

from conftest import BRIDGE, HARVEST, MakeSite

from generator.build import brief
from generator.models import Outcome, Reason


def test_it_completes_the_files_in_its_folder_and_below(site: MakeSite) -> None:
    files = {
        "courier/_folder.meta.yml": "outlet: Veld Courier\nlanguage: en\n",
        "courier/a.txt": BRIDGE,
        "courier/arn/_folder.meta.yml": "outlet: Arn Post\n",
        "courier/arn/b.txt": HARVEST,
        "courier/arn/b.txt.meta.yml": "outlet: Marn Mail\n",
        "courier/arn/c.md": f"# Ferry sails again\n\n{BRIDGE.replace('bridge', 'ferry').replace('Veld', 'Arn')}",
    }

    briefing = brief(site(files))

    outlets = {article.source: article.outlet for article in briefing.articles}
    assert outlets["courier/a.txt"] == "Veld Courier"
    assert outlets["courier/arn/b.txt"] == "Marn Mail"
    assert outlets.get("courier/arn/c.md", "Arn Post") == "Arn Post"
    reasons = {entry.source: entry.reason for entry in briefing.ledger}
    assert reasons["courier/_folder.meta.yml"] == Reason.SIDECAR


def test_a_field_of_a_single_article_is_refused(site: MakeSite) -> None:
    briefing = brief(site({"_folder.meta.yml": "title: All\n", "a.txt": BRIDGE}))

    reasons = {entry.source: entry.reason for entry in briefing.ledger}
    assert reasons["_folder.meta.yml"] == Reason.METADATA
    assert reasons["a.txt"] == Reason.USED


def test_single_entries_are_corrected_or_left_out_by_their_address(site: MakeSite) -> None:
    rows = [
        {"url": "https://veld.example/1", "title": "Bridge", "text": BRIDGE},
        {"url": "https://veld.example/2", "title": "Harvest", "text": HARVEST},
    ]
    sidecar = "entries:\n  https://veld.example/1: omit\n  '#2':\n    title: Harvest of the year\n"

    briefing = brief(site({"a.jsonl": "\n".join(map(json.dumps, rows)), "a.jsonl.meta.yml": sidecar}))

    assert [article.title for article in briefing.articles] == ["Harvest of the year"]
    outcomes = {entry.source: entry.outcome for entry in briefing.ledger}
    assert outcomes["a.jsonl#1"] == Outcome.IGNORED
