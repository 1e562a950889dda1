"""Patterns for the phrases of a language's tables, and for what may stand between "the" and its noun."""

from __future__ import annotations

import re

from generator.language.packs import Phrases
from generator.standalone.tables import BEFORE_NOUNS, ENGLISH

# Up to two words between "the" and the noun, none of them a verb or a determiner.
ARTICLE_GAP = rf"(?:(?!(?:{'|'.join(sorted(ENGLISH.verbs | BEFORE_NOUNS))})\b)[a-z0-9][\w-]*\s){{0,2}}?"


def any_phrase(row: Phrases, unspaced: bool) -> str:
    """A regular expression for any phrase of a row; each is a whole word unless the script is unspaced."""
    return f"(?:{'|'.join(_phrase_pattern(phrase, unspaced) for phrase in row)})"


def _phrase_pattern(phrase: str, unspaced: bool) -> str:
    """A regular expression for one phrase of a table, with any apostrophe and any white space."""
    end = "" if unspaced or phrase.endswith("'") else r"(?!\w)"
    joined = re.sub(
        r" ?\| ?| (?=\(\?[=!])", lambda match: match[0].strip(), phrase
    )  # lines of a table are broken there
    return joined.replace(" ", r"\s").replace("'", "['’ʼ]") + end
