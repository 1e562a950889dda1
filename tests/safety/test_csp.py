"""The Content-Security-Policy of built pages: what the theme does works under it, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit, hits, mkdocs_build, served, visit
from conftest import BRIDGE, BuiltSite
from mkdocs.exceptions import Abort

from generator.safety import csp

FIRST_IN_HEAD = re.compile(r'<head><meta http-equiv="Content-Security-Policy" content="([^"]+)">')
FRESHNESS = '<div class="b-fresh">'  # an element of the front page's body
CONFIG = """\
site_name: Test
site_url: http://localhost:8000/sub/
theme: {name: material, font: false, palette: {scheme: default}, custom_dir: theme}
plugins:
  - briefing: {themes: {diplomacy: {title: "Talks & <b>more</b>", terms: [talks]}}}
"""
BLOCKED = {
    "script": "<script>__ran(1)</script>",
    "handler": "<img src=x onerror=__ran(1)>",
    "frame with a document": "<iframe srcdoc='<script>parent.__ran(1)</script>'></iframe>",
    "frame": "<iframe src='https://evil.example/'></iframe>",
    "beacon": "<img src='https://evil.example/beacon.png'>",
    "style": "<style>body { background: url(https://evil.example/) }</style>",
    "script from elsewhere": "<script src='https://evil.example/a.js'></script>",
    "base": "<base href='https://evil.example/'>",
    "title": "</title><script>__ran(1)</script>",
}


@pytest.fixture(scope="module")
def built(own_site: BuiltSite) -> Path:
    return own_site.folder


@pytest.fixture(scope="module")
def window(built: Path, browser: Any) -> Iterator[Visit]:
    with served(built) as origin, visit(browser, origin) as opened:
        yield opened


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for name in ("docs", "seeds", "theme"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds/bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def test_every_page_begins_with_the_same_policy(built: Path) -> None:
    pages = [path.read_text("utf-8") for path in built.rglob("*.html")]

    policies = {found[1] for page in pages if (found := FIRST_IN_HEAD.search(page))}

    assert len(pages) > 10
    assert all(FIRST_IN_HEAD.search(page) for page in pages)
    assert len(policies) == 1
    assert "unsafe" not in policies.pop()


def test_the_encoding_is_named_where_browsers_look_for_it(built: Path) -> None:
    for path in built.rglob("*.html"):
        assert b'<meta charset="utf-8">' in path.read_bytes()[:1024], path


def test_nothing_of_the_theme_is_blocked_on_any_page(built: Path, window: Visit) -> None:
    for path in sorted(built.rglob("*.html")):
        page = window.goes(path.relative_to(built).as_posix().removesuffix("index.html"))
        page.wait_for_function("() => document.documentElement.classList.contains('js')")

    assert (window.noted, window.said, window.outside) == ([], [], [])
    assert len(window.requested) > 20


def test_search_palette_and_links_work(window: Visit) -> None:
    page = window.goes("search/")
    assert len(hits(page, "Stoltenberg")) == 1
    page.click(".b-results a.b-place")
    page.wait_for_selector(":target")
    assert "articles/001" in page.url

    page = window.goes("")
    before = page.get_attribute("body", "data-md-color-scheme")
    page.click("label[for^=__palette]:visible")
    page.wait_for_function(f"() => document.body.getAttribute('data-md-color-scheme') != '{before}'")

    page.click("a.b-place")
    page.wait_for_selector("mark:target", timeout=5000)
    assert page.get_attribute("body", "data-md-color-scheme") != before
    assert (window.noted, window.said, window.outside) == ([], [], [])


def test_search_works_where_it_can_have_no_worker(built: Path, browser: Any) -> None:
    with served(built) as origin, visit(browser, origin) as window:
        window.page.add_init_script("delete window.Worker")
        assert len(hits(window.goes("search/"), "Stoltenberg")) == 1

    assert (window.noted, window.said, window.outside) == ([], [], [])


@pytest.mark.parametrize("name", BLOCKED)
def test_markup_that_gets_into_a_page_all_the_same_does_nothing(name: str, built: Path, browser: Any) -> None:
    window = opened_with(BLOCKED[name], built, browser, after="<title>" if name == "title" else FRESHNESS)

    assert not [noted for noted in window.noted if noted.startswith("ran")]
    assert any("violation" in noted for noted in window.noted) or any("frame" in said for said in window.said)
    assert window.outside == []


def test_the_same_markup_runs_without_the_policy(built: Path, browser: Any) -> None:
    window = opened_with("".join(BLOCKED.values()), built, browser, policy=False)

    assert len([noted for noted in window.noted if noted.startswith("ran")]) >= 3
    assert any("beacon" in url for url in window.outside)


def opened_with(
    markup: str, site: Path, browser: Any, *, after: str = FRESHNESS, policy: bool = True
) -> Visit:
    """The front page, opened with this markup added after an element of it."""
    page = (site / "index.html").read_text("utf-8")
    assert after in page
    if not policy:
        page = FIRST_IN_HEAD.sub("<head>", page)
    changed = page.replace(after, after + markup, 1).encode()
    with served(site, replaced={"/index.html": changed}) as origin, visit(browser, origin) as window:
        window.goes("index.html").wait_for_timeout(200 if policy else 500)
    return window


# --- a theme that was changed ----------------------------------------------------------------------------


def test_a_script_of_a_changed_theme_gets_its_hash(small: Path) -> None:
    theme = (
        '{% extends "base.html" %}{% block extrahead %}<script>mine("{{ base_url }}")</script>{% endblock %}'
    )
    (small / "theme/main.html").write_text(theme, encoding="utf-8")

    site = mkdocs_build(small / "mkdocs.yml")

    page = (site / "articles/bridge/index.html").read_text("utf-8")
    known = csp.build_policy([script for script in csp.find_scripts(page) if "mine" in script])
    assert re.search(r"'sha256-[^']+'", known)[0] in FIRST_IN_HEAD.search(page)[1]


def test_a_script_that_prints_something_of_the_page_stops_the_build(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    theme = '{% extends "base.html" %}{% block extrahead %}<script>mine("{{ page.title }}")</script>{% endblock %}'
    (small / "theme/main.html").write_text(theme, encoding="utf-8")

    with pytest.raises(Abort):
        mkdocs_build(small / "mkdocs.yml")

    assert """a script that is not the theme's: '<script>mine("Briefing")</script>'""" in caplog.text


def test_what_a_build_with_warnings_says_and_writes(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    (small / "docs/about.md").write_text("# About\n\n<script>mine()</script>\n", encoding="utf-8")
    (small / "mkdocs.yml").write_text(CONFIG.replace("font: false, ", ""), encoding="utf-8")

    page = (mkdocs_build(small / "mkdocs.yml") / "index.html").read_text("utf-8")

    assert "about.md: a script that is not the theme's: '<script>mine()</script>'" in caplog.text
    assert "the theme loads https://fonts.googleapis.com/css" in caplog.text
    assert page.count("Talks &amp; &lt;b&gt;more&lt;/b&gt;") >= 2  # the title of a theme is text
    assert "<b>more" not in page


def test_the_live_site_has_no_policy(small: Path) -> None:
    served_live = mkdocs_build(small / "mkdocs.yml", command="serve")

    assert "Content-Security-Policy" not in (served_live / "index.html").read_text("utf-8")
