"""Builds that are killed leave the old site or the new one, and the next build equals a clean one.

CRASHES sets the number of builds that are killed of each command; `tests/support/crashes.py` has further trials.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from ast import literal_eval
from collections import Counter
from pathlib import Path

import crashes
import pytest

COUNT = int(os.environ.get("CRASHES", "3"))
SCRIPT = Path(crashes.__file__)


def trials(command: str, name: str, *kinds: str) -> Counter[str]:
    """How often each thing was found; in a process of its own, as MkDocs and Jinja stay as they were set there."""
    paths = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, str(SCRIPT), command, name, str(COUNT), *kinds],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": paths},
    )
    return Counter(literal_eval(done.stdout.partition(": ")[2]))


@pytest.mark.parametrize("command", crashes.PUBLISHED)
def test_a_build_that_is_killed_at_any_time_leaves_a_whole_site(command: str) -> None:
    found = trials(command, "kills")

    assert found.keys() <= {"killed", "finished before"}, found


@pytest.mark.skipif(shutil.which("strace") is None, reason="kills at a call of the system with strace")
def test_a_build_that_is_killed_at_a_call_that_writes_leaves_a_whole_site() -> None:
    found = trials("briefing", "calls", "renameat2", "unlink", "link")

    assert found["killed"] == found.total() > 0, found


def test_builds_started_at_once_all_succeed() -> None:
    found = trials("briefing", "starts")

    assert found == {"succeeded": COUNT, "the right site in the end": 1}
