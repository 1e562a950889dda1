"""Writes the labelled set of `tests/gold/summaries.jsonl` with the texts it is about, for `briefing evaluate`.

    python tests/support/labels.py > FILE.jsonl
    python tests/support/labels.py --leaning

The second command holds the rules on what may be printed alone against the sentences labelled `leaning`.

The labels name articles of ../shared/corpus by their ids and sentences by their places in the text, so that the texts
stay where they are. They are our own, one reading of each of 232 articles: the sentences that matter most (`key`),
those that would also do (`also_ok`), those that must never be printed (`bad`), and those `leaning` on others: whose
words somebody who sees only the title and that sentence would not understand rightly.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus

from generator.evaluation import gold

PROJECT = Path(__file__).parents[2]
LABELS = PROJECT / "tests" / "gold" / "summaries.jsonl"
CORPUS = PROJECT.parent / "shared" / "corpus"
NAMES = ("key", "also_ok", "bad")


def records(folder: Path = CORPUS) -> Iterator[dict[str, Any]]:
    """Each article with its labels, as a labelled set has them; raises a FileNotFoundError without the corpus."""
    if not folder.exists():
        raise FileNotFoundError(f"{folder} is not there: the labels cannot be used without their articles.")
    texts = {
        record["id"]: record for file in sorted(folder.glob("*.jsonl*")) for record in corpus.records(file)
    }
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        article = texts[label["id"]]
        yield {
            "id": label["id"],
            "title": article["title"],
            "text": article["text"],
            "sentences": [article["text"][start:end] for start, end in label["sentences"]],
            "annotators": [{name: label[name] for name in NAMES}],
            "leaning": label["leaning"],
        }


def leaning() -> str:
    """How often the rules and the labels say of a sentence that it does not stand alone, in one line each."""
    counts: Counter[tuple[bool, bool]] = Counter()
    key = held_back = 0
    for record in records():
        (annotator,) = record["annotators"]
        for place, sentence in enumerate(gold.labelled_document(record).article.numbered):
            if place not in annotator["bad"]:
                counts[place in record["leaning"], not sentence.is_standalone] += 1
            if place in annotator["key"]:
                key, held_back = key + 1, held_back + (not sentence.is_standalone)
    both, labels, rules = counts[True, True], counts[True, False], counts[False, True]
    return (
        f"{sum(counts.values())} sentences; held back by both {both}, "
        f"by the labels only {labels}, by the rules only {rules}\n"
        f"precision {both / (both + rules):.3f}, recall {both / (both + labels):.3f}\n"
        f"of {key} key sentences the rules hold back {held_back}"
    )


def main() -> None:
    if sys.argv[1:] == ["--leaning"]:
        print(leaning())
    else:
        sys.stdout.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records())


if __name__ == "__main__":
    main()
