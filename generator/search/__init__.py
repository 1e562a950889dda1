"""What can be searched for, and the index of it that a browser reads piece by piece.

`records` is pure: a briefing → what is indexed of each article, never read off a page. `Indexer` is the effect:
records → the files of an index, by the program Pagefind, one bundle of articles at a time, and only those whose records
changed. How results look is left to `templates/assets/search.js`.

An article's text goes in sentence by sentence, each behind a *sign*: a word that Pagefind does not index but keeps,
with its position, among the anchors of the record. So a hit leads to its sentence, and a record carries what is shown
and not searched (its day, whether its title is derived) without one more field for every search to read.
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
from itertools import chain, groupby, islice
from math import log2
from pathlib import Path
from typing import Any

from generator.errors import SearchError
from generator.models import Article, Briefing, TitleOrigin
from generator.safety.escaping import clean

MANIFEST = (
    "bundles.json"  # bundle → what its records came to; the browser reads the names, the next build the rest
)
PACKAGES = ("pagefind_bin_extended", "pagefind_bin")  # that bring the program along
COMMANDS = ("pagefind_extended", "pagefind")
BUNDLE = 1000  # records: some 5 CPU seconds and 350 MB to index; a new article costs one bundle
GATHERED = 4  # bundles that become one: 4,000 records take 20 CPU seconds and 1.2 GB, once
PATIENCE = 600  # seconds for a bundle, a hundred times what it takes
NO_DATE = "0000-00-00"  # before every day, so that undated articles come last, newest first
UNDATED = "undated"
UNKNOWN = "Outlet unknown"

SIGN = "___PAGEFIND_ANCHOR___{kind}:0:{value}"
SIGNS_OF_PAGEFIND = (
    "PAGEFIND_"  # with three underscores before it, alone or behind END; an article must not give any
)

UNUSED = re.compile(r"pagefind-(?!entry|worker)[^/]*|wasm\.unknown\.pagefind")  # its own user interfaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is indexed of one article."""

    id: str
    title: str
    day: str | None  # yyyy-mm-dd
    content: str  # sentences and signs
    filters: Mapping[str, Sequence[str]]


# --- a briefing → records ----------------------------------------------------------------------------------


def bundles(briefing: Briefing) -> dict[str, tuple[Record, ...]]:
    """The records of all articles, in bundles, oldest first; the last takes the articles to come.

    Dated articles are divided by day from the first on, undated ones by their ids: so an article that is newer than all
    others, or has no date, changes one bundle of about a thousand.
    """
    if len(briefing.articles) <= BUNDLE:
        divided = {"articles": sorted(briefing.articles, key=_when)}
    else:
        divided = _by_id(briefing.undated) | _gathered(_by_day(briefing.dated))
    return {
        name: tuple(record(briefing, each) for each in articles)
        for name, articles in divided.items()
        if articles
    }


def _when(article: Article) -> tuple[str, str]:
    return (str(article.published or ""), article.id)


def _by_day(articles: Sequence[Article]) -> list[list[Article]]:
    """Whole days, one after the other, until a thousand are together."""
    divided: list[list[Article]] = [[]]
    for _, day in groupby(sorted(articles, key=_when), key=lambda article: article.published):
        together = list(day)
        if divided[-1] and len(divided[-1]) + len(together) > BUNDLE:
            divided.append([])
        divided[-1] += together
    return divided


def _gathered(divided: Sequence[list[Article]]) -> dict[str, list[Article]]:
    """Every four closed ones as one, since a first search loads a piece of each bundle; the last is never closed."""
    closed = len(divided) - 1
    gathered = {
        f"dated-{first + 1}-to-{first + GATHERED}": [*chain(*divided[first : first + GATHERED])]
        for first in range(0, closed - GATHERED + 1, GATHERED)
    }
    left = range(closed // GATHERED * GATHERED, len(divided))
    return gathered | {f"dated-{at + 1}": divided[at] for at in left}


def _by_id(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """Into a number of groups that is a power of two, so that it seldom changes; an article stays in its group."""
    groups = 2 ** max(0, round(log2(max(1, len(articles)) / BUNDLE)))
    divided: list[list[Article]] = [[] for _ in range(groups)]
    for article in sorted(articles, key=_when):
        digest = hashlib.sha256(article.id.encode("utf-8")).digest()
        divided[int.from_bytes(digest[:4], "big") % groups].append(article)
    return {f"undated-{number}": within for number, within in enumerate(divided, 1)}


def record(briefing: Briefing, article: Article) -> Record:
    """Depends on the article alone, whoever quotes it, so that a bundle of old articles stays as it is."""
    day = str(article.published) if article.published else None
    themes = [match.theme for match in briefing.matches[article.id]]
    return Record(
        id=article.id,
        title=clean(article.title) + " …" * article.title_cut,
        day=day,
        content=" ".join([*_signs(article, day), *_passages(briefing, article)]),
        filters={
            "language": [article.language],
            "month": [day[:7] if day else UNDATED],
            "outlet": [clean(article.outlet or "") or UNKNOWN],
        }
        | ({"theme": themes} if themes else {}),
    )


def _signs(article: Article, day: str | None) -> Iterator[str]:
    """What is shown of an article beside its words."""
    yield SIGN.format(kind="of", value=len(article.numbered))
    if day:
        yield SIGN.format(kind="day", value=day)
    if article.title_origin is TitleOrigin.DERIVED:
        yield SIGN.format(kind="derived", value=1)


def _passages(briefing: Briefing, article: Article) -> Iterator[str]:
    """Each sentence that the rights let us show, behind the sign of its place; `lead` stands for the article."""
    lead = briefing.lead(article)
    for sentence in briefing.visible_sentences(article, briefing.summaries[article.id].extracts):
        words = clean(article.words_of(sentence))
        if words and SIGNS_OF_PAGEFIND not in words:
            kind = "lead" if lead and lead.start == sentence.start else "s"
            yield SIGN.format(kind=kind, value=sentence.number)
            yield words


# --- records → an index ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexer:
    """The program that makes an index, as it was found on this machine."""

    program: Path
    version: str


def indexer() -> Indexer | None:
    """Pagefind, from its package or on the PATH; None where there is none that runs."""
    for program in _programs():
        try:
            said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=PATIENCE)
        except (OSError, subprocess.SubprocessError):
            continue
        if said.returncode == 0:
            return Indexer(program=program, version=said.stdout.strip())
    return None


def _programs() -> Iterator[Path]:
    for package in PACKAGES:
        try:
            yield Path(import_module(package).get_executable())
        except (ImportError, OSError):
            continue
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))


def write(
    bundles: Mapping[str, Sequence[Record]], language: str, with_: Indexer, folder: Path
) -> tuple[str, ...]:
    """Makes `folder` hold an index of each bundle, and the manifest; the names of those it had to make.

    `language` is that of most articles. One for all, as a browser stems a query once.
    Raises SearchError with what Pagefind said.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {name: _digest(records, language, with_) for name, records in bundles.items()}
    known = _manifest(folder)
    stale = [name for name in wanted if wanted[name] != known.get(name) or not (folder / name).is_dir()]
    for name in stale:
        _write_bundle(bundles[name], language, with_, folder / name)
    for path in folder.iterdir():
        if path.is_dir() and path.name not in wanted:
            shutil.rmtree(path)
    if wanted != known:
        temporary = folder / f".{MANIFEST}.{os.getpid()}"
        temporary.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
        temporary.replace(folder / MANIFEST)
    return tuple(stale)


def lay(folder: Path, beside: Path) -> None:
    """Puts the index into a site that MkDocs emptied: as links where both are on one disk, for these are many files."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(folder, beside, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _digest(records: Sequence[Record], language: str, with_: Indexer) -> str:
    content = json.dumps([with_.version, language, *map(asdict, records)], sort_keys=True)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _manifest(folder: Path) -> dict[str, str]:
    """What the bundles on disk were made from; nothing when that is damaged, which makes them all anew."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in content.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_bundle(records: Sequence[Record], language: str, with_: Indexer, folder: Path) -> None:
    """The whole bundle or, if anything goes wrong, the one before it."""
    messages = [
        {"type": "NewIndex", "config": {"force_language": language}},
        *(_added(record, language) for record in records),
        {
            "type": "GetFiles",
            "index_id": 0,
        },  # told to write them itself, it answers before they are on the disk
    ]
    files = _answered(with_.program, messages)[-1]["payload"]["files"]
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}")
    for file in files:
        if not UNUSED.fullmatch(file["path"]):
            path = temporary / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(file["content"]))
    shutil.rmtree(folder, ignore_errors=True)
    temporary.rename(folder)


def _added(record: Record, language: str) -> Mapping[str, Any]:
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": f"articles/{record.id}/",
        "content": record.content,
        "language": language,
        "meta": {"title": record.title},
        "filters": record.filters,
        "sort": {"date": record.day or NO_DATE},
    }


def _answered(program: Path, messages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Says everything to Pagefind's service without waiting for answers, and gives one for each.

    A message is JSON in base64 with a comma behind it. The service ends with its input, so that stays open until the
    last answer has come.
    """
    with subprocess.Popen(
        [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as service:
        assert service.stdin
        assert service.stdout
        stopped = threading.Timer(PATIENCE, service.kill)
        stopped.start()
        said = threading.Thread(target=_say, args=(service.stdin, messages), daemon=True)
        said.start()
        try:
            answers = list(islice(_answers(service.stdout), len(messages)))
        finally:
            stopped.cancel()
            service.kill()
            said.join()
            with suppress(OSError):  # what it never read
                service.stdin.close()
    errors = [each["payload"]["message"] for each in answers if each["payload"]["type"] == "Error"]
    if errors:
        raise SearchError(f"{program}: {errors[0]}")
    if len(answers) < len(messages):
        raise SearchError(f"{program} ended after {len(answers)} of {len(messages)} steps of an index.")
    return answers


def _say(service: Any, messages: Iterable[Mapping[str, Any]]) -> None:
    with suppress(OSError):  # it ended; what it answered until then says why
        for number, message in enumerate(messages):
            said = json.dumps({"message_id": number, "payload": message}).encode("utf-8")
            service.write(base64.b64encode(said) + b",")
        service.flush()


def _answers(service: Any) -> Iterator[Mapping[str, Any]]:
    said = bytearray()
    while piece := service.read1(1 << 20):
        said += piece
        if b"," in piece:
            *complete, said = said.split(b",")
            yield from (json.loads(base64.b64decode(answer)) for answer in complete)
