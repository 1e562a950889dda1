"""Renders a folder of templates into pages. The only package that knows Jinja; it holds no Markdown.

The path of a template is the path of its page: `about.md` is one page, `articles/{article}.md` one page for each
article. Files whose names begin with an underscore are shared by other templates; files under `assets/` are copied.
Templates use the properties of `views`; `docs/guide.md` lists them for editors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    TemplateAssertionError,
    TemplateNotFound,
    TemplatesNotFound,
    TemplateSyntaxError,
)
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from generator.cache import Cache, running_version
from generator.config import packaged_templates, template_folders
from generator.errors import TemplateError
from generator.models import Briefing, Page, Site
from generator.pages import charts, formats, pagination
from generator.pages.base import join_address
from generator.pages.remembered import article_questions
from generator.pages.views import BriefingView
from generator.safety import escaping, templating

PAGE_PATTERNS = ("*.md", "llms.txt")
ASSETS = "assets"

# What stands in braces in a template's path → the things that each get a page, by the id in its address.
Collection = Callable[[BriefingView], Iterable[tuple[str, Any]]]
COLLECTIONS: Mapping[str, Collection] = {
    "article": lambda briefing: ((article.id, article) for article in briefing.articles),
    "theme": lambda briefing: ((theme.id, theme) for theme in briefing.themes),
    "theme_page": lambda briefing: (
        (page.id, page) for theme in briefing.themes for page in theme.further_pages
    ),
    "story": lambda briefing: ((story.id, story) for story in briefing.stories),
    "month": lambda briefing: ((month.id, month) for month in briefing.months),
    "day": lambda briefing: ((f"{day.date}", day) for day in pagination.paginated_days(briefing.months)),
    "undated_page": lambda briefing: _following_by_id(briefing.undated_pages),
    "ledger_page": lambda briefing: (
        item for pages in briefing.ledger_pages.values() for item in _following_by_id(pages)
    ),
    "outlet_page": lambda briefing: _following_by_id(briefing.outlet_pages),
}


def _following_by_id(pages: Iterable[pagination.ListingPage]) -> Iterable[tuple[str, pagination.ListingPage]]:
    """The pages of a listing after its first, each with its id."""
    return ((page.id, page) for page in pagination.following_pages(pages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """The pages and assets of a site, and which of them were rendered and verified by an earlier build."""

    pages: tuple[Page, ...]
    questions: Mapping[str, bytes]  # by the path of each page that can be remembered, what it depends on
    known: frozenset[str]  # paths of the pages that an earlier build rendered

    @property
    def new_pages(self) -> tuple[Page, ...]:
        """The pages and assets that no earlier build rendered."""
        return tuple(page for page in self.pages if page.path not in self.known)

    def remember(self, remembered: Cache) -> None:
        """Keep the new pages for the next build; to be called when they are verified."""
        new = {
            self.questions[page.path]: page.text.encode()
            for page in self.new_pages
            if page.path in self.questions
        }
        remembered.remember(new, used=self.questions.values())


def render(briefing: Briefing, own: Path) -> tuple[Page, ...]:
    """Render every page and asset of the site. A file in `own` replaces the packaged one of the same path.

    Raises TemplateError naming the template, the line and what was found there.
    """
    return recall_or_render(briefing, own, Cache()).pages


def recall_or_render(briefing: Briefing, own: Path, remembered: Cache) -> Rendering:
    """Render every page and asset of the site, but pages of articles that an earlier build rendered from the same.

    Raises TemplateError as `render` does.
    """
    folders = template_folders(own)
    view = BriefingView(briefing)
    questions = article_questions(view, folders, running_version()) if remembered.file else {}
    answers = remembered.answers(questions.values())
    known = {path: answers[question].decode() for path, question in questions.items() if question in answers}
    pages = (*_pages(view, folders, known), *_assets(folders))
    return Rendering(pages=pages, questions=questions, known=frozenset(known))


def _pages(briefing: BriefingView, folders: Sequence[Path], known: Mapping[str, str]) -> Iterable[Page]:
    """Render the pages of all templates but those whose text is known by their path.

    Raises TemplateError naming the template and the line.
    """
    environment = _environment(briefing, folders)
    for path in _templates(folders):
        try:
            template = environment.get_template(path)
            for page, subject in _subjects(briefing, path):
                text = known.get(page) or template.render(subject, link=_link(page, briefing.site))
                yield Page(path=page, text=text)
        except (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            place = _location(error, path, folders)
            raise TemplateError(f"{place}: {_problem(error, environment)}{_remedy(path)}") from error


def _location(error: Exception, path: str, folders: Sequence[Path]) -> str:
    """The template and the line that an error comes from: `templates/_parts.md, line 3`; `path` if it names none."""
    if isinstance(error, TemplateSyntaxError):
        return f"templates/{error.name or path}, line {error.lineno}"
    for frame in reversed(extract_tb(error.__traceback__)):
        for folder in folders:
            if Path(frame.filename).is_relative_to(folder):
                return f"templates/{Path(frame.filename).relative_to(folder).as_posix()}, line {frame.lineno}"
    return f"templates/{path}"


def _problem(error: Exception, environment: Environment) -> str:
    """What is wrong with a template, in a sentence or two."""
    if isinstance(error, UnicodeDecodeError):
        return "not text in UTF-8. Save it as UTF-8."
    text = " ".join(str(error).split()).rstrip(".")
    if isinstance(error, TemplateAssertionError) and "filter" in text:
        return f"{text}. Known: {', '.join(sorted(environment.filters))}."
    if isinstance(error, TemplatesNotFound | TemplateNotFound):
        return (
            f"there is no template {error.name}. Write the name of a file in templates/, such as _parts.md."
        )
    if "`" in text and text.endswith("in this template"):
        return f"{text}. In every template there are: {', '.join(sorted({*environment.globals, 'link'}))}."
    return f"{text}."


def _remedy(path: str) -> str:
    """Where to look for how a template is written: the one that comes with the generator."""
    original = packaged_templates() / path
    return f" The original is {original}." if original.is_file() else ""


def _environment(briefing: BriefingView, folders: Sequence[Path]) -> Environment:
    """The template environment with what every template can use, beside `link` and the subject of its page."""
    environment = templating.environment(FileSystemLoader(folders))
    environment.filters |= {
        "day": formats.day,
        "short_day": formats.short_day,
        "month": formats.month_name,
        "score": "{:.2f}".format,
        "tick": formats.tick,
    }
    environment.globals = {
        "briefing": briefing,
        "absolute": briefing.absolute,
        "frames": charts.FRAMES,
        "front_matter": escaping.front_matter,
    }
    return environment


def _subjects(briefing: BriefingView, path: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """The path of each page that a template makes, with the variables of its subject: `{"article": …}`."""
    name = _collection(path)
    if not name:
        return [(path, {})]
    return ((path.replace(f"{{{name}}}", id_), {name: item}) for id_, item in COLLECTIONS[name](briefing))


def _collection(path: str) -> str:
    """The name in braces in a template's path: `articles/{article}.md` → `article`; empty without braces."""
    return path.partition("}")[0].rpartition("{")[2] if "{" in path else ""


def _templates(folders: Sequence[Path]) -> list[str]:
    """The paths of all templates of pages, sorted. Raises TemplateError for an unknown name in braces."""
    paths = {
        path.relative_to(folder).as_posix()
        for folder in folders
        for pattern in PAGE_PATTERNS
        for path in folder.rglob(pattern)
        if not path.name.startswith("_")
    }
    for path in paths:
        if (name := _collection(path)) and name not in COLLECTIONS:
            known = ", ".join(f"{{{collection}}}" for collection in COLLECTIONS)
            raise TemplateError(
                f"templates/{path}: there is no {{{name}}}. A page can be made for each {known}."
            )
    return sorted(paths)


def _assets(folders: Sequence[Path]) -> Iterable[Page]:
    """The stylesheets, scripts and other files under `assets/`, which are copied as they are, sorted by path."""
    files = {
        path.relative_to(folder).as_posix(): path
        for folder in reversed(folders)
        for path in (folder / ASSETS).rglob("*")
        if path.is_file()
    }
    return (Page(path=name, text=_read_asset(name, path)) for name, path in sorted(files.items()))


def _read_asset(name: str, path: Path) -> str:
    """The text of an asset. Raises TemplateError if it is none, as that of a picture."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise TemplateError(
            f"templates/{name}: not text in UTF-8. Put pictures and fonts into docs/."
        ) from None


def _link(page: str, site: Site) -> Callable[..., Markup]:
    """Make a function that joins pieces to an address of the site and turns it into one relative to this page.

    The function raises ValueError if the pieces hold more than ids.
    """
    *folders, name = page.split("/")
    is_folder = site.directory_urls and name.endswith(".md") and name != "index.md"
    up = "../" * (len(folders) + is_folder)
    return lambda *pieces: Markup(up + site.address(join_address(pieces)) or "./")
