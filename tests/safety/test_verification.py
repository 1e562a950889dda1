"""What is printed of an article and is not what the article says stops the build; each test forges one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from conftest import BRIDGE, HARVEST, PROJECT, MakeSite, article_of, site_in

from generator import feeds, pages, search
from generator.build import brief, build
from generator.config import Settings
from generator.errors import VerificationError
from generator.models import Briefing, DecodedText, Extract, Page, Site
from generator.readers import plain
from generator.readers.file import File
from generator.safety.verification import stands_in_its_file, verify, verify_search_records

FRONT = "---\nslug: {slug}\ntitle: {title}\ndate: {date}\noutlet: {outlet}\nurl: {url}\n---\n\n"
BRIDGE_HEAD = FRONT.format(
    slug="bridge",
    title="Harbour town opens its second bridge",
    date="2024-03-04",
    outlet="Veld Courier",
    url="https://courier.example/bridge",
)
HARVEST_HEAD = FRONT.format(
    slug="harvest",
    title="Olive harvest fails",
    date="2024-04-05",
    outlet="Valley Post",
    url="https://post.example/olives",
)
FERRY = """\
---
title: Ferry strike
date: 2024-03-05
outlet: Valley Post
---

Talks on the ferry strike at Veld failed on Tuesday, and 1,200 passengers were stranded in the harbour of Veld. The
operator offered a rise of two per cent. The crews want sanctions lifted that cost them a month of pay.
"""
FERRY_AGAIN = """\
---
title: Night at the quay
date: 2024-03-05
outlet: Harbour Radio
---

Officials said 1,800 passengers were stranded in the harbour of Veld on Tuesday after talks failed. Many slept in the
customs hall. Talks continue at the summit on Friday.
"""
SITE = {
    "bridge.md": BRIDGE_HEAD + BRIDGE.partition("\n\n")[2],
    "harvest.md": HARVEST_HEAD + HARVEST,
    "ferry.md": FERRY,
    "quay.md": FERRY_AGAIN,
}
OPENING = "The harbour town of Veld opened its second bridge on Monday after six years of building."
SECOND = "The mayor called the bridge a promise kept to the fishing quarter."
OLIVES = "The olive harvest in the southern valleys was the smallest in two decades."

Made = tuple[Briefing, tuple[Page, ...]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    settings = site_in(tmp_path_factory.mktemp("site"), SITE, rights="full")
    briefing = replace(brief(settings), site=Site(name="Test", url="https://briefing.example/"))
    return briefing, (*pages.render(briefing, settings.templates), *feeds.files(briefing))


def test_an_honest_site_passes(made: Made) -> None:
    verify(*made)


def test_the_site_has_all_that_is_forged_below(made: Made) -> None:
    paths = {page.path for page in made[1]}

    assert made[0].differences
    assert {"briefing.json", "feeds/index.rss", "feeds/index.atom", "citations/articles.bib"} <= paths


# What is forged → the page, what is found there (a pattern), what is put in its place, and words of the message.
CITED = r'(<blockquote cite="[^"]*/bridge/#s1"><p>)'
LINE = r'(<p class="b-src">)'
FORGERIES = {
    "another sentence of the article": ("index.md", CITED + "[^<]*", rf"\1{SECOND}", "a quotation"),
    "a sentence of another article": ("index.md", CITED + "[^<]*", rf"\1{OLIVES}", "a quotation"),
    "a sentence cut short": ("index.md", CITED + r"([^<]*?) on Monday", r"\1\2", "a quotation"),
    "two sentences joined": ("index.md", CITED + "([^<]*)", rf"\1\2 {SECOND}", "a quotation"),
    "a word replaced": ("index.md", CITED + "([^<]*?)second", r"\1\2third", "a quotation"),
    "another article in cite": ("index.md", r'(<blockquote cite="[^"]*/)bridge/#s1"', r'\1harvest/#s1"', "quotation"),
    "another sentence in cite": ("index.md", r'(<blockquote cite="[^"]*/bridge/#s)1"', r'\g<1>2"', "quotation"),
    "a sentence in cite that does not exist": (
        "index.md",
        r'(<blockquote cite="[^"]*/bridge/#s)1"',
        r'\g<1>99"',
        "cite",
    ),
    "a quotation without cite": ("index.md", r' cite="[^"]*"', "", "attribute `cite`"),
    "a quotation without a source line": ("index.md", r'<p class="b-src">Veld.*?</p>\n', "", "the source line of"),
    "a quotation in Markdown": ("index.md", r"## Newest", f"> {OPENING}\n\n## Newest", "cannot name its source"),
    "another article behind the place": (
        "index.md",
        r'(class="b-place" href="articles/)bridge',
        r"\1harvest",
        "place",
    ),
    "another sentence behind the place": (
        "index.md",
        r'(class="b-place" href="articles/bridge/#s)1',
        r"\g<1>2",
        "place",
    ),
    "another number of the sentence": ("index.md", r"(/bridge/[^>]*>sentence )1 of", r"\g<1>2 of", "place"),
    "another number of sentences": ("index.md", r"(/bridge/[^>]*>sentence 1 of )\d+", r"\g<1>99", "place"),
    "another date for programs": ("index.md", LINE + r'(Veld [^<]*<time datetime="2024-)03', r"\1\g<2>04", "date"),
    "another date for people": ("index.md", LINE + r"(Veld [^<]*<time[^>]*>4 )Mar", r"\1\2Apr", "a date in words"),
    "another outlet": ("index.md", LINE + "Veld Courier", r"\1Valley Post", "the outlet"),
    "an original of another article": ("index.md", r"courier\.example/bridge", "post.example/olives", "the original"),
    "an original opened at other words": ("index.md", r"(#:~:text=)[^\"]*", r"\1The%20mayor", "original opens"),
    "another sentence before": (
        "index.md",
        r'<p class="b-none">The article begins here\.</p>',
        f"<p>{OLIVES}</p>",
        "before",
    ),
    "a beginning that is none": (
        "themes/sanctions.md",
        r'(<details class="b-around"><summary>[^<]*</summary>\n)<p>[^<]*</p>',
        r'\1<p class="b-none">The article begins here.</p>',
        "before",
    ),
    "another sentence after": (
        "index.md",
        r"(<mark>The harbour[^<]*</mark></p>\n)<p>[^<]*",
        rf"\1<p>{OLIVES}",
        "after",
    ),
    "an end that is none": (
        "index.md",
        r"(<mark>The harbour[^<]*</mark></p>\n)<p>[^<]*</p>",
        r'\1<p class="b-none">x</p>',
        "after",
    ),
    "another figure": ("index.md", r'(<p class="b-num">)1,200', r"\g<1>1,300", "a figure"),
    "a number altered in a sentence": ("index.md", "<b>1,200</b>", "<b>2,100</b>", "a quotation"),
    "another thing counted": (
        "index.md",
        r"(<p class=\"b-num\">1,200 <span>)[^<]*",
        r"\1goats",
        "what the figure 1,200",
    ),
    "a title of another article": (
        "index.md",
        "(/harvest/\">)Olive harvest fails",
        r"\1Ferry strike",
        "the title of",
    ),
    "a title that leads to another article": (
        "index.md",
        r'(class="b-title" href="articles/)harvest',
        r"\1bridge",
        "title",
    ),
    "a title that leads nowhere": (
        "index.md",
        r'(class="b-title" href=")articles/harvest',
        r"\1articles/none",
        "title",
    ),
    "another outlet below a title": (
        "index.md",
        r"(Olive harvest fails</a>\n<p class=\"b-src\">)Valley Post",
        r"\1Veld Courier",
        "outlet",
    ),
    "another date below a title": (
        "index.md",
        r"(Olive harvest fails</a>\n.*?datetime=\"2024-)04",
        r"\g<1>05",
        "date",
    ),
    "another date of a sentence in the timeline": (
        "timeline/2024-03.md",
        r"(<time[^>]*>)5 Mar",
        r"\g<1>6 Mar",
        "date",
    ),
    "a mark at another sentence": ("articles/bridge.md", '(?:mark|span) id="s1"', 'mark id="s3"', "sentence 3"),
    "a mark on what is not quoted": (
        "articles/bridge.md",
        r'<span id="(s\d+)">(.*?)</span>',
        r'<mark id="\1">\2</mark>',
        "the mark on",
    ),
    "a word altered in the text": (
        "articles/bridge.md",
        "He thanked the engineers",
        "He blamed the engineers",
        "sentence 5",
    ),
    "words added to the text": (
        "articles/bridge.md",
        "(<span id=\"s2\">|<mark id=\"s2\">)",
        r"It rained. \1",
        "between sentences",
    ),
    "another number beside a quotation": (
        "articles/bridge.md",
        r'(<a class="b-n" href="#s1"[^>]*>)1',
        r"\g<1>2",
        "the number of",
    ),
    "another title on the page": (
        "articles/bridge.md",
        r'(<h1 id="title">)Harbour',
        r"\1Fishing",
        "the title of the page",
    ),
    "another title in the head": (
        "articles/bridge.md",
        'title: "Harbour',
        'title: "Fishing',
        "the title in the head",
    ),
    "another outlet on the page": ("articles/bridge.md", r"<p>Veld Courier", "<p>Valley Post", "the outlet"),
    "another hash": ("articles/bridge.md", r"(SHA-256</dt><dd><code>)\w", r"\1x", "file and SHA-256"),
    "a citation of another sentence": (
        "articles/bridge.md",
        r"sentence 1 of",
        "sentence 2 of",
        "the place of a cited",
    ),
    "data with another outlet": (
        "articles/bridge.md",
        r'("Organization", "name": ")Veld Courier',
        r"\1Valley Post",
        "publisher",
    ),
    "a file of the ledger with another article": (
        "coverage.md",
        r'(harvest.*?class="b-title" href="\.\./articles/)harvest(/">)Olive harvest fails',
        r"\1bridge\2Harbour town opens its second bridge",
        "ledger",
    ),
    "a feed's entry with another link (RSS)": (
        "feeds/index.rss",
        r"articles/harvest/",
        "articles/bridge/",
        "articles/bridge/",
    ),
    "a feed's entry with another link (Atom)": (
        "feeds/index.atom",
        r"articles/harvest/",
        "articles/bridge/",
        "articles/bridge/",
    ),
    "a feed's entry with another link (JSON)": (
        "feeds/index.json",
        r"articles/harvest/",
        "articles/bridge/",
        "articles/bridge/",
    ),
    "a feed's entry with another outlet": (
        "feeds/index.json",
        '"publisher": "Valley Post"',
        '"publisher": "X"',
        "the outlet at",
    ),
    "a feed's entry with another date": (
        "feeds/index.atom",
        "<published>2024-04-05",
        "<published>2024-04-06",
        "the date at",
    ),
    "a feed's entry with words cut": (
        "feeds/index.rss",
        "The olive harvest in the southern",
        "The olive harvest in",
        "the words at",
    ),
    "a shifted offset": (
        "briefing.json",
        r'"start": 0,\n(\s*"end": 88)',
        r'"start": 1,\n\1',
        "a quotation of bridge",
    ),
    "another date in the data": (
        "briefing.json",
        '"published": "2024-03-04"',
        '"published": "2024-03-05"',
        "the date of",
    ),
    "a figure altered in the data": ("briefing.json", '"printed": "1,200"', '"printed": "2,100"', "a figure"),
    "BibTeX with another date": ("citations/articles.bib", r"day = \{4\}", "day = {5}", "date in the BibTeX"),
    "BibTeX with another outlet": (
        "citations/articles.bib",
        r"howpublished = \{\{Veld Courier\}\}",
        "howpublished = {{X}}",
        "outlet in the BibTeX",
    ),
    "CSL-JSON with another title": (
        "citations/articles.json",
        "Olive harvest fails",
        "Olives fail",
        "title in the CSL",
    ),
}  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_is_refused(made: Made, forgery: str) -> None:
    path, pattern, replacement, said = FORGERIES[forgery]
    briefing, rendered = made
    (page,) = (page for page in rendered if page.path == path)
    text, number = re.subn(pattern, replacement, page.text, count=1, flags=re.DOTALL)

    assert number == 1
    assert text != page.text
    with pytest.raises(VerificationError, match=f"^{re.escape(path)}: .*{re.escape(said)}"):
        verify(briefing, [replace(page, text=text)])


# --- the search --------------------------------------------------------------------------------------------

SEARCH_FORGERIES = {
    "another article": ("url", "bridge", "harvest"),
    "another place": ("sentences", 1, 2),
    "another word": ("sentences", "six years", "two years"),
    "another day": ("day", "2024-03-04", "2024-03-05"),
    "another title": ("title", "Harbour", "Fishing"),
    "another outlet": ("outlet", "Veld Courier", "Valley Post"),
    "another length": ("sentence_count", 7, 8),
}


def records(briefing: Briefing) -> Iterator[dict[str, object]]:
    for bundle in search.bundles(briefing).values():
        yield from map(asdict, bundle)


def test_honest_records_of_the_search_pass(made: Made) -> None:
    verify_search_records(made[0], records(made[0]))


def test_an_outlet_that_shows_nothing_is_an_unknown_one(site: MakeSite) -> None:
    """As it is on pages: some characters for formatting are kept in a text and seen by nobody."""
    briefing = brief(site({"bridge.txt": BRIDGE, "bridge.txt.meta.yml": 'outlet: "\\u0600\\u0601"\n'}))

    verify_search_records(briefing, records(briefing))


@pytest.mark.parametrize("forgery", SEARCH_FORGERIES)
def test_a_forged_record_of_the_search_is_refused(made: Made, forgery: str) -> None:
    name, old, new = SEARCH_FORGERIES[forgery]
    (record,) = (one for one in records(made[0]) if one["url"] == "articles/bridge/")
    forged = record | {name: _replaced(old, new, record[name])}

    assert forged != record
    with pytest.raises(VerificationError, match=r"^search: "):
        verify_search_records(made[0], [forged])


def test_hidden_words_of_a_record_are_in_no_order_of_the_article(made: Made) -> None:
    (record,) = (one for one in records(made[0]) if one["url"] == "articles/bridge/")

    with pytest.raises(VerificationError, match=r"^search: the hidden_words"):
        verify_search_records(made[0], [record | {"hidden_words": (("sails", "sail"), ("old", "old"))}])


def _replaced(old: object, new: object, value: object) -> object:
    if isinstance(value, str) and isinstance(old, str):
        return value.replace(old, str(new))
    if isinstance(value, tuple):
        return tuple(_replaced(old, new, one) for one in value)
    return new if value == old else value


# --- templates ---------------------------------------------------------------------------------------------

TEMPLATE_FORGERIES = {
    "source lines of another article": (
        "{{ source(place, link) }}",
        "{{ source(briefing.bottom_line | last, link) }}",
    ),
    "the last sentence as the one after": (
        ">{{ place.after }}<",
        ">{{ place.article.words_of(place.article.numbered | last) }}<",
    ),
    "titles of another article": (
        "{{ article.title }}{% if article.title_cut",
        "{{ (briefing.articles | first).title }}{% if article.title_cut",
    ),
    "no address of the quoted sentence": (
        """ cite="{{ link('articles/', place.article.id, '/#s', place.first) }}\"""",
        "",
    ),
}


@pytest.mark.parametrize("forgery", TEMPLATE_FORGERIES)
def test_a_template_changed_by_one_line_stops_the_build(site: MakeSite, forgery: str) -> None:
    old, new = TEMPLATE_FORGERIES[forgery]
    settings = site(SITE)
    _change_parts(settings, old, new)

    with pytest.raises(VerificationError):
        build(settings)

    assert not (settings.docs / "index.md").exists()


def test_words_of_the_templates_own_are_free(site: MakeSite) -> None:
    settings = site({"harvest.txt": HARVEST})
    _change_parts(settings, "Outlet unknown", "Nobody says where it is from")

    build(settings)

    assert "Nobody says where it is from" in (settings.docs / "index.md").read_text(encoding="utf-8")


def _change_parts(settings: Settings, old: str, new: str) -> None:
    parts = (PROJECT / "templates/_parts.md").read_text(encoding="utf-8")
    assert old in parts
    settings.templates.mkdir()
    (settings.templates / "_parts.md").write_text(parts.replace(old, new, 1), encoding="utf-8")


# --- extracts and files ------------------------------------------------------------------------------------


def test_an_extract_that_is_no_whole_sentence_is_refused(made: Made) -> None:
    briefing, rendered = made
    cut = Extract(article="bridge", start=4, end=20)

    with pytest.raises(VerificationError, match=r"bridge\.md: .* not made of whole sentences"):
        verify(replace(briefing, bottom_line=(cut,)), rendered)


def test_an_article_with_a_word_that_its_file_lacks_is_refused() -> None:
    (document,) = plain.read(File(source="bridge.txt", data=BRIDGE.encode()))
    forged = replace(document, decoded=(DecodedText(text=BRIDGE.replace("mayor", "major")),))

    with pytest.raises(VerificationError, match="not in the file at its place"):
        stands_in_its_file(article_of(BRIDGE), forged)
