"""On what the page of an article depends, so that one that was rendered before need not be rendered again. Pure.

The question of a page is a hash of all that its template can read, the articles in it by the fingerprints of their
analyses. It holds for the packaged templates only: those of a site may read anything of the briefing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from generator.models import Article, Briefing
from generator.pages.views import BriefingView

ARTICLE_PAGE = "articles/{article}.md"


def article_questions(view: BriefingView, folders: Sequence[Path], version: bytes) -> dict[str, bytes]:
    """The question of each article's page, by the path of the page; none if a site has templates of its own.

    `folders` are the folders of templates, and `version` is that of the program. Articles whose analysis has no
    fingerprint are left out.
    """
    briefing = view.value
    if len(folders) != 1:
        return {}
    common = sha256(version + repr(_common(briefing, folders[0])).encode()).digest()
    differing: defaultdict[str, list[int]] = defaultdict(list)
    for id_, start in sorted(view.differing_sentences):
        differing[id_].append(start)
    quoting: defaultdict[str, list[object]] = defaultdict(list)
    for (id_, number), pages in view.quoting_pages.items():
        quoting[id_].append((number, pages))
    return {
        ARTICLE_PAGE.format(article=article.id): sha256(
            common + repr((_own(briefing, article, differing), quoting[article.id])).encode()
        ).digest()
        for article in briefing.articles
        if _is_known(briefing, _articles_on_page(briefing, article))
    }


def _common(briefing: Briefing, folder: Path) -> tuple[object, ...]:
    """What the pages of all articles depend on: the templates and the settings of the site."""
    templates = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.md"))]
    settings = briefing.site, briefing.rights, dict(briefing.outlet_rights), briefing.robots, briefing.themes
    return *templates, *settings


def _own(briefing: Briefing, article: Article, differing: Mapping[str, Sequence[int]]) -> tuple[object, ...]:
    """What the page of one article depends on, but for the pages that quote it."""
    story = briefing.story_of(article)
    return (
        article.id,
        briefing.fingerprints[article.id],
        briefing.extracts_from(article),
        briefing.copies.get(article.id),
        briefing.earlier_versions.get(article.id),
        differing.get(article.id),
        story,
        [(id_, briefing.fingerprints[id_], id_ in differing) for id_ in (story.articles if story else ())],
    )


def _articles_on_page(briefing: Briefing, article: Article) -> Iterable[str]:
    """The ids of the articles that the page of an article shows something of."""
    story = briefing.story_of(article)
    return (article.id, *(story.articles if story else ()))


def _is_known(briefing: Briefing, ids: Iterable[str]) -> bool:
    """True if the analyses of all these articles have fingerprints."""
    return all(id_ in briefing.fingerprints for id_ in ids)
