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
        with machine_failures(f"writing {published}"), ExitStack() as held:
            published.parent.mkdir(parents=True, exist_ok=True)
            place = find_place(published)
            held.enter_context(lock(place.lock_file, published))
            place.clear(_rescue_hidden)
            held.callback(place.clear, _rescue_hidden)
            self._place = place
            self.folder = place.make_staging()
            self._held = held.pop_all()

    def publish(self) -> None:
        """Let the new site take the place of the published one, whole; nothing is touched if both are equal.

        Raises MachineError if that fails.
        """
        try:
            with machine_failures(f"writing {self.published}"):
                if not _is_equal_site(self.folder, self._place.folder):
                    _publish(self.folder, self._place)
        finally:
            self.discard()

    def discard(self) -> None:
        """Delete the folder, which is the old site by now if the new one was published, and let other builds go on.

        Doing it again does nothing: the folder of another build may be there by then.
        """
        self._held.close()


def _is_equal_site(staging: Path, published: Path) -> bool:
    """True if the published site has all that the new one has, and nothing else but what MkDocs would leave alone."""
    if not published.is_dir():
        return False
    new, old = dict(trees.files_in(staging)), dict(trees.files_in(published))
    return new.keys() == {path for path in old if path in new or not _is_hidden(path)} and all(
        number == old[path] or trees.is_equal(staging / path, published / path)
        for path, number in new.items()
    )


def _publish(staging: Path, place: Place) -> None:
    """Exchange the staging folder with the published one, or rename it if there is none, or move file by file."""
    new_files = [
        staging / path for path, _ in trees.files_in(staging) if (staging / path).stat().st_nlink == 1
    ]
    trees.flush(new_files, staging)
    if not os.path.lexists(place.folder):
        staging.rename(place.folder)
    elif not (_link_hidden(staging, place) and exchange(staging, place.folder)):
        trees.replace_files(staging, place.folder, _is_hidden)


def _is_hidden(path: str) -> bool:
    """True for a file of a site that MkDocs leaves alone when it empties the site."""
    return path.startswith(".")


def _link_hidden(staging: Path, place: Place) -> bool:
    """Put what is hidden at the top of the published site into the new one too; False if that cannot be done here."""

    def is_left_out(path: str) -> bool:
        """True for what MkDocs deletes when it empties a site, and for files that the new site has."""
        return not _is_hidden(path) or (staging / path).is_file()

    return (
        place.can_exchange
        and not trees.is_in_use(place.folder)
        and trees.link_tree(place.folder, staging, is_left_out) is not None
    )


def _rescue_hidden(old: Path, new: Path) -> None:
    """Move hidden files of the old site that appeared or changed since they were linked into the new one."""
    numbers = dict(trees.files_in(new))
    for path, number in list(trees.files_in(old)):
        is_changed = _is_hidden(path) and number != numbers.get(path)
        if is_changed and (path not in numbers or trees.is_newer(old / path, new / path)):
            trees.move(old / path, new / path)
