"""The values that flow through a build, in the order in which they come into being.

All are frozen and made once. Offsets are code points into `Article.text`, end exclusive, so the words of
a span are always `article.text[start:end]`; no value carries a second copy of an article's words.

Each module holds the values of one step; whoever uses them imports them from here.
"""

from generator.models.across import Copy, Difference, Digest, Figure, Story, StoryKind
from generator.models.articles import Article, Lean, Removal, Removed, Sentence, TitleOrigin, Unquotable
from generator.models.briefing import Briefing, Page
from generator.models.chosen import (
    Evidence,
    Extract,
    Method,
    Points,
    Quantity,
    Studied,
    Summary,
    Term,
    Theme,
    ThemeMatch,
)
from generator.models.drafts import Block, BlockKind, Draft, Flaw, Given
from generator.models.ledger import Fate, Outcome, Reason
from generator.models.listed import (
    Day,
    Entry,
    Month,
    Outlet,
    Place,
    Rights,
    Robots,
    Site,
    by_month,
    same_name,
)

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Briefing",
    "Copy",
    "Day",
    "Difference",
    "Digest",
    "Draft",
    "Entry",
    "Evidence",
    "Extract",
    "Fate",
    "Figure",
    "Flaw",
    "Given",
    "Lean",
    "Method",
    "Month",
    "Outcome",
    "Outlet",
    "Page",
    "Place",
    "Points",
    "Quantity",
    "Reason",
    "Removal",
    "Removed",
    "Rights",
    "Robots",
    "Sentence",
    "Site",
    "Story",
    "StoryKind",
    "Studied",
    "Summary",
    "Term",
    "Theme",
    "ThemeMatch",
    "TitleOrigin",
    "Unquotable",
    "by_month",
    "same_name",
]
