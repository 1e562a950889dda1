"""What an article is about in weighted words, and whether it reports one event at all.

Both follow from the article alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from generator import language
from generator.language.packs import alternatives, codes, pack
from generator.models import Article, TitleOrigin

TITLE = 4.0  # as much as four mentions in the first sentence: a headline says what happened
HALF = 60  # words after which a mention counts half: news tells the event first and the background later

INTERVIEW = re.compile(r"\b(?:interview|conversation)\b[^.]{0,40}\bedited\b", re.IGNORECASE)
CLOCK = re.compile(r"(?:\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\.?)\b", re.IGNORECASE)
CLOCKS = 4  # paragraphs that open with the time of day: the entries of a live blog
HEADINGS = 4  # with so many sub-headings …
BELOW_HEADING = 4.0  # … and no more sentences below each on average, a text is a list of items


@cache
def _roundup_title() -> re.Pattern[str]:
    """Titles of what covers many events, in any language: it would join stories that have nothing in common."""
    english = pack("en")
    times = alternatives({*english.weekdays, *english.edition_times})
    edition = rf"^(?:your |the )?(?:{times})(?:'s|’s)? (?:news )?(?:{alternatives(english.edition_kinds)})\b"
    titles = (title for code in codes() for title in pack(code).roundup_titles)
    return re.compile("|".join((edition, *titles)), re.IGNORECASE)


def is_roundup(article: Article) -> bool:
    """Whether it is a round-up, a live blog or an interview, by its title or by how it is built."""
    if _roundup_title().search(article.title) or INTERVIEW.search(article.text):
        return True
    openings = [article.text[paragraph[0].start :][:12] for paragraph in article.paragraphs]
    if sum(CLOCK.match(opening) is not None for opening in openings) >= CLOCKS:
        return True
    headings = len(article.sentences) - len(article.numbered)
    return headings >= HEADINGS and len(article.numbered) <= BELOW_HEADING * headings


def term_weights(article: Article) -> Mapping[str, float]:
    """The stems of an article's words with their weight: more in the title, and less the later they stand."""
    weights: dict[str, float] = defaultdict(float)
    if article.title_origin is TitleOrigin.GIVEN:
        for term in terms(article.title, article.language):
            weights[term] += TITLE
    behind = 0
    for sentence in article.numbered:
        found = language.words(article.words_of(sentence), article.language)
        for term in _terms(found, article.language):
            weights[term] += 0.5 ** (behind / HALF)
        behind += len(found)
    return weights


def terms(text: str, code: str) -> list[str]:
    """The stems of the words that say something, in order."""
    return _terms(language.words(text, code), code)


def _terms(words: tuple[str, ...], code: str) -> list[str]:
    stop = language.stop_words(code)
    return [
        language.stem(word.removesuffix("'s"), code) for word in words if len(word) > 1 and word not in stop
    ]
