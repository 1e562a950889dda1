"""Whole pages with any text in them: what is shown is the cleaned text, and the elements are the template's.

The same articles are rendered with harmless words, which are exchanged for the real ones after parsing; the two
must then be equal, element by element and text by text. `make fuzz` asks for more examples.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import test_escaping
from hostile import public_strings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from markdown import Markdown
from mkdocs.utils import meta

from generator import pages
from generator.config import template_texts
from generator.models import (
    Article,
    Briefing,
    DecodedText,
    Digest,
    Evidence,
    Extract,
    ExtractedDocument,
    LedgerEntry,
    Outcome,
    Page,
    Reason,
    Removal,
    Removed,
    Rights,
    Sentence,
    Summary,
    Theme,
    ThemeMatch,
    TitleOrigin,
)
from generator.pages import citations
from generator.safety import escaping, html_audit, templating, verification

EXAMPLES = int(os.environ.get("PAGE_EXAMPLES", "200"))
PARTS = 4  # the whole-page examples take longest by far: as many processes can share them
NO_TEMPLATES = Path("no/templates/of/its/own")
OPENING = "Talks began."
THEME = Theme(id="talks", title="Talks", about="Talks.", terms=("talks",))
WORDS = re.compile(r"\d+ words")
HARMLESS = re.compile(r"harmless(\d{6})e")


class Told(NamedTuple):
    """What one article says, all of it untrusted."""

    title: str
    outlet: str
    author: str
    paragraph: str
    heading: str
    removed: str
    file: str


def folded(text: str) -> str:
    return " ".join(text.split())


def article_of(number: int, told: Told) -> Article:
    """An article of a sentence of ours, a heading, and a paragraph that is one sentence, whatever it says."""
    paragraphs = [OPENING, folded(told.heading), folded(told.paragraph)]
    starts = [sum(len(before) + 2 for before in paragraphs[:index]) for index in range(3)]
    return Article(
        id=f"a{number}",
        source=told.file,
        sha256="0" * 64,
        title=told.title,
        title_origin=TitleOrigin.GIVEN,
        title_cut=False,
        published=None,
        published_origin=None,
        outlet=told.outlet,
        author=told.author,
        url=None,
        language="en",
        text="\n\n".join(paragraphs),
        sentences=tuple(
            Sentence(
                start=start, end=start + len(words), paragraph=index, number=(1, 0, 2)[index], rejection=None
            )
            for index, (start, words) in enumerate(zip(starts, paragraphs, strict=True))
        ),
        removed=(Removal(text=told.removed, reason=Removed.PICTURE_CREDIT),),
    )


def briefing_of(all_told: Sequence[Told]) -> Briefing:
    articles = tuple(article_of(number, told) for number, told in enumerate(all_told))
    last = {a.id: Extract(article=a.id, start=a.numbered[1].start, end=a.numbered[1].end) for a in articles}
    opening = {a.id: Extract(article=a.id, start=0, end=len(OPENING)) for a in articles}
    return Briefing(
        articles=articles,
        summaries={
            id_: Summary(extracts=(opening[id_], last[id_]), scores=(0.5, 1.0), method="lead") for id_ in last
        },
        matches={
            a.id: (
                ThemeMatch(
                    theme="talks",
                    score=0.5,
                    primary=True,
                    evidence=(
                        Evidence(term="talks", start=0, end=5),
                        Evidence(term="talks", start=last[a.id].start, end=last[a.id].end),
                    ),
                ),
            )
            for a in articles
        },
        themes=(THEME,),
        digests={"talks": Digest(of="talks", extracts=tuple(last.values()))},
        bottom_line=tuple(last.values())[:5],
        ledger=tuple(
            LedgerEntry(source=a.source, outcome=Outcome.PUBLISHED, reason=Reason.USED, hint="", article=a.id)
            for a in articles
        ),
        rights=Rights.FULL,
    )


def draft_of(article: Article) -> ExtractedDocument:
    return ExtractedDocument(
        source=article.source, sha256=article.sha256, decoded=(DecodedText(text=article.text),), blocks=()
    )


# --- rendering -------------------------------------------------------------------------------------------


class Compiled(BytecodeCache):
    """Templates are compiled once for all examples."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.code


@pytest.fixture(autouse=True, scope="module")
def _compiled_once() -> Any:
    compiled, environment = Compiled(), templating.environment

    def remembering(loader: Any) -> Any:
        made = environment(loader)
        made.bytecode_cache = compiled
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templating, "environment", remembering)
        yield


def rendered(briefing: Briefing) -> list[Page]:
    return [page for page in pages.render(briefing, NO_TEMPLATES) if page.path.endswith(".md")]


class Parsed(NamedTuple):
    head: Mapping[str, Any]
    content: str
    met: list[Any]


@cache
def renderer() -> Markdown:
    return Markdown(extensions=test_escaping.STOCK)


def parsed(page: Page) -> Parsed:
    """What MkDocs makes of a page before it goes into the theme."""
    body, head = meta.get_data(page.text)
    content = renderer().reset().convert(body)
    met = test_escaping.Skeleton(content + renderer().toc).met
    return Parsed(head, content, [_without_counts(part) for part in met])


def _without_counts(part: Any) -> Any:
    """Texts that touch are one to the parser: how many words an article has is taken out of them."""
    if part[0] != "text" or " words" not in part[1]:
        return part
    return ("text", WORDS.sub("n words", part[1]))


def exchanged(part: Any, strings: Sequence[str]) -> Any:
    if isinstance(part, tuple):
        return tuple(exchanged(inner, strings) for inner in part)
    if isinstance(part, str):
        written = next((how for start, how in WRITTEN.items() if part.startswith(start)), str)
        return HARMLESS.sub(lambda match: written(strings[int(match[1])]), part)
    return part


def _in_json(string: str) -> str:
    return json.dumps(string, ensure_ascii=False)[1:-1]


# How a string is written in what is no prose, by what that begins with.
WRITTEN: Mapping[str, Callable[[str], str]] = {
    "@misc{": lambda string: string.translate(citations._TEX),
    '{"@context"': lambda string: _in_json(string).translate(escaping._IN_SCRIPTS),
    '{"id"': _in_json,
}


def twins(all_told: Sequence[Told]) -> tuple[list[Told], list[str]]:
    """The same articles in harmless words, and what each word stands for. Outlets keep the order of their names."""
    strings = sorted({told.outlet for told in all_told})
    numbers = {outlet: number for number, outlet in enumerate(strings)}

    def word(string: str) -> str:
        strings.append(string)
        return f"harmless{len(strings) - 1:06}e"

    made = []
    for told in all_told:
        as_cleaned = told._replace(heading=folded(told.heading), paragraph=folded(told.paragraph))
        words = Told(*map(word, as_cleaned))
        made.append(words._replace(outlet=f"harmless{numbers[told.outlet]:06}e"))
    return made, [escaping.clean_text(string) for string in strings]


@cache  # the same harmless words stand for many examples
def twin_pages(all_told: tuple[Told, ...]) -> Mapping[str, tuple[Parsed, Sequence[int]]]:
    """The pages of articles in harmless words, parsed, and the places where a word stands for another."""
    pages = {page.path: parsed(page) for page in rendered(briefing_of(all_told))}
    return {
        path: (page, [place for place, part in enumerate(page.met) if HARMLESS.search(str(part))])
        for path, page in pages.items()
    }


@cache
def skeleton() -> html_audit.AllowedElements:
    return html_audit.allowed_elements(template_texts(NO_TEMPLATES))


def differences(all_told: Sequence[Told]) -> list[str]:
    """Where the pages of these articles are not what the templates make of them."""
    briefing = briefing_of(all_told)
    harmless, strings = twins(all_told)
    real, twin = rendered(briefing), twin_pages(tuple(harmless))
    for article in briefing.articles:
        verification.stands_in_its_file(article, draft_of(article))
    verification.verify(briefing, real)
    found = [] if [page.path for page in real] == list(twin) else ["other pages"]
    for page in real:
        seen, (expected, places) = parsed(page), twin[page.path]
        title = exchanged(expected.head["title"], strings)
        found += [
            f"{page.path}: {finding}" for finding in html_audit.find_violations(seen.content, skeleton())
        ]
        if html.unescape(seen.head["title"]) != title or html_audit.is_active_in_attribute(
            seen.head["title"]
        ):
            found.append(f"{page.path}: title {seen.head['title']!r} instead of {title!r}")
        if seen.head.keys() != expected.head.keys() or html_audit.is_active_in_attribute(
            seen.head["description"]
        ):
            found.append(f"{page.path}: front matter {seen.head!r}")
        wanted = [*expected.met]
        for place in places:
            wanted[place] = _without_counts(exchanged(wanted[place], strings))
        if seen.met != wanted:
            pair = next(((a, b) for a, b in zip(seen.met, wanted, strict=False) if a != b), ("more", "less"))
            found.append(f"{page.path}: {pair[0]!r} instead of {pair[1]!r}")
    return found


# --- the tests -------------------------------------------------------------------------------------------

ANY = test_escaping.markup_like().filter(escaping.clean_text)
ANY_TOLD = st.builds(Told, *[ANY] * len(Told._fields))


@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=EXAMPLES // PARTS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANY_TOLD, min_size=1, max_size=2, unique_by=lambda told: (told.outlet, told.file)))
def test_any_text_is_shown_and_changes_no_element(part: int, all_told: list[Told]) -> None:
    assert differences(all_told) == []


def alone(strings: Sequence[str], together: int = 16) -> list[str]:
    """The differences with each string in all places of an article of its own."""
    told = [Told(*[string] * len(Told._fields)) for string in strings if escaping.clean_text(string)]
    groups = [told[start : start + together] for start in range(0, len(told), together)]
    return [difference for group in groups for difference in differences(group)]


def test_hostile_strings_are_shown_and_change_no_element() -> None:
    assert alone(test_escaping.HOSTILE) == []


@pytest.mark.corpus
def test_public_strings_are_shown_and_change_no_element() -> None:
    strings = list(dict.fromkeys(public_strings()))

    assert len(strings) > 4500
    assert alone(strings) == []


def test_text_that_is_not_escaped_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escaping, "_escape", escaping.clean_text)
    monkeypatch.setattr(verification, "verify", lambda briefing, pages: None)

    found = [string for string in ("<b>a</b>", "<script>a</script>", "a &amp; b", "<!--") if alone([string])]

    assert found == ["<b>a</b>", "<script>a</script>", "a &amp; b", "<!--"]


# --- sentences with marked terms in them -----------------------------------------------------------------


@settings(max_examples=EXAMPLES, deadline=None)
@given(ANY, st.integers(0, 40), st.integers(0, 40))
def test_a_sentence_cut_anywhere_reads_as_a_whole(paragraph: str, start: int, length: int) -> None:
    briefing = briefing_of([Told(*["a"] * 3, paragraph, *["a"] * 3)])
    (article,) = briefing.articles
    sentence = article.numbered[1]
    evidence = Evidence(
        term="a",
        start=min(sentence.start + start, sentence.end),
        end=min(sentence.start + start + length, sentence.end),
    )
    briefing.matches["a0"] = (ThemeMatch(theme="talks", score=1.0, primary=True, evidence=(evidence,)),)

    verification.stands_in_its_file(article, draft_of(article))
    verification.verify(briefing, rendered(briefing))


@pytest.mark.parametrize(
    "after", ["\u0301 went", "\u200b went", "\u200b\u0301", " \u200b went", "\u00ad went"]
)
def test_a_term_beside_a_character_that_joins_is_shown_whole(after: str) -> None:
    briefing = briefing_of([Told(*["a"] * 3, f"The talks{after} on.", *["a"] * 3)])
    (article,) = briefing.articles
    start = article.text.index("talks")
    evidence = (Evidence(term="talks", start=start, end=start + 5),)
    briefing.matches["a0"] = (ThemeMatch(theme="talks", score=1.0, primary=True, evidence=evidence),)

    verification.stands_in_its_file(article, draft_of(article))
    verification.verify(briefing, rendered(briefing))
