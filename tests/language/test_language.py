"""Where sentences end, what counts as a word, and which language a text is in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import detection, language_of, right_to_left, sentences, stem, stop_words, words

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"numpy", "py3langid", "sentencex", "snowballstemmer", "stopwordsiso"}
NEWS = ROOT.parent / "shared" / "eval" / "segmentation-pud-news.jsonl"
BEST_MEASURED = 0.998  # one boundary of 285 is drawn that the annotators did not draw


def split(paragraph: str, language: str = "en") -> list[str]:
    return [paragraph[start:end] for start, end in sentences(paragraph, language)]


# A bar marks where one sentence ends and the next begins.
ENGLISH = {
    "plain": "The talks began on Monday.| They ended on Friday.| Nobody signed.",
    "question and exclamation": "Who pays?| Europe does!| For how long?!| Nobody knows.",
    "no end mark at the end": "The talks began.| More follows",
    "lower case goes on": "The firm Yahoo! is for sale.| A spokesman for which? magazine agreed.",
    "brand in camel case": "Sales fell.| iPhone prices rose.",
    "decimals": "Prices rose 1.5 percent to $2.30 a litre.| They had been at 0.9.",
    "times": "It starts at 7.30pm in Kyiv.| Doors open at 6.",
    "addresses on the web": "Write to news@example.org or see example.org/a.b?c=d today.| It is free.",
    "a missing space": "He left on Monday.|She stayed at home.",
    "no space in a name": "Node.Js and example.Com are names.",
    "titles": "Mr. Smith met Mrs. Jones, Dr. No, Prof. Higgins and Ms. Lee.| St. Patrick was absent.",
    "ranks": "Lt. Gen. Ben Hodges and Sen. Tim Kaine spoke to Gov. Tom Wolf and Rep. Liz Cheney.| Yes.",
    "initials": "J. K. Rowling and George W. Bush met William J. Burns.| The meeting was short.",
    "initials without space": "J.K. Rowling wrote it.| J.R.R. Tolkien did not.",
    "initial before an opener": "They moved on to plan B.| The others had failed.",
    "country in mid-sentence": "The U.S. Senate and the U.K. Treasury agreed.| The U.N. Council did not.",
    "country at the end": "He moved to the U.S.| In May he left.| She stayed in the U.S.| Mr. Lee left.",
    "company in mid-sentence": "Apple Inc. Chief Executive Tim Cook met Ford Motor Co. Chairman Bill Ford.",
    "company at the end": "He works for Apple Inc.| The firm has offices in Cork.",
    "exclamation in a company's name": "Shares of Yahoo! Inc. rose.| Others fell.",
    "month before a day": "It began on Feb. 24 and ends on Jan. 6.| He waits until Dec.| Kyiv rests.",
    "numbered things": "Colony No. 120 is on p. 5, fig. 3.| It is cold.",
    "the word no": "She said no.| Nobody moved.",
    "clock before a day": "Polls close at 8 p.m. Sunday in Kyiv.| Counting starts at 9 p.m. Eastern.",
    "clock in a named time": "It landed at 6 p.m. Moscow time.| It left at 4 a.m. GMT.",
    "clock at the end": "Polls close at 8 p.m.| Turnout was high.| It opened at 7 a.m.| “Early,” he said.",
    "Latin": "Some fruits, e.g. Polish apples, and one metal, i.e. Russian nickel, fell.| Why?",
    "and so on": "Apples, pears, etc. are banned.| So are plums, cherries, etc.| The rest is allowed.",
    "versus": "It is Ukraine vs. Russia, as in Roe v. Wade.| Nobody won.",
    "state in a dateline": "PALO ALTO, Calif. — The company grew.| It moved to Austin, Tex.| It shrank.",
    "state and party": "Sen. Ted Cruz (R-Tex.) voted no.| So did Rand Paul, R-Ky.",
    "saint and street": "He lives in St. Petersburg near Wall St.| The flat is small.",
    "degree": "She holds a Ph.D. in physics.| He has none.",
    "curly quotation before its speaker": "“We are here.”| He waited.",
    "straight quotation before its speaker": '"We are here."| He waited.| "Nobody came."',
    "question before a lower-case speaker": "“Where is it?” she asked.| “There!” he said.",
    "question before a named speaker": "“Who is it?” Mr. Lee asked.| “Me!” President Zelensky said in Kyiv.",
    "straight question, named speaker": '"Who is it?" Mr Blair asked.| "Me!" Mr Brown told reporters.',
    "question before a new statement": "“Who is there?”| Mr. Malofeev said he heard nothing.",
    "several sentences in a quotation": "“We came.| We saw.| We left,” he said.| “Then we slept.”",
    "straight sentences in a quotation": '"We came.| We saw.| We left," he said.| "Then we slept."',
    "quotation opening the next sentence": "He was angry.| “Go home,” he said.",
    "straight quotation opening the next": 'He was angry.| "Go home," he said.',
    "one quotation after another": "“Why?”| “Because.”| ‘So what?’| ‘Nothing.’",
    "quotation within a quotation": "“They said: ‘We have your son.’| I wept,” he said.",
    "full stop outside the quotation": "He called it “the end”.| She called it 'a start'.| They parted.",
    "question inside, full stop outside": "He asked “why?”.| Nobody knew.",
    "abbreviation closing a quotation": "“We came from the U.S.”| Officials nodded.",
    "German quotation marks in English": "„It is done.“| Everybody left.",
    "parentheses": "It fell (as it had in May).| (Nobody noticed.)| It rose again.",
    "mark in parentheses": "He thanked (!) Moscow for (?) Grain.| Nobody laughed.",
    "ellipsis in mid-sentence": "We wait … and wait... for peace.| It is late.",
    "ellipsis trailing off": "We waited...| But nobody came.| We left…| The end.",
    "ellipsis before a name": "The winner is... Ukraine.| Kyiv cheered.",
    "ellipsis for words left out": "“More people borrow … While this works now, it may not later,” she said.",
    "ellipsis behind a full stop": "“Happy birthday! …| I am glad,” he wrote.| “It ended. . . .| We left.”",
    "spaced dots": "We wait . . . and wait.| It is late.",
    "elision in brackets": "“We came.| […] The rest stayed,” he said.",
    "ellipsis closing a quotation": "“If only …”| Nobody answered.",
    "numbered list on a line": "1. Food is short.| 2. Fuel is short.| 3. Nobody pays.",
    "lettered list on a line": "A. The food is short.| B. The fuel is gone.",
    "number at the end": "The year was 2022.| The war began in Room 5.| Nobody knew.",
    "list with bullets": "We need:\n|• food\n|• fuel.| And soon.\n|* The rest",
    "list with dashes": "We need:\n|- Food\n|– Fuel",
    "list with numbers": "We need\n|1. Food\n|2) Fuel",
    "wrapped lines": "The talks began\non Monday.| They\nended.",
    "dash at the start of a wrapped line": "The talks\n– which nobody wanted –\nended.",
    "empty line": "A headline\n\n|The talks began.",
    "dash before a speaker": "Go away! – he shouted.| He meant it.",
    "marks standing apart": "What ? !| The end .| Nobody left",
    "last quotation mark standing apart": 'He said nothing. "',
    "money and numbers open sentences": "Prices rose.| $5 buys a loaf.| 12 people queued.| £3 is gone.",
    "possessive is not an initial": "The choice was Jack's.| Bob objected.",
}  # fmt: skip


@pytest.mark.parametrize("marked", ENGLISH.values(), ids=ENGLISH.keys())
def test_an_english_sentence_ends_where_a_reader_would_end_it(marked: str) -> None:
    expected = [sentence.strip() for sentence in marked.split("|")]

    assert split(marked.replace("|", "")) == expected


FOREIGN = {
    "German ordinal": ("de", "Am 3. Oktober kam Dr. Müller.| Er ging bald."),
    "German quotation": ("de", "„Das ist gut.“| Danach ging er."),
    "French initial": ("fr", "M. Macron est arrivé.| « Bonjour ! » a-t-il dit."),
    "Spanish questions": ("es", "El Sr. Sánchez llegó ayer.| ¿Qué hace?| Nada."),
    "Russian initials": ("ru", "Президент В. В. Путин прибыл.| Он встретился с А. Петровым и др. лицами."),
    "Ukrainian abbreviation": ("uk", "Б. Джонсон відвідав Київ, Львів і др. міста.| Він поїхав."),
    "Arabic question": ("ar", "قال الرئيس إنه سيأتي.| هل تعلم؟| نعم."),
    "Chinese without spaces": ("zh", "我们走了。|真的吗？|是的！"),
    "beyond the Basic Multilingual Plane": ("de", "Gut 😀 so.| Er ging 😀.| Ende."),
    "list": ("de", "Es fehlt:\n|• Brot\n|• Milch"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "marked"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_sentence_ends_where_its_readers_would_end_it(language: str, marked: str) -> None:
    expected = [sentence.strip() for sentence in marked.split("|")]

    assert split(marked.replace("|", ""), language) == expected


def test_a_region_behind_the_language_changes_nothing() -> None:
    text = "Am 3. Oktober kam er. Er ging bald."

    assert sentences(text, "de-AT") == sentences(text, "de_DE") == sentences(text, "de")


def test_an_unknown_language_in_latin_script_follows_the_english_rules() -> None:
    assert split("He met Mr. Smith. They spoke.", "und") == ["He met Mr. Smith.", "They spoke."]


def test_an_unknown_language_in_another_script_is_split_all_the_same() -> None:
    assert split("Это первое. Это второе.", "und") == ["Это первое.", "Это второе."]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u2028", "\u3000"])
def test_every_kind_of_white_space_is_as_good_as_a_blank(space: str) -> None:
    text = "Wir lesen Teil A . Danach gehen wir. Ende."

    assert sentences(text.replace(" ", space), "de") == sentences(text, "de")


def test_a_paragraph_too_long_for_the_foreign_rules_is_still_split() -> None:
    paragraph = "Это предложение. " * 1_000

    assert split(paragraph, "ru") == ["Это предложение."] * 1_000


@pytest.mark.parametrize("language", ["en", "de", "zh", "und"])
@pytest.mark.parametrize("paragraph", ["", " ", "\n \n\t"])
def test_white_space_holds_no_sentence(paragraph: str, language: str) -> None:
    assert sentences(paragraph, language) == ()


PIECES = st.sampled_from(
    [
        *"abAB19 .!?…\n\t-–—•\"'“”‘’()[]«»„,",
        "Mr.",
        "U.S.",
        "p.m.",
        "No.",
        "Inc.",
        " The ",
        " said ",
        "...",
        ". ",
        "。",
        "é",
        "Ж",
        "м",
        "😀",
        "\u2028",
    ]
)
PARAGRAPHS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(PARAGRAPHS, st.sampled_from(["en", "de", "ru", "zh", "und"]))
def test_sentences_are_in_order_without_margins_and_leave_nothing_out(paragraph: str, language: str) -> None:
    spans = sentences(paragraph, language)

    edges = [edge for span in spans for edge in span]
    gaps = zip([0, *edges[1::2]], [*edges[::2], len(paragraph)], strict=True)
    assert edges == sorted(edges)
    assert all(paragraph[start:end] == paragraph[start:end].strip() != "" for start, end in spans)
    assert all(not paragraph[start:end].strip() for start, end in gaps)


def test_boundaries_in_english_news_are_those_that_people_drew() -> None:
    if not NEWS.exists():
        pytest.skip("The news with boundaries drawn by people is not part of this repository.")
    articles = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]

    right = drawn = found = 0
    for article in articles:
        theirs = {len(article["text"][:end].rstrip()) for end in article["ends"][:-1]}
        ours = {end for _, end in sentences(article["text"])[:-1]}
        right, drawn, found = right + len(theirs & ours), drawn + len(theirs), found + len(ours)

    assert 2 * right / (drawn + found) >= BEST_MEASURED


WORDS = {
    "lower case, no punctuation": ("en", "“Kyiv,” he SAID — twice!", "kyiv he said twice"),
    "apostrophes": ("en", "Don’t take Ukraine’s 'word'", "don't take ukraine's word"),
    "numbers": ("en", "1,30,000 of 1.5m, 24th at 7.30pm, 50%", "1,30,000 of 1.5m 24th at 7.30pm 50"),
    "initials of countries": ("en", "U.S.-led and E.U. aid, e.g. now.", "u.s led and e.u aid e.g now"),
    "hyphens": ("en", "Russian-backed F-16s, Covid-19, e-mail", "russian backed f-16s covid-19 e-mail"),
    "elision": ("fr", "L’accord qu’il signe aujourd’hui", "l accord qu il signe aujourd hui"),
    "apostrophe inside a Ukrainian word": ("uk", "П’ять міст", "п'ять міст"),
    "dotless i": ("tr", "IRAK İle", "ırak ile"),
    "combining marks": ("hi", "हिन्दी समाचार", "हिन्दी समाचार"),
    "composed and decomposed": ("fr", "cafe\u0301", "café"),
    "Arabic": ("ar", "قال الرئيس، نعم.", "قال الرئيس نعم"),
    "Chinese in pairs": ("zh", "世界新闻。好", "世界 界新 新闻 好"),
    "scripts side by side": ("ja", "NATO首脳会議2022", "nato 首脳 脳会 会議 2022"),
    "underscores and soft hyphens": ("en", "_sanc\u00adtions_", "sanctions"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), WORDS.values(), ids=WORDS.keys())
def test_words_are_what_a_reader_would_look_up(language: str, text: str, expected: str) -> None:
    assert words(text, language) == tuple(expected.split())


@given(st.text())
def test_words_are_lower_case_and_never_empty(text: str) -> None:
    assert all(word and not any(map(str.isspace, word)) and "_" not in word for word in words(text))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "sanctions", "sanctioned"),
        ("en", "ukraine's", "ukraine"),
        ("de", "verhandlungen", "verhandlung"),
        ("ru", "санкции", "санкций"),
        ("nb", "nyheter", "nyhetene"),
        ("en-GB", "talks", "talk"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stem("міста", "uk") == "міста"


@pytest.mark.parametrize(
    ("language", "word"), [("en", "the"), ("de", "und"), ("ru", "и"), ("nn", "og"), ("en-US", "don't")]
)
def test_stop_words_are_those_of_the_language(language: str, word: str) -> None:
    assert word in stop_words(language)


def test_stop_words_are_written_as_words_writes_them() -> None:
    assert all(words(word, "fr") == (word,) for word in stop_words("fr"))


def test_an_unknown_language_has_no_stop_words() -> None:
    assert stop_words("tlh") == frozenset()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The foreign ministers agreed on Tuesday to extend the sanctions."),
        ("de", "Die Außenminister einigten sich am Dienstag auf weitere Sanktionen."),
        ("fr", "Les ministres des affaires étrangères ont décidé de prolonger les sanctions."),
        ("uk", "Міністри закордонних справ домовилися у вівторок продовжити санкції."),
        ("ar", "اتفق وزراء الخارجية يوم الثلاثاء على تمديد العقوبات المفروضة."),
        ("zh", "外交部长们星期二同意延长对俄罗斯的制裁措施并继续谈判。"),
    ],
)
def test_the_language_of_a_sentence_is_recognised(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "Kyiv", "2022-02-24 20:22 " * 50])
def test_too_few_letters_say_nothing_about_the_language(text: str) -> None:
    assert language_of(text) is None


def test_only_the_beginning_of_a_text_is_asked_for_its_language() -> None:
    english = "The foreign ministers agreed on Tuesday to extend the sanctions. " * 40

    assert language_of(english + "Die Außenminister einigten sich am Dienstag. " * 400) == "en"


def test_a_text_that_is_evidently_english_needs_no_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "likeliest", lambda text: pytest.fail("was asked"))
    english = (
        "The ministers said on Tuesday that they would extend the sanctions, which have hit the port. " * 9
    )

    assert language_of(english) == "en"


def test_a_passage_in_another_language_is_left_to_the_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(detection, "likeliest", lambda text: (asked.append(text), ("de", "en"))[1])
    english = "The ministers said on Tuesday that they would extend the sanctions. " * 4
    german = "Die Minister einigten sich am Dienstag auf weitere Strafen gegen den Hafen. " * 4

    answers = [language_of(text) for text in (english + german, german + english, english + german + english)]

    assert answers == ["de"] * 3
    assert len(asked) == 3


def test_arabic_hebrew_persian_and_urdu_run_from_right_to_left() -> None:
    assert all(map(right_to_left, ["ar", "he", "fa", "ur", "ar-EG"]))
    assert not any(map(right_to_left, ["en", "ru", "zh", ""]))


def test_no_library_is_loaded_before_it_is_needed() -> None:
    code = "import sys, generator.language as language; language.sentences('A. B.'); print(*sys.modules)"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert HEAVY.isdisjoint(ran.stdout.split())
