"""The fast converter gives what Python-Markdown gives, or nothing."""

from __future__ import annotations

import random
import re

import markdown
import pytest
from conftest import PROJECT
from mkdocs.utils import meta

from generator.rendering import fast_markdown

GOLDEN = sorted((PROJECT / "tests/golden").glob("*/docs/**/*.md"))
PIECES = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<ol>",
        "</li>",
        "<b>",
        "</b>",
        "<hr>",
        "<br>",
        "<title>a</title>",
        "<!-- a -->",
    ),
    *(
        "\n",
        "\n\n",
        " \n",
        "    ",
        "\t",
        "&amp;",
        "&",
        "&#58;",
        "*a*",
        "_b_",
        "`c`",
        "<",
        "> ",
        "\\",
        "[a](b)",
    ),
    *(
        "# a\n\n",
        "## ä ö\n\n",
        "## &lt;a&gt;\n\n",
        "# a  b\n\n",
        "# a #\n\n",
        "- a\n",
        "|a|b|\n|-|-|\n",
        "---\n",
        "===\n",
    ),
    *(
        "<script>a</script>",
        "<P>",
        "<p>a</p> \n\n",
        "  <p>a</p>\n\n",
        "<pre>a\n\n b</pre>\n\n",
        '<i title="a > b">',
    ),
)
CHANGES = 300


def flat(entries: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [
        item
        for entry in entries
        for item in ((entry["level"], entry["id"], entry["name"]), *flat(entry["children"]))  # type: ignore[arg-type]
    ]


def is_as_python_markdown(source: str) -> bool | None:
    """Whether the fast converter gives the same; None if it gives nothing."""
    converted = fast_markdown.convert(source)
    if converted is None:
        return None
    converter = markdown.Markdown(extensions=["toc", "tables", "fenced_code"])
    html = converter.convert(source)
    headings = [(heading.level, heading.id, heading.text) for heading in converted.headings]
    return (html, flat(converter.toc_tokens)) == (converted.html, headings)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_every_generated_page_comes_out_as_python_markdown_makes_it(path: object) -> None:
    source, _ = meta.get_data(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]

    assert is_as_python_markdown(source) is not False


def test_nearly_all_generated_pages_are_converted_fast() -> None:
    sources = (meta.get_data(path.read_text(encoding="utf-8"))[0] for path in GOLDEN)
    slow = [source for source in sources if fast_markdown.convert(source) is None]

    assert {source.splitlines()[0] for source in slow} <= {"# What the labels mean"}, (
        "it has paragraphs of text"
    )


def test_a_damaged_page_comes_out_as_python_markdown_makes_it_or_is_left_to_it() -> None:
    chance = random.Random(14)
    sources = [meta.get_data(path.read_text(encoding="utf-8"))[0].split("\n\n") for path in GOLDEN]
    same = 0
    for _ in range(CHANGES):
        blocks = chance.choice(sources)
        first = chance.randrange(len(blocks))
        text = "\n\n".join(blocks[first : first + 3])[:2000]
        place = chance.choice(
            [match.start() for match in re.finditer("[\n<>]", text)] or [0]
        ) + chance.randrange(2)
        damaged = text[:place] + chance.choice(PIECES) + text[place + chance.choice((0, 0, 1, 3)) :]
        verdict = is_as_python_markdown(damaged)
        assert verdict is not False, damaged
        same += verdict is True

    assert same > CHANGES / 5


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# One\n\n# One\n\n## &#1071;\n",
        "<p>a</p>\n<p>b</p>\n\n<div>\n\n<p>c</p>\n</div>\n",
        "<ul>\n<li>a &amp; b<br>\n<hr>\n</ul>\n",
        "<div><svg><title>a</title><rect x=\"1\"/></svg></div>\n",
        '<script type="application/ld+json">{"a": "*b*"}</script>\n',
        "<div><p><b>a</p></b></div>\n",
    ],
)  # fmt: skip
def test_headings_and_blocks_are_converted(source: str) -> None:
    assert is_as_python_markdown(source) is True


@pytest.mark.parametrize(
    "source",
    [
        "A paragraph.\n",
        "<p>a</p> b\n",
        "<span>a</span>\n",
        "<div>a\n",
        "<p>a & b</p>\n",
        "<div>a < b</div>\n",
        "<div><script>a</script></div>\n",
        "<p>\ta</p>\n",
        "# A *b*\n",
        "```\n<p>a</p>\n```\n",
    ],
)
def test_anything_else_is_left_to_python_markdown(source: str) -> None:
    assert fast_markdown.convert(source) is None


@pytest.mark.parametrize(
    ("extensions", "configs", "supported"),
    [
        (["toc", "tables", "fenced_code"], {}, True),
        (["toc", "tables", "fenced_code", "footnotes"], {}, False),
        (["toc", "tables"], {}, False),
        (["toc", "tables", "fenced_code"], {"toc": {"permalink": True}}, False),
    ],
)
def test_other_extensions_are_left_to_python_markdown(
    extensions: list[str], configs: dict[str, object], supported: bool
) -> None:
    assert fast_markdown.supports(extensions, configs) is supported
