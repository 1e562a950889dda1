"""Records → the files of an index that a browser reads piece by piece. Pure.

An inverted index (Zobel and Moffat 2006): each word with the articles that contain it, sorted, in parts of about the
same size, so that a query loads only the parts with its words. Lists of numbers are written as differences, which
compress well. Every file is JSON compressed with gzip, since not every host compresses.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from generator.language.stems import SNOWBALL
from generator.search.records import Record
from generator.search.words import endings, tokens

SUFFIX = ".index"  # no name that a host would unpack or that a browser would open
MAX_PART_NUMBERS = 8_000  # of words and articles in a part: some 12 KB, packed
PACKING = 6  # of gzip's nine levels; the last ones take twice as long for a hundredth
MAX_COUNT = 31  # of a word in an article; more times say nothing more
IN_TITLE, IN_OPENING, TIMES = 1, 2, 4  # parts of a weight
OPENING_SENTENCES = 2  # that say what an article is about, beside the one that stands for it

COMPOUNDING = frozenset(("da", "de", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv"))  # languages
MIN_COMPOUND_LETTERS = 9

Files = Iterator[tuple[str, bytes]]  # path in the folder of a bundle, content


@dataclass(slots=True)
class Postings:
    """The articles of a bundle that contain a word, and its positions in each."""

    articles: list[int] = field(default_factory=list)
    weights: list[int] = field(
        default_factory=list
    )  # 4 × count + 2 × IN_OPENING + IN_TITLE; 0 where it is not shown
    places: list[list[int]] = field(default_factory=list)  # by article in which it is shown, as differences
    stems: dict[str, str] = field(default_factory=dict)  # by language


def build_files(records: Sequence[Record]) -> Files:
    """The files of the index of a bundle, each as (name, bytes): its articles, its words in parts, and their positions.

    Then `article-N` for each record, which holds what a result shows.
    """
    words, lengths = _invert(records)
    parts = list(_parts(sorted(words, key=_javascript_order), words))
    yield "articles", _pack(_table(records, lengths) | {"words": [part[0] for part in parts]})
    yield "compounds", _pack(_compounds(words))
    for number, part in enumerate(parts):
        listed = [words[word] for word in part]
        yield f"words-{number}", _pack([_entry(*pair) for pair in zip(part, listed, strict=True)])
        yield f"places-{number}", _pack([postings.places for postings in listed])
    for number, record in enumerate(records):
        yield f"article-{number}", _pack(_result_record(record))


def _pack(content: Any) -> bytes:
    """The content as compact JSON, compressed with gzip, the same bytes in every run."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), PACKING, mtime=0)


def _javascript_order(word: str) -> bytes:
    """A sort key for the order in which JavaScript compares strings."""
    return word.encode("utf-16-be")


# --- words -----------------------------------------------------------------------------------------------


def _invert(records: Sequence[Record]) -> tuple[dict[str, Postings], list[int]]:
    """The postings of each word, and the number of words in each article."""
    words: dict[str, Postings] = {}
    lengths = []
    for number, record in enumerate(records):
        places, stems, parts = _read_article(record)
        lengths.append(sum(map(len, places.values())))
        for key, positions in places.items():
            weight = min(len(positions), MAX_COUNT) * TIMES | parts.get(key, 0)
            _add(words, key, stems[key], number, record.language, weight, positions)
        for key, stem in record.hidden_words:
            if key not in places:
                _add(words, key, stem, number, record.language, 0, ())
    return words, lengths


def _read_article(record: Record) -> tuple[dict[str, list[int]], dict[str, str], dict[str, int]]:
    """Where each word of title and shown sentences stands, its stem, and the parts of the article that it is in.

    A position is left out between sentences, so that no phrase goes from one into the next.
    """
    places: dict[str, list[int]] = {}
    stems: dict[str, str] = {}
    parts: dict[str, int] = {}
    start = 0
    for text, part in _parts_of(record):
        for position, key, stem in tokens(text, record.language, start):
            if key in places:
                places[key].append(position)
            else:
                places[key], stems[key] = [position], stem
            if part:
                parts[key] = parts.get(key, 0) | part
            start = position
        start += 2
    return places, stems, parts


def _parts_of(record: Record) -> Iterator[tuple[str, int]]:
    """Title and sentences, each with the part of the article that it is."""
    openings = {record.lead, *range(1, OPENING_SENTENCES + 1)}
    yield record.title, IN_TITLE
    yield from ((words, IN_OPENING if number in openings else 0) for number, words in record.sentences)


def _add(
    words: dict[str, Postings],
    key: str,
    stem: str,
    article: int,
    language: str,
    weight: int,
    positions: Sequence[int],
) -> None:
    """Add a token of an article to the postings of its word; without its positions if the weight is 0."""
    postings = words.get(key)
    if postings is None:
        postings = words[key] = Postings()
    postings.articles.append(article)
    postings.weights.append(weight)
    if weight:
        postings.places.append(_differences(positions))
    postings.stems[language] = stem


def _differences(numbers: Sequence[int]) -> list[int]:
    """Each number less the one before it; the first as it is."""
    return [number - previous for previous, number in zip((0, *numbers), numbers, strict=False)]


def _parts(ordered: Sequence[str], words: dict[str, Postings]) -> Iterator[list[str]]:
    """The words in their order, divided into parts of about MAX_PART_NUMBERS numbers."""
    part: list[str] = []
    size = 0
    for word in ordered:
        length = 4 + len(words[word].articles)
        if part and size + length > MAX_PART_NUMBERS:
            yield part
            part, size = [], 0
        part.append(word)
        size += length
    if part:
        yield part


def _entry(word: str, postings: Postings) -> list[Any]:
    """The entry of a word: itself, its stem if it differs (by language if there are several), articles and weights."""
    stems = set(postings.stems.values())
    stem: Any = postings.stems if len(stems) > 1 else "".join(stems - {word})
    return [word, stem, _differences(postings.articles), postings.weights]


def _compounds(words: Mapping[str, Postings]) -> list[str]:
    """The long words of languages that join words, sorted: one of these may contain a word that nothing else has."""
    return sorted(
        word
        for word, postings in words.items()
        if len(word) >= MIN_COMPOUND_LETTERS and word.isalpha() and not COMPOUNDING.isdisjoint(postings.stems)
    )


# --- articles --------------------------------------------------------------------------------------------


def _table(records: Sequence[Record], lengths: Sequence[int]) -> dict[str, Any]:
    """The facts that a search needs of every article of a bundle, by column."""
    outlets = sorted({record.outlet or "" for record in records})
    languages = sorted({record.language for record in records})
    themes = sorted({theme for record in records for theme in record.themes})
    days = [date.fromisoformat(record.day).toordinal() if record.day else 0 for record in records]
    return {
        "outlets": outlets,
        "languages": languages,
        "themes": themes,
        "endings": {code: endings(code) for code in languages if code in SNOWBALL or endings(code)},
        "day": _differences(days),
        "outlet": [outlets.index(record.outlet or "") for record in records],
        "language": [languages.index(record.language) for record in records],
        "theme": [[themes.index(theme) for theme in record.themes] for record in records],
        "length": lengths,
        "shown": sum(len(record.sentences) for record in records),
        "sentences": sum(record.sentence_count for record in records),
    }


def _result_record(record: Record) -> dict[str, Any]:
    """The part of a record that a result shows: everything but the hidden words."""
    shown = asdict(record)
    del shown["hidden_words"]
    return shown
