"""The one sentence that connects the rooms: read, clean, choose, group, render, prove, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator import cleaning, digests, feeds, pages, proof, publish, readers, summarizers, themes
from generator.config import Settings
from generator.errors import ConfigError
from generator.models import Article, Briefing, Draft, Fate, Outcome, Reason

T = TypeVar("T")
Track = Callable[[Sequence[T], str], Iterable[T]]  # shows how far a long stage has come


def untracked(items: Sequence[T], stage: str) -> Iterable[T]:
    return items


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    briefing: Briefing
    published: publish.Published


def build(settings: Settings, track: Track[str] = untracked, today: date | None = None) -> Report:
    """Makes `docs/` say what `seeds/` holds. A date after `today`, when that is given, counts as unknown.

    Raises a BriefingError when the configuration, a template or a proof stands in the way; nothing is published then.
    """
    briefing, drafts = brief(settings, track, today)
    rendered = (*pages.render(briefing, settings.templates), feeds.briefing_json(briefing))
    proof.prove(briefing, drafts, rendered)
    return Report(briefing=briefing, published=publish.publish(rendered, settings.docs))


def brief(
    settings: Settings, track: Track[str] = untracked, today: date | None = None
) -> tuple[Briefing, dict[str, Draft]]:
    """Everything the pages are made from, and the drafts it can be proved against."""
    drafts, refused = read(settings, track)
    articles, fates = clean(drafts, settings.language, today)
    ordered = sorted(articles, key=lambda article: article.id)
    ordered.sort(key=lambda article: article.published.toordinal() if article.published else 0, reverse=True)
    by_id = {article.id: article for article in ordered}
    summaries = {
        id_: summarizers.summarize(by_id[id_], settings.summary.method, settings.summary.sentences)
        for id_ in track(tuple(by_id), "Summarising")
    }
    matches = {id_: themes.match(article, settings.themes) for id_, article in by_id.items()}
    briefing = Briefing(
        articles=tuple(ordered),
        summaries=summaries,
        matches=matches,
        themes=settings.themes,
        digests={theme.id: digests.theme(theme.id, ordered, summaries, matches) for theme in settings.themes},
        bottom_line=digests.bottom_line(ordered, summaries),
        ledger=tuple(sorted((*refused, *fates), key=lambda fate: fate.source)),
        rights=settings.rights,
    )
    return briefing, {draft.source: draft for draft in drafts}


def read(settings: Settings, track: Track[str] = untracked) -> tuple[list[Draft], list[Fate]]:
    """The drafts under seeds/, in the order of their paths, and the fates of what gave none."""
    if not settings.seeds.is_dir():
        raise ConfigError(
            f"{settings.seeds}: no such folder. Create it, or name another as `seeds:` in mkdocs.yml."
        )
    drafts: list[Draft] = []
    fates: list[Fate] = []
    for source in track(readers.find(settings.seeds), "Reading"):
        for found in readers.read(settings.seeds, source):
            if isinstance(found, Fate):
                fates.append(found)
            else:
                drafts.append(found)
    return drafts, fates


def clean(
    drafts: Iterable[Draft], site_language: str, today: date | None = None
) -> tuple[list[Article], list[Fate]]:
    """The articles in the drafts, each text and each address once, and the fate of every draft."""
    by_text: dict[str, Article] = {}
    by_id: dict[str, Article] = {}
    fates: list[Fate] = []
    for draft in drafts:
        article = cleaning.clean(draft, site_language, today)
        if article is None:
            empty = not draft.decoded.strip()
            reason = Reason.EMPTY if empty else Reason.NO_SENTENCE
            hint = (
                "Put the article's text into it."
                if empty
                else "Check that it holds an article in whole sentences."
            )
            fates.append(Fate(source=draft.source, outcome=Outcome.QUARANTINED, reason=reason, hint=hint))
        elif first := by_text.get(article.text):
            hint = f"The same text is published from {first.source}; one of the two can go."
            fates.append(_fate(draft, Outcome.DUPLICATE, Reason.SAME_TEXT, hint, first))
        elif first := by_id.get(article.id):
            hint = f'{first.source} has the address "{first.id}". Give one of the two another `slug`.'
            fates.append(_fate(draft, Outcome.QUARANTINED, Reason.SAME_ADDRESS, hint, None))
        else:
            by_text[article.text] = by_id[article.id] = article
            hint = " ".join(filter(None, (*article.notes, _wanting(article))))
            fates.append(_fate(draft, Outcome.PUBLISHED, Reason.USED, hint, article))
    return list(by_text.values()), fates


def _fate(draft: Draft, outcome: Outcome, reason: Reason, hint: str, article: Article | None) -> Fate:
    id_ = article.id if article else None
    return Fate(source=draft.source, outcome=outcome, reason=reason, hint=hint, article=id_)


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
