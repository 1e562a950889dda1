"""Where the sentences of a paragraph begin and end.

English is split by the rules of this module, other languages by `foreign`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from generator.language import foreign
from generator.language.foreign import Span, stripped_span
from generator.language.packs import SentenceEnds, Words, alternatives, pack
from generator.language.stems import stop_words
from generator.language.tags import primary_code

# --- what ends an English sentence, and what only looks like it ----------------------------------------

END = ".!?…"
CLOSING = "\"'”’“»)\\]}"
OPENING = "\"'“‘«„([{¿¡*•–—-"

# A run of end marks is always consumed, so that no text makes the search start over within one. The rest is
# optional and holds only where white space follows, so that 1.5, U.S. and bbc.co.uk are passed over.
END_MARK = re.compile(
    rf"""
    (?P<mark> [{END}] [{END}]*+ )
    (?:
        (?P<closing> [{CLOSING}]*+ (?: [{END}]++ [{CLOSING}]*+ )? )
        \s++
        (?= (?P<opening> [{OPENING}]*+ (?: (?<=[—–-]) \s++ )? ) (?P<word> [^\W_]*+ ) (?P<tie> [.-]? ) )
    )?
    """,
    re.VERBOSE,
)
# The full stop of a sentence that the next one follows without a space: "on Monday.Work on it begins".
GLUED = re.compile(r"(?<=[a-z]{3}\.)[A-Z](?:[a-z]+[,]?)?(?=\s)")
TOP_LEVEL_DOMAINS = frozenset("Com Net Org Io Ai Co Gov Edu Js Tv".split())
NEXT_WORD = re.compile(r"\s([a-z]+)")
ROMAN_NUMERAL = re.compile(r"[IVXLC]{2,}|[VX]")
LETTERED = re.compile(r"\b(?P<noun>[^\W\d_]+)\s[A-Z]\Z")  # vitamin C, World War I
AFTER_COMMA = re.compile(r",\s(?:[A-Z]\.){1,3}[A-Z]\Z|,\sPh\.D\Z")  # Petra Holm, R.N  Washington, D.C
DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")  # U.S, a.m, Ph.D
LAST_WORD = re.compile(r"\w[\w&'’]*(?:\.\w[\w&'’]*)*\Z")
SPACED_DOTS = re.compile(r"\.\s\Z")  # what precedes the last of ". . ."
FINISHED = re.compile(r"\w['\"’”)]*[.!?]['\"’”)]*[\s.…]*\Z")  # an end mark, then perhaps an ellipsis
NAMED_TIME = re.compile(r"(?:[A-Z]\w*\s){1,3}(?:[Ss]tandard |[Dd]aylight )?[Tt]ime\b")  # 6 p.m. Kyiv time
LABEL = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")  # 1. First  a. First  iv. Fourth
NEW_BLOCK = re.compile(r"\n(?=[^\S\n]*+(?:\n|[•‣▪◦·*]\s|[–—-]\s++(?![a-z])|\d{1,2}[.)]\s))")
MAX_CACHED_PARAGRAPHS = 1_000  # of an article: cleaning, headings and the text itself ask for the same ones
MAX_ABBREVIATION_CHARS = 24  # characters looked back from a full stop, with what may be glued to its front
MAX_QUOTATION_CHARS = 1_000  # characters looked back for an opening quotation mark
QUOTATION_MARKS = frozenset("\"'“”‘’„«»")
DASHES = frozenset("—–-")
ELLIPSES = frozenset(("...", "..", "…"))


@cache
def _english_words() -> SentenceEnds:
    """The English word lists that decide on sentence ends."""
    return pack("en").sentence_ends


@cache
def _short_months() -> Words:
    """Abbreviated English month names."""
    return pack("en").all_month_names.difference(pack("en").month_names)


@cache
def _words_after_clock() -> Words:
    """Words that follow "a.m." or "p.m." inside a sentence; any other capital opens the next one."""
    english = pack("en")
    plural_weekdays = {day + "s" for day in english.weekdays}
    days = english.short_weekdays.union(english.weekdays, plural_weekdays)
    return days | english.all_month_names | english.sentence_ends.time_zones


@cache
def _attribution_pattern() -> re.Pattern[str]:
    """A pattern of a speaker and a verb without a statement: "Mr. Smith said.", not "Mr. Smith said he was ill"."""
    return re.compile(
        rf"""
        [A-Z][\w.’'-]*+ (?: \s++ [A-Z][\w.’'-]*+ ){{0,3}}? ,? \s++ (?: (?:later|then) \s++ )?
        (?: {alternatives(pack("en").saying_verbs | _english_words().speech_verbs)} | told (?: \s++ \w++ ){{1,3}}? )
        (?: [,.;:…] | \s++ (?: {alternatives(_english_words().speech_settings)} ) \b )
        """,
        re.VERBOSE,
    )


@lru_cache(maxsize=MAX_CACHED_PARAGRAPHS)
def sentences(paragraph: str, language: str = "en") -> tuple[Span, ...]:
    """The (start, end) of each sentence of one paragraph, in order, without white space at either end.

    Together they cover every character that is not white space. A closing quotation mark belongs to the sentence it
    closes. A line break is white space, unless a list item or an empty line follows. Latin text of an unknown language
    is split as English.
    """
    code = primary_code(language)
    spans: list[Span] = []
    for start, end in _blocks(paragraph):
        if foreign.is_foreign(code, paragraph, start, end):
            spans += foreign.split(paragraph, start, end, code)
        else:
            spans += _english_spans(paragraph, start, end)
    return tuple(spans)


def _english_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the (start, end) of each English sentence between two offsets of a text."""
    for match in END_MARK.finditer(text, start, end):
        if match["closing"] is None:
            glued = GLUED.match(text, match.end(), end) if match["mark"] == "." else None
            if glued and _is_glued(text, match.start(), glued):
                yield start, match.end()
                start = match.end()
        elif _ends_sentence(text, start, match):
            yield start, match.end("closing")
            start = match.end()
    yield start, end


def _is_glued(text: str, stop: int, glued: re.Match[str]) -> bool:
    """True if a full stop in front of a capital ends a sentence, and is not part of a name or an abbreviation."""
    english = _english_words()
    last = LAST_WORD.search(text[max(0, stop - MAX_ABBREVIATION_CHARS) : stop])
    return glued[0] not in TOP_LEVEL_DOMAINS and not (
        last and last[0] in english.titles | english.pointers | english.abbreviations
    )


def _blocks(paragraph: str) -> Iterator[Span]:
    """The (start, end) of each part of a paragraph that no sentence crosses, without white space at its ends.

    Parts are list items and what empty lines divide.
    """
    breaks = (match.end() for match in NEW_BLOCK.finditer(paragraph))
    for start, end in pairwise([0, *breaks, len(paragraph)]):
        yield from stripped_span(paragraph, start, end)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """True if a match of END_MARK ends the sentence that begins at `start`."""
    mark, word = match.group("mark", "word")
    if word[:1].islower():
        return word[1:2].isupper()  # iPhone, eBay
    if text[match.end()] in END or match.end("opening") == match.endpos:
        return False  # the marks stand apart: ". . ." or "? !" or a last quotation mark
    before = text[max(start, match.start() - MAX_ABBREVIATION_CHARS) : match.start()]
    if before[-1:] in ("(", "["):
        return False  # (!) and […]
    if mark in ELLIPSES or SPACED_DOTS.search(before):
        return _ellipsis_ends(text, before, match)
    if mark == ".":
        opens_with_it = match.start() - start == len(before)
        return not (opens_with_it and LABEL.fullmatch(before)) and _full_stop_ends(text, before, match)
    return not _is_attributed(text, match) and (
        bool(match["closing"]) or word not in _english_words().company_forms
    )


def _ellipsis_ends(text: str, before: str, match: re.Match[str]) -> bool:
    """True if an ellipsis ends the sentence, and does not stand for words left out or a pause."""
    is_set_apart = before[-1:].isspace()
    if not QUOTATION_MARKS.isdisjoint(match["closing"]):
        return not _is_attributed(text, match)
    if is_set_apart and FINISHED.search(before):
        return True
    if is_set_apart and _is_in_quotation(text, match.start()):
        return False  # it stands for words left out
    if not QUOTATION_MARKS.isdisjoint(match["opening"]):
        return True
    return match["word"] != "I" and _opens_sentence(match)  # "I" is a capital everywhere


def _is_in_quotation(text: str, position: int) -> bool:
    """True if a quotation that opened within MAX_QUOTATION_CHARS before the position is not closed yet."""
    text_before = text[max(0, position - MAX_QUOTATION_CHARS) : position]
    return text_before.rfind("“") > text_before.rfind("”") or text_before.count('"') % 2 == 1


def _is_attributed(text: str, match: re.Match[str]) -> bool:
    """True if a quotation ends here and its speaker follows: “Where is it?” Mr. Smith asked."""
    if QUOTATION_MARKS.isdisjoint(match["closing"]) or match["opening"] or "." in match["closing"]:
        return False
    if match["word"] in _english_words().openers and match["word"] != "I":
        return False
    return _attribution_pattern().match(text, match.end()) is not None


def _full_stop_ends(text: str, before: str, match: re.Match[str]) -> bool:
    """True if a full stop ends the sentence and is not part of an abbreviation."""
    english = _english_words()
    last = LAST_WORD.search(before)
    token = last.group() if last else ""
    if token in english.titles or token in english.pointers:
        return False
    if token in english.before_numbers or token in _short_months():
        return not (match["word"][:1].isdigit() or ROMAN_NUMERAL.fullmatch(match["word"]))
    if token.lower() in ("a.m", "p.m"):
        return _clock_ends(text, match)
    if (lettered := LETTERED.search(before)) and lettered["noun"].lower() in english.lettered_nouns:
        return match["word"][:1].isupper()
    if AFTER_COMMA.search(before) and _opens_with_plural(text, match):
        return True
    if token in english.abbreviations or (len(token) == 1 and token.isupper()) or DOTTED.fullmatch(token):
        return _opens_sentence(match)
    return True


def _opens_with_plural(text: str, match: re.Match[str]) -> bool:
    """True if a plural and a common word follow, as no name does: "Officials there had waited"."""
    word = match["word"]
    following = NEXT_WORD.match(text, match.end("word"))
    return word.endswith("s") and following is not None and following[1] in stop_words("en")


def _clock_ends(text: str, match: re.Match[str]) -> bool:
    """True if "a.m." or "p.m." ends the sentence: before a quotation, or a capital that opens no day, month or zone."""
    word = match["word"]
    if not match["opening"]:
        return (
            word[:1].isupper()
            and word not in _words_after_clock()
            and not NAMED_TIME.match(text, match.end())
        )
    return not QUOTATION_MARKS.isdisjoint(match["opening"])


def _opens_sentence(match: re.Match[str]) -> bool:
    """True if the word after an end mark almost certainly opens a sentence."""
    closing, opening, word, tie = match.group("closing", "opening", "word", "tie")
    if not QUOTATION_MARKS.isdisjoint(closing) and not word.isdigit():
        return True  # a quotation rarely stops at an abbreviation in mid-sentence
    if not DASHES.isdisjoint(opening):
        return False  # PALO ALTO, Calif. — The company
    english = _english_words()
    return (word in english.openers and not tie) or (word in pack("en").courtesy_titles and tie == ".")
