"""Files far beyond any article end with a named reason, within limits that the operating system holds them to,
and beside them the good article is published as ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BRIDGE, PROJECT, MakeSite, snapshot
from test_readers import BOMBS

from generator import readers
from generator.articles.ledger import MAX_ARTICLE_CHARS
from generator.build import build
from generator.models import Outcome, Reason

SENTENCE = "The ship sailed on Monday to the port of Veld. "

TEXTS = {
    "ten-megabytes.txt": (SENTENCE * 220_000, Reason.TOO_LONG),
    "fifty-thousand-sentences.txt": (SENTENCE * 50_000, Reason.TOO_LONG),
    "fifty-thousand-short-ones.txt": ("The ship did sail. " * 50_000, Reason.NO_SENTENCE),
    "one-sentence.txt": ("word " * (MAX_ARTICLE_CHARS // 5 - 1) + "end.", Reason.NO_SENTENCE),
    "one-word.txt": ("w" * MAX_ARTICLE_CHARS, Reason.NO_SENTENCE),
    "open-quotations.txt": ("“A“ ” " * (MAX_ARTICLE_CHARS // 6), Reason.NO_SENTENCE),
    "headings-only.txt": ("A heading here\n\n" * 50_000, Reason.NO_SENTENCE),
    "blank-lines.txt": ("\n" * MAX_ARTICLE_CHARS, Reason.EMPTY),
}


FILES = {name: (text.encode(), reason) for name, (text, reason) in TEXTS.items()} | BOMBS
SECONDS = 10  # of processor time
MEMORY = 512_000_000  # bytes of address space
WITHIN_LIMITS = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from pathlib import Path
from generator import build, config
site = Path(sys.argv[1])
briefing = build.brief(config.make_settings({{}}, site / "mkdocs.yml", site / "docs"))
print(json.dumps([[fate.source, fate.outcome, fate.reason, fate.hint] for fate in briefing.ledger]))
"""


@pytest.mark.parametrize("name", FILES)
def test_it_ends_with_a_named_reason_in_ten_seconds_and_512_megabytes(name: str, tmp_path: Path) -> None:
    data, reason = FILES[name]
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / name).write_bytes(data)

    ended = subprocess.run(
        [sys.executable, "-c", WITHIN_LIMITS, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(PROJECT), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 0, ended.stderr
    ((source, outcome, named, hint),) = json.loads(ended.stdout)
    assert (source, outcome, named) == (name, Outcome.QUARANTINED, reason)
    assert hint


@pytest.mark.parametrize("name", ["null", "zero", "random"])
def test_a_device_is_not_read(name: str) -> None:
    (fate,) = readers.read(Path("/dev"), name)
    assert fate.outcome is not Outcome.PUBLISHED  # type: ignore[union-attr]
    with pytest.raises(readers.file.Refused) as refused:
        readers.folder.read(Path("/dev"), name, 100)
    assert refused.value.reason is Reason.NOT_A_FILE


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="There are no permissions of this kind here.")
def test_what_may_not_be_read_is_named() -> None:
    """By the operating system, as another user where this one may read everything."""
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        seeds = Path(made)
        seeds.chmod(0o755)
        (seeds / "a.txt").write_text(BRIDGE)
        (seeds / "a.txt").chmod(0)
        (seeds / "locked").mkdir(mode=0)
        mine = os.geteuid()
        if mine == 0:
            os.seteuid(65534)
        try:
            found = {source: readers.read(seeds, source) for source in readers.find(seeds)}
        finally:
            os.seteuid(mine)
    assert {source: fate.reason for source, (fate,) in found.items()} == {  # type: ignore[union-attr]
        "a.txt": Reason.UNREADABLE,
        "locked": Reason.UNREADABLE,
    }


def test_beside_them_a_good_article_has_the_same_page(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE})
    build(settings)
    alone = snapshot(settings.docs / "articles")

    site({name: text for name, (text, _) in TEXTS.items()})
    build(settings)

    assert snapshot(settings.docs / "articles") == alone
