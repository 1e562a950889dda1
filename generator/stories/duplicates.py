"""Which articles are not shown, because another one has their text or is a later version of it. Pure.

No pair of copies is missed: see `_candidates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

import numpy as np

from generator.models import Article, Duplicate
from generator.stories.relations import (
    MIN_RUNS,
    SHARED_RUNS,
    ComparedText,
    Relation,
    compared_text,
    find_relation,
    version_order,
)

EQUAL_HASHES = 2  # so many runs of one text may have the hash of another run
NO_SIGNATURES: Mapping[str, str] = MappingProxyType({})
MAX_GROUP = 50  # articles with one address or title that are compared; more have that of a section

Pair = tuple[int, int]  # places of two texts: what the first is to the second
Relations = dict[Pair, Relation]


def find_duplicates(
    articles: Sequence[Article], signatures: Mapping[str, str] = NO_SIGNATURES
) -> dict[str, Duplicate]:
    """The articles that are not shown because another has their text, by source, each with the one that is shown.

    Of versions by one publisher the last is shown. Of copies it is one that has earlier versions, else the earliest
    dated, else the longest, else the first by path; never the mere opening of another. A copy is one of the shown
    article itself, not of another copy. `signatures` are those of the articles, by source, where they are known.
    """
    by_source = sorted(articles, key=lambda article: article.source)
    texts = [compared_text(article, signatures.get(article.source, "")) for article in by_source]
    relations: Relations = {}
    for one, other in sorted(_candidates(texts)):
        if found := find_relation(texts[one], texts[other]):
            relation, is_in_order = found
            relations[(one, other) if is_in_order else (other, one)] = relation
    last_versions = _last_versions(texts, relations)
    shown_by = _copies(texts, relations, last_versions)
    return {
        texts[hidden].article.source: Duplicate(
            shown=texts[shown].article.source, is_earlier_version=hidden in last_versions
        )
        for hidden, shown in (last_versions | shown_by).items()
    }


# --- which article is shown -----------------------------------------------------------------------------------


def _last_versions(texts: Sequence[ComparedText], relations: Relations) -> dict[int, int]:
    """For each text that a later version replaced, the last one; both by index.

    The mere opening of a text that was replaced counts as an earlier version too.
    """
    later: dict[int, list[int]] = defaultdict(list)
    for (one, other), relation in relations.items():
        if relation is Relation.EARLIER_VERSION:
            later[one].append(other)
    for (one, other), relation in relations.items():
        if relation is Relation.OPENING and other in later and one not in later:
            later[one].append(other)

    def last(index: int) -> int:
        """The last version of a text, followed from each version to the next."""
        while index in later:
            index = max(later[index], key=lambda other: (version_order(texts[other]), -other))
        return index

    return {index: last(index) for index in later}


def _copies(
    texts: Sequence[ComparedText], relations: Relations, last_versions: dict[int, int]
) -> dict[int, int]:
    """For each copy without a later version, the text that is shown in its place; both by index."""
    pairs = {pair: relation for pair, relation in relations.items() if last_versions.keys().isdisjoint(pair)}
    openings = {one for (one, _), relation in pairs.items() if relation is Relation.OPENING}
    shown_versions = set(last_versions.values())

    def preference_key(place: int) -> tuple[bool, bool, bool, str, int, str]:
        """A sort key that puts the text first that should be shown; see `find_duplicates`."""
        article = texts[place].article
        published = article.published.isoformat() if article.published else ""
        is_opening, has_versions = place in openings, place in shown_versions
        return is_opening, not has_versions, not published, published, -len(article.text), article.source

    originals: dict[int, list[int]] = defaultdict(list)  # those of better rank with the same text
    for pair in pairs:
        better, worse = sorted(pair, key=preference_key)
        originals[worse].append(better)
    shown_by: dict[int, int] = {}
    for place in sorted(originals, key=preference_key):
        if shown := [original for original in originals[place] if original not in shown_by]:
            shown_by[place] = min(shown, key=preference_key)
    return shown_by


# --- which texts are compared ---------------------------------------------------------------------------------


def _candidates(texts: Sequence[ComparedText]) -> set[Pair]:
    """The pairs of texts that may be one article: by the same words, a rare run, an address, or outlet and title.

    By index, the lower first. Of the n runs of a text a copy has at least m, and so at least one of any n - m + 1.
    Looking for the rarest of them finds every copy and little else (prefix filtering: Chaudhuri, Ganti and Kaushik,
    2006).
    """
    pairs = _pairs_with_same(texts, lambda text: text.page, MAX_GROUP)
    pairs |= _pairs_with_same(
        texts, lambda text: text.outlet and text.title and (text.outlet, text.title), MAX_GROUP
    )
    return pairs | _pairs_with_same_words(texts) | _pairs_with_rare_run(texts)


def _pairs_with_same_words(texts: Sequence[ComparedText]) -> set[Pair]:
    """The pairs of texts whose runs have the same hashes; of texts without runs, those with the same words."""
    return _pairs_with_same(texts, lambda text: text.hashes.tobytes() or text.words, len(texts))


def _pairs_with_same(
    texts: Sequence[ComparedText], property_of: Callable[[ComparedText], Hashable], max_group: int
) -> set[Pair]:
    """The pairs of texts with the same property that is not empty; none of a group larger than `max_group`."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if value := property_of(text):
            groups[value].append(place)
    small = (places for places in groups.values() if len(places) <= max_group)
    return {pair for places in small for pair in combinations(places, 2)}


def _pairs_with_rare_run(texts: Sequence[ComparedText]) -> set[Pair]:
    """The pairs of texts of which one has a rare run of the other, if it shares enough runs to be a copy."""
    sizes = np.array([text.hashes.size for text in texts], dtype=np.int64)
    if not sizes.sum():
        return set()
    owners = np.repeat(np.arange(len(texts)), sizes)
    _, runs, counts = np.unique(
        np.concatenate([text.hashes for text in texts]), return_inverse=True, return_counts=True
    )
    holder_counts = counts[runs]  # of each run of each text: how many texts have it
    shared = np.bincount(owners, weights=holder_counts > 1, minlength=len(texts))
    needed = np.ceil(SHARED_RUNS * sizes).astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    rare: dict[int, list[int]] = {}  # of each text that may be a copy, the rarest of the runs that it shares
    for place in np.flatnonzero((sizes >= MIN_RUNS - EQUAL_HASHES) & (shared >= needed - EQUAL_HASHES)):
        own = slice(starts[place], starts[place] + sizes[place])
        by_rarity = np.argsort(holder_counts[own], kind="stable")
        by_rarity = by_rarity[holder_counts[own][by_rarity] > 1]
        number = int(shared[place]) - int(needed[place]) + 1 + EQUAL_HASHES
        rare[int(place)] = runs[own][by_rarity[: max(number, 1)]].tolist()
    is_wanted = np.zeros(counts.size, dtype=bool)
    is_wanted[[run for wanted in rare.values() for run in wanted]] = True
    holders: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(is_wanted[runs]):
        holders[int(runs[place])].append(int(owners[place]))
    return {
        (min(place, other), max(place, other))
        for place, wanted in rare.items()
        for run in wanted
        for other in holders[run]
        if other != place
    }
