"""What the title and the sentences so far have told a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from generator.standalone.phrases import Line, Thing, has_neighbour, initials, is_told, phrase, tells, things
from generator.standalone.tables import WITHIN

MOST_TELLING = 20  # sentences remembered for one thing; with more, work would grow with their square


Sentences = list[int]  # their numbers, in order
Key = TypeVar("Key")


@dataclass(slots=True)
class Memory:
    title: frozenset[Thing]
    title_names: frozenset[str]
    places: frozenset[str]  # names that stand behind "in" anywhere in the text
    mentions: dict[Thing, Sentences] = field(default_factory=dict)  # since it last came in as something new
    introduced: set[str] = field(default_factory=set)  # stems of what came in as something new …
    unique: set[str] = field(default_factory=set)  # … and of what came in with "the", as what all know does
    uses: dict[str, Sentences] = field(default_factory=dict)  # by name
    whole: set[str] = field(default_factory=set)  # surnames that stood with the rest of the name
    short: dict[str, int] = field(default_factory=dict)  # the first that has what an abbreviation stands for
    explained: set[str] = field(default_factory=set)  # names that came in with what they are
    naming: int = 0  # the last sentence that names anyone
    asked: bool = False  # whether the last sentence is a question

    @classmethod
    def of(cls, title: Line, lines: Sequence[Line]) -> Memory:
        return cls(
            title=frozenset(things(title.words)),
            title_names=frozenset(title.words[index].name for index in title.names),
            places=frozenset(
                name.text
                for line in lines
                for ahead, name in pairwise(line.words)
                if name.name and ahead.lower in WITHIN and not name.genitive
            ),
        )

    def take_in(self, line: Line, number: int) -> None:
        self._take_in_nouns(line, number)
        self._take_in_names(line, number)
        self.asked = line.text.rstrip("\"'”’").endswith("?")

    def _take_in_nouns(self, line: Line, number: int) -> None:
        new: set[Thing] = set()
        for index, each in enumerate(line.words):
            if (each.introducing or each.lower == "the") and (of := phrase(line, index + 1)):
                if each.introducing:
                    new |= {of.thing, (of.noun, False)}
                elif of.head >= 0 and (of.noun, False) not in self.mentions:
                    told = tells(line, of.head)
                    (self.introduced if told else self.unique).add(of.noun)
        for thing in things(line.words):
            _note(self.mentions, thing, number)
        self.introduced.update(noun for noun, _ in new)
        self.mentions.update((thing, [number]) for thing in new)

    def _take_in_names(self, line: Line, number: int) -> None:
        if not line.names:
            return
        self.naming = number
        self.whole.update(line.whole)
        for letters in initials(line):
            self.short.setdefault(letters, number)
        for index in line.names:
            name = line.words[index].name
            if line.lower(index - 1) == "(" and line.lower(index + 1) == ")":
                self.short.setdefault(name, number)
            elif name not in self.uses and is_told(line, index) and not has_neighbour(line, index):
                self.explained.add(name)
        for name in {line.words[index].name for index in line.names}:
            _note(self.uses, name, number)


def _note(sentences: dict[Key, Sentences], key: Key, number: int) -> None:
    known = sentences.setdefault(key, [])
    if len(known) < MOST_TELLING:
        known.append(number)
