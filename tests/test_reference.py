"""docs/reference.md is made from the docstrings."""

from __future__ import annotations

import reference


def test_the_reference_is_what_the_docstrings_say() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.reference(), "run `make reference`"


def test_every_public_function_and_value_has_a_docstring() -> None:
    page = reference.reference()

    assert "```\n\n\n#" not in page, "a member of docs/reference.md has no docstring"
