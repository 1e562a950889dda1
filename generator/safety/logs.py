"""Text for terminals and for the logs of CI services, which act on what they find there. Pure.

GitHub takes a line that begins with `::` for a command, and `##[group]` anywhere in a line; Azure Pipelines takes
`##vso[task.setvariable]`, TeamCity `##teamcity[message]`; GitLab and terminals act on control characters. Names of
files and words of articles hold what their authors want.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

COMMAND_AT_START = re.compile(r"^([\s\ufeff\u200b]*)(::)", re.MULTILINE)
COMMAND_ANYWHERE = re.compile(r"#(?=#(?:\[|vso\[|teamcity\[))", re.IGNORECASE)
# Control characters but the tabulator and the end of a line; other ends of lines; changes of the direction of text.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def inert_lines(text: str) -> str:
    """The text with a backslash in each command of a CI service, and with its control characters as escapes."""
    text = CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
    return COMMAND_ANYWHERE.sub(r"#\\", COMMAND_AT_START.sub(r"\1\\\2", text))


def inert_json(text: str) -> str:
    """The same JSON, with escapes for what a terminal or a CI service acts upon."""
    text = CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return COMMAND_ANYWHERE.sub(r"\\u0023", text)


# --- annotations of GitHub -----------------------------------------------------------------------------------

ANNOTATIONS_VARIABLE = "GITHUB_ACTIONS"  # "true" where GitHub reads what is printed
PLACE = re.compile(r"(?P<file>[^\s:,]+\.\w+)(?:, line (?P<line>\d+))?: ")
DATA_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY_ESCAPES = DATA_ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def shows_annotations(environment: Mapping[str, str]) -> bool:
    """True if a service reads the output that shows messages at the files that they are about."""
    return environment.get(ANNOTATIONS_VARIABLE) == "true"


def annotation(level: str, message: str, file: str = "", line: str = "") -> str:
    """The line that makes GitHub show a message (`error`, `warning` or `notice`) at a file of the repository.

    Without `file` it is the one with which the message begins, as in `mkdocs.yml, line 3: …`, if any.
    """
    if not file and (place := PLACE.match(message)):
        file, line = place["file"], place["line"] or ""
    properties = [
        f"{name}={value.translate(PROPERTY_ESCAPES)}"
        for name, value in (("file", file), ("line", line))
        if value
    ]
    return f"::{level} {','.join(properties)}".rstrip() + f"::{inert_lines(message).translate(DATA_ESCAPES)}"
