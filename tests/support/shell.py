"""Commands run as on a machine that knows nothing of this one's Python or make."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

OWN_VARIABLES = ("PYTHONPATH", "VIRTUAL_ENV", "SITE_URL", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")


def run(folder: Path, *command: str, **more: str) -> str:
    """What a command prints that must end well, in an environment with `more` variables."""
    environment = {name: value for name, value in os.environ.items() if name not in OWN_VARIABLES}
    done = subprocess.run(command, cwd=folder, env=environment | more, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def write(path: Path, text: str) -> None:
    """Write a file, in folders that need not exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
