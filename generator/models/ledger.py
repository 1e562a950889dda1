"""The ledger: what happened to every file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

IMPROVEMENT_OPENING = (
    "Would be better with "  # of the hint on what a published article lacks, after all others
)


class Outcome(StrEnum):
    """What became of a file. The ledger adds up: found = the four of them."""

    PUBLISHED = "published"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why a file has its outcome. The list is closed; the guide for editors explains each."""

    USED = "used"
    SAME_TEXT = "same text as another file"
    NEAR_TEXT = "nearly the same text as another file"
    EARLIER_VERSION = "earlier version of another file"
    SAME_ADDRESS = "address already taken"
    HIDDEN = "hidden file"
    SIDECAR = "sidecar of another file"
    ORPHAN = "sidecar without its file"
    UNKNOWN_FORMAT = "unknown format"
    NEEDS_EXTRA = "format needs an extra"
    NOT_A_FILE = "not a regular file"
    OUTSIDE = "outside the folder"
    UNREADABLE = "cannot be read"
    UNSTABLE = "changed while being read"
    TOO_LARGE = "too large"
    TOO_LONG = "longer than an article"
    TOO_DEEP = "nested too deep"
    BOMB = "expands too much"
    DTD = "document type declaration"
    LOCKED = "locked with a password"
    ENCODING = "encoding not recognised"
    METADATA = "metadata cannot be read"
    UNPARSABLE = "cannot be parsed"
    STOPPED = "took too long"
    EMPTY = "no text"
    NO_SENTENCE = "no sentence to quote"
    # What a site showed in place of an article; the packs of the languages name these.
    ROBOT_CHECK = "check for robots"
    CONSENT = "request for consent"
    LOGIN = "login page"
    READING_LIMIT = "reading limit"
    ERROR_PAGE = "error page"
    NEEDS_JAVASCRIPT = "page that needs JavaScript"
    CHAT = "chat window"
    LISTING = "list of articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One file and what became of it."""

    source: str  # path under seeds/
    outcome: Outcome
    reason: Reason
    hint: str  # what an editor can do about it, in sentences; may be empty
    article: str | None = None  # id of the article published from it, or instead of it
