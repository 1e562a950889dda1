"""Which articles are one text, which report one event, and what a reader and an editor see of it."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from conftest import IMPORT_PATH, PROJECT, MakeSite, article_of

from generator import digests, stories, summarizers
from generator.build import brief, build
from generator.cli.explain import explain_lines
from generator.errors import ConfigError, VerificationError
from generator.feeds import briefing_json
from generator.models import Article, Method, Outcome, Page, Reason, StoryKind, TitleOrigin
from generator.pages import render
from generator.safety import verification
from generator.stories import duplicates, overrides, relations

DAM = """\
Engineers found a crack in the Orrin dam on Tuesday and ordered the villages of Tarn and Lower Tarn to leave at once.
About 2,300 people moved into schools in Kelder. The water authority opened two sluices to lower the reservoir.
Governor Ilse Marrow said the wall was stable for now. Rain is expected to return on Thursday.
"""
DAM_AGAIN = """\
Two villages below the Orrin dam were emptied after inspectors saw a crack in its wall, the water authority said.
Buses took the people of Tarn and Lower Tarn to schools in Kelder, where 2,300 spent the night. Sluices at the
reservoir were opened. Governor Ilse Marrow promised that nobody would return before the crack was sealed.
"""
DAM_NEXT_DAY = """\
The crack in the Orrin dam has not grown, engineers told the villages of Tarn and Lower Tarn on Wednesday.
The reservoir fell by a metre overnight behind the opened sluices. Governor Ilse Marrow visited the schools in Kelder
where 2,300 people wait to return. Divers will look at the wall from the water side.
"""
FERRY = """\
The ferry company of Port Hallow cancelled its night crossings on Tuesday because of a strike by its deck crews.
Some 800 passengers slept in the terminal. The union wants two more sailors on every ship. Talks go on today.
"""
WHEAT = """\
Wheat prices fell for a third week as the harvest in the southern plains came in better than traders had feared.
Millers in Kelder said bread would not get cheaper before winter. Exporters have begun to fill the silos again.
"""
CHESS = """\
The veteran grandmaster Pavel Lund won the city chess open with a quiet draw in the last round against his pupil.
He gave the prize to a youth club. Next year the open moves to the new library beside the harbour.
"""


def report(
    text: str,
    name: str,
    day: int | None = 1,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
) -> Article:
    """An article as read from a file, with what a sidecar would say."""
    article = article_of(text, f"{name}.txt")
    return replace(
        article,
        id=name,
        title=title or article.title,
        title_origin=TitleOrigin.GIVEN if title else article.title_origin,
        published=date(2024, 5, day) if day else None,
        outlet=outlet,
        author=author,
    )


def others(day: int = 1) -> list[Article]:
    return [report(FERRY, "ferry", day), report(WHEAT, "wheat", day), report(CHESS, "chess", day)]


def told(articles: Sequence[Article], **options: object) -> list[tuple[str, ...]]:
    return [story.articles for story in stories.cluster_stories(articles, **options)]  # type: ignore[arg-type]


def shown_instead(*articles: Article) -> dict[str, str]:
    """The source of each article that is not shown → that of the one that is."""
    return {source: hidden.shown for source, hidden in stories.find_duplicates(articles).items()}


# --- the same text ------------------------------------------------------------------------------------------


def test_a_copy_with_another_headline_and_ending_is_one_text() -> None:
    first = report(f"Village cleared\n\n{DAM}{WHEAT}", "first", day=1)
    second = report(f"Dam alarm in the hills\n\n{DAM}{WHEAT.splitlines()[0]}\n", "second", day=2)

    assert shown_instead(second, first, *others()) == {"second.txt": "first.txt"}


def test_the_earliest_is_shown_then_the_longest_then_the_first_by_path() -> None:
    long, short = DAM + DAM_AGAIN, DAM + DAM_AGAIN.splitlines()[0]
    dated, undated = report(short, "b", day=3), report(long, "a", day=None)
    assert shown_instead(undated, dated) == {"a.txt": "b.txt"}

    shorter, longer = report(short, "a", day=3), report(long, "b", day=3)
    assert shown_instead(shorter, longer) == {"a.txt": "b.txt"}

    one, other = report(long, "a", day=3), report(long, "b", day=3)
    assert shown_instead(other, one) == {"b.txt": "a.txt"}


def test_two_reports_of_one_event_in_their_own_words_are_no_copies() -> None:
    assert shown_instead(report(DAM, "a"), report(DAM_AGAIN, "b")) == {}


def test_the_same_phrases_with_other_figures_are_another_report() -> None:
    market = (
        "Shares in Kelder closed at {} points on a quiet day, {} points above the day before, as {} papers rose and {} "
        "fell. Dealers said that nobody wanted to hold large positions over the weekend while the talks went on."
    )
    one, other = market.format(4_112, 31, 17, 9), market.format(3_987, 12, 21, 5)

    assert shown_instead(report(one, "a"), report(other, "b")) == {}


def test_rare_runs_lead_to_every_copy_that_comparing_all_pairs_finds() -> None:
    chance = random.Random(7)
    lines = [
        *DAM.splitlines(),
        *DAM_AGAIN.splitlines(),
        *WHEAT.splitlines(),
        *FERRY.splitlines(),
        *CHESS.splitlines(),
    ]
    articles = [
        report("\n".join(chance.sample(lines, chance.randint(3, 8))), f"a{n}", day=n) for n in range(1, 29)
    ]
    texts = [relations.compared_text(article) for article in articles]
    same = {
        pair
        for pair in combinations(range(len(texts)), 2)
        if relations.is_near_duplicate(*(texts[n] for n in pair))
    }

    assert len(same) > 5
    assert same <= duplicates._candidates(texts)


def test_the_ledger_says_which_file_is_shown_and_why(site: MakeSite) -> None:
    settings = site(
        {
            "paper/dam.md": f"---\nslug: paper\npublished: 2024-05-02\noutlet: The Kelder Post\n---\n\n{DAM}{WHEAT}",
            "wire/dam.md": f"---\nslug: dam\npublished: 2024-05-01\n---\n\n{DAM}{WHEAT}{CHESS.splitlines()[0]}",
        }
    )

    report_ = build(settings)

    (fate,) = [entry for entry in report_.briefing.ledger if entry.outcome is Outcome.DUPLICATE]
    assert (fate.source, fate.reason) == ("paper/dam.md", Reason.NEAR_TEXT)
    assert "wire/dam.md is shown, as it is the earlier one" in fate.hint
    (copy,) = report_.briefing.copies["dam"]
    assert (copy.source, copy.outlet) == ("paper/dam.md", "The Kelder Post")
    page = (settings.docs / "articles/dam.md").read_text(encoding="utf-8")
    assert "## Also carried by" in page
    assert "The Kelder Post" in page


def test_when_the_file_to_show_has_no_address_its_copy_is_shown(site: MakeSite) -> None:
    settings = site(
        {
            "a/news.md": f"---\nslug: news\npublished: 2024-05-01\n---\n\n{CHESS}",
            "b/news.md": f"---\nslug: news\npublished: 2024-05-01\n---\n\n{DAM}{WHEAT}",
            "c/copy.md": f"---\nslug: copy\npublished: 2024-05-02\n---\n\n{DAM}{WHEAT}",
        }
    )

    briefing = brief(settings)

    assert {fate.source: fate.reason for fate in briefing.ledger} == {
        "a/news.md": Reason.USED,
        "b/news.md": Reason.SAME_ADDRESS,
        "c/copy.md": Reason.USED,
    }


# --- the same event -----------------------------------------------------------------------------------------


def test_reports_of_one_event_are_a_story_and_others_are_not() -> None:
    articles = [
        report(DAM, "dam"),
        report(DAM_AGAIN, "again"),
        report(DAM_NEXT_DAY, "later", day=2),
        *others(),
    ]

    (story,) = stories.cluster_stories(articles)

    assert story.articles == ("again", "dam", "later")
    assert (story.id, story.kind) == ("again", StoryKind.EVENT)
    assert (story.first, story.last) == (date(2024, 5, 1), date(2024, 5, 2))


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [
        report(DAM, "dam"),
        report(DAM_AGAIN, "again"),
        report(DAM_NEXT_DAY, "later", day=2),
        *others(),
    ]

    assert stories.cluster_stories(articles) == stories.cluster_stories(articles[::-1])


def test_the_same_words_weeks_later_are_another_event() -> None:
    assert told([report(DAM, "dam", day=1), report(DAM_AGAIN, "again", day=15), *others()]) == []


def test_pages_of_which_only_a_line_of_the_site_was_saved_are_no_story() -> None:
    line = "Talk to our news bot on Messenger about what happens in the world."
    pages = [
        _dated(article_of(text, f"{number}.txt"), number, title)
        for number, (title, text) in enumerate(
            (("Ferry sinks off Orrin", line), ("Ferry to Orrin closes", f"{line} It answers at once.")),
            start=1,
        )
    ]

    assert stories.cluster_stories(pages) == ()


def _dated(article: Article, day: int, title: str) -> Article:
    return replace(article, published=date(2024, 3, day), title=title, title_origin=TitleOrigin.GIVEN)


def test_an_undated_article_is_in_no_story() -> None:
    assert told([report(DAM, "dam"), report(DAM_AGAIN, "again", day=None), *others()]) == []


def test_a_single_name_in_common_makes_no_story() -> None:
    one = report(
        "The mission to Orrin ends. Space engineers in Port Hallow switched the probe off.",
        "a",
        title="Orrin",
    )
    other = report(
        "Orrin votes for a new council today. Bakers and teachers queue at dawn.", "b", title="Orrin"
    )

    assert told([one, other, *others()]) == []


@pytest.mark.parametrize(
    "title",
    [
        "Orrin dam: what we know on day 12",
        "Orrin dam crack – as it happened",
        "Orrin dam live: villages cleared",
        "Your Tuesday Briefing: a crack in the Orrin dam",
        "Weekly digest: the Orrin dam",
        "Newsblog: Risse im Orrin-Damm",
    ],
)
def test_what_covers_many_events_ties_no_stories_together(title: str) -> None:
    assert told([report(DAM, "dam"), report(DAM_AGAIN, "again", title=title), *others()]) == []


def test_a_live_blog_is_known_by_its_times() -> None:
    entries = "\n\n".join(
        f"{hour}:15 {line}" for hour, line in enumerate(DAM_AGAIN.splitlines() * 2, start=10)
    )

    assert told([report(DAM, "dam"), report(entries, "blog"), *others()]) == []


@pytest.mark.parametrize(
    "title", ["Prime minister ends weekly talks", "White House briefing turns to the dam"]
)
def test_a_title_that_only_sounds_like_a_round_up_is_none(title: str) -> None:
    assert not stories.is_roundup(report(DAM, "dam", title=title))


# --- publishers ---------------------------------------------------------------------------------------------


def test_an_agency_counts_once_whoever_prints_it() -> None:
    known = stories.Publishers({})
    printed = [
        report(DAM, "a", outlet="The Kelder Post", author="Reuters"),
        report(DAM, "b", outlet="Hallow Daily", author="Ada Brook and Reuters"),
        report(f"KELDER, May 1 (Reuters) - {DAM}", "c", outlet="The Tarn Times"),
    ]

    assert {known.publisher_of(article) for article in printed} == {"Reuters"}


def test_a_copy_that_credits_the_agency_tells_whose_text_it_is() -> None:
    shown, copy = report(DAM, "a", outlet="The Kelder Post"), report(DAM, "b", author="AFP")

    assert stories.Publishers({}).publisher_of(shown, [copy]) == "Agence France-Presse"


def test_papers_of_one_house_are_one_publisher_and_an_unknown_outlet_is_none() -> None:
    known = stories.Publishers({"Kelder Press": ("The Kelder Post", "Kelder on Sunday")})

    assert known.publisher_of(report(DAM, "a", outlet="kelder on sunday")) == "Kelder Press"
    assert known.publisher_of(report(DAM, "b", outlet="The Observer")) == known.publisher_of(
        report(DAM, "c", outlet="The Guardian")
    )
    assert known.publisher_of(report(DAM, "d", outlet="The Hallow Daily")) == "The Hallow Daily"
    assert known.publisher_of(report(DAM, "e")) is None


def test_a_story_counts_independent_publishers() -> None:
    articles = [
        report(DAM, "a", outlet="The Guardian"),
        report(DAM_AGAIN, "b", outlet="The Observer"),
        report(DAM_NEXT_DAY, "c", day=2),
    ]

    (story,) = stories.cluster_stories([*articles, *others()])

    assert story.publishers == ("Guardian",)


# --- what editors decide ------------------------------------------------------------------------------------


def decided(folder: Path, text: str) -> tuple[overrides.Override, ...]:
    file = folder / "overrides.yml"
    file.write_text(text, encoding="utf-8")
    return overrides.read(file)


def test_an_editor_puts_articles_together_and_names_the_story(tmp_path: Path) -> None:
    entry = "stories:\n  - merge: [ferry, wheat]\n    title: A bad week for Kelder\n    id: bad-week\n"

    (story,) = stories.cluster_stories(others(), overrides=decided(tmp_path, entry))

    assert (story.id, story.title, story.kind) == ("bad-week", "A bad week for Kelder", StoryKind.EDITED)
    assert story.articles == ("ferry", "wheat")


def test_an_editor_takes_an_article_out_and_puts_it_elsewhere(tmp_path: Path) -> None:
    articles = [
        report(DAM, "dam"),
        report(DAM_AGAIN, "again"),
        report(DAM_NEXT_DAY, "later", day=2),
        *others(),
    ]

    split = told(articles, overrides=decided(tmp_path, "stories: [{split: [later]}]"))
    moved = told(
        articles, overrides=decided(tmp_path, "stories: [{merge: [later, ferry]}, {split: [later]}]")
    )

    assert split == [("again", "dam")]
    assert moved == [("ferry", "later"), ("again", "dam")]


def test_undated_articles_join_by_hand_and_stand_last(tmp_path: Path) -> None:
    articles = [report(DAM, "b"), report(DAM_AGAIN, "a", day=None), *others()]

    (story,) = stories.cluster_stories(articles, overrides=decided(tmp_path, "stories: [{merge: [a, b]}]"))

    assert story.articles == ("b", "a")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "stories:\n  - merge: [dam, gone]\n",
            "overrides.yml, line 2, stories → merge: there is no article 'gone'",
        ),
        (
            "stories:\n\n  - split: [gone]\n",
            "overrides.yml, line 3, stories → split: there is no article 'gone'",
        ),
        ("stories:\n  - merge: [dam]\n", "line 2, stories → merge: names one article only"),
        ("stories:\n  - join: [dam]\n", "line 2, stories: there is no `join`"),
        ("stories:\n  - split: [dam]\n    id: x\n", "line 2, stories → split: takes no"),
        ("stories:\n  - merge: [dam, ferry]\n    id: a/b\n", "line 2, stories → id: 'a/b' cannot be"),
        ("stories: yes\n", "line 1: `stories` is not a list"),
        ("- merge\n", "line 1: holds no settings"),
        ("story: []\n", "line 1: there is no `story`"),
        ("stories: [", "overrides.yml, line 1: a bracket or a quotation mark is not closed"),
    ],
)
def test_an_override_that_cannot_be_followed_is_named_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ConfigError) as error:
        stories.cluster_stories([report(DAM, "dam"), *others()], overrides=decided(tmp_path, text))

    assert message in str(error.value)


def test_two_stories_cannot_have_one_address(tmp_path: Path) -> None:
    articles = [report(DAM, "dam"), report(DAM_AGAIN, "again"), *others()]

    with pytest.raises(ConfigError, match="another story has the address 'again'"):
        stories.cluster_stories(
            articles, overrides=decided(tmp_path, "stories: [{merge: [ferry, wheat], id: again}]")
        )


# --- briefs -------------------------------------------------------------------------------------------------


BEST = (Method.BRIEFING, summarizers.Size(sentences=3))


def digest_builder(
    articles: Sequence[Article], publishers: dict[str, str | None] | None = None
) -> digests.DigestBuilder:
    newest_first = sorted(articles, key=lambda each: each.published or date.min, reverse=True)
    summaries = {each.id: summarizers.summarize(each, *BEST) for each in articles}
    return digests.DigestBuilder(newest_first, summaries, stories.cluster_stories(articles), publishers)


def test_a_story_is_told_by_different_articles_the_newest_development_first() -> None:
    articles = [
        report(DAM, "dam"),
        report(DAM_AGAIN, "again"),
        report(DAM_NEXT_DAY, "later", day=4),
        *others(),
    ]
    articles[2] = replace(articles[2], published=date(2024, 5, 2))
    (story,) = stories.cluster_stories(articles)

    extracts = digest_builder(articles).story(story).extracts

    assert len({extract.article for extract in extracts}) == len(extracts) >= 2
    assert extracts[0].article == "later"


def test_a_publisher_speaks_twice_only_when_no_other_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [report(FERRY, "ferry", day=3), report(WHEAT, "wheat", day=2), report(CHESS, "chess", day=1)]
    known: dict[str, str | None] = {"ferry": "One", "wheat": "One", "chess": "Two"}
    assert [each.article for each in digest_builder(articles, known).bottom_line()] == [
        "ferry",
        "wheat",
        "chess",
    ]

    monkeypatch.setattr(digests, "MAX_BOTTOM_LINE_EXTRACTS", 2)

    assert [each.article for each in digest_builder(articles, known).bottom_line()] == ["ferry", "chess"]


def test_the_bottom_line_has_one_sentence_for_a_story() -> None:
    articles = [
        report(DAM, "dam"),
        report(DAM_AGAIN, "again"),
        report(DAM_NEXT_DAY, "later", day=2),
        *others(),
    ]

    extracts = digest_builder(articles).bottom_line()

    assert sum(extract.article in ("dam", "again", "later") for extract in extracts) == 1
    assert {extract.article for extract in extracts} >= {"ferry", "wheat", "chess"}


def test_undated_articles_never_pose_as_news() -> None:
    articles = [report(DAM, "a", day=None), report(FERRY, "b", day=1), report(WHEAT, "c", day=2)]

    assert [extract.article for extract in digest_builder(articles).bottom_line()] == ["c", "b", "a"]


# --- the site -----------------------------------------------------------------------------------------------


def filed(text: str, name: str, title: str, day: int, outlet: str = "") -> tuple[str, str]:
    head = [
        f"slug: {name}",
        f"title: {title}",
        f"published: 2024-05-0{day}",
        *([f"outlet: {outlet}"] if outlet else []),
    ]
    return f"{name}.md", "\n".join(["---", *head, "---", "", text])


SITE = dict(
    [
        filed(DAM, "dam", "Villages are cleared", 1, "The Kelder Post"),
        filed(DAM_AGAIN, "again", "Crack in the dam", 1, "Hallow Daily"),
        filed(DAM_NEXT_DAY, "later", "The dam holds", 2, "Hallow Daily"),
        filed(FERRY, "ferry", "Night ferries cancelled", 1),
        filed(WHEAT, "wheat", "Wheat is cheaper", 1),
    ]
)


def test_a_story_has_a_page_and_is_named_wherever_its_articles_are(site: MakeSite) -> None:
    settings = site(SITE)

    build(settings)

    docs = {
        path.relative_to(settings.docs).as_posix(): path.read_text("utf-8")
        for path in settings.docs.rglob("*.md")
    }
    page = docs["stories/again.md"]
    assert "Crack in the dam" in page
    assert "A story of 3 articles" in page
    publishers = '2 <a href="../../labels/#independent-publishers">independent publishers</a>'
    assert f"{publishers}: Hallow Daily, The Kelder Post" in page
    assert page.count("<blockquote ") >= 2
    for where in ("index.md", "articles/later.md"):
        assert "stories/again/" in docs[where], where
    assert (
        'Story<bdi class="b-of">: Crack in the dam</bdi>'
        in docs["articles/dam.md"] + docs["articles/again.md"] + docs["articles/later.md"]
    )
    assert docs["timeline/2024-05.md"].count("in the story") == 2
    assert "2 articles in the story" in docs["timeline/2024-05.md"]


def test_what_has_no_story_shows_none(site: MakeSite) -> None:
    settings = site({name: SITE[name] for name in ("ferry.md", "wheat.md")})

    build(settings)

    assert not (settings.docs / "stories").exists()
    for path in {*settings.docs.rglob("*.md")} - {settings.docs / "labels.md"}:
        text = path.read_text(encoding="utf-8")
        assert "## Stor" not in text
        assert "## Also carried by" not in text


def test_a_story_in_the_data(site: MakeSite) -> None:
    briefing = brief(site(SITE))

    text = briefing_json(briefing).text

    assert '"kind": "event"' in text
    assert '"story": "again"' in text


def test_a_sentence_on_a_story_page_is_proved_like_any_other(site: MakeSite) -> None:
    settings = site(SITE)
    briefing = brief(settings)
    pages = [page for page in render(briefing, settings.templates) if page.path == "stories/again.md"]
    verification.verify(briefing, pages)
    forged = Page(
        path="stories/again.md", text=re.sub("(<blockquote [^>]*><p>)", r"\1Not ", pages[0].text, count=1)
    )

    with pytest.raises(VerificationError, match=r"stories/again\.md"):
        verification.verify(briefing, [forged])


def test_summaries_and_themes_do_not_change_when_a_story_gains_an_article(site: MakeSite) -> None:
    before = brief(site({name: text for name, text in SITE.items() if name != "later.md"}))
    after = brief(site(SITE))

    for id_ in before.summaries:
        assert before.summaries[id_] == after.summaries[id_]
        assert before.matches[id_] == after.matches[id_]
    assert [story.id for story in before.stories] == [story.id for story in after.stories] == ["again"]


def test_explaining_names_the_story_and_why_the_nearest_are_in_none(site: MakeSite) -> None:
    settings = site(SITE)

    lines = "\n".join(explain_lines(settings, "later.md"))

    assert (
        "Story: again, Crack in the dam (event; 3 articles, publishers: Hallow Daily, The Kelder Post)"
        in lines
    )
    assert "in its story; cosine" in lines
    assert "1 day apart; shares" in lines
    assert re.search(r"not merged: strength 0\.\d\d below 0\.15", lines)


def test_explaining_an_undated_article_says_why_it_is_in_no_story(site: MakeSite) -> None:
    settings = site(SITE | {"loose.md": CHESS})

    assert "undated articles are in no story" in "\n".join(explain_lines(settings, "loose.md"))


def test_the_hash_seed_changes_no_story(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import test_stories as t\n"
        "from generator import stories\n"
        "a = [t.report(t.DAM, 'dam'), t.report(t.DAM_AGAIN, 'again'), *t.others()]\n"
        "print(stories.cluster_stories(a), [n.pair for n in stories.nearest_articles(a[0], a, ())])\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script, str(PROJECT / "tests/stories")],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": IMPORT_PATH},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(printed) == 1
    assert "again" in printed.pop()
