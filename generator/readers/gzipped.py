"""gzip, decompressed in chunks and only as far as the limit for the file inside."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from generator.models import Reason
from generator.readers.file import MB, Refused

# How many times larger a text may be than its file: news grows threefold, the most monotonous export fiftyfold.
MAX_EXPANSION_RATIO = 200
ALWAYS_ALLOWED_BYTES = MB  # bytes that any file may expand to
CHUNK_BYTES = 64 * 1024
GZIP_WINDOW_BITS = 31  # zlib's number for "a gzip header, the largest window"


def unpack(data: bytes, limit: int) -> bytes:
    """Decompress every member of a gzip file; raises Refused beyond `limit` bytes, or if it expands like a bomb."""
    unpacked = bytearray()
    for piece in _decompressed_chunks(data):
        unpacked += piece
        if len(unpacked) > max(ALWAYS_ALLOWED_BYTES, MAX_EXPANSION_RATIO * len(data)):
            raise Refused(
                Reason.BOMB,
                f"It expands to more than {MAX_EXPANSION_RATIO} times its size. Unpack it yourself to see why.",
            )
        if len(unpacked) > limit:
            raise Refused(
                Reason.TOO_LARGE, f"It holds more than {limit // MB} MB. Split it into smaller files."
            )
    return bytes(unpacked)


def _decompressed_chunks(data: bytes) -> Iterator[bytes]:
    """Yield at most CHUNK_BYTES decompressed bytes at a time; raises Refused if the data is damaged or cut short."""
    while data:
        stream = zlib.decompressobj(GZIP_WINDOW_BITS)
        try:
            while data and not stream.eof:
                yield stream.decompress(data, CHUNK_BYTES)
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
