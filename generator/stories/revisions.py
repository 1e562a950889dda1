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
from generator.stories.facts import Facts, facts_of, lower_case_words

SENTENCE_SIMILARITY_THRESHOLD = 0.5  # coefficient of Dice from which one sentence is a form of the other
TITLE_SIMILARITY_THRESHOLD = 0.4  # the same for titles, which are shorter
MAX_CHANGED_SENTENCES = 200  # of one text, looked at in pairs; a text with more of them is another one
MIN_SENTENCE_CASE_CHARS = (
    4  # of a word in small letters, by which a title is not one With Capitals Throughout
)

Replacement = tuple[Facts, Facts]  # names and figures, and what stands in their place in the other text
Partners = dict[int, int]  # start of a sentence of one text → start of its form in the other


def earlier_version(earlier: Article, later: Article) -> EarlierVersion:
    """An article as the earlier version of another, with the sentences that changed."""
    return EarlierVersion(article=earlier, changes=find_changes(earlier, later))


def find_changes(earlier: Article, later: Article) -> tuple[Change, ...]:
    """The sentences that differ between two versions, in the order of the later one.

    A removed sentence stands after those that it followed. A difference only in capitals, punctuation or white space
    does not count.
    """
    before, after = _differing_sentences(earlier, later)
    partners = _paired_sentences(earlier, before, later, after)
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


def find_replacements(first: Article, second: Article) -> tuple[Replacement, ...]:
    """The names and figures of one text that differ in the other, in sentences and titles.

    Names and figures that are only added or left out do not count. Of texts with more than MAX_CHANGED_SENTENCES
    differing sentences everything counts as replaced.
    """
    only_first, only_second = _differing_sentences(first, second)
    if max(len(only_first), len(only_second)) > MAX_CHANGED_SENTENCES:
        return (((first.text,), (second.text,)),)
    common_words = lower_case_words(first.text) | lower_case_words(second.text)
    by_start = {sentence.start: sentence for sentence in second.sentences}
    partners = _paired_sentences(first, only_first, second, only_second)
    pairs = [
        (first.words_of(sentence), second.words_of(by_start[partners[sentence.start]]))
        for sentence in only_first
        if sentence.start in partners
    ]
    replacements = [
        replacement
        for ours, theirs in pairs
        for replacement in _replaced(
            facts_of(ours, first.language, common_words), facts_of(theirs, second.language, common_words)
        )
    ]
    return tuple(dict.fromkeys([*replacements, *_replaced_in_titles(first, second, common_words)]))


# --- sentences ------------------------------------------------------------------------------------------------


def _words(article: Article, sentence: Sentence) -> tuple[str, ...]:
    """The words of a sentence in lower case."""
    return language.words(article.words_of(sentence), article.language)


def _differing_sentences(first: Article, second: Article) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences and headings of each text that the other text does not have with the same words."""
    ours = {_words(first, sentence) for sentence in first.sentences}
    theirs = {_words(second, sentence) for sentence in second.sentences}
    return (
        [sentence for sentence in first.sentences if _words(first, sentence) not in theirs],
        [sentence for sentence in second.sentences if _words(second, sentence) not in ours],
    )


def _paired_sentences(
    one: Article, first: Sequence[Sentence], other: Article, second: Sequence[Sentence]
) -> Partners:
    """Pairs of sentences that are forms of one sentence, by their starts; each sentence is in one pair at most.

    The most similar are paired first. Empty if there are more than MAX_CHANGED_SENTENCES.
    """
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
    """The Dice coefficient of two sentences: twice the number of shared words, divided by all their words."""
    total = words.total() + other_words.total()
    return 2 * (words & other_words).total() / total if total else 0.0


# --- names and figures ----------------------------------------------------------------------------------------


def _replaced(facts: Facts, others: Facts) -> Iterator[Replacement]:
    """One pair of the facts that only one sentence has and those that only the other has.

    Nothing if one sentence only adds to the other; all facts of both if they have the same in another order.
    """
    if _is_subsequence(facts, others) or _is_subsequence(others, facts):
        return
    ours, theirs = Counter(facts) - Counter(others), Counter(others) - Counter(facts)
    if ours or theirs:
        yield tuple(ours.elements()), tuple(theirs.elements())
    else:
        yield facts, others  # the same names in other roles


def _is_subsequence(facts: Facts, others: Facts) -> bool:
    """True if the second sequence has all facts of the first, in order."""
    rest = iter(others)
    return all(fact in rest for fact in facts)


def _replaced_in_titles(first: Article, second: Article, common_words: Set[str]) -> Iterator[Replacement]:
    """One pair of the names and figures in which two similar titles differ, without those that the other article has.

    Nothing if either title has none left. Headlines in different words are not compared: papers give one text headlines
    of their own.
    """
    if {first.title_origin, second.title_origin} != {TitleOrigin.GIVEN}:
        return
    titles = [Counter(language.words(article.title, article.language)) for article in (first, second)]
    if _dice(*titles) < TITLE_SIMILARITY_THRESHOLD:
        return
    ours, theirs = (_facts_of_title(article, common_words) for article in (first, second))
    if _is_subsequence(ours, theirs) or _is_subsequence(theirs, ours):
        return
    missing_there = _without(ours, _all_facts(second, common_words))
    missing_here = _without(theirs, _all_facts(first, common_words))
    if missing_there and missing_here:
        yield missing_there, missing_here


def _facts_of_title(article: Article, common_words: Set[str]) -> Facts:
    """The names and figures of a title; of a title With Capitals Throughout only those that its text has too."""
    facts = facts_of(article.title, article.language, common_words)
    words = article.title.split()
    if any(word.islower() and len(word) >= MIN_SENTENCE_CASE_CHARS for word in words):
        return facts
    known = _all_facts(article, common_words, with_title=False)
    return tuple(fact for fact in facts if fact in known)


def _all_facts(article: Article, common_words: Set[str], *, with_title: bool = True) -> frozenset[str]:
    """All names and figures of an article, of its title too unless it is left out."""
    text = f"{article.title}\n\n{article.text}" if with_title else article.text
    return frozenset(facts_of(text, article.language, common_words))


def _without(facts: Facts, others: Set[str]) -> Facts:
    """The facts that are not among others, in order."""
    return tuple(fact for fact in facts if fact not in others)
