"""Citations of articles, and links to a sentence on the publisher's page. Pure.

Only what is known is stated: no date of access, no author for one who is not named, no date for an undated article.
A citation is of the source, never of the sentences as ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from generator.models import Article, Place, Site, TitleOrigin
from generator.safety import escaping

DERIVED_NOTE = "title derived from its text"
MAX_WHOLE_WORDS = 12  # a sentence up to this length is looked for as it is, a longer one by its ends
MIN_END_WORDS = 5  # at each end of a longer sentence; more where they occur twice
PREFIX_WORDS = 4  # before a sentence whose own words occur twice

# What TeX would act upon. Braces must balance in BibTeX even where TeX does not see them.
_TEX = str.maketrans(
    {
        "\\": "{\\textbackslash}",
        "{": "{\\textbraceleft}",
        "}": "{\\textbraceright}",
        "~": "{\\textasciitilde}",
        "^": "{\\textasciicircum}",
        "<": "{\\textless}",
        ">": "{\\textgreater}",
        "|": "{\\textbar}",
        **{character: f"\\{character}" for character in "%#$&_"},
    }
)


def plain_citation(article: Article) -> str:
    """The citation in one line: author, title, outlet, date and address, without what is unknown.

    An article without a date is called “undated”, and a derived title has a note that says so.
    """
    title = f"“{escaping.clean_text(article.title)}{' …' if article.title_cut else ''}”"
    derived = f" ({DERIVED_NOTE})" if _is_derived(article) else ""
    published = article.published.isoformat() if article.published else "undated"
    parts = (article.author, title + derived, article.outlet, published, _safe_address(article))
    return ", ".join(escaping.clean_text(part) for part in parts if part)


def bibtex_entry(article: Article) -> tuple[str, ...]:
    """A BibTeX entry, line by line, without the fields that are unknown.

    Double braces keep the capitals of names and titles.
    """
    published = article.published
    fields = {
        "author": _braced(article.author),
        "title": _braced(article.title),
        "howpublished": _braced(article.outlet),
        "year": f"{published.year}" if published else None,
        "month": f"{published:%m}".lstrip("0") if published else None,
        "day": f"{published.day}" if published else None,
        "url": _safe_address(article),
        "note": DERIVED_NOTE if _is_derived(article) else None,
    }
    known = (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
    return (f"@misc{{{article.id},", *known, "}")


def csl_item(article: Article) -> Mapping[str, Any]:
    """The article as an item of CSL-JSON, without the fields that are unknown."""
    published = article.published
    item = {
        "id": article.id,
        "type": "article-newspaper",
        "title": escaping.clean_text(article.title),
        "author": [{"literal": escaping.clean_text(article.author)}] if article.author else None,
        "container-title": escaping.clean_text(article.outlet or ""),
        "issued": {"date-parts": [[published.year, published.month, published.day]]} if published else None,
        "URL": _safe_address(article),
        "language": article.language,
        "note": DERIVED_NOTE if _is_derived(article) else None,
    }
    return {name: value for name, value in item.items() if value}


def csl_json(article: Article) -> str:
    """The item of CSL-JSON as text, on one line."""
    return json.dumps(csl_item(article), ensure_ascii=False)


def sentence_citation(site: Site, article: Article, number: int) -> str:
    """“sentence 3 of 12”, with its address on this site if the site has one."""
    place = f"sentence {number} of {len(article.numbered)}"
    return f"{place}, {site.url}{site.address(f'articles/{article.id}/#s{number}')}" if site.url else place


def original_link(place: Place) -> Markup | None:
    """A link to the publisher's page that opens at the sentence and marks it; None without a usable address."""
    article = place.article
    if not article.url:
        return None
    start, end = _sentence_ends(article.text, place.words)
    prefix = "" if _occurs_once(article.text, start) else _words_before(place)
    return escaping.text_fragment_url(article.url, start, end, prefix)


def _sentence_ends(text: str, words: str) -> tuple[str, str]:
    """The first and the last words of a sentence by which a browser can find it; (all words, "") if it needs all."""
    tokens = words.split()
    if len(tokens) <= MAX_WHOLE_WORDS:
        return words, ""
    lengths = range(MIN_END_WORDS, len(tokens) // 2 + 1)
    starts = (" ".join(tokens[:length]) for length in lengths)
    ends = (" ".join(tokens[-length:]) for length in lengths)
    start = next((start for start in starts if _occurs_once(text, start)), None)
    end = next((end for end in ends if _occurs_once(words, end)), None)
    return (start, end) if start and end else (words, "")


def _occurs_once(text: str, words: str) -> bool:
    """True if the text holds the words once, as a browser compares: ignoring case and the kind of white space."""
    return " ".join(text.split()).casefold().count(" ".join(words.split()).casefold()) == 1


def _words_before(place: Place) -> str:
    """The last PREFIX_WORDS words of the sentence before; empty if it stands in another paragraph or there is none.

    A text fragment of an address must stay in one block of the page.
    """
    first = place.sentences[0]
    if first.number < 2 or place.article.numbered[first.number - 2].paragraph != first.paragraph:
        return ""
    return " ".join((place.before or "").split()[-PREFIX_WORDS:])


def _braced(words: str | None) -> str | None:
    """The words in braces, with TeX's special characters escaped; None without words."""
    return f"{{{escaping.clean_text(words).translate(_TEX)}}}" if words else None


def _safe_address(article: Article) -> str | None:
    """The address of the publisher's page; None if it cannot be trusted."""
    return escaping.safe_url(article.url) if article.url else None


def _is_derived(article: Article) -> bool:
    """True if the article came without a title, so that one was taken from its text."""
    return article.title_origin is TitleOrigin.DERIVED
