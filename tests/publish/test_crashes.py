"""Builds that are killed leave the old site or the new one, and the next build equals a clean one.

CRASHES sets the number of builds that are killed of each command; `tests/support/crashes.py` has further trials.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import crashes
import pytest

COUNT = int(os.environ.get("CRASHES", "3"))


@pytest.mark.parametrize("command", crashes.PUBLISHED)
def test_a_build_that_is_killed_at_any_time_leaves_a_whole_site(tmp_path: Path, command: str) -> None:
    found = Counter(crashes.kills(tmp_path, command, COUNT))

    assert found.keys() <= {"killed", "finished before"}, found


@pytest.mark.skipif(shutil.which("strace") is None, reason="kills at a call of the system with strace")
def test_a_build_that_is_killed_at_a_call_that_writes_leaves_a_whole_site(tmp_path: Path) -> None:
    found = Counter(crashes.calls(tmp_path, "briefing", COUNT, kinds=("renameat2", "unlink", "link")))

    assert found["killed"] == found.total() > 0, found


def test_builds_started_at_once_all_succeed(tmp_path: Path) -> None:
    found = Counter(crashes.starts(tmp_path, "briefing", COUNT))

    assert found == {"succeeded": COUNT, "the right site in the end": 1}
