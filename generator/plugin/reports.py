"""What the plugin says of a build of the pages."""

from __future__ import annotations

from generator.config import Settings
from generator.plugin.messages import annotate, log
from generator.updates import Result


def log_result(result: Result, settings: Settings) -> None:
    """Log what a build did: the numbers, each file set aside, and pages by hand that stayed.

    A site without articles is a warning, so that a strict build does not publish it.
    """
    counts, published = result.files.counts, result.published
    log.info(
        f"briefing: {counts['published']} of {counts['found']} files used; "
        f"{len(published.written)} pages written, {len(published.deleted)} deleted"
    )
    for entry in result.files.ledger:
        if entry.outcome == "quarantined":
            message = f"{entry.source} set aside: {entry.reason}. {entry.hint}"
            log.info(f"briefing: {message}")
            annotate("warning", message, f"{settings.seeds.name}/{entry.source}")
    if not counts["published"]:
        from generator.articles.ledger import explain_no_articles

        log.warning(f"briefing: {explain_no_articles(counts, settings.seeds)}")
    if not result.has_address:
        from generator.feeds import WITHOUT_FEEDS

        log.info(f"briefing: {WITHOUT_FEEDS}")
    for path in published.kept:
        log.info(f"briefing: docs/{path} was written by hand and stays")
