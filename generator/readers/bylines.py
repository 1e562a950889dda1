"""Names of authors, taken from what stands in a byline or in an author's field, or refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

MAX_NAMES = 8
MAX_NAME_WORDS = 6  # "María del Carmen de la Cruz"
MAX_BYLINE_CHARS = 200

INTRODUCTIONS = """
    by, written by, words by, words, posted by, published by, story by, report by, review by, interview by, author,
    authors, about the author, von, text von, ein interview von, verfasst von, geschrieben von, veröffentlicht von,
    ein beitrag von, beitrag von, erstellt von, autor, autorin, autoren, interview, text, par, publié par, écrit
    par, auteur, por, escrito por, publicado por, di, scritto da, pubblicato da, a cura di, autore, door, geschreven
    door, af, skrevet af, av, skriven av, tekst, kirjoittaja, autor tekstu, napsal, автор, текст, beiträge von,
    posts by, articles par, alle artikel von, zeige alle beiträge von, view all posts by
"""
INTRODUCTION = re.compile(
    r"(?:{})(?:\s*:\s*|\s+(?=\S)|$)".format(
        "|".join(
            sorted(
                (re.escape(" ".join(words.split())) for words in INTRODUCTIONS.split(",")),
                key=len,
                reverse=True,
            )
        )
    ),
    re.IGNORECASE,
)
GLUED_BY = re.compile(r"^(?:By|Von)(?=[A-Z][a-z])")  # which a stylesheet sets apart
# Where a byline goes on with something else than names.
END = re.compile(
    r"""\s*(?:[|•·●▪»›–—]|\s-\s|\s-$|//|\#|\n|:\s|\b(?:https?:|www\.)|\d
        |\b(?:updated|published|posted|last\ updated|modified|follow|contact|view|read\ more|aktualisiert|stand
            |veröffentlicht|publié|mis\ à\ jour|actualizado|is\ (?:an?|the)|ist\ (?:eine?|der|die)|est\ une?|in\ der
            |jan(?:uary)?|feb(?:ruary)?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b
        |\b(?:on|am|le|el|at|um|in|for|mit|with)\ (?=[\d\w]))""",
    re.IGNORECASE | re.VERBOSE,
)
SEPARATOR = re.compile(
    r"\s*(?:[;,/]|&(?!\s*\w\b)|\s(?:and|und|et|y|e|og|och|en|и|AND|UND|ET)\s(?!\s*[a-zà-ÿ]))\s*"
)
NOBODY = frozenset(
    """
    admin administrator anonymous anonym author autor editor guest gast moderator none null noauthor nobody root
    staffwriter staff system test unknown undefined user username webmaster wordpress wpadmin
    """.split()
)
ROLES = re.compile(
    r"(?:senior |chief |staff |deputy |associate |managing |executive |contributing |special |political |foreign )*"
    r"(?:editors?(?:-in-chief)?|writers?|reporters?|correspondents?|columnists?|journalists?|contributors?|producers?"
    r"|redakteur(?:in)?|autor(?:in)?|journalist(?:in)?|chefredakteur(?:in)?|jr\.?|sr\.?|ph\.?d\.?|md)"
    r"(?: (?:of|for|at) .*)?",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"https?:|www\.|://|\w@\w|\.(?:com|org|net|html?)\b/?|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$", re.IGNORECASE
)
HANDLE = re.compile(r"\(?@\w+\)?|\([^()]*@[^()]*\)")


class NotAName(ValueError):  # noqa: N818 - a verdict on a text
    """A text names no author; the message says why, to follow "is not used:"."""


def names(text: str, outlet: str = "") -> str:
    """The names in a byline, with commas between them. Raises NotAName if there are none.

    What introduces the names or follows them (a date, a job, the outlet) is left off.
    """
    line = " ".join(unescape(text).replace("\u200b", "").split())
    if ADDRESS.search(line):
        raise NotAName("it is an address")
    if len(line) > MAX_BYLINE_CHARS:
        raise NotAName("it is longer than a name")
    listed = list(dict.fromkeys(_names(_without_surroundings(HANDLE.sub(" ", line)), outlet)))
    if not listed:
        raise NotAName("it holds no name")
    if len(listed) > MAX_NAMES:
        raise NotAName("it is a list, not a byline")
    for name in listed:
        if len(name.split()) > MAX_NAME_WORDS:
            raise NotAName("it is longer than a name")
    return ", ".join(listed)


def is_introduced(text: str) -> bool:
    """True if a text opens with the words before an author's name."""
    match = GLUED_BY.match(text) or INTRODUCTION.match(text)
    return match is not None and match.end() < len(text)


def _without_surroundings(line: str) -> str:
    """The line from behind the words that introduce its names to where they end."""
    line = GLUED_BY.sub("", line)
    while (match := INTRODUCTION.match(line)) and match.end():
        line = line[match.end() :].lstrip(" :–—-")
    end = END.search(line)
    return (line[: end.start()] if end else line).strip()


def _names(line: str, outlet: str) -> Iterator[str]:
    """The names in a line without what surrounds it; jobs, the outlet and names of nobody are left out."""
    for position, part in enumerate(SEPARATOR.split(line)):
        name = part.strip(" .,;:–—-*|()[]'\"“”„") if len(part) > 3 else part.strip(" ,;")
        key = re.sub(r"\W", "", name.casefold())
        is_outlet = position > 0 and key and key in re.sub(r"\W", "", outlet.casefold())
        if key and key not in NOBODY and not is_outlet and not ROLES.fullmatch(name) and not name.isdigit():
            yield name
