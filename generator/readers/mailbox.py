"""A mailbox of many e-mails in one file, mbox: each message is an article."""

from __future__ import annotations

import re
from email import message_from_bytes

from generator.models import ExtractedDocument
from generator.readers import mail
from generator.readers.file import File, Found, entries, numbered_parts

SEPARATOR = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\n]*\n")
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)  # a line of a text that begins like a separator


def read(file: File) -> tuple[Found, ...]:
    """The articles in the messages of a mailbox, each numbered by its place."""
    messages = [part for part in SEPARATOR.split(file.data) if part.strip()]
    return entries(file, numbered_parts(messages), _entry)


def _entry(entry: File, message: bytes) -> ExtractedDocument:
    """The article of one message; raises Refused if it has no text."""
    return mail.read_message(entry, message_from_bytes(ESCAPED.sub(rb"\1", message), policy=mail.POLICY))
