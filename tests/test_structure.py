"""The shape of the house: who may import whom, what is imported when, and where Markdown lives."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BRIDGE, PROJECT, MakeSite

PACKAGE = PROJECT / "generator"

# From the ground up. A room may import from the floors below its own, never from its own or from above.
FLOORS = (
    {"openings", "scripts"},
    {"engine", "errors", "guard", "lines", "models", "policy", "tripwire"},
    {"boilerplate", "charts", "config", "dates", "language", "listings", "markup", "overrides", "quotable"},
    {"citations", "references"},
    {
        "cleaning",
        "digests",
        "feeds",
        "figures",
        "pages",
        "proof",
        "publish",
        "readers",
        "search",
        "starter",
        "stories",
        "summarizers",
        "themes",
    },
    {"build", "evaluation"},
    {"advisory", "explanation"},
    {"cli", "plugin"},
    {"__main__"},
)


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        found.setdefault(room, []).append(path)
    return found


def imported_rooms(path: Path) -> set[str]:
    """The rooms that a module imports, at its top or inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "generator":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("generator.")}
    return found


def test_every_room_has_a_floor() -> None:
    assert set(rooms()) - {"__init__"} == set().union(*FLOORS)


@pytest.mark.parametrize("room", sorted(set().union(*FLOORS)))
def test_a_room_imports_from_the_floors_below_only(room: str) -> None:
    floor = next(index for index, names in enumerate(FLOORS) if room in names)
    below = set().union(*FLOORS[:floor])

    for path in rooms()[room]:
        assert imported_rooms(path) - {room} <= below, path


def imported_modules(code: str, cwd: Path) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_build_never_imports_mkdocs(site: MakeSite) -> None:
    settings = site({"bridge.txt": BRIDGE})
    (settings.root / "mkdocs.yml").write_text("site_name: Test\nplugins: [briefing]\n")

    modules = imported_modules(
        "sys.argv = ['briefing', 'build']\nfrom generator.cli import app\napp(standalone_mode=False)",
        settings.root,
    )

    assert "generator.build" in modules
    assert not {module for module in modules if module.split(".")[0] in ("mkdocs", "material")}


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    modules = imported_modules(
        "sys.argv = ['briefing', '--help']\nfrom generator.cli import app\napp(standalone_mode=False)",
        tmp_path,
    )

    assert "generator.cli" in modules
    heavy = {
        "sumy",
        "numpy",
        "nltk",
        "py3langid",
        "pydantic",
        "mkdocs",
        "jinja2",
        "sentencex",
        "scipy",
        "datasketch",
        "trafilatura",
        "lxml",
        "feedparser",
    }
    assert not heavy & modules


def test_templates_hold_all_markdown() -> None:
    """No string in Python looks like a piece of a page: a heading, a list item, a link, or a tag."""
    page_like = re.compile(
        r"^#{1,6} \w|^[-*] \[|\]\((?:[.#/]|http)|(?<!\?P)<(?:p|div|a|li|ul|ol|h[1-6]|blockquote|mark|table)\b",
        re.MULTILINE,
    )
    for path in PACKAGE.rglob("*.py"):
        if path.name == "proof.py" or "readers" in path.parts:
            continue  # they read such pieces; they write none
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not page_like.search(node.value), f"{path.name}:{node.lineno}"


ATTRIBUTE = re.compile(r'="([^"]*)"')
PRINTED = re.compile(r"\{\{(.*?)\}\}")
INERT = re.compile(
    r"^ *(?:link\(.*\)|.*\| *attribute|place\.first|sentence\.number|colour\(.*\)|each|original|theme\.id|there"
    r"|colour|segment\.colour|x|number|loop\.index"
    r"|(?:bar|frame|share|tick|coverage)\.\w+|briefing\.cadence) *$"  # numbers
)


@pytest.mark.parametrize("path", sorted((PROJECT / "templates").rglob("*.md")), ids=lambda path: path.name)
def test_what_a_template_prints_into_an_attribute_is_inert_there(path: Path) -> None:
    for attribute in ATTRIBUTE.findall(path.read_text(encoding="utf-8")):
        for printed in PRINTED.findall(attribute):
            assert INERT.match(printed), f"{path.name}: {{{{{printed}}}}} inside an attribute"
