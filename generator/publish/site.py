"""A folder in which MkDocs builds a site, until it takes the place of the published one."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from generator.errors import machine_failures
from generator.publish import trees
from generator.publish.exchange import exchange
from generator.publish.locks import lock
from generator.publish.places import Place, find_place


class StagedSite:
    """An empty folder to build a site in; other builds of the same site wait until it is published or discarded.

    `folder` is that folder, `published` the one whose place it takes. What is hidden at the top of the published site
    (`.git`, `.well-known`) stays, as it does when MkDocs empties a site.
    """

    def __init__(self, published: Path) -> None:
        """Wait for other builds, clear away what killed ones left, and make the folder. Raises MachineError."""
        self.published = published
        self._held = ExitStack()
        with machine_failures(f"writing {published}"), ExitStack() as held:
            place = find_place(published)
            place.workplace.mkdir(parents=True, exist_ok=True)
            held.enter_context(lock(place.lock_file, published))
            place.clear(_rescue_hidden)
            self._place = place
            self.folder = place.make_staging()
            self._held = held.pop_all()

    def publish(self) -> None:
        """Let the new site take the place of the published one, whole. Raises MachineError if that fails."""
        try:
            with machine_failures(f"writing {self.published}"):
                _publish(self.folder, self._place)
        finally:
            self.discard()

    def discard(self) -> None:
        """Delete the folder, which is the old site by now if the new one was published, and let other builds go on."""
        trees.remove(self.folder)
        self._held.close()


def _publish(staging: Path, place: Place) -> None:
    """Exchange the staging folder with the published one, or rename it if there is none, or move file by file."""
    new_files = [
        staging / path for path, _ in trees.files_in(staging) if (staging / path).stat().st_nlink == 1
    ]
    trees.flush(new_files, staging)
    if not os.path.lexists(place.folder):
        staging.rename(place.folder)
    elif place.can_exchange and _link_hidden(place.folder, staging) and exchange(staging, place.folder):
        _rescue_hidden(staging, place.folder)
    else:
        trees.replace_files(staging, place.folder, is_hidden)


def is_hidden(path: str) -> bool:
    """True for a file of a site that MkDocs leaves alone when it empties the site."""
    return path.startswith(".")


def _is_visible(path: str) -> bool:
    """True for a file of a site that MkDocs deletes when it empties the site."""
    return not is_hidden(path)


def _link_hidden(published: Path, staging: Path) -> bool:
    """Put what is hidden at the top of the published site into the new one too; False if the disk has no links."""
    try:
        trees.link_tree(published, staging, _is_visible)
    except OSError:
        return False
    return True


def _rescue_hidden(old: Path, new: Path) -> None:
    """Move hidden files of the old site that appeared or changed since they were linked into the new one."""
    if not old.is_dir() or not new.is_dir():
        return
    for path, number in list(trees.files_in(old)):
        if is_hidden(path) and _is_newer(old / path, new / path, number):
            trees.move(old / path, new / path)


def _is_newer(file: Path, other: Path, number: int) -> bool:
    """True if a file is not the other one and was changed after it; `number` is the file's own (inode)."""
    if not os.path.lexists(other):
        return True
    facts = other.lstat()
    return facts.st_ino != number and file.lstat().st_mtime_ns > facts.st_mtime_ns
