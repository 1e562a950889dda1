"""Dates and numbers as pages write them, by the tables of Unicode CLDR; the same on every machine. Pure.

The locale is plain English, not British: that one abbreviates September as "Sept". Patterns are explicit, in the
letters of CLDR (Unicode Technical Standard 35).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from generator.pages.charts import Step

LOCALE = "en"
DAY, SHORT_DAY, MONTH = "d MMMM y", "d MMM y", "MMMM y"
TICKS = {Step.DAY: "d MMM", Step.WEEK: SHORT_DAY, Step.MONTH: "MMM y", Step.YEAR: "y"}
NUMBER = "#,##0.##"


def day(value: date) -> str:
    """A date in full, such as `3 March 2022`."""
    return _format_date(value, DAY)


def short_day(value: date) -> str:
    """A date with its month in three letters, such as `3 Mar 2022`."""
    return _format_date(value, SHORT_DAY)


def tick(value: date, step: Step) -> str:
    """The label of a bar that begins on this day, as short as the `step` of its axis allows."""
    return _format_date(value, TICKS[step])


def month_name(id_: str) -> str:
    """The name of a month by its id: `2022-02` → `February 2022`."""
    return _format_date(date.fromisoformat(f"{id_}-01"), MONTH)


def number(value: float) -> str:
    """A number in digits, rounded to two places: `130000.0` → `130,000`."""
    from babel.numbers import format_decimal

    return format_decimal(value, NUMBER, locale=LOCALE)


@lru_cache(maxsize=4096)
def _format_date(value: date, pattern: str) -> str:
    """A date in the pages' language, by a pattern of Unicode CLDR."""
    from babel.dates import format_date

    return format_date(value, pattern, locale=LOCALE)
