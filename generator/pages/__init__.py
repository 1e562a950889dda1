"""Briefing + templates → pages. The only room that knows Jinja; it holds no Markdown.

The folder of templates is a picture of the site: `articles/{article}.md` is one page for each article, at that
path. Files whose names begin with an underscore are parts of pages; files under `assets/` are copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from generator import language
from generator.errors import TemplateError
from generator.models import (
    Article,
    Briefing,
    Difference,
    Extract,
    Figure,
    Outcome,
    Page,
    Place,
    Rights,
    Sentence,
    Story,
    Theme,
    TitleOrigin,
)
from generator.pages import charts, citations, pagination
from generator.safety import escaping

PACKAGED = Path(__file__).parent.parent / "templates"  # in an installed package
CHECKOUT = Path(__file__).parent.parent.parent / "templates"  # in the project's own checkout
PAGES = ("*.md", "llms.txt")
ASSETS = "assets"
PAGE_LANGUAGE = "en"  # of the words that the templates bring along
ADDRESS = re.compile(r"[A-Za-z0-9_./#-]*")  # ids only; nothing that Markdown or HTML could act upon
COUNTED = "no one two three four five six".split()  # articles, in a sentence of ours
# Numbers that not every reader can read off: 1,30,000.
UNUSUAL = re.compile(r"\d,\d\d,|\b(?:lakh|crore)\b", re.IGNORECASE)
THEME_COLOURS = 6  # the stylesheet's t1 … t6; further themes begin again

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not from the locale: the same input gives the same page anywhere

# What stands in braces in a template's path → the things that each get a page there, and how each is called.
Collection = Callable[[Briefing], Iterable[tuple[str, Any]]]
COLLECTIONS: Mapping[str, Collection] = {
    "article": lambda briefing: ((article.id, article) for article in briefing.articles),
    "theme": lambda briefing: ((theme.id, theme) for theme in briefing.themes),
    "theme_page": lambda briefing: ((page.id, page) for page in pagination.theme_pages(briefing)),
    "story": lambda briefing: ((story.id, story) for story in briefing.stories),
    "month": lambda briefing: ((month.id, month) for month in briefing.months),
    "day": lambda briefing: ((f"{day.date}", day) for day in pagination.crowded_days(briefing)),
    "undated": lambda briefing: _further([pagination.undated(briefing)]),
    "fates": lambda briefing: _further(pagination.fates(briefing, outcome) for outcome in Outcome),
    "outlets": lambda briefing: _further([pagination.outlets(briefing)]),
}


def _further(found: Iterable[tuple[pagination.Part, ...]]) -> Iterable[tuple[str, pagination.Part]]:
    return ((part.id, part) for each in found for part in pagination.further(each))


def packaged() -> Path:
    """The folder of the templates that come with the generator."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def sources(own: Path) -> tuple[str, ...]:
    """The text of every template, packaged ones that a file in `own` replaces included."""
    folders = [folder for folder in dict.fromkeys((own, packaged())) if folder.is_dir()]
    return tuple(
        path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.md"))
    )


def render(briefing: Briefing, own: Path) -> tuple[Page, ...]:
    """Every page and asset of the site. A file in `own` replaces the packaged one of the same path.

    Raises TemplateError naming the template, the line and what was found there.
    """
    folders = [folder for folder in dict.fromkeys((own, packaged())) if folder.is_dir()]
    return (*_pages(briefing, folders), *_assets(folders))


def _pages(briefing: Briefing, folders: Sequence[Path]) -> Iterable[Page]:
    environment = escaping.environment(FileSystemLoader(folders))
    environment.filters |= {
        "day": day,
        "short_day": short_day,
        "month": month_name,
        "score": "{:.2f}".format,
        "tick": tick,
    }
    environment.globals = _questions(briefing)
    for path in _templates(folders):
        name = path.partition("}")[0].rpartition("{")[2]
        items = COLLECTIONS[name](briefing) if "{" in path else [("", None)]
        try:
            template = environment.get_template(path)
            for id_, item in items:
                page = path.replace(f"{{{name}}}", id_) if item is not None else path
                subject = {name: item} if item is not None else {}
                yield Page(path=page, text=template.render(subject, link=_link(page)))
        except (JinjaError, TypeError, KeyError) as error:
            line = getattr(error, "lineno", None)
            place = f"templates/{path}" + (f", line {line}" if line else "")
            raise TemplateError(f"{place}: {error}") from error


def _templates(folders: Sequence[Path]) -> list[str]:
    found = {
        path.relative_to(folder).as_posix()
        for folder in folders
        for pattern in PAGES
        for path in folder.rglob(pattern)
        if not path.name.startswith("_")
    }
    for path in found:
        if "{" in path and (name := path.split("{")[1].split("}")[0]) not in COLLECTIONS:
            known = ", ".join(f"{{{collection}}}" for collection in COLLECTIONS)
            raise TemplateError(
                f"templates/{path}: there is no {{{name}}}. A page can be made for each {known}."
            )
    return sorted(found)


def _assets(folders: Sequence[Path]) -> Iterable[Page]:
    files = {
        path.relative_to(folder).as_posix(): path
        for folder in reversed(folders)
        for path in (folder / ASSETS).rglob("*")
        if path.is_file()
    }
    return (Page(path=name, text=path.read_text(encoding="utf-8")) for name, path in sorted(files.items()))


# --- what templates ask ----------------------------------------------------------------------------------


def _questions(briefing: Briefing) -> dict[str, Any]:
    """The names a template can use, beside the thing its page is about."""
    summarised = {
        (id_, sentence.number)
        for id_, summary in briefing.summaries.items()
        for extract in summary.extracts
        for sentence in briefing.place(extract).sentences
    }
    return {
        "briefing": briefing,
        "absolute": _absolute(briefing),
        "address": escaping.address,
        "bibtex": citations.bibtex,
        "cited": citations.plain,
        "cited_sentence": partial(citations.sentence, briefing.site),
        "csl_json": citations.csl_json,
        "in_the_original": citations.original,
        "item_list": _item_list(briefing),
        "accounts": _accounts(briefing),
        "Outcome": Outcome,
        "Rights": Rights,
        "frames": charts.FRAMES,
        "front_matter": escaping.front_matter,
        "charts": partial(charts.by_theme, briefing),
        "chart_of": partial(charts.of_theme, briefing),
        "chart_of_all": charts.of_all,
        "colour": _colours(briefing).__getitem__,
        "crowded": pagination.crowded,
        "derived": lambda article: article.title_origin is TitleOrigin.DERIVED,
        "quoted_in": _quoted_in(briefing),
        "quoted_title": lambda story: _titled(briefing, story),
        "foreign": lambda article: article.language != PAGE_LANGUAGE,
        "fates": partial(pagination.fates, briefing),
        "outlets": partial(pagination.outlets, briefing),
        "shares": partial(charts.shares, briefing),
        "theme_pages": partial(pagination.of_theme, briefing),
        "unthemed": partial(charts.unthemed, briefing),
        "undated": partial(pagination.undated, briefing),
        "resources": lambda article: language.resources(article.language),
        "right_to_left": lambda article: language.right_to_left(article.language),
        "segments": _segments(briefing),
        "shown": _shown(briefing),
        "space_behind": lambda article, sentence: article.text[sentence.end : sentence.end + 1].isspace(),
        "summarised": lambda article, sentence: (article.id, sentence.number) in summarised,
    }


def _colours(briefing: Briefing) -> dict[Theme, int]:
    """A theme's colour follows from its place in the configuration."""
    return {theme: index % THEME_COLOURS + 1 for index, theme in enumerate(briefing.themes)}


def _titled(briefing: Briefing, story: Story) -> Article | None:
    """The article whose title the story carries; None when an editor worded it."""
    return next((each for each in briefing.articles_of(story) if each.title == story.title), None)


def _link(page: str) -> Callable[..., Markup]:
    """Makes an address under the site's root relative to a page, as a browser that shows the page sees it."""
    parts = page.removesuffix(".md").split("/")
    up = "../" * (len(parts) - (parts[-1] == "index" or not page.endswith(".md")))

    def link(*pieces: str | int) -> Markup:
        address = "".join(map(str, pieces))
        if not ADDRESS.fullmatch(address):
            raise ValueError(f'"{address}" is not an address of this site')
        return Markup(up + address or "./")

    return link


def _absolute(briefing: Briefing) -> Callable[..., str | None]:
    """Makes an address under the site's root one of the web; None while nobody said where the site is published."""

    def absolute(*pieces: str | int) -> str | None:
        address = "".join(map(str, pieces))
        if not ADDRESS.fullmatch(address):
            raise ValueError(f'"{address}" is not an address of this site')
        return briefing.site.url and briefing.site.url + address

    return absolute


def _item_list(briefing: Briefing) -> Callable[[Sequence[Article]], Mapping[str, object] | None]:
    """Articles as an ItemList of schema.org, which holds their addresses: None while the site has none."""
    root = briefing.site.url

    def item_list(articles: Sequence[Article]) -> Mapping[str, object] | None:
        entries = [
            {"@type": "ListItem", "position": position, "url": f"{root}articles/{article.id}/"}
            for position, article in enumerate(articles, 1)
        ]
        listed = {"@type": "ItemList", "numberOfItems": len(entries), "itemListElement": entries}
        return listed if root and entries else None

    return item_list


@dataclass(frozen=True, slots=True)
class Quotation:
    """A page that quotes a sentence: what it is, whose words it carries as its title, and where it is."""

    page: str
    address: str
    title: str = ""


def _quoted_in(briefing: Briefing) -> Callable[[Article, Sentence], tuple[Quotation, ...]]:
    """Which pages quote a sentence, its article's own page aside."""
    places: dict[tuple[str, int], dict[Quotation, None]] = {}

    def note(extracts: Iterable[Any], quotation: Quotation) -> None:
        for extract in extracts:
            for sentence in briefing.place(extract).sentences:
                places.setdefault((extract.article, sentence.number), {})[quotation] = None

    note(briefing.bottom_line, Quotation("Briefing", ""))
    note(_stating(briefing.differences), Quotation("Figures differ", "#where-accounts-differ"))
    for theme in briefing.themes:
        figures = briefing.differences_about(theme)
        note(_stating(figures), Quotation("Figures differ", f"themes/{theme.id}/#where-accounts-differ"))
        digest = briefing.digests[theme.id].extracts
        note(filter(None, [briefing.theme_lead(theme)]), Quotation("Briefing", ""))
        note(digest, Quotation(theme.title, f"themes/{theme.id}/"))
    for story in briefing.stories:
        here = Quotation("Story", f"stories/{story.id}/", story.title)
        note(briefing.story_digests[story.id].extracts, here)
        note(_stating(briefing.differences_within(story)), here)
    addresses = pagination.timeline(briefing)
    for article in briefing.articles:
        lead = [extract for extract in [briefing.lead(article)] if extract]
        note(lead, Quotation("Timeline", addresses[article.id]))
    return lambda article, sentence: tuple(places.get((article.id, sentence.number), ()))


def _stating(differences: Iterable[Difference]) -> list[Extract]:
    return [figure.extract for difference in differences for figure in difference.figures]


@dataclass(frozen=True, slots=True)
class Account:
    """A figure as one article prints it, its sentence cut at the figure, and its place on a scale from 0."""

    figure: Figure
    place: Place
    before: str
    spaced_before: bool
    printed: str
    spaced_behind: bool
    behind: str
    compared: str  # the value in digits
    written_otherwise: bool  # the source writes it in a way that not every reader can read off
    share: str  # of the highest, in per cent


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a difference, lowest first."""

    title: str
    each: tuple[Account, ...]
    number: str  # of articles, in words
    times: str  # how many times the lowest the highest is

    @property
    def lowest(self) -> Account:
        return self.each[0]

    @property
    def highest(self) -> Account:
        return self.each[-1]


def _accounts(briefing: Briefing) -> Callable[[Difference], Accounts]:
    def account(figure: Figure, highest: float) -> Account:
        place = briefing.place(figure.extract)
        text, start, end = place.article.text, figure.start, figure.end
        before, printed, behind = (
            text[figure.extract.start : start],
            text[start:end],
            text[end : figure.extract.end],
        )
        spaced_before, spaced_behind = before[-1:].isspace(), behind[:1].isspace()
        shown = escaping.clean(before) + " " * spaced_before + escaping.clean(printed)
        shown += " " * spaced_behind + escaping.clean(behind)
        if shown != escaping.clean(place.words):  # a cut beside a combining character would change the words
            before, spaced_before, printed, spaced_behind, behind = place.words, False, "", False, ""
        compared = in_digits(figure.value)
        return Account(
            figure=figure,
            place=place,
            before=before,
            spaced_before=spaced_before,
            printed=printed,
            spaced_behind=spaced_behind,
            behind=behind,
            compared=compared,
            written_otherwise=UNUSUAL.search(text[start:end]) is not None,
            share=f"{100 * figure.value / highest:.1f}",
        )

    def accounts(difference: Difference) -> Accounts:
        low, high = difference.figures[0].value, difference.figures[-1].value
        found = tuple(account(figure, high) for figure in difference.figures)
        articles = len({figure.extract.article for figure in difference.figures})
        number = COUNTED[articles] if articles < len(COUNTED) else str(articles)
        times = f"{high / low:.2f}".rstrip("0").rstrip(".")
        title = difference.subject[:1].upper() + difference.subject[1:]
        return Accounts(title=title, each=found, number=number, times=times)

    return accounts


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a sentence's words, without the space before it, and what it is evidence for.

    `marks` are the places of those themes among the article's; `colour` is that of the first.
    """

    text: str
    spaced: bool
    marks: tuple[int, ...] = ()
    colour: int = 0


def _segments(briefing: Briefing) -> Callable[[Article, Sentence], Iterable[Segment]]:
    """Cuts a sentence wherever a piece of evidence begins or ends."""
    colours = _colours(briefing)

    def segments(article: Article, sentence: Sentence) -> Sequence[Segment]:
        cut = tuple(pieces(article, sentence))
        words = escaping.clean(article.words_of(sentence))
        shown = "".join(" " * piece.spaced + escaping.clean(piece.text) for piece in cut)
        # A cut beside a combining or an invisible character would change the words: then nothing is marked.
        return cut if shown == words else (Segment(words, False),)

    def pieces(article: Article, sentence: Sentence) -> Iterable[Segment]:
        themes = briefing.themes_of(article)
        marks = {theme.id: number for number, theme in enumerate(themes, 1)}
        evidence = [
            (max(place.start, sentence.start), min(place.end, sentence.end), marks[match.theme])
            for match in briefing.matches[article.id]
            for place in match.evidence
            if place.start < sentence.end and sentence.start < place.end
        ]
        bounds = {sentence.start, sentence.end} | {
            bound for start, end, _ in evidence for bound in (start, end)
        }
        for start, end in pairwise(sorted(bounds)):
            words = article.text[start:end]
            if words.strip():
                found = sorted({mark for first, last, mark in evidence if first <= start and end <= last})
                spaced = article.text[start].isspace() or (
                    start > sentence.start and article.text[start - 1].isspace()
                )
                colour = colours[themes[found[0] - 1]] if found else 0
                yield Segment(words.strip(), spaced, tuple(found), colour)

    return segments


def _shown(briefing: Briefing) -> Callable[[Article], Iterable[Sequence[Sentence]]]:
    """The paragraphs of an article that its rights let us show; an empty one stands for what is left out."""

    def shown(article: Article) -> Iterable[Sequence[Sentence]]:
        if briefing.rights_of(article) is Rights.FULL:
            return article.paragraphs
        passages: list[list[Sentence]] = []
        for sentence in briefing.shown(article, briefing.extracts_of(article)):
            last = passages[-1][-1] if passages else None
            if last and last.number == sentence.number - 1 and last.paragraph == sentence.paragraph:
                passages[-1].append(sentence)
            elif last and last.number < sentence.number - 1:
                passages += [[], [sentence]]
            else:
                passages.append([sentence])
        return passages

    return shown


def in_digits(value: float) -> str:
    """`130000.0` → `130,000`."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"


def tick(value: date, step: charts.Step) -> str:
    """A place on an axis, as short as it can be said."""
    short = f"{MONTHS[value.month - 1][:3]}"
    names = {
        charts.Step.DAY: f"{value.day} {short}",
        charts.Step.WEEK: f"{value.day} {short} {value.year}",
        charts.Step.MONTH: f"{short} {value.year}",
        charts.Step.YEAR: f"{value.year}",
    }
    return names[step]


def month_name(id_: str) -> str:
    """`2022-02` → `February 2022`."""
    year, month = id_.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"
