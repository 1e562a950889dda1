"""The briefing as data: `briefing.json`, described by `generator/schemas/briefing-1.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from generator.models import Article, Briefing, Extract, Page

SCHEMA = "briefing/1"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # in a name that is not UTF-8; JSON can say it, UTF-8 cannot


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `briefing.json`."""
    text = files("generator").joinpath("schemas/briefing-1.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def briefing_json(briefing: Briefing) -> Page:
    """Everything the pages are made from; offsets are code points into the cleaned text of the article."""
    content = {
        "schema": SCHEMA,
        "counts": briefing.counts,
        "articles": [_article(briefing, article) for article in briefing.articles],
        "themes": [
            {
                "id": theme.id,
                "title": theme.title,
                "articles": [article.id for article in briefing.about(theme)],
                "digest": [
                    {"article": extract.article, **_quotation(briefing.by_id[extract.article], extract)}
                    for extract in briefing.digests[theme.id].extracts
                ],
            }
            for theme in briefing.themes
        ],
        "stories": [],
        "figures": [],
        "ledger": [
            {"source": fate.source, "fate": fate.outcome, "reason": fate.reason, "hint": fate.hint}
            for fate in briefing.ledger
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Page(path="briefing.json", text=LONE_SURROGATE.sub(_escaped, text) + "\n")


def _article(briefing: Briefing, article: Article) -> Mapping[str, Any]:
    return {
        "id": article.id,
        "source": article.source,
        "sha256": article.sha256,
        "title": article.title,
        "title_origin": article.title_origin,
        "published": article.published and article.published.isoformat(),
        "published_origin": article.published_origin,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "words": article.words,
        "page": f"articles/{article.id}/",
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
        "removed": [{"text": removal.text, "reason": removal.reason} for removal in article.removed],
        "story": None,
    }


def _escaped(surrogate: re.Match[str]) -> str:
    return f"\\u{ord(surrogate[0]):04x}"


def _quotation(article: Article, extract: Extract) -> dict[str, Any]:
    return {"text": article.words_of(extract), "start": extract.start, "end": extract.end}
