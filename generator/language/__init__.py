"""Sentences, words, stems, stop words and the language of a text.

Knows no article, no file and no configuration: strings come in, spans and words go out. Other packages decide
which sentences are printed.

A language is an ISO 639-1 code; a region after it ("en-GB") is ignored, and `und` stands for an unknown language.
"""

from __future__ import annotations

from generator.language.detection import (
    Resources,
    language_of,
    likeliest,
    load_classifier,
    resources,
    right_to_left,
)
from generator.language.foreign import Span
from generator.language.sentences import sentences
from generator.language.stems import stem, stop_words
from generator.language.words import words

__all__ = [
    "Resources",
    "Span",
    "language_of",
    "likeliest",
    "load_classifier",
    "resources",
    "right_to_left",
    "sentences",
    "stem",
    "stop_words",
    "words",
]
