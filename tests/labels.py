"""Writes the labelled set of `tests/gold/summaries.jsonl` with the texts it is about, for `briefing evaluate`.

    python tests/labels.py > FILE.jsonl

The labels name articles of ../shared/corpus by their ids and sentences by their places in the text, so that the texts
stay where they are. Of each of 232 articles one reader named the sentences that matter most (`key`), those that would
also do (`also_ok`), those that must never be printed (`bad`), and those `leaning` on others: whose words somebody who
sees only the title and that sentence would not understand rightly.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus

PROJECT = Path(__file__).parent.parent
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


if __name__ == "__main__":
    for record in records():
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
