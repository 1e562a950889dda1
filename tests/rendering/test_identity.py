"""Pages that the plugin renders are, byte for byte, those that MkDocs renders."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from browsing import mkdocs_build
from conftest import BRIDGE_AND_STEEL, HARVEST, SEEDS, THEMES, snapshot

CONFIG = {
    "site_name": 'Notes & "news"',
    "site_url": "https://example.org/notes/",
    "theme": {"name": "material", "font": False},
    "not_in_nav": "/articles/\n/stories/\n/timeline/*-*\n/labels.md\n/search.md\n",
}
ABOUT = "# About\n\n[Labels](labels.md#undated), the [bridge](articles/bridge.md#title), [nothing](search.md#x).\n"
FRONT_MATTER = (
    '---\ntitle: Ferries & "boats" <now>\nurl: https://example.org/a?b=1&c\ndate: 2024-03-02\n---\n'
)
FERRY = f"{FRONT_MATTER}The ferry to the island is late on Mondays. Sanctions on fuel are to blame, the captain said.\n"
COPYRIGHT = '<div class="mine">{{ config.site_name | upper }}</div>\n'
STEEL = {"steel": {"title": "Steel & <iron>", "terms": ["steel"]}}
BY_HAND = "# By hand\n\nSee [about](../about.md).\n"
MAIN = '{% extends "base.html" %}{% block htmltitle %}<title>{{ page.title | upper }}</title>{% endblock %}'
Change = Callable[[Path], object]


def options(folder: Path, **changes: object) -> None:
    """Write mkdocs.yml with changed options of the plugin (`themes`, …) and of the site."""
    plugin = {name: changes.pop(name) for name in ("themes", "rights", "robots") if name in changes}
    content = CONFIG | changes | {"plugins": [{"briefing": {"themes": THEMES} | plugin}]}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(content), encoding="utf-8")


def write(path: str, text: str) -> Change:
    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    return change


CHANGES: dict[str, Change] = {
    "nothing": lambda folder: None,
    "an article more": write("seeds/ferry.md", FERRY),
    "an article changed": write("seeds/harvest.txt", HARVEST.replace("frost", "hail")),
    "an article less": lambda folder: (folder / "seeds/harvest.txt").unlink(),
    "a theme's title": lambda folder: options(folder, themes=STEEL),
    "rights and robots": lambda folder: options(folder, rights="full", robots="index"),
    "addresses of files": lambda folder: options(folder, use_directory_urls=False),
    "no address of the site": lambda folder: options(folder, site_url=None),
    "another language and a link to edit": lambda folder: options(
        folder, theme=CONFIG["theme"] | {"language": "de"}, repo_url="https://example.org/r", edit_uri="edit/main/docs/"  # type: ignore[operator]
    ),
    "a navigation of the site's own": lambda folder: options(
        folder, nav=["index.md", {"The bridge": "articles/bridge.md"}, "about.md"]
    ),
    "a table of contents with links": lambda folder: options(
        folder, markdown_extensions=[{"toc": {"permalink": True}}, "footnotes"]
    ),
    "a template that is the same on each page": write("templates/overrides/partials/copyright.html", COPYRIGHT),
    "a template that differs from page to page": write("templates/overrides/main.html", MAIN),
    "a page by hand in the place of a generated one": write("docs/articles/bridge.md", BY_HAND),
}  # fmt: skip
FEW = ("nothing", "an article more", "addresses of files")  # of the changes, where time is short
ALL = os.environ.get("RENDERING_CHANGES") == "all"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of two articles, one with an About page."""
    options(tmp_path)
    for change in (
        write("docs/about.md", ABOUT),
        write("seeds/bridge.txt", BRIDGE_AND_STEEL),
        write("seeds/harvest.txt", HARVEST),
    ):
        change(tmp_path)
    return tmp_path


def build(folder: Path, rendering: str, site: str) -> dict[str, str]:
    """Build the site with an option for rendering; the hash of each of its files."""
    content = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    content["plugins"][0]["briefing"]["rendering"] = rendering
    content["site_dir"] = site
    file = folder / f"{rendering}.yml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return snapshot(mkdocs_build(file))


@pytest.mark.parametrize("name", CHANGES if ALL else FEW)
def test_the_site_is_the_one_that_mkdocs_makes(
    name: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(folder, "fast", "site")
    CHANGES[name](folder)
    caplog.clear()
    fast = build(folder, "fast", "site")
    said_fast = sorted(warnings(caplog))
    caplog.clear()
    stock = build(folder, "stock", "stock-site")

    assert fast == stock
    assert said_fast == sorted(warnings(caplog)), "MkDocs warns of the same links"


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was said that stops a strict build."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_larger_site_is_the_one_that_mkdocs_makes(tmp_path: Path) -> None:
    options(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "seeds").symlink_to(os.environ.get("RENDERING_SEEDS", SEEDS))

    assert build(tmp_path, "fast", "site") == build(tmp_path, "stock", "stock-site")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"theme": {"name": "mkdocs"}}, "the theme is mkdocs"),
        ({"hooks": ["hook.py"]}, "hook.py may change each page (on_page_content)"),
        ({"theme": {"name": "material", "font": False, "custom_dir": "theme"}}, "theme/main.html may print"),
    ],
)
def test_pages_are_left_to_mkdocs_where_something_may_change_them(
    changes: dict[str, object], reason: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write("hook.py", "def on_page_content(html, page, config, files):\n    return html + 'seen'\n")(folder)
    write("theme/main.html", MAIN)(folder)
    options(folder, **changes)
    caplog.set_level(logging.INFO)

    built = mkdocs_build(folder / "mkdocs.yml")

    assert reason in caplog.text
    assert (built / "articles/bridge/index.html").is_file()


def counts(caplog: pytest.LogCaptureFixture) -> tuple[int, int, int]:
    """How many pages the last build took over, how many it rendered, and how many of them MkDocs rendered."""
    found = re.findall(r"(\d+) pages taken over, (\d+) rendered, (\d+) of them by MkDocs", caplog.text)
    taken, rendered, by_mkdocs = found[-1]
    return int(taken), int(rendered), int(by_mkdocs)


def test_what_has_not_changed_is_taken_over(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(3):
        text = HARVEST.replace("two decades", f"{number + 3} decades {'x' * number}")
        write(f"seeds/more-{number}.txt", text)(folder)
    caplog.set_level(logging.INFO)

    first = build(folder, "fast", "site")
    taken, rendered, by_mkdocs = counts(caplog)
    assert taken == 0
    assert by_mkdocs <= rendered - 2, "the template is rendered for several pages at once"

    assert build(folder, "fast", "site") == first
    assert counts(caplog) == (rendered, 0, 0)

    (folder / "site/articles/bridge/index.html").write_text("damaged", encoding="utf-8")
    assert build(folder, "fast", "site") == first
    assert counts(caplog)[:2] == (rendered - 1, 1)

    (folder / ".cache/briefing/rendered.json").write_text("{}", encoding="utf-8")
    assert build(folder, "fast", "site") == first
    assert counts(caplog)[:2] == (0, rendered)


@pytest.mark.parametrize(
    "lose",
    [
        lambda folder: write("templates/sources.md", "# Sources\n\n<p>None of your business.</p>\n")(folder),
        lambda folder: (folder / "docs/pictures/map.txt").unlink(),
    ],
    ids=["a place on a page", "a file"],
)
def test_a_link_that_leads_nowhere_any_more_is_found_on_a_page_that_has_not_changed(
    lose: Change, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    link = "<p><a href=\"{{ link('sources/#list') }}\">a</a> <a href=\"{{ link('pictures/map.txt') }}\">b</a></p>"
    write("templates/extra/page.md", f"{{{{ front_matter('Extra', 'Extra') }}}}\n# Extra\n\n{link}\n")(folder)
    write("templates/sources.md", '# Sources\n\n<p id="list">Some.</p>\n')(folder)
    write("docs/pictures/map.txt", "north")(folder)
    options(folder, not_in_nav="/extra/\n/articles/\n")
    build(folder, "fast", "site")
    assert warnings(caplog) == []

    lose(folder)
    build(folder, "fast", "site")

    assert len(warnings(caplog)) == 1
    assert "extra/page/index.html links there" in warnings(caplog)[0]
