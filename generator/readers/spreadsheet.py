"""A table with an article in each row, CSV or TSV: the first row names the fields, as the keys of JSON do."""

from __future__ import annotations

import csv
import io

from generator.models import Reason
from generator.readers import jsonfile
from generator.readers.file import MB, File, Found, Refused, entries, numbered_parts

MAX_FIELD_CHARS = 20 * MB  # of an article's text; Python's own limit is a page or two
SEPARATORS = "\t;,|"


def read(file: File) -> tuple[Found, ...]:
    """The articles in the rows of a table. Raises Refused if it cannot be parsed, or has no row below its header."""
    text, encoding = file.decoded()
    csv.field_size_limit(MAX_FIELD_CHARS)
    header = text.lstrip("\ufeff").partition("\n")[0]
    separator = max(SEPARATORS, key=header.count)  # the first of equals
    try:
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator))
    except csv.Error as error:
        raise Refused(Reason.UNPARSABLE, f"It is no table: {error}. Save it as CSV in UTF-8.") from None
    records = [
        {str(name): value for name, value in row.items() if name and isinstance(value, str)} for row in rows
    ]
    return entries(
        file, numbered_parts(records), lambda entry, record: jsonfile.entry(entry, record, encoding, "table")
    )
