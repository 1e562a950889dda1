"""Numbers in a text as news writes them: where they stand, what they are worth, and how firmly they are stated.

Knows digits, words, scales, money, per cent, ranges and hedges; knows nothing of what is counted. It leaves out what
only looks like a quantity: years and dates, ages, times of day, names and labels that end in a number. “Dozens” and
“several hundred” are no numbers, and neither is “two dozen”, which nobody counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.language.packs import alternatives, pack

ENGLISH = pack("en").figures
ONES, TENS = pack("en").ones, pack("en").tens
WORTH: Mapping[str, float] = (
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

# A hedge → whether the number is a rough one; the others set a bound, whose number is exact.
ROUGH_OR_NOT: Mapping[str, bool] = dict.fromkeys(ENGLISH.bounds, False) | dict.fromkeys(
    ENGLISH.approximations, True
)
HEDGE = re.compile(rf"\b({alternatives(ROUGH_OR_NOT)})\s(?:(?:the|a|an|its|their)\s)?$", re.IGNORECASE)

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


def _number(of: str) -> str:
    return rf"""
        (?:(?P<sign{of}>{_SIGN}))?
        (?:(?P<digits{of}>{_DIGITS})(?:[\s-]?(?P<scale{of}>{_SCALE})\b|(?P<short{of}>{_SHORT_SCALE})\b)?
          |\b(?P<spelled{of}>{_SPELLED}))
        (?P<percent{of}>\s?%|[\s-]per\s?cent\b)?
    """


_MONEY_WORDS = "dollars?|euros?|rupees?|roubles?|rubles?|yen|yuan|hryvnias?|pounds?(?!\\sof)"
NUMBER = re.compile(
    rf"""
    (?<![\w.,:/$€£₹₽¥+-]) (?<!\w[–’']) {_number("")}
    (?:(?P<joint>\s?[-–—]\s?|\s(?:to|or|and)\s(?:about\s|around\s|even\s|perhaps\s|some\s)?){_number("2")})?
    (?P<points>\spercentage\spoints?\b)? (?:[\s-](?P<coin>{_MONEY_WORDS})\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)

MONTHS = alternatives(pack("en").all_month_names)
LABELS = alternatives(ENGLISH.labels)
# What stands before a number that counts nothing, or a part of what another number counts.
NOT_BEHIND = re.compile(
    rf"""(?: \b(?:{MONTHS})\.?\s | \b(?:{LABELS})\s | \bage\sof\s | \bGroup\sof\s | (?:\d|\b{_WORD})\sin\s
      | \b(?:one|each|any|none|both|some|all|many|most|two|three|four|five|first|last|out)\sof\s
        (?:only\s|the\s|its\s|their\s)?
      | \b(?:several|few|every|per|other|factor\sof|next|first|last|past|previous|initial)\s
      | [#№§(\[]\s? | \d\s | \bUntil\s )$""",
    re.VERBOSE | re.IGNORECASE,
)
# What stands behind one. An age, a time, a date, a label, an address, a fraction, a share, a duration in an adjective.
NOT_BEFORE = re.compile(
    rf"""(?: [-–](?!strong\b)[^\W\d] | [-–/:.]\d | \s?(?:[ap]\.?m\b) | (?:st|nd|rd|th|s)\b | [^\W\d_] | ° | ['’]s\b
      | \s(?:{MONTHS})\b | \s(?:dozen|scores?|thirds?|quarters?|fifths?|tenths?|halves|half|of\sage|o[’']clock)\b
      | \sof\s(?:only|the|its|their|them|those|these|us|our|his|her|whom|which|\d+|{_WORD})(?!\w)
      | \sout\sof\b | \sin\s(?:\d|{_WORD})
      | \s(?:[A-Z]\w+\s)?(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Drive|Boulevard|Row)\b | \sB\.?C )""",
    re.VERBOSE,
)  # fmt: skip
NAMED = re.compile(r"(?:^|[^.!?…]\s|\s)([A-Z][\w’'&-]*\.?)\s$")
WEEKDAY = re.compile(alternatives(pack("en").weekdays))
YEAR = re.compile(r"1\d{3}|20\d\d|21\d\d")
AGE_OPENED = re.compile(r",\s$")  # Ines Corder, 43, said
AGE_CLOSED = re.compile(r"\s?(?:[,.;)]|$|\sand\b)")
OLDEST = 115
BESIDE = 60  # characters before and behind a number that say what kind it is
GREATEST = 1e15  # more is no number that news reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number where it is printed, sign, scale and per cent included; `upper` is the end of a range."""

    start: int
    end: int
    value: float
    upper: float | None
    hedge: str | None  # as printed
    rough: bool
    unit: str | None  # of money or of a share; None when something has to be counted


def find(text: str) -> Iterator[Number]:
    """The numbers of a text in order; years, dates, ages, times, labels and parts of another number left out."""
    for found in NUMBER.finditer(text):
        before, behind = (
            text[max(0, found.start() - BESIDE) : found.start()],
            text[found.end() : found.end() + BESIDE],
        )
        unit = _unit(found)
        if unit is None and not _counts(found, before, behind):
            continue
        number = _read(found, before, unit)
        if number is not None and max(number.value, number.upper or 0) <= GREATEST:
            yield number


def _unit(found: re.Match[str]) -> str | None:
    sign = next((found[name].strip() for name in ("sign", "sign2") if found[name]), None) or found["coin"]
    if sign:
        return CURRENCIES[sign.lower()]
    if found["percent"] or found["percent2"]:
        return PERCENT
    return POINTS if found["points"] else None


def _counts(found: re.Match[str], before: str, behind: str) -> bool:
    """Whether a number without a unit may count something."""
    plain = found["digits"] or ""
    if found["scale"] or "," in plain or found["scale2"]:
        return not re.match(r"-[A-Za-z]|\sof\s(?:the|its|their|them|those|these)\b", behind)
    if (found["spelled"] or "")[:1].isupper() and re.search(r"[\w,’']\s$", before):
        return False  # the Three Gorges
    if NOT_BEHIND.search(before) or NOT_BEFORE.match(behind):
        return False
    name = NAMED.search(before)
    if (
        name
        and plain
        and not WEEKDAY.fullmatch(name[1])
        and name[1] not in ("About", "Around", "Some", "Nearly", "The")
    ):
        return HEDGE.search(before) is not None  # Type 45, Channel 4
    if YEAR.fullmatch(plain) and not found["short"]:
        return False
    return not (AGE_OPENED.search(before) and AGE_CLOSED.match(behind) and _worth(found, "") <= OLDEST)


def _read(found: re.Match[str], before: str, unit: str | None) -> Number | None:
    hedge = HEDGE.search(before)
    value, upper = _worth(found, ""), None
    if found["joint"]:
        upper = _worth(found, "2")
        if found["digits"] and not _scale(found, "") and "," not in found["digits"]:
            value *= _scale(found, "2") or 1
        elif found["spelled"] and not re.search(_SCALE, found["spelled"]):
            value *= next((SCALES[scale] for scale in re.findall(_SCALE, found["spelled2"] or "")), 1)
        if not _is_range(found["joint"].strip(), before, value, upper):
            return None
    return Number(
        start=found.start(),
        end=found.end(),
        value=value,
        upper=upper,
        hedge=" ".join(hedge[1].split()) if hedge else None,
        rough=hedge is not None and ROUGH_OR_NOT[" ".join(hedge[1].lower().split())],
        unit=unit,
    )


def _is_range(joint: str, before: str, value: float, upper: float) -> bool:
    """“Between 3 and 5”, “3 to 5”, “3-5”; neither “from 3 to 5”, which tells of a change, nor a score of 3-1."""
    if joint.startswith("and"):
        return re.search(r"\bbetween\s$", before, re.IGNORECASE) is not None and value < upper
    return value < upper and not (
        joint.startswith("to") and re.search(r"\bfrom\s(?:\w+\s)?$", before, re.IGNORECASE)
    )


def _worth(found: re.Match[str], of: str) -> float:
    if digits := found[f"digits{of}"]:
        return round(float(re.sub(rf",|{GAP}", "", digits)) * (_scale(found, of) or 1), 6)
    return _spelled(found[f"spelled{of}"].lower())


def _scale(found: re.Match[str], of: str) -> float | None:
    name = found[f"scale{of}"] or found[f"short{of}"]
    return SCALES[name.lower()] if name else None


def _spelled(words: str) -> float:
    """“One hundred and fifty thousand”, “two and a half million”, “twenty-five”."""
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
            group += sum(WORTH.get(part, SCALES.get(part, 0)) for part in word.split("-"))
    return total + group
