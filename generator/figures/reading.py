"""The quantities that an article states, each with what it counts, what befell it, and where. Pure.

English only: numbers are written differently elsewhere (1.500 is fifteen hundred in German), and what is counted could
not be told from what stands beside it. An article in another language gives none rather than wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import language
from generator.figures import numbers
from generator.figures.circumstances import MONTH, TOKEN, Circumstances, local, years
from generator.figures.numbers import Number
from generator.figures.tables import Synonyms, Tables, tables
from generator.language.packs import alternatives, pack
from generator.models import Article, Extract, Quantity, Sentence

LONGEST_RUN = 6  # words of a noun phrase looked at behind a number
REACH = 12  # words looked at for what befell the thing

ENGLISH = pack("en").figures
GENERIC = ENGLISH.generic_words.union(pack("en").reporting_words, map(str.lower, pack("en").weekdays))
RUN = re.compile(r"(?:\s|-strong\s)(?=[^\W\d_])")
CLAUSE = re.compile(
    r"[;:—–]|,\s|\s(?:but|while|although|though|whereas|after|before|when|because|and|who|which)\s",
    re.IGNORECASE,
)
ADDED = re.compile(
    r"\b(?:another|(?:an\s)?additional|(?:an\s)?extra|(?:a\s)?further|other|new)\s(?:[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
PLANNED = re.compile(rf"\b(?:{alternatives(ENGLISH.plan_words)})\b", re.IGNORECASE)
RUNNING = re.compile(rf"\b(?:{alternatives(ENGLISH.running_totals)})\b", re.IGNORECASE)
TOLL = re.compile(
    r"""\b(?:death\stoll|deaths?|number\sof\s(?:dead|deaths|people\skilled))\b[^.;]{0,40}?
    \b(?:to|at|of|is|was|reached)\s(?:[a-z]+\s){0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)
RELATION = re.compile(rf"\b(by|to|from|at|of)\s(?:{alternatives(numbers.ROUGH_OR_NOT)})?\s?$", re.IGNORECASE)

CASUALTIES = frozenset("killed wounded treated missing captured arrested rescued trapped".split())
LONGEST_SENTENCE = 2_000  # characters; longer ones are tables and lists


def read(article: Article, synonyms: Synonyms = ()) -> tuple[Quantity, ...]:
    """The quantities of an English article in document order; none of an article in another language.

    `synonyms` are a site's own words for what is counted, beside the packaged ones.
    """
    if article.language != "en":
        return ()
    found = [
        (sentence, tuple(numbers.find(article.words_of(sentence))))
        for sentence in article.numbered
        if sentence.end - sentence.start <= LONGEST_SENTENCE
    ]
    if not any(within for _, within in found):
        return ()
    reader = _Reader(article, tables(synonyms))
    return tuple(quantity for sentence, within in found for quantity in reader.of(sentence, within))


@dataclass(frozen=True, slots=True)
class _Thing:
    """The noun phrase behind a number: its noun as printed, where it ends, and the words before the noun."""

    noun: str
    end: int
    before: tuple[str, ...]


class _Reader:
    """Reads sentence after sentence of one article."""

    def __init__(self, article: Article, tables: Tables) -> None:
        self.article = article
        self.tables = tables
        self.told = Circumstances(article, tables)

    def of(self, sentence: Sentence, found: Sequence[Number]) -> Iterator[Quantity]:
        words = self.article.words_of(sentence)
        before = (
            self.article.words_of(self.article.numbered[sentence.number - 2]) if sentence.number > 1 else ""
        )
        for index, number in enumerate(found):
            left = found[index - 1].end if index else 0
            right = found[index + 1].start if index + 1 < len(found) else len(words)
            quantity = self._quantity(sentence, words, before, number, left, right)
            if quantity is not None:
                yield quantity

    def _quantity(
        self, sentence: Sentence, words: str, context: str, number: Number, left: int, right: int
    ) -> Quantity | None:
        clause = _clause(words, number)
        thing = self._thing(words, number)
        end = thing.end if thing else number.end
        event = self._event(words, number, thing, max(clause[0], left), min(clause[1], right))
        if thing is None and number.unit is None:
            if TOLL.search(words[: number.start]):
                event = "killed"
            elif event not in CASUALTIES or not self._stands_alone(words, number):
                return None
        noun = thing.noun if thing else ("people" if number.unit is None else "")
        name = self._class(noun, thing)
        if number.unit is None and number.value <= 2 and name not in self.tables.persons:
            return None
        scope = words[clause[0] : max(clause[1], end)]
        added = ADDED.search(words[: number.start]) is not None or bool(
            thing
            and (ENGLISH.increasing & set(thing.before) or (thing.noun == "others" and event == "killed"))
        )
        near_landmarks = self.told.landmarks(scope)
        if name == "troops" and not event and "border" in near_landmarks:
            event = "massed"  # whatever the verb: “has 100,000 troops on the border”
        if name in ("people", "residents") and event == "fled":
            name = "refugees"
        names, places = self.told.names(words), self.told.places(words)
        near = self.told.places(scope)
        day, weekday = self.told.day(words)
        if event in CASUALTIES and not local(places):
            # “The strike killed 23”: where, the sentence before says
            places |= self.told.places(context)
            if weekday is None:
                day, weekday = self.told.day(context)
        counted = [
            self.tables.names[word] for word in (thing.before if thing else ()) if word in self.tables.names
        ]
        if noun in self.tables.names:
            counted.append(self.tables.names[noun])
        return Quantity(
            start=sentence.start + number.start,
            end=sentence.start + number.end,
            extract=Extract(article=self.article.id, start=sentence.start, end=sentence.end),
            quotable=sentence.rejection is None,
            value=number.value,
            upper=number.upper,
            hedge=number.hedge,
            rough=number.rough,
            unit=number.unit
            or next(
                (
                    self.tables.units[word]
                    for word in (thing.before if thing else ())
                    if word in self.tables.units
                ),
                "",
            ),
            noun=noun,
            thing=name,
            event=event,
            relation=self._relation(words, number),
            whose=tuple(sorted(set(counted))),
            names=tuple(sorted(names)),
            places=tuple(sorted(places)),
            near=tuple(sorted(near)),
            landmarks=tuple(sorted(self.told.landmarks(words))),
            landmarks_near=tuple(sorted(near_landmarks)),
            stems=tuple(sorted(self._stems(words, number, noun))),
            main=self.told.main,
            day=day,
            weekday=weekday,
            years=years(words, self.article.published),
            months=tuple(sorted({month[:3] for month in MONTH.findall(scope)})),
            planned=PLANNED.search(words[clause[0] : number.start]) is not None,
            running=RUNNING.search(words) is not None,
            added=added,
        )

    def _thing(self, words: str, number: Number) -> _Thing | None:
        """The noun that the number counts: the last plural of the words behind it, or what money is for."""
        run = list(_run(words, number.end, self.tables))
        if number.unit is not None:
            return self._purpose(words, number, run)
        plural = [index for index, (word, _) in enumerate(run) if self._counts(word, number)]
        if not plural:
            return None
        index = plural[-1]
        noun, end = run[index]
        for first in range(max(0, index - 2), index):  # “asylum seekers”, “unmanned aerial vehicles”
            joined = " ".join(word for word, _ in run[first : index + 1])
            if joined.lower() in self.tables.things:
                return _Thing(joined.lower(), end, tuple(word for word, _ in run[:first]))
        if noun in self.tables.units and (of := re.match(r"\sof(?=\s)", words[end:])):
            for word, last in _run(words, end + of.end(), self.tables):
                if word.islower():
                    return _Thing(word, last, (noun, *(word for word, _ in run[:index])))
        return _Thing(
            noun if noun in self.tables.names else noun.lower(), end, tuple(word for word, _ in run[:index])
        )

    def _purpose(self, words: str, number: Number, run: Sequence[tuple[str, int]]) -> _Thing | None:
        """What money or a share is of: “a $40bn package”, “$1bn in aid”, “20% of capacity”."""
        if not run and (
            of := re.match(
                r"\s(?:worth\sof|of|in)(?:\s(?:the|its|their|all|total|\w+[’']s?))*(?=\s)",
                words[number.end :],
            )
        ):
            run = list(_run(words, number.end + of.end(), self.tables))
        if not run:
            return None
        known = [index for index, (word, _) in enumerate(run) if word.lower() in self.tables.things]
        index = known[0] if known else len(run) - 1
        return _Thing(run[index][0].lower(), run[index][1], tuple(word for word, _ in run[:index]))

    def _counts(self, word: str, number: Number) -> bool:
        plain = word.lower()
        if plain in self.tables.measures:
            return False
        if number.value == 1:
            return self.tables.things.get(plain) in self.tables.persons and not plain.endswith("s")
        if plain in self.tables.things or plain in self.tables.units or word in self.tables.names:
            return plain in self.tables.things or _is_plural(plain)
        return _is_plural(plain)

    def _stands_alone(self, words: str, number: Number) -> bool:
        """Whether no noun follows: “four were killed”, “wounded seven”, “killing 21 in the town”."""
        token = TOKEN.match(words, number.end + 1)
        if token is None or not words[number.end].isspace():
            return True
        plain = token[0].lower()
        return plain in ENGLISH.auxiliaries or plain in ENGLISH.phrase_ends or plain in self.tables.events

    def _class(self, noun: str, thing: _Thing | None) -> str:
        if noun in self.tables.names or noun == "others":
            return "people"
        name = self.tables.things.get(noun, noun)
        if thing and name in ("fighters", "troops", "people") and "captured" in thing.before:
            return "prisoners"
        return name

    def _event(self, words: str, number: Number, thing: _Thing | None, left: int, right: int) -> str:
        """What befell it: said right behind it, before it in its clause, or later in its clause."""
        events = self.tables.events
        if thing:
            for word in thing.before:
                if word.lower() in events and word.lower() != "captured":
                    return events[word.lower()]
        end = thing.end if thing else number.end
        later = [token[0].lower() for token in TOKEN.finditer(words[end:right])][:8]
        helped = False
        for index, word in enumerate(later):
            if word in ENGLISH.auxiliaries:
                helped = True
            elif word in events and (helped or index == 0):
                return events[word]
            elif index == 0 and not helped and word not in ("of", "in", "at", "from", "who"):
                break
        earlier = [token[0].lower() for token in TOKEN.finditer(words[left : number.start])][-REACH:]
        for word in reversed(earlier):
            if word in events:
                return events[word]
        return next((events[word] for word in later if word in events), "")

    def _relation(self, words: str, number: Number) -> str:
        if number.unit is None:
            return ""
        found = RELATION.search(words[: number.start])
        return found[1].lower() if found else ""

    def _stems(self, words: str, number: Number, noun: str) -> frozenset[str]:
        tables, stops = self.tables, language.stop_words("en")
        rest = words[: number.start] + " " + words[number.end :]
        plain = (word.removesuffix("'s") for word in language.words(tables.name.sub(" ", rest)))
        return frozenset(
            language.stem(word, "en")
            for word in plain
            if word not in stops
            and word not in GENERIC
            and word not in tables.things
            and word not in tables.events
            if word != noun and not word[0].isdigit() and len(word) > 2
        )


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def _run(words: str, start: int, tables: Tables) -> Iterator[tuple[str, int]]:
    """The words of the noun phrase behind a place, each with its end."""
    seen_plural = False
    for _ in range(LONGEST_RUN):
        gap = RUN.match(words, start)
        token = TOKEN.match(words, gap.end()) if gap else None
        if token is None:
            return
        word = token[0].rstrip(".")
        plain = word.lower()
        if plain in ENGLISH.phrase_ends or (
            seen_plural and (plain.endswith(("ed", "ing", "ly")) or plain in tables.events)
        ):
            return
        if (
            plain in tables.events
            and plain not in tables.things
            and plain not in ("captured", "dead", "wounded", "injured")
        ):
            return
        yield word, token.start() + len(word)
        seen_plural = seen_plural or _is_plural(plain) or plain in tables.things
        start = token.end()
        if token[0].endswith("."):
            return


def _clause(words: str, number: Number) -> tuple[int, int]:
    """The clause of a number; one that opens with a participle (“, killing 12”) takes in the clause before it."""
    bounds = list(CLAUSE.finditer(words))
    left = [found.end() for found in bounds if found.end() <= number.start]
    right = [found.start() for found in bounds if found.start() >= number.end]
    return (left[-1] if left else 0), (right[0] if right else len(words))
