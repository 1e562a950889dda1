"""A new docs/ or site/, whole or not at all: staged beside the published folder, then exchanged with it in one step.

`docs` writes the pages, `site` is a folder in which MkDocs builds. Both stand on `places` (where a staging folder and a
lock stand, and what killed builds left there), `trees` (folders made of hard links), `exchange` and `locks`.
"""

from generator.publish.docs import Published, clear_up, publish, read_hashes, read_published, withdraw
from generator.publish.manifest import GITIGNORE, MANIFEST
from generator.publish.site import StagedSite

__all__ = [
    "GITIGNORE",
    "MANIFEST",
    "Published",
    "StagedSite",
    "clear_up",
    "publish",
    "read_hashes",
    "read_published",
    "withdraw",
]
