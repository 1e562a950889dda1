"""Which other sentences a sentence refers to, without which a reader would ask "who?" or "which?", or be misled.

Knows the sentences of one text, in order, and its title; nothing of files, summaries or scores. English only, by
names, determiners and tables of nouns. What a sentence alone shows is judged by `verdicts`; here the sentences
before it count, and those after it that deny it.

The faults prevented are those that Zhang, Wan and Bansal found in extracts ("Extractive is not Faithful", 2022).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from generator.language.packs import alternatives, whole_words
from generator.models import Reference, Sentence
from generator.standalone import discourse_rules, noun_rules, pronoun_rules
from generator.standalone.mentions import DiscourseState
from generator.standalone.phrases import (
    ParsedSentence,
    has_neighbour,
    has_role,
    parse_sentences,
    parse_title,
)
from generator.standalone.tables import COURTESY_TITLES, ENGLISH, NUMERALS
from generator.standalone.token_context import TokenContext

__all__ = ["find_references", "iterate_references", "parse", "with_references"]

TURN = re.compile(rf"(?:{alternatives(ENGLISH.turns)}|That (?:seems|is|looks|appears) (?:un|im)\w+)\b")
ASIDE = re.compile(r", however,")
CLAIM = re.compile(whole_words(ENGLISH.claim_verbs | ENGLISH.charge_verbs))
CHARGE = re.compile(whole_words(ENGLISH.charge_verbs))
MAX_ANSWER_DISTANCE = 3  # sentences after a charge; any other claim is answered in the next one or not at all
DENIAL = re.compile(rf"{whole_words(ENGLISH.denials)}|i(?<!\wi)ndependent(?:ly)? (?:verif|confirm)\w*")

# The rule for each word that may refer back; names have one of their own.
Rule = Callable[[TokenContext, int], Iterator[Reference]]
RULES: Mapping[str, Rule] = {
    "the": noun_rules.definite_noun,
    **dict.fromkeys(("this", "these", "those", "such"), noun_rules.demonstrative),
    **dict.fromkeys(("another", "other", "others", "similar"), discourse_rules.addition),
    **dict.fromkeys(("both", "latter"), discourse_rules.pair),
    **dict.fromkeys(
        ("however", "though", "therefore", "meanwhile", "nevertheless"), discourse_rules.contrast
    ),
    **dict.fromkeys(("also", "too", "instead", "again"), discourse_rules.also),
    **dict.fromkeys(("later", "earlier", "same", "following", "next", "then"), discourse_rules.relative_time),
    "that": discourse_rules.that_day_or_noun,
    **dict.fromkeys(("he", "she", "him", "his", "her", "himself", "herself"), pronoun_rules.singular_pronoun),
    "it": pronoun_rules.neuter_pronoun,
    **dict.fromkeys(("they", "them", "their", "themselves"), pronoun_rules.plural_pronoun),
}


def parse(sentences: Sequence[Sentence], text: str, code: str) -> tuple[ParsedSentence, ...]:
    """The numbered sentences of a text, parsed once for all rules; none in a language without rules.

    `code` is an ISO 639-1 code.
    """
    if code != "en":
        return ()
    return parse_sentences([text[sentence.start : sentence.end] for sentence in sentences if sentence.number])


def with_references(
    sentences: Sequence[Sentence], parsed: Sequence[ParsedSentence], title: str
) -> tuple[Sentence, ...]:
    """The sentences of an article, headings included, those that may be printed with their references.

    `parsed` is what `parse` makes of the sentences; `title` is the article's.
    """
    printable = {sentence.number for sentence in sentences if sentence.rejection is None}
    references = dict(enumerate(iterate_references(parsed, title, printable), start=1))
    return tuple(
        replace(sentence, references=references[sentence.number])
        if references.get(sentence.number)
        else sentence
        for sentence in sentences
    )


def find_references(
    sentences: Sequence[str], title: str = "", code: str = "en", numbers: Iterable[int] | None = None
) -> tuple[tuple[Reference, ...], ...]:
    """For each sentence of a text its references: those of all sentences, or of those with `numbers`, from 1.

    What the title mentions needs no antecedent, and the first sentence introduces its own nouns and names, unless it
    has a bare "Mr. Lind" or "the deal": then the text has lost its head, and no sentence is an antecedent.
    `code` is an ISO 639-1 code; a language other than English has no references.
    """
    if code != "en":
        return tuple(() for _ in sentences)
    asked = range(1, len(sentences) + 1) if numbers is None else numbers
    return tuple(iterate_references(parse_sentences(sentences), title, set(asked)))


def iterate_references(
    parsed: Sequence[ParsedSentence], title: str, numbers: Set[int]
) -> Iterator[tuple[Reference, ...]]:
    """The references of each sentence in turn, empty for sentences whose number is not in `numbers` (from 1).

    Lazy: a caller who needs only the first sentences reads no further.
    """
    state = DiscourseState.at_start(parse_title(title), parsed)
    for number, sentence in enumerate(parsed, start=1):
        if number in numbers:
            context = TokenContext(sentence, state, number)
            backward = _sentence_references(context) if number > 1 else _first_sentence_references(context)
            following = parsed[number : number + MAX_ANSWER_DISTANCE]
            forward = _answer_references(sentence.text, following, number)
            yield _distinct([*backward, *forward])
        else:
            yield ()
        state.add_sentence(sentence, number)


def _answer_references(
    sentence: str, following: Sequence[ParsedSentence], number: int
) -> Iterator[Reference]:
    """References of a claim to the sentences that deny or narrow it, without which it would mislead."""
    is_claim = CLAIM.search(sentence) is not None
    is_charge = is_claim and CHARGE.search(sentence) is not None
    for distance, answer in enumerate((sentence_after.text for sentence_after in following), start=1):
        turn = (TURN.match(answer) or ASIDE.search(answer)) if distance == 1 else None
        may_deny = is_charge or (is_claim and distance == 1)
        if match := turn or (DENIAL.search(answer) if may_deny else None):
            words = match[0].strip(" ,")
            yield Reference(words=words, antecedents=(number + distance,), required=is_claim)


def _distinct(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references without repetition; of two with the same words and antecedents, the required one."""
    kept: dict[tuple[str, tuple[int, ...]], Reference] = {}
    for reference in references:
        key = reference.words.lower(), reference.antecedents
        if key not in kept or reference.required:
            kept[key] = reference
    return tuple(kept.values())


def _sentence_references(context: TokenContext) -> Iterator[Reference]:
    """The references of a sentence that is not the first of its text."""
    yield from _count_or_answer(context)
    for index, rule in enumerate(map(RULES.get, context.sentence.lowers)):
        if rule:
            yield from rule(context, index)
    for index in context.sentence.names:
        yield from pronoun_rules.short_name(context, index)


def _first_sentence_references(context: TokenContext) -> Iterator[Reference]:
    """The references of a first sentence whose text lost its head: "Mr. Lind said", "Lind said", "the deal"."""
    line, known = context.sentence, ENGLISH.known_names | context.state.title_names
    for index, lower in enumerate(line.lowers):
        if lower in ENGLISH.introducing_determiners or lower.endswith("'s"):
            break
        if lower == "the" and line.lower(index + 1) in ENGLISH.agreement_nouns:
            yield from noun_rules.definite_noun(context, index)
    for place, index in enumerate(line.names):
        name = line.words[index].name
        bare = line.at(index - 1).text.rstrip(".") in COURTESY_TITLES or (
            line.at(index - 2).text in COURTESY_TITLES and line.at(index - 1).text == "."
        )
        speaks = place == index == 0 and line.lower(1) in ("said", "told", "added")
        told = name in known or name in COURTESY_TITLES or has_role(line, index) or has_neighbour(line, index)
        if (bare or speaks) and not told:
            yield context.reference(index, index, required=True)


def _count_or_answer(context: TokenContext) -> Iterator[Reference]:
    """The reference of a bare count ("Two were killed") or of the answer to a question."""
    first = context.sentence.lower(0)
    if (first in ENGLISH.quantifiers or first in NUMERALS) and context.sentence.lower(
        1
    ) in ENGLISH.auxiliaries:
        yield context.reference(0, 0, required=first in NUMERALS)
    if context.state.ends_in_question and len(context.sentence.words) > 1:
        opening = 0 if context.sentence.words[0].text[0].isalnum() else 1
        yield context.reference(opening, opening, required=False)
