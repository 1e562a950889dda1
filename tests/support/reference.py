"""Writes docs/reference.md from the docstrings of the public interface.

    make reference

What is public is what a module names in `__all__`, or, without one, what it defines under a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import griffe

PROJECT = Path(__file__).parent.parent.parent
PAGE = PROJECT / "docs/reference.md"
# Along the way of the data, then what the steps share.
MODULES = (
    "build",
    "config",
    "readers",
    "articles",
    "summarizers",
    "themes",
    "stories",
    "figures",
    "digests",
    "pages",
    "feeds",
    "safety.verification",
    "publish",
    "search",
    "models",
    "engine",
    "language",
    "safety.escaping",
    "errors",
)
HEAD = """\
---
title: Python interface
description: The public functions and values of the package, from their docstrings.
---
# Python interface

Made from the docstrings by `make reference`. Everything else in the package may change without notice.
A date is a `datetime.date`, an offset counts code points, a language is an ISO 639-1 code.
"""


def reference() -> str:
    """The whole page."""
    package = griffe.load("generator", search_paths=[PROJECT], resolve_aliases=True)
    return "\n".join([HEAD, *(part for name in MODULES for part in module_parts(package[name]))])


def module_parts(module: griffe.Module) -> Iterator[str]:
    """A module's heading and docstring, then each public member."""
    yield f"## {module.path}\n"
    yield docstring(module)
    for member in members(module):
        yield f"### {member.name}\n"
        yield f"```python\n{code(member)}\n```\n"
        yield docstring(member)


def members(module: griffe.Module) -> Iterator[griffe.Function | griffe.Class]:
    """The public functions and classes of a module, as `__all__` orders them or as they stand."""
    names = [str(name) for name in module.exports or ()] or [
        name for name, member in module.members.items() if not name.startswith("_") and not member.is_alias
    ]
    for name in names:
        member = module.members[name]
        target = member.final_target if isinstance(member, griffe.Alias) else member
        if isinstance(target, griffe.Function | griffe.Class):
            yield target


def code(member: griffe.Function | griffe.Class) -> str:
    """The signature of a function, or the fields of a class with what stands beside them."""
    if isinstance(member, griffe.Function):
        return f"def {member.signature()}"
    bases = ", ".join(str(base) for base in member.bases)
    head = f"class {member.name}({bases}):" if bases else f"class {member.name}:"
    lines = [line for field in fields(member) for line in field.lines]
    return "\n".join([head, *lines]) if lines else f"{head} ..."


def fields(member: griffe.Class) -> Iterator[griffe.Attribute]:
    """The annotated or assigned fields of a class, without properties and private ones."""
    for name, field in member.members.items():
        is_property = "property" in field.labels or "cached_property" in field.labels
        if isinstance(field, griffe.Attribute) and not name.startswith("_") and not is_property:
            yield field


def docstring(member: griffe.Object) -> str:
    """The docstring; an indented block in it is code to Markdown too."""
    return f"{member.docstring.value}\n" if member.docstring else ""


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
