"""Stems and stop words of many languages, from Snowball and the stopwords-iso lists."""

from __future__ import annotations

from functools import lru_cache
from threading import get_ident
from typing import Protocol

from generator.language.tags import primary_code
from generator.language.words import words

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
STEM_CACHE_SIZE = 200_000  # more than the vocabulary of a large newspaper archive
STOP_LIST_OF = {"nb": "no", "nn": "no"}  # both written forms of Norwegian share one


class _Stemmer(Protocol):
    """The interface of a Snowball stemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - Snowball's own name
        """The stem of a word."""
        ...


@lru_cache(maxsize=STEM_CACHE_SIZE)
def stem(word: str, language: str) -> str:
    """The Snowball stem of a word as `words` writes it; the word itself where Snowball lacks the language."""
    algorithm = SNOWBALL.get(primary_code(language))
    return _stemmer(algorithm, get_ident()).stemWord(word) if algorithm else word


@lru_cache
def _stemmer(algorithm: str, thread: int) -> _Stemmer:
    """The stemmer of a thread, since a stemmer keeps the word that it works on."""
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer(algorithm)
    return stemmer


@lru_cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language as `words` writes them, without entries of several words.

    Empty if it has no list.
    """
    from stopwordsiso import stopwords

    code = primary_code(language)
    listed = (words(entry, code) for entry in stopwords(STOP_LIST_OF.get(code, code)))
    return frozenset(entry[0] for entry in listed if len(entry) == 1)  # l'un: the parts are listed too
