"""Dates and numbers as pages write them."""

from __future__ import annotations

from datetime import date

import pytest

from generator.language.packs import pack
from generator.pages import formats
from generator.pages.charts import Step


@pytest.mark.parametrize(("month", "name"), list(enumerate(pack("en").month_names, start=1)))
def test_a_day_has_the_name_of_its_month_or_three_letters_of_it(month: int, name: str) -> None:
    assert formats.day(date(2022, month, 3)) == f"3 {name} 2022"
    assert formats.short_day(date(2022, month, 30 if month != 2 else 28)).split()[1] == name[:3]
    assert formats.month_name(f"2022-{month:02}") == f"{name} 2022"


@pytest.mark.parametrize(
    ("step", "label"),
    [(Step.DAY, "3 Sep"), (Step.WEEK, "3 Sep 2022"), (Step.MONTH, "Sep 2022"), (Step.YEAR, "2022")],
)
def test_the_label_of_a_bar_is_as_short_as_its_step_allows(step: Step, label: str) -> None:
    assert formats.tick(date(2022, 9, 3), step) == label


@pytest.mark.parametrize(
    ("value", "digits"),
    [(130000.0, "130,000"), (1.5, "1.5"), (0.756, "0.76"), (20.0, "20"), (1e9, "1,000,000,000")],
)
def test_a_number_has_two_decimals_at_most_and_its_thousands_apart(value: float, digits: str) -> None:
    assert formats.number(value) == digits
