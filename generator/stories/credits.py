"""Which news agency an article credits: in its outlet, byline, dateline, sign-off or copyright line.

An agency that is only mentioned is no credit ("Reuters, which has an office in Kyiv, reported …"), so each pattern asks
for the form of a credit at the place where credits stand: the first words of the text, or a short last paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.language.packs import codes, pack
from generator.models import Article, Removed

# How news agencies are written where they are credited.
AGENCIES: Mapping[str, tuple[str, ...]] = {
    "Reuters": ("Reuters", "Thomson Reuters", "Reuters News Agency", "reuters.com", "Рейтер"),
    "Associated Press": ("AP", "Associated Press", "The Associated Press", "AP News", "apnews.com"),
    "Agence France-Presse": ("AFP", "Agence France-Presse", "Agence France Presse", "afp.com"),
    "dpa": ("dpa", "dpa-AFX", "dpa-infocom", "dpa international", "Deutsche Presse-Agentur", "dpa.com"),
    "PA Media": ("PA", "PA Media", "Press Association", "The Press Association"),
    "ANSA": ("ANSA", "ansa.it"),
    "EFE": ("EFE", "Agencia EFE", "efe.com"),
    "Interfax": ("Interfax", "Interfax-Ukraine", "Интерфакс", "Интерфакс-Украина"),
    "TASS": ("TASS", "ITAR-TASS", "tass.com", "tass.ru", "ТАСС", "ИТАР-ТАСС"),
    "RIA Novosti": ("RIA Novosti", "ria.ru", "РИА Новости"),
    "Ukrinform": ("Ukrinform", "Укринформ", "Укрінформ"),
    "UNIAN": ("UNIAN", "УНИАН", "УНІАН"),
    "Xinhua": ("Xinhua", "Xinhua News Agency", "xinhuanet.com", "新华社", "新華社"),
    "Kyodo": ("Kyodo", "Kyodo News", "共同"),
    "Jiji Press": ("Jiji", "Jiji Press", "時事"),
    "Yonhap": ("Yonhap", "Yonhap News Agency", "연합뉴스"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "UPI": ("UPI", "United Press International"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA"),
    "Canadian Press": ("Canadian Press", "The Canadian Press"),
    "APP": ("APP", "Associated Press of Pakistan"),
    "Adnkronos": ("Adnkronos",),
    "Europa Press": ("Europa Press",),
    "BelTA": ("BelTA",),
    "Tanjug": ("Tanjug",),
    "IRNA": ("IRNA",),
    "WAM": ("WAM",),
    "KUNA": ("KUNA",),
    "epd": ("epd",),
    "KNA": ("KNA",),
    "AAP": ("AAP", "Australian Associated Press"),
    "Bernama": ("Bernama",),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("Keystone-SDA", "sda", "Keystone-ATS", "ATS"),
    "Belga": ("Belga",),
    "ANP": ("ANP",),
    "Lusa": ("Lusa", "Agência Lusa"),
    "PAP": ("PAP", "Polska Agencja Prasowa"),
    "CTK": ("CTK", "ČTK"),
    "MTI": ("MTI",),
    "NTB": ("NTB",),
    "Ritzau": ("Ritzau",),
    "STT": ("STT",),
}
MAX_CREDIT_CHARS = 60  # of a sign-off or a byline; a longer one tells who helped, not whose text it is
OWN_SMALL_LETTERS = frozenset(("dpa", "sda", "epd"))  # agencies that write themselves so

# --- bylines --------------------------------------------------------------------------------------------------

SEPARATOR = re.compile(
    r"\s*(?:[/|,;&·•()\[\]]|\s[–—-]+\s|\b(?:and|with|via|for|in|und|mit|et|avec|y|con|e|z)\b)\s*"
)
BY = re.compile(r"\A(?:by|from|von|par|por|di)\s+", re.IGNORECASE)
ROLES = "staff|news|newsroom|agency|service|bureau|desk|team|(?:wire|writer|reporter|correspondent|journalist|editor)s?"
# Behind the name of an agency: who of it wrote, "Staff" or "Science Writer".
WRITERS = tuple(re.compile(rf"\s+{subject}(?:{ROLES})\b.*", re.IGNORECASE) for subject in ("", r"[\w-]+\s+"))
MAX_NAME_WORDS = 3

# --- datelines ------------------------------------------------------------------------------------------------

PLACE = r"(?P<place>[^()/–—]{0,60}?)"  # and a date
NAME = r"(?P<names>[^\W\d][\w-]{1,20})"
DASH = r"\s?\.?\s?[–—-]{1,3}"
ASIAN = "共同|時事|연합뉴스|新华社|新華社"
DATELINES = tuple(
    map(
        re.compile,
        (
            rf"\A[^()]{{0,60}}(?:\([^()]{{1,30}}\)\s)?\((?P<names>[^()]{{2,30}})\){DASH}",  # KYIV, Feb. 4 (Reuters) –
            rf"\A{PLACE}\((?P<names>[^()]{{2,30}})\)[.,:]?\s",  # New Delhi, Feb 4 (PTI) The …
            rf"\A{PLACE}/(?P<names>[^()/]{{2,30}})/",  # MOSCOW, February 4. /TASS/.
            rf"\A{PLACE}{DASH}\s(?P<names>[^\W\d][\w -]{{1,20}})(?:\.|{DASH})\s",  # МОСКВА, 4 фев — РИА Новости.
            rf"\A{NAME}(?:\s?[,/|]\s?(?P<place>[^()–—]{{2,40}}?))?\s[–—-]{{1,2}}\s(?![a-z])",  # Reuters, Kyiv -
            rf"\A{NAME}[,/|]\s?(?P<place>[^()–—:.]{{2,40}}):\s",  # EFE/Madrid:
            rf"\A[【（(\[][^】）)\]]{{0,14}}?(?P<names>{ASIAN})[】）)\]]",  # (서울=연합뉴스)
            r"\A(?P<names>新华社|新華社)[^，。]{0,20}[电電]",  # 新华社北京2月4日电
        ),
    )
)
LONG_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}")

# --- sign-offs ------------------------------------------------------------------------------------------------

SOURCE = re.compile(r"\A(?:source|quelle|fuente|fonte|источник)\s?[:—–-]\s?", re.IGNORECASE)
YEARS = r"(?:\d{4}(?:\s?[–-]\s?\d{4})?)"
HOLDER = r"[^\d.,;:()©]{2,60}"
RIGHTS_SIGN = r"(?:©|\(c\)|\bcopyright\b)"
HAS_RIGHTS_SIGN = re.compile(RIGHTS_SIGN, re.IGNORECASE)
COPYRIGHTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{RIGHTS_SIGN}(?:[\s,]*(?:{RIGHTS_SIGN}|\bby\b|{YEARS}))*[\s,.]*(?P<names>{HOLDER})",  # © 2024 AFP
        rf"(?P<names>{HOLDER}?)[\s,]*{RIGHTS_SIGN}\s*{YEARS}",  # AFP © 2024
    )
)
SLUGS = tuple(
    map(
        re.compile,
        (
            r"\A(?P<names>[^\W\d]\w+)(?:[ /-][a-z0-9]{1,8})+\Z",  # dpa lno yydd n1
            r"\A(?:[a-z]{2,5}[/-])+(?P<names>[A-Z]\w+)\Z",  # bur-jk/AFP
            r"\A[a-z]{1,5}(?:/[a-z]{1,5})*\s?\((?P<names>[^()]+)\)\Z",  # rc/wmr (AFP, dpa)
            r"\A(?P<names>[^\W\d]\w+):\d{6}-\d",  # dpa:240204-99-861234/2
        ),
    )
)
SIGN_OFFS = (Removed.SIGN_OFF, Removed.DATE_LINE)
NAMES = re.compile(r"\w[\w-]*(?: [\w-]+)*")


def credited_agency(article: Article) -> str | None:
    """The agency whose text the article is, by its own credits; None if it credits none.

    The first that is found in the outlet, the byline, the dateline or a sign-off, in this order.
    """
    places = (
        (article.outlet or "",),
        _byline_names(article.author or ""),
        _dateline_names(article.text),
        _sign_off_names(article),
    )
    return next((agency for names in places for name in names if (agency := _agency(name))), None)


def _byline_names(line: str) -> Iterator[str]:
    """The parts of a byline that may be the name of an agency."""
    for words in _split_byline(line):
        yield from _possible_names(words)


def _split_byline(line: str) -> list[str]:
    """The persons, agencies and places in a byline, one by one."""
    pieces = (BY.sub("", words) for words in SEPARATOR.split(BY.sub("", line.strip())))
    return list(filter(None, pieces))


def _possible_names(words: str) -> Iterator[str]:
    """The words, then again without a role after an agency's name and without a person before it.

    Some may be the same.
    """
    yield words
    yield from (pattern.sub("", words) for pattern in WRITERS)
    yield from _name_after_person(words)


def _name_after_person(words: str) -> Iterator[str]:
    """The agency's name, in its own capitals, at the end of a name: "LENA ORLO Associated Press"."""
    tokens = words.split()
    if not all(token[0].isupper() for token in tokens):
        return
    for count in range(1, min(MAX_NAME_WORDS, len(tokens) - 1) + 1):
        if (name := " ".join(tokens[-count:])) in _spellings():
            yield name


def _dateline_names(text: str) -> Iterator[str]:
    """The names that stand in the place of an agency in a dateline at the start of the text."""
    for dateline in DATELINES:
        if (match := dateline.match(text)) and _is_place(match.groupdict().get("place")):
            yield from filter(_is_written_as_name, _byline_names(match["names"]))


def _is_place(words: str | None) -> bool:
    """True if the words beside an agency may be a place and a date, or if there are none; False for part of a sentence.

    A place has capitals, a date has the name of a month. "The Press Trust of India (PTI)" introduces an abbreviation.
    """
    if not words:
        return True
    if words.startswith("The ") or any(_agency(name) for name in SEPARATOR.split(words)):
        return False
    return all(word[0].isupper() or word in _months() for word in LONG_WORD.findall(words))


@cache
def _months() -> frozenset[str]:
    """The names of months in small letters, in all languages."""
    return frozenset(name.lower() for code in codes() for name in pack(code).all_month_names)


def _sign_off_names(article: Article) -> Iterator[str]:
    """The names in sign-offs and notices that cleaning removed, and in a short first or last paragraph."""
    for removal in article.removed:
        if removal.reason is Removed.BYLINE:
            yield from _byline_names(removal.text)
        elif removal.reason is Removed.NOTICE:
            yield from _copyright_holders(removal.text)
        elif removal.reason is Removed.PICTURE_CREDIT and _is_credit_of_text(removal.text):
            yield from _lone_credit(removal.text)
        elif removal.reason in SIGN_OFFS and len(removal.text) <= MAX_CREDIT_CHARS:
            yield from NAMES.findall(removal.text)
    paragraphs = article.text.split("\n\n")
    yield from _lone_credit(paragraphs[0])
    yield from _lone_credit(paragraphs[-1])
    yield from _copyright_holders(paragraphs[-1])


def _lone_credit(line: str) -> tuple[str, ...]:
    """The names in a paragraph that is only a credit: "By AFP", "(dpa/AFP)", "Source: Reuters", codes.

    Empty if it is more.
    """
    if len(line) > MAX_CREDIT_CHARS:
        return ()
    for slug in SLUGS:
        if match := slug.match(line):
            return (line, *filter(_is_written_as_name, _byline_names(match["names"])))
    trimmed = line.strip(" .–—-")
    without_source = SOURCE.sub("", trimmed)
    pieces = _split_byline(without_source)
    is_introduced = without_source != trimmed or BY.match(without_source)
    if not (is_introduced or _is_only_credit(pieces)):
        return ()
    return tuple(name for words in pieces for name in _possible_names(words) if _is_written_as_name(name))


def _is_only_credit(pieces: Sequence[str]) -> bool:
    """True if all pieces of a line are agencies, or the last one is and the others are names of persons."""
    if all(any(map(_agency, _possible_names(words))) for words in pieces):
        return True
    has_capitals = all(word[0].isupper() for words in pieces for word in words.split())
    return has_capitals and _agency(pieces[-1]) is not None


def _is_credit_of_text(line: str) -> bool:
    """True if a line that looks like the credit of a picture names a source, or agencies and nobody else."""
    return SOURCE.match(line) is not None or all(map(_agency, SEPARATOR.split(line)))


def _copyright_holders(line: str) -> Iterator[str]:
    """The names of holders in the copyright notices of a line."""
    if not HAS_RIGHTS_SIGN.search(line):  # the second pattern tries each position of the line
        return
    for pattern in COPYRIGHTS:
        for match in pattern.finditer(line):
            yield from filter(_is_written_as_name, _byline_names(match["names"]))


def _is_written_as_name(name: str) -> bool:
    """True if a name is written as agencies are in running text, with a capital ("AA", not "aa") or beyond ASCII.

    Those in OWN_SMALL_LETTERS need none.
    """
    return name != name.lower() or name in OWN_SMALL_LETTERS or not name.isascii()


@cache
def _spellings() -> frozenset[str]:
    """All ways in which names of agencies are written."""
    return frozenset(name for names in AGENCIES.values() for name in names)


@cache
def _agencies_by_name() -> Mapping[str, str]:
    """The agency of each name, by the name in the form that `_fold` returns."""
    return {_fold(name): agency for agency, names in AGENCIES.items() for name in names}


def _agency(name: str) -> str | None:
    """The agency that a name stands for, whatever its capitals; None if it is none."""
    return _agencies_by_name().get(_fold(name))


def _fold(name: str) -> str:
    """A name in lower case with single spaces and without `www.`."""
    return " ".join(name.casefold().removeprefix("www.").split())
