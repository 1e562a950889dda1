"""What the words of a sentence lean on: a rule for each word that may point back.

A rule gets the sentence in its place and the place of the word, and returns a reference. It is required where a reader
is lost without the other sentence, and optional where the sentence alone may do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.models import Reference
from generator.standalone.mentions import Memory
from generator.standalone.phrases import (
    Line,
    Phrase,
    Thing,
    Word,
    has_neighbour,
    has_role,
    is_told,
    may_be_verb,
    phrase,
    tells,
)
from generator.standalone.speakers import CLAUSE_OPENS
from generator.standalone.tables import (
    AUXILIARY,
    BARE,
    BARGAINS,
    BEINGS,
    BRINGING_IN,
    COUNTING,
    DATING,
    DAYS,
    DETERMINERS,
    DOING,
    EVENTS,
    FINDINGS,
    INTO,
    JOINED,
    KNOWN,
    LASTING,
    LISTED,
    NOT_ADDED,
    NUMERALS,
    PERHAPS_TELLING,
    PERSONS,
    PLACES,
    PLACING,
    REVEALING,
    SAYING,
    SPANS,
    TELLING,
    TIMES,
    UNIQUE,
)

MOST_BEFORE_THIS = 4  # words; "this" behind more than these may mean what they say
BOTH_REACHES = 8  # words in which "both" may be followed by its "and"


@dataclass(frozen=True, slots=True)
class Here:
    """A sentence in its place, and what stood before it."""

    line: Line
    before: Memory
    number: int

    @property
    def previous(self) -> tuple[int, ...]:
        return (self.number - 1,) if self.number > 1 else ()

    def lean(self, first: int, last: int, on: Sequence[int] = (), *, required: bool) -> Reference:
        return Reference(
            words=self.line.quoted(first, last), antecedents=tuple(on) or self.previous, required=required
        )

    def told(self, thing: Thing, index: int) -> bool:
        """Whether the title, or the sentence before the place, names the thing."""
        noun, one = thing
        return thing in self.before.title or any(
            each.stem == noun and not (one and each.plural) for each in self.line.words[:index]
        )

    def names(self, index: int) -> int:
        """How many names stand before the place."""
        return sum(place < index for place in self.line.names)

    def someone(self, index: int) -> bool:
        """Whether "he" at the place can mean anyone in the sentence."""
        words = self.line.words
        return any(each.person for each in words[:index]) or any(
            place < index and self.line.lower(place - 1) not in PLACING for place in self.line.names
        )

    def somewhere(self, index: int) -> bool:
        """Whether "the city" at the place can mean any in the sentence."""
        return any(place < index and self._may_be_place(place) for place in self.line.names)

    def _may_be_place(self, place: int) -> bool:
        ahead, behind = self.line.lower(place - 1), self.line.at(place + 1)
        modifier = bool(behind.stem) and not behind.capital and not may_be_verb(behind.lower)
        return ahead in PLACING or ahead == "of" or (place == 0 and not modifier)

    def several(self, index: int) -> bool:
        """Whether "they" at the place can mean anyone in the sentence."""
        return self.names(index) > 0 or any(each.plural for each in self.line.words[:index])

    def may_mean(self, noun: str, index: int) -> bool:
        """Whether a being or a place that the sentence has named may be what the noun stands for."""
        if noun in PERSONS:
            return self.someone(index)
        return self.somewhere(index) if noun in PLACES else noun in BEINGS and self.names(index) > 0


def found(here: Here) -> Iterator[Reference]:
    """All that the sentence leans on."""
    yield from _opening(here)
    for index, rule in enumerate(map(RULES.get, here.line.lowers)):
        if rule:
            yield from rule(here, index)
    for index in here.line.names:
        yield from _short_name(here, index)


def found_first(here: Here) -> Iterator[Reference]:
    """What the first sentence leans on, where the text before it was lost: "Mr. Lind said", "Lind said", "the deal"."""
    line, known = here.line, KNOWN | here.before.title_names
    for index, lower in enumerate(line.lowers):
        if lower in BRINGING_IN or lower.endswith("'s"):
            break
        if lower == "the" and line.lower(index + 1) in BARGAINS:
            yield from _definite(here, index)
    for place, index in enumerate(line.names):
        name = line.words[index].name
        bare = line.at(index - 1).text.rstrip(".") in BARE or (
            line.at(index - 2).text in BARE and line.at(index - 1).text == "."
        )
        speaks = place == index == 0 and line.lower(1) in ("said", "told", "added")
        told = name in known or name in BARE or has_role(line, index) or has_neighbour(line, index)
        if (bare or speaks) and not told:
            yield here.lean(index, index, required=True)


def _opening(here: Here) -> Iterator[Reference]:
    """ "Two were killed", "Most have left": of whom? And an answer, whose question may not be quoted."""
    first = here.line.lower(0)
    if (first in COUNTING or first in NUMERALS) and here.line.lower(1) in AUXILIARY:
        yield here.lean(0, 0, required=first in NUMERALS)
    if here.before.asked and len(here.line.words) > 1:
        opening = 0 if here.line.words[0].text[0].isalnum() else 1
        yield here.lean(opening, opening, required=False)


# --- which one? ------------------------------------------------------------------------------------------


def _definite(here: Here, index: int) -> Iterator[Reference]:
    """ "The minister", "the three ports", "the two"."""
    line = here.line
    if line.at(index - 2).capital and line.lower(index - 1) == "," and not _ends_clause(line, index - 1):
        return  # "Irancell, the new network": says what the name is
    of = phrase(line, index + 1)
    if of is None:
        return
    if of.head < 0:
        if here.names(index) < 2 and all(each.lower != "and" for each in line.words[:index]):
            yield here.lean(index, index + 1, required=True)
        return
    noun = _without_genitive(line, of)
    telling = tells(line, of.head)
    if telling or of.singled_out or noun in TIMES or here.told(of.thing, index):
        return
    if of.numbered:
        if here.names(index) < 2:
            yield here.lean(index, of.head, here.before.mentions.get(of.thing, ()), required=telling is False)
    elif not of.named and noun not in UNIQUE:
        yield from _noun(here, index, of, noun, telling)


def _ends_clause(line: Line, comma: int) -> bool:
    """Whether the comma ends an opening: "Since the war in Ukraine, the yacht …"."""
    return "," not in line.lowers[:comma] and CLAUSE_OPENS.match(line.text) is not None


def _without_genitive(line: Line, of: Phrase) -> str:
    return line.words[of.head].lower.removesuffix("'s")


def _noun(here: Here, index: int, of: Phrase, noun: str, telling: bool | None) -> Iterator[Reference]:
    before, opens, listed = here.before, index < 2, noun in LISTED
    on = before.mentions.get(of.thing)
    modifiers = here.line.words[index + 1 : of.head]
    meant = here.may_mean(noun, index) or any(
        each.stem and here.told((each.stem, False), index) for each in modifiers
    )
    if on and (listed or of.noun in before.introduced or (index == 0 and of.noun not in before.unique)):
        yield here.lean(index, of.head, on, required=telling is False and not meant)
    elif (listed or opens) and not meant and telling is False:
        lost = noun in PERSONS or noun in EVENTS or (noun in BEINGS and not here.names(index))
        yield here.lean(index, of.head, required=lost)


def _pointing(here: Here, index: int) -> Iterator[Reference]:
    """ "This …", "those …", "such …"."""
    line = here.line
    pointer, behind = line.lower(index), line.lower(index + 1)
    if pointer == "such" and behind in ("as", "a", "an", "that"):
        return
    if pointer == "those" and (
        behind in TELLING or behind in PERHAPS_TELLING or behind.endswith(("ed", "ing"))
    ):
        return
    of = phrase(line, index + 1)  # "the nations" are all there are, "those nations" some of them
    if pointer == "that" and not _is_demonstrative(line, index, of):
        return
    if of is None or of.head < 0:
        if pointer in ("this", "these"):
            yield here.lean(
                index, index, required=index <= MOST_BEFORE_THIS or line.lower(index - 1) in SAYING
            )
    elif not (
        of.named
        or line.lower(of.head) in (TIMES if pointer in ("those", "these") else UNIQUE)
        or here.told(of.thing, index)
        or (pointer == "those" and tells(line, of.head))
    ):
        yield here.lean(index, of.head, here.before.mentions.get(of.thing, ()), required=True)


def _is_demonstrative(line: Line, index: int, of: Phrase | None) -> bool:
    """Whether "that" points, as in "deepened that commitment", and does not join, as in "said that talks failed"."""
    if of is None or not of.one or of.head != index + 1 or line.lower(index - 1) in SAYING:
        return False
    behind = line.at(of.head + 1)
    return behind.text in (",", ".", ";") or behind.lower == "and"


# --- beside what? ----------------------------------------------------------------------------------------


def _adding(here: Here, index: int) -> Iterator[Reference]:
    """ "Another …", "other …", "similar …"."""
    line = here.line
    adding, behind = line.lower(index), line.lower(index + 1)
    if behind in NOT_ADDED or line.lower(index - 1) in JOINED or (adding == "similar" and behind == "to"):
        return
    if adding == "others":
        if not here.several(index):
            yield here.lean(index, index, required=True)
        return
    of = phrase(line, index + 1)
    if of is None or of.head < 0 or line.lower(of.head) in TIMES:
        return
    if not here.told(of.thing, index) and not tells(line, of.head):
        yield here.lean(index, of.head, here.before.mentions.get(of.thing, ()), required=True)


def _pair(here: Here, index: int) -> Iterator[Reference]:
    """ "Both" of which? "The latter" of which?"""
    lower = [each.lower for each in here.line.words[: index + BOTH_REACHES + 1]]
    ahead, behind = lower[:index], lower[index + 1 :]
    if lower[index] == "both":
        told = "and" in lower or behind[:1] == ["sides"] or behind[1:2] == ["of"]
    else:
        of = phrase(here.line, index + 1)  # "the latter course" is one of two courses, not of any two things
        told = ("and" in ahead or "or" in ahead) and (of is None or of.head < 0)
    if not told:
        yield here.lean(index, index, required=True)


def _joining(here: Here, index: int) -> Iterator[Reference]:
    """ ", however,": what stands before is the other half."""
    line = here.line
    aside = line.at(index - 1).text == "," and line.at(index + 1).text in (",", ".")
    if aside or (index == 1 and line.lower(1) == "though" and line.at(0).name):
        yield here.lean(index, index, required=True)


def _also(here: Here, index: int) -> Iterator[Reference]:
    """ "… has also", "… too."."""
    line = here.line
    ahead, behind = line.lower(index - 1), line.lower(index + 1)
    too = line.lower(index) == "too" and behind not in (".", ",")
    if not too and ahead not in ("but", "and") and behind not in ("known", "of"):
        yield here.lean(index, index, required=False)


def _then(here: Here, index: int) -> Iterator[Reference]:
    """ "The same day", "the next year", "two weeks later", "by then": when?"""
    line = here.line
    pointer, ahead, behind = line.lower(index), line.lower(index - 1), line.lower(index + 1)
    later = pointer in ("later", "earlier") and ahead in TIMES and ahead not in DAYS
    same = pointer in ("same", "following", "that") and behind in SPANS and line.lower(index + 2) != "as"
    until = pointer == "then" and ahead in ("by", "since", "until")
    same |= pointer == "next" and ahead == "the" and behind in SPANS and line.lower(index - 2) not in LASTING
    if (later or same or until) and not any(map(_dates, line.words[:index])):
        yield here.lean(max(index - 1, 0), index + same, required=True)


def _that(here: Here, index: int) -> Iterator[Reference]:
    """ "That day", or "that commitment"."""
    yield from _then(here, index)
    yield from _pointing(here, index)


def _dates(each: Word) -> bool:
    return each.lower in DAYS or each.lower in DATING or (each.lower.isdigit() and len(each.lower) == 4)


# --- who? ------------------------------------------------------------------------------------------------


def _he(here: Here, index: int) -> Iterator[Reference]:
    """ "He", "her"."""
    if here.someone(index):
        return
    told_later = here.names(index) < len(here.line.names) and CLAUSE_OPENS.match(here.line.text)
    if not told_later:
        yield here.lean(index, index, [here.before.naming] if here.before.naming else (), required=True)


def _they(here: Here, index: int) -> Iterator[Reference]:
    """ "They", "their"."""
    if not here.several(index):
        yield here.lean(index, index, required=not here.line.names)


def _it(here: Here, index: int) -> Iterator[Reference]:
    """ "Economists say it may …", "a study found it may …": nothing in the sentence is what it means."""
    line = here.line
    if line.lower(index - 1) in REVEALING and _found_by_nobody_named(line, index - 1):
        yield here.lean(index, index, required=True)
    something = here.names(index) or not DETERMINERS.isdisjoint(line.lowers[:index])
    if (
        line.lower(index + 1) in DOING
        and line.lower(index + 2) not in ("be", "been", "not")
        and not something
    ):
        yield here.lean(index, index, required=True)


def _found_by_nobody_named(line: Line, verb: int) -> bool:
    """Whether the verb's subject is "a study", "an investigation by …", which says nothing of what was studied."""
    findings = [place for place in range(verb) if line.lower(place) in FINDINGS]
    return bool(findings) and INTO.isdisjoint(line.lowers[findings[-1] : verb])


def _short_name(here: Here, index: int) -> Iterator[Reference]:
    """ "Lind said": a name that another sentence gives in full, or tells who or what it is."""
    line, before = here.line, here.before
    name = line.words[index].name
    if not (name in before.uses or name in before.short) or name in before.title_names or name in KNOWN:
        return
    if name in line.whole or any(line.words[place].name == name for place in line.names if place < index):
        return
    persons = name in before.whole and name not in before.places
    if has_neighbour(line, index) or (has_role if persons else is_told)(line, index):
        return
    if name in before.short or persons:
        yield here.lean(index, index, before.uses.get(name) or (before.short[name],), required=True)
    elif name in before.explained and name not in before.places:
        yield here.lean(index, index, before.uses[name], required=False)


Rule = Callable[[Here, int], Iterator[Reference]]
RULES: Mapping[str, Rule] = {
    "the": _definite,
    **dict.fromkeys(("this", "these", "those", "such"), _pointing),
    **dict.fromkeys(("another", "other", "others", "similar"), _adding),
    **dict.fromkeys(("both", "latter"), _pair),
    **dict.fromkeys(("however", "though", "therefore", "meanwhile", "nevertheless"), _joining),
    **dict.fromkeys(("also", "too", "instead", "again"), _also),
    **dict.fromkeys(("later", "earlier", "same", "following", "next", "then"), _then),
    "that": _that,
    **dict.fromkeys(("he", "she", "him", "his", "her", "himself", "herself"), _he),
    "it": _it,
    **dict.fromkeys(("they", "them", "their", "themselves"), _they),
}
