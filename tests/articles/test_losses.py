"""A build that would unpublish many articles, although nobody touched their files, stops before it writes anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest
from conftest import BRIDGE, MakeSite, snapshot

from generator.articles import analysis, losses
from generator.build import build
from generator.config import Settings
from generator.errors import LossError, accepts_losses
from generator.models import Duplicate, ExtractedDocument, Outcome, Page
from generator.publish import publish
from generator.readers import FORMATS, Format
from generator.readers.file import MB, File

NAMES = [f"{number:02}.txt" for number in range(30)]


def text_of(name: str) -> str:
    return f"The town of Veld{name[:2]} opened a bridge on Monday after {name[:2]} years of building and long talks."


@pytest.fixture
def published(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A site of 30 articles that an earlier build published."""
    monkeypatch.setattr("generator.stories.find_duplicates", lambda articles, signatures: {})
    settings = site({name: text_of(name) for name in NAMES})
    hashes = [{"source": name, "sha256": sha256(text_of(name).encode()).hexdigest()} for name in NAMES]
    publish([Page(path="briefing.json", text=json.dumps({"articles": hashes}))], settings.docs)
    return settings


def fail(file: File) -> NoReturn:
    raise ValueError


def refuse(monkeypatch: pytest.MonkeyPatch, names: list[str]) -> None:
    """Let no article be made of the files with these names."""
    process = analysis.read_article

    def process_some(options: analysis.AnalysisOptions, document: ExtractedDocument) -> analysis.Reading:
        if document.source in names:
            raise ValueError
        return process(options, document)

    monkeypatch.setattr(analysis, "read_article", process_some)


def test_more_than_a_fifth_are_too_many(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(published.root)
    refuse(monkeypatch, NAMES[:7])

    with pytest.raises(LossError) as stopped:
        build(published)

    assert snapshot(published.root) == before
    message = str(stopped.value).splitlines()
    assert message[0] == "7 of 30 published articles would go, although their files are unchanged:"
    assert message[1:8] == [f"  seeds/{name}: cannot be parsed" for name in NAMES[:7]]
    assert "briefing build --accept-losses" in message[8]


def test_ten_are_named_and_the_others_counted(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, NAMES)

    with pytest.raises(LossError) as stopped:
        build(published)

    message = str(stopped.value).splitlines()
    assert message[10:12] == ["  seeds/09.txt: cannot be parsed", "  and 20 more"]


def test_a_fifth_and_fewer_may_go(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, NAMES[:6])

    assert len(build(published).briefing.articles) == 24


def test_an_editor_may_accept_losses_once(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, NAMES[:20])

    accepted = build(published, accept_losses=True)
    following = build(published)

    assert len(accepted.briefing.articles) == len(following.briefing.articles) == 10


def test_articles_whose_files_are_gone_or_changed_are_no_losses(published: Settings) -> None:
    for name in NAMES[:10]:
        (published.seeds / name).unlink()
    for name in NAMES[10:20]:
        (published.seeds / name).write_text("Nothing")
    (published.seeds / NAMES[20]).unlink()
    (published.seeds / NAMES[20]).symlink_to(published.seeds / NAMES[21])

    assert len(build(published).briefing.articles) == 9


def test_files_that_cannot_be_read_any_more_count_as_unchanged(
    published: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_to_open(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse_to_open)

    with pytest.raises(LossError, match="30 of 30 published articles"):
        build(published)


def test_a_file_of_many_articles_counts_as_one_for_each(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.stories.find_duplicates", lambda articles, signatures: {})
    lines = [json.dumps({"id": name, "text": text_of(name)}) for name in NAMES[:8]]
    settings = site({"all.jsonl": "\n".join(lines)})
    assert len(build(settings).briefing.articles) == 8
    monkeypatch.setitem(FORMATS, ".jsonl", Format(fail, MB))

    with pytest.raises(LossError, match="8 of 8 published articles"):
        build(settings)


def test_a_duplicate_is_no_loss(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "generator.stories.find_duplicates",
        lambda articles, signatures: {
            article.source: Duplicate(shown="00.txt") for article in articles if article.source != "00.txt"
        },
    )

    ledger = build(published).briefing.ledger

    assert [entry.outcome for entry in ledger] == [Outcome.PUBLISHED, *[Outcome.DUPLICATE] * 29]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"articles": 3}', '{"articles": [{"id": "a"}]}'])
def test_a_damaged_briefing_of_an_earlier_build_stops_nothing(site: MakeSite, content: str) -> None:
    settings = site({"bridge.txt": BRIDGE})
    (settings.docs / "briefing.json").write_text(content)

    assert len(build(settings).briefing.articles) == 1


@pytest.mark.parametrize(
    ("environment", "accepted"),
    [
        ({}, False),
        ({losses.ACCEPT_LOSSES: ""}, False),
        ({losses.ACCEPT_LOSSES: "0"}, False),
        ({losses.ACCEPT_LOSSES: "False"}, False),
        ({losses.ACCEPT_LOSSES: "1"}, True),
        ({losses.ACCEPT_LOSSES: "true"}, True),
    ],
)
def test_the_environment_says_whether_losses_are_accepted(
    environment: Mapping[str, str], accepted: bool
) -> None:
    assert accepts_losses(environment) is accepted
