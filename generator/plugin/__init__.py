"""The MkDocs plugin: runs the build, watches the seeds, lends the theme, inspects what MkDocs made of the pages.

The only package that knows MkDocs. No page depends on it: the pages are complete Markdown in docs/ before MkDocs
looks there.
"""

from generator.plugin.hooks import BriefingPlugin

__all__ = ["BriefingPlugin"]
