"""Text for terminals and for the logs of CI services, which act on what they find there. Pure.

GitHub takes a line that begins with `::` for a command, and `##[group]` anywhere in a line; Azure Pipelines takes
`##vso[task.setvariable]`, TeamCity `##teamcity[message]`; GitLab and terminals act on control characters. Names of
files and words of articles hold what their authors want.
"""

from __future__ import annotations

import re

COMMAND_AT_START = re.compile(r"^([\s\ufeff\u200b]*)(::)", re.MULTILINE)
COMMAND_ANYWHERE = re.compile(r"#(?=#(?:\[|vso\[|teamcity\[))", re.IGNORECASE)
# Control characters but the tabulator and the end of a line; other ends of lines; changes of the direction of text.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def inert_lines(text: str) -> str:
    """The text with a backslash in each command of a CI service, and with its control characters as escapes."""
    text = CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
    return COMMAND_ANYWHERE.sub(r"#\\", COMMAND_AT_START.sub(r"\1\\\2", text))
