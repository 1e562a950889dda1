"""A page that lists articles is set aside; an article with lists of others around it is read."""

from __future__ import annotations

import pytest

from generator.models import ExtractedDocument, Reason
from generator.readers import webpage
from generator.readers.file import File, Refused

TEASERS = {
    "Tram line approved": "The council of Oster approved a new tram line to the hospital on Friday.",
    "Bakers end strike": "The bakers of four towns went back to work after nine days of talks.",
    "Old map found": "Curators found a map of the islands from 1720 in a cellar of the museum.",
    "Storm on its way": "The weather office expects a storm to reach the coast on Thursday night.",
    "School reopens": "Two hundred children return to the school in Culm after its roof was mended.",
    "Cup final moved": "The final of the cup will be played a week later because of the storm.",
}
PARAGRAPHS = (
    "The council of Oster approved a new tram line to the hospital on Friday after a debate of six hours. It will cost "
    "eighty million crowns, most of which comes from the state.",
    "Traders along the route fear that two years of building will keep their customers away. The transport board has "
    "offered them help with their rents for as long as the street is closed to cars.",
    "Work begins in June, when the schools are closed for the summer. A second line to the university is planned for "
    "the end of the decade, the mayor told reporters after the vote.",
)
FORMS = {
    "headings": '<div><h2><a href="/{0}">{1}</a></h2><p>{2}</p></div>',
    "headings inside links": '<article><a href="/{0}"><h3>{1}</h3></a><p>{2}</p><a href="/{0}">Read more</a></article>',
    "list items": '<li><a href="/{0}">{1}</a><p>{2}</p></li>',
    "plain links": '<div><div><a href="/{0}">{1}</a></div><p>{2}</p></div>',
}


def teasers(form: str, limit: int = len(TEASERS)) -> str:
    rows = (FORMS[form].format(index, *row) for index, row in enumerate(list(TEASERS.items())[:limit]))
    return f"<section>{''.join(rows)}</section>"


def read(body: str, head: str = "") -> ExtractedDocument:
    html = f"<!DOCTYPE html><html lang='en'><head><title>Oster Mail</title>{head}</head><body>{body}</body></html>"
    (document,) = webpage.read(File(source="page.html", data=html.encode()))
    return document


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("above", ["", "<h1>Tag: Oster</h1><p>All we have on Oster.</p>"])
def test_a_page_of_linked_titles_with_a_teaser_each_is_a_list(form: str, above: str) -> None:
    with pytest.raises(Refused) as refused:
        read(f"<main>{above}{teasers(form)}</main>")

    assert refused.value.reason is Reason.LISTING


@pytest.mark.parametrize("form", FORMS)
def test_an_article_above_such_a_list_is_read(form: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)

    document = read(f"<article><h1>Tram</h1>{text}</article><h2>More</h2>{teasers(form)}")

    assert PARAGRAPHS[0] in [block.text for block in document.blocks]


def test_links_between_the_paragraphs_of_an_article_make_no_list_of_it() -> None:
    titles = list(TEASERS)
    text = "".join(f"<p>{PARAGRAPHS[i % 3]}</p><p><a href='/{i}'>Also: {titles[i]}</a></p>" for i in range(6))

    assert read(f"<article><h1>Tram</h1>{text}</article>").blocks


def test_a_page_that_states_when_it_was_published_is_no_list() -> None:
    date = "<meta property='article:published_time' content='2024-03-05T09:00:00Z'>"

    assert read(f"<main>{teasers('headings')}</main>", date).blocks


def test_a_few_teasers_are_not_enough() -> None:
    assert read(f"<main>{teasers('headings', 3)}</main>").blocks


def test_a_page_of_headlines_alone_is_a_list() -> None:
    items = "".join(
        f"<li><a href='/{number}'>The council votes on tram line {number}</a></li>" for number in range(9)
    )

    with pytest.raises(Refused) as refused:
        read(f"<main><ul>{items}</ul></main>")

    assert refused.value.reason is Reason.LISTING


@pytest.mark.parametrize(
    "body",
    [
        "<noscript>Scripts are needed here.</noscript><div id='root'></div>",
        "<nav><a href='/'>Home</a></nav><div id='app'>Loading…</div>",
    ],
)
def test_a_page_whose_scripts_would_show_the_text_says_so(body: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body, "<script src='/app.js'></script>")

    assert refused.value.reason is Reason.NEEDS_JAVASCRIPT
