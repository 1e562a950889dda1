"""A folder of news articles in, a searchable briefing site out; nothing printed that its source does not say.

The story, in the order in which the data flows:

    readers       files → drafts, whatever the format, within bounds
    articles      draft → article: what is not its prose goes out; `standalone` judges each sentence
    summarizers   article → summary: its most important sentences, word for word
    themes        article → the themes it is about, with every place as evidence
    stories       articles → copies and stories: which are one text, and which report one event
    figures       articles → quantities, and where accounts differ
    digests       articles → briefs across them
    pages, feeds  the briefing → Markdown, HTML blocks and data, all untrusted text through `safety.escaping`
    safety        every printed sentence is verified to be a span of its source, or nothing is published
    publish       pages → docs/: only bytes that changed, and never over a person's page
    search        the briefing → the index that the search page reads, beside the built site

`build` connects them, over the processes of `engine`; `cli` and `plugin` are the two ways in.
"""

from __future__ import annotations

import os
from typing import Any

__all__ = ["build"]

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # the matrices are small: threads of numpy would wait and spin


def __getattr__(name: str) -> Any:
    """`generator.build` without importing the whole of it for `briefing --help`."""
    if name == "build":
        from importlib import import_module

        return import_module("generator.build")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
