"""gzip, unpacked in a stream and never further than the file inside may be long."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from generator.models import Reason
from generator.readers.file import MB, Refused

RATIO = (
    200  # times smaller than its text; news compresses to a third, the most monotonous export to a fiftieth
)
UNSUSPECTED = MB  # bytes that any file may expand to
STEP = 64 * 1024
GZIP = 31  # zlib's number for "a gzip header, the largest window"


def unpack(data: bytes, limit: int) -> bytes:
    """What was compressed, every member of the file. Raises Refused at `limit` bytes or when it is a bomb."""
    unpacked = bytearray()
    for piece in _pieces(data):
        unpacked += piece
        if len(unpacked) > max(UNSUSPECTED, RATIO * len(data)):
            raise Refused(
                Reason.BOMB, f"It expands to more than {RATIO} times its size. Unpack it yourself to see why."
            )
        if len(unpacked) > limit:
            raise Refused(
                Reason.TOO_LARGE, f"It holds more than {limit // MB} MB. Split it into smaller files."
            )
    return bytes(unpacked)


def _pieces(data: bytes) -> Iterator[bytes]:
    while data:
        stream = zlib.decompressobj(GZIP)
        try:
            while data and not stream.eof:
                yield stream.decompress(data, STEP)
                data = stream.unconsumed_tail
        except zlib.error as error:
            raise Refused(
                Reason.UNPARSABLE, f"It is not gzip throughout: {error}. Compress the file again."
            ) from None
        if not stream.eof:
            raise Refused(
                Reason.UNPARSABLE, "It ends too early, as a download that broke off. Fetch it again."
            )
        data = stream.unused_data.lstrip(b"\0")
