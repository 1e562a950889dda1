"""E-mail as people have it: replied to, forwarded, signed, with a text part that is worth less than its HTML."""

from __future__ import annotations

from generator.articles import assemble
from generator.models import Article
from generator.readers import FORMATS, File

LEAD = "The council of Veld approved a new wall on Monday after nine hours of debate in the town hall."
COST = (
    "The wall will cost nine million crowns and keep the old quarter dry in winter, said the harbour board."
)
HEAD = "From: Veld Courier <n@veld.example>\nTo: ada@orlo.example\nSubject: {}\nDate: Tue, 05 Mar 2024 10:00:00 +0100\n"


def read(text: str, subject: str = "Wall approved", kind: str = "text/plain") -> Article:
    message = f"{HEAD.format(subject)}Content-Type: {kind}; charset=utf-8\n\n{text}"
    (document,) = FORMATS[".eml"].read(File(source="a.eml", data=message.encode()))
    article = assemble(document)  # type: ignore[arg-type]
    assert article
    return article


def test_marks_of_a_reply_are_no_words() -> None:
    text = "> The council of Veld approved a new wall on Monday after nine hours\n> of debate in the town hall.\n"

    assert read(text).text == LEAD


def test_a_signature_and_a_legal_notice_are_left_out() -> None:
    assert read(f"{LEAD}\n\n-- \nAda Orlo writes for the Courier and reads every message.\n").text == LEAD
    assert read(f"{LEAD}\n________________\nThis email is confidential and for its recipient.\n").text == LEAD


def test_a_forwarded_message_keeps_its_own_title_date_and_sender() -> None:
    header = "---------- Forwarded message ---------\nFrom: The Arn Post <a@arn.example>\nDate: 1 Mar 2024 at 09:00\n"
    article = read(
        f"{header}Subject: Wall at last\nTo: <jon@holm.example>\n\n{LEAD}\n\n{COST}", "Fwd: Wall at last"
    )

    assert (article.title, article.author) == ("Wall at last", "The Arn Post")
    assert str(article.published) == "2024-03-01"
    assert article.text == f"{LEAD}\n\n{COST}"


def test_recipients_and_links_to_unsubscribe_are_nowhere() -> None:
    footer = "Unsubscribe: https://veld.example/u?token=SECRET. This email was sent to ada@orlo.example."
    for text, kind in ((f"{LEAD}\n\n{footer}", "text/plain"), (f"<p>{LEAD}</p><p>{footer}</p>", "text/html")):
        article = read(text, kind=kind)

        assert "SECRET" not in repr(article)
        assert "ada@orlo" not in repr(article)


def test_footers_of_newsletters_are_removed() -> None:
    footer = (
        "You are receiving this email because you signed up. If you no longer wish to receive it, tell us."
    )

    assert read(f"{LEAD}\n\n{footer}\n\nOur mailing address is: Port Street 5, Veld.").text == LEAD


def test_html_is_read_where_addresses_of_links_stand_in_the_text() -> None:
    boundary = "--b\nContent-Type: text/plain\n\nThe wall (https://veld.example/c/1) is approved by the council now.\n"
    html = f"--b\nContent-Type: text/html\n\n<p>{LEAD}</p>\n--b--\n"

    assert read(boundary + html, kind="multipart/alternative; boundary=b").text == LEAD
