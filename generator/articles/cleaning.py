"""Draft → article: what is not the article's own prose goes out, each piece recorded with its reason.

Cleaning only ever removes; the words that remain, and their order, are the source's. White space is folded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from generator import language
from generator.articles import boilerplate, dates
from generator.language import scripts
from generator.models import (
    Article,
    Block,
    BlockKind,
    ExtractedDocument,
    ExtractionWarning,
    MetadataValue,
    RejectionReason,
    Removal,
    Removed,
    Sentence,
    TitleOrigin,
)
from generator.safety import escaping
from generator.standalone import references
from generator.standalone.verdicts import judge_sentences

HEADING_WORDS = 12  # a longer line without a full stop is prose whose full stop was lost
TITLE_LENGTH = 90  # characters of a derived title
TITLE_START = 30  # a clause that ends before this is no title yet

# Pieces at the start of the text that are metadata. The named group is the value.
OPENING_DATE = re.compile(r"(?P<removed>date:? (?P<date>\d{4}-\d{2}-\d{2}))(?= |$)", re.IGNORECASE)

# What the ledger says of an article that is published though its reader doubts it.
WARNINGS = {
    ExtractionWarning.PARTIAL: "It is only the opening of the article. Save the whole of it to have all of it used.",
    ExtractionWarning.THIN: (
        "Little text was found on the page. Compare it, and save the text alone if something is missing."
    ),
    ExtractionWarning.ROUGH: (
        "Its paragraphs were taken as they stand. Compare it, and save the text alone if it is too much."
    ),
}

PROSE_END = re.compile(r"""[.!…:;,。！：；，؛،۔।]["'”“’»«)\]」』）]*$|["”»」』]$""")
SEVERAL = re.compile(r"[?!]['\"”’»)\]]*\s")  # a question behind a question is a paragraph of its own
MOST_PASSES = 5  # more would only serve a text made to need them
PLAIN_NAME = re.compile(
    r"(?!index$)[a-z0-9][a-z0-9_-]{0,59}"
)  # MkDocs makes a page `index` that of its folder
LONGEST_VALUE = 2_000  # characters of a title, a name or an address; it may stand on many pages


def clean(draft: ExtractedDocument, site_language: str = "en", today: date | None = None) -> Article | None:
    """The article in a draft, or None when nothing is left that could be quoted.

    Its date is unknown when the one it gives lies after `today`, where that is given.
    """
    draft = _without_overlong(draft)
    pieces = [_without_line(_folded(block)) for block in draft.blocks]
    code = _value(draft.language) or language.language_of(_text(pieces)) or site_language
    pieces, opening_date = _prose(pieces, code, draft.title)
    blocks, first_line = _first_line(_with_headings(_kept(pieces), code), draft.title)
    text = "\n\n".join(block.text for block in blocks)
    sentences = _sentences(blocks, code)
    if not any(sentence.rejection is None for sentence in sentences):
        return None
    given = draft.title if draft.title and escaping.clean(draft.title.value) else first_line
    published, refusals = _date((draft.published, opening_date), today)
    title = _Title(given.value, cut=False) if given else _derived_title(text, sentences, code)
    return Article(
        id=address(draft),
        source=draft.source,
        sha256=draft.sha256,
        title=title.words,
        title_origin=TitleOrigin.GIVEN if given else TitleOrigin.DERIVED,
        title_cut=title.cut,
        published=published and published[0],
        published_origin=published and published[1],
        outlet=_value(draft.outlet),
        author=_value(draft.author),
        url=_value(draft.url),
        language=code,
        text=text,
        sentences=references.with_references(sentences, text, title.words, code),
        removed=tuple(removal for piece in pieces for removal in piece.removed),
        warnings=draft.warnings,
        origins=_origins(draft, given, published, code),
        notes=(
            *draft.notes,
            *(WARNINGS[flaw] for flaw in draft.warnings),
            *refusals,
            *_slug_notes(draft),
            *_language_notes(code),
        ),
    )


def _without_overlong(draft: ExtractedDocument) -> ExtractedDocument:
    """Less the metadata that is too long to be what it says it is; a note says so."""
    given = {"title": draft.title, "outlet": draft.outlet, "author": draft.author, "url": draft.url}
    overlong = {name: each for name, each in given.items() if each and len(each.value) > LONGEST_VALUE}
    notes = tuple(
        f"Its {name} ({each.origin}) is not used: of {len(each.value):,} characters, {LONGEST_VALUE:,} are the most."
        for name, each in overlong.items()
    )
    return replace(draft, notes=(*draft.notes, *notes), **dict.fromkeys(overlong))  # type: ignore[arg-type]


def address(draft: ExtractedDocument) -> str:
    """The article's permanent id, a function of its file's name alone.

    A plain name directly under seeds/ is used as it is; any other is made plain and told apart from its like
    by the start of a hash of the whole path, so that no later file can take an address over. An entry of a file
    is told apart by what the file calls it, so that its place in the file does not matter.
    """
    if draft.slug and PLAIN_NAME.fullmatch(draft.slug.value):
        return draft.slug.value
    stem, _, suffix = draft.source.rpartition(".")
    if suffix == "txt" and PLAIN_NAME.fullmatch(stem):
        return stem
    plain = re.sub(r"[^a-z0-9]+", "-", stem.rpartition("/")[2].lower()).strip("-")[:48].rstrip("-")
    file, _, _ = draft.source.rpartition("#")
    path = f"{file}#{draft.identity}" if draft.identity else draft.source
    digest = hashlib.sha256(path.encode("utf-8", "backslashreplace")).hexdigest()[:10]
    return f"{plain}-{digest}" if plain else digest


# --- what goes out ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What is left of a block, in folded white space, and what was removed from it."""

    block: Block
    removed: tuple[Removal, ...] = ()

    def without(self, text: str, reason: Removed, *, leaving: str = "") -> _Piece:
        removal = Removal(text=text, reason=reason)
        return _Piece(block=replace(self.block, text=leaving), removed=(*self.removed, removal))


def _prose(
    pieces: Sequence[_Piece], code: str, title: MetadataValue | None
) -> tuple[list[_Piece], MetadataValue | None]:
    """The pieces less all that is not prose, and the date that a line at the start may give.

    What goes out may lay open the next thing that must, so it is tried until nothing does: a text that was
    cleaned before comes out as it went in.
    """
    opening_date = None
    for _ in range(MOST_PASSES):
        before = pieces
        pieces = [_without_sentences(piece, code) for piece in pieces]
        pieces, found = _without_opening(pieces, title)
        opening_date = opening_date or found
        pieces = _without_repetitions(_without_signatures(pieces))
        if pieces == before:
            break
    return list(pieces), opening_date


def _folded(block: Block) -> _Piece:
    return _Piece(block=replace(block, text=" ".join(block.text.split())))


def _kept(pieces: Sequence[_Piece]) -> tuple[Block, ...]:
    return tuple(piece.block for piece in pieces if piece.block.text)


def _text(pieces: Sequence[_Piece]) -> str:
    return "\n\n".join(block.text for block in _kept(pieces))


def _filled(pieces: Sequence[_Piece]) -> list[int]:
    """Where the pieces stand that have text left."""
    return [index for index, piece in enumerate(pieces) if piece.block.text]


def _without_opening(
    pieces: Sequence[_Piece], title: MetadataValue | None
) -> tuple[list[_Piece], MetadataValue | None]:
    """Less what stands above the text and not in it: the title, where it is given elsewhere, and date lines."""
    rest = list(pieces)
    date_line = None
    for index in _filled(pieces):
        rest[index] = _without_title(rest[index], title)
        if found := OPENING_DATE.match(rest[index].block.text):
            leaving = found.string[found.end() :].lstrip()
            piece = rest[index].without(found["removed"], Removed.DATE_LINE, leaving=leaving)
            rest[index] = _without_line(piece)
            date_line = date_line or MetadataValue(value=found["date"], origin="opening line")
        if rest[index].block.text:
            break
    return rest, date_line


def _without_title(piece: _Piece, title: MetadataValue | None) -> _Piece:
    text = piece.block.text
    if title and text.casefold() == " ".join(title.value.split()).casefold():
        return piece.without(text, Removed.TITLE)
    return piece


def _without_line(piece: _Piece) -> _Piece:
    """The piece, or nothing of it if as a whole it is a line of the page and not of the article."""
    text = piece.block.text
    reason = boilerplate.of_paragraph(text) if text else None
    if text and piece.block.kind is BlockKind.CAPTION:
        reason = reason or Removed.CAPTION
    return piece.without(text, reason) if reason else piece


def _without_signatures(pieces: Sequence[_Piece]) -> list[_Piece]:
    """A letter's signature of two lines goes out as one."""
    rest = list(pieces)
    for name, place in pairwise(_filled(pieces)):
        lines = rest[name].block.text, rest[place].block.text
        if boilerplate.is_signature(*lines):
            rest[name] = rest[name].without(" ".join(lines), Removed.SIGNATURE)
            rest[place] = replace(rest[place], block=replace(rest[place].block, text=""))
    return rest


def _without_sentences(piece: _Piece, code: str) -> _Piece:
    """The piece less its sentences that are not prose.

    Nothing goes out where the rest would fall into other sentences than before: a sentence over a gap would
    not stand in the source.
    """
    text = piece.block.text
    if not boilerplate.may_hold_boilerplate(text):
        return piece
    kept, removed = _sorted_out([text[start:end] for start, end in language.sentences(text, code)])
    leaving = " ".join(kept)
    if not removed or [leaving[start:end] for start, end in language.sentences(leaving, code)] != kept:
        return piece
    return _without_line(_Piece(block=replace(piece.block, text=leaving), removed=(*piece.removed, *removed)))


def _sorted_out(sentences: Sequence[str]) -> tuple[list[str], list[Removal]]:
    """The sentences, or what of them is left behind a prompt, and what is no prose among them."""
    kept, removed = [], []
    for sentence in sentences:
        rest = sentence
        while hit := boilerplate.of_sentence(rest):
            reason, length = hit
            removed.append(Removal(text=rest[:length], reason=reason))
            rest = rest[length:].lstrip()
        if rest:
            kept.append(rest)
    return kept, removed


def _without_repetitions(pieces: Sequence[_Piece]) -> list[_Piece]:
    rest = list(pieces)
    places = _filled(pieces)
    for number in sorted(boilerplate.repeated([rest[index].block.text for index in places])):
        index = places[number]
        rest[index] = rest[index].without(rest[index].block.text, Removed.REPEATED)
    return rest


def _with_headings(blocks: Sequence[Block], code: str) -> tuple[Block, ...]:
    """A short paragraph without a full stop, with prose after it, is a heading."""
    last = len(blocks) - 1
    return tuple(
        replace(block, kind=BlockKind.HEADING) if index < last and _is_heading(block, code) else block
        for index, block in enumerate(blocks)
    )


def _is_heading(block: Block, code: str) -> bool:
    text = block.text
    if block.kind is not BlockKind.PARAGRAPH:
        return block.kind is BlockKind.HEADING
    prose = text[0].islower() or PROSE_END.search(text) or SEVERAL.search(text)
    return scripts.length(text) <= HEADING_WORDS and not prose and len(language.sentences(text, code)) == 1


def _first_line(
    blocks: tuple[Block, ...], title: MetadataValue | None
) -> tuple[tuple[Block, ...], MetadataValue | None]:
    """Without a title, a heading at the very start is the title the file gives, and stands above the text."""
    if blocks and blocks[0].kind is BlockKind.HEADING and not title:
        return blocks[1:], MetadataValue(value=blocks[0].text, origin="first line")
    return blocks, None


# --- sentences -------------------------------------------------------------------------------------------


def _sentences(blocks: Sequence[Block], code: str) -> tuple[Sentence, ...]:
    spans = [
        ((0, len(block.text)),) if block.kind is BlockKind.HEADING else language.sentences(block.text, code)
        for block in blocks
    ]
    prose = [
        [block.text[start:end] for start, end in within] for block, within in zip(blocks, spans, strict=True)
    ]
    found: list[Sentence] = []
    offset = number = 0
    for index, (block, within, reasons) in enumerate(
        zip(blocks, spans, verdicts(blocks, prose, code), strict=True)
    ):
        heading = block.kind is BlockKind.HEADING
        for (start, end), reason in zip(within, reasons, strict=True):
            number += not heading
            found.append(
                Sentence(
                    start=offset + start,
                    end=offset + end,
                    paragraph=index,
                    number=0 if heading else number,
                    rejection=reason,
                )
            )
        offset += len(block.text) + 2
    return tuple(found)


def verdicts(
    blocks: Sequence[Block], prose: Sequence[Sequence[str]], code: str
) -> Iterator[tuple[RejectionReason | None, ...]]:
    """For each block a verdict on each of its sentences, which `prose` holds; None where it may be quoted."""
    for block, sentences, reasons in zip(blocks, prose, judge_sentences(prose, code), strict=True):
        if block.kind is BlockKind.HEADING:
            yield (RejectionReason.HEADING,) * len(sentences)
        else:
            captions = _captions(sentences)
            yield tuple(RejectionReason.CAPTION if n in captions else why for n, why in enumerate(reasons))


def _captions(sentences: Sequence[str]) -> frozenset[int]:
    """Credits fused into a paragraph of prose, each with the sentence before it."""
    credits = [number for number, sentence in enumerate(sentences) if boilerplate.is_credit(sentence)]
    return frozenset(number for credit in credits for number in (credit - 1, credit))


# --- metadata --------------------------------------------------------------------------------------------


def _origins(
    draft: ExtractedDocument, title: MetadataValue | None, published: tuple[date, str] | None, code: str
) -> tuple[tuple[str, str], ...]:
    """Each thing that is known of the article beside its text, and where it was found."""
    given = {"title": title, "outlet": draft.outlet, "author": draft.author, "link": draft.url}
    found = [(name, stated.origin) for name, stated in given.items() if stated]
    if published:
        found.append(("date", published[1]))
    found.append(("language", draft.language.origin if draft.language else f"its words read as {code}"))
    if draft.encoding:
        found.append(("encoding", f"{draft.encoding.value}, {draft.encoding.origin}"))
    return tuple(found)


def _slug_notes(draft: ExtractedDocument) -> Iterator[str]:
    if draft.slug and not PLAIN_NAME.fullmatch(draft.slug.value):
        yield (
            f'The slug "{draft.slug.value[:60]}" is not used: an address has up to 60 of a-z, 0-9, - and _, and is '
            'not "index".'
        )


def _language_notes(code: str) -> Iterator[str]:
    """What the ledger says of a language that the rules for openings do not know."""
    there = language.resources(code)
    if not there.openings:
        missing = " and no ".join(there.wanting)
        yield f"Its language is {there.name}, for which this generator has no {missing}: read its extracts with care."


def _value(given: MetadataValue | None) -> str | None:
    return given.value if given else None


def _date(
    places: Iterable[MetadataValue | None], today: date | None
) -> tuple[tuple[date, str] | None, tuple[str, ...]]:
    """The first day that the places name, with its origin, and why those before it name none."""
    refusals: list[str] = []
    for given in filter(None, places):
        day = dates.parse(given.value, today)
        if isinstance(day, date):
            return (day, given.origin), tuple(refusals)
        refusals.append(day.hint)
    return None, tuple(refusals)


@dataclass(frozen=True, slots=True)
class _Title:
    words: str
    cut: bool  # a derived title that leaves off the rest of its sentence


# Where a clause may end: before these words. Not before "of" or "to", which finish the thought they follow.
CLAUSE_STARTS = frozenset(
    """
    after against ahead along amid among and as at because before between but by despite during following for from
    if in into on or over saying since than that through under unless until when where which while who with within
    without
    """.split()
)
PAUSES = ",;:–—،؛ "
UNSPACED_PAUSE = re.compile("(?<=.{8})[，、；：,;:]", re.DOTALL)  # what ends before is no title yet
LOOSE_ENDS = CLAUSE_STARTS | frozenset(
    "a along an around be been between both has have had is its his her not of said the their to was were will".split()
)


def _derived_title(text: str, sentences: Sequence[Sentence], code: str) -> _Title:
    """The opening of the first sentence that stands alone, up to the end of a clause.

    The clause rules are English. In other languages whole words are taken, the last one no stop word, and in
    scripts without spaces whole phrases up to a comma.
    """
    sentences = references.with_references(sentences, text, "", code)
    quotable = [sentence for sentence in sentences if sentence.rejection is None]
    first = next((sentence for sentence in quotable if sentence.is_standalone), quotable[0])
    sentence = text[first.start : first.end]
    unspaced = scripts.unspaced(sentence)
    longest = TITLE_LENGTH // scripts.CHARACTERS_OF_A_WORD if unspaced else TITLE_LENGTH
    if len(sentence) <= longest:
        return _Title(sentence.rstrip(".。"), False)
    if unspaced:
        return _Title(_whole_phrases(sentence[: longest + 1]), True)
    if code != "en":
        return _Title(_whole_words(sentence, language.stop_words(code)), True)
    ends = [end for end in _clause_ends(sentence) if end <= TITLE_LENGTH]
    return _Title(sentence[: max(ends)] if ends else _whole_words(sentence, LOOSE_ENDS), True)


def _clause_ends(sentence: str) -> list[int]:
    """Offsets at which a clause of the sentence is complete, quotation marks balanced."""
    words = list(re.finditer(r"\S+", sentence))
    ends = []
    for before, word in pairwise(words):
        end = before.end() - len(before[0]) + len(before[0].rstrip(",;:–—"))
        start_of_clause = word[0][0] in '“"(' or word[0].lower() in CLAUSE_STARTS
        opening = sentence[:end]
        if end < TITLE_START or before[0].lower() in LOOSE_ENDS or not _balanced(opening):
            continue
        if word[0] == "and" and re.search(r"\b(?:between|both)\b", opening):
            continue
        if start_of_clause or end < before.end():
            ends.append(end)
    return ends


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _whole_words(sentence: str, loose_ends: Set[str]) -> str:
    words = sentence[: TITLE_LENGTH + 1].split()[:-1]
    while len(words) > 1 and words[-1].strip(PAUSES).lower() in loose_ends:
        words.pop()
    return " ".join(words).rstrip(PAUSES)


def _whole_phrases(opening: str) -> str:
    """What stands before the last comma of an opening; all but its last character where no comma stands in it."""
    commas = [found.start() for found in UNSPACED_PAUSE.finditer(opening)]
    return opening[: commas[-1]] if commas else opening[:-1]
