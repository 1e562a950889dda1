"""The English words of the pack as the rules of this package ask for them: nouns inflected and joined, days added."""

from __future__ import annotations

from generator.language.packs import Words, alternatives, pack


def _with_plurals(nouns: Words) -> Words:
    """The nouns, each in the singular and in the plural."""
    return nouns | {noun + "s" for noun in nouns if not noun.endswith("s")}


ENGLISH = pack("en").standalone
CALENDAR = frozenset(pack("en").weekdays).union(pack("en").month_names)

COURTESY_TITLES = pack("en").courtesy_titles
TITLES = ENGLISH.name_titles | COURTESY_TITLES | pack("en").sentence_ends.titles
SAYING_VERBS = pack("en").saying_verbs
SAID = alternatives(SAYING_VERBS)
NAMELESS = ENGLISH.nameless_capitals | pack("en").sentence_ends.openers | CALENDAR
BEFORE_NOUNS = ENGLISH.determiners | ENGLISH.noun_prepositions
NUMERALS = frozenset((*pack("en").ones[1:], *pack("en").tens, "dozen"))  # of several
INTRODUCING = ENGLISH.introducing_words | NUMERALS

DAYS = frozenset(map(str.lower, CALENDAR))
TIMES = ENGLISH.time_nouns | DAYS
UNIQUE = ENGLISH.unique_nouns | TIMES
EVENTS = _with_plurals(ENGLISH.event_nouns)
BEINGS = _with_plurals(ENGLISH.entity_nouns)
PERSONS = _with_plurals(ENGLISH.person_nouns)
PLACES = _with_plurals(ENGLISH.place_nouns)
NOUN = alternatives(ENGLISH.event_nouns | ENGLISH.entity_nouns)  # in the singular
LISTED = EVENTS | BEINGS | PERSONS
