"""Watchers for `mkdocs serve`, and the signal to reload when all pages of a build are written."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from generator.config import Settings

RELOAD_MARKER = ".cache/briefing/serve/reload"  # what MkDocs watches instead of the pages
DEBOUNCE_SECONDS = 0.3  # without another change before a build: editors save a file in several steps
EVENT_TYPES = ("created", "modified", "moved", "deleted")


class Reloader:
    """Makes MkDocs build the site again, by writing a file that it watches."""

    def __init__(self, root: Path) -> None:
        """Use a file of its own below `root`, which MkDocs watches."""
        self.marker = root / RELOAD_MARKER
        self.reload_count = 0
        self.marker.parent.mkdir(parents=True, exist_ok=True)

    def request_reload(self) -> None:
        """Make MkDocs build again, by a change of the file that it watches."""
        self.reload_count += 1
        self.marker.write_text(f"{self.reload_count}\n", encoding="utf-8")


def watch(
    server: LiveReloadServer,
    settings: Settings,
    reloader: Reloader,
    rebuild: Callable[[], None],
    is_generated: Callable[[str], bool],
) -> None:
    """Call `rebuild` when a seed, a template or overrides.yml changes; reload when a page written by hand changes.

    MkDocs itself does not watch docs/, where it would see the pages of one build as several changes. `is_generated`
    is true for the absolute path of a file in docs/ that a build writes.
    """
    docs = str(settings.docs)
    server.unwatch(docs)
    server.watch(str(reloader.marker.parent))
    by_hand = DebouncedHandler(reloader.request_reload, ignore=is_generated)
    server.observer.schedule(by_hand, docs, recursive=True)
    sources = DebouncedHandler(rebuild)
    for folder in (settings.seeds, settings.templates):
        if folder.is_dir():
            server.observer.schedule(sources, str(folder), recursive=True)
    folder = settings.overrides.parent
    if folder.is_dir():  # the folder, as text editors replace a file rather than write into it
        server.observer.schedule(DebouncedHandler(rebuild, only=settings.overrides), str(folder))


def check_address(server: LiveReloadServer) -> None:
    """Raise Abort if another program listens where the server is about to."""
    host, port = str(server.server_address[0]), server.server_address[1]
    try:
        with socket.socket(server.address_family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise Abort(
            f"{host}:{port} cannot be listened at ({error.strerror}). Stop the program that does, or name another "
            f"address: `mkdocs serve --dev-addr {host}:{port + 1}`."
        ) from None


class DebouncedHandler(FileSystemEventHandler):
    """Calls back once for a burst of changes, from a thread of its own.

    `only` limits it to one file; changes whose paths all satisfy `ignore` do not count.
    """

    def __init__(
        self,
        callback: Callable[[], None],
        only: Path | None = None,
        ignore: Callable[[str], bool] | None = None,
    ) -> None:
        """Call `callback` after changes below a folder: of the file `only`, or of all but those that `ignore` names."""
        self._callback = callback
        self._only = only
        self._ignore = ignore
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Start the wait for further changes again, if the event is relevant."""
        if self._is_relevant(event):
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(DEBOUNCE_SECONDS, self._callback)
            self._timer.daemon = True
            self._timer.start()

    def _is_relevant(self, event: FileSystemEvent) -> bool:
        """True if an event is a change of a file that should cause a call."""
        if event.is_directory or event.event_type not in EVENT_TYPES:
            return False
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        if self._only and str(self._only) not in paths:
            return False
        return not (self._ignore and all(map(self._ignore, paths)))
