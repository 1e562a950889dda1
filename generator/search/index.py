"""Records → an index that a browser reads piece by piece, made by the program Pagefind.

Each bundle of records has an index of its own, made again only when its records changed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from generator.errors import SearchError
from generator.search.records import Record

# Bundle → hash of its records. The browser reads the names, the next build the hashes.
MANIFEST = "bundles.json"
PACKAGES = ("pagefind_bin_extended", "pagefind_bin")  # that bring the program along
COMMANDS = ("pagefind_extended", "pagefind")
TIMEOUT = 600  # seconds for a bundle, a hundred times what it takes
SORTED_LAST = "0000-00-00"  # before every day: articles are sorted by day, the newest first

UNUSED_FILE = re.compile(r"pagefind-(?!entry|worker)[^/]*|wasm\.unknown\.pagefind")  # its own user interfaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexer:
    """The program Pagefind, as it was found on this machine."""

    program: Path
    version: str  # as it states it


def find_indexer() -> Indexer | None:
    """Find Pagefind in its package or on the PATH; None where there is none that runs."""
    for program in _programs():
        try:
            answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=TIMEOUT)
        except (OSError, subprocess.SubprocessError):
            continue
        if answer.returncode == 0:
            return Indexer(program=program, version=answer.stdout.strip())
    return None


def _programs() -> Iterator[Path]:
    for package in PACKAGES:
        try:
            yield Path(import_module(package).get_executable())
        except (ImportError, OSError):
            continue
    yield from (Path(path) for command in COMMANDS if (path := shutil.which(command)))


def write(
    bundles: Mapping[str, Sequence[Record]], language: str, indexer: Indexer, folder: Path
) -> tuple[str, ...]:
    """Write an index of each bundle, and the manifest, into `folder`; return the names of the bundles that changed.

    `language` is that of most articles: one for all, as a browser stems a query once.
    Raises SearchError with the message of Pagefind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {name: _digest(records, language, indexer) for name, records in bundles.items()}
    known = _manifest(folder)
    stale = [name for name in wanted if wanted[name] != known.get(name) or not (folder / name).is_dir()]
    for name in stale:
        _write_bundle(bundles[name], language, indexer, folder / name)
    for path in folder.iterdir():
        if path.is_dir() and path.name not in wanted:
            shutil.rmtree(path)
        elif path.is_file() and path.name != MANIFEST:
            path.unlink()  # left by a build that was killed
    if wanted != known:
        temporary = folder / f".{MANIFEST}.{os.getpid()}"
        temporary.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
        temporary.replace(folder / MANIFEST)
    return tuple(stale)


def install(folder: Path, target: Path) -> None:
    """Put the index into a site that MkDocs emptied: as hard links where both are on one disk, as it has many files."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _digest(records: Sequence[Record], language: str, indexer: Indexer) -> str:
    content = json.dumps([indexer.version, language, *map(asdict, records)], sort_keys=True)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _manifest(folder: Path) -> dict[str, str]:
    """The hashes of the bundles on disk; empty if the manifest is damaged, so that all are made again."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in content.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_bundle(records: Sequence[Record], language: str, indexer: Indexer, folder: Path) -> None:
    """Write the whole index of a bundle or, if anything goes wrong, keep the one before it."""
    messages = [
        {"type": "NewIndex", "config": {"force_language": language}},
        *(add_record_message(record, language) for record in records),
        # Asked to write the files itself, it would answer before they are on the disk.
        {"type": "GetFiles", "index_id": 0},
    ]
    files = _exchange(indexer.program, messages)[-1]["payload"]["files"]
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}")
    for file in files:
        if not UNUSED_FILE.fullmatch(file["path"]):
            path = temporary / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(file["content"]))
    shutil.rmtree(folder, ignore_errors=True)
    temporary.rename(folder)


def add_record_message(record: Record, language: str) -> Mapping[str, Any]:
    """What Pagefind is told of one article, as a message of its service."""
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": record.url,
        "content": record.content,
        "language": language,
        "meta": {"title": record.title},
        "filters": record.filters,
        "sort": {"date": record.day or SORTED_LAST},
    }


def _exchange(program: Path, messages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Send all messages to Pagefind's service without waiting, and return its answers, one for each.

    A message is JSON in base64, with a comma after it. The service ends with its input, so that stays open until
    the last answer has come. Raises SearchError with the message of Pagefind.
    """
    with subprocess.Popen(
        [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as service:
        assert service.stdin
        assert service.stdout
        timer = threading.Timer(TIMEOUT, service.kill)
        timer.start()
        sender = threading.Thread(target=_send, args=(service.stdin, messages), daemon=True)
        sender.start()
        try:
            answers = list(islice(_answers(service.stdout), len(messages)))
        finally:
            timer.cancel()
            service.kill()
            sender.join()
            with suppress(OSError):  # messages it never read
                service.stdin.close()
    payloads = [answer["payload"] for answer in answers]
    errors = [payload["message"] for payload in payloads if payload["type"] == "Error"]
    if errors:
        raise SearchError(f"{program}: {errors[0]}")
    if len(answers) < len(messages):
        raise SearchError(f"{program} ended after {len(answers)} of {len(messages)} steps of an index.")
    return answers


def _send(service: Any, messages: Iterable[Mapping[str, Any]]) -> None:
    with suppress(OSError):  # it ended; its last answer says why
        for number, message in enumerate(messages):
            content = json.dumps({"message_id": number, "payload": message}).encode("utf-8")
            service.write(base64.b64encode(content) + b",")
        service.flush()


def _answers(service: Any) -> Iterator[Mapping[str, Any]]:
    received = bytearray()
    while piece := service.read1(1 << 20):
        received += piece
        if b"," in piece:
            *complete, received = received.split(b",")
            yield from (json.loads(base64.b64decode(answer)) for answer in complete)
