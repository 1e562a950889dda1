"""JSON in every shape articles come in: our own names, schema.org, IPTC ninjs, JSON Feed, exports, JSON Lines.

One object is one article; a list, a feed or a wrapped list holds one article in each entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.models import ExtractedDocument, ExtractionWarning, MetadataValue, Reason
from generator.readers import bodies, fields, records, structured
from generator.readers.file import File, Found, Refused, entries, numbered_parts
from generator.readers.records import Record, Value

# Under which names the words of an article stand, the more complete first; and its opening, where that is all.
BODIES = (
    "text",
    "articlebody",
    "bodytext",
    "bodyxhtml",
    "bodyhtml",
    "body",
    "fulltext",
    "contenthtml",
    "contenttext",
    "content",
    "html",
    "paragraphs",
    "maintext",  # news-please
    "rawtext",  # trafilatura
    "storybody",
    "blocks",  # of editors that keep a text as a list of blocks
)
# The texts of rich text editors (Slate, Portable Text, ProseMirror, Contentful, Editor.js): lists of blocks of leaves.
PARTS = ("children", "content", "blocks")
LEAVES = ("text", "value", "rendered", "content", "data")
INLINE_KINDS = ("text", "link", "a", "hyperlink", "strong", "em", "mark", "span")
HTML_BODIES = ("bodyxhtml", "bodyhtml", "contenthtml", "html")  # those that say so
TEASERS = ("summary", "description", "abstract", "standfirst", "lead", "leadparagraph", "excerpt", "snippet")
LISTS = ("articles", "items", "entries", "posts", "results", "stories", "documents", "docs", "data", "@graph")
WRAPPERS = ("response", "feed", "result")  # an object around such a list
IDENTITIES = ("id", "guid", "@id", "uid", "uuid", "uri", "identifier", "url", "link")
NESTED = ("fields",)  # an object inside an article that holds the rest of its fields
MAX_CONTINUATION_CHARS = 40  # characters
CUT = re.compile(
    r"(?:\[\+\d+ chars\]|\[(?:…|\.\.\.)\]|(?:…|\.\.\.)\s*(?:read more|continue reading)?)\s*$", re.IGNORECASE
)
FEED = "https://jsonfeed.org/version/"


def read(file: File) -> tuple[Found, ...]:
    """Read a JSON file: one article, or one for each entry of the list that it holds."""
    decoded = file.decoded()
    value = _value(decoded.text)
    content = _entries(value)
    if isinstance(content, Mapping):
        return (_draft(file, content, decoded.encoding),)
    feed = _feed(value)
    return entries(
        file, numbered_parts(content), lambda entry, part: _entry(entry, part, decoded.encoding, feed)
    )


def read_lines(file: File) -> tuple[Found, ...]:
    """Read JSON Lines: one article on each line that is not blank, numbered by its line."""
    decoded = file.decoded()
    lines = [(number, line) for number, line in numbered_parts(decoded.text.split("\n")) if line.strip()]
    return entries(file, lines, lambda entry, line: _entry(entry, _value(line), decoded.encoding, {}))


def _value(text: str) -> Value:
    """The value in a JSON text; raises Refused if it cannot be parsed or nests too deep."""
    try:
        return records.read_json(text)
    except records.Unreadable as error:
        if error.deep:
            raise Refused(Reason.TOO_DEEP, f"{error} Save the article's fields in one object.") from None
        raise Refused(Reason.UNPARSABLE, f"{error} Correct it there.") from None


def _entries(value: Value) -> Record | list[Value]:
    """The part of a JSON value that holds articles: one object, or a list of entries.

    Raises Refused if the value is neither an object nor a list.
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise Refused(
            Reason.UNPARSABLE, "It is JSON, but not an object. Put `title` and `text` into an object."
        )
    if nodes := structured.articles_in(value):
        return nodes[0] if len(nodes) == 1 else [*nodes]
    kind = _body(value)[1]
    if kind in BODIES:
        return value
    inner = next((value[key] for key in (*LISTS, *WRAPPERS) if isinstance(value.get(key), list | dict)), None)
    if isinstance(inner, list) and any(isinstance(each, dict) for each in inner):
        return inner  # with a description of all of them, perhaps
    if kind:
        return value
    wrapped = isinstance(inner, dict) and any(isinstance(inner.get(key), list) for key in LISTS)
    return _entries(inner) if wrapped else value


def _feed(value: Value) -> fields.Fields:
    """The metadata that a JSON Feed states for all its entries: its title is the outlet."""
    if not isinstance(value, dict) or not str(value.get("version", "")).startswith(FEED):
        return {}
    return fields.from_values(
        "feed", outlet=fields.name_in(value.get("title")), language=fields.name_in(value.get("language"))
    )


def _entry(file: File, value: Value, encoding: MetadataValue, shared: fields.Fields) -> ExtractedDocument:
    """The document of one entry, with the metadata that the whole file states; raises Refused if it is no object."""
    if not isinstance(value, dict):
        raise Refused(Reason.UNPARSABLE, "It is no object. Put `title` and `text` into an object.")
    draft = _draft(file, value, encoding)
    missing = {name: shared_value for name, shared_value in shared.items() if getattr(draft, name) is None}
    return replace(draft, identity=_identity(value), **missing)  # type: ignore[arg-type]


def entry(file: File, record: Record, encoding: MetadataValue, place: str) -> ExtractedDocument:
    """The document of a record of any origin, which `place` names; raises Refused if it has no text."""
    return replace(_draft(file, record, encoding, place), identity=_identity(record))


def _draft(file: File, record: Record, encoding: MetadataValue, place: str = "JSON") -> ExtractedDocument:
    """The document of one JSON object; raises Refused if it has no text."""
    for name in NESTED:
        inner = record.get(name)
        if isinstance(inner, dict):
            record = {**inner, **record}
    value, kind = _body(record)
    if not value:
        known = "`text`, `body`, `content` or `articleBody`"
        raise Refused(Reason.EMPTY, f"It has no text under {known}. Rename the field that holds the text.")
    body = _text(value, is_html=kind in HTML_BODIES)
    is_teaser = kind in TEASERS and not isinstance(
        value, dict
    )  # FreshRSS has the whole text in an object there
    partial = (ExtractionWarning.PARTIAL,) if is_teaser or is_cut(body.words) else ()
    return ExtractedDocument(
        source=file.source,
        sha256=file.sha256,
        decoded=body.decoded,
        blocks=body.blocks,
        visible=body.words,
        encoding=encoding,
        warnings=partial,
        **fields.from_record(record, place),
    )


def _body(record: Record) -> tuple[Value, str]:
    """The words of an article and the name of their field, the more complete first; (None, "") if there are none."""
    by_name = {fields.plain_name(key): value for key, value in reversed(list(record.items()))}
    name = next((name for name in (*BODIES, *TEASERS) if _has_text(by_name.get(name))), "")
    return by_name.get(name), name


def _has_text(value: Value) -> bool:
    """True if a value is a text that is not blank, or an object or a list with such a text."""
    return any(piece.strip() for piece in _pieces(value))


def _pieces(value: Value) -> Iterator[str]:
    """The paragraphs in a value: a text, a list of them, or the blocks of an editor, whose leaves are joined."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _pieces(part)
    elif isinstance(value, dict):
        parts = next((part for name in PARTS if isinstance(part := value.get(name), list)), None)
        if parts is None:
            text = next((value[name] for name in LEAVES if isinstance(value.get(name), str | dict)), None)
            yield from _pieces(text if text is not None else _body_of_object(value))
        elif all(_is_inline(part) for part in parts):
            yield "".join("".join(_pieces(part)) for part in parts)
        else:
            yield from _pieces(parts)


def _body_of_object(record: Record) -> Value:
    """The text of an object under any name of a body that is not a list; None if it has none."""
    by_name = {fields.plain_name(key): value for key, value in reversed(list(record.items()))}
    return next((by_name[name] for name in BODIES if isinstance(by_name.get(name), str)), None)


def _is_inline(part: Value) -> bool:
    """True if a part of a block is a stretch of its line: text, or a link or mark around text."""
    if not isinstance(part, dict):
        return isinstance(part, str)
    return part.get("type", part.get("nodeType", "text")) in INLINE_KINDS and part.get("_type") not in (
        "block",
    )


def _text(value: Value, *, is_html: bool) -> bodies.Body:
    """The body in a field: a text, a list of paragraphs or the blocks of an editor."""
    is_html = is_html or (isinstance(value, dict) and "rendered" in value)
    pieces = [piece for piece in _pieces(value) if piece.strip()]
    if len(pieces) == 1:
        return bodies.read(pieces[0], is_html=is_html)
    return bodies.join([bodies.read(piece, is_html=is_html) for piece in pieces])


def is_cut(text: str) -> bool:
    """True if the text ends with a mark that it continues elsewhere."""
    return bool(CUT.search(text[-MAX_CONTINUATION_CHARS:]))


def _identity(record: Record) -> str | None:
    """The entry's own id, if it states one."""
    by_name = {fields.plain_name(key): value for key, value in record.items()}
    return next((value for name in IDENTITIES if isinstance(value := by_name.get(name), str) and value), None)
