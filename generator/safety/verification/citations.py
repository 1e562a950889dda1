"""Citations: plain lines, BibTeX and CSL-JSON, read back and compared field by field with the article they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.models import Site
from generator.safety.verification.claims import Claim
from generator.safety.verification.sources import (
    Source,
    Sources,
    directory_address,
    visible,
    web_address,
)

ENTRY = re.compile(r"@misc\{([^,]*),\n(.*?)\n\}", re.DOTALL)
FIELD = re.compile(r"\s*(\w+) = \{(.*)\},")
TEX = re.compile(r"\{\\text(\w+)\}|\\([%#$&_])")
TEX_NAMES = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciitilde": "~",
    "asciicircum": "^",
    "less": "<",
    "greater": ">",
    "bar": "|",
}
LAST_NUMBERS = re.compile(r"(\d+)\D+(\d+)\D*")


def bibtex_claims(written: str, sources: Sources) -> Iterator[Claim]:
    """The claims of BibTeX entries: author, title, outlet, date and address of a known article."""
    entries = ENTRY.findall(written)
    yield Claim(what="the number of BibTeX entries", printed=len(entries), expected=written.count("@misc{"))
    for id_, lines in entries:
        source = sources.by_id.get(id_)
        if source is None:
            yield Claim(what="the key of a BibTeX entry", printed=id_, expected="the id of an article")
            return
        fields = {match[1]: match[2] for line in lines.splitlines() if (match := FIELD.fullmatch(line))}
        yield from _field_claims(f"the BibTeX of {id_}", _parse_bibtex_fields(fields), source)


def _parse_bibtex_fields(fields: Mapping[str, str]) -> dict[str, object]:
    """The fields of a BibTeX entry in a form that can be compared with the article."""
    numbers = [int(fields[name]) for name in ("year", "month", "day") if name in fields]
    return {
        "title": _untex(fields.get("title")),
        "author": _untex(fields.get("author")),
        "outlet": _untex(fields.get("howpublished")),
        "date": numbers,
        "address": web_address(fields.get("url")),
    }


def _untex(value: str | None) -> str:
    """The text that TeX prints for the value of a field: without braces and escapes."""
    inner = (value or "").removeprefix("{").removesuffix("}")
    return visible(TEX.sub(lambda match: match[2] or TEX_NAMES.get(match[1], match[0]), inner))


def csl_claims(item: Mapping[str, Any], source: Source) -> Iterator[Claim]:
    """The claims of an item of CSL-JSON: author, title, outlet, date and address of the article."""
    read = {
        "title": visible(item.get("title", "")),
        "author": visible(", ".join(author["literal"] for author in item.get("author", ()))),
        "outlet": visible(item.get("container-title", "")),
        "date": item.get("issued", {}).get("date-parts", [[]])[0],
        "address": web_address(item.get("URL")),
    }
    yield Claim(what="the id of a CSL item", printed=item.get("id"), expected=source.article.id)
    yield Claim(
        what="the language of a CSL item", printed=item.get("language"), expected=source.article.language
    )
    yield from _field_claims(f"the CSL-JSON of {source.article.id}", read, source)


def _field_claims(what: str, read: Mapping[str, object], source: Source) -> Iterator[Claim]:
    """The claims of a citation's fields, already read, beside the values of its article; an address may be left out."""
    published = source.article.published
    known = {
        "title": visible(source.article.title),
        "author": visible(source.article.author or ""),
        "outlet": source.outlet,
        "date": [published.year, published.month, published.day] if published else [],
        "address": web_address(source.article.url),
    }
    for name, value in known.items():
        if (
            name != "address" or read[name] is not None
        ):  # an address that leads to no page of the web is left out
            yield Claim(what=f"{name} in {what}", printed=read[name], expected=value)


def plain_claims(line: str, number: int, source: Source, site: Site) -> Iterator[Claim]:
    """The claims of a citation in one line: title, author, outlet, date, address, and the number of the sentence."""
    article = source.article
    published = article.published.isoformat() if article.published else ""
    for part in (source.title, visible(article.author or ""), source.outlet, published):
        yield Claim(what="a citation", printed=line, expected=line if part in line else f"one with {part}")
    if site.url:
        line, _, address = line.rpartition(visible(site.url))
        yield Claim(
            what="the address in a citation",
            printed=directory_address(address, site),
            expected=f"articles/{article.id}/#s{number}",
        )
    place = LAST_NUMBERS.search(line, line.rstrip(", ").rfind(",") + 1)
    yield Claim(
        what="the place of a cited sentence",
        printed=[*place.groups()] if place else None,
        expected=[str(number), str(len(source.sentences))],
    )
