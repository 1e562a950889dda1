"""References of nouns with "the", "this" or "that" to an earlier sentence that mentions them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.models import Reference
from generator.standalone.phrases import (
    ParsedSentence,
    Phrase,
    phrase,
    specifies,
)
from generator.standalone.speakers import CLAUSE_OPENS
from generator.standalone.tables import BEINGS, ENGLISH, EVENTS, LISTED, PERSONS, SAYING_VERBS, TIMES, UNIQUE
from generator.standalone.token_context import TokenContext

MAX_WORDS_BEFORE_THIS = 4  # "this" after more words may mean what they say


def definite_noun(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find a definite noun that the text has not introduced: "the minister", "the three ports", "the two"."""
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
    specified = specifies(line, noun_phrase.head)
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


def _ends_clause(line: ParsedSentence, comma: int) -> bool:
    """True if the comma ends an opening clause: "Since the war in Ukraine, the yacht …"."""
    return "," not in line.lowers[:comma] and CLAUSE_OPENS.match(line.text) is not None


def _without_genitive(line: ParsedSentence, noun_phrase: Phrase) -> str:
    """The head noun of a phrase in lower case, without a final 's."""
    return line.words[noun_phrase.head].lower.removesuffix("'s")


def _plain_noun(
    context: TokenContext, index: int, noun_phrase: Phrase, noun: str, specified: bool | None
) -> Iterator[Reference]:
    """The reference of "the minister", without number or name; `specified` as `phrases.specifies` returns it."""
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


def demonstrative(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find a reference by a demonstrative: "this …", "those …", "such …"."""
    line = context.sentence
    pointer, following = line.lower(index), line.lower(index + 1)
    if pointer == "such" and following in ("as", "a", "an", "that"):
        return
    if pointer == "those" and (
        following in ENGLISH.specifiers
        or following in ENGLISH.possible_specifiers
        or following.endswith(("ed", "ing"))
    ):
        return
    noun_phrase = phrase(line, index + 1)  # "the nations" are all there are, "those nations" some of them
    if pointer == "that" and not _is_demonstrative(line, index, noun_phrase):
        return
    if noun_phrase is None or noun_phrase.head < 0:
        if pointer in ("this", "these"):
            yield context.reference(
                index,
                index,
                required=index <= MAX_WORDS_BEFORE_THIS or line.lower(index - 1) in SAYING_VERBS,
            )
    elif not (
        noun_phrase.named
        or line.lower(noun_phrase.head) in (TIMES if pointer in ("those", "these") else UNIQUE)
        or context.is_mentioned(noun_phrase.key, index)
        or (pointer == "those" and specifies(line, noun_phrase.head))
    ):
        yield context.reference(
            index, noun_phrase.head, context.state.mentions.get(noun_phrase.key, ()), required=True
        )


def _is_demonstrative(line: ParsedSentence, index: int, noun_phrase: Phrase | None) -> bool:
    """True if "that" is a demonstrative ("deepened that commitment") and no conjunction ("said that talks failed")."""
    if (
        noun_phrase is None
        or not noun_phrase.is_singular
        or noun_phrase.head != index + 1
        or line.lower(index - 1) in SAYING_VERBS
    ):
        return False
    following = line.at(noun_phrase.head + 1)
    return following.text in (",", ".", ";") or following.lower == "and"
