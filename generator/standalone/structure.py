"""Texts between two full stops that are no statement: fragments, questions, lead-ins, captions, posts, notes."""

from __future__ import annotations

import re

from generator.language import scripts
from generator.language.packs import alternatives, pack
from generator.standalone.quotations import SentenceContext
from generator.standalone.speakers import CLAUSE_OPENS
from generator.standalone.tables import BEFORE_NOUNS, ENGLISH

MIN_WORDS = 5  # shorter "sentences" are captions, bylines and exclamations
MIN_FOREIGN_WORDS = 4  # many languages put into endings what English says in words
MAX_WORDS = 80  # longer ones are lists, tables and several sentences whose ends were lost
MAX_LABEL_CHARS = 400  # a "sentence" without a verb is shorter

SENTENCE_END = re.compile(r"""[.!?…。！？؟]["'”’»)\]]*$""")
QUESTION = re.compile(r"""[?？؟]["'”’»)\]]*$""")
# The same in any language: end marks of other scripts, closing marks of other countries, a space before « »'s end.
CLOSED = r"""(?:\s?["'”“’‘»«)\]」』）》])*$"""
ANY_SENTENCE_END = re.compile(
    rf"(?:[.!?…。！？؟\u0589\u06d4\u0964\u0965\u0f0d-\u0f11\u104b\u1362\u17d4\u17d5]|(?<=[\u0900-\u0d7f])\s?\|){CLOSED}"
)
ANY_QUESTION = re.compile(rf"[?？؟]{CLOSED}")
# A link or a box stood here and was lost in saving: "the president, , said".
# Or a word is divided, as it was at the end of a line: "engi- neer", not "two- and three-year".
SUSPENDED = "and|or|to|und|oder|bis|bzw|et|ou|y|o|e|en|of|och|og|i|lub"  # words behind such a hyphen
CLOSING_BRACKET = re.compile(
    r"^[^()]{6,}\)(?![^()]*\()"
)  # without its opening one; "a)" and "12)" are list marks
INTERVIEW_TURN = re.compile(r"(?:Q|A|Question|Answer|Interviewer)\s?[:.]\s")
GAP = re.compile(rf",\s*,|\(\s*\)|“\s*”|[^\W\d_]-\s(?!(?:{SUSPENDED})\b)[^\W\d_A-Z]")

# Links, handles, emoji and heaps of hashtags: a post, or prose with one inside it.
LINK = re.compile(
    r"https?://|\bwww\.|\b(?:pic\.twitter|t\.co|bit\.ly|ow\.ly|youtu\.be|instagr\.am|t\.me)\b|(?<![\w.])@\w{3,}|#\w+\W+#\w"
)
LINK_SIGNS = tuple(
    "://  www.  @  #  pic.twitter  t.co  .ly  youtu.be  instagr.am  t.me".split()
)  # without any of these the slower pattern cannot match
EMOJI = re.compile("[\U0001f1e6-\U0001faff\u2600-\u27bf]")
NOTE = re.compile(
    r"""[(\[*•\s]*(?:
      (?:updated?|corrections?|clarifications?|footnote|editor[’']s\snote|note)\s?:
    | th(?:is|e)\s(?:article|story|report|piece|newsletter|headline|caption|page|post|version)(?:\s\w+){0,3}?
      \s(?:was|has\sbeen|is|were)\s(?:\w+\s)?(?:amended|updated|corrected|edited|changed)\b
    | th(?:is|e)\s(?:article|text|piece)\s(?:was\sfirst|was\soriginally|is\san)\s(?:published|edited|extract|excerpt)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# A headline run into the text: a lower-case word, then, without any mark between, the opening of a sentence.
# The opener must be followed by a lower-case word, which keeps "in The Hague" and "read The Times" apart.
FUSED = re.compile(rf" (?<=[a-z] )(?=[A-Z])(?:{alternatives(ENGLISH.fused_openers)}) [a-z]")

SUBJECTS, SUBJECT_VERBS = map(alternatives, (ENGLISH.caption_plural_subjects, ENGLISH.caption_plural_verbs))
BETWEEN = r"(?:(?!(?:of|is|are|was|were|has|have|had|that|which|who)\b)[\w’'-]+\s)"
# What a picture shows is told in the present, of someone unnamed, in one sentence that is a paragraph.
CAPTION = re.compile(
    rf"""
      An?\s{BETWEEN}{{1,6}}?(?:{alternatives(ENGLISH.caption_verbs)})\s
    | (?:{SUBJECTS})\s{BETWEEN}{{0,6}}?(?:{SUBJECT_VERBS})\s
    | .*\b(?:pictured|photographed|seen)\s(?:here|above|below|left|right|centre|center|in\sthis)\b
    | \(?(?:[Ff]rom|[Cc]lockwise\sfrom|[Pp]ictured\sfrom)\s(?:left|right|top|bottom)\b
    | [^,]*\b(?:{alternatives(ENGLISH.caption_verbs)}|speaks|addresses|attends|greets|shakes|talks|delivers)\s.*
      \b(?:{alternatives(pack("en").all_month_names)})\.?\s\d{{1,2}},\s\d{{4}}\.?$
    | .*\((?:left|right|centre|center|above|below|pictured|file\sphoto|file\spicture|second\sleft|far\sright)\)
    """,
    re.VERBOSE,
)

# What hangs on a name: clauses anywhere, a participle at the first comma only, since behind the second one, as
# in "The mayor, Ines Corder, opened …", the verb of the sentence may follow.
CLAUSES = re.compile(r",\s(?:which|who|whose|where)\b[^,]*")
PARTICIPLE = re.compile(
    r"^([^,]*),\s(?:\w+ed|seen|left|shown|known|led|built|held)\s(?:to|by|in|at|on|with|from|near|as)\b[^,]*"
)
VERBAL = re.compile(r"[a-z]+(?:ed|[^s'u]s)|\w+'(?:re|ve|ll|d|m)|(?:it|he|she|that|there|here|what|who|let)'s")
WORD = re.compile(r"\w[\w’'-]*")


def is_question(sentence: SentenceContext) -> bool:
    """True if the sentence ends in a question mark."""
    pattern = QUESTION if sentence.language == "en" else ANY_QUESTION
    return bool(pattern.search(sentence.words))


def is_answer(sentence: SentenceContext) -> bool:
    """True if the sentence is an answer or a question of an interview, whose speaker stands elsewhere."""
    return bool(INTERVIEW_TURN.match(sentence.words))


def is_lead_in(sentence: SentenceContext) -> bool:
    """True if the sentence ends in a colon and only introduces what follows it."""
    return sentence.words.endswith(":" if sentence.language == "en" else (":", "："))


def is_post(sentence: SentenceContext) -> bool:
    """True for a post of a social network, or for prose that contains a link, a handle or an emoji."""
    may_link = any(sign in sentence.words for sign in LINK_SIGNS) and LINK.search(sentence.words)
    return bool(may_link or (not sentence.words.isascii() and EMOJI.search(sentence.words)))


def is_fragment(sentence: SentenceContext) -> bool:
    """True if the sentence is too short, opens with a small letter, or lacks an end mark where its script has one."""
    words = sentence.words
    fewest = MIN_WORDS if sentence.language == "en" else MIN_FOREIGN_WORDS
    if sentence.length < fewest or scripts.opens_small(words):
        return True
    end = SENTENCE_END if sentence.language == "en" else ANY_SENTENCE_END
    return not (end.search(words) or scripts.is_unmarked(words))


def is_overlong(sentence: SentenceContext) -> bool:
    """True if the sentence has more than MAX_WORDS words."""
    return sentence.length > MAX_WORDS


def has_gap(sentence: SentenceContext) -> bool:
    """True if words were lost in saving the text, as in "the president, , said", or a bracket was left open."""
    words = sentence.words
    return (
        bool(GAP.search(words)) or words.count("(") > words.count(")") or bool(CLOSING_BRACKET.search(words))
    )


def is_editors_note(sentence: SentenceContext) -> bool:
    """True for what editors say about their own text: corrections, updates, extracts."""
    return bool(NOTE.match(sentence.words))


def is_fused(sentence: SentenceContext) -> bool:
    """True if a headline and the text after it stand in one sentence, without a mark between them."""
    return bool(FUSED.search(sentence.passage.outside))


def is_caption(sentence: SentenceContext) -> bool:
    """True if a paragraph of one sentence reads as the caption of a picture."""
    return sentence.is_paragraph and bool(CAPTION.match(sentence.words))


def has_no_verb(sentence: SentenceContext) -> bool:
    """True if no word outside asides can be a verb, as in the caption "A rally in the harbour, in March.".

    Always False with a quotation, a clause at the start, or more than MAX_LABEL_CHARS.
    """
    words = sentence.words
    if sentence.passage.is_quoted or len(words) > MAX_LABEL_CHARS or CLAUSE_OPENS.match(words):
        return False
    if not ENGLISH.verbs.isdisjoint(words.partition(",")[0].split()):
        return False  # the answer for most, without a closer look
    previous = ""
    main_clause = CLAUSES.sub("", PARTICIPLE.sub(r"\1", words, count=1)).replace("’", "'").lower()
    for match in WORD.finditer(main_clause):
        word = match.group()
        if word in ENGLISH.verbs or (VERBAL.fullmatch(word) and previous not in BEFORE_NOUNS):
            return False
        previous = word
    return True
