"""Writes articles of JSON Lines files into a folder, each in one of the formats that readers know, in turn.

    python tests/support/corpus.py FOLDER FILE.jsonl[.gz] ...

Each line holds `id`, `text` and where known `title`, `published`, `outlet` and `language`; nothing is added and
nothing left out, so that every article can be looked for afterwards.
"""

from __future__ import annotations

import gzip
import html
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def records(file: Path) -> Iterator[Record]:
    with (
        gzip.open(file, "rt", encoding="utf-8")
        if file.suffix == ".gz"
        else file.open(encoding="utf-8") as lines
    ):
        yield from map(json.loads, lines)


def paragraphs(record: Record) -> list[str]:
    return [part for part in record["text"].split("\n") if part.strip()]


def language_of(record: Record) -> str:
    return str(record.get("language", "en"))


def as_text(record: Record) -> bytes:
    return record["text"].encode("utf-8")


def as_utf_16(record: Record) -> bytes:
    return record["text"].encode("utf-16")


def as_markdown(record: Record) -> bytes:
    known = {"title": record.get("title"), "date": record.get("published"), "outlet": record.get("outlet")}
    head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in known.items() if value)
    body = "\n\n".join(part.replace("*", r"\*").replace("_", r"\_") for part in paragraphs(record))
    return f"---\n{head}language: {language_of(record)}\n---\n\n{body}\n".encode()


def as_html(record: Record) -> bytes:
    title = html.escape(record.get("title", ""))
    known = {
        "article:published_time": record.get("published"),
        "og:site_name": record.get("outlet"),
    }
    head = f"<title>{title}</title>" + "".join(
        f'<meta property="{name}" content="{html.escape(value)}">' for name, value in known.items() if value
    )
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in paragraphs(record))
    page = (
        f'<head><meta charset="utf-8">{head}</head><body><article><h1>{title}</h1>\n{body}</article></body>'
    )
    return f'<!doctype html><html lang="{language_of(record)}">{page}</html>'.encode()


def as_json(record: Record) -> bytes:
    known = {
        "headline": record.get("title"),
        "datePublished": record.get("published"),
        "publisher": record.get("outlet"),
        "inLanguage": record.get("language"),
    }
    article = {"@type": "NewsArticle", "articleBody": record["text"]} | {k: v for k, v in known.items() if v}
    return json.dumps(article).encode("utf-8")


def as_mail(record: Record) -> bytes:
    message = EmailMessage()
    message["Subject"] = " ".join(record.get("title", "Without a subject").split())
    if record.get("published"):
        message["Date"] = f"{date.fromisoformat(record['published']):%d %b %Y} 12:00:00 +0000"
    if record.get("outlet"):
        message["Organization"] = record["outlet"]
    message.set_content(record["text"])
    message["Content-Language"] = language_of(record)
    return message.as_bytes()


def as_gzipped_text(record: Record) -> bytes:
    return gzip.compress(as_text(record), mtime=0)


FORMATS: tuple[tuple[str, Callable[[Record], bytes]], ...] = (
    (".txt", as_text),
    (".md", as_markdown),
    (".html", as_html),
    (".json", as_json),
    (".eml", as_mail),
    (".txt.gz", as_gzipped_text),
    (".utf-16.txt", as_utf_16),
)


def write(folder: Path, files: list[Path]) -> int:
    """Writes every article of the files below `folder`; how many there are."""
    count = 0
    for file in files:
        below = folder / file.name.partition(".")[0]
        below.mkdir(parents=True, exist_ok=True)
        for record in records(file):
            suffix, written = FORMATS[count % len(FORMATS)]
            (below / f"{record['id']}{suffix}").write_bytes(written(record))
            count += 1
    return count


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]), "articles written")
