"""What two articles are to each other: one text, the opening of a text, an earlier version, or two articles. Pure.

Texts are compared by the runs of words that they share (shingles: Broder 1997). Agency copy under another headline, a
cut ending and added boilerplate are one text; the same phrases with other names or figures are two, unless the same
publisher replaced one by the other. When in doubt, there are two articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import cache, cached_property

from generator import language
from generator.language.packs import pack
from generator.models import Article, ExtractionWarning, TitleOrigin, outlet_key
from generator.stories.revisions import Replacement, find_replacements
from generator.stories.signatures import RUN_WORDS, Hashes, decode, encode, hash_runs
from generator.stories.web_addresses import page_key

MIN_RUNS = 20  # in shorter texts a few shared phrases would already be a share
SHARED_RUNS = 0.8  # of the shorter text's runs: one word changed in every hundred leaves 0.95
LENGTH_RATIO = 0.5  # of the longer text's runs, at least; a notice inside a report is no copy of it
SHARED_NUMBERS = 0.5  # of the shorter list: the same phrases with other figures are another day's report
NUMBER = re.compile(r"\d[\d.,]*")

# Two files of one publisher.
MIN_TEASER_RUNS = 5  # of the opening of an article that stands in a feed
MAX_TEASER_DAYS = 2  # between a feed and the page that was saved
REWRITTEN_SHARE = 0.5  # of the shorter text's words, stop words aside, that two versions at one address share
MIN_REWRITTEN_WORDS = 8  # fewer words prove nothing
MAX_CORRECTION_DAYS = 60  # between an article and a version that says that it was corrected
MAX_REVISION_DAYS = 7  # between versions of which none says so
NAME_SIMILARITY_THRESHOLD = 0.8  # of two spellings of a name (Ratcliff and Obershelp, 1988)


class Relation(Enum):
    """What the first of two articles is to the second."""

    COPY = auto()  # both have one text
    OPENING = auto()  # the first is the beginning of the second
    EARLIER_VERSION = auto()  # the second replaced it


@dataclass(
    frozen=True, eq=False, kw_only=True
)  # without slots, so that what few comparisons ask for is computed once
class ComparedText:
    """An article as it is compared."""

    article: Article
    hashes: Hashes  # of its runs

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the text."""
        return language.words(self.article.text, self.article.language)

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of RUN_WORDS words."""
        starts = range(len(self.words) - RUN_WORDS + 1)
        return frozenset([" ".join(self.words[start : start + RUN_WORDS]) for start in starts])

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in the text, as they are printed."""
        return frozenset(NUMBER.findall(self.article.text))

    @cached_property
    def page(self) -> str | None:
        """The address of the publisher's page in one form; None if unknown."""
        return page_key(self.article.url)

    @cached_property
    def outlet(self) -> str:
        """The outlet in one form; empty if unknown."""
        return outlet_key(self.article.outlet or "")

    @cached_property
    def title(self) -> tuple[str, ...]:
        """The words of a title that the source gives; none of a derived one."""
        is_given = self.article.title_origin is TitleOrigin.GIVEN
        return language.words(self.article.title, self.article.language) if is_given else ()

    @cached_property
    def content_words(self) -> frozenset[str]:
        """The words without stop words."""
        return frozenset(self.words) - language.stop_words(self.article.language)

    @cached_property
    def is_corrected(self) -> bool:
        """True if its text, or a passage that cleaning removed, says that it was corrected or updated.

        False in a language whose notes of correction are not known.
        """
        notes = _correction_notes(self.article.language)
        passages = (self.article.text, *(removal.text for removal in self.article.removed))
        return notes is not None and any(map(notes.search, passages))

    @property
    def is_partial(self) -> bool:
        """True if its source has only the opening of the article."""
        return ExtractionWarning.PARTIAL in self.article.warnings


def sign(article: Article) -> str:
    """The signature of an article: hashes of its runs of words, as text."""
    return encode(hash_runs(language.words(article.text, article.language)))


def compared_text(article: Article, signature: str = "") -> ComparedText:
    """An article as it is compared; its signature is made if it is not given."""
    return ComparedText(article=article, hashes=decode(signature or sign(article)))


def version_order(text: ComparedText) -> tuple[str, bool]:
    """A key that orders versions: by date, the undated first, then those that say that they were corrected."""
    published = text.article.published
    return published.isoformat() if published else "", text.is_corrected


def find_relation(one: ComparedText, other: ComparedText) -> tuple[Relation, bool] | None:
    """What one of two texts is to the other, and True if `one` is that to `other`, False if the reverse.

    None for two different articles. A copy is always given as True.
    """
    is_same_page = one.page is not None and one.page == other.page
    is_same_publisher = is_same_page or bool(one.outlet and one.outlet == other.outlet)
    is_near = is_near_duplicate(one, other)
    opening = _opening(one, other, is_same_page) if is_same_publisher else None
    if not (is_near or opening or (is_same_page and _is_rewritten(one, other))):
        return None
    replaced = find_replacements(one.article, other.article)
    if is_same_publisher and (order := _earlier_and_later(one, other)):
        earlier, later = order
        if _is_revision(earlier, later, replaced, is_same_page) and opening is not later:
            is_teaser = opening is earlier and earlier.is_partial
            return Relation.OPENING if is_teaser else Relation.EARLIER_VERSION, earlier is one
    if opening and (is_same_page or not replaced):
        return Relation.OPENING, opening is one
    return (Relation.COPY, True) if is_near and not replaced else None


def is_near_duplicate(one: ComparedText, other: ComparedText) -> bool:
    """True if two texts have the same words, or most runs of the shorter one and about the same figures."""
    if one.words == other.words:
        return True
    shorter, longer = sorted((one.runs, other.runs), key=len)
    if len(shorter) < max(MIN_RUNS, LENGTH_RATIO * len(longer)):
        return False
    if len(shorter & longer) < SHARED_RUNS * len(shorter):
        return False
    fewer = min(len(one.numbers), len(other.numbers))
    return len(one.numbers & other.numbers) >= SHARED_NUMBERS * fewer


def _opening(one: ComparedText, other: ComparedText, is_same_page: bool) -> ComparedText | None:
    """The one of two texts of a publisher that is the mere opening of the other, as in a feed; None if neither is."""
    shorter, longer = sorted((one, other), key=lambda text: len(text.words))
    if len(shorter.words) >= LENGTH_RATIO * len(longer.words) and not shorter.is_partial:
        return None
    if is_same_page:
        is_opening = _is_rewritten(shorter, longer) or _is_contained(shorter, longer)
    else:
        is_opening = (
            shorter.title == longer.title != ()
            and _days_between(shorter, longer) <= MAX_TEASER_DAYS
            and _is_contained(shorter, longer)
        )
    return shorter if is_opening else None


def _is_contained(shorter: ComparedText, longer: ComparedText) -> bool:
    """True if nearly all runs of a text, and no fewer than MIN_TEASER_RUNS, stand in another.

    The last ones may be cut.
    """
    missing = len(shorter.runs - longer.runs)
    tolerance = max(RUN_WORDS, (1 - SHARED_RUNS) * len(shorter.runs))
    return len(shorter.runs) >= MIN_TEASER_RUNS and missing <= min(tolerance, len(shorter.runs) / 2)


def _is_rewritten(one: ComparedText, other: ComparedText) -> bool:
    """True if the shorter of two texts shares so many words with the other that both may be versions of one page.

    Also if it has too few words to tell and both have one title.
    """
    shorter, longer = sorted((one.content_words, other.content_words), key=len)
    if one.title == other.title != () and len(shorter) < MIN_REWRITTEN_WORDS:
        return True
    return len(shorter) >= MIN_REWRITTEN_WORDS and len(shorter & longer) >= REWRITTEN_SHARE * len(shorter)


def _earlier_and_later(one: ComparedText, other: ComparedText) -> tuple[ComparedText, ComparedText] | None:
    """The earlier and the later of two texts, by date, else by a note that one was corrected.

    None if neither tells them apart.
    """
    dates = [text.article.published for text in (one, other)]
    if all(dates) and dates[0] != dates[1]:
        return (one, other) if version_order(one) < version_order(other) else (other, one)
    if one.is_corrected != other.is_corrected:
        return (other, one) if one.is_corrected else (one, other)
    return None


def _days_between(one: ComparedText, other: ComparedText) -> int:
    """Days between the publication of two texts; 0 if one has no date."""
    if not one.article.published or not other.article.published:
        return 0
    return abs((one.article.published - other.article.published).days)


def _is_revision(
    earlier: ComparedText, later: ComparedText, replaced: Sequence[Replacement], is_same_page: bool
) -> bool:
    """True if a later text of the same publisher is a new version of an earlier one, and no other report.

    At the address of one page every change makes one. Elsewhere, text must have been added or a correction said; where
    names or figures were replaced, it must be a stated or a small correction within some days.
    """
    if is_same_page:
        return earlier.words != later.words or earlier.title != later.title
    if not replaced:
        return len(later.runs - earlier.runs) > RUN_WORDS or later.is_corrected
    if earlier.page and later.page:
        return False
    days = _days_between(earlier, later)
    if later.is_corrected and not earlier.is_corrected:
        return days <= MAX_CORRECTION_DAYS
    return days <= MAX_REVISION_DAYS and earlier.title == later.title != () and _is_small_correction(replaced)


def _is_small_correction(replaced: Sequence[Replacement]) -> bool:
    """True if a single figure was replaced, or one spelling of a name by another."""
    ours, theirs = replaced[0]
    if len(replaced) > 1 or len(ours) != 1 or len(theirs) != 1:
        return False
    before, after = ours[0], theirs[0]
    if before[0].isdigit() and after[0].isdigit():
        return True
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= NAME_SIMILARITY_THRESHOLD


@cache
def _correction_notes(code: str) -> re.Pattern[str] | None:
    """How a paper of a language says that an article was corrected; None where that is not known."""
    notes = pack(code).correction_notes
    return re.compile(rf"(?<!\w)(?:{'|'.join(notes)})", re.IGNORECASE) if notes else None
