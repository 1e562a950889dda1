"""Earlier versions of an article, and what its publisher changed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.models.articles import Article, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Why an article is not shown: another one has its text, or is a later version of it."""

    shown: str  # source of the article that is shown
    is_earlier_version: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that differs between two versions; None on the side where there is none like it."""

    earlier: Sentence | None
    later: Sentence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVersion:
    """A superseded version of an article that is shown, and how its sentences differ from those of the shown one."""

    article: Article
    changes: tuple[Change, ...]  # in the order of the text
