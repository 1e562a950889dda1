"""The search page in a real browser: finds, filters, sorts and leads to the passage, by keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
import pytest
from browsing import Visit, hits, mkdocs_build, served, visit
from conftest import BRIDGE, PROJECT

from generator.search import records

SHARED = PROJECT.parent / "shared" / "corpus"
NEWSPAPERS = [SHARED / "guardian-2022.jsonl", SHARED / "nyt-2022.jsonl"]
FIRST_SEARCH = 400_000  # bytes over the network, with everything that the page itself needs left out

CONFIG = """\
site_name: Test
site_url: http://localhost:8000/
theme: {name: material, font: false}
extra_css: [assets/briefing.css]
plugins:
%s  - briefing:
      rights: full
      themes:
        sanctions: {title: "Sanctions & <b>more</b>", terms: ["sanction*"]}
        diplomacy: {title: Diplomacy, terms: [talks]}
"""
ARTICLE = """\
---
title: Ferry report {number}
date: {day}
outlet: {outlet}
language: {language}
---

The ferry number {number} left the harbour of Veld before noon. The captain of the ferry was content with the tide.

{more}
"""
LANTERNS = """\
The lantern makers of Veld opened talks on Monday. A lantern costs more than a <b>boat</b> &amp; its sails. The guild
said that <script>__ran(2)</script> is no lantern.
"""
GUILD = {"title": 'The <img src=x onerror=__ran(1)> guild & its "talks"', "outlet": "<b>The Lantern</b>"}


# How far things in view were moved by something else than a person (Cumulative Layout Shift).
COUNT_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def make(folder: Path, plugins: str = "") -> Path:
    """A project of sixteen articles: fourteen on ferries, of two outlets and months, one undated, one hostile."""
    for name in ("docs", "seeds"):
        (folder / name).mkdir(parents=True)
    for number in range(1, 15):
        text = ARTICLE.format(
            number=number,
            day=f"2022-0{1 + number % 2}-{number:02}",
            outlet="The Harbour Mirror" if number % 3 else "The Dyke Post",
            language="fr" if number == 7 else "en",
            more="Sanctions on rope delayed it." if number in (4, 8) else "It came back at night.",
        )
        (folder / f"seeds/ferry-{number}.md").write_text(text, encoding="utf-8")
    (folder / "seeds/bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "seeds/lanterns.txt").write_text(LANTERNS, encoding="utf-8")
    (folder / "seeds/lanterns.txt.meta.yml").write_text(json.dumps(GUILD), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG % plugins, encoding="utf-8")
    return folder / "mkdocs.yml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in bundles of five, so that there are several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "MAX_RECORDS", 5)
        site = mkdocs_build(make(tmp_path_factory.mktemp("search") / "site"))
    assert len(json.loads((site / "search/index/bundles.json").read_text())) >= 4
    return site


@pytest.fixture
def window(built: Path, browser: Any) -> Iterator[Visit]:
    with served(built) as origin, visit(browser, origin) as opened:
        yield opened
        assert (opened.noted, opened.said, opened.outside) == ([], [], [])
        assert all(url.startswith(origin) for url in opened.requested)


def answered(page: Any, words: str) -> str:
    """The sentence that says how much was found, once it is about these words."""
    page.wait_for_function(
        "(words) => document.querySelector('.b-count').textContent.includes(words)", arg=words
    )
    return str(page.inner_text(".b-count"))


def titles(page: Any) -> list[str]:
    return list(page.locator(".b-results a.b-title").all_inner_texts())


def choose(page: Any, filter_: str, value: str) -> None:
    page.check(f"[data-filter={filter_}] input[value='{value}']")


# --- by keyboard alone -----------------------------------------------------------------------------------


def test_a_passage_is_found_and_opened_by_keyboard_alone(window: Visit) -> None:
    page = window.goes("articles/bridge/")
    page.wait_for_function("() => document.documentElement.classList.contains('js')")

    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.wait_for_function("() => document.activeElement.name === 'q'")
    page.keyboard.type("fishing quarter")
    assert answered(page, "fishing quarter") == "1 article for fishing quarter."
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "sentence 2 of 7"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/articles/bridge/#s2")
    assert "a promise kept to the fishing quarter" in page.inner_text(":target")
    page.go_back()
    assert answered(page, "fishing quarter") == "1 article for fishing quarter."
    assert page.input_value("[name=q]") == "fishing quarter"


def test_filters_order_and_more_are_reached_with_the_tab_key(window: Visit) -> None:
    window.page.set_viewport_size({"width": 360, "height": 740})
    page = window.goes("search/?q=ferry")
    answered(page, "ferry")

    stops = []
    page.focus("[name=q]")
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent || document.activeElement.name"))
        if stops[-1] == "Filters and order":
            page.keyboard.press("Enter")
        if stops[-1] == "More articles":
            break
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.b-results > li').length === 14")

    assert {"Search", "Filters and order", "month", "outlet", "More articles"} <= set(stops)
    assert page.evaluate("document.activeElement === document.querySelectorAll('.b-results .b-title')[10]")


# --- filters and order -----------------------------------------------------------------------------------


def test_filters_count_and_narrow_and_stand_in_the_address(window: Visit) -> None:
    page = window.goes("search/?q=ferry")
    assert answered(page, "ferry") == "14 articles for ferry."
    assert page.inner_text("[data-filter=outlet] ul").split("\n") == [
        "The Harbour Mirror 10",
        "The Dyke Post 4",
    ]
    assert page.inner_text("[data-filter=month] ul").split("\n") == ["February 2022 7", "January 2022 7"]
    assert page.inner_text("[data-filter=language] ul").split("\n") == ["English 13", "French 1"]

    choose(page, "outlet", "The Dyke Post")
    answered(page, "4 articles")
    choose(page, "month", "2022-02")
    answered(page, "2 articles")
    assert page.url.endswith("?q=ferry&outlet=The+Dyke+Post&month=2022-02")
    shown = set(titles(page))
    assert shown == {"Ferry report 3", "Ferry report 9"}

    page.reload()
    answered(page, "2 articles")
    assert set(titles(page)) == shown
    assert page.is_checked("[data-filter=month] input[value='2022-02']")
    page.go_back()
    answered(page, "4 articles")
    assert not page.is_checked("[data-filter=month] input[value='2022-02']")


def test_a_theme_filters_by_its_name_in_the_configuration(window: Visit) -> None:
    page = window.goes("search/?q=ferry&theme=sanctions")

    answered(page, "2 articles")

    assert page.inner_text("[data-filter=theme] ul") == "Sanctions & <b>more</b> 2"
    assert set(titles(page)) == {"Ferry report 4", "Ferry report 8"}
    page.click(".b-results li:first-child .b-theme")
    page.wait_for_url("**/themes/sanctions/")


def test_newest_first_holds_across_bundles_and_undated_articles_come_last(window: Visit) -> None:
    page = window.goes("search/?q=veld&sort=date")
    assert answered(page, "veld") == "16 articles for veld."
    while page.locator(".b-next").is_visible():
        page.click(".b-next")
        page.wait_for_timeout(100)

    days = page.eval_on_selector_all(
        ".b-results > li", "all => all.map(e => (e.querySelector('time') || {dateTime: ''}).dateTime)"
    )

    assert len(days) == 16
    assert days == sorted(days, reverse=True)
    assert days[-2:] == ["", ""]


def test_filters_alone_list_articles(window: Visit) -> None:
    page = window.goes("search/?month=undated")

    assert answered(page, "articles") == "2 articles."


# --- what is shown ---------------------------------------------------------------------------------------


def test_words_of_an_article_stay_words(window: Visit) -> None:
    page = window.goes("search/?q=lantern")
    answered(page, "lantern")

    assert titles(page) == [GUILD["title"]]
    sentences = page.locator(".b-results q").all_inner_texts()
    assert "A lantern costs more than a <b>boat</b> &amp; its sails." in sentences
    assert "The guild said that <script>__ran(2)</script> is no lantern." in sentences
    assert page.inner_text(".b-results .b-src").startswith("<b>The Lantern</b> · undated · Diplomacy")
    assert page.locator(".b-ask :is(img, script)").count() == 0
    assert set(page.locator(".b-results b").all_inner_texts()) <= {"lantern", "lantern makers"}


@pytest.mark.parametrize(
    "word", ["zeppelin", "harbinger", "lanternfish", "ferryman", "boat-race", "zzz", "港"]
)
def test_a_word_that_no_article_holds_is_named(window: Visit, word: str) -> None:
    page = window.goes(f"search/?q={word}+ferry")

    assert answered(page, "No article") == f"No article for {word} ferry. No article holds “{word}”."
    assert page.inner_text(".b-understood") == "Without it: ferry"
    assert titles(page) == []


@pytest.mark.parametrize(
    ("asked", "count", "understood"),
    [
        ("ferry captain", 14, ""),
        ("ferries captains", 13, "Understood as: words like “ferries” and words like “captains”."),
        ('"left the harbour of Veld"', 14, "Understood as: “left the harbour of Veld” word for word."),
        ('"harbour left"', 0, "Understood as: “harbour left” word for word."),
        ("ferry -rope", 12, "Understood as: “ferry” and without “rope”."),
        ("rope OR bridge", 3, "Understood as: “rope” or “bridge”."),
        ("capt", 14, "Understood as: words that begin with “capt”."),
        ("lan*", 1, "Understood as: words that begin with “lan”."),
        ("rope bridge", 0, ""),
    ],
)
def test_a_question_is_answered_as_the_page_says_it_was_read(
    window: Visit, asked: str, count: int, understood: str
) -> None:
    page = window.goes("search/")
    found = hits(page, asked)

    assert len(found) == count
    assert page.inner_text(".b-understood") == understood


def test_a_word_finds_no_longer_one_unless_that_is_asked(window: Visit) -> None:
    page = window.goes("search/?q=no")
    answered(page, "no")

    assert set(page.locator(".b-results b").all_inner_texts()) == {"no"}
    assert page.inner_text(".b-understood").startswith("Words that begin with it: no*, ")
    page.click(".b-understood a")
    answered(page, "no*")
    assert "noon" in page.locator(".b-results b").all_inner_texts()


def test_nothing_found_says_so(window: Visit) -> None:
    page = window.goes("search/")
    page.fill("[name=q]", "zeppelin")

    assert answered(page, "zeppelin").startswith("No article for zeppelin.")
    assert page.locator(".b-next, .b-facet").locator("visible=true").count() == 0
    page.fill("[name=q]", "")
    page.wait_for_function("() => document.querySelector('.b-count').textContent === ''")


def test_nothing_is_loaded_before_something_is_asked(window: Visit) -> None:
    window.goes("articles/bridge/")
    window.goes("search/", until="networkidle")

    assert [url for url in window.requested if "search/index" in url] == []
    assert window.page.is_hidden(".b-without")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_page_has_room_at_every_width(window: Visit, width: int) -> None:
    window.page.set_viewport_size({"width": width, "height": 740})
    page = window.goes("search/?q=ferry")
    answered(page, "ferry")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("[data-filter=outlet]").is_visible() == (width >= 640)


def test_the_count_is_announced(window: Visit) -> None:
    page = window.goes("search/?q=bridge")
    answered(page, "bridge")

    assert page.get_attribute(".b-count", "role") == "status"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("question", ["?q=ferry+-rope", "?q=zeppelin", ""])
def test_an_answer_moves_nothing_that_is_in_view(window: Visit, width: int, question: str) -> None:
    window.page.set_viewport_size({"width": width, "height": 740})
    window.page.add_init_script(COUNT_SHIFTS)
    page = window.goes(f"search/{question}")
    if question:
        answered(page, "for")
    else:
        assert page.locator(".b-hints dt").count() >= 5
        page.wait_for_selector(".b-hints", state="visible")
        page.fill("[name=q]", "ferry")
        answered(page, "ferry")
        assert page.is_hidden(".b-hints")

    assert page.evaluate("window.shift") < 0.02


def test_words_that_may_not_be_shown_are_found_and_said_to_be(tmp_path: Path, browser: Any) -> None:
    file = make(tmp_path / "site")
    file.write_text(
        file.read_text().replace(
            "rights: full", "rights: summary\n      summary: {method: lead, sentences: 1}"
        )
    )
    with served(mkdocs_build(file)) as origin, visit(browser, origin) as window:
        page = window.goes("search/")

        assert hits(page, "promise") == [
            (f"{origin}articles/bridge/", "Harbour town opens its second bridge")
        ]
        assert page.inner_text(".b-hidden") == "promise in a part that is not shown here"
        assert "promise" not in page.inner_text(".b-results q")
        assert hits(page, '"a promise kept"') == []
        assert "Phrases are looked for in what may be shown: " in page.inner_text(".b-understood")


# --- when there is no index ------------------------------------------------------------------------------


def test_without_scripts_the_page_says_where_else_to_look(built: Path, browser: Any) -> None:
    with served(built) as origin:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{origin}articles/bridge/")
        page.click(".b-open-search")
        page.wait_for_url("**/search/")
        assert page.locator(".b-without a").all_inner_texts() == ["timeline", "sources", "coverage"]
        assert page.is_visible(".b-without")
        context.close()


def test_an_index_that_cannot_be_loaded_is_said_and_tried_again(built: Path, browser: Any) -> None:
    with served(built) as origin, visit(browser, origin) as window:
        window.page.route("**/bundles.json", lambda route: route.abort())
        page = window.goes("search/?q=bridge")
        assert "could not be loaded" in answered(page, "could not be loaded")
        assert page.is_visible(".b-without")

        page.unroute("**/bundles.json")
        page.click(".b-query button")

        assert answered(page, "bridge") == "1 article for bridge."
        assert page.is_hidden(".b-without")


def test_an_editor_can_have_the_search_of_the_theme(tmp_path: Path, browser: Any) -> None:
    site = mkdocs_build(make(tmp_path / "site", plugins="  - search\n"))

    assert not (site / "search/index.html").exists()
    assert not (site / "search/index").exists()
    with served(site) as origin, visit(browser, origin) as window:
        page = window.goes("")
        page.click("input.md-search__input")
        page.keyboard.type("fishing")
        page.wait_for_selector("a.md-search-result__link[href*='articles/bridge']")
        assert (window.noted, window.said, window.outside) == ([], [], [])


# --- what it costs ---------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_the_first_search_among_two_newspapers_stays_small(tmp_path: Path, browser: Any) -> None:
    if not all(file.exists() for file in NEWSPAPERS):
        pytest.skip("The folder of real articles is not beside this checkout, so there are none to search.")
    file = make(tmp_path / "site")
    corpus.write(tmp_path / "site/seeds", NEWSPAPERS)
    file.write_text(file.read_text().replace("rights: full", "rights: full\n      summary: {method: lead}"))
    site = mkdocs_build(file)

    with served(site) as origin, visit(browser, origin) as window:
        page = window.goes("search/?q=government")
        answered(page, "government")
        loaded = [url.partition("?")[0] for url in window.requested if "search/index" in url]

    size = sum((site / url.removeprefix(origin)).stat().st_size for url in loaded)
    print(f"\n{len(loaded)} requests, {size:,} bytes")
    assert 0 < size <= FIRST_SEARCH
