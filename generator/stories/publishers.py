"""The publisher of an article: the agency that it credits, or else the family of its outlet.

Five papers that print one agency's text count as one publisher, and so do two papers of one publishing house. An
article without an outlet has no publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.models import Article
from generator.stories.credits import credited_agency

# Outlets of one house, to which `families:` in mkdocs.yml adds. Names and addresses as articles give them.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "BBC": ("BBC", "BBC News", "BBC Sport", "bbc.com", "bbc.co.uk"),
    "Guardian": ("The Guardian", "Guardian", "The Observer", "theguardian.com"),
    "New York Times": ("The New York Times", "NYT", "nytimes.com", "International New York Times"),
    "News UK": ("The Times", "The Sunday Times", "The Sun", "thetimes.co.uk", "thesun.co.uk"),
    "DMG Media": (
        "Daily Mail",
        "The Mail on Sunday",
        "MailOnline",
        "dailymail.co.uk",
        "i",
        "inews.co.uk",
        "Metro",
    ),
    "Reach": ("Daily Mirror", "Daily Express", "Daily Star", "mirror.co.uk", "express.co.uk"),
    "Telegraph": ("The Daily Telegraph", "The Telegraph", "The Sunday Telegraph", "telegraph.co.uk"),
    "Washington Post": ("The Washington Post", "washingtonpost.com"),
    "Dow Jones": ("The Wall Street Journal", "Barron's", "MarketWatch", "wsj.com"),
    "CNN": ("CNN", "CNN International", "cnn.com"),
    "Deutsche Welle": ("Deutsche Welle", "DW", "dw.com"),
    "Al Jazeera": ("Al Jazeera", "Al Jazeera English", "aljazeera.com"),
}


class Publishers:
    """Finds the publisher of an article; the families that an editor gives win over those known here."""

    def __init__(self, families: Mapping[str, tuple[str, ...]]) -> None:
        """Use the known families of outlets and those of an editor, which win: publisher → outlets."""
        known = (*FAMILIES.items(), *families.items())
        self._family = {_fold(outlet): family for family, outlets in known for outlet in outlets}

    def publisher_of(self, article: Article, copies: Iterable[Article] = ()) -> str | None:
        """The agency that the article or a copy of it credits, else the family of its outlet, else the outlet.

        None if it has neither.
        """
        agencies = map(credited_agency, (article, *copies))
        agency = next(filter(None, agencies), None)
        if agency or not article.outlet:
            return agency
        return self._family.get(_fold(article.outlet), article.outlet.strip())


def _fold(name: str) -> str:
    """A name in lower case with single spaces and without `www.`."""
    return " ".join(name.casefold().removeprefix("www.").split())
