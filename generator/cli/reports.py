"""What `briefing build` and `briefing check` print: lines for a terminal, JSON, or annotations of a CI service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.models import IMPROVEMENT_OPENING, LedgerEntry, Outcome
from generator.safety.logs import annotation, inert_json

if TYPE_CHECKING:
    from generator.publish import Published
    from generator.updates import FileReport

OUTCOME_WORDS = {Outcome.QUARANTINED: "set aside"}  # where they differ from those in briefing.json


def format_ledger(files: FileReport, *, with_notes: bool = False) -> str:
    """The number of files by outcome in one line, then a line for every file that is not published.

    With `with_notes` also one for every published file of which something could not be used; else their number. A line
    for each outlet follows that `rights` names and no article is from.
    """
    counts = files.counts
    notes = {entry: note for entry in files.ledger if (note := _note(entry))}
    lines = [
        f"{counts['found']} files found: {counts['published']} published, {counts['duplicates']} duplicates, "
        f"{counts['quarantined']} set aside, {counts['ignored']} ignored."
    ]
    lines += [
        f"  {entry.source}: published. {notes[entry]}" if entry in notes else f"  {describe_entry(entry)}"
        for entry in files.ledger
        if entry.outcome is not Outcome.PUBLISHED or (with_notes and entry in notes)
    ]
    if notes and not with_notes:
        lines.append(
            f"{len(notes)} published with a note, which `briefing check` and the Coverage page show."
        )
    lines += [
        f'`rights` names "{outlet}", but no article is from it. The Sources page shows how outlets are spelt.'
        for outlet in files.outlets_without_articles
    ]
    return "\n".join(lines)


def format_published(published: Published, *, has_feeds: bool) -> str:
    """What a build wrote, kept and deleted, in lines for the terminal; one says so if it made no feeds."""
    from generator.feeds import WITHOUT_FEEDS

    lines = [
        f"{len(published.written)} pages written, {len(published.unchanged)} unchanged, "
        f"{len(published.deleted)} deleted."
    ]
    if not has_feeds:
        lines.append(WITHOUT_FEEDS)
    lines += [
        f"  docs/{path} was written by hand and stays. Delete it if the generated page should replace it."
        for path in published.kept
    ]
    return "\n".join(lines)


def as_json(files: FileReport, published: Published | None = None) -> str:
    """The ledger as JSON, after a build also the paths of the pages it wrote, left, deleted and found by hand."""
    content: dict[str, Any] = {
        "counts": files.counts,
        "files": [
            {"source": entry.source, "outcome": entry.outcome, "reason": entry.reason, "hint": entry.hint}
            for entry in files.ledger
        ],
    }
    if published:
        content["pages"] = {
            name: getattr(published, name) for name in ("written", "unchanged", "deleted", "kept")
        }
    return inert_json(json.dumps(content, ensure_ascii=False, indent=1))


def warning_lines(files: FileReport, seeds: Path, root: Path) -> Iterator[str]:
    """A warning for GitHub about each file that was set aside, at its place below the site's folder `root`."""
    folder = seeds.relative_to(root) if seeds.is_relative_to(root) else seeds
    for entry in files.ledger:
        if entry.outcome is Outcome.QUARANTINED:
            yield annotation("warning", describe_entry(entry), f"{(folder / entry.source).as_posix()}")


def _note(entry: LedgerEntry) -> str:
    """What of a published file could not be used or is doubtful; empty if it only lacks something."""
    if entry.outcome is not Outcome.PUBLISHED:
        return ""
    return entry.hint.partition(IMPROVEMENT_OPENING)[0].strip()


def describe_entry(entry: LedgerEntry) -> str:
    """One file's outcome, with the reason and the way out."""
    outcome = OUTCOME_WORDS.get(entry.outcome, entry.outcome)
    return f"{entry.source}: {outcome}, {entry.reason}. {entry.hint}".rstrip()
