"""The built site, as MkDocs writes it: search that finds, nothing from elsewhere. `test_walk` opens its pages."""

from __future__ import annotations

import gzip
import html
import json
import re
from urllib.parse import urljoin, urlsplit

from conftest import PROJECT, BuiltSite
from walking import ROOT, STYLE_URL, Site


def test_mkdocs_warns_of_nothing(own_site: BuiltSite) -> None:
    assert "WARNING" not in own_site.output
    assert "ERROR" not in own_site.output


def test_nothing_is_loaded_from_outside_the_site(own_site: BuiltSite) -> None:
    for address, document in Site(own_site.folder).documents.items():
        for load in document.loads:
            assert urlsplit(urljoin(address, load)).netloc == urlsplit(ROOT).netloc, f"{address} loads {load}"
    for style in own_site.folder.rglob("*.css"):
        for load in STYLE_URL.findall(style.read_text("utf-8")):
            assert not urlsplit(load).netloc, f"{style.name} loads {load}"


def test_each_extract_of_the_front_page_leads_to_its_marked_sentence(own_site: BuiltSite) -> None:
    front = (own_site.folder / "index.html").read_text("utf-8")
    places = re.findall(
        r'<blockquote cite="[^"]*"><p>(.*?)</p></blockquote>\s*<p class="b-src">.*?class="b-place" href="(.*?)#(s\d+)"',
        front,
    )
    assert len(places) >= 5
    for words, page, anchor in places:
        target = (own_site.folder / page / "index.html").read_text("utf-8")
        marked = re.search(rf'<mark id="{anchor}">(.*?)</mark>', target, re.DOTALL)
        assert marked
        shown = re.sub(r'<(a|span) class="b-n".*?</\1>|<[^>]*>', "", marked[1])
        assert html.unescape(re.sub("<[^>]*>", "", words)) in html.unescape(shown)


def test_search_holds_every_article(own_site: BuiltSite) -> None:
    files = (own_site.folder / "search/index").rglob("article-*.index")
    fragments = [gzip.decompress(file.read_bytes()).decode("utf-8") for file in files]

    assert len(fragments) == len(list((PROJECT / "seeds").glob("*.txt")))
    (found,) = (each for each in fragments if "Stoltenberg" in each)
    assert '"url":"articles/001_ef53fb99174f83d3/"' in found


def test_the_data_is_published_beside_the_pages(own_site: BuiltSite) -> None:
    assert json.loads((own_site.folder / "briefing.json").read_text("utf-8"))["schema"] == "briefing/1"


def test_the_look_is_that_of_the_site(own_site: BuiltSite) -> None:
    front = (own_site.folder / "index.html").read_text("utf-8")
    assert 'class="b-name"' in front
    assert (own_site.folder / "assets/briefing.css").is_file()
