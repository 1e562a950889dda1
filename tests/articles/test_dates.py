"""Which written dates name a day, and why the others do not. Tables of examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.articles.dates import AMBIGUOUS, Doubt, Refusal, parse
from generator.language.packs import ABSENT, codes, pack

DAY = date(2022, 2, 14)

# All name the 14th of February 2022.
READ = (
    "2022-02-14",
    "20220214",
    "2022-W07-1",
    "2022-045",
    "2022-02-14T23:30:00-05:00",
    "2022-02-14T10:00:00.123Z",
    "2022-02-14 10:00:00 +0000 UTC",
    "2022-02-14T10:00:00 Europe/Kyiv",
    "2022-2-14",
    "2022/02/14",
    "Mon, 14 Feb 2022 10:00:00 +0100",
    "Mon, 14 Feb 22 10:00:00 GMT",
    "14 Feb 2022 10:00 -0500 (EST)",
    "Mon Feb 14 10:00:00 2022",
    "14 February 2022",
    "14th of February 2022",
    "Feb. 14, 2022",
    "February 14th, 2022",
    "February 14, 2022 at 5:03 PM EST",
    "Mon 14 Feb 2022 06.30 EST",
    "14-Feb-2022",
    "14. Februar 2022",
    "14 de febrero de 2022",
    "14 февраля 2022 г.",
    "14 лютого 2022",
    "14/02/2022",
    "14.02.2022 10:30",
    "1644796800",
    "1644796800000",
)
REFUSED: Mapping[str, Doubt] = {
    "31/02/2022": Doubt.IMPOSSIBLE,
    "2022-02-30": Doubt.IMPOSSIBLE,
    "2022-13-45": Doubt.IMPOSSIBLE,
    "2022-400": Doubt.IMPOSSIBLE,
    "30 February 2022": Doubt.IMPOSSIBLE,
    "03/04/2022": Doubt.AMBIGUOUS,
    "03.04.2022": Doubt.AMBIGUOUS,
    "03/04/22": Doubt.AMBIGUOUS,
    "yesterday": Doubt.RELATIVE,
    "2 hours ago": Doubt.RELATIVE,
    "last Monday": Doubt.RELATIVE,
    "Monday": Doubt.RELATIVE,
    "0001-01-01T00:00:00Z": Doubt.TOO_OLD,
    "Feb 2022": Doubt.UNKNOWN,
    "14 listopada 2022": Doubt.UNKNOWN,
    "soon": Doubt.UNKNOWN,
    "": Doubt.UNKNOWN,
}


@pytest.mark.parametrize("written", READ)
def test_one_day_is_read_from_every_form_that_allows_no_other(written: str) -> None:
    assert parse(written) == DAY


@pytest.mark.parametrize("written", REFUSED)
def test_nothing_is_guessed(written: str) -> None:
    refusal = parse(written)
    assert isinstance(refusal, Refusal)
    assert refusal.doubt is REFUSED[written]
    assert refusal.hint.startswith(f'The date "{written}" ')
    assert refusal.hint.endswith("Write it as year-month-day, such as 2022-03-03.")


def test_both_readings_of_an_ambiguous_date_are_named() -> None:
    refusal = parse("03/04/2022")
    assert isinstance(refusal, Refusal)
    assert "2022-03-04 or 2022-04-03" in refusal.hint


def test_a_day_in_the_future_is_refused_only_by_a_clock() -> None:
    assert parse("2035-01-01") == date(2035, 1, 1)
    refusal = parse("2035-01-01", date(2030, 1, 1))
    assert isinstance(refusal, Refusal)
    assert refusal.doubt is Doubt.FUTURE


def test_tomorrow_is_today_somewhere() -> None:
    assert parse("2022-02-14", DAY - timedelta(days=1)) == DAY
    assert isinstance(parse("2022-02-14", DAY - timedelta(days=2)), Refusal)


NAMED_MONTHS = sorted(
    (name, number)
    for code in codes()
    for row in pack(code).months
    for number, name in enumerate(row, start=1)
    if name != ABSENT
)


@pytest.mark.parametrize(("name", "number"), sorted(set(NAMED_MONTHS)))
def test_a_month_of_any_language_is_read_by_its_name(name: str, number: int) -> None:
    read = parse(f"14 {name} 2022")

    assert read == date(2022, number, 14) or name in AMBIGUOUS


def test_a_name_that_two_languages_give_to_different_months_is_refused() -> None:
    assert isinstance(parse("14 listopada 2022"), Refusal)
    assert len({name.casefold() for name, _ in NAMED_MONTHS}) == len(
        {(name.casefold(), number) for name, number in NAMED_MONTHS}
    )


@given(st.dates(min_value=date(1700, 1, 1)), st.dates(min_value=date(2000, 1, 1)))
def test_what_iso_writes_is_read_whatever_the_clock_says_later(day: date, today: date) -> None:
    assert parse(day.isoformat()) == day
    assert parse(day.isoformat(), max(day, today)) == day


@given(st.text(max_size=100))
def test_no_text_makes_it_raise(written: str) -> None:
    assert isinstance(parse(written, DAY), date | Refusal)


def test_the_language_says_which_of_two_numbers_is_the_day() -> None:
    assert parse("03.04.2022", code="de") == parse("03/04/2022", code="fr") == date(2022, 4, 3)
    assert isinstance(parse("03/04/2022", code="en"), Refusal)
    assert isinstance(parse("2022-02-31", code="de"), Refusal)
