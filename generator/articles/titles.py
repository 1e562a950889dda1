"""The title of an article: the one its file gives, or else the opening of its first sentence that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from generator import language
from generator.language import scripts
from generator.language.packs import Words, alternatives, pack
from generator.models import Block, BlockKind, MetadataValue, Sentence, TitleOrigin
from generator.safety import escaping
from generator.standalone import references
from generator.standalone.phrases import ParsedSentence

MAX_TITLE_CHARS = 90  # of a derived title
MIN_CLAUSE_CHARS = 30  # a clause that ends before this is no title yet

MAX_HEADLINE_WORDS = 30
MAX_HEADLINE_SENTENCES = 2
STOPPED_HEADLINE_WORDS = range(3, 21)  # of a headline with a full stop
MIN_LEAD_RATIO = 1.5  # words below such a headline to its own
PROSE_END = re.compile(r"""[.…。۔।։።။។]["'”’“»«)\]」』）]*$""")
# A lead names a day or tells what happened; a headline tells it in the present.
LEAD_WORDS = re.compile(
    rf"^(?:It|He|She|They|There|This|I|We|But|And|In)\b|\b(?:{alternatives(pack('en').weekdays)})\b"
    r"|\b(?:said|told|was|were|has|have|had|did|are|is|been|\w{2,}ed|went|came|made|took|gave|saw|began|became|left)\b"
)

PAUSES = ",;:–—،؛ "
UNSPACED_PAUSE = re.compile("(?<=.{8})[，、；：,;:]", re.DOTALL)  # what ends before is no title yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title, whether the file states it, and whether a derived one leaves off the rest of its sentence."""

    words: str
    origin: TitleOrigin
    cut: bool = False  # a derived title that leaves off the rest of its sentence


def stated(title: MetadataValue | None, heading: MetadataValue | None) -> MetadataValue | None:
    """The title that the file states, if it has a visible character, else the heading at its start.

    None without either.
    """
    return title if title and escaping.clean_text(title.value) else heading


def split_heading(
    blocks: tuple[Block, ...], title: MetadataValue | None, code: str
) -> tuple[tuple[Block, ...], MetadataValue | None]:
    """Take a headline at the very start out of the blocks as the title, if no title is stated.

    Returns the remaining blocks, and the headline as a value; None if a title is stated or there is no headline.
    `code` is the ISO 639-1 code of the text.
    """
    if len(blocks) < 2 or title or not _is_headline(blocks[0], blocks[1], code):
        return blocks, None
    return blocks[1:], MetadataValue(value=blocks[0].text, origin="first line")


def _is_headline(block: Block, below: Block, code: str) -> bool:
    """True if the first block of a text is its headline: a heading, or a line that no sentence of prose looks like.

    Prose ends with a full stop. So may a headline, but it is short, and neither dated nor attributed as a lead is.
    """
    text = block.text
    if block.kind is BlockKind.HEADING:
        return True
    words = scripts.word_count(text)
    is_line = (
        block.kind is BlockKind.PARAGRAPH and words <= MAX_HEADLINE_WORDS and not scripts.opens_small(text)
    )
    sentences = len(language.sentences(text, code)) if is_line else 0
    if not 0 < sentences <= MAX_HEADLINE_SENTENCES:
        return False
    if not PROSE_END.search(text):
        return not text.endswith((":", ",", ";", "：", "，"))
    return (
        text.endswith((".", "。"))
        and sentences == 1
        and words in STOPPED_HEADLINE_WORDS
        and scripts.word_count(below.text) >= MIN_LEAD_RATIO * words
        and code == "en"
        and not LEAD_WORDS.search(text)
    )


def given(stated: MetadataValue) -> Title:
    """The title that the file states, as it is."""
    return Title(words=stated.value, origin=TitleOrigin.GIVEN)


def derive(text: str, sentences: Sequence[Sentence], parsed: Sequence[ParsedSentence], code: str) -> Title:
    """Make a title of the first sentence that stands alone, up to the end of a clause if it is too long.

    At least one of the sentences may be printed; `parsed` is what `references.parse` makes of them. The clause rules
    are English. In other languages whole words are taken, the last one no stop word, and in scripts without spaces
    whole phrases up to a comma. `code` is an ISO 639-1 code.
    """
    sentence = _opening_sentence(text, sentences, parsed)
    unspaced = scripts.is_unspaced(sentence)
    max_chars = MAX_TITLE_CHARS // scripts.CHARACTERS_OF_A_WORD if unspaced else MAX_TITLE_CHARS
    if len(sentence) <= max_chars:
        return Title(words=sentence.rstrip(".。"), origin=TitleOrigin.DERIVED)
    words = _whole_phrases(sentence[: max_chars + 1]) if unspaced else _shortened(sentence, code)
    return Title(words=words, origin=TitleOrigin.DERIVED, cut=True)


def _opening_sentence(text: str, sentences: Sequence[Sentence], parsed: Sequence[ParsedSentence]) -> str:
    """The first sentence that stands alone without a title, or else the first that may be printed at all."""
    printable = {sentence.number: sentence for sentence in sentences if sentence.rejection is None}
    references_by_sentence = references.iterate_references(parsed, "", printable.keys())
    first = next(
        (
            printable[number]
            for number, needed in enumerate(references_by_sentence, start=1)
            if number in printable and not any(reference.required for reference in needed)
        ),
        next(iter(printable.values())),
    )
    return text[first.start : first.end]


def _shortened(sentence: str, code: str) -> str:
    """The sentence up to the last clause that fits into a title, or else as many whole words as fit."""
    if code != "en":
        return _whole_words(sentence, language.stop_words(code))
    ends = [end for end in _clause_ends(sentence) if end <= MAX_TITLE_CHARS]
    return sentence[: max(ends)] if ends else _whole_words(sentence, _loose_ends())


def _clause_ends(sentence: str) -> list[int]:
    """Offsets at which a clause of the sentence is complete, quotation marks balanced."""
    starts, loose_ends = pack("en").titles.clause_starts, _loose_ends()
    words = list(re.finditer(r"\S+", sentence))
    ends = []
    for before, word in pairwise(words):
        end = before.end() - len(before[0]) + len(before[0].rstrip(",;:–—"))
        start_of_clause = word[0][0] in '“"(' or word[0].lower() in starts
        opening = sentence[:end]
        if end < MIN_CLAUSE_CHARS or before[0].lower() in loose_ends or not _has_balanced_quotes(opening):
            continue
        if word[0] == "and" and re.search(r"\b(?:between|both)\b", opening):
            continue
        if start_of_clause or end < before.end():
            ends.append(end)
    return ends


def _loose_ends() -> Words:
    """The words with which no English title may end, such as prepositions."""
    english = pack("en").titles
    return english.clause_starts | english.loose_ends


def _has_balanced_quotes(text: str) -> bool:
    """True if every quotation mark that opens in the text also closes in it."""
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _whole_words(sentence: str, loose_ends: Set[str]) -> str:
    """As many words as a title may have, so that the last one is none of `loose_ends`."""
    words = sentence[: MAX_TITLE_CHARS + 1].split()[:-1]
    while len(words) > 1 and words[-1].strip(PAUSES).lower() in loose_ends:
        words.pop()
    return " ".join(words).rstrip(PAUSES)


def _whole_phrases(opening: str) -> str:
    """The text up to its last comma; without a comma, all but its last character."""
    commas = [comma.start() for comma in UNSPACED_PAUSE.finditer(opening)]
    return opening[: commas[-1]] if commas else opening[:-1]
