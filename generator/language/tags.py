"""Language tags such as "pt-BR"."""

from __future__ import annotations


def primary_code(tag: str) -> str:
    """The language of a tag in lower case, without region or script: "pt" of "pt-BR" and "pt_BR"."""
    return tag.replace("_", "-").partition("-")[0].lower()
