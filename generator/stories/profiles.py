"""The weighted terms of an article, and whether it is a round-up of several events.

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

TITLE_WEIGHT = 4.0  # as much as four mentions in the first sentence: a headline says what happened
# After so many words a mention counts half: news tells the event first and the background later.
HALF_WEIGHT_WORDS = 60

INTERVIEW_PATTERN = re.compile(r"\b(?:interview|conversation)\b[^.]{0,40}\bedited\b", re.IGNORECASE)
TIME_OF_DAY = re.compile(r"(?:\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\.?)\b", re.IGNORECASE)
MIN_TIMED_PARAGRAPHS = 4  # paragraphs that open with the time of day: the entries of a live blog
MIN_HEADINGS = 4  # with so many sub-headings …
MAX_SENTENCES_PER_HEADING = 4.0  # … and no more sentences below each on average, a text is a list of items

MIN_WORDS = 30  # of a text that says nothing of what its title says


@cache
def _roundup_title_pattern() -> re.Pattern[str]:
    """The pattern of titles of articles that cover many events, in all languages."""
    english = pack("en")
    times = alternatives({*english.weekdays, *english.edition_times})
    edition = rf"^(?:your |the )?(?:{times})(?:'s|’s)? (?:news )?(?:{alternatives(english.edition_kinds)})\b"
    titles = (title for code in codes() for title in pack(code).roundup_titles)
    return re.compile("|".join((edition, *titles)), re.IGNORECASE)


def is_roundup(article: Article) -> bool:
    """Whether the article is a round-up, a live blog or an interview, by its title or by how it is built."""
    if _roundup_title_pattern().search(article.title) or INTERVIEW_PATTERN.search(article.text):
        return True
    openings = [article.text[paragraph[0].start :][:12] for paragraph in article.paragraphs]
    if sum(TIME_OF_DAY.match(opening) is not None for opening in openings) >= MIN_TIMED_PARAGRAPHS:
        return True
    headings = len(article.sentences) - len(article.numbered)
    return headings >= MIN_HEADINGS and len(article.numbered) <= MAX_SENTENCES_PER_HEADING * headings


def is_stray_line(article: Article) -> bool:
    """Whether the text is so short, and so unlike the title, that it may be a line of the site."""
    if article.words >= MIN_WORDS or article.title_origin is not TitleOrigin.GIVEN:
        return False
    return set(terms(article.text, article.language)).isdisjoint(terms(article.title, article.language))


def term_weights(article: Article) -> Mapping[str, float]:
    """The stems of an article's words → weight: more in a title that its source gives, and less the later they stand.

    Headings and stop words have no weight.
    """
    weights: dict[str, float] = defaultdict(float)
    if article.title_origin is TitleOrigin.GIVEN:
        for term in terms(article.title, article.language):
            weights[term] += TITLE_WEIGHT
    words_before = 0
    for sentence in article.numbered:
        words = language.words(article.words_of(sentence), article.language)
        for term in _stems(words, article.language):
            weights[term] += 0.5 ** (words_before / HALF_WEIGHT_WORDS)
        words_before += len(words)
    return weights


def terms(text: str, code: str) -> list[str]:
    """The stems of the words of a text in order, without stop words and single letters."""
    return _stems(language.words(text, code), code)


def _stems(words: tuple[str, ...], code: str) -> list[str]:
    """The stems of words in order, without stop words and single letters."""
    stop = language.stop_words(code)
    return [
        language.stem(word.removesuffix("'s"), code) for word in words if len(word) > 1 and word not in stop
    ]
