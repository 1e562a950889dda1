"""Who, where and when: the names, places, landmarks and days that a passage of an article tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

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
LAST_DAY = re.compile(r"\b(?:past|last|previous)\s(?:24\shours|day)\b|\btoday\b|\bovernight\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")

CAPITALS = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*")
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
# Russian-held, and where things are written rather than where they happen.
NO_PLACE = re.compile(r"-[a-z]|^(?:Telegram|Twitter|Facebook|YouTube|Instagram|TikTok|Internet)$")
REGION = " region"  # behind a name: too large a place to tell two events apart
DATELINE = re.compile(r"^([A-Z]{3,}(?:\s[A-Z]{3,})*)\b[^—]{0,30}—")
OFFICE = rf"(?:{alternatives(ENGLISH.figures.offices)})"
PERSON = r"((?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s(?:[A-Z][\w’'-]+|[A-Z]\.)){0,4})"
NO_NAMES = ENGLISH.sentence_ends.titles.union(WEEKDAYS, ENGLISH.all_month_names)
MAIN = 3  # countries that an article is about


def local(places: Iterable[str]) -> set[str]:
    """Places smaller than a country: once a sentence names one, no other sentence is asked where it was."""
    return {place for place in places if place not in tables().broad}


def exact(places: Iterable[str]) -> set[str]:
    """Places small enough to tell one event from another."""
    return {place for place in places if not place.endswith(REGION) and place not in tables().broad}


class Circumstances:
    """What the passages of one article tell, whose own words say who leads which country."""

    def __init__(self, article: Article, tables: Tables) -> None:
        self.published = article.published
        self.tables = tables
        self.leaders = _leaders(article.text, tables)
        self.proper = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][\w-]+", article.text))
        self.main = _main_names(article.text, tables)

    def names(self, words: str) -> frozenset[str]:
        """The names of a passage, what stands for a country folded into it."""
        found = {self.tables.names[name] for name in self.tables.name.findall(words)}
        for run in CAPITALS.finditer(self.tables.name.sub(lambda known: " " * len(known[0]), words)):
            for name in run[0].split():
                plain = re.sub(r"[’']s?$", "", name)
                if (
                    plain in NO_NAMES
                    or plain.lower() in language.stop_words("en")
                    or (run.start() == 0 and plain not in self.proper and plain not in self.leaders)
                ):
                    continue
                found.add(self.leaders.get(plain, plain))
        return frozenset(found)

    def places(self, words: str) -> frozenset[str]:
        found = {
            self.leaders.get(plain, self.tables.names.get(plain, plain)) + (REGION if run["region"] else "")
            for run in PLACE.finditer(words)
            for plain in [re.sub(r"[’']s?$", "", run["name"])]
            if plain.split()[0] not in NO_NAMES and not NO_PLACE.search(plain)
        }
        if line := DATELINE.match(words):
            place = line[1].title()
            found.add(self.tables.names.get(place, place))
        return frozenset(found)

    def landmarks(self, words: str) -> frozenset[str]:
        tokens = (token[0].lower() for token in TOKEN.finditer(words))
        return frozenset(self.tables.landmarks[token] for token in tokens if token in self.tables.landmarks)

    def day(self, words: str) -> tuple[date | None, str | None]:
        """The day that a passage names, as a date where the article has one, and as a day of the week."""
        published = self.published
        if published and LAST_DAY.search(words):
            return published, WEEKDAYS[published.weekday()]
        days = {(WEEKDAYS.index(name["day"]) + bool(name["late"])) % 7 for name in WEEKDAY.finditer(words)}
        if len(days) != 1:
            return None, None
        day = days.pop()  # late on Thursday and early on Friday are one night
        back = (published.weekday() - day) % 7 if published else 0
        return published and published - timedelta(days=back), WEEKDAYS[day]


def years(words: str, published: date | None) -> tuple[str, ...]:
    """The years that a sentence names, its article's own aside."""
    return tuple(sorted(set(YEAR.findall(words)) - {str(published.year) if published else ""}))


def _leaders(text: str, tables: Tables) -> dict[str, str]:
    """Whom the article calls the leader or minister of a country: “Russian President …”, “President … of Russia”."""
    found = {}
    names = tables.name.pattern.replace(" ", r"\s")
    for country, person in re.findall(rf"({names})(?:[’']s)?\s{OFFICE},?\s{PERSON}", text, re.VERBOSE):
        found[person.split()[-1]] = tables.names[country]
    for person, country in re.findall(rf"{OFFICE}\s{PERSON}\sof\s({names})", text, re.VERBOSE):
        found[person.split()[-1]] = tables.names[country]
    return {
        re.sub(r"[’']s?$", "", person): country
        for person, country in found.items()
        if person not in tables.names
    }


def _main_names(text: str, tables: Tables) -> tuple[str, ...]:
    """The countries that the article names most."""
    counts: dict[str, int] = {}
    for name in tables.name.findall(text):
        country = tables.names[name]
        counts[country] = counts.get(country, 0) + 1
    return tuple(sorted(sorted(counts, key=lambda name: (-counts[name], name))[:MAIN]))
