"""How sentences lean on the one before, language by language: tables only, read by `quotable`.

A table lists words and phrases, divided by commas; a blank stands for white space, `'` for either apostrophe,
and what looks like a pattern is one. Whoever adds a language adds its table to `TABLES` and a text to the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """The words of one language by what a reader would be left asking."""

    who: str  # who, or what: pronouns, and verbs of saying where the language leaves the pronoun out
    which: str  # which one: what takes up something told before …
    told: str = ""  # … unless one of these, or a name, follows and tells
    after: str  # after what: what joins a sentence to the one before
    us: str = ""  # lean on their speaker: they stand in a quotation that has one
    alone: str = ""  # begin like one of the above and point at nothing
    said: str = ""  # verbs that hand a statement to its speaker
    speakers: str = ""  # pronouns that stand for a speaker
    definite: str = ""  # articles: "said the minister", and nothing else, names nobody
    prefix: str = ""  # what may be written together with the front of any of these: Arabic "and", "so"
    unspaced: bool = False  # words run together, so that one ends anywhere


ENGLISH = Openings(
    who="""
        he, she, it, they, him, them, his, her, hers, its, their, this, that, these, those, such,
        here, neither, either, another, other, others, the other, the others, the same, the latter, the former, the two,
        the pair, both of, both sides, both men, both women, both leaders, both countries, some of them, most of them,
        many of them, all of them, none of them, one of them, two of them, among them
    """,
    which="""
        the second, the third, the final, a second, a third, a further, a similar, there is another, there is a second,
        there is a third, there was another, there's another, there's a second, there's a third
    """,
    after="""
        but, and, or, nor, so, yet, still, also, then, thus, hence, therefore, meanwhile, moreover, furthermore,
        further, besides, nevertheless, nonetheless, instead, otherwise, likewise, similarly, consequently,
        accordingly, additionally, elsewhere, notably, indeed, however, afterwards, later, previously, separately,
        finally, secondly, thirdly, again, too, rather, nearby, conversely, alternatively, regardless, anyway, although,
        in addition, in return, in response, in turn, in contrast, in fact, in short, in other words,
        in the meantime, in doing so, in that case, in both, by contrast, by comparison, as a result,
        as a consequence, as such, for example, for instance, for that, of course, that said, even so, not only,
        at the same time, on the other hand, on the contrary, to that end, following this, following that,
        after this, after that, before this, before that, despite this, despite that, since this, since then,
        until then, because of this, because of that, with this, with that, by this, by then
    """,
    us="we, you, our",
    # "It is feared that …" points at nothing, "this week" is a date, and "Although few came, …" says what it grants.
    alone="""
        (?:this|that) (?:week|month|year|morning|evening|spring|summer|autumn|winter),
        although(?!,),
        it (?:is|was|has been|remains) (?:(?:not|still|now|widely) )*(?:yet )?(?:unclear|clear|understood|thought
        |believed|feared|estimated|expected|reported|hoped|decided|agreed|alleged|claimed|likely|unlikely|possible
        |impossible|known|unknown|assumed|rumou?red)
    """,
)

GERMAN = Openings(
    who="""
        er, sie, es, ihm, ihn, ihr, ihnen, sein, seine, seiner, seinem, seinen, seines, ihre, ihrer, ihrem,
        ihren, ihres, dies, diese, dieser, dieses, diesem, diesen, jene, jener, jenes, solche, solcher, solches,
        selbiger, das (?:ist|sei|war|wäre|wird|würde|hat|hatte|habe|bedeutet|gilt|zeigt|sagte|teilte|erklärte
        |geht|lehnt), (?:der|die|das) andere, die anderen, beide, beides, die beiden, die zwei, letztere,
        letzterer, letzteres, erstere, einer davon, eine davon, einige davon, viele davon, unter ihnen,
        einer von ihnen, eine von ihnen
    """,
    which="""
        (?:der|die|das) (?:zweite|dritte|letzte|erste), ein weiterer, eine weitere, ein weiteres, ein ähnlicher,
        eine ähnliche, (?:der|die|das) (?:abkommen|angriff|anschlag|antrag|bericht|beschluss|einigung
        |entscheidung|entwurf|erklärung|forderung|gericht|gespräche?|gesetz|konflikt|maßnahmen?|minister
        |ministerin|plan|präsident|präsidentin|problem|projekt|regelung|regierungschef|schritt|sprecher
        |sprecherin|treffen|unternehmen|unterzeichnung|urteil|verdächtige|vereinbarung|verhandlungen|vertrag
        |vorfall|vorhaben|vorschlag|vorwurf)
    """,
    told="""
        von, vom, zwischen, in, im, zu, zum, zur, für, mit, gegen, über, aus, auf, an, am, bei, beim, der, des,
        und, wonach, dass, um
    """,
    after="""
        aber, und, oder, denn, sondern, doch, jedoch, allerdings, dennoch, trotzdem, deshalb, deswegen, daher,
        darum, dazu, dabei, dafür, dagegen, damit, danach, darauf, daraufhin, darüber, darunter, davon, davor,
        zuvor, dann, außerdem, zudem, ferner, ebenso, ebenfalls, auch, zugleich, gleichzeitig, unterdessen,
        inzwischen, währenddessen, mittlerweile, hingegen, indes, indessen, stattdessen, andernfalls, sonst,
        somit, also, folglich, demnach, schließlich, zweitens, drittens, so, nun, hier, dort, trotz allem,
        im gegenteil, im gegenzug, zum beispiel, beispielsweise, in der folge, infolgedessen,
        auf der anderen seite, andererseits, seitdem, seither, bis dahin, kurz darauf, wenig später, später,
        nicht nur das, nichtsdestotrotz, immerhin, wiederum, übrigens, tatsächlich
    """,
    us="wir, ihr, uns, unser, unsere, unserer",
    alone="""
        diese woche, diesen monat, dieses jahr, diesen (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag
        |sonntag), dieser tage, diesen (?:frühling|sommer|herbst|winter), es (?:gibt|gab|ist|war|bleibt|scheint
        |gilt als) (?:(?:noch|weiterhin|bislang|bisher|nicht) )*(?:unklar|klar|offen|unbekannt|bekannt|möglich
        |wahrscheinlich|fraglich|ungewiss), es wird (?:erwartet|befürchtet|vermutet|angenommen), es (?:gibt
        |gab) (?:in|im|kein|keine)
    """,
    said="""
        sagte, sagt, erklärte, erklärt, betonte, betont, ergänzte, fügte, teilte, schrieb, warnte, forderte,
        kritisierte, fragte, meinte, hieß, so
    """,
    speakers="er, sie, es, ihr",
    definite="der, die, das",
)

FRENCH = Openings(
    who="""
        il, elle, ils, elles, lui, eux, son, sa, ses, leur, leurs, ce, c', ceci, cela, ça, cet, cette, ces,
        celui-ci, celle-ci, ceux-ci, celles-ci, celui-là, celle-là, celui, celle, ceux, celles, l'un d'eux,
        l'une d'elles, certains d'entre eux, la plupart d'entre eux, parmi eux, parmi elles, tous deux,
        toutes deux, les deux, l'autre, les autres, ce dernier, cette dernière, ces derniers, le même, la même,
        les mêmes, selon lui, selon elle, selon eux, d'après lui, d'après elle, y, en voici, tel, telle
    """,
    which="""
        le second, la seconde, le deuxième, la deuxième, le troisième, la troisième, un autre, une autre,
        un second, une seconde, d'autres, (?:l'|(?:le|la|les)\\s)(?:accord|accusé|affaire|annonce|arrêt|attaque
        |attentat|chef|compagnie|conflit|crise|décision|déclaration|demande|démarche|document|enquête|entreprise
        |frappe|incident|loi|maire|mesures?|ministre|mission|négociations|opération|plan|porte-parole|président
        |présidente|procès|projet|proposition|rapport|rencontre|réunion|société|suspect|texte|traité|tribunal
        |victimes?|visite|vote)
    """,
    told="de, du, des, d', entre, à, au, aux, sur, pour, avec, contre, en, dans, par, qui, que, où, selon",
    after="""
        mais, et, ou, or, donc, car, ni, cependant, toutefois, pourtant, néanmoins, en revanche, par ailleurs,
        de plus, en outre, ainsi, alors, ensuite, puis, enfin, aussi, également, en effet, par conséquent,
        en conséquence, de son côté, de leur côté, pour sa part, pour leur part, d'autre part, au contraire,
        dans le même temps, entre-temps, sinon, à cet effet, de même, de ce fait, dès lors, depuis lors, depuis,
        jusque-là, par exemple, au lieu de cela, malgré cela, malgré tout, après cela, avant cela, là, là-bas,
        ici, autrement, d'ailleurs, finalement, deuxièmement, troisièmement, parallèlement, en retour,
        en réponse, à l'inverse, plus tard, auparavant, bref, voilà, surtout, quant à lui, quant à elle,
        non seulement, pour cela, c'est pourquoi
    """,
    us="nous, vous, notre, nos, votre, vos, on, je",
    alone="""
        cette (?:semaine|année|nuit|fois-ci), ce (?:mois-ci|mois|matin|soir|printemps|lundi|mardi|mercredi|jeudi
        |vendredi|samedi|dimanche), cet (?:été|hiver|automne|après-midi), ces (?:derniers|dernières) (?:jours
        |semaines|mois|années), il (?:y a|y avait|faut|fallait|faudra), depuis (?:le|la|les|l'|lundi|mardi
        |mercredi|jeudi|vendredi|samedi|dimanche|des|un|une|deux|trois|\\d+|janvier|février|mars|avril|mai|juin
        |juillet|août|septembre|octobre|novembre|décembre), il (?:est|était|reste) (?:encore|toujours
        |désormais )?(?:possible|probable|prévu|clair|impossible|question|interdit), ainsi que, parallèlement à,
        alors (?:que|qu')
    """,
    said="""
        a-t-il dit, a-t-elle dit, a-t-il ajouté, a-t-elle ajouté, a-t-il déclaré, a-t-elle déclaré,
        a-t-il affirmé, a-t-elle affirmé, a-t-il expliqué, a-t-elle expliqué, a-t-il précisé, a-t-elle précisé,
        ont-ils déclaré, ont-elles déclaré, dit-il, dit-elle, ajoute-t-il, ajoute-t-elle, explique-t-il,
        explique-t-elle, précise-t-il, précise-t-elle, affirme-t-il, affirme-t-elle, selon lui, selon elle,
        a déclaré, a dit, a ajouté, a affirmé
    """,
    speakers="il, elle, ils, elles",
    definite="le, la, les",
)

SPANISH = Openings(
    who="""
        él, ella, ellos, ellas, ello, le, les, lo, su, sus, suyo, este, esta, estos, estas, esto, ese, esa,
        esos, esas, eso, aquel, aquella, aquello, aquellos, aquellas, éste, ésta, ése, ésa, ambos, ambas,
        el otro, la otra, los otros, las otras, el mismo, la misma, los mismos, las mismas, los dos, las dos,
        uno de ellos, una de ellas, la mayoría de ellos, muchos de ellos, algunos de ellos, entre ellos,
        entre ellas, según él, según ella, tal, tales, dicho, dicha, dichos, dichas, el primero,
        la primera de ellas, este último, esta última, (?:dijo|añadió|agregó|afirmó|aseguró|explicó|señaló
        |indicó|declaró|sostuvo|advirtió|subrayó|insistió|precisó) que
    """,
    which="""
        el segundo, la segunda, el tercero, la tercera, otro, otra, otros, otras, un segundo, una segunda, (?:el
        |la|los|las) (?:acuerdo|acusado|alcalde|alcaldesa|anuncio|ataque|atentado|caso|comunicado|conflicto
        |crisis|decisión|declaración|denuncia|detenido|documento|empresa|encuentro|incidente|informe|iniciativa
        |ley|mandatario|mandataria|medidas?|ministro|ministra|negociaciones|operación|pacto|plan|portavoz
        |presidente|presidenta|propuesta|proyecto|reunión|sentencia|sospechoso|tratado|tribunal|víctimas?|visita
        |votación)
    """,
    told="de, del, entre, en, a, al, sobre, para, con, contra, por, que, según, desde",
    after="""
        pero, y, e, o, u, ni, sino, mas, pues, sin embargo, no obstante, aun así, por eso, por ello,
        por lo tanto, por tanto, por consiguiente, además, asimismo, también, tampoco, entonces, luego, después,
        así, mientras tanto, entretanto, en cambio, por el contrario, al contrario, por otra parte,
        por otro lado, por su parte, a su vez, a su juicio, en consecuencia, de hecho, en efecto, por ejemplo,
        es decir, o sea, finalmente, en segundo lugar, en tercer lugar, posteriormente, anteriormente,
        previamente, más tarde, desde entonces, hasta entonces, allí, aquí, ahí, de este modo, de esta forma,
        de esta manera, de lo contrario, en respuesta, a cambio, al mismo tiempo, a pesar de ello, pese a ello,
        tras ello, con ello, para ello, no solo, igualmente, paralelamente, aún así
    """,
    us="nosotros, nosotras, nuestro, nuestra, nuestros, nuestras, vosotros, usted, ustedes, yo, tú",
    alone="""
        (?:este|esta) (?:semana|mes|año|mañana|tarde|noche|verano|invierno|otoño|primavera|lunes|martes
        |miércoles|jueves|viernes|sábado|domingo), estos días, lo que, los que, después del,
        después de (?:\\w+r|una?|el|la|los|las|\\w+ (?:años|meses|días)), así como, además del?, luego de
    """,
    said="""
        dijo, añadió, agregó, afirmó, aseguró, explicó, señaló, indicó, declaró, sostuvo, advirtió, subrayó,
        insistió, precisó, ha dicho, ha añadido, ha afirmado, ha asegurado, ha explicado, ha señalado
    """,
    speakers="él, ella, ellos, ellas",
    definite="el, la, los, las",
)

ITALIAN = Openings(
    who="""
        lui, lei, egli, ella, esso, essa, loro, essi, esse, suo, sua, suoi, sue, il suo, la sua, i suoi, le sue,
        il loro, la loro, i loro, le loro, questo, questa, questi, queste, quest', quello, quella, quelli,
        quelle, quei, ciò, tale, tali, costui, costoro, entrambi, entrambe, l'altro, l'altra, gli altri,
        le altre, lo stesso, la stessa, gli stessi, i due, le due, uno di loro, una di loro, molti di loro,
        alcuni di loro, tra loro, fra loro, secondo lui, secondo lei, quest'ultimo, quest'ultima, (?:ha
        |hanno) (?:detto|aggiunto|affermato|spiegato|dichiarato|sottolineato|precisato|ricordato|ribadito
        |concluso) che
    """,
    which="""
        il secondo, la seconda, il terzo, la terza, un altro, un'altra, altri, altre, un secondo, una seconda,
        (?:l'|(?:il|la|lo|i|gli|le)\\s)(?:accordo|accusa|annuncio|attacco|attentato|azienda|caso|comunicato|conflitto
        |crisi|decisione|dichiarazione|documento|incidente|incontro|inchiesta|indagato|iniziativa|intesa|legge
        |ministro|ministra|misur[ae]|negoziat[io]|operazione|piano|portavoce|premier|presidente|processo
        |progetto|proposta|rapporto|riunione|sentenza|sindaco|sindaca|società|sospettato|trattato|tribunale
        |vertice|vittim[ae]|visita|voto)
    """,
    told="""
        di, del, dello, della, dei, degli, delle, dell', tra, fra, in, nel, nella, a, al, alla, ai, su, sul,
        sulla, per, con, contro, da, dal, dalla, che, secondo
    """,
    after="""
        ma, e, ed, o, oppure, né, però, tuttavia, eppure, quindi, dunque, perciò, pertanto, inoltre, anche, poi,
        allora, così, infatti, intanto, nel frattempo, invece, al contrario, d'altra parte, d'altronde,
        dal canto suo, da parte sua, a sua volta, di conseguenza, ad esempio, per esempio, cioè, infine,
        in secondo luogo, successivamente, in seguito, in precedenza, più tardi, dopo, da allora,
        fino ad allora, lì, là, qui, in questo modo, in tal modo, altrimenti, in risposta, in cambio,
        allo stesso tempo, contemporaneamente, nonostante ciò, ciononostante, malgrado ciò, non solo,
        per questo, per questi, del resto, insomma, di fatto, in effetti
    """,
    us="noi, voi, nostro, nostra, nostri, nostre, il nostro, la nostra, io",
    alone="""
        questa (?:settimana|mattina|sera|notte|estate|primavera), questo (?:mese|pomeriggio|autunno|inverno
        |lunedì|martedì|mercoledì|giovedì|venerdì|sabato), quest'(?:anno|estate|autunno|inverno), questi giorni,
        così come, dopo (?:il|la|lo|l'|i|gli|le|aver|un|una|due|tre|anni|mesi|giorni|ore|settimane|essere|\\d+),
        quello (?:che|di), invece di
    """,
    said="""
        ha detto, ha aggiunto, ha affermato, ha spiegato, ha dichiarato, ha sottolineato, ha precisato,
        ha concluso, dice, aggiunge, afferma, spiega, disse, hanno detto
    """,
    speakers="lui, lei, loro",
    definite="il, la, lo, i, gli, le",
)

PORTUGUESE = Openings(
    who="""
        ele, ela, eles, elas, lhe, lhes, seu, sua, seus, suas, o seu, a sua, os seus, as suas, dele, dela,
        deles, este, esta, estes, estas, isto, esse, essa, esses, essas, isso, aquele, aquela, aqueles, aquelas,
        aquilo, ambos, ambas, o outro, a outra, os outros, as outras, o mesmo, a mesma, os mesmos, as mesmas,
        os dois, as duas, um deles, uma delas, muitos deles, alguns deles, a maioria deles, entre eles,
        entre elas, segundo ele, segundo ela, tal, tais, este último, esta última, (?:disse|acrescentou|afirmou
        |explicou|declarou|sublinhou|referiu|frisou|garantiu|adiantou|ressaltou|destacou) que
    """,
    which="""
        o segundo, a segunda, o terceiro, a terceira, outro, outra, outros, outras, um segundo, uma segunda,
        (?:o|a|os|as) (?:acordo|acusado|acusação|ataque|atentado|anúncio|autarca|caso|comunicado|conflito|crise
        |decisão|declaração|documento|empresa|encontro|incidente|iniciativa|inquérito|julgamento|lei|medidas?
        |ministro|ministra|negociações|operação|pacto|plano|porta-voz|prefeito|presidente|projeto|projecto
        |proposta|relatório|reunião|sentença|suspeito|tratado|tribunal|vítimas?|visita|votação)
    """,
    told="""
        de, do, da, dos, das, entre, em, no, na, nos, nas, a, ao, à, aos, sobre, para, com, contra, por, pelo,
        pela, que, segundo
    """,
    after="""
        mas, e, ou, nem, porém, contudo, todavia, no entanto, entretanto, ainda assim, mesmo assim, por isso,
        portanto, assim, logo, então, além disso, também, tampouco, depois, em seguida, enquanto isso,
        entretanto, em contrapartida, pelo contrário, ao contrário, por outro lado, por sua vez, por seu lado,
        por seu turno, em consequência, consequentemente, de facto, de fato, com efeito, por exemplo, ou seja,
        isto é, finalmente, em segundo lugar, posteriormente, anteriormente, mais tarde, desde então, até então,
        ali, aqui, aí, lá, desta forma, dessa forma, deste modo, desse modo, caso contrário, em resposta,
        em troca, ao mesmo tempo, apesar disso, apesar disto, não só, igualmente, paralelamente, aliás, afinal
    """,
    us="nós, nosso, nossa, nossos, nossas, vós, você, vocês, eu",
    alone="""
        (?:este|esta|neste|nesta) (?:semana|mês|ano|manhã|tarde|noite|verão|inverno|outono|primavera
        |segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo), estes dias,
        assim como, depois d[eao]s?, logo após
    """,
    said="""
        disse, acrescentou, afirmou, explicou, declarou, sublinhou, referiu, frisou, garantiu, adiantou,
        ressaltou, destacou, concluiu
    """,
    speakers="ele, ela, eles, elas",
    definite="o, a, os, as",
)

DUTCH = Openings(
    who="""
        hij, zij, ze, het is, het was, het wordt, het gaat, het betreft, hem, haar, hun, hen, zijn, dit, dat,
        deze, die, zulke, zo'n, beide, beiden, de ander, de andere, de anderen, hetzelfde, dezelfde, de twee,
        laatstgenoemde, één van hen, een van hen, sommigen van hen, velen van hen, onder hen, volgens hem,
        volgens haar, volgens hen, daarvan, hiervan
    """,
    which="""
        de tweede, het tweede, de derde, het derde, een ander, een andere, een tweede, een derde, nog een, (?:de
        |het) (?:aanslag|aanval|actie|afspraak|akkoord|bedrijf|beschuldiging|besluit|bezoek|bijeenkomst
        |burgemeester|conflict|crisis|document|gesprekken|incident|maatregel|maatregelen|minister
        |onderhandelingen|onderneming|onderzoek|ontmoeting|oordeel|overeenkomst|plan|premier|president|project
        |proces|rapport|rechtbank|slachtoffers?|staatssecretaris|uitspraak|verdachte|verdrag|verklaring|voorstel
        |wet|woordvoerder|zaak)
    """,
    told="""
        van, tussen, in, over, voor, met, tegen, om, op, aan, bij, uit, naar, dat, die, waarin, waarbij, door
    """,
    after="""
        maar, en, of, want, dus, doch, echter, toch, desondanks, niettemin, daarom, daardoor, daarmee, daarna,
        daarnaast, daarbij, daarentegen, daarop, daartoe, daarvoor, hierdoor, hiermee, hierna, bovendien, ook,
        eveneens, tevens, verder, voorts, toen, dan, vervolgens, intussen, ondertussen, inmiddels, tegelijk,
        tegelijkertijd, in plaats daarvan, anders, integendeel, bijvoorbeeld, ten slotte, tot slot,
        uiteindelijk, later, eerder, sindsdien, tot dan toe, daar, hier, zo, zodoende, aan de andere kant,
        anderzijds, op zijn beurt, op haar beurt, in reactie, als gevolg daarvan, ten tweede, ten derde,
        niet alleen, overigens, wel, vandaar, immers
    """,
    us="we, wij, ons, onze, jullie, u, uw, je, ik",
    alone="""
        deze (?:week|maand|winter|zomer|herfst|lente|ochtend|middag|avond|maandag|dinsdag|woensdag|donderdag
        |vrijdag|zaterdag|zondag|dagen), dit (?:jaar|weekend|voorjaar|najaar), het (?:is|was|blijft
        |wordt) (?:(?:nog|niet|nog niet) )*(?:onduidelijk|duidelijk|mogelijk|bekend|onbekend|verwacht|de vraag),
        eerder (?:deze|dit|op), later (?:deze|dit), zo'n \\d+
    """,
    said="""
        zei, zegt, aldus, vertelde, verklaarde, benadrukte, stelde, schreef, waarschuwde, voegde, vindt, liet,
        meldde
    """,
    speakers="hij, zij, ze",
    definite="de, het",
)

POLISH = Openings(
    who="""
        on, ona, ono, oni, one, jego, jej, ich, jemu, im, mu, go, ją, nich, nim, nią, ten, ta, to, ci, te, tę,
        tego, tej, tych, temu, tym, tą, tymi, tamten, tamta, tamto, taki, taka, takie, obaj, obie, oboje, oba,
        obu, drugi z nich, jeden z nich, jedna z nich, wielu z nich, większość z nich, wśród nich, sam, sama,
        swój, swoje, swoją, według niego, według niej, jego zdaniem, jej zdaniem, ich zdaniem, (?:dodał|dodała
        |dodali|powiedział|powiedziała|podkreślił|podkreśliła|zaznaczył|zaznaczyła|wyjaśnił|wyjaśniła|stwierdził
        |stwierdziła|poinformował|poinformowała|ocenił|oceniła|przekazał|przekazała|przyznał|przyznała)[,] że
    """,
    which="""
        drugi, druga, drugie, trzeci, trzecia, trzecie, kolejny, kolejna, kolejne, inny, inna, inne, inni,
        następny, następna, następne, podobny, podobna, podobne, (?:umowa|porozumienie|spotkanie|decyzja|wniosek
        |ustawa|raport|atak|zamach|rozmowy|minister|prezydent|premier|burmistrz|rzecznik|rzeczniczka|podejrzany
        |spółka|firma|sąd|wyrok|projekt|propozycja|plan|dokument|śledztwo|konflikt|oświadczenie
        |wizyta)(?=\\s(?:\\w+(?:ł|ła|ło|li|ły)|ma|mają|jest|są|będzie|będą|zostanie|zostaną)\\b)
    """,
    after="""
        ale, a, i, oraz, lub, albo, jednak, jednakże, zatem, więc, dlatego, ponadto, poza tym, również, także,
        też, potem, następnie, później, wtedy, wówczas, tymczasem, natomiast, zaś, z kolei, przeciwnie,
        z drugiej strony, mimo to, pomimo to, niemniej, w związku z tym, w rezultacie, w efekcie, wskutek tego,
        na przykład, czyli, wreszcie, po drugie, po trzecie, wcześniej, od tego czasu, od tamtej pory,
        do tego czasu, tam, tu, tutaj, w ten sposób, w przeciwnym razie, w odpowiedzi, w zamian, jednocześnie,
        równocześnie, zamiast tego, nie tylko, co więcej, zresztą, bowiem, poza nim, dodatkowo, podobnie, tak,
        stąd
    """,
    us="my, nasz, nasza, nasze, wy, wasz, ja, nam, nas",
    alone="""
        tego (?:dnia|roku|lata), tej (?:zimy|wiosny|jesieni|nocy), tym (?:tygodniu|roku|miesiącu), tak zwan\\w+
    """,
    said="""
        powiedział, powiedziała, dodał, dodała, dodali, mówi, mówił, mówiła, podkreślił, podkreśliła, zaznaczył,
        zaznaczyła, stwierdził, stwierdziła, ocenił, oceniła, wyjaśnił, wyjaśniła, podsumował, podsumowała,
        przyznał, przyznała
    """,
    speakers="on, ona, oni, one",
)

UKRAINIAN = Openings(
    who="""
        він, вона, воно, вони, його, її, їх, їхній, їхня, їхнє, їхні, йому, їй, їм, ним, нею, них, це, цей, ця,
        ці, цього, цієї, цих, цьому, цій, цим, цими, той, та, те, ті, того, тієї, тих, такий, така, таке, такі,
        обидва, обидві, обоє, інший, інша, інше, інші, один з них, одна з них, дехто з них, багато з них,
        більшість із них, серед них, сам, сама, самі, свій, своя, свої, за його словами, за її словами,
        за їхніми словами, на його думку, на її думку, останній, остання, (?:додав|додала|додали|сказав|сказала
        |заявив|заявила|зазначив|зазначила|наголосив|наголосила|підкреслив|підкреслила|повідомив|повідомила
        |пояснив|пояснила|уточнив|уточнила)[,] що
    """,
    which="""
        другий, друга, друге, третій, третя, третє, ще один, ще одна, ще одне, наступний, наступна, подібний,
        подібна, (?:угоду|угода|домовленість|документ|законопроєкт|закон|рішення|зустріч|переговори|атака|напад
        |міністр|президент|прем'єр|мер|речник|речниця|підозрюваний|компанія|суд|вирок|проєкт|пропозиція|план
        |заява|звіт|розслідування|конфлікт|візит)(?=\\s(?:\\w+(?:в|ла|ло|ли|вся|лася|лося|лися)|має|мають|є|буде
        |будуть)\\b)
    """,
    after="""
        але, а, і, й, та, або, чи, однак, проте, утім, втім, зате, тому, отже, отож, тож, відтак, крім того,
        окрім того, також, теж, потім, згодом, далі, пізніше, тоді, тим часом, водночас, натомість, навпаки,
        з іншого боку, своєю чергою, у свою чергу, попри це, незважаючи на це, у зв'язку з цим, в результаті,
        внаслідок цього, наприклад, тобто, зрештою, нарешті, по-друге, по-третє, раніше, до того, після цього,
        після того, відтоді, доти, там, тут, таким чином, інакше, у відповідь, натомість, одночасно,
        замість цього, не лише, не тільки, більше того, адже, причому, при цьому, зокрема, так, до речі
    """,
    us="ми, наш, наша, наше, наші, ви, ваш, я",
    alone="""
        цього (?:тижня|року|місяця|літа|ранку|вечора), цієї (?:зими|весни|осені|ночі|середи|п'ятниці|суботи
        |неділі), раніше (?:у|в|цього), так зван\\w+, (?:до|після) того[,]? як
    """,
    said="""
        сказав, сказала, додав, додала, додали, заявив, заявила, зазначив, зазначила, наголосив, наголосила,
        підкреслив, підкреслила, повідомив, повідомила, пояснив, пояснила, каже, говорить, вважає
    """,
    speakers="він, вона, вони",
)

RUSSIAN = Openings(
    who="""
        он, она, оно, они, его, её, ее, их, ему, ей, им, ним, ней, них, это, этот, эта, эти, этого, этой, этих,
        этому, этим, этими, тот, та, то, те, того, той, тех, такой, такая, такое, такие, оба, обе, другой,
        другая, другое, другие, остальные, один из них, одна из них, некоторые из них, многие из них,
        большинство из них, среди них, сам, сама, сами, свой, своя, свои, по его словам, по её словам,
        по ее словам, по их словам, по его мнению, по её мнению, по ее мнению, последний, последняя, (?:добавил
        |добавила|добавили|сказал|сказала|заявил|заявила|отметил|отметила|подчеркнул|подчеркнула|сообщил
        |сообщила|пояснил|пояснила|уточнил|уточнила)[,] что
    """,
    which="""
        второй, вторая, второе, третий, третья, третье, ещё один, еще один, ещё одна, еще одна, ещё одно,
        еще одно, следующий, следующая, подобный, подобная, (?:соглашение|договор|документ|законопроект|закон
        |решение|встреча|переговоры|атака|нападение|министр|президент|премьер|мэр|пресс-секретарь|подозреваемый
        |компания|суд|приговор|проект|предложение|план|заявление|доклад|отчёт|отчет|расследование|конфликт
        |визит)(?=\\s(?:\\w+(?:л|ла|ло|ли|лся|лась|лось|лись)|должен|должна|должно|должны|может|могут|будет
        |будут)\\b)
    """,
    after="""
        но, а, и, да, или, либо, однако, зато, поэтому, потому, следовательно, значит, кроме того, помимо этого,
        также, тоже, затем, потом, далее, позже, позднее, впоследствии, тогда, тем временем, между тем,
        одновременно, вместе с тем, напротив, наоборот, с другой стороны, в свою очередь, тем не менее,
        несмотря на это, в связи с этим, в результате, вследствие этого, например, то есть, наконец, в итоге,
        во-вторых, в-третьих, ранее, до этого, после этого, с тех пор, до тех пор, там, тут, здесь,
        таким образом, иначе, в ответ, взамен, вместо этого, не только, более того, ведь, причём, причем,
        при этом, в частности, так, кстати, впрочем, к тому же
    """,
    us="мы, наш, наша, наше, наши, вы, ваш, я",
    alone="""
        эт(?:им|ой|ого) (?:летом|зимой|весной|осенью|утром|ночью|года), ранее (?:в|на|этим), так называем\\w+,
        в результате(?!этого)\\w+, в ответ на, (?:после|до) того[,]? как
    """,
    said="""
        сказал, сказала, добавил, добавила, добавили, заявил, заявила, отметил, отметила, подчеркнул,
        подчеркнула, сообщил, сообщила, пояснил, пояснила, говорит, считает
    """,
    speakers="он, она, они",
)

TURKISH = Openings(
    who="""
        o, onlar, onun, onu, ona, onda, ondan, onların, onları, onlara, bu, bunu, buna, bunun, bunda, bundan,
        bunlar, bunların, bunları, bunlara, şu, şunlar, kendisi, kendisine, kendileri, ikisi, her ikisi, diğeri,
        diğerleri, öteki, aynı, böyle, böyle bir, bazıları, çoğu, birçoğu, bunlardan biri, içlerinden biri,
        aralarında, söz konusu, anılan
    """,
    which="""
        ikincisi, üçüncüsü, bir diğer, bir başka, başka bir, diğer, benzer bir, (?:anlaşma|antlaşma|saldırı
        |karar|toplantı|görüşme|görüşmeler|müzakereler|bakan|başkan|cumhurbaşkanı|sözcü|şirket|mahkeme|dava
        |rapor|plan|teklif|tasarı|yasa|belge|soruşturma|ziyaret|açıklama|olay|şüpheli|kurban)
    """,
    told="ile, \\w+[ıiuü]",
    after="""
        ama, fakat, ancak, ve, veya, ya da, lakin, oysa, oysaki, yine de, buna rağmen, buna karşın, bu nedenle,
        bu yüzden, bu sebeple, bundan dolayı, dolayısıyla, böylece, böylelikle, ayrıca, üstelik, dahası,
        bunun yanı sıra, bununla birlikte, sonra, daha sonra, ardından, bunun ardından, bundan sonra,
        bunun üzerine, o zaman, o zamandan beri, bu arada, öte yandan, diğer yandan, diğer taraftan, aksine,
        tam tersine, aksi halde, aksi takdirde, örneğin, mesela, yani, nitekim, sonuç olarak, sonunda,
        son olarak, ikinci olarak, daha önce, öncesinde, orada, burada, aynı zamanda, eş zamanlı olarak,
        bunun yerine, çünkü, zira, hatta, keza, benzer şekilde, yanıt olarak, karşılığında
    """,
    us="biz, bizim, bizi, siz, sizin, ben",
    alone="""
        bu (?:hafta|ay|yıl|sene|sabah|akşam|gece|yaz|kış|sonbahar|ilkbahar|pazartesi|salı|çarşamba|perşembe|cuma
        |cumartesi|pazar), daha önceki
    """,
    said="""
        dedi, diye konuştu, diye ekledi, ifadesini kullandı, ifadelerini kullandı, şeklinde konuştu, diye yazdı
    """,
    speakers="o, onlar",
)

ARABIC = Openings(
    prefix="[وف]?",
    who="""
        هو, هي, هم, هما, هن, هذا, هذه, هذان, هؤلاء, ذلك, تلك, أولئك, كلاهما, كلتاهما, كلا الجانبين, منهم, منها,
        من بينهم, من بينها, أحدهم, إحداهن, معظمهم, بعضهم, جميعهم, الآخر, الأخرى, الآخرون, نفسه, نفسها, إنه,
        إنها, أنه, كان قد, كانت قد, له, لها, فيه, فيها, بحسبه, (?:أضاف|أضافت|تابع|تابعت|أردف|أردفت|استطرد
        |استطردت|واصل|واصلت|ختم|ختمت), (?:قال|قالت|قالوا|أكد|أكدت|أوضح|أوضحت|ذكر|ذكرت|أشار|أشارت|صرح|صرحت|أعلن
        |أعلنت|اعتبر|اعتبرت|شدد|شددت|لفت|لفتت) (?:إن|أن|إنه|إنها|أنه|أنها|إلى|على)
    """,
    which="الثاني, الثانية, الثالث, الثالثة, الأخير, الأخيرة, المذكور, المذكورة",
    after="""
        لكن, لكنه, لكنها, لكنهم, غير أن, غير أنه, بيد أن, إلا أن, إلا أنه, مع ذلك, رغم ذلك, بالرغم من ذلك,
        على الرغم من ذلك, لذلك, لذا, لهذا, من ثم, ثم, أو, أم, بل, بالتالي, عليه, بناء على ذلك, كما, أيضا, كذلك,
        علاوة على ذلك, فضلا عن ذلك, إضافة إلى ذلك, بالإضافة إلى ذلك, إلى ذلك, إلى جانب ذلك, من جهته, من جهتها,
        من جهة أخرى, من جانبه, من جانبها, من ناحيته, من ناحية أخرى, بدوره, بدورها, في المقابل, بالمقابل,
        على العكس, في الوقت نفسه, في الوقت ذاته, في غضون ذلك, في هذه الأثناء, بعد ذلك, قبل ذلك, بعدها, بعدئذ,
        عندئذ, حينئذ, حينها, منذ ذلك, حتى ذلك, نتيجة لذلك, ردا على ذلك, على سبيل المثال, مثلا, بدلا من ذلك,
        أخيرا, لاحقا, هناك, هنا, هكذا, في هذا السياق, في السياق, ليس ذلك فحسب, يذكر أن, يشار إلى أن, أما
    """,
    us="نحن, أنا, أنتم",
    alone="""
        هذا (?:الأسبوع|الشهر|العام|الصباح|المساء|الصيف|الشتاء|الخريف|الربيع), هذه (?:السنة|الليلة|الأيام),
        هي الأولى من نوعها
    """,
    said="""
        قال, قالت, أضاف, أضافت, أكد, أكدت, أوضح, أوضحت, بحسب قوله, بحسب قولها, على حد قوله, على حد قولها,
        حسب قوله, حسب قولها
    """,
    speakers="هو, هي, هم",
)

CHINESE = Openings(
    who="""
        他, 她, 它, 他们, 她们, 它们, 他們, 她們, 牠, 这, 這, 那, 此(?!前), 其(?!他|它|余), 该, 該, 双方, 雙方,
        两国, 兩國, 两人, 兩人, 两者, 后者, 後者, 前者, 二者, 上述, 对方, 對方, 其他, 其它, 其余, 另一, 同一,
        自己
    """,
    which="第二个, 第三个, 另一名, 另一项, 类似的, 此类",
    after="""
        但, 然而, 不过, 不過, 可是, 而, 并, 並, 也, 还, 還, 又, 因此, 因而, 所以, 于是, 於是, 从而, 此外, 另外,
        另, 同时, 同時, 与此同时, 與此同時, 随后, 隨後, 随即, 隨即, 之后, 之後, 后来, 後來, 然后, 然後, 接着,
        接著, 此前, 之前, 其后, 当时, 當時, 届时, 屆時, 对此, 對此, 为此, 為此, 相反, 反之, 否则, 否則,
        另一方面, 例如, 比如, 总之, 總之, 最后, 最後, 其次, 再次, 再者, 尽管如此, 儘管如此, 即便如此, 不仅如此,
        不仅, 除此之外, 换言之, 也就是说, 事实上, 至此, 从此, 在此之前, 在此之后, 在此期间, 期间, 那里, 這裡,
        这里, 如此, 同样, 同樣, 甚至
    """,
    us="我们, 我們, 我, 咱们, 你们, 你, 您",
    alone="""
        (?:这|這)(?:周|週|个星期|个月|一年|个周末), 也门, 也門, 也许, 也許, 那不勒斯, 那曲, 那霸, 他信, 但丁,
        并购, 並購, 还款, 还债, 最后通牒, 最后期限, 我国, 我國
    """,
    said="说, 說, 表示, 称, 稱, 指出, 补充, 補充, 补充说, 补充道, 强调, 強調, 警告, 写道, 寫道, 解释, 解釋, 问, 問",
    speakers="他, 她, 他们, 她们, 他們, 她們",
    unspaced=True,
)

TABLES: Mapping[str, Openings] = {
    "ar": ARABIC,
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "nl": DUTCH,
    "pl": POLISH,
    "pt": PORTUGUESE,
    "ru": RUSSIAN,
    "tr": TURKISH,
    "uk": UKRAINIAN,
    "zh": CHINESE,
}
