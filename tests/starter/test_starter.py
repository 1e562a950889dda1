"""A new site, and what publishes it: as an editor starts it, and as a fresh machine builds it."""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import PROJECT, snapshot
from shell import run, write

from generator import config, starter
from generator.build import build
from generator.cli import commands as cli
from generator.config import CacheOptions, Options, RightsOptions, SummaryOptions, TermOptions, ThemeOptions
from generator.errors import MachineError, SiteExists
from generator.models import Method, Outcome, Rights, Robots

FILES = {
    ".github/workflows/site.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    "ci/site",
    "ci/vendor",
    "docs/about.md",
    "mkdocs.schema.json",
    "mkdocs.yml",
    "requirements.lock",
    "requirements.txt",
    "seeds/sample-article.txt",
    f"wheels/briefing_generator-{version('briefing-generator')}-py3-none-any.whl",
}


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A site that was just started."""
    folder = tmp_path / "new"
    starter.start(folder)
    return folder


# --- what an editor finds --------------------------------------------------------------------------------


def test_every_file_of_a_new_site_arrives(new: Path) -> None:
    assert set(snapshot(new)) == FILES
    assert os.access(new / "ci/site", os.X_OK)


def test_a_new_site_builds_its_pages_from_the_sample(new: Path) -> None:
    report = build(config.read(new / "mkdocs.yml"))

    assert [fate.outcome for fate in report.briefing.ledger] == [Outcome.PUBLISHED]
    assert {"index.md", "articles/sample-article.md", "themes/diplomacy.md", "themes/trade.md"} <= set(
        report.published.written
    )
    assert report.published.kept == ()


def test_the_sample_is_about_every_example_theme_and_named_a_sample(new: Path) -> None:
    briefing = build(config.read(new / "mkdocs.yml")).briefing

    assert {theme.id for theme in briefing.themes_of(briefing.articles[0])} == {"diplomacy", "trade"}
    assert "seeds/sample-article.txt" in (new / "docs/about.md").read_text()


def test_a_new_site_shows_sentences_with_their_neighbours_and_no_more(new: Path) -> None:
    assert config.read(new / "mkdocs.yml").rights == RightsOptions(default=Rights.CONTEXT)


def test_every_option_is_in_the_configuration_of_a_new_site(new: Path) -> None:
    options = (new / "mkdocs.yml").read_text().partition("- briefing:")[2].partition("\ntheme:")[0]

    for model in (CacheOptions, Options, RightsOptions, SummaryOptions, ThemeOptions, TermOptions):
        for field, known in model.model_fields.items():
            name = known.alias or field
            assert re.search(rf"[ {{`]{name}: ", options) or f" {name}:\n" in options, f"{name} is not shown"


def test_the_choices_an_option_has_are_explained(new: Path) -> None:
    comments = " ".join(
        line for line in (new / "mkdocs.yml").read_text().splitlines() if line.lstrip().startswith("#")
    )

    for choice in (*Rights, *Robots, *Method):
        assert re.search(rf"(?<![\w-]){choice}(?![\w-])", comments), f"{choice} is not explained"


def test_a_strict_build_of_a_new_site_has_nothing_to_complain_of(
    new: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from mkdocs.commands.build import build as render
    from mkdocs.config import load_config

    with caplog.at_level(logging.WARNING, "mkdocs"):
        render(load_config(str(new / "mkdocs.yml"), strict=True))

    assert caplog.messages == []
    assert (new / "site/articles/sample-article/index.html").is_file()


def test_building_a_new_site_leaves_nothing_for_git_but_its_own_files(new: Path) -> None:
    run(new, "git", "init", "--quiet")
    run(new, "git", "add", "--all")

    build(config.read(new / "mkdocs.yml"))

    assert run(new, "git", "status", "--porcelain").replace("A  ", "").split() == sorted(FILES)


# --- where a new site may not go -------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).touch()
    before = snapshot(tmp_path)

    with pytest.raises(SiteExists) as refusal:
        starter.start(tmp_path)

    assert str(refusal.value) == (
        f"{tmp_path}: not empty, it holds a.txt, b.txt, c.txt and 1 more. "
        "Name an empty folder, or one that does not exist yet."
    )
    assert snapshot(tmp_path) == before


def test_a_file_is_no_place_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "note").touch()

    with pytest.raises(SiteExists, match="note: a file, not a folder"):
        starter.start(tmp_path / "note")


def test_the_file_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)

    with pytest.raises(
        MachineError, match=rf"^Stopped while writing {tmp_path}/new/\S+: No space left on device"
    ):
        starter.start(tmp_path / "new")


def test_a_repository_that_was_just_created_is_a_place_for_a_site(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    starter.start(tmp_path)

    assert set(snapshot(tmp_path)) == FILES


def test_the_command_says_where_the_site_is_and_refuses_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    monkeypatch.setattr(sys, "argv", ["briefing", "new", str(folder)])

    with pytest.raises(SystemExit) as first:
        cli.main()
    with pytest.raises(SystemExit) as second:
        cli.main()

    said = capsys.readouterr()
    assert (first.value.code or 0, second.value.code) == (0, cli.EXIT_ERROR)
    assert str(folder) in said.out
    assert "not empty" in said.err


# --- an editor's own templates ---------------------------------------------------------------------------


def test_a_template_of_the_site_replaces_the_packaged_one_of_the_same_name(new: Path) -> None:
    write(new / "templates/coverage.md", "# Our own ledger\n\n{{ briefing.counts.found }} found\n")

    build(config.read(new / "mkdocs.yml"))

    assert (new / "docs/coverage.md").read_text() == "# Our own ledger\n\n1 found\n"
    assert "# Sources" in (new / "docs/sources.md").read_text()


def test_a_part_of_the_site_replaces_the_packaged_one_in_packaged_pages(new: Path) -> None:
    parts = (PROJECT / "templates/_parts.md").read_text()
    write(new / "templates/_parts.md", parts.replace("Outlet unknown", "Nobody knows the outlet"))

    build(config.read(new / "mkdocs.yml"))

    assert "Nobody knows the outlet" in (new / "docs/index.md").read_text()


def test_a_stylesheet_of_the_site_replaces_the_packaged_one(new: Path) -> None:
    write(new / "templates/assets/briefing.css", "/* ours */\n")

    build(config.read(new / "mkdocs.yml"))

    assert (new / "docs/assets/briefing.css").read_text() == "/* ours */\n"


# --- what publishes a site -------------------------------------------------------------------------------

HERE = PROJECT / ".github/workflows/site.yml"
THERE = starter.TEMPLATE / "dot-github/workflows/site.yml"
GITLAB = starter.TEMPLATE / "dot-gitlab-ci.yml"
TESTS = PROJECT / ".github/workflows/test.yml"
WORKFLOWS = pytest.mark.parametrize("path", [HERE, THERE, TESTS], ids=["here", "there", "tests"])
SITES = pytest.mark.parametrize(("path", "script"), [(HERE, "sh .ci/site"), (THERE, "sh ci/site")])

PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
ALLOWED = {"contents": {"read"}, "pages": {"read", "write"}, "id-token": {"write"}}


def load(path: Path) -> dict[str, Any]:
    """A workflow; YAML 1.1 reads its key `on` as true, which is given its name back."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def steps(workflow: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return (step for job in workflow["jobs"].values() for step in job["steps"])


@WORKFLOWS
def test_every_action_is_pinned_to_a_commit_that_names_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text())

    assert len(uses) == sum("uses" in step for step in steps(load(path)))
    assert [use for use in uses if not PINNED.fullmatch(use)] == []


def test_the_same_action_is_the_same_commit_everywhere() -> None:
    uses = {use for path in (HERE, THERE, TESTS) for use in re.findall(r"uses: (.*)", path.read_text())}

    assert len(uses) == len({use.split("@")[0] for use in uses})


@WORKFLOWS
def test_a_workflow_may_do_no_more_than_it_needs(path: Path) -> None:
    workflow = load(path)

    granted = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
    assert all(value in ALLOWED[name] for each in granted for name, value in each.items())
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert workflow["concurrency"]["group"]
    assert all(job["timeout-minutes"] for job in workflow["jobs"].values())
    assert all(
        step["with"]["persist-credentials"] is False
        for step in steps(workflow)
        if step.get("uses", "").startswith("actions/checkout@")
    )


@SITES
def test_only_publishing_may_write(path: Path, script: str) -> None:
    jobs = load(path)["jobs"]

    assert "write" not in jobs["build"]["permissions"].values()
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["publish"]["needs"] == "build"


@SITES
def test_publishing_runs_one_script_that_knows_the_address(path: Path, script: str) -> None:
    runs = [step for step in steps(load(path)) if "run" in step]

    assert [step["run"] for step in runs] == [script]
    assert runs[0]["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}"}


@SITES
def test_a_site_is_published_when_its_sources_change_every_night_and_by_hand(path: Path, script: str) -> None:
    triggers = load(path)["on"]

    sources = {"seeds/**", "templates/**", "docs/**", "mkdocs.yml", "overrides.yml"}
    assert sources <= set(triggers["push"]["paths"])
    assert triggers.keys() == {"push", "schedule", "workflow_dispatch"}
    assert path is THERE or {"generator/**", "requirements*.lock"} <= set(triggers["push"]["paths"])


@SITES
def test_what_earlier_builds_chose_is_restored_whenever_there_is_any(path: Path, script: str) -> None:
    (cache,) = (
        step["with"] for step in steps(load(path)) if step.get("uses", "").startswith("actions/cache@")
    )

    assert cache["path"] == CacheOptions().folder
    assert cache["key"].startswith(cache["restore-keys"].split()[-1])
    assert "github.run_id" in cache["key"], "a key that was used once is never written again"


def test_what_the_workflows_run_exists() -> None:
    for script in (".ci/site", ".ci/run"):
        assert os.access(PROJECT / script, os.X_OK)
    assert [step["run"] for step in steps(load(TESTS)) if "run" in step] == ["sh .ci/run"]


def test_gitlab_runs_the_same_script_on_the_same_occasions() -> None:
    job = yaml.safe_load(GITLAB.read_text())["pages"]
    conditions = " ".join(rule["if"] for rule in job["rules"])
    (changes,) = (rule["changes"] for rule in job["rules"] if "changes" in rule)

    assert job["script"] == ["sh ci/site public"]
    assert job["artifacts"]["paths"] == ["public"]
    assert job["variables"]["SITE_URL"] == "$CI_PAGES_URL"
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+@sha256:[0-9a-f]{64}", job["image"])
    assert job["variables"]["PIP_CACHE_DIR"].endswith(job["cache"][0]["paths"][0])
    assert job["cache"][1]["paths"] == [CacheOptions().folder]
    assert all(f'"{occasion}"' in conditions for occasion in ("push", "schedule", "web"))
    watched = {path.replace("/**/*", "/**") for path in changes} - {".gitlab-ci.yml"}
    assert watched == set(load(THERE)["on"]["push"]["paths"]) - {".github/workflows/site.yml"}
