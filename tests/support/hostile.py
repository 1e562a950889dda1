"""Sites whose articles say hostile strings, and what a real browser finds when it opens and searches them.

What must not happen is looked for in what the browser did, not in what was written.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import test_escaping
from browsing import RESULTS, hits, mkdocs_build, served, visit
from conftest import PROJECT

import generator.build
from generator import readers
from generator.articles.analysis import process_document
from generator.articles.metadata import MAX_VALUE_CHARS
from generator.build import Report
from generator.models import Block, BlockKind, Briefing, DecodedText, ExtractedDocument, MetadataValue
from generator.pages import citations
from generator.safety import escaping

SHARED = PROJECT.parent / "shared" / "hostile" / "strings.jsonl.gz"
SAMPLE = 12  # articles, of which harmless ones all look alike: dated and undated, in a story and alone
TOGETHER = 40  # strings in a title, where a page for each would take too long
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
OWN = [*RUNNING, *(string for string in test_escaping.HOSTILE if escaping.clean_text(string))]
EVERYWHERE = "talks"  # a word of every article
QUERIES = (EVERYWHERE, "script", "alert", "img", "onerror", "javascript")

CONFIG = """\
site_name: Hostile
theme: {name: material, font: false, palette: [{scheme: default, toggle: {icon: material/brightness-7, name: Dark}},
  {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}]}
extra_css: [assets/briefing.css]
plugins:
  - briefing:
      rights: full
      summary: {method: lead, sentences: 4}
      themes:
        talks: {title: Talks, about: Talks of all kinds., terms: ["talks"]}
        capitals: {title: Capitals, terms: ["capital*", "about"]}
"""


# --- sites from strings ----------------------------------------------------------------------------------


def public_strings() -> list[str]:
    """The collection of public strings; without it, the test is skipped."""
    if not SHARED.exists():
        pytest.skip("The collection of public strings is not part of the repository.")
    with gzip.open(SHARED, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def draft_of(number: int, strings: Sequence[str], seeds: Path) -> ExtractedDocument:
    """An article that says each string in each of its fields, a different one first in each."""

    def joined(field: int) -> str:
        """The strings from another one on in each field, as many as it may hold."""
        first = field * len(strings) // 5
        turned = (*strings[first:], *strings[:first])
        lengths = accumulate(len(string) + len(APART) for string in turned)
        return (
            APART.join(
                string for string, length in zip(turned, lengths, strict=True) if length < MAX_VALUE_CHARS
            )
            or turned[0]
        )

    paragraphs = [
        f"Talks number {number} began on Monday and went on for days.",
        *(f"The talks about {string} went on in the capital until Friday." for string in strings),
        *strings,
        "The talks in the capital ended on Sunday.",
        f"The guests were {', '.join(f'guest{number}x{each}' for each in range(30))}.",  # no other article's copy
        "Photograph: The office of the capital",  # so that every page shows a removal, whatever the strings
    ]
    return ExtractedDocument(
        source=source_of(f"{joined(3)}.txt", seeds),
        sha256=hashlib.sha256(str(number).encode()).hexdigest(),
        decoded=(DecodedText(text="\n\n".join(" ".join(text.split()) for text in paragraphs)),),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs),
        title=MetadataValue(value=joined(0), origin="a test"),
        outlet=MetadataValue(value=joined(1), origin="a test"),
        author=MetadataValue(value=joined(2), origin="a test"),
        published=MetadataValue(
            value=f"2022-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}", origin="a test"
        )
        if number % 3
        else None,
        url=MetadataValue(value=f"https://example.org/{joined(4)}", origin="a test"),
        slug=MetadataValue(value=f"a{number}", origin="a test"),
        language=MetadataValue(value="en", origin="a test"),
    )


def source_of(name: str, seeds: Path) -> str:
    """The source that a file of this name has: as readers find it, or the name itself if there can be no such file."""
    return readers.printable_source(name) if written(name, seeds) else name


def written(name: str, seeds: Path) -> bool:
    """Makes a file of this name; whether the file system took it. A slash in the name makes a folder."""
    parts = name.split("/")
    if {"", ".", ".."} & {*parts}:
        return False
    path = seeds.joinpath(*parts)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except (OSError, ValueError):  # too long, a file where a folder must be, a NUL, half a character
        return False
    return path.is_file()


@dataclass
class Site:
    folder: Path
    briefing: Briefing
    files: int  # of its articles, those whose file was really there


def site_of(
    strings: Sequence[str],
    folder: Path,
    patch: pytest.MonkeyPatch,
    *,
    together: int = TOGETHER,
    config: str = CONFIG,
) -> Site:
    """A site whose articles say these strings, so many in each, made by `mkdocs build`; only the readers of files'
    contents are left out."""
    for name in ("docs", "seeds"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    groups = [strings[start : start + together] for start in range(0, len(strings), together)]
    drafts = [draft_of(number, group, folder / "seeds") for number, group in enumerate(groups)]
    if len(drafts) > 1:  # so that every site has a story
        (folder / "overrides.yml").write_text("stories:\n  - merge: [a0, a1]\n", encoding="utf-8")
    found = set(map(readers.printable_source, readers.find(folder / "seeds")))
    made: list[Report] = []

    build = generator.build.build

    def building(settings: Any, *_: Any, **__: Any) -> Report:
        made.append(build(settings))
        return made[-1]

    def read(settings: Any, *_: Any) -> list[Any]:
        return [process_document(generator.build.analysis_options(settings), draft) for draft in drafts]

    patch.setattr(generator.build, "process_files", read)
    patch.setattr(generator.build, "build", building)
    built = mkdocs_build(folder / "mkdocs.yml")
    return Site(built, made[-1].briefing, sum(draft.source in found for draft in drafts))


# --- what the browser finds ------------------------------------------------------------------------------

# An element counts by its parent, its classes without their numbers, and the names of its attributes. Left out is
# what the theme's own scripts set and unset at a time of their choosing.
LOOK = """() => {
  const own = new Set(['style', 'hidden', 'tabindex', 'data-md-state', 'checked', 'data-md-color-scheme',
    'data-md-color-primary', 'data-md-color-accent', 'data-md-color-media', 'data-md-color-switching',
    'data-focus-visible-added']);
  const unstable = /md-[\\w-]*--[\\w-]*|focus-visible|\\d+/g;
  const named = (e) => e.localName + '.' + (e.getAttribute('class') || '').replace(unstable, '')
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
    away: [...document.querySelectorAll('a[href], area[href]')].filter(a => a.origin !== location.origin)
      .map(a => a.getAttribute('href')),
    h1: texts('h1'), byline: texts('.b-article p'), file: texts('.b-facts code'), headings: texts('.b-text h3'),
    titles: texts('a.b-title'), outlets: texts('.b-outlet b'), ledger: texts('.b-ledger code'),
  };
}"""


@dataclass
class Seen:
    """What opening every page of a site, and searching it, came to."""

    pages: int = 0
    hits: int = 0
    texts: int = 0  # compared with what was given
    files: int = 0
    ran: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    elements: set[str] = field(default_factory=set)
    others: list[str] = field(default_factory=list)  # wrong texts, addresses and ids

    def __iadd__(self, other: Seen) -> Seen:
        for each in fields(self):
            mine, more = getattr(self, each.name), getattr(other, each.name)
            setattr(self, each.name, mine | more if isinstance(mine, set) else mine + more)
        return self


def seen_in(site: Site, browser: Any, *, articles: int | None = None) -> Seen:
    """Open every page, or of the pages of articles only so many; then search, and open nothing more."""
    seen = Seen(files=site.files)
    closed = {f"articles/{article.id}/" for article in site.briefing.articles[articles:] if articles}
    with served(site.folder) as origin, visit(browser, origin) as window:
        listings: defaultdict[str, set[str]] = defaultdict(set)
        for path in sorted(site.folder.rglob("*.html")):
            address = path.relative_to(site.folder).as_posix().removesuffix("index.html")
            if address in closed:
                continue
            found = window.goes(address).evaluate(LOOK)
            seen.pages += 1
            seen.elements |= set(found["elements"])
            seen.others += [f"{address}: {what} twice" for what in found["twice"]]
            for name, shown, given in [
                *elsewhere(address, found, site.briefing),
                *pairs(address, found, site.briefing),
            ]:
                seen.texts += 1
                if shown != given:
                    seen.others.append(f"{address}: {name}: {shown!r} instead of {given!r}")
            for kind in ("titles", "ledger", "outlets"):
                listings[f"{address.partition('/')[0]} {kind}"].update(found[kind])
        for name, shown, given in listed(listings, site.briefing):
            seen.texts += len(given)
            if shown != given:
                seen.others.append(f"{name}: {shown ^ given}")
        seen.ran += window.noted + window.said
        seen.outside += window.outside
    search(site, browser, seen)
    return seen


def record_harmless_elements(folder: Path, browser: Any) -> None:
    """Write `elements.json`: every element there is on sites of harmless words."""
    seen = Seen()
    for count, together in ((6 * TOGETHER, TOGETHER), (60, 1)):
        words = [f"word{number} of alert script img onerror javascript" for number in range(count)]
        with pytest.MonkeyPatch.context() as patch:
            site = site_of(words, folder / f"{together}", patch, together=together)
        seen += seen_in(site, browser, articles=SAMPLE)
    assert (seen.ran, seen.outside, seen.others) == ([], [], [])
    assert seen.hits > 20
    (folder / "elements.json").write_text(json.dumps(sorted(seen.elements)), encoding="utf-8")


def elsewhere(address: str, found: Any, briefing: Briefing) -> Iterator[tuple[str, Any, Any]]:
    """Where a page leads away to: to the original of an article, there to a sentence that is quoted, nowhere else."""
    folder, _, id_ = address.removesuffix("/").partition("/")
    if folder == "articles":
        article = briefing.by_id[id_]
        places = [citations.original_link(briefing.place(each)) for each in briefing.summaries[id_].extracts]
        given = [each for each in (escaping.escape_url(article.url or ""), *places) if each]
        yield "addresses elsewhere", found["away"], [html.unescape(each) for each in given]
    elif found["away"]:
        places = [citations.original_link(briefing.place(each)) for each in briefing.extracts]
        yield (
            "addresses elsewhere",
            {*found["away"]} - {html.unescape(each) for each in places if each},
            set(),
        )


def pairs(address: str, found: Any, briefing: Briefing) -> Iterator[tuple[str, Any, Any]]:
    """What a page shows and what it is to show."""
    clean = escaping.clean_text
    folder, _, id_ = address.removesuffix("/").partition("/")
    if folder == "articles":
        article = briefing.by_id[id_]
        lead = clean(article.words_of(briefing.summaries[id_].extracts[0]))
        yield "title", found["title"], f"{clean(article.title)} - Hostile"
        yield "heading", found["h1"], [clean(article.title)]
        yield "description", found["description"], escaping._shorten(lead)
        byline = found["byline"][0]
        yield "outlet", byline.startswith(f"{clean(article.outlet or 'Outlet unknown')} · "), True
        if article.author:  # an overlong one is not used
            yield "author", f" · {clean(article.author)} · {article.words} words" in byline, True
        yield "file", found["file"][0], clean(article.source)
        for sentence in article.numbered:
            shown = found["sentences"].get(f"s{sentence.number}")
            yield f"sentence {sentence.number}", shown, clean(article.words_of(sentence))
        given = [clean(article.words_of(each)) for each in article.sentences if not each.number]
        yield "sub-headings", found["headings"], given


def listed(shown: Mapping[str, set[str]], briefing: Briefing) -> Iterator[tuple[str, Any, Any]]:
    """What the listings show, all pages of each taken together, and what they are to show."""
    titles = {escaping.clean_text(article.title) for article in briefing.articles}
    yield "titles of a theme", shown["themes titles"], titles
    yield "titles in the ledger", shown["coverage titles"], titles
    yield "files", shown["coverage ledger"], {escaping.clean_text(fate.source) for fate in briefing.ledger}
    outlets = {escaping.clean_text(article.outlet or "Outlet unknown") for article in briefing.articles}
    yield "outlets", shown["sources outlets"], outlets


def search(site: Site, browser: Any, seen: Seen) -> None:
    """Looks at the hits of every query, and at every article by a word that all have."""
    titles = {f"articles/{article.id}/": article.title for article in site.briefing.articles}
    with served(site.folder) as origin, visit(browser, origin) as window:
        page = window.goes("search/")
        for query in QUERIES:
            found = hits(page, query, everything=query == EVERYWHERE)
            seen.hits += len(found)
            seen.elements |= {f"hit: {each}" for each in page.evaluate(RESULTS)}
            for address, title in found:
                seen.texts += 1
                given = titles.get(address.removeprefix(origin))
                if given is not None and title != escaping.clean_text(given):
                    seen.others.append(f"hit: title: {title!r} instead of {escaping.clean_text(given)!r}")
            if query == EVERYWHERE and (
                missing := titles.keys() - {hit.split("#")[0].removeprefix(origin) for hit, _ in found}
            ):
                seen.others.append(f"no hits: {missing}")
        seen.ran += window.noted + window.said
        seen.outside += window.outside
