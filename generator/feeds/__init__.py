"""What the site offers to programs: the briefing as data, feeds of it, and its articles as citations.

Every file has an address that does not change. Knows nothing of pages but their addresses.
"""

from __future__ import annotations

from generator.feeds.data import briefing_json, schema
from generator.models import Briefing, Page

__all__ = ["WITHOUT_FEEDS", "briefing_json", "files", "schema"]

WITHOUT_FEEDS = "No feeds: `site_url` is not set, and what is read elsewhere must say where it leads."


def files(briefing: Briefing) -> tuple[Page, ...]:
    """All of them. There are feeds only if the site's address is known: a feed is read elsewhere, where no relative
    link leads anywhere.
    """
    from generator.feeds import bibliography, syndication

    return (briefing_json(briefing), *bibliography.files(briefing), *syndication.files(briefing))
