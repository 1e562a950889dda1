"""Words of many languages are found on an English site and on one of their own, and lead to their marked place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit, hits, mkdocs_build, served, visit
from conftest import MakeSite

from generator import search
from generator.build import brief

CONFIG = """\
site_name: Test
theme: {name: material, font: false}
extra_css: [assets/briefing.css]
plugins: [{briefing: {rights: full, language: %s}}]
"""
TEXTS = {
    "ar": "أعلن المجلس يوم الاثنين نتائج المحادثات حول الميناء. وصلت تسع سفن إلى الرصيف الجديد قبل الظهر.",
    "cs": "Rada města schválila stavbu nové hráze v pondělí. Rybáři čekali na povolení devět dní a pak vypluli.",
    "de": "Die Straße zum Hafen bleibt gesperrt. Die neue Hafengebührenordnung kostet neun Kronen. "
    "Frau Müller überreichte die Schlüssel am Dienstag.",
    "en": "The council approved a cease-fire between the fleets on Monday. Captain O’Brien can’t leave before noon. "
    "The U.S. envoy flew an F-16 past the naïve café owner. The wall is nine metres high.",
    "es": "El consejo aprobó la construcción del dique el lunes. Los pescadores esperaron nueve días en el puerto.",
    "fr": "Les élèves de l’école ont applaudi la décision du conseil. La digue coûtera neuf millions de couronnes.",
    "he": "המועצה אישרה את בניית החומה ביום שני. הדייגים חיכו תשעה ימים ליד הנמל הישן.",
    "hi": "परिषद ने सोमवार को नई दीवार की योजना को मंज़ूरी दी। मछुआरे नौ दिनों से बंदरगाह पर इंतज़ार कर रहे थे।",
    "it": "Il consiglio ha approvato l’accordo sulla diga lunedì. I pescatori hanno aspettato nove giorni nel porto.",
    "ja": "市議会は月曜日に新しい防波堤の建設を承認した。漁師たちは九日ぶりに港から海へ出た。",
    "ko": "시의회는 월요일에 새 방파제 건설을 승인했다. 어부들은 아흐레 동안 항구에서 기다렸다.",
    "nl": "De raad keurde maandag de bouw van de dijk goed. De vissers wachtten negen dagen in de havenkantine.",
    "pl": "Rada zatwierdziła w poniedziałek budowę nowej zapory. Rybacy czekali dziewięć dni w porcie na zgodę.",
    "pt": "O conselho aprovou a construção do cais na segunda-feira. Os pescadores esperaram nove dias pela decisão.",
    "ru": "Совет одобрил строительство стены в понедельник. Рыбаки ждали девять дней и поднялись на корабли.",
    "th": "สภาเมืองอนุมัติแผนสร้างกำแพงใหม่เมื่อวันจันทร์. ชาวประมงรอคอยที่ท่าเรือมานานเก้าวัน.",
    "tr": "Belediye meclisi pazartesi günü yeni iskelenin yapımını onayladı. Balıkçılar limanda dokuz gün bekledi.",
    "uk": "Об’єднана рада схвалила будівництво стіни в понеділок. П’ять кораблів чекали на дозвіл дев’ять днів.",
    "zh": "市议会星期一批准了新海堤的建设计划，费用为九百万克朗。渔民协会欢迎这一决定，并呼吁尽快开工。",
}
# What is asked, and the number of the sentence that it leads to.
QUESTIONS = [
    ("ar", "محادثات", 1), ("ar", "المحادثات", 1), ("ar", "الرصيف", 2),
    ("cs", "hráze", 1), ("cs", "hraze", 1), ("cs", "hráz", 1), ("cs", "Rybáři", 2),
    ("de", "strasse", 1), ("de", "Straße", 1), ("de", "Gebühren", 2), ("de", "uberreichte", 3),
    ("de", "ueberreichte", 3), ("de", "Mueller", 3), ("de", "Schlu\u0308ssel", 3), ("de", "Dienstage", 3),
    ("en", "ceasefire", 1), ("en", "cease-fire", 1), ("en", "cease fire", 1), ("en", "Brien", 2), ("en", "O'Brien", 2),
    ("en", "obrien", 2), ("en", "cant", 2), ("en", "US", 3), ("en", "U.S.", 3), ("en", "F16", 3), ("en", "cafe", 3),
    ("en", "approves", 1), ("en", '"nine metres high"', 4),
    ("es", "construccion", 1), ("es", "diques", 1),
    ("fr", "école", 1), ("fr", "ecole", 1), ("fr", "l'école", 1), ("fr", "L’E\u0301COLE", 1), ("fr", "million", 2),
    ("he", "נמל", 2), ("he", "הנמל", 2), ("he", "המועצה", 1),
    ("hi", "बंदरगाह", 2), ("hi", "दीवार", 1),
    ("it", "accordo", 1), ("it", "l'accordo", 1), ("it", "lunedi", 1),
    ("ja", "防波堤", 1), ("ja", "承認", 1), ("ja", "港", 2), ("ja", "“防波堤”", 1),
    ("ko", "항구", 2), ("ko", "방파제", 1),
    ("nl", "dijken", 1), ("nl", "kantine", 2),
    ("pl", "zapora", 1), ("pl", "porcie", 2), ("pl", "zatwierdzila", 1),
    ("pt", "construcao", 1), ("pt", "segunda feira", 1),
    ("ru", "стена", 1), ("ru", "рыбак", 2), ("ru", "РЫБАКИ", 2),
    ("th", "กำแพง", 1), ("th", "ท่าเรือ", 2),
    ("tr", "iskele", 1), ("tr", "BALIKÇILAR", 2), ("tr", "gun", 1),
    ("uk", "п'ять", 2), ("uk", "П’ЯТЬ", 2), ("uk", "пять", 2), ("uk", "стіна", 1),
    ("zh", "海堤", 1), ("zh", "“海堤”", 1), ("zh", "建设计划", 1), ("zh", "议会", 1), ("zh", "克朗。渔民", 1),
]  # fmt: skip


def make(folder: Path, language: str, guests: tuple[str, ...]) -> Path:
    for name in ("docs", "seeds"):
        (folder / name).mkdir(parents=True)
    for code in guests:
        (folder / f"seeds/{code}.txt").write_text(TEXTS[code] + "\n", encoding="utf-8")
        (folder / f"seeds/{code}.txt.meta.yml").write_text(f"title: Report {code}\nlanguage: {code}\n")
    (folder / "mkdocs.yml").write_text(CONFIG % language, encoding="utf-8")
    return mkdocs_build(folder / "mkdocs.yml")


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Visit]:
    """The search page of an English site with an article in each language."""
    site = make(tmp_path_factory.mktemp("languages") / "site", "en", tuple(TEXTS))
    with served(site) as origin, visit(browser, origin) as opened:
        opened.goes("search/")
        yield opened
        assert (opened.noted, opened.said, opened.outside) == ([], [], [])


@pytest.mark.parametrize(("language", "words", "sentence"), QUESTIONS)
def test_a_word_leads_to_its_sentence(window: Visit, language: str, words: str, sentence: int) -> None:
    found = hits(window.page, words)

    assert found == [(f"{window.origin}articles/{language}/", f"Report {language}")]
    result = window.page.locator(".b-results > li")
    places = result.locator("a.b-place").evaluate_all("all => all.map(place => place.href)")
    assert f"{window.origin}articles/{language}/#s{sentence}" in places
    assert result.locator("q b").count()


@pytest.mark.parametrize("language", ["he"])
def test_a_site_of_another_language_is_searched(tmp_path: Path, browser: Any, language: str) -> None:
    site = make(tmp_path / "site", language, (language,))
    questions = [question for question in QUESTIONS if question[0] == language]

    with served(site) as origin, visit(browser, origin) as window:
        window.goes("search/")
        for _, words, _ in questions:
            assert hits(window.page, words) == [(f"{origin}articles/{language}/", f"Report {language}")]
        assert (window.noted, window.said, window.outside) == ([], [], [])


def test_the_index_is_the_same_whatever_the_language_of_the_site(site: MakeSite) -> None:
    seeds = {f"{code}.txt": text for code, text in TEXTS.items()}

    english, korean = (search.bundles(brief(site(seeds, language=language))) for language in ("en", "ko"))

    assert english == korean
