"""Words that carry grammar rather than meaning, for the languages whose words are written apart.

No term begins or ends with one. The lists hold articles, pronouns, prepositions, conjunctions and
auxiliary verbs, in lower case; a language without a list has none.
"""

from __future__ import annotations

from .script import primary

_LISTS = {
    "en": """
        a about above across after again against all along also although am amid among an
        and another any are as at be because been before being below between beyond both but
        by can could despite did do does doing down during each either every few for from
        further had has have having he her here hers him his how however i if in including
        into is it its itself many may me might mine more most much must my neither no nor
        not of off on once only onto or other others our ours out over own per same shall
        she should since so some such than that the their theirs them themselves then there
        thereby therefore these they this those though through throughout thus to toward
        towards under until up upon us very via was we were what when where whereas whether
        which while who whom whose why will with within without would yet you your yours
        """,
    "de": """
        aber alle allem allen aller alles als also am an auch auf aus bei beim bis da dabei
        damit dann das dass dem den denn der des dessen deren die dies diese diesem diesen
        dieser dieses doch dort du durch ein eine einem einen einer eines er es euch für
        gegen haben hat hatte hatten ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins
        ist ja jede jedem jeden jeder kann können man mehr mit muss müssen nach nicht noch
        nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so sollen
        sowie über um und uns unter vom von vor war waren was weil wenn wer werden wie wird
        wir wo wurde wurden zu zum zur zwischen
        """,
    "es": """
        a al algo ante antes aunque cada como con contra cual cuando de del desde donde dos
        durante e el ella ellas ellos en entre era es esa ese eso esta este esto está están
        estos estas fue fueron ha han hasta hay la las le les lo los más me mi mientras muy
        ni no nos o otra otro para pero por porque que quien se ser si sin sobre son su sus
        también tan te tiene todo toda todos todas tu u un una uno unos unas y ya yo
        """,
    "fr": """
        à au aucun aussi autre aux avant avec avoir c ce ceci cela celle celui ces cet cette
        ceux chaque comme contre d dans de des depuis donc dont du elle elles en entre est
        et été être eu il ils j je jusque l la le les leur leurs lors lui m ma mais me même
        mes moins mon n ne ni nos notre nous on ont ou où par pas pendant peu plus pour qu
        quand que quel quelle qui s sa sans se selon ses si son sont sous sur t ta te tes
        toi ton tous tout toute toutes tu un une vers vos votre vous y
        """,
    "it": """
        a ad agli ai al alla alle allo anche c che chi ci come con contro cui d da dagli dai
        dal dalla dalle dallo degli dei del della delle dello di dopo dove e ed era essere
        fra gli ha hanno i il in io l la le lei li lo loro lui ma mi ne negli nei nel nella
        nelle nello noi non nostro o ogni per perché più prima quale quando quanto quella
        quello questa questo se senza si sia sono su sua sue sugli sui sul sulla sulle sullo
        suo suoi tra tu tutti tutto un una uno vi voi è
        """,
    "nl": """
        aan al alle als bij dan dat de deze die dit door een en er had heb hebben heeft hem
        het hij hoe hun ik in is je kan kunnen maar me meer men met mijn moet na naar niet
        nog nu of om onder ons ook op over te tegen toch toen tot u uit uw van veel voor
        waar wanneer was wat we werd werden wie wij worden wordt zal ze zich zij zijn zo
        zoals zonder zou
        """,
    "pt": """
        a ao aos as até com como contra da das de dela dele deles desde do dos e ela elas
        ele eles em entre era essa esse esta este está estão eu foi foram há isso isto já
        lhe lhes mais mas me mesmo muito na nas nem no nos não nós o os ou para pela pelas
        pelo pelos por porque quando que quem se sem ser seu seus sob sobre sua suas são
        também te tem toda todas todo todos um uma umas uns à às é
        """,
}
_WORDS = {language: frozenset(words.split()) for language, words in _LISTS.items()}
_JOINING = {
    "en": ("and", "or"),
    "de": ("und", "oder"),
    "es": ("y", "e", "o", "u"),
    "fr": ("et", "ou"),
    "it": ("e", "ed", "o"),
    "nl": ("en", "of"),
    "pt": ("e", "ou"),
}


def is_function_word(word: str, language: str) -> bool:
    """Whether a word carries grammar only. Written in capitals (US, IT) it is none."""
    listed = _WORDS.get(primary(language), frozenset())
    return word.lower() in listed and not (len(word) > 1 and word.isupper())


def is_joining(word: str, language: str) -> bool:
    """Whether a word joins two of equal right: and, or."""
    return word.lower() in _JOINING.get(primary(language), ())
