"""Renders the generated pages outside the navigation, byte for byte as MkDocs would, in a fraction of its time.

`eligibility` says whether a site's pages can be rendered here; `deferred` keeps MkDocs from rendering them;
`fast_markdown` converts what the templates write; `shells` renders the theme's template once for many pages; `pages`
puts the two together, and leaves to MkDocs' own functions what may come out differently. Beside `plugin`, the only
package that knows MkDocs.
"""

from generator.rendering.deferred import DeferredFile, all_pages, defer
from generator.rendering.eligibility import find_obstacle
from generator.rendering.pages import Checks, render_deferred
from generator.rendering.shells import NotSpliceableError

__all__ = [
    "Checks",
    "DeferredFile",
    "NotSpliceableError",
    "all_pages",
    "defer",
    "find_obstacle",
    "render_deferred",
]
