"""docs/reference.md is made from the docstrings."""

from __future__ import annotations

import ast

import reference
from conftest import PROJECT


def test_the_reference_is_what_the_docstrings_say() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.reference(), "run `make reference`"


def test_every_public_function_and_value_has_a_docstring() -> None:
    page = reference.reference()

    assert "```\n\n\n#" not in page, "a member of docs/reference.md has no docstring"


def test_every_function_has_a_docstring() -> None:
    missing = [
        f"{path.relative_to(PROJECT)}: {node.name}"
        for path in sorted((PROJECT / "generator").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and not ast.get_docstring(node)
    ]

    assert not missing, "Say in a line what each returns or does, for a reader who sees only its signature."
