"""What each sentence of a text leans on: others without which a reader would ask "who?" or "which?", or be misled.

Knows the sentences of one text, in order, and its title; nothing of files, summaries or scores. English only, by
names, determiners and tables of nouns; in another language nothing leans on anything here. What can be told from a
sentence alone is `quotable`'s; here it is what stands before it that matters.

The faults this is about are those that Zhang, Wan and Bansal found in extracts ("Extractive is not Faithful", 2022).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.models import Reference, Sentence
from generator.standalone import phrases
from generator.standalone.mentions import Memory
from generator.standalone.reference_rules import Here, found, found_first

__all__ = ["find_references", "with_references"]

TURN = re.compile(
    r"(?:However|But|Yet|Nevertheless|Nonetheless|Even so|Still,|In reality|In fact"
    r"|That (?:seems|is|looks|appears) (?:un|im)\w+)\b"
)
ASIDE = re.compile(r", however,")
CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|accus(?:es|ed|ing|ations?)|alleg(?:es|ed|ing|ations?)|insist(?:s|ed|ing)?|believed?"
    r"|boast(?:s|ed)|blam(?:es|ed|ing)|said|says|argue[sd]?|suggest(?:s|ed)?|warn(?:s|ed)?)\b"
)
CHARGE = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|accus(?:es|ed|ing|ations?)|alleg(?:es|ed|ing|ations?)|blam(?:es|ed|ing)|reported)\b"
)
ANSWERED_WITHIN = 3  # sentences, of a charge; what else is said is answered in the next or not at all
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|disput(?:es|ed)|refut(?:es|ed)|contradict(?:s|ed)"
    r"|no evidence|independent(?:ly)? (?:verif|confirm)\w*)\b"
)


def with_references(sentences: Sequence[Sentence], text: str, title: str, code: str) -> tuple[Sentence, ...]:
    """The sentences of an article, headings among them, each that may be quoted with what it leans on."""
    numbered = [sentence for sentence in sentences if sentence.number]
    wanted = {sentence.number for sentence in numbered if sentence.rejection is None}
    on = find_references([text[sentence.start : sentence.end] for sentence in numbered], title, code, wanted)
    return tuple(
        replace(sentence, references=on[sentence.number - 1]) if sentence.number else sentence
        for sentence in sentences
    )


def find_references(
    sentences: Sequence[str], title: str = "", code: str = "en", wanted: Iterable[int] | None = None
) -> tuple[tuple[Reference, ...], ...]:
    """For each sentence what it leans on, for all, or for those `wanted`, by number.

    Sentences are numbered from 1. What the title tells need not be told again, and the first sentence tells its own
    things, unless it has a bare "Mr. Lind" or "the deal": then the text has lost its head, and nothing will do.
    `code` is an ISO 639-1 code.
    """
    if code != "en":
        return tuple(() for _ in sentences)
    lines = phrases.lines(sentences)
    asked = set(range(1, len(lines) + 1)) if wanted is None else set(wanted)
    before = Memory.of(phrases.title(title), lines)
    on: list[tuple[Reference, ...]] = []
    for number, each in enumerate(lines, start=1):
        answered = _answered(each.text, sentences[number : number + ANSWERED_WITHIN], number)
        here = Here(each, before, number)
        leant = found(here) if number > 1 else found_first(here)
        on.append(_distinct([*leant, *answered]) if number in asked else ())
        before.take_in(each, number)
    return tuple(on)


def _answered(sentence: str, following: Sequence[str], number: int) -> Iterator[Reference]:
    """What the next sentences take back or narrow is half of what the text says; a claim may not stand without them."""
    claim, charge = CLAIM.search(sentence) is not None, CHARGE.search(sentence) is not None
    for behind, answer in enumerate(following, start=1):
        turn = (TURN.match(answer) or ASIDE.search(answer)) if behind == 1 else None
        if answered := turn or (DENIAL.search(answer) if charge or (claim and behind == 1) else None):
            yield Reference(words=answered[0].strip(" ,"), antecedents=(number + behind,), required=claim)


def _distinct(leans: Iterable[Reference]) -> tuple[Reference, ...]:
    """Each once; of two that say the same, the firm one."""
    kept: dict[tuple[str, tuple[int, ...]], Reference] = {}
    for lean in leans:
        key = lean.words.lower(), lean.antecedents
        if key not in kept or lean.required:
            kept[key] = lean
    return tuple(kept.values())
