"""What two annotators said must never be printed is gone or never chosen; what they said matters most stays.

Needs labelled articles that are not part of the project; where they are absent, this is skipped.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from conftest import PROJECT

from generator.articles import assemble, cleaning
from generator.models import Article, Block, BlockKind, DecodedText, ExtractedDocument, MetadataValue

GOLD = PROJECT.parent / "shared" / "eval" / "gold-dev.jsonl"

pytestmark = pytest.mark.skipif(
    not GOLD.is_file(), reason="The labelled articles are not beside the project."
)

REMOVED, UNQUOTABLE, QUOTABLE = "removed", "unquotable", "quotable"


def draft(labelled: dict[str, Any]) -> ExtractedDocument:
    text = labelled["text"]
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=part) for part in text.split("\n\n"))
    title = MetadataValue(value=labelled["title"], origin="data")
    return ExtractedDocument(
        source=f"{labelled['id']}.txt",
        sha256="0" * 64,
        decoded=(DecodedText(text=text),),
        blocks=blocks,
        title=title,
    )


def bare(text: str) -> str:
    return "".join(text.translate(cleaning.INVISIBLE).split())


def spans(pieces: list[str], text: str) -> list[tuple[int, int]]:
    """Where the pieces stand in the text, one after the other, all white space left out."""
    found, position = [], 0
    for piece in map(bare, pieces):
        start = text.index(piece, position)
        position = start + len(piece)
        found.append((start, position))
    return found


def state(span: tuple[int, int], article: Article, places: list[tuple[int, int]]) -> str:
    """What cleaning made of a labelled sentence, which may hold several of ours or be part of one."""
    inside = [
        sentence
        for sentence, (start, end) in zip(article.sentences, places, strict=True)
        if start < span[1] and span[0] < end
    ]
    if not inside:
        return REMOVED
    return QUOTABLE if any(sentence.rejection is None for sentence in inside) else UNQUOTABLE


@cache
def judged() -> tuple[tuple[dict[str, Any], tuple[str, ...]], ...]:
    """Each labelled article with the state of each of its sentences."""
    found = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        article = assemble(draft(labelled))
        assert article is not None
        whole = bare(labelled["text"])
        places = spans([article.words_of(sentence) for sentence in article.sentences], whole)
        states = tuple(state(span, article, places) for span in spans(labelled["sentences"], whole))
        found.append((labelled, states))
    return tuple(found)


def labels(labelled: dict[str, Any], name: str) -> list[set[int]]:
    return [set(annotator[name]) for annotator in labelled["annotators"]]


def states_of(name: str, combine: Any) -> list[str]:
    return [
        states[index] for labelled, states in judged() for index in sorted(combine(*labels(labelled, name)))
    ]


def test_what_both_annotators_call_bad_is_removed_or_never_chosen() -> None:
    states = states_of("bad", set.intersection)

    assert len(states) > 100
    assert states.count(QUOTABLE) <= 0.05 * len(states)


def test_no_sentence_that_an_annotator_calls_key_is_removed() -> None:
    states = states_of("key", set.union)

    assert len(states) > 100
    assert REMOVED not in states


def test_nearly_all_sentences_that_an_annotator_calls_key_may_be_quoted() -> None:
    states = states_of("key", set.union)

    assert states.count(QUOTABLE) >= 0.88 * len(states)
