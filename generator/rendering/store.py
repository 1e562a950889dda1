"""What the last build rendered, and from what, so that the next one takes over the pages that would come out the same.

One JSON file with a checksum, beside the cache. If it is missing or damaged, all pages are rendered again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

FORMAT = 1
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page as it was written into the site."""

    source: str  # hash of its file under docs/
    output: str  # hash of its HTML
    size: int
    modified: int  # nanoseconds
    number: int  # inode
    meta: Mapping[str, Any]  # its front matter, for the site map


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedSite:
    """The rendered pages of a site, by the path of their source."""

    context: str = ""  # hash of all that the pages depend on beside their sources
    audit: str = ""  # hash of what the audit of their content depends on
    pages: Mapping[str, RenderedPage] = field(default_factory=dict)
    files: frozenset[str] = frozenset()  # paths of all files of the site
    has_dead_links: bool = True  # or it is not known


def read(file: Path) -> RenderedSite:
    """What a file says of a site; of an empty site if it is missing or damaged."""
    try:
        checksum, _, text = file.read_bytes().partition(b"\n")
        if checksum.decode("ascii") != digest(text):
            return RenderedSite()
        content = json.loads(text)
        pages = {path: RenderedPage(**page) for path, page in content.pop("pages").items()}
        if content.pop("format") != FORMAT:
            return RenderedSite()
        return RenderedSite(pages=pages, files=frozenset(content.pop("files")), **content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return RenderedSite()


def write(file: Path, site: RenderedSite) -> None:
    """Write the file whole, if it would change. Raises OSError."""
    content = asdict(site) | {"format": FORMAT, "files": sorted(site.files)}
    text = json.dumps(content, sort_keys=True, separators=(",", ":")).encode("utf-8")
    whole = digest(text).encode("ascii") + b"\n" + text
    if file.is_file() and file.read_bytes() == whole:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    temporary.write_bytes(whole)
    temporary.replace(file)


def digest(content: bytes) -> str:
    """The hash of some bytes in hexadecimal digits."""
    return blake2b(content, digest_size=DIGEST_BYTES).hexdigest()


def take_over(page: RenderedPage, published: Path, target: Path) -> RenderedPage | None:
    """Put a page of the published site into a new one, as a hard link; None if it is not the page that was written.

    It is that page if its file is the same, unchanged; or else if its content has the same hash. Time alone decides
    nothing, and a disk without links gets a copy.
    """
    try:
        facts = published.stat()
        is_same = (facts.st_size, facts.st_mtime_ns, facts.st_ino) == (page.size, page.modified, page.number)
        if not is_same and digest(published.read_bytes()) != page.output:
            return None
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(published, target)
    except OSError:
        return None
    return page if is_same else record(page.source, page.output, target, page.meta)


def record(source: str, output: str, file: Path, meta: Mapping[str, Any]) -> RenderedPage:
    """A page that was written to a file. Raises OSError."""
    facts = file.stat()
    return RenderedPage(
        source=source,
        output=output,
        size=facts.st_size,
        modified=facts.st_mtime_ns,
        number=facts.st_ino,
        meta=meta,
    )
