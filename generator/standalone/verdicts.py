"""Which sentences may be printed without the text around them, and why the others may not.

Knows the sentences of one text, in order; nothing of files, summaries or themes. The rules prefer to refuse: a
sentence left out costs less than one that misleads. English has rules of its own for verbs, names and captions;
another language has its quotation marks and its table of openings, and one without a table has the marks alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.models import RejectionReason
from generator.standalone import openings, quotations, speakers, structure
from generator.standalone.quotations import SentenceContext, sentence_contexts

Rule = tuple[RejectionReason, Callable[[SentenceContext], bool]]

# The first rule that holds gives the reason.
ENGLISH_RULES: tuple[Rule, ...] = (
    (RejectionReason.QUESTION, structure.is_question),
    (RejectionReason.LEAD_IN, structure.is_lead_in),
    (RejectionReason.POST, structure.is_post),
    (RejectionReason.FRAGMENT, structure.is_fragment),
    (RejectionReason.OVERLONG, structure.is_overlong),
    (RejectionReason.GAP, structure.has_gap),
    (RejectionReason.NOTE, structure.is_editors_note),
    (RejectionReason.BARE_QUOTATION, quotations.is_bare_quotation),
    (RejectionReason.BARE_QUOTATION, structure.is_answer),
    (RejectionReason.CUT_QUOTATION, quotations.is_cut_quotation),
    (RejectionReason.FUSED, structure.is_fused),
    (RejectionReason.CAPTION, structure.is_caption),
    (RejectionReason.FRAGMENT, structure.has_no_verb),
    (RejectionReason.DANGLING, openings.refers_back),
    (RejectionReason.DANGLING, speakers.has_unnamed_subject),
    (RejectionReason.DANGLING, speakers.mentions_author),
)
OTHER_RULES: tuple[Rule, ...] = (
    (RejectionReason.QUESTION, structure.is_question),
    (RejectionReason.LEAD_IN, structure.is_lead_in),
    (RejectionReason.POST, structure.is_post),
    (RejectionReason.FRAGMENT, structure.is_fragment),
    (RejectionReason.OVERLONG, structure.is_overlong),
    (RejectionReason.GAP, structure.has_gap),
    (RejectionReason.BARE_QUOTATION, quotations.is_bare_quotation),
    (RejectionReason.BARE_QUOTATION, quotations.is_dashed_speech_without_name),
    (RejectionReason.CUT_QUOTATION, quotations.is_cut_quotation),
    (RejectionReason.DANGLING, openings.opens_with_reference),
    (RejectionReason.DANGLING, speakers.has_unnamed_speaker),
)


def judge_sentences(
    paragraphs: Sequence[Sequence[str]], language: str = "en"
) -> Iterator[tuple[RejectionReason | None, ...]]:
    """For each paragraph, in order, a verdict on each of its sentences; None where it may be printed alone.

    The whole text is needed because a quotation may run over several paragraphs. `language` is an ISO 639-1 code.
    """
    rules = ENGLISH_RULES if language == "en" else OTHER_RULES
    for contexts in sentence_contexts(paragraphs, language):
        yield tuple(_judge(sentence, rules) for sentence in contexts)


def _judge(sentence: SentenceContext, rules: Sequence[Rule]) -> RejectionReason | None:
    """The reason of the first rule that the sentence breaks; None if it breaks none."""
    return next((reason for reason, is_broken in rules if is_broken(sentence)), None)
