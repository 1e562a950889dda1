"""What pages tell programs: heads, data of schema.org, the site map, llms.txt. Hostile words in them stay words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import test_escaping
from browsing import mkdocs_build, served, visit
from conftest import BRIDGE_AND_STEEL, HARVEST, MakeSite, snapshot
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build as mkdocs_command
from mkdocs.config import load_config

from generator.build import build
from generator.models import Site
from generator.safety import escaping, html_audit

ROOT = "https://news.example/briefing/"
HOSTILE = '</script><script>__ran(1)</script> "R&D" <!-- \u2028'
ORIGINAL = "https://harbour.example/bridge_2?a=1&b=2"
META = f"""\
title: {json.dumps(HOSTILE)}
published: 2022-02-14
outlet: {json.dumps(HOSTILE)}
url: {ORIGINAL}
"""
CONFIG = f"""\
site_name: News of "Veld" & more
site_url: {ROOT}
theme: {{name: material, font: false}}
plugins:
  - search
  - briefing:
      rights: {{default: context, outlets: {{The Free Mirror: full}}}}
      themes:
        sanctions: {{title: 'Sanctions & "<b>"', about: 'What <is> & "is not"', terms: ["bridge*"]}}
        quiet: {{title: Quiet, terms: [zeppelin]}}
"""
BY_HAND = '---\ntitle: About "us" & <them>\n---\n\n# About\n\nHello.\n'


class Head(HTMLParser):
    """What a browser reads in the head of a page, and the data in its body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.data: list[Any] = []
        self.scripts: list[str] = []
        self._in_data = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.meta[name] = values.get("content", "")
        if tag == "link":
            self.links.append(values)
        if tag == "script":
            self._in_data = values.get("type") == "application/ld+json"
            self.scripts.append(values.get("src", ""))

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False

    def alternates(self) -> list[str]:
        return [link["href"] for link in self.links if "alternate" in link["rel"].split()]

    def canonical(self) -> list[str]:
        return [link["href"] for link in self.links if link.get("rel") == "canonical"]


def start(folder: Path, config: str) -> Path:
    """A site with an article that tells hostile things of itself, one that tells nothing, and a page by hand."""
    for name in ("docs", "seeds"):
        (folder / name).mkdir()
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (folder / "docs/about.md").write_text(BY_HAND, encoding="utf-8")
    (folder / "seeds/bridge.txt").write_text(BRIDGE_AND_STEEL, encoding="utf-8")
    (folder / "seeds/bridge.txt.meta.yml").write_text(META, encoding="utf-8")
    (folder / "seeds/harvest.txt").write_text(HARVEST, encoding="utf-8")
    return mkdocs_build(folder / "mkdocs.yml")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start(tmp_path_factory.mktemp("metadata"), CONFIG)


def head(site: Path, page: str) -> Head:
    return Head((site / page / "index.html").read_text(encoding="utf-8"))


# --- data of schema.org ----------------------------------------------------------------------------------


def test_an_article_page_is_based_on_the_article_and_claims_nothing_of_it(built: Path) -> None:
    (record,) = head(built, "articles/bridge").data
    title = escaping.clean_text(HOSTILE)

    assert record == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "url": f"{ROOT}articles/bridge/",
        "isPartOf": {"@type": "WebSite", "name": 'News of "Veld" & more', "url": ROOT},
        "isBasedOn": {
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": "2022-02-14",
            "publisher": {"@type": "Organization", "name": title},
            "url": ORIGINAL,
            "inLanguage": "en",
        },
    }


def test_what_an_article_does_not_say_is_not_in_the_data(built: Path) -> None:
    (record,) = head(built, "articles/harvest").data

    assert record["isBasedOn"] == {"@type": "NewsArticle", "inLanguage": "en"}  # its title was derived


def test_a_theme_page_lists_its_articles(built: Path) -> None:
    (record,) = head(built, "themes/sanctions").data

    assert (record["@type"], record["name"]) == ("CollectionPage", 'Sanctions & "<b>"')
    assert [each["url"] for each in record["mainEntity"]["itemListElement"]] == [f"{ROOT}articles/bridge/"]


@given(
    st.recursive(test_escaping.markup_like(), lambda inner: st.dictionaries(st.text(), inner), max_leaves=5)
)
def test_data_in_a_page_cannot_end_its_element(value: Any) -> None:
    written = escaping.json_ld({"a": value, "b": [HOSTILE]})

    assert not re.search("[<>&\u2028\u2029\n]", written)
    assert json.loads(written)["b"] == [escaping.clean_text(HOSTILE)]
    assert html_audit.find_violations(f'<script type="application/ld+json">{written}</script>', {}) == []


@pytest.mark.parametrize(
    "content",
    [
        '<script type="application/ld+json">{}</script><script type="application/ld+json">{}</script>',
        '<script type="application/ld+json" src="a.js">{}</script>',
        '<script id="a" type="application/ld+json">{}</script>',
        "<script type='application/ld+json'>{}</script>",
        '<script type="application/ld+json"><!-- </script>',
        '<script type="application/ld+json">{}',
        '<script type="application/ld+json">{"a": "<b>"}</script>',
        '<script type="application/json">{}</script>',
        '<script type="module">{}</script>',
        "<script>{}</script>",
    ],
)
def test_a_script_in_any_other_form_stops_the_build(content: str) -> None:
    assert html_audit.find_violations(content, {})


def test_the_policy_lets_the_data_be_and_the_browser_runs_none_of_it(built: Path, browser: Any) -> None:
    with served(built) as origin, visit(browser, origin) as window:
        for path in (
            "",
            "articles/bridge/",
            "articles/harvest/",
            "themes/sanctions/",
            "themes/quiet/",
            "about/",
        ):
            page = window.goes(path)
        page = window.goes("articles/bridge/")
        read = page.evaluate("document.querySelector('script[type=\"application/ld+json\"]').textContent")

    assert json.loads(read)["name"] == escaping.clean_text(HOSTILE)
    assert (window.noted, window.said, window.outside) == ([], [], [])


# --- heads -----------------------------------------------------------------------------------------------


def test_every_page_leads_to_the_feeds_of_the_site_and_a_theme_to_its_own(built: Path) -> None:
    for page, up in (("", ""), ("about", "../"), ("articles/bridge", "../../")):
        assert head(built, page).alternates() == [
            f"{up}feeds/index.{each}" for each in ("rss", "atom", "json")
        ]
    own = head(built, "themes/sanctions").alternates()[3:]
    assert own == [f"../../feeds/themes/sanctions.{each}" for each in ("rss", "atom", "json")]
    assert all((built / "themes/sanctions" / each).resolve().is_file() for each in own)


def test_links_to_a_page_show_its_title_and_description_as_text(built: Path) -> None:
    article, by_hand = head(built, "articles/bridge").meta, head(built, "about").meta

    assert article["og:title"] == escaping.clean_text(HOSTILE)
    assert article["og:description"].startswith("The harbour town of Veld")
    assert (article["og:type"], article["og:url"]) == ("article", f"{ROOT}articles/bridge/")
    assert article["og:site_name"] == 'News of "Veld" & more'
    assert "og:image" not in article
    assert by_hand["og:title"] == 'About "us" &'  # a person's title may hold markup, which is no text
    assert (by_hand["og:type"], by_hand["og:url"]) == ("website", f"{ROOT}about/")


def test_no_hostile_word_adds_an_element_to_a_head(built: Path) -> None:
    for page in built.rglob("*.html"):
        assert "__ran(1)</script>" not in page.read_text(encoding="utf-8"), page


def test_pages_with_others_sentences_around_the_quoted_ones_are_not_for_search_engines(built: Path) -> None:
    listed = {
        each.text for each in ElementTree.parse(built / "sitemap.xml").iter() if each.tag.endswith("loc")
    }

    assert head(built, "articles/bridge").meta["robots"] == "noindex"
    assert "robots" not in head(built, "themes/sanctions").meta
    assert {ROOT, f"{ROOT}about/", f"{ROOT}themes/sanctions/", f"{ROOT}timeline/2022-02/"} <= listed
    assert f"{ROOT}articles/bridge/" not in listed


def test_the_site_map_gives_the_day_of_the_newest_article_and_never_that_of_the_build(built: Path) -> None:
    days = {}
    for entry in ElementTree.parse(built / "sitemap.xml").getroot():
        days[entry.findtext("{*}loc")] = entry.findtext("{*}lastmod")

    assert days[ROOT] == days[f"{ROOT}themes/sanctions/"] == "2022-02-14"
    assert set(days.values()) == {"2022-02-14", None}


def test_a_page_with_the_whole_text_names_the_original_where_search_engines_may_see_it(
    tmp_path: Path,
) -> None:
    config = CONFIG.replace(
        "{default: context, outlets: {The Free Mirror: full}}", "full\n      robots: index"
    )

    site = start(tmp_path, config)

    assert head(site, "articles/bridge").canonical() == [ORIGINAL.replace("_", "%5F")]
    assert head(site, "articles/harvest").canonical() == [f"{ROOT}articles/harvest/"]
    assert "robots" not in head(site, "articles/bridge").meta
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{ROOT}articles/bridge/</loc>" in listed


def test_a_page_with_extracts_is_its_own_original(built: Path) -> None:
    assert head(built, "articles/bridge").canonical() == [f"{ROOT}articles/bridge/"]


def test_without_an_address_no_head_promises_a_feed(tmp_path: Path) -> None:
    site = start(tmp_path, CONFIG.replace(f"site_url: {ROOT}\n", ""))

    assert not (site / "feeds").exists()
    assert head(site, "").alternates() == head(site, "themes/sanctions").alternates() == []
    (record,) = head(site, "articles/bridge").data
    assert "url" not in record
    assert "url" not in record["isPartOf"]


def test_serve_writes_the_pages_for_the_address_in_the_file(tmp_path: Path) -> None:
    start(tmp_path, CONFIG)
    before = snapshot(tmp_path / "docs")
    config = load_config(str(tmp_path / "mkdocs.yml"), site_url="http://127.0.0.1:8000/")  # as `serve` does

    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_command(config)

    assert "feeds/index.rss" in before
    assert snapshot(tmp_path / "docs") == before


# --- llms.txt --------------------------------------------------------------------------------------------


def test_llms_txt_says_what_the_site_is_and_where_its_data_and_pages_are(built: Path) -> None:
    text = (built / "llms.txt").read_text(encoding="utf-8")

    assert text.startswith('# News of "Veld" &amp; more\n\n> ')
    assert f"({ROOT}briefing.json)" in text
    for address in re.findall(r"\]\((.*?)\)", text):
        path = built / address.removeprefix(ROOT)
        assert path.is_file() or (path / "index.html").is_file(), address


def test_llms_txt_leads_somewhere_without_an_address_too(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE_AND_STEEL})

    build(replace(settings, site=Site()))

    text = (settings.docs / "llms.txt").read_text(encoding="utf-8")
    assert "](briefing.json)" in text
    assert "](themes/sanctions/)" in text
    assert "feeds/" not in text
