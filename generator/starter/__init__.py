"""A new site, copied from the files in `site/` beside this module.

A name that begins with `dot-` in `site/` begins with a dot in the new site: git would obey a `.gitignore` here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from generator.errors import ConfigError, SiteExists, machine_failures
from generator.starter.distribution import LOCK, NAME, VENDORED, WHEELS, requirement_files

TEMPLATE = Path(__file__).parent / "site"
DOT_PREFIX = "dot-"
CONFIGURATIONS = ("mkdocs.yml", "properdocs.yml")
SCHEMA = "mkdocs.schema.json"  # by which an editor completes and checks the configuration
IGNORED_NAMES = {".git"}  # a repository that was just created is as good as empty
SCRIPT_PREFIX = b"#!"
MAX_LISTED_NAMES = 3  # of the files found, as many are named in the message


def start(folder: Path, origin: str = VENDORED) -> None:
    """Write a complete new site into `folder`, which is created if it does not exist.

    `origin` says from where its continuous integration gets the generator (see `requirement_files`). Raises SiteExists
    if the folder holds anything, or ConfigError for an unknown origin, and then writes nothing; raises MachineError if
    a file cannot be written.
    """
    _check_empty(folder)
    _write(folder, files(origin))


def pin(folder: Path, origin: str = VENDORED) -> None:
    """Let the continuous integration of the site in `folder` install the running generator, in place of an earlier one.

    Wheels of other libraries, which `ci/vendor` gathered, are no longer used until it runs again. Raises ConfigError
    and MachineError like `start`.
    """
    contents = requirement_files(origin)
    if not any((folder / name).is_file() for name in CONFIGURATIONS):
        raise ConfigError(f"{folder}: no site, as it holds no mkdocs.yml. Name the folder of a site.")
    with machine_failures(f"writing {folder / WHEELS}"):
        for path in (*(folder / WHEELS).glob(f"{NAME.replace('-', '_')}-*.whl"), folder / WHEELS / LOCK):
            path.unlink(missing_ok=True)
    _write(folder, contents)


def files(origin: str = VENDORED) -> dict[str, bytes]:
    """The files of a new site: path in the site, with forward slashes, → content."""
    contents = {_site_path(path): path.read_bytes() for path in sorted(_template_files())}
    contents[SCHEMA] = resources.files("generator").joinpath("config/mkdocs.json").read_bytes()
    return {**contents, **requirement_files(origin)}


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files below a folder; scripts become executable."""
    for name, content in contents.items():
        path = folder / name
        with machine_failures(f"writing {path}"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if content.startswith(SCRIPT_PREFIX):
                path.chmod(0o755)


def _template_files() -> Iterator[Path]:
    """The paths of all files under TEMPLATE."""
    return (path for path in TEMPLATE.rglob("*") if path.is_file())


def _site_path(path: Path) -> str:
    """The path in the new site of a file under TEMPLATE: `dot-gitignore` becomes `.gitignore`."""
    parts = path.relative_to(TEMPLATE).parts
    return "/".join(
        "." + part.removeprefix(DOT_PREFIX) if part.startswith(DOT_PREFIX) else part for part in parts
    )


def _check_empty(folder: Path) -> None:
    """Raise SiteExists if the path is a file or a folder with content; a lone `.git` is allowed."""
    remedy = "Name an empty folder, or one that does not exist yet."
    if folder.exists() and not folder.is_dir():
        raise SiteExists(f"{folder}: a file, not a folder. {remedy}")
    names = sorted({path.name for path in folder.iterdir()} - IGNORED_NAMES) if folder.is_dir() else []
    if names:
        more = len(names) - MAX_LISTED_NAMES
        listed = ", ".join(names[:MAX_LISTED_NAMES]) + (f" and {more} more" if more > 0 else "")
        raise SiteExists(f"{folder}: not empty, it holds {listed}. {remedy}")
