"""An earlier version on the page of the article that replaced it: side by side, word for word, as far as rights go."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from conftest import MakeSite, site_in

from generator import feeds, pages
from generator.build import brief, build
from generator.errors import VerificationError
from generator.feeds.data import schema
from generator.models import Briefing, Outcome, Page, Reason
from generator.safety.verification import verify

HEAD = "---\nslug: {}\ntitle: Lamps for the quay\ndate: 2024-05-0{}\noutlet: The Kelder Post\n---\n\n"
REST = (
    "They are to be lit from June, a year after the old ones fell in a storm. The glass was made in a shop in Hallow. "
    "Fishermen had asked for light since the winter, when two of them fell there. The old lamps go to the museum."
)
EARLIER = (
    f"{HEAD.format('first', 2)}The town of Kelder bought ninety lamps for its quay. Nobody counted. {REST}\n"
)
LATER = (
    f"{HEAD.format('second', 3)}The town of Kelder bought nine lamps for its quay. {REST}\n\n"
    "Correction: an earlier version of this article gave a wrong number of lamps.\n"
)
SEEDS = {"first.md": EARLIER, "second.md": LATER}

Made = tuple[Briefing, tuple[Page, ...]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    settings = site_in(tmp_path_factory.mktemp("versions"), SEEDS, rights="full")
    briefing = brief(settings)
    return briefing, (*pages.render(briefing, settings.templates), *feeds.files(briefing))


def text_of(made: Made, path: str) -> str:
    return next(page.text for page in made[1] if page.path == path)


def rows(page: str) -> list[list[str]]:
    """The words in the cells of each row."""
    return [
        [re.sub(r"<a class=\"b-n\".*?</a>|<[^>]*>", "", cell) for cell in re.findall(r"<td.*?</td>", row)]
        for row in re.findall(r"<tr>(<td.*?)</tr>", page)
    ]


def test_the_page_sets_the_versions_side_by_side(made: Made) -> None:
    page = text_of(made, "articles/second.md")

    assert rows(page) == [
        [
            "The town of Kelder bought ninety lamps for its quay.",
            "The town of Kelder bought nine lamps for its quay.",
        ],
        ["Nobody counted.", "Not in the shown version."],
        [
            "Not in the earlier version.",
            "Correction: an earlier version of this article gave a wrong number of lamps.",
        ],
    ]
    assert "<del>ninety</del>" in page
    assert "<ins>nine</ins>" in page
    assert "<code>first.md</code>" in page


def test_no_page_quotes_what_was_corrected(made: Made) -> None:
    assert [page.path for page in made[1] if "ninety" in page.text] == ["articles/second.md", "briefing.json"]


def test_the_ledger_and_the_data_say_that_it_is_an_earlier_version(made: Made) -> None:
    (entry,) = [entry for entry in made[0].ledger if entry.outcome is Outcome.DUPLICATE]
    data = json.loads(text_of(made, "briefing.json"))
    (version,) = data["articles"][0]["earlier_versions"]

    assert (entry.source, entry.reason, entry.article) == ("first.md", Reason.EARLIER_VERSION, "second")
    assert "second.md is shown, as it is the later version" in entry.hint
    assert (version["source"], version["published"]) == ("first.md", "2024-05-02")
    assert [change["later"] is None for change in version["changes"]] == [False, True, False]
    assert "earlier_versions" not in schema()["properties"]["articles"]["items"]["required"]


@pytest.mark.parametrize("rights", ["context", "summary"])
def test_where_the_whole_text_may_not_be_shown_only_replaced_sentences_are(
    site: MakeSite, rights: str
) -> None:
    settings = site(SEEDS, rights=rights)

    build(settings)

    page = (settings.docs / "articles/second.md").read_text(encoding="utf-8")
    assert len(rows(page)) == 1
    assert "2 further differences are not shown here" in page
    assert "Nobody counted" not in page
    assert "Nobody counted" not in (settings.docs / "briefing.json").read_text(encoding="utf-8")


def test_no_link_leads_to_a_sentence_that_is_not_shown(site: MakeSite) -> None:
    settings = site(SEEDS, rights="summary", summary={"method": "lead", "sentences": 1})

    build(settings)

    page = (settings.docs / "articles/second.md").read_text(encoding="utf-8")
    assert set(re.findall(r'href="#(s\d+)"', page)) <= set(re.findall(r'id="(s\d+)"', page))


FORGERIES = {
    "a word of the earlier version": ("<del>ninety</del>", "<del>twenty</del>", "two versions of a sentence"),
    "a word of the shown version": ("<ins>nine</ins>", "<ins>ten</ins>", "two versions of a sentence"),
    "a sentence beside another": (
        "Nobody counted.",
        "The old lamps go to the museum.",
        "two versions of a sentence",
    ),
    "another number": (
        r'href="#s1" (aria[^>]*)>1</a>The',
        r'href="#s2" \1>2</a>The',
        "the changed sentence 2",
    ),
    "another file": (
        "<code>first.md</code></th>",
        "<code>third.md</code></th>",
        "the file of an earlier version",
    ),
    "another date": (r">2 May 2024</time> <code>first", ">1 May 2024</time> <code>first", "a date in words"),
    "no table": (r'(?s)<table class="b-table b-changes.*?</table>', "", "the number of earlier versions"),
    "words outside the table": (
        "## Fingerprint",
        '<p class="b-then">Ninety</p>\n\n## Fingerprint',
        "outside a table",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_version_is_refused(made: Made, forgery: str) -> None:
    found, put, message = FORGERIES[forgery]
    briefing, printed = made
    page = next(page for page in printed if page.path == "articles/second.md")
    forged = re.sub(found, put, page.text)
    assert forged != page.text

    with pytest.raises(VerificationError, match=message):
        verify(briefing, [replace(page, text=forged)])


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("source",), "third.md", "the earlier versions of second"),
        (("changes", 0, "earlier", "text"), "A", "a sentence"),
    ],
)
def test_forged_data_of_a_version_are_refused(
    made: Made, path: tuple[str | int, ...], value: str, message: str
) -> None:
    briefing, printed = made
    page = next(page for page in printed if page.path == "briefing.json")
    data = json.loads(page.text)
    place: Any = data["articles"][0]["earlier_versions"][0]
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value

    with pytest.raises(VerificationError, match=message):
        verify(briefing, [replace(page, text=json.dumps(data))])
