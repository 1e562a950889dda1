"""How good the summaries are, measured against gold, beside the plain opening of the article; how good the themes are.

A *system* is a method of the summarizers. What it is compared with, document by document, is *Lead at equal length*:
the article's first sentences, taken as they stand, cut to as many tokens as the system's extract has (reference sets)
or to as many sentences (labelled sets). Pure, but for `gold.read`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from generator import engine
from generator.articles import assemble
from generator.errors import GoldError
from generator.evaluation.bootstrap import Estimate, Share, difference, estimate
from generator.evaluation.gold import Annotator, Document, Gold, Labelled, Referenced, located, read
from generator.evaluation.rouge import Tokens, rouge, tokens
from generator.evaluation.themes import ThemeEvaluation, evaluate_themes
from generator.models import Article, Extract, Method
from generator.summarizers import Size, summarize

__all__ = [
    "BUDGET",
    "Evaluation",
    "Gold",
    "Row",
    "Table",
    "ThemeEvaluation",
    "evaluate",
    "evaluate_themes",
    "methods_named",
    "read",
]

BUDGET = 60  # tokens of an extract cut to a fixed length, as many as two or three sentences have
LEAD = "Lead"  # the first sentences as they stand; the method `lead` takes the first that may be quoted

Indices = tuple[int, ...]  # of sentences, from 0, in document order
Scores = Mapping[str, Share]  # by measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one system did with one document."""

    table: str
    system: str
    document: str
    length: int  # tokens, or sentences of a labelled set
    scores: Scores
    lead: Scores  # of Lead at equal length
    labels: str = ""  # of a labelled set: what annotators said of each extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One system over all documents."""

    system: str
    length: float  # of an extract, on average
    values: Mapping[str, Estimate]  # by measure
    over_lead: Mapping[str, Estimate]  # the difference to Lead at equal length
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    title: str
    unit: str  # of the lengths
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    gold: str
    documents: int
    sentences: int
    tables: tuple[Table, ...]


def methods_named(names: str) -> tuple[Method, ...]:
    """The methods of a list with commas. Raises a GoldError for one that does not exist."""
    known = {method.value: method for method in Method}
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in known]:
        raise GoldError(f'There is no method "{unknown[0]}". Known are {", ".join(known)}.')
    return tuple(known[name] for name in wanted)


def evaluate(
    gold: Gold,
    methods: Sequence[Method] = tuple(Method),
    sentences: int = 3,
    run: engine.Engine = engine.serial,
    track: engine.Track[Document] = engine.no_progress,
) -> Evaluation:
    """Judges every method on every document, and the opening of `sentences` sentences beside them."""
    found = run(partial(judge, tuple(methods), sentences), gold.documents, track)
    tables: dict[str, dict[str, list[Judgement]]] = {}
    for document, judgements in zip(gold.documents, found, strict=True):
        for one in judgements:
            if isinstance(one, engine.WorkerFailure):
                raise GoldError(
                    f"{gold.name}: {document.article.id} could not be judged, as {one.reason}. "
                    "Leave out the slow method with --methods."
                )
            tables.setdefault(one.table, {}).setdefault(one.system, []).append(one)
    unit = "tokens" if isinstance(gold.documents[0], Referenced) else "sentences"
    return Evaluation(
        gold=gold.name,
        documents=len(gold.documents),
        sentences=sentences,
        tables=tuple(
            Table(title=title, unit=unit, rows=tuple(_row(system, of) for system, of in systems.items()))
            for title, systems in tables.items()
        ),
    )


def _row(system: str, judgements: Sequence[Judgement]) -> Row:
    measures = judgements[0].scores
    return Row(
        system=system,
        length=sum(each.length for each in judgements) / len(judgements),
        values={name: estimate([each.scores[name] for each in judgements]) for name in measures},
        over_lead={
            name: difference(
                [each.scores[name] for each in judgements], [each.lead[name] for each in judgements]
            )
            for name in measures
        },
        judgements=tuple(judgements),
    )


def judge(methods: Sequence[Method], sentences: int, document: Document) -> Iterator[Judgement]:
    """What every system does with one document, each as it is found."""
    if isinstance(document, Referenced):
        yield from _by_reference(methods, sentences, document)
    else:
        yield from _by_labels(methods, sentences, document)


def _picked(article: Article, method: Method, size: Size) -> Indices:
    """The sentences of the summary."""
    extracts = summarize(article, method, size).extracts
    return tuple(
        index
        for index, sentence in enumerate(article.numbered)
        if any(extract.start <= sentence.start and sentence.end <= extract.end for extract in extracts)
    )


# --- reference sets --------------------------------------------------------------------------------------

WHOLE = "whole sentences"
CUT = f"cut to {BUDGET} tokens"


def _by_reference(methods: Sequence[Method], sentences: int, document: Referenced) -> Iterator[Judgement]:
    article = document.article
    lines = tuple(tokens(article.words_of(sentence)) for sentence in article.numbered)
    reference = tuple(map(tokens, document.reference))

    def judged(table: str, system: str, extract: Sequence[Tokens]) -> Judgement:
        length = sum(map(len, extract))
        return Judgement(
            table=table,
            system=system,
            document=article.id,
            length=length,
            scores=_rouge(extract, reference),
            lead=_rouge(cut(lines, length), reference),
        )

    yield judged(WHOLE, f"{LEAD}-{sentences}", lines[:sentences])
    yield judged(CUT, LEAD, cut(lines, BUDGET))
    for method in methods:
        whole = _picked(article, method, Size(sentences=sentences))
        yield judged(WHOLE, method, [lines[index] for index in whole])
        pick = partial(_filling, article, method)
        yield judged(CUT, method, cut([lines[index] for index in filled(pick, lines, article.words)], BUDGET))


def _filling(article: Article, method: Method, words: int) -> Indices:
    return _picked(article, method, Size(words=words, full=True))


def _rouge(extract: Sequence[Tokens], reference: Sequence[Tokens]) -> Scores:
    found = rouge(extract, reference)
    return {
        "ROUGE-1": Share(found.one, 1),
        "ROUGE-2": Share(found.two, 1),
        "ROUGE-Lsum": Share(found.lsum, 1),
    }


def filled(pick: Callable[[int], Indices], lines: Sequence[Tokens], words: int) -> Indices:
    """What a system picks when asked for as many words as it takes to hold the budget, at most the article's `words`.

    A word is not a token, so that what is missing is asked for again.
    """

    def missing(picked: Indices) -> int:
        return BUDGET - sum(len(lines[index]) for index in picked)

    asked = min(BUDGET, words)
    picked = pick(asked)
    if missing(picked) > 0 and missing(everything := pick(words)) >= 0:
        return everything
    while missing(picked) > 0:
        asked = min(words, asked + missing(picked))
        picked = pick(asked)
    return picked


def cut(lines: Sequence[Tokens], length: int) -> tuple[Tokens, ...]:
    """The first `length` tokens, still in their sentences."""
    ends = accumulate(map(len, lines))
    kept = (line[: max(0, length - end + len(line))] for line, end in zip(lines, ends, strict=True))
    return tuple(line for line in kept if line)


# --- labelled sets ---------------------------------------------------------------------------------------

GIVEN = "sentences as labelled"  # the summarizer gets the labelled sentences
BUILT = "text as a build reads it"  # it gets the text, cleaned and split


def _by_labels(methods: Sequence[Method], sentences: int, document: Labelled) -> Iterator[Judgement]:
    article = document.article
    opening = tuple(range(len(article.numbered)))
    cleaned = assemble(document.draft, article.language)

    def judged(table: str, system: str, picked: Indices) -> Judgement:
        return Judgement(
            table=table,
            system=system,
            document=article.id,
            length=len(picked),
            scores=_shares(picked, document.annotators),
            lead=_shares(opening[: len(picked)], document.annotators),
            labels=" ".join(_label(index, document.annotators) for index in picked),
        )

    yield judged(GIVEN, f"{LEAD}-{sentences}", opening[:sentences])
    for method in methods:
        yield judged(GIVEN, method.value, _picked(article, method, Size(sentences=sentences)))
    yield judged(BUILT, f"{LEAD}-{sentences}", opening[:sentences])
    places = _Places(document, cleaned) if cleaned else None
    for method in methods:
        extracts = summarize(cleaned, method, Size(sentences=sentences)).extracts if cleaned else ()
        yield judged(BUILT, method.value, tuple(places.sentence(each) for each in extracts) if places else ())


class _Places:
    """Where the sentences of an article stand among the labelled ones, all white space left out."""

    def __init__(self, document: Labelled, cleaned: Article) -> None:
        labelled = document.article
        whole = _bare(labelled.text)
        self._labelled = located([_bare(labelled.words_of(each)) for each in labelled.sentences], whole)
        self._cleaned = cleaned.sentences
        self._spans = located([_bare(cleaned.words_of(each)) for each in cleaned.sentences], whole)

    def sentence(self, extract: Extract) -> int:
        """The index of the labelled sentence that the extract overlaps most, the first of several."""
        within = [
            span
            for sentence, span in zip(self._cleaned, self._spans, strict=True)
            if extract.start <= sentence.start and sentence.end <= extract.end
        ]
        start, end = within[0][0], within[-1][1]
        overlaps = [min(end, last) - max(start, first) for first, last in self._labelled]
        return overlaps.index(max(overlaps))


def _bare(text: str) -> str:
    return "".join(text.split())


# What is counted of an extract, by what one annotator says of it.
LABELS: Mapping[str, Callable[[Annotator], frozenset[int]]] = {
    "key": lambda annotator: annotator.key,
    "accepted": lambda annotator: annotator.key | annotator.also_ok,
    "never": lambda annotator: annotator.bad,
}


def _shares(picked: Indices, annotators: Sequence[Annotator]) -> Scores:
    """Of the sentences picked, those that at least one annotator named, and the mean over annotators."""
    shares = {}
    for label, named in LABELS.items():
        hits = [sum(index in named(each) for each in annotators) for index in picked]
        shares[f"{label}, any"] = Share(sum(map(bool, hits)), len(picked))
        shares[f"{label}, mean"] = Share(sum(hits) / len(annotators), len(picked))
    return shares


def _label(index: int, annotators: Sequence[Annotator]) -> str:
    """A sentence's number with a letter for each annotator: k(ey), o(k), x (never) or a dash."""
    letters = (
        "k" if index in each.key else "o" if index in each.also_ok else "x" if index in each.bad else "-"
        for each in annotators
    )
    return f"{index}{''.join(letters)}"
