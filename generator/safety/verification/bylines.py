"""Bylines: outlet and date beside a quotation or a title, compared with those of its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.safety.verification.claims import Claim, membership_claim
from generator.safety.verification.parsing import Element, descendants, first_words, inner_text
from generator.safety.verification.sources import Source, Sources, day_forms


def byline_claims(line: Element, source: Source, sources: Sources) -> Iterator[Claim]:
    """The claims of a line that begins with the outlet and gives the date, or says that they are not known."""
    yield outlet_claim(line, source, sources)
    yield from date_claims(line, [source.article.published] if source.article.published else [])


def outlet_claim(element: Element, source: Source, sources: Sources) -> Claim:
    """The claim that an element names the article's outlet; for an unknown outlet, that it names no other one."""
    printed = first_words(element)
    is_unknown = not source.outlet and printed not in sources.outlets
    return Claim(
        what=f"the outlet of “{source.title}”",
        printed=printed,
        expected=printed if is_unknown else source.outlet or "an unknown outlet",
    )


def date_claims(element: Element, expected: Sequence[date]) -> Iterator[Claim]:
    """The claims of all dates in an element, both as printed and as in `datetime` for programs."""
    times = descendants(element, "time")
    yield Claim(
        what=f"the date beside “{inner_text(element)}”",
        printed=[time.get("datetime") for time in times],
        expected=[day.isoformat() for day in expected],
    )
    for time, day in zip(times, expected, strict=True):
        yield membership_claim("a date in words", inner_text(time), day_forms(day))
