"""What a site's continuous integration installs: the generator itself, and the libraries that it needs, with hashes.

The generator is packed again from the files that run, so a site can be built where no package index knows it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path

from generator.errors import ConfigError

NAME = "briefing-generator"
PACKAGE = Path(__file__).parent.parent
CHECKOUT = PACKAGE.parent
INCLUDED = {  # place in a checkout → place in the package, as `force-include` in pyproject.toml has it
    "docs/guide.md": "guide.md",
    "requirements.lock": "requirements.lock",
    "templates": "templates",
}
GUIDE = "docs/guide.md"
LOCK = "requirements.lock"
REQUIREMENTS = "requirements.txt"
WHEELS = "wheels"
METADATA_FILES = ("METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE")
OMITTED_FOLDERS = {"__pycache__"}
READER_EXTRAS = ("pdf", "warc")  # what reading every format takes; the lock has their libraries
VENDORED, INDEX = "vendored", "index"  # where a site can get the generator from, beside an address
ADDRESS_PREFIXES = ("git+", "https://")
EARLIEST_TIME = (1980, 1, 1, 0, 0, 0)  # that a ZIP file can hold: equal files give an equal wheel

HEADING = b"# The generator of this site; its libraries are in requirements.lock. `briefing pin` writes both files.\n"


def requirement_files(origin: str) -> Mapping[str, bytes]:
    """The files by which a site installs this version of the generator: path in the site → content.

    `origin` says where it comes from: `vendored`, a wheel in the site itself; `index`, the package index; or an
    address for pip, such as `git+https://example.org/briefing.git@COMMIT`. Raises ConfigError for anything else.
    """
    extras = ",".join(READER_EXTRAS)
    lock = {LOCK: _included_file(LOCK).read_bytes()}
    if origin == VENDORED:
        name, wheel = make_wheel()
        digest = hashlib.sha256(wheel).hexdigest()
        line = f"./{WHEELS}/{name}[{extras}] --hash=sha256:{digest}\n"
        return lock | {f"{WHEELS}/{name}": wheel, REQUIREMENTS: HEADING + line.encode("ascii")}
    if origin == INDEX:
        line = f"{NAME}[{extras}]~={_public_version()}\n"
    elif origin.startswith(ADDRESS_PREFIXES):
        line = f"{NAME}[{extras}] @ {origin}\n"
    else:
        raise ConfigError(
            f'--package: found "{origin}". Write {VENDORED}, {INDEX}, or an address that begins with '
            f"{' or '.join(ADDRESS_PREFIXES)}."
        )
    return lock | {REQUIREMENTS: HEADING + line.encode("utf-8")}


def guide() -> str:
    """The guide for editors, in Markdown."""
    return _included_file(GUIDE).read_text(encoding="utf-8")


def make_wheel() -> tuple[str, bytes]:
    """The name and the content of a wheel of the running generator; equal for equal files."""
    installed = distribution(NAME)
    version = installed.version.replace("-", "_")
    contents = dict(_package_files())
    metadata = f"{NAME.replace('-', '_')}-{version}.dist-info"
    for name in METADATA_FILES:
        if text := installed.read_text(name):
            contents[f"{metadata}/{name}"] = text.encode("utf-8")
    contents[f"{metadata}/RECORD"] = _record(contents, f"{metadata}/RECORD")
    return f"{NAME.replace('-', '_')}-{version}-py3-none-any.whl", _zip(contents)


def _package_files() -> Iterator[tuple[str, bytes]]:
    """The path in a wheel and the content of each file of the package."""
    for path in _files_below(PACKAGE):
        yield path.relative_to(PACKAGE.parent).as_posix(), path.read_bytes()
    for source, place in INCLUDED.items():
        if not (PACKAGE / place).exists():
            top = CHECKOUT / source
            for path in _files_below(top) if top.is_dir() else [top]:
                part = path.relative_to(top).as_posix() if top.is_dir() else ""
                yield "/".join(filter(None, (PACKAGE.name, place, part))), path.read_bytes()


def _files_below(folder: Path) -> list[Path]:
    """All files below a folder, sorted, without what Python compiled."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and not OMITTED_FOLDERS & {*path.parts}
    )


def _record(contents: Mapping[str, bytes], own_path: str) -> bytes:
    """The list of a wheel's files with their hashes and sizes in bytes, as pip checks it."""
    lines = [f"{path},{_record_hash(content)},{len(content)}\n" for path, content in contents.items()]
    return "".join([*lines, f"{own_path},,\n"]).encode("utf-8")


def _record_hash(content: bytes) -> str:
    """The hash of a file as a wheel's list has it: in URL-safe base 64 without padding."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={digest.rstrip(b'=').decode('ascii')}"


def _zip(contents: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of files, the same for the same contents."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in contents.items():
            entry = zipfile.ZipInfo(path, EARLIEST_TIME)
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _included_file(source: str) -> Path:
    """The place of a file that lies outside the package in a checkout and inside it when installed."""
    installed = PACKAGE / INCLUDED[source]
    return installed if installed.exists() else CHECKOUT / source


def _public_version() -> str:
    """The running version without its local part, which `~=` does not accept."""
    return distribution(NAME).version.partition("+")[0]
