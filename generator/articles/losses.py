"""Articles that would no longer be published although their files are unchanged.

A few are normal: a rule changed, or another file has the address now. Many at once are a sign that reading itself
fails, and an editor should know that before pages are deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from generator.errors import ACCEPT_LOSSES, LossError
from generator.models import Briefing, Outcome

Sources = Mapping[str, str]  # path of an article under seeds/ → SHA-256 of its file

MAX_LOST_ARTICLES = 5
MAX_LOST_SHARE = 0.2  # of the published articles whose files are unchanged
MAX_NAMED = 10
UNPUBLISHED = (Outcome.QUARANTINED, Outcome.IGNORED)
NOT_READ = "its file or folder could not be read"


def refuse_losses(
    published: Sources, briefing: Briefing, find_unchanged: Callable[[Sources], Set[str]]
) -> None:
    """Raise LossError if more than five, and more than a fifth, of the unchanged articles would be removed.

    `published` are the articles of the last build. `find_unchanged` returns the sources whose files are still there
    with the given hash, as far as can be told. A duplicate is no loss, as another file shows its text.
    """
    reasons = {entry.source: entry.reason for entry in briefing.ledger if entry.outcome in UNPUBLISHED}
    shown = {entry.source for entry in briefing.ledger if entry.outcome not in UNPUBLISHED}
    if len(published.keys() - shown) <= MAX_LOST_ARTICLES:
        return
    read_again = {(article.source, article.sha256) for article in briefing.articles}
    others = {source: sha256 for source, sha256 in published.items() if (source, sha256) not in read_again}
    unchanged = find_unchanged(others)
    lost = sorted(unchanged - shown)
    unchanged_count = len(published) - len(others) + len(unchanged)
    if len(lost) > max(MAX_LOST_ARTICLES, MAX_LOST_SHARE * unchanged_count):
        raise LossError(_message({source: reasons.get(source, NOT_READ) for source in lost}, unchanged_count))


def _message(lost: Mapping[str, str], unchanged_count: int) -> str:
    """The message of LossError: the first lost articles with their reasons, and how to accept the loss."""
    listed = [f"  seeds/{source}: {reason}" for source, reason in list(lost.items())[:MAX_NAMED]]
    further = [f"  and {len(lost) - MAX_NAMED} more"] if len(lost) > MAX_NAMED else []
    return "\n".join(
        (
            f"{len(lost)} of {unchanged_count} published articles would go, although their files are unchanged:",
            *listed,
            *further,
            "Nothing was written or deleted. If they are to go, run `briefing build --accept-losses`, or set "
            f"{ACCEPT_LOSSES}=1 for `mkdocs build`.",
        )
    )
