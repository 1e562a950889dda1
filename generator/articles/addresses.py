"""The permanent id of an article, which is its address on the site."""

from __future__ import annotations

import hashlib
import re

from generator.models import ExtractedDocument

PLAIN_NAME = re.compile(
    r"(?!index$)[a-z0-9][a-z0-9_-]{0,59}"
)  # MkDocs makes a page `index` that of its folder
MAX_NAME_CHARS = 48  # of a file's name in an address; a hash follows it
HASH_CHARS = 10


def address(document: ExtractedDocument) -> str:
    """The article's permanent id: its own usable slug, or else one that depends only on the name of its file.

    A plain name directly under seeds/ is used as it is. Any other is made plain and followed by the start of the
    SHA-256 of the whole path, so that no later file can take an address over. For one entry of a file with several, the
    hash is of the path and of the entry's own id, so that its place in the file does not matter.
    """
    if document.slug and is_usable_slug(document.slug.value):
        return document.slug.value
    stem, _, suffix = document.source.rpartition(".")
    if suffix == "txt" and PLAIN_NAME.fullmatch(stem):
        return stem
    name = re.sub(r"[^a-z0-9]+", "-", stem.rpartition("/")[2].lower()).strip("-")
    plain = name[:MAX_NAME_CHARS].rstrip("-")
    return f"{plain}-{_path_hash(document)}" if plain else _path_hash(document)


def is_usable_slug(slug: str) -> bool:
    """True if an article may have the slug as its address."""
    return PLAIN_NAME.fullmatch(slug) is not None


def _path_hash(document: ExtractedDocument) -> str:
    """The first HASH_CHARS digits of the SHA-256 of a document's path, with the entry's own id if it has one."""
    path, _, _ = document.source.rpartition("#")
    hashed = f"{path}#{document.identity}" if document.identity else document.source
    return hashlib.sha256(hashed.encode("utf-8", "backslashreplace")).hexdigest()[:HASH_CHARS]
