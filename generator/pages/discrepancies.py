"""Figures that differ between articles, as a page prints them side by side. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.models import Briefing, Difference, Extract, Figure, Story, Theme
from generator.pages import formats
from generator.safety import escaping

if TYPE_CHECKING:
    from generator.pages.article import QuotationView

SMALL_NUMBERS = "no one two three four five six".split()  # written as words in a sentence of ours
# Numbers that not every reader can read off: 1,30,000.
UNUSUAL_NOTATION = re.compile(r"\d,\d\d,|\b(?:lakh|crore)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A figure as one article prints it: its sentence, cut before and after the figure."""

    figure: Figure
    place: QuotationView  # its sentence
    printed: str  # the figure, as in the article
    before: str
    spaced_before: bool  # white space stands between `before` and `number`
    number: str  # the figure inside its sentence; empty where the sentence cannot be cut, which is then in `before`
    spaced_after: bool
    after: str
    compared: str  # its value in digits
    is_unusual: bool  # printed in a way that not every reader can read off
    share: str  # of the highest value, in per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Accounts that differ on one subject, the lowest figure first."""

    title: str
    accounts: tuple[Account, ...]
    article_count: str  # in words if it is small
    ratio: str  # the highest value divided by the lowest

    @property
    def lowest(self) -> Account:
        """The account with the lowest figure."""
        return self.accounts[0]

    @property
    def highest(self) -> Account:
        """The account with the highest figure."""
        return self.accounts[-1]


def discrepancy(difference: Difference, quote: Callable[[Extract], QuotationView]) -> Discrepancy:
    """The view of a difference, with the sentence for each figure; `quote` makes the quotation of an extract."""
    lowest, highest = difference.figures[0].value, difference.figures[-1].value
    article_count = len({figure.extract.article for figure in difference.figures})
    return Discrepancy(
        title=difference.subject[:1].upper() + difference.subject[1:],
        accounts=tuple(_account(figure, highest, quote(figure.extract)) for figure in difference.figures),
        article_count=SMALL_NUMBERS[article_count]
        if article_count < len(SMALL_NUMBERS)
        else str(article_count),
        ratio=formats.number(highest / lowest),
    )


def _account(figure: Figure, highest: float, place: QuotationView) -> Account:
    """The view of one figure: the sentence that states it, cut around the figure, and its share of the highest."""
    printed = place.article.text[figure.start : figure.end]
    before, number, after = _cut(figure, place)
    return Account(
        figure=figure,
        place=place,
        printed=printed,
        before=before,
        spaced_before=bool(number) and before[-1:].isspace(),
        number=number,
        spaced_after=after[:1].isspace(),
        after=after,
        compared=formats.number(figure.value),
        is_unusual=UNUSUAL_NOTATION.search(printed) is not None,
        share=f"{100 * figure.value / highest:.1f}",
    )


def _cut(figure: Figure, place: QuotationView) -> tuple[str, str, str]:
    """A sentence cut in three: the text before the figure, the figure, and the text after it.

    A cut beside a combining character would change the words: then the whole sentence stands before an empty figure.
    """
    text, extract = place.article.text, figure.extract
    pieces = (
        text[extract.start : figure.start],
        text[figure.start : figure.end],
        text[figure.end : extract.end],
    )
    before, number, after = pieces
    shown = escaping.clean_text(before) + " " * before[-1:].isspace() + escaping.clean_text(number)
    shown += " " * after[:1].isspace() + escaping.clean_text(after)
    return pieces if shown == escaping.clean_text(place.words) else (place.words, "", "")


# --- which differences belong to a page ------------------------------------------------------------------


def differences_on_theme(briefing: Briefing, theme: Theme) -> tuple[Difference, ...]:
    """The differences between articles on the theme, where at least two of the sentences hold evidence for it."""
    articles = {article.id for article in briefing.articles_about(theme)}
    return tuple(
        difference
        for difference in briefing.differences
        if all(figure.extract.article in articles for figure in difference.figures)
        and sum(_has_evidence(briefing, theme, figure.extract) for figure in difference.figures) > 1
    )


def _has_evidence(briefing: Briefing, theme: Theme, extract: Extract) -> bool:
    """True if the extract contains a term of the theme."""
    return any(
        extract.start <= evidence.start < extract.end
        for match in briefing.matches[extract.article]
        if match.theme == theme.id
        for evidence in match.evidence
    )


def differences_in_story(briefing: Briefing, story: Story) -> tuple[Difference, ...]:
    """The differences with at least two figures from articles of the story."""
    return tuple(
        difference
        for difference in briefing.differences
        if sum(figure.extract.article in story.articles for figure in difference.figures) > 1
    )


def differing_sentences(briefing: Briefing) -> frozenset[tuple[str, int]]:
    """The sentences with a figure that differs from another article's, each as (article id, start)."""
    return frozenset(
        (figure.extract.article, figure.extract.start)
        for difference in briefing.differences
        for figure in difference.figures
    )
