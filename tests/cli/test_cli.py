"""The command as a person or a CI meets it: what it says, and the code it ends with."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import BRIDGE, HARVEST, IMPORT_PATH, PROJECT, MakeSite, snapshot

from generator import engine
from generator.articles.recall import Item
from generator.build import brief
from generator.cli import commands as cli
from generator.models import Outcome, Reason

CONFIG = "site_name: Test\nplugins: [briefing: {themes: {diplomacy: {title: Diplomacy, terms: [talks]}}}]\n"


def briefing(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What the command says and its exit code; in this process, which has loaded everything."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["briefing", *arguments])
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def briefing_in_a_process(
    *arguments: str, cwd: Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": IMPORT_PATH},
        preexec_fn=before,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "seeds/bridge.txt").write_text(BRIDGE)
    return tmp_path


def test_check_ends_with_0_when_all_is_well(folder: Path) -> None:
    done = briefing("check", cwd=folder)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 files found: 1 published, 0 duplicates, 0 set aside, 0 ignored.")
    assert not list((folder / "docs").iterdir()), "checking writes nothing"


def test_check_ends_with_1_and_names_the_file_that_was_set_aside(folder: Path) -> None:
    (folder / "seeds/empty.txt").write_text("\n")

    done = briefing("check", cwd=folder)

    assert done.returncode == 1
    assert "empty.txt: set aside, no text. Put the article's text into it." in done.stdout


def test_a_duplicate_or_an_ignored_file_is_no_fault(folder: Path) -> None:
    (folder / "seeds/again.txt").write_text(BRIDGE)
    (folder / "seeds/notes.xyz").write_text("notes")

    done = briefing("check", cwd=folder)

    assert done.returncode == 0
    assert "1 published, 1 duplicates, 0 set aside, 1 ignored" in done.stdout


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("site_name: Test\n", "no `briefing` under `plugins`"),
        (
            "plugins: [briefing: {sedes: x}]\n",
            "line 1: plugins → briefing → sedes: no such option. Did you mean `seeds`?",
        ),
        (
            "plugins: [briefing: {summary: {method: magic}}]\n",
            'summary → method: found "magic". Write briefing, hand-rule',
        ),
        (
            "plugins: [briefing: {themes: {A b: {title: A, terms: [a]}}}]\n",
            'A b: found "A b". It cannot be part of an address. Use a-z, 0-9 and hyphens, as in `a-b`.',
        ),
        ("plugins: [briefing: {themes: {a: {title: A}}}]\n", "a → terms: missing"),
        ("plugins: [briefing: {seeds: elsewhere}]\n", "elsewhere: no such folder"),
        ("plugins: [\n", "mkdocs.yml, line 2: a bracket or a quotation mark is not closed"),
        ("markdown_extensions: [attr_list]\nplugins: [briefing]\n", "attr_list"),
    ],
)
def test_a_wrong_configuration_ends_with_2_and_names_place_and_way_out(
    folder: Path, config: str, said: str
) -> None:
    (folder / "mkdocs.yml").write_text(config)

    done = briefing("check", cwd=folder)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_configuration_the_way_out_is_named(tmp_path: Path) -> None:
    done = briefing("build", cwd=tmp_path)

    assert done.returncode == 2
    assert "briefing new DIR" in done.stderr


def test_build_writes_pages_and_clean_takes_them_away(folder: Path) -> None:
    built = briefing("build", cwd=folder)
    assert "pages written, 0 unchanged, 0 deleted." in built.stdout
    assert (folder / "docs/articles/bridge.md").exists()

    briefing("clean", cwd=folder)

    assert not list((folder / "docs").iterdir())


def limit_file_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


def test_a_limit_of_the_machine_ends_a_build_with_2_and_one_sentence(folder: Path) -> None:
    """Detecting a language other than English takes a temporary file that is larger than the limit."""
    (folder / "docs/about.md").write_text("# About\n")
    (folder / "seeds/bruecke.txt").write_text(
        "Der Rat von Veld hat die Verhandlungen am Montag aufgenommen.\n"
    )
    before = snapshot(folder)

    done = briefing_in_a_process("build", cwd=folder, before=limit_file_size)

    assert done.returncode == 2
    assert re.fullmatch(r"Stopped while unpacking .* File too large\. Raise the limit .*\n", done.stderr)
    assert snapshot(folder) == before


def test_losses_end_a_build_with_2_until_they_are_accepted(folder: Path) -> None:
    empty = [f"empty-{number}.txt" for number in range(6)]
    published = [{"source": name, "sha256": sha256(b"\n").hexdigest()} for name in empty]
    (folder / "docs/briefing.json").write_text(json.dumps({"articles": published}))
    for name in empty:
        (folder / "seeds" / name).write_text("\n")

    refused = briefing("build", cwd=folder)
    accepted = briefing("build", "--accept-losses", cwd=folder)

    assert (refused.returncode, accepted.returncode) == (2, 0)
    assert refused.stderr.startswith(
        "6 of 6 published articles would go, although their files are unchanged:"
    )
    assert "1 published" in accepted.stdout


def test_a_file_whose_worker_was_stopped_is_set_aside_and_the_others_are_published(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE, "hangs.txt": HARVEST})

    def run(work: engine.Work[Item, object], items: list[Item], track: object) -> list[list[object]]:
        return [
            [engine.WorkerFailure("nothing came of it for 30 seconds")]
            if item.source == "hangs.txt"
            else [*work(item)]
            for item in items
        ]

    briefing = brief(settings, run=run)  # type: ignore[arg-type]

    (fate,) = [entry for entry in briefing.ledger if entry.outcome is Outcome.QUARANTINED]
    assert (fate.source, fate.reason) == ("hangs.txt", Reason.STOPPED)
    assert "30 seconds" in fate.hint
    assert [article.id for article in briefing.articles] == ["bridge"]


def test_explain_says_why_each_sentence_was_taken_or_not(folder: Path) -> None:
    done = briefing("explain", "bridge.txt", cwd=folder)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("bridge.txt: Harbour town opens its second bridge (given title)")
    assert done.stdout.count("→") == 3
    assert "not quotable: opens with a reference to the sentence before" in done.stdout
    assert "diplomacy, only mentioned, score 0.36: 1 points of the 1.8 needed (rest 1)" in done.stdout


def test_themes_says_what_would_make_them_better(folder: Path) -> None:
    done = briefing("themes", cwd=folder)

    assert done.returncode == 0, done.stderr
    assert "1 articles, 0 with a theme, 1 without" in done.stdout
    data = json.loads(briefing("themes", "--json", cwd=folder).stdout)
    assert data["counts"] == {"diplomacy": 0}
    assert [one["term"] for one in data["silent"]] == []


def test_schema_is_the_one_that_new_sites_get(folder: Path) -> None:
    done = briefing("schema", cwd=folder)

    shipped = PROJECT / "generator/config/mkdocs.json"
    assert done.stdout == shipped.read_text(encoding="utf-8")


def test_explaining_a_file_that_is_not_there_names_the_place(folder: Path) -> None:
    done = briefing("explain", "brdge.txt", cwd=folder)

    assert done.returncode == 2
    assert (
        "brdge.txt: no such file, and no article has that address. Did you mean `bridge.txt`?" in done.stderr
    )


# --- names, outputs, help ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "bridge",
        "seeds/bridge.txt",
        "articles/bridge/",
        "articles/bridge.md",
        "docs/articles/bridge.md",
        "/articles/bridge/index.html",
        "http://localhost:8000/articles/bridge/#s3",
        "https://example.org/news/articles/bridge.html?q=harbour",
    ],
)
def test_an_article_is_explained_by_every_name_that_it_has(folder: Path, name: str) -> None:
    assert briefing("explain", name, cwd=folder).stdout.startswith("bridge.txt: Harbour town")


def test_an_explanation_is_data_for_programs(folder: Path) -> None:
    (article,) = json.loads(briefing("explain", "bridge.txt", "--json", cwd=folder).stdout)

    assert (article["id"], article["method"]) == ("bridge", "briefing")
    assert sum(sentence["chosen"] for sentence in article["sentences"]) == 3
    assert article["themes"][0]["role"] == "only mentioned"


def test_what_happened_to_each_file_and_page_is_data_for_programs(folder: Path) -> None:
    (folder / "seeds/empty.txt").write_text("\n")

    checked = json.loads(briefing("check", "--json", cwd=folder).stdout)
    built = json.loads(briefing("build", "--json", cwd=folder).stdout)

    assert checked["counts"] == {"found": 2, "published": 1, "duplicates": 0, "quarantined": 1, "ignored": 0}
    assert {file["source"]: file["reason"] for file in checked["files"]} == {
        "bridge.txt": "used",
        "empty.txt": "no text",
    }
    assert built["files"] == checked["files"]
    assert "articles/bridge.md" in built["pages"]["written"]


def test_a_quiet_command_says_nothing_of_what_went_well(folder: Path) -> None:
    assert briefing("build", "-q", cwd=folder).stdout == ""
    assert briefing("check", "--quiet", cwd=folder).stdout == ""


@pytest.mark.parametrize("arguments", [("-h",), ("build", "-h"), ("check", "--help"), ("new", "-h")])
def test_help_is_there_by_both_names(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = briefing(*arguments, cwd=tmp_path)

    assert done.returncode == 0
    assert "Usage: " in done.stdout


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert briefing("--version", cwd=tmp_path).stdout == f"briefing {version('briefing-generator')}\n"


def test_the_guide_is_printed(tmp_path: Path) -> None:
    assert briefing("guide", cwd=tmp_path).stdout.rstrip() == (PROJECT / "docs/guide.md").read_text().rstrip()


def test_a_shell_can_complete_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))

    shown = briefing("--show-completion", cwd=tmp_path)

    assert "complete" in shown.stdout


def test_a_site_without_articles_says_so(folder: Path) -> None:
    (folder / "seeds/bridge.txt").unlink()

    done = briefing("check", cwd=folder)

    assert done.returncode == 1
    assert f"{folder / 'seeds'}: holds no article. Put files into it" in done.stderr


def test_a_value_of_an_article_that_is_not_used_is_told(folder: Path) -> None:
    (folder / "seeds/bridge.txt.meta.yml").write_text("published: 03/04/2022\n")

    assert re.search(r"bridge\.txt: published\. .*03/04/2022", briefing("check", cwd=folder).stdout)
    assert "1 published with a note, which `briefing check`" in briefing("build", cwd=folder).stdout


def test_github_shows_messages_at_the_files_that_they_are_about(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (folder / "seeds/a,b.txt").write_text("\n")

    told = briefing("check", cwd=folder).stderr
    (folder / "mkdocs.yml").write_text("plugins:\n  - briefing: {sedes: x}\n")
    refused = briefing("check", cwd=folder).stderr

    assert "::warning file=seeds/a%2Cb.txt::a,b.txt: set aside, no text." in told.splitlines()[0]
    assert "::error file=mkdocs.yml,line=2::mkdocs.yml, line 2: plugins" in refused


def test_a_folder_in_place_of_the_configuration_is_named(folder: Path) -> None:
    done = briefing("check", "-f", "seeds", cwd=folder)

    assert (done.returncode, done.stderr) == (
        2,
        "seeds: cannot be read (Is a directory). Name the mkdocs.yml of a site.\n",
    )
