"""Sidecars: `NAME.meta.yml` gives or corrects what is known about the article in NAME."""

from __future__ import annotations

from dataclasses import replace

from generator.models import ExtractedDocument, Reason
from generator.readers import fields, records
from generator.readers.fields import Fields
from generator.readers.file import File, Found, Refused

SUFFIX = ".meta.yml"
ORIGIN = "sidecar"
OF_ONE_ARTICLE = frozenset(("title", "url", "slug"))  # cannot be the same for all entries of a file


def read(file: File) -> Fields:
    """What the sidecar says; raises Refused when it is not YAML or names a field there is none of."""
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
        if value is not None and not fields.given({key: value}, ORIGIN):
            raise Refused(
                Reason.METADATA, f'The value of "{key[:40]}" cannot be used. Write it as text in one line.'
            )
    return fields.given(record, ORIGIN)


def corrected(found: tuple[Found, ...], said: Fields) -> tuple[Found, ...]:
    """The drafts with what the sidecar says. What belongs to one article is left out where there are several."""
    shared = {field: given for field, given in said.items() if len(found) == 1 or field not in OF_ONE_ARTICLE}
    return tuple(
        replace(each, **shared) if isinstance(each, ExtractedDocument) else each  # type: ignore[arg-type]
        for each in found
    )
