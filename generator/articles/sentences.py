"""From the blocks of an article to its sentences, each with a verdict on whether it may be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator import language
from generator.articles import boilerplate
from generator.language import scripts
from generator.models import Block, BlockKind, RejectionReason, Sentence
from generator.standalone.verdicts import judge_sentences

MAX_HEADING_WORDS = 12  # a longer line without a full stop is prose whose full stop was lost

PLACE = r"[^\W\d_a-z]{2}[^\W\d_a-z.’'-]*"  # in capitals
MIXED_PLACE = r"[^\W\d_a-z][\w.’'-]+"
CREDIT = r"(?:,? ?[(/][^()/\n]{1,40}[)/]\.?)"  # (AP)  (Reuters)  /TASS/
DAY = r"(?:,? (?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2} [^\W\d_]{3,9}\.?)(?:,? \d{4})?\.?)"
# VELD, March 5 (AP) —   NEW VELD and ALDERMOOR (March 5, 2024) —   VELD:   Veld |   Kyiv, Feb. 4 (UPI) --
RULE = r"\s*(?:[—–|:]|--?)"  # between a dateline and its sentence
DATELINE = re.compile(
    rf"(?:{PLACE}(?:[ /](?:and )?{PLACE})*(?:, {MIXED_PLACE}(?: {MIXED_PLACE})?)?{DAY}?{CREDIT}?{RULE}"
    rf"|{MIXED_PLACE}(?: {MIXED_PLACE}){{0,2}}(?:{DAY}{CREDIT}?{RULE}|{CREDIT}{RULE}|\s+[—–|])"
    rf"|(?:Reuters|AP|AFP|UPI|TASS|dpa|Xinhua), {MIXED_PLACE}{RULE})\s+(?=[“\"‘']?[^\W\d_a-z])"
)
MIN_WORDS_BEHIND = 5  # of the sentence that a dateline stands before

PARAGRAPH_BREAK = "\n\n"  # between the blocks of an article's text
PROSE_END = re.compile(
    r"""[.!…:;,。！：；，؛،۔।|\u0589\u0965\u0f0d-\u0f11\u104b\u1362\u17d4\u17d5]["'”“’»«)\]」』）]*$|["”»」』]$"""
)
SEVERAL = re.compile(r"[?!]['\"”’»)\]]*\s")  # a question behind a question is a paragraph of its own


def with_headings(blocks: Sequence[Block], code: str) -> tuple[Block, ...]:
    """Mark as headings the short paragraphs without a full stop that have prose after them."""
    last = len(blocks) - 1
    return tuple(
        replace(block, kind=BlockKind.HEADING) if index < last and _is_heading(block, code) else block
        for index, block in enumerate(blocks)
    )


def _is_heading(block: Block, code: str) -> bool:
    """True if the block is marked as a heading, or is a short paragraph without the marks of prose."""
    text = block.text
    if block.kind is not BlockKind.PARAGRAPH:
        return block.kind is BlockKind.HEADING
    is_prose = scripts.opens_small(text) or PROSE_END.search(text) or SEVERAL.search(text)
    return (
        scripts.word_count(text) <= MAX_HEADING_WORDS
        and not is_prose
        and len(language.sentences(text, code)) == 1
    )


def split_sentences(blocks: Sequence[Block], code: str) -> tuple[Sentence, ...]:
    """The sentences of the blocks as spans of their text, joined by blank lines; a heading is one sentence.

    `code` is an ISO 639-1 code.
    """
    spans = [_spans(block, code) for block in blocks]
    first = next((index for index, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), None)
    if first is not None:
        spans[first] = _without_dateline(blocks[first].text, spans[first])
    words = [
        [block.text[start:end] for start, end in block_spans]
        for block, block_spans in zip(blocks, spans, strict=True)
    ]
    rejections = rejection_reasons(blocks, words, code)
    sentences: list[Sentence] = []
    offset = number = 0
    for paragraph, (block, block_spans, block_rejections) in enumerate(
        zip(blocks, spans, rejections, strict=True)
    ):
        is_heading = block.kind is BlockKind.HEADING
        for (start, end), rejection in zip(block_spans, block_rejections, strict=True):
            number += not is_heading
            sentences.append(
                Sentence(
                    start=offset + start,
                    end=offset + end,
                    paragraph=paragraph,
                    number=0 if is_heading else number,
                    rejection=rejection,
                )
            )
        offset += len(block.text) + len(PARAGRAPH_BREAK)
    return tuple(sentences)


def _without_dateline(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The spans of a paragraph's sentences, with a dateline before the first as a span of its own."""
    dateline = DATELINE.match(text)
    if not (
        dateline and spans and scripts.word_count(text[dateline.end() : spans[0][1]]) >= MIN_WORDS_BEHIND
    ):
        return spans
    return ((0, len(dateline[0].rstrip())), (dateline.end(), spans[0][1]), *spans[1:])


def _spans(block: Block, code: str) -> Sequence[tuple[int, int]]:
    """The (start, end) of each sentence in a block; a heading is one sentence."""
    if block.kind is BlockKind.HEADING:
        return ((0, len(block.text)),)
    return language.sentences(block.text, code)


def rejection_reasons(
    blocks: Sequence[Block], sentences: Sequence[Sequence[str]], code: str
) -> Iterator[tuple[RejectionReason | None, ...]]:
    """Yield for each block why each of its sentences may not be printed on its own; None where it may.

    `sentences` holds the words of the sentences of each block.
    """
    for block, words, reasons in zip(blocks, sentences, judge_sentences(sentences, code), strict=True):
        if block.kind is BlockKind.HEADING:
            yield (RejectionReason.HEADING,) * len(words)
        else:
            captions = _captions(words)
            yield tuple(
                RejectionReason.CAPTION if index in captions else reason
                for index, reason in enumerate(reasons)
            )


def _captions(sentences: Sequence[str]) -> frozenset[int]:
    """The indices of the sentences that are a picture's credit inside a paragraph, and of the sentence before each."""
    credits = [index for index, sentence in enumerate(sentences) if boilerplate.is_credit(sentence)]
    return frozenset(index for credit in credits for index in (credit - 1, credit))
