"""Which articles are the same text: agency copy under another headline, a cut ending, added boilerplate.

MinHash over runs of words (Broder 1997) finds who may be alike; what is shared is then counted, so no estimate decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from generator import language
from generator.models import Article

RUN = 5  # words; shorter runs are shared by texts that have nothing else in common
FEWEST = 20  # runs; in shorter texts a few shared phrases would already be a share
SAME = 0.8  # of the shorter text's runs found in the longer: one word changed in every hundred leaves 0.95
LENGTH = (
    0.5  # of the longer text's runs that the shorter has at least; a notice inside a report is no copy of it
)
NUMBERS = (
    0.5  # of the numbers that both must have: the same phrases with other figures are another day's report
)
PAIRWISE = 40  # articles up to which each is compared with each
PERMUTATIONS = 128
LIKELY = (
    0.4  # Jaccard likeness from which two texts are compared; `SAME` and `LENGTH` leave no copy far below it
)
FIGURE = re.compile(r"\d[\d.,]*")


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """The source of each article that is a copy → the source of the one to show.

    Shown is the earliest dated, else the longest, else the first by path. A copy is one of the shown article itself,
    never of another copy.
    """
    ranked = sorted(articles, key=_rank)
    texts = {article.source: _Text(article) for article in ranked}
    place = {article.source: index for index, article in enumerate(ranked)}
    alike: dict[str, list[str]] = {}
    for one, other in _candidates(list(texts.values())):
        first, second = sorted((one, other), key=place.__getitem__)
        if texts[first].is_copy(texts[second]):
            alike.setdefault(second, []).append(first)
    shown: dict[str, str] = {}
    for source in place:
        originals = [each for each in alike.get(source, ()) if each not in shown]
        if originals:
            shown[source] = min(originals, key=place.__getitem__)
    return shown


def _rank(article: Article) -> tuple[bool, str, int, str]:
    published = article.published.isoformat() if article.published else ""
    return not published, published, -len(article.text), article.source


class _Text:
    """The runs of words of an article, and its numbers."""

    def __init__(self, article: Article) -> None:
        words = language.words(article.text, article.language)
        self.source = article.source
        self.whole = words
        self.runs = frozenset(" ".join(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 0)))
        self.numbers = frozenset(FIGURE.findall(article.text))

    def is_copy(self, other: _Text) -> bool:
        if self.whole == other.whole:
            return True
        shorter, longer = sorted((self.runs, other.runs), key=len)
        if len(shorter) < max(FEWEST, LENGTH * len(longer)) or len(shorter & longer) < SAME * len(shorter):
            return False
        fewer = min(len(self.numbers), len(other.numbers))
        return len(self.numbers & other.numbers) >= NUMBERS * fewer


def _candidates(texts: Sequence[_Text]) -> Iterable[tuple[str, str]]:
    if len(texts) <= PAIRWISE:
        return combinations([text.source for text in texts], 2)
    return sorted(_hashed(texts))


def _hashed(texts: Sequence[_Text]) -> set[tuple[str, str]]:
    """The pairs whose MinHash signatures collide."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=LIKELY, num_perm=PERMUTATIONS)
    found: set[tuple[str, str]] = set()
    for text in texts:
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch(
            [run.encode("utf-8", "surrogatepass") for run in sorted(text.runs or {" ".join(text.whole)})]
        )
        found |= {tuple(sorted((text.source, str(other)))) for other in index.query(signature)}  # type: ignore[misc]
        index.insert(text.source, signature)
    return found
