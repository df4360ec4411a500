"""Quantities in English text.

English counts by thousands (thousand, million, billion), spells small numbers out, puts
currency signs before and units behind, and orders dates in two ways (August 20, 2020;
20 August 2020). One regular expression finds every form, the longer ones first; the name of
the group that matched says which function reads it. Ranges then hand the unit, scale or month
of their second end back to the first.

Several number words are often something else: "one" a pronoun, "first" an adverb, "both" a
determiner. They are given as weak: they may answer a number of the other language, and
nobody misses them. "May" and "March" are months only beside a day, a year or a preposition;
"second" is no ordinal behind a count ("10 seconds") or "a"/"per" at the end of a phrase.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from .model import Kind, Quantity, Value
from .numerals import ORDINAL_SCALES, ORDINALS, SCALES, SMALL, EnglishNumber, read_roman
from .ranges import Reading, join_ranges
from .shared import blank_codes, calendar_date, iso_date
from .units import CURRENCY_SIGNS, ENGLISH_CURRENCIES, ENGLISH_UNITS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul",
            "August Aug", "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MULTIPLES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5}
_WEAK_WORDS: dict[str, tuple[Kind, Fraction, str]] = {
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
_VAGUE = {
    "dozens": 10, "scores": 10, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
_SUFFIXES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9,
    "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_GLYPHS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "tenth": 10, "tenths": 10}
_PARTS |= {w + s: n for w, n in ORDINALS.items() if n > 2 for s in ("", "s")}
_PARTS |= {w + s: SCALES[w[:-2]] for w in ORDINAL_SCALES for s in ("", "s")}


_TENS = {w[:-1] + "ies": n for w, n in SMALL.items() if n >= 20}


def _any_of(names: dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


_D = r"(?:\d{1,3}(?:,\d{3}){1,9}(?!\d)|\d{1,30})(?:\.\d{1,30})?"  # no longer: noise
_I = "(?i:"  # words in any case; the rest minds it
_ONE = rf"{_I}{_any_of(SMALL)})"
_SCALE = rf"{_I}{_any_of(SCALES)})"
_WORD = rf"{_I}{_any_of({**SMALL, **SCALES})})"
_ORD = rf"{_I}{_any_of({**ORDINALS, **ORDINAL_SCALES})})"
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
_SUFFIX = rf"(?:{_I}{_any_of(_SUFFIXES)}))"
_PART = rf"{_I}{_any_of(_PARTS)})"
# What a Roman numeral counts. Kings are left out: "Charles III" says no number in Chinese prose.
_HEADS = (
    r"Chapter|Part|Volume|Vol\.|Article|Section|Book|Appendix|Title|Act|Scene|Phase|Type|Class|Level"
    r"|Annex|Schedule|Stage|Tier|Grade|Category|Table|Figure|Pillar|Basel"
)
_PATTERN = re.compile(
    rf"""
      (?P<iso>(?<![\d.])(?:1\d|20)\d\d([-/.])\d{{1,2}}\2\d{{1,2}}(?![\d.]))
    | (?P<code>(?<![\d.])\d+(?:\.\d+){{2,}}(?![\d]))
    | (?P<mdy>\b(?P<m>{_MONTH})\s(?P<d>{_DAYWORD})\b(?:,?\s(?P<y>{_YEAR}))?)
    | (?P<dmy>\b(?P<d2>{_DAYWORD})\s(?:{_I}of)\s)?(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR}))?)
    | (?P<ymd>\b(?P<y3>{_YEAR}),?\s(?P<m3>{_MONTH})\s(?P<d3>{_DAY}))
    | (?P<dangling>\b(?P<m4>{_MONTH})\s(?P<y4>{_YEAR}),\s(?P<d4>[0-3]?\d)(?=\s*(?:[,;:!?)"”]|\.
        (?!\d)|$)|\s(?:in|at|on|by|the|as|when|after|before|it|he|she|they|we|this)\b))
    | (?P<my>\b(?P<m5>{_MONTH})(?:,|\sof)?\s(?P<y5>{_YEAR}))
    | (?P<month>\b(?P<m6>{_MONTH}))
    | (?P<decade>(?:(?<!\w)['’‘](?=\d0s)|\b)(?P<ten>(?:1\d|20)\d0|\d0)['’]?s\b
        |\b(?P<tenword>{_I}twenties|thirties|forties|fifties|sixties|seventies|eighties
        |nineties))\b)
    | (?P<century>\b(?P<c>{_I}\d{{1,2}}(?:st|nd|rd|th)|{_ORD}|(?:twenty|thirty)[\s-]{_ORD}))
        (?:\sand\s(?P<c2>\d\dth))?[\s-]{_I}century|centuries)\b)
    | (?P<clock>(?<![\d:.])(?P<h>[01]?\d|2[0-4]):(?P<mi>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?
        (?P<half>{_I}[ap]\.?m\b\.?)))?)
    | (?P<hour>(?<![\d:.])(?P<h2>1[0-2]|0?\d)(?:[.](?P<mi2>[0-5]\d))?\s?
        (?P<half2>{_I}[ap]\.?m\b\.?)))
    | (?P<oclock>\b(?P<past>{_I}half\spast|quarter\spast|quarter\sto))\s(?P<h3>\d{{1,2}}|{_ONE})\b
        |\b        (?P<h4>\d{{1,2}}|{_ONE})\so['’]clock)
    | (?P<percent>(?P<pc>{_D}|{_WORD}\b(?:{_GAP}{_WORD}\b)*)[\s-]?(?P<psign>%|‰
        |{_I}percentage[\s-]points?|per\s?cent\b|percent\b|pct\b|pc\b))(?:\s?-?points?\b)?)
    | (?P<mixed>\b(?P<whole>{_NUM})[\s-]{_I}and)[\s-](?:{_I}an?|one)[\s-])?(?P<extra>{_I}half
        |quarter|third))\b(?:[\s-](?P<mscale>{_SCALE})\b)?)
    | (?P<glyph>(?P<gwhole>\d{{1,9}})?\s?(?P<g>[½¼¾⅓⅔]))
    | (?P<slash>(?<![\d/.$])(?P<top>\d{{1,3}})/(?P<bottom>\d{{1,3}})(?![\d/.]))
    | (?P<inn>\b(?P<few>\d{{1,9}}|{_ONE})\s(?P<inword>{_I}in|out\sof|in\severy))\s(?P<many>\d{{1,9}}
        |{_NUM})\b(?![,.%]\d)(?!\s{_I}hours?|days?|years?|months?|weeks?|minutes?|a\b)))
    | (?P<fraction>\b(?:(?P<numer>\d|{_ONE})[\s-]|(?P<a>{_I}an?))[\s-])(?P<part>{_PART})\b
        (?:[\s-](?P<partscale>{_SCALE})\b)?(?=(?P<of>\s{_I}of)\b)?))
    | (?P<halves>\b(?P<hn>{_I}half))\b(?:\s{_I}an?)\s(?P<hscale>{_SCALE}|{_I}century
        |decade))\b)?(?!-?time|-?way|\s?way|['’]s|\stime))
    | (?P<times>\b(?P<fold>{_NUM})(?:-|\s)?{_I}fold|times)\b
        |(?P<fx>\d{{1,9}}(?:\.\d{{1,9}})?)[x×X](?!\w)
        |\b(?P<foldword>{_I}{"|".join(SMALL)}|hundred))fold)
    | (?P<multiple>\b(?P<mult>{_I}double|triple|treble|quadruple|quintuple))(?P<mend>s|d)?\b|\b
        (?P<ing>{_I}doubling|tripling|quadrupling))\b)
    | (?P<spans>\b(?:(?P<sn>{_NUM})[\s-](?:and[\s-]a[\s-]half[\s-])?|(?P<shalf>{_I}half[\s-]a
        |quarter))[\s-])?(?P<span>{_I}decades?|centur(?:y|ies)|millennia|millennium))\b)
    | (?P<roman>\b(?:{_HEADS})s?\s(?P<rom>[IVXL]+)\b(?!['’])(?:\s?(?:and|to|-|–|&)\s?
        (?P<romend>[IVXL]+)\b)?|^\W*(?P<rom2>[IVXL]+)\.(?=\s)|\bWorld\sWar\s(?P<rom3>I{{1,3}})\b)
    | (?P<vague>\b(?:(?P<vn>{_I}tens|dozens|scores|hundreds|thousands))\sof\s)?
        (?P<v>{_I}{_any_of(_VAGUE)}))\b|\b{_I}several|few|some|many)\s(?P<v2>{_I}dozen|hundred
        |thousand|million|billion))\b)
    | (?P<weak>\b(?P<w>{_I}{"|".join(_WEAK_WORDS)}))\b)
    | (?P<money>(?P<sign>{_SIGN})\s?(?P<sum>{_D}(?:[\s-]{_SCALE}\b|\s?{_SUFFIX}\b)?|{_NUM}))
    | (?P<ordinal>(?<![\w.,])(?P<nth>\d[\d,]{{0,29}}){_I}st|nd|rd|th)\b)
    | (?P<number>(?P<n>{_D})(?P<nscale>(?:[\s-]?{_SCALE}\b)+|\s?(?:mn|bn|mln|bln|tn|trn|[kKM])\b)?)
    | (?P<words>\b(?:(?P<an>{_I}an?))\s(?={_SCALE}\b))?(?P<run>{_RUN}))
    """,
    re.VERBOSE,
)
# Trying that pattern at every character is slow; most words cannot begin a quantity. It is tried
# where one of the words of _STARTS begins, at digits and signs, at a Roman numeral that begins the
# text, and at "a" and its like before a scale, which is one of those words itself.
_WORDS = re.compile("[A-Za-z]+")
_DIGIT_OR_SIGN = re.compile(r"\d|[½¼¾⅓⅔$€£¥￥＄₩₽₹]|['’‘](?=\d0s)")
_LETTERS_AND_SIGN = re.compile(r"[^\W\d]\.?[^\W\d]?\.?[$¥]")
_ROMAN_ITEM = re.compile(r"\W*[IVXL]+\.(?=\s)")
_BEFORE_SCALE = re.compile(
    rf"\b(?:{_I}an?|several|few|some|many)\s(?={_I}{'|'.join(SCALES)}|half|quarter|decade|century"
    r"|[a-z]+th\b|third)))"
)
_STARTS = frozenset(
    form
    for word in (
        *SMALL, *SCALES, *ORDINALS, *ORDINAL_SCALES, *_WEAK_WORDS, *_VAGUE, *_PARTS, *_TENS,
        "decade", "decades", "century", "centuries", "millennium", "millennia",
        *(w + end for w in _MULTIPLES for end in ("", "s", "d")),
        *(w.removesuffix("e") + "ing" for w in _MULTIPLES),
        *(w + "fold" for w in (*SMALL, "hundred")),
    )
    for form in (word, word.capitalize(), word.upper())
).union(
    MONTHS,
    *((head, head + "s") for head in _HEADS.replace("\\.", "").split("|")),
    (word for sign in CURRENCY_SIGNS for word in re.findall(r"^[A-Za-z]+", sign)),
    ("World",),
)  # fmt: skip
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_TAIL = re.compile(
    rf"(?:\+)?(?:[\s‑-](?:{_I}or\s(?:so|more)\s|odd\s|plus\s|more\s|full\s|whole\s|consecutive\s)))?"
    rf"(?:[\s‑-]?(?P<cur>{_MONEY})\b|[\s‑-]?(?P<unit>{_UNIT})(?!\w))"
)
_ABOUT_BEFORE = re.compile(
    r"(?:about|around|nearly|almost|approximately|roughly|some|over|under|more than|less than"
    r"|fewer than|at least|at most|up to|as many as|as much as|close to|an estimated|approx\.?"
    r"|circa|c\.|above|below|almost|~)"
    r"\s?(?:a|the)?\s?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(
    r"\s?\+|\s(?:or so|or more|odd|and above|and over|or above|or less|plus)\b", re.IGNORECASE
)
_RANGE = re.compile(r"\s?(?:-|–|—|~)\s?|\sto\s|\sand\s|-?\sto\s|\sor\s|-\sor\s")
_CODE_BEFORE = re.compile(r"(?<![A-Za-z]{12})[A-Za-z][-‑]?$")
_CODE_AFTER = re.compile(r"[A-Za-z]")
_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|through|during|between|before|after|last|next|this|early|late|mid|mid-|end|each|every|and|or|both|for|on|around|[Ii]n|[Ss]ince|[Bb]y|[Ll]ast|[Tt]his|[Ff]rom|[Bb]etween|[Ee]arly|[Ll]ate)[\s-]$"
)
_A_QUARTER = re.compile(r"(?:\b(?:a|at|by)\s|^)$")
_MONTH_AFTER = re.compile(
    rf"\s?(?:to|and|or|through|until|-|–|,)\s?(?:{'|'.join(m for m in MONTHS if len(m) > 3)})\b"
)
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(m for m in MONTHS if len(m) > 3)}),?(?:\sand)?\s$")
_WORDS = re.compile(r"[A-Za-z]+")
_SECOND_IS_TIME = re.compile(
    r"(?:\b(?:a|per|each|every|split|one|single|this|last|few|half|half-a|\d)[\s-])$", re.IGNORECASE
)
_AFTER_TIME = re.compile(
    r"\s*(?:[.,;:!?)\"”]|$|\b(?:and|later|after|to|before|if|when|that|of|while|or|he|she|it|I|they|we|for|in)\b)"
)
_ANOTHER = re.compile(r"\b[aA]\s$")  # "a second tree" is one more
_NO_ORDINAL_AFTER = re.compile(
    r"[\s-](?:hand|guess|nature|thoughts?|half|best|only|to none)|,|\sand\sforemost|\sof\sall"
)


def _starts(text: str) -> list[int]:
    """Where a quantity may begin, in order. Most texts have few such places or none."""
    patterns: list[re.Pattern[str]] = [_DIGIT_OR_SIGN]
    if words := _STARTS.intersection(_WORDS.findall(text)):
        patterns += [_BEFORE_SCALE, *map(_whole, words)]
    if "$" in text or "¥" in text:
        patterns.append(_LETTERS_AND_SIGN)
    starts = [found.start() for pattern in patterns for found in pattern.finditer(text)]
    if _ROMAN_ITEM.match(text):
        starts.append(0)
    starts.sort()
    return starts


@functools.cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z]){word}(?![A-Za-z])")


def read(text: str) -> list[Quantity]:
    """The quantities of an English text, in order."""
    readings: list[Reading] = []
    normal = ""
    position = 0
    for start in _starts(text):
        if start < position:
            continue
        if not normal:
            normal = blank_codes(text.translate(_SPACES))
        found = _PATTERN.match(normal, start)
        if found is not None:
            new, end = _READERS[found.lastgroup or "number"](found, normal)
            position = max(end, found.start() + 1)
            readings.extend(new)
    readings = join_ranges(readings, normal, _RANGE)
    return [_finish(reading.quantity, text) for reading in readings]


def _finish(quantity: Quantity, text: str) -> Quantity:
    about = (
        quantity.approximate
        or _ABOUT_BEFORE.search(text, max(0, quantity.start - 18), quantity.start) is not None
        or _ABOUT_AFTER.match(text, quantity.end) is not None
    )
    return replace(quantity, text=text[quantity.start : quantity.end], approximate=about)


_Read = tuple[list[Reading], int]


def _one(
    found: re.Match[str],
    kind: Kind,
    value: Value | None,
    *,
    unit: str = "",
    approximate: bool = False,
    weak: bool = False,
    malformed: bool = False,
    alternatives: tuple[Value, ...] = (),
) -> _Read:
    if value is None:
        return [], found.end()
    start, end = found.span()
    quantity = Quantity(
        kind, value, start, end, "", unit, approximate, weak, malformed, alternatives
    )
    return [Reading(quantity)], end


def read_cardinal(written: str) -> Fraction | None:
    """The value of a whole string that is one English number, in digits, words or both.

    >>> read_cardinal("one hundred and twenty-three"), read_cardinal("3.5 million")
    (Fraction(123, 1), Fraction(3500000, 1))
    """
    number = EnglishNumber()
    joined = False
    words = re.findall(r"[A-Za-z]+|\d[\d,]*(?:\.\d+)?", written.lower())
    for word in words:
        if word in ("and", "a", "an"):
            joined = word == "and"
            continue
        if (
            word not in SMALL
            and word not in SCALES
            and word not in ORDINALS
            and word not in ORDINAL_SCALES
            and not word[0].isdecimal()
        ):
            return None
        if not number.take(word, joined):
            return None
        joined = False
    return number.value if words else None


def _day(written: str) -> int | None:
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits[0])
    value = read_cardinal(written.replace("-", " "))
    return None if value is None else int(value)


def _month(written: str) -> int:
    return MONTHS[written.rstrip(".")]


def _date(
    found: re.Match[str], year: str | None, month: str, day: str | None, malformed: bool = False
) -> _Read:
    value = (int(year) if year else None, _month(month), _day(day) if day else None)
    malformed = malformed or not calendar_date(*value)
    return _one(found, "date", value, malformed=malformed)


def _read_mdy(found: re.Match[str], text: str) -> _Read:
    """August 20; but "March 5 times" and "in May 20 people" are beyond us: the comma is missed."""
    if _day(found["d"]) is None:
        return [], found.end("m")
    return _date(found, found["y"], found["m"], found["d"])


def _read_month(found: re.Match[str], text: str) -> _Read:
    """A month by itself; "May", "March" and short forms only behind a preposition."""
    name = found["m6"].rstrip(".")
    doubtful = name in (
        "May",
        "March",
        "Mar",
        "Jan",
        "Dec",
        "Sep",
        "Jun",
        "April",
        "June",
        "August",
    )
    start = max(0, found.start() - 15)
    sure = (
        _PREPOSITION.search(text, start, found.start())
        or _MONTH_BEFORE.search(text, start, found.start())
        or _MONTH_AFTER.match(text, found.end())
    )
    if doubtful and not sure:
        if name in ("May", "March", "Mar", "Jan", "Jun", "Dec", "Sep"):
            return [], found.end()
        return _one(found, "date", (None, _month(name), None), weak=True)
    return _one(found, "date", (None, _month(name), None))


def _read_iso(found: re.Match[str], _: str) -> _Read:
    value = iso_date(found["iso"])
    return _one(found, "date", value, malformed=not calendar_date(*value))


def _read_decade(found: re.Match[str], text: str) -> _Read:
    ten = _TENS[found["tenword"].lower()] if found["tenword"] else int(found["ten"])
    if ten >= 100:
        return _one(found, "decade", Fraction(ten), alternatives=(Fraction(ten % 100),))
    if ten == 0:
        return [], found.end()
    # the twenties and thirties are as often an age, the nineties hardly ever
    return _one(
        found,
        "decade",
        Fraction(1900 + ten),
        weak=True,
        alternatives=(Fraction(2000 + ten), Fraction(ten)),
    )


def _read_century(found: re.Match[str], _: str) -> _Read:
    readings = []
    for group in ("c", "c2"):
        if found[group]:
            value = _day(found[group])
            if value:
                readings.append(
                    Reading(Quantity("century", Fraction(value), found.start(), found.end(), ""))
                )
    return readings, found.end()


def _clock(found: re.Match[str], half: str | None, hours: int, minutes: int) -> _Read:
    alternatives: tuple[Value, ...] = (Fraction(hours),) if not minutes else ()
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    return _one(found, "time", (hours % 24, minutes), alternatives=alternatives)


def _read_clock(found: re.Match[str], _: str) -> _Read:
    return _clock(found, found["half"], int(found["h"]), int(found["mi"]))


def _read_hour(found: re.Match[str], _: str) -> _Read:
    return _clock(found, found["half2"], int(found["h2"]), int(found["mi2"] or 0))


def _read_oclock(found: re.Match[str], text: str) -> _Read:
    value = read_cardinal(found["h3"] or found["h4"])
    if value is None or value > 24:
        return [], found.end()
    hours, minutes = int(value), 0
    past = (found["past"] or "").lower()
    if past == "quarter to" and not _A_QUARTER.search(
        text, max(0, found.start() - 3), found.start()
    ):
        return [], found.end("past")  # "from the first quarter to 3 percent"
    if past:
        minutes = 30 if past.startswith("half") else 15 if past.endswith("past") else 45
        hours -= past.endswith("to")
    return _clock(found, None, hours, minutes)


def _read_percent(found: re.Match[str], _: str) -> _Read:
    value = read_cardinal(found["pc"])
    if value is None:
        return [], found.end("pc")
    points = "point" in found[0].lower()
    return _one(
        found,
        "percent",
        value / (1000 if found["psign"] == "‰" else 100),
        unit="percentage point" if points else "",
        alternatives=(value,) if points else (),
    )


def _read_mixed(found: re.Match[str], _: str) -> _Read:
    value = read_cardinal(found["whole"])
    if value is None:
        return [], found.end("whole")
    value += Fraction(1, _PARTS.get(found["extra"].lower(), 3))
    if found["mscale"]:
        value *= SCALES[found["mscale"].lower()]
    return _one(found, "cardinal", value)


def _read_glyph(found: re.Match[str], _: str) -> _Read:
    whole = Fraction(found["gwhole"] or 0)
    return _one(found, "cardinal" if whole else "fraction", whole + _GLYPHS[found["g"]])


def _read_slash(found: re.Match[str], _: str) -> _Read:
    top, bottom = int(found["top"]), int(found["bottom"])
    if not bottom:
        return [], found.end()
    return _one(
        found,
        "fraction",
        Fraction(top, bottom),
        weak=top > bottom,
        alternatives=((None, top, bottom),),
    )


def _read_in(found: re.Match[str], text: str) -> _Read:
    """One in five, 3 out of 4; "five in 2020" is no ratio."""
    few, many = read_cardinal(found["few"]), read_cardinal(found["many"])
    plain = found["inword"].lower() == "in"
    if (
        not few
        or not many
        or few >= many
        or (
            plain
            and (
                many > 1000
                or few > 9
                or few.denominator > 1
                or (found["few"].lower() == "one" and many > 100)
            )
        )
    ):
        return _plain(found["few"], found.start("few"), found.end("few"), text)
    ratio = Quantity("fraction", few / many, found.start(), found.end(), "", weak=plain)
    ends = [
        Quantity("cardinal", v, found.start(g), found.end(g), "", weak=True)
        for v, g in ((few, "few"), (many, "many"))
    ]
    return [Reading(ratio), *map(Reading, ends)], found.end()


def _read_fraction(found: re.Match[str], text: str) -> _Read:
    part = found["part"].lower()
    bottom = _PARTS[part]
    top = read_cardinal(found["numer"]) if found["numer"] else Fraction(1)
    plural = part.endswith("s")
    if top is None:
        return [], found.end()
    if (
        part in ("half", "halves")
        and found["a"] is None
        and found["numer"]
        and not plural
        and top != 1
    ):
        return [], found.end()
    # "a third" may be one more, "one fifth-grader" too: only "of" or a plural make it sure
    sure = (
        bool(found["of"]) or (plural and top > 1) or part in ("half", "quarter") or found["numer"]
    )
    value = top / bottom
    scale = SCALES[found["partscale"].lower()] if found["partscale"] else 0
    if scale:
        return _one(found, "cardinal", value * scale, alternatives=(Fraction(scale),))
    if not sure:
        return _one(found, "ordinal", Fraction(bottom), alternatives=(value,))
    weak = part == "half" and not found["of"]
    return _one(
        found,
        "fraction",
        value,
        weak=weak,
        alternatives=(Fraction(bottom),) if not plural and bottom > 4 else (),
    )


def _read_halves(found: re.Match[str], text: str) -> _Read:
    scale = found["hscale"]
    before = text[max(0, found.start() - 12) : found.start()].lower()
    if re.search(r"(?:first|second|other|1st|2nd|better|latter)[\s-]$", before):
        return [], found.end()
    if not scale:
        return _one(found, "fraction", Fraction(1, 2), weak=True)
    if scale.lower() in ("century", "decade"):
        return _one(
            found,
            "measure",
            Fraction(50 if scale.lower() == "century" else 5),
            unit="year",
            alternatives=(Fraction(1, 2),),
        )
    return _one(found, "cardinal", Fraction(SCALES[scale.lower()], 2))


def _read_times(found: re.Match[str], _: str) -> _Read:
    value = read_cardinal(found["fold"] or found["fx"] or found["foldword"])
    if value is None:
        return [], found.end()
    return _one(found, "multiple", value, alternatives=(value - 1, value + 1))


def _read_multiple(found: re.Match[str], _: str) -> _Read:
    word = (found["mult"] or found["ing"].lower().replace("ing", "e")).lower()
    value = Fraction(_MULTIPLES.get(word, 2))
    return _one(
        found,
        "multiple",
        value,
        weak=found["mend"] is None and not found["ing"],
        alternatives=(value - 1,),
    )


def _read_spans(found: re.Match[str], _: str) -> _Read:
    """Two decades are twenty years; "a century" is a hundred, if it is meant at all."""
    word = found["span"].lower()
    size = 10 if word.startswith("dec") else 100 if word.startswith("cent") else 1000
    if found["sn"]:
        count = read_cardinal(found["sn"])
        if count is None:
            return [], found.end()
        if "half" in found[0]:
            count += Fraction(1, 2)
        return _one(
            found, "measure", count * size, unit="year", weak=count == 1, alternatives=(count,)
        )
    if found["shalf"]:
        count = Fraction(1, 2 if found["shalf"].lower().startswith("half") else 4)
        return _one(found, "measure", count * size, unit="year", alternatives=(count,))
    return _one(found, "measure", Fraction(size), unit="year", weak=True)


def _read_roman(found: re.Match[str], _: str) -> _Read:
    readings = []
    for group in ("rom", "romend", "rom2", "rom3"):
        value = read_roman(found[group]) if found[group] else None
        if value is not None:
            start, end = (found.start(), found.end(group))
            start = found.start(group) if group == "romend" else start
            weak = value == 1 or group == "rom3"
            readings.append(
                Reading(Quantity("ordinal", Fraction(value), start, end, "", weak=weak))
            )
    return readings, found.end()


def _read_vague(found: re.Match[str], _: str) -> _Read:
    size = Fraction(_VAGUE[found["v"].lower()] if found["v"] else SCALES[found["v2"].lower()])
    if found["vn"]:
        size *= _VAGUE[found["vn"].lower()]
    return _one(found, "vague", size, approximate=True, weak=True)


def _read_weak(found: re.Match[str], _: str) -> _Read:
    kind, value, unit = _WEAK_WORDS[found["w"].lower()]
    if kind == "time":
        return _one(found, "time", (int(value), 0), weak=True)
    return _one(found, kind, value, unit=unit, weak=True)


def _read_ordinal(found: re.Match[str], _: str) -> _Read:
    value = Fraction(found["nth"].replace(",", ""))
    return _one(found, "ordinal", value, weak=value == 1)


def _read_money(found: re.Match[str], text: str) -> _Read:
    written = found["sum"]
    suffix = re.search(r"(?<=\d)\s?([A-Za-z]+)$", written)
    scale = 1
    if suffix and suffix[1].lower() in _SUFFIXES:
        scale = _SUFFIXES[suffix[1].lower()]
        written = written[: suffix.start()]
    value = read_cardinal(written)
    if value is None:
        return [], found.end()
    unit = CURRENCY_SIGNS[found["sign"]]
    tail = _TAIL.match(text, found.end())
    end = found.end()
    if tail and tail["cur"]:
        end = tail.end()
        unit = ENGLISH_CURRENCIES[tail["cur"]] if unit == "$" and tail["cur"] != "dollars" else unit
    whole = Fraction(scale) if scale > 1 else _scale(written)
    return [Reading(Quantity("money", value * scale, found.start(), end, "", unit), whole)], end


def _scale(written: str) -> Fraction:
    """What the last word of a number multiplies by: "million" in "3.5 million"."""
    last = written.lower().replace("-", " ").split()[-1:]
    return Fraction(SCALES.get(last[0], 1)) if last and len(written.split()) > 1 else Fraction(1)


def _read_number(found: re.Match[str], text: str) -> _Read:
    written, scale = found["n"], Fraction(1)
    value = Fraction(written.replace(",", ""))
    alternatives: tuple[Value, ...] = ()
    if found["nscale"]:
        word = found["nscale"].strip(" -").lower()
        if word in _SUFFIXES:
            scale = Fraction(_SUFFIXES[word])
            alternatives = (value,) if len(word) == 1 else ()
        else:
            for name in re.findall(r"[a-z]+", word):
                scale *= SCALES[name]
    return _measured(
        value * scale, found.start(), found.end(), text, scale, alternatives, digits=True
    )


def _measured(
    value: Fraction,
    start: int,
    end: int,
    text: str,
    scale: Fraction = Fraction(1),
    alternatives: tuple[Value, ...] = (),
    digits: bool = False,
    article: bool = False,
) -> _Read:
    """A number with whatever unit stands behind it."""
    tail = _TAIL.match(text, end)
    kind: Kind = "cardinal"
    unit = ""
    weak = value == 1 or article
    if tail and tail["cur"]:
        kind, unit, end, weak = "money", ENGLISH_CURRENCIES[tail["cur"]], tail.end(), False
    elif tail and tail["unit"]:
        kind, unit, end = "measure", ENGLISH_UNITS[tail["unit"]], tail.end()
    elif digits:
        code = _CODE_BEFORE.search(text, max(0, start - 14), start) or _CODE_AFTER.match(text, end)
        weak = weak or bool(code)
    quantity = Quantity(kind, value, start, end, "", unit, weak=weak, alternatives=alternatives)
    return [Reading(quantity, scale)], end


def _plain(written: str, start: int, end: int, text: str) -> _Read:
    value = read_cardinal(written)
    if value is None:
        return [], end
    return _measured(value, start, end, text, digits=written[0].isdecimal())


def _read_words(found: re.Match[str], text: str) -> _Read:
    """A run of number words, cut where one number ends and the next begins."""
    readings: list[Reading] = []
    offset = found.start("run")
    number = EnglishNumber()
    start = found.start() if found["an"] else offset
    end = offset
    joined = False
    last = ""
    for word in _WORDS.finditer(found["run"]):
        name = word[0].lower()
        if name == "and":
            joined = number.expects_and()
            if joined:
                continue
            readings.extend(_spelled(number, start, end, text, last))
            number, start = EnglishNumber(), -1
            continue
        if not number.take(name, joined):
            readings.extend(_spelled(number, start, end, text, last))
            number, start = EnglishNumber(), -1
            number.take(name)
        joined = False
        if start < 0:
            start = offset + word.start()
        end, last = offset + word.end(), name
    if start >= 0:
        readings.extend(_spelled(number, start, end, text, last))
    return readings, max(end, readings[-1].quantity.end if readings else 0)


def _spelled(number: EnglishNumber, start: int, end: int, text: str, last: str) -> list[Reading]:
    value = number.value
    if start < 0 or end <= start:
        return []
    if number.ordinal:
        if last == "second" and _is_time(text, start, end):
            return []
        weak = value == 1 or _NO_ORDINAL_AFTER.match(text, end) is not None
        weak = weak or (value == 2 and _ANOTHER.search(text, max(0, start - 2), start) is not None)
        return [Reading(Quantity("ordinal", value, start, end, "", weak=weak))]
    scale = Fraction(SCALES.get(last, 1)) if value != SCALES.get(last) else Fraction(1)
    readings = _measured(value, start, end, text, scale)[0]
    if (
        value == SCALES.get(last) and text[start:end].lower() == last
    ):  # "multi-million", "the million"
        readings = [replace(r, quantity=replace(r.quantity, weak=True)) for r in readings]
    return readings


def _is_time(text: str, start: int, end: int) -> bool:
    """Whether "second" is the unit: "a second later", "per second"."""
    return bool(
        _SECOND_IS_TIME.search(text, max(0, start - 10), start) and _AFTER_TIME.match(text, end)
    )


_READERS: dict[str, Callable[[re.Match[str], str], _Read]] = {
    "iso": _read_iso,
    "code": lambda found, _: _one(found, "code", found["code"], weak=True),
    "mdy": _read_mdy,
    "dmy": lambda found, _: _date(found, found["y2"], found["m2"], found["d2"]),
    "ymd": lambda found, _: _date(found, found["y3"], found["m3"], found["d3"]),
    "dangling": lambda found, _: _date(found, found["y4"], found["m4"], found["d4"], True),
    "my": lambda found, _: _date(found, found["y5"], found["m5"], None),
    "month": _read_month,
    "decade": _read_decade,
    "century": _read_century,
    "clock": _read_clock,
    "hour": _read_hour,
    "oclock": _read_oclock,
    "percent": _read_percent,
    "mixed": _read_mixed,
    "glyph": _read_glyph,
    "slash": _read_slash,
    "inn": _read_in,
    "fraction": _read_fraction,
    "halves": _read_halves,
    "times": _read_times,
    "multiple": _read_multiple,
    "spans": _read_spans,
    "roman": _read_roman,
    "vague": _read_vague,
    "weak": _read_weak,
    "money": _read_money,
    "ordinal": _read_ordinal,
    "number": _read_number,
    "words": _read_words,
}
