"""Which figures of different articles are figures for the same thing, and differ. Pure.

Precision before recall: a figure is compared only with one of the same unit, thing and event, near in time, and only
when what their sentences say of place, day and people agrees in enough and conflicts in nothing. A group holds figures
that all agree with one another, never a chain. Figures are never averaged, and nobody says which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from generator import language
from generator.figures.circumstances import REGION, exact
from generator.figures.reading import CASUALTIES
from generator.figures.tables import tables
from generator.models import Article, Difference, Figure, Quantity

WINDOW = 7  # days between two reports: later ones tell of another state of things, not of another account of this one
RUNNING_WINDOW = 2  # days, where a total is said to grow
MOST_APART = 10.0  # times; figures for one thing are seldom further apart, figures for two things often are
ROUNDING = 0.025  # share of the larger by which numbers of a thousand and more may differ by rounding alone
ROUGHLY = 0.10  # the same where one of them is said to be a rough one
MOST_ACCOUNTS = 6  # more figures for one thing within a week are figures for several things
MOST_COMPARED = 60  # figures of a kind that one is compared with, the nearest in time; keeps the work linear
MASSES = frozenset(tables().units.values())
MEASURE = re.compile(rf"\b({'|'.join(sorted(tables().units, key=len, reverse=True))})\sof\b", re.IGNORECASE)
ENOUGH, ENOUGH_UNDATED = 3.0, 4.0  # points of agreement, below
PLACE, LANDMARK, LANDMARK_NEAR, COUNTRY, COUNTRY_NEAR, WHOSE, DAY, EVENT, WORD = (
    2,
    0.5,
    1.5,
    1,
    1,
    1,
    1,
    1,
    0.5,
)
FEW = 5  # fewer, to whom nothing happened, are “the two ministers” and not a count
EVERYDAY = 10  # so many are hurt in several places on any day of a war: the place must be the same by name
LARGE = 1000  # a number so large is of a country or a disaster, and a smaller one of one event among many
BROAD = tables().broad
MOST_FROM_COUNTRIES, MOST_FROM_WORDS = 2.0, 2.0  # countries and words are shared by much that is not the same


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Account:
    """A quantity with what is known of its article; equal to itself alone, since articles are long."""

    quantity: Quantity
    article: Article

    @property
    def order(self) -> tuple[date, str, int]:
        return self.article.published or date.max, self.article.id, self.quantity.start


def kind(quantity: Quantity) -> tuple[str, ...]:
    """What two figures must have in common before anything else is looked at."""
    event = "" if quantity.unit in MASSES else quantity.event
    return quantity.unit, quantity.thing, event, quantity.relation, "planned" if quantity.planned else ""


def obstacle(one: Quantity) -> str | None:
    """Why a figure is compared with no other; None when it may be."""
    if not one.thing:
        return "it is not said of what"
    if one.upper is not None:
        return "a range has no one place on a scale"
    if not one.event and one.value < FEW:
        return "so few are particular ones"
    if one.added:
        return "it comes on top of a number that is not told"
    return None


def differ(studied: Iterable[tuple[Article, Sequence[Quantity]]]) -> tuple[Difference, ...]:
    """Groups of figures for the same thing that differ, in the order of their first place in the newest article."""
    kinds: dict[tuple[str, ...], list[Account]] = {}
    for article, quantities in studied:
        for quantity in quantities:
            if obstacle(quantity) is None:
                kinds.setdefault(kind(quantity), []).append(Account(quantity=quantity, article=article))
    found = [
        group for accounts in kinds.values() for group in _groups(sorted(accounts, key=lambda a: a.order))
    ]
    found.sort(key=lambda group: (-len(group), max(a.order for a in group)))
    return tuple(map(_difference, found))


def _groups(accounts: Sequence[Account]) -> Iterator[tuple[Account, ...]]:
    """Begins with the two that differ and agree most, and takes in whoever agrees with all that are in."""
    agreeing: dict[Account, set[Account]] = {}
    pairs: list[tuple[float, int, Account, Account]] = []
    for index, one in enumerate(accounts):
        for other in accounts[index + 1 : index + 1 + MOST_COMPARED]:
            if conflict(one, other) is None:
                agreeing.setdefault(one, set()).add(other)
                agreeing.setdefault(other, set()).add(one)
                if differs(one.quantity, other.quantity):
                    strength = sum(agreement(one.quantity, other.quantity).values())
                    pairs.append((-strength, len(pairs), one, other))
    taken: set[Account] = set()
    for _, _, one, other in sorted(pairs, key=lambda pair: pair[:2]):
        if one in taken or other in taken:
            continue
        group = [one, other]
        for further in sorted(agreeing[one] | agreeing[other], key=lambda account: account.order):
            if further not in taken and _fits(further, group, agreeing):
                group.append(further)
        taken.update(group)
        shown = _shown(group)
        if shown:
            yield shown


def _fits(one: Account, group: Sequence[Account], agreeing: Mapping[Account, set[Account]]) -> bool:
    return one not in group and all(
        member in agreeing[one] or member.article.id == one.article.id for member in group
    )


def _shown(group: Sequence[Account]) -> tuple[Account, ...]:
    """One account for each article and value, printable ones; nothing when they do not differ, or too much."""
    by_article: dict[str, list[Account]] = {}
    for one in group:
        by_article.setdefault(one.article.id, []).append(one)
    kept = []
    for own in by_article.values():
        if any(differs(one.quantity, other.quantity) for one, other in combinations(own, 2)):
            continue  # several values in one article: it tells of parts, or of a change
        able = [one for one in own if one.quantity.quotable]
        if able:
            kept.append(min(able, key=lambda one: (one.quantity.hedge is not None, one.quantity.start)))
    told: dict[tuple[str | None, float], Account] = {}
    for one in sorted(kept, key=lambda one: one.order):
        told.setdefault((one.article.outlet or one.article.id, one.quantity.value), one)
    shown = sorted(told.values(), key=lambda one: (one.quantity.value, one.order))
    if len(shown) > MOST_ACCOUNTS or len(shown) < 2 or not differs(shown[0].quantity, shown[-1].quantity):
        return ()
    return tuple(shown)


def differs(one: Quantity, other: Quantity) -> bool:
    """Whether two values differ by more than rounding and hedges explain."""
    low, high = sorted((one.value, other.value))
    if low == high:
        return False
    apart = (high - low) / high
    if one.rough or other.rough:
        return apart > ROUGHLY
    return apart > ROUNDING or high < 1000


def conflict(one: Account, other: Account) -> str | None:
    """Why two figures of one kind are not figures for the same thing; None when they are."""
    a, b = one.quantity, other.quantity
    if one.article.id == other.article.id:
        return "same article"
    if low_high(a, b) > MOST_APART:
        return "too far apart"
    dates = one.article.published, other.article.published
    gap = abs((dates[0] - dates[1]).days) if dates[0] and dates[1] else None
    if gap is not None and gap > WINDOW:
        return f"{gap} days between them"
    if (a.running or b.running) and (gap is None or gap > RUNNING_WINDOW) and a.event != "massed":
        return "a total that grows"
    if a.day != b.day if a.day and b.day else a.weekday and b.weekday and a.weekday != b.weekday:
        return "on other days"
    if a.event and b.event and a.event != b.event:
        return f"{a.event}, {b.event}"
    if _apart(a.whose, b.whose):
        return f"of others: {', '.join(a.whose)}; {', '.join(b.whose)}"
    if a.years != b.years or _apart(a.months, b.months) or (a.unit and a.months != b.months):
        return "of other times"
    if place := _elsewhere(a, b):
        return place
    points = agreement(a, b)
    needed = ENOUGH_UNDATED if gap is None else ENOUGH
    if sum(points.values()) < needed:
        return f"too little in common ({sum(points.values()):.1f} of {needed:.0f})"
    if not _tied(a, b, points):
        return "no place or circumstance in common"
    return None


def low_high(a: Quantity, b: Quantity) -> float:
    low, high = sorted((a.value, b.value))
    return high / low if low else MOST_APART + 1


def _apart(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one and other and not set(one) & set(other))


def _elsewhere(a: Quantity, b: Quantity) -> str | None:
    here, there = exact(a.near) or exact(a.places), exact(b.near) or exact(b.places)
    if _apart(sorted(here), sorted(there)):
        return f"elsewhere: {', '.join(sorted(here))}; {', '.join(sorted(there))}"
    if not here & there and _apart(_regions(a.places), _regions(b.places)):
        return f"elsewhere: {', '.join(_regions(a.places))}; {', '.join(_regions(b.places))}"
    wide, wider = _wide(a.near) - here - there, _wide(b.near) - here - there
    if not here & there and wide and wider and not wide & wider:
        return f"elsewhere: {', '.join(sorted(wide))}; {', '.join(sorted(wider))}"
    for near, quantity in ((wide, b), (wider, a)):
        if near and not near & {*quantity.names, *_wide(quantity.places), *quantity.main}:
            return f"elsewhere: {', '.join(sorted(near))}"
    if not here & there and _apart(a.landmarks_near, b.landmarks_near):
        return "at other places"
    return None


def _wide(places: Iterable[str]) -> set[str]:
    """Places by their bare names, regions and countries among them."""
    return {place.removesuffix(REGION) for place in places}


def _regions(places: Iterable[str]) -> list[str]:
    return sorted(place for place in places if place.endswith(REGION))


def agreement(a: Quantity, b: Quantity) -> Mapping[str, float]:
    """What two sentences have in common, in points."""
    near = set(a.landmarks_near) & set(b.landmarks_near)
    landmarks = set(a.landmarks) & set(b.landmarks) - near
    here, there = exact(a.places), exact(b.places)
    countries = (set(a.names) & BROAD) & set(b.names) | (_wide(a.places) & _wide(b.places)) - (here & there)
    return {
        "places": PLACE * len(here & there),
        "landmarks": LANDMARK_NEAR * len(near) + LANDMARK * len(landmarks),
        "countries": min(COUNTRY * len(countries), MOST_FROM_COUNTRIES),
        "countries near": COUNTRY_NEAR * bool((set(a.near) & BROAD) & set(b.near)),
        "whose": WHOSE * bool(set(a.whose) & set(b.whose)),
        "day": DAY * (a.weekday is not None and a.weekday == b.weekday),
        "event": EVENT * bool(a.event),
        "words": min(WORD * len(set(a.stems) & set(b.stems)), MOST_FROM_WORDS),
    }


def _tied(a: Quantity, b: Quantity, points: Mapping[str, float]) -> bool:
    """Whether they are bound by more than countries and common words."""
    if a.event in CASUALTIES and min(a.value, b.value) < EVERYDAY and not points["places"]:
        return False
    if points["day"] and points["countries near"] and points["words"] >= 1:
        return True
    if a.unit and a.unit not in MASSES:
        return points["words"] >= 1.5 and points["countries"] + points["places"] > 0
    if points["places"] or points["landmarks"] >= LANDMARK_NEAR:
        return True
    if min(a.value, b.value) >= LARGE and a.event:
        return bool(
            points["countries near"] or points["whose"] or (points["countries"] and points["words"] >= 1)
        )
    return a.event in CASUALTIES and points["words"] >= 1.5


def _difference(group: Sequence[Account]) -> Difference:
    figures = tuple(
        Figure(
            value=one.quantity.value,
            unit=one.quantity.unit or one.quantity.thing,
            subject=_label(one),
            hedge=one.quantity.hedge,
            start=one.quantity.start,
            end=one.quantity.end,
            extract=one.quantity.extract,
        )
        for one in group
    )
    events = {one.quantity.event for one in group}
    # Grain that is trapped is no casualty.
    befell = len(events) == 1 and events <= CASUALTIES and figures[0].unit not in MASSES
    event = next(iter(events)) if befell else ""
    subject = f"{', '.join(_nouns(figure.subject for figure in figures))} {event}".strip()
    return Difference(subject=subject, unit=figures[0].unit, figures=figures)


def _label(one: Account) -> str:
    """What is counted, as printed: with the measure when there is one, “tons of grain”."""
    quantity, words = one.quantity, one.article.text[one.quantity.end : one.quantity.extract.end]
    measure = MEASURE.search(words) if quantity.unit in MASSES else None
    return f"{measure[1].lower()} of {quantity.noun}" if measure else quantity.noun


def _nouns(subjects: Iterable[str]) -> Iterable[str]:
    """Each noun once, “civilians” for “civilian” and “tonnes” for “tons” too, in the order of their first mention."""
    units = tables().units
    forms: dict[tuple[str, ...], str] = {}
    for subject in subjects:
        key = tuple(units.get(word, language.stem(word, "en")) for word in subject.split())
        forms[key] = max(forms.get(key, ""), subject, key=len)
    return forms.values()
