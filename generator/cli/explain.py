"""Why an article looks as it does, for `briefing explain`: line by line, in words an editor can follow."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from generator import engine, figures, readers, stories, summarizers, themes
from generator.articles import ledger
from generator.articles.analysis import Result, process_document
from generator.build import analysis_options, process_files
from generator.cli.reports import describe_entry
from generator.config import Settings
from generator.errors import ConfigError
from generator.models import (
    Article,
    ArticleAnalysis,
    ExtractedDocument,
    LedgerEntry,
    Quantity,
    Reference,
    RefusedValue,
    Story,
    ThemeMatch,
)
from generator.readers import Found
from generator.stories import overrides
from generator.updates import open_cache

MAX_SCORE_PARTS = 4  # of a score, the ones that weigh most
MAX_COMPARISONS = 8  # comparisons told for one figure, those that came to something first
MAX_SHARED_WORDS = 6  # words that two articles have in common, the ones that weigh most
SCORE_DIGITS = 4
ARTICLE_ADDRESS = re.compile(
    r"(?:^|/)articles/(?P<id>[^/?#.]+)(?:/|\.md|\.html)?(?:index\.html)?(?:[?#].*)?$"
)
MAX_VALUE_CHARS = 120  # of a value that is not used
MAX_SENTENCE_NUMBERS = 3  # of the sentences that any of would do


def explain_lines(settings: Settings, name: str, today: date | None = None) -> Iterator[str]:
    """The lines of `briefing explain` for one file, named by its path or by the address of the article's page.

    Raises ConfigError if there is neither.
    """
    for document, result in _results(settings, name, today):
        if isinstance(result, LedgerEntry):
            yield from _format_ledger_entry(result)
        else:
            yield from _format_analysis(settings, result)
            yield from _format_metadata(result.article, document)
            yield from _format_comparisons_across(settings, result, today)


def explain_data(settings: Settings, name: str, today: date | None = None) -> Iterator[dict[str, Any]]:
    """What `explain_lines` says as data for JSON: one mapping for each article in the file. Raises ConfigError too."""
    for document, result in _results(settings, name, today):
        if isinstance(result, LedgerEntry):
            yield {name: getattr(result, name) for name in ("source", "outcome", "reason", "hint")}
        else:
            yield _analysis_data(settings, result) | {
                "found": dict(result.article.origins),
                "refused": [dataclasses.asdict(refusal) for refusal in _refused(document)],
                "across": [*_format_comparisons_across(settings, result, today)],
            }


def _results(settings: Settings, name: str, today: date | None) -> Iterator[tuple[Found, Result]]:
    """What was found and what became of it, for all articles in a file, or for the one entry that a name stands for."""
    source = _find_source(settings, name, today)
    file = source.partition("#")[0]
    options = analysis_options(settings, today)
    for document in readers.read(settings.seeds, file):
        if document.source in (source, file) or source == file:
            result = document if isinstance(document, LedgerEntry) else process_document(options, document)
            yield document, result


def _find_source(settings: Settings, name: str, today: date | None) -> str:
    """The path under seeds/ of a file or an entry, named by it or by an article's address. Raises ConfigError."""
    known = readers.find(settings.seeds)
    for source in (name, name.removeprefix(f"{settings.seeds.name}/")):  # the second as a shell completes it
        if source.partition("#")[0] in known:
            return source
    results = process_files(settings, today, engine.serial, engine.no_progress, open_cache(settings))
    sources = {
        result.article.id: result.article.source for result in results if isinstance(result, ArticleAnalysis)
    }
    address = ARTICLE_ADDRESS.search(name)
    id_ = address["id"] if address else name
    if id_ in sources:
        return sources[id_]
    close = get_close_matches(name, [*known, *sources], 1)
    raise ConfigError(
        f"{settings.seeds / name}: no such file, and no article has that address. "
        + (f"Did you mean `{close[0]}`? " if close else "")
        + "Name a file as the Coverage page does, or give the address of an article's page."
    )


def _analysis_data(settings: Settings, analysis: ArticleAnalysis) -> dict[str, Any]:
    """What follows from one article alone, as data."""
    article = analysis.article
    size = analysis_options(settings).size
    return {
        "source": article.source,
        "id": article.id,
        "title": article.title,
        "title_origin": article.title_origin,
        "method": analysis.summary.method,
        "sentences": [
            {
                "number": judgement.sentence.number,
                "text": article.words_of(judgement.sentence),
                "chosen": judgement.is_chosen,
                "why": _format_judgement(judgement),
            }
            for judgement in summarizers.judge(article, settings.summary.method, size)
        ],
        "themes": [
            {
                "theme": match.theme,
                "role": _role(match),
                "score": round(match.score, SCORE_DIGITS),
                "terms": Counter(article.words_of(place) for place in match.evidence),
            }
            for match in themes.weigh(article, settings.themes)
        ],
        "removed": [{"reason": removal.reason, "text": removal.text} for removal in article.removed],
    }


def _role(match: ThemeMatch) -> str:
    """What a theme is to an article, in words."""
    if match.primary:
        return "main theme"
    return "further theme" if match.score >= themes.BOUNDARY else "only mentioned"


def _format_ledger_entry(entry: LedgerEntry) -> Iterator[str]:
    """The line for a file without an analysis: outcome, reason and hint."""
    yield describe_entry(entry)


def _format_analysis(settings: Settings, analysis: ArticleAnalysis) -> Iterator[str]:
    """The lines on one article that follow from it alone: title, sentences, themes and removals."""
    article = analysis.article
    yield f"{article.source}: {article.title} ({article.title_origin} title)"
    yield f"Summary by {analysis.summary.method}. Sentences, with what weighs most in their score:"
    for judgement in summarizers.judge(article, settings.summary.method, analysis_options(settings).size):
        yield f"{'→' if judgement.is_chosen else ' '} {judgement.sentence.number:3}  {_format_judgement(judgement)}"
        yield f"       {article.words_of(judgement.sentence)}"
    yield from _format_themes(settings, article)
    yield "Removed:" if article.removed else "Removed: nothing."
    for removal in article.removed:
        yield f"  {removal.reason}: {removal.text}"


def _refused(document: Found) -> tuple[RefusedValue, ...]:
    """The metadata that a document states and that is not used."""
    return document.refused if isinstance(document, ExtractedDocument) else ()


def _format_metadata(article: Article, document: Found) -> Iterator[str]:
    """The lines on where each field of an article was found, and which values were refused and why."""
    values = {
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "link": article.url,
        "date": article.published,
        "language": article.language,
    }
    yield "Found in the file:"
    for name, place in article.origins:
        yield f"  {name}: {values[name]} ({place})" if values.get(name) else f"  {name}: {place}"
    if refused := _refused(document):
        yield "Stated in the file, but not used:"
        for refusal in refused:
            stated = refusal.stated
            yield f'  {refusal.field}: "{stated.value[:MAX_VALUE_CHARS]}" ({stated.origin}): {refusal.why}'


def _format_themes(settings: Settings, article: Article) -> Iterator[str]:
    """The lines on each theme that the article mentions: score, points and evidence."""
    matches = themes.weigh(article, settings.themes)
    has_theme = any(match.score >= themes.BOUNDARY for match in matches)
    yield "Themes, with their evidence:" if has_theme else "Themes: none."
    for match in matches:
        yield f"  {match.theme}, {_role(match)}, score {match.score:.2f}{_format_points(match)}"
        if match.evidence:
            terms = Counter(article.words_of(place) for place in match.evidence)
            counted = (f"{term} × {count}" if count > 1 else term for term, count in terms.most_common())
            yield f"       {', '.join(counted)}"


def _format_points(match: ThemeMatch) -> str:
    """The points that a theme earned in an article, by part of the article; empty if they are unknown."""
    if match.points is None:
        return ""
    parts = (("title", match.points.title), ("opening", match.points.opening), ("rest", match.points.rest))
    listed = (
        " + ".join(f"{name} {points:g}" for name, points in parts if points)
        or "hints that prove nothing alone"
    )
    return f": {match.points.earned:g} points of the {match.points.needed:.1f} needed ({listed})"


def _format_comparisons_across(
    settings: Settings, analysis: ArticleAnalysis, today: date | None
) -> Iterator[str]:
    """The lines that need all other articles: how its figures compare, its story, and the nearest articles.

    Reads and analyses the whole folder for them.
    """
    results = process_files(settings, today, engine.serial, engine.no_progress, open_cache(settings))
    resolution = ledger.resolve(results, stories.find_duplicates)
    yield from _format_figures(analysis, _compared_quantities(resolution.published, analysis.article))
    entry = next(entry for entry in resolution.entries if entry.source == analysis.article.source)
    articles = [analysis.article for analysis in resolution.published]
    article = next((article for article in articles if article.source == analysis.article.source), None)
    if article is None:
        yield f"Story: {entry.reason}. {entry.hint}"
        return
    clusters = stories.cluster_stories(
        articles, resolution.duplicates, overrides.read(settings.overrides), settings.families
    )
    yield _format_story(next((story for story in clusters if article.id in story.articles), None))
    yield from _format_neighbours(article, articles, clusters)


def _format_neighbours(
    article: Article, articles: Sequence[Article], clusters: Sequence[Story]
) -> Iterator[str]:
    """The lines on the most similar articles, and why they are not in the article's story."""
    neighbours = stories.nearest_articles(article, articles, clusters)
    if isinstance(neighbours, str):
        yield f"Nearest articles: {neighbours}"
        return
    yield "Nearest articles:"
    titles = {article.id: article.title for article in articles}
    for neighbour in neighbours:
        pair = neighbour.pair
        apart = f"{pair.days} {'day' if pair.days == 1 else 'days'} apart"
        shared = ", ".join(pair.shared_terms[:MAX_SHARED_WORDS])
        verdict = f"not merged: {neighbour.obstacle}" if neighbour.obstacle else "in its story"
        yield f"  {neighbour.article}: {titles[neighbour.article]}"
        yield (
            f"       {verdict}; cosine {pair.cosine:.2f}; {apart}; "
            + (f"shares {shared}" if shared else "shares no word")
        )


def _format_story(story: Story | None) -> str:
    """The line on the article's story."""
    if story is None:
        return "Story: none."
    others = f"{len(story.articles)} articles, publishers: {', '.join(story.publishers) or 'unknown'}"
    return f"Story: {story.id}, {story.title} ({story.kind}; {others})"


def _compared_quantities(
    kept: Sequence[ArticleAnalysis], article: Article
) -> Iterator[figures.ComparedQuantity]:
    """The quantities of all other articles."""
    for analysis in kept:
        if analysis.article.id != article.id:
            yield from (
                figures.ComparedQuantity(quantity=quantity, article=analysis.article)
                for quantity in analysis.quantities
            )


def _format_figures(analysis: ArticleAnalysis, others: Iterator[figures.ComparedQuantity]) -> Iterator[str]:
    """The lines on the article's figures, each with what it was compared with."""
    yield "Figures:" if analysis.quantities else "Figures: none."
    elsewhere = (
        [account for account in others if figures.exclusion_reason(account.quantity) is None]
        if analysis.quantities
        else []
    )
    for quantity in analysis.quantities:
        words = analysis.article.text[quantity.start : quantity.end]
        hedge = f"{quantity.hedge} " if quantity.hedge else ""
        yield f"  {hedge}{words}: {_format_subject(quantity)}"
        yield from (f"      {line}" for line in _format_comparisons(quantity, analysis.article, elsewhere))


def _format_subject(quantity: Quantity) -> str:
    """What a quantity counts, in words: noun, category, event and unit."""
    event = f", {quantity.event}" if quantity.event else ""
    as_well = f" (counts as {quantity.category})" if quantity.category != quantity.noun else ""
    unit = f" in {quantity.unit}" if quantity.unit else ""
    return f"{quantity.noun or 'an unknown noun'}{as_well}{event}{unit}"


def _format_comparisons(
    quantity: Quantity, article: Article, others: Sequence[figures.ComparedQuantity]
) -> Iterator[str]:
    """The lines on what a figure was compared with and the result; comparable figures first."""
    if reason := figures.exclusion_reason(quantity):
        yield f"not compared: {reason}"
        return
    compared = figures.ComparedQuantity(quantity=quantity, article=article)
    comparable = [
        other
        for other in others
        if figures.comparison_key(other.quantity) == figures.comparison_key(quantity)
    ]
    if not comparable:
        yield "no other article counts the same"
    judged = sorted(
        ((figures.incompatibility(compared, other), other) for other in comparable),
        key=lambda pair: (pair[0] is not None, pair[1].order),
    )
    for conflict, other in judged[:MAX_COMPARISONS]:
        place = f"{other.article.text[other.quantity.start : other.quantity.end]} in {other.article.source}"
        if conflict:
            yield f"not the same as {place}: {conflict}"
        elif figures.is_different(quantity, other.quantity):
            yield f"differs from {place}" + (
                "" if quantity.is_quotable and other.quantity.is_quotable else ", not quotable"
            )
        else:
            yield f"agrees with {place}"
    if len(judged) > MAX_COMPARISONS:
        yield f"and {len(judged) - MAX_COMPARISONS} more"


def _format_judgement(judgement: summarizers.Judgement) -> str:
    """Why a sentence was chosen for the summary or not, in words, with its score."""
    if judgement.score is None:
        return "not ranked: the article has more sentences than are compared"
    strongest = sorted(judgement.parts.items(), key=lambda part: -abs(part[1]))[:MAX_SCORE_PARTS]
    because = ", ".join(f"{name} {value:+.2f}" for name, value in strongest)
    score = f"{judgement.score:.2f}" + (f" = {because} …" if because else "")
    if judgement.sentence.rejection:
        return f"not quotable: {judgement.sentence.rejection} ({score})"
    if judgement.is_chosen:
        return f"taken{_format_references(judgement.met_references, ' with')} ({score})"
    missing = [reference for reference in judgement.unmet_references if reference.required]
    if missing:
        return f"left out: needs{_format_references(missing, '')} ({score})"
    if judgement.cheapest_swap:
        number, cost = judgement.cheapest_swap
        return (
            f"not taken: in place of sentence {number} the summary would be worth {cost:.2f} less ({score})"
        )
    return f"not taken ({score})"


def _format_references(references: Sequence[Reference], link: str) -> str:
    """The antecedents of references after a linking word: " on sentence 4 (“the three ports”)"."""
    listed = [f"{_format_numbers(reference.antecedents)} (“{reference.words}”)" for reference in references]
    return f"{link} {' and '.join(listed)}" if listed else ""


def _format_numbers(numbers: Sequence[int]) -> str:
    """The numbers of sentences in words; “what the file leaves out” if there are none."""
    if not numbers:
        return "what the file leaves out"
    listed = " or ".join(str(number) for number in numbers[:MAX_SENTENCE_NUMBERS])
    return (
        f"sentence {listed}" if len(numbers) <= MAX_SENTENCE_NUMBERS else f"sentence {listed} or a later one"
    )
