"""Whether a pronoun that is the subject or the speaker of a sentence has a name in the sentence it can mean."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.language.packs import alternatives, pack
from generator.standalone.phrase_patterns import ARTICLE_GAP, any_phrase
from generator.standalone.quotations import SentenceContext
from generator.standalone.tables import ENGLISH, NAMELESS, NOUN, SAID, SAYING_VERBS

NAME_WORD_OR_COMMA = re.compile(r"\w[\w’'-]*|,")
# "A trader …", "If people …": someone new, whom a pronoun behind can mean.
INDEFINITE = re.compile(
    rf"[\"“]?(?:(?:{alternatives(ENGLISH.clause_conjunctions)})\s)?"
    rf"(?i:{alternatives(ENGLISH.indefinite_subjects)})\s"
)

TIME = (
    r"(?:[Ss]o\sfar|[Ee]arlier(?:\s(?:this|that|in\sthe)\s\w+)?|[Nn]ow|[Tt]oday|[Yy]esterday|[Ll]ater|[Tt]hen|[Ss]oon|[Rr]ecently"
    r"|(?:[Ll]ast|[Nn]ext|[Tt]his|[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil)\s(?:early\s|late\s)?\w+(?:\s(?:morning|afternoon|evening|night|\d{4}))?)"
)
CLAUSE_STARTS = ENGLISH.clause_starts | ENGLISH.clause_prepositions | ENGLISH.clause_conjunctions
CLAUSE = rf"(?:{alternatives(CLAUSE_STARTS)}|[A-Z]\w+(?:ing|ed))"
CLAUSE_OPENS = re.compile(rf"{CLAUSE}\b")
# "After the vote, he said …", "So far it has …": the subject comes behind an opening that may not name it.
LATE_PRONOUN = re.compile(
    rf"{CLAUSE}\b[^,“”\"]*,\s(?:[^,“”\"]*,\s)?(?:he|she|they|his|her|their|its)\b|{TIME}\s(?:he|she|they|it)\b"
)
# "In his speech …", "When they met …": the name may come later, in the main clause.
EARLY_PRONOUN = re.compile(
    rf"(?:{alternatives(ENGLISH.clause_prepositions)})\s(?:his|her|their|its)\b"
    rf"|(?:{alternatives(ENGLISH.clause_conjunctions | ENGLISH.clause_prepositions)})\s(?:he|she|they|it)\b"
)
PRONOUNS = frozenset("he she they it his her their its".split())
END = r"\W{0,4}+$"
UNNAMED_SPEAKER = re.compile(
    rf"\b(?:he|she|they|it)\s+(?:\w+\s+)?(?:{SAID})\b|\b(?:{SAID})\s+(?:he|she|they)\b", re.I
)
PARTICIPLE_OPENS = re.compile(rf"\w+(?:ing|ed)\s(?!(?:{SAID})\b)")  # "Accusing …", but not "Rowling said"
# "The bridge is safe, she said.": the names in the statement are not the speaker's; only "Ms Lind said … she said" is.
ASIDE_SPEAKER = re.compile(rf"[,—–]\s(?:he|she|they|it)\s(?:\w+\s)?(?:{SAID})(?=\s*[.,;—–])")
# "Help came late, my colleague writes", "When I asked …": the author, whom a summary does not name.
AUTHOR = re.compile(r"(?:^|[\s(—–])(?:[Mm]y|me|I)(?=\s[a-z]|[.,)—–])|(?:^|\s)I['’](?:ve|m|d|ll)\b")
AUTHOR_WORDS = frozenset(("i", "me", "my"))
NAMED_FIRST = re.compile(r"\b[A-Z]\w+\sI\b")  # "World War I", "Nord Stream I"
SINGLE_MARKS = ("‘", " '")
OPENING_PRONOUN = re.compile(r"\s*(?:he|she|they)\b")
# "“…,” she told the council", "…, the spokesman said"
SET_OFF = re.compile(
    rf"""(?:^|[,—–]|\s\s)\s*(?:he|she|they|it)\s(?:\w+\s)?(?:{SAID})\b
    | (?:^|[,—–]|\s\s)\s*the\s{ARTICLE_GAP}(?:{NOUN})s?\s(?:\w+\s)?(?:{SAID})\b
    """,
    re.VERBOSE,
)
SPEAKER = re.compile(
    rf"[A-Z][\w.’'-]+\s(?:\w+\s)?(?:{SAID})\b|\b(?:{alternatives(SAYING_VERBS - pack('en').telling_verbs)})\s[A-Z]"
    rf"|\b(?:an?|one)\s[^,]*\s(?:{SAID})\b"
)


def has_unnamed_subject(sentence: SentenceContext) -> bool:
    """True if a pronoun is the subject or the speaker, and no name in the sentence can be what it means."""
    outside = sentence.passage.outside
    says = not sentence.outside_words.isdisjoint(SAYING_VERBS)
    has_pronoun = not sentence.outside_words.isdisjoint(PRONOUNS)
    if says and has_pronoun and ASIDE_SPEAKER.search(outside):
        return not SPEAKER.search(outside)
    if has_pronoun and (late := LATE_PRONOUN.match(outside)):
        return not _names_someone(late.group())
    if has_pronoun and EARLY_PRONOUN.match(outside):
        return not _names_someone(outside)
    if (has_pronoun and OPENING_PRONOUN.match(outside)) or (says and SET_OFF.search(outside)):
        return not SPEAKER.search(outside)
    is_quotation = says and has_pronoun and sentence.passage.is_quoted
    speaker = UNNAMED_SPEAKER.search(outside) if is_quotation else None
    return speaker is not None and not _names_someone(outside[: speaker.start()])


def has_unnamed_speaker(sentence: SentenceContext) -> bool:
    """True if a statement in a language other than English is attributed to somebody whom nothing names.

    Always False in a language without a table of verbs of saying.
    """
    pattern = _unnamed_speaker_pattern(sentence.language)
    return pattern is not None and bool(pattern.search(sentence.passage.outside))


def mentions_author(sentence: SentenceContext) -> bool:
    """True if the sentence speaks of its author, whom a summary does not name: "my", "me", "I" outside quotations."""
    outside = sentence.passage.outside
    if sentence.outside_words.isdisjoint(AUTHOR_WORDS) or any(mark in outside for mark in SINGLE_MARKS):
        return False  # somebody's words, in marks that look like apostrophes
    return bool(AUTHOR.search(NAMED_FIRST.sub("", outside)))


def _names_someone(text: str) -> bool:
    """True if the text holds a name that is not merely a place or a day, or has an indefinite subject."""
    if INDEFINITE.match(text):
        return True
    previous = ""
    words = NAME_WORD_OR_COMMA.findall(text)
    for word in words[1:] if PARTICIPLE_OPENS.match(text) else words:
        is_name = word[:1].isupper() and word not in NAMELESS
        if is_name and previous not in ENGLISH.place_prepositions:
            return True
        # "in the New Harbour": all four words belong to the place.
        if not is_name and word.lower() not in ENGLISH.determiners:
            previous = word.lower()
    return False


@lru_cache
def _unnamed_speaker_pattern(code: str) -> re.Pattern[str] | None:
    """A pattern of statements attributed to a pronoun, to nobody, or to a bare “the minister”.

    None for a language without a table of verbs of saying.
    """
    table = pack(code).openings
    if not table.saying_verbs:
        return None
    saying_verb, speakers = (
        any_phrase(row, table.unspaced) for row in (table.saying_verbs, table.speaker_pronouns)
    )
    space = r"\s?" if table.unspaced else r"\s"
    nobody = rf"{saying_verb}(?:{END}|{space}{speakers})|{speakers}{space}(?:\w+\s)?{saying_verb}"
    if table.definite_articles:
        nobody += rf"|{saying_verb}\s{any_phrase(table.definite_articles, False)}\s\w+{END}"
    return re.compile(rf"(?:^|[,،，–—])\W{{0,4}}+(?:{nobody})", re.IGNORECASE)
