"""Finds links of generated pages whose target does not exist in the built site.

MkDocs checks links in Markdown. The links of the templates are in blocks of HTML, which it copies unchanged; themes and
other plugins change pages even later. So the finished files are read.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

INDEX = "index.html"
TOP_FRAGMENTS = ("", "top")  # lead to the beginning of any page
TEXT_DIRECTIVE = ":~:"  # what follows it in a fragment are words to look for, not an id
# A link to a translation of the site may lead to pages that are built later.
LINKS = etree.XPath("//@href[not(../@hreflang)] | //@src", smart_strings=False)
IDS = etree.XPath("//@id | //a/@name", smart_strings=False)
PAGE_NAME = re.compile(r"(?:.*/)?([A-Za-z0-9_-]+)(?:/index)?\.html")
MAX_FILES = 10  # named in messages
MAX_IDS = 20  # of one file, named in its message
FILE_REMEDY = "Write that page, or change the template or the setting that makes the link."
ID_REMEDY = "If the page is yours, give it headings of these names, or elements with these ids."


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DeadLink:
    """A link from one file of the site to a file, or to an id in a file, that does not exist.

    Paths are below the site's folder; `id` is empty where the whole file is missing.
    """

    target: str
    id: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """What is needed of an HTML file: its links, and the ids that links can lead to."""

    links: frozenset[str]
    ids: frozenset[str]


def list_files(site: Path) -> frozenset[str]:
    """The paths of all files below the folder of a site."""
    return frozenset(
        posixpath.join(Path(folder).relative_to(site).as_posix(), name).removeprefix("./")
        for folder, _, names in os.walk(site)
        for name in names
    )


def find_dead_links(site: Path, pages: Iterable[str], url: str | None, files: Set[str]) -> list[DeadLink]:
    """The links in some pages of a built site whose targets do not exist, sorted by target.

    `pages` are paths below the folder `site`, as are `files`, all files there; a page that was not built has no links.
    `url` is the address of the site; absolute links below it are checked too. Links to other sites are not.
    """
    base = f"{(url or '').rstrip('/')}/"
    root = urlsplit(base).path

    @cache
    def read(page: str) -> _Document:
        """The links and ids of a page, read once."""
        return _parse(site / page)

    @cache
    def resolve(folder: str, link: str) -> tuple[str, str] | None:
        """The file and the id that a link leads to; None if it leads to another site."""
        local_link = root + link.removeprefix(base) if link.startswith(base) else link
        return _resolve(root, folder, local_link, files)

    def dead_links(page: str) -> Iterator[DeadLink]:
        """The links of one page whose file or id does not exist."""
        for link in read(page).links:
            target, id_ = resolve(posixpath.dirname(page), link) or (page, "")
            target = target or page
            if target not in files:
                yield DeadLink(target=target, id="", page=page)
            elif id_ not in TOP_FRAGMENTS and target.endswith(".html") and id_ not in read(target).ids:
                yield DeadLink(target=target, id=id_, page=page)

    return sorted(dead for page in pages if page in files for dead in dead_links(page))


def find_lost_places(old: Path, new: Path, pages: Iterable[str]) -> list[str]:
    """Those of some pages that had an id in the old site which they do not have in the new one."""
    return [
        page
        for page in pages
        if (old / page).is_file()
        and (old / page).read_bytes() != (new / page).read_bytes()
        and _parse(old / page).ids - _parse(new / page).ids
    ]


def find_referrers(lost: Iterable[str], sources: Mapping[str, Path]) -> Iterator[str]:
    """The pages that may link to one of the lost files of a site: those whose source has its name.

    `sources` are the Markdown files of pages whose links the templates wrote, by the page's path in the site. If a
    file has a name that an address writes otherwise, all pages may link to it.
    """
    names = [PAGE_NAME.fullmatch(path) for path in lost]
    known = [re.escape(name[1]).encode("ascii") for name in names if name]
    pattern = re.compile(b"|".join(known) if len(known) == len(names) else b"")
    return (page for page, source in sources.items() if names and pattern.search(source.read_bytes()))


def describe(dead_links: Iterable[DeadLink]) -> Iterator[str]:
    """A message for each of the first MAX_FILES targets that are missing, with a page that links there and its ids.

    The last message gives the number of the other targets, if there are any.
    """
    by_target = [(target, [*links]) for target, links in groupby(dead_links, key=lambda dead: dead.target)]
    for target, links in by_target[:MAX_FILES]:
        pages = [*dict.fromkeys(dead.page for dead in links)]
        ids = [f"#{id_}" for id_ in dict.fromkeys(dead.id for dead in links) if id_]
        finding = f"{target} has no place {', '.join(ids[:MAX_IDS])}" if ids else f"there is no {target}"
        others = f" and {len(pages) - 1} more link there" if len(pages) > 1 else " links there"
        yield f"{finding}, but {pages[0]}{others}. {ID_REMEDY if ids else FILE_REMEDY}"
    if len(by_target) > MAX_FILES:
        yield f"there are dead links to {len(by_target) - MAX_FILES} more files."


def _parse(file: Path) -> _Document:
    """The links and ids of an HTML file; none of an empty file."""
    content = file.read_bytes()
    if not content.strip():
        return _Document(links=frozenset(), ids=frozenset())
    tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    return _Document(links=frozenset(LINKS(tree)), ids=frozenset(IDS(tree)))


def _resolve(root: str, folder: str, link: str, files: Set[str]) -> tuple[str, str] | None:
    """The file that a link leads to (empty for the page itself) and the id; None for other sites."""
    try:
        parts = urlsplit(link)
    except ValueError:  # an address that no browser understands
        return link, ""
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment).partition(TEXT_DIRECTIVE)[0]
    if not parts.path:
        return "", fragment
    path = unquote(parts.path)
    whole = posixpath.normpath(posixpath.join(root, folder, path))  # like a browser, never above the host
    if not f"{whole}/".startswith(root):
        return None
    target = f"{whole}/".removeprefix(root).removesuffix("/")
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..") or f"{target}/{INDEX}" in files
    return (posixpath.join(target, INDEX) if is_folder else target), fragment
