"""The search of the site: what can be searched for, and the index of it.

`records` says what is indexed of each article, never read off a page; `words` by which keys a text is found; `index`
makes files of records. These are pure; `store` has the effects. A query is read and answered in the browser, by
`templates/assets/search/`.
"""

from generator.search.records import Record, bundles, record
from generator.search.store import MANIFEST, find_stale, install, is_version, write

__all__ = ["MANIFEST", "Record", "bundles", "find_stale", "install", "is_version", "record", "write"]
