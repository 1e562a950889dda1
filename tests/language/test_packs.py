"""The packs: the words of each language are lists in a file, and a file with a mistake says where it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from generator.language import packs
from generator.language.packs import LanguagePack, codes, pack


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in place of that of the packs."""
    monkeypatch.setattr(packs, "files", lambda _: tmp_path)
    packs.codes.cache_clear()
    packs.pack.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def _fresh_packs() -> object:
    yield
    packs.codes.cache_clear()
    packs.pack.cache_clear()


@pytest.mark.parametrize("code", codes())
def test_every_pack_has_a_name_and_its_rows_of_months_are_twelve(code: str) -> None:
    words = pack(code)

    assert words.name
    assert bool(words.openings.who) == bool(words.openings.after)
    assert all(len(row) == 12 for row in words.months)


@pytest.mark.parametrize("code", codes())
def test_no_opening_both_refers_back_and_is_an_exception(code: str) -> None:
    openings = pack(code).openings
    referring = {*openings.who, *openings.which, *openings.after}

    assert referring.isdisjoint(openings.exceptions)


def test_a_language_without_a_file_has_empty_lists() -> None:
    assert pack("fi") == pack("../en") == pack("") == LanguagePack()


def test_a_new_file_is_a_new_language(folder: Path) -> None:
    (folder / "eo.yml").write_text("name: Esperanto\nopenings:\n  who: li, ŝi, no,\n    la alia\n")

    assert codes() == ("eo",)
    assert pack("eo").name == "Esperanto"
    assert pack("eo").openings.who == ("li", "ŝi", "no", "la alia")
    assert pack("eo").openings.after == ()


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("nam: Esperanto", "eo.yml: nam is not"),
        ("openings:\n  whom: li", "eo.yml: openings.whom is not"),
    ],
)
def test_an_unknown_key_is_refused_by_file_and_key(folder: Path, content: str, place: str) -> None:
    (folder / "eo.yml").write_text(content)

    with pytest.raises(ValueError, match=place):
        pack("eo")


def test_every_file_beside_the_module_is_a_pack() -> None:
    names = {entry.name for entry in files(packs.__name__).iterdir()} - {"__init__.py", "__pycache__"}

    assert names == {f"{code}.yml" for code in codes()}


# --- English, which has lists of its own -----------------------------------------------------------------

ENGLISH = pack("en")
WORDS = ENGLISH.standalone
NOT_ENGLISH = ("before_ordinals", "joining", "announcing")
LISTS = [
    (f"{section}.{field.name}", getattr(getattr(ENGLISH, section), field.name))
    for section in ("sentence_ends", "standalone", "titles", "figures")
    for field in fields(getattr(ENGLISH, section))
    if field.name not in NOT_ENGLISH
]


@pytest.mark.parametrize(("name", "words"), LISTS)
def test_every_list_that_the_code_knows_has_words_in_english(name: str, words: object) -> None:
    assert words, name


def test_english_has_seven_weekdays_and_every_short_one_begins_one() -> None:
    assert len(ENGLISH.weekdays) == len(set(ENGLISH.weekdays)) == 7
    assert all(any(day.startswith(short) for day in ENGLISH.weekdays) for short in ENGLISH.short_weekdays)


@pytest.mark.parametrize(
    "words",
    [
        ENGLISH.months[0],
        ENGLISH.weekdays,
        ENGLISH.courtesy_titles,
        ENGLISH.sentence_ends.openers,
        WORDS.nameless_capitals,
        WORDS.clause_starts,
        WORDS.clause_prepositions,
        WORDS.clause_conjunctions,
    ],
)
def test_what_is_compared_with_the_start_of_a_sentence_or_a_name_has_a_capital(words: Iterable[str]) -> None:
    assert all(word[0].isupper() for word in words)


@pytest.mark.parametrize(
    "words",
    [
        ENGLISH.saying_verbs,
        WORDS.verbs,
        WORDS.determiners,
        WORDS.event_nouns,
        WORDS.entity_nouns,
        WORDS.person_nouns,
        WORDS.unique_nouns,
        WORDS.function_words,
        WORDS.place_prepositions,
        ENGLISH.figures.phrase_ends,
        ENGLISH.figures.generic_words,
    ],
)
def test_what_is_compared_with_a_word_in_lower_case_has_no_capital(words: Iterable[str]) -> None:
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ENGLISH.sentence_ends.titles,
            ENGLISH.sentence_ends.abbreviations,
        ),  # never, and perhaps, a sentence's end
        (ENGLISH.sentence_ends.openers, WORDS.nameless_capitals),  # no part of a name, and perhaps one
        (WORDS.specifiers, WORDS.possible_specifiers),  # surely, and perhaps
        (WORDS.function_words, WORDS.event_nouns | WORDS.entity_nouns | WORDS.person_nouns),
        (frozenset(ENGLISH.figures.bounds), frozenset(ENGLISH.figures.approximations)),
        (WORDS.not_surnames, WORDS.known_names),
    ],
)
def test_no_word_is_in_two_lists_that_contradict_each_other(
    first: frozenset[str], second: frozenset[str]
) -> None:
    assert first.isdisjoint(second)
