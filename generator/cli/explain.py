"""Why an article looks as it does, for `briefing explain`: line by line, in words an editor can follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from generator import engine, figures, readers, stories, summarizers, themes
from generator.articles import ledger
from generator.articles.analysis import process_document
from generator.build import analysis_options, process_files
from generator.config import Settings
from generator.errors import ConfigError
from generator.models import Article, ArticleAnalysis, LedgerEntry, Quantity, Reference, Story, ThemeMatch
from generator.stories import overrides

MAX_SCORE_PARTS = 4  # of a score, the ones that weigh most
MAX_COMPARISONS = 8  # comparisons told for one figure, those that came to something first
MAX_SHARED_WORDS = 6  # words that two articles have in common, the ones that weigh most
MAX_SENTENCE_NUMBERS = 3  # of the sentences that any of would do


def explained(settings: Settings, source: str, today: date | None = None) -> Iterator[str]:
    """What `briefing explain` says of one file, line by line; raises ConfigError when it is not under seeds/."""
    known = readers.find(settings.seeds)
    if source.partition("#")[0] not in known:  # as a shell completes it: seeds/talks.txt
        source = source.removeprefix(f"{settings.seeds.name}/")
    file = source.partition("#")[0]
    if file not in known:
        raise ConfigError(f"{settings.seeds / file}: no such file. Name it as the Coverage page does.")
    options = analysis_options(settings, today)
    for found in readers.read(settings.seeds, file):
        if found.source in (source, file) or source == file:
            one = found if isinstance(found, LedgerEntry) else process_document(options, found)
            if isinstance(one, LedgerEntry):
                yield from _format_ledger_entry(one)
            else:
                yield from _format_analysis(settings, one)
                yield from _format_comparisons_across(settings, one, today)


def _format_ledger_entry(entry: LedgerEntry) -> Iterator[str]:
    yield f"{entry.source}: {entry.outcome}, {entry.reason}. {entry.hint}"


def _format_analysis(settings: Settings, one: ArticleAnalysis) -> Iterator[str]:
    article = one.article
    yield f"{article.source}: {article.title} ({article.title_origin} title)"
    yield f"Summary by {one.summary.method}. Sentences, with what weighs most in their score:"
    for judgement in summarizers.judge(article, settings.summary.method, analysis_options(settings).size):
        yield f"{'→' if judgement.is_chosen else ' '} {judgement.sentence.number:3}  {_format_judgement(judgement)}"
        yield f"       {article.words_of(judgement.sentence)}"
    yield from _format_themes(settings, article)
    yield "Removed:" if article.removed else "Removed: nothing."
    for removal in article.removed:
        yield f"  {removal.reason}: {removal.text}"


def _format_themes(settings: Settings, article: Article) -> Iterator[str]:
    """Every theme with its evidence, and what it earned; those that are only mentioned as well."""
    weighed = themes.weigh(article, settings.themes)
    has = any(match.score >= themes.BOUNDARY for match in weighed)
    yield "Themes, with their evidence:" if has else "Themes: none."
    for match in weighed:
        role = (
            "main theme"
            if match.primary
            else "further theme"
            if match.score >= themes.BOUNDARY
            else "only mentioned"
        )
        yield f"  {match.theme}, {role}, score {match.score:.2f}{_format_points(match)}"
        if match.evidence:
            terms = Counter(article.words_of(place) for place in match.evidence)
            found = (f"{term} × {count}" if count > 1 else term for term, count in terms.most_common())
            yield f"       {', '.join(found)}"


def _format_points(match: ThemeMatch) -> str:
    if match.points is None:
        return ""
    parts = (("title", match.points.title), ("opening", match.points.opening), ("rest", match.points.rest))
    said = (
        " + ".join(f"{name} {points:g}" for name, points in parts if points)
        or "hints that prove nothing alone"
    )
    return f": {match.points.earned:g} points of the {match.points.needed:.1f} needed ({said})"


def _format_comparisons_across(settings: Settings, one: ArticleAnalysis, today: date | None) -> Iterator[str]:
    """What the article's figures were compared with, its story and its neighbours, for which all others are read."""
    results = process_files(settings, today, engine.serial, engine.no_progress)
    resolution = ledger.resolve(results, stories.find_copies)
    yield from _format_figures(one, _compared_quantities(resolution.published, one.article))
    entry = next(entry for entry in resolution.entries if entry.source == one.article.source)
    articles = [analysis.article for analysis in resolution.published]
    article = next((each for each in articles if each.source == one.article.source), None)
    if article is None:
        yield f"Story: {entry.reason}. {entry.hint}"
        return
    told = stories.cluster_stories(
        articles, resolution.duplicates, overrides.read(settings.overrides), settings.families
    )
    titles = {each.id: each.title for each in articles}
    story = next((each for each in told if article.id in each.articles), None)
    yield _format_story(story)
    found = stories.nearest_articles(article, articles, told)
    if isinstance(found, str):
        yield f"Nearest articles: {found}"
        return
    yield "Nearest articles:"
    for near in found:
        apart = f"{near.pair.days} {'day' if near.pair.days == 1 else 'days'} apart"
        shared = (
            f"shares {', '.join(near.pair.shared_terms[:MAX_SHARED_WORDS])}"
            if near.pair.shared_terms
            else "shares no word"
        )
        verdict = f"not merged: {near.obstacle}" if near.obstacle else "in its story"
        yield f"  {near.article}: {titles[near.article]}"
        yield f"       {verdict}; cosine {near.pair.cosine:.2f}; {apart}; {shared}"


def _format_story(story: Story | None) -> str:
    if story is None:
        return "Story: none."
    others = f"{len(story.articles)} articles, publishers: {', '.join(story.publishers) or 'unknown'}"
    return f"Story: {story.id}, {story.title} ({story.kind}; {others})"


def _compared_quantities(
    kept: Sequence[ArticleAnalysis], article: Article
) -> Iterator[figures.ComparedQuantity]:
    """The figures of all other articles."""
    for one in kept:
        if one.article.id != article.id:
            yield from (
                figures.ComparedQuantity(quantity=each, article=one.article) for each in one.quantities
            )


def _format_figures(one: ArticleAnalysis, others: Iterator[figures.ComparedQuantity]) -> Iterator[str]:
    yield "Figures:" if one.quantities else "Figures: none."
    elsewhere = (
        [account for account in others if figures.exclusion_reason(account.quantity) is None]
        if one.quantities
        else []
    )
    for quantity in one.quantities:
        words = one.article.text[quantity.start : quantity.end]
        hedge = f"{quantity.hedge} " if quantity.hedge else ""
        yield f"  {hedge}{words}: {_format_subject(quantity)}"
        yield from (f"      {line}" for line in _format_comparisons(quantity, one.article, elsewhere))


def _format_subject(quantity: Quantity) -> str:
    event = f", {quantity.event}" if quantity.event else ""
    as_well = f" (counts as {quantity.category})" if quantity.category != quantity.noun else ""
    unit = f" in {quantity.unit}" if quantity.unit else ""
    return f"{quantity.noun or 'an unknown noun'}{as_well}{event}{unit}"


def _format_comparisons(
    quantity: Quantity, article: Article, others: Sequence[figures.ComparedQuantity]
) -> Iterator[str]:
    """What a figure was compared with and what came of it; those for the same thing first."""
    if reason := figures.exclusion_reason(quantity):
        yield f"not compared: {reason}"
        return
    mine = figures.ComparedQuantity(quantity=quantity, article=article)
    alike = [
        other
        for other in others
        if figures.comparison_key(other.quantity) == figures.comparison_key(quantity)
    ]
    if not alike:
        yield "no other article counts the same"
    judged = sorted(
        ((figures.incompatibility(mine, other), other) for other in alike),
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
    if judgement.score is None:
        return "not ranked: the article has more sentences than are compared"
    strongest = sorted(judgement.parts.items(), key=lambda part: -abs(part[1]))[:MAX_SCORE_PARTS]
    because = ", ".join(f"{name} {value:+.2f}" for name, value in strongest)
    score = f"{judgement.score:.2f}" + (f" = {because} …" if because else "")
    if judgement.sentence.rejection:
        return f"not quotable: {judgement.sentence.rejection} ({score})"
    if judgement.is_chosen:
        return f"taken{_format_references(judgement.met_references, ' with')} ({score})"
    lost = [reference for reference in judgement.unmet_references if reference.required]
    if lost:
        return f"left out: leans{_format_references(lost, ' on')} ({score})"
    if judgement.cheapest_swap:
        taken, cost = judgement.cheapest_swap
        return f"not taken: in place of sentence {taken} the summary would be worth {cost:.2f} less ({score})"
    return f"not taken ({score})"


def _format_references(references: Sequence[Reference], link: str) -> str:
    """The sentences that something leans on: " on sentence 4 (“the three ports”) and sentence 7 (“Lind”)"."""
    listed = [f"{_format_numbers(reference.antecedents)} (“{reference.words}”)" for reference in references]
    return f"{link} {' and '.join(listed)}" if listed else ""


def _format_numbers(on: Sequence[int]) -> str:
    if not on:
        return "what the file leaves out"
    named = " or ".join(str(number) for number in on[:MAX_SENTENCE_NUMBERS])
    return f"sentence {named}" if len(on) <= MAX_SENTENCE_NUMBERS else f"sentence {named} or a later one"
