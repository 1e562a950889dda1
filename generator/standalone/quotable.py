"""Which sentences may be quoted on their own, and why the others may not.

Knows the sentences of one text, in order; nothing of files, summaries or themes. The rules lean to refusing:
a sentence left out costs less than one that misleads. English has rules of its own for verbs, names and captions;
another language has its marks and the table of its openings, and one without a table has the marks alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.language import openings, scripts
from generator.language.openings import Openings
from generator.models import RejectionReason

MIN_WORDS = 5  # shorter "sentences" are captions, bylines and exclamations
LONGEST_LABEL = 400  # characters; a "sentence" without a verb is shorter
MAX_WORDS = 80  # longer ones are lists, tables and several sentences whose ends were lost

# An opening mark → the marks that close it. Marks within a quotation in other marks are part of its words.
QUOTATIONS: Mapping[str, str] = {
    '"': '"”“»',
    "“": '"”“»',
    "„": '"”“»',
    "«": "»",
    "「": "」",
    "『": "』",
}
OPENED_ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "de": {**QUOTATIONS, "»": "«"},
    "da": {**QUOTATIONS, "»": "«"},
    "nl": {**QUOTATIONS, "‘": "’"},
}
OPENING_MARKS = "".join(QUOTATIONS)
CONTINUING_MARKS = OPENING_MARKS + "»‘"  # at the head of a paragraph, while a quotation is open
MARKS = re.compile(r'["“”„«»「」『』‘]')


def _listed(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _any(table: str) -> str:
    """A pattern for any of the words of a table, or of the phrases where commas divide it."""
    entries = re.split(r",\s+", table.strip()) if "," in table else table.split()
    return "|".join(re.escape(entry) for entry in entries)


# --- what is no sentence ---------------------------------------------------------------------------------

SENTENCE_END = re.compile(r"""[.!?…。！？؟]["'”’»)\]]*$""")
QUESTION = re.compile(r"""[?？؟]["'”’»)\]]*$""")
# The same in any language: end marks of other scripts, closing marks of other countries, a space before « »'s end.
CLOSED = r"""(?:\s?["'”“’‘»«)\]」』）》])*$"""
ANY_SENTENCE_END = re.compile(rf"[.!?…。！？؟۔।።។]{CLOSED}")
ANY_QUESTION = re.compile(rf"[?？؟]{CLOSED}")
END = r"\W{0,4}+$"
DASHES = ("– ", "— ", "- ")  # before speech
# A link or a box stood here and was lost in saving: "the president, , said".
GAP = re.compile(r",\s*,|\(\s*\)|“\s*”")

# Links, handles, emoji and heaps of hashtags: a post, or prose with one inside it.
LINK = re.compile(
    r"https?://|\bwww\.|\b(?:pic\.twitter|t\.co|bit\.ly|ow\.ly|youtu\.be|instagr\.am|t\.me)\b|(?<![\w.])@\w{3,}|#\w+\W+#\w"
)
LINKING = tuple(
    "://  www.  @  #  pic.twitter  t.co  .ly  youtu.be  instagr.am  t.me".split()
)  # rules out most
EMOJI = re.compile("[\U0001f1e6-\U0001faff\u2600-\u27bf]")
NOTE = re.compile(
    rf"""[(\[*•\s]*(?:
      (?:updated?|corrections?|clarifications?|footnote|editor[’']s\snote|note)\s?:
    | th(?:is|e)\s(?:article|story|report|piece|newsletter|headline|caption|page|post|version)(?:\s\w+){{0,3}}?
      \s(?:was|has\sbeen|is|were)\s(?:\w+\s)?(?:{_any("amended updated corrected edited changed")})\b
    | th(?:is|e)\s(?:article|text|piece)\s(?:was\sfirst|was\soriginally|is\san)\s(?:published|edited|extract|excerpt)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# A headline run into the text: a lower-case word, then, without any mark between, the opening of a sentence.
# The opener must be followed by a lower-case word, which keeps "in The Hague" and "read The Times" apart.
OPENERS = (
    "That|This|These|Those|The|It|He|She|They|We|There|But|And|However|When|While|If|In|As|For|At|On|After"
)
FUSED = re.compile(rf"[a-z] (?:{OPENERS}) [a-z]")

SHOWN_OF_ONE = """
    walks stands sits looks holds rises waits passes drives gathers arrives carries rides lies hugs waves poses inspects
    cries mourns boards kneels prays billows
"""
SHOWN_OF_SEVERAL = """
    walk stand sit look hold wait pass drive gather arrive queue carry ride lie hug wave pose inspect cry mourn
    board kneel pray billow rise rises billows
"""
SEVERAL = """
    Two Three Four Five Several Some People Men Women Children Police Soldiers Residents Workers Protesters
    Demonstrators Officials Members Firefighters Rescuers Refugees Mourners Troops Smoke Flames Fire
"""
BETWEEN = r"(?:(?!(?:of|is|are|was|were|has|have|had|that|which|who)\b)[\w’'-]+\s)"
# What a picture shows is told in the present, of someone unnamed, in one sentence that is a paragraph.
SHOWN = re.compile(
    rf"""
      An?\s{BETWEEN}{{1,6}}?(?:{_any(SHOWN_OF_ONE)})\s
    | (?:{_any(SEVERAL)})\s{BETWEEN}{{0,6}}?(?:{_any(SHOWN_OF_SEVERAL)})\s
    | .*\b(?:pictured|photographed|seen)\s(?:here|above|below|left|right|centre|center|in\sthis)\b
    | .*\((?:left|right|centre|center|above|below|pictured|file\sphoto|file\spicture|second\sleft|far\sright)\)
    """,
    re.VERBOSE,
)

# --- a sentence without a verb ---------------------------------------------------------------------------

# Forms that do not show by their ending that they are verbs.
VERBS = _listed(
    """
    am are is was were be been being has have had do does did will would can could may might must shall should ought
    need dare cost live work include remain continue tend let get go come say think believe want know see hope fear
    expect seem look mean make take give keep ain't aren't can't cannot couldn't didn't doesn't don't hadn't hasn't
    haven't isn't shouldn't wasn't weren't won't wouldn't said told went got came made took gave saw knew thought
    found left felt put kept began brought held wrote stood ran set met sent spent built lost paid fell rose grew
    led won cut drew drove broke spoke shot hit struck fought flew fled sold bought caught taught sought dealt read
    became chose froze shook sank sang swore tore threw wore woke hung lay laid lit bore beat bet bound bred burst
    cast clung crept dug fed flung forbade forgot forgave ground hid hurt knelt leapt leant lent mistook overcame
    proved quit rang rode shut slept slid slit sped spun split spread sprang stole stuck stung swam swept swung
    understood undertook underwent upheld withdrew withstood wept wound ate drank blew bent bade dreamt dwelt
    foresaw heard misled mowed outdid overtook overthrew oversaw sewed shone showed shrank slew smelt sowed spelt
    spilt spoilt strode strove upset people police men women children many few some most all others none i we you
    they he she it who there meet share agree join own send pay lose win use add ask try become stand run begin
    bring write speak rise grow buy sell spend build teach seek fight face support
    """
)
# What hangs on a name: clauses anywhere, a participle at the first comma only, since behind the second one, as
# in "The mayor, Ines Corder, opened …", the verb of the sentence may follow.
CLAUSES = re.compile(r",\s(?:which|who|whose|where)\b[^,]*")
PARTICIPLE = re.compile(
    r"^([^,]*),\s(?:\w+ed|seen|left|shown|known|led|built|held)\s(?:to|by|in|at|on|with|from|near|as)\b[^,]*"
)
DETERMINERS = _listed("a an the its his her their our my of and or in by for with from to no")
VERBAL = re.compile(r"[a-z]+(?:ed|[^s'u]s)|\w+'(?:re|ve|ll|d|m)|(?:it|he|she|that|there|here|what|who|let)'s")

# --- what a sentence leans on ----------------------------------------------------------------------------

ASKED = ("who", "which", "after")  # what the reader of an opening would be left asking


def _phrases(row: str, unspaced: bool) -> str:
    """A pattern for any phrase of a row, each a whole word where words are divided."""
    phrases = (" ".join(phrase.split()) for phrase in re.split(r",\s+", row.strip().rstrip(",")))
    return f"(?:{'|'.join(_phrase(phrase, unspaced) for phrase in phrases)})"


def _phrase(phrase: str, unspaced: bool) -> str:
    end = "" if unspaced or phrase.endswith("'") else r"(?!\w)"
    tidy = re.sub(
        r" ?\| ?| (?=\(\?[=!])", lambda found: found[0].strip(), phrase
    )  # a table's lines are broken there
    return tidy.replace(" ", r"\s").replace("'", "['’ʼ]") + end


def _opening(table: Openings, row: str) -> re.Pattern[str]:
    """What opens a sentence with an entry of the row, within an opening mark or a dash or without."""
    words = _phrases(row, table.unspaced)
    if row == table.which and table.told:
        words += rf"(?!\s+(?:(?-i:[^\W\d_a-zß-öø-ÿ])|{_phrases(table.told, False)}))"
    alone = rf"(?!{_phrases(table.alone, table.unspaced)})" if table.alone else ""
    us = (
        rf"|{table.prefix}{alone}{_phrases(table.us, table.unspaced)}"
        if table.us and row == table.who
        else ""
    )
    return re.compile(rf"""(?:["'“‘«„»「『]\s?|[–—-]\s)?{table.prefix}{alone}{words}{us}""", re.IGNORECASE)


@lru_cache
def _openings(code: str) -> Mapping[str, re.Pattern[str]]:
    """What is asked → the openings that ask it; nothing for a language without a table."""
    table = openings.TABLES.get(code)
    return {asked: _opening(table, getattr(table, asked)) for asked in ASKED} if table else {}


@lru_cache
def _unnamed_speaker(code: str) -> re.Pattern[str] | None:
    """A statement handed to a pronoun, to nobody, or to a bare “the minister”: what stands outside the quotation."""
    table = openings.TABLES.get(code)
    if table is None or not table.said:
        return None
    said, speakers = (_phrases(row, table.unspaced) for row in (table.said, table.speakers))
    space = r"\s?" if table.unspaced else r"\s"
    nobody = rf"{said}(?:{END}|{space}{speakers})|{speakers}{space}(?:\w+\s)?{said}"
    if table.definite:
        nobody += rf"|{said}\s{_phrases(table.definite, False)}\s\w+{END}"
    return re.compile(rf"(?:^|[,،，–—])\W{{0,4}}+(?:{nobody})", re.IGNORECASE)


# "The UK has also …": also to what?
ADDING = re.compile(r"(?:(?!(?:that|which|who|whose)\b)\S+\s+){0,7}?also\b")

# "The minister", "the latest attack": nouns that take up something told before, unless words behind them say
# which. A capital before them says so too: "The Kremlin spokesman". The first table holds within a quotation
# as well; of what the second names, a speaker may well mean what all know.
TAKEN_UP = """
    accord agreement allegation announcement answer arrangement arrest article assault attack ban bill blast blaze
    blow blockade bombardment bombing call charge claim comment conclusion conversation crash crisis deal death
    decision declaration decline decrease demand development discussion dispute document drop email episode event
    exchange explosion figure finding fine hearing idea incident increase injunction interview issue killing law
    letter list measure meeting message mission motion move news offer operation order pact package penalty
    penalties phrase picture plan pledge post practice problem programme project proposal protest question raid
    reason remark report request resolution response result rise ruling scene scheme sentence shelling shooting
    speech statement step strike study summit surge survey suspension system talks term threat toll tour treaty
    treaties trial tribunal trip verdict video visit vote warning
"""
MENTIONED = """
    ambassador analyst author boy captain chairman chancellor chief commander committee company companies couple
    court defendant delegation department director driver economist envoy family families firm foundation general
    girl governor group institute journalist judge lawyer leader lawmaker man mayor men minister ministry mother father
    son daughter brother sister wife husband officer official operator organisation organization organiser owner
    politician premier president prince professor prosecutor rebel researcher secretary soldier spokesman
    spokesperson spokeswoman student suspect teenager trio victim winner woman women writer aircraft area bank
    boat body bodies bridge building camp car church city cities complex country countries device district drone
    facility facilities factory factories fire flight hospital house island item location material method missile
    money place plane plant platform port product region school ship site store station structure territory
    territories tower town truck vehicle vessel village weapon website yacht
"""
# "The move, Mr. Lind said, …": a speaker, not the name of the thing.
ASIDE = r"(?:[\w.’'-]+\s){1,4}(?:said|says|added|adds|wrote|writes|argued|argues|told)\b"
TOLD = rf"""(?:
      \s(?:of|between|in|to|for|with|against|over|from|by|about|among|behind|at|into|near|across|where|when|whose|that)\b
    | \son\s(?!\w+day\b|\d)
    | \s[A-Z\d] | \snumber\b | ,\s(?:(?!{ASIDE})[A-Z]|one\sof\b|an?\b|known\b|called\b|who\b)
    | \s(?:who|known|called|which|named|\w+ing)\b | \s\w+\s(?:by|between)\b
)"""
MODIFIERS = rf"(?:(?!(?:{'|'.join(sorted(VERBS | DETERMINERS))})\b)[a-z0-9][\w-]*\s){{0,2}}?"
# Neither the first half of a compound, "the missile strike", nor told by what follows.
ALONE = rf"(?!\w|-)(?!\s(?:{_any(TAKEN_UP + MENTIONED)})s?\b)(?!{TOLD})"
DEFINITE = re.compile(
    rf"""
      ["'“‘«„]?The\s{MODIFIERS}(?:{_any(TAKEN_UP)})s?{ALONE}
    | The\s{MODIFIERS}(?:{_any(MENTIONED)})s?{ALONE}
    | ["'“‘«„]?The\s\d+-year-old\b(?!,?\s[A-Z])(?!\s\w+,?\s[A-Z])
    """,
    re.VERBOSE,
)

# --- whom a pronoun means --------------------------------------------------------------------------------

# Capitals that name nobody: the first words of sentences, days and months.
NAMELESS = _listed(
    """
    A About According Across After Against Ahead All Also Although Amid Among An And Another Any Around As Asked At
    Because Before Behind Below Beside Between Both But By Despite During Each Earlier Elsewhere Even Every Few
    Following For Former From Given Had Has Have He Her Here His How However I If In Inside Instead Into Is It Its
    Just Last Late Later Less Like Many Meanwhile More Most Much My Near Neither New Next No Nor Not Nothing Now Of
    Off On Once One Only Or Other Our Out Outside Over Per Perhaps Recently Several She Since So Some Soon Speaking
    Still Such Than That The Their Then There These They This Those Though Three Through Throughout To Today
    Tomorrow Two Under Unless Unlike Until Up Upon Was We Were What When Where Whether Which While Who Why With
    Within Without Writing Yesterday Yet You Your
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December
    """
)
PLACING = _listed(
    "in at near from to into across outside inside around on over under above towards toward via within"
)
ARTICLES = _listed("a an the The its his her their")
NAME_OR_WORD = re.compile(r"\w[\w’'-]*")
NAME_WORD_OR_COMMA = re.compile(r"\w[\w’'-]*|,")
# "A trader …", "If people …": someone new, whom a pronoun behind can mean.
ANYONE = r"(?i:an?|one|some|many|most|several|few|no|any|two|three|four|both|each|every|people)"
INDEFINITE = re.compile(
    rf"[\"“]?(?:(?:If|When|Whenever|Where|While|Because|Once|Unless|Although|Though)\s)?{ANYONE}\s"
)

TIME = (
    r"(?:[Ss]o\sfar|[Ee]arlier(?:\s(?:this|that|in\sthe)\s\w+)?|[Nn]ow|[Tt]oday|[Yy]esterday|[Ll]ater|[Tt]hen|[Ss]oon|[Rr]ecently"
    r"|(?:[Ll]ast|[Nn]ext|[Tt]his|[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil)\s(?:early\s|late\s)?\w+(?:\s(?:morning|afternoon|evening|night|\d{4}))?)"
)
CLAUSE = (
    r"(?:In|On|At|After|Before|During|Since|Until|By|For|From|With|Without|Despite|Under|Over|Following|Asked"
    r"|According|Last|Next|This|Earlier|Later|Once|When|While|As|If|Although|Though|Because|Given|Amid|Among|Upon"
    r"|Through|Throughout|Across|Against|Along|Ahead|Alongside|Besides|Instead|Even|[A-Z]\w+(?:ing|ed))"
)
CLAUSE_OPENS = re.compile(rf"{CLAUSE}\b")
# "After the vote, he said …", "So far it has …": the subject comes behind an opening that may not name it.
LATE_PRONOUN = re.compile(
    rf"{CLAUSE}\b[^,“”\"]*,\s(?:[^,“”\"]*,\s)?(?:he|she|they|his|her|their|its)\b|{TIME}\s(?:he|she|they|it)\b"
)
# "In his speech …", "When they met …": the name may come later, in the main clause.
EARLY_PRONOUN = re.compile(
    r"(?:In|On|At|After|Before|During|For|With|From|Under|Despite|Following|Throughout|As|By|Given|According\sto)"
    r"\s(?:his|her|their|its)\b|(?:When|While|After|Before|As|If|Because|Since|Until|Although|Though|Once)\s(?:he|she|they|it)\b"
)
SAID = (
    "said|says|added|adds|told|tells|wrote|writes|warned|warns|argued|argues|explained|explains|continued|insisted"
    "|declared|announced"
)
UNNAMED_SPEAKER = re.compile(
    rf"\b(?:he|she|they|it)\s+(?:\w+\s+)?(?:{SAID})\b|\b(?:{SAID})\s+(?:he|she|they)\b", re.I
)
PARTICIPLE_OPENS = re.compile(rf"\w+(?:ing|ed)\s(?!(?:{SAID})\b)")  # "Accusing …", but not "Rowling said"
# "The bridge is safe, she said.": the names in the statement are not the speaker's; only "Ms Lind said … she said" is.
ASIDE_SPEAKER = re.compile(rf"[,—–]\s(?:he|she|they|it)\s(?:\w+\s)?(?:{SAID})(?=\s*[.,;—–])")
# "Help came late, my colleague writes", "When I asked …": the author, whom a summary does not name.
AUTHOR = re.compile(r"(?:^|[\s(—–])(?:[Mm]y|me|I)(?=\s[a-z]|[.,)—–])|(?:^|\s)I['’](?:ve|m|d|ll)\b")
# "Lind agreed.": to what?
AGREEING = re.compile(r"\b(?:agreed|agrees|disagreed|disagrees|concurred)[.!]$")
NAMED_FIRST = re.compile(r"\b[A-Z]\w+\sI\b")  # "World War I", "Nord Stream I"
SINGLE_MARKS = ("‘", " '")
# "“…,” she told the council", "…, the spokesman said"
SET_OFF = re.compile(
    rf"""^\s*(?:he|she|they)\b
    | (?:^|[,—–]|\s\s)\s*(?:he|she|they|it)\s(?:\w+\s)?(?:{SAID})\b
    | (?:^|[,—–]|\s\s)\s*the\s{MODIFIERS}(?:{_any(TAKEN_UP + MENTIONED)})s?\s(?:\w+\s)?(?:{SAID})\b
    """,
    re.VERBOSE,
)
SPEAKER = re.compile(
    rf"[A-Z][\w.’'-]+\s(?:\w+\s)?(?:{SAID})\b|\b(?:said|says|added|adds|wrote|argued|explained)\s[A-Z]"
    rf"|\b(?:an?|one)\s[^,]*\s(?:{SAID})\b"
)

# --- the verdicts ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence as its quotation marks divide it."""

    outside: str  # what its author says
    quoted: bool
    open_after: str  # the mark of the quotation that goes on behind it; empty if none does


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence in its place."""

    words: str
    passage: _Passage
    continues: bool  # a quotation opened before it
    first: bool  # of the text
    alone: bool  # in its paragraph
    language: str


def verdicts(
    paragraphs: Sequence[Sequence[str]], language: str = "en"
) -> Iterator[tuple[RejectionReason | None, ...]]:
    """For each paragraph, in order, a verdict on each of its sentences; None where it may be quoted.

    The whole text is needed because a quotation may run over several paragraphs, with an opening mark on each.
    `language` is an ISO 639-1 code.
    """
    open_before = ""
    first = True
    for sentences in paragraphs:
        continued = bool(open_before and sentences) and sentences[0][:1] in CONTINUING_MARKS
        inside = ""
        found = []
        for index, sentence in enumerate(sentences):
            passage = _passage(sentence, inside, language)
            continues = bool(inside) or (continued and index == 0)
            found.append(_verdict(_Line(sentence, passage, continues, first, len(sentences) == 1, language)))
            inside, first = passage.open_after, False
        open_before = inside
        yield tuple(found)


def _passage(sentence: str, inside: str, language: str) -> _Passage:
    """`inside` is the mark of a quotation that is open where the sentence begins."""
    if not inside and not MARKS.search(sentence):
        return _Passage(sentence, False, "")
    pairs = OPENED_ELSEWHERE.get(language, QUOTATIONS)
    outside: list[str] = []
    quoted = bool(inside)
    for place, character in enumerate(sentence):
        if inside and character in pairs[inside]:
            # An apostrophe looks like the mark that closes ‘…’; a letter behind it tells them apart.
            if character != "’" or not sentence[place + 1 : place + 2].isalpha():
                inside = ""
        elif not inside and character in pairs:
            inside = character
        elif not inside and not MARKS.match(character):
            outside.append(character)
        quoted = quoted or bool(inside)
    return _Passage("".join(outside), quoted, inside)


def _verdict(line: _Line) -> RejectionReason | None:
    rules = ENGLISH_RULES if line.language == "en" else RULES
    return next((why for why, holds in rules if holds(line)), None)


def _is_fragment(line: _Line) -> bool:
    words = line.words
    if scripts.length(words) < MIN_WORDS or words[:1].islower():
        return True
    return not (SENTENCE_END if line.language == "en" else ANY_SENTENCE_END).search(words)


def _is_post(line: _Line) -> bool:
    linked = any(sign in line.words for sign in LINKING) and LINK.search(line.words)
    return bool(linked or EMOJI.search(line.words))


def _is_bare(line: _Line) -> bool:
    return line.continues or (line.passage.quoted and scripts.length(line.passage.outside) < 2)


def _has_no_verb(line: _Line) -> bool:
    """Whether no word outside asides can be a verb, as in the caption "A rally in the harbour, in March."."""
    if line.passage.quoted or len(line.words) > LONGEST_LABEL or CLAUSE_OPENS.match(line.words):
        return False
    if not VERBS.isdisjoint(line.words.partition(",")[0].split()):
        return False  # the answer for most, without a closer look
    before = ""
    main = CLAUSES.sub("", PARTICIPLE.sub(r"\1", line.words, count=1)).replace("’", "'").lower()
    for found in NAME_OR_WORD.finditer(main):
        word = found.group()
        if word in VERBS or (VERBAL.fullmatch(word) and before not in DETERMINERS):
            return False
        before = word
    return True


def _leans(line: _Line) -> bool:
    """Whether the opening refers back. The first sentence of a text names its own things: nothing stands before."""
    return (
        _opens_with_reference(line)
        or bool(ADDING.match(line.words))
        or line.words.startswith(("There, ", "One was ", "One is "))
        or bool(AGREEING.search(line.passage.outside.rstrip()))
        or (not line.first and bool(DEFINITE.match(line.words)))
    )


def _opens_with_reference(line: _Line) -> bool:
    return any(
        opening.match(line.words)
        for asked, opening in _openings(line.language).items()
        if not (line.first and asked == "which")
    )


def _is_handed_to_nobody(line: _Line) -> bool:
    """Whether a quotation or statement in a language other than English has a speaker whom nothing names."""
    unnamed = _unnamed_speaker(line.language)
    return unnamed is not None and bool(unnamed.search(line.passage.outside))


def _is_speech_without_name(line: _Line) -> bool:
    """Speech after a dash, as Polish or Russian prints it, with nobody named behind a second dash."""
    if not line.words.startswith(DASHES):
        return False
    _, _, behind = re.sub(r"\s[–—-]\s", "\0", line.words[2:]).partition("\0")
    return not any(map(str.isupper, behind))


def _is_unnamed(line: _Line) -> bool:
    """Whether a pronoun that is the subject, or the speaker, has no name in the sentence that it can mean."""
    outside = line.passage.outside
    if ASIDE_SPEAKER.search(outside):
        return not SPEAKER.search(outside)
    if found := LATE_PRONOUN.match(outside):
        return not _names_someone(found.group())
    if EARLY_PRONOUN.match(outside):
        return not _names_someone(outside)
    if SET_OFF.search(outside):
        return not SPEAKER.search(outside)
    speaker = UNNAMED_SPEAKER.search(outside) if line.passage.quoted else None
    return speaker is not None and not _names_someone(outside[: speaker.start()])


def _names_someone(text: str) -> bool:
    """Whether a name that is not merely a place or a day stands in the text, or its subject is an indefinite one."""
    if INDEFINITE.match(text):
        return True
    before = ""
    words = NAME_WORD_OR_COMMA.findall(text)
    for word in words[1:] if PARTICIPLE_OPENS.match(text) else words:
        named = word[:1].isupper() and word not in NAMELESS
        if named and before not in PLACING:
            return True
        if not named and word not in ARTICLES:  # "in the New Harbour": all four words belong to the place
            before = word.lower()
    return False


def _speaks_of_author(line: _Line) -> bool:
    outside = line.passage.outside
    if any(mark in outside for mark in SINGLE_MARKS):
        return False  # somebody's words, in marks that look like apostrophes
    return bool(AUTHOR.search(NAMED_FIRST.sub("", outside)))


# In this order: the first that holds is the reason given.
ENGLISH_RULES: tuple[tuple[RejectionReason, Callable[[_Line], bool]], ...] = (
    (RejectionReason.QUESTION, lambda line: bool(QUESTION.search(line.words))),
    (RejectionReason.LEAD_IN, lambda line: line.words.endswith(":")),
    (RejectionReason.POST, _is_post),
    (RejectionReason.FRAGMENT, _is_fragment),
    (RejectionReason.OVERLONG, lambda line: scripts.length(line.words) > MAX_WORDS),
    (RejectionReason.GAP, lambda line: bool(GAP.search(line.words))),
    (RejectionReason.NOTE, lambda line: bool(NOTE.match(line.words))),
    (RejectionReason.BARE_QUOTATION, _is_bare),
    (RejectionReason.CUT_QUOTATION, lambda line: bool(line.passage.open_after)),
    (RejectionReason.FUSED, lambda line: bool(FUSED.search(line.passage.outside))),
    (RejectionReason.CAPTION, lambda line: line.alone and bool(SHOWN.match(line.words))),
    (RejectionReason.FRAGMENT, _has_no_verb),
    (RejectionReason.DANGLING, lambda line: _leans(line) or _is_unnamed(line) or _speaks_of_author(line)),
)
# For every other language: what its marks show, and what the table of its openings holds.
RULES: tuple[tuple[RejectionReason, Callable[[_Line], bool]], ...] = (
    (RejectionReason.QUESTION, lambda line: bool(ANY_QUESTION.search(line.words))),
    (RejectionReason.LEAD_IN, lambda line: line.words.endswith((":", "："))),
    (RejectionReason.POST, _is_post),
    (RejectionReason.FRAGMENT, _is_fragment),
    (RejectionReason.OVERLONG, lambda line: scripts.length(line.words) > MAX_WORDS),
    (RejectionReason.GAP, lambda line: bool(GAP.search(line.words))),
    (RejectionReason.BARE_QUOTATION, lambda line: _is_bare(line) or _is_speech_without_name(line)),
    (RejectionReason.CUT_QUOTATION, lambda line: bool(line.passage.open_after)),
    (RejectionReason.DANGLING, lambda line: _opens_with_reference(line) or _is_handed_to_nobody(line)),
)
