"""Quality of summaries, themes and stories, measured against gold sets.

A *system* is a method of the summarizers. It is compared, document by document, with *Lead at equal length*: the
article's first sentences, unchanged, cut to as many tokens as the system's extract has (reference sets) or to as many
sentences (labelled sets). Pure, but for `gold.read`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from generator import engine
from generator.articles import assemble
from generator.articles.cleaning import INVISIBLE
from generator.errors import GoldError
from generator.evaluation.bootstrap import Estimate, Share, difference, estimate
from generator.evaluation.gold import (
    Annotator,
    Document,
    Gold,
    LabelledDocument,
    ReferenceDocument,
    locate,
    read,
)
from generator.evaluation.rouge import Tokens, rouge, tokens
from generator.evaluation.themes import ThemeEvaluation, evaluate_themes
from generator.models import Article, Extract, Method
from generator.summarizers import Size, summarize

__all__ = [
    "Evaluation",
    "Gold",
    "Row",
    "Table",
    "ThemeEvaluation",
    "evaluate",
    "evaluate_themes",
    "parse_methods",
    "read",
]

MAX_TOKENS = 60  # of an extract cut to a fixed length, as many as two or three sentences have
LEAD = "Lead"  # the first sentences as they stand; the method `lead` takes the first that may be quoted

Indices = tuple[int, ...]  # of sentences, from 0, in document order
Scores = Mapping[str, Share]  # by measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The scores of one system's extract of one document."""

    table: str
    system: str
    document: str
    length: int  # tokens, or sentences of a labelled set
    scores: Scores
    lead: Scores  # of Lead at equal length
    labels: str = ""  # of a labelled set: each sentence's index with a letter for each annotator


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The scores of one system over all documents."""

    system: str
    length: float  # of an extract, on average
    values: Mapping[str, Estimate]  # by measure
    over_lead: Mapping[str, Estimate]  # the difference to Lead at equal length
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The systems compared in one way, Lead first."""

    title: str
    unit: str  # of the lengths
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The result for a gold set: one table for each way to compare."""

    gold: str
    documents: int
    sentences: int
    tables: tuple[Table, ...]


def parse_methods(names: str) -> tuple[Method, ...]:
    """The methods in a list with commas: "lead, luhn". Raises GoldError for an unknown method."""
    methods = {method.value: method for method in Method}
    requested = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in requested if name not in methods]:
        raise GoldError(f'There is no method "{unknown[0]}". Known are {", ".join(methods)}.')
    return tuple(methods[name] for name in requested)


def evaluate(
    gold: Gold,
    methods: Sequence[Method] = tuple(Method),
    sentences: int = 3,
    run: engine.Engine = engine.serial,
    track: engine.Track[Document] = engine.no_progress,
) -> Evaluation:
    """Score the summaries of `sentences` sentences by every method, and Lead at the same length, on every document.

    `run` maps over the documents, `track` reports progress. Raises GoldError if a document cannot be judged in time.
    """
    results = run(partial(judge, tuple(methods), sentences), gold.documents, track)
    tables: dict[str, dict[str, list[Judgement]]] = {}
    for document, judgements in zip(gold.documents, results, strict=True):
        for judgement in judgements:
            if isinstance(judgement, engine.WorkerFailure):
                raise GoldError(
                    f"{gold.name}: {document.article.id} could not be judged, as {judgement.reason}. "
                    "Leave out the slow method with --methods."
                )
            tables.setdefault(judgement.table, {}).setdefault(judgement.system, []).append(judgement)
    unit = "tokens" if isinstance(gold.documents[0], ReferenceDocument) else "sentences"
    return Evaluation(
        gold=gold.name,
        documents=len(gold.documents),
        sentences=sentences,
        tables=tuple(
            Table(
                title=title,
                unit=unit,
                rows=tuple(_row(system, judgements) for system, judgements in systems.items()),
            )
            for title, systems in tables.items()
        ),
    )


def _row(system: str, judgements: Sequence[Judgement]) -> Row:
    """The means of one system's judgements, with intervals."""
    scores = {name: [judgement.scores[name] for judgement in judgements] for name in judgements[0].scores}
    lead = {name: [judgement.lead[name] for judgement in judgements] for name in scores}
    return Row(
        system=system,
        length=sum(judgement.length for judgement in judgements) / len(judgements),
        values={name: estimate(shares) for name, shares in scores.items()},
        over_lead={name: difference(shares, lead[name]) for name, shares in scores.items()},
        judgements=tuple(judgements),
    )


def judge(methods: Sequence[Method], sentences: int, document: Document) -> Iterator[Judgement]:
    """Yield the judgements of every system on one document, with summaries of `sentences` sentences."""
    if isinstance(document, ReferenceDocument):
        yield from _judge_by_reference(methods, sentences, document)
    else:
        yield from _judge_by_labels(methods, sentences, document)


def _summary_indices(article: Article, method: Method, size: Size) -> Indices:
    """The sentences of a method's summary."""
    extracts = summarize(article, method, size).extracts
    return tuple(
        index
        for index, sentence in enumerate(article.numbered)
        if any(extract.start <= sentence.start and sentence.end <= extract.end for extract in extracts)
    )


# --- reference sets --------------------------------------------------------------------------------------

WHOLE_TABLE = "whole sentences"
CUT_TABLE = f"cut to {MAX_TOKENS} tokens"


def _judge_by_reference(
    methods: Sequence[Method], sentences: int, document: ReferenceDocument
) -> Iterator[Judgement]:
    """Judgements of Lead and every method by ROUGE with a summary that a person wrote."""
    article = document.article
    sentence_tokens = tuple(tokens(article.words_of(sentence)) for sentence in article.numbered)
    reference = tuple(map(tokens, document.reference))

    def judgement(table: str, system: str, extract: Sequence[Tokens]) -> Judgement:
        """The scores of an extract, given as the tokens of its sentences, and of Lead at equal length."""
        length = sum(map(len, extract))
        return Judgement(
            table=table,
            system=system,
            document=article.id,
            length=length,
            scores=_rouge(extract, reference),
            lead=_rouge(cut(sentence_tokens, length), reference),
        )

    yield judgement(WHOLE_TABLE, f"{LEAD}-{sentences}", sentence_tokens[:sentences])
    yield judgement(CUT_TABLE, LEAD, cut(sentence_tokens, MAX_TOKENS))
    for method in methods:
        indices = _summary_indices(article, method, Size(sentences=sentences))
        yield judgement(WHOLE_TABLE, method, [sentence_tokens[index] for index in indices])
        indices = fill(partial(_full_summary, article, method), sentence_tokens, article.words)
        yield judgement(CUT_TABLE, method, cut([sentence_tokens[index] for index in indices], MAX_TOKENS))


def _full_summary(article: Article, method: Method, words: int) -> Indices:
    """The sentences of a method's summary that fills a number of words."""
    return _summary_indices(article, method, Size(words=words, full=True))


def _rouge(extract: Sequence[Tokens], reference: Sequence[Tokens]) -> Scores:
    """ROUGE of an extract by the name of the measure."""
    measured = rouge(extract, reference)
    return {
        "ROUGE-1": Share(measured.rouge_1, 1),
        "ROUGE-2": Share(measured.rouge_2, 1),
        "ROUGE-Lsum": Share(measured.rouge_lsum, 1),
    }


def fill(
    summarize_to: Callable[[int], Indices], sentence_tokens: Sequence[Tokens], max_words: int
) -> Indices:
    """The sentences of a summary of at least MAX_TOKENS tokens, or of the whole article if it is shorter.

    `summarize_to` gives the summary of a number of words, at most `max_words`. Words and tokens are not the same, so
    it is called again with more words until the tokens are enough.
    """

    def missing(indices: Indices) -> int:
        """How many tokens these sentences are short of."""
        return MAX_TOKENS - sum(len(sentence_tokens[index]) for index in indices)

    words = min(MAX_TOKENS, max_words)
    indices = summarize_to(words)
    if missing(indices) > 0 and missing(everything := summarize_to(max_words)) >= 0:
        return everything
    while missing(indices) > 0:
        words = min(max_words, words + missing(indices))
        indices = summarize_to(words)
    return indices


def cut(sentence_tokens: Sequence[Tokens], length: int) -> tuple[Tokens, ...]:
    """The first `length` tokens of a text, sentence by sentence; the last sentence may be cut."""
    ends = accumulate(map(len, sentence_tokens))
    shortened = (
        tokens[: max(0, length - end + len(tokens))]
        for tokens, end in zip(sentence_tokens, ends, strict=True)
    )
    return tuple(tokens for tokens in shortened if tokens)


# --- labelled sets ---------------------------------------------------------------------------------------

LABELLED_TABLE = "sentences as labelled"  # the summarizer gets the labelled sentences
BUILD_TABLE = "text as a build reads it"  # it gets the text, cleaned and split


def _judge_by_labels(
    methods: Sequence[Method], sentences: int, document: LabelledDocument
) -> Iterator[Judgement]:
    """Judgements of Lead and every method by the labels of the sentences chosen.

    First in a table for choices among the labelled sentences, then in one for choices from what a build makes of the
    page.
    """
    article = document.article
    all_indices = tuple(range(len(article.numbered)))
    built = assemble(document.extracted, article.language)

    def judgement(table: str, system: str, indices: Indices) -> Judgement:
        """The label shares of the sentences chosen, and of as many from the opening."""
        return Judgement(
            table=table,
            system=system,
            document=article.id,
            length=len(indices),
            scores=_label_shares(indices, document.annotators),
            lead=_label_shares(all_indices[: len(indices)], document.annotators),
            labels=" ".join(_label(index, document.annotators) for index in indices),
        )

    size = Size(sentences=sentences)
    yield judgement(LABELLED_TABLE, f"{LEAD}-{sentences}", all_indices[:sentences])
    for method in methods:
        yield judgement(LABELLED_TABLE, method.value, _summary_indices(article, method, size))
    yield judgement(BUILD_TABLE, f"{LEAD}-{sentences}", all_indices[:sentences])
    alignment = _Alignment(article, built) if built else None
    for method in methods:
        extracts = summarize(built, method, size).extracts if built else ()
        indices = tuple(alignment.labelled_index(extract) for extract in extracts) if alignment else ()
        yield judgement(BUILD_TABLE, method.value, indices)


class _Alignment:
    """Maps extracts of an article from a build to the labelled sentences; white space does not count."""

    def __init__(self, labelled: Article, built: Article) -> None:
        """Align the sentences of an article as labelled with those that a build makes of it."""
        text = _without_space(labelled.text)
        self._labelled = _sentence_spans(labelled, text)
        self._built = list(zip(built.sentences, _sentence_spans(built, text), strict=True))

    def labelled_index(self, extract: Extract) -> int:
        """The index of the labelled sentence that an extract overlaps most, the first of several."""
        spans = [
            span
            for sentence, span in self._built
            if extract.start <= sentence.start and sentence.end <= extract.end
        ]
        start, end = spans[0][0], spans[-1][1]
        overlaps = [min(end, last) - max(start, first) for first, last in self._labelled]
        return overlaps.index(max(overlaps))


def _sentence_spans(article: Article, text: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence of an article in a text from which all white space was removed."""
    return locate([_without_space(article.words_of(sentence)) for sentence in article.sentences], text)


def _without_space(text: str) -> str:
    """A text without its white space, and without the characters that cleaning leaves out of articles."""
    return "".join(text.translate(INVISIBLE).split())


# Label → the sentences that one annotator gave it.
LABELS: Mapping[str, Callable[[Annotator], frozenset[int]]] = {
    "key": lambda annotator: annotator.key,
    "accepted": lambda annotator: annotator.key | annotator.also_ok,
    "never": lambda annotator: annotator.bad,
}


def _label_shares(indices: Indices, annotators: Sequence[Annotator]) -> Scores:
    """For each label, how many sentences got it from at least one annotator, and the mean over annotators."""
    shares = {}
    for label, labelled_by in LABELS.items():
        votes = [sum(index in labelled_by(annotator) for annotator in annotators) for index in indices]
        shares[f"{label}, any"] = Share(sum(map(bool, votes)), len(indices))
        shares[f"{label}, mean"] = Share(sum(votes) / len(annotators), len(indices))
    return shares


def _label(index: int, annotators: Sequence[Annotator]) -> str:
    """A sentence's index with a letter for each annotator's label: k(ey), o(k), x (never) or a dash."""
    return f"{index}{''.join(_letter(index, annotator) for annotator in annotators)}"


def _letter(index: int, annotator: Annotator) -> str:
    """The letter for one annotator's label of a sentence."""
    labels = {"k": annotator.key, "o": annotator.also_ok, "x": annotator.bad}
    return next((letter for letter, indices in labels.items() if index in indices), "-")
