"""Addresses of pages with and without `use_directory_urls`, as they are written and as verification reads them."""

from __future__ import annotations

import pytest

from generator.config import packaged_templates
from generator.models import Site
from generator.models.site import INDEX_FOLDERS
from generator.safety.verification.sources import directory_address

FILES = Site(directory_urls=False)
ADDRESSES = {
    "": "index.html",
    "#where-accounts-differ": "index.html#where-accounts-differ",
    "sources/": "sources.html",
    "timeline/": "timeline/index.html",
    "timeline/2024-05/": "timeline/2024-05.html",
    "articles/bridge/": "articles/bridge.html",
    "articles/bridge/#s3": "articles/bridge.html#s3",
    "articles/index/": "articles/index.html",
    "feeds/index.rss": "feeds/index.rss",
    "briefing.json": "briefing.json",
}


@pytest.mark.parametrize(("address", "file"), ADDRESSES.items())
def test_a_page_has_the_address_at_which_mkdocs_puts_it(address: str, file: str) -> None:
    assert Site().address(address) == address
    assert FILES.address(address) == file


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "articles/index/"])
def test_verification_reads_both_forms_as_one(address: str) -> None:
    assert directory_address(address, Site()) == address
    assert directory_address(FILES.address(address), FILES) == address


@pytest.mark.parametrize("address", ["articles/bridge/", "articles/bridge/#s3", "timeline/"])
def test_verification_takes_an_address_that_leads_nowhere_for_no_page(address: str) -> None:
    assert directory_address(address, FILES) not in ADDRESSES


def test_the_folders_with_a_page_of_their_own_are_those_of_the_templates() -> None:
    templates = packaged_templates()
    indexes = {path.parent.relative_to(templates).as_posix() for path in templates.rglob("index.md")}

    assert {f"{folder}/".removeprefix("./") for folder in indexes} == {*INDEX_FOLDERS}
