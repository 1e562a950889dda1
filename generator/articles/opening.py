"""The lines between a pasted headline and its text: date, byline, reading time. Pure.

A line is read only if nothing but such parts stands in it, so that no sentence of the article can be taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.articles import dates
from generator.models import MetadataValue, Removed

ORIGIN = "opening line"
MAX_LINE_WORDS = 20
PART_SIGN = re.compile(r"\s*[|•·]\s*|\s+[–—-]+\s+")  # between the parts of a line
LABEL = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|released|issued|date|veröffentlicht|publié|publicado|pubblicato)"
    r"(?: (?:on|at|am|le|el|il))?|on)\s*:?\s+",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"(?:last )?(?:updated?|modified|edited|aktualisiert|mis à jour|actualizado)\b.*", re.IGNORECASE
)
NOISE = re.compile(
    r"(?:\d{1,3}[ -]min(?:ute)?s?(?: read)?|\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
    r"|share|save|print|comments?)",
    re.IGNORECASE,
)
NAME = r"[^\W\d_a-z][\w.’'-]*"
NAMES = rf"{NAME}(?: (?:(?:de|van|von|der|den|di|da|al|bin|el|la|le) )*{NAME}){{0,4}}"
AND = r"(?:, | and | & | und | et | y | e )"
BYLINE = re.compile(
    rf"(?i:by|von|par|por|di|door|av|af|od|автор:?|text:|author:|words by)\s+(?P<names>{NAMES}(?:{AND}{NAMES})*)"
    rf"(?:,? (?:in|at|for|from|à|en|aus) {NAMES}|, [^.!?]{{1,60}})?"
)
NAMES_ALONE = re.compile(rf"{NAME}(?: {NAME}){{1,3}}(?:(?:, | and ){NAME}(?: {NAME}){{1,3}})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLine:
    """What stands in a line between headline and text."""

    reason: Removed
    published: MetadataValue | None = None
    author: MetadataValue | None = None


def read(text: str, following: str = "", code: str = "en") -> OpeningLine | None:
    """The metadata in a line of an article's opening; None if the line holds anything else.

    `following` is the line behind it: names alone are a byline above a date. `code` is the language of both.
    """
    if len(text.split()) > MAX_LINE_WORDS:
        return None
    if NAMES_ALONE.fullmatch(text) and not BYLINE.fullmatch(text):
        line = read(following, code=code) if following else None
        return _byline(text) if line and line.published else None
    parts = [_read_part(part, code) for part in filter(None, PART_SIGN.split(text))]
    known = [part for part in parts if part]
    if len(known) < len(parts) - 1 or not any(part.published or part.author for part in known):
        return _only_changed(text, code)
    published = next((part.published for part in known if part.published), None)
    author = next((part.author for part in known if part.author), None)
    if len(known) < len(parts) and not (published and len(parts) > 1):
        return None
    reason = Removed.DATE_LINE if published else Removed.BYLINE
    return OpeningLine(reason=reason, published=published, author=author)


def _only_changed(text: str, code: str) -> OpeningLine | None:
    """The line if it only says when the article was changed, which is no date of publication."""
    return (
        OpeningLine(reason=Removed.DATE_LINE) if CHANGED.fullmatch(text) and _is_dated(text, code) else None
    )


def _is_dated(text: str, code: str) -> bool:
    """True if the last words of a line are a date, a clock time, or a time that counts from now."""
    words = text.split()
    return any(_is_date(" ".join(words[start:]).lstrip(": "), code) for start in range(1, min(len(words), 4)))


def _read_part(text: str, code: str) -> OpeningLine | None:
    """What a part of a line states; None if it is nothing known."""
    if NOISE.fullmatch(text) or CHANGED.fullmatch(text):
        return OpeningLine(reason=Removed.DATE_LINE)
    label = LABEL.match(text)
    written = text[label.end() :] if label else text
    if _is_date(written, code):
        return OpeningLine(reason=Removed.DATE_LINE, published=MetadataValue(value=written, origin=ORIGIN))
    byline = BYLINE.fullmatch(text)
    return _byline(byline["names"]) if byline else None


def _byline(names: str) -> OpeningLine:
    """The line of a byline with these names, which may be in capitals."""
    value = names.title() if names.isupper() else names
    return OpeningLine(reason=Removed.BYLINE, author=MetadataValue(value=value, origin=ORIGIN))


def _is_date(text: str, code: str) -> bool:
    """True if a text is a date, also one that names no single day."""
    day = dates.parse(text, code=code)
    return isinstance(day, date) or day.doubt is not dates.Doubt.UNKNOWN
