"""Finds the terms of themes in a text: in one pass, however many terms there are.

An automaton (Aho and Corasick, 1975) finds a literal piece of every term at once. Around each match the module checks
where the word begins and ends and whether its form counts. Knows no article and no score.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from generator.language import scripts, stem
from generator.language.words import MARKS
from generator.models import Term, Theme

MAX_MATCHERS = 64  # kept in memory: one for each language of a folder, and those of a test run

UNSPACED_CHARACTER = re.compile(f"[{scripts.UNSPACED}]")
ARABIC_LETTER = re.compile(f"[{scripts.ARABIC}]")
# And, so, in, like, for: they are part of a word only with its article, since alone they may be its first letter.
ARABIC_PREFIXES = "(?:[وف]?(?:[بك]?ال|لل)|[وف](?=ال))?"
# No word is longer; without a bound, a text without spaces would be searched again from each of its letters.
MAX_WORD_CHARS = 60
LETTERS = rf"[\w{MARKS}]{{0,{MAX_WORD_CHARS}}}"
ENDING_PATTERN = re.compile(rf"{LETTERS}+(?!\w)")
WORD_PATTERN = re.compile(r"\w+")

# An ending that a written word may take without a `*`, if the stem stays the same. English is given as a list, since
# its stemmer takes "important" for a form of "import".
MAX_INFLECTION_CHARS = 3
ENGLISH_ENDINGS = frozenset(("s", "es", "d", "ed", "ing"))

# What is compared as something else, letter for letter, so that places stay the same.
SPACES = "\n\t\u00a0\u2009\u202f"
FOLDED_CHARACTERS = (
    ("’", "'"),
    ("ʼ", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("ς", "σ"),
    *((space, " ") for space in SPACES),
)
# What is left out: signs inside an Arabic word, and all but one of several spaces. A blank line stays two.
SKIPPED_PATTERN = re.compile(rf"[{scripts.ARABIC_SIGNS}]+|[^\S\n]\s+|\n[^\S\n]\s*")
BLANK_LINE = re.compile(r"\n\s*\n")


EndFinder = Callable[
    [str, int, int], int | None
]  # takes a folded text, the start of the term, the end of the anchor


class Place(NamedTuple):
    """A span of the text and the term that stands there; the weight of a `not` term is 0."""

    start: int
    end: int
    term: str
    weight: float


class Folded(NamedTuple):
    """A text as it is compared, and where its characters stand in the original when some were left out."""

    plain: str
    offsets: Sequence[int] | None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The start and end in the original text of a span of the folded text."""
        return (start, end) if self.offsets is None else (self.offsets[start], self.offsets[end])


def fold(text: str) -> Folded:
    """The text as it is compared: in small letters, with plain apostrophes and hyphens and single spaces.

    A blank line becomes two spaces, and the signs inside Arabic words are left out. The offsets have one more entry
    than the folded text has characters, for its end; they are None if nothing was left out.
    """
    if not SKIPPED_PATTERN.search(text):
        return Folded(_fold_letters(text), None)
    pieces, offsets, position = [], [], 0
    for skipped in SKIPPED_PATTERN.finditer(text):
        text_before = text[position : skipped.start()]
        space = "" if not skipped[0][0].isspace() else "\n\n" if BLANK_LINE.search(skipped[0]) else " "
        pieces.append(text_before + space)
        offsets += [*range(position, skipped.start()), *[skipped.start()] * len(space)]
        position = skipped.end()
    offsets += range(position, len(text) + 1)
    return Folded(_fold_letters("".join(pieces) + text[position:]), offsets)


def _fold_letters(text: str) -> str:
    """The text in small letters with plain apostrophes, hyphens and spaces; its length does not change."""
    folded = text.lower()
    if len(folded) != len(text):  # İ becomes two characters
        folded = "".join(letter.lower()[0] for letter in text)
    for character, replacement in FOLDED_CHARACTERS:
        folded = folded.replace(character, replacement)
    return folded


class _Form(NamedTuple):
    """How one term of one theme is recognised around the place where its `anchor` was found."""

    theme: int  # its index
    term: str
    weight: float
    capitals: str | None  # if given, the text must have these capitals
    from_word: bool  # the term begins where the word does, before the anchor
    ends: EndFinder  # the end of the term; None if it does not stand there


class Matcher:
    """The terms of some themes, prepared to be found in texts of one language."""

    def __init__(self, themes: Sequence[Theme], language: str) -> None:
        """Prepare the terms that these themes have in a language."""
        import ahocorasick

        self._themes = len(themes)
        forms: dict[str, list[_Form]] = defaultdict(list)
        for index, theme in enumerate(themes):
            for term, weight in _terms_in_language(theme, language):
                anchor, form = _compile(index, term, weight, language)
                if anchor:  # a `*` alone is refused where the configuration is read
                    forms[anchor].append(form)
        self._automaton: Any = ahocorasick.Automaton()
        for anchor in sorted(forms):
            self._automaton.add_word(anchor, (len(anchor), tuple(forms[anchor])))
        self._automaton.make_automaton()
        self._empty = not forms

    def places(self, text: str) -> tuple[tuple[Place, ...], ...]:
        """For each theme the places of its terms in the order of the text; of overlapping places only the longest.

        Phrases of `unless` hide what they overlap in the same way, and are then left out.
        """
        folded = fold(text)
        places_by_theme: list[set[Place]] = [set() for _ in range(self._themes)]
        for theme, place in self._matches(text, folded):
            places_by_theme[theme].add(place)
        return tuple(
            tuple(place for place in _without_overlaps(places) if place.weight) for places in places_by_theme
        )

    def _matches(self, text: str, folded: Folded) -> Iterator[tuple[int, Place]]:
        """Every term that stands in the text, as (index of its theme, place); places may overlap."""
        if self._empty or not folded.plain:
            return
        folded_text = folded.plain
        words = _WordStarts(folded_text)
        seen: set[tuple[int, int]] = set()
        for last, (length, forms) in self._automaton.iter(folded_text):
            anchor_start = last + 1 - length
            for form in forms:
                start = anchor_start
                if form.from_word:
                    start = words.start_of_word(anchor_start)
                    if (start, id(form)) in seen:
                        continue
                    seen.add((start, id(form)))
                end = form.ends(folded_text, start, last + 1)
                if end is None:
                    continue
                span = folded.original_span(start, end)
                if form.capitals is None or _normalize(text[span[0] : span[1]]).startswith(form.capitals):
                    yield form.theme, Place(*span, form.term, form.weight)


class _WordStarts:
    """The starts of the words of a text; found only when a term asks for one."""

    def __init__(self, plain: str) -> None:
        """Keep the folded text; it is searched at the first question."""
        self._plain = plain
        self._starts: list[int] | None = None

    def start_of_word(self, position: int) -> int:
        """The start of the word that this position is inside.

        The position itself if no letter stands before it or at it.
        """
        if self._starts is None:
            self._starts = [word.start() for word in WORD_PATTERN.finditer(self._plain)]
        index = bisect_right(self._starts, position) - 1
        return (
            self._starts[index]
            if index >= 0 and self._plain[position - 1 : position + 1].isalnum()
            else position
        )


@lru_cache(maxsize=MAX_MATCHERS)
def matcher(themes: tuple[Theme, ...], language: str) -> Matcher:
    """The matcher of these themes in a language; made once and kept."""
    return Matcher(themes, language)


def _terms_in_language(theme: Theme, language: str) -> Iterator[tuple[Term, float]]:
    """The terms of a theme that apply to a language, those for any language included, each with its weight.

    The phrases of `unless` follow with the weight 0.
    """
    for terms, is_excluding in ((theme.listed, False), (theme.excluded, True)):
        for term in terms:
            if term.language in (None, language):
                yield term, 0.0 if is_excluding else term.weight


def _without_overlaps(places: Iterable[Place]) -> list[Place]:
    """The places without overlaps, in the order of the text: the longest stays.

    Of equally long ones a phrase of `unless` before a term, then the earlier.
    """
    kept: list[Place] = []
    ranked = sorted(places, key=lambda place: (place.start - place.end, place.weight != 0, place))
    for place in ranked:
        index = bisect_left(kept, place)
        if (index == 0 or kept[index - 1].end <= place.start) and (
            index == len(kept) or place.end <= kept[index].start
        ):
            kept.insert(index, place)
    return kept


# --- the form of a term ------------------------------------------------------------------------------------


def _compile(theme: int, term: Term, weight: float, language: str) -> tuple[str, _Form]:
    """The literal piece by which a term is looked for, and the conditions that must hold around it.

    The piece is empty for a term that is nothing but `*`.
    """
    normalized = _normalize(term.text)
    folded = _fold_letters(normalized)
    capitals = normalized.replace("*", "") if (term.case or _is_acronym(normalized)) else None
    head = folded.rstrip("*")
    if not head:
        return "", _Form(theme, term.text, weight, None, False, _end_by_pattern(folded))
    if "*" in head or any(ARABIC_LETTER.match(word) for word in folded.split(" ")):
        anchor = next(filter(None, folded.split(" ")[0].split("*")), "")
        from_word = folded.startswith("*") or ARABIC_LETTER.match(folded) is not None
        return anchor, _Form(theme, term.text, weight, None, from_word, _end_by_pattern(folded))
    exact = term.exact or capitals is not None
    ends = _end_by_letters(head, folded != head, None if exact else language)
    return head, _Form(theme, term.text, weight, capitals, False, ends)


def _end_by_letters(head: str, any_ending: bool, language: str | None) -> EndFinder:
    """Make a function that finds the end of a term whose letters are `head`, a folded text without `*`.

    With `any_ending` its last word may go on with any letters; otherwise it may be inflected as in `language`, or not
    at all if that is None.
    """
    free_start = not _is_word_character(head[0]) or UNSPACED_CHARACTER.match(head[0]) is not None
    free_end = UNSPACED_CHARACTER.match(head[-1]) is not None
    last_word = head.rpartition(" ")[2]
    inflects = language is not None and last_word.isalpha()

    def ends(text: str, start: int, end: int) -> int | None:
        """The end of the term whose letters stand at text[start:end]; None if it is no match."""
        if not free_start and start and _is_word_character(text[start - 1]):
            return None
        if free_end:
            return end
        if not _is_word_character(text[end : end + 1]) and not any_ending:
            return end
        if not any_ending and not inflects:
            return None
        word_end = _word_end(text, end)
        if word_end is None or any_ending:
            return word_end
        return word_end if _is_inflected(last_word, text[end:word_end], language or "") else None

    return ends


def _word_end(plain: str, end: int) -> int | None:
    """Where the word ends whose letters go on at `end`: `end` itself if none follow.

    None if the word goes on for more than MAX_WORD_CHARS.
    """
    match = ENDING_PATTERN.match(plain, end)
    return match.end() if match else None


def _is_word_character(character: str) -> bool:
    """Whether the character is a letter, a digit or an underscore."""
    return character.isalnum() or character == "_"


@lru_cache(maxsize=4096)
def _is_inflected(word: str, ending: str, language: str) -> bool:
    """True if word + ending is an inflected form of the word: the same stem, and an ending as the language allows.

    In English it is one of ENGLISH_ENDINGS, elsewhere MAX_INFLECTION_CHARS long at most.
    """
    if language == "en":
        return ending in ENGLISH_ENDINGS and stem(word + ending, language) == stem(word, language)
    return len(ending) <= MAX_INFLECTION_CHARS and stem(word + ending, language) == stem(word, language)


def _end_by_pattern(plain: str) -> EndFinder:
    """Make a function that finds the end of a term that has an inner `*` or words that take prefixes.

    `plain` is folded.
    """
    words = " ".join(map(_word_pattern, plain.split(" ")))
    pattern = re.compile(words)

    def ends(text: str, start: int, end: int) -> int | None:
        """The end of the term that starts here; None if it is no match."""
        match = pattern.match(text, start)
        return match.end() if match else None

    return ends


def _word_pattern(word: str) -> str:
    """The regular expression for one word of a term: `*` stands for letters, Arabic words may have a prefix."""
    starts_unspaced, ends_unspaced = (
        bool(UNSPACED_CHARACTER.match(character)) for character in (word[0], word.rstrip("*")[-1:])
    )
    ending = "" if ends_unspaced else LETTERS  # a run without spaces would end with the sentence only
    letters = re.escape(word).replace(r"\*", ending)
    if ARABIC_LETTER.match(word):
        letters = ARABIC_PREFIXES + letters
    return ("" if starts_unspaced else r"(?<!\w)") + letters + ("" if ends_unspaced else r"(?!\w)")


def _is_acronym(text: str) -> bool:
    """Whether all letters of a term are capitals, and there are at least two."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _normalize(text: str) -> str:
    """The text with single spaces, none at its ends, and straight apostrophes; capitals are kept."""
    return " ".join(text.split()).replace("’", "'").replace("ʼ", "'")
