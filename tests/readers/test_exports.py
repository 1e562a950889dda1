"""JSON as programs export it, and front matter and Markdown as other programs write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.models import ExtractedDocument
from generator.readers import FORMATS, File

LEAD = "The council of Veld approved a new wall on Monday after nine hours of debate in the town hall."
COST = (
    "The wall will cost nine million crowns and keep the old quarter dry in winter, said the harbour board."
)
BLOCKS = [
    {"type": "paragraph", "children": [{"text": LEAD[:20]}, {"text": LEAD[20:]}]},
    {"children": [{"text": COST}]},
]
EXPORTS: dict[str, tuple[Any, dict[str, str | None]]] = {
    "WordPress": (
        [
            {
                "id": 1,
                "author": 7,
                "title": {"rendered": "Wall &#8211; now"},
                "content": {"rendered": f"<p>{LEAD}</p>"},
            }
        ],
        {"title": "Wall – now", "author": None},
    ),
    "FreshRSS": (
        {
            "items": [
                {"title": "Wall", "summary": {"content": f"<p>{LEAD}</p>"}, "origin": {"title": "Courier"}}
            ]
        },
        {"outlet": "Courier"},
    ),
    "news-please": (
        {"maintext": LEAD, "description": "x", "date_publish": "2024-03-05 10:00:00"},
        {"published": "2024-03-05 10:00:00"},
    ),
    "New York Times": (
        {"headline": {"main": "Wall"}, "lead_paragraph": LEAD, "byline": {"original": "By Ada Orlo"}},
        {"title": "Wall", "author": "Ada Orlo"},
    ),
    "trafilatura": (
        {"text": LEAD, "source-hostname": "Courier", "source": "https://veld.example/1"},
        {"outlet": "Courier", "url": "https://veld.example/1"},
    ),
    "blocks of an editor": ({"title": "Wall", "body": BLOCKS}, {"title": "Wall"}),
    "nothing": ({"text": LEAD, "author": "nan", "title": "None"}, {"author": None, "title": None}),
}


def read(name: str, content: str) -> ExtractedDocument:
    document = FORMATS["." + name.rpartition(".")[2]].read(File(source=name, data=content.encode()))[0]
    assert isinstance(document, ExtractedDocument)
    return document


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_read_with_its_fields(name: str) -> None:
    value, expected = EXPORTS[name]

    document = read("a.json", json.dumps(value))

    assert document.blocks[0].text == LEAD
    assert {field: (given := getattr(document, field)) and given.value for field in expected} == expected


def test_a_json_feed_with_a_description_is_a_feed() -> None:
    items = [{"id": str(n), "title": f"Wall {n}", "content_text": LEAD} for n in range(3)]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "description": "News",
        "items": items,
    }

    found = FORMATS[".json"].read(File(source="a.json", data=json.dumps(feed).encode()))

    assert len(found) == 3


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("date:\n  created: 2024-03-05\n  updated: 2024-03-09", "published", "2024-03-05"),
        ("source: https://veld.example/wall", "url", "https://veld.example/wall"),
        ('author: "[[Ada Orlo]]"', "author", "Ada Orlo"),
    ],
)
def test_front_matter_of_other_programs_is_read(front: str, field: str, value: str) -> None:
    assert getattr(read("a.md", f"\n---\n{front}\n---\n\n{LEAD}"), field).value == value


def test_marks_of_notes_and_pens_are_no_words() -> None:
    blocks = read("a.md", f"> [!NOTE]\n> {COST}\n\n{LEAD.replace('approved', '==approved==')}").blocks

    assert [block.text for block in blocks] == [COST, LEAD]


def test_a_feed_may_date_an_entry_by_its_update_alone() -> None:
    entry = f"<entry><title>A</title><id>1</id><updated>2024-03-09T10:00:00Z</updated><content>{LEAD}</content></entry>"

    document = read("a.atom", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title>{entry}</feed>')

    assert document.published
    assert document.published.value.startswith("2024-03-09")
