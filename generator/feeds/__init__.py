"""Files for programs: the briefing as data, feeds, and citations. Their addresses never change."""

from __future__ import annotations

from generator.feeds.data import PATH, briefing_json, published_sources, schema
from generator.models import Briefing, Page

__all__ = ["PATH", "WITHOUT_FEEDS", "briefing_json", "files", "published_sources", "schema"]

WITHOUT_FEEDS = "No feeds: `site_url` is not set, and what is read elsewhere must say where it leads."


def files(briefing: Briefing) -> tuple[Page, ...]:
    """All files for other programs: data, citations and feeds.

    Feeds are made only if the site's address is known, as they are read elsewhere, where relative links lead nowhere.
    """
    from generator.feeds import bibliography, syndication

    return (briefing_json(briefing), *bibliography.files(briefing), *syndication.files(briefing))
