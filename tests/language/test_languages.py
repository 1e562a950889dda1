"""Thirteen languages, from the file to the page: a short article in each, and what a person would make of it.

A file in `languages/` holds a sentence a line behind its verdict, and an empty line between paragraphs.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from conftest import MakeSite, article_of, quotable_in, sentences_of

from generator import language, pages
from generator.build import brief, build
from generator.errors import VerificationError
from generator.language import packs, scripts
from generator.models import Article, Method, Page, RejectionReason, Theme, TitleOrigin
from generator.safety.verification import verify
from generator.standalone.verdicts import judge_sentences
from generator.summarizers import Size, summarize
from generator.themes import match
from generator.themes import places as places_of

FOLDER = Path(__file__).parent / "articles"
CODES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
VERDICTS = {
    "may be quoted": None,
    "bare": RejectionReason.BARE_QUOTATION,
    "dangling": RejectionReason.DANGLING,
    "question": RejectionReason.QUESTION,
}
TALKS = {
    "ar": ("مفاوضات", "محادثات"), "de": ("Verhandlung*", "Gespräche"), "en": ("talks",),
    "es": ("negociaci*", "conversaciones"), "fr": ("négociation", "pourparlers"), "it": ("trattativ*", "colloqui"),
    "nl": ("onderhandeling", "gesprekken"), "pl": ("negocjacj*", "rozmow*"), "pt": ("negociaç*", "conversas"),
    "ru": ("переговор",), "tr": ("görüşme*",), "uk": ("переговор*",), "zh": ("谈判",),
}  # fmt: skip

Paragraphs = list[list[tuple[str, str]]]


@cache
def written(code: str) -> tuple[str, Paragraphs]:
    """The title of a text, and its paragraphs as (verdict, sentence)."""
    (heading,), *paragraphs = [
        [
            (verdict, sentence)
            for verdict, _, sentence in (line.partition(" | ") for line in block.splitlines())
        ]
        for block in (FOLDER / f"{code}.txt").read_text(encoding="utf-8").split("\n\n")
    ]
    return heading[1], paragraphs


def seed(code: str) -> str:
    title, paragraphs = written(code)
    between = "" if code == "zh" else " "
    return (
        "\n\n".join([title, *(between.join(sentence for _, sentence in each) for each in paragraphs)]) + "\n"
    )


@cache
def article(code: str) -> Article:
    return article_of(seed(code), f"{code}.txt")


def test_there_is_a_text_for_every_table_of_openings() -> None:
    assert set(CODES) == {code for code in packs.codes() if packs.pack(code).openings.who}


@pytest.mark.parametrize("code", CODES)
def test_the_language_of_a_file_is_recognised_by_its_words(code: str) -> None:
    assert article(code).language == code
    assert article(code).title == written(code)[0]


@pytest.mark.parametrize("code", CODES)
def test_its_sentences_end_where_its_readers_would_end_them(code: str) -> None:
    assert sentences_of(article(code)) == [sentence for each in written(code)[1] for _, sentence in each]


@pytest.mark.parametrize("code", CODES)
def test_what_may_be_quoted_is_what_stands_alone_in_it(code: str) -> None:
    expected = [(sentence, VERDICTS[verdict]) for each in written(code)[1] for verdict, sentence in each]

    found = [(article(code).words_of(each), each.rejection) for each in article(code).numbered]

    assert found == expected


@pytest.mark.parametrize("code", CODES)
def test_its_words_are_found_and_a_part_of_them_are_stop_words(code: str) -> None:
    words = language.words(article(code).text, code)
    stopped = [word for word in words if word in language.stop_words(code)]

    assert len(words) > 80
    assert 0 < len(stopped) < 0.7 * len(words)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("code", CODES)
def test_every_summarizer_takes_extracts_from_it(code: str, method: Method) -> None:
    extracts = summarize(article(code), method, Size(sentences=3)).extracts

    may = [sentence for each in written(code)[1] for verdict, sentence in each if verdict == "may be quoted"]
    assert len(extracts) == 3
    assert {article(code).words_of(extract) for extract in extracts} <= set(may)


@pytest.mark.parametrize("code", CODES)
def test_a_theme_is_found_by_a_term_in_its_language(code: str) -> None:
    theme = Theme(id="talks", title="Talks", about="", terms=TALKS[code])

    (found,) = match(article(code), [theme])

    assert found.evidence


def test_pages_say_which_words_are_in_which_language_and_direction(site: MakeSite) -> None:
    themes = {"talks": {"title": "Talks", "terms": TALKS}}
    settings = site({f"{code}.txt": seed(code) for code in CODES}, themes=themes, rights="full")

    build(settings)

    def page(path: str) -> str:
        return (settings.docs / path).read_text(encoding="utf-8")

    assert 'lang="' not in re.sub('<span class="b-note".*?>', "", page("articles/en.md"))
    assert '<blockquote cite="../../articles/de/#s1" lang="de"><p>' in page("articles/de.md")
    assert '<h1 id="title" lang="ar" dir="rtl">' in page("articles/ar.md")
    assert '<ol dir="rtl">' in page("articles/ar.md")
    assert re.search(r'<blockquote cite="[^"]*/ar/#s\d+" lang="ar" dir="rtl"><p>', page("articles/ar.md"))
    assert '<div lang="ar" dir="rtl">' in page("articles/ar.md")
    assert 'dir="rtl"' not in page("articles/zh.md")
    mixed = page("themes/talks.md")
    assert re.search(r'<blockquote cite="[^"]*/ar/#s\d+" lang="ar" dir="rtl"><p>', mixed)
    assert '<a class="b-title" lang="zh" href' in mixed
    assert min(int(words) for words in re.findall(r"(\d+) words", mixed)) > 80


def test_a_forged_quotation_in_another_language_stops_the_build(site: MakeSite) -> None:
    settings = site({"ar.txt": seed("ar")})
    briefing = brief(settings)
    rendered = list(pages.render(briefing, settings.templates))
    verify(briefing, rendered)
    forged = [Page(path=each.path, text=each.text.replace("استأنف مجلس", "رفض مجلس")) for each in rendered]

    with pytest.raises(VerificationError):
        verify(briefing, forged)


# --- what a language leaves out ----------------------------------------------------------------------------

TAGALOG = """\
Binuksan ang ikalawang tulay ng bayan

Ang konseho ng bayan ng Veld ay bumoto noong Lunes para sa ikalawang tulay sa ilog. Sinabi ng alkalde na si Oda Lind
na aabot sa anim na taon ang pagtatayo ng tulay. Natuwa ang mga mangingisda ng bayan sa bagong tulay na ito.
"""


def test_a_language_without_resources_is_published_and_says_what_is_missing(site: MakeSite) -> None:
    settings = site({"tl.txt": TAGALOG})

    build(settings)

    page = (settings.docs / "articles/tl.md").read_text(encoding="utf-8")
    missing = "has no stems and no table of openings"
    assert missing in page.partition("## Fingerprint")[2]
    assert missing in (settings.docs / "coverage.md").read_text(encoding="utf-8")


def test_resources_name_what_is_there() -> None:
    assert language.resources("de-AT").wanting == ()
    assert language.resources("uk").wanting == ("stems",)
    assert language.resources("tlh").wanting[0] == "stop words"
    assert language.resources("tlh").name == "tlh"


# --- quotations --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "whole"),
    [
        ("de", "»Die Brücke ist sicher gebaut«, sagte Oda Lind am Montag.", True),
        ("de", "»Die Brücke ist sehr sicher gebaut worden.«", False),
        ("de", "„Die Brücke ist sicher gebaut“, sagte sie am Montag.", False),
        ("de", "„Die Brücke ist sicher gebaut“, sagte der Minister.", False),
        ("fr", "« Le pont “ancien” de Veld est sûr », a déclaré Oda Lind.", True),
        ("fr", "« Le pont de Veld est sûr », a-t-elle ajouté.", False),
        ("es", "«El puente de Veld es seguro», dijo la alcaldesa.", False),
        ("it", "«Il ponte di Veld è sicuro», ha detto.", False),
        ("nl", "‘De brug is zo’n veilige plek voor Veld’, zei Oda Lind.", True),
        ("nl", "‘De brug is zo’n veilige plek voor heel Veld.’", False),
        ("pl", "– Most w Veld jest bezpieczny – powiedziała Oda Lind.", True),
        ("pl", "– Most w Veld jest bezpieczny – powiedział premier.", False),
        ("ru", "«Мост в Вельде безопасен», — сказала она в понедельник.", False),
        ("uk", "„Міст у Вельді цілком безпечний“, — сказала Ода Лінд.", True),
        ("tr", "“Veld köprüsü her zaman güvenlidir” dedi.", False),
        ("zh", "「维尔德的大桥非常安全可靠。」林德说。", True),
        ("zh", "“维尔德的大桥非常安全可靠。”她说。", False),
        ("zh", "“维尔德的大桥非常安全可靠。”", False),
    ],
)
def test_a_quotation_keeps_its_speaker(code: str, text: str, whole: bool) -> None:
    ((verdict,),) = judge_sentences([[text]], code)

    assert (verdict is None) is whole


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("de", "Es ist noch unklar, wie Veld die Brücke bezahlen will."),
        ("de", "Das Abkommen von Veld soll im Winter unterzeichnet werden."),
        ("de", "Der Minister Weber will die Brücke im Winter eröffnen."),
        ("fr", "Il est prévu de bâtir un deuxième pont à Veld."),
        ("fr", "Depuis lundi, le port de Marn est fermé aux navires."),
        ("es", "El acuerdo entre Veld y Marn se firmará en invierno."),
        ("es", "Después de un año de obras, Veld abrirá el segundo puente."),
        ("nl", "Zo’n 300 mensen uit Veld kwamen naar de nieuwe brug."),
        ("it", "Dopo il voto, il consiglio di Veld aprirà il ponte."),
        ("pt", "Depois do voto, o conselho de Veld abrirá a ponte."),
        ("tr", "Bu hafta Veld meclisi yeni köprüyü halka açacak."),
        ("ar", "هذا العام يفتتح مجلس مدينة فيلد الجسر الجديد."),
        ("uk", "Після голосування рада Вельда відкриє другий міст."),
        ("pl", "W tym tygodniu rada Veld podpisze umowę na nowy most."),
        ("ru", "Соглашение о мосте подпишут в Вельде зимой этого года."),
        ("zh", "也门港口的大桥工程将在冬季之前完工。"),
    ],
)
def test_what_only_looks_like_a_reference_may_be_quoted(code: str, sentence: str) -> None:
    (_, (verdict,)) = judge_sentences([["Veld."], [sentence]], code)

    assert verdict is None


# --- terms, lengths, titles --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("制裁", "对进口钢材的制裁曾两次延误", ["制裁"]),
        ("制裁*", "对进口钢材的制裁曾两次延误", ["制裁"]),
        ("عقوبات", "العقوبات والعقوبات بالعقوبات للعقوبات عقوباتٌ", 5),
        ("العقوبات", "والعقوبات وعقوبات", ["والعقوبات"]),
        ("حدة", "وحدة الدول", []),  # the first letter of "unity" is no "and"
        ("*sanktion*", "Die Wirtschaftssanktionen gelten", ["Wirtschaftssanktionen"]),
        ("прем'єр*", "Прем’єр приїхав", ["Прем’єр"]),
        ("NATO", "NATO’nun kararı", ["NATO"]),
    ],
)
def test_a_term_is_found_as_its_script_writes_words(term: str, text: str, found: list[str] | int) -> None:
    theme = Theme(id="theme", title="Theme", about="", terms=(term,))

    places = [text[place.start : place.end] for place in places_of(text, theme, "und")]

    assert (len(places) if isinstance(found, int) else places) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Veld and Marn agree.", 4),
        ("对进口钢材的制裁曾两次延误。", 7),
        ("NATO 2022年会议", 4),
        ("", 0),
        ("– – –", 3),
    ],
)
def test_two_chinese_characters_count_as_a_word(text: str, words: int) -> None:
    assert scripts.word_count(text) == words


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Der Rat von Veld hat am Montag die Verhandlungen mit dem Hafen von Marn über eine zweite Brücke begonnen.",
            "Der Rat von Veld hat am Montag die Verhandlungen mit dem Hafen von Marn",
        ),
        (
            "维尔德市议会星期一在市政厅恢复了与邻近的马恩港关于第二座大桥的谈判，市长奥达·林德和港口的代表以及渔民区的居民都出席了会议。",
            "维尔德市议会星期一在市政厅恢复了与邻近的马恩港关于第二座大桥的谈判",
        ),
    ],
)
def test_a_derived_title_ends_with_a_word_that_says_something(text: str, title: str) -> None:
    made = article_of(text)

    assert (made.title, made.title_origin, made.title_cut) == (title, TitleOrigin.DERIVED, True)


def test_a_language_without_a_table_is_judged_by_its_marks_alone() -> None:
    assert len(quotable_in(TAGALOG)) == 3


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ar", "ومن جهته، رفض ميناء مارن خطة المجلس الجديدة."),
        ("de", "Das Gericht wies die Klage am Montag in Veld ab."),
        ("es", "Por su parte, el puerto de Marn rechaza el plan."),
        ("fr", "Le ministre a ouvert lundi le pont de Veld."),
        ("fr", "L’attaque a fait quatre blessés lundi à Veld."),
        ("it", "Il ministro ha aperto lunedì il ponte di Veld."),
        ("nl", "Volgens hem is de brug van Veld veilig genoeg."),
        ("pl", "Minister podpisał w poniedziałek umowę na most w Veld."),
        ("pt", "O ministro abriu na segunda-feira a ponte de Veld."),
        ("ru", "По её словам, мост в Вельде откроют зимой."),
        ("tr", "Söz konusu köprü kışın Veld’de açılacak gibi görünüyor."),
        ("uk", "За його словами, міст у Вельді відкриють узимку."),
        ("zh", "与此同时，马恩港的工人开始了罢工。"),
    ],
)
def test_an_opening_that_leans_on_the_sentence_before_is_refused(code: str, sentence: str) -> None:
    (_, (verdict,)) = judge_sentences([["Veld."], [sentence]], code)

    assert verdict is RejectionReason.DANGLING


def test_a_flood_of_marks_is_judged_in_one_pass() -> None:
    flood = "Er sagte " + "„“»«" * 20_000 + ",," * 20_000 + "– " * 20_000 + "."

    assert len(next(iter(judge_sentences([[flood]], "de")))) == 1


ENDS = Path(__file__).parent / "ends"
WITHOUT_SPACES = ("ja", "zh")


@pytest.mark.parametrize("code", sorted(path.stem for path in ENDS.glob("*.txt")))
def test_sentences_full_of_abbreviations_end_where_they_end(code: str) -> None:
    sentences = (ENDS / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    text = ("" if code in WITHOUT_SPACES else " ").join(sentences)

    assert [text[start:end] for start, end in language.sentences(text, code)] == sentences


@pytest.mark.parametrize("code", ["fa", "he", "hi", "hy", "ja", "ka", "ko", "my", "th"])
def test_an_article_in_a_script_without_capitals_is_published(code: str, site: MakeSite) -> None:
    text = "\n\n".join((ENDS / f"{code}.txt").read_text(encoding="utf-8").splitlines())

    report = build(site({"a.txt": text, "a.txt.meta.yml": f"title: A\nlanguage: {code}\n"}))

    assert [article.language for article in report.briefing.articles] == [code]
    assert report.briefing.summaries["a"].extracts
