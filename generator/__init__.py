"""A folder of news articles goes in, a searchable briefing site comes out; every sentence is quoted word for word.

The packages, in the order in which the data flows:

    readers       files → drafts, whatever the format, within bounds
    articles      draft → article: what is not prose is removed; `standalone` judges each sentence
    summarizers   article → summary: its most important sentences, word for word
    themes        article → the themes it is about, with each term found as evidence
    stories       articles → copies and stories: which have one text, and which report one event
    figures       articles → quantities, and where accounts differ
    digests       articles → briefs across them
    pages, feeds  the briefing → Markdown, HTML blocks and data, all untrusted text through `safety.escaping`
    safety        every printed sentence is verified to be a span of its source, or nothing is published
    publish       pages → docs/: only what changed, and never over a page written by hand
    search        the briefing → the index that the search page reads

`build` connects them and uses the processes of `engine`; `cli` and `plugin` call `build`.
"""

from __future__ import annotations

import os
from typing import Any

__all__ = ["build"]

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # the matrices are small: threads of numpy would wait and spin


def __getattr__(name: str) -> Any:
    """Import `generator.build` when it is first asked for, not for `briefing --help`.

    AttributeError for other names.
    """
    if name == "build":
        from importlib import import_module

        return import_module("generator.build")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
