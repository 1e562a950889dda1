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

from generator.language import scripts
from generator.language.packs import alternatives, pack
from generator.language.words import MARKS
from generator.models import Term, Theme
from generator.themes import forms
from generator.themes.folding import Folded, fold

MAX_MATCHERS = 64  # kept in memory: one for each language of a folder, and those of a test run

UNSPACED_CHARACTER = re.compile(f"[{scripts.UNSPACED}]")
ARABIC_LETTER = re.compile(f"[{scripts.ARABIC}]")
# And, so, in, like, for: they are part of a word only with its article, since alone they may be its first letter.
ARABIC_PREFIXES = "(?:[وف]?(?:[بک]?ال|لل)|[وف](?=ال))?"
# No word is longer; without a bound, a text without spaces would be searched again from each of its letters.
MAX_WORD_CHARS = 60
LETTERS = rf"[\w{MARKS}]{{0,{MAX_WORD_CHARS}}}"
ENDING_PATTERN = re.compile(rf"{LETTERS}+(?!\w)")
WORD_PATTERN = re.compile(r"\w+")

HYPHENATED_WORD = re.compile(r"\w+(?:-\w+)+")
MAX_DOTTED_LETTERS = 5  # of an abbreviation that may be written with full stops
NEIGHBOURS = 2  # words before and after an abbreviation that show whether the whole line is in capitals
MAX_NEIGHBOUR_CHARS = 80  # characters in which they stand

EndFinder = Callable[
    [str, int, int], int | None
]  # takes a folded text, the start of the term, the end of the anchor


class Place(NamedTuple):
    """A span of the text and the term that stands there; the weight of a `not` term is 0."""

    start: int
    end: int
    term: str
    weight: float


class _Form(NamedTuple):
    """How one term of one theme is recognised around the place where its `anchor` was found."""

    theme: int  # its index
    term: str
    weight: float
    capitals: str | None  # if given, the text must have these capitals
    is_word: bool  # in a line of capitals it is not the abbreviation, but a word
    from_word: bool  # the term begins where the word does, before the anchor
    ends: EndFinder  # the end of the term; None if it does not stand there


class Matcher:
    """The terms of some themes, prepared to be found in texts of one language."""

    def __init__(self, themes: Sequence[Theme], language: str) -> None:
        """Prepare the terms that these themes have in a language."""
        import ahocorasick

        self._themes = len(themes)
        by_anchor: dict[str, list[_Form]] = defaultdict(list)
        for index, theme in enumerate(themes):
            for term, weight in _terms_in_language(theme, language):
                for anchor, form in _compile(index, term, weight, language):
                    if anchor:  # a `*` alone is refused where the configuration is read
                        by_anchor[anchor].append(form)
        self._automaton: Any = ahocorasick.Automaton()
        for anchor in sorted(by_anchor):
            self._automaton.add_word(anchor, (len(anchor), tuple(by_anchor[anchor])))
        self._automaton.make_automaton()
        self._empty = not by_anchor

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
        """Every term that stands in the text, as (index of its theme, place); places may overlap.

        A word with hyphens is looked up without them too.
        """
        if self._empty or not folded.plain:
            return
        folded_text = folded.plain
        words = _WordStarts(folded_text)
        seen: set[tuple[int, int]] = set()
        for last, (length, anchored) in self._automaton.iter(folded_text):
            anchor_start = last + 1 - length
            for form in anchored:
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
                if form.capitals is None or _has_capitals(text, span, form):
                    yield form.theme, Place(*span, form.term, form.weight)
        for word in HYPHENATED_WORD.finditer(folded_text):
            span = folded.original_span(*word.span())
            for form in self._forms_of(word[0].replace("-", "")):
                if form.capitals is None or _has_capitals(text, span, form):
                    yield form.theme, Place(*span, form.term, form.weight)

    def _forms_of(self, word: str) -> Iterator[_Form]:
        """The forms of terms that are this whole word, a folded one."""
        for last, (length, word_forms) in self._automaton.iter(word):
            if length == last + 1:
                yield from (form for form in word_forms if form.ends(word, 0, length) == len(word))


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


# --- the forms of a term -----------------------------------------------------------------------------------


def _compile(theme: int, term: Term, weight: float, language: str) -> Iterator[tuple[str, _Form]]:
    """The literal pieces by which a term is looked for, each with the conditions that must hold around it.

    A piece is empty for a term that is nothing but `*`.
    """
    normalized = _normalize(term.text)
    is_acronym = _is_acronym(normalized)
    has_capitals = term.case or (is_acronym and not any(map(str.isdigit, normalized)))
    for spelling in (normalized,) if term.exact else _spellings(normalized, is_acronym=is_acronym):
        capitals = spelling.replace("*", "") if has_capitals else None
        for anchor, from_word, ends in _anchors(
            fold(spelling).plain, capitals, is_acronym, term.exact, language
        ):
            is_word = is_acronym and spelling.lower() in pack("en").words_in_capitals
            yield anchor, _Form(theme, term.text, weight, capitals, is_word, from_word, ends)


def _spellings(term: str, *, is_acronym: bool) -> Iterator[str]:
    """The term, then without its hyphens (ceasefire, cease fire), and an abbreviation with and without full stops."""
    yield term
    if "-" in term.strip("-*"):
        yield from (term.replace("-", ""), term.replace("-", " "))
    if is_acronym and re.fullmatch(r"(?:\w\.)+\w\.?", term):
        yield term.replace(".", "")
    elif is_acronym and term.isalpha() and len(term) <= MAX_DOTTED_LETTERS:
        yield "".join(f"{letter}." for letter in term)


def _anchors(
    folded: str, capitals: str | None, is_acronym: bool, is_exact: bool, language: str
) -> Iterator[tuple[str, bool, EndFinder]]:
    """The pieces of a folded term to look for, whether the term begins before the piece, and what finds its end.

    Nothing for a term that is only `*`. An abbreviation, or a word that ends in a digit, has its plural as well.
    """
    head = folded.rstrip("*")
    if not head:
        return
    prefixes = _prefixes(folded, language)
    if "*" in head or prefixes:
        anchor = next(filter(None, folded.split(" ")[0].split("*")), "")
        from_word = folded.startswith("*") or bool(prefixes)
        yield anchor, from_word, _end_by_pattern(folded, prefixes)
        return
    rest, _, last = head.rpartition(" ")
    start = f"{rest} " if rest else ""
    any_ending = folded != head
    inflects = not (any_ending or is_exact or capitals is not None) and last.isalpha()
    has_number = last[-1:].isdigit() and not last.isdigit()
    if (is_acronym or has_number) and not any_ending and not is_exact:  # NGOs, F-16s
        yield head + "s", False, _end_by_letters(head + "s", any_ending=False)
    if inflects and language == "en":
        for form in sorted(forms.english_forms(last)):
            yield start + form, False, _end_by_letters(start + form, any_ending=False)
    elif inflects and not UNSPACED_CHARACTER.match(last[-1]):
        yield start + forms.kept_part(last), False, _end_by_form(start, last, language)
    else:
        yield head, False, _end_by_letters(head, any_ending=any_ending)


def _prefixes(folded: str, language: str) -> str:
    """A pattern of what may be written together with the front of a term's words; empty where nothing is."""
    if any(ARABIC_LETTER.match(word) for word in folded.split(" ")):
        return ARABIC_PREFIXES
    joined = pack(language).joined_before
    return f"(?:{alternatives(joined)})?" if joined and not folded.isascii() else ""


def _has_capitals(text: str, span: tuple[int, int], form: _Form) -> bool:
    """True if a term stands in a text with the capitals that it must have.

    A term that is a word too must stand outside lines of capitals. Hyphens of the text do not matter if the term has
    none.
    """
    capitals, written = form.capitals or "", _normalize(text[slice(*span)])
    if "-" not in capitals:
        written = written.replace("-", "")
    if not written.startswith(capitals) or written[len(capitals) :] == "S":
        return False
    return not (form.is_word and _is_in_capital_line(text, *span))


def _is_in_capital_line(text: str, start: int, end: int) -> bool:
    """True if NEIGHBOURS words beside a span, or all of fewer, are in capitals, so that it may be a word like them."""
    before = re.split(r"\s+", text[max(0, start - MAX_NEIGHBOUR_CHARS) : start])[-NEIGHBOURS - 1 :]
    after = re.split(r"\s+", text[end : end + MAX_NEIGHBOUR_CHARS])[: NEIGHBOURS + 1]
    words = [word for word in (*before, *after) if any(map(str.isalpha, word))]
    shouted = sum(len(word) > 1 and word.isupper() for word in words)
    return shouted >= NEIGHBOURS or (bool(words) and shouted == len(words))


def _end_by_letters(head: str, *, any_ending: bool) -> EndFinder:
    """Make a function that finds the end of a term whose letters are `head`, a folded text without `*`.

    With `any_ending` its last word may go on with any letters.
    """
    free_start = not _is_word_character(head[0]) or UNSPACED_CHARACTER.match(head[0]) is not None
    free_end = UNSPACED_CHARACTER.match(head[-1]) is not None

    def ends(text: str, start: int, end: int) -> int | None:
        """The end of the term whose letters stand at text[start:end]; None if it is no match."""
        if not free_start and start and _is_word_character(text[start - 1]):
            return None
        if free_end or (not _is_word_character(text[end : end + 1]) and not any_ending):
            return end
        return _word_end(text, end) if any_ending else None

    return ends


def _end_by_form(before: str, word: str, language: str) -> EndFinder:
    """Make a function that finds the end of a term whose last word may be inflected as in `language`.

    `before` is what stands before that word in the term, folded like it.
    """
    free_start = UNSPACED_CHARACTER.match((before + word)[0]) is not None
    particles = frozenset(pack(language).joined_behind)

    def ends(text: str, start: int, end: int) -> int | None:
        """The end of the term that begins at `start`, and whose last word goes on at `end`; None if it is no match."""
        if not free_start and start and _is_word_character(text[start - 1]):
            return None
        word_end = _word_end(text, end)
        if word_end is None:
            return None
        written = text[start + len(before) : word_end]
        if written.startswith(word) and written[len(word) :] in particles:
            return word_end
        return word_end if written == word or forms.is_form(word, written, language) else None

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


def _end_by_pattern(plain: str, prefixes: str) -> EndFinder:
    """Make a function that finds the end of a term that has an inner `*` or words that take prefixes.

    `plain` is folded, `prefixes` a pattern of what may stand before a word that is not ASCII.
    """
    pattern = re.compile(" ".join(_word_pattern(word, prefixes) for word in plain.split(" ")))

    def ends(text: str, start: int, end: int) -> int | None:
        """The end of the term that starts here; None if it is no match."""
        match = pattern.match(text, start)
        return match.end() if match else None

    return ends


def _word_pattern(word: str, prefixes: str) -> str:
    """The regular expression for one word of a term: `*` stands for letters, some words may have a prefix."""
    starts_unspaced, ends_unspaced = (
        bool(UNSPACED_CHARACTER.match(character)) for character in (word[0], word.rstrip("*")[-1:])
    )
    ending = "" if ends_unspaced else LETTERS  # a run without spaces would end with the sentence only
    letters = re.escape(word).replace(r"\*", ending)
    if not word.isascii():
        letters = prefixes + letters
    return ("" if starts_unspaced else r"(?<!\w)") + letters + ("" if ends_unspaced else r"(?!\w)")


def _is_acronym(text: str) -> bool:
    """Whether all letters of a term are capitals, and there are at least two."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _normalize(text: str) -> str:
    """The text with single spaces, none at its ends, and straight apostrophes; capitals are kept."""
    return " ".join(text.split()).replace("’", "'").replace("ʼ", "'")
