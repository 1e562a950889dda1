"""What is remembered is what was kept, or nothing: no damage to the file gives a wrong answer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.cache import Cache, program_version

MB = 1_000_000
ANSWERS = {f"question {number}".encode(): f"answer {number}".encode() * 40 for number in range(200)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "answers.sqlite"


def test_answers_are_there_in_the_next_build(file: Path) -> None:
    Cache(file, MB).remember(ANSWERS)

    assert Cache(file, MB).answers([*ANSWERS, b"another question"]) == ANSWERS


def test_without_a_file_nothing_is_known_and_nothing_written(tmp_path: Path) -> None:
    cache = Cache()
    cache.remember(ANSWERS)

    assert cache.answers(ANSWERS) == {}
    assert not list(tmp_path.iterdir())


def test_a_build_with_nothing_new_writes_nothing(file: Path) -> None:
    Cache(file, MB).remember(ANSWERS)
    before = file.stat().st_mtime_ns

    cache = Cache(file, MB)
    cache.answers(ANSWERS)
    cache.remember({}, used=ANSWERS)

    assert file.stat().st_mtime_ns == before


def test_what_was_not_used_for_longest_is_forgotten_first(file: Path) -> None:
    noise = random.Random(3)
    large = {name.encode(): noise.randbytes(100_000) for name in "abcdefghi"}
    cache = Cache(file, MB)
    cache.remember(large)
    cache.remember({b"j": noise.randbytes(100_000)}, used=[b"a"])
    cache.remember({b"k": noise.randbytes(100_000)}, used=[b"a", b"j"])

    assert set(cache.answers([*large, b"j", b"k"])) == {b"a", b"j", b"k"}


@pytest.mark.parametrize("seed", range(90))
def test_a_damaged_file_loses_answers_and_changes_none(file: Path, seed: int) -> None:
    chance = random.Random(seed)
    Cache(file, MB).remember(ANSWERS)
    data = bytearray(file.read_bytes())
    if seed % 3:
        for _ in range(seed):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    else:
        del data[chance.randrange(len(data)) :]
    file.write_bytes(data)

    cache = Cache(file, MB)
    known = cache.answers(ANSWERS)
    cache.remember(ANSWERS)

    assert known.items() <= ANSWERS.items()
    assert Cache(file, MB).answers(ANSWERS).items() <= ANSWERS.items()


def test_a_file_that_is_no_database_is_replaced(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("Talks were held in Veld. " * 400)
    cache = Cache(file, MB)

    assert cache.answers(ANSWERS) == {}
    assert str(file) in str(cache.problem)

    cache.remember(ANSWERS)
    assert Cache(file, MB).answers(ANSWERS) == ANSWERS


def test_a_place_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "answers.sqlite", MB)
    cache.remember(ANSWERS)

    assert cache.answers(ANSWERS) == {}
    assert cache.problem is not None


def test_the_version_of_the_program_changes_with_its_code(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("A = 1\n")
    before = program_version(tmp_path)
    (tmp_path / "module.py").write_text("A = 2\n")

    assert program_version(tmp_path) != before
