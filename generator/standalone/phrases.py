"""A sentence as words, and the noun phrases in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from generator import language
from generator.language.packs import alternatives
from generator.standalone.tables import (
    BEINGS,
    DAYS,
    ENGLISH,
    INTRODUCING,
    LISTED,
    NAMELESS,
    NUMERALS,
    PERSONS,
    SAYING_VERBS,
    TITLES,
)

TOKEN = re.compile(r"[^\W\d_](?:[\w’'.&-]*[\w’'])?|\d(?:[\d.,:]*\d)?\w*|[^\w\s]")
MAX_PHRASE_WORDS = 5  # words behind a determiner
MAX_ASIDE_WORDS = 4  # words of ", Mr Lind said,"
MIN_INITIALS = 3
AMOUNTS = frozenset("£$€")
MAX_CACHED_WORDS = 50_000

NounKey = tuple[str, bool]  # a stem, and whether one is meant: "attacks" do not tell which is "the attack"


@dataclass(frozen=True, slots=True)
class Word:
    """What a word shows by itself, or a mark."""

    text: str  # with a straight apostrophe
    lower: str
    stem: str  # empty for a function word, a number or a mark
    name: str  # without its genitive; empty for what is no name
    capital: bool
    genitive: bool
    plural: bool
    person: bool
    introducing: bool
    keys: tuple[NounKey, ...] = ()  # of a noun; one in the singular has its plural key as well


NO_WORD = Word("", "", "", "", False, False, False, False, False)


@lru_cache(maxsize=MAX_CACHED_WORDS)
def parse_word(text: str) -> Word:
    """Parse one word: its stem, and whether it is a name, a numeral, a plural; a straight apostrophe is expected."""
    lower, bare = text.lower(), text.removesuffix("'s").removesuffix("'")
    noun = len(lower) > 2 and lower[0].isalpha() and lower not in ENGLISH.function_words
    capital = text[0].isupper()
    stem = language.stem(bare.lower(), "en") if noun else ""
    plural = lower in ENGLISH.plural_nouns or (noun and lower[-1] == "s" and lower[-2] not in "s'")
    keys = ((stem, False),) if plural else ((stem, False), (stem, True))
    return Word(
        text=text,
        lower=lower,
        stem=stem,
        name=bare if capital and bare not in NAMELESS else "",
        capital=capital,
        genitive=text.endswith(("'s", "s'")),
        plural=plural,
        person=lower in PERSONS,
        introducing=lower in INTRODUCING or lower.isdigit(),
        keys=keys if stem else (),
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, without its determiner."""

    head: int  # index of its noun; -1 if there is none, as in "the two said"
    noun: str  # its stem
    named: bool = False  # a name is part of it: "the Kremlin spokesman"
    numbered: bool = False  # "the three ports"
    singled_out: bool = False  # "the biggest port"
    is_singular: bool = False

    @property
    def key(self) -> NounKey:
        """The key by which mentions of the phrase's noun are looked up."""
        return self.noun, self.is_singular


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence as words, with what the rules for references ask of them."""

    text: str
    words: tuple[Word, ...]
    lowers: tuple[str, ...]
    names: tuple[int, ...]  # indices of the words that are names
    whole: tuple[str, ...] = ()  # surnames that stand with a first name
    phrases: dict[int, Phrase | None] = field(
        default_factory=dict
    )  # noun phrases so far, by the index they begin at

    def lower(self, index: int) -> str:
        """The word at an index in lower case; empty beyond either end."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def at(self, index: int) -> Word:
        """The word at an index, or NO_WORD beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else NO_WORD

    def quoted(self, first: int, last: int) -> str:
        """The words from index `first` to index `last`, as they are written."""
        tokens = list(islice(TOKEN.finditer(self.text), first, last + 1))
        return self.text[tokens[0].start() : tokens[-1].end()]


def parse_sentences(sentences: Sequence[str]) -> tuple[ParsedSentence, ...]:
    """Parse the sentences of one text. Its other sentences decide whether a word that opens one is a name."""
    divided = [_parse_words(sentence) for sentence in sentences]
    openings = [_first_word_index(words) for words in divided]
    inner: set[str] = set()
    common: set[str] = set()
    for words, opening in zip(divided, openings, strict=True):
        for word in words[opening + 1 :]:
            (inner if word.capital else common).add(word.name or word.text)
    return tuple(
        _parsed_sentence(text, words, opening if _is_common(words, opening, inner, common) else -1)
        for text, words, opening in zip(sentences, divided, openings, strict=True)
    )


def parse_title(text: str) -> ParsedSentence:
    """Parse a title, in which every capitalised word may be a name."""
    return _parsed_sentence(text, _parse_words(text))


def _parse_words(sentence: str) -> tuple[Word, ...]:
    """The parsed words of a sentence, in order; a lone NO_WORD if it has none."""
    return tuple(map(parse_word, TOKEN.findall(sentence.replace("’", "'")))) or (NO_WORD,)


def _first_word_index(words: Sequence[Word]) -> int:
    """The index of the first word of a sentence, after a quotation mark if there is one."""
    return int(len(words) > 1 and not words[0].text[:1].isalnum())


def _is_common(words: Sequence[Word], place: int, inner: Set[str], common: Set[str]) -> bool:
    """True if a word has its capital only because it opens a sentence: "Traders said", but "James Lind said"."""
    opening = words[place]
    if not opening.name or opening.name in inner or any(word.name for word in words[place + 1 : place + 2]):
        return False
    return opening.lower in common or opening.plural or opening.lower in LISTED


def _parsed_sentence(text: str, words: tuple[Word, ...], common: int = -1) -> ParsedSentence:
    """A sentence made of parsed words; the word at the index `common` is no name although it has a capital."""
    if common >= 0:
        words = (*words[:common], parse_word(words[common].lower), *words[common + 1 :])
    names = tuple([index for index, word in enumerate(words) if word.name])
    lowers = tuple([word.lower for word in words])
    return ParsedSentence(
        text, words, lowers, names, tuple(_surnames(words, names)) if len(names) > 1 else ()
    )


def noun_keys(words: Iterable[Word]) -> set[NounKey]:
    """The keys of the nouns among some words; a noun in the singular gives its plural key as well."""
    return {key for word in words for key in word.keys}


# --- noun phrases ----------------------------------------------------------------------------------------


# "The biggest attack" and "the next attack": that word says which.
SINGLING_OUT = re.compile(rf"(?:{alternatives(ENGLISH.singling_out)}|\w+est|\d+(?:st|nd|rd|th))\Z")


def phrase(line: ParsedSentence, start: int) -> Phrase | None:
    """The noun phrase that begins at an index; None if no common noun ends it. Parsed once for each sentence and index.

    A number without a noun, as in "the two said", is a phrase whose head is -1.
    """
    if start not in line.phrases:
        line.phrases[start] = _parse_phrase(line, start)
    return line.phrases[start]


def _parse_phrase(line: ParsedSentence, start: int) -> Phrase | None:
    """Parse the noun phrase that begins at an index, without the cache of `phrase`."""
    head = -1
    has_name = has_number = False
    for index in range(start, min(start + MAX_PHRASE_WORDS, len(line.words))):
        word = line.words[index]
        if index == start and (word.lower in NUMERALS or (word.lower.isdigit() and len(word.lower) < 4)):
            has_number = True
            continue
        if word.text in AMOUNTS or (head >= 0 and word.text[0].isdigit()):
            continue  # "the gleaming £95m yacht"
        if not word.stem or (head >= 0 and may_be_verb(word.lower)):
            break
        if not word.lower.endswith("ly"):
            head = index
        if word.capital:
            has_name = True
        elif word.genitive and word.lower not in ENGLISH.group_genitives:
            break
    while head >= start and line.words[head].capital:
        head -= 1  # "the yacht Alfa": told by its name
        has_name = False
    if head < start or not line.words[head].stem:
        return Phrase(-1, "", numbered=True) if has_number and not has_name else None
    if head > start and _is_verb_of(line.words[head - 1], line.words[head]):
        head -= 1
    singled_out = head > start and SINGLING_OUT.match(line.lower(start)) is not None
    noun = line.words[head]
    return Phrase(head, noun.stem, has_name, has_number, singled_out, is_singular=not noun.plural)


def may_be_verb(lower: str) -> bool:
    """True if a word in lower case may be a verb."""
    return lower not in LISTED and (lower in ENGLISH.verbs or lower.endswith(("ed", "ing")))


def _is_verb_of(noun: Word, verb: Word) -> bool:
    """True if two words taken for a compound are noun and verb: "the deal comes", "the ports reopen"."""
    if verb.lower in LISTED or noun.capital:
        return False
    return noun.lower in LISTED if verb.plural else noun.plural


def specifies(line: ParsedSentence, head: int) -> bool | None:
    """True if the words after a noun tell which one is meant, False if they do not, None if they may."""
    if line.words[head].genitive:
        return False
    first, second = line.at(head + 1), line.at(head + 2)
    if first.capital or first.lower in ENGLISH.specifiers or first.lower.endswith("ing"):
        return True
    if first.lower.endswith("ed") and (
        second.lower in ENGLISH.place_prepositions or second.lower in ("by", "with", "for")
    ):
        return True
    if first.text == ",":
        aside = any(
            line.lower(index) in SAYING_VERBS for index in range(head + 2, head + 2 + MAX_ASIDE_WORDS)
        )
        return second.lower in ENGLISH.appositives or (second.capital and not aside)
    if first.lower == "on" and second.lower in DAYS:
        return False
    return None if first.lower in ENGLISH.possible_specifiers else False


# --- names -----------------------------------------------------------------------------------------------


def _surnames(words: Sequence[Word], names: Sequence[int]) -> Iterator[str]:
    """The last words of those names of several words that may be a person's."""
    run = last = 0
    for index in names:
        word = words[index]
        if word.text in TITLES or (len(word.text) > 1 and word.text.isupper()):
            run = 0
            continue
        run = run + 1 if run and index == last + 1 else 1
        last = index
        next_word = words[index + 1] if index + 1 < len(words) else NO_WORD
        if word.genitive or not next_word.capital:
            first = index - run + 1
            unlike = first and words[first - 1].lower == "the"  # "the Kyiv Post"
            if run > 1 and not unlike and _is_person_name(words[first], word, next_word):
                yield word.name
            run = 0


def _is_person_name(first: Word, surname: Word, next_word: Word) -> bool:
    """True if a first word and a surname may be a person's name, judged by the word after them as well."""
    is_adjective = surname.text.endswith(ENGLISH.origin_suffixes) and next_word.stem and not next_word.capital
    return (
        not is_adjective
        and surname.name not in ENGLISH.not_surnames
        and first.name not in ENGLISH.not_first_names
    )


def initials(line: ParsedSentence) -> Iterator[str]:
    """The initials by which the longer names of a sentence may be shortened: "BFY" for "Bread For Youth".

    A name of four words gives those of the first three as well.
    """
    letters, last = "", -1
    for index in line.names:
        linked = index == last + 1 or ENGLISH.initials_links.issuperset(line.lowers[last + 1 : index])
        letters = letters + line.words[index].text[0] if linked else line.words[index].text[0]
        last = index
        if len(letters) >= MIN_INITIALS:
            yield letters


def has_neighbour(line: ParsedSentence, index: int) -> bool:
    """True if the name at an index is a part of a longer name; a title such as "Mr" before it does not count."""
    if line.at(index + 1).capital and not line.words[index].genitive:
        return True
    ahead = line.at(index - 1)
    return bool(ahead.name) and ahead.text not in TITLES and not ahead.genitive


def is_explained(line: ParsedSentence, index: int) -> bool:
    """True if the words beside a name say who or what it is: "BFY, a consultancy", "the minister Lind"."""
    ahead = line.lower(index - 1)
    if ahead in PERSONS or ahead in BEINGS:
        return True
    first, second = line.lower(index + 2), line.lower(index + 3)
    apposed = first in ENGLISH.appositives or first.isdigit() or (first == "who" and second in ("is", "was"))
    return line.lower(index + 1) == "," and apposed


def has_role(line: ParsedSentence, index: int) -> bool:
    """True if the words beside a surname say what role the person has: ", a graduate of Veld" does not."""
    if line.lower(index + 1) == "," and line.lower(index + 2) in ("a", "an"):
        institution = phrase(line, index + 3)
        return institution is not None and institution.head >= 0 and line.lower(institution.head) in LISTED
    return is_explained(line, index)
