"""Renders the generated pages outside the navigation, byte for byte as MkDocs would, in a fraction of its time.

`eligibility` says whether a site's pages can be rendered here; `deferred` keeps MkDocs from rendering them;
`fast_markdown` converts what the templates write; `shells` renders the theme's template once for many pages; `pages`
puts the two together, and leaves to MkDocs' own functions what may come out differently. `store` keeps what was
rendered from what, so that pages are taken over from the published site; `fingerprint` covers what they depend on
beside their sources. Beside `plugin`, the only package that knows MkDocs.
"""

from generator.rendering.deferred import DeferredFile, all_pages, defer
from generator.rendering.eligibility import find_obstacle
from generator.rendering.fingerprint import hash_context, hash_facts
from generator.rendering.pages import Checks, Earlier, Rendered, quicken, render_deferred
from generator.rendering.shells import NotSpliceableError
from generator.rendering.store import RenderedSite

__all__ = [
    "Checks",
    "DeferredFile",
    "Earlier",
    "NotSpliceableError",
    "Rendered",
    "RenderedSite",
    "all_pages",
    "defer",
    "find_obstacle",
    "hash_context",
    "hash_facts",
    "quicken",
    "render_deferred",
]
