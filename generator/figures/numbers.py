"""Numbers in a text as news writes them: their place, value, unit and hedge. Pure.

Knows digits, words, scales, money, per cent, ranges and hedges; knows nothing of what is counted. It leaves out what
only looks like a quantity: years and dates, ages, times of day, names and labels that end in a number. “Dozens” and
“several hundred” are no numbers, and neither is “two dozen”, which is not an exact count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.language.packs import alternatives, pack

ENGLISH = pack("en").figures
ONES, TENS = pack("en").ones, pack("en").tens
VALUES: Mapping[str, float] = (
    {word: n for n, word in enumerate(ONES, 1)}
    | {word: 10 * n for n, word in enumerate(TENS, 2)}
    | {"a": 1, "half a": 0.5}
)
SCALES: Mapping[str, float] = {
    word: float(worth)
    for scales in (ENGLISH.scales, ENGLISH.short_scales)
    for worth, words in scales.items()
    for word in words
}
CURRENCIES: Mapping[str, str] = {
    sign.lower(): currency for currency, signs in ENGLISH.currencies.items() for sign in signs
}
PERCENT, POINTS = "per cent", "percentage points"

# Hedge → True if the number is approximate, False if it is an exact bound (“at least”).
HEDGES: Mapping[str, bool] = dict.fromkeys(ENGLISH.bounds, False) | dict.fromkeys(
    ENGLISH.approximations, True
)
HEDGE = re.compile(rf"\b({alternatives(HEDGES)})\s(?:(?:the|a|an|its|their)\s)?$", re.IGNORECASE)

GAP = "[ \u00a0\u202f\u2009]"
_DIGITS = r"""
    \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d) | \d{1,2}(?:,\d{2})+,\d{3}(?!,?\d)
    | \d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d) | \d++(?:\.\d++)?(?![.,]\d)
"""
_SCALE = f"(?:{alternatives(chain(*ENGLISH.scales.values()))})"
_SHORT_SCALE = alternatives(chain(*ENGLISH.short_scales.values()))
_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[:9])}))?|{'|'.join(reversed(ONES))})\b"
_WORDS = rf"{_WORD}(?:\sand\sa\shalf)?(?:[\s-]{_SCALE}\b(?:(?:\sand)?\s{_WORD})?)*+"
_SPELLED = rf"(?:{_WORDS}|(?:half\s)?a\s(?:million|billion)\b)"
_SIGN = r"(?:(?:US|CA|AU|HK|NZ|C|A|S)?\$|[€£₹₽¥]|(?:Rs\.?|USD|EUR|GBP)\s)\s?"


def _number_pattern(suffix: str) -> str:
    """Pattern of one number; `suffix` sets the names of its groups apart from those of the other end of a range."""
    return rf"""
        (?:(?P<sign{suffix}>{_SIGN}))?
        (?:(?P<digits{suffix}>{_DIGITS})(?:[\s-]?(?P<scale{suffix}>{_SCALE})\b|(?P<short{suffix}>{_SHORT_SCALE})\b)?
          |\b(?P<spelled{suffix}>{_SPELLED}))
        (?P<percent{suffix}>\s?%|[\s-]per\s?cent\b)?
    """


RANGE_END = "2"  # suffix of the groups that match the upper end of a range
_MONEY_WORDS = "dollars?|euros?|rupees?|roubles?|rubles?|yen|yuan|hryvnias?|pounds?(?!\\sof)"
NUMBER = re.compile(
    rf"""
    (?<![\w.,:/$€£₹₽¥+-]) (?<!\w[–’']) {_number_pattern("")}
    (?:(?P<link>\s?[-–—]\s?|\s(?:to|or|and)\s(?:about\s|around\s|even\s|perhaps\s|some\s)?)
      {_number_pattern(RANGE_END)})?
    (?P<points>\spercentage\spoints?\b)? (?:[\s-](?P<currency>{_MONEY_WORDS})\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)

# What a number has in it: three sentences of four have neither of these, and are quickly passed over.
DIGIT = re.compile(r"\d")
NUMBER_WORDS = frozenset((*ONES, *TENS, "half", "million", "billion"))
WORD = re.compile(r"\w+")

MONTHS = alternatives(pack("en").all_month_names)
LABELS = alternatives(ENGLISH.labels)
# What stands before a number that counts nothing, or a part of what another number counts.
NON_COUNT_BEFORE = re.compile(
    rf"""(?: \b(?:{MONTHS})\.?\s | \b(?:{LABELS})\s | \bage\sof\s | \bGroup\sof\s | (?:\d|\b{_WORD})\sin\s
      | \b(?:one|each|any|none|both|some|all|many|most|two|three|four|five|first|last|out)\sof\s
        (?:only\s|the\s|its\s|their\s)?
      | \b(?:several|few|every|per|other|factor\sof|next|first|last|past|previous|initial)\s
      | [#№§(\[]\s? | \d\s | \bUntil\s )$""",
    re.VERBOSE | re.IGNORECASE,
)
NON_COUNT_SIGNS = tuple("#№§([")
# The last words of all of the above: where none of them stands, the slower pattern cannot match.
NON_COUNT_ENDS = tuple(
    {label.split()[-1].rstrip(".").lower() for label in ENGLISH.labels | pack("en").all_month_names}.union(
        """
        of in only the its their several few every per other next first last past previous initial until
        """.split()
    )
)
HEDGE_ENDS = tuple({hedge.split()[-1] for hedge in HEDGES}.union(("the", "a", "an", "its", "their")))
# What stands after one: an age, a time, a date, a label, an address, a fraction, a share, a duration in an adjective.
NON_COUNT_AFTER = re.compile(
    rf"""(?: [-–](?!strong\b)[^\W\d] | [-–/:.]\d | \s?(?:[ap]\.?m\b) | (?:st|nd|rd|th|s)\b | [^\W\d_] | ° | ['’]s\b
      | \s(?:{MONTHS})\b | \s(?:dozen|scores?|thirds?|quarters?|fifths?|tenths?|halves|half|of\sage|o[’']clock)\b
      | \sof\s(?:only|the|its|their|them|those|these|us|our|his|her|whom|which|\d+|{_WORD})(?!\w)
      | \sout\sof\b | \sin\s(?:\d|{_WORD})
      | \s(?:[A-Z]\w+\s)?(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Drive|Boulevard|Row)\b | \sB\.?C )""",
    re.VERBOSE,
)  # fmt: skip
CAPITALISED_WORD_BEFORE = re.compile(r"(?:^|[^.!?…]\s|\s)([A-Z][\w’'&-]*\.?)\s$")
WEEKDAY = re.compile(alternatives(pack("en").weekdays))
YEAR = re.compile(r"1\d{3}|20\d\d|21\d\d")
AGE_BEFORE = re.compile(r",\s$")  # Ines Corder, 43, said
AGE_AFTER = re.compile(r"\s?(?:[,.;)]|$|\sand\b)")
MAX_AGE_YEARS = 115
CONTEXT_CHARS = 60  # before and after a number, which say what kind it is
MAX_VALUE = 1e15  # more is no number that news reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number where it is printed, sign, scale and per cent included; `upper` is the end of a range."""

    start: int
    end: int
    value: float
    upper: float | None
    hedge: str | None  # as printed
    is_approximate: bool
    unit: str | None  # of money or of a share; None when something has to be counted


def find(text: str) -> Iterator[Number]:
    """The numbers of a text in order; years, dates, ages, times, labels and parts of another number left out."""
    if not DIGIT.search(text) and NUMBER_WORDS.isdisjoint(WORD.findall(text.lower())):
        return
    for match in NUMBER.finditer(text):
        before = text[max(0, match.start() - CONTEXT_CHARS) : match.start()]
        after = text[match.end() : match.end() + CONTEXT_CHARS]
        unit = _unit(match)
        if unit is None and not _is_count(match, before, after):
            continue
        number = _number(match, before, unit)
        if number is not None and max(number.value, number.upper or 0) <= MAX_VALUE:
            yield number


def _unit(match: re.Match[str]) -> str | None:
    """The currency, “per cent” or “percentage points” of a match of NUMBER; None if it has no unit."""
    sign = next((match[name].strip() for name in ("sign", "sign2") if match[name]), None) or match["currency"]
    if sign:
        return CURRENCIES[sign.lower()]
    if match["percent"] or match["percent2"]:
        return PERCENT
    return POINTS if match["points"] else None


def _is_count(match: re.Match[str], before: str, after: str) -> bool:
    """True if a number without a unit may count something, judged by the text before and after it."""
    digits = match["digits"] or ""
    if match["scale"] or "," in digits or match["scale2"]:
        return not re.match(r"-[A-Za-z]|\sof\s(?:the|its|their|them|those|these)\b", after)
    if (match["spelled"] or "")[:1].isupper() and re.search(r"[\w,’']\s$", before):
        return False  # the Three Gorges
    if _stands_behind_non_count(before) or NON_COUNT_AFTER.match(after):
        return False
    if digits and _follows_a_name(before):
        return _hedge(before) is not None  # Type 45, Channel 4
    if YEAR.fullmatch(digits) and not match["short"]:
        return False
    may_be_age = AGE_BEFORE.search(before) and AGE_AFTER.match(after)
    return not (may_be_age and _value(match) <= MAX_AGE_YEARS)


def _stands_behind_non_count(before: str) -> bool:
    """True if the text before a number says that it counts nothing, or a part of what another number counts."""
    end = before.rstrip()
    may = end.endswith(NON_COUNT_SIGNS) or end[-1:].isdigit() or _ends_with(end, NON_COUNT_ENDS)
    return may and NON_COUNT_BEFORE.search(before) is not None


def _hedge(before: str) -> re.Match[str] | None:
    """The hedge at the end of the text before a number; None if there is none."""
    return HEDGE.search(before) if _ends_with(before.rstrip(), HEDGE_ENDS) else None


def _ends_with(text: str, words: tuple[str, ...]) -> bool:
    """True if a text, a full stop aside, ends with the letters of one of some words in lower case."""
    return text[-CONTEXT_CHARS:].rstrip(".").lower().endswith(words)


def _follows_a_name(before: str) -> bool:
    """True if the text before a number ends in a capitalised word other than a weekday, “About”, “Some” or the like."""
    word = CAPITALISED_WORD_BEFORE.search(before)
    return (
        word is not None
        and not WEEKDAY.fullmatch(word[1])
        and word[1] not in ("About", "Around", "Some", "Nearly", "The")
    )


def _number(match: re.Match[str], before: str, unit: str | None) -> Number | None:
    """The number of a match, with the hedge at the end of the text `before`; None if its two ends are no range."""
    upper = None
    if match["link"]:
        upper = _value(match, RANGE_END)
        value = _lower_value(match)
        if not _is_range(match["link"].strip(), before, value, upper):
            return None
    else:
        value = _value(match)
    hedge = _hedge(before)
    return Number(
        start=match.start(),
        end=match.end(),
        value=value,
        upper=upper,
        hedge=" ".join(hedge[1].split()) if hedge else None,
        is_approximate=hedge is not None and HEDGES[" ".join(hedge[1].lower().split())],
        unit=unit,
    )


def _lower_value(match: re.Match[str]) -> float:
    """The lower end of a range, which takes the scale of the upper end if it has none: “six or seven thousand”."""
    value = _value(match)
    if match["digits"] and not _scale(match) and "," not in match["digits"]:
        return value * (_scale(match, RANGE_END) or 1)
    if match["spelled"] and not re.search(_SCALE, match["spelled"]):
        return value * next((SCALES[scale] for scale in re.findall(_SCALE, match["spelled2"] or "")), 1)
    return value


def _is_range(link: str, before: str, value: float, upper: float) -> bool:
    """True if two linked numbers are a range: “3 to 5”, “3-5”, “between 3 and 5”.

    Never if the first is not the smaller (a score of 3-1), nor for “3 and 5” without “between” or the change “from 3 to
    5”.
    """
    if link.startswith("and"):
        return re.search(r"\bbetween\s$", before, re.IGNORECASE) is not None and value < upper
    return value < upper and not (
        link.startswith("to") and re.search(r"\bfrom\s(?:\w+\s)?$", before, re.IGNORECASE)
    )


def _value(match: re.Match[str], suffix: str = "") -> float:
    """The value of a match of NUMBER, scale included; of the upper end of a range with the suffix RANGE_END."""
    if digits := match[f"digits{suffix}"]:
        return round(float(re.sub(rf",|{GAP}", "", digits)) * (_scale(match, suffix) or 1), 6)
    return _spelled_value(match[f"spelled{suffix}"].lower())


def _scale(match: re.Match[str], suffix: str = "") -> float | None:
    """What digits are multiplied by: 1,000,000 for “million”, “m”; None without such a word."""
    name = match[f"scale{suffix}"] or match[f"short{suffix}"]
    return SCALES[name.lower()] if name else None


def _spelled_value(words: str) -> float:
    """The value of a number in words: “one hundred and fifty thousand”, “two and a half million”, “twenty-five”."""
    total = group = 0.0
    for word in (
        words.replace("half a", "half-a").replace("and a half", "and-half").replace("and ", "").split()
    ):
        if word in ("and-half", "half-a"):
            group += 0.5
        elif word == "hundred":
            group *= 100
        elif word in SCALES:
            total, group = total + group * SCALES[word], 0.0
        else:
            group += sum(VALUES.get(part, SCALES.get(part, 0)) for part in word.split("-"))
    return total + group
