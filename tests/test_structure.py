"""The structure of the code: who may import whom, what is imported when, and where Markdown lives."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BRIDGE, PROJECT, MakeSite

PACKAGE = PROJECT / "generator"

# Packages and modules from the lowest layer up. Each may import from the layers below its own, and from those of its
# own layer only as SIBLINGS allows. A dotted name is a module in another layer than its package.
LAYERS = (
    {"language.packs", "language.scripts"},
    {"cache", "engine", "errors", "models"},
    {"config", "language", "safety"},
    {
        "articles",
        "digests",
        "feeds",
        "figures",
        "pages",
        "publish",
        "readers",
        "search",
        "standalone",
        "starter",
        "stories",
        "summarizers",
        "themes",
    },
    {"articles.analysis"},
    {"articles.recall"},
    {"build", "evaluation", "rendering"},
    {"updates"},
    {"cli", "plugin"},
    {"__main__"},
)
SIBLINGS = {
    "articles": {"standalone"},  # assembling an article judges its sentences
    "config": {"safety"},  # refuses extensions that would let text act
    "engine": {"errors"},  # says what is missing of a cluster
    "feeds": {"pages"},  # cites an article as its page does
}
MAX_TOP_ENTRIES = 28  # of generator/, so that a newcomer sees the order


def packages() -> dict[str, list[Path]]:
    """The modules of each package, by its name; a module at the top is a package of its own."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        found.setdefault(_package(_dotted(path)), []).append(path)
    return found


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def _package(module: str) -> str:
    """`language.scripts` → itself, as a layer names it; `language.words` → `language`."""
    named = set().union(*LAYERS)
    return module if module in named else module.split(".")[0]


def imported_packages(path: Path) -> set[str]:
    """The packages that a module imports, at its top or inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "generator":
            package = (node.module or "").removeprefix("generator").lstrip(".")
            found |= {_package(".".join(filter(None, (package, alias.name)))) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {
                _package(alias.name.removeprefix("generator."))
                for alias in node.names
                if alias.name.startswith("generator.")
            }
    return found


def test_every_package_has_a_layer() -> None:
    assert set(packages()) - {"__init__"} == set().union(*LAYERS)


def test_the_top_of_the_package_can_be_taken_in_at_a_glance() -> None:
    entries = [
        entry for entry in PACKAGE.iterdir() if entry.name not in ("__pycache__", "templates", "py.typed")
    ]

    assert len(entries) <= MAX_TOP_ENTRIES


@pytest.mark.parametrize("package", sorted(set().union(*LAYERS)))
def test_a_package_imports_from_the_layers_below_only(package: str) -> None:
    layer = next(index for index, names in enumerate(LAYERS) if package in names)
    allowed = set().union(*LAYERS[:layer]) | SIBLINGS.get(package, set()) | {package}

    for path in packages()[package]:
        assert imported_packages(path) <= allowed, path


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
        "babel",
        "yaml",
        "sumy",
        "numpy",
        "nltk",
        "py3langid",
        "pydantic",
        "mkdocs",
        "jinja2",
        "sentencex",
        "scipy",
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
        if {"verification", "readers", "rendering"} & set(path.parts):
            continue  # they read such pieces; they write none of their own
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
    r"^ *(?:link\(.*\)|.*\| *attribute|place\.first|sentence\.number|each|original|theme\.id|there"
    r"|(?:share\.)?theme\.colour|colour|segment\.colour|x|number|loop\.index"
    r"|(?:bar|frame|share|tick|coverage)\.\w+|briefing\.cadence) *$"  # numbers
)


@pytest.mark.parametrize("path", sorted((PROJECT / "templates").rglob("*.md")), ids=lambda path: path.name)
def test_what_a_template_prints_into_an_attribute_is_inert_there(path: Path) -> None:
    for attribute in ATTRIBUTE.findall(path.read_text(encoding="utf-8")):
        for printed in PRINTED.findall(attribute):
            assert INERT.match(printed), f"{path.name}: {{{{{printed}}}}} inside an attribute"
