"""Which figures of different articles are figures for the same thing, and differ. Pure.

Precision before recall: a figure is compared only with one of the same unit, counted noun and event, near in time, and
only when what their sentences say of place, day and people agrees in enough and conflicts in nothing. A group holds
figures that all agree with one another, never a chain. Figures are never averaged, and nobody says which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from generator import language
from generator.figures.agreement import (
    MASS_UNITS,
    agreement_points,
    are_disjoint,
    has_specific_link,
    place_conflict,
)
from generator.figures.reading import CASUALTIES
from generator.figures.tables import tables
from generator.models import Article, Difference, Figure, Quantity

# Two reports further apart are about different states of things and not different accounts of one.
MAX_DAYS_APART = 7
MAX_DAYS_APART_RUNNING_TOTAL = 2  # where a total is said to grow
MAX_RATIO = 10.0  # figures for one thing are seldom further apart, figures for two things often are
# Share of the larger value by which numbers of a thousand and more may differ by rounding alone.
ROUNDING_SHARE = 0.025
APPROXIMATION_SHARE = 0.10  # the same where one of them is said to be approximate
MIN_ROUNDED_VALUE = 1000  # smaller numbers are printed unrounded
MAX_FIGURES = 6  # more figures for one thing within a week are figures for several things
MAX_COMPARISONS = 60  # for each figure, with those nearest in time; keeps the work linear
MIN_POINTS = 3.0  # of agreement
MIN_POINTS_UNDATED = 4.0
MIN_COUNT_WITHOUT_EVENT = 5  # fewer, to whom nothing happened, are “the two ministers” and not a count

MEASURE = re.compile(rf"\b({'|'.join(sorted(tables().units, key=len, reverse=True))})\sof\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ComparedQuantity:
    """A quantity with its article. Equal only to itself: comparing whole articles would be slow."""

    quantity: Quantity
    article: Article

    @property
    def order(self) -> tuple[date, str, int]:
        """Sort key: date of publication (undated ones last), article id, position in the text."""
        return self.article.published or date.max, self.article.id, self.quantity.start


ScoredPair = tuple[float, int, ComparedQuantity, ComparedQuantity]
Compatible = Mapping[ComparedQuantity, set[ComparedQuantity]]


def find_discrepancies(
    analysed: Iterable[tuple[Article, Sequence[Quantity]]],
) -> tuple[Difference, ...]:
    """Groups of figures for the same thing that differ, from articles with their quantities.

    The figures of a group stand lowest first. Groups of many figures come before smaller ones, then those whose newest
    article is older. The order of `analysed` does not matter. Quantities with an `exclusion_reason` are left out.
    """
    by_key: dict[tuple[str, ...], list[ComparedQuantity]] = {}
    for article, quantities in analysed:
        for quantity in quantities:
            if exclusion_reason(quantity) is None:
                compared = ComparedQuantity(quantity=quantity, article=article)
                by_key.setdefault(comparison_key(quantity), []).append(compared)
    groups = [
        group
        for members in by_key.values()
        for group in _groups(sorted(members, key=lambda member: member.order))
    ]
    groups.sort(key=lambda group: (-len(group), max(member.order for member in group)))
    return tuple(map(_difference, groups))


def comparison_key(quantity: Quantity) -> tuple[str, ...]:
    """Unit, counted noun, event, relation and plan: quantities are compared only if all of these are equal.

    The event is empty for a unit of mass, and the plan is "planned" or empty.
    """
    event = "" if quantity.unit in MASS_UNITS else quantity.event
    plan = "planned" if quantity.is_planned else ""
    return quantity.unit, quantity.category, event, quantity.relation, plan


def exclusion_reason(quantity: Quantity) -> str | None:
    """Why a quantity is compared with no other, in words for an editor; None if it can be compared."""
    if not quantity.category:
        return "the noun that it counts is unknown"
    if quantity.upper is not None:
        return "a range is not one value"
    if not quantity.event and quantity.value < MIN_COUNT_WITHOUT_EVENT:
        return f"fewer than {MIN_COUNT_WITHOUT_EVENT} without an event are particular people or things"
    if quantity.is_additional:
        return "it is added to a number that is not given"
    return None


def is_different(first: Quantity, second: Quantity) -> bool:
    """True if two values differ by more than rounding and hedges explain.

    A hedge on either allows APPROXIMATION_SHARE of the larger value, rounding ROUNDING_SHARE from MIN_ROUNDED_VALUE on.
    """
    low, high = sorted((first.value, second.value))
    if low == high:
        return False
    share = (high - low) / high
    if first.is_approximate or second.is_approximate:
        return share > APPROXIMATION_SHARE
    return share > ROUNDING_SHARE or high < MIN_ROUNDED_VALUE


def incompatibility(first: ComparedQuantity, second: ComparedQuantity) -> str | None:
    """Why two quantities with one comparison key are not for the same thing, in words for an editor.

    None if they are for the same thing.
    """
    if first.article.id == second.article.id:
        return "same article"
    if _ratio(first.quantity, second.quantity) > MAX_RATIO:
        return "too far apart"
    days = _days_between(first.article, second.article)
    return (
        _time_conflict(first.quantity, second.quantity, days)
        or _subject_conflict(first.quantity, second.quantity)
        or place_conflict(first.quantity, second.quantity)
        or _lack_of_agreement(first.quantity, second.quantity, is_dated=days is not None)
    )


def _ratio(first: Quantity, second: Quantity) -> float:
    """The larger value divided by the smaller; more than any accepted ratio if the smaller is zero."""
    low, high = sorted((first.value, second.value))
    return high / low if low else MAX_RATIO + 1


def _days_between(first: Article, second: Article) -> int | None:
    """Days between the publication of two articles; None if one is undated."""
    if first.published is None or second.published is None:
        return None
    return abs((first.published - second.published).days)


def _time_conflict(first: Quantity, second: Quantity, days: int | None) -> str | None:
    """Why two quantities belong to different times, from reports `days` apart; None if they may belong to one."""
    if days is not None and days > MAX_DAYS_APART:
        return f"{days} days between them"
    is_running = first.is_running_total or second.is_running_total
    if is_running and (days is None or days > MAX_DAYS_APART_RUNNING_TOTAL) and first.event != "massed":
        return "a total that grows between the reports"
    if first.day and second.day:
        return "on different days" if first.day != second.day else None
    if first.weekday and second.weekday and first.weekday != second.weekday:
        return "on different days"
    return None


def _subject_conflict(first: Quantity, second: Quantity) -> str | None:
    """Why two quantities count different things: other events, owners, years or months.

    None if none of these differ.
    """
    if first.event and second.event and first.event != second.event:
        return f"{first.event}, {second.event}"
    if are_disjoint(first.owners, second.owners):
        return f"of different countries: {', '.join(first.owners)}; {', '.join(second.owners)}"
    months_differ = first.months != second.months if first.unit else are_disjoint(first.months, second.months)
    if first.years != second.years or months_differ:
        return "in different years or months"
    return None


def _lack_of_agreement(first: Quantity, second: Quantity, *, is_dated: bool) -> str | None:
    """Why the sentences of two quantities have too little in common; None if they have enough."""
    points = agreement_points(first, second)
    required = MIN_POINTS if is_dated else MIN_POINTS_UNDATED
    if sum(points.values()) < required:
        return f"too little in common ({sum(points.values()):.1f} of {required:.0f})"
    if not has_specific_link(first, second, points):
        return "no place or circumstance in common"
    return None


def _groups(members: Sequence[ComparedQuantity]) -> Iterator[tuple[ComparedQuantity, ...]]:
    """The printable groups of compatible quantities that differ; `members` have one comparison key and stand in order.

    A group starts from the two that differ and agree most, and takes in every other that is compatible with all in it.
    Each quantity is in one group at most; a group of which `_printable` leaves nothing is left out.
    """
    compatible, pairs = _compare_all(members)
    used: set[ComparedQuantity] = set()
    for _, _, first, second in sorted(pairs, key=lambda pair: pair[:2]):
        if first in used or second in used:
            continue
        group = [first, second]
        for candidate in sorted(compatible[first] | compatible[second], key=lambda member: member.order):
            if candidate not in used and _fits(candidate, group, compatible):
                group.append(candidate)
        used.update(group)
        if printable := _printable(group):
            yield printable


def _compare_all(members: Sequence[ComparedQuantity]) -> tuple[Compatible, list[ScoredPair]]:
    """Which quantities are compatible, and the pairs of them that differ, each as (-points, number, first, second).

    Each is compared with the MAX_COMPARISONS members after it. One that is compatible with none is no key of the first.
    """
    compatible: dict[ComparedQuantity, set[ComparedQuantity]] = {}
    pairs: list[ScoredPair] = []
    for index, first in enumerate(members):
        for second in members[index + 1 : index + 1 + MAX_COMPARISONS]:
            if incompatibility(first, second) is not None:
                continue
            compatible.setdefault(first, set()).add(second)
            compatible.setdefault(second, set()).add(first)
            if is_different(first.quantity, second.quantity):
                points = sum(agreement_points(first.quantity, second.quantity).values())
                pairs.append((-points, len(pairs), first, second))
    return compatible, pairs


def _fits(candidate: ComparedQuantity, group: Sequence[ComparedQuantity], compatible: Compatible) -> bool:
    """True if a candidate is outside the group and compatible with each member that is from another article."""
    return candidate not in group and all(
        member in compatible[candidate] or member.article.id == candidate.article.id for member in group
    )


def _printable(group: Sequence[ComparedQuantity]) -> tuple[ComparedQuantity, ...]:
    """The members of a group to print, lowest value first.

    One for each article, and of those with one outlet and value the earliest. Empty if fewer than two are left, if they
    do not differ, or if they are too many to be about one thing.
    """
    by_outlet_and_value: dict[tuple[str | None, float], ComparedQuantity] = {}
    for member in sorted(_one_per_article(group), key=lambda member: member.order):
        key = member.article.outlet or member.article.id, member.quantity.value
        by_outlet_and_value.setdefault(key, member)
    printed = sorted(by_outlet_and_value.values(), key=lambda member: (member.quantity.value, member.order))
    if not 2 <= len(printed) <= MAX_FIGURES or not is_different(printed[0].quantity, printed[-1].quantity):
        return ()
    return tuple(printed)


def _one_per_article(group: Sequence[ComparedQuantity]) -> Iterator[ComparedQuantity]:
    """The quotable member of each article, without a hedge if possible; none of an article with several values."""
    by_article: dict[str, list[ComparedQuantity]] = {}
    for member in group:
        by_article.setdefault(member.article.id, []).append(member)
    for members in by_article.values():
        if any(is_different(first.quantity, second.quantity) for first, second in combinations(members, 2)):
            continue  # several values in one article: it tells of parts, or of a change
        quotable = [member for member in members if member.quantity.is_quotable]
        if quotable:
            yield min(quotable, key=lambda member: (member.quantity.hedge is not None, member.quantity.start))


def _difference(group: Sequence[ComparedQuantity]) -> Difference:
    """The value that pages print for a group: its figures, and a subject made of their nouns and their event.

    The event is named only if all are casualties of one kind.
    """
    figures = tuple(map(_figure, group))
    events = {member.quantity.event for member in group}
    # Grain that is trapped is no casualty.
    are_casualties = len(events) == 1 and events <= CASUALTIES and figures[0].unit not in MASS_UNITS
    event = next(iter(events)) if are_casualties else ""
    subject = f"{', '.join(_distinct_nouns(figure.subject for figure in figures))} {event}".strip()
    return Difference(subject=subject, unit=figures[0].unit, figures=figures)


def _figure(member: ComparedQuantity) -> Figure:
    """The value that pages print for one quantity."""
    quantity = member.quantity
    return Figure(
        value=quantity.value,
        unit=quantity.unit or quantity.category,
        subject=_label(member),
        hedge=quantity.hedge,
        start=quantity.start,
        end=quantity.end,
        extract=quantity.extract,
    )


def _label(member: ComparedQuantity) -> str:
    """What is counted, as printed; with its measure if it has one: “tons of grain”."""
    quantity = member.quantity
    following = member.article.text[quantity.end : quantity.extract.end]
    measure = MEASURE.search(following) if quantity.unit in MASS_UNITS else None
    return f"{measure[1].lower()} of {quantity.noun}" if measure else quantity.noun


def _distinct_nouns(subjects: Iterable[str]) -> Iterable[str]:
    """Each noun once, in its longest form (“civilians” for “civilian”), in the order of their first mention."""
    units = tables().units
    longest_forms: dict[tuple[str, ...], str] = {}
    for subject in subjects:
        key = tuple(units.get(word, language.stem(word, "en")) for word in subject.split())
        longest_forms[key] = max(longest_forms.get(key, ""), subject, key=len)
    return longest_forms.values()
