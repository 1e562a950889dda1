"""References of additions, pairs, contrasts and times: "another", "both", "however", "the same day"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.models import Reference
from generator.standalone.noun_rules import demonstrative
from generator.standalone.phrases import (
    Word,
    phrase,
    specifies,
)
from generator.standalone.tables import DAYS, ENGLISH, TIMES
from generator.standalone.token_context import TokenContext

MAX_WORDS_BETWEEN_BOTH_AND = 8  # words in which "both" may be followed by its "and"


def addition(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find a reference to an earlier item: "another …", "other …", "similar …"."""
    line = context.sentence
    adding, following = line.lower(index), line.lower(index + 1)
    if (
        following in ENGLISH.not_added
        or line.lower(index - 1) in ENGLISH.not_added_after
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
    if not context.is_mentioned(noun_phrase.key, index) and not specifies(line, noun_phrase.head):
        yield context.reference(
            index, noun_phrase.head, context.state.mentions.get(noun_phrase.key, ()), required=True
        )


def pair(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find "both" or "the latter" in a sentence that does not name the two items."""
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


def contrast(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find ", however," or "Kyiv though …": the sentence before is the other half of the contrast."""
    line = context.sentence
    aside = line.at(index - 1).text == "," and line.at(index + 1).text in (",", ".")
    if aside or (index == 1 and line.lower(1) == "though" and line.at(0).name):
        yield context.reference(index, index, required=True)


def also(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find a reference to what was said before: "… has also", "… too."; not "but also", "also known", "too late"."""
    line = context.sentence
    preceding, following = line.lower(index - 1), line.lower(index + 1)
    too = line.lower(index) == "too" and following not in (".", ",")
    if not too and preceding not in ("but", "and") and following not in ("known", "of"):
        yield context.reference(index, index, required=False)


def relative_time(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find a time counted from a date that the sentence does not name: "the same day", "two weeks later", "by then"."""
    line = context.sentence
    pointer, preceding, following = line.lower(index), line.lower(index - 1), line.lower(index + 1)
    later = pointer in ("later", "earlier") and preceding in TIMES and preceding not in DAYS
    same = (
        pointer in ("same", "following", "that")
        and following in ENGLISH.period_nouns
        and line.lower(index + 2) != "as"
    )
    until = pointer == "then" and preceding in ("by", "since", "until")
    same |= (
        pointer == "next"
        and preceding == "the"
        and following in ENGLISH.period_nouns
        and line.lower(index - 2) not in ENGLISH.duration_prepositions
    )
    if (later or same or until) and not any(map(_is_date, line.words[:index])):
        yield context.reference(max(index - 1, 0), index + same, required=True)


def _is_date(word: Word) -> bool:
    """True if the word is a weekday, a word of dating, or a year of four digits."""
    return (
        word.lower in DAYS
        or word.lower in ENGLISH.dating_words
        or (word.lower.isdigit() and len(word.lower) == 4)
    )


def that_day_or_noun(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find "that day", and a noun phrase as in "that commitment", for which an earlier sentence is needed."""
    yield from relative_time(context, index)
    yield from demonstrative(context, index)
