"""Hostile text in every place an article can put it, built by MkDocs and opened in a real browser.

What must not happen is looked for in what the browser did, not in what was written. The same harness, with escaping
turned off, finds plenty: otherwise its finding nothing would mean nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import test_markup
from browsing import mkdocs_build, served, visit
from conftest import PROJECT
from mkdocs.exceptions import Abort

import generator.build
from generator import markup, policy, tripwire
from generator.build import Report
from generator.models import Block, BlockKind, Briefing, Draft, Given
from generator.plugin import BriefingPlugin

SHARED = PROJECT.parent / "shared" / "hostile" / "strings.jsonl.gz"
TOGETHER = 40  # strings in a title; a site with a page for each string would take an hour
APART = " ¶ "

RUNNING = [  # these say so when they run
    "<script>__ran(1)</script>",
    "</title><script>__ran(2)</script>",
    "<img src=x onerror=__ran(3)>",
    "<svg onload=__ran(4)>",
    '"><img src=x onerror=__ran(5)>',
    '<iframe srcdoc="<script>parent.__ran(6)</script>"></iframe>',
    "</code></dd></dl><details open ontoggle=__ran(7)>",
    "<style onload=__ran(8)></style>",
    "<img src=https://evil.example/beacon.png>",
    '<link rel=stylesheet href="https://evil.example/a.css">',
    "![beacon](https://evil.example/markdown.png)",
    "[click](javascript:__ran(9))",
    "<a href=javascript:__ran(10)>click</a>",
    "<input autofocus onfocus=__ran(11)>",
    "&lt;img src=x onerror=__ran(12)&gt;",
    "&#60;img src=x onerror=__ran(13)&#62;",
    "<b id=title>an id of ours</b>",
    "</div></div></article>",
]
OWN = [*RUNNING, *(string for string in test_markup.HOSTILE if markup.clean(string))]
EVERYWHERE = "talks"  # a word of every article
QUERIES = (EVERYWHERE, "script", "alert", "img", "onerror", "javascript")

CONFIG = """\
site_name: Hostile
theme: {name: material, font: false, palette: [{scheme: default, toggle: {icon: material/brightness-7, name: Dark}},
  {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}]}
extra_css: [assets/briefing.css]
plugins:
  - search
  - briefing:
      rights: full
      summary: {method: lead, sentences: 4}
      themes:
        talks: {title: Talks, about: Talks of all kinds., terms: ["talks"]}
        capitals: {title: Capitals, terms: ["capital*", "about"]}
"""


# --- sites from strings ----------------------------------------------------------------------------------


def draft_of(number: int, strings: Sequence[str]) -> Draft:
    """An article that says each string in each of its fields, a different one first in each."""

    def joined(first: int) -> str:
        return APART.join((*strings[first % len(strings) :], *strings[: first % len(strings)]))

    paragraphs = [
        f"Talks number {number} began on Monday and went on for days.",
        *(f"The talks about {string} went on in the capital until Friday." for string in strings),
        *strings,
        "The talks in the capital ended on Sunday.",
        "Photograph: The office of the capital",  # so that every page shows a removal, whatever the strings
    ]
    return Draft(
        source=f"{number} {joined(3)}.txt".replace("\0", ""),  # no file system takes it
        sha256=hashlib.sha256(str(number).encode()).hexdigest(),
        decoded="\n\n".join(paragraphs),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs),
        title=Given(value=joined(0), origin="a test"),
        outlet=Given(value=joined(1), origin="a test"),
        author=Given(value=joined(2), origin="a test"),
        published=Given(value=f"2022-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}", origin="a test")
        if number % 3
        else None,
        slug=Given(value=f"a{number}", origin="a test"),
        language=Given(value="en", origin="a test"),
    )


@dataclass
class Site:
    folder: Path
    briefing: Briefing


def site_of(strings: Sequence[str], folder: Path, patch: pytest.MonkeyPatch, config: str = CONFIG) -> Site:
    """A site whose articles say these strings, made by `mkdocs build`; only reading files is left out."""
    groups = [strings[start : start + TOGETHER] for start in range(0, len(strings), TOGETHER)]
    drafts = [draft_of(number, group) for number, group in enumerate(groups)]
    made: list[Report] = []

    def building(settings: Any, *_: Any) -> Report:
        made.append(generator.build.build(settings))
        return made[-1]

    def read(settings: Any, *_: Any) -> list[Any]:
        return [generator.build.studied(settings, None, draft) for draft in drafts]

    patch.setattr(generator.build, "read", read)
    patch.setattr("generator.plugin.build", building)
    for name in ("docs", "seeds"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return Site(mkdocs_build(folder / "mkdocs.yml"), made[-1].briefing)


# --- what the browser finds ------------------------------------------------------------------------------

# An element counts by its parent, its classes without their numbers, and the names of its attributes. Left out is
# what the theme's own scripts set and unset at a time of their choosing.
LOOK = """() => {
  const own = new Set(['style', 'hidden', 'tabindex', 'data-md-state', 'checked', 'data-md-color-scheme',
    'data-md-color-primary', 'data-md-color-accent', 'data-md-color-media', 'data-md-color-switching']);
  const named = (e) => e.localName + '.' + (e.getAttribute('class') || '').replace(/md-[\\w-]*--[\\w-]*|\\d+/g, '')
    .split(/\\s+/).filter(Boolean).filter((x, i, all) => all.indexOf(x) === i).sort().join('.');
  const elements = new Set();
  for (const e of document.querySelectorAll('*'))
    elements.add((e.parentElement ? e.parentElement.localName : '') + ' > ' + named(e) + ' ' +
      e.getAttributeNames().filter(n => !own.has(n)).sort().join(' '));
  const texts = (selector) => [...document.querySelectorAll(selector)].map(e => e.textContent);
  const sentences = {};
  for (const e of document.querySelectorAll('.b-text [id]'))
    if (/^s\\d+$/.test(e.id)) {
      const copy = e.cloneNode(true);
      copy.querySelectorAll('.b-n').forEach(n => n.remove());
      sentences[e.id] = copy.textContent.trim();
    }
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return {
    elements: [...elements], sentences, title: document.title,
    description: (document.querySelector('meta[name=description]') || {}).content,
    twice: ids.filter((id, i) => ids.indexOf(id) !== i),
    away: [...document.querySelectorAll('a[href], area[href]')].filter(a => a.origin !== location.origin).map(String),
    h1: texts('h1'), byline: texts('.b-article p'), file: texts('.b-facts code'), headings: texts('.b-text h3'),
    titles: texts('a.b-title'), outlets: texts('.b-outlet b'), ledger: texts('.b-ledger code'),
  };
}"""
HIT = ".md-search-result__item"
SCROLL = "(to) => document.querySelector('.md-search__scrollwrap').scrollTo(0, to)"
HITS = """() => [...document.querySelectorAll('.md-search-result__list *')].map(e =>
  e.parentElement.localName + ' > ' + e.localName + ' ' + e.getAttributeNames()
    .filter(n => n !== 'style' && n !== 'open').sort().join(' '))"""


@dataclass
class Seen:
    """What opening every page of a site, and searching it, came to."""

    pages: int = 0
    hits: int = 0
    texts: int = 0  # compared with what was given
    ran: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    elements: set[str] = field(default_factory=set)
    others: list[str] = field(default_factory=list)  # wrong texts, addresses and ids


def seen_in(site: Site, browser: Any) -> Seen:
    seen = Seen()
    (worker,) = (path.relative_to(site.folder) for path in site.folder.rglob("workers/search*.js"))
    idle = {f"/{worker.as_posix()}": b""}  # or every page would index the whole site anew
    with served(site.folder, idle) as origin, visit(browser, origin) as window:
        for path in sorted(site.folder.rglob("*.html")):
            address = path.relative_to(site.folder).as_posix().removesuffix("index.html")
            found = window.goes(address).evaluate(LOOK)
            seen.pages += 1
            seen.elements |= set(found["elements"])
            seen.others += [f"{address}: {what}" for what in (*found["twice"], *found["away"])]
            for name, shown, given in pairs(address, found, site.briefing):
                seen.texts += 1
                if shown != given:
                    seen.others.append(f"{address}: {name}: {shown!r} instead of {given!r}")
        seen.ran += window.noted + window.said
        seen.outside += window.outside
    search(site, browser, seen)
    return seen


def pairs(address: str, found: Any, briefing: Briefing) -> Iterator[tuple[str, Any, Any]]:
    """What a page shows and what it is to show."""
    clean = markup.clean
    folder, _, id_ = address.removesuffix("/").partition("/")
    if folder == "articles":
        article = briefing.by_id[id_]
        lead = clean(article.words_of(briefing.summaries[id_].extracts[0]))
        yield "title", found["title"], f"{clean(article.title)} - Hostile"
        yield "heading", found["h1"], [clean(article.title)]
        yield "description", found["description"], markup._shortened(lead)
        yield "outlet", found["byline"][0].startswith(f"{clean(article.outlet or '')} · "), True
        yield (
            "author",
            f" · {clean(article.author or '')} · {article.words} words" in found["byline"][0],
            True,
        )
        yield "file", found["file"][0], clean(article.source)
        for sentence in article.numbered:
            shown = found["sentences"].get(f"s{sentence.number}")
            yield f"sentence {sentence.number}", shown, clean(article.words_of(sentence))
        given = [clean(article.words_of(each)) for each in article.sentences if not each.number]
        yield "sub-headings", found["headings"], given
    elif address in ("themes/talks/", "coverage/"):
        yield (
            "labels of links",
            sorted(set(found["titles"])),
            sorted({clean(a.title) for a in briefing.articles}),
        )
    if address == "coverage/":
        yield "files", sorted(found["ledger"]), sorted(clean(fate.source) for fate in briefing.ledger)
    if address == "sources/":
        given = sorted(clean(outlet.name or "Outlet unknown") for outlet in briefing.outlets)
        yield "outlets", sorted(found["outlets"]), given


def search(site: Site, browser: Any, seen: Seen) -> None:
    """Looks at the hits of every query, and at every article by a word that all have, down to the end of the list."""
    with served(site.folder) as origin, visit(browser, origin) as window:
        page = window.goes("")
        for query in QUERIES:
            page.click("input.md-search__input")
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(query)
            page.wait_for_function(
                """() => /\\d|No/.test(document.querySelector('.md-search-result__meta').textContent)"""
            )
            page.wait_for_timeout(500)
            found = int(page.inner_text(".md-search-result__meta").split()[0].replace("No", "0"))
            wanted = found if query == EVERYWHERE else min(found, 10)
            for _ in range(found):  # at worst, one more each time
                if (count := page.locator(HIT).count()) >= wanted:
                    break
                page.evaluate(SCROLL, 0)  # the theme adds hits whenever the end comes into view
                page.wait_for_timeout(30)
                page.evaluate(SCROLL, 1e9)
                page.wait_for_timeout(60)
            assert count >= wanted, f"{query}: {count} of {found} hits shown"
            seen.hits += count
            seen.elements |= {f"hit: {each}" for each in page.evaluate(HITS)}
        seen.ran += window.noted + window.said
        seen.outside += window.outside


# --- the tests -------------------------------------------------------------------------------------------


def harmless(strings: int) -> list[str]:
    return [f"word{number} of alert script img onerror javascript" for number in range(strings)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> frozenset[str]:
    """Every element there is on a site of harmless words."""
    with pytest.MonkeyPatch.context() as patch:
        site = site_of(harmless(6 * TOGETHER), tmp_path_factory.mktemp("harmless") / "site", patch)
    seen = seen_in(site, browser)
    assert seen.ran == []
    assert seen.outside == []
    assert seen.others == []
    assert seen.hits > 20
    return frozenset(seen.elements)


def assert_inert(strings: list[str], folder: Path, browser: Any, template: frozenset[str]) -> Seen:
    with pytest.MonkeyPatch.context() as patch:
        site = site_of(strings, folder, patch)
    seen = seen_in(site, browser)
    assert lost(strings, site.briefing) == []
    assert seen.ran == []
    assert seen.outside == []
    assert sorted(seen.elements - template) == []
    assert seen.others == []
    return seen


def lost(strings: Sequence[str], briefing: Briefing) -> list[str]:
    """The strings that are not in the text of their article, white space aside."""

    def solid(text: str) -> str:
        return "".join(markup.clean(text).split())

    said = {
        article.id: solid(article.text) + "".join(solid(removal.text) for removal in article.removed)
        for article in briefing.articles
    }
    return [
        string
        for number, string in enumerate(strings)
        if solid(f"about {string} went on") not in said.get(f"a{number // TOGETHER}", "")
    ]


def test_the_projects_own_strings_do_nothing(tmp_path: Path, browser: Any, template: frozenset[str]) -> None:
    seen = assert_inert(OWN, tmp_path / "site", browser, template)

    assert seen.hits >= len(OWN) // TOGETHER
    assert seen.texts > len(OWN)


def test_public_strings_do_nothing(tmp_path: Path, browser: Any, template: frozenset[str]) -> None:
    if not SHARED.exists():
        pytest.skip("The collection of public strings is not part of the repository.")
    with gzip.open(SHARED, "rt", encoding="utf-8") as lines:
        strings = [json.loads(line)["text"] for line in lines]

    seen = assert_inert(strings, tmp_path / "site", browser, template)

    print(f"\n{len(strings)} strings, {seen.pages} pages, {seen.texts} texts, {seen.hits} hits")
    assert len(strings) > 5000
    assert seen.hits >= len(strings) // TOGETHER
    assert seen.texts > len(strings)


# --- the same harness, with what protects turned off -----------------------------------------------------


def unescaped(patch: pytest.MonkeyPatch) -> None:
    """Everything is printed as it was given, and nobody checks that it is what was given."""
    patch.setattr(markup, "_inert", markup.clean)
    patch.setattr(markup, "_scalar", lambda words: json.dumps(words, ensure_ascii=False))
    patch.setattr(generator.build.proof, "prove", lambda briefing, pages: None)


def without_tripwire(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tripwire, "findings", lambda content, allowed: [])
    patch.setattr(tripwire, "active_as_text", lambda value: False)
    patch.setattr(tripwire, "active_as_attribute", lambda value: False)


def test_without_escaping_the_harness_fails(
    tmp_path: Path, browser: Any, template: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unescaped(monkeypatch)
    without_tripwire(monkeypatch)
    monkeypatch.setattr(policy, "scripts", lambda page: [])
    monkeypatch.setattr(policy, "applied", lambda page, policy: page)

    seen = seen_in(site_of(RUNNING, tmp_path / "site", monkeypatch), browser)

    ran = {noted for noted in seen.ran if noted.startswith("ran")}
    assert len(ran) >= 5, seen.ran
    assert {"https://evil.example/beacon.png", "https://evil.example/a.css"} <= set(seen.outside)
    assert any(" > script. " in each for each in seen.elements - template)
    assert any("onerror" in each for each in seen.elements - template)
    assert any("title: " in each for each in seen.others)
    print(f"\n{len(ran)} of {len(RUNNING)} ran, {len(seen.outside)} requests, {len(seen.others)} wrong texts")


def test_without_escaping_the_tripwire_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unescaped(monkeypatch)

    with pytest.raises(Abort):
        site_of(RUNNING, tmp_path / "site", monkeypatch)

    assert "not built, for it holds" in caplog.text
    assert "an element <script>" in caplog.text


def test_without_escaping_and_tripwire_the_policy_keeps_everything_from_running(
    tmp_path: Path, browser: Any, template: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unescaped(monkeypatch)
    without_tripwire(monkeypatch)
    monkeypatch.setattr(
        BriefingPlugin, "_governed", lambda self, page, name: policy.applied(page, self._policy) or page
    )

    seen = seen_in(site_of(RUNNING, tmp_path / "site", monkeypatch), browser)

    assert seen.elements - template
    assert any(noted.startswith("violation") for noted in seen.ran)
    assert [noted for noted in seen.ran if noted.startswith("ran")] == []
    assert seen.outside == []
