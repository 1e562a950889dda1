"""Which pages MkDocs leaves to this package, and how it is kept from rendering them itself."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

PAGE_SUFFIX = ".md"
MKDOCS_LOG = logging.getLogger("mkdocs.structure.nav")


IN_SITE = (InclusionLevel.NOT_IN_NAV, InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED)


class DeferredFile(File):
    """The source of a page that MkDocs finds when something links to it, and otherwise leaves alone."""

    def is_documentation_page(self) -> bool:
        """False, so that MkDocs does not render it."""
        return False

    def is_static_page(self) -> bool:
        """False, as the source is no part of the site."""
        return False

    def is_media_file(self) -> bool:
        """False, as the source is no part of the site."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Leave the source where it is."""


def defer(files: Files, generated: Collection[str], config: MkDocsConfig) -> Files:
    """The same files, in which the generated pages outside the navigation are deferred.

    MkDocs' own message on pages that no navigation names is given here for the deferred ones.
    """
    in_nav = frozenset(_paths(config.nav))
    places = Counter(file.dest_uri for file in files)

    def is_deferred(file: File) -> bool:
        """True for a generated page that is part of the site and for which no other file stands."""
        return (
            file.src_uri in generated
            and file.src_uri.endswith(PAGE_SUFFIX)
            and file.src_uri not in in_nav
            and file.inclusion in IN_SITE
            and places[file.dest_uri] == 1
        )

    result = Files(_deferred(file) if is_deferred(file) else file for file in files)
    omitted = [
        file.src_path
        for file in result
        if isinstance(file, DeferredFile) and file.inclusion is not InclusionLevel.NOT_IN_NAV
    ]
    if omitted:
        MKDOCS_LOG.log(
            config.validation.nav.omitted_files,
            "The following pages exist in the docs directory, but are not "
            'included in the "nav" configuration:\n  - ' + "\n  - ".join(omitted),
        )
    return result


def all_pages(files: Files) -> list[File]:
    """The files of all pages of the site, deferred or not, in MkDocs' order."""
    return [
        file
        for file in files
        if isinstance(file, DeferredFile) or (file.is_documentation_page() and file.inclusion in IN_SITE)
    ]


def _deferred(file: File) -> DeferredFile:
    """The same file as a deferred one."""
    return DeferredFile(
        file.src_uri,
        file.src_dir,
        file.dest_dir,
        file.use_directory_urls,
        dest_uri=file.dest_uri,
        inclusion=file.inclusion,
    )


def _paths(nav: Any) -> Iterator[str]:
    """The paths of all pages that a configured navigation names."""
    if isinstance(nav, str):
        yield PurePath(nav.lstrip("/")).as_posix()
    elif isinstance(nav, (list, tuple)):
        for item in nav:
            yield from _paths(item)
    elif isinstance(nav, dict):
        yield from _paths(list(nav.values()))
