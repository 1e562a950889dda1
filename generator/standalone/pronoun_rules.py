"""References of pronouns and of short names to the sentence that names somebody in full."""

from __future__ import annotations

from collections.abc import Iterator

from generator.models import Reference
from generator.standalone.phrases import (
    ParsedSentence,
    has_neighbour,
    has_role,
    is_explained,
)
from generator.standalone.speakers import CLAUSE_OPENS
from generator.standalone.tables import BEFORE_NOUNS, ENGLISH
from generator.standalone.token_context import TokenContext


def singular_pronoun(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find "he" or "her" that no person before it in the sentence can explain, nor a name after an opening clause."""
    if context.has_person_before(index):
        return
    named_later = context.name_count(index) < len(context.sentence.names) and CLAUSE_OPENS.match(
        context.sentence.text
    )
    if not named_later:
        yield context.reference(
            index, index, [context.state.last_naming] if context.state.last_naming else (), required=True
        )


def plural_pronoun(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find "they" or "their" that neither a name nor a plural before it in the sentence can explain.

    Required only if the sentence has no name at all.
    """
    if not context.has_plural_before(index):
        yield context.reference(index, index, required=not context.sentence.names)


def neuter_pronoun(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find "it" that nothing in the sentence can explain: "economists say it may …", "a study found it may …"."""
    line = context.sentence
    if line.lower(index - 1) in ENGLISH.finding_verbs and _is_unnamed_finding(line, index - 1):
        yield context.reference(index, index, required=True)
    has_candidate = context.name_count(index) or not BEFORE_NOUNS.isdisjoint(line.lowers[:index])
    if (
        line.lower(index + 1) in ENGLISH.verbs_after_it
        and line.lower(index + 2) not in ("be", "been", "not")
        and not has_candidate
    ):
        yield context.reference(index, index, required=True)


def _is_unnamed_finding(line: ParsedSentence, verb: int) -> bool:
    """True if the verb's subject is a study and the sentence does not say of what: "a study found it may …"."""
    findings = [place for place in range(verb) if line.lower(place) in ENGLISH.finding_nouns]
    return bool(findings) and ENGLISH.finding_prepositions.isdisjoint(line.lowers[findings[-1] : verb])


def short_name(context: TokenContext, index: int) -> Iterator[Reference]:
    """Find a name that an earlier sentence gives in full or explains, and this one does not: "Lind said"."""
    line, state = context.sentence, context.state
    name = line.words[index].name
    if (
        not (name in state.uses or name in state.short)
        or name in state.title_names
        or name in ENGLISH.known_names
    ):
        return
    if name in line.whole or any(line.words[place].name == name for place in line.names if place < index):
        return
    is_person = name in state.whole and name not in state.places
    if has_neighbour(line, index) or (has_role if is_person else is_explained)(line, index):
        return
    if name in state.short or is_person:
        yield context.reference(index, index, state.uses.get(name) or (state.short[name],), required=True)
    elif name in state.explained and name not in state.places:
        yield context.reference(index, index, state.uses[name], required=False)
