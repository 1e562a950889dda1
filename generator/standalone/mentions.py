"""What the title and the sentences so far have mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from generator.standalone.phrases import (
    NounKey,
    ParsedSentence,
    has_neighbour,
    initials,
    is_explained,
    noun_keys,
    phrase,
    specifies,
)
from generator.standalone.tables import ENGLISH

MAX_MENTIONS = 20  # sentences remembered for a noun or name; with more, work would grow with their square


Numbers = list[int]  # of sentences, ascending
Key = TypeVar("Key")


@dataclass(slots=True)
class DiscourseState:
    """The nouns and names that a reader knows before the next sentence, with the sentences that mentioned them."""

    title: frozenset[NounKey]
    title_names: frozenset[str]
    places: frozenset[str]  # names that stand behind "in" anywhere in the text
    mentions: dict[NounKey, Numbers] = field(default_factory=dict)  # since it last came in as something new
    introduced: set[str] = field(default_factory=set)  # stems of what came in as something new …
    unique: set[str] = field(default_factory=set)  # … and of what came in with "the", as what all know does
    uses: dict[str, Numbers] = field(default_factory=dict)  # by name
    whole: set[str] = field(default_factory=set)  # surnames that stood with the rest of the name
    short: dict[str, int] = field(default_factory=dict)  # the first that has what an abbreviation stands for
    explained: set[str] = field(default_factory=set)  # names that came in with what they are
    last_naming: int = 0  # number of the last sentence that names somebody
    ends_in_question: bool = False  # the last sentence

    @classmethod
    def at_start(cls, title: ParsedSentence, lines: Sequence[ParsedSentence]) -> DiscourseState:
        """The state before the first sentence of a text: the nouns and names of its title, and the places it names."""
        return cls(
            title=frozenset(noun_keys(title.words)),
            title_names=frozenset(title.words[index].name for index in title.names),
            places=frozenset(
                name.text
                for line in lines
                for ahead, name in pairwise(line.words)
                if name.name and ahead.lower in ENGLISH.containing_prepositions and not name.genitive
            ),
        )

    def add_sentence(self, line: ParsedSentence, number: int) -> None:
        """Note what the sentence with this number mentions; sentences are added in order."""
        self._add_nouns(line, number)
        self._add_names(line, number)
        self.ends_in_question = line.text.rstrip("\"'”’").endswith("?")

    def _add_nouns(self, line: ParsedSentence, number: int) -> None:
        """Note the nouns that the sentence mentions, and which of them it introduces."""
        new: set[NounKey] = set()
        determiners = [
            (index, word) for index, word in enumerate(line.words) if word.introducing or word.lower == "the"
        ]
        for index, word in determiners:
            if noun_phrase := phrase(line, index + 1):
                if word.introducing:
                    new |= {noun_phrase.key, (noun_phrase.noun, False)}
                elif noun_phrase.head >= 0 and (noun_phrase.noun, False) not in self.mentions:
                    specified = specifies(line, noun_phrase.head)
                    (self.introduced if specified else self.unique).add(noun_phrase.noun)
        for key in noun_keys(line.words):
            _record(self.mentions, key, number)
        self.introduced.update(noun for noun, _ in new)
        self.mentions.update((key, [number]) for key in new)

    def _add_names(self, line: ParsedSentence, number: int) -> None:
        """Note the names that the sentence mentions, in full, shortened or explained."""
        if not line.names:
            return
        self.last_naming = number
        self.whole.update(line.whole)
        for letters in initials(line):
            self.short.setdefault(letters, number)
        for index in line.names:
            name = line.words[index].name
            if line.lower(index - 1) == "(" and line.lower(index + 1) == ")":
                self.short.setdefault(name, number)
            elif name not in self.uses and is_explained(line, index) and not has_neighbour(line, index):
                self.explained.add(name)
        for name in {line.words[index].name for index in line.names}:
            _record(self.uses, name, number)


def _record(sentences: dict[Key, Numbers], key: Key, number: int) -> None:
    """Add the number of a sentence to those that mention a key, up to MAX_MENTIONS."""
    if key not in sentences:
        sentences[key] = [number]
    elif len(sentences[key]) < MAX_MENTIONS:
        sentences[key].append(number)
