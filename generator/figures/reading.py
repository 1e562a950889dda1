"""The quantities that an article states, each with what it counts, the event that applies to it, and where. Pure.

English only: other languages write numbers differently (1.500 is fifteen hundred in German), and the rules that find
what is counted are English. An article in another language gives no quantities rather than wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator import language
from generator.figures import numbers
from generator.figures.context import MONTH, TOKEN, Context, other_years, subnational_places
from generator.figures.noun_phrases import Word, is_plural, noun_phrase
from generator.figures.numbers import Number
from generator.figures.tables import Synonyms, tables
from generator.language.packs import alternatives, pack
from generator.models import Article, Extract, Quantity, Sentence

MAX_WORDS_BEFORE = 12  # searched for an event before a number …
MAX_WORDS_AFTER = 8  # … and after its noun

ENGLISH = pack("en").figures
GENERIC = ENGLISH.generic_words.union(pack("en").reporting_words, map(str.lower, pack("en").weekdays))
CLAUSE_BREAK = re.compile(
    r"[;:—–]|,\s|\s(?:but|while|although|though|whereas|after|before|when|because|and|who|which)\s",
    re.IGNORECASE,
)
ADDITION_BEFORE = re.compile(
    r"\b(?:another|(?:an\s)?additional|(?:an\s)?extra|(?:a\s)?further|other|new)\s(?:[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
PLANNED = re.compile(rf"\b(?:{alternatives(ENGLISH.plan_words)})\b", re.IGNORECASE)
RUNNING_TOTAL = re.compile(rf"\b(?:{alternatives(ENGLISH.running_totals)})\b", re.IGNORECASE)
DEATH_TOLL_BEFORE = re.compile(
    r"""\b(?:death\stoll|deaths?|number\sof\s(?:dead|deaths|people\skilled))\b[^.;]{0,40}?
    \b(?:to|at|of|is|was|reached)\s(?:[a-z]+\s){0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)
RELATION_BEFORE = re.compile(rf"\b(by|to|from|at|of)\s(?:{alternatives(numbers.HEDGES)})?\s?$", re.IGNORECASE)

CASUALTIES = frozenset("killed wounded treated missing captured arrested rescued trapped".split())
MAX_SENTENCE_CHARS = 2_000  # longer ones are tables and lists
MAX_COUNT_OF_PERSONS_ONLY = 2  # up to here only persons are counted: “the two sides” are no figure
MIN_STEM_CHARS = 3  # shorter words tell no event from another


def find_quantities(article: Article, synonyms: Synonyms = ()) -> tuple[Quantity, ...]:
    """The quantities of an English article in document order; none of an article in another language.

    Sentences that may not be printed are read too (`is_quotable`); those above MAX_SENTENCE_CHARS are passed over.
    `synonyms` are a site's own words for what is counted, beside the packaged ones.
    """
    if article.language != "en":
        return ()
    numbered = [
        (sentence, tuple(numbers.find(article.words_of(sentence))))
        for sentence in article.numbered
        if sentence.end - sentence.start <= MAX_SENTENCE_CHARS
    ]
    if not any(sentence_numbers for _, sentence_numbers in numbered):
        return ()
    reader = _Reader(article, synonyms)
    return tuple(
        quantity
        for sentence, sentence_numbers in numbered
        for quantity in reader.quantities(sentence, sentence_numbers)
    )


@dataclass(frozen=True, slots=True)
class _CountedNoun:
    """The noun that a number counts, as printed, where it ends, and the words between number and noun."""

    noun: str
    end: int
    modifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A number in its sentence: what the rules below look at."""

    number: Number
    text: str  # of the sentence
    text_before: str  # of the sentence before
    previous_end: int  # of the number before in the sentence; 0 if it is the first
    next_start: int  # of the number after in the sentence; the length of the sentence if it is the last
    clause: tuple[int, int]  # start and end in the sentence

    @property
    def before(self) -> str:
        """The sentence up to the number."""
        return self.text[: self.number.start]


class _Reader:
    """Reads the quantities of one article, sentence by sentence."""

    def __init__(self, article: Article, synonyms: Synonyms) -> None:
        """Prepare to read one article with the packaged words and a site's own synonyms."""
        self.article = article
        self.tables = tables(synonyms)
        self.context = Context(article, self.tables)
        self.unspecific_words = _unspecific_words(synonyms)

    def quantities(self, sentence: Sentence, sentence_numbers: Sequence[Number]) -> Iterator[Quantity]:
        """The quantities of one sentence, whose numbers are given in order."""
        text = self.article.words_of(sentence)
        is_first = sentence.number == 1
        text_before = "" if is_first else self.article.words_of(self.article.numbered[sentence.number - 2])
        ends = [0, *(number.end for number in sentence_numbers)]
        starts = [*(number.start for number in sentence_numbers), len(text)]
        for number, previous_end, next_start in zip(sentence_numbers, ends[:-1], starts[1:], strict=True):
            mention = _Mention(
                number=number,
                text=text,
                text_before=text_before,
                previous_end=previous_end,
                next_start=next_start,
                clause=_clause(text, number),
            )
            quantity = self._quantity(sentence, mention)
            if quantity is not None:
                yield quantity

    def _quantity(self, sentence: Sentence, mention: _Mention) -> Quantity | None:
        """The quantity of one number; None if nothing is counted, or if it is two or fewer of what are not persons."""
        number, text = mention.number, mention.text
        counted = self._counted_noun(text, number)
        event = self._event(mention, counted)
        if counted is None and number.unit is None:
            if DEATH_TOLL_BEFORE.search(mention.before):
                event = "killed"
            elif event not in CASUALTIES or not self._has_no_noun_after(text, number):
                return None
        noun = counted.noun if counted else ("people" if number.unit is None else "")
        category = self._category(noun, counted)
        if (
            number.unit is None
            and number.value <= MAX_COUNT_OF_PERSONS_ONLY
            and category not in self.tables.persons
        ):
            return None
        clause_start, clause_end = mention.clause
        clause = text[clause_start : max(clause_end, counted.end if counted else number.end)]
        is_additional = self._is_additional(mention, counted, event)
        clause_facility_types = self.context.facility_types(clause)
        if category == "troops" and not event and "border" in clause_facility_types:
            event = "massed"  # whatever the verb: “has 100,000 troops on the border”
        if category in ("people", "residents") and event == "fled":
            category = "refugees"
        places, day, weekday = self._place_and_day(mention, event)
        return Quantity(
            start=sentence.start + number.start,
            end=sentence.start + number.end,
            extract=Extract(article=self.article.id, start=sentence.start, end=sentence.end),
            is_quotable=sentence.rejection is None,
            value=number.value,
            upper=number.upper,
            hedge=number.hedge,
            is_approximate=number.is_approximate,
            unit=number.unit or self._mass_unit(counted),
            noun=noun,
            category=category,
            event=event,
            relation=_relation(mention),
            owners=self._owners(noun, counted),
            names=tuple(sorted(self.context.names(text))),
            places=tuple(sorted(places)),
            clause_places=tuple(sorted(self.context.places(clause))),
            facility_types=tuple(sorted(self.context.facility_types(text))),
            clause_facility_types=tuple(sorted(clause_facility_types)),
            stems=tuple(sorted(self._stems(text, number, noun))),
            main_countries=self.context.main_countries,
            day=day,
            weekday=weekday,
            years=other_years(text, self.article.published),
            months=tuple(sorted({month[:3] for month in MONTH.findall(clause)})),
            is_planned=PLANNED.search(text[clause_start : number.start]) is not None,
            is_running_total=RUNNING_TOTAL.search(text) is not None,
            is_additional=is_additional,
        )

    def _counted_noun(self, text: str, number: Number) -> _CountedNoun | None:
        """The noun that a number counts, the last plural of the words after it, or what money is for.

        None if there is none. It is in lower case unless it is the name of a people.
        """
        phrase = list(noun_phrase(text, number.end, self.tables))
        if number.unit is not None:
            return self._purpose(text, number, phrase)
        nouns = [index for index, (word, _) in enumerate(phrase) if self._is_countable(word, number)]
        if not nouns:
            return None
        index = nouns[-1]
        noun, end = phrase[index]
        modifiers = tuple(word for word, _ in phrase[:index])
        return (
            self._compound_noun(phrase, index)
            or self._weighed_noun(text, phrase[index], modifiers)
            or _CountedNoun(noun if noun in self.tables.names else noun.lower(), end, modifiers)
        )

    def _compound_noun(self, phrase: Sequence[Word], index: int) -> _CountedNoun | None:
        """A listed noun of two or three words that ends at `index`: “asylum seekers”, “unmanned aerial vehicles”."""
        for first in range(max(0, index - 2), index):
            compound = " ".join(word for word, _ in phrase[first : index + 1]).lower()
            if compound in self.tables.categories:
                return _CountedNoun(compound, phrase[index][1], tuple(word for word, _ in phrase[:first]))
        return None

    def _weighed_noun(self, text: str, unit: Word, modifiers: tuple[str, ...]) -> _CountedNoun | None:
        """The noun after a unit of mass and “of”: “tons of grain”; the unit becomes its first modifier.

        None after other words.
        """
        noun, end = unit
        if noun in self.tables.units and (preposition := re.match(r"\sof(?=\s)", text[end:])):
            for word, word_end in noun_phrase(text, end + preposition.end(), self.tables):
                if word.islower():
                    return _CountedNoun(word, word_end, (noun, *modifiers))
        return None

    def _purpose(self, text: str, number: Number, phrase: Sequence[Word]) -> _CountedNoun | None:
        """What money or a share is of: “a $40bn package”, “$1bn in aid”, “20% of capacity”; None if no noun follows.

        It is the first listed noun of the phrase, else its last word.
        """
        if not phrase and (
            link := re.match(
                r"\s(?:worth\sof|of|in)(?:\s(?:the|its|their|all|total|\w+[’']s?))*(?=\s)",
                text[number.end :],
            )
        ):
            phrase = list(noun_phrase(text, number.end + link.end(), self.tables))
        if not phrase:
            return None
        listed = [index for index, (word, _) in enumerate(phrase) if word.lower() in self.tables.categories]
        index = listed[0] if listed else len(phrase) - 1
        noun, end = phrase[index]
        return _CountedNoun(noun.lower(), end, tuple(word for word, _ in phrase[:index]))

    def _is_countable(self, word: str, number: Number) -> bool:
        """True if a word may be the noun that a number counts: a listed noun or a plural, but no measure.

        After “one” a person.
        """
        lower = word.lower()
        if lower in self.tables.measures:
            return False
        if number.value == 1:
            return self.tables.categories.get(lower) in self.tables.persons and not lower.endswith("s")
        return lower in self.tables.categories or is_plural(lower)

    def _has_no_noun_after(self, text: str, number: Number) -> bool:
        """True if no noun follows a number: “four were killed”, “wounded seven”, “killing 21 in the town”."""
        token = TOKEN.match(text, number.end + 1)
        if token is None or not text[number.end].isspace():
            return True
        word = token[0].lower()
        return word in ENGLISH.auxiliaries or word in ENGLISH.phrase_ends or word in self.tables.events

    def _category(self, noun: str, counted: _CountedNoun | None) -> str:
        """The class of things that a noun belongs to, synonyms unified: “soldiers” are troops.

        A noun without one is its own. Names of peoples and “others” are people; captured soldiers are prisoners.
        """
        if noun in self.tables.names or noun == "others":
            return "people"
        category = self.tables.categories.get(noun, noun)
        if counted and category in ("fighters", "troops", "people") and "captured" in counted.modifiers:
            return "prisoners"
        return category

    def _event(self, mention: _Mention, counted: _CountedNoun | None) -> str:
        """The event verb that applies to a number; empty if there is none.

        It is looked for among the noun's modifiers, right after the noun, before the number, and later in the clause.
        """
        events = self.tables.events
        for word in counted.modifiers if counted else ():
            if word.lower() in events and word.lower() != "captured":
                return events[word.lower()]
        clause_start, clause_end = mention.clause
        end = counted.end if counted else mention.number.end
        after = _lower_words(mention.text[end : min(clause_end, mention.next_start)])[:MAX_WORDS_AFTER]
        start = max(clause_start, mention.previous_end)
        before = _lower_words(mention.text[start : mention.number.start])[-MAX_WORDS_BEFORE:]
        return (
            self._event_after_noun(after)
            or next((events[word] for word in reversed(before) if word in events), "")
            or next((events[word] for word in after if word in events), "")
        )

    def _event_after_noun(self, words: Sequence[str]) -> str:
        """The event verb at once after a noun, or after an auxiliary: “soldiers killed”, “people in cars were killed”.

        Empty if there is none, or if the noun is followed by other words than a verb, a preposition or “who”.
        """
        has_auxiliary = False
        for index, word in enumerate(words):
            if word in ENGLISH.auxiliaries:
                has_auxiliary = True
            elif word in self.tables.events and (has_auxiliary or index == 0):
                return self.tables.events[word]
            elif index == 0 and word not in ("of", "in", "at", "from", "who"):
                break
        return ""

    def _is_additional(self, mention: _Mention, counted: _CountedNoun | None, event: str) -> bool:
        """True if a number comes on top of another: “another 200”, “1,000 more troops”, “killed five others”."""
        if ADDITION_BEFORE.search(mention.before):
            return True
        if counted is None:
            return False
        is_rest_of_the_dead = counted.noun == "others" and event == "killed"
        return is_rest_of_the_dead or not ENGLISH.increasing.isdisjoint(counted.modifiers)

    def _place_and_day(self, mention: _Mention, event: str) -> tuple[frozenset[str], date | None, str | None]:
        """Places, date and weekday of a sentence; casualties without a place take those of the sentence before."""
        places = self.context.places(mention.text)
        day, weekday = self.context.event_day(mention.text)
        if event in CASUALTIES and not subnational_places(places):
            places |= self.context.places(mention.text_before)
            if weekday is None:
                day, weekday = self.context.event_day(mention.text_before)
        return places, day, weekday

    def _mass_unit(self, counted: _CountedNoun | None) -> str:
        """The unit of mass among a noun's modifiers; empty if there is none."""
        modifiers = counted.modifiers if counted else ()
        return next((self.tables.units[word] for word in modifiers if word in self.tables.units), "")

    def _owners(self, noun: str, counted: _CountedNoun | None) -> tuple[str, ...]:
        """The countries that a noun and its modifiers name, in alphabetical order: “British troops”."""
        words = (*(counted.modifiers if counted else ()), noun)
        return tuple(sorted({self.tables.names[word] for word in words if word in self.tables.names}))

    def _stems(self, text: str, number: Number, noun: str) -> frozenset[str]:
        """The stems of the words of a sentence that tell one event from another.

        Without the number, its noun, names of countries and their leaders, and words that stand in any report.
        """
        other_text = self.tables.name_pattern.sub(" ", text[: number.start] + " " + text[number.end :])
        return frozenset(
            language.stem(word, "en")
            for word in (word.removesuffix("'s") for word in language.words(other_text))
            if word not in self.unspecific_words
            and word != noun
            and not word[0].isdigit()
            and len(word) >= MIN_STEM_CHARS
        )


@lru_cache
def _unspecific_words(synonyms: Synonyms) -> frozenset[str]:
    """Words that do not tell one event from another: stop words, words of reporting, counted nouns and event verbs."""
    words = tables(synonyms)
    return language.stop_words("en").union(GENERIC, words.categories, words.events)


def _relation(mention: _Mention) -> str:
    """The preposition before money or a share: by, to, from, at, of; empty for other numbers or without one."""
    match = RELATION_BEFORE.search(mention.before) if mention.number.unit is not None else None
    return match[1].lower() if match else ""


def _clause(text: str, number: Number) -> tuple[int, int]:
    """Start and end in the sentence of the clause around a number: from the last break before it to the next."""
    breaks = list(CLAUSE_BREAK.finditer(text))
    starts = [match.end() for match in breaks if match.end() <= number.start]
    ends = [match.start() for match in breaks if match.start() >= number.end]
    return (starts[-1] if starts else 0), (ends[0] if ends else len(text))


def _lower_words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [token[0].lower() for token in TOKEN.finditer(text)]
