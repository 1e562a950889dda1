"""What the plugin says through MkDocs: its log, and the errors that stop a build."""

from __future__ import annotations

import logging
import os
import sys

from mkdocs.exceptions import PluginError

from generator.safety.logs import annotation, inert_lines, shows_annotations


class _InertLines(logging.Filter):
    """Keeps names of files and words of articles from acting as commands of a CI service."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the message of a record by its harmless form; no record is held back."""
        record.msg, record.args = inert_lines(record.getMessage()), ()
        return True


log = logging.getLogger("mkdocs.plugins.briefing")
log.addFilter(_InertLines())


def annotate(level: str, message: str, file: str = "") -> None:
    """Make GitHub show a message at a file of the repository; without GitHub, do nothing."""
    if shows_annotations(os.environ):
        sys.stderr.write(f"{annotation(level, message, file)}\n")


def plugin_error(message: object) -> PluginError:
    """The error that makes MkDocs stop with this message and without a traceback; GitHub shows it at its file."""
    for line in str(message).splitlines():
        annotate("error", line)
    return PluginError(f"\n{inert_lines(str(message))}")
