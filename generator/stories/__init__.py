"""One story told by many: which articles are the same text, and which report the same event. Pure: no files.

A wrong merge is worse than a miss. Undated articles, and what covers many events, are in no story unless an editor puts
them there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.errors import ConfigError
from generator.models import Article, Story, StoryKind, TitleOrigin
from generator.stories import grouping
from generator.stories.duplicates import find_copies
from generator.stories.likeness import Pair, TermIndex, WeightedArticle
from generator.stories.overrides import Override
from generator.stories.profiles import is_roundup, term_weights
from generator.stories.publishers import Publishers

__all__ = ["Nearest", "Pair", "Publishers", "cluster_stories", "find_copies", "is_roundup", "nearest"]

Copies = Mapping[str, Sequence[Article]]  # the same text in other files, by the article that is shown
NAMED = 5  # of the articles nearest to one


def cluster_stories(
    articles: Sequence[Article],
    copied: Copies | None = None,
    overrides: Sequence[Override] = (),
    families: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Story, ...]:
    """The stories, the newest first. Raises ConfigError for an override that names an article that is not there."""
    by_id = {article.id: article for article in articles}
    publishers = Publishers(families or {})
    drafts = [StoryDraft(members=set(members)) for members in _events(articles)]
    stories = [
        _story(draft, [by_id[id_] for id_ in draft.members], copied or {}, publishers)
        for draft in _edited(drafts, overrides, by_id)
        if len(draft.members) > 1
    ]
    _addresses_differ(stories, overrides)
    return tuple(sorted(stories, key=lambda story: (-(story.last or date.min).toordinal(), story.id)))


def _events(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    space = _space(articles)
    return grouping.groups(_strengths(space)) if space else []


def _space(articles: Sequence[Article], always: str | None = None) -> TermIndex | None:
    """The articles that can be in a story, compared; None when there are too few."""
    able = [
        WeightedArticle(id=article.id, published=article.published, weights=term_weights(article))
        for article in articles
        if article.published and (article.id == always or not is_roundup(article))
    ]
    able = [each for each in able if each.weights]
    return TermIndex(able) if len(able) > 1 else None


def _strengths(space: TermIndex) -> dict[tuple[str, str], float]:
    return {(min(pair.a, pair.b), max(pair.a, pair.b)): pair.strength for pair in space.pairs()}


# --- what editors decide ------------------------------------------------------------------------------------


@dataclass(slots=True)
class StoryDraft:
    members: set[str]
    edited: bool = False
    title: str | None = None
    id: str | None = None


def _edited(
    drafts: list[StoryDraft], overrides: Sequence[Override], by_id: Mapping[str, Article]
) -> list[StoryDraft]:
    """Splits first, then merges in their order, so that what is split off can be put elsewhere."""
    for override in overrides:
        _refuse_orphans(override, by_id)
    for override in overrides:
        for draft in drafts:
            if taken := draft.members.intersection(override.split):
                draft.members -= taken
                draft.edited = True
    for override in overrides:
        if override.merge:
            drafts = _merged(drafts, override)
    return drafts


def _refuse_orphans(override: Override, by_id: Mapping[str, Article]) -> None:
    for key, named in (("merge", override.merge), ("split", override.split)):
        if lost := [id_ for id_ in named if id_ not in by_id]:
            raise ConfigError(
                f"{override.place} → {key}: there is no article {lost[0]!r}. Name articles by their address, "
                "articles/ADDRESS/, and those that are shown, not copies of them; or take it out of the list."
            )


def _merged(drafts: Sequence[StoryDraft], override: Override) -> list[StoryDraft]:
    named = set(override.merge)
    touched = [draft for draft in drafts if draft.members & named]
    rest = [draft for draft in drafts if not draft.members & named]
    whole = StoryDraft(
        members=named.union(*(draft.members for draft in touched)),
        edited=True,
        title=override.title or next((draft.title for draft in touched if draft.title), None),
        id=override.id or next((draft.id for draft in touched if draft.id), None),
    )
    return [*rest, whole]


def _addresses_differ(stories: Sequence[Story], overrides: Sequence[Override]) -> None:
    seen: set[str] = set()
    for story in stories:
        if story.id in seen:
            place = next(each.place for each in overrides if each.id == story.id)
            raise ConfigError(f"{place} → id: another story has the address {story.id!r}. Choose another.")
        seen.add(story.id)


# --- the story ----------------------------------------------------------------------------------------------


def _story(draft: StoryDraft, articles: Sequence[Article], copied: Copies, publishers: Publishers) -> Story:
    members = sorted(articles, key=lambda article: (article.published or date.max, article.id))
    dates = [article.published for article in members if article.published]
    titled = next((each for each in members if each.title_origin is TitleOrigin.GIVEN), members[0])
    known = {publishers.of(article, copied.get(article.id, ())) for article in members}
    return Story(
        id=draft.id or members[0].id,
        title=draft.title or titled.title,
        kind=StoryKind.EDITED if draft.edited else StoryKind.EVENT,
        articles=tuple(article.id for article in members),
        first=min(dates, default=None),
        last=max(dates, default=None),
        publishers=tuple(sorted(each for each in known if each)),
    )


# --- why not ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """An article near to another, and what keeps the two out of one story, if anything does."""

    article: str
    pair: Pair
    obstacle: str | None


def nearest(
    article: Article, articles: Sequence[Article], stories: Sequence[Story]
) -> tuple[Nearest, ...] | str:
    """The articles likest to one, the likest first; or, when it is compared with none, the reason in a sentence."""
    if not article.published:
        return "It has no date, and undated articles are in no story unless overrides.yml puts them there."
    space = _space(articles, always=article.id)
    if space is None or article.id not in {each.id for each in space.articles}:
        return "No other dated article can be compared with it."
    strengths = _strengths(space)
    together = {id_: story.articles for story in stories for id_ in story.articles}
    pairs = [space.pair(article.id, each.id) for each in space.articles if each.id != article.id]
    pairs.sort(key=lambda pair: (-pair.strength, -pair.cosine, pair.a, pair.b))
    return tuple(
        Nearest(
            article=other,
            pair=pair,
            obstacle=None
            if other in together.get(article.id, ())
            else _obstacle(
                article,
                pair,
                together.get(article.id, (article.id,)),
                together.get(other, (other,)),
                strengths,
            ),
        )
        for pair in pairs[:NAMED]
        for other in [pair.b if pair.a == article.id else pair.a]
    )


def _obstacle(
    article: Article, pair: Pair, own: Sequence[str], others: Sequence[str], strengths: grouping.Strengths
) -> str:
    """Why two articles are not in one story, in an editor's words."""
    if is_roundup(article):
        return "it is a round-up, a live blog or an interview, which covers more than one event"
    if pair.breadth and not pair.strength:
        return "a single word makes them alike"
    if pair.strength < grouping.ENOUGH:
        return f"strength {pair.strength:.2f} below {grouping.ENOUGH:.2f}"
    across = grouping.between(strengths, own, others)
    if min(across) < grouping.FOREIGN * grouping.ENOUGH:
        return "another article of their stories is too unlike it"
    average = sum(across) / len(across)
    if average < grouping.ENOUGH:
        return f"strength {average:.2f} below {grouping.ENOUGH:.2f} between their stories"
    return "each is closer to the articles of its own story"
