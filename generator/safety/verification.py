"""Verbatim or not at all: every printed sentence is a span of its article, and every article of its file.

Checked between rendering and publishing, by other means than those that chose and printed the sentences.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence, Set

from generator.errors import ProofError
from generator.models import Article, Briefing, Extract, ExtractedDocument, Figure, Page
from generator.safety import escaping

TONGUE = r'(?: lang="[a-z]+")?(?: dir="rtl")?'
QUOTED = re.compile(rf"<blockquote(?: cite=\"[^\"]*\")?{TONGUE}><p>(.*?)</p></blockquote>", re.DOTALL)
AROUND = re.compile(r'<details class="b-around">(.*?)</details>', re.DOTALL)
NEIGHBOUR = re.compile(rf"<p{TONGUE}>(.*?)</p>", re.DOTALL)
IN_PLACE = re.compile(r'<(?:mark|span) id="s(\d+)">(.*?)(?=<(?:mark|span) id="s|</p>)', re.DOTALL)
APPARATUS = re.compile(r'<(a|span) class="b-n".*?</\1>|<span class="b-note"[^<>]*>.*?</span>', re.DOTALL)
FIGURE = re.compile(r'<p class="b-num">(.*?) <span>')
TAG = re.compile(r"<[^>]*>")

ARTICLE_PAGE = re.compile(r"articles/([^/]+)\.md")


def prove(briefing: Briefing, pages: Iterable[Page]) -> None:
    """Raises ProofError at the first printed sentence that is not, word for word, one of its article."""
    sentences = {
        article.id: tuple(escaping.clean(article.words_of(each)) for each in article.numbered)
        for article in briefing.articles
    }
    for extract in briefing.extracts:
        _is_whole_sentences(extract, briefing.by_id[extract.article])
    figures = {figure for difference in briefing.differences for figure in difference.figures}
    for figure in figures:
        _stands_in_its_sentence(figure, briefing.by_id[figure.extract.article])
    printed = {
        escaping.clean(briefing.by_id[one.extract.article].text[one.start : one.end]) for one in figures
    }
    extracts = {escaping.clean(briefing.by_id[each.article].words_of(each)) for each in briefing.extracts}
    everything = {words for within in sentences.values() for words in within} | extracts
    for page in pages:
        if page.path.endswith(".md"):
            _is_verbatim(page, extracts, everything, sentences)
            _prints_figures(page, printed)


def stands_in_its_file(article: Article, draft: ExtractedDocument) -> None:
    """Raises ProofError unless the article's sentences stand in the decoded file, in order, white space aside."""
    source = " ".join(draft.decoded.split())
    position = 0
    for sentence in article.sentences:
        words = article.words_of(sentence)
        found = source.find(words, position)
        if found < 0:
            raise ProofError(f'{article.source}: "{words[:80]}" is not in the file at its place.')
        position = found + len(words)


def _is_whole_sentences(extract: Extract, article: Article) -> None:
    starts = {sentence.start for sentence in article.numbered}
    ends = {sentence.end for sentence in article.numbered}
    if extract.start not in starts or extract.end not in ends:
        raise ProofError(f"{article.source}: {extract} is not made of whole sentences.")


def _stands_in_its_sentence(figure: Figure, article: Article) -> None:
    if not figure.extract.start <= figure.start < figure.end <= figure.extract.end:
        raise ProofError(f"{article.source}: {figure} does not stand in its sentence.")


def _prints_figures(page: Page, printed: Set[str]) -> None:
    for number in map(_shown, FIGURE.findall(page.text)):
        if number not in printed:
            raise ProofError(
                f'{page.path}: "{number[:80]}" is printed as a figure but stands in no article so.'
            )


def _is_verbatim(
    page: Page, extracts: Set[str], everything: Set[str], sentences: Mapping[str, Sequence[str]]
) -> None:
    for quoted in map(_shown, QUOTED.findall(page.text)):
        if quoted not in extracts:
            raise ProofError(f'{page.path}: "{quoted[:80]}" is printed as a quotation but is no extract.')
    for context in AROUND.findall(page.text):
        for neighbour in map(_shown, NEIGHBOUR.findall(context)):
            if neighbour not in everything:
                raise ProofError(f'{page.path}: "{neighbour[:80]}" is printed as context but is no sentence.')
    if article := ARTICLE_PAGE.fullmatch(page.path):
        for number, words in IN_PLACE.findall(APPARATUS.sub("", page.text)):
            if _shown(words) != sentences[article[1]][int(number) - 1]:
                raise ProofError(
                    f'{page.path}: "{_shown(words)[:80]}" is not sentence {number} of the article.'
                )


def _shown(printed: str) -> str:
    """What a reader sees of a piece of a page."""
    return html.unescape(TAG.sub("", printed)).strip()
