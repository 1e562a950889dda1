"""What the continuous integration of a new site installs, and the very script that it runs."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import sys
import tomllib
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from conftest import PROJECT, snapshot
from shell import run, write

from generator import starter
from generator.config import CacheOptions
from generator.errors import ConfigError
from generator.starter import distribution

PIP = '#!/bin/sh\nif [ $2 = pip ]; then echo "$*" >> .venv/pip.log; else exec {python} "$@"; fi\n'
ALL_EXTRAS = f"[{','.join(distribution.READER_EXTRAS)}]"


@pytest.fixture(scope="module")
def wheel() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(distribution.make_wheel()[1]))


# --- the wheel -------------------------------------------------------------------------------------------


def test_the_wheel_has_all_that_is_installed_of_the_package(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())

    assert {"generator/build.py", "generator/py.typed", "generator/language/packs/en.yml"} <= names
    assert {"generator/templates/index.md", "generator/requirements.lock", "generator/guide.md"} <= names
    assert not [name for name in names if "__pycache__" in name]
    assert wheel.read("generator/templates/index.md") == (PROJECT / "templates/index.md").read_bytes()


def test_what_lies_outside_the_package_is_what_the_build_of_a_release_adds() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    added = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    assert {source: f"generator/{place}" for source, place in distribution.INCLUDED.items()} == added


def test_the_record_names_every_file_with_its_size(wheel: zipfile.ZipFile) -> None:
    (path,) = (name for name in wheel.namelist() if name.endswith("/RECORD"))

    rows = list(csv.reader(StringIO(wheel.read(path).decode())))

    assert {row[0] for row in rows} == set(wheel.namelist())
    assert all(int(size) == wheel.getinfo(name).file_size for name, _, size in rows if name != path)


def test_equal_files_make_an_equal_wheel() -> None:
    assert distribution.make_wheel() == distribution.make_wheel()


# --- the requirements ------------------------------------------------------------------------------------


def test_a_vendored_wheel_is_asked_for_by_its_hash() -> None:
    files = distribution.requirement_files("vendored")

    (path,) = (path for path in files if path.endswith(".whl"))
    line = files["requirements.txt"].decode().splitlines()[-1]
    assert line == f"./{path}{ALL_EXTRAS} --hash=sha256:{hashlib.sha256(files[path]).hexdigest()}"


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        ("index", f"briefing-generator{ALL_EXTRAS}~="),
        (
            "git+https://example.org/b.git@1a2b",
            f"briefing-generator{ALL_EXTRAS} @ git+https://example.org/b.git@1a2b",
        ),
    ],
)
def test_the_generator_can_come_from_an_index_or_an_address(origin: str, line: str) -> None:
    files = distribution.requirement_files(origin)

    assert files.keys() == {"requirements.lock", "requirements.txt"}
    assert files["requirements.txt"].decode().splitlines()[-1].startswith(line)


@pytest.mark.parametrize("origin", ["pypi", "", "example.org/briefing.git", "git"])
def test_another_origin_is_refused_with_those_that_there_are(origin: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Write vendored, index, or an address"):
        starter.start(tmp_path / "new", origin)

    assert not (tmp_path / "new").exists()


def test_every_library_is_asked_for_by_its_hash_those_of_all_readers_too() -> None:
    lock = distribution.requirement_files("index")["requirements.lock"].decode()

    pinned = re.findall(r"^(\S+)==.* \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert {"pypdf", "warcio", "mkdocs"} <= set(pinned)
    assert len(pinned) == len(re.findall(r"^\w", lock, re.MULTILINE))


def test_an_upgrade_replaces_the_wheel_and_what_was_gathered_for_the_earlier_one(tmp_path: Path) -> None:
    write(tmp_path / "mkdocs.yml", "site_name: Ours\n")
    write(tmp_path / "wheels/briefing_generator-0.0.1-py3-none-any.whl", "earlier")
    write(tmp_path / "wheels/requirements.lock", "earlier")
    write(tmp_path / "wheels/mkdocs-1.6.1-py3-none-any.whl", "a library")

    starter.pin(tmp_path)

    name, content = distribution.make_wheel()
    assert (tmp_path / "wheels" / name).read_bytes() == content
    assert {path.name for path in (tmp_path / "wheels").iterdir()} == {name, "mkdocs-1.6.1-py3-none-any.whl"}


def test_only_a_site_can_be_pinned(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no site, as it holds no mkdocs\.yml"):
        starter.pin(tmp_path / "nowhere")

    assert not (tmp_path / "nowhere").exists()


# --- the script ------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose environment notes what pip is asked to do, and runs everything else. It has one page by hand."""
    starter.start(tmp_path / "new")
    write(tmp_path / "new/mkdocs.yml", "site_name: By hand\n")
    write(tmp_path / "new/docs/about.md", "# About\n")
    python = tmp_path / "new/.venv/bin/python"
    write(python, PIP.format(python=sys.executable))
    python.chmod(0o755)
    return tmp_path / "new"


def test_the_script_installs_once_and_again_after_an_upgrade(site: Path) -> None:
    log = site / ".venv/pip.log"

    run(site, "sh", "ci/site")
    first = log.read_text().splitlines()
    run(site, "sh", "ci/site")
    second = log.read_text().splitlines()
    with (site / "requirements.txt").open("a") as requirements:
        requirements.write("# changed\n")
    run(site, "sh", "ci/site", "public")

    assert ["--require-hashes" in line for line in first] == [True, False]
    assert second == first
    assert len(log.read_text().splitlines()) == 2 * len(first)
    assert (site / "public").is_dir()


def test_with_all_wheels_in_the_site_the_script_asks_no_index(site: Path) -> None:
    write(site / "wheels/requirements.lock", "./wheels/all.whl --hash=sha256:0\n")

    run(site, "sh", "ci/site")

    (line,) = (site / ".venv/pip.log").read_text().splitlines()
    assert {"--no-index", "--no-deps", "--require-hashes", "wheels/requirements.lock"} <= set(line.split())


# --- on a fresh machine ----------------------------------------------------------------------------------

LIGHTHOUSE = """\
Date: 2021-03-09

Lighthouse keepers ask for a customs office of their own

The keepers of the northern lighthouse asked the harbour council on Tuesday for a customs office on their rock.
Crates of lamp oil now travel to the mainland and back before a tariff is paid on them. The council promised an
answer before the spring storms begin. Keepers have paid four hundred crowns in tariffs since the new year.
A customs officer would share the rock with two keepers and eleven goats.
"""


def copy_as_clone(source: Path, folder: Path) -> Path:
    """A copy of what git would give of a folder: no environment, no cache, no generated page."""
    for name in run(source, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split(
        "\0"
    ):
        if (source / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a clone of it would be, published by the script that its workflow runs."""
    folder = copy_as_clone(PROJECT, tmp_path_factory.mktemp("clone"))
    run(folder, "sh", ".ci/site", PYTHON=sys.executable)
    return folder


@pytest.fixture(scope="module")
def repository(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site of the installed generator with articles of five formats, under git, with all wheels in it."""
    folder = tmp_path_factory.mktemp("site") / "news"
    run(folder.parent, str(checkout / ".venv/bin/briefing"), "new", str(folder))
    write(folder / "seeds/lighthouse.txt", LIGHTHOUSE)
    for name in ("text.pdf", "capture.warc.gz", "html-with-metadata.html", "front-matter-yaml.md"):
        shutil.copy2(PROJECT / "tests/seeds" / name, folder / "seeds" / name)
    run(folder, "git", "init", "--quiet")
    run(folder, "sh", "ci/vendor")
    shutil.rmtree(folder / ".venv")
    run(folder, "git", "add", "--all")
    return folder


@pytest.mark.fresh
def test_a_clean_clone_publishes_its_site(checkout: Path) -> None:
    published = {path.stem for path in (PROJECT / "seeds").glob("*.txt")}

    assert (checkout / "site/index.html").is_file()
    assert published <= {path.name for path in (checkout / "site/articles").iterdir()}


@pytest.mark.fresh
def test_a_clone_of_a_new_site_is_published_without_a_network_with_a_lost_and_a_restored_cache(
    repository: Path, tmp_path: Path
) -> None:
    cold, warm = (copy_as_clone(repository, tmp_path / name) for name in ("cold", "warm"))
    offline = ("unshare", "--map-root-user", "--net", "sh", "ci/site")
    here = {"SITE_URL": "https://news.example/briefing", "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": ""}

    run(cold, *offline, **here)
    shutil.copytree(cold / CacheOptions().folder, warm / CacheOptions().folder)
    run(warm, *offline, **here)

    ledger = json.loads((cold / "site/briefing.json").read_text())["ledger"]
    read = {entry["source"]: entry["fate"] for entry in ledger}
    assert read.keys() >= {"text.pdf", "capture.warc.gz#1", "html-with-metadata.html", "front-matter-yaml.md"}
    assert read["text.pdf"] == read["capture.warc.gz#1"] == "duplicate", "all four have the same text"
    page = (cold / "site/articles/lighthouse/index.html").read_text()
    assert 'href="https://news.example/briefing/articles/lighthouse/"' in page
    assert "b-foot" in page, "from the overrides beside the templates"
    assert snapshot(cold / "site") == snapshot(warm / "site")
