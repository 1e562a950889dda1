"""Patterns for the phrases of a language's tables, and for what may stand between "the" and its noun."""

from __future__ import annotations

import re

from generator.language.packs import Phrases
from generator.standalone.tables import BEFORE_NOUNS, ENGLISH

# Up to two words between "the" and the noun, none of them a verb or a determiner.
ARTICLE_GAP = rf"(?:(?!(?:{'|'.join(sorted(ENGLISH.verbs | BEFORE_NOUNS))})\b)[a-z0-9][\w-]*\s){{0,2}}?"


def any_phrase(row: Phrases, unspaced: bool) -> str:
    """A pattern for any phrase of a row; each is a whole word where words are divided."""
    return f"(?:{'|'.join(_phrase(phrase, unspaced) for phrase in row)})"


def _phrase(phrase: str, unspaced: bool) -> str:
    end = "" if unspaced or phrase.endswith("'") else r"(?!\w)"
    tidy = re.sub(
        r" ?\| ?| (?=\(\?[=!])", lambda match: match[0].strip(), phrase
    )  # lines of a table are broken there
    return tidy.replace(" ", r"\s").replace("'", "['’ʼ]") + end
