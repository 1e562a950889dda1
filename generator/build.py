"""The one sentence that connects the rooms: read, clean, choose, group, render, prove, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator import digests, engine, feeds, figures, pages, publish, readers, stories, summarizers, themes
from generator.articles import cleaning
from generator.config import Settings
from generator.errors import BriefingError, ConfigError
from generator.models import (
    Article,
    ArticleAnalysis,
    Briefing,
    Copy,
    ExtractedDocument,
    LedgerEntry,
    Outcome,
    Reason,
)
from generator.safety import verification
from generator.stories import overrides

LONGEST = 1_000_000  # characters of an article, a long book; its work grows with its length

Track = Callable[[Sequence[str]], Iterable[str]]  # shows how far the reading has come


def untracked(sources: Sequence[str]) -> Iterable[str]:
    return sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    briefing: Briefing
    published: publish.Published


def build(
    settings: Settings,
    today: date | None = None,
    run: engine.Engine = engine.inline,
    track: Track = untracked,
) -> Report:
    """Makes `docs/` say what `seeds/` holds. A date after `today`, when that is given, counts as unknown.

    Raises a BriefingError when the configuration, a template or a proof stands in the way; nothing is published then.
    """
    briefing = brief(settings, today, run, track)
    rendered = (*pages.render(briefing, settings.templates), *feeds.files(briefing))
    verification.prove(briefing, rendered)
    return Report(briefing=briefing, published=publish.publish(rendered, settings.docs))


def brief(
    settings: Settings,
    today: date | None = None,
    run: engine.Engine = engine.inline,
    track: Track = untracked,
) -> Briefing:
    """Everything the pages are made from."""
    decided = overrides.read(settings.overrides)
    found = read(settings, today, run, track)
    studied, copied, fates = unique(found)
    by_id = {each.article.id: each for each in studied}
    articles = sorted((each.article for each in studied), key=lambda article: article.id)
    articles.sort(key=lambda article: article.published or date.min, reverse=True)
    summaries = {id_: each.summary for id_, each in by_id.items()}
    matches = {id_: each.matches for id_, each in by_id.items()}
    told = stories.tell(articles, copied, decided, settings.families)
    publishers = _publishers(settings, articles, copied)
    desk = digests.Desk(articles, summaries, told, publishers, stories.covers_many)
    return Briefing(
        articles=tuple(articles),
        summaries=summaries,
        matches=matches,
        themes=settings.themes,
        digests={theme.id: desk.theme(theme.id, matches) for theme in settings.themes},
        bottom_line=desk.bottom_line(),
        ledger=tuple(fates),
        cadence=settings.cadence,
        copies={id_: tuple(map(partial(_copy, id_), copies)) for id_, copies in copied.items()},
        stories=told,
        story_digests={story.id: desk.story(story) for story in told},
        rights=settings.rights.default,
        outlet_rights=settings.rights.outlets,
        robots=settings.robots,
        site=settings.site,
        differences=figures.differ(
            (by_id[article.id].article, by_id[article.id].quantities) for article in articles
        ),
    )


def _publishers(
    settings: Settings, articles: Iterable[Article], copied: Mapping[str, Sequence[Article]]
) -> dict[str, str | None]:
    known = stories.Publishers(settings.families)
    return {article.id: known.of(article, copied.get(article.id, ())) for article in articles}


def _copy(shown: str, article: Article) -> Copy:
    return Copy(
        article=shown,
        source=article.source,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
    )


def read(
    settings: Settings, today: date | None, run: engine.Engine, track: Track
) -> list[ArticleAnalysis | LedgerEntry]:
    """What became of every file under seeds/, in the order of their paths."""
    if not settings.seeds.is_dir():
        raise ConfigError(
            f"{settings.seeds}: no such folder. Create it, or name another as `seeds:` in mkdocs.yml."
        )
    sources = readers.find(settings.seeds)
    return [
        _stopped(source, one) if isinstance(one, engine.Lost) else one
        for source, found in zip(sources, run(partial(study, settings, today), sources, track), strict=True)
        for one in found
    ]


def study(settings: Settings, today: date | None, source: str) -> Iterator[ArticleAnalysis | LedgerEntry]:
    """All that can be said of one file without looking at another: its articles, or why there are none."""
    for found in readers.read(settings.seeds, source):
        try:
            yield found if isinstance(found, LedgerEntry) else studied(settings, today, found)
        except BriefingError:
            raise
        except Exception as error:  # the last resort: what one article trips over must not stop the others
            hint = f"{type(error).__name__} while choosing its sentences. Save its text alone, as plain text."
            yield LedgerEntry(
                source=found.source, outcome=Outcome.QUARANTINED, reason=Reason.UNPARSABLE, hint=hint
            )


def studied(
    settings: Settings, today: date | None, draft: ExtractedDocument
) -> ArticleAnalysis | LedgerEntry:
    """All that can be said of one draft, its words proved to stand in its file; or why it cannot be published."""
    length = sum(len(block.text) for block in draft.blocks)
    if length > LONGEST:
        hint = f"It has {length:,} characters; {LONGEST:,} are the most. Split it into its articles."
        return LedgerEntry(
            source=draft.source, outcome=Outcome.QUARANTINED, reason=Reason.TOO_LONG, hint=hint
        )
    article = cleaning.clean(draft, settings.language, today)
    if article is None:
        empty = not draft.decoded.strip()
        reason = Reason.EMPTY if empty else Reason.NO_SENTENCE
        hint = (
            "Put the article's text into it."
            if empty
            else "Check that it holds an article in whole sentences."
        )
        return LedgerEntry(source=draft.source, outcome=Outcome.QUARANTINED, reason=reason, hint=hint)
    verification.stands_in_its_file(article, draft)
    summary = summarizers.summarize(article, settings.summary.method, size(settings))
    return ArticleAnalysis(
        article=article,
        summary=summary,
        matches=themes.match(article, settings.themes),
        quantities=figures.read(article, settings.synonyms),
    )


def size(settings: Settings) -> summarizers.Size:
    """How long the editor wants a summary to be."""
    return summarizers.Size(sentences=settings.summary.sentences, words=settings.summary.words)


def _stopped(source: str, lost: engine.Lost) -> LedgerEntry:
    hint = f"Reading it was stopped: {lost.why}. Save its text alone, as plain text."
    return LedgerEntry(
        source=readers.shown(source), outcome=Outcome.QUARANTINED, reason=Reason.STOPPED, hint=hint
    )


def unique(
    found: Sequence[ArticleAnalysis | LedgerEntry],
) -> tuple[list[ArticleAnalysis], dict[str, list[Article]], list[LedgerEntry]]:
    """Each text once and each address once; the other files with a text, by its address; the fate of everything."""
    by_source = {one.article.source: one.article for one in found if isinstance(one, ArticleAnalysis)}
    taken, shown_by = _settled(list(by_source.values()))
    kept: list[ArticleAnalysis] = []
    copied: dict[str, list[Article]] = {}
    fates: list[LedgerEntry] = []
    for one in found:
        if isinstance(one, LedgerEntry):
            fates.append(one)
        elif first := taken.get(one.article.source):
            hint = f'{first.source} has the address "{first.id}". Give one of the two another `slug`.'
            fates.append(_fate(one.article, Outcome.QUARANTINED, Reason.SAME_ADDRESS, hint, None))
        elif original := by_source.get(shown_by.get(one.article.source, "")):
            copied.setdefault(original.id, []).append(one.article)
            fates.append(_duplicate(one.article, original))
        else:
            kept.append(one)
            hint = " ".join((*one.article.notes, _wanting(one.article))).strip()
            fates.append(_fate(one.article, Outcome.PUBLISHED, Reason.USED, hint, one.article.id))
    return kept, copied, fates


def _settled(articles: Sequence[Article]) -> tuple[dict[str, Article], dict[str, str]]:
    """Files whose address another article has, with that article; and the source of each copy → the one shown.

    An address that is the name of a file is that file's, whichever article before it asks for it as its slug. A file
    that cannot be shown leaves its copies, of which another is shown then.
    """
    taken: dict[str, Article] = {}
    while True:
        able = [article for article in articles if article.source not in taken]
        shown_by = stories.copies(able)
        shown = [article for article in able if article.source not in shown_by]
        by_id = {article.id: article for article in shown if article.source == f"{article.id}.txt"}
        clashing = [article for article in shown if by_id.setdefault(article.id, article) is not article]
        if not clashing:
            return taken, shown_by
        taken |= {article.source: by_id[article.id] for article in clashing}


def _duplicate(article: Article, shown: Article) -> LedgerEntry:
    reason = Reason.SAME_TEXT if article.text == shown.text else Reason.NEAR_TEXT
    hint = f"{shown.source} is shown, {_preference(article, shown)}; its page says that this file has the text too."
    return _fate(article, Outcome.DUPLICATE, reason, hint, shown.id)


def _preference(article: Article, shown: Article) -> str:
    """Why one of two files with the same text is shown."""
    if shown.published != article.published:
        return "as it is the earlier one" if article.published else "as it has a date"
    return "as it is the longer one" if len(shown.text) > len(article.text) else "as its path comes first"


def _fate(article: Article, outcome: Outcome, reason: Reason, hint: str, shown: str | None) -> LedgerEntry:
    return LedgerEntry(source=article.source, outcome=outcome, reason=reason, hint=hint, article=shown)


def _wanting(article: Article) -> str:
    """What would make a published article better, in a sentence; empty when nothing is missing."""
    missing = [
        name
        for name, known in (
            ("an outlet", article.outlet),
            ("a title", article.title_origin == "given"),
            ("the date of publication", article.published),
        )
        if not known
    ]
    listed = " and ".join([*filter(None, [", ".join(missing[:-1])]), *missing[-1:]])
    return f"Would be better with {listed}." if missing else ""
