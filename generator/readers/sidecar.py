"""Sidecars: `NAME.meta.yml` gives or corrects what is known about the article in NAME."""

from __future__ import annotations

from dataclasses import replace

from generator.models import ExtractedDocument, Reason
from generator.readers import fields, records
from generator.readers.fields import Fields
from generator.readers.file import File, Found, Refused

SUFFIX = ".meta.yml"
FOLDER_NAME = "_folder.meta.yml"  # for all files in its folder and the folders below
FOLDER_FIELDS = ("outlet", "language", "author")
ORIGIN = "sidecar"
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
    return fields.from_record(record, ORIGIN)


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
