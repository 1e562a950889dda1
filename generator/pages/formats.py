"""Dates and numbers as pages write them. Pure; the same on every machine, whatever its locale."""

from __future__ import annotations

from datetime import date

from generator.pages.charts import Step

MONTHS = "January February March April May June July August September October November December".split()


def day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"


def tick(value: date, step: Step) -> str:
    """A place on an axis, as short as it can be said."""
    short = f"{MONTHS[value.month - 1][:3]}"
    names = {
        Step.DAY: f"{value.day} {short}",
        Step.WEEK: f"{value.day} {short} {value.year}",
        Step.MONTH: f"{short} {value.year}",
        Step.YEAR: f"{value.year}",
    }
    return names[step]


def month_name(id_: str) -> str:
    """`2022-02` → `February 2022`."""
    year, month = id_.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"
