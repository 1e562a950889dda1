"""Made-up reports in five languages, recombined from the sentences in tests/support/sentences/.

    python tests/support/reports.py FOLDER COUNT

The same ones every time, and the first thousand of ten thousand are those of a thousand: so the next report is the one
new article of a benchmark. A quarter belong to stories of two to six reports, each with words of its own;
3 % are copies by another outlet.
"""

from __future__ import annotations

import heapq
import itertools
import random
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from corpus import Record, as_html, as_json, as_mail, as_markdown

SENTENCES = Path(__file__).parent / "sentences"
LANGUAGES = ("en", "de", "fr", "es", "it")
LANGUAGE_WEIGHTS = (60, 10, 10, 10, 10)  # percent of the reports
TOPICS = ("sanctions", "nato-expansion", "diplomacy", "other")
OUTLETS = [
    f"The {place} {kind}"
    for place in ("Veld", "Norhaven", "Oster", "Kelm", "Brack", "Sorrow Bay")
    for kind in ("Post", "Mirror", "Courier", "Echo")
]
FIRST_DAY = date(2012, 1, 2)  # before the years that clocks are set to in tests/site/test_determinism.py
REPORTS_PER_DAY = 12
SENTENCES_PER_REPORT = 36  # about 600 words
SENTENCES_PER_PARAGRAPH = 3
FACTS_PER_REPORT = 3  # sentences about the event of a story, of the five or six there are
TOPIC_SENTENCES = 10
COPY_SHARE = 0.03
STORY_START_SHARE = 0.066  # of the reports; with four reports a story on average, a quarter are in one
DIFFERING_SHARE = 0.02  # of the numbers that reports of one event give
STORY_SIZES = range(2, 7)
STORY_SPREAD = 30  # reports, two and a half days, between the first report of a story and its last
SYLLABLES = "bar den fol gar hel kin lor mar nev ost pel quin rav sel tor und ver wick yar zel".split()
NAME_SYLLABLES = (2, 3, 3, 4)  # few names are in many reports, many in few
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
FORMATS = ((".md", as_markdown), (".html", as_html), (".json", as_json), (".eml", as_mail))
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the reports of a story are about: their language, topic and names."""

    language: str
    topic: str
    names: Mapping[str, tuple[str, ...]]


def reports() -> Iterator[Record]:
    """Reports without end, each as the values of its fields, in the order of their dates."""
    chance = random.Random(1)
    due: list[tuple[int, int, Event]] = []  # later reports of stories, by the number at which they come
    earlier: list[Record] = []
    for number in itertools.count():
        if due and due[0][0] <= number:
            written = report(number, heapq.heappop(due)[2], chance, is_in_story=True)
        elif earlier and chance.random() < COPY_SHARE:
            written = copy(number, chance.choice(earlier), chance)
        else:
            event = new_event(chance)
            is_in_story = chance.random() < STORY_START_SHARE
            for _ in range(chance.choice(STORY_SIZES) - 1 if is_in_story else 0):
                heapq.heappush(due, (number + chance.randint(1, STORY_SPREAD), chance.getrandbits(60), event))
            written = report(number, event, chance, is_in_story=is_in_story)
        earlier = [*earlier[-REPORTS_PER_DAY:], written]
        yield written


def new_event(chance: random.Random) -> Event:
    language = chance.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]
    return Event(language=language, topic=chance.choice(TOPICS), names=new_names(language, chance))


def new_names(language: str, chance: random.Random) -> dict[str, tuple[str, ...]]:
    """Names for each slot of a sentence in a language."""
    things = texts(language)["things"].split()
    return {
        "place": tuple(name(chance) for _ in range(3)),
        "person": tuple(f"{name(chance)} {name(chance)}" for _ in range(3)),
        "firm": tuple(f"{name(chance)} & {name(chance)}" for _ in range(2)),
        "thing": tuple(chance.sample(things, 2)),
        "weekday": (chance.choice(texts(language)["weekdays"].split()),),
    }


def report(number: int, event: Event, chance: random.Random, *, is_in_story: bool) -> Record:
    """One report: facts of its event if it is in a story, then its topic, then whatever else there is."""
    pools = texts(event.language)
    others = new_names(event.language, chance)  # of the sentences that have nothing to do with the event
    facts = draw(pools["event"], FACTS_PER_REPORT, chance) if is_in_story else []
    topic = draw(pools[event.topic], TOPIC_SENTENCES, chance)
    rest = draw(pools["other"], SENTENCES_PER_REPORT - len(facts) - len(topic), chance)
    told = [fill(each, event.names, chance) for each in (*facts, *topic)] + [
        fill(each, others, chance) for each in rest
    ]
    paragraphs = [
        told[at : at + SENTENCES_PER_PARAGRAPH]
        for at in range(0, SENTENCES_PER_REPORT, SENTENCES_PER_PARAGRAPH)
    ]
    return {
        "id": f"{number:06}-{event.names['place'][0].lower()}",
        "title": f"{event.names['place'][0]}: {' '.join(told[0].split()[:8]).rstrip(',.;')}",
        "published": day_of(number),
        "outlet": chance.choice(OUTLETS),
        "language": event.language,
        "text": "\n\n".join(" ".join(paragraph) for paragraph in paragraphs),
    }


def copy(number: int, original: Record, chance: random.Random) -> Record:
    """The text of an earlier report under another outlet's headline, with a line of its own at the end."""
    others = new_names(original["language"], chance)
    return original | {
        "id": f"{number:06}-copy",
        "title": f"{others['place'][0]} {original['title']}",
        "published": day_of(number),
        "outlet": chance.choice(OUTLETS),
        "text": f"{original['text']}\n\n{others['person'][0]}, {others['place'][0]}",
    }


def day_of(number: int) -> str:
    return str(FIRST_DAY + timedelta(days=number // REPORTS_PER_DAY))


def draw(pool: list[str], count: int, chance: random.Random) -> list[str]:
    """So many sentences of a pool in any order; none comes again before all have come."""
    rounds = (chance.sample(pool, len(pool)) for _ in itertools.count())
    return list(itertools.islice(itertools.chain.from_iterable(rounds), count))


def fill(sentence: str, names: Mapping[str, tuple[str, ...]], chance: random.Random) -> str:
    """A sentence with one of each choice, and a name in each slot."""
    chosen = CHOICE.sub(lambda match: chance.choice(match[1].split("|")), sentence)
    numbered = chosen.replace("{number}", number_in(sentence, names, chance))
    return SLOT.sub(lambda match: chance.choice(names[match[1]]), numbered)


def number_in(sentence: str, names: Mapping[str, tuple[str, ...]], chance: random.Random) -> str:
    """The number that reports with these names give in a sentence; seldom another."""
    is_agreed = chance.random() >= DIFFERING_SHARE
    return str((random.Random(f"{names} {sentence}") if is_agreed else chance).randint(13, 980))


def name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice(NAME_SYLLABLES))).capitalize()


@cache
def texts(language: str) -> dict[str, Any]:
    """The sentences of a language by topic, with its weekdays and things."""
    return yaml.safe_load((SENTENCES / f"{language}.yml").read_text(encoding="utf-8"))


# --- files -----------------------------------------------------------------------------------------------


def write(folder: Path, report: Record, number: int) -> None:
    """Write a report into the folder of its month, in one of the formats in turn."""
    suffix, written = FORMATS[number % len(FORMATS)]
    file = folder / report["published"][:7] / f"{report['id']}{suffix}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(written(report))


def write_all(folder: Path, first: int, last: int) -> None:
    """Write the reports from one number to before another."""
    for number, report in enumerate(itertools.islice(reports(), last)):
        if number >= first:
            write(folder, report, number)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), 0, int(sys.argv[2]))
