"""Sidecars: `NAME.meta.yml` gives or corrects what is known about the article in NAME."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.models import ExtractedDocument, Outcome, Reason
from generator.readers import fields, records
from generator.readers.fields import Fields
from generator.readers.file import File, Found, Refused, ledger_entry
from generator.readers.records import Record

SUFFIX = ".meta.yml"
FOLDER_NAME = "_folder.meta.yml"  # for all files in its folder and the folders below
FOLDER_FIELDS = ("outlet", "language", "author")
ORIGIN = "sidecar"
ENTRIES, OMIT = "entries", "omit"
FOLDER_ORIGIN = "sidecar of the folder"
SINGLE_ARTICLE_FIELDS = frozenset(("title", "url", "slug"))  # cannot be the same for all entries of a file


def read_folder(file: File) -> Fields:
    """Read the fields of a folder's sidecar; raises Refused as `read` does, or if a field is of single articles."""
    stated = read(file)
    wrong = next((name for name in stated if name not in FOLDER_FIELDS), None)
    if wrong:
        known = ", ".join(FOLDER_FIELDS)
        raise Refused(
            Reason.METADATA, f'"{wrong}" cannot be the same for a whole folder. Possible are {known}.'
        )
    return fields.from_values(FOLDER_ORIGIN, **{name: value.value for name, value in stated.items()})  # type: ignore[attr-defined]


def complete(results: tuple[Found, ...], defaults: Fields) -> tuple[Found, ...]:
    """Set the fields of a folder's sidecar on every document that does not state them itself."""
    return tuple(
        replace(result, **{name: value for name, value in defaults.items() if getattr(result, name) is None})  # type: ignore[arg-type]
        if isinstance(result, ExtractedDocument)
        else result
        for result in results
    )


def read(file: File) -> Fields:
    """Read the fields of a sidecar; raises Refused if it is not YAML, or a field is unknown or its value unusable."""
    try:
        record = records.read_yaml(file.decoded().text)
    except records.Unreadable as error:
        reason = Reason.TOO_DEEP if error.deep else Reason.METADATA
        raise Refused(reason, f"{error} Keep it to lines such as `title: A title`.") from None
    _corrections_of_entries(record)
    record = {key: value for key, value in record.items() if key != ENTRIES}
    _check(record)
    return fields.from_record(record, ORIGIN)


def read_entries(file: File) -> Mapping[str, Fields | None]:
    """The corrections of single entries of a file: by link, identity or `#number`; None for one that is left out.

    The file is a sidecar that `read` accepts.
    """
    return _corrections_of_entries(records.read_yaml(file.decoded().text))


def _corrections_of_entries(record: Record) -> Mapping[str, Fields | None]:
    """What a sidecar says under `entries`; raises Refused if that is no mapping of addresses to fields or `omit`."""
    entries = record.get(ENTRIES) or {}
    if not isinstance(entries, dict):
        raise Refused(
            Reason.METADATA, f"`{ENTRIES}` is no mapping. Write `address: omit`, or its fields below it."
        )
    corrections: dict[str, Fields | None] = {}
    for address, value in entries.items():
        if value == OMIT:
            corrections[address] = None
        elif isinstance(value, dict):
            _check(value)
            corrections[address] = fields.from_record(value, ORIGIN)
        else:
            raise Refused(
                Reason.METADATA, f'"{address[:40]}" has no fields. Write `omit`, or fields below it.'
            )
    return corrections


def _check(record: Record) -> None:
    """Raise Refused if a field is unknown or its value unusable."""
    known = {name: field for field, names in fields.FIELDS.items() for name in names}
    for key, value in record.items():
        if fields.plain_name(key) not in known:
            raise Refused(
                Reason.METADATA, f'There is no field "{key[:40]}". Known are {", ".join(fields.FIELDS)}.'
            )
        if value is not None and not fields.from_record({key: value}, ORIGIN):
            raise Refused(
                Reason.METADATA, f'The value of "{key[:40]}" cannot be used. Write it as text in one line.'
            )


def apply_entries(results: tuple[Found, ...], corrections: Mapping[str, Fields | None]) -> tuple[Found, ...]:
    """Correct or leave out single entries of a file, each named by its link, its identity or `#number`."""
    return tuple(_corrected(result, corrections) for result in results) if corrections else results


def _corrected(result: Found, corrections: Mapping[str, Fields | None]) -> Found:
    """An entry with its corrections; its entry in the ledger if it is left out."""
    if not isinstance(result, ExtractedDocument):
        return result
    link = result.url.value if result.url else None
    names = ("#" + result.source.rpartition("#")[2], result.identity, link)
    name = next((name for name in names if name and name in corrections), None)
    if name is None:
        return result
    stated = corrections[name]
    if stated is None:
        return ledger_entry(
            result.source, Outcome.IGNORED, Reason.SIDECAR, "The sidecar of its file leaves it out."
        )
    return replace(result, **stated)


def apply_fields(results: tuple[Found, ...], corrections: Fields) -> tuple[Found, ...]:
    """Set the sidecar's fields on every document; fields of a single article are skipped if there are several."""
    shared = {
        field: value
        for field, value in corrections.items()
        if len(results) == 1 or field not in SINGLE_ARTICLE_FIELDS
    }
    return tuple(
        replace(result, **shared) if isinstance(result, ExtractedDocument) else result  # type: ignore[arg-type]
        for result in results
    )
