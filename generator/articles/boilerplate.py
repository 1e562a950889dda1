"""Text that a news page prints around its articles: credits, captions, prompts, posts, sign-offs.

Works on strings only: a paragraph or a sentence comes in, the reason to remove it goes out. Text that could also be
prose is left to `standalone`, which removes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.articles import notices
from generator.language.packs import alternatives, pack
from generator.models import Removed

MAX_CAPTION_WORDS = 60  # a longer paragraph with a credit at its end holds prose as well
MAX_CHARS = 800  # of a post with its links; anything longer has prose in it
MAX_LINE_WORDS = 40  # a prompt, a sign-off or a video caption is a line; more than this is not one
# Repeated passages: on 15 of 225 saved web pages, on none of 2,501 articles of clean feeds.
REPEATED_WORDS = range(8, 61)  # fewer may repeat by chance, more is a passage of its own
MAX_SAME_OPENINGS = 16  # paragraphs with the same opening that are compared; more are a refrain

# --- credits and captions --------------------------------------------------------------------------------

NAMES_OF_AGENCIES = """
    Associated Press, The Associated Press, AP, AP Photo, AFP, Agence France-Presse, Agence France Presse, Reuters, PA,
    PA Media, PA Wire, Press Association, EPA, Getty, Getty Images, Shutterstock, Alamy, Rex, Rex Features, Bloomberg,
    Anadolu, Anadolu Agency, Anadolu Images, TASS, Tass, Interfax, Sputnik, Xinhua, NurPhoto, Zuma, Zuma Press, UPI,
    dpa, DPA, ANI, PTI, IANS, AAP, Kyodo, Wikimedia, Wikimedia Commons, Press pool, Handout, iStock, Unsplash,
    SOPA Images, LightRocket, The New York Times, New York Times, The Guardian, Guardian, Observer, Canadian Press,
    Ukrinform, Belga, ANSA, EFE
"""
# Longest first, since the first that fits is taken.
AGENCY = "(?:{})".format(
    "|".join(sorted(map(re.escape, re.split(r",\s+", NAMES_OF_AGENCIES.strip())), key=len, reverse=True))
)
# Spaces in what goes into other patterns stand in brackets: most of those are verbose and skip bare ones.
AGENCIES = rf"{AGENCY}(?:(?:,[ ]and[ ]|,[ ]|[ ]and[ ]|[ ]&[ ]|/|[ ]via[ ]){AGENCY})*"
PICTURE = (
    r"(?:photo(?:graph|graphy)?s?|pictures?|pics?|images?|illustrations?|composites?|graphics?|fotos?|bild)"
)
CREDITED = r"(?!.*[a-z]{3}\.[ ][A-Z]).{1,80}"  # names and agencies, not a second sentence

CREDIT = re.compile(
    rf"""(?:
      {PICTURE}(?:\ credits?|\ source|\ courtesy)?\s?[:©]\s?{CREDITED}
    | {PICTURE}(?:\ (?:taken|supplied|provided))?(?:\ credit)?\ (?:from|by|courtesy(?:\ of)?)\s.{{1,80}}(?<![.!?…])
    | (?:image\ source|image\ credit),\ {CREDITED}
    | (?:credits?|source):\ ?(?:\.{{3}}|…)?\s?.{{0,60}}?{AGENCY}
    | credits?(?:\.{{3}}|…)\s?{CREDITED}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Case tells these from prose: a name, then its agency, and nothing else.
AGENCY_CREDIT = re.compile(
    rf"[(\[]?(?:(?:[A-Z][\w.’'-]*[ ]){{1,4}}?(?:/|for |via |/ )|AP Photo/|REUTERS/|©\s?){AGENCIES}[)\]]?"
    rf"|[(\[]?(?:AP Photo|REUTERS|Reuters|AFP|EPA)/(?:[A-Z][\w.’'-]* ?){{1,4}}[)\]]?"
    rf"|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,3}}/{AGENCIES}"
)
# A caption with its credit behind it. The credit opens with a capital and comes after the end of something.
CAPTIONED = re.compile(
    rf"""(?P<caption>.+?)\s(?=[A-Z(\[])(?P<credit>
      (?:Photo(?:graph|graphy)?s?|PHOTO|Pictures?|Pics?|Images?|Illustrations?|Composites?|Credits?)
      (?:\ credits?|\ source|\ courtesy)?(?::|\.\.\.|\s?©)\s?{CREDITED}
    | [(\[](?:[A-Z][\w.’'-]*\ ){{0,3}}[A-Z][\w.’'-]*/\s?{AGENCIES}[)\]]
    | [(\[](?:AP\ Photo|REUTERS|Reuters|AFP|EPA)/[^)\]]{{1,60}}[)\]]
    )""",
    re.VERBOSE,
)

# --- paragraphs ------------------------------------------------------------------------------------------

WEEKDAYS = alternatives(pack("en").weekdays)
MONTH = f"(?:{alternatives(pack('en').all_month_names)})"

PARAGRAPHS: dict[Removed, re.Pattern[str]] = {
    Removed.CAPTION: re.compile(r"(?:image|picture|photo) caption[,:].*", re.IGNORECASE),
    Removed.VIDEO: re.compile(
        r"(?:(?:\d{1,2}:)?\d{1,2}:\d{2}\s.*\b(?:video|audio|podcast|timelapse)(?: \w+)?"
        r"|.* [–—-] (?:video|audio|podcast|timelapse|in pictures|in charts)(?: (?:report|explainer|review))?"
        r"|(?:media|video|audio) caption[,:].*|(?:play|watch) video|this video (?:can ?not|is not).*"
        r"|(?:watch|listen)(?: now| live| here)? ?[:|].*)",
        re.IGNORECASE,
    ),
    Removed.PROMOTION: re.compile(
        r"(?:(?:read|see|hear|watch)(?: (?:more|also|next|this|now))+(?: (?:about|from|on|in|at) .*| ?[:|>»–—-].*)?"
        r"|also read(?: ?[:|].*)?|(?:don['’]t|do not) miss ?[:|–—-].*|in case you missed it ?[:|–—-].*|[>»]{2,} ?.*"
        r"|related(?: (?:articles?|stories|story|content|topics|links?|coverage|reading))?(?::.*)?"
        r"|(?:more|further) (?:on|from|about|reading|coverage)(?: .{1,60})?:?(?<![.!?])"
        r"|(?:most (?:read|viewed|popular)|top stories|editors?['’] picks?)(?: .{1,30})?"
        r"|recommended(?: (?:for you|stories))?"
        r"|(?:advertisement|sponsored(?: content)?|promoted(?: content)?|(?:story|article) continues (?:below|after).*)"
        r"|(?:continue reading|skip (?:past|to|advert)|after newsletter promotion|back to top)(?: .{1,60})?"
        r"|(?:share|tweet|print|save|e-?mail) (?:this|the) (?:article|story|page|post)?.{0,30}"
        r"|(?:share (?:on|via) .{1,40}|view image in full ?screen|(?:show|hide|toggle) caption|get in touch|sign up)"
        r"|(?:tap|click) (?:here|to) .*|download (?:the|our) .{0,40}\bapp\b.*"
        r"|you (?:may|might) also (?:like|be interested in).*|loading(?:\.\.\.|…)|comments? ?\(?\d*\)?)",
        re.IGNORECASE,
    ),
    Removed.POST: re.compile(
        r"(?:(?=.*\(@)"  # quick to miss
        rf".*[—–-] ?[^—–]{{1,60}} ?\(@\w{{1,20}}\)(?: on)? (?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})"
        r"|(?=.*\.co).*\b(?:pic\.twitter\.com|t\.co|twitter\.com/\w+/status|x\.com/\w+/status)/.*"
        r"|(?:view this post on|a post shared by|a (?:video|photo) posted by) .*)",
        re.IGNORECASE,
    ),
    Removed.BYLINE: re.compile(r"about the authors?\b.*", re.IGNORECASE),
    Removed.SIGN_OFF: re.compile(rf"[—–(-]*\s?(?:[Ww]ith )?{AGENCIES}[).]*"),
    # On 10 of 225 saved web pages, on none of 2,501 articles of clean feeds.
    Removed.NOTICE: re.compile(
        r"(?:©.*|\(c\) .*|copyright\b.{0,80}|.{0,80}all rights reserved.{0,80}|our standards: .*"
        r"|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed (?:in|by|here)\b.*"
        r"|\(?this story has (?:not )?been (?:edited|published|auto).*)",
        re.IGNORECASE,
    ),
}

SENTENCE_END = re.compile(r"[.!?…]\s")  # within a paragraph: there may be more than one sentence in it

# --- sentences -------------------------------------------------------------------------------------------

CLOCK = r"(?:\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\.?|noon|midday)(?:[ ][A-Z]{2,4}\b)?"
DAYS = rf"(?:week(?:day)?|day|morning|evening|month|{WEEKDAYS})s?(?:[ ](?:morning|evening))?"
NETWORK = (
    r"(?:Facebook|Twitter|X|Instagram|Telegram|WhatsApp|YouTube|TikTok|LinkedIn|Mastodon|Bluesky|Threads)"
)
NAMED = r"[A-Z][\w.’'/-]*+"  # takes its full stop along, so that a run of names is read in one way only
CREW = rf"(?:{NAMED}|and|&|in|for|from|of|the|with|by|at|to|de|van|von|der|al|bin)"

# A row matches from the start of a sentence. It takes in the sentence's end, or stops where another text begins.
SENTENCES: dict[Removed, re.Pattern[str]] = {
    Removed.NEWSLETTER: re.compile(
        rf"""(?:
          Sign\ up\ (?:to|for)\ [^.!?]{{1,120}}?[–—-]\ every\ {DAYS}(?:\ at\ {CLOCK})?(?=\ [A-Z“"‘]|[.!]?$)
        | Sign\ up(?:\ (?:to|for|here|now|today|and|below)\b.*|[.!]?)$
        | Subscribe(?:\ (?:to|now|here|today|for|and)\b.*|[.!]?)$
        | (?:Get|Receive|Have|Find)\b.*\b(?:in(?:to)?|to)\ your\ (?:e-?mail\ )?inbox\b.*$
        | (?:Want|Would\ you\ like|Looking\ for|Enjoy(?:ed|ing)?|Like)\b.*\b(?:inbox|newsletters?)\b.*\?$
        | (?=.*inbox).*\b(?:delivered|sent|straight)\ (?:\w+\ )?(?:in)?to\ (?:your|\w+\ of)\ (?:\w+\ )?inbox(?:es)?\b.*$
        | If\ you(?:[’']re|\ are|\ have|[’']ve)\ not\ (?:already|yet)\ (?:signed|subscribed|a\ subscriber)\b.*$
        | (?:Not|Already)\ (?:yet\ )?(?:a\ subscriber|subscribed|signed\ up|a\ member)\b.*$
        | (?:You\ can\ |To\ )?[Uu]nsubscribe\b.*$
        | You(?:['’]re|\ are)\ (?:receiving|getting)\ this\ (?:e-?mail|message|newsletter)\b.*$
        | (?:This|The)\ (?:e-?mail|message|newsletter)\ was\ sent\ (?:to|by)\b.*$
        | (?:If\ you|To)\b.*\b(?:no\ longer\ (?:wish|want)|stop\ receiving|unsubscribe|opt\ out|your\ preferences)\b.*$
        | Our\ (?:mailing|postal)\ address\ is\b.*$
        | Was\ this\ (?:e-?mail|message|newsletter)\ forwarded\ to\ you\b.*$
        | (?:Can['’]t\ see|Having\ trouble\ (?:seeing|viewing|reading))\ this\ (?:e-?mail|message|newsletter)\b.*$
        | (?:View|Read|Open)\ (?:this\ (?:e-?mail|message|newsletter)|it|online)\ in\ (?:your|a)\ browser\b.*$
        | This\ e-?mail\ (?:and|is|message|may|has)\b.*\b(?:confidential|intended|privileged)\b.*$
        | If\ you\ (?:have\ received|received|are\ not\ the\ intended)\b.*\b(?:error|recipient|mistake)\b.*$
        | (?:The\ post|This\ (?:article|post|story))\b.*\b(?:appeared\ first|(?:first|originally)\ appeared)\ on\b.*$
        | Newsletters\ may\ contain\b.*$
        | We\ use\ Google\ re[Cc]aptcha\b.*$
        | For\ more\ information\ see\ our\ Privacy\b.*$
        )""",
        re.VERBOSE,
    ),
    Removed.PROMOTION: re.compile(
        rf"""(?:
          (?:Follow|Like|Join|Find|Connect\ with)\ (?:us|me|our|the|him|her|{NAMED})\b.*\bon\ {NETWORK}\b.*$
        | (?:-\ )?(?:Listen\ to|Watch|Read|Hear|See)\ (?:the|our)\ (?:full|whole|latest|complete)
          \ (?:interview|story|episode|podcast|report|article|speech|video|list|letter|statement)\b.*$
        | (?:Like|Love|Enjoy(?:ed)?)\ this\ (?:story|article|post|recipe)\?.*$
        | Share\ (?:it|this)\ with\ (?:a|your)\ friends?\b.*$
        | Start\ your\ (?:day|morning|week)\ with\ .*\bpowered\ by\b.*$
        | (?:Please\ )?[Cc]lick\ (?:here|on\ the\ (?:link|image|picture))\b.*$
        | (?:If\ you\ have|Have|Do\ you\ have|Got)\b
          .*\b(?:opinion|questions?|comments?|story|stories|tips?|views?|feedback)\b
          .*\b(?:e-?mail|get\ in\ touch|write\ to|contact|let\ us\ know|send\ us)\b.*$
        | (?:If\ you\ (?:would\ like|want|wish)\ to|To)\b.*\b(?:submit|comment|respond|contribute|have\ your\ say)\b
          .*\b(?:e-?mail|click|letters?\ to)\b.*$
        | (?:Please\ )?[Ee]-?mail\ (?:us|me|your|letters|newsletters)\b.*$
        | (?:And\ )?[Hh]ere(?:’s|'s|\ is)\ our\ e-?mail\b.*$
        | (?:We’d|We'd|We\ would|We)\ (?:like|love|want)\ to\ hear\ (?:from\ you|what\ you)\b.*$
        | {NAMED}(?:\ {NAMED}){{0,4}}\ is\ committed\ to\ publishing\ a\ diversity\b.*$
        | (?:Support|Help\ us|Become\ a\ (?:supporter|member|patron))\b.*\b(?:our|independent)\ journalism\b.*$
        | (?:Do\ you\ have\ an\ opinion\ on|Have\ an\ opinion\ on)\b.*$
        )""",
        re.VERBOSE,
    ),
    Removed.SIGN_OFF: re.compile(
        rf"""(?:
          (?:With\ )?{NAMED}(?:[ ,]+{CREW})*\ (?:also\ )?(?:contributed|provided)
          \ (?:to\ (?:this|the)\ (?:report|article|story|piece|newsletter|obituary)|(?:additional\ )?reporting|research)
          (?:[ ,;]+(?:{CREW}|contributed|reporting|research))*[.]?$
        | (?:[Aa]dditional\ |[Ff]urther\ |[Ww]ith\ (?:additional\ )?)?
          (?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslat(?:ion|ed)|[Cc]ompiled)
          (?:(?:,\ |\ and\ |\ &\ )(?:writing|editing|reporting|additional\ reporting))*\ (?:by|from)
          (?:[ ,;]+(?:{CREW}|[Ee]diting|[Ww]riting|[Rr]eporting|[Aa]dditional|agencies))+[.)]?$
        | {NAMED}(?:\ {NAMED})+(?:[ ,]+(?:and\ )?{NAMED})*\ reported\ (?:from|in)(?:[ ,;]+(?:{CREW}|reported))+[.]?$
        | (?:With\ (?:files|reports|reporting|agencies)|[Ww]ith\ {AGENCIES})(?:\ from)?(?:[ ,;]+{CREW})*[.]?$
        | (?:This\ (?:report|article|story)\ (?:was|has\ been)\ (?:written|compiled|produced)\ (?:by|with)\b.*)$
        )""",
        re.VERBOSE,
    ),
}


# A paragraph without any of these has no sentence that a row above could match.
HINTS = tuple(
    """
    sign subscri inbox newsletter recaptcha privacy follow like join find connect listen watch read hear see click
    opinion mail story stories comment submit journalism contribut provided report writing editing translat compiled
    with diversity share receiving e-mail email message address forwarded browser appeared confidential recipient longer
    """.split()
)


def may_hold_boilerplate(text: str) -> bool:
    """True if it is worth looking at the paragraph's sentences one by one."""
    lowered = text.lower()
    return any(hint in lowered for hint in HINTS) or notices.may_hold_line(text)


def classify_paragraph(text: str) -> Removed | None:
    """Why a whole paragraph, its white space folded, is not prose.

    None if it may be prose, as any longer than MAX_CHARS.
    """
    if len(text) > MAX_CHARS:
        return None
    word_count = len(text.split())
    if not SENTENCE_END.search(text) and (line := notices.classify_line(text)):
        return line
    if CREDIT.fullmatch(text) or AGENCY_CREDIT.fullmatch(text):
        return Removed.PICTURE_CREDIT
    if word_count <= MAX_CAPTION_WORDS and CAPTIONED.fullmatch(text):
        return Removed.CAPTION
    reason = next((reason for reason, pattern in PARAGRAPHS.items() if pattern.fullmatch(text)), None)
    return reason if reason is Removed.POST or word_count <= MAX_LINE_WORDS else None


def classify_sentence(sentence: str) -> tuple[Removed, int] | None:
    """Why a sentence is not prose, and how many characters at its start are not; None if all may be prose."""
    if len(sentence) > MAX_CHARS:
        return None
    if line := notices.classify_line(sentence):
        return line, len(sentence)
    for reason, pattern in SENTENCES.items():
        if (match := pattern.match(sentence)) and len(match.group().split()) <= MAX_LINE_WORDS:
            return reason, match.end()
    return None


def is_credit(sentence: str) -> bool:
    """True if a sentence is the credit of a picture, so that the one before it may be the caption."""
    return bool(CREDIT.fullmatch(sentence) or AGENCY_CREDIT.fullmatch(sentence))


WORD = re.compile(r"\w+")


def find_repetitions(paragraphs: Sequence[str]) -> frozenset[int]:
    """The indices of paragraphs that only repeat words of another, as pull quotes do, or a paragraph above.

    Only paragraphs of REPEATED_WORDS words are looked at, and the first is never among them. Time and memory are
    proportional to the length of the text.
    """
    words = [tuple(WORD.findall(paragraph.lower())) for paragraph in paragraphs]
    first: dict[tuple[str, ...], int] = {}
    repetitions = set()
    for index, paragraph in enumerate(words):
        if len(paragraph) in REPEATED_WORDS and first.setdefault(paragraph, index) != index:
            repetitions.add(index)
    by_opening: dict[tuple[str, ...], list[int]] = {}
    for paragraph, index in first.items():
        by_opening.setdefault(paragraph[: REPEATED_WORDS[0]], []).append(index)
    first_pairs = {opening[:2] for opening in by_opening}
    for longer in words:
        for start in [start for start, pair in enumerate(pairwise(longer)) if pair in first_pairs]:
            opening = longer[start : start + REPEATED_WORDS[0]]
            for index in by_opening.get(opening, ())[:MAX_SAME_OPENINGS]:
                shorter = words[index]
                if len(shorter) < len(longer) and longer[start : start + len(shorter)] == shorter:
                    repetitions.add(index)
    return frozenset(repetitions - {0})
