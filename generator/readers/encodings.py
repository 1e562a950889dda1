"""Bytes → text: which encoding, and why.

Decided in this order:

1. a byte order mark, which is part of the text itself;
2. UTF-8, when the bytes are valid UTF-8 beyond ASCII: chance does not produce that, so a declaration to the
   contrary was left behind by whoever saved the file anew;
3. what the file declares;
4. UTF-8, which ASCII is part of;
5. the encoding in which the letters belong to the alphabet of the text's language, if that is written in Latin letters;
6. the encoding that charset-normalizer detects, if it is of another script.

UTF-8 that was read as another encoding and written as UTF-8 again is decoded twice.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.models import MetadataValue
from generator.readers import alphabets

# Byte order marks, the longer before the one it starts with.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What may be declared or found. Python knows more, some of which are no encodings of text (hex, zip, rot13) or hide
# ASCII in other bytes (utf-7). UTF-16 has a mark: a declaration of it that can be read as ASCII is wrong.
KNOWN_CODECS = frozenset(
    """
    utf-8 gb18030 big5hkscs big5 euc_jp cp932 iso2022_jp euc_kr
    cp949 cp866 koi8-r koi8-u koi8_u mac-roman mac-cyrillic cp874 tis-620 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255
    cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13
    iso8859-14 iso8859-15 iso8859-16
    """.split()
)
# As the WHATWG Encoding Standard has it: these names are used for their supersets.
SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
DETECTABLE_CODECS = sorted(KNOWN_CODECS)
MISTAKEN_CODECS = ("cp1252", "cp1251", "latin-1")  # in which programs read UTF-8 by mistake
MIN_MISREAD_LETTERS = 2  # each became two signs or more; a single "Ã©" may be meant
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROL_SHARE = 0.01  # share of characters; text has next to none
MAX_STRAY_CONTROLS = 10  # however short the text
# Of characters beyond ASCII; from this ratio on it is damaged UTF-8 and not another encoding.
MIN_VALID_TO_INVALID_RATIO = 4


class Declared(NamedTuple):
    """An encoding that a file declares, and where it declares it."""

    name: str
    origin: str


class Decoded(NamedTuple):
    """The text of a file, and the encoding it was decoded with."""

    text: str
    encoding: MetadataValue


class Undecodable(ValueError):  # noqa: N818 - a verdict on the bytes
    """The bytes are not text; the message says what to do about it."""


def decode(data: bytes, declared: Iterable[Declared] = ()) -> Decoded:
    r"""The text without stray controls and with `\n` as line end, and its encoding; raises Undecodable."""
    decoded = (
        _by_mark(data)
        or _by_utf8(data)
        or _by_declaration(data, declared)
        or _by_ascii(data)
        or _by_detection(data)
    )
    controls = sum(1 for _ in CONTROL_CHARACTER.finditer(decoded.text))
    if "\0" in decoded.text or controls > max(MAX_STRAY_CONTROLS, MAX_CONTROL_SHARE * len(decoded.text)):
        raise Undecodable(
            "It looks like a binary file. Save it as text in UTF-8, or give it the right suffix."
        )
    text = CONTROL_CHARACTER.sub("", decoded.text) if controls else decoded.text
    return decoded._replace(text=text.replace("\r\n", "\n").replace("\r", "\n"))


def codec(name: str) -> str | None:
    """Return Python's name of a declared encoding, or None if it is unknown or not a text encoding."""
    try:
        name = codecs.lookup(name.strip().strip("\"'").lower()).name
    except (LookupError, ValueError):
        return None
    name = SUPERSETS.get(name, name)
    return name if name in KNOWN_CODECS else None


def _decode_strictly(data: bytes, name: str, origin: str) -> Decoded | None:
    """Decode with the named codec, or return None if any byte is invalid."""
    try:
        return Decoded(data.decode(name), MetadataValue(value=name, origin=origin))
    except (UnicodeDecodeError, UnicodeError):
        return None


def _by_mark(data: bytes) -> Decoded | None:
    """Decode by the byte order mark, if there is one."""
    name = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    return _decode_strictly(data, name, "byte order mark") if name else None


def _by_utf8(data: bytes) -> Decoded | None:
    """Decode as UTF-8 if the bytes are valid UTF-8 beyond ASCII, twice if the text is UTF-8 again."""
    decoded = None if data.isascii() else _decode_strictly(data, "utf-8", "valid UTF-8")
    return decoded and (_encoded_twice(decoded.text) or decoded)


def _encoded_twice(text: str) -> Decoded | None:
    """The text behind one that was UTF-8, read in another encoding and written as UTF-8 again; None for any other."""
    for name in MISTAKEN_CODECS:
        try:
            twice = text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
        if len(text) - len(twice) >= MIN_MISREAD_LETTERS:
            value = MetadataValue(value="utf-8", origin=f"read as {name} and written as UTF-8 again")
            return Decoded(twice, value)
    return None


def _by_declaration(data: bytes, declared: Iterable[Declared]) -> Decoded | None:
    """Decode by the first declared encoding that is known and fits."""
    for claim in declared:
        name = codec(claim.name)
        decoded = _decode_strictly(data, name, claim.origin) if name else None
        if decoded:
            return decoded
    return None


def _by_ascii(data: bytes) -> Decoded | None:
    """Decode bytes that are ASCII only; None for any other."""
    return _decode_strictly(data, "utf-8", "ASCII only")


def _by_detection(data: bytes) -> Decoded:
    """Decode by the alphabet of a language or as charset-normalizer detects; raises Undecodable if neither is sure."""
    _refuse_damaged(data)
    name = None if b"\0" in data else alphabets.find_codec(data)
    if name and (decoded := _decode_strictly(data, name, "its letters fit its language")):
        return decoded
    from charset_normalizer import from_bytes

    best = None if b"\0" in data else from_bytes(data, cp_isolation=DETECTABLE_CODECS).best()
    decoded = _decode_strictly(data, best.encoding, "found by charset-normalizer") if best else None
    if decoded is None:
        raise Undecodable("Its bytes are text in no encoding that is known here. Save it as UTF-8.")
    if best and alphabets.is_latin(decoded.text):
        raise Undecodable(
            f"Its encoding is not sure: as {best.encoding} its letters fit no language. Save it as UTF-8."
        )
    return decoded


def _refuse_damaged(data: bytes) -> None:
    """Raise Undecodable if the bytes are UTF-8 but for a few, as in a file that was cut short."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    if right >= MIN_VALID_TO_INVALID_RATIO * wrong:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Undecodable(
                f"Byte {error.start + 1} is not UTF-8, though the rest is. Save it anew."
            ) from None
