"""Who, where and when: the names, places, kinds of facility and days that a passage of an article mentions. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from generator import language
from generator.figures import numbers
from generator.figures.tables import Tables, tables
from generator.language.packs import alternatives, pack
from generator.models import Article

TOKEN = re.compile(r"[^\W\d_][\w’'.-]*[\w’']|[^\W\d_]")
ENGLISH = pack("en")
WEEKDAYS = ENGLISH.weekdays
WEEKDAY = re.compile(rf"(?P<late>\b[Ll]ate\s(?:on\s)?)?\b(?P<day>{'|'.join(WEEKDAYS)})\b")
MONTH = re.compile(rf"\b({numbers.MONTHS})\b")
PAST_DAY = re.compile(r"\b(?:past|last|previous)\s(?:24\shours|day)\b|\btoday\b|\bovernight\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")

CAPITALISED_WORDS = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*")
PLACE = re.compile(
    r"""
    (?:\b(?:fled|fleeing|flee|leave|left|in|at|near|on|around|outside|inside|across|from|into|through|along
      |(?:town|city|village|port|region|province|capital|district|outskirts|north|south|east|west|centre|center|suburb
         |state|part|parts|island|coast|governor|mayor)s?\sof)\s
    (?:(?:the|a|an|its|their)\s)?(?:[a-z][\w-]*\s(?:of\s)?){0,4})
    (?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)
    (?P<region>\s(?:[Rr]egion|[Oo]blast|[Pp]rovince|[Cc]ounty|[Dd]istrict|[Vv]alley|state|area)\b)?
    """,
    re.VERBOSE,
)
# “Russian-held”, and services on which things are written rather than places where they happen.
NOT_A_PLACE = re.compile(r"-[a-z]|^(?:Telegram|Twitter|Facebook|YouTube|Instagram|TikTok|Internet)$")
REGION_SUFFIX = " region"  # after a name: a place too large to tell two events apart
DATELINE = re.compile(r"^([A-Z]{3,}(?:\s[A-Z]{3,})*)\b[^—]{0,30}—")
OFFICE = rf"(?:{alternatives(ENGLISH.figures.offices)})"
PERSON = r"((?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s(?:[A-Z][\w’'-]+|[A-Z]\.)){0,4})"
NOT_A_NAME = ENGLISH.sentence_ends.titles.union(WEEKDAYS, ENGLISH.all_month_names)
MAX_MAIN_COUNTRIES = 3  # that an article is taken to be about
POSSESSIVE = re.compile(r"[’']s?$")


def subnational_places(places: Iterable[str]) -> set[str]:
    """The places that are no countries. A sentence that names one needs no place from the sentence before."""
    return {place for place in places if place not in tables().countries}


def specific_places(places: Iterable[str]) -> set[str]:
    """The places that are neither countries nor regions: small enough to tell one event from another."""
    return {place for place in subnational_places(places) if not place.endswith(REGION_SUFFIX)}


class Context:
    """Reads names, places and days in passages of one article; knows from its whole text who leads which country."""

    def __init__(self, article: Article, tables: Tables) -> None:
        """Read from the whole article which countries it is about and who leads them."""
        self.published = article.published
        self.tables = tables
        self.leaders = _leaders(article.text, tables)
        self.names_inside_sentences = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][\w-]+", article.text))
        self.main_countries = _main_countries(article.text, tables)

    def names(self, text: str) -> frozenset[str]:
        """The capitalised names of a passage; a capital, a leader or a nationality counts as its country."""
        countries = {self.tables.names[name] for name in self.tables.name_pattern.findall(text)}
        other_text = self.tables.name_pattern.sub(lambda match: " " * len(match[0]), text)
        names = {
            name
            for run in CAPITALISED_WORDS.finditer(other_text)
            for name in (POSSESSIVE.sub("", word) for word in run[0].split())
            if self._is_name(name, opens_passage=run.start() == 0)
        }
        return frozenset(countries | {self.leaders.get(name, name) for name in names})

    def _is_name(self, word: str, *, opens_passage: bool) -> bool:
        """True if a capitalised word is a name; one that opens a passage has to be known from elsewhere in the text."""
        if word in NOT_A_NAME or word.lower() in language.stop_words("en"):
            return False
        return not opens_passage or word in self.names_inside_sentences or word in self.leaders

    def places(self, text: str) -> frozenset[str]:
        """The places of a passage, from prepositions and a dateline; regions end in `REGION_SUFFIX`.

        A capital, a leader or a nationality counts as its country.
        """
        places = set()
        for match in PLACE.finditer(text):
            name = POSSESSIVE.sub("", match["name"])
            if name.split()[0] not in NOT_A_NAME and not NOT_A_PLACE.search(name):
                country_or_name = self.leaders.get(name, self.tables.names.get(name, name))
                places.add(country_or_name + (REGION_SUFFIX if match["region"] else ""))
        if dateline := DATELINE.match(text):
            name = dateline[1].title()
            places.add(self.tables.names.get(name, name))
        return frozenset(places)

    def facility_types(self, text: str) -> frozenset[str]:
        """The kinds of facility in a passage, synonyms unified: border, prison, hospital."""
        words = (token[0].lower() for token in TOKEN.finditer(text))
        return frozenset(
            self.tables.facility_types[word] for word in words if word in self.tables.facility_types
        )

    def event_day(self, text: str) -> tuple[date | None, str | None]:
        """The day that a passage names: its date if the article is dated, and its weekday.

        A weekday is the last one before publication; late on Thursday counts as Friday. “Today”, “overnight” and the
        like are the day of publication. Both are None if the passage names no day or several.
        """
        published = self.published
        if published and PAST_DAY.search(text):
            return published, WEEKDAYS[published.weekday()]
        # Late on Thursday and early on Friday are one night.
        days = {(WEEKDAYS.index(match["day"]) + bool(match["late"])) % 7 for match in WEEKDAY.finditer(text)}
        if len(days) != 1:
            return None, None
        day = days.pop()
        if published is None:
            return None, WEEKDAYS[day]
        return published - timedelta(days=(published.weekday() - day) % 7), WEEKDAYS[day]


def other_years(text: str, published: date | None) -> tuple[str, ...]:
    """The years from 1800 to 2099 in a text, each once and ascending, without the year of publication."""
    return tuple(sorted(set(YEAR.findall(text)) - {str(published.year) if published else ""}))


def _leaders(text: str, tables: Tables) -> dict[str, str]:
    """Last names of leaders and ministers → country, from “Russian President …” and “President … of Russia”.

    Names that are in the tables as names of countries or their leaders are left out.
    """
    nationality_first, person_first = _leader_patterns(tables.name_pattern.pattern)
    countries = {person.split()[-1]: tables.names[name] for name, person in nationality_first.findall(text)}
    countries |= {person.split()[-1]: tables.names[name] for person, name in person_first.findall(text)}
    return {
        POSSESSIVE.sub("", person): country
        for person, country in countries.items()
        if person not in tables.names
    }


@lru_cache
def _leader_patterns(name_pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of “Russian President …” and of “President … of Russia”, by the pattern of countries' names."""
    names = name_pattern.replace(" ", r"\s")
    return (
        re.compile(rf"({names})(?:[’']s)?\s{OFFICE},?\s{PERSON}", re.VERBOSE),
        re.compile(rf"{OFFICE}\s{PERSON}\sof\s({names})", re.VERBOSE),
    )


def _main_countries(text: str, tables: Tables) -> tuple[str, ...]:
    """The countries that a text names most often, MAX_MAIN_COUNTRIES at most, in alphabetical order."""
    counts = Counter(tables.names[name] for name in tables.name_pattern.findall(text))
    return tuple(sorted(sorted(counts, key=lambda name: (-counts[name], name))[:MAX_MAIN_COUNTRIES]))
