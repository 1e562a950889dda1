"""The words of each language: one YAML file a language beside this module, and nothing else.

A list is words divided by blanks, or phrases divided by commas. What a file leaves out is empty, and so is every list
of a language without a file. `docs/decisions/0020-words-of-a-language-are-data.md` says why they are YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, get_type_hints

SUFFIX = ".yml"
ABSENT = "-"  # in a row of twelve months, where the language has no such name

Words = frozenset[str]
Phrases = tuple[str, ...]  # in the order of the file
Groups = Mapping[str, Phrases]  # what words stand for → the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """How a sentence refers to the one before, by what its reader would be left asking.

    A blank in an entry stands for white space, `'` for either apostrophe, and what looks like a pattern is one.
    """

    who: Phrases = ()  # who, or what: pronouns, and verbs of saying where the language leaves the pronoun out
    which: Phrases = ()  # which one: what takes up something mentioned before …
    specified_by: Phrases = ()  # … unless one of these, or a name, follows and says which
    after: Phrases = ()  # after what: what joins a sentence to the one before
    first_person: Phrases = ()  # need their speaker: they stand in a quotation that has one
    exceptions: Phrases = ()  # begin like one of the above and refer to nothing
    saying_verbs: Phrases = ()  # verbs that hand a statement to its speaker
    speaker_pronouns: Phrases = ()  # pronouns that stand for a speaker
    definite_articles: Phrases = ()  # "said the minister", and nothing else, names nobody
    prefix: str = ""  # what may be written together with the front of any of these: Arabic "and", "so"
    unspaced: bool = False  # words run together, so that one ends anywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEnds:
    """What ends a sentence, and what only looks like its end; `en.yml` says of each list what it is for."""

    titles: Words = frozenset()
    pointers: Words = frozenset()
    before_numbers: Words = frozenset()
    abbreviations: Words = frozenset()
    openers: Words = frozenset()
    time_zones: Words = frozenset()
    company_forms: Words = frozenset()
    speech_verbs: Words = frozenset()
    speech_settings: Words = frozenset()
    lettered_nouns: Words = frozenset()
    before_ordinals: Words = frozenset()  # "in der 1. Bundesliga" goes on, "im Jahr 2011." ends
    joining: Words = (
        frozenset()
    )  # a clause that begins with one belongs to the clause before, in scripts without marks
    announcing: Words = frozenset()  # … and one that ends with one to the clause behind


@dataclass(frozen=True, slots=True, kw_only=True)
class StandaloneWords:
    """Words by what they refer to in a sentence; `en.yml` says of each list what it is for."""

    verbs: Words = frozenset()
    determiners: Words = frozenset()
    noun_prepositions: Words = frozenset()
    caption_verbs: Words = frozenset()
    caption_plural_verbs: Words = frozenset()
    caption_plural_subjects: Words = frozenset()
    fused_openers: Words = frozenset()
    event_nouns: Words = frozenset()
    agreement_nouns: Words = frozenset()
    introducing_determiners: Words = frozenset()
    entity_nouns: Words = frozenset()
    person_nouns: Words = frozenset()
    place_nouns: Words = frozenset()
    plural_nouns: Words = frozenset()
    unique_nouns: Words = frozenset()
    nameless_capitals: Words = frozenset()
    place_prepositions: Words = frozenset()
    containing_prepositions: Words = frozenset()
    indefinite_subjects: Words = frozenset()
    clause_starts: Words = frozenset()
    clause_prepositions: Words = frozenset()
    clause_conjunctions: Words = frozenset()
    function_words: Words = frozenset()
    introducing_words: Words = frozenset()
    singling_out: Words = frozenset()
    specifiers: Words = frozenset()
    possible_specifiers: Words = frozenset()
    appositives: Words = frozenset()
    time_nouns: Words = frozenset()
    period_nouns: Words = frozenset()
    duration_prepositions: Words = frozenset()
    dating_words: Words = frozenset()
    not_added: Words = frozenset()
    not_added_after: Words = frozenset()
    quantifiers: Words = frozenset()
    auxiliaries: Words = frozenset()
    finding_verbs: Words = frozenset()
    finding_nouns: Words = frozenset()
    finding_prepositions: Words = frozenset()
    verbs_after_it: Words = frozenset()
    known_names: Words = frozenset()
    name_titles: Words = frozenset()
    not_surnames: Words = frozenset()
    not_first_names: Words = frozenset()
    origin_suffixes: Phrases = ()
    initials_links: Words = frozenset()
    group_genitives: Words = frozenset()
    turns: Words = frozenset()
    claim_verbs: Words = frozenset()
    charge_verbs: Words = frozenset()
    denials: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """Where the opening of a sentence can be cut, to be a title."""

    clause_starts: Words = frozenset()
    loose_ends: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """What is counted and how, in words; `en.yml` says of each list what it is for."""

    scales: Groups = field(default_factory=dict)
    short_scales: Groups = field(default_factory=dict)
    currencies: Groups = field(default_factory=dict)
    bounds: Phrases = ()
    approximations: Phrases = ()
    labels: Words = frozenset()
    phrase_ends: Words = frozenset()
    auxiliaries: Words = frozenset()
    increasing: Words = frozenset()
    plan_words: Words = frozenset()
    running_totals: Words = frozenset()
    generic_words: Words = frozenset()
    offices: Words = frozenset()
    things: Groups = field(default_factory=dict)
    persons: Words = frozenset()
    events: Groups = field(default_factory=dict)
    landmarks: Groups = field(default_factory=dict)
    measures: Words = frozenset()
    units: Groups = field(default_factory=dict)
    names: Groups = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """What a site shows in place of an article or to cut one off; `en.yml` says of each list what it is for."""

    reader_words: Words = frozenset()
    titles: Groups = field(default_factory=dict)
    phrases: Groups = field(default_factory=dict)
    paywall: Phrases = ()
    offers: Phrases = ()
    page_lines: Groups = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePack:
    """All that the program knows of the words of one language."""

    name: str = ""  # of the language, in English
    endings: Phrases = ()  # of a word's other forms; `y>i` puts i in the place of y
    irregular_forms: Groups = field(default_factory=dict)  # a word → its forms that no rule makes
    words_in_capitals: Words = frozenset()  # abbreviations that are words as well
    joined_before: Phrases = ()  # what is written together with the front of a word
    joined_behind: Phrases = ()  # … and with its end
    months: tuple[Phrases, ...] = ()  # rows of twelve: the full names, then other forms
    weekdays: Phrases = ()  # from Monday
    short_weekdays: Words = frozenset()
    courtesy_titles: Words = frozenset()
    ones: Phrases = ()
    tens: Phrases = ()
    ordinals: Phrases = ()
    office_words: Words = frozenset()
    saying_verbs: Words = frozenset()
    telling_verbs: Words = frozenset()
    reporting_words: Words = frozenset()
    first_person: Words = frozenset()
    distinctive_words: Words = frozenset()
    correction_notes: Phrases = ()  # patterns
    roundup_titles: Phrases = ()  # patterns
    edition_times: Words = frozenset()
    edition_kinds: Words = frozenset()
    past_phrases: Words = frozenset()
    news_phrases: Words = frozenset()
    month_prepositions: Words = frozenset()
    openings: Openings = Openings()
    sentence_ends: SentenceEnds = SentenceEnds()
    standalone: StandaloneWords = StandaloneWords()
    titles: TitleWords = TitleWords()
    figures: FigureWords = FigureWords()
    notices: NoticeWords = NoticeWords()

    @property
    def month_names(self) -> Phrases:
        """The twelve full names of the months; empty for a language without them."""
        return self.months[0] if self.months else ()

    @property
    def all_month_names(self) -> Words:
        """The full names of the months and all their other forms."""
        return frozenset(name for row in self.months for name in row if name != ABSENT)


@lru_cache
def pack(code: str) -> LanguagePack:
    """The words of a language by its ISO 639-1 code; empty lists for a language without a file.

    Raises ValueError naming the file and the key if a file has a key that no list is called.
    """
    if code not in codes():
        return LanguagePack()
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays text: "no" and "on" are words
    content = yaml.load(files(__name__).joinpath(code + SUFFIX).read_text("utf-8"), loader)
    value: LanguagePack = _section(LanguagePack, content, code + SUFFIX)
    return value


@cache
def codes() -> tuple[str, ...]:
    """The codes of the languages that have a file, sorted."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words or phrases, the longest first; a blank matches any white space.

    It is the same in every run, and has no group around it.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first)


def whole_words(words: Iterable[str]) -> str:
    """A regular expression for any of the words or phrases, standing by themselves; the same in every run.

    They stand by their first letter, so that a search passes over all but these letters at once.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s"))
    groups = (rf"{letter}(?<!\w{letter})(?:{'|'.join(endings)})" for letter, endings in by_letter.items())
    return rf"(?:{'|'.join(groups)})\b"


def _section(kind: Any, content: Mapping[str, Any], file: str, parent: str = "") -> Any:
    """The dataclass `kind` filled from a section of a file. Raises ValueError for a key that `kind` does not have."""
    hints = _field_types(kind)
    values = {}
    for key, value in content.items():
        place = f"{file}: {parent}{key}"
        if key not in hints:
            raise ValueError(f"{place} is not a list of a language. Known are: {', '.join(sorted(hints))}.")
        if is_dataclass(hints[key]):
            values[key] = _section(hints[key], value, file, f"{parent}{key}.")
        else:
            values[key] = READERS[hints[key]](value)
    return kind(**values)


@cache
def _field_types(kind: Any) -> Mapping[str, Any]:
    """The fields of a dataclass by name, with their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _entries(text: str | list[str]) -> Phrases:
    """The entries of a list in a file: divided at commas, or at white space if there is no comma."""
    if isinstance(text, list):
        return tuple(text)
    entries = re.split(r",\s+", text.strip().rstrip(",")) if "," in text else text.split()
    return tuple(" ".join(entry.split()) for entry in entries)


READERS: Mapping[Any, Callable[[Any], Any]] = {
    str: str,
    bool: "true".__eq__,
    Phrases: _entries,
    Words: lambda text: frozenset(_entries(text)),
    Groups: lambda groups: {name: _entries(words) for name, words in groups.items()},
    tuple[Phrases, ...]: lambda rows: tuple(map(_entries, rows)),
}
