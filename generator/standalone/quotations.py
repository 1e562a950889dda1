"""The parts of a sentence inside and outside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.language import scripts

# An opening mark → the marks that close it. Marks within a quotation in other marks are part of its words.
QUOTATIONS: Mapping[str, str] = {
    '"': '"”“»',
    "“": '"”“»',
    "„": '"”“»',
    "«": "»",
    "「": "」",
    "『": "』",
}
OPENED_ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "de": {**QUOTATIONS, "»": "«"},
    "da": {**QUOTATIONS, "»": "«"},
    "nl": {**QUOTATIONS, "‘": "’"},
}
OPENING_MARKS = "".join(QUOTATIONS)
CONTINUING_MARKS = OPENING_MARKS + "»‘"  # at the head of a paragraph, while a quotation is open
MARKS = re.compile(r'["“”„«»「」『』‘]')
MARKS_AND_APOSTROPHE = re.compile(r'["“”„«»「」『』‘’]')
WORD = re.compile(r"\w+")
MIN_OUTSIDE_WORDS = 2  # fewer words outside the marks name no speaker
SPEECH_DASHES = ("– ", "— ", "- ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as its quotation marks divide it."""

    outside: str  # the words of the author, without the marks
    is_quoted: bool  # whether any of the sentence stands in quotation marks
    open_mark: str  # of a quotation that goes on in the next sentence; empty if none does


@dataclass(frozen=True)
class SentenceContext:
    """A sentence with what a rule needs to know of its place in the text."""

    words: str
    passage: Passage
    continues_quotation: bool  # a quotation opened in an earlier sentence goes on
    is_first: bool  # of the text
    is_paragraph: bool  # the only sentence of its paragraph
    language: str  # ISO 639-1

    @cached_property
    def length(self) -> int:
        """The number of words of the sentence."""
        return scripts.word_count(self.words)

    @cached_property
    def outside_words(self) -> frozenset[str]:
        """The words outside quotation marks in lower case, which tell most rules that their pattern cannot match."""
        return frozenset(WORD.findall(self.passage.outside.lower()))


def sentence_contexts(
    paragraphs: Sequence[Sequence[str]], language: str
) -> Iterator[tuple[SentenceContext, ...]]:
    """The contexts of the sentences of each paragraph, in order.

    A quotation may run over several paragraphs, with an opening mark on each.
    """
    open_mark = ""
    is_first = True
    for sentences in paragraphs:
        is_continued = bool(open_mark and sentences) and sentences[0][:1] in CONTINUING_MARKS
        open_mark = ""
        contexts = []
        for index, sentence in enumerate(sentences):
            passage = read_passage(sentence, open_mark, language)
            continues = bool(open_mark) or (is_continued and index == 0)
            contexts.append(
                SentenceContext(sentence, passage, continues, is_first, len(sentences) == 1, language)
            )
            open_mark, is_first = passage.open_mark, False
        yield tuple(contexts)


def read_passage(sentence: str, open_mark: str, language: str) -> Passage:
    """Divide a sentence at its quotation marks.

    `open_mark` is the mark of a quotation that is open where the sentence begins, or empty.
    """
    if not open_mark and not MARKS.search(sentence):
        return Passage(sentence, False, "")
    pairs = OPENED_ELSEWHERE.get(language, QUOTATIONS)
    outside: list[str] = []
    is_quoted, start = bool(open_mark), 0  # `start`: of the words since the last mark
    for match in MARKS_AND_APOSTROPHE.finditer(sentence):
        mark, place = match[0], match.start()
        if open_mark:
            # An apostrophe looks like the mark that closes ‘…’; a letter after it tells them apart.
            if mark in pairs[open_mark] and (mark != "’" or not sentence[place + 1 : place + 2].isalpha()):
                open_mark, start = "", place + 1
        elif mark != "’":
            outside.append(sentence[start:place])
            open_mark, start = mark if mark in pairs else "", place + 1
            is_quoted = is_quoted or bool(open_mark)
    if not open_mark:
        outside.append(sentence[start:])
    return Passage("".join(outside), is_quoted, open_mark)


def is_bare_quotation(sentence: SentenceContext) -> bool:
    """True if the sentence continues a quotation, or its words outside the marks are too few to name the speaker."""
    passage = sentence.passage
    return sentence.continues_quotation or (
        passage.is_quoted and scripts.word_count(passage.outside) < MIN_OUTSIDE_WORDS
    )


def is_cut_quotation(sentence: SentenceContext) -> bool:
    """True if the quotation goes on in the next sentence."""
    return bool(sentence.passage.open_mark)


def is_dashed_speech_without_name(sentence: SentenceContext) -> bool:
    """True for speech after a dash, as Polish and Russian print it, that no second dash attributes to a name."""
    if not sentence.words.startswith(SPEECH_DASHES):
        return False
    _, _, attribution = re.sub(r"\s[–—-]\s", "\0", sentence.words[2:]).partition("\0")
    return not any(map(str.isupper, attribution))
