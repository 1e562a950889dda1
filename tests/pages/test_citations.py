"""Citations that state what is known, and links that open the publisher's page at the sentence."""

from __future__ import annotations

import base64
import html
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from browsing import Visit, mkdocs_build, served, visit
from conftest import BRIDGE, MakeSite, article_of

from generator.build import build
from generator.models import Article, Place, Site, TitleOrigin
from generator.pages import citations
from generator.safety import escaping


def known(**fields: Any) -> Article:
    told = {
        "title": "A second bridge",
        "title_origin": TitleOrigin.GIVEN,
        "title_cut": False,
        "published": date(2022, 2, 4),
        "outlet": "The Harbour Mirror",
        "author": "A. Weaver",
        "url": "https://harbour.example/bridge_2?a=1&b=2",
    }
    return replace(article_of(BRIDGE), **(told | fields))


def place_of(article: Article, number: int) -> Place:
    return Place(article=article, sentences=(article.numbered[number - 1],))


# --- what is stated --------------------------------------------------------------------------------------


def test_a_citation_names_author_title_outlet_date_and_address() -> None:
    assert citations.plain_citation(known()) == (
        "A. Weaver, “A second bridge”, The Harbour Mirror, 2022-02-04, https://harbour.example/bridge_2?a=1&b=2"
    )


def test_what_is_unknown_is_left_out_and_never_made_up() -> None:
    article = known(author=None, outlet=None, published=None, url=None)

    assert citations.plain_citation(article) == "“A second bridge”, undated"
    assert citations.bibtex_entry(article) == ("@misc{note,", "  title = {{A second bridge}},", "}")
    assert set(citations.csl_item(article)) == {"id", "type", "title", "language"}


def test_a_derived_title_is_said_to_be_one() -> None:
    article = known(title_origin=TitleOrigin.DERIVED, title_cut=True)

    assert "“A second bridge …” (title derived from its text)" in citations.plain_citation(article)
    assert "  note = {title derived from its text}," in citations.bibtex_entry(article)
    assert citations.csl_item(article)["note"] == "title derived from its text"


def test_bibtex_and_csl_hold_the_same() -> None:
    assert citations.bibtex_entry(known()) == (
        "@misc{note,",
        "  author = {{A. Weaver}},",
        "  title = {{A second bridge}},",
        "  howpublished = {{The Harbour Mirror}},",
        "  year = {2022},",
        "  month = {2},",
        "  day = {4},",
        "  url = {https://harbour.example/bridge_2?a=1&b=2},",
        "}",
    )
    assert citations.csl_item(known()) == {
        "id": "note",
        "type": "article-newspaper",
        "title": "A second bridge",
        "author": [{"literal": "A. Weaver"}],
        "container-title": "The Harbour Mirror",
        "issued": {"date-parts": [[2022, 2, 4]]},
        "URL": "https://harbour.example/bridge_2?a=1&b=2",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("R&D: 5 % of $3 #1 a_b", r"R\&D: 5 \% of \$3 \#1 a\_b"),
        ("}} @misc{x,", r"{\textbraceright}{\textbraceright} @misc{\textbraceleft}x,"),
        ("\\input{a}", r"{\textbackslash}input{\textbraceleft}a{\textbraceright}"),
        ("~^<|>", r"{\textasciitilde}{\textasciicircum}{\textless}{\textbar}{\textgreater}"),
        ("Ärger in Łódź", "Ärger in Łódź"),
    ],
)
def test_what_tex_would_act_upon_is_written_out(title: str, written: str) -> None:
    line = citations.bibtex_entry(known(title=title))[2]

    assert line == f"  title = {{{{{written}}}}},"
    assert line.count("{") == line.count("}")


def test_a_hostile_author_adds_no_field_and_no_entry() -> None:
    entry = "\n".join(
        citations.bibtex_entry(known(author='A"},\n  note = {x}\n}\n@misc{b,', url="javascript:x"))
    )

    assert entry.count("\n") == 7  # entry, author, title, outlet, year, month, day, end
    assert entry.count("{") == entry.count("}")
    assert "javascript" not in entry
    assert len(re.findall(r"^\s*\w+ = ", entry, re.MULTILINE)) == 6


def test_a_sentence_is_cited_by_its_number_and_its_address_here() -> None:
    article = known()

    assert citations.sentence_citation(Site(), article, 2) == "sentence 2 of 7"
    assert citations.sentence_citation(Site(url="https://a.example/"), article, 2).endswith(
        ", https://a.example/articles/note/#s2"
    )


def test_every_article_can_be_cited_on_its_page_and_from_the_files(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE, "bridge.txt.meta.yml": "author: A. Weaver\n"})

    build(settings)

    page = (settings.docs / "articles/bridge.md").read_text(encoding="utf-8")
    shown = html.unescape(page.split('<details class="b-cite"')[1].split("</details>")[0])
    assert "author = {{A. Weaver}}," in shown
    assert '"author": [{"literal": "A. Weaver"}]' in shown
    assert len(re.findall(r"<li>A\. Weaver, .*?, sentence \d of 7</li>", shown)) == 3
    assert "@misc{bridge," in (settings.docs / "citations/articles.bib").read_text(encoding="utf-8")
    items = json.loads((settings.docs / "citations/articles.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in items] == ["bridge"]


# --- at the sentence, on the publisher's page ------------------------------------------------------------

LONG = (
    "Traders on the eastern bank expect sales to rise by a tenth before the summer fair opens its gates. "
    "Traders on the eastern bank expect sales to fall back to where they were once the summer fair is over. "
    "Yes - they do, 50 % of them. They do. They do."
)


def fragment(article: Article, number: int) -> str:
    there = citations.original_link(place_of(article, number))
    assert there is not None
    return there.partition("#")[2]


def test_a_long_sentence_is_found_by_its_ends() -> None:
    article = replace(article_of(BRIDGE), url="https://harbour.example/a")

    assert (
        fragment(article, 1)
        == ":~:text=The%20harbour%20town%20of%20Veld,after%20six%20years%20of%20building."
    )


def test_ends_grow_until_they_occur_once() -> None:
    article = replace(article_of(LONG), url="https://harbour.example/a")

    assert [unquote(fragment(article, number)).removeprefix(":~:text=") for number in (1, 2)] == [
        "Traders on the eastern bank expect sales to rise,summer fair opens its gates.",
        "Traders on the eastern bank expect sales to fall,the summer fair is over.",
    ]


def test_what_divides_the_parts_of_a_fragment_is_encoded() -> None:
    article = replace(article_of(LONG), url="https://harbour.example/a")

    assert fragment(article, 3) == ":~:text=Yes%20%2D%20they%20do%2C%2050%20%25%20of%20them."


def test_a_sentence_that_occurs_twice_is_found_by_the_words_before_it() -> None:
    article = replace(article_of(LONG), url="https://harbour.example/a")

    assert fragment(article, 4) == ":~:text=50%20%25%20of%20them.-,They%20do."
    assert fragment(article, 5) == ":~:text=They%20do.-,They%20do."


def test_a_fragment_of_the_address_stays_before_that_of_the_words() -> None:
    there = escaping.text_fragment_url(
        "https://harbour.example/a_b?c=1&d=2#part", "one *two*", "three~four_five"
    )

    assert there == (
        "https://harbour.example/a%5Fb?c=1&amp;d=2#part:~:text=one%20%2Atwo%2A,three%7Efour%5Ffive"
    )


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "https://u:p@harbour.example/", "bridge.html"])
def test_without_an_address_of_the_web_there_is_no_link(url: str | None) -> None:
    assert citations.original_link(place_of(replace(article_of(BRIDGE), url=url), 1)) is None


@pytest.mark.parametrize("words", ['"><script>', "a) [b](c)", "{{ a }}", "a&b=c#d", "\u202eabc\x00", "<!--"])
def test_hostile_words_make_an_address_and_nothing_else(words: str) -> None:
    there = escaping.text_fragment_url("https://harbour.example/", words, words, words)

    assert re.fullmatch(r"https://harbour\.example/#:~:text=[A-Za-z0-9.%]+-(?:,[A-Za-z0-9.%]+){2}", there)
    assert unquote(there).count(escaping.clean_text(words)) == 3


# --- in a browser ----------------------------------------------------------------------------------------

PUBLISHERS_PAGE = """<!doctype html><meta charset="utf-8"><title>Harbour</title>
<style>body {{ margin: 0 }} p {{ height: 400px; color: black; background: white }}
::target-text {{ background: rgb(255, 0, 0) }}</style>
{filler}{article}{filler}"""
COUNT_RED = """async (picture) => {
  const image = new Image(); image.src = 'data:image/png;base64,' + picture; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), drawn = canvas.getContext('2d');
  drawn.drawImage(image, 0, 0);
  const pixels = drawn.getImageData(0, 0, image.width, image.height).data;
  let red = 0;
  for (let i = 0; i < pixels.length; i += 4) red += pixels[i] > 200 && pixels[i+1] < 60 && pixels[i+2] < 60;
  return red;
}"""
CONFIG = """\
site_name: Test
theme: {name: material, font: false}
plugins: [search, briefing: {rights: full, summary: {method: lead, sentences: 3}}]
"""


def marked(browser: Any, window: Visit) -> tuple[float, int]:
    """How far the window is scrolled, and how much of it is marked."""
    window.page.wait_for_timeout(400)
    picture = base64.b64encode(window.page.screenshot()).decode("ascii")
    blank = browser.new_page()
    red = blank.evaluate(COUNT_RED, picture)
    blank.close()
    return window.page.evaluate("scrollY"), red


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the article far down, its words divided by other elements than ours."""
    folder = tmp_path_factory.mktemp("publisher")
    filler = "<p>Something else.</p>" * 6
    paragraphs = [
        f"<p>{each}</p>" for each in LONG.replace("eastern", "<a href='/'><i>east</i>ern</a>").split("\n\n")
    ]
    page = PUBLISHERS_PAGE.format(filler=filler, article="".join(paragraphs))
    (folder / "bridge.html").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_browser_marks_the_sentence_and_scrolls_to_it(browser: Any, publisher: Path, number: int) -> None:
    with served(publisher) as origin, visit(browser, origin) as window:
        article = replace(article_of(LONG), url=f"{origin}bridge.html")
        window.page.goto(html.unescape(citations.original_link(place_of(article, number))))
        scrolled, red = marked(browser, window)

    assert scrolled > 1000
    assert red > 500


def test_words_that_are_not_there_mark_nothing(browser: Any, publisher: Path) -> None:
    with served(publisher) as origin, visit(browser, origin) as window:
        window.page.goto(
            html.unescape(escaping.text_fragment_url(f"{origin}bridge.html", "A zeppelin landed."))
        )

        assert marked(browser, window) == (0, 0)


def test_a_click_on_the_page_of_an_article_opens_the_original_at_the_sentence(
    browser: Any, publisher: Path, tmp_path: Path
) -> None:
    for name in ("docs", "seeds"):
        (tmp_path / name).mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    with served(publisher) as original:
        (tmp_path / "seeds/bridge.txt").write_text(LONG, encoding="utf-8")
        (tmp_path / "seeds/bridge.txt.meta.yml").write_text(f"url: {original}bridge.html\n", encoding="utf-8")
        with served(mkdocs_build(tmp_path / "mkdocs.yml")) as origin, visit(browser, origin) as window:
            page = window.goes("articles/bridge/")
            page.click("#q2 a[href*='text=']")
            page.wait_for_url(f"{original}**")
            scrolled, red = marked(browser, window)

    assert scrolled > 1000
    assert red > 500
