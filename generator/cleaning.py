"""Draft → article: what is not the article's own prose goes out, each piece recorded with its reason.

Cleaning only ever removes; the words that remain, and their order, are the source's. White space is folded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from generator import dates, language, quotable
from generator.models import (
    Article,
    Block,
    BlockKind,
    Draft,
    Flaw,
    Given,
    Removal,
    Removed,
    Sentence,
    TitleOrigin,
    Unquotable,
)

HEADING_WORDS = 12  # a longer line without a full stop is prose whose full stop was lost
TITLE_LENGTH = 90  # characters of a derived title
TITLE_START = 30  # a clause that ends before this is no title yet

# Whole paragraphs that are not prose.
REMOVED_PARAGRAPHS = {
    Removed.PICTURE_CREDIT: re.compile(
        r"(?:photo(?:graph)?s?|pictures?|images?)\b(?: (?:taken|supplied|provided))?(?: credit)?"
        r"(?: from| by| courtesy(?: of)?|:| ©)\s.{1,80}",
        re.IGNORECASE,
    ),
}

# Pieces at the start of the text that are metadata. The named group is the value.
OPENING_DATE = re.compile(r"(?P<removed>date:? (?P<date>\d{4}-\d{2}-\d{2}))(?= |$)", re.IGNORECASE)

# What the ledger says of an article that is published though its reader doubts it.
WARNINGS = {
    Flaw.PARTIAL: "It is only the opening of the article. Save the whole of it to have all of it used.",
    Flaw.THIN: "Little text was found on the page. Compare it, and save the text alone if something is missing.",
    Flaw.ROUGH: "Its paragraphs were taken as they stand. Compare it, and save the text alone if it is too much.",
}

PROSE_END = re.compile(r"""[.!…:;,]["'”’»)\]]*$|["”»]$""")
PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def clean(draft: Draft, site_language: str = "en", today: date | None = None) -> Article | None:
    """The article in a draft, or None when nothing is left that could be quoted.

    Its date is unknown when the one it gives lies after `today`, where that is given.
    """
    blocks, removed, opening_date = _prose(draft.blocks)
    blocks, first_line = _first_line(blocks)
    text = "\n\n".join(block.text for block in blocks)
    code = _value(draft.language) or language.language_of(text) or site_language
    sentences = _sentences(blocks, code)
    if not any(sentence.unquotable is None for sentence in sentences):
        return None
    title = draft.title or first_line
    published, refusals = _date((draft.published, opening_date), today)
    derived = _derived_title(text, sentences)
    return Article(
        id=address(draft),
        source=draft.source,
        sha256=draft.sha256,
        title=title.value if title else derived.words,
        title_origin=TitleOrigin.GIVEN if title else TitleOrigin.DERIVED,
        title_cut=derived.cut and not title,
        published=published and published[0],
        published_origin=published and published[1],
        outlet=_value(draft.outlet),
        author=_value(draft.author),
        url=_value(draft.url),
        language=code,
        text=text,
        sentences=sentences,
        removed=removed,
        flaws=draft.flaws,
        notes=(*draft.notes, *(WARNINGS[flaw] for flaw in draft.flaws), *refusals),
    )


def address(draft: Draft) -> str:
    """The article's permanent id, a function of its file's name alone.

    A plain name directly under seeds/ is used as it is; any other is made plain and told apart from its like
    by the start of a hash of the whole path, so that no later file can take an address over. An entry of a file
    is told apart by what the file calls it, so that its place in the file does not matter.
    """
    if draft.slug and PLAIN_NAME.fullmatch(draft.slug.value):
        return draft.slug.value
    stem, _, suffix = draft.source.rpartition(".")
    if suffix == "txt" and PLAIN_NAME.fullmatch(stem):
        return stem
    plain = re.sub(r"[^a-z0-9]+", "-", stem.rpartition("/")[2].lower()).strip("-")[:48].rstrip("-")
    file, _, _ = draft.source.rpartition("#")
    path = f"{file}#{draft.identity}" if draft.identity else draft.source
    digest = hashlib.sha256(path.encode("utf-8", "backslashreplace")).hexdigest()[:10]
    return f"{plain}-{digest}" if plain else digest


# --- what goes out ---------------------------------------------------------------------------------------


def _prose(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Removal, ...], Given | None]:
    kept: list[Block] = []
    removed: list[Removal] = []
    opening_date = None
    for block in blocks:
        text = " ".join(block.text.split())
        if not kept and opening_date is None and (found := OPENING_DATE.match(text)):
            opening_date = Given(value=found["date"], origin="opening line")
            removed.append(Removal(text=found["removed"], reason=Removed.DATE_LINE))
            text = text[found.end() :].lstrip()
        reason = _reason(block.kind, text)
        if reason:
            removed.append(Removal(text=text, reason=reason))
        elif text:
            kept.append(replace(block, text=text))
    return _with_headings(kept), tuple(removed), opening_date


def _reason(kind: BlockKind, text: str) -> Removed | None:
    if kind is BlockKind.CAPTION:
        return Removed.CAPTION
    return next((why for why, rule in REMOVED_PARAGRAPHS.items() if rule.fullmatch(text)), None)


def _with_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A short line without a full stop, with prose after it, is a heading."""
    last = len(blocks) - 1
    return tuple(
        replace(block, kind=BlockKind.HEADING) if index < last and _is_heading(block.text) else block
        for index, block in enumerate(blocks)
    )


def _is_heading(text: str) -> bool:
    return len(text.split()) <= HEADING_WORDS and not text[0].islower() and not PROSE_END.search(text)


def _first_line(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Given | None]:
    """A heading at the very start is the title the file gives, and stands above the text, not in it."""
    if blocks and blocks[0].kind is BlockKind.HEADING:
        return blocks[1:], Given(value=blocks[0].text, origin="first line")
    return blocks, None


# --- sentences -------------------------------------------------------------------------------------------


def _sentences(blocks: Sequence[Block], code: str) -> tuple[Sentence, ...]:
    spans = [
        ((0, len(block.text)),) if block.kind is BlockKind.HEADING else language.sentences(block.text, code)
        for block in blocks
    ]
    prose = [
        [block.text[start:end] for start, end in within] for block, within in zip(blocks, spans, strict=True)
    ]
    found: list[Sentence] = []
    offset = number = 0
    for index, (block, within, verdicts) in enumerate(
        zip(blocks, spans, quotable.verdicts(prose), strict=True)
    ):
        heading = block.kind is BlockKind.HEADING
        for (start, end), verdict in zip(within, verdicts, strict=True):
            number += not heading
            found.append(
                Sentence(
                    start=offset + start,
                    end=offset + end,
                    paragraph=index,
                    number=0 if heading else number,
                    unquotable=Unquotable.HEADING if heading else verdict,
                )
            )
        offset += len(block.text) + 2
    return tuple(found)


# --- metadata --------------------------------------------------------------------------------------------


def _value(given: Given | None) -> str | None:
    return given.value if given else None


def _date(
    places: Iterable[Given | None], today: date | None
) -> tuple[tuple[date, str] | None, tuple[str, ...]]:
    """The first day that the places name, with its origin, and why those before it name none."""
    refusals: list[str] = []
    for given in filter(None, places):
        day = dates.parse(given.value, today)
        if isinstance(day, date):
            return (day, given.origin), tuple(refusals)
        refusals.append(day.hint)
    return None, tuple(refusals)


@dataclass(frozen=True, slots=True)
class _Derived:
    words: str
    cut: bool


# Where a clause may end: before these words. Not before "of" or "to", which finish the thought they follow.
CLAUSE_STARTS = frozenset(
    """
    after against ahead along amid among and as at because before between but by despite during following for from
    if in into on or over saying since than that through under unless until when where which while who with within
    without
    """.split()
)
LOOSE_ENDS = CLAUSE_STARTS | frozenset(
    "a along an around be been between both has have had is its his her not of said the their to was were will".split()
)


def _derived_title(text: str, sentences: Sequence[Sentence]) -> _Derived:
    """The opening of the first sentence that stands alone, up to the end of a clause."""
    first = next(sentence for sentence in sentences if sentence.unquotable is None)
    sentence = text[first.start : first.end]
    if len(sentence) <= TITLE_LENGTH:
        return _Derived(sentence.rstrip("."), False)
    ends = [end for end in _clause_ends(sentence) if end <= TITLE_LENGTH]
    return _Derived(sentence[: max(ends)] if ends else _whole_words(sentence), True)


def _clause_ends(sentence: str) -> list[int]:
    """Offsets at which a clause of the sentence is complete, quotation marks balanced."""
    words = list(re.finditer(r"\S+", sentence))
    ends = []
    for before, word in pairwise(words):
        end = before.end() - len(before[0]) + len(before[0].rstrip(",;:–—"))
        start_of_clause = word[0][0] in '“"(' or word[0].lower() in CLAUSE_STARTS
        opening = sentence[:end]
        if end < TITLE_START or before[0].lower() in LOOSE_ENDS or not _balanced(opening):
            continue
        if word[0] == "and" and re.search(r"\b(?:between|both)\b", opening):
            continue
        if start_of_clause or end < before.end():
            ends.append(end)
    return ends


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _whole_words(sentence: str) -> str:
    words = sentence[: TITLE_LENGTH + 1].split()[:-1]
    while len(words) > 1 and words[-1].lower() in LOOSE_ENDS:
        words.pop()
    return " ".join(words).rstrip(",;:–—")
