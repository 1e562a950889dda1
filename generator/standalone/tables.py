"""English words by what they do in a sentence: tables only, read by the other modules of this package."""

from __future__ import annotations

import re


def _listed(table: str) -> frozenset[str]:
    return frozenset(table.split())


def any_of(table: str) -> str:
    """A pattern for any word of a table, or any phrase where commas divide them."""
    entries = re.split(r",\s+", table.strip()) if "," in table else table.split()
    return "|".join(re.escape(entry) for entry in entries)


def _inflected(nouns: frozenset[str]) -> frozenset[str]:
    """A table's nouns in the singular and the plural."""
    return nouns | {noun + "s" for noun in nouns if not noun.endswith("s")}


# --- what a sentence is made of --------------------------------------------------------------------------

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

DETERMINERS = _listed("a an the its his her their our my of and or in by for with from to no")

# How a caption begins: verbs that tell in the present what a picture shows, and whom it shows.
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

# --- what refers to an earlier sentence ------------------------------------------------------------------

# Nouns that refer to something an earlier sentence told: "the latest attack".
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

# Nouns for people, places and things that an earlier sentence may have named: "the minister".
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

# Verbs that attribute words to a speaker, as alternatives of a pattern.
SAID = (
    "said|says|added|adds|told|tells|wrote|writes|warned|warns|argued|argues|explained|explains|continued|insisted"
    "|declared|announced"
)

# --- what a noun phrase is made of -----------------------------------------------------------------------

# Words that end a noun phrase, or of which none is a noun.
FUNCTION = _listed(
    """
    a an the this that these those its his her their our my your and or but nor so yet if as than then of in on at by
    to for from with without into onto over under up down out off about after before since until till during between
    among amid amidst against across along around behind below beside besides beyond despite inside near outside
    through throughout toward towards upon via within per not no never ever also too very more most less least much
    many few several some any all both each every either neither such only just even still already again once
    who whom whose which what when where why how while because although though unless whether however he she it they
    we i you him them us me himself herself itself themselves there here now later earlier is are was were be been
    being has have had having do does did doing will would can could may might must shall should said says say
    ago away back together respectively instead rather quite almost nearly alone
    """
)
NUMERALS = _listed("two three four five six seven eight nine ten eleven twelve dozen")
# What brings in something new.
INTRODUCING = _listed("a an another one several some many any each every no") | NUMERALS
# "The biggest attack" and "the next attack" are told by that word.
SINGLED_OUT = r"(?:only|main|most|best|worst|first|next|last|past|coming|prime|\w+est|\d+(?:st|nd|rd|th))\Z"

# "The deal between …" tells which deal; "the deal in …" may tell that, or where something else happened.
TELLING = _listed("of between that who which whose where against among named called known")
PERHAPS_TELLING = _listed(
    "in to for with over from by about behind at into near across on when around during"
)
# After a comma, these say who or what is meant; "MAB, which opposed the war" does not say what MAB is.
APPOSED = _listed("a an the one known called")
SAYING = _listed("said says say told tells added adds wrote writes argued warned explained insisted")

# --- nouns -----------------------------------------------------------------------------------------------

# Time, which a sentence may point at without a date.
DAYS = _listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """
)
TIMES = DAYS | _listed(
    """
    time times day days week weeks month months year years decade decades century morning afternoon evening night
    weekend season summer winter spring autumn fall moment hour hours minute minutes period
    """
)
SPANS = _listed("day night week month year morning evening afternoon")  # "the same time" is no point in time
# "In the next week" is to come.
LASTING = _listed("over in within for during through throughout by into until from of")
DATING = _listed("when after before since until yesterday today last this")

# What everyone is taken to know, or what there is only one of where it is said.
UNIQUE = TIMES | _listed(
    """
    government president premier chancellor parliament senate congress cabinet opposition constitution army navy
    military police media press public economy market markets internet world earth sea sun moon sky air weather
    climate environment war invasion pandemic virus west east north south northeast northwest southeast southwest
    future past present date end start beginning top bottom middle centre center front back rest way ways fact case
    number majority minority use need right rights left others one ones other same state nation border capital
    people population community society nations street streets ground floor table door phone web coast
    prime first second third last next budget law truth point idea kind sort type process
    role result results course risk chance chances possibility ability effort efforts
    level levels rate rates lack amount age name names head heart face hand hands life lives home
    situation reason reasons power sector industry country countries lead
    battlefield frontline frontlines front-line front-lines area areas
    """
)
# Nouns that point back even where nothing named them before: "the move", "the organisation".
EVENTS = _inflected(_listed(TAKEN_UP))
BARGAINS = _listed(
    "accord agreement deal pact treaty truce"
)  # a first sentence that has one has lost its head,
BRINGING_IN = _listed("a an its their his her")  # if nothing before it can be what is meant
BEINGS = _inflected(_listed(MENTIONED))
PERSONS = _inflected(
    _listed(
        """
        ambassador analyst athlete author boy captain chairman chancellor chief commander defendant director driver
        economist envoy father general girl governor journalist judge king lawyer leader lawmaker man mayor minister
        mother mp officer official operator owner player politician premier president prince princess professor
        prosecutor queen researcher secretary senator soldier son daughter brother sister wife husband spokesman
        spokesperson spokeswoman student suspect teenager victim winner woman writer actor actress singer star striker
        coach manager boss founder executive scientist expert doctor nurse teacher pilot critic historian academic
        reporter correspondent editor candidate resident patient person child baby billionaire businessman oligarch
        banker trader farmer engineer photographer veteran refugee activist campaigner architect bishop someone
        somebody anyone everyone
        """
    )
) | _listed("men women")
PLACES = _inflected(
    _listed(
        "area city complex country district island location place region site territory town village building"
    )
) | _listed("cities countries territories facilities")
LISTED = EVENTS | BEINGS | PERSONS
PLURALS = _listed("people police men women children team family staff crew")  # whom "they" can mean

# --- what adds to something told before ------------------------------------------------------------------

NOT_ADDED = _listed("than hand half matter side sides way ways people thing things")  # "the other hand"
JOINED = _listed("and or each one any no every than some most many as with like")  # "Kyiv and other cities"
COUNTING = _listed("some many most several few none all half")
REVEALING = _listed("reveals revealed shows showed finds found suggests suggested confirms confirmed")
FINDINGS = _listed("analysis inquiry investigation poll report research study survey")
INTO = _listed("on into of about that who which at in")  # "a report on the dam shows it is safe"
DOING = _listed(
    "might may could will would can should has had also"
)  # "it is said that …" means nothing by "it"
AUXILIARY = _listed("are is was were have has had will would can could may might must")

# --- names -----------------------------------------------------------------------------------------------

# Known to readers of news in any year, or for so long that no report explains them.
KNOWN = _listed(
    """
    Putin Biden Zelenskiy Zelensky Zelenskyy Trump Obama Bush Clinton Reagan Thatcher Blair Merkel Macron Sunak
    Xi Erdoğan Erdogan Modi Netanyahu Hitler Stalin Lenin Gorbachev Mandela Gandhi Churchill
    UN EU US UK USA UAE NATO Nato BBC CNN FBI CIA IMF WHO DVD TV AI GDP MP MPs PM G7 G8 G20 ISS
    """
)
BARE = _listed("Mr Mrs Ms Miss")  # before a surname alone, of someone told of before
COURTESY = _listed(
    "Mr Mrs Ms Miss Sir Dame Lord Lady Dr Gen Sen Rep Gov Col Prof President Senator Professor General"
)
# The last word, or the first, of a name that is no person's.
NO_SURNAME = _listed(
    """
    Agency Army Association Authority Bank Bay Board Bridge Building Bureau Cabinet Cathedral Church City Club Coast
    College Commission Committee Company Conference Congress Corporation Council Court Cup Day Democrats Department
    East Embassy Europe Federation Force Forces Foundation Fund Gate Government Group Guard Hall Hill Hospital House
    Industries Institute International Island Islands Kingdom Lake League Mail Minister Ministry Museum Nations News
    North Office Olympics Open Organisation Organization Oil Park Parliament Party Plant Police Post Power President
    Prize Region Republic Republicans Review Revolution River Road Saints Sea Secretary Security Senate Service
    Services Society South Square States Station Stream Street Sun Telegraph Television Times Tower Town Trust
    Union United University Valley War Watch West World
    """
)
NO_FIRST_NAME = _listed(
    """
    Northern Southern Eastern Western Central North South East West New San Los Las Saint St Great Black Red White Air
    Nord The
    """
)
ORIGINS = ("ish", "ian", "ese", "can")  # Turkish, Russian, Chinese, American
WITHIN = _listed("in near across throughout")  # what stands behind these is a place
