"""Which agency an article credits, and what only mentions one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import article_of

from generator import stories
from generator.stories.credits import AGENCIES

BODY = (
    "The harbour of Veld was closed on Monday after a crane fell into the dock, the harbour master said.\n\n"
    "Two ships wait outside, and the council meets on Tuesday to talk about the cost of lifting it."
)
AFP, AP = "Agence France-Presse", "Associated Press"


def publisher(text: str, author: str | None = None, outlet: str = "The Veld Post") -> str | None:
    article = replace(article_of(text, "crane.txt"), outlet=outlet, author=author)
    return stories.Publishers({}).publisher_of(article)


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("KIEV, Feb. 4 (Xinhua) -- ", "Xinhua"),
        ("KYIV, May 4 (Reuters) – ", "Reuters"),
        ("WASHINGTON, D.C. (AP) — ", AP),
        ("Paris, le 4 février 2024 (AFP) — ", AFP),
        ("Kyiv (Ukraine) (AFP) - ", AFP),
        ("Madrid, 4 feb (EFE).- ", "EFE"),
        ("Berlin (dpa/lno) - ", "dpa"),
        ("(ANSA) - ROMA, 04 FEB - ", "ANSA"),
        ("New Delhi, Feb 4 (PTI) ", "PTI"),
        ("MOSCOW, February 4. /TASS/. ", "TASS"),
        ("МОСКВА, 4 февраля. /ТАСС/. ", "TASS"),
        ("МОСКВА, 4 фев — РИА Новости. ", "RIA Novosti"),
        ("Reuters, Kyiv - ", "Reuters"),
        ("AFP | Paris — ", AFP),
        ("EFE/Madrid: ", "EFE"),
        ("(서울=연합뉴스) ", "Yonhap"),
        ("新华社北京2月4日电 ", "Xinhua"),
    ],
)
def test_a_dateline_credits_its_agency(dateline: str, agency: str) -> None:
    assert publisher(dateline + BODY) == agency


@pytest.mark.parametrize(
    ("last_line", "agency"),
    [
        ("© 2024 AFP", AFP),
        ("Copyright (c) 2024 by AFP. All rights reserved.", AFP),
        ("Copyright 2024 The Associated Press", AP),
        ("AFP © 2024", AFP),
        ("(dpa/AFP)", "dpa"),
        ("- AFP", AFP),
        ("dpa lno yydd n1", "dpa"),
        ("bur-jk/AFP", AFP),
        ("rc/wmr (AFP, dpa)", AFP),
        ("dpa:240204-99-861234/2", "dpa"),
        ("dpa-AFX", "dpa"),
        ("APA/dpa/Reuters", "APA"),
        ("Lena Orlo, AFP", AFP),
        ("Source: Reuters", "Reuters"),
        ("Fuente: EFE", "EFE"),
    ],
)
def test_a_last_line_credits_its_agency(last_line: str, agency: str) -> None:
    assert publisher(f"{BODY}\n\n{last_line}") == agency


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters Staff", "Reuters"),
        ("Lena Orlo (Reuters)", "Reuters"),
        ("By AFP", AFP),
        ("Von dpa", "dpa"),
        ("Associated Press Writer Lena Orlo", AP),
        ("Lena Orlo, AP Science Writer", AP),
        ("LENA ORLO Associated Press", AP),
        ("AP/Reuters", AP),
    ],
)
def test_a_byline_credits_its_agency(author: str, agency: str) -> None:
    assert publisher(BODY, author) == agency


def test_a_byline_at_the_start_of_a_titled_text_credits_its_agency() -> None:
    text = f"Crane falls into the dock\n\nBy Lena Orlo, Associated Press\n\n{BODY}"

    assert publisher(text) == AP


@pytest.mark.parametrize(
    "text",
    [
        f"The Press Trust of India (PTI) said so on Monday. {BODY}",
        f"Agence France-Presse (AFP) reported the fall first. {BODY}",
        f"Reuters, which has an office in Veld, saw it fall. {BODY}",
        f"Reuters - an agency with an office in Veld - saw it fall. {BODY}",
        f"{BODY}\n\nReuters, AP win prizes",
        f"{BODY}\n\n(With inputs from PTI)",
        f"{BODY}\n\nPhotograph: AFP",
        f"{BODY}\n\nLena Orlo/AFP",
        f"{BODY}\n\n(—)",
        f"{BODY}\n\n© 2024 The Veld Post",
    ],
)
def test_an_agency_that_is_mentioned_is_not_credited(text: str) -> None:
    assert publisher(text) == "The Veld Post"


@pytest.mark.parametrize("author", ["Former AP reporter Lena Orlo", "Staff and agencies", "Ana Efe"])
def test_a_person_is_no_agency(author: str) -> None:
    assert publisher(BODY, author) == "The Veld Post"


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_agency_is_its_own_publisher(agency: str) -> None:
    assert {publisher(BODY, outlet=name) for name in AGENCIES[agency]} == {agency}
