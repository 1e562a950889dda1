"""What a site shows in place of an article is set aside with a reason; an article about such pages is published."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import article_of, sentences_of

from generator.articles import assemble, notices
from generator.language.packs import codes, pack
from generator.models import (
    Block,
    BlockKind,
    DecodedText,
    ExtractedDocument,
    ExtractionWarning,
    MetadataValue,
    Reason,
    Removed,
)

COUNCIL = "The council of Oster approved the new tram line on Friday after a debate of six hours."
COST = "The line will cost eighty million crowns and end at the hospital, the transport board said."
REST = (
    "Traders along the route fear that two years of building will keep their customers away. The board offered them "
    "help with their rents for as long as the street is closed. Work begins in June, when the schools are closed for "
    "the summer. A second line to the university is planned for the end of the decade, and the council wants to decide "
    "on its route after the next elections."
)


def page(title: str | None, paragraphs: Sequence[str], rest_of_page: str = "") -> ExtractedDocument:
    return ExtractedDocument(
        source="page.html",
        sha256="0" * 64,
        decoded=(DecodedText(text="\n\n".join((*paragraphs, rest_of_page))),),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs),
        visible="\n".join((*paragraphs, rest_of_page)),
        title=MetadataValue(value=title, origin="<title>") if title else None,
    )


NOTICES = {
    "check": (
        Reason.ROBOT_CHECK,
        "Just a moment...",
        [
            "Checking if the site connection is secure.",
            "oster.example needs to review the security of it first.",
        ],
    ),
    "check without a title": (
        Reason.ROBOT_CHECK,
        None,
        ["We have noticed unusual traffic from your network.", "Please complete the captcha below to go on."],
    ),
    "consent": (
        Reason.CONSENT,
        "The Oster Mail",
        [
            "We and our 310 partners use cookies to measure audiences and to show personalised ads.",
            "You can withdraw your consent at any time.",
        ],
    ),
    "login": (
        Reason.LOGIN,
        "Sign in | The Oster Mail",
        ["Sign in to your account to go on. New to us? Join here."],
    ),
    "limit": (
        Reason.READING_LIMIT,
        "Council approves tram",
        [
            "You have read all of your free articles this month.",
            "Subscribe to continue reading for 2 crowns a week.",
        ],
    ),
    "not there": (
        Reason.ERROR_PAGE,
        "404 - The Oster Mail",
        ["The page you are looking for does not exist.", "Perhaps the editors gave it another address."],
    ),
    "not there, and a list of others": (
        Reason.ERROR_PAGE,
        "Page not found",
        ["The page you were looking for does not exist.", *(f"{COUNCIL} {COST}" for _ in range(3))],
    ),
    "server": (Reason.ERROR_PAGE, "503 Service Unavailable", ["The server is temporarily unable to help."]),
    "only a title": (Reason.ERROR_PAGE, "Access denied", []),
    "script": (Reason.NEEDS_JAVASCRIPT, "The Oster Mail", ["You need to enable JavaScript to run this app."]),
    "chat": (Reason.CHAT, "Council approves tram", ["Chat with us in Facebook Messenger."]),
    "German": (
        Reason.ERROR_PAGE,
        "Osterbote",
        ["Die gesuchte Seite wurde leider nicht gefunden.", "Bitte prüfen Sie, ob die Adresse richtig ist."],
    ),
    "French": (
        Reason.CONSENT,
        "Le Courrier",
        [
            "Avec votre accord, nos partenaires et nous utilisons des cookies.",
            "Vous pouvez tout refuser ici.",
        ],
    ),
    "Polish, with the name of a button": (
        Reason.CONSENT,
        "Kurier",
        ["Klikając „Akceptuję”, wyrażasz zgodę na pliki cookie naszych partnerów.", "Zgoda jest dobrowolna."],
    ),
    "Russian": (
        Reason.ERROR_PAGE,
        "Ошибка 404",
        ["Запрашиваемая страница была удалена. Вернитесь на главную."],
    ),
    "Chinese": (Reason.ERROR_PAGE, "页面不存在", ["抱歉，您访问的页面已被删除，请返回首页。"]),
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_page_that_holds_only_a_notice_is_set_aside_for_what_it_is(name: str) -> None:
    reason, title, paragraphs = NOTICES[name]

    assert notices.find_notice(page(title, paragraphs)) is reason


ARTICLES = {
    "missing pages": (
        "Page not found: how Oster lost its archive",
        [
            "Readers of the old reports of the council now see a page that could not be found.",
            "The town changed its provider on Friday, and nobody had made a copy.",
        ],
    ),
    "check": (
        "Are you a robot? The Oster Mail shuts its readers out",
        [
            "The Oster Mail asked all readers on Friday to prove that they are not a robot.",
            "“Please verify you are a human,” its page told subscribers until the evening.",
        ],
    ),
    "cookies": (
        "Cookies",
        [
            "Websites may not use cookies before their readers agree, a court ruled on Friday.",
            "The privacy policy of each site has to name all partners by next May.",
            "Publishers in four countries had taken the case to the judges together.",
            "Lawyers expect that most banners will have to be rebuilt before the winter.",
        ],
    ),
    "subject before a colon": (
        "Cookies: what you need to know",
        ["We use cookies every day.", COUNCIL, COST],
    ),
    "login": (
        "Login data stolen",
        [
            "Thieves took the passwords of nine thousand customers from the login page of the tram company on Friday."
        ],
    ),
    "one sentence": (None, ["A new browser will not use cookies without your consent."]),
    "paywall": (
        "The Oster Mail drops its paywall",
        [
            "The Oster Mail will be free to read from June.",
            "Few readers had taken the free trial, its owner said.",
        ],
    ),
    "advice": (
        "How to get past the robot check",
        [
            "You may meet a page that asks whether you are not a robot. Please do not panic.",
            "Click the box below the question and reload the page if nothing happens.",
            "Engineers at the university tried forty sites and met the question on every third of them. They want "
            "publishers to drop it, because it mostly stops people who cannot see well.",
        ],
    ),
    "French opening before a paywall": (
        "Tram",
        [
            "Le conseil a approuvé vendredi la ligne de tram du port après six heures de débat.",
            "Cet article est réservé aux abonnés. Pour lire la suite, abonnez-vous pour 1 € par mois.",
        ],
    ),
    "opening before a paywall": (
        "Tram approved",
        [COUNCIL, "Subscribe to continue reading. Cancel at any time."],
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_about_such_pages_is_not_set_aside(name: str) -> None:
    title, paragraphs = ARTICLES[name]

    assert notices.find_notice(page(title, paragraphs)) is None


PAYWALL_LINES = (
    "Log in here to continue reading",
    "Subscribe to read the full story.",
    "You have reached your limit of free articles.",
    "This article is for subscribers",
    "To continue reading, please log in or subscribe for 3 crowns a week.",
    "Dieser Artikel ist nur für Abonnenten.",
    "Il vous reste 80 % de cet article à lire.",
    "Este contenido es exclusivo para suscriptores.",
    "Чтобы читать дальше, оформите подписку.",
)


@pytest.mark.parametrize("line", PAYWALL_LINES)
def test_a_line_of_a_paywall_is_taken_out_and_marks_the_article_as_partial(line: str) -> None:
    article = article_of(f"{COUNCIL}\n\n{COST}\n\n{line}")

    assert sentences_of(article) == [COUNCIL, COST]
    assert [(removal.text, removal.reason) for removal in article.removed] == [(line, Removed.PAYWALL)]
    assert article.warnings == (ExtractionWarning.PARTIAL,)


def test_an_article_that_goes_on_below_such_a_line_is_whole() -> None:
    article = article_of(f"{COUNCIL}\n\nSubscribe to read as many articles as you like.\n\n{COST}\n\n{REST}")

    assert article.removed[0].reason is Removed.PAYWALL
    assert article.warnings == ()


def test_a_short_text_is_partial_when_the_page_around_it_asks_for_a_subscription() -> None:
    teaser = assemble(page("Tram approved", [COUNCIL, COST], "This article is for subscribers only."))
    whole = assemble(
        page("Tram approved", [COUNCIL, COST, REST, REST, REST], "Subscribe to read the full story.")
    )

    assert teaser is not None
    assert whole is not None
    assert (teaser.warnings, whole.warnings) == ((ExtractionWarning.PARTIAL,), ())


def test_a_report_that_quotes_a_paywall_keeps_its_sentence() -> None:
    sentence = (
        "Visitors read “Subscribe to continue reading” and left, the owner of the paper said on Friday."
    )

    assert sentences_of(article_of(f"{COUNCIL} {sentence}"))[1] == sentence


def test_a_line_of_the_page_in_the_middle_of_an_article_is_taken_out() -> None:
    line = "Chat with us in Facebook Messenger."

    article = article_of(
        f"{COUNCIL}\n\n{line} Find out what's happening in the world as it unfolds.\n\n{COST}"
    )

    assert sentences_of(article) == [COUNCIL, COST]
    assert {removal.reason for removal in article.removed} == {Removed.PAGE_LINE}
    assert article.warnings == ()


@pytest.mark.parametrize("code", [code for code in codes() if pack(code).openings.who])
def test_every_kind_of_notice_has_its_words_in_every_language(code: str) -> None:
    words = pack(code).notices
    kinds = {Reason(name) for name in words.phrases}

    assert {Reason(name) for name in words.titles} == kinds == set(NOTICE_KINDS)
    assert words.reader_words
    assert words.paywall


NOTICE_KINDS = (
    Reason.ROBOT_CHECK,
    Reason.CONSENT,
    Reason.LOGIN,
    Reason.READING_LIMIT,
    Reason.ERROR_PAGE,
    Reason.NEEDS_JAVASCRIPT,
    Reason.CHAT,
)


@pytest.mark.parametrize("code", codes())
def test_every_line_of_a_page_is_enough_to_know_the_page_by(code: str) -> None:
    groups = pack(code).notices.page_lines
    lines = {
        line.replace(notices.GAP, "and").lstrip(notices.START): name
        for name, rows in groups.items()
        for line in rows
    }

    assert {line: notices.find_notice(page(None, [f"{line}."])) for line in lines} == lines


def test_the_little_text_below_a_paywall_goes_with_it() -> None:
    offer = "Choose the offer that suits you and support the reporters of our newsroom."

    article = article_of(f"{COUNCIL}\n\n{COST}\n\nThis article is for subscribers.\n\n{offer}")

    assert sentences_of(article) == [COUNCIL, COST]
    assert (offer, Removed.PAYWALL) in [(removal.text, removal.reason) for removal in article.removed]


def test_the_opening_of_an_article_below_a_paywall_stays() -> None:
    article = article_of(f"You have reached your limit of free articles.\n\n{COUNCIL}\n\n{COST}")

    assert sentences_of(article) == [COUNCIL, COST]
    assert article.warnings == (ExtractionWarning.PARTIAL,)
