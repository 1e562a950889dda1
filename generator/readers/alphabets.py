"""Which encoding of Latin letters a text is in: that in which its letters belong to the alphabet of its language.

A detector of encodings counts pairs of letters and needs some hundred of them. In a short text of a Western language
it takes é for the e of another alphabet as often as not, as ê and ę share a byte. The language of such a text is told
by its ASCII letters, and its alphabet rules out the wrong readings.
"""

from __future__ import annotations

import re
import unicodedata

from generator import language

# The letters beyond a-z that words of a language hold. Languages that are not listed are never found here.
ALPHABETS = {
    "af": "áéíóúàèâêîôûëïöüŉ",
    "br": "âêîôûùüñ",
    "ca": "àèéíïòóúüç·",
    "cs": "áčďéěíňóřšťúůýž",
    "cy": "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ",
    "da": "æøåéáóä",
    "de": "äöüßéèáàêç",
    "en": "éèêëïöüáíóñçàâôîåäø",
    "es": "áéíóúüñºª",
    "et": "äõöüšžé",
    "eu": "ñüçáéíóú",
    "fi": "äöåšžéü",
    "fo": "áðíóúýæø",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú",
    "gl": "áéíóúüñï",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìíîòóùú",
    "lb": "äëéèêöüïç",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nb": "æøåéèêóòôüä",
    "nl": "áéíóúàèëïöüĳêçñ",
    "nn": "æøåéèêóòôüä",
    "no": "æøåéèêóòôüä",
    "oc": "àáèéíïòóúüç·",
    "pl": "ąćęłńóśźż",
    "pt": "ãáàâçéêíóôõúüèºª",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ",
    "sq": "çë",
    "sv": "åäöéáàèëüæø",
    "tr": "çğıöşüâîûİ",
}
CODECS = (
    "cp1252",
    "cp1250",
    "cp1254",
    "cp1257",
    "mac-roman",
    "iso8859-2",
    "iso8859-15",
)  # the likelier first
MARKS = "–—‘’‚“”„†‡•…‰‹›™€¡¢£¥§©«¬®°±²³µ¶·¹º»¼½¾¿ª\xa0\xad´¨"  # that authors write
STRANGE_MARK = re.compile(
    rf"[^\w\x00-\x7f{MARKS}]|(?<=[^\W\d_])[^\w\x00-\x7f’‘–—\xad·](?=[^\W\d_])"
)  # inside a word
LAST_LATIN = "\u024f"  # the end of Unicode's Latin Extended-B
LETTER = re.compile(r"[^\W\d_a-zA-Z]")
MAX_BYTES_READ = 100_000  # of a text; each of these codecs has one byte for a letter
MAX_LETTER_SHARE = 0.5  # of the letters; more beyond a-z is the text of another script, read as this one
MIN_OWN_SHARE = (
    0.75  # of those letters, in the alphabet of the language; the rest may be names of people and places
)
MAX_LANGUAGES = 3  # of the likeliest for a text; with few letters, neighbours are taken for each other


def find_codec(data: bytes) -> str | None:
    """The codec in which bytes are a text of a language with Latin letters; None if there is no such reading."""
    shares = {codec: _own_share(data, codec) for codec in CODECS}
    best = max(CODECS, key=lambda codec: shares[codec])  # the first of equals
    return best if shares[best] >= MIN_OWN_SHARE else None


def _own_share(data: bytes, codec: str) -> float:
    """The share of the letters beyond a-z that its language has, if the text is decoded so; 0 if it is no text.

    1 if there are no such letters.
    """
    try:
        text = unicodedata.normalize("NFC", data[:MAX_BYTES_READ].decode(codec))
    except UnicodeDecodeError:
        return 0
    letters = list(LETTER.finditer(text))
    if len(letters) > MAX_LETTER_SHARE * sum(map(str.isalpha, text)) or STRANGE_MARK.search(text):
        return 0
    if not letters:
        return 1
    codes = language.likeliest(text)[:MAX_LANGUAGES]
    alphabets = (ALPHABETS[code] for code in codes if code in ALPHABETS)
    shares = [sum(_is_own(letter, alphabet) for letter in letters) / len(letters) for alphabet in alphabets]
    return max((share for share in (*shares[:1], *(share for share in shares[1:] if share == 1))), default=0)


def _is_own(letter: re.Match[str], alphabet: str) -> bool:
    """True if a letter is of the alphabet, and no capital behind a small letter."""
    text, start = letter.string, letter.start()
    return letter[0].lower() in alphabet and not (
        letter[0].isupper() and text[max(0, start - 1) : start].islower()
    )


def is_latin(text: str) -> bool:
    """True if most letters of a text are Latin."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(letter <= LAST_LATIN for letter in letters) > len(letters)
