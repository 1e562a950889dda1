"""The Jinja environment of all templates, in which no text reaches a page unescaped. Pure.

What a template prints is escaped for Markdown and HTML by `escaping`; the filters and operators of Jinja that write or
join text are missing, since they would escape for HTML only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateSyntaxError, Undefined, pass_context
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_ADD, TOKEN_MOD, TOKEN_TILDE, Token, TokenStream
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

from generator.safety.escaping import escape_attribute, escape_text, escape_url, json_ld

# Jinja's filters that choose, order and count. Others write text, and some would pass it on as Markdown or escape it
# for HTML only.
_FILTERS = (
    "batch",
    "default",
    "first",
    "groupby",
    "last",
    "length",
    "list",
    "max",
    "min",
    "rejectattr",
    "round",
    "selectattr",
    "slice",
    "sort",
    "sum",
    "unique",
)

_JOINING_OPERATORS = {TOKEN_TILDE: "~", TOKEN_ADD: "+", TOKEN_MOD: "%"}


def environment(loader: BaseLoader) -> Environment:
    """The Jinja environment in which all templates are rendered; it escapes everything that they print.

    `{{ }}` prints a string as `escape_text` writes it, a number, or Markup, which is what macros, blocks and the
    functions of `escaping` return. Anything else is a TypeError: None, a name that does not exist, a list, a truth
    value. The filters are `attribute`, `url`, `json_ld` and the few of Jinja's that only choose.
    """
    templates = _Environment(
        loader=loader,
        autoescape=True,
        undefined=_Unknown,
        finalize=_finalize,
        extensions=[_NoJoiningOperators],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    chosen = {name: templates.filters[name] for name in _FILTERS}
    templates.filters = chosen | {"attribute": escape_attribute, "url": escape_url, "json_ld": json_ld}
    return templates


@pass_context  # names the template in the error, and keeps Jinja from escaping constants by itself
def _finalize(context: Context, value: object) -> Markup | int | float:
    """The value that `{{ value }}` prints, escaped. Raises TypeError for anything but text, a number or Markup."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return escape_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, Undefined):
        raise TypeError(f"{context.name}: {value._undefined_message}")
    raise TypeError(
        f"{context.name}: {type(value).__name__} cannot be printed: a value of this kind has no text. "
        "Print one of its fields, use a filter such as `day` for a date, or ask with `if` whether it is there."
    )


class _Unknown(StrictUndefined):
    """A name that does not exist; an error about it says which there are."""

    @property
    def _undefined_message(self) -> str:
        """What is missing where, what may be meant, and which names there are."""
        name, owner = self._undefined_name, self._undefined_obj
        if self._undefined_hint or not isinstance(name, str):
            return str(super()._undefined_message)
        if owner is missing:
            return f"there is no `{name}` in this template"
        known = _names_in(owner)
        close = get_close_matches(name, known, 1)
        suggestion = f" Did you mean `{close[0]}`?" if close else ""
        listed = f" It has: {', '.join(known)}" if known else ""
        return f"{_describe_kind(owner)} has no `{name}`.{suggestion}{listed}"


def _names_in(owner: object) -> list[str]:
    """The names of all that a template can ask a value for; none for text and numbers."""
    if isinstance(owner, Mapping):
        return sorted(map(str, owner))
    if type(owner).__module__ == "builtins":
        return []
    names = vars(owner) if isinstance(owner, TemplateModule) else dir(owner)
    return sorted(name for name in names if not name.startswith("_"))


def _describe_kind(owner: object) -> str:
    """What a value is, for a message: `article` for a view of an article."""
    if isinstance(owner, TemplateModule):
        return "the imported template"
    return f"`{type(owner).__name__.removesuffix('View').lower()}`"


class _Environment(Environment):
    """Takes Markup as finished: its `join` or `format` would escape what they add for HTML only."""

    def getattr(self, obj: object, attribute: str) -> object:
        """An attribute for a template. Raises TypeError for one of Markup, whose methods could undo the escaping."""
        if isinstance(obj, Markup):
            raise TypeError(f"Markup is finished text: print it, do not ask it for `{attribute}`")
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


class _NoJoiningOperators(Extension):
    """Refuses the operators that join text: beside Markup they would escape it for HTML only."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template. Raises TemplateSyntaxError for operators that join text past its escaping."""
        for token in stream:
            if token.type in _JOINING_OPERATORS:
                operator = _JOINING_OPERATORS[token.type]
                problem = f"`{operator}` can join text past its escaping: print the parts one by one"
                raise TemplateSyntaxError(problem, token.lineno, stream.name, stream.filename)
            yield token
