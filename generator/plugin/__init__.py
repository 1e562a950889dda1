"""The MkDocs plugin: runs the build, watches the seeds, adds to the theme, inspects the pages that MkDocs made.

The only package that knows MkDocs. No page depends on it: the pages are complete Markdown in docs/ before MkDocs
looks there.
"""

from generator.plugin.hooks import BriefingPlugin

__all__ = ["BriefingPlugin"]
