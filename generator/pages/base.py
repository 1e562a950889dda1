"""The base of all views, and the addresses of pages. Pure."""

from __future__ import annotations

import re
from typing import Any

ADDRESS = re.compile(r"[A-Za-z0-9_./#-]*")  # ids only; nothing that Markdown or HTML could act upon


class View:
    """A value with what its pages ask of it; a field that the view does not have is that of the value."""

    value: Any

    def __getattr__(self, name: str) -> Any:
        """Look up a name that the view does not define in the value that it shows."""
        return getattr(self.value, name)

    def __dir__(self) -> set[str]:
        """The names that a template can ask for: those of the view and those of its value."""
        return {*super().__dir__(), *dir(self.value)} - {"value"}


def join_address(parts: tuple[str | int, ...]) -> str:
    """An address below the site's root, joined from its parts. Raises ValueError if it holds more than ids."""
    address = "".join(map(str, parts))
    if not ADDRESS.fullmatch(address):
        raise ValueError(f'"{address}" is not an address of this site')
    return address
