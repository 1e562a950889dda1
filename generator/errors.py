"""What can go wrong with a whole build. A bad article is not here: it becomes a `Fate`.

    BriefingError
    ├── ConfigError        the configuration cannot be used
    ├── TemplateError      a template cannot be rendered
    ├── VerificationError  what is printed of an article is not in the article: never published
    ├── SearchError        the search index cannot be made
    ├── SiteExists         `briefing new` was pointed at a folder that is not empty
    └── GoldError          what `briefing evaluate` was given cannot be measured against

Every message names the place, what was found there, and the way out.
"""


class BriefingError(Exception):
    """The build stops; nothing that was published before is touched."""


class ConfigError(BriefingError):
    """The configuration cannot be used."""


class TemplateError(BriefingError):
    """A template cannot be rendered."""


class VerificationError(BriefingError):
    """What was about to be printed of an article is not what the article says."""


class SearchError(BriefingError):
    """The index that a browser searches in cannot be made."""


class SiteExists(BriefingError):  # noqa: N818 - reads as the fact it states
    """A new site was asked for in a folder that already holds something."""


class GoldError(BriefingError):
    """A file of labelled articles, or what was asked of it, cannot be used."""
