"""Where the terms of themes stand in a text: one pass over it, however many terms there are.

An automaton (Aho and Corasick, 1975) finds a literal piece of every term at once; what a word is, where it ends and
which of its forms count is checked around each find. Knows no article and no score.
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

COMPILED = 64  # matchers kept: one for each language of a folder, and those of a test run

UNSPACED = re.compile(f"[{scripts.UNSPACED}]")
ARABIC = re.compile(f"[{scripts.ARABIC}]")
# And, so, in, like, for: they are part of a word only with its article, since alone they may be its first letter.
ARABIC_PREFIXES = "(?:[وف]?(?:[بك]?ال|لل)|[وف](?=ال))?"
# No word is longer; without a bound, a text without spaces would be searched again from each of its letters.
LONGEST = 60
LETTERS = rf"[\w{MARKS}]{{0,{LONGEST}}}"
ENDING = re.compile(rf"{LETTERS}+(?!\w)")
WORD = re.compile(r"\w+")

# An ending that a written word may take without a `*`, if the stem stays the same. English is given as a list, since
# its stemmer takes "important" for a form of "import".
INFLECTION = 3  # letters
ENGLISH_ENDINGS = frozenset(("s", "es", "d", "ed", "ing"))

# What is compared as something else, letter for letter, so that places stay the same.
SPACES = "\n\t\u00a0\u2009\u202f"
PLAIN = (
    ("’", "'"),
    ("ʼ", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("ς", "σ"),
    *((space, " ") for space in SPACES),
)
# What is left out: signs inside an Arabic word, and all but one of several spaces. A blank line stays two.
SKIPPED = re.compile(rf"[{scripts.ARABIC_SIGNS}]+|[^\S\n]\s+|\n[^\S\n]\s*")
BLANK_LINE = re.compile(r"\n\s*\n")


class Place(NamedTuple):
    """A span of the text and the term that stands there; the weight of a `not` term is 0."""

    start: int
    end: int
    term: str
    weight: float


class Reading(NamedTuple):
    """A text as it is compared, and where its characters stand in the original when some were left out."""

    plain: str
    offsets: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text that was folded, of a span of the folded one."""
        return (start, end) if self.offsets is None else (self.offsets[start], self.offsets[end])


def reading(text: str) -> Reading:
    """The text in small letters, with plain apostrophes and single spaces."""
    if not SKIPPED.search(text):
        return Reading(_plain(text), None)
    pieces, offsets, position = [], [], 0
    for skipped in SKIPPED.finditer(text):
        kept = text[position : skipped.start()]
        space = "" if not skipped[0][0].isspace() else "\n\n" if BLANK_LINE.search(skipped[0]) else " "
        pieces.append(kept + space)
        offsets += [*range(position, skipped.start()), *[skipped.start()] * len(space)]
        position = skipped.end()
    offsets += range(position, len(text) + 1)
    return Reading(_plain("".join(pieces) + text[position:]), offsets)


def _plain(text: str) -> str:
    small = text.lower()
    if len(small) != len(text):  # İ becomes two characters
        small = "".join(letter.lower()[0] for letter in text)
    for one, other in PLAIN:
        small = small.replace(one, other)
    return small


class _Form(NamedTuple):
    """How one term of one theme is recognised around the place where its `anchor` was found."""

    theme: int
    term: str
    weight: float
    capitals: str | None  # must stand there just so
    from_word: bool  # the term begins where the word does, before the anchor
    ends: Callable[
        [str, int, int], int | None
    ]  # of a plain text, a start, and the anchor's end: where it ends


class Matcher:
    """The terms of some themes, ready for texts of one language."""

    def __init__(self, themes: Sequence[Theme], language: str) -> None:
        import ahocorasick

        self._themes = len(themes)
        forms: dict[str, list[_Form]] = defaultdict(list)
        for index, theme in enumerate(themes):
            for term, weight in _terms(theme, language):
                anchor, form = _form(index, term, weight, language)
                if anchor:  # a `*` alone is refused where the configuration is read
                    forms[anchor].append(form)
        self._automaton: Any = ahocorasick.Automaton()
        for anchor in sorted(forms):
            self._automaton.add_word(anchor, (len(anchor), tuple(forms[anchor])))
        self._automaton.make_automaton()
        self._empty = not forms

    def places(self, text: str) -> tuple[tuple[Place, ...], ...]:
        """For each theme its places in the order of the text; where several overlap, the longest."""
        read = reading(text)
        found: list[set[Place]] = [set() for _ in range(self._themes)]
        for theme, place in self._finds(text, read):
            found[theme].add(place)
        return tuple(tuple(place for place in _longest(places) if place.weight) for places in found)

    def _finds(self, text: str, read: Reading) -> Iterator[tuple[int, Place]]:
        if self._empty or not read.plain:
            return
        plain = read.plain
        words = _Words(plain)
        seen: set[tuple[int, int]] = set()
        for last, (length, forms) in self._automaton.iter(plain):
            anchored = last + 1 - length
            for form in forms:
                start = anchored
                if form.from_word:
                    start = words.start(anchored)
                    if (start, id(form)) in seen:
                        continue
                    seen.add((start, id(form)))
                end = form.ends(plain, start, last + 1)
                if end is None:
                    continue
                span = read.span(start, end)
                if form.capitals is None or _written(text[span[0] : span[1]]).startswith(form.capitals):
                    yield form.theme, Place(*span, form.term, form.weight)


class _Words:
    """Where the words of a text begin; looked up only when a term asks."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._starts: list[int] | None = None

    def start(self, place: int) -> int:
        """Of the word that the place lies in."""
        if self._starts is None:
            self._starts = [word.start() for word in WORD.finditer(self._plain)]
        index = bisect_right(self._starts, place) - 1
        return self._starts[index] if index >= 0 and self._plain[place - 1 : place + 1].isalnum() else place


@lru_cache(maxsize=COMPILED)
def matcher(themes: tuple[Theme, ...], language: str) -> Matcher:
    """The terms that these themes have in a language, made ready once."""
    return Matcher(themes, language)


def _terms(theme: Theme, language: str) -> Iterator[tuple[Term, float]]:
    for terms, excluding in ((theme.listed, False), (theme.excluded, True)):
        for term in terms:
            if term.language in (None, language):
                yield term, 0.0 if excluding else term.weight


def _longest(places: Iterable[Place]) -> list[Place]:
    """The places that remain when the longest of overlapping ones is kept, the earlier on a tie; a `not` before all."""
    kept: list[Place] = []
    ranked = sorted(places, key=lambda place: (place.start - place.end, place.weight != 0, place))
    for place in ranked:
        at = bisect_left(kept, place)
        if (at == 0 or kept[at - 1].end <= place.start) and (at == len(kept) or place.end <= kept[at].start):
            kept.insert(at, place)
    return kept


# --- the form of a term ------------------------------------------------------------------------------------


def _form(theme: int, term: Term, weight: float, language: str) -> tuple[str, _Form]:
    """The literal piece by which a term is looked for, and what has to be true around it."""
    written = _written(term.text)
    plain = _plain(written)
    capitals = written.replace("*", "") if (term.case or _acronym(written)) else None
    head = plain.rstrip("*")
    if not head:
        return "", _Form(theme, term.text, weight, None, False, _by_pattern(plain))
    if "*" in head or any(ARABIC.match(word) for word in plain.split(" ")):
        anchor = next(filter(None, plain.split(" ")[0].split("*")), "")
        from_word = plain.startswith("*") or ARABIC.match(plain) is not None
        return anchor, _Form(theme, term.text, weight, None, from_word, _by_pattern(plain))
    exact = term.exact or capitals is not None
    ends = _by_letters(head, plain != head, None if exact else language)
    return head, _Form(theme, term.text, weight, capitals, False, ends)


def _by_letters(head: str, any_ending: bool, language: str | None) -> Callable[[str, int, int], int | None]:
    """Where a term without `*` inside ends: behind its word, or behind an ending that it may take."""
    free_start = not _letter(head[0]) or UNSPACED.match(head[0]) is not None
    free_end = UNSPACED.match(head[-1]) is not None
    last_word = head.rpartition(" ")[2]
    inflects = language is not None and last_word.isalpha()

    def ends(plain: str, start: int, end: int) -> int | None:
        if not free_start and start and _letter(plain[start - 1]):
            return None
        if free_end:
            return end
        if not _letter(plain[end : end + 1]) and not any_ending:
            return end
        if not any_ending and not inflects:
            return None
        last = _word_end(plain, end)
        if last is None or any_ending:
            return last
        return last if _inflected(last_word, plain[end:last], language or "") else None

    return ends


def _word_end(plain: str, end: int) -> int | None:
    found = ENDING.match(plain, end)
    return found.end() if found else None


def _letter(character: str) -> bool:
    return character.isalnum() or character == "_"


@lru_cache(maxsize=4096)
def _inflected(word: str, ending: str, language: str) -> bool:
    """True if word + ending is an inflected form of the word: the same stem and at most a few letters longer."""
    if language == "en":
        return ending in ENGLISH_ENDINGS and stem(word + ending, language) == stem(word, language)
    return len(ending) <= INFLECTION and stem(word + ending, language) == stem(word, language)


def _by_pattern(plain: str) -> Callable[[str, int, int], int | None]:
    """Where a term ends that has a `*` inside or words that take prefixes."""
    words = " ".join(map(_word_pattern, plain.split(" ")))
    pattern = re.compile(words)

    def ends(text: str, start: int, end: int) -> int | None:
        found = pattern.match(text, start)
        return found.end() if found else None

    return ends


def _word_pattern(word: str) -> str:
    first, last = (bool(UNSPACED.match(character)) for character in (word[0], word.rstrip("*")[-1:]))
    ending = "" if last else LETTERS  # a run without spaces would end with the sentence only
    letters = re.escape(word).replace(r"\*", ending)
    if ARABIC.match(word):
        letters = ARABIC_PREFIXES + letters
    return ("" if first else r"(?<!\w)") + letters + ("" if last else r"(?!\w)")


def _acronym(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _written(text: str) -> str:
    """The text with its capitals, single spaces and straight apostrophes."""
    return " ".join(text.split()).replace("’", "'").replace("ʼ", "'")
