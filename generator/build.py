"""From the files in seeds/ to the pages in docs/: read, assemble, analyse, group, render, verify, publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from generator import digests, engine, feeds, figures, pages, publish, readers, stories, summarizers
from generator.articles import ledger, losses, recall
from generator.articles.analysis import AnalysisOptions, Result, warm_up
from generator.cache import Cache, running_version
from generator.config import Settings
from generator.errors import ConfigError, machine_failures
from generator.models import Article, ArticleAnalysis, Briefing
from generator.readers import mirror
from generator.safety import verification
from generator.stories import overrides

Track = engine.Track[recall.Item]
NOTHING_REMEMBERED = Cache()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    briefing: Briefing
    published: publish.Published


def build(
    settings: Settings,
    today: date | None = None,
    run: engine.Engine = engine.serial,
    track: Track = engine.no_progress,
    remembered: Cache = NOTHING_REMEMBERED,
    *,
    accept_losses: bool = False,
) -> Report:
    """Write the pages of all articles under `settings.seeds` into `settings.docs`.

    A date of publication later than `today`, where that is given, counts as unknown. Raises BriefingError if the
    configuration, a template, the verification of a sentence or the machine fails, and, unless losses are accepted,
    if many articles would go whose files are unchanged; nothing is published then.
    """
    briefing = brief(settings, today, run, track, remembered)
    if not accept_losses:
        refuse_losses(settings, briefing)
    rendering = pages.recall_or_render(briefing, settings.templates, remembered)
    files = feeds.files(briefing)
    verification.verify(briefing, (*rendering.new_pages, *files))
    rendering.remember(remembered)
    published = publish.publish((*rendering.pages, *files), settings.docs, remembered)
    return Report(briefing=briefing, published=published)


def choose_engine(settings: Settings) -> engine.Engine:
    """The engine of commands and the plugin: processes of this machine, or the cluster that the settings name."""
    prepare = partial(warm_up, settings.language)
    if settings.scheduler:
        return engine.Dask(scheduler=settings.scheduler, prepare=prepare, version=running_version)
    return engine.Processes(prepare=prepare)


def refuse_losses(settings: Settings, briefing: Briefing) -> None:
    """Raise LossError if too many of the published articles would be removed although their files are unchanged."""
    published = feeds.published_sources(publish.read_published(settings.docs, feeds.PATH))
    with machine_failures(f"reading {settings.seeds}"):
        losses.refuse_losses(published, briefing, partial(readers.find_unchanged, settings.seeds))


def brief(
    settings: Settings,
    today: date | None = None,
    run: engine.Engine = engine.serial,
    track: Track = engine.no_progress,
    remembered: Cache = NOTHING_REMEMBERED,
) -> Briefing:
    """Read, analyse and compare all articles: everything that pages are made from.

    Raises ConfigError if overrides.yml or the folder of articles cannot be used, and MachineError as `process_files`
    does.
    """
    decisions = overrides.read(settings.overrides)
    results = process_files(settings, today, run, track, remembered)
    signatures = {
        result.article.source: result.signature for result in results if isinstance(result, ArticleAnalysis)
    }
    find_duplicates = partial(stories.find_duplicates, signatures=signatures)
    return group(settings, ledger.resolve(results, find_duplicates), decisions)


def process_files(
    settings: Settings, today: date | None, run: engine.Engine, track: Track, remembered: Cache
) -> tuple[Result, ...]:
    """The results of all files under seeds/, in the order of their paths.

    Raises ConfigError if that folder is missing, and MachineError if reading fails for a reason outside the files.
    """
    copy_seeds(settings)
    if not settings.seeds.is_dir():
        raise ConfigError(
            f"{settings.seeds}: no such folder. Create it, or name another as `seeds:` in mkdocs.yml."
        )
    with machine_failures(f"reading {settings.seeds}"):
        sources = readers.find(settings.seeds)
        options = analysis_options(settings, today)
        results = recall.process_files(options, sources, run, track, remembered)
    return tuple(chain.from_iterable(results))


def copy_seeds(settings: Settings) -> None:
    """Bring the copy of seeds that are at an address up to date. Raises ConfigError if the address cannot be read."""
    if settings.seeds_address:
        with machine_failures(f"copying {settings.seeds_address} to {settings.seeds}"):
            mirror.copy(settings.seeds_address, settings.seeds)


def analysis_options(settings: Settings, today: date | None = None) -> AnalysisOptions:
    """The part of the settings on which the analysis of a file depends; it is all that a worker process receives."""
    return AnalysisOptions(
        seeds=settings.seeds,
        language=settings.language,
        today=today,
        method=settings.summary.method,
        size=summarizers.Size(sentences=settings.summary.sentences, words=settings.summary.words),
        themes=settings.themes,
        synonyms=settings.synonyms,
    )


def group(
    settings: Settings, resolution: ledger.Resolution, decisions: Sequence[overrides.Override]
) -> Briefing:
    """Find stories, digests and differing figures across the articles. Raises ConfigError for an unusable decision."""
    by_id = {analysis.article.id: analysis for analysis in resolution.published}
    articles = newest_first([analysis.article for analysis in resolution.published])
    summaries = {id_: analysis.summary for id_, analysis in by_id.items()}
    matches = {id_: analysis.matches for id_, analysis in by_id.items()}
    duplicates = resolution.duplicates
    found = stories.cluster_stories(articles, duplicates, decisions, settings.families)
    known = stories.Publishers(settings.families)
    publishers = {
        article.id: known.publisher_of(article, duplicates.get(article.id, ())) for article in articles
    }
    builder = digests.DigestBuilder(articles, summaries, found, publishers, stories.is_roundup)
    return Briefing(
        articles=articles,
        summaries=summaries,
        matches=matches,
        themes=settings.themes,
        digests={theme.id: builder.theme(theme.id, matches) for theme in settings.themes},
        bottom_line=builder.bottom_line(),
        ledger=resolution.entries,
        cadence=settings.cadence,
        fingerprints={id_: analysis.fingerprint for id_, analysis in by_id.items() if analysis.fingerprint},
        copies=resolution.copies,
        earlier_versions={
            id_: tuple(stories.earlier_version(version, by_id[id_].article) for version in versions)
            for id_, versions in resolution.earlier_versions.items()
        },
        stories=found,
        story_digests={story.id: builder.story(story) for story in found},
        rights=settings.rights.default,
        outlet_rights=settings.rights.outlets,
        robots=settings.robots,
        site=settings.site,
        differences=figures.find_discrepancies(
            (article, by_id[article.id].quantities) for article in articles
        ),
    )


def newest_first(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles by date of publication, the newest first, undated ones last; within a day by id."""
    by_id = sorted(articles, key=lambda article: article.id)
    return tuple(sorted(by_id, key=lambda article: article.published or date.min, reverse=True))
