"""How much of an article is shown: three levels, for the whole site and for each outlet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import BRIDGE, HARVEST, MakeSite

from generator.build import brief, build
from generator.cli import reports
from generator.config import Settings
from generator.errors import ConfigError
from generator.models import Rights

MIRROR = "outlet: The Harbour  Mirror\n"
LAST = "He thanked the engineers"  # quoted nowhere
NEIGHBOUR = "Growers blamed"  # stands beside the extract and is none itself


def page(settings: Settings, name: str) -> str:
    build(settings)
    return (settings.docs / f"articles/{name}.md").read_text(encoding="utf-8")


def two_outlets(site: MakeSite, rights: Any) -> Settings:
    seeds = {"bridge.txt": BRIDGE, "bridge.txt.meta.yml": MIRROR, "harvest.txt": HARVEST}
    return site(seeds, rights=rights, summary={"method": "lead", "sentences": 1})


@pytest.mark.parametrize(
    ("rights", "first", "last"), [("full", True, True), ("context", True, False), ("summary", False, False)]
)
def test_a_page_shows_as_much_as_its_rights_allow(
    site: MakeSite, rights: str, first: bool, last: bool
) -> None:
    shown = page(
        site({"harvest.txt": HARVEST}, rights=rights, summary={"sentences": 1, "method": "lead"}), "harvest"
    )

    assert "smallest in two decades" in shown
    assert (NEIGHBOUR in shown) is first
    assert ("few farms" in shown) is last


PROMPT = "Sign up to our free daily newsletter – every weekday morning at 7am"


@pytest.mark.parametrize(("rights", "told"), [("full", True), ("context", False), ("summary", False)])
def test_what_cleaning_removed_is_told_with_the_whole_text_only(
    site: MakeSite, rights: str, told: bool
) -> None:
    head, _, rest = HARVEST.partition("\n\n")
    settings = site({"harvest.txt": f"{head}\n\n{PROMPT}\n\n{rest}"}, rights=rights)

    shown = page(settings, "harvest")

    assert (PROMPT in shown) is told
    assert (PROMPT in (settings.docs / "briefing.json").read_text(encoding="utf-8")) is told
    (removal,) = json.loads((settings.docs / "briefing.json").read_text(encoding="utf-8"))["articles"][0][
        "removed"
    ]
    assert removal["reason"] in shown


def test_an_outlet_can_have_rights_of_its_own(site: MakeSite) -> None:
    settings = two_outlets(site, {"default": "context", "outlets": {"the harbour mirror": "summary"}})

    briefing = brief(settings)

    by_id = briefing.by_id
    assert briefing.rights_of(by_id["bridge"]) is Rights.SUMMARY
    assert briefing.rights_of(by_id["harvest"]) is Rights.CONTEXT
    assert LAST not in page(settings, "bridge")
    assert NEIGHBOUR in page(settings, "harvest")


def test_an_outlet_with_fewer_rights_has_no_neighbours_on_any_page(site: MakeSite) -> None:
    settings = two_outlets(site, {"default": "context", "outlets": {"The Harbour Mirror": "summary"}})

    build(settings)

    written = {path: path.read_text(encoding="utf-8") for path in settings.docs.rglob("*.md")}
    inside = BRIDGE.split("The mayor called the")[1].split(".")[0].strip()
    assert not [path for path, text in written.items() if " ".join(inside.split()) in " ".join(text.split())]
    assert "b-around" in written[settings.docs / "index.md"]  # of the other outlet


def test_an_outlet_can_have_more_rights_than_the_site(site: MakeSite) -> None:
    settings = two_outlets(site, {"default": "summary", "outlets": {"The Harbour Mirror": "full"}})

    assert LAST in page(settings, "bridge")
    assert NEIGHBOUR not in page(settings, "harvest")


def test_what_cleaning_took_out_is_not_shown_where_only_extracts_may_be(site: MakeSite) -> None:
    credit = "Photograph: A. Weaver/The Valley Post"
    settings = site({"harvest.txt": f"{HARVEST}\n{credit}\n"}, rights="summary")

    shown = page(settings, "harvest")

    assert credit not in shown
    assert "picture credit" in shown


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        (
            "everything",
            'rights → default: found "everything". Write full, context or summary',
        ),
        ({"outlets": {"A": "all"}}, 'rights → outlets → A: found "all"'),
        ({"outlet": {"A": "full"}}, "rights → outlet: no such option. Did you mean `outlets`?"),
    ],
)
def test_rights_that_cannot_be_used_are_named(site: MakeSite, rights: Any, said: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        site({}, rights=rights)

    assert said in str(refusal.value)


def test_an_outlet_that_no_article_names_is_told(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    briefing = brief(two_outlets(site, {"outlets": {"The Harbor Mirror": "summary"}}))

    assert briefing.outlets_without_articles == ("The Harbor Mirror",)
    assert '`rights` names "The Harbor Mirror"' in reports.format_ledger(briefing)


# --- search engines --------------------------------------------------------------------------------------


def robots(settings: Settings, name: str) -> bool:
    return "\nrobots: noindex\n" in page(settings, name).split("\n---\n")[0] + "\n"


def test_pages_with_more_than_extracts_are_kept_out_of_search_engines(site: MakeSite) -> None:
    settings = two_outlets(site, {"default": "context", "outlets": {"The Harbour Mirror": "summary"}})

    assert robots(settings, "harvest")
    assert not robots(settings, "bridge")


def test_an_editor_can_let_search_engines_in(site: MakeSite, tmp_path: Path) -> None:
    settings = site({"harvest.txt": HARVEST}, robots="index", rights="full")

    assert not robots(settings, "harvest")
