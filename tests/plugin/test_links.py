"""Links of a built site, followed in its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.plugin.links import DeadLink, describe, find_dead_links, list_files

URL = "https://example.org/briefing/"
OTHER = '<h1 id="title">Other</h1><a name="old"></a><p id=bare>'


def dead_links(site: Path, link: str, page: str = "articles/a/index.html") -> list[tuple[str, str]]:
    """The targets and ids of the dead links of a page that holds one link, beside `other/` and `data.json`."""
    for path, text in ((page, link), ("other/index.html", OTHER), ("data.json", "{}"), ("index.html", "<p>")):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return [(dead.target, dead.id) for dead in find_dead_links(site, [page], URL, list_files(site))]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../../other/">',
        "<a href=../../other/#bare>",
        '<a href="../../other/#old">',
        '<a href="../../other">',
        '<a href="../../">',
        '<a href="../..">',
        '<a href="#top">',
        '<a href="#">',
        '<b id="here"><a href="#here">',
        '<b id="é"><a href="#%C3%A9">',
        '<a href="?q=word">',
        '<a href="../../other/#title:~:text=Other">',
        '<a href="/briefing/other/#title">',
        '<a href="https://example.org/briefing/other/#title">',
        '<a href="/elsewhere/">',
        '<a href="../../../elsewhere/">',
        '<a href="https://example.com/gone/#nothing">',
        '<a href="//example.com/">',
        '<a href="mailto:desk@example.org">',
        '<img src="data:image/png;base64,AA==">',
        '<script src="../../data.json#any"></script>',
        '<link rel="alternate" hreflang="de" href="../../de/">',
        "<p>href=&quot;../gone/&quot;</p>",
        "",
    ],
)
def test_a_link_that_leads_somewhere_or_to_another_site_is_not_dead(link: str, tmp_path: Path) -> None:
    assert dead_links(tmp_path, link) == []


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ('<a href="../other/">', ("articles/other/index.html", "")),
        ('<a href="../../other.html">', ("other.html", "")),
        ('<a href="../../other/#gone">', ("other/index.html", "gone")),
        ('<a href="#gone">', ("articles/a/index.html", "gone")),
        ('<a href="/briefing/gone/">', ("gone/index.html", "")),
        ('<a href="https://example.org/briefing/gone/">', ("gone/index.html", "")),
        ("<img src=../gone.png>", ("articles/gone.png", "")),
        ('<script src="gone.js"></script>', ("articles/a/gone.js", "")),
        ('<link rel="stylesheet" href="gone.css">', ("articles/a/gone.css", "")),
        ('<a href="http://[broken">', ("http://[broken", "")),
    ],
)
def test_a_link_that_leads_nowhere_is_dead(link: str, target: tuple[str, str], tmp_path: Path) -> None:
    assert dead_links(tmp_path, link) == [target]


def test_one_message_names_all_places_that_a_page_lacks() -> None:
    dead = [
        DeadLink(target="about/index.html", id=id_, page=page)
        for id_ in ("quiet", "undated")
        for page in ("a.html", "b.html", "c.html")
    ]

    (message,) = describe(dead)

    assert message.startswith(
        "about/index.html has no place #quiet, #undated, but a.html and 2 more link there."
    )


def test_what_is_not_named_is_counted() -> None:
    dead = [DeadLink(target=f"{number:02}.html", id="", page="a.html") for number in range(12)]

    first, *_, last = describe(dead)

    assert first.startswith("there is no 00.html, but a.html links there.")
    assert last == "there are dead links to 2 more files."
