"""The search of the site: what can be searched for, and the index of it.

`records` is pure: briefing → what is indexed of each article, never read off a page. `index` has the effects: records →
the files of an index. How results look is left to `templates/assets/search.js`.
"""

from generator.search.index import MANIFEST, Indexer, add_record_message, find_indexer, install, write
from generator.search.records import Record, bundles, record

__all__ = [
    "MANIFEST",
    "Indexer",
    "Record",
    "add_record_message",
    "bundles",
    "find_indexer",
    "install",
    "record",
    "write",
]
