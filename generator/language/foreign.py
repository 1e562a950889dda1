"""Where sentences end in languages other than English: as sentencex has it, with repairs by the words of each pack.

sentencex knows the marks of most scripts and some abbreviations. It takes many a title before a name for an end, knows
no line in which a dash hands speech to its speaker, and leaves together what a mark of a rarer script divides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.language import scripts
from generator.language.packs import alternatives, pack
from generator.language.words import ELIDING, MARKS

Span = tuple[int, int]

UNKNOWN = frozenset(("", "und", "mul", "zxx"))
LAST_LATIN = "\u024f"  # the end of Unicode's Latin Extended-B
MAX_FOREIGN_CHARS = 10_000  # characters; sentencex takes time quadratic in quotation marks left open
WHITE_SPACE_RUN = re.compile(r"\s+")
WHITE_SPACE = re.compile(r"\s")  # sentencex 1.0.32 panics at a full stop behind one of several bytes
MAX_WORD_CHARS = 24  # characters looked back for the word before a full stop

CLOSING = "\"'”’“»)\\]」』）》"
# Marks that end a sentence, with or without a space behind, in scripts that have no other use for them.
END_OF_SCRIPT = re.compile(
    rf"(?:[\u0589\u06d4\u0964\u0965\u0f0d-\u0f11\u104b\u1362\u17d4\u17d5]|(?<=[\u0900-\u0d7f])\s?\|(?!\|))[{CLOSING}]*\s*"
)
# “…。”市长说。 A short clause with a verb of saying, behind the quotation that it hands to its speaker.
CHINESE_ATTRIBUTION = re.compile(
    r"[^\s，。！？；：“”「」]{1,30}(?:说|說|说道|表示|称|稱|指出|补充|補充|强调|強調|警告|写道|寫道|问|問)[，。；]"
)
KOREAN_ATTRIBUTION = re.compile(
    r"(?:이?라고|이?라는|이?라며|이?라면서|하고|고|는|며)(?=[\s,.])"
)  # "…요."라고 말했다.
SPEAKER_DASH = re.compile(r"\s*[—–-]\s+(?=[^\W\d_])")  # «Порт открыт!» — сказала мэр
INITIAL = re.compile(r"(?<![\w/])([^\W\d_])\.\s*+\Z")
LAST_WORD = re.compile(rf"(?<![\w.'’{MARKS}])([^\W\d_][\w.'’{MARKS}-]*)\.\s*+\Z")
VOWEL = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœаеёиоуыэюяіїє]", re.IGNORECASE)
WORDS_WITHOUT_VOWELS = frozenset(("cs", "hr", "sk", "sl", "sr", "bs", "mk", "bg"))  # languages that have some
UNITS = frozenset("kg g mg km m cm mm ha l ml kWh MW GW кг г км м см га".split())
ROMAN_DIGITS = tuple("IVXLC")
MAX_ABBREVIATION_CHARS = 5  # of a word without a vowel
# A year or a measure, whose full stop is not only that of an abbreviation: 1920 г., 90 km/h.
MEASURE = re.compile(
    r"(?<!\w)(?:\d{4}\s?(?:гг?|рр?|rr?)|\d[\d.,]*\s?(?:km/h|km|kg|cm|mm|m|g|ha|kWh|MW|GW|%|°C|км/год|км/ч|км|кг))\.\s+"
    r"(?=[^\W\d_])"
)
ORDINAL = re.compile(r"(?<![\w.])(?P<before>[^\W\d_]+)\s\d{1,3}\.\s*+\Z")  # in der 1.


def is_foreign(code: str, text: str, start: int, end: int) -> bool:
    """True if `split` is to divide this span of a text.

    Not if it is English, longer than MAX_FOREIGN_CHARS, or of an unknown language in a text that begins in Latin
    letters.
    """
    if code == "en" or end - start > MAX_FOREIGN_CHARS:
        return False
    return code not in UNKNOWN or not _is_latin(text)


def split(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """Yield the (start, end) of each sentence between two offsets of a text, without white space at either end.

    `language` is an ISO 639-1 code.
    """
    position = start
    for boundary in sorted({*_ends(text, start, end, language)}):
        if start < boundary < end and not _continues_at(text, boundary, language):
            yield from stripped_span(text, position, boundary)
            position = boundary
    yield from stripped_span(text, position, end)


def stripped_span(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without the white space at its ends; nothing if it holds only white space."""
    kept = text[start:end].strip()
    if kept:
        start += text[start:end].index(kept[0])
        yield start, start + len(kept)


def _is_latin(text: str) -> bool:
    """True if the first letter is Latin or the text has no letters."""
    return next((letter for letter in text if letter.isalpha()), "a") <= LAST_LATIN


def _ends(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """The offsets at which a sentence may end: by sentencex, the marks of a script, or behind a year or a measure.

    Of a script without marks, those between clauses. In no order; some repeat.
    """
    from sentencex import get_sentence_boundaries

    if scripts.is_unmarked(text[start:end]):
        yield from _clause_ends(text, start, end, language)
        return
    for boundary in get_sentence_boundaries(language, WHITE_SPACE.sub(" ", text[start:end])):
        yield start + boundary["end_index"]
    for pattern in (END_OF_SCRIPT, MEASURE):
        yield from (match.end() for match in pattern.finditer(text, start, end))


def _continues_at(text: str, position: int, language: str) -> bool:
    """True if no sentence ends at the offset, as before a small letter, or after an abbreviation or an ordinal.

    So too between a quotation and its speaker. Behind a year or a measure a sentence ends unless a small letter
    follows.
    """
    if scripts.opens_small(text[position : position + 1]):
        return True
    before = text[max(0, position - MAX_WORD_CHARS) : position]
    if MEASURE.search(text[max(0, position - MAX_WORD_CHARS) : position + 1]):
        return False
    return (
        _is_abbreviated(before, text[position : position + 1], language)
        or _is_attributed(text, position)
        or _is_ordinal(before, text[position : position + MAX_WORD_CHARS], language)
    )


def _is_attributed(text: str, position: int) -> bool:
    """True if a quotation ends before the offset and its speaker, or a verb of saying, follows."""
    before = text[:position].rstrip()[-1:]
    if before in "”」" and CHINESE_ATTRIBUTION.match(text, position):
        return True
    if before in "\"”’'" and KOREAN_ATTRIBUTION.match(text, position):
        return True
    dash = SPEAKER_DASH.match(text, position) if before in '»”“"!?…,' else None
    return dash is not None and scripts.opens_small(text[dash.end() : dash.end() + 1])


def _is_abbreviated(before: str, following: str, language: str) -> bool:
    """True if a text ends in an initial or an abbreviation that belongs to what follows, and a full stop.

    A short word without a vowel is an abbreviation, if the language has no such words and it is no unit.
    """
    initial = INITIAL.search(before)
    if initial is not None and not scripts.opens_small(initial[1]):
        return True  # Arabic letters have no case: د. is Dr.
    last = LAST_WORD.search(before)
    if last is None:
        return False
    whole, ends = last[1], pack(language).sentence_ends
    word = whole.replace("’", "'").rpartition("'")[2] if language in ELIDING else whole
    if {whole, word, word[:1].lower() + word[1:]} & ends.titles:
        return True
    if word[:1].lower() + word[1:] in ends.before_numbers or word in ends.before_numbers:
        return following.isdigit() or following in ROMAN_DIGITS
    return (
        len(word) <= MAX_ABBREVIATION_CHARS
        and word not in UNITS
        and word[1:].islower()
        and word[:1] <= "\u04ff"  # Latin, Greek and Cyrillic
        and language not in WORDS_WITHOUT_VOWELS
        and not VOWEL.search(word)
    )


def _is_ordinal(before: str, following: str, language: str) -> bool:
    """True if a text ends in an ordinal, as in German "in der 1. Bundesliga"."""
    ordinal = ORDINAL.search(before)
    return ordinal is not None and ordinal["before"] in pack(language).sentence_ends.before_ordinals


# --- scripts without marks ---------------------------------------------------------------------------------

MIN_CLAUSE_CHARS = 20  # of Thai and Lao; a space behind less divides words
STOPPED = re.compile(
    r"[^\s.]{8}\.\Z"
)  # a full stop that is no part of an abbreviation, as some write it there too


def _clause_ends(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """The offsets of the spaces that divide sentences of a script without marks, such as Thai.

    A space stands between sentences, and around names, figures and quotations. It divides sentences if a long clause
    stands on either side of it, and neither ends nor begins with what joins it to the other.
    """
    position = start
    for space in WHITE_SPACE_RUN.finditer(text, start, end):
        before, after = text[position : space.start()], text[space.end() : end]
        clause = after.split(" ", 1)[0]
        if min(len(before), len(clause)) < MIN_CLAUSE_CHARS or not (
            before[-1:].isalpha() or scripts.is_mark(before[-1:]) or STOPPED.search(before)
        ):
            continue
        joins = _joining_pattern(language)
        if not (
            joins.match(after) or joins.search(before[-MAX_WORD_CHARS:]) or not scripts.is_unspaced(clause)
        ):
            yield space.end()
            position = space.end()


@cache
def _joining_pattern(language: str) -> re.Pattern[str]:
    """A pattern of what joins two clauses, at the start of the second or at the end of the first."""
    ends = pack(language).sentence_ends
    return re.compile(
        rf"\A(?:{alternatives(ends.joining) or '(?!)'})|(?:{alternatives(ends.announcing) or '(?!)'})\Z"
    )
