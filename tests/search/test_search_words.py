"""The keys of a text, in Python for the index and in a browser for the question: the same ones."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import served
from conftest import PROJECT

from generator.search.words import tokens

TEXTS = {
    "a cease-fire": "a cease fire ceasefire ceasefire",
    "l’école": "l ecole lecole lecole",
    "L'ÉCOLE": "l ecole lecole lecole",
    "Ju\u0308rgen Jürgen": "jurgen jurgen",
    "Straße": "strasse",
    "the U.S. and us": "the u s us us^ us us^ and us",
    "the WHO, the UN, NATO": "the who who^ the un un^ nato",
    "1,250,000 or 1250000": "1250000 or 1250000",
    "3,5 and 3.5": "3.5 and 3.5",
    "$1.25bn": "1.25bn",
    "F‑16 COVID-19": "f 16 f16 f16 covid 19 covid19 covid19",
    "har\u00adbour_wall": "harbour wall",
    "п’ять п'ять пʼять": " ".join(["п ять пять пять"] * 3),
    "ёлка йод": "елка иод",
    "建设计划，海堤": "建设 设计 计划 划 海堤 堤",
    "F-16戦闘機": "f 16 戦闘 闘機 機",
    "ベルドの港": "ベル ルド ドの の港 港",
    "ท่าเรือ": "ท่ ่า าเ เร รื ือ อ",
    "항구가": "항구가",
    "बंदरगाह": "बंदरगाह",
    "المحادثات": "المحادثات محادثات~",
    "הנמל": "הנמל נמל~",
    "İstanbul Işık": "istanbul isik",
    "ﬁnance ＡＢＣ": "finance abc abc^",
    "—…!?": "",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_the_keys_that_it_is_looked_for_by(text: str) -> None:
    assert " ".join(key for _, key, _ in tokens(text, "xx")) == TEXTS[text]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "policy policies"),
        ("en", "stop stopped stopping"),
        ("de", "Verhandlung Verhandlungen"),
        ("fr", "sanction sanctions"),
        ("ru", "санкции санкциями санкций"),
        ("pl", "sankcja sankcje"),
        ("uk", "порту порт порти"),
        ("tr", "görüşmeler görüşme"),
        ("cs", "sankce sankcí"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, text: str) -> None:
    assert len({stem for _, _, stem in tokens(text, language)}) == 1


def test_a_browser_finds_the_same_keys_at_the_same_positions(browser: Any) -> None:
    texts = [*TEXTS, (PROJECT / "docs/guide.md").read_text("utf-8")]
    with served(PROJECT / "templates/assets") as origin:
        page = browser.new_page()
        page.goto(f"{origin}search/words.js")
        found = page.evaluate(
            "async (texts) => { const { tokens } = await import(location.href);"
            "return texts.map((text) => tokens(text).map(({ position, key }) => [position, key])); }",
            texts,
        )
        page.close()

    expected = [[[position, key] for position, key, _ in tokens(text, "xx")] for text in texts]
    assert [sorted(listed) for listed in found] == [sorted(listed) for listed in expected]
