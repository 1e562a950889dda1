"""Values for tests that need them whole but look at little of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.models import Article, Briefing, Digest, Rights, Summary, Theme, ThemeMatch, TitleOrigin


def article(**known: Any) -> Article:
    """An article without sentences, but for what is said of it."""
    unknown = dict.fromkeys(("published", "published_origin", "outlet", "author", "url"))
    rest = {"id": "a", "title": "A title", "title_origin": TitleOrigin.GIVEN, "title_cut": False}
    empty = {"sha256": "0" * 64, "language": "en", "text": "", "sentences": (), "removed": ()}
    known = {**unknown, **rest, **empty, **known}
    return Article(**{"source": f"{known['id']}.txt", **known})


def briefing(
    articles: Sequence[Article], themes: Sequence[Theme] = (), matches: tuple[ThemeMatch, ...] = ()
) -> Briefing:
    """A briefing of articles that all have the same themes and no summary."""
    return Briefing(
        articles=tuple(articles),
        summaries={each.id: Summary(extracts=(), scores=(), method="lead") for each in articles},
        matches={each.id: matches for each in articles},
        themes=tuple(themes),
        digests={theme.id: Digest(of=theme.id, extracts=()) for theme in themes},
        bottom_line=(),
        ledger=(),
        rights=Rights.FULL,
    )
