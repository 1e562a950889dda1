"""Feeds that a reader understands: what is in them, what is not, and that nothing in them acts."""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from conftest import BRIDGE, BRIDGE_AND_STEEL, HARVEST, PROJECT, THEMES, MakeSite
from feedgenerator import Rss201rev2Feed

from generator.build import brief, build
from generator.cli import reports
from generator.config import Settings, read
from generator.errors import ConfigError
from generator.feeds import files, syndication
from generator.models import Outcome, Site

ROOT = "https://news.example/briefing/"
SITE = Site(name="News of Veld", about="What is reported.", url=ROOT)
JSON_FEED = json.loads((PROJECT / "tests/schemas/json-feed-1.1.json").read_text(encoding="utf-8"))
CROSSINGS = {"crossings": {"title": "Crossings", "terms": ["bridge*"]}}
META = """\
title: "{title}"
published: {published}
outlet: The Harbour Mirror
author: A. Weaver
url: https://harbour.example/bridge?page=1&part=2
"""


def dated(title: str = "A second bridge", published: str = "2022-02-14") -> dict[str, str]:
    return {
        "bridge.txt": BRIDGE_AND_STEEL,
        "bridge.txt.meta.yml": META.format(title=title, published=published),
    }


def offered(settings: Settings, at: Site = SITE) -> dict[str, str]:
    """Every file that the site offers to programs, by its path."""
    briefing = brief(replace(settings, site=at))
    assert Outcome.QUARANTINED not in {entry.outcome for entry in briefing.ledger}
    return {page.path: page.text for page in files(briefing)}


def parsed(text: str) -> Any:
    """As a feed reader sees it; an open file, since feedparser takes text for an address if it is one."""
    return feedparser.parse(io.BytesIO(text.encode("utf-8")))


def each_format(written: Mapping[str, str], name: str = "feeds/index") -> list[Any]:
    return [parsed(written[f"{name}.{suffix}"]) for suffix in ("rss", "atom")]


# --- what is in them -------------------------------------------------------------------------------------


def test_every_feed_is_read_back_without_a_complaint(site: MakeSite) -> None:
    written = offered(site(dated() | {"harvest.txt": HARVEST}))

    feeds = [text for path, text in written.items() if path.endswith((".rss", ".atom"))]

    assert len(feeds) == 2 * (1 + len(THEMES))
    assert [parsed(text).get("bozo_exception") for text in feeds] == [None] * len(feeds)
    assert {parsed(text).version for text in feeds} == {"rss20", "atom10"}


def test_every_json_feed_is_one(site: MakeSite) -> None:
    written = offered(site(dated() | {"harvest.txt": HARVEST}))

    feeds = [json.loads(text) for path, text in written.items() if re.match(r"feeds/.*\.json", path)]

    assert len(feeds) == 1 + len(THEMES)
    for feed in feeds:
        jsonschema.Draft202012Validator(JSON_FEED).validate(feed)


def test_a_feed_that_breaks_the_rules_is_found_by_the_schema() -> None:
    broken = {"version": "1", "title": "", "items": [{"id": 3, "url": "javascript:a", "body": ""}]}

    assert len(list(jsonschema.Draft202012Validator(JSON_FEED).iter_errors(broken))) >= 3


def test_an_item_says_what_when_where_and_who(site: MakeSite) -> None:
    written = offered(site(dated(), summary={"method": "lead", "sentences": 2}, themes=CROSSINGS))
    first, second = (
        "The harbour town of Veld opened its second bridge on Monday after six years of building.",
        "The mayor called the bridge a promise kept to the fishing quarter.",
    )

    for feed in each_format(written):
        (item,) = feed.entries
        assert item.title == "A second bridge"
        assert item.link == f"{ROOT}articles/bridge/"
        assert item.summary == f"{first} {second}"
        assert item.published_parsed[:6] == (2022, 2, 14, 0, 0, 0)
        assert [tag.term for tag in item.tags] == ["Crossings"]
        assert (item.author, item.publisher) == ("A. Weaver", "The Harbour Mirror")
        assert item.dc_source == "https://harbour.example/bridge?page=1&part=2"
    (item,) = json.loads(written["feeds/index.json"])["items"]
    assert item["content_text"] == f"{first} {second}"
    assert item["external_url"] == "https://harbour.example/bridge?page=1&part=2"
    assert item["date_published"] == "2022-02-14T00:00:00Z"
    assert item["_source"]["publisher"] == "The Harbour Mirror"


def test_what_was_left_out_between_two_sentences_is_marked(site: MakeSite) -> None:
    settings = site(dated(), summary={"method": "lead", "sentences": 6})
    briefing = brief(replace(settings, site=SITE))
    article = briefing.articles[0]
    numbers = [briefing.place(extract).first for extract in briefing.summaries[article.id].extracts]
    gaps = sum(later != earlier + 1 for earlier, later in pairwise(numbers))

    (item,) = json.loads(offered(settings)["feeds/index.json"])["items"]

    assert gaps
    assert item["content_text"].count(" … ") == gaps


def test_what_nobody_said_is_not_in_a_feed(site: MakeSite) -> None:
    written = offered(site({"bridge.txt": f"date 2022-02-14\n\n{BRIDGE}"}))

    (item,) = json.loads(written["feeds/index.json"])["items"]
    assert not {"authors", "external_url", "_source"} & set(item)
    for feed in each_format(written):
        assert not {"author", "publisher", "dc_source"} & set(feed.entries[0])


def test_undated_articles_never_pose_as_news(site: MakeSite) -> None:
    written = offered(site(dated() | {"harvest.txt": HARVEST}))

    assert (
        "olive" not in written["feeds/index.rss"] + written["feeds/index.atom"] + written["feeds/index.json"]
    )
    assert "that carry a date" in parsed(written["feeds/index.rss"]).feed.description


def test_the_newest_come_first_and_fifty_are_enough(site: MakeSite) -> None:
    seeds = {}
    for number in range(53):
        text = BRIDGE.replace("Veld", f"Veld{number}")
        seeds[f"b{number}.txt"] = f"date 2022-{number // 28 + 1:02}-{number % 28 + 1:02}\n\n{text}"

    for feed in each_format(offered(site(seeds, themes={}))):
        days = [entry.published_parsed for entry in feed.entries]
        assert len(days) == syndication.MAX_ITEMS
        assert days == sorted(days, reverse=True)
        assert feed.entries[0].link == f"{ROOT}articles/b52/"


def test_a_theme_has_a_feed_of_its_own_articles(site: MakeSite) -> None:
    orchard = f"date 2022-03-01\n\n{HARVEST}"
    written = offered(site(dated() | {"harvest.txt": orchard}, themes=CROSSINGS))

    for feed in each_format(written, "feeds/themes/crossings"):
        assert [entry.link for entry in feed.entries] == [f"{ROOT}articles/bridge/"]
        assert feed.feed.title == "News of Veld: Crossings"
        assert feed.feed.link == f"{ROOT}themes/crossings/"


def test_a_theme_called_index_does_not_take_the_address_of_the_site(site: MakeSite) -> None:
    written = offered(site(dated(), themes={"index": {"title": "Index", "terms": ["bridge"]}}))

    assert parsed(written["feeds/index.rss"]).feed.title == "News of Veld"
    assert parsed(written["feeds/themes/index.rss"]).feed.title == "News of Veld: Index"


def test_a_feed_says_the_language_of_its_items_if_it_is_one(site: MakeSite) -> None:
    german = "date 2022-03-01\n\nDie Ernte in den südlichen Tälern war die kleinste seit zwanzig Jahren."
    one = json.loads(offered(site(dated()))["feeds/index.json"])
    two = json.loads(offered(site({"ernte.txt": german}))["feeds/index.json"])

    assert one["language"] == "en"
    assert "language" not in two
    assert {item["language"] for item in two["items"]} == {"en", "de"}


# --- when and which --------------------------------------------------------------------------------------


def test_the_update_of_a_feed_is_the_day_of_its_newest_article(site: MakeSite) -> None:
    written = offered(site(dated()))

    for feed in each_format(written):
        assert feed.feed.updated_parsed[:3] == (2022, 2, 14)


@pytest.mark.parametrize(("seeds", "day"), [({}, (1970, 1, 1)), (dated(), (2022, 2, 14))])
def test_a_feed_without_items_asks_no_clock(
    site: MakeSite, seeds: Mapping[str, str], day: tuple[int, int, int]
) -> None:
    written = offered(site(seeds, themes={"quiet": {"title": "Quiet", "terms": ["zeppelin"]}}))

    for feed in each_format(written, "feeds/themes/quiet"):
        assert feed.entries == []
        assert feed.bozo is False
        assert feed.feed.updated_parsed[:3] == day


def test_an_id_stays_when_title_and_date_change_and_differs_between_sites(site: MakeSite) -> None:
    before = offered(site(dated()))
    after = offered(site(dated("Bridge opened", "2022-02-15")))
    elsewhere = offered(site({}), Site(name="Other", url="https://other.example/"))

    ids = [[feed.entries[0].id for feed in each_format(written)] for written in (before, after, elsewhere)]

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 1
    assert ids[0] != ids[2]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", ids[0][0])


def test_the_same_bytes_for_any_hash_seed_time_zone_and_language(site: MakeSite) -> None:
    settings = site(dated() | {"harvest.txt": HARVEST})
    script = (
        "import sys, hashlib\n"
        "sys.path[:0] = ['tests', 'tests/support']\n"
        "from pathlib import Path\n"
        "from generator.config import make_settings\n"
        "from generator.models import Site\n"
        "from generator.build import brief\n"
        "from generator.feeds import files\n"
        "from conftest import THEMES\n"
        "root = Path(sys.argv[1])\n"
        f"site = Site(name='News', url={ROOT!r})\n"
        "pages = files(brief(make_settings({'themes': THEMES}, root / 'mkdocs.yml', root / 'docs', site)))\n"
        "print(hashlib.sha256(repr(pages).encode()).hexdigest())\n"
    )

    def bytes_with(**environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script, str(settings.root)],
            cwd=PROJECT,
            env=os.environ | {"PYTHONPATH": str(PROJECT)} | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    here = bytes_with(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    there = bytes_with(PYTHONHASHSEED="2", TZ="Asia/Kathmandu", LC_ALL="C.UTF-8")

    assert len(here) == 65
    assert here == there


# --- hostile text ----------------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "]]><script>alert(1)</script><![CDATA[",
    "</title></item></channel></rss><script>alert(1)</script>",
    "<!--",
    "R&D at AT&T",
    "a < b",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_shown_as_the_text_it_is(site: MakeSite, title: str) -> None:
    written = offered(site(dated(title.replace("\\", "\\\\").replace('"', '\\"'))))

    for feed in each_format(written):
        assert feed.bozo is False
        assert len(feed.entries) == 1
    atom = ElementTree.fromstring(written["feeds/index.atom"])
    assert atom.findtext("{*}entry/{*}title") == title
    assert atom.find("{*}entry/{*}title").get("type") is None  # which means text
    assert json.loads(written["feeds/index.json"])["items"][0]["title"] == title
    in_rss = ElementTree.fromstring(written["feeds/index.rss"]).findtext("channel/item/title")
    assert "<" not in in_rss
    assert html.unescape(in_rss) == title or in_rss == title


def test_the_same_title_written_plainly_does_come_back_alive() -> None:
    feed = Rss201rev2Feed(title="a", link=ROOT, description="a")
    feed.add_item(title="<img src=x>", link=ROOT, description="a")

    read_back = ElementTree.fromstring(feed.writeString("utf-8")).findtext("channel/item/title")

    assert read_back == "<img src=x>"


def test_a_summary_is_text_in_a_field_that_readers_take_for_html(site: MakeSite) -> None:
    sentence = (
        "The council of Veld wrote <b>two letters</b> to the traders &amp; waited for an answer on Monday."
    )
    written = offered(site({"a.txt": f"date 2022-02-14\n\n{sentence}\n"}))

    for path, field in (("rss", "channel/item/description"), ("atom", "{*}entry/{*}summary")):
        as_html = ElementTree.fromstring(written[f"feeds/index.{path}"]).findtext(field)
        assert as_html.startswith(
            "The council of Veld wrote &lt;b&gt;two letters&lt;/b&gt; to the traders &amp;amp;"
        )
    assert json.loads(written["feeds/index.json"])["items"][0]["content_text"] == sentence


def test_characters_that_xml_does_not_have_are_left_out(site: MakeSite) -> None:
    title = "A \\u0001second\\u000b \\ufffebridge\\u202e"
    written = offered(site(dated(title)))

    for feed in each_format(written):
        assert feed.bozo is False
        assert feed.entries[0].title == "A second bridge"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,a", "http://u:p@harbour.example/"])
def test_an_address_that_is_no_page_is_in_no_feed(site: MakeSite, url: str) -> None:
    briefing = brief(replace(site(dated()), site=SITE))
    articles = tuple(replace(article, url=url) for article in briefing.articles)

    written = {page.path: page.text for page in files(replace(briefing, articles=articles))}

    feeds = "".join(written[f"feeds/index.{suffix}"] for suffix in ("rss", "atom", "json"))
    assert feeds.count(f"{ROOT}articles/bridge/") == 3
    assert url not in feeds


# --- where the site is -----------------------------------------------------------------------------------


def test_without_an_address_there_are_no_feeds_and_the_build_and_the_page_say_so(site: MakeSite) -> None:
    settings = site(dated())

    report = build(settings)

    assert not (settings.docs / "feeds").exists()
    assert "No feeds: `site_url` is not set" in reports.format_published(report.published, has_feeds=False)
    assert "has not been given an address" in (settings.docs / "index.md").read_text(encoding="utf-8")


def test_feeds_go_when_the_address_goes(site: MakeSite) -> None:
    settings = site(dated())

    build(replace(settings, site=SITE))
    assert (settings.docs / "feeds/themes/sanctions.atom").is_file()
    build(settings)

    assert not (settings.docs / "feeds").exists()


def test_the_list_of_feeds_names_each_once(site: MakeSite) -> None:
    settings = site(dated(), themes={"a": {"title": 'Talks & "<b>"', "terms": ["talks"]}})

    outlines = ElementTree.fromstring(offered(settings)["feeds/index.opml"]).findall("body/outline")

    assert [each.get("text") for each in outlines] == ["News of Veld", 'News of Veld: Talks & "<b>"']
    assert [each.get("xmlUrl") for each in outlines] == [
        f"{ROOT}feeds/index.rss",
        f"{ROOT}feeds/themes/a.rss",
    ]


CONFIGURED = "site_name: News\nsite_url: {}\nplugins: [briefing]\n"


@pytest.mark.parametrize(
    ("written", "environment", "url"),
    [
        ("https://a.example/b", {}, "https://a.example/b/"),
        ('!ENV [SITE_URL, "http://localhost:8000/"]', {}, "http://localhost:8000/"),
        (
            '!ENV [SITE_URL, "http://localhost:8000/"]',
            {"SITE_URL": "https://a.example"},
            "https://a.example/",
        ),
        ("!ENV [FIRST, SITE_URL, null]", {"SITE_URL": "https://a.example"}, "https://a.example/"),
        ("!ENV SITE_URL", {"SITE_URL": "https://a.example"}, "https://a.example/"),
        ("!ENV SITE_URL", {}, None),
        ('""', {}, None),
    ],
)
def test_the_address_of_the_site_is_the_one_that_mkdocs_reads(
    tmp_path: Path, written: str, environment: Mapping[str, str], url: str | None
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(CONFIGURED.format(written), encoding="utf-8")

    assert read(file, environment).site == Site(name="News", url=url)


@pytest.mark.parametrize("written", ["example.org", "ftp://a.example/", "https://", "https://a.example/?a"])
def test_an_address_that_readers_could_not_open_is_refused(tmp_path: Path, written: str) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(CONFIGURED.format(written), encoding="utf-8")

    with pytest.raises(ConfigError, match="site_url: found"):
        read(file)
