"""Notices that a site shows in place of an article, and lines with which it cuts an article off.

Works on words only, which are in the language packs. The phrases of all languages are tried, since many sites show
notices in English whatever their language. A page is set aside only if it contains hardly anything else: an article
about such notices is an article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator import language
from generator.language import scripts
from generator.language.packs import NoticeWords, codes, pack
from generator.models import Block, BlockKind, ExtractedDocument, Reason, Removed

MAX_NOTICE_WORDS = 600  # words of a page; the longest requests for consent have about 500
MAX_LINE_WORDS = 60  # words of a sentence; a longer one has prose in it
MIN_PROSE_WORDS = 5  # words; what is shorter is the label of a button or a link
MAX_PROSE_WORDS = 30  # words beside the notice on a page whose title says that it is one
MAX_WORDS_BELOW = 150  # words on such a page below its notice, about other articles
MIN_PHRASES = 2  # on a page whose title does not say so: one alone may stand in any text
MIN_UNCERTAIN_PHRASES = 3  # on one that does not speak to its reader, or speaks of consent as articles do
# Words that a page shows above its paywall; with more, it may be an offer beside the article.
MAX_TEASER_WORDS = 150
MIN_NOTICE_SHARE = 1 / 3  # of such a page's words
MAX_STRAY_WORDS = 8  # words of prose on such a page, however short it is
MAX_PROSE_SHARE = 0.2  # of such a page's words

GAP = "…"  # in a phrase: any words
START = "^"  # before a phrase: it opens its sentence
BETWEEN_WORDS = re.compile(r"[\W_]+")
ASCII_BETWEEN_WORDS = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalnum()})
TITLE_PARTS = re.compile(
    r"\s+[-–—|·•»«/]+\s+|\s*[|»«]\s+"
)  # not at a colon, which news puts behind a subject
# Words in quotation marks, more of them than the name of a button has.
QUOTATION = re.compile(r'["“„«][^"“”„«»]*\s[^"“”„«»]*\s|[「『]')
LINES = (
    Removed.PAYWALL,
    Removed.PAGE_LINE,
    Removed.NEWSLETTER,
)  # what a sentence is taken for, the first first
DOT_ABOVE = "\u0307"  # what is left of a Turkish İ in lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """Words that stand in a sentence in this order, the parts with anything between them."""

    parts: tuple[str, ...]
    at_start: bool
    reason: Reason  # to set aside a page that holds little else
    removed: Removed | None  # why a sentence with it is no prose wherever it stands; None if it may be some

    def stands_in(self, folded: str) -> bool:
        """True if a folded sentence contains the phrase, at its start where the phrase asks for that."""
        starts = folded.startswith((self.parts[0], " " + self.parts[0]))
        return (starts or not self.at_start) and self.stands_anywhere_in(folded)

    def stands_anywhere_in(self, folded: str) -> bool:
        """True if a folded text contains the parts of the phrase in their order."""
        position = 0
        for part in self.parts:
            position = folded.find(part, position)
            if position < 0:
                return False
            position += len(part) - 1  # the blank behind a word is the one before the next
        return True


def may_hold_line(text: str) -> bool:
    """True if the paragraph may contain a line of the page itself, so that its sentences are worth checking."""
    return _may_hold_removed(_fold(text))


def classify_line(sentence: str) -> Removed | None:
    """The reason to remove a sentence that is the page's own, such as an offer; None if it may be prose.

    A sentence of more than MAX_LINE_WORDS, or one that reports what somebody says, is taken for prose.
    """
    folded = _fold(sentence)
    if not _may_hold_removed(folded) or len(sentence.split()) > MAX_LINE_WORDS or _reports(sentence):
        return None
    reasons = {phrase.removed for phrase in _phrases_in(folded)}
    return next((reason for reason in LINES if reason in reasons), None)


def find_notice(document: ExtractedDocument) -> Reason | None:
    """The reason to set a document aside that holds a notice in place of an article; None if it may be an article.

    One of more than MAX_NOTICE_WORDS words always may.
    """
    if _word_count(document) > MAX_NOTICE_WORDS:
        return None
    text = " ".join(block.text for block in document.blocks)
    titled = next(filter(None, map(_title_reason, _titles(document))), None)
    if not titled and not _may_be_notice(_fold(text)):
        return None
    content = _classify_sentences(document.blocks, language.language_of(text) or "en")
    reason = titled or content.reason
    is_notice = content.is_titled_notice(titled) if titled else content.is_notice
    return reason if is_notice else None


def _may_be_notice(folded: str) -> bool:
    """True if a folded text contains enough phrases for a notice, so that its sentences are worth checking.

    One is enough if no prose has it.
    """
    phrases = [phrase for phrase in _candidates(folded) if phrase.stands_anywhere_in(folded)]
    return len(phrases) >= MIN_PHRASES or any(phrase.removed for phrase in phrases)


def ends_at_paywall(document: ExtractedDocument) -> bool:
    """True if the text is short and the page around it says that the rest must be paid for."""
    if _word_count(document) > MAX_TEASER_WORDS:
        return False
    text = " ".join(_fold(block.text) for block in document.blocks)
    around = (line for line in document.visible.splitlines() if line and _fold(line).strip() not in text)
    return any(classify_line(line) is Removed.PAYWALL for line in around)


def _word_count(document: ExtractedDocument) -> int:
    """The number of words in all blocks of the document."""
    return sum(scripts.word_count(block.text) for block in document.blocks)


# --- what stands on a page ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """The words of a page, counted by the kind of sentence they stand in, and the phrases of its notice."""

    notice: int = 0  # of sentences with a phrase of a notice
    address: int = 0  # of other sentences that speak to the reader
    prose: int = 0
    opens_with_prose: bool = False
    speaks_to_reader: bool = False  # in a sentence with such a phrase
    phrases: tuple[_Phrase, ...] = ()

    def is_titled_notice(self, reason: Reason) -> bool:
        """True if the page is a notice, given that its title is that of a page to set aside for this reason.

        There may be some prose beside the notice, and more of it below one that opens an error page or a check for
        robots.
        """
        if self.prose and not self.notice:
            return False
        if reason is Reason.CONSENT and not self.speaks_to_reader:
            return False
        opens_as_notice = self.speaks_to_reader and not self.opens_with_prose
        may_have_list = opens_as_notice and reason in (Reason.ERROR_PAGE, Reason.ROBOT_CHECK)
        limit = MAX_WORDS_BELOW if may_have_list else MAX_PROSE_WORDS
        return self.prose <= max(limit, self.notice + self.address)

    @property
    def is_notice(self) -> bool:
        """True if the page is a notice, judged without its title.

        Its phrases must be sure ones, and hardly any prose may stand beside them, none at the start.
        """
        total = self.notice + self.address + self.prose
        return (
            not self.opens_with_prose
            and self._is_unmistakable
            and self.notice >= MIN_NOTICE_SHARE * total
            and self.prose <= max(MAX_STRAY_WORDS, MAX_PROSE_SHARE * total)
        )

    @property
    def _is_unmistakable(self) -> bool:
        """True if the notice's phrases are too many for an article, or of a kind that no article has."""
        certain = self.speaks_to_reader and self.reason is not Reason.CONSENT
        fewest = MIN_PHRASES if certain else MIN_UNCERTAIN_PHRASES
        return len(set(self.phrases)) >= fewest or any(phrase.removed for phrase in self.phrases)

    @property
    def reason(self) -> Reason | None:
        """The reason that most of the phrases stand for; None without phrases."""
        reasons = Counter(phrase.reason for phrase in self.phrases)
        return max(reasons, key=lambda reason: reasons[reason], default=None)


def _classify_sentences(blocks: Sequence[Block], code: str) -> _Content:
    """Count the words of a page in sentences of a notice, in sentences to the reader, and in prose."""
    counts = Counter[str]()
    phrases: list[_Phrase] = []
    opening = ""
    speaks_to_reader = False
    for sentence, words in _sentences(blocks, code):
        folded = _fold(sentence)
        is_to_reader = not reader_words(code).isdisjoint(folded.split())
        phrases_here = [] if _reports(sentence) else list(_phrases_in(folded))
        kind = "notice" if phrases_here else "address" if is_to_reader and not _reports(sentence) else "prose"
        if kind == "prose" and words < MIN_PROSE_WORDS:
            continue
        counts[kind] += words
        opening = opening or kind
        phrases += phrases_here
        speaks_to_reader |= bool(phrases_here) and is_to_reader
    return _Content(
        notice=counts["notice"],
        address=counts["address"],
        prose=counts["prose"],
        opens_with_prose=opening == "prose",
        speaks_to_reader=speaks_to_reader,
        phrases=tuple(phrases),
    )


def _sentences(blocks: Sequence[Block], code: str) -> Iterator[tuple[str, int]]:
    """The sentences of the blocks with their number of words; a heading counts as fewer words than prose needs."""
    for block in blocks:
        text = " ".join(block.text.split())
        for start, end in language.sentences(text, code):
            words = scripts.word_count(text[start:end])
            yield (
                text[start:end],
                min(words, MIN_PROSE_WORDS - 1) if block.kind is BlockKind.HEADING else words,
            )


def _titles(document: ExtractedDocument) -> Iterator[str]:
    """The title that the document states, and the headings above its first paragraph."""
    if document.title:
        yield document.title.value
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            break
        yield block.text


def _reports(sentence: str) -> bool:
    """True if a sentence reports what somebody says, so that its words are not the page's own."""
    said = not pack("en").saying_verbs.isdisjoint(sentence.lower().split())
    return said or bool(QUOTATION.search(sentence))


# --- the phrases of all languages ----------------------------------------------------------------------------


@cache
def reader_words(code: str) -> frozenset[str]:
    """The words by which a page addresses its reader, in its language and in English."""
    return pack("en").notices.reader_words | pack(code).notices.reader_words


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    """The phrases of notices by their longest word; those of scripts without spaces under an empty string."""
    indexed: dict[str, list[_Phrase]] = defaultdict(list)
    for code in codes():
        for words, reason, removed in _rows(pack(code).notices):
            unspaced = scripts.is_unspaced(words)
            parts = tuple(map(_fold, words.removeprefix(START).split(GAP)))
            phrase = _Phrase(
                parts=tuple(part.strip() for part in parts) if unspaced else parts,
                at_start=words.startswith(START),
                reason=reason,
                removed=removed,
            )
            anchor = "" if unspaced else max(" ".join(parts).split(), key=len)
            indexed[anchor].append(phrase)
    return {anchor: tuple(phrases) for anchor, phrases in indexed.items()}


def _rows(words: NoticeWords) -> Iterator[tuple[str, Reason, Removed | None]]:
    """The phrases of a language, each with the reason for its page and the reason to remove its sentence."""
    groups = ((words.phrases, None), (words.page_lines, Removed.PAGE_LINE))
    for group, removed in groups:
        yield from ((phrase, Reason(name), removed) for name, phrases in group.items() for phrase in phrases)
    yield from ((phrase, Reason.READING_LIMIT, Removed.PAYWALL) for phrase in words.paywall)
    yield from ((phrase, Reason.READING_LIMIT, Removed.NEWSLETTER) for phrase in words.offers)


@cache
def _title_phrases() -> Mapping[str, Reason]:
    """The folded titles of notices with their reasons; GAP at the end of a title stands for any further words."""
    return {
        _fold(title.removesuffix(GAP)) + (GAP if title.endswith(GAP) else ""): Reason(name)
        for code in codes()
        for name, titles in pack(code).notices.titles.items()
        for title in titles
    }


def _title_reason(title: str) -> Reason | None:
    """The reason to set aside a page with this title; None if it may be the title of an article."""
    for part in (title, *TITLE_PARTS.split(title)):
        folded = _fold(part)
        if reason := _title_phrases().get(folded):
            return reason
        for opening, reason in _title_openings():
            if folded.startswith(opening):
                return reason
    return None


@cache
def _title_openings() -> tuple[tuple[str, Reason], ...]:
    """The openings of titles behind which any words may follow, with their reasons."""
    phrases = _title_phrases().items()
    return tuple((phrase.removesuffix(GAP), reason) for phrase, reason in phrases if phrase.endswith(GAP))


def _may_hold_removed(folded: str) -> bool:
    """True if a folded text may contain a phrase for which a sentence is removed."""
    return not _removed_anchors().isdisjoint(folded.split()) or bool(_unspaced_candidates(folded))


@cache
def _removed_anchors() -> frozenset[str]:
    """The longest words of the phrases for which a sentence is removed."""
    return frozenset(
        anchor for anchor, phrases in _phrases().items() if any(phrase.removed for phrase in phrases)
    )


def _phrases_in(folded: str) -> Iterator[_Phrase]:
    """The phrases of notices that a folded text contains."""
    return (phrase for phrase in _candidates(folded) if phrase.stands_in(folded))


def _candidates(folded: str) -> Iterable[_Phrase]:
    """The phrases that a folded text may contain, by its words: more than it does contain."""
    index = _phrases()
    spaced = index.keys() & set(folded.split())
    return (*(phrase for anchor in sorted(spaced) for phrase in index[anchor]), *_unspaced_candidates(folded))


def _unspaced_candidates(folded: str) -> tuple[_Phrase, ...]:
    """The phrases of scripts without spaces, if a folded text has characters of one."""
    has_any = not folded.isascii() and scripts.UNSPACED_CHARACTER.search(folded)
    return _phrases().get("", ()) if has_any else ()


def _fold(text: str) -> str:
    """The words of a text in lower case, each with a blank before and after it, without punctuation."""
    lower = text.casefold().replace(DOT_ABOVE, "")
    spaced = lower.translate(ASCII_BETWEEN_WORDS) if lower.isascii() else BETWEEN_WORDS.sub(" ", lower)
    return f" {' '.join(spaced.split())} "
