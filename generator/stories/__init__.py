"""Which articles are the same text, and which report the same event. Pure: no files.

A wrong merge is worse than a miss. Undated articles, and what covers many events, are in no story unless an editor puts
them there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.errors import ConfigError
from generator.models import Article, Story, StoryKind, TitleOrigin
from generator.stories import clustering
from generator.stories.duplicates import find_duplicates
from generator.stories.overrides import Override
from generator.stories.profiles import is_roundup, is_stray_line, term_weights
from generator.stories.publishers import Publishers
from generator.stories.relations import sign
from generator.stories.revisions import earlier_version
from generator.stories.similarity import Pair, TermIndex, WeightedArticle

__all__ = [
    "Neighbour",
    "Pair",
    "Publishers",
    "cluster_stories",
    "earlier_version",
    "find_duplicates",
    "is_roundup",
    "nearest_articles",
    "sign",
]

Copies = Mapping[str, Sequence[Article]]  # the same text in other files, by the article that is shown
MAX_NEIGHBOURS = 5  # articles that are named as nearest to one


def cluster_stories(
    articles: Sequence[Article],
    copied: Copies | None = None,
    overrides: Sequence[Override] = (),
    families: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Story, ...]:
    """Group articles that report the same event into stories of two or more, the newest story first.

    `copied` are the copies of an article in other files, by its id; `families` the outlets of one publisher, by its
    name. Undated articles and round-ups are in no story unless an override names them. Raises ConfigError for an
    override that names an article that is not there, or that gives a story the id of another.
    """
    by_id = {article.id: article for article in articles}
    publishers = Publishers(families or {})
    drafts = [StoryDraft(members=set(members)) for members in _clusters(articles)]
    stories = [
        _story(draft, [by_id[id_] for id_ in draft.members], copied or {}, publishers)
        for draft in _apply_overrides(drafts, overrides, by_id)
        if len(draft.members) > 1
    ]
    _check_ids_differ(stories, overrides)
    return tuple(sorted(stories, key=lambda story: (-(story.last or date.min).toordinal(), story.id)))


def _clusters(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    """Groups of ids of articles that report the same event, before any override."""
    index = _term_index(articles)
    return clustering.clusters(_strengths(index)) if index else []


def _term_index(articles: Sequence[Article], always: str | None = None) -> TermIndex | None:
    """The index of the articles that can be in a story: dated, with terms, and no round-up or stray line.

    None when there are fewer than two. The article with the id `always` is compared even if it is a round-up or a stray
    line.
    """
    comparable = [
        WeightedArticle(id=article.id, published=article.published, weights=term_weights(article))
        for article in articles
        if article.published and (article.id == always or not (is_roundup(article) or is_stray_line(article)))
    ]
    comparable = [article for article in comparable if article.weights]
    return TermIndex(comparable) if len(comparable) > 1 else None


def _strengths(index: TermIndex) -> dict[tuple[str, str], float]:
    """The strength of each pair that the index compares, by the two article ids in alphabetical order."""
    return {(min(pair.a, pair.b), max(pair.a, pair.b)): pair.strength for pair in index.pairs()}


# --- what editors decide ------------------------------------------------------------------------------------


@dataclass(slots=True)
class StoryDraft:
    """A story while it is made: the ids of its articles, and what an editor decided about it."""

    members: set[str]
    edited: bool = False
    title: str | None = None
    id: str | None = None


def _apply_overrides(
    drafts: list[StoryDraft], overrides: Sequence[Override], by_id: Mapping[str, Article]
) -> list[StoryDraft]:
    """The stories after all splits and then all merges, so that what was split off can be merged elsewhere.

    The drafts are changed in place. Raises ConfigError if an override names an article that is not there.
    """
    for override in overrides:
        _check_articles_exist(override, by_id)
    for override in overrides:
        for draft in drafts:
            if removed := draft.members.intersection(override.split):
                draft.members -= removed
                draft.edited = True
    for override in overrides:
        if override.merge:
            drafts = _merge(drafts, override)
    return drafts


def _check_articles_exist(override: Override, by_id: Mapping[str, Article]) -> None:
    """Raise ConfigError if an override names an article that is not published."""
    for key, ids in (("merge", override.merge), ("split", override.split)):
        if missing := [id_ for id_ in ids if id_ not in by_id]:
            raise ConfigError(
                f"{override.place} → {key}: there is no article {missing[0]!r}. Name articles by their address, "
                "articles/ADDRESS/, and those that are shown, not copies of them; or take it out of the list."
            )


def _merge(drafts: Sequence[StoryDraft], override: Override) -> list[StoryDraft]:
    """The stories after one merge: those with a named article become one, with all named articles; it stands last."""
    named = set(override.merge)
    affected = [draft for draft in drafts if draft.members & named]
    rest = [draft for draft in drafts if not draft.members & named]
    merged = StoryDraft(
        members=named.union(*(draft.members for draft in affected)),
        edited=True,
        title=override.title or next((draft.title for draft in affected if draft.title), None),
        id=override.id or next((draft.id for draft in affected if draft.id), None),
    )
    return [*rest, merged]


def _check_ids_differ(stories: Sequence[Story], overrides: Sequence[Override]) -> None:
    """Raise ConfigError if an editor gave a story an id that another story has."""
    seen: set[str] = set()
    for story in stories:
        if story.id in seen:
            place = next(override.place for override in overrides if override.id == story.id)
            raise ConfigError(f"{place} → id: another story has the address {story.id!r}. Choose another.")
        seen.add(story.id)


# --- the story ----------------------------------------------------------------------------------------------


def _story(draft: StoryDraft, articles: Sequence[Article], copied: Copies, publishers: Publishers) -> Story:
    """The story made of a draft: its articles by date, its id, title, dates and independent publishers.

    What an editor gave wins; otherwise the id is that of the oldest article, and the title the first that a source
    gives.
    """
    members = sorted(articles, key=lambda article: (article.published or date.max, article.id))
    dates = [article.published for article in members if article.published]
    title_source = next(
        (article for article in members if article.title_origin is TitleOrigin.GIVEN), members[0]
    )
    names = {publishers.publisher_of(article, copied.get(article.id, ())) for article in members}
    return Story(
        id=draft.id or members[0].id,
        title=draft.title or title_source.title,
        kind=StoryKind.EDITED if draft.edited else StoryKind.EVENT,
        articles=tuple(article.id for article in members),
        first=min(dates, default=None),
        last=max(dates, default=None),
        publishers=tuple(sorted(name for name in names if name)),
    )


# --- why not ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article that is similar to another, and why the two are not in one story; None when they are."""

    article: str
    pair: Pair
    obstacle: str | None


def nearest_articles(
    article: Article, articles: Sequence[Article], stories: Sequence[Story]
) -> tuple[Neighbour, ...] | str:
    """At most MAX_NEIGHBOURS articles, the most similar first, or a sentence that says why there are none."""
    if not article.published:
        return "It has no date, and undated articles are in no story unless overrides.yml puts them there."
    index = _term_index(articles, always=article.id)
    if index is None or article.id not in {candidate.id for candidate in index.articles}:
        return "No other dated article can be compared with it."
    strengths = _strengths(index)
    together = {id_: story.articles for story in stories for id_ in story.articles}
    pairs = [
        index.pair(article.id, candidate.id) for candidate in index.articles if candidate.id != article.id
    ]
    pairs.sort(key=lambda pair: (-pair.strength, -pair.cosine, pair.a, pair.b))
    return tuple(
        Neighbour(
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
        for pair in pairs[:MAX_NEIGHBOURS]
        for other in [pair.b if pair.a == article.id else pair.a]
    )


def _obstacle(
    article: Article, pair: Pair, own: Sequence[str], others: Sequence[str], strengths: clustering.Strengths
) -> str:
    """Why two articles are not in one story, in an editor's words."""
    if is_roundup(article):
        return "it is a round-up, a live blog or an interview, which covers more than one event"
    if is_stray_line(article):
        return "its few words say nothing of what its title says"
    if pair.effective_term_count and not pair.strength:
        return "a single word makes them alike"
    if pair.strength < clustering.MERGE_THRESHOLD:
        return f"strength {pair.strength:.2f} below {clustering.MERGE_THRESHOLD:.2f}"
    strengths_across = clustering.cross_strengths(strengths, own, others)
    if min(strengths_across) < clustering.MIN_PAIR_STRENGTH:
        return "another article of their stories is too unlike it"
    average = sum(strengths_across) / len(strengths_across)
    if average < clustering.MERGE_THRESHOLD:
        return f"strength {average:.2f} below {clustering.MERGE_THRESHOLD:.2f} between their stories"
    return "each is closer to the articles of its own story"
