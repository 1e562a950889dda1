"""Which sentences may be quoted on their own, and why the others may not.

Knows the sentences of one text, in order; nothing of files, summaries or themes. The rules lean to refusing:
a sentence left out costs less than one that misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.models import Unquotable

MIN_WORDS = 5  # shorter "sentences" are captions, bylines and exclamations
MAX_WORDS = 80  # longer ones are lists, tables and several sentences whose ends were lost

SENTENCE_END = re.compile(r"""[.!?…。！？؟]["'”’»)\]]*$""")
QUESTION = re.compile(r"""[?？؟]["'”’»)\]]*$""")

# A headline run into the text: a lower-case word, then, without any mark between, the opening of a sentence.
# The opener must be followed by a lower-case word, which keeps "in The Hague" and "read The Times" apart.
OPENERS = (
    "That|This|These|Those|The|It|He|She|They|We|There|But|And|However|When|While|If|In|As|For|At|On|After"
)
FUSED = re.compile(rf"[a-z] (?:{OPENERS}) [a-z]")

# Openings that lean on the sentence before: each row, what the reader would be left asking, and the words.
DANGLING = {
    "who, or what": """
        he, she, it, they, we, you, him, them, his, her, hers, its, their, our, this, that, these, those, such,
        neither, either, another, other, others, the other, the others, the same, the latter, the former, the two,
        the pair, both of, both sides, some of them, most of them, many of them, one of them, among them
    """,
    "which one": """
        the move, the moves, the decision, the announcement, the comment, the comments, the remarks, the statement,
        the news, the deal, the agreement, the visit, the talks, the meeting, the incident, the attack, the attacks,
        the strike, the strikes, the proposal, the plan, the report, the figure, the figures, the mission,
        the missions, the list, the letter, the document, the treaty, the question, the answer, the reason,
        the result, the idea, the issue, the measure, the measures, the penalties, the demands, the allegations,
        the claim, the claims, the warning, the diplomatic missions, the second, the third, the final, a second,
        a third, a further, a similar
    """,
    "after what": """
        but, and, or, nor, so, yet, still, also, then, thus, hence, therefore, meanwhile, moreover, furthermore,
        further, besides, nevertheless, nonetheless, instead, otherwise, likewise, similarly, consequently,
        accordingly, additionally, elsewhere, notably, indeed, however, afterwards, later, previously, separately,
        finally, secondly, thirdly, again, too, rather, conversely, alternatively, regardless, anyway, although,
        in addition, in return, in response, in turn, in contrast, in fact, in short, in other words,
        in the meantime, in doing so, in that case, in both, by contrast, by comparison, as a result,
        as a consequence, as such, for example, for instance, for that, of course, that said, even so, not only,
        at the same time, on the other hand, on the contrary, to that end, following this, following that,
        after this, after that, before this, before that, despite this, despite that, since this, since then,
        until then, because of this, because of that, with this, with that, by this, by then
    """,
}
STANDS_ALONE = (
    r"(?:this|that) (?:week|month|year|morning|evening|spring|summer|autumn|winter)\b|although(?!,)"
)


def _opening(row: str) -> re.Pattern[str]:
    words = "|".join(re.escape(words) for words in re.split(r",\s+", row.strip()))
    return re.compile(rf"""["'“‘«„]?(?!{STANDS_ALONE})(?:{words})\b""", re.IGNORECASE)


DANGLING_OPENINGS = {asked: _opening(row) for asked, row in DANGLING.items()}
ADDING = re.compile(r"(?:(?!that\b)\S+\s+){0,7}?also\b")  # "The UK has also …": also to what?

SAID = "said|says|added|adds|told|tells|wrote|writes|warned|warns|argued|argues|explained|explains|continued|insisted"
UNNAMED_SPEAKER = re.compile(
    rf"\b(?:he|she|they|it)\s+(?:\w+\s+)?(?:{SAID})\b|\b(?:{SAID})\s+(?:he|she|they)\b", re.I
)
NAME = re.compile(r"(?<=\S )[A-Z]\w+")

OPENING_MARKS = "“„«"
CLOSING_MARKS = "”»"


def verdicts(paragraphs: Sequence[Sequence[str]]) -> Iterator[tuple[Unquotable | None, ...]]:
    """For each paragraph, in order, a verdict on each of its sentences; None where it may be quoted.

    The whole text is needed because a quotation may run over several paragraphs, with an opening mark on each.
    """
    open_before = False
    first = True
    for sentences in paragraphs:
        continued = open_before and bool(sentences) and sentences[0][:1] in f'{OPENING_MARKS}"'
        inside = False
        found = []
        for index, sentence in enumerate(sentences):
            passage = _passage(sentence, inside)
            continues = inside or (continued and index == 0)
            found.append(_verdict(sentence, passage, continues, first))
            inside, first = passage.open_after, False
        open_before = inside
        yield tuple(found)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence as its quotation marks divide it."""

    outside: str  # what its author says
    quoted: bool
    open_after: bool


def _passage(sentence: str, inside: bool) -> _Passage:
    outside: list[str] = []
    quoted = inside
    for character in sentence:
        if character == '"':
            inside = not inside
        elif character in CLOSING_MARKS or (character == "“" and inside):
            inside = False
        elif character in OPENING_MARKS:
            inside = True
        elif not inside:
            outside.append(character)
        quoted = quoted or inside
    return _Passage("".join(outside), quoted, inside)


def _verdict(sentence: str, passage: _Passage, continues: bool, first: bool) -> Unquotable | None:
    words = len(sentence.split())
    if QUESTION.search(sentence):
        return Unquotable.QUESTION
    if sentence.endswith(":"):
        return Unquotable.LEAD_IN
    if words < MIN_WORDS or sentence[:1].islower() or not SENTENCE_END.search(sentence):
        return Unquotable.FRAGMENT
    if words > MAX_WORDS:
        return Unquotable.OVERLONG
    if continues or (passage.quoted and len(passage.outside.split()) < 2):
        return Unquotable.BARE_QUOTATION
    if passage.open_after:
        return Unquotable.CUT_QUOTATION
    if FUSED.search(passage.outside):
        return Unquotable.FUSED
    if _leans(sentence, first) or _speaker_unnamed(passage):
        return Unquotable.DANGLING
    return None


def _leans(sentence: str, first: bool) -> bool:
    """Whether the opening refers back. The first sentence of a text names its own things: nothing stands before."""
    asked = ("who, or what", "after what") if first else tuple(DANGLING)
    return any(DANGLING_OPENINGS[row].match(sentence) for row in asked) or bool(ADDING.match(sentence))


def _speaker_unnamed(passage: _Passage) -> bool:
    return bool(
        passage.quoted and UNNAMED_SPEAKER.search(passage.outside) and not NAME.search(passage.outside)
    )
