"""Which themes an article is about, and why. Pure: no files, no configuration reading.

A theme's score is the share of the article's sentences that hold one of its terms, sentences near the start
counting for more. A passing mention stays below `THRESHOLD`; what passes carries every place as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator import scripts
from generator.language import MARKS
from generator.models import Article, Evidence, Sentence, Theme, ThemeMatch

THRESHOLD = 0.03  # one sentence in thirty-three, or one of the first three in a long article
LEAD = 3  # the sentences in which news says what it is about …
LEAD_WEIGHT = 3.0  # … and how much more each of them counts

UNSPACED = re.compile(f"[{scripts.UNSPACED}]")
ARABIC = re.compile(f"[{scripts.ARABIC}]")
ARABIC_SIGNS = f"[{scripts.ARABIC_SIGNS}]*"
# And, so, in, like, for: they are part of a word only with its article, since alone they may be its first letter.
ARABIC_PREFIXES = "(?:[وف]?(?:[بك]?ال|لل)|[وف](?=ال))?"


def match(article: Article, themes: Sequence[Theme]) -> tuple[ThemeMatch, ...]:
    """The article's themes, best first; the best is the primary one unless it ties with the next."""
    found = []
    for theme in themes:
        evidence = tuple(_evidence(article, theme))
        score = _score(article.numbered, evidence)
        if score >= THRESHOLD:
            found.append(ThemeMatch(theme=theme.id, score=score, primary=False, evidence=evidence))
    found.sort(key=lambda item: (-item.score, item.theme))
    clear = len(found) == 1 or (len(found) > 1 and found[0].score > found[1].score)
    return tuple(
        ThemeMatch(theme=item.theme, score=item.score, primary=clear and index == 0, evidence=item.evidence)
        for index, item in enumerate(found)
    )


def _evidence(article: Article, theme: Theme) -> list[Evidence]:
    places = [
        Evidence(term=term, start=place.start(), end=place.end())
        for term in theme.terms
        for place in pattern(term).finditer(article.text)
    ]
    places.sort(key=lambda place: (place.start, -place.end))
    kept: list[Evidence] = []
    for place in places:  # the longest of overlapping terms is the evidence
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


@lru_cache(maxsize=4096)
def pattern(term: str) -> re.Pattern[str]:
    """The expression for one term: whole words, `*` for any ending; a term in capitals matches capitals only.

    An Arabic word is found with its article and what is written together with that: العقوبات, والعقوبات, بالعقوبات,
    للعقوبات. A term of a script without spaces is found anywhere in running text, where words have no visible ends.
    """
    letters = [character for character in term if character.isalpha()]
    acronym = len(letters) > 1 and all(letter.isupper() for letter in letters)
    words = r"\s+".join(map(_word, term.split()))
    return re.compile(words, 0 if acronym else re.IGNORECASE)


def _word(word: str) -> str:
    first, last = (bool(UNSPACED.match(character)) for character in (word[0], word.rstrip("*")[-1:]))
    ending = "" if last else rf"[\w{MARKS}]*"  # a run without spaces would end with the sentence only
    letters = re.escape(word).replace(r"\*", ending).replace("'", "['’ʼ]")
    if ARABIC.match(word):
        letters = f"{ARABIC_PREFIXES}{letters}{ARABIC_SIGNS}"
    return ("" if first else r"(?<!\w)") + letters + ("" if last else r"(?!\w)")


def _score(sentences: Sequence[Sentence], evidence: Sequence[Evidence]) -> float:
    """0 … 1: the weighted share of sentences that hold evidence."""
    if not sentences:
        return 0.0
    held = {place.start for place in evidence}
    weights = [LEAD_WEIGHT if index < LEAD else 1.0 for index in range(len(sentences))]
    hits = sum(
        weight
        for weight, sentence in zip(weights, sentences, strict=True)
        if any(sentence.start <= start < sentence.end for start in held)
    )
    return round(hits / sum(weights), 4)
