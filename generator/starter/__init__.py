"""A new site, copied from the files beside this one. Knows nothing of what they mean.

`site/` is a picture of a new site. A name that begins with `dot-` begins with a dot there: a `.gitignore` in the
picture would be obeyed by git here.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from generator.errors import SiteExists

PICTURE = Path(__file__).parent / "site"
DOT = "dot-"
REQUIREMENTS = "requirements.txt"
SCHEMA = "mkdocs.schema.json"  # by which an editor completes and checks the configuration
SERIES = b"{version}"  # stands in the requirements for the version that starts the site
MAY_BE_THERE = {".git"}  # a repository that was just created is as good as empty
SCRIPT = b"#!"
NAMED = 3  # of the files found, as many are named in the message


def start(folder: Path) -> None:
    """Writes a complete site into `folder`, which is created when it is missing.

    Raises SiteExists when something is there already; nothing is written then.
    """
    _refuse_unless_empty(folder)
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if content.startswith(SCRIPT):
            path.chmod(0o755)


def files() -> dict[str, bytes]:
    """Every file of a new site: its path there, with forward slashes, and its bytes."""
    found = {_name(path): path.read_bytes() for path in sorted(_pictured())}
    found[REQUIREMENTS] = found[REQUIREMENTS].replace(SERIES, _release().encode("ascii"))
    found[SCHEMA] = resources.files("generator").joinpath("config/mkdocs.json").read_bytes()
    return found


def _pictured() -> Iterator[Path]:
    return (path for path in PICTURE.rglob("*") if path.is_file())


def _name(path: Path) -> str:
    parts = path.relative_to(PICTURE).parts
    return "/".join("." + part.removeprefix(DOT) if part.startswith(DOT) else part for part in parts)


def _release() -> str:
    """The running version without a local part, which `~=` does not take."""
    return version("briefing-generator").partition("+")[0]


def _refuse_unless_empty(folder: Path) -> None:
    way_out = "Name an empty folder, or one that does not exist yet."
    if folder.exists() and not folder.is_dir():
        raise SiteExists(f"{folder}: a file, not a folder. {way_out}")
    found = sorted({path.name for path in folder.iterdir()} - MAY_BE_THERE) if folder.is_dir() else []
    if found:
        listed = ", ".join(found[:NAMED]) + (f" and {len(found) - NAMED} more" if len(found) > NAMED else "")
        raise SiteExists(f"{folder}: not empty, it holds {listed}. {way_out}")
