"""References to earlier sentences: a rule for each word that may point back, and one for names.

A rule gets the context of a sentence and the index of the word, and yields references. A reference is required where
a reader is lost without the other sentence, and optional where the sentence alone may do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.models import Reference
from generator.standalone.mentions import DiscourseState
from generator.standalone.phrases import (
    Line,
    NounKey,
    Phrase,
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

MAX_WORDS_BEFORE_THIS = 4  # words; "this" following more than these may mean what they say
MAX_WORDS_BETWEEN_BOTH_AND = 8  # words in which "both" may be followed by its "and"


@dataclass(frozen=True, slots=True)
class TokenContext:
    """A sentence, its number in the text, and what the sentences before it have mentioned."""

    sentence: Line
    state: DiscourseState
    number: int

    @property
    def previous(self) -> tuple[int, ...]:
        """The number of the sentence before; nothing for the first."""
        return (self.number - 1,) if self.number > 1 else ()

    def reference(
        self, first: int, last: int, antecedents: Sequence[int] = (), *, required: bool
    ) -> Reference:
        """The reference of the words from `first` to `last`, by default to the sentence before."""
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
        """True if "he" at the index can mean somebody in the sentence."""
        words = self.sentence.words
        return any(word.person for word in words[:index]) or any(
            place < index and self.sentence.lower(place - 1) not in PLACING for place in self.sentence.names
        )

    def has_place_before(self, index: int) -> bool:
        """True if "the city" at the index can mean a place in the sentence."""
        return any(place < index and self._may_be_place(place) for place in self.sentence.names)

    def _may_be_place(self, place: int) -> bool:
        preceding, following = self.sentence.lower(place - 1), self.sentence.at(place + 1)
        modifier = bool(following.stem) and not following.capital and not may_be_verb(following.lower)
        return preceding in PLACING or preceding == "of" or (place == 0 and not modifier)

    def has_plural_before(self, index: int) -> bool:
        """True if "they" at the index can mean somebody or something in the sentence."""
        return self.name_count(index) > 0 or any(word.plural for word in self.sentence.words[:index])

    def has_antecedent_before(self, noun: str, index: int) -> bool:
        """True if the noun may stand for a person, body or place that the sentence names before the index."""
        if noun in PERSONS:
            return self.has_person_before(index)
        return (
            self.has_place_before(index) if noun in PLACES else noun in BEINGS and self.name_count(index) > 0
        )


def sentence_references(context: TokenContext) -> Iterator[Reference]:
    """The references of a sentence that is not the first."""
    yield from _count_or_answer(context)
    for index, rule in enumerate(map(RULES.get, context.sentence.lowers)):
        if rule:
            yield from rule(context, index)
    for index in context.sentence.names:
        yield from _short_name(context, index)


def first_sentence_references(context: TokenContext) -> Iterator[Reference]:
    """The references of a first sentence whose text lost its head: "Mr. Lind said", "Lind said", "the deal"."""
    line, known = context.sentence, KNOWN | context.state.title_names
    for index, lower in enumerate(line.lowers):
        if lower in BRINGING_IN or lower.endswith("'s"):
            break
        if lower == "the" and line.lower(index + 1) in BARGAINS:
            yield from _definite_noun(context, index)
    for place, index in enumerate(line.names):
        name = line.words[index].name
        bare = line.at(index - 1).text.rstrip(".") in BARE or (
            line.at(index - 2).text in BARE and line.at(index - 1).text == "."
        )
        speaks = place == index == 0 and line.lower(1) in ("said", "told", "added")
        told = name in known or name in BARE or has_role(line, index) or has_neighbour(line, index)
        if (bare or speaks) and not told:
            yield context.reference(index, index, required=True)


def _count_or_answer(context: TokenContext) -> Iterator[Reference]:
    """A bare count ("Two were killed") or the answer to a question, which may not be quoted."""
    first = context.sentence.lower(0)
    if (first in COUNTING or first in NUMERALS) and context.sentence.lower(1) in AUXILIARY:
        yield context.reference(0, 0, required=first in NUMERALS)
    if context.state.ends_in_question and len(context.sentence.words) > 1:
        opening = 0 if context.sentence.words[0].text[0].isalnum() else 1
        yield context.reference(opening, opening, required=False)


# --- nouns with "the", "this", "that" ---------------------------------------------------------------------


def _definite_noun(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "The minister", "the three ports", "the two"."""
    line = context.sentence
    if line.at(index - 2).capital and line.lower(index - 1) == "," and not _ends_clause(line, index - 1):
        return  # "Irancell, the new network": explains the name
    noun_phrase = phrase(line, index + 1)
    if noun_phrase is None:
        return
    if noun_phrase.head < 0:
        if context.name_count(index) < 2 and all(word.lower != "and" for word in line.words[:index]):
            yield context.reference(index, index + 1, required=True)
        return
    noun = _without_genitive(line, noun_phrase)
    specified = tells(line, noun_phrase.head)
    if specified or noun_phrase.singled_out or noun in TIMES or context.is_mentioned(noun_phrase.key, index):
        return
    if noun_phrase.numbered:
        if context.name_count(index) < 2:
            yield context.reference(
                index,
                noun_phrase.head,
                context.state.mentions.get(noun_phrase.key, ()),
                required=specified is False,
            )
    elif not noun_phrase.named and noun not in UNIQUE:
        yield from _plain_noun(context, index, noun_phrase, noun, specified)


def _ends_clause(line: Line, comma: int) -> bool:
    """True if the comma ends an opening clause: "Since the war in Ukraine, the yacht …"."""
    return "," not in line.lowers[:comma] and CLAUSE_OPENS.match(line.text) is not None


def _without_genitive(line: Line, noun_phrase: Phrase) -> str:
    return line.words[noun_phrase.head].lower.removesuffix("'s")


def _plain_noun(
    context: TokenContext, index: int, noun_phrase: Phrase, noun: str, specified: bool | None
) -> Iterator[Reference]:
    """ "The minister" with neither a number nor a name; `specified` as `phrases.tells` returns it."""
    state, opens, listed = context.state, index < 2, noun in LISTED
    antecedents = state.mentions.get(noun_phrase.key)
    modifiers = context.sentence.words[index + 1 : noun_phrase.head]
    is_explained = context.has_antecedent_before(noun, index) or any(
        word.stem and context.is_mentioned((word.stem, False), index) for word in modifiers
    )
    if antecedents and (
        listed
        or noun_phrase.noun in state.introduced
        or (index == 0 and noun_phrase.noun not in state.unique)
    ):
        required = specified is False and not is_explained
        yield context.reference(index, noun_phrase.head, antecedents, required=required)
    elif (listed or opens) and not is_explained and specified is False:
        required = noun in PERSONS or noun in EVENTS or (noun in BEINGS and not context.name_count(index))
        yield context.reference(index, noun_phrase.head, required=required)


def _demonstrative(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "This …", "those …", "such …"."""
    line = context.sentence
    pointer, following = line.lower(index), line.lower(index + 1)
    if pointer == "such" and following in ("as", "a", "an", "that"):
        return
    if pointer == "those" and (
        following in TELLING or following in PERHAPS_TELLING or following.endswith(("ed", "ing"))
    ):
        return
    noun_phrase = phrase(line, index + 1)  # "the nations" are all there are, "those nations" some of them
    if pointer == "that" and not _is_demonstrative(line, index, noun_phrase):
        return
    if noun_phrase is None or noun_phrase.head < 0:
        if pointer in ("this", "these"):
            yield context.reference(
                index, index, required=index <= MAX_WORDS_BEFORE_THIS or line.lower(index - 1) in SAYING
            )
    elif not (
        noun_phrase.named
        or line.lower(noun_phrase.head) in (TIMES if pointer in ("those", "these") else UNIQUE)
        or context.is_mentioned(noun_phrase.key, index)
        or (pointer == "those" and tells(line, noun_phrase.head))
    ):
        yield context.reference(
            index, noun_phrase.head, context.state.mentions.get(noun_phrase.key, ()), required=True
        )


def _is_demonstrative(line: Line, index: int, noun_phrase: Phrase | None) -> bool:
    """True if "that" is a demonstrative ("deepened that commitment") and no conjunction ("said that talks failed")."""
    if (
        noun_phrase is None
        or not noun_phrase.one
        or noun_phrase.head != index + 1
        or line.lower(index - 1) in SAYING
    ):
        return False
    following = line.at(noun_phrase.head + 1)
    return following.text in (",", ".", ";") or following.lower == "and"


# --- additions, pairs and contrasts ----------------------------------------------------------------------


def _addition(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "Another …", "other …", "similar …"."""
    line = context.sentence
    adding, following = line.lower(index), line.lower(index + 1)
    if (
        following in NOT_ADDED
        or line.lower(index - 1) in JOINED
        or (adding == "similar" and following == "to")
    ):
        return
    if adding == "others":
        if not context.has_plural_before(index):
            yield context.reference(index, index, required=True)
        return
    noun_phrase = phrase(line, index + 1)
    if noun_phrase is None or noun_phrase.head < 0 or line.lower(noun_phrase.head) in TIMES:
        return
    if not context.is_mentioned(noun_phrase.key, index) and not tells(line, noun_phrase.head):
        yield context.reference(
            index, noun_phrase.head, context.state.mentions.get(noun_phrase.key, ()), required=True
        )


def _pair(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "Both" and "the latter", where the sentence does not name the two."""
    lower = [word.lower for word in context.sentence.words[: index + MAX_WORDS_BETWEEN_BOTH_AND + 1]]
    preceding, following = lower[:index], lower[index + 1 :]
    if lower[index] == "both":
        is_explained = "and" in lower or following[:1] == ["sides"] or following[1:2] == ["of"]
    else:
        noun_phrase = phrase(
            context.sentence, index + 1
        )  # "the latter course" is one of two courses, not of any two things
        is_explained = ("and" in preceding or "or" in preceding) and (
            noun_phrase is None or noun_phrase.head < 0
        )
    if not is_explained:
        yield context.reference(index, index, required=True)


def _contrast(context: TokenContext, index: int) -> Iterator[Reference]:
    """ ", however,": the sentence before is the other half."""
    line = context.sentence
    aside = line.at(index - 1).text == "," and line.at(index + 1).text in (",", ".")
    if aside or (index == 1 and line.lower(1) == "though" and line.at(0).name):
        yield context.reference(index, index, required=True)


def _also(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "… has also", "… too."."""
    line = context.sentence
    preceding, following = line.lower(index - 1), line.lower(index + 1)
    too = line.lower(index) == "too" and following not in (".", ",")
    if not too and preceding not in ("but", "and") and following not in ("known", "of"):
        yield context.reference(index, index, required=False)


def _relative_time(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "The same day", "the next year", "two weeks later", "by then", without a date before it."""
    line = context.sentence
    pointer, preceding, following = line.lower(index), line.lower(index - 1), line.lower(index + 1)
    later = pointer in ("later", "earlier") and preceding in TIMES and preceding not in DAYS
    same = pointer in ("same", "following", "that") and following in SPANS and line.lower(index + 2) != "as"
    until = pointer == "then" and preceding in ("by", "since", "until")
    same |= (
        pointer == "next"
        and preceding == "the"
        and following in SPANS
        and line.lower(index - 2) not in LASTING
    )
    if (later or same or until) and not any(map(_is_date, line.words[:index])):
        yield context.reference(max(index - 1, 0), index + same, required=True)


def _that_day_or_noun(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "That day", or "that commitment"."""
    yield from _relative_time(context, index)
    yield from _demonstrative(context, index)


def _is_date(word: Word) -> bool:
    return word.lower in DAYS or word.lower in DATING or (word.lower.isdigit() and len(word.lower) == 4)


# --- pronouns and names ----------------------------------------------------------------------------------


def _singular_pronoun(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "He", "her": no person stands before it in the sentence."""
    if context.has_person_before(index):
        return
    named_later = context.name_count(index) < len(context.sentence.names) and CLAUSE_OPENS.match(
        context.sentence.text
    )
    if not named_later:
        yield context.reference(
            index, index, [context.state.last_naming] if context.state.last_naming else (), required=True
        )


def _plural_pronoun(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "They", "their": neither a name nor a plural stands before it in the sentence."""
    if not context.has_plural_before(index):
        yield context.reference(index, index, required=not context.sentence.names)


def _neuter_pronoun(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "Economists say it may …", "a study found it may …": nothing in the sentence can be what "it" means."""
    line = context.sentence
    if line.lower(index - 1) in REVEALING and _is_unnamed_finding(line, index - 1):
        yield context.reference(index, index, required=True)
    has_candidate = context.name_count(index) or not DETERMINERS.isdisjoint(line.lowers[:index])
    if (
        line.lower(index + 1) in DOING
        and line.lower(index + 2) not in ("be", "been", "not")
        and not has_candidate
    ):
        yield context.reference(index, index, required=True)


def _is_unnamed_finding(line: Line, verb: int) -> bool:
    """True if the subject of the verb is "a study" or "an investigation by …", whose object nothing names."""
    findings = [place for place in range(verb) if line.lower(place) in FINDINGS]
    return bool(findings) and INTO.isdisjoint(line.lowers[findings[-1] : verb])


def _short_name(context: TokenContext, index: int) -> Iterator[Reference]:
    """ "Lind said": a name that an earlier sentence gives in full or explains."""
    line, state = context.sentence, context.state
    name = line.words[index].name
    if not (name in state.uses or name in state.short) or name in state.title_names or name in KNOWN:
        return
    if name in line.whole or any(line.words[place].name == name for place in line.names if place < index):
        return
    is_person = name in state.whole and name not in state.places
    if has_neighbour(line, index) or (has_role if is_person else is_told)(line, index):
        return
    if name in state.short or is_person:
        yield context.reference(index, index, state.uses.get(name) or (state.short[name],), required=True)
    elif name in state.explained and name not in state.places:
        yield context.reference(index, index, state.uses[name], required=False)


Rule = Callable[[TokenContext, int], Iterator[Reference]]
RULES: Mapping[str, Rule] = {
    "the": _definite_noun,
    **dict.fromkeys(("this", "these", "those", "such"), _demonstrative),
    **dict.fromkeys(("another", "other", "others", "similar"), _addition),
    **dict.fromkeys(("both", "latter"), _pair),
    **dict.fromkeys(("however", "though", "therefore", "meanwhile", "nevertheless"), _contrast),
    **dict.fromkeys(("also", "too", "instead", "again"), _also),
    **dict.fromkeys(("later", "earlier", "same", "following", "next", "then"), _relative_time),
    "that": _that_day_or_noun,
    **dict.fromkeys(("he", "she", "him", "his", "her", "himself", "herself"), _singular_pronoun),
    "it": _neuter_pronoun,
    **dict.fromkeys(("they", "them", "their", "themselves"), _plural_pronoun),
}
