"""The built site as readers meet it, in a real browser, at the size of the project's own seeds and of newspapers.

`make test` opens the project's own site, `make corpus` adds two newspapers from ../shared/corpus, and `make walk` the
largest size. Every page is opened at the smaller sizes, a sample of every kind at the largest.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from browsing import Visit, mkdocs_build, served, visit
from conftest import PROJECT, WRITTEN_BY_HAND, BuiltSite, MakeOnce
from corpus import write
from walking import ROOT, Site, lost

CORPUS = PROJECT.parent / "shared" / "corpus"
NEWSPAPERS = ("nyt-2022.jsonl", "guardian-2022.jsonl")
OWN_SEEDS = 3
NEWSPAPERS_OF_SIZE = {273: NEWSPAPERS, 2498: (*NEWSPAPERS, "bbc-2004-2005.jsonl.gz")}
LARGEST_SIZE = int(os.environ.get("WALK", "273"))  # articles
# Each width and each palette once; every combination on the long walk, as each takes ten seconds.
AXE_VIEWS = [
    (360, "light"),
    (1440, "dark"),
    *([(360, "dark"), (1440, "light")] if "WALK" in os.environ else []),
]
SIZES = [
    OWN_SEEDS,
    *(pytest.param(size, marks=pytest.mark.corpus) for size in NEWSPAPERS_OF_SIZE if size <= LARGEST_SIZE),
]
WIDTHS = (360, 768, 1440)  # a phone, a tablet, a desk
SAMPLE = 12  # pages of a kind that are opened at the largest size

Walked = tuple[Site, str]


@pytest.fixture(scope="module", params=SIZES)
def walked(request: pytest.FixtureRequest, own_site: BuiltSite, make_once: MakeOnce) -> Iterator[Walked]:
    """A site of so many articles, and the address at which it is served."""
    size = request.param
    folder = (
        own_site.folder
        if size == OWN_SEEDS
        else make_once(f"walk-{size}", lambda folder: build_newspapers(folder, size)) / "site"
    )
    with served(folder) as address:
        yield Site(folder), address


def build_newspapers(folder: Path, size: int) -> None:
    """Build the project's site with the articles of newspapers in place of its own."""
    files = [CORPUS / name for name in NEWSPAPERS_OF_SIZE[size]]
    if not all(file.exists() for file in files):
        pytest.skip(f"{CORPUS} is not there: a site of {size} articles is made from its files.")
    (folder / "docs").mkdir()
    for name in ("mkdocs.yml", *(f"docs/{name}" for name in WRITTEN_BY_HAND)):
        (folder / name).symlink_to(PROJECT / name)
    write(folder / "seeds", files)
    mkdocs_build(folder / "mkdocs.yml", processes=True)


def opened(site: Site) -> list[str]:
    """The pages to open: all, or of a large site every kind with a sample evenly drawn from each."""
    if len(site.pages) <= 1000:
        return site.pages
    kinds: dict[tuple[str, int], list[str]] = {}
    for page in site.pages:
        kinds.setdefault((page.partition("/")[0], page.count("/")), []).append(page)
    return [page for pages in kinds.values() for page in pages[:: max(1, len(pages) // SAMPLE)]]


def test_every_link_and_anchor_arrives(walked: Walked) -> None:
    assert walked[0].astray() == []


def test_lost_readers_find_the_ways_on(walked: Walked) -> None:
    site = walked[0]

    targets = {urljoin(ROOT, link).partition("#")[0] for link in site.documents[ROOT + "404.html"].links}

    assert {ROOT, ROOT + "search/", ROOT + "timeline/", ROOT + "coverage/"} <= targets
    assert targets - set(site.documents) <= {ROOT + "404.html"}


def test_a_page_below_a_section_names_it_as_where_the_reader_is(walked: Walked) -> None:
    months = [page for page in walked[0].pages if re.fullmatch(r"timeline/\d{4}-\d\d/", page)]

    for month in months:
        text = (walked[0].folder / month / "index.html").read_text("utf-8")
        assert re.findall(r'aria-current="(\w+)"[^>]*>([^<]*)', text) == [("true", "Timeline")]


def test_ids_are_unique(walked: Walked) -> None:
    twice = [page for page, found in walked[0].documents.items() if len(found.ids) != len(set(found.ids))]

    assert twice == []


def test_every_page_can_be_reached_without_search(walked: Walked) -> None:
    site = walked[0]

    assert {page for page in site.documents if not lost(page)} <= site.reached()


def test_no_page_says_anything_or_asks_for_anything_outside(walked: Walked, browser: Any) -> None:
    site, address = walked
    with visit(browser, address) as window:
        for page in opened(site):
            window.goes(page)
        assert window.said == []
        assert window.noted == []
        assert window.outside == []
        assert {url for url in window.requested if not url.startswith((address, "data:"))} == set()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows(walked: Walked, browser: Any, width: int) -> None:
    site, address = walked
    with visit(browser, address) as window:
        window.page.set_viewport_size({"width": width, "height": 800})
        wide = [
            page
            for page in kinds(site)
            if window.goes(page).evaluate("document.documentElement.scrollWidth > innerWidth")
        ]
    assert wide == []


def test_a_printed_page_is_a_clean_handout(walked: Walked, browser: Any) -> None:
    site, address = walked
    with visit(browser, address) as window:
        window.page.set_viewport_size({"width": 680, "height": 1000})  # A4 between its margins
        window.page.emulate_media(media="print", color_scheme="dark")
        for page in kinds(site):
            window.goes(page)
            window.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            seen = window.page.evaluate(PRINTED)
            assert seen == {"wide": False, "switches": 0, "pale": 0}, page


# Sideways overflow, switches that paper has no use for, and words in light ink.
PRINTED = """() => {
  const shown = each => each.checkVisibility();
  const light = each => getComputedStyle(each).color.match(/\\d+/g).slice(0, 3).every(part => part > 0x90);
  const all = query => [...document.querySelectorAll(query)].filter(shown);
  return {
    wide: document.documentElement.scrollWidth > innerWidth,
    switches: all("summary, input, button, nav").length,
    pale: all(".md-content :is(p, h1, h2, h3, li, code, mark, td, dt, dd)").filter(light).length,
  };
}"""


def kinds(site: Site, each: int = 3) -> list[str]:
    """Some pages of every kind, the heaviest of each first."""
    found: dict[tuple[str, int], list[str]] = {}
    for page in site.pages:
        found.setdefault((page.partition("/")[0], page.count("/")), []).append(page)
    weigh = {page: (site.folder / page / "index.html").stat().st_size for page in site.pages}
    return [page for pages in found.values() for page in sorted(pages, key=lambda p: (-weigh[p], p))[:each]]


HIGHLIGHTED = """(id) => {
  const place = document.getElementById(id), box = place.getBoundingClientRect();
  const plain = getComputedStyle(document.body).backgroundColor;
  return place.matches(':target') && box.top < innerHeight && box.bottom > 0
    && ![plain, 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(place).backgroundColor);
}"""


def test_every_extract_lands_on_its_highlighted_sentence_and_back(walked: Walked, browser: Any) -> None:
    _, address = walked
    with visit(browser, address) as window:
        page = window.goes("")
        places = page.eval_on_selector_all("a.b-place", "all => all.map(a => a.href)")
        assert places
        for place in places:
            window.goes(place.removeprefix(address))
            assert page.evaluate(HIGHLIGHTED, place.partition("#")[2]), place
            back = f"#{place.partition('#')[2]} + .b-note a"
            leads = page.eval_on_selector_all(back, "all => all.map(a => a.href.split('#')[0])")
            assert address in leads, place


# --- what it weighs ----------------------------------------------------------------------------------------

FIRST_PAGE = 150 * 1024  # bytes, as hosts send them: packed
REQUESTS = 25
SHIFT = 0.02  # cumulative layout shift, as browsers count it

SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


@pytest.mark.parametrize("width", [360, 1440])
def test_the_first_page_is_light_and_stays_where_it_is(walked: Walked, browser: Any, width: int) -> None:
    site, _ = walked
    with served(site.folder, packed=True) as address, visit(browser, address) as window:
        window.page.set_viewport_size({"width": width, "height": 740})
        sent = transferred(window)
        page = window.goes("", until="networkidle")
        assert sum(sent) <= FIRST_PAGE
        assert len(sent) <= REQUESTS
        assert page.evaluate(SHIFTED) < SHIFT


def transferred(window: Visit) -> list[int]:
    """The bytes of each answer that the window gets from now on."""
    sent: list[int] = []
    session = window.page.context.new_cdp_session(window.page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sent.append(int(event["encodedDataLength"])))
    return sent


# --- for everyone ------------------------------------------------------------------------------------------

AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | '));
}"""


def axe() -> str:
    """The rules of axe-core as a script; run from outside the page, so that its policy stays as it is."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize(("width", "palette"), AXE_VIEWS)
def test_axe_finds_no_violation(walked: Walked, browser: Any, palette: str, width: int) -> None:
    site, address = walked
    found = {}
    context = browser.new_context(color_scheme=palette, viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in kinds(site, each=1):
        page.goto(address + path)
        page.evaluate(axe())
        if violations := page.evaluate(AXE):
            found[path] = violations
    context.close()
    assert found == {}


def test_the_address_of_the_site_is_the_one_that_links_are_checked_against() -> None:
    assert ROOT in (PROJECT / "mkdocs.yml").read_text("utf-8")
