"""What is known of an article beside its text: where each piece was found, and why some could not be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator import language
from generator.articles import addresses, dates
from generator.models import ExtractedDocument, ExtractionWarning, MetadataValue, TextForm

MAX_VALUE_CHARS = 2_000  # of a title, a name or an address; it may stand on many pages

MAX_LOST_SHARE = 0.1  # share of a file's words that may be left out without a note
DATE_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
QUOTED_CHARS = 80  # of what is not used, in the note
# The two or three bytes of a letter in UTF-8, as they read in cp1252 or in cp1251.
MISREAD_LETTERS = re.compile(
    "Ã[\u0080-\u00bfŠŒŽšœžŸƒˆ˜–-›€™]|Â[\u0080-\u00bf]|â€[\u0080-\u00bf–-›€™œšžŸŒŽƒˆ˜]"
    "|(?:[РС][\u00a0-\u00bbЂ-Џђ-џҐґ–-›€№™]){3}"
)

# What the ledger says of an article that is published though its reader doubts it.
WARNINGS = {
    ExtractionWarning.PARTIAL: "It is only the opening of the article. Save the whole of it to have all of it used.",
    ExtractionWarning.THIN: (
        "Little text was found on the page. Compare it, and save the text alone if something is missing."
    ),
    ExtractionWarning.ROUGH: (
        "Its paragraphs were taken as they stand. Compare it, and save the text alone if it is too much."
    ),
}


def without_overlong(document: ExtractedDocument) -> ExtractedDocument:
    """Drop each title, outlet, author and address that is too long to be one; a note says so."""
    stated = {name: getattr(document, name) for name in ("title", "outlet", "author", "url")}
    overlong = {name: value for name, value in stated.items() if value and len(value.value) > MAX_VALUE_CHARS}
    notes = tuple(
        f"Its {name} ({value.origin}) is not used: of {len(value.value):,} characters, "
        f"{MAX_VALUE_CHARS:,} are the most."
        for name, value in overlong.items()
    )
    dropped: dict[str, Any] = dict.fromkeys(overlong)
    return replace(document, notes=(*document.notes, *notes), **dropped)


def as_partial(document: ExtractedDocument) -> ExtractedDocument:
    """The document with the warning that the article goes on elsewhere."""
    warnings = dict.fromkeys((ExtractionWarning.PARTIAL, *document.warnings))
    return replace(document, warnings=tuple(warnings))


def value(stated: MetadataValue | None) -> str | None:
    """The text of a metadata value; None if there is no value."""
    return stated.value if stated else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """The day on which an article was published and where it was found; both None if unknown."""

    day: date | None = None
    origin: str | None = None
    refusals: tuple[str, ...] = ()  # why the dates that were tried first name no day, a sentence or two each


def date_in_name(source: str) -> MetadataValue | None:
    """The date in the name of a file, such as `2022-04-05-bridge.txt` or `bridge_20220405.txt`; None without one."""
    name = source.rpartition("/")[2].partition("#")[0]
    written = DATE_IN_NAME.search(name)
    return MetadataValue(value="-".join(written.groups()), origin="file name") if written else None


def find_date(
    candidates: Iterable[MetadataValue | None], today: date | None, code: str = "en"
) -> PublicationDate:
    """The first date that can be read among the candidates, with the refusals of those before it.

    A day later than tomorrow is refused if `today` is given. `code` is the ISO 639-1 code of the language that the
    dates are written in.
    """
    refusals: list[str] = []
    for stated in filter(None, candidates):
        day = dates.parse(stated.value, today, code)
        if isinstance(day, date):
            return PublicationDate(day=day, origin=stated.origin, refusals=tuple(refusals))
        refusals.append(day.hint)
    return PublicationDate(refusals=tuple(refusals))


def origins(
    document: ExtractedDocument, title: MetadataValue | None, published: PublicationDate, code: str
) -> tuple[tuple[str, str], ...]:
    """Where each known field of the article was found, as pairs of field and place."""
    stated = {"title": title, "outlet": document.outlet, "author": document.author, "link": document.url}
    pairs = [(name, value.origin) for name, value in stated.items() if value]
    if published.origin:
        pairs.append(("date", published.origin))
    pairs.append(("language", document.language.origin if document.language else f"its words read as {code}"))
    if document.encoding:
        pairs.append(("encoding", f"{document.encoding.value}, {document.encoding.origin}"))
    return tuple(pairs)


def notes(document: ExtractedDocument, published: PublicationDate, code: str) -> tuple[str, ...]:
    """The notes of a published article for the ledger: sentences on what could not be used or is doubtful."""
    return (
        *document.notes,
        *(WARNINGS[warning] for warning in document.warnings),
        *published.refusals,
        *_damage_notes(document),
        *_slug_notes(document),
        *_language_notes(code),
    )


def loss_notes(
    document: ExtractedDocument, passages: Sequence[str], words: int, total: int
) -> tuple[str, ...]:
    """A note on what of the file is not used: a whole paragraph of a text, or more than a tenth of the words.

    `passages` are the paragraphs of which nothing is used, `words` of `total` the words.
    """
    is_text = any(text.form is not TextForm.HTML for text in document.decoded)
    if not (passages and is_text) and words <= MAX_LOST_SHARE * total:
        return ()
    opening = f', from "{passages[0][:QUOTED_CHARS]}" on' if passages else ""
    return (f"{words} of its {total} words are not used{opening}. Compare it, and save the text alone.",)


def _damage_notes(document: ExtractedDocument) -> Iterator[str]:
    """A note if letters of the text were lost or misread before it was saved."""
    text = "\n".join(block.text for block in document.blocks)
    if text.isascii():
        return
    if lost := text.count("\ufffd"):
        yield f"{lost} of its characters were lost before it was saved (\ufffd). Compare it with the original."
    if misread := MISREAD_LETTERS.search(text):
        yield (
            f'It holds signs such as "{misread[0]}", which were UTF-8 letters read in another encoding. '
            "Save it again, or replace them."
        )


def _slug_notes(document: ExtractedDocument) -> Iterator[str]:
    """A note if the document asks for an address that cannot be used."""
    if document.slug and not addresses.is_usable_slug(document.slug.value):
        yield (
            f'The slug "{document.slug.value[:60]}" is not used: an address has up to 60 of a-z, 0-9, - and _, and is '
            'not "index".'
        )


def _language_notes(code: str) -> Iterator[str]:
    """A note if the rules for the openings of sentences do not know the language."""
    resources = language.resources(code)
    if not resources.openings:
        missing = " and no ".join(resources.wanting)
        yield (
            f"Its language is {resources.name}, for which this generator has no {missing}: "
            "read its extracts with care."
        )
