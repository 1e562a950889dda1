"""Reads written dates, or says why a date cannot be read. Pure: the clock comes in as `today`.

Nothing is guessed: a date with two readings, one that is not in the calendar, and one that counts from the day of
writing are refused, with a sentence that says how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache

from generator.language.packs import ABSENT, alternatives, codes, pack

MIN_YEAR = 1605  # of the first newspaper; what is older is a default value
DEFAULT_DAYS = frozenset(
    (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1970, 1, 1))
)  # of programs
MAX_AHEAD = timedelta(days=1)  # it may be tomorrow already where the article was published
MAX_DATE_CHARS = 80  # more is prose
MAX_QUOTED_CHARS = 40  # of a date in a message
# Languages in which 03/04/2022 is the third of April for some and March the fourth for others, or no date at all.
# In the others the day stands first (Unicode CLDR 46, short formats with the year last).
UNSURE_ORDER = frozenset("en fa fil hu ja ko lt mn tl zh".split())
REFUSED_AS_FUTURE = "is in the future"
REMEDY = "Write it as year-month-day, such as 2022-03-03."


class Doubt(StrEnum):
    """Why a written date names no day."""

    IMPOSSIBLE = "not in the calendar"
    AMBIGUOUS = "can be read in two ways"
    RELATIVE = "counts from the day of writing"
    FUTURE = "in the future"
    TOO_OLD = "older than newspapers"
    UNKNOWN = "not a date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """No day, and the sentences that say why and what to write instead."""

    doubt: Doubt
    hint: str


def parse(written: str, today: date | None = None, code: str = "en") -> date | Refusal:
    """Read a date as written; a Refusal says why it cannot be read or is not plausible.

    Read are ISO 8601, RFC 2822, seconds since 1970, and forms with the month in letters or with numbers that allow
    one reading only in the language whose ISO 639-1 code is `code`. The day is that of the time zone it is written in.
    A day later than tomorrow is refused when `today` is given, and never otherwise.
    """
    text = " ".join(written.split())
    for form, reading in FORMS:
        if len(text) <= MAX_DATE_CHARS and (match := form.fullmatch(text)):
            days = reading(match)
            if not isinstance(days, Doubt) and len(days) > 1 and code not in UNSURE_ORDER:
                days = (_day_first(match),)
            return _checked(text, days, today)
    return _refusal(Doubt.UNKNOWN, text)


def _checked(text: str, days: tuple[date, ...] | Doubt, today: date | None) -> date | Refusal:
    """The one day among the readings of a text, or a Refusal if there is none, several, or an implausible one."""
    if isinstance(days, Doubt):
        return _refusal(days, text)
    if not days:
        return _refusal(Doubt.IMPOSSIBLE, text)
    if len(days) > 1:
        return _refusal(Doubt.AMBIGUOUS, text, *days)
    day = days[0]
    if day.year < MIN_YEAR or day in DEFAULT_DAYS:
        return _refusal(Doubt.TOO_OLD, text)
    if today is not None and day > today + MAX_AHEAD:
        return _refusal(Doubt.FUTURE, text)
    return day


def _refusal(doubt: Doubt, text: str, *days: date) -> Refusal:
    """The refusal of a date, with a hint that quotes it and says how to write it."""
    quoted = text if len(text) <= MAX_QUOTED_CHARS else text[: MAX_QUOTED_CHARS - 1] + "…"
    problem = {
        Doubt.IMPOSSIBLE: "does not exist",
        Doubt.AMBIGUOUS: f"may mean {' or '.join(day.isoformat() for day in days)}"
        if days
        else "has no full year",
        Doubt.RELATIVE: "depends on the day on which it was written",
        Doubt.FUTURE: REFUSED_AS_FUTURE,
        Doubt.TOO_OLD: "is probably a default value, not the day of publication",
        Doubt.UNKNOWN: "is not a date that can be read without guessing",
    }[doubt]
    return Refusal(doubt=doubt, hint=f'The date "{quoted}" {problem}. {REMEDY}')


# --- the forms -------------------------------------------------------------------------------------------

AMBIGUOUS = frozenset(("listopada",))  # November in Polish, October in Croatian
OF = r"(?:of |de |del |do )?"
WEEKDAY = r"(?:[^\W\d_]{2,12}(?:-feira)?\.?,? )?"
ZONE = r"(?:Z|[A-Z]{1,5}|(?:UTC|GMT)?[+-]\d\d(?::?\d\d)?(?: [A-Z]{1,5})?|[a-z]+/[a-z_]+)"
CLOCK = rf"\d{{1,2}}(?:[:.h]\d\d)?(?:[:.]\d\d)?(?:[.,]\d+)? ?(?:[ap]\.?m\.?)?(?: ?{ZONE})?(?: ?\([^()]*\))?"
TIME = rf"(?:,? ?(?:[-–—|·] ?|at |um |à |o |T)?{CLOCK})?"
DAY, MONTH, YEAR = r"(?P<day>\d{1,2})", r"(?P<month>[^\W\d_]{3,12})", r"(?P<year>\d{4})"


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its name in lower case, in all languages; no name stands for two months."""
    rows = (row for code in codes() for row in pack(code).months)
    names = ((name.casefold(), number) for row in rows for number, name in enumerate(row, start=1))
    return {name: number for name, number in names if name != ABSENT and name not in AMBIGUOUS}


def _valid_days(year: int, month: int, day: int) -> tuple[date, ...]:
    """The day with these numbers, in a tuple; empty if the calendar has no such day."""
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


def _iso(match: re.Match[str]) -> tuple[date, ...]:
    """The readings of an ISO 8601 date, such as 2024-05-06 or 2024-W19-1; empty if there is no such day."""
    try:
        return (date.fromisoformat(match["date"]),)
    except ValueError:
        return ()


def _ordinal(match: re.Match[str]) -> tuple[date, ...]:
    """The readings of an ISO 8601 ordinal date, such as 2024-127; empty if the year has no such day."""
    first, number = _valid_days(int(match["year"]), 1, 1), int(match["number"])
    days = tuple(day + timedelta(days=number - 1) for day in first if number)
    return tuple(day for day in days if day.year == int(match["year"]))


def _instant(match: re.Match[str]) -> tuple[date, ...]:
    """The day, in UTC, of a number of seconds since 1970."""
    return (datetime.fromtimestamp(int(match["seconds"]), UTC).date(),)


def _written(match: re.Match[str]) -> tuple[date, ...] | Doubt:
    """The readings of a date with the month in letters; Doubt.UNKNOWN for an unknown name of a month."""
    month = _months().get(match["month"].casefold())
    return _valid_days(int(match["year"]), month, int(match["day"])) if month else Doubt.UNKNOWN


def _rfc_2822_short(match: re.Match[str]) -> tuple[date, ...] | Doubt:
    """RFC 2822, section 4.3: two digits below 50 are of this century, from 50 on of the last."""
    month, year = _months().get(match["month"].casefold()), int(match["short"])
    return (
        _valid_days(year + (2000 if year < 50 else 1900), month, int(match["day"]))
        if month
        else Doubt.UNKNOWN
    )


def _numeric(match: re.Match[str]) -> tuple[date, ...]:
    """The readings of two numbers and a year, day first and month first, each once."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    return tuple(sorted({*_valid_days(year, second, first), *_valid_days(year, first, second)}))


def _day_first(match: re.Match[str]) -> date:
    """The reading of two numbers and a year with the day first; both readings are in the calendar."""
    return date(int(match["year"]), int(match["second"]), int(match["first"]))


def _year_first(match: re.Match[str]) -> tuple[date, ...]:
    """The readings of a date with the year first, then month and day."""
    return _valid_days(int(match["year"]), int(match["second"]), int(match["third"]))


def _doubtful(doubt: Doubt) -> Callable[[re.Match[str]], Doubt]:
    """Make a reader that always answers with this doubt, for forms that cannot be read."""
    return lambda match: doubt


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date, ...] | Doubt]], ...] = tuple(
    (re.compile(form, re.IGNORECASE), reading)
    for form, reading in (
        (rf"(?P<date>\d{{4}}-\d\d-\d\d|\d{{8}}|\d{{4}}-?W\d\d(?:-?\d))(?:[T ]{CLOCK})?", _iso),
        (r"(?P<year>\d{4})-(?P<number>\d{3})", _ordinal),
        (r"(?P<seconds>\d{9,10})(?:\d{3})?(?:\.\d+)?", _instant),
        (
            rf"{WEEKDAY}{DAY}(?:st|nd|rd|th|er|º|\.)?[ -]{OF}{MONTH}\.?,?[ -]{OF}{YEAR}(?: г\.?| р\.?)?{TIME}",
            _written,
        ),
        (rf"{WEEKDAY}{MONTH}\.? {DAY}(?:st|nd|rd|th)?,? {YEAR}{TIME}", _written),
        (rf"{YEAR} {MONTH}\.? {DAY}{TIME}", _written),
        (rf"(?:[a-z]{{3}}, )?{DAY} {MONTH} (?P<short>\d\d) \d\d:\d\d(?::\d\d)? {ZONE}", _rfc_2822_short),
        (
            rf"[a-z]{{3}} {MONTH} {DAY} \d\d:\d\d:\d\d(?: {ZONE})? {YEAR}",
            _written,
        ),  # as C's asctime writes it
        (rf"(?P<year>\d{{4}})[/.](?P<second>\d{{1,2}})[/.](?P<third>\d{{1,2}}){TIME}", _year_first),
        (rf"(?P<year>\d{{4}})-(?P<second>\d{{1,2}})-(?P<third>\d{{1,2}})(?:[T ]{CLOCK})?", _year_first),
        (
            rf"(?P<first>\d{{1,2}})(?P<sign>[/.-])(?P<second>\d{{1,2}})(?P=sign)(?P<year>\d{{4}}){TIME}",
            _numeric,
        ),
        (rf"\d{{1,2}}([/.-])\d{{1,2}}\1\d\d{TIME}", _doubtful(Doubt.AMBIGUOUS)),
        (
            r"(?:(?:today|tonight|yesterday|tomorrow|just now|now|(?:an?|one|\d{1,4}) ?(?:seconds?|s|minutes?|mins?|m|"
            r"hours?|hrs?|h|days?|d|weeks?|w|months?|years?) ago|(?:last|this|next) [a-z]+|"
            rf"{alternatives(pack('en').weekdays)})\b{TIME})",
            _doubtful(Doubt.RELATIVE),
        ),
    )
)
