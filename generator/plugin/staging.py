"""Lets MkDocs build in a staging folder, and publishes the finished site whole, at the end of the build."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from generator.plugin.messages import log
from generator.publish import StagedSite

BUILD_LOG = logging.getLogger("mkdocs.commands.build")  # says where MkDocs writes


class StagedBuild:
    """The staging folder of one build of MkDocs, from the first event of the build to its last.

    Plugins such as `i18n` run builds within a build: only the outermost one is staged and published.
    """

    def __init__(self) -> None:
        """Nothing is staged yet."""
        self._site: StagedSite | None = None
        self._config: MkDocsConfig | None = None
        self._site_dir = ""  # as it was configured
        self._depth = 0  # of builds within builds

    def begin(self, config: MkDocsConfig) -> Path:
        """Have MkDocs build in a staging folder from now on; returns the folder with the published site.

        Raises MachineError if there can be no staging folder.
        """
        self._depth += 1
        if self._depth == 1:
            self._site_dir = config.site_dir
            self._site = StagedSite(Path(config.site_dir))
            self._config = config
            config.site_dir = str(self._site.folder)
            BUILD_LOG.addFilter(self._name_published)
        return Path(self._site_dir)

    def finish(self, config: MkDocsConfig) -> None:
        """Publish the site, unless MkDocs is about to stop because of its warnings. Raises MachineError."""
        self._depth -= 1
        if self._depth == 0 and self._site:
            if not Path(config.site_dir).is_relative_to(self._site.folder):
                log.debug(f"briefing: another plugin chose {config.site_dir}, which is written in place")
            elif _is_about_to_abort(config):
                log.info(f"briefing: {self._site_dir} stays as it was")
            else:
                self._site.publish()
            self.abandon()

    def abandon(self) -> None:
        """Delete the staging folder, if there is one, and give the configuration its folder back."""
        if self._site and self._config:
            if self._config.site_dir == str(self._site.folder):
                self._config.site_dir = self._site_dir
            self._site.discard()
            BUILD_LOG.removeFilter(self._name_published)
        self._site, self._config, self._depth = None, None, 0

    def named(self, text: str) -> str:
        """A text that names the published folder wherever it named the staging folder."""
        return text.replace(str(self._site.folder), self._site_dir) if self._site else text

    def _name_published(self, record: logging.LogRecord) -> bool:
        """Write the published folder instead of the staging folder in a line of the log; no line is held back."""
        record.msg, record.args = self.named(record.getMessage()), ()
        return True


def _is_about_to_abort(config: MkDocsConfig) -> bool:
    """True if a strict build had warnings, for which MkDocs stops after the last event."""
    counters = [
        handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)
    ]
    return bool(config.strict and any(counter.get_counts() for counter in counters))
