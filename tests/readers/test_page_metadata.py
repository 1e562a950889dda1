"""What a saved page says of its article: which of several sources counts, and what is refused on the way."""

from __future__ import annotations

from datetime import date

import pytest

from generator.articles import assemble
from generator.models import ExtractedDocument
from generator.readers import FORMATS, File, bylines

BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The council of Veld approved the building of a new harbour wall on Monday after nine hours of debate.",
        "The wall will cost nine million crowns and protect the old town from winter storms, the board said.",
        "Anna Lind, the mayor, told reporters that fishing crews would be paid while the berths are closed.",
        "Opponents from the smaller islands argued that the money should be spent on ferries and on schools.",
        "Engineers from Aldermoor will begin to measure the sea bed in May, and building starts in the autumn.",
    )
)


def read(
    head: str = "", above: str = "", below: str = "", lang: str = "en", title: str = "Wall of Veld"
) -> ExtractedDocument:
    """The document of a page with these parts around its article."""
    page = (
        f"<html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<main><article>{above}<h1>Wall of Veld</h1>{below}{BODY}</article></main></body></html>"
    )
    (document,) = FORMATS[".html"].read(File(source="wall.html", data=page.encode()))
    assert isinstance(document, ExtractedDocument)
    return document


def stated(document: ExtractedDocument, name: str) -> tuple[str, str] | None:
    """The value of a field and where it was found; None if it is unknown."""
    found = getattr(document, name)
    return (found.value, found.origin) if found else None


def day(document: ExtractedDocument) -> date | None:
    """The day on which the article of a document was published."""
    article = assemble(document)
    assert article
    return article.published


def script(text: str) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


# --- structured data -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "datePublished": "2024-03-05",}',
        '<!-- {"@type": "NewsArticle", "datePublished": "2024-03-05"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2024-03-05"}\n//]]>',
        '{"@type": "NewsArticle", "description": "Two\nlines", "datePublished": "2024-03-05"}',
        '{"@type": "NewsArticle", // the type\n "datePublished": "2024-03-05", "keywords": }',
        '{"@type": "http://schema.org/NewsArticle", "datePublished": "2024-03-05"}',
        '{"@type": ["Thing", "schema:LiveBlogPosting"], "datePublished": "2024-03-05"}',
        '[{"@graph": [{"@type": "Organization"}, {"@type": "Report", "datePublished": "2024-03-05"}]}]',
    ],
)
def test_json_ld_is_read_also_where_it_is_damaged(text: str) -> None:
    assert stated(read(script(text)), "published") == ("2024-03-05", "JSON-LD: datePublished")


def test_json_ld_that_cannot_be_mended_is_as_if_it_were_not_there() -> None:
    assert stated(read(script('{"@type": "NewsArticle", "headline": "Wall of')), "title") == (
        "Wall of Veld",
        "<h1>",
    )


def test_an_author_named_by_a_reference_is_looked_up() -> None:
    graph = """{"@graph": [{"@type": "Article", "headline": "Wall of Veld", "author": {"@id": "#anna"}},
        {"@type": "Person", "@id": "#anna", "name": "Anna Lind"}]}"""

    assert stated(read(script(graph)), "author") == ("Anna Lind", "JSON-LD: author")


def test_references_in_a_circle_end() -> None:
    graph = """{"@graph": [{"@type": "Article", "@id": "#a", "author": {"@id": "#p", "name": "Anna Lind"}},
        {"@type": "Person", "@id": "#p", "worksFor": {"@id": "#o"}}, {"@id": "#o", "employee": {"@id": "#p"}}]}"""

    assert stated(read(script(graph)), "author") == ("Anna Lind", "JSON-LD: author")


def test_of_several_articles_in_json_ld_the_one_with_the_page_s_title_counts() -> None:
    teasers = """[{"@type": "Article", "headline": "Ferry sinks", "datePublished": "2021-01-02"},
        {"@type": "Article", "headline": "Wall of Veld", "datePublished": "2024-03-05"}]"""

    assert stated(read(script(teasers)), "published") == ("2024-03-05", "JSON-LD: datePublished")


# --- titles and outlets ----------------------------------------------------------------------------------


def test_the_heading_counts_before_the_title_made_for_search_engines() -> None:
    document = read("<meta property=og:title content='Wall of Veld: what it costs'>")

    assert stated(document, "title") == ("Wall of Veld", "<h1>")


def test_a_heading_that_nothing_confirms_does_not_count_before_the_headline() -> None:
    headline = script('{"@type": "NewsArticle", "headline": "Harbour plans approved"}')

    assert stated(read(headline, title="Harbour plans approved"), "title") == (
        "Harbour plans approved",
        "JSON-LD: headline",
    )


def test_entities_that_were_escaped_twice_are_unescaped() -> None:
    headline = script('{"@type": "NewsArticle", "headline": "Veld &amp;amp; Orlo&#8217;s plans"}')

    assert stated(read(headline, title="x"), "title") == ("Veld & Orlo’s plans", "JSON-LD: headline")


def test_an_outlet_nobody_names_is_the_host_of_the_address() -> None:
    assert stated(read("<link rel=canonical href='https://www.veldpost.example/wall'>"), "outlet") == (
        "veldpost.example",
        "host of the page's address",
    )
    assert stated(
        read("<link rel=canonical href='https://veldpost.example/wall'>", title="Wall of Veld | Veld Post"),
        "outlet",
    ) == ("Veld Post", "name in the title")


# --- authors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "origin"),
    [
        ("<span itemprop=author><span itemprop=name>Anna Lind</span>, editor</span>", "itemprop=author"),
        ("<a rel=author href=/anna>Anna Lind</a>", "rel=author"),
        (
            "<div class='post__byline'>By Anna Lind, Staff Writer | 5 March 2024</div>",
            "byline <div class=post__byline>",
        ),
        ("<p class=autor>Von Anna Lind</p>", "byline <p class=autor>"),
        (
            "<p><span>By</span><a href='/authors/anna-lind/'>Anna Lind</a> on Monday</p>",
            "link to an author's page",
        ),
        ("<p>Von Anna Lind, Veld</p>", "line near the heading"),
        ("<small>05.03.2024 | 13:10 Uhr | Anna Lind</small>", "line near the heading"),
    ],
)
def test_a_byline_that_is_shown_is_read(markup: str, origin: str) -> None:
    assert stated(read(below=markup), "author") in (("Anna Lind", origin), ("Anna Lind, Veld", origin))


def test_the_card_of_social_networks_names_the_author_by_its_label() -> None:
    card = "<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Anna Lind'>"

    assert stated(read(card), "author") == ("Anna Lind", "<meta name=twitter:data1>")


def test_an_unusable_author_does_not_hide_the_next_and_is_kept_with_the_reason() -> None:
    document = read(
        "<meta name=author content='admin'><meta property=article:author content='https://veld.example/anna'>"
        "<meta name=dc.creator content='Anna Lind'>"
    )

    assert stated(document, "author") == ("Anna Lind", "<meta name=dc.creator>")
    assert [(refusal.stated.value, refusal.why) for refusal in document.refused] == [
        ("admin", "it holds no name"),
        ("https://veld.example/anna", "it is an address"),
    ]


def test_names_of_other_articles_and_of_comments_are_not_the_author() -> None:
    foreign = "<aside><a rel=author>Olaf Orlo</a></aside><div class=comment-list><p class=author>Bo Sample</p></div>"

    assert stated(read("<meta name=author content='Anna Lind'>", below=foreign), "author") == (
        "Anna Lind",
        "<meta name=author>",
    )


def test_an_organisation_that_is_the_outlet_is_no_author() -> None:
    article = """{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Veld Post"},
        "publisher": {"@type": "Organization", "name": "Veld Post"}}"""

    assert stated(read(script(article)), "author") is None


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Anna Lind and Olaf Orlo", "Anna Lind, Olaf Orlo"),
        ("Von Anna Lind und Olaf Orlo, 5. März 2024", "Anna Lind, Olaf Orlo"),
        ("Par Chokri GHARBI", "Chokri GHARBI"),
        ("Written by: Anna Lind (@annalind)", "Anna Lind"),
        ("ByAnna Lind", "Anna Lind"),
        ("Staff and news service reports", "Staff and news service reports"),
        ("Anna Lind, Senior Editor", "Anna Lind"),
        ("Byron Smith", "Byron Smith"),
        ("Veld &amp; Meer", "Veld, Meer"),
    ],
)
def test_names_are_taken_out_of_what_surrounds_them(byline: str, expected: str) -> None:
    assert bylines.names(byline) == expected


@pytest.mark.parametrize(
    "text", ["https://veld.example/anna", "mdr.de", "anna@veld.example", "5 March 2024", "By", "admin"]
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(bylines.NotAName):
        bylines.names(text)


# --- dates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "below", "lang"),
    [
        ("", "<time datetime='2024-03-05T09:00'>today</time>", "en"),
        ("", "<p>Tuesday, March 5, 2024</p>", "en"),
        ("", "<p>Veld, den 05.03.2024</p>", "de"),
        ("", "<p class=meta>05/03/2024 à 18h20</p>", "fr"),
        ("<link rel=canonical href='https://veld.example/2024/03/05/wall'>", "", "en"),
        ("<meta name=date content='05/03/2024'>", "<p>5 March 2024</p>", "en"),
    ],
)
def test_the_date_that_is_shown_is_read(head: str, below: str, lang: str) -> None:
    assert day(read(head, below=below, lang=lang)) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "below",
    [
        "<time itemprop=dateModified datetime=2024-03-09>9/3/2024</time>",
        "<p>Updated: 9 March 2024</p>",
        "<p>Aktualisiert am 09.03.2024</p>",
        "<aside><time datetime=2024-03-09>9 March</time></aside>",
        "<div class=related><p>9 March 2024</p></div>",
    ],
)
def test_a_date_of_an_update_or_of_another_article_is_none_of_publication(below: str) -> None:
    assert day(read(below=below)) is None


def test_a_teaser_above_the_article_does_not_give_its_date() -> None:
    teaser = "</article><article class=teaser><time datetime=2021-01-02>2 Jan 2021</time></article><article>"

    assert day(read(above=teaser, below="<time datetime=2024-03-05>5 March 2024</time>")) == date(2024, 3, 5)


def test_an_instant_in_utc_is_the_day_that_the_page_shows_for_it() -> None:
    instant = "<meta property=article:published_time content='2024-03-06T04:30:00Z'>"

    assert day(read(instant, below="<time datetime='2024-03-05 22:30'>March 5</time>")) == date(2024, 3, 5)
    assert day(read(instant)) == date(2024, 3, 6)


def test_references_of_references_are_not_followed_so_that_they_cannot_multiply() -> None:
    authors = ",".join(f'{{"@id": "#{number}"}}' for number in range(60))
    articles = ",".join(
        f'{{"@type": "Article", "@id": "#{number}", "author": [{authors}]}}' for number in range(60)
    )

    assert stated(read(script(f'{{"@graph": [{articles}]}}')), "title") == ("Wall of Veld", "<h1>")
