"""The ways English writes quantities, as patterns, and where in a text one may begin.

A form is tried only where its first character or word can stand. Each names the kinds of places
it may begin at:

====  ==================================================================
9     a digit
$     the sign of a currency, or a fraction that is one character
m     the name of a month
n     a number word: three, twenty, million
o     an ordinal in words: third
a     an article or the like before what follows it: a hundred, few dozen
x     any other word that speaks of quantity: twice, half, Chapter
====  ==================================================================

All forms of a kind of place make one regular expression, the longer ones first; the name of the
group that matched says what was found. :func:`starts` looks for the places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from .model import Kind
from .numerals import ORDINAL_SCALES, ORDINALS, SCALES, SMALL
from .units import CURRENCY_SIGNS, ENGLISH_CURRENCIES, ENGLISH_UNITS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan",
            "February Feb",
            "March Mar",
            "April Apr",
            "May",
            "June Jun",
            "July Jul",
            "August Aug",
            "September Sept Sep",
            "October Oct",
            "November Nov",
            "December Dec",
        ),
        1,
    )
    for name in names.split()
}
# In small letters and in capitals too, but for those that are words as well.
MONTHS |= {
    form: number
    for name, number in MONTHS.items()
    if len(name) > 4 and name != "March"
    for form in (name.lower(), name.upper())
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), 1
    )
}  # fmt: skip
MULTIPLES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5}
WEAK_WORDS: dict[str, tuple[Kind, Fraction, str]] = {
    "both": ("cardinal", Fraction(2), ""),
    "couple": ("cardinal", Fraction(2), ""),
    "pair": ("cardinal", Fraction(2), ""),
    "duo": ("cardinal", Fraction(2), ""),
    "trio": ("cardinal", Fraction(3), ""),
    "twin": ("cardinal", Fraction(2), ""),
    "twins": ("cardinal", Fraction(2), ""),
    "halfway": ("fraction", Fraction(1, 2), ""),
    "single": ("cardinal", Fraction(1), ""),
    "once": ("cardinal", Fraction(1), ""),
    "twice": ("multiple", Fraction(2), ""),
    "thrice": ("multiple", Fraction(3), ""),
    "fortnight": ("measure", Fraction(14), "day"),
    "centenary": ("measure", Fraction(100), "year"),
    "centennial": ("measure", Fraction(100), "year"),
    "noon": ("time", Fraction(12), ""),
    "midday": ("time", Fraction(12), ""),
    "midnight": ("time", Fraction(0), ""),
}
VAGUE = {
    "dozens": 10, "scores": 10, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
SUFFIXES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9,
    "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
GLYPHS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "tenth": 10, "tenths": 10}
PARTS |= {w + s: n for w, n in ORDINALS.items() if n > 2 for s in ("", "s")}
PARTS |= {w + s: SCALES[w[:-2]] for w in ORDINAL_SCALES for s in ("", "s")}


TENS = {w[:-1] + "ies": n for w, n in SMALL.items() if n >= 20}


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _any_of(names: dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


def _in_any_case(names: Iterable[str]) -> str:
    """Any of some words, whatever their case, by their first letters.

    As ``(?i:...)`` would match, but that tries every word, and a letter rules out most at once.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        by_first[name[0].lower()].append(re.escape(name[1:]))
    return "|".join(
        f"[{first}{first.upper()}](?i:{'|'.join(rest)})" for first, rest in by_first.items()
    )


_D = r"(?:\d{1,3}(?:,\d{3}){1,9}(?!\d)|\d{1,30})(?:\.\d{1,30})?"  # no longer: noise
_I = "(?i:"  # words in any case; the rest minds it
_ONE = rf"(?:{_in_any_case(SMALL)})"
_SCALE = rf"(?:{_in_any_case(SCALES)})"
_WORD = rf"(?:{_in_any_case([*SMALL, *SCALES])})"
_ORD = rf"(?:{_in_any_case([*ORDINALS, *ORDINAL_SCALES])})"
_GAP = rf"[\s‑-]+(?:{_I}and)[\s-]+)?"
_RUN = rf"(?:(?:{_WORD}|{_ORD})\b(?:{_GAP}(?:{_WORD}|{_ORD})\b)*)"
_NUM = rf"(?:{_D}(?:[\s-]{_SCALE}\b)*|{_WORD}\b(?:{_GAP}{_WORD}\b)*)"
_MONTH = rf"(?:{_any_of(MONTHS)})\b\.?"
_DAY = rf"(?:{_I}[0-3]?\d(?:st|nd|rd|th)?)(?!\d|,\d{{3}}\b|\.\d|%))"
_DAYWORD = rf"(?:{_DAY}|{_ORD}(?:[\s-]{_ORD})?|{_I}twenty|thirty)-{_ORD})"
_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)(?!\d|,\d|\.\d|%)"
_SIGN = _any_of(CURRENCY_SIGNS)
_MONEY = _any_of(ENGLISH_CURRENCIES)
_UNIT = _any_of(ENGLISH_UNITS)
_SUFFIX = rf"(?:{_in_any_case(SUFFIXES)})"
_PART = rf"(?:{_in_any_case(PARTS)})"
# What a Roman numeral counts. Kings are left out: "Charles III" says no number in Chinese prose.
_HEADS = (
    r"Chapter|Part|Volume|Vol\.|Article|Section|Book|Appendix|Title|Act|Scene|Phase|Type|Class|Level"
    r"|Annex|Schedule|Stage|Tier|Grade|Category|Table|Figure|Pillar|Basel"
)

FORMS: tuple[tuple[str, str], ...] = (
    ("9", r"""(?P<iso>(?<![\d.])(?:1\d|20)\d\d(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?![\d.]))"""),
    (
        "9",
        rf"""(?P<numeric>(?<![\d./-])(?P<n1>\d{{1,2}})(?P<nsep>[./-])(?P<n2>\d{{1,2}})(?P=nsep)
            (?P<n3>{_YEAR})(?![\d/-]))""",
    ),
    ("9", r"""(?P<code>(?<![\d.])\d+(?:\.\d+){2,}(?![\d]))"""),
    ("m", rf"""(?P<mdy>\b(?P<m>{_MONTH})\s(?P<d>{_DAYWORD})\b(?:,?\s(?P<y>{_YEAR}))?)"""),
    (
        "9no",
        rf"""(?P<dmy>\b(?P<d2>{_DAYWORD})\s(?:{_I}of)\s)?(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR}))?)""",
    ),
    ("9", rf"""(?P<monthless>(?<=\b[oO]n\s)(?P<d5>[0-3]?\d),\s(?P<y6>{_YEAR})\b)"""),
    ("9", rf"""(?P<ymd>\b(?P<y3>{_YEAR}),?\s(?P<m3>{_MONTH})\s(?P<d3>{_DAY}))"""),
    (
        "m",
        rf"""(?P<dangling>\b(?P<m4>{_MONTH})\s(?P<y4>{_YEAR}),?\s(?P<d4>[0-3]?\d)(?=\s*(?:[,;:!?)"”]|\.
            (?!\d)|$)|\s(?:in|at|on|by|the|as|when|after|before|it|he|she|they|we|this)\b))""",
    ),
    ("m", rf"""(?P<my>\b(?P<m5>{_MONTH})(?:,|\sof)?\s(?P<y5>{_YEAR}))"""),
    ("m", rf"""(?P<month>\b(?P<m6>{_MONTH}))"""),
    (
        "9x",
        rf"""(?P<decade>(?:(?<!\w)['’‘](?=\d0s)|\b)(?P<ten>(?:1\d|20)\d0|\d0)['’]?s\b
            |\b(?P<tenword>{_I}twenties|thirties|forties|fifties|sixties|seventies|eighties
            |nineties))\b)""",
    ),
    (
        "9no",
        rf"""(?P<century>\b(?P<c>{_I}\d{{1,2}}(?:st|nd|rd|th)|{_ORD}|(?:twenty|thirty)[\s-]{_ORD}))
            (?:\sand\s(?P<c2>\d\dth))?[\s-]{_I}century|centuries)\b)""",
    ),
    (
        "9",
        rf"""(?P<clock>(?<![\d:.])(?P<h>[01]?\d|2[0-4]):(?P<mi>[0-5]\d|\d(?=\sin\sthe|\s?[ap]\.?m\b))(?::[0-5]\d)?(?![\d:]|,\d{{3}})(?:\s?
            (?P<half>{_I}[ap]\.?m\b\.?)))?)""",
    ),
    (
        "9",
        rf"""(?P<hour>(?<![\d:.])(?P<h2>1[0-2]|0?\d)(?:[.](?P<mi2>[0-5]\d))?\s?
            (?P<half2>{_I}[ap]\.?m\b\.?)))""",
    ),
    (
        "9nxa",
        rf"""(?P<oclock>\b(?:[aA]\s)?(?P<past>{_I}half\spast|quarter\spast|quarter\sto))\s(?P<h3>\d{{1,2}}|{_ONE})\b
            |\b        (?P<h4>\d{{1,2}}|{_ONE})\so['’]clock)""",
    ),
    (
        "9n",
        rf"""(?P<percent>(?P<pc>{_D}|{_WORD}\b(?:{_GAP}{_WORD}\b)*)[\s-]?(?P<psign>%|‰
            |{_I}percentage[\s-]points?|per\s?cent\b|percent\b|pct\b|pc\b))(?:\s?-?points?\b)?)""",
    ),
    (
        "9n",
        rf"""(?P<mixed>\b(?P<whole>{_NUM})[\s-]{_I}and)[\s-](?:{_I}an?|one)[\s-])?(?P<extra>{_I}half
            |quarter|third))\b(?:[\s-](?P<mscale>{_SCALE})\b)?)""",
    ),
    ("9$", r"""(?P<glyph>(?P<gwhole>\d{1,9})?\s?(?P<g>[½¼¾⅓⅔]))"""),
    ("9", r"""(?P<slash>(?<![\d/.$])(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?![\d/.]))"""),
    (
        "9n",
        rf"""(?P<inn>\b(?P<few>\d{{1,9}}|{_ONE})\s(?P<inword>{_I}in|out\sof|in\severy))\s(?P<many>\d{{1,9}}
            |{_NUM})\b(?![,.%]\d)(?!\s{_I}hours?|days?|years?|months?|weeks?|minutes?|a\b)))""",
    ),
    (
        "9na",
        rf"""(?P<fraction>\b(?:(?P<numer>\d|{_ONE})[\s-]|(?P<a>{_I}an?))[\s-])(?P<part>{_PART})\b
            (?:[\s-](?P<partscale>{_SCALE})\b)?(?=(?P<of>\s{_I}of)\b)?))""",
    ),
    (
        "9na",
        rf"""(?P<anda>\b(?:(?P<an2>[aA]n?)|(?P<un>\d{{1,9}}|{_ONE}))[\s-](?P<uu>{_UNIT})\s(?:and|[&])
            \s(?:a|one)\s(?P<up>half|quarter)\b)""",
    ),
    (
        "x",
        rf"""(?P<halfpercent>\b{_I}half)\s(?:an?|of\s(?:one|a))\s(?:per\s?cent
        (?P<hpoint>age\spoint)?)\b)""",
    ),
    (
        "x",
        rf"""(?P<halves>\b(?P<hn>{_I}half))\b(?:\s{_I}an?)\s(?P<hscale>{_SCALE}|{_I}century
            |decade))\b)?(?!-?time|-?way|\s?way|['’]s|\stime))""",
    ),
    (
        "9nx",
        rf"""(?P<times>\b(?P<fold>{_NUM})(?:-|\s)?{_I}fold|times)\b
            |(?P<fx>\d{{1,9}}(?:\.\d{{1,9}})?)[x×X](?!\w)
            |\b(?P<foldword>{_I}{"|".join(SMALL)}|hundred))fold)""",
    ),
    (
        "x",
        rf"""(?P<multiple>\b(?P<mult>{_I}double|triple|treble|quadruple|quintuple))(?P<mend>s|d)?\b|\b
            (?P<ing>{_I}doubling|tripling|quadrupling))\b)""",
    ),
    (
        "9nx",
        rf"""(?P<spans>\b(?:(?P<sn>{_NUM})[\s-](?:and[\s-]a[\s-]half[\s-])?|(?P<shalf>{_I}half[\s-]a
            |quarter))[\s-])?(?P<span>{_I}decades?|centur(?:y|ies)|millennia|millennium))\b)""",
    ),
    (
        "x",
        rf"""(?P<roman>\b(?:{_HEADS})s?\s(?P<rom>[IVXL]+)\b(?!['’])(?:\s?(?:and|to|-|–|&)\s?
            (?P<romend>[IVXL]+)\b)?|^\W*(?P<rom2>[IVXL]+)\.(?=\s)|\bWorld\sWar\s(?P<rom3>I{{1,3}})\b)""",
    ),
    (
        "xa",
        rf"""(?P<vague>\b(?:(?P<vn>{_I}tens|dozens|scores|hundreds|thousands))\sof\s)?
            (?P<v>{_I}{_any_of(VAGUE)}))\b|\b{_I}several|few|some|many)\s(?P<v2>{_I}dozen|hundred
            |thousand|million|billion))\b)""",
    ),
    ("x", rf"""(?P<weekday>\b(?P<wd>{_any_of(WEEKDAYS)})s?\b)"""),
    ("x", rf"""(?P<weak>\b(?P<w>{_I}{"|".join(WEAK_WORDS)}))\b)"""),
    (
        "$",
        rf"""(?P<money>(?P<sign>{_SIGN})\s?(?P<sum>{_D}(?:[\s-]{_SCALE}\b|\s?{_SUFFIX}\b)?|{_NUM}))""",
    ),
    ("9", rf"""(?P<ordinal>(?<![\w.,])(?P<nth>\d[\d,]{{0,29}}){_I}st|nd|rd|th)\b)"""),
    (
        "9",
        rf"""(?P<number>(?P<n>{_D})(?P<nscale>(?:[\s-]?{_SCALE}\b)+|\s?(?:mn|bn|mln|bln|tn|trn|[kKM])\b)?)""",
    ),
    (
        "noa",
        rf"""(?P<words>\b(?:(?P<an>{_I}an?))\s(?={_SCALE}\b))?(?P<run>{_RUN}))
            """,
    ),
)

TAIL = re.compile(
    rf"(?:\+)?(?:[\s‑-](?:{_I}or\s(?:so|more)\s|odd\s|plus\s|more\s|full\s|whole\s|consecutive\s)))?"
    rf"(?:[\s‑-]?(?P<cur>{_MONEY})\b|[\s‑-]?(?P<unit>{_UNIT})(?!\w))"
)
"""What may stand behind a number: "or so", a currency, a unit."""


def _with_plurals(names: str) -> Iterator[str]:
    for name in names.replace("\\.", "").split("|"):
        yield from (name, name + "s")


PATTERNS: dict[str, re.Pattern[str]] = {
    kind: re.compile("|".join(form for kinds, form in FORMS if kind in kinds), re.VERBOSE)
    for kind in "9$mnoax"
}
"""The forms that may begin at each kind of place."""

_MULTIPLE_WORDS = (
    *(word + end for word in MULTIPLES for end in ("", "s", "d")),
    *(word.removesuffix("e") + "ing" for word in MULTIPLES),
    *(word + "fold" for word in (*SMALL, "hundred")),
)
_SPAN_WORDS = ("decade", "decades", "century", "centuries", "millennium", "millennia")


def _cased(*words: str) -> Iterator[str]:
    for word in words:
        yield from (word, word.capitalize(), word.upper())


# The words that may begin a quantity, and the kind of place each is; later lines overrule.
_WORD_KINDS: dict[str, str] = {
    **dict.fromkeys(_cased(*WEAK_WORDS, *VAGUE, *PARTS, *TENS), "x"),
    **dict.fromkeys(_cased(*_SPAN_WORDS, *_MULTIPLE_WORDS), "x"),
    **dict.fromkeys(("World", *_with_plurals(_HEADS), *_with_plurals("|".join(WEEKDAYS))), "x"),
    **dict.fromkeys(_cased(*ORDINALS, *ORDINAL_SCALES), "o"),
    **dict.fromkeys(_cased(*SMALL, *SCALES), "n"),
    **dict.fromkeys(MONTHS, "m"),
    **dict.fromkeys((w for sign in CURRENCY_SIGNS for w in re.findall("^[A-Za-z]+", sign)), "$"),
}
_STARTING = frozenset(word.encode() for word in _WORD_KINDS)
# Behind an article these make a quantity; the last two also in "a year and a half".
_AFTER_ARTICLE = frozenset(
    _cased(*SCALES, *ORDINALS, *ORDINAL_SCALES, "decade", "century", "half", "quarter")
)
# A text is looked through as bytes: what it takes to find out that there is nothing in it.
_LETTERS_APART = bytes(code if _is_letter(chr(code)) else ord(" ") for code in range(256))
_NO_SIGNS = bytes(code for code in range(128) if chr(code) not in "0123456789$")
_DIGITS_AND_SIGNS = re.compile(r"[\d½¼¾⅓⅔$€£¥￥＄₩₽₹]\d*")
_LETTERS_AND_SIGN = re.compile(r"[^\W\d]\.?[^\W\d]?\.?[$¥]")
_ROMAN_ITEM = re.compile(r"\W*[IVXL]+\.(?=\s)")
_ARTICLE = re.compile(
    rf"\b(?:{_I}an?|several|few|some|many)\s(?={_I}{'|'.join(SCALES)}|half|quarter|decade|century"
    r"|[a-z]+th\b|third|[a-z]+\sand\sa\s(?:half|quarter)\b)))"
)


def starts(text: str) -> list[tuple[int, str]]:
    """Where a quantity may begin, in order, and the kind of each; most texts have few."""
    found = []
    raw = text.encode("ascii", "replace")
    signs = not text.isascii() or raw.translate(None, _NO_SIGNS)
    for match in _DIGITS_AND_SIGNS.finditer(text) if signs else ():
        start = match.start()
        digit = text[start].isdecimal()
        if digit and start and text[start - 1] in "'’‘" and text[start + 1 : start + 3] == "0s":
            start -= 1  # '90s
        found.append((start, "9" if digit else "$"))
    if begun := _STARTING.intersection(raw.translate(_LETTERS_APART).split()):
        words = [word.decode() for word in begun]
        for word in words:
            kind = _WORD_KINDS[word]
            found += ((start, kind) for start in _places(text, word))
        if not _AFTER_ARTICLE.isdisjoint(words):
            found += ((match.start(), "a") for match in _ARTICLE.finditer(text))
    if "$" in text or "¥" in text:
        found += ((match.start(), "$") for match in _LETTERS_AND_SIGN.finditer(text))
    if _ROMAN_ITEM.match(text):
        found.append((0, "x"))
    found.sort()
    return found


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands as a whole."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1])):
            yield start
        start = text.find(word, end)
