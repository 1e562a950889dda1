"""The folder of seeds: which files are in it, and their bytes. Only regular files; links are not followed.

Sources are paths below the folder as the operating system knows them; `printable_source` makes one printable.
"""

from __future__ import annotations

import errno
import os
import stat
from itertools import accumulate
from pathlib import Path

from generator.models import Reason
from generator.readers.file import MB, Refused

OPEN_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)
SPECIAL_FILE_KINDS = (
    (stat.S_ISLNK, "a link", "Put the file itself here."),
    (stat.S_ISFIFO, "a pipe", "Put what comes out of it into a file."),
    (stat.S_ISSOCK, "a socket", "Take it out of this folder."),
    (stat.S_ISCHR, "a device", "Take it out of this folder."),
    (stat.S_ISBLK, "a device", "Take it out of this folder."),
)
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
# How browsers name the folder of a page saved as "complete", in the languages in which they do.
COMPANION_ENDINGS = tuple(
    "_files .files -Dateien _fichiers _archivos _file _arquivos _bestanden _pliki _soubory _filer _tiedostot".split()
)
SHORTAGES = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)  # of the machine, which no file is to blame for
JOINERS = "\u200c\u200d"  # invisible, but spelling in many languages


def find(seeds: Path) -> tuple[str, ...]:
    """List every path below `seeds`, at any depth, that is not a folder, and every folder that is not looked into.

    Those are folders that cannot be read, and folders in which a browser put what belongs to a saved page.

    Paths have forward slashes and come in the order of their names. Links are listed, not followed. Raises OSError if
    `seeds` itself cannot be read, or if the machine lacks what it takes.
    """
    sources: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(seeds / folder) as listing:
                for entry in listing:
                    source = f"{folder}/{entry.name}" if folder else entry.name
                    is_open = entry.is_dir(follow_symlinks=False) and page_of(seeds, source) is None
                    (folders if is_open else sources).append(source)
        except OSError as error:
            if not folder or error.errno in SHORTAGES:
                raise
            sources.append(folder)
    return tuple(sorted(sources))


def page_of(seeds: Path, source: str) -> str | None:
    """The saved page whose pictures and scripts a folder holds, as browsers name it after the page; None if none."""
    for ending in COMPANION_ENDINGS:
        if source.endswith(ending):
            pages = (source.removesuffix(ending) + suffix for suffix in PAGE_SUFFIXES)
            return next((page for page in pages if exists(seeds, page)), None)
    return None


def printable_source(source: str) -> str:
    """Return the source in printable form: invalid UTF-8, backslashes, invisible and directional characters escaped.

    Different sources have different printable forms.
    """
    return "".join(character if _is_visible(character) else _escaped(character) for character in source)


def check(seeds: Path, source: str) -> os.stat_result:
    """Return the status of a regular file; raises Refused if it is missing, a link, a device or the like."""
    try:
        status = (seeds / source).lstat()
    except OSError as error:
        raise _unreadable(error) from None
    return _require_regular(status)


def exists(seeds: Path, source: str) -> bool:
    """True if the path exists, be it a broken link."""
    return os.path.lexists(seeds / source)


def read(seeds: Path, source: str, limit: int) -> bytes:
    """Return the bytes of a file; raises Refused if it is not regular, over `limit` bytes, unreadable or changing."""
    before = check(seeds, source)
    if _leads_outside(seeds, source):
        raise Refused(
            Reason.OUTSIDE, "Its folder is a link that leads out of here. Put the file itself here."
        )
    try:
        descriptor = os.open(seeds / source, OPEN_FLAGS)
        with os.fdopen(descriptor, "rb") as opened:
            _require_regular(os.fstat(descriptor))
            data = opened.read(limit + 1)
        after = (seeds / source).lstat()
    except OSError as error:
        raise _unreadable(error) from None
    if len(data) > limit:
        raise Refused(
            Reason.TOO_LARGE, f"It is larger than {limit // MB} MB. Split it, or save the text alone."
        )
    if _state(before) != _state(after) or len(data) != after.st_size:
        raise Refused(
            Reason.UNSTABLE, "It changed while it was being read. Build again when the copy is complete."
        )
    return data


def _leads_outside(seeds: Path, source: str) -> bool:
    """True if a link among the folders of a path leads out of seeds/."""
    names = source.split("/")[:-1]
    folders = accumulate(names, "{}/{}".format)
    if ".." not in names and not any((seeds / folder).is_symlink() for folder in folders):
        return False
    return not (seeds / source).parent.resolve().is_relative_to(seeds.resolve())


def _require_regular(status: os.stat_result) -> os.stat_result:
    """Return the status if it is a regular file's; raises Refused with the kind of file otherwise."""
    if stat.S_ISREG(status.st_mode):
        return status
    if stat.S_ISDIR(status.st_mode):
        raise Refused(Reason.UNREADABLE, "This folder cannot be looked into. Check that it may be read.")
    for is_kind, name, remedy in SPECIAL_FILE_KINDS:
        if is_kind(status.st_mode):
            raise Refused(Reason.NOT_A_FILE, f"It is {name}. {remedy}")
    raise Refused(Reason.NOT_A_FILE, "Put the file itself here.")


def _state(status: os.stat_result) -> tuple[int, ...]:
    """The part of a file's status that changes when the file changes."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _unreadable(error: OSError) -> Refused:
    """Build the refusal for an error of the operating system; raises the error if it is not about the file."""
    if error.errno in SHORTAGES:
        raise error
    return Refused(
        Reason.UNREADABLE, f"{error.strerror or type(error).__name__}. Check that the file may be read."
    )


def _is_visible(character: str) -> bool:
    """True if the character can be printed as it is."""
    return (character.isprintable() or character in JOINERS) and character != "\\"


def _escaped(character: str) -> str:
    """Return the escape sequence of a character or of a byte that is not UTF-8."""
    code = ord(character)
    if character == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:  # how Python keeps a byte that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
