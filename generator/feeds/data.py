"""The briefing as data: `briefing.json`, described by `generator/feeds/briefing-1.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from generator.models import Article, Briefing, Difference, Digest, Figure, Page, Rights, Sentence, Story
from generator.models.articles import Span

SCHEMA = "briefing/1"
PATH = "briefing.json"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # in a name that is not UTF-8; JSON can say it, UTF-8 cannot


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `briefing.json`."""
    text = files("generator").joinpath("feeds/briefing-1.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def briefing_json(briefing: Briefing) -> Page:
    """The page `briefing.json`: everything that pages are made from. Offsets count code points of `Article.text`."""
    content = {
        "schema": SCHEMA,
        "counts": briefing.counts,
        "articles": [_article(briefing, article) for article in briefing.articles],
        "themes": [
            {
                "id": theme.id,
                "title": theme.title,
                "articles": [article.id for article in briefing.articles_about(theme)],
                "digest": _digest(briefing, briefing.digests[theme.id]),
            }
            for theme in briefing.themes
        ],
        "stories": [_story(briefing, story) for story in briefing.stories],
        "figures": [_difference(briefing, difference) for difference in briefing.differences],
        "ledger": [
            {"source": fate.source, "fate": fate.outcome, "reason": fate.reason, "hint": fate.hint}
            for fate in briefing.ledger
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Page(path=PATH, text=LONE_SURROGATE.sub(_escaped, text) + "\n")


def published_sources(text: str) -> dict[str, str]:
    """The sources of the articles in a `briefing.json`, with the hashes of their files; empty if it is none."""
    try:
        return {str(article["source"]): str(article["sha256"]) for article in json.loads(text)["articles"]}
    except (ValueError, KeyError, TypeError):
        return {}


def _article(briefing: Briefing, article: Article) -> Mapping[str, Any]:
    """The entry of one article in `briefing.json`."""
    whole = briefing.rights_of(article) is Rights.FULL  # what was removed is no part of an extract
    return {
        "id": article.id,
        "source": article.source,
        "sha256": article.sha256,
        "title": article.title,
        "title_origin": article.title_origin,
        "published": _date(article.published),
        "published_origin": article.published_origin,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "words": article.words,
        "page": briefing.site.address(f"articles/{article.id}/"),
        "themes": [
            {
                "id": match.theme,
                "score": match.score,
                "primary": match.primary,
                "evidence": [
                    {"term": place.term, "start": place.start, "end": place.end} for place in match.evidence
                ],
            }
            for match in briefing.matches[article.id]
        ],
        "summary": [_quotation(article, extract) for extract in briefing.summaries[article.id].extracts],
        "removed": [
            {"text": removal.text if whole else None, "reason": removal.reason} for removal in article.removed
        ],
        "story": story.id if (story := briefing.story_of(article)) else None,
        "copies": [
            {
                "source": copy.source,
                "outlet": copy.outlet,
                "published": _date(copy.published),
                "url": copy.url,
            }
            for copy in briefing.copies.get(article.id, ())
        ],
        **_earlier_versions(briefing, article),
    }


def _earlier_versions(briefing: Briefing, article: Article) -> Mapping[str, Any]:
    """The optional field `earlier_versions` of an article; empty if it has none."""
    versions = briefing.earlier_versions.get(article.id, ())
    items = [
        {
            "source": version.article.source,
            "sha256": version.article.sha256,
            "title": version.article.title,
            "published": _date(version.article.published),
            "url": version.article.url,
            "changes": [
                {
                    "earlier": _span(version.article, change.earlier),
                    "later": _span(article, change.later),
                }
                for change in briefing.visible_changes(article, version)
            ],
        }
        for version in versions
    ]
    return {"earlier_versions": items} if items else {}


def _story(briefing: Briefing, story: Story) -> Mapping[str, Any]:
    """The entry of one story in `briefing.json`."""
    return {
        "id": story.id,
        "title": story.title,
        "kind": story.kind,
        "articles": list(story.articles),
        "first": _date(story.first),
        "last": _date(story.last),
        "publishers": list(story.publishers),
        "digest": _digest(briefing, briefing.story_digests[story.id]),
    }


def _difference(briefing: Briefing, difference: Difference) -> Mapping[str, Any]:
    """The entry of one difference in `briefing.json`, with all its figures."""
    return {
        "subject": difference.subject,
        "unit": difference.unit,
        "values": [_figure(briefing.by_id[figure.extract.article], figure) for figure in difference.figures],
    }


def _figure(article: Article, figure: Figure) -> Mapping[str, Any]:
    """The entry of one figure in `briefing.json`, with the sentence that states it."""
    return {
        "value": figure.value,
        "printed": article.text[figure.start : figure.end],
        "hedge": figure.hedge,
        "article": article.id,
        **_quotation(article, figure.extract),
    }


def _digest(briefing: Briefing, digest: Digest) -> list[Mapping[str, Any]]:
    """The quotations of a brief, as entries in `briefing.json`."""
    return [
        {"article": extract.article, **_quotation(briefing.by_id[extract.article], extract)}
        for extract in digest.extracts
    ]


def _date(value: date | None) -> str | None:
    """The date as yyyy-mm-dd; None if unknown."""
    return value.isoformat() if value else None


def _escaped(surrogate: re.Match[str]) -> str:
    """A lone surrogate as its JSON escape sequence, since UTF-8 cannot hold it."""
    return f"\\u{ord(surrogate[0]):04x}"


def _span(article: Article, sentence: Sentence | None) -> dict[str, Any] | None:
    """The words and the offsets of a sentence; None for no sentence."""
    return _quotation(article, sentence) if sentence else None


def _quotation(article: Article, extract: Span) -> dict[str, Any]:
    """The words and the offsets of a span, as an entry in `briefing.json`."""
    return {"text": article.words_of(extract), "start": extract.start, "end": extract.end}
