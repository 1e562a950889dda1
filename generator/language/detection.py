"""Which language a text is written in, and what the program has for that language."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from generator.errors import machine_failures
from generator.language.packs import pack
from generator.language.stems import SNOWBALL, stop_words
from generator.language.tags import primary_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The resources available for one language."""

    name: str  # in English; the code where the language has no table here
    stop_words: bool
    stems: bool
    openings: bool

    @property
    def wanting(self) -> tuple[str, ...]:
        """Names of the missing resources, as printed on the method page."""
        available = {
            "stop words": self.stop_words,
            "stems": self.stems,
            "table of openings that lean on the sentence before": self.openings,
        }
        return tuple(name for name, is_available in available.items() if not is_available)


@lru_cache
def resources(language: str) -> Resources:
    """Look up what the program has for a language: stop words, stems, and words that refer to the previous sentence."""
    code = primary_code(language)
    return Resources(
        name=pack(code).name or code,
        stop_words=bool(stop_words(code)),
        stems=code in SNOWBALL,
        openings=bool(pack(code).openings.who),
    )


# --- the language of a text ----------------------------------------------------------------------------

# Spoken forms that the classifier tells apart and a newspaper writes in the common form.
WRITTEN_AS = {"ary": "ar", "arz": "ar", "wuu": "zh", "yue": "zh"}
NO_LANGUAGE = "zxx"
MIN_LETTERS = 20  # with fewer, the guess is unreliable
MAX_CHARS_READ = 1_000  # characters; twice as many changed none of 2,498 answers and cost twice the time
# A beginning so rich in distinctive words of English needs no classifier, which takes 3 ms a text and 0.8 s to load.
# Each third counts on its own, so that no passage in another language is missed. That settles 99 of 100 English
# articles; the classifier took none of 7,048 such texts for another language.
MIN_DISTINCTIVE_SHARE = 0.05  # of the words of a third
MIN_WORDS_COUNTED = 12  # in all three; among fewer, one word weighs too much
LETTERS = re.compile(r"[^\W\d_]+")
MAX_SHORT_CHARS = 300  # of a text in which a few names outweigh the other words
FOREIGN_NAME = re.compile(r"\b[A-ZÀ-Ž][^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*|\b[À-Ž][^\W\d_]*")
RIGHT_TO_LEFT = frozenset("ar arc arz ary ckb dv fa he ks ps sd sdh syr ug ur yi".split())


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language in which the first MAX_CHARS_READ characters of a text are written.

    None if they have fewer than MIN_LETTERS letters or are no language. Raises MachineError if the classifier cannot
    load.
    """
    beginning = text[:MAX_CHARS_READ]
    if sum(map(str.isalpha, beginning)) < MIN_LETTERS:
        return None
    if _is_evidently_english(beginning):
        return "en"
    likely = likeliest(_without_foreign_names(beginning))
    if likely[0] == NO_LANGUAGE:
        return None
    return next(code for code in likely if len(code) == 2)  # dialects without a code fall to their neighbour


def _is_evidently_english(text: str) -> bool:
    """True if every third of a text is rich in words that are frequent in English and in no other language."""
    words = LETTERS.findall(text.lower())
    if len(words) < MIN_WORDS_COUNTED:
        return False
    distinctive = pack("en").distinctive_words
    bounds = [len(words) * third // 3 for third in range(4)]
    thirds = [words[start:end] for start, end in pairwise(bounds)]
    return all(
        sum(map(distinctive.__contains__, third)) >= MIN_DISTINCTIVE_SHARE * len(third) for third in thirds
    )


def _without_foreign_names(text: str) -> str:
    """A short text without its names that have letters beyond a-z, if enough is left: they are of other languages."""
    if text.isascii() or len(text) > MAX_SHORT_CHARS:
        return text
    rest = FOREIGN_NAME.sub("", text)
    return rest if sum(map(str.isalpha, rest)) >= MIN_LETTERS else text


def likeliest(text: str) -> tuple[str, ...]:
    """The codes of all languages of the classifier, the likeliest for a text's beginning first.

    Some stand there twice.
    """
    import py3langid

    load_classifier()
    return tuple(WRITTEN_AS.get(label, label) for label, _ in py3langid.rank(text[:MAX_CHARS_READ]))


@cache
def load_classifier() -> None:
    """Let the classifier load its tables, which it unpacks into a temporary file. Raises MachineError."""
    import py3langid

    with machine_failures(f"unpacking 70 MB into {tempfile.gettempdir()} to detect languages"):
        py3langid.rank("")


def right_to_left(language: str) -> bool:
    """True if the language is written from right to left."""
    return primary_code(language) in RIGHT_TO_LEFT
