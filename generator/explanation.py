"""Why an article looks as it does, for `briefing explain`: line by line, in words an editor can follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator import engine, overrides, readers, stories, summarizers
from generator.build import read, size, studied, unique, untracked
from generator.config import Settings
from generator.errors import ConfigError
from generator.models import Fate, Story, Studied

PARTS = 4  # of a score, the ones that weigh most
SHARED = 6  # words that two articles have in common, the ones that weigh most


def explained(settings: Settings, source: str, today: date | None = None) -> Iterator[str]:
    """What `briefing explain` says of one file, line by line; raises ConfigError when it is not under seeds/."""
    file = source.partition("#")[0]
    if file not in readers.find(settings.seeds):
        raise ConfigError(f"{settings.seeds / file}: no such file. Name it as the Coverage page does.")
    for found in readers.read(settings.seeds, file):
        if found.source in (source, file) or source == file:
            one = found if isinstance(found, Fate) else studied(settings, today, found)
            yield from _told(one) if isinstance(one, Fate) else _reasons(settings, one)
            if isinstance(one, Studied):
                yield from _among_others(settings, one, today)


def _told(fate: Fate) -> Iterator[str]:
    yield f"{fate.source}: {fate.outcome}, {fate.reason}. {fate.hint}"


def _reasons(settings: Settings, one: Studied) -> Iterator[str]:
    article = one.article
    yield f"{article.source}: {article.title} ({article.title_origin} title)"
    yield f"Summary by {one.summary.method}. Sentences, with what weighs most in their score:"
    for judgement in summarizers.judge(article, settings.summary.method, size(settings)):
        yield f"{'→' if judgement.taken else ' '} {judgement.sentence.number:3}  {_verdict(judgement)}"
        yield f"       {article.words_of(judgement.sentence)}"
    yield "Themes:" if one.matches else "Themes: none."
    for match in one.matches:
        terms = Counter(article.words_of(place) for place in match.evidence)
        found = ", ".join(f"{term} × {count}" if count > 1 else term for term, count in terms.most_common())
        yield f"  {match.theme}, {'main' if match.primary else 'further'} theme, score {match.score:.2f}: {found}"
    yield "Removed:" if article.removed else "Removed: nothing."
    for removal in article.removed:
        yield f"  {removal.reason}: {removal.text}"


def _among_others(settings: Settings, one: Studied, today: date | None) -> Iterator[str]:
    """The article's story and its neighbours, for which all others are read too."""
    kept, copied, fates = unique(read(settings, today, engine.inline, untracked))
    fate = next(each for each in fates if each.source == one.article.source)
    articles = [each.article for each in kept]
    article = next((each for each in articles if each.source == one.article.source), None)
    if article is None:
        yield f"Story: {fate.reason}. {fate.hint}"
        return
    told = stories.tell(articles, copied, overrides.read(settings.overrides), settings.families)
    titles = {each.id: each.title for each in articles}
    story = next((each for each in told if article.id in each.articles), None)
    yield _membership(story)
    found = stories.nearest(article, articles, told)
    if isinstance(found, str):
        yield f"Nearest articles: {found}"
        return
    yield "Nearest articles:"
    for near in found:
        apart = f"{near.pair.days} {'day' if near.pair.days == 1 else 'days'} apart"
        shared = f"shares {', '.join(near.pair.shared[:SHARED])}" if near.pair.shared else "shares no word"
        verdict = f"not merged: {near.obstacle}" if near.obstacle else "in its story"
        yield f"  {near.article}: {titles[near.article]}"
        yield f"       {verdict}; cosine {near.pair.cosine:.2f}; {apart}; {shared}"


def _membership(story: Story | None) -> str:
    if story is None:
        return "Story: none."
    others = f"{len(story.articles)} articles, publishers: {', '.join(story.publishers) or 'unknown'}"
    return f"Story: {story.id}, {story.title} ({story.kind}; {others})"


def _verdict(judgement: summarizers.Judgement) -> str:
    if judgement.score is None:
        return "not ranked: the article has more sentences than are compared"
    strongest = sorted(judgement.parts.items(), key=lambda part: -abs(part[1]))[:PARTS]
    because = ", ".join(f"{name} {value:+.2f}" for name, value in strongest)
    score = f"{judgement.score:.2f}" + (f" = {because} …" if because else "")
    if judgement.sentence.unquotable:
        return f"not quotable: {judgement.sentence.unquotable} ({score})"
    return f"taken ({score})" if judgement.taken else f"not taken ({score})"
