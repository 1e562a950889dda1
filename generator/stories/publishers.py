"""Who stands behind an article: the agency it credits, else the family of its outlet. Knows no story.

Five papers that print one agency's text are one publisher, and so are two papers of one house. An article that does
not say where it comes from counts for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.models import Article, Removed

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

# How news agencies are written where they are credited.
AGENCIES: Mapping[str, tuple[str, ...]] = {
    "Reuters": ("Reuters", "Thomson Reuters", "reuters.com"),
    "Associated Press": ("AP", "Associated Press", "The Associated Press", "apnews.com"),
    "Agence France-Presse": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "dpa": ("dpa", "Deutsche Presse-Agentur"),
    "PA Media": ("PA", "PA Media", "Press Association", "The Press Association"),
    "ANSA": ("ANSA",),
    "EFE": ("EFE", "Agencia EFE"),
    "Interfax": ("Interfax", "Interfax-Ukraine"),
    "TASS": ("TASS", "ITAR-TASS"),
    "Ukrinform": ("Ukrinform",),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA"),
}

OPENING = re.compile(r"\A[^().]{0,60}\(([^()]{2,30})\)\s*(?:[–—-]|--)")  # KYIV, May 4 (Reuters) –
BYLINE = re.compile(r"\s*(?:/|\||,|;|\band\b|\bwith\b|\bvia\b|\bfor\b|\bin\b)\s*")
CREDITS = frozenset((Removed.SIGN_OFF, Removed.DATE_LINE))
SIGNED = 60  # characters of a sign-off; a longer one tells who helped, not whose text it is


class Publishers:
    """Looks outlets up in families; `families` are an editor's, and win over the ones known here."""

    def __init__(self, families: Mapping[str, tuple[str, ...]]) -> None:
        known = (*FAMILIES.items(), *families.items())
        self._family = {_plain(outlet): family for family, outlets in known for outlet in outlets}
        self._agency = {_plain(name): agency for agency, names in AGENCIES.items() for name in names}

    def of(self, article: Article, copies: Iterable[Article] = ()) -> str | None:
        """The agency credited by the article or by a copy of it, else the family of its outlet; None when unknown."""
        agency = next((found for each in (article, *copies) if (found := self._credited(each))), None)
        if agency or not article.outlet:
            return agency
        return self._family.get(_plain(article.outlet), article.outlet.strip())

    def _credited(self, article: Article) -> str | None:
        names = [article.outlet or "", *BYLINE.split(article.author or "")]
        if opening := OPENING.match(article.text):
            names.append(opening[1])
        for removal in article.removed:
            if removal.reason in CREDITS and len(removal.text) <= SIGNED:
                names += re.findall(r"[\w-]+(?: [\w-]+)*", removal.text)
        return next((self._agency[name] for name in map(_plain, names) if name in self._agency), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("www.").split())
