"""What templates ask of an earlier version of an article: what its publisher changed, side by side. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from generator.models import Article, Change, EarlierVersion, Sentence, TitleOrigin
from generator.pages import passages
from generator.pages.base import View

if TYPE_CHECKING:
    from generator.pages.article import ArticleView

WORD = re.compile(r"\S+")
MAX_MARKED_WORDS = 400  # of a sentence whose changed words are marked
MAX_ADDED_SENTENCES = 5  # that stand beside nothing; of more, the numbers are listed
CHANGED = 1  # the mark of words that the other version has not


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSentence:
    """A sentence that one version has in this form, cut where its words differ from those of the other."""

    number: int  # from 1; 0 for a heading
    segments: tuple[passages.Segment, ...]  # marked where the words changed
    is_in_text: bool = False  # it stands on the page in the text of the article


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPair:
    """A sentence of the earlier version beside that of the shown one; None where it has none like it."""

    earlier: ChangedSentence | None
    later: ChangedSentence | None


@dataclass(frozen=True, eq=False)
class EarlierVersionView(View):
    """An earlier version of an article that is shown."""

    value: Article
    version: EarlierVersion
    shown: ArticleView

    @property
    def has_other_title(self) -> bool:
        """True if the publisher gave the earlier version another title."""
        titles, origins = (
            {self.value.title, self.shown.value.title},
            {self.value.title_origin, self.shown.value.title_origin},
        )
        return len(titles) > 1 and origins == {TitleOrigin.GIVEN}

    @cached_property
    def _visible(self) -> tuple[Change, ...]:
        """The changes that rights allow to show."""
        return self.shown.briefing.value.visible_changes(self.shown.value, self.version)

    @cached_property
    def pairs(self) -> tuple[ChangedPair, ...]:
        """The sentences that differ and that rights allow to show.

        Of the added ones only the first MAX_ADDED_SENTENCES.
        """
        listed = self._added[MAX_ADDED_SENTENCES:]
        return tuple(self._pair(change) for change in self._visible if change not in listed)

    @cached_property
    def further_sentences(self) -> tuple[int, ...]:
        """The numbers of the added sentences after the first MAX_ADDED_SENTENCES, which `pairs` leaves out.

        Headings are not among them.
        """
        listed = (change.later for change in self._added[MAX_ADDED_SENTENCES:])
        return tuple(sentence.number for sentence in listed if sentence and sentence.number)

    @property
    def _added(self) -> tuple[Change, ...]:
        """The visible changes that add a sentence."""
        return tuple(change for change in self._visible if change.earlier is None)

    @property
    def hidden_count(self) -> int:
        """The number of further sentences that differ but may not be shown."""
        return len(self.version.changes) - len(self._visible)

    def _pair(self, change: Change) -> ChangedPair:
        """The view of a change: the earlier and the later sentence, with the words that differ marked."""
        earlier, later = change.earlier, change.later
        marked = (
            _changed_words(self.value, earlier, self.shown.value, later) if earlier and later else ((), ())
        )
        is_in_text = later is not None and later.number in self._numbers_in_text
        return ChangedPair(
            earlier=_changed_sentence(self.value, earlier, marked[0]),
            later=_changed_sentence(self.shown.value, later, marked[1], is_in_text),
        )

    @cached_property
    def _numbers_in_text(self) -> frozenset[int]:
        """The numbers of the sentences that the article's page shows."""
        briefing, article = self.shown.briefing.value, self.shown.value
        visible = briefing.visible_sentences(article, briefing.extracts_from(article))
        return frozenset(sentence.number for sentence in visible)


def _changed_sentence(
    article: Article,
    sentence: Sentence | None,
    changed: Sequence[passages.MarkedTerm],
    is_in_text: bool = False,
) -> ChangedSentence | None:
    """The view of a sentence with its changed words marked; None without a sentence."""
    if sentence is None:
        return None
    return ChangedSentence(
        number=sentence.number,
        segments=passages.segments(article, sentence, changed, colours=(0,)),
        is_in_text=is_in_text,
    )


def _changed_words(
    earlier: Article, before: Sentence, later: Article, after: Sentence
) -> tuple[tuple[passages.MarkedTerm, ...], tuple[passages.MarkedTerm, ...]]:
    """The words that differ between two forms of a sentence, marked in each; none in very long sentences."""
    ours, theirs = list(_words(earlier, before)), list(_words(later, after))
    if max(len(ours), len(theirs)) > MAX_MARKED_WORDS:
        return (), ()
    matcher = SequenceMatcher(
        None, [word for word, *_ in ours], [word for word, *_ in theirs], autojunk=False
    )
    different = [codes for tag, *codes in matcher.get_opcodes() if tag != "equal"]
    return (
        tuple(_mark(ours[start:end]) for start, end, _, _ in different if start < end),
        tuple(_mark(theirs[start:end]) for _, _, start, end in different if start < end),
    )


def _words(article: Article, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """The words of a sentence with their start and end in the article's text."""
    for match in WORD.finditer(article.text, sentence.start, sentence.end):
        yield match.group(), match.start(), match.end()


def _mark(words: Sequence[tuple[str, int, int]]) -> passages.MarkedTerm:
    """One mark over words that follow each other."""
    return passages.MarkedTerm(words[0][1], words[-1][2], CHANGED)
