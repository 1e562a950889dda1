"""Verbatim or not at all: every printed sentence is a span of its article, and every article of its file.

Checked between rendering and publishing, by other means than those that chose and printed the sentences.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from generator import markup
from generator.errors import ProofError
from generator.models import Article, Briefing, Draft, Page

PRINTED = re.compile(r"<blockquote><p>(.*?)</p></blockquote>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def prove(briefing: Briefing, drafts: Mapping[str, Draft], pages: Iterable[Page]) -> None:
    """Raises ProofError at the first sentence that its source does not hold word for word."""
    for article in briefing.articles:
        _article_is_its_source(article, drafts[article.source])
    quoted = set()
    for extract in briefing.extracts:
        article = briefing.by_id[extract.article]
        starts = {sentence.start for sentence in article.numbered}
        ends = {sentence.end for sentence in article.numbered}
        if extract.start not in starts or extract.end not in ends:
            raise ProofError(f"{article.source}: the extract {extract} is not made of whole sentences.")
        quoted.add(markup.clean(article.words_of(extract)))
    for page in pages:
        for printed in PRINTED.findall(page.text):
            words = html.unescape(TAG.sub("", printed))
            if words not in quoted:
                raise ProofError(f'{page.path}: "{words[:80]}" is printed as a quotation but is no extract.')


def _article_is_its_source(article: Article, draft: Draft) -> None:
    """The article's sentences stand in the decoded file, in order, white space aside."""
    source = " ".join(draft.decoded.split())
    position = 0
    for sentence in article.sentences:
        words = article.words_of(sentence)
        found = source.find(words, position)
        if found < 0:
            raise ProofError(f'{article.source}: "{words[:80]}" is not in the file at its place.')
        position = found + len(words)
