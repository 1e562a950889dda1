"""Texts of a sentence or two that declare no encoding, and texts that were decoded wrongly before they were saved."""

from __future__ import annotations

import pytest
from conftest import MakeSite

from generator import build
from generator.readers import encodings

SHORT_TEXTS = [
    ("cp1252", "Kommunen køber tre nye færger, siger borgmesteren på øen."),
    ("cp1252", "Båten låg kvar."),
    ("cp1252", "Päätös tehtiin eilen illalla."),
    ("cp1252", "Bæjarstjórnin samþykkti nýja brú yfir ána í gær."),
    ("cp1252", "„Das geht nicht“, sagte sie – und ging. Preis: 30 €."),
    ("cp1252", "Son cœur bat encore : « Jamais je n’ai été aussi déçu. »"),
    ("cp1252", "La niña cruzó el río a nado."),
    ("cp1252", "Não há pão."),
    ("cp1252", "La città non pagherà più i traghetti, perché costano troppo."),
    ("cp1252", "België gaat het geld halen in Oekraïne."),
    ("cp1252", "“It’s a façade,” said Mr. Peña."),
    ("cp1250", "Rada miasta zatwierdziła budowę muru, bo łodzie będą bezpieczne."),
    ("cp1250", "Dům je příliš malý."),
    ("cp1254", "Işık söndü, şehir karanlık."),
    ("cp1257", "Miesto taryba patvirtino naujos sienos statybą. Žvejai džiaugiasi."),
    ("mac-roman", "“It’s a shame,” said the mayor – and left."),
    ("iso8859-15", "Le prix est de 30 € par élève."),
    ("cp1251", "Совет города одобрил строительство новой стены."),
]
WALL = "Le conseil de Veld a approuvé la digue à midi, après neuf heures de débat très animé."


@pytest.mark.parametrize(("codec", "text"), SHORT_TEXTS)
def test_a_short_text_without_a_declared_encoding_keeps_its_letters(codec: str, text: str) -> None:
    assert encodings.decode(text.encode(codec)).text == text


def test_a_text_whose_letters_fit_no_language_is_not_guessed() -> None:
    with pytest.raises(encodings.Undecodable, match="Save it as UTF-8"):
        encodings.decode(
            b"The wall \xfe\xc8\xe5\xd0 of \xd0\xde\xfe\xc3\xaa Veld \xb3\xbe\xa5 cost nine \xde\xf0\xc3."
        )


@pytest.mark.parametrize("mistaken", ["cp1252", "latin-1"])
def test_utf_8_that_was_encoded_twice_is_decoded_twice(mistaken: str) -> None:
    twice = WALL.encode().decode(mistaken).encode()

    decoded = encodings.decode(twice)

    assert decoded.text == WALL
    assert decoded.encoding.origin.endswith("written as UTF-8 again")


@pytest.mark.parametrize(
    ("damaged", "note"),
    [
        ("The caf\ufffd of Veld was closed on Monday by the council.", "were lost before it was saved"),
        ("The cafÃ© of Veld – no longer open – was closed on Monday by the council.", 'signs such as "Ã©"'),
    ],
)
def test_damaged_letters_are_noted(site: MakeSite, damaged: str, note: str) -> None:
    report = build.build(site({"a.txt": damaged}))

    assert note in report.briefing.ledger[0].hint
