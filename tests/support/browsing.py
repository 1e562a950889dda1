"""A built site on a port of this machine, opened in a real browser that keeps a record of what it would do."""

from __future__ import annotations

import gzip
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import engine

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WANTING = "These tests open the built site in Chromium, which is not installed: `apt-get install chromium`."
ARGUMENTS = [
    "--no-sandbox",  # the site is our own, and containers run tests as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # and whatever asks for more does not get it
]
TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml")  # what hosts pack
RAN = "__ran"  # what a payload of the project's own calls; those of others open a dialog

# Before any script of a page: every way in which a payload would show that it runs leaves a trace.
WATCH = """
(() => {
  const note = (what) => window.noted && window.noted(String(what).slice(0, 200));
  window.__ran = (what) => note('ran: ' + what);
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = (what) => note(name + ': ' + what);
  document.addEventListener('securitypolicyviolation', (e) =>
    note('violation: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
})();
"""

HITS = "() => [...document.querySelectorAll('.b-results .b-title')].map(e => [e.href, e.textContent])"
# Every element of the results, by its parent and the names of its attributes.
RESULTS = """() => [...document.querySelectorAll('.b-results *, .b-count *')].map(e =>
  e.parentElement.localName + ' > ' + e.localName + ' ' + e.getAttributeNames().sort().join(' '))"""


def chromium() -> str:
    """The path of the browser; AssertionError saying what to install when there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, WANTING
    return found


def mkdocs_build(file: Path, command: str = "build", *, processes: bool = False) -> Path:
    """Do what `mkdocs build` (or each build of `mkdocs serve`) does; return the folder of the site.

    All of it happens in this process, as a few articles are read sooner than another interpreter has started;
    `processes` reads them in others, as the command does.
    """
    config = load_config(str(file))
    config.plugins.on_startup(command=command, dirty=False)
    with nullcontext() if processes else _without_processes():
        build(config)
    return Path(config.site_dir)


def _without_processes() -> AbstractContextManager[object]:
    return patch.object(engine.Processes, "__call__", lambda self, *arguments: engine.serial(*arguments))


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder; files named in `replaced` have other contents, and `packed` sends text as hosts do."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, replaced: Mapping[str, bytes], packed: bool, **options: Any) -> None:
        self.replaced, self.packed = replaced, packed
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if (content := self.replaced.get(urlsplit(self.path).path)) is not None:
            self._send(content, self.guess_type(self.translate_path(urlsplit(self.path).path)))
        elif self.packed and (file := self._text()):
            self._send(gzip.compress(file.read_bytes()), self.guess_type(str(file)), "gzip")
        else:
            super().do_GET()

    def _text(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        return file if file.is_file() and file.suffix in TEXTS else None

    def _send(self, content: bytes, kind: str, encoding: str | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path, replaced: Mapping[str, bytes] | None = None, packed: bool = False) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = partial(_Quiet, directory=str(folder), replaced=replaced or {}, packed=packed)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda request, address: (
        None
    )  # a browser that leaves a page breaks off what it loads
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Visit:
    """A browser's window, and everything that happened in it that must not."""

    def __init__(self, context: Any, origin: str) -> None:
        self.origin = origin
        self.noted: list[str] = []
        self.said: list[str] = []
        self.requested: list[str] = []
        context.expose_binding("noted", lambda source, what: self.noted.append(what))
        context.add_init_script(WATCH)
        self.page = context.new_page()
        self.page.on(
            "dialog", lambda dialog: (self.noted.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("popup", lambda page: self.noted.append(f"popup: {page.url}"))
        self.page.on("download", lambda file: self.noted.append(f"download: {file.url}"))
        self.page.on("console", self._console)
        self.outside: list[str] = []  # requests that only ARGUMENTS kept from leaving this machine
        context.on("request", lambda request: self.requested.append(request.url))
        context.on("requestfailed", self._failed)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.type}: {message.text}")

    def _failed(self, request: Any) -> None:
        if not request.url.startswith(self.origin) and request.failure != "csp":
            self.outside.append(request.url)

    def goes(self, path: str, until: str = "load") -> Any:
        self.page.goto(self.origin + path, wait_until=until)
        return self.page


def hits(page: Any, query: str, *, everything: bool = True) -> list[tuple[str, str]]:
    """Asks the open search page, and leaves the hits in view: address and title of each, or of the first ten."""
    page.fill(".b-query input", query)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(query) => (document.querySelector('.b-count b') || {}).textContent === query", arg=query
    )
    found = int(page.inner_text(".b-count").split()[0].replace("No", "0"))
    while everything and (shown := page.locator(".b-results > li").count()) < found:
        page.click(".b-next")
        page.wait_for_function(
            "(shown) => document.querySelectorAll('.b-results > li').length > shown", arg=shown
        )
    return [tuple(each) for each in page.evaluate(HITS)]


@contextmanager
def browser() -> Iterator[Any]:
    """The browser itself, without a window; there can be one at a time."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def visit(browser: Any, origin: str) -> Iterator[Visit]:
    """A fresh window on a site."""
    context = browser.new_context()
    yield Visit(context, origin)
    context.close()
