"""The coverage ledger: what happened to each file, why, and what an editor can do about it.

It only records. `stories` finds which texts are the same; it comes in as a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import VerificationError
from generator.models import (
    IMPROVEMENT_OPENING,
    Article,
    ArticleAnalysis,
    Copy,
    Duplicate,
    ExtractedDocument,
    LedgerEntry,
    Outcome,
    Reason,
)

MAX_ARTICLE_CHARS = 1_000_000  # a long book; the work on an article grows with its length

# What to do about a page that a site showed in place of the article.
NOTICE_HINTS = {
    Reason.ROBOT_CHECK: (
        "The site checked whether a person is reading. Open the article in a browser, and save it from there."
    ),
    Reason.CONSENT: "The site asked for consent first. Answer it in a browser, and save the article that follows.",
    Reason.LOGIN: "The site asked to log in first. Do so in a browser, and save the article that follows.",
    Reason.READING_LIMIT: (
        "The site shows this article to subscribers only, or no more of it now. Save it where all of it can be read."
    ),
    Reason.ERROR_PAGE: "The site had no article at this address when it was saved. Look for it, and save it again.",
    Reason.NEEDS_JAVASCRIPT: (
        "The site shows its articles by means of JavaScript. Open this one in a browser and save it from there."
    ),
    Reason.CHAT: "Only the site's chat window was saved. Open the article in a browser and save its text.",
}

NO_ARTICLES = "{seeds}: holds no article. Put files into it; the guide says which formats are read."
NO_USABLE_ARTICLES = (
    "{seeds}: holds no article, because none of its {found} files could be used. `briefing check` says why."
)

# By source, each article that is not shown, and the one that is.
FindDuplicates = Callable[[Sequence[Article]], Mapping[str, Duplicate]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The articles to publish, each text and each address once, and the ledger of all files."""

    published: tuple[ArticleAnalysis, ...]
    duplicates: Mapping[str, tuple[Article, ...]]  # id of a published article → other files with its text
    earlier_versions: Mapping[
        str, tuple[Article, ...]
    ]  # id of a published article → its versions, the first one first
    entries: tuple[LedgerEntry, ...]

    @property
    def copies(self) -> dict[str, tuple[Copy, ...]]:
        """The copies of each published article, by its id."""
        return {
            id_: tuple(_copy(id_, article) for article in articles)
            for id_, articles in self.duplicates.items()
        }


def resolve(results: Sequence[ArticleAnalysis | LedgerEntry], find_duplicates: FindDuplicates) -> Resolution:
    """Decide for each result whether it is published, and record it; entries keep the order of the results."""
    articles = {
        result.article.source: result.article for result in results if isinstance(result, ArticleAnalysis)
    }
    address_owners, hidden = resolve_addresses(tuple(articles.values()), find_duplicates)
    published: list[ArticleAnalysis] = []
    duplicates: dict[str, tuple[Article, ...]] = {}
    earlier_versions: dict[str, tuple[Article, ...]] = {}
    entries: list[LedgerEntry] = []
    for result in results:
        if isinstance(result, LedgerEntry):
            entries.append(result)
            continue
        article = result.article
        if article.source in address_owners:
            entries.append(_same_address(article, address_owners[article.source]))
        elif duplicate := hidden.get(article.source):
            shown = articles[duplicate.shown]
            others = earlier_versions if duplicate.is_earlier_version else duplicates
            others[shown.id] = (*others.get(shown.id, ()), article)
            entries.append((_earlier_version if duplicate.is_earlier_version else _duplicate)(article, shown))
        else:
            published.append(result)
            entries.append(_published(article))
    return Resolution(
        published=tuple(published),
        duplicates=duplicates,
        earlier_versions={id_: _oldest_first(versions) for id_, versions in earlier_versions.items()},
        entries=tuple(entries),
    )


def resolve_addresses(
    articles: Sequence[Article], find_duplicates: FindDuplicates
) -> tuple[dict[str, Article], Mapping[str, Duplicate]]:
    """Find the articles whose address another one has, and the duplicates among the rest.

    Returns the source of each such article → the article that has its address, and the source of each duplicate → which
    article to show. An address that is the name of a file belongs to that file, whichever other article
    asks for it as its slug. An article that cannot be published leaves its copies, of which another is shown then.
    """
    address_owners: dict[str, Article] = {}
    while True:
        candidates = [article for article in articles if article.source not in address_owners]
        hidden = find_duplicates(candidates)
        shown = [article for article in candidates if article.source not in hidden]
        owners = {article.id: article for article in shown if article.source == f"{article.id}.txt"}
        clashing = [article for article in shown if owners.setdefault(article.id, article) is not article]
        if not clashing:
            return address_owners, hidden
        address_owners |= {article.source: owners[article.id] for article in clashing}


# --- entries of documents that are no article --------------------------------------------------------------


def is_too_long(document: ExtractedDocument) -> bool:
    """True if a document has more characters than an article may have."""
    return _char_count(document) > MAX_ARTICLE_CHARS


def too_long(document: ExtractedDocument) -> LedgerEntry:
    """The ledger entry of a document with more characters than an article may have."""
    hint = (
        f"It has {_char_count(document):,} characters; {MAX_ARTICLE_CHARS:,} are the most. "
        "Split it into its articles."
    )
    return _quarantined(document.source, Reason.TOO_LONG, hint)


def without_sentence(document: ExtractedDocument) -> LedgerEntry:
    """The entry of a document that has no text, or no sentence that could be quoted."""
    if not any(map(str.isalpha, document.visible)):
        return _quarantined(document.source, Reason.EMPTY, "Put the article's text into it.")
    hint = "Check that it holds an article in whole sentences."
    return _quarantined(document.source, Reason.NO_SENTENCE, hint)


def instead_of_article(document: ExtractedDocument, reason: Reason) -> LedgerEntry:
    """The entry of a page that a site showed in place of the article."""
    return _quarantined(document.source, reason, NOTICE_HINTS[reason])


def not_in_its_file(document: ExtractedDocument, error: VerificationError) -> LedgerEntry:
    """The entry of a document that was read wrongly: its words do not follow each other in its file."""
    finding = str(error).removeprefix(f"{document.source}: ")
    hint = f"It was read wrongly: {finding} Save its text alone, as plain text."
    return _quarantined(document.source, Reason.UNPARSABLE, hint)


def failed(source: str, error: Exception) -> LedgerEntry:
    """The ledger entry of a document whose analysis raised an unexpected exception."""
    hint = f"{type(error).__name__} while choosing its sentences. Save its text alone, as plain text."
    return _quarantined(source, Reason.UNPARSABLE, hint)


def stopped(source: str, why: str) -> LedgerEntry:
    """The ledger entry of a file whose processing hung or crashed its process."""
    hint = f"Reading it was stopped: {why}. Save its text alone, as plain text."
    return _quarantined(source, Reason.STOPPED, hint)


def _char_count(document: ExtractedDocument) -> int:
    """The number of characters in all blocks of a document."""
    return sum(len(block.text) for block in document.blocks)


def _quarantined(source: str, reason: Reason, hint: str) -> LedgerEntry:
    """The ledger entry of a file that is set aside, with the reason and a way out."""
    return LedgerEntry(source=source, outcome=Outcome.QUARANTINED, reason=reason, hint=hint)


# --- entries of articles -----------------------------------------------------------------------------------


def _published(article: Article) -> LedgerEntry:
    """The ledger entry of a published article, with what could be improved."""
    return LedgerEntry(
        source=article.source,
        outcome=Outcome.PUBLISHED,
        reason=Reason.USED,
        hint=" ".join((*article.notes, improvement_hint(article))).strip(),
        article=article.id,
    )


def _same_address(article: Article, owner: Article) -> LedgerEntry:
    """The ledger entry of an article whose address another one has."""
    hint = f'{owner.source} has the address "{owner.id}". Give one of the two another `slug`.'
    return _quarantined(article.source, Reason.SAME_ADDRESS, hint)


def _duplicate(article: Article, shown: Article) -> LedgerEntry:
    """The ledger entry of an article whose text is shown by another file."""
    return LedgerEntry(
        source=article.source,
        outcome=Outcome.DUPLICATE,
        reason=Reason.SAME_TEXT if article.text == shown.text else Reason.NEAR_TEXT,
        hint=f"{shown.source} is shown, {_preference(article, shown)}; its page says that this file has the text too.",
        article=shown.id,
    )


def _earlier_version(article: Article, shown: Article) -> LedgerEntry:
    """The ledger entry of an article of which a later version is shown."""
    return LedgerEntry(
        source=article.source,
        outcome=Outcome.DUPLICATE,
        reason=Reason.EARLIER_VERSION,
        hint=f"{shown.source} is shown, as it is the later version; its page says what changed.",
        article=shown.id,
    )


def _oldest_first(versions: Iterable[Article]) -> tuple[Article, ...]:
    """Versions by date, undated ones last; by path within a day."""
    return tuple(sorted(versions, key=lambda article: (article.published or date.max, article.source)))


def _preference(article: Article, shown: Article) -> str:
    """Why one of two files with the same text is shown and not the other, as a part of a sentence."""
    if shown.published and not article.published:
        return "as it has a date"
    if shown.published and article.published and shown.published < article.published:
        return "as it is the earlier one"
    if len(shown.text) > len(article.text):
        return "as it is the longer one"
    return (
        "as its path comes first"
        if shown.published == article.published
        else "as it corrects an earlier version"
    )


def improvement_hint(article: Article) -> str:
    """The metadata that a published article lacks, in a sentence; empty if it lacks none."""
    known = {
        "an outlet": article.outlet,
        "a title": article.title_origin == "given",
        "the date of publication": article.published,
    }
    missing = [name for name, value in known.items() if not value]
    listed = " and ".join([*filter(None, [", ".join(missing[:-1])]), *missing[-1:]])
    return f"{IMPROVEMENT_OPENING}{listed}." if missing else ""


def _copy(shown: str, article: Article) -> Copy:
    """An article as a copy of the published one with the id `shown`."""
    return Copy(
        article=shown,
        source=article.source,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
    )


def explain_no_articles(counts: Mapping[str, int], seeds: Path) -> str:
    """What to do about a site without an article, given the number of files by outcome; empty if there is one."""
    if counts["published"]:
        return ""
    return (NO_USABLE_ARTICLES if counts["found"] else NO_ARTICLES).format(seeds=seeds, found=counts["found"])
