"""What is said of themes that could be better, on folders of a few made-up articles."""

from __future__ import annotations

from collections.abc import Sequence

from conftest import article_of
from rich.console import Console

from generator.cli.theme_advice import tables
from generator.models import Article, Theme
from generator.themes.advice import Advice, advise, likelihood_ratio, uncovered_topics

HARBOUR = "The council of Veld met on Monday in the town hall by the old harbour."
TALKS = Theme(id="talks", title="Talks", about="", terms=("talks", "envoy", "armistice"))


def folder(*texts: str) -> list[Article]:
    return [article_of(text, f"note-{number}.txt") for number, text in enumerate(texts)]


def on_talks(number: int) -> str:
    return f"The talks of Veld and Marn began in spring {number}. The delegation signed protocol {number}. {HARBOUR}"


def on_olives(number: int) -> str:
    return f"Olive growers of valley {number} lost their harvest to frost. The olive presses stand idle."


def on_ferries(number: int) -> str:
    return f"The ferry number {number} sails without its captain. Ferry passengers wait on the quay."


def advice_on(*articles: Article, themes: Sequence[Theme] = (TALKS,)) -> Advice:
    return advise(articles, themes)


def test_a_term_that_stands_nowhere_is_named() -> None:
    advice = advice_on(*folder(on_talks(1), "The envoy came to Veld in May. The envoy left in June."))

    assert [(one.theme, one.term) for one in advice.silent] == [("talks", "armistice")]


def test_a_term_that_carries_its_theme_is_named_with_its_articles() -> None:
    articles = folder(*map(on_talks, range(4)), "The envoy came to Veld in May. The envoy left in June.")

    (carrying,) = advice_on(*articles).carrying

    assert (carrying.term, len(carrying.articles), carrying.of) == ("talks", 4, 5)


def test_an_article_on_the_boundary_is_named_and_a_clear_one_is_not() -> None:
    filler = " ".join(f"The boat number {n} left the harbour of Veld." for n in range(12))
    articles = folder(f"The talks began in Veld on Monday. {filler}", on_talks(1))

    (near,) = advice_on(*articles).near

    assert near.article == "note-0"
    assert near.score == 0.5
    assert near.has_theme


def test_a_word_that_articles_of_a_theme_share_is_suggested_with_them() -> None:
    articles = folder(*map(on_talks, range(5)), *(f"{on_olives(n)} {HARBOUR}" for n in range(5)))

    suggested = {one.term: one for one in advice_on(*articles).suggested}

    assert any("delegation" in term or "protocol" in term for term in suggested)
    assert not any("talks" in term.split() or "harbour" in term for term in suggested)
    assert all(set(one.articles) <= {f"note-{n}" for n in range(5)} for one in suggested.values())


def test_articles_without_a_theme_are_grouped_and_named_by_their_words() -> None:
    advice = advice_on(
        *folder(*map(on_talks, range(3)), *map(on_olives, range(4)), *map(on_ferries, range(3)))
    )

    olives, ferries = advice.emerging
    assert (advice.articles, advice.covered) == (10, 3)
    assert olives.articles == ("note-3", "note-4", "note-5", "note-6")
    assert "olive" in olives.words
    assert ferries.articles == ("note-7", "note-8", "note-9")
    assert "ferry" in ferries.words


def test_articles_that_share_nothing_are_no_theme() -> None:
    texts = (
        "Olives grow in the southern valleys of Veld.",
        "The ferry to Marn left the quay at noon.",
        "Two lamps burn above the gate every night.",
    )

    assert uncovered_topics(folder(*texts)) == ()
    assert uncovered_topics(folder(*texts[:2])) == ()


def test_the_same_folder_gives_the_same_advice() -> None:
    articles = folder(*map(on_talks, range(3)), *map(on_olives, range(4)), *map(on_ferries, range(3)))

    assert advice_on(*articles) == advice_on(*articles)


def test_a_word_is_surprising_when_it_stands_in_one_part_only() -> None:
    assert likelihood_ratio(5, 5, 0, 5) > likelihood_ratio(5, 5, 2, 5) > 0
    assert likelihood_ratio(5, 5, 5, 5) == 0
    assert likelihood_ratio(1, 5, 5, 5) == 0
    assert likelihood_ratio(3, 3, 0, 0) == 0


def test_the_tables_name_every_finding_and_nothing_a_terminal_would_act_upon() -> None:
    articles = folder(
        "Olives \x1b[31mred[/] [bold]\n\nThe olive growers wait. The olive presses stand idle.",
        *map(on_olives, range(3)),
        *map(on_talks, range(4)),
    )
    console = Console(width=120, record=True, force_terminal=False)

    console.print(tables(advice_on(*articles), [TALKS], {article.id: article for article in articles}))

    said = console.export_text()
    assert "8 articles, 4 with a theme, 4 without" in said
    assert "armistice" in said
    assert "[bold]" in said
    assert "\x1b" not in said
