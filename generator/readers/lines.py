"""The paragraphs in lines that a program broke, as mailers, printers and typewriters do.

Lines were broken if each is as long as the width allows: the first word of the next one would not have fitted. The
width is that of all lines of a text, so that a paragraph of two lines is judged by the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.language import stop_words

BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
MIN_WIDTH_CHARS, MAX_WIDTH_CHARS = 30, 160  # of lines that a program broke
MIN_BROKEN_SHARE = 0.75  # of the lines that another one follows
MIN_BROKEN_LINES = 3  # fewer prove nothing about a text
MAX_WRAPPED_LINE_CHARS = 120  # of a paragraph that is judged alone
SHORT_LINE_SHARE = 0.8  # of the width; a shorter line that ends a sentence ends its paragraph
SENTENCE_END = tuple('.!?…"”’»)')
UNBROKEN = re.compile(r"\S{30,}\Z")  # the line of an address is as long as that
GAP = re.compile(r"\S(?: {4,}|\t+)\S")  # between two columns
MIN_GAPPED_SHARE = 0.6  # of the lines of a paragraph in columns
BROKEN_WORD = re.compile(r"([^\W\d_]+)-\n[ \t]*([^\W\d_]+)")
# A line that is a date or a byline stands alone, however narrow the lines are.
DATE_LINE = re.compile(
    r"(?:(?:published|posted|updated|date)(?: on| at)?:? )?(?:[^\W\d_]{2,10}\.?,? )?"
    r"(?:\d{1,2}\.? [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10}\.? \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    r"(?:\W.{0,40})?|By(?: [A-Z][\w.’'-]*){1,6}.{0,40}",
    re.IGNORECASE,
)
MAX_CELL_CHARS = 20  # of a table's cell
MIN_CELLS = 4  # in a row; fewer may be lines of an address or of a narrow column
MIN_PROSE_RATIO = 2.5  # characters of the widest line to those of a cell
MAX_LINE_CHARS_ABOVE = 80  # of a date line or byline
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def split(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: divided at blank lines, and at line ends unless a program broke the lines."""
    width = _width([chunk.split("\n") for chunk in BLANK_LINES.split(text)])
    text = join_words(text) if "-\n" in text else text
    return tuple(paragraph for chunk in BLANK_LINES.split(text) for paragraph in paragraphs(chunk, width))


def paragraphs(chunk: str, width: int | None = None) -> tuple[str, ...]:
    """The paragraphs in lines that no blank line divides; `width` is that of lines which a program broke, if known."""
    lines = [line for line in chunk.split("\n") if line.strip()]
    if not lines:
        return ()
    if (cells := _cells(lines)) and len(cells) < len(lines):
        return tuple(
            paragraph
            for start, end in pairwise(sorted({0, *cells, *(cell + 1 for cell in cells), len(lines)}))
            for paragraph in paragraphs("\n".join(lines[start:end]), width)
        )
    if len(lines) > 1 and (_are_columns(lines) or any(map(_is_date_line, lines))):
        return tuple(lines)
    if width is None:
        return (" ".join(lines),) if _are_wrapped(lines) else tuple(lines)
    return tuple(_joined(lines, width))


def join_words(text: str) -> str:
    """The text with words joined that were divided at the end of a line; a doubtful hyphen stays before its line end.

    The hyphen goes if the text has the word without it elsewhere, or if one half is no word of the text. It stays if
    the text has the compound elsewhere, or, with a space behind it, if both halves are words of the text.
    """
    words = {word.lower() for word in WORD.findall(BROKEN_WORD.sub(" ", text))}
    parts = words | stop_words("en")

    def join(broken: re.Match[str]) -> str:
        """What stands for a divided word."""
        first, second = broken[1].lower(), broken[2].lower()
        if first + second in parts:
            return broken[1] + broken[2]
        if f"{first}-{second}" in words or broken[2][:1].isupper():
            return f"{broken[1]}-{broken[2]}"
        is_doubtful = first in parts and second in parts
        return broken[0] if is_doubtful else broken[1] + broken[2]

    return BROKEN_WORD.sub(join, text)


def _width(chunks: Sequence[Sequence[str]]) -> int | None:
    """The width at which a program broke the lines of a text, in characters; None if none did."""
    pairs = [pair for lines in chunks for pair in _pairs(lines)]
    lengths = [len(line.rstrip()) for line, _ in pairs]
    if len(pairs) < MIN_BROKEN_LINES or not MIN_WIDTH_CHARS <= max(lengths) <= MAX_WIDTH_CHARS:
        return None
    width = max(lengths)
    broken = sum(_is_full(line, following, width) for line, following in pairs)
    return width if broken >= MIN_BROKEN_SHARE * len(pairs) else None


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line of words with the one that follows it; lines that are an address are left out."""
    usual = [line for line in lines if line.strip() and not UNBROKEN.fullmatch(line.strip())]
    yield from pairwise(usual)


def _is_full(line: str, following: str, width: int) -> bool:
    """True if the first word of the next line would not have fitted into a line."""
    return len(line.rstrip()) + 1 + len(following.split()[0]) > width


def _joined(lines: Sequence[str], width: int) -> Iterator[str]:
    """The lines of a chunk put together to paragraphs: one ends behind a short line that ends a sentence."""
    paragraph: list[str] = []
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        paragraph.append(line)
        if not following or _ends_paragraph(line, following, width):
            yield " ".join(paragraph)
            paragraph = []


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    """True if a line is the last of its paragraph."""
    text = line.strip()
    if UNBROKEN.fullmatch(text) or UNBROKEN.fullmatch(following.strip()):
        return True
    if _is_full(line, following, width):
        return False
    return len(text) < SHORT_LINE_SHARE * width and (text.endswith(SENTENCE_END) or following[:1].isupper())


def _cells(lines: Sequence[str]) -> tuple[int, ...]:
    """The indices of the lines that are cells of a table: several short ones together, beside lines of prose."""
    widest = max(map(len, lines))
    short = [
        len(line) <= MAX_CELL_CHARS
        and MIN_PROSE_RATIO * len(line) <= widest
        and not line.rstrip().endswith(SENTENCE_END)
        for line in lines
    ]
    ends = [index for index, is_short in enumerate(short) if not is_short]
    runs = [range(before + 1, end) for before, end in pairwise([-1, *ends, len(lines)])]
    return tuple(index for run in runs if len(run) >= MIN_CELLS for index in run)


def _is_date_line(line: str) -> bool:
    """True if a line is nothing but a date or a byline."""
    return len(line) <= MAX_LINE_CHARS_ABOVE and DATE_LINE.fullmatch(line.strip()) is not None


def _are_columns(lines: Sequence[str]) -> bool:
    """True if wide gaps stand in most lines, as between the columns of a page or a table."""
    return sum(bool(GAP.search(line.strip())) for line in lines) >= MIN_GAPPED_SHARE * len(lines)


def _are_wrapped(lines: Sequence[str]) -> bool:
    """True if all lines are narrow and most end in the middle of a sentence."""
    inner = lines[:-1]
    open_ends = sum(not line.rstrip().endswith(SENTENCE_END) for line in inner)
    return bool(inner) and max(map(len, lines)) <= MAX_WRAPPED_LINE_CHARS and open_ends * 2 > len(inner)
