"""A claim of a page or a file about a source, compared with that source. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from generator.errors import VerificationError

MAX_SHOWN_CHARS = 120  # of a printed passage in a message
REMEDY = (
    "Nothing was published. If a template of your own prints this, correct it there; otherwise report it."
)


class Claim(NamedTuple):
    """Something that is about to be published, and what it has to be according to its article."""

    what: str  # is printed: "the date of the article"
    printed: object  # None: nothing is printed
    expected: object  # None: nothing may be printed


def membership_claim(what: str, printed: object, allowed: Collection[object]) -> Claim:
    """The claim that a printed value is one of several allowed values."""
    honest = printed in allowed
    return Claim(
        what=what, printed=printed, expected=printed if honest else next(iter(allowed), "nothing of the kind")
    )


def require_all(path: str, claims: Iterable[Claim]) -> None:
    """Raise VerificationError at the first claim that does not hold, naming page, words and what was expected."""
    for claim in claims:
        if claim.printed != claim.expected:
            raise VerificationError(
                f"{path}: {claim.what} is printed as {_shown(claim.printed)}; "
                f"expected was {_shown(claim.expected)}. {REMEDY}"
            )


def _shown(value: object) -> str:
    """A value as an error message shows it: quoted, and cut to MAX_SHOWN_CHARS."""
    if value is None:
        return "nothing"
    words = value if isinstance(value, str) else str(value)
    return f'"{words[:MAX_SHOWN_CHARS]}{"…" if len(words) > MAX_SHOWN_CHARS else ""}"'
