"""What every reader starts from: the bytes of a file, and how to refuse them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from generator.models import Reason


class Refused(Exception):  # noqa: N818 - a verdict on a file, not a fault of the program
    """This file cannot be used, for a reason from the closed list; the hint is the way out."""

    def __init__(self, reason: Reason, hint: str) -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    source: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def decoded(self) -> str:
        """The file as text with line ends made `\\n`; raises Refused when the bytes are not UTF-8."""
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            hint = f"Byte {error.start + 1} is not UTF-8. Save the file as UTF-8."
            raise Refused(Reason.ENCODING, hint) from None
        return text.replace("\r\n", "\n").replace("\r", "\n")
