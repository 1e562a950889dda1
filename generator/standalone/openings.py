"""Whether the opening of a sentence refers to the sentence before it: "However", "The minister", "He"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.language.packs import Openings, Phrases, alternatives, pack
from generator.standalone.phrase_patterns import ARTICLE_GAP, any_phrase
from generator.standalone.quotations import SentenceContext
from generator.standalone.tables import ENGLISH, NOUN, SAID

KINDS = ("who", "which", "after")  # what a reader of the opening would be left asking
ONE_OF_SEVERAL = ("There, ", "One was ", "One is ")

# "The UK has also …": also to what?
ADDING = re.compile(r"(?:(?!(?:that|which|who|whose)\b)\S+\s+){0,7}?also\b")
# "The move, Mr. Lind said, …": a speaker, not the name of the thing.
ASIDE = rf"(?:[\w.’'-]+\s){{1,4}}(?:{SAID})\b"
SPECIFIERS = ENGLISH.specifiers | ENGLISH.possible_specifiers
TOLD = rf"""(?:
      \s(?:{alternatives(SPECIFIERS - {"on"})})\b
    | \son\s(?!\w+day\b|\d)
    | \s[A-Z\d] | \snumber\b | ,\s(?:(?!{ASIDE})[A-Z]|one\sof\b|an?\b|known\b|called\b|who\b)
    | \s\w+ing\b | \s\w+\s(?:by|between)\b
)"""
# Neither the first half of a compound, "the missile strike", nor told by what follows.
ALONE = rf"(?!\w|-)(?!\s(?:{NOUN})s?\b)(?!{TOLD})"
DEFINITE = re.compile(
    rf"""
      ["'“‘«„]?The\s{ARTICLE_GAP}(?:{alternatives(ENGLISH.event_nouns)})s?{ALONE}
    | The\s{ARTICLE_GAP}(?:{alternatives(ENGLISH.entity_nouns)})s?{ALONE}
    | ["'“‘«„]?The\s\d+-year-old\b(?!,?\s[A-Z])(?!\s\w+,?\s[A-Z])
    """,
    re.VERBOSE,
)
# "Lind agreed.": to what?
AGREEING = re.compile(r"\b(?:agreed|agrees|disagreed|disagrees|concurred)[.!]$")


def refers_back(sentence: SentenceContext) -> bool:
    """True if the sentence refers to an earlier one by its first words, or by ending in a bare "agreed".

    The first sentence of a text may open with "the minister": nothing stands before it.
    """
    return (
        opens_with_reference(sentence)
        or ("also" in sentence.words and bool(ADDING.match(sentence.words)))
        or sentence.words.startswith(ONE_OF_SEVERAL)
        or bool(AGREEING.search(sentence.passage.outside.rstrip().rpartition(" ")[2]))
        or (not sentence.is_first and bool(DEFINITE.match(sentence.words)))
    )


def opens_with_reference(sentence: SentenceContext) -> bool:
    """True if the sentence opens with an entry of its language's table of openings.

    The first sentence of a text may open with one that asks "which": "A second …".
    """
    return any(
        pattern.match(sentence.words)
        for kind, pattern in _opening_patterns(sentence.language).items()
        if not (sentence.is_first and kind == "which")
    )


@lru_cache
def _opening_patterns(code: str) -> Mapping[str, re.Pattern[str]]:
    """The pattern of each kind of opening that the language has; empty for a language without a table."""
    table = pack(code).openings
    return {kind: _opening_pattern(table, row) for kind in KINDS if (row := getattr(table, kind))}


def _opening_pattern(table: Openings, row: Phrases) -> re.Pattern[str]:
    """A pattern that finds an entry of a row of the table at the start of a sentence, or after a mark or dash there.

    Entries that ask "which" must not be followed by what specifies them; the row "who" has the first person as well.
    """
    words = any_phrase(row, table.unspaced)
    if row == table.which and table.specified_by:
        words += rf"(?!\s+(?:(?-i:[^\W\d_a-zß-öø-ÿ])|{any_phrase(table.specified_by, False)}))"
    no_exception = rf"(?!{any_phrase(table.exceptions, table.unspaced)})" if table.exceptions else ""
    first_person = (
        rf"|{table.prefix}{no_exception}{any_phrase(table.first_person, table.unspaced)}"
        if table.first_person and row == table.who
        else ""
    )
    return re.compile(
        rf"""(?:["'“‘«„»「『]\s?|[–—-]\s)?{table.prefix}{no_exception}{words}{first_person}""", re.IGNORECASE
    )
