"""A word in its sentence and its text, with the questions that rules for references ask about the words before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.models import Reference
from generator.standalone.mentions import DiscourseState
from generator.standalone.phrases import (
    NounKey,
    ParsedSentence,
    may_be_verb,
)
from generator.standalone.tables import BEINGS, ENGLISH, PERSONS, PLACES


@dataclass(frozen=True, slots=True)
class TokenContext:
    """A sentence, its number in the text, and what the sentences before it have mentioned."""

    sentence: ParsedSentence
    state: DiscourseState
    number: int

    @property
    def previous(self) -> tuple[int, ...]:
        """The number of the sentence before, as a tuple; empty for the first sentence."""
        return (self.number - 1,) if self.number > 1 else ()

    def reference(
        self, first: int, last: int, antecedents: Sequence[int] = (), *, required: bool
    ) -> Reference:
        """Make the reference of the words from index `first` to `last`, by default to the sentence before."""
        return Reference(
            words=self.sentence.quoted(first, last),
            antecedents=tuple(antecedents) or self.previous,
            required=required,
        )

    def is_mentioned(self, key: NounKey, index: int) -> bool:
        """True if the title, or the sentence up to the index, mentions the noun."""
        noun, is_singular = key
        return key in self.state.title or any(
            word.stem == noun and not (is_singular and word.plural) for word in self.sentence.words[:index]
        )

    def name_count(self, index: int) -> int:
        """The number of names before the index."""
        return sum(place < index for place in self.sentence.names)

    def has_person_before(self, index: int) -> bool:
        """True if "he" at the index can mean somebody named before it in the sentence; a place is nobody."""
        words = self.sentence.words
        return any(word.person for word in words[:index]) or any(
            place < index and self.sentence.lower(place - 1) not in ENGLISH.place_prepositions
            for place in self.sentence.names
        )

    def has_place_before(self, index: int) -> bool:
        """True if "the city" at the index can mean a place that the sentence names before it."""
        return any(place < index and self._may_be_place(place) for place in self.sentence.names)

    def _may_be_place(self, index: int) -> bool:
        """True if the name at the index may be a place, by the words beside it."""
        preceding, following = self.sentence.lower(index - 1), self.sentence.at(index + 1)
        modifier = bool(following.stem) and not following.capital and not may_be_verb(following.lower)
        return preceding in ENGLISH.place_prepositions or preceding == "of" or (index == 0 and not modifier)

    def has_plural_before(self, index: int) -> bool:
        """True if "they" at the index can mean a name or a plural before it in the sentence."""
        return self.name_count(index) > 0 or any(word.plural for word in self.sentence.words[:index])

    def has_antecedent_before(self, noun: str, index: int) -> bool:
        """True if the noun may stand for a person, body or place that the sentence names before the index."""
        if noun in PERSONS:
            return self.has_person_before(index)
        return (
            self.has_place_before(index) if noun in PLACES else noun in BEINGS and self.name_count(index) > 0
        )
