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
from dataclasses import dataclass, replace
from fractions import Fraction

from .english_forms import (
    GLYPHS,
    MONTHS,
    MULTIPLES,
    PARTS,
    PATTERNS,
    SUFFIXES,
    TAIL,
    TENS,
    VAGUE,
    WEAK_WORDS,
    WEEKDAYS,
    starts,
)
from .model import ONE, Kind, Quantity, Value
from .numerals import (
    ORDINAL_SCALES,
    ORDINALS,
    SCALES,
    SMALL,
    EnglishNumber,
    read_digits,
    read_roman,
)
from .ranges import Reading, join_ranges
from .shared import blank_codes, calendar_date, iso_date
from .units import CURRENCY_SIGNS, DEGREES, ENGLISH_CURRENCIES, ENGLISH_UNITS, GROUPS

_ABOUT_BEFORE = (
    *("about", "around", "nearly", "almost", "approximately", "roughly", "some", "over", "under"),
    *("more than", "less than", "fewer than", "at least", "at most", "up to", "as many as"),
    *("as much as", "close to", "an estimated", "approx", "approx.", "circa", "c.", "above"),
    *("below", "~"),
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
_LETTERS = re.compile("[A-Za-z]+")
_SECOND_IS_TIME = re.compile(
    r"(?:\b(?:a|per|each|every|split|one|single|this|last|few|half|half-a|\d)[\s-])$", re.IGNORECASE
)
_AFTER_TIME = re.compile(
    r"\s*(?:[.,;:!?)\"”]|$|\b(?:and|later|after|to|before|if|when|that|of|while|or|he|she|it|I|they|we|for|in)\b)"
)
_GROWTH = re.compile(
    r"increas|gr[oe]w|rise|rose|risen|rising|more|higher|up\b|larger|bigger|faster|greater|longer"
    r"|expan|soar|jump|surg|climb|multipl|gain"
)
_MINUS = re.compile(r"(?:\b(?:minus|negative)\s|(?<![\w.])[-−–])$", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"(?:\sCelsius|\sC\b)?\sbelow\s(?:zero|freezing)")
# The years of a plan that English likes to add: "the 14th Five-Year Plan period (2021-2025)".
_PLAN_YEARS = re.compile(r"[Pp]lan(?:\s[Pp]eriod)?\s?\((?:\d{4}\s?[-–]\s?)?$")
_ANOTHER = re.compile(r"\b[aA]\s$")  # "a second tree" is one more
_NO_ORDINAL_AFTER = re.compile(
    r"[\s-](?:hand|guess|nature|thoughts?|half|best|only|to none)|,|\sand\sforemost|\sof\sall"
)


def read(text: str) -> list[Quantity]:
    """The quantities of an English text, in order."""
    readings: list[Reading] = []
    normal = ""
    position = 0
    for start, kind in starts(text):
        if start < position:
            continue
        if not normal:
            normal = blank_codes(text.replace("\u00a0", " ").replace("\u202f", " "))
        found = PATTERNS[kind].match(normal, start)
        if found is not None:
            new, end = _READERS[found.lastgroup or "number"](found, normal)
            position = max(end, found.start() + 1)
            readings.extend(new)
    readings = join_ranges(readings, normal, _RANGE)
    return [_finish(reading.quantity, text) for reading in readings]


def _finish(quantity: Quantity, text: str) -> Quantity:
    about = (
        quantity.approximate
        or _is_about(text[max(0, quantity.start - 18) : quantity.start])
        or _ABOUT_AFTER.match(text, quantity.end) is not None
    )
    return quantity.at(text, about)


def _is_about(before: str) -> bool:
    """Whether what stands before a number calls it inexact: "nearly", "more than the"."""
    before = before.rstrip().lower()
    return before.removesuffix(" a").removesuffix(" the").endswith(_ABOUT_BEFORE)


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
        kind, value, start, end, found[0], unit, approximate, weak, malformed, alternatives
    )
    return [Reading(quantity)], end


@functools.lru_cache(4096)
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


def _read_numeric(found: re.Match[str], _: str) -> _Read:
    """10/11/2020: the day first or the month, who knows; 13/11/2020 has one reading only."""
    first, second, year = int(found["n1"]), int(found["n2"]), int(found["n3"])
    values = [
        (year, month, day)
        for month, day in ((first, second), (second, first))
        if calendar_date(year, month, day)
    ]
    if not values:
        return _one(found, "date", (year, first, second), malformed=True)
    return _one(found, "date", values[0], alternatives=tuple(values[1:]))


def _read_weekday(found: re.Match[str], _: str) -> _Read:
    return _one(found, "weekday", Fraction(WEEKDAYS[found["wd"]]), weak=True)


def _read_decade(found: re.Match[str], text: str) -> _Read:
    ten = TENS[found["tenword"].lower()] if found["tenword"] else int(found["ten"])
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
    elif hours <= 12:
        alternatives += ((((hours + 12) % 24), minutes),)
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
    if (
        past == "quarter to"
        and found[0][0] not in "aA"
        and not _A_QUARTER.search(text, max(0, found.start() - 3), found.start())
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
    value += Fraction(1, PARTS.get(found["extra"].lower(), 3))
    if found["mscale"]:
        value *= SCALES[found["mscale"].lower()]
    return _one(found, "cardinal", value)


def _read_glyph(found: re.Match[str], _: str) -> _Read:
    whole = Fraction(found["gwhole"] or 0)
    return _one(found, "cardinal" if whole else "fraction", whole + GLYPHS[found["g"]])


def _read_slash(found: re.Match[str], _: str) -> _Read:
    top, bottom = int(found["top"]), int(found["bottom"])
    if not bottom:
        return [], found.end()
    return _one(
        found,
        "fraction",
        Fraction(top, bottom),
        weak=top > bottom,
        alternatives=(
            *((None, top, bottom), (None, bottom, top)),
            *((Fraction(top), Fraction(bottom)) if top > bottom else ()),  # 24/7
        ),
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
            and not (few == 1 and many >= 100 and not found["many"].isdecimal())
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
    bottom = PARTS[part]
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


def _read_times(found: re.Match[str], text: str) -> _Read:
    """Three times; what has grown three times may be four times as much, and translators differ."""
    value = read_cardinal(found["fold"] or found["fx"] or found["foldword"])
    if value is None:
        return [], found.end()
    around = text[max(0, found.start() - 40) : found.end() + 25]
    others = (value - 1, value + 1) if _GROWTH.search(around) else ()
    return _one(found, "multiple", value, alternatives=others)


def _read_anda(found: re.Match[str], _: str) -> _Read:
    """An hour and a half, two years and a half."""
    whole = Fraction(1) if found["an2"] else read_cardinal(found["un"])
    if whole is None:
        return [], found.end("un")
    value = whole + Fraction(1, PARTS[found["up"]])
    return _one(found, "measure", value, unit=ENGLISH_UNITS[found["uu"]])


def _read_half_percent(found: re.Match[str], _: str) -> _Read:
    unit = "percentage point" if found["hpoint"] else ""
    return _one(found, "percent", Fraction(1, 200), unit=unit)


def _read_multiple(found: re.Match[str], _: str) -> _Read:
    word = (found["mult"] or found["ing"].lower().replace("ing", "e")).lower()
    value = Fraction(MULTIPLES.get(word, 2))
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
            weak = value == 1
            readings.append(
                Reading(Quantity("ordinal", Fraction(value), start, end, "", weak=weak))
            )
    return readings, found.end()


def _read_vague(found: re.Match[str], _: str) -> _Read:
    size = Fraction(VAGUE[found["v"].lower()] if found["v"] else SCALES[found["v2"].lower()])
    if found["vn"]:
        size *= VAGUE[found["vn"].lower()]
    return _one(found, "vague", size, approximate=True, weak=True)


def _read_weak(found: re.Match[str], _: str) -> _Read:
    kind, value, unit = WEAK_WORDS[found["w"].lower()]
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
    if suffix and suffix[1].lower() in SUFFIXES:
        scale = SUFFIXES[suffix[1].lower()]
        written = written[: suffix.start()]
    value = read_cardinal(written)
    if value is None:
        return [], found.end()
    unit = CURRENCY_SIGNS[found["sign"]]
    tail = TAIL.match(text, found.end())
    end = found.end()
    if tail and tail["cur"]:
        end = tail.end()
        unit = ENGLISH_CURRENCIES[tail["cur"]] if unit == "$" and tail["cur"] != "dollars" else unit
    whole = Fraction(scale) if scale > 1 else _scale(written)
    return [Reading(Quantity("money", value * scale, found.start(), end, "", unit), whole)], end


def _scale(written: str) -> Fraction:
    """What the last word of a number multiplies by: "million" in "3.5 million"."""
    last = written.lower().replace("-", " ").split()[-1:]
    return Fraction(SCALES.get(last[0], 1)) if last and len(written.split()) > 1 else ONE


def _read_number(found: re.Match[str], text: str) -> _Read:
    scale = ONE
    value = read_digits(found["n"])
    alternatives: tuple[Value, ...] = ()
    if found["nscale"]:
        word = found["nscale"].strip(" -").lower()
        if word in SUFFIXES:
            scale = Fraction(SUFFIXES[word])
            alternatives = (value,) if len(word) == 1 else ()
        else:
            for name in re.findall(r"[a-z]+", word):
                scale *= SCALES[name]
        value *= scale
    return _measured(value, found.start(), found.end(), text, scale, alternatives, digits=True)


def _measured(
    value: Fraction,
    start: int,
    end: int,
    text: str,
    scale: Fraction = ONE,
    alternatives: tuple[Value, ...] = (),
    digits: bool = False,
    article: bool = False,
) -> _Read:
    """A number with whatever unit stands behind it."""
    tail = TAIL.match(text, end)
    kind: Kind = "cardinal"
    unit = ""
    weak = value == 1 or article
    if tail and tail["cur"]:
        kind, unit, end, weak = "money", ENGLISH_CURRENCIES[tail["cur"]], tail.end(), False
    elif tail and tail["unit"]:
        kind, unit, end = "measure", ENGLISH_UNITS[tail["unit"]], tail.end()
    elif digits:
        code = _CODE_BEFORE.search(text, max(0, start - 14), start) or _CODE_AFTER.match(text, end)
        weak = weak or (bool(code) and scale == 1 and not _is_group(text, start, end))
        weak = weak or _PLAN_YEARS.search(text, max(0, start - 28), start) is not None
    if unit in DEGREES and _is_below_zero(text, start, end):
        value = -value
    quantity = Quantity(
        kind, value, start, end, text[start:end], unit, weak=weak, alternatives=alternatives
    )
    return [Reading(quantity, scale)], end


def _is_group(text: str, start: int, end: int) -> bool:
    """Whether this counts countries: G7, G20."""
    return text[start - 1 : start] == "G" and text[start:end] in GROUPS


def _is_below_zero(text: str, start: int, end: int) -> bool:
    return (
        _MINUS.search(text, max(0, start - 9), start) is not None
        or _BELOW_ZERO.match(text, end) is not None
    )


def _plain(written: str, start: int, end: int, text: str) -> _Read:
    value = read_cardinal(written)
    if value is None:
        return [], end
    return _measured(value, start, end, text, digits=written[0].isdecimal())


def _read_words(found: re.Match[str], text: str) -> _Read:
    """A run of number words, cut where one number ends and the next begins."""
    readings: list[Reading] = []
    offset = found.start("run")
    end = offset
    for number in _spelled_out(found["run"]):
        end = offset + number.end
        start = found.start() if not number.start else offset + number.start
        readings.extend(_spelled(number, start, end, text))
    return readings, max(end, readings[-1].quantity.end if readings else 0)


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A number in words: its value, where it stands in its run, its last word.

    ``scale`` is what that word multiplied by; ``bare`` says that there is no other ("million").
    """

    value: Fraction
    ordinal: bool
    start: int
    end: int
    last: str
    scale: Fraction
    bare: bool


@functools.lru_cache(4096)
def _spelled_out(run: str) -> tuple[_Spelled, ...]:
    """The numbers of a run of number words; the same few runs come again and again."""
    numbers: list[_Spelled] = []
    number = EnglishNumber()
    start, end, last = -1, 0, ""
    joined = False

    def done() -> None:
        if start >= 0:
            bare = number.value == SCALES.get(last)
            scale = ONE if bare else Fraction(SCALES.get(last, 1))
            numbers.append(_Spelled(number.value, number.ordinal, start, end, last, scale, bare))

    for word in _LETTERS.finditer(run):
        name = word[0].lower()
        if name == "and":
            joined = number.expects_and()
            if not joined:
                done()
                number, start = EnglishNumber(), -1
            continue
        if not number.take(name, joined):
            done()
            number, start = EnglishNumber(), -1
            number.take(name)
        joined = False
        if start < 0:
            start = word.start()
        end, last = word.end(), name
    done()
    return tuple(numbers)


def _spelled(number: _Spelled, start: int, end: int, text: str) -> list[Reading]:
    value, last = number.value, number.last
    if number.ordinal:
        if last == "second" and _is_time(text, start, end):
            return []
        weak = value == 1 or _NO_ORDINAL_AFTER.match(text, end) is not None
        weak = weak or (value == 2 and _ANOTHER.search(text, max(0, start - 2), start) is not None)
        return [Reading(Quantity("ordinal", value, start, end, "", weak=weak))]
    readings = _measured(value, start, end, text, number.scale)[0]
    if number.bare and text[start:end].lower() == last:  # "multi-million", "the million"
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
    "numeric": _read_numeric,
    "monthless": lambda found, _: _one(
        found, "date", (int(found["y6"]), None, int(found["d5"])), malformed=True
    ),
    "weekday": _read_weekday,
    "anda": _read_anda,
    "halfpercent": _read_half_percent,
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
