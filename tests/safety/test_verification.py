"""A sentence that its source does not hold stops the build; each test forges one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import BRIDGE, MakeSite, article_of

from generator import pages
from generator.build import brief
from generator.errors import ProofError
from generator.models import Briefing, Extract, Page
from generator.readers import plain
from generator.readers.file import File
from generator.safety.verification import prove, stands_in_its_file

Made = tuple[Briefing, list[Page]]


@pytest.fixture
def made(site: MakeSite) -> Made:
    settings = site({"bridge.txt": BRIDGE}, rights="full")
    briefing = brief(settings)
    return briefing, list(pages.render(briefing, settings.templates))


def test_an_honest_site_is_proved(made: Made) -> None:
    prove(*made)


def test_an_extract_that_is_no_whole_sentence_is_refused(made: Made) -> None:
    briefing, rendered = made
    cut = Extract(article="bridge", start=4, end=20)

    with pytest.raises(ProofError, match=r"bridge\.txt: .* not made of whole sentences"):
        prove(replace(briefing, bottom_line=(cut,)), rendered)


def test_an_article_with_a_word_that_its_file_lacks_is_refused() -> None:
    (draft,) = plain.read(File(source="bridge.txt", data=BRIDGE.encode()))
    forged = replace(draft, decoded=draft.decoded.replace("mayor", "major"))  # type: ignore[type-var]

    with pytest.raises(ProofError, match="not in the file at its place"):
        stands_in_its_file(article_of(BRIDGE), forged)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("index.md", "is printed as a quotation but is no extract"),
        ("articles/bridge.md", "is not sentence 1 of the article"),
    ],
)
def test_a_page_whose_template_alters_a_sentence_is_refused(made: Made, path: str, said: str) -> None:
    briefing, rendered = made
    opening = "The harbour town of Veld opened"
    forged = [
        replace(page, text=page.text.replace(opening, "The harbour town of Veld closed"))
        if page.path == path
        else page
        for page in rendered
    ]
    if path.startswith("articles"):  # leave the summary honest, forge the text
        forged = [replace(page, text=page.text.replace("closed", "opened", 2)) for page in forged]

    with pytest.raises(ProofError, match=said):
        prove(briefing, forged)
