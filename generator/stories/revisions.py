"""How two texts differ, sentence by sentence, and which names and figures one replaces by others. Pure.

Sentences that both have are set aside. Of the rest, those that share most words are forms of one sentence (coefficient
of Dice, 1945); what has no partner was added or taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import product

from generator import language
from generator.models import Article, Change, EarlierVersion, Sentence, TitleOrigin
from generator.stories.facts import Facts, facts_of, words_in_small_letters

SENTENCE_SIMILARITY_THRESHOLD = 0.5  # coefficient of Dice from which one sentence is a form of the other
TITLE_SIMILARITY_THRESHOLD = 0.4  # the same for titles, which are shorter
MAX_CHANGED_SENTENCES = 200  # of one text, looked at in pairs; a text with more of them is another one
MIN_SENTENCE_CASE_CHARS = (
    4  # of a word in small letters, by which a title is not one With Capitals Throughout
)

Replacement = tuple[Facts, Facts]  # names and figures, and what stands in their place in the other text
Partners = dict[int, int]  # start of a sentence of one text → start of its form in the other


def earlier_version(earlier: Article, later: Article) -> EarlierVersion:
    """An article as the earlier version of another, with what changed."""
    return EarlierVersion(article=earlier, changes=find_changes(earlier, later))


def find_changes(earlier: Article, later: Article) -> tuple[Change, ...]:
    """The sentences that differ between two versions, in the order of the later one.

    A sentence that was taken out stands behind those that it followed. A difference in capitals, punctuation or white
    space alone is none.
    """
    before, after = _differing_sentences(earlier, later)
    partners = _partners(earlier, before, later, after)
    earlier_forms = {second: first for first, second in partners.items()}
    starts = {sentence.start: sentence for sentence in earlier.sentences}
    rows = [
        (
            (sentence.start, 0),
            Change(earlier=starts.get(earlier_forms.get(sentence.start, -1)), later=sentence),
        )
        for sentence in after
    ]
    removed = {sentence.start for sentence in before} - partners.keys()
    later_starts = {_words(later, sentence): sentence.start for sentence in reversed(later.sentences)}
    place = 0  # in the later version, of what stands before
    for sentence in earlier.sentences:
        if sentence.start in removed:
            rows.append(((place, 1 + sentence.start), Change(earlier=sentence, later=None)))
        else:
            place = partners.get(sentence.start, later_starts.get(_words(earlier, sentence), place))
    return tuple(change for _, change in sorted(rows, key=lambda row: row[0]))


def find_replacements(one: Article, other: Article) -> tuple[Replacement, ...]:
    """The names and figures that one text has where the other has different ones, in sentences and titles.

    What is only added or only left out replaces nothing. Of texts with more than MAX_CHANGED_SENTENCES differing
    sentences everything counts as replaced.
    """
    first, second = _differing_sentences(one, other)
    if max(len(first), len(second)) > MAX_CHANGED_SENTENCES:
        return (((one.text,), (other.text,)),)
    common_words = words_in_small_letters(one.text) | words_in_small_letters(other.text)
    by_start = {sentence.start: sentence for sentence in other.sentences}
    partners = _partners(one, first, other, second)
    pairs = [
        (one.words_of(sentence), other.words_of(by_start[partners[sentence.start]]))
        for sentence in first
        if sentence.start in partners
    ]
    found = [
        replacement
        for ours, theirs in pairs
        for replacement in _replaced(
            facts_of(ours, one.language, common_words), facts_of(theirs, other.language, common_words)
        )
    ]
    return tuple(dict.fromkeys([*found, *_replaced_in_titles(one, other, common_words)]))


# --- sentences ------------------------------------------------------------------------------------------------


def _words(article: Article, sentence: Sentence) -> tuple[str, ...]:
    return language.words(article.words_of(sentence), article.language)


def _differing_sentences(one: Article, other: Article) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences and headings of each text whose words the other has not as a sentence."""
    ours = {_words(one, sentence) for sentence in one.sentences}
    theirs = {_words(other, sentence) for sentence in other.sentences}
    return (
        [sentence for sentence in one.sentences if _words(one, sentence) not in theirs],
        [sentence for sentence in other.sentences if _words(other, sentence) not in ours],
    )


def _partners(
    one: Article, first: Sequence[Sentence], other: Article, second: Sequence[Sentence]
) -> Partners:
    """Pairs of sentences that are forms of one, the most similar first; none if there are too many to compare."""
    if max(len(first), len(second)) > MAX_CHANGED_SENTENCES:
        return {}
    ours = [(sentence.start, Counter(_words(one, sentence))) for sentence in first]
    theirs = [(sentence.start, Counter(_words(other, sentence))) for sentence in second]
    candidates = sorted(
        (-similarity, a, b)
        for (a, words), (b, other_words) in product(ours, theirs)
        if (similarity := _dice(words, other_words)) >= SENTENCE_SIMILARITY_THRESHOLD
    )
    partners: Partners = {}
    taken = set()
    for _, a, b in candidates:
        if a not in partners and b not in taken:
            partners[a] = b
            taken.add(b)
    return partners


def _dice(words: Counter[str], other_words: Counter[str]) -> float:
    """The coefficient of Dice: the shared words of two sentences, twice, by all their words."""
    total = words.total() + other_words.total()
    return 2 * (words & other_words).total() / total if total else 0.0


# --- names and figures ----------------------------------------------------------------------------------------


def _replaced(facts: Facts, others: Facts) -> Iterator[Replacement]:
    """What each of two sentences has that the other has not; nothing if one only adds to the other."""
    if _is_subsequence(facts, others) or _is_subsequence(others, facts):
        return
    ours, theirs = Counter(facts) - Counter(others), Counter(others) - Counter(facts)
    if ours or theirs:
        yield tuple(ours.elements()), tuple(theirs.elements())
    else:
        yield facts, others  # the same names in other roles


def _is_subsequence(facts: Facts, others: Facts) -> bool:
    """True if the second sequence has all of the first, in order."""
    rest = iter(others)
    return all(fact in rest for fact in facts)


def _replaced_in_titles(one: Article, other: Article, common_words: Set[str]) -> Iterator[Replacement]:
    """The names and figures in which two titles of one form differ, and which the other's text does not hold.

    Two headlines in different words say nothing: papers give one text headlines of their own.
    """
    if {one.title_origin, other.title_origin} != {TitleOrigin.GIVEN}:
        return
    titles = [Counter(language.words(article.title, article.language)) for article in (one, other)]
    if _dice(*titles) < TITLE_SIMILARITY_THRESHOLD:
        return
    ours, theirs = (_facts_of_title(article, common_words) for article in (one, other))
    if _is_subsequence(ours, theirs) or _is_subsequence(theirs, ours):
        return
    missing_there = _without(ours, _all_facts(other, common_words))
    missing_here = _without(theirs, _all_facts(one, common_words))
    if missing_there and missing_here:
        yield missing_there, missing_here


def _facts_of_title(article: Article, common_words: Set[str]) -> Facts:
    """The names and figures of a title; of one With Capitals Throughout, only those that its text has too."""
    facts = facts_of(article.title, article.language, common_words)
    words = article.title.split()
    if any(word.islower() and len(word) >= MIN_SENTENCE_CASE_CHARS for word in words):
        return facts
    known = _all_facts(article, common_words, with_title=False)
    return tuple(fact for fact in facts if fact in known)


def _all_facts(article: Article, common_words: Set[str], *, with_title: bool = True) -> frozenset[str]:
    text = f"{article.title}\n\n{article.text}" if with_title else article.text
    return frozenset(facts_of(text, article.language, common_words))


def _without(facts: Facts, others: Set[str]) -> Facts:
    return tuple(fact for fact in facts if fact not in others)
