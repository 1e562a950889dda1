"""How much the sentences of two figures have in common, and whether their places exclude each other. Pure.

Agreement is counted in points for each kind of evidence: shared places, facilities, countries, owners, day, event and
words. The weights are our own, set by reading pairs of articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.figures.context import REGION_SUFFIX, specific_places
from generator.figures.reading import CASUALTIES
from generator.figures.tables import tables
from generator.models import Quantity

MASS_UNITS = frozenset(tables().units.values())
COUNTRIES = tables().countries

# Points for each thing that two sentences share.
PLACE_POINTS = 2.0
FACILITY_POINTS = 0.5
CLAUSE_FACILITY_POINTS = 1.5
COUNTRY_POINTS = 1.0
CLAUSE_COUNTRY_POINTS = 1.0
OWNER_POINTS = 1.0
DAY_POINTS = 1.0
EVENT_POINTS = 1.0
WORD_POINTS = 0.5
MAX_COUNTRY_POINTS = 2.0  # unrelated articles share countries …
MAX_WORD_POINTS = 2.0  # … and words

MIN_LINKING_WORD_POINTS = 1.0  # beside a common day or country
MIN_SUPPORTING_WORD_POINTS = 1.5  # where little else is shared
# So few are hurt in several places on any day of a war, so the named place must be the same.
MAX_EVERYDAY_CASUALTIES = 10
MIN_LARGE_VALUE = 1000  # so many belong to a country or a disaster, fewer to one event among many


def agreement_points(first: Quantity, second: Quantity) -> Mapping[str, float]:
    """Points of agreement between the sentences of two quantities, for each kind of evidence; all are 0 or more.

    The event earns its point if the first quantity has one: both have one comparison key, so the second has it too.
    """
    clause_facilities = set(first.clause_facility_types) & set(second.clause_facility_types)
    facilities = set(first.facility_types) & set(second.facility_types) - clause_facilities
    common_places = specific_places(first.places) & specific_places(second.places)
    countries = _common_countries(first, second, common_places)
    clause_countries = set(first.clause_places) & COUNTRIES & set(second.clause_places)
    common_words = set(first.stems) & set(second.stems)
    return {
        "places": PLACE_POINTS * len(common_places),
        "facilities": CLAUSE_FACILITY_POINTS * len(clause_facilities) + FACILITY_POINTS * len(facilities),
        "countries": min(COUNTRY_POINTS * len(countries), MAX_COUNTRY_POINTS),
        "clause countries": CLAUSE_COUNTRY_POINTS * bool(clause_countries),
        "owners": OWNER_POINTS * bool(set(first.owners) & set(second.owners)),
        "day": DAY_POINTS * (first.weekday is not None and first.weekday == second.weekday),
        "event": EVENT_POINTS * bool(first.event),
        "words": min(WORD_POINTS * len(common_words), MAX_WORD_POINTS),
    }


def _common_countries(first: Quantity, second: Quantity, common_places: set[str]) -> set[str]:
    """Countries that both sentences name, and places that are set in both, as a town or a region.

    The towns in both, `common_places`, are left out.
    """
    named = set(first.names) & COUNTRIES & set(second.names)
    return (
        named | (_without_region_suffix(first.places) & _without_region_suffix(second.places)) - common_places
    )


def has_specific_link(first: Quantity, second: Quantity, points: Mapping[str, float]) -> bool:
    """True if two quantities share more than countries and common words; `points` are those of `agreement_points`.

    Fewer casualties than MAX_EVERYDAY_CASUALTIES need a common place. Else a day, a country and words are enough. If
    not, money and shares need words and a country or place, other things a place or a kind of facility in both clauses;
    large numbers with an event a country or owner, and casualties common words.
    """
    smaller = min(first.value, second.value)
    if first.event in CASUALTIES and smaller < MAX_EVERYDAY_CASUALTIES and not points["places"]:
        return False
    if points["day"] and points["clause countries"] and points["words"] >= MIN_LINKING_WORD_POINTS:
        return True
    if first.unit and first.unit not in MASS_UNITS:
        supported = points["words"] >= MIN_SUPPORTING_WORD_POINTS
        return supported and points["countries"] + points["places"] > 0
    if points["places"] or points["facilities"] >= CLAUSE_FACILITY_POINTS:
        return True
    if smaller >= MIN_LARGE_VALUE and first.event:
        in_country = points["countries"] and points["words"] >= MIN_LINKING_WORD_POINTS
        return bool(points["clause countries"] or points["owners"] or in_country)
    return first.event in CASUALTIES and points["words"] >= MIN_SUPPORTING_WORD_POINTS


def place_conflict(first: Quantity, second: Quantity) -> str | None:
    """Why two quantities cannot be about one place, in words for an editor; None if they can."""
    first_places, second_places = _narrowest_places(first), _narrowest_places(second)
    share_a_place = bool(first_places & second_places)
    first_areas = _without_region_suffix(first.clause_places) - first_places - second_places
    second_areas = _without_region_suffix(second.clause_places) - first_places - second_places
    if not share_a_place:
        for first_set, second_set in (
            (first_places, second_places),
            (_regions(first.places), _regions(second.places)),
            (first_areas, second_areas),
        ):
            if are_disjoint(first_set, second_set):
                return f"in different places: {', '.join(sorted(first_set))}; {', '.join(sorted(second_set))}"
    for areas, other_quantity in ((first_areas, second), (second_areas, first)):
        if areas and not areas & _all_areas(other_quantity):
            return f"the other report does not name {', '.join(sorted(areas))}"
    if not share_a_place and are_disjoint(first.clause_facility_types, second.clause_facility_types):
        return "at different kinds of place"
    return None


def are_disjoint(first: Iterable[str], second: Iterable[str]) -> bool:
    """True if both hold something and they share nothing."""
    first, second = set(first), set(second)
    return bool(first and second) and first.isdisjoint(second)


def _narrowest_places(quantity: Quantity) -> set[str]:
    """The towns and villages of the number's clause; those of its sentence if the clause names none.

    Empty if neither does.
    """
    return specific_places(quantity.clause_places) or specific_places(quantity.places)


def _all_areas(quantity: Quantity) -> set[str]:
    """Every name that could stand for where a quantity belongs: of its sentence and of its article's main countries."""
    return {*quantity.names, *_without_region_suffix(quantity.places), *quantity.main_countries}


def _without_region_suffix(places: Iterable[str]) -> set[str]:
    """Place names with the suffix that marks a region removed; countries and towns are kept as they are."""
    return {place.removesuffix(REGION_SUFFIX) for place in places}


def _regions(places: Iterable[str]) -> set[str]:
    """The places that are regions, provinces or districts."""
    return {place for place in places if place.endswith(REGION_SUFFIX)}
