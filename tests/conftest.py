"""What several tests start from: texts as articles, folders as sites. All texts are written for these tests."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import browsing
import pytest

from generator.articles import assemble
from generator.config import Settings, make_settings
from generator.models import Article
from generator.readers import plain
from generator.readers.file import File


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-golden",
        action="store_true",
        help="take what tests/golden prints now as right; read its diff",
    )


PROJECT = Path(__file__).parent.parent
SEEDS = PROJECT / "seeds"
# PYTHONPATH of a process that imports what tests import.
IMPORT_PATH = os.pathsep.join(str(PROJECT / folder) for folder in ("", "tests", "tests/support"))

BRIDGE = """\
Harbour town opens its second bridge

The harbour town of Veld opened its second bridge on Monday after six years of building. The mayor called the
bridge a promise kept to the fishing quarter. Traders on the eastern bank expect sales to rise by a tenth.

"We waited a long time for this," the mayor said at the opening. He thanked the engineers.

Sanctions on imported steel had delayed the work twice. Talks with suppliers ended the second delay last spring.
"""

# The same with enough about sanctions and talks to have both for its themes.
BRIDGE_AND_STEEL = f"""{BRIDGE}
The sanctions on steel were lifted after the talks of last March. Further talks on sanctions are planned for a summit.
"""

HARVEST = """\
The olive harvest in the southern valleys was the smallest in two decades. Growers blamed a dry winter and late
frost. The regional council offered loans to every farm that lost more than half of its crop. However, few farms
have applied so far.
"""

THEMES = {
    "sanctions": {"title": "Sanctions", "about": "Penalties.", "terms": ["sanction*"]},
    "diplomacy": {"title": "Diplomacy", "terms": ["talks", "summit*"]},
}


def article_of(text: str, source: str = "note.txt") -> Article:
    """The article that a plain-text file with this text becomes."""
    (draft,) = plain.read(File(source=source, data=text.encode("utf-8")))
    article = assemble(draft)
    assert article is not None
    return article


def sentences_of(article: Article) -> list[str]:
    return [article.words_of(sentence) for sentence in article.numbered]


def quotable_in(text: str) -> list[str]:
    article = article_of(text)
    return [article.words_of(each) for each in article.numbered if each.rejection is None]


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MakeSite = Callable[..., Settings]


def site_in(folder: Path, seeds: Mapping[str, str], **options: object) -> Settings:
    """Makes a site in a folder from file names and texts, and gives its settings."""
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "docs").mkdir(exist_ok=True)
    for name, text in seeds.items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return make_settings({"themes": THEMES} | options, folder / "mkdocs.yml", folder / "docs")


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """Makes sites in an empty folder of the test."""
    return partial(site_in, tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with browsing.browser() as opened:
        yield opened
