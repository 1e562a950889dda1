"""The values that flow through a build, in the order in which they are made.

All are frozen and made once. Offsets are code points into `Article.text`, end exclusive, so the words of
a span are always `article.text[start:end]`; no value carries a second copy of an article's words.

Each module holds the values of one step; import them from this package.
"""

from generator.models.across import Copy, Difference, Digest, Figure, Story, StoryKind
from generator.models.articles import (
    Article,
    Reference,
    RejectionReason,
    Removal,
    Removed,
    Sentence,
    TitleOrigin,
)
from generator.models.briefing import Briefing, Page
from generator.models.chosen import (
    ArticleAnalysis,
    Evidence,
    Extract,
    Method,
    Place,
    Points,
    Quantity,
    Summary,
    Term,
    Theme,
    ThemeMatch,
)
from generator.models.drafts import (
    Block,
    BlockKind,
    DecodedText,
    ExtractedDocument,
    ExtractionWarning,
    MetadataValue,
    RefusedValue,
    TextForm,
)
from generator.models.ledger import IMPROVEMENT_OPENING, LedgerEntry, Outcome, Reason
from generator.models.site import Rendering, Rights, Robots, Site, outlet_key
from generator.models.versions import Change, Duplicate, EarlierVersion

__all__ = [
    "IMPROVEMENT_OPENING",
    "Article",
    "ArticleAnalysis",
    "Block",
    "BlockKind",
    "Briefing",
    "Change",
    "Copy",
    "DecodedText",
    "Difference",
    "Digest",
    "Duplicate",
    "EarlierVersion",
    "Evidence",
    "Extract",
    "ExtractedDocument",
    "ExtractionWarning",
    "Figure",
    "LedgerEntry",
    "MetadataValue",
    "Method",
    "Outcome",
    "Page",
    "Place",
    "Points",
    "Quantity",
    "Reason",
    "Reference",
    "RefusedValue",
    "RejectionReason",
    "Removal",
    "Removed",
    "Rendering",
    "Rights",
    "Robots",
    "Sentence",
    "Site",
    "Story",
    "StoryKind",
    "Summary",
    "Term",
    "TextForm",
    "Theme",
    "ThemeMatch",
    "TitleOrigin",
    "outlet_key",
]
