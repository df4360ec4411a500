"""Wrong numbers, dates and amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter, in_target

_NUMBER = re.compile(r"(?<![\w.,/:-])\d[\d,]*(?:\.\d+)?(?![\w.,/:-]*\d)(?![A-Za-z])")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_PERCENT = re.compile(r"\d+(?:\.\d+)?(?=\s?(?:%|％|per ?cent))")
_SCALE = {
    "en": (r"(?<=\d )(?:thousand|million|billion|trillion)", ("million", "billion")),
    "zh": (r"(?<=\d)(?:万亿|亿|万)", ("万", "亿")),
}
_ORDINAL_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What a unit is called in Chinese and English, and a wrong one in both.
_UNITS = (
    ("公里|千米", "kilomet(?:er|re)s?|km", "英里", "miles"),
    ("英里", "miles?", "公里", "kilometres"),
    ("公斤|千克", "kilograms?|kilos?|kg", "磅", "pounds"),
    ("米", "met(?:er|re)s?|m", "英尺", "feet"),
    ("年", "years?", "个月", "months"),
    ("个?月", "months?", "年", "years"),
    ("天", "days?", "个月", "months"),
    ("(?:个)?小时", "hours?", "分钟", "minutes"),
    ("分钟", "minutes?", "小时", "hours"),
)
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CURRENCIES = {
    "en": (
        r"(?:(?<=\d )|(?<=\d [mb]illion ))(?:yuan|RMB|euros|US dollars|yen)\b",
        ("yuan", "euros", "yen", "US dollars"),
    ),
    "zh": (r"(?:(?<=\d)|(?<=\d[万亿]))(?:美元|欧元|英镑|日元|元)", ("美元", "欧元", "日元")),
}


def _with(
    text: str, pattern: str | re.Pattern[str], change: Callable[[str], str], dice: Random
) -> str | None:
    """The text with one match of the pattern changed, if there is one."""
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    chosen = dice.choice(found)
    return text[: chosen.start()] + change(chosen[0]) + text[chosen.end() :]


def _other_digit(number: str, dice: Random) -> str:
    """The number with one digit another one; the first is never made 0."""
    places = [place for place, char in enumerate(number) if char.isdigit()]
    place = dice.choice(places)
    choices = [digit for digit in "123456789" if digit != number[place]]
    return number[:place] + dice.choice(choices) + number[place + 1 :]


def _digit(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _with(unit.target, _NUMBER, lambda number: _other_digit(number, dice), dice)


def _deleted(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """A number of some size that stands once: a second one might be taken for it."""
    found = [
        each
        for each in re.finditer(
            r"(?<![\w.,/:-])\d{2}[\d,]*(?:\.\d+)?%? ?(?![\w.,/:-]*\d)(?!st|nd|rd|th)",
            unit.target,
        )
        if unit.target.count(each[0].strip()) == 1
    ]
    if not found:
        return None
    chosen = dice.choice(found)
    return unit.target[: chosen.start()] + unit.target[chosen.end() :]


def _added(unit: Unit, languages: Languages, dice: Random) -> str | None:
    number = dice.randint(13, 98)
    if str(number) in unit.target or len(unit.target) < 12:
        return None
    more = f", up {number} percent" if languages[1] == "en" else f"，增长{number}%"
    text = unit.target.rstrip()
    end = len(text) - 1 if text[-1] in ".。!！?？" else len(text)
    return text[:end] + more + text[end:]


def _scale(unit: Unit, languages: Languages, dice: Random) -> str | None:
    pattern, scales = _SCALE[languages[1]]
    return _with(
        unit.target,
        pattern,
        lambda word: dice.choice([scale for scale in scales if scale != word]),
        dice,
    )


def _ordinal(unit: Unit, languages: Languages, dice: Random) -> str | None:
    if languages[1] == "zh":
        return _with(
            unit.target,
            r"(?<=第)[一二三四五六七八九]",
            lambda numeral: dice.choice([n for n in "二三四五六七八九" if n != numeral]),
            dice,
        )

    def other(word: str) -> str:
        if word[0].isdigit():
            number = int(word[:-2]) + 1
            ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
            return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
        return dice.choice([each for each in _ORDINAL_WORDS[1:] if each != word])

    pattern = rf"\b(?:\d+(?:st|nd|rd|th)|{'|'.join(_ORDINAL_WORDS[2:])})\b"
    return _with(unit.target, pattern, other, dice)


def _day(unit: Unit, languages: Languages, dice: Random) -> str | None:
    def other(date: str) -> str:
        month, space, day = date.rpartition(" ")
        return month + space + str(dice.choice([n for n in range(1, 29) if n != int(day)]))

    pattern = (
        rf"\b(?:{'|'.join(_MONTHS)}) \d{{1,2}}\b(?!,\d)"
        if languages[1] == "en"
        else r"(?<=月)\d{1,2}(?=日)"
    )
    return _with(unit.target, pattern, other, dice)


def _month(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """A month that the source names too: "on December 9" for 9日 is the translator's own."""
    if languages[1] == "zh":
        if not re.search("|".join(_MONTHS), unit.source):
            return None
        return _with(
            unit.target,
            r"\d{1,2}(?=月)",
            lambda month: str(dice.choice([m for m in range(1, 13) if m != int(month)])),
            dice,
        )
    # May is also a verb, and March a walk.
    names = [
        name
        for number, name in enumerate(_MONTHS, start=1)
        if name not in ("May", "March")
        and len(re.findall(rf"(?<!\d){number}月", unit.source)) == unit.target.count(name) > 0
    ]
    if not names:
        return None
    return _with(
        unit.target,
        rf"\b(?:{'|'.join(names)})\b",
        lambda name: dice.choice([each for each in _MONTHS if each not in (name, "May", "March")]),
        dice,
    )


def _year(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _with(
        unit.target, _YEAR, lambda year: str(int(year) + dice.choice([-9, -2, -1, 1, 2, 10])), dice
    )


def _percent(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _with(unit.target, _PERCENT, lambda number: _other_digit(number, dice), dice)


def _currency(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """Another currency, where the source names one with the same figures."""
    pattern, others = _CURRENCIES[languages[1]]
    if languages[0] == "zh":
        figures = [
            found.replace(",", "")
            for found in re.findall(r"(\d[\d,.]*)(?= (?:[mb]illion )?[a-zA-Z]+)", unit.target)
        ]
        if not any(
            re.search(
                rf"(?<![\d.]){re.escape(figure)}\d*[万亿]*多?(?:美元|欧元|元|块)", unit.source
            )
            for figure in figures
        ):
            return None
        if len(re.findall(pattern, unit.target)) > 1:
            return None
    return _with(
        unit.target,
        pattern,
        lambda name: dice.choice(
            [each for each in others if each != name and {each, name} != {"yuan", "RMB"}]
        ),
        dice,
    )


def _word(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """A small number in words, where the source has it in words too."""
    if languages != ("zh", "en") or not re.search(
        r"[两三四五六七八九十](?=[个名位种条家次年天])", unit.source
    ):
        return None
    return _with(
        unit.target,
        rf"\b(?:{'|'.join(_WORDS[1:])})\b",
        lambda word: dice.choice([each for each in _WORDS if each != word]),
        dice,
    )


def _malformed(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """August 20, 2020 as "August 2020, 20": the parts of a Chinese date in their old order."""
    if languages[1] != "en":
        return None
    pattern = rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}),? (?P<year>(?:19|20)\d\d)\b"
    found = re.search(pattern, unit.target)
    if found is None:
        return None
    spoiled = f"{found['month']} {found['year']}, {found['day']}"
    return unit.target[: found.start()] + spoiled + unit.target[found.end() :]


def _unconverted(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """3.5亿 as "3.5 million": the figures kept, the scale taken for another one."""
    if languages != ("zh", "en"):
        return None
    for found in re.finditer(r"(\d+(?:\.\d+)?)([万亿])(?![万亿])", unit.source):
        value = round(float(found[1]) * {"万": 10**4, "亿": 10**8}[found[2]])
        for written in (f"{value:,}", *_scaled(value)):
            if re.search(rf"(?<![\d.,]){re.escape(written)}(?![\d.,]*\d)", unit.target):
                word = {"万": "thousand", "亿": "million"}[found[2]]
                return unit.target.replace(written, f"{found[1]} {word}", 1)
    return None


def _scaled(value: int) -> Iterator[str]:
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        yield f"{value / size:.10g} {word}"


def _weekday(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """Another day of the week, where the source names one too."""
    english, chinese = rf"\b(?:{'|'.join(_WEEKDAYS)})\b", "(?:星期|周)[一二三四五六日]"
    named, pattern = (chinese, english) if languages[1] == "en" else (english, chinese)
    if not re.search(named, unit.source):
        return None
    if languages[1] == "en":
        return _with(
            unit.target,
            pattern,
            lambda day: dice.choice([each for each in _WEEKDAYS if each != day]),
            dice,
        )
    return _with(
        unit.target,
        pattern,
        lambda day: day[:-1] + dice.choice([each for each in "一二三四五六" if each != day[-1]]),
        dice,
    )


def _hour(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """A time of the day some hours off, the minutes kept."""

    def other(hour: str) -> str:
        return str(dice.choice([each for each in range(1, 13) if each != int(hour) % 12]))

    pattern = r"(?<![\d:.])(?:1[0-2]|[1-9])(?=:[0-5]\d(?![\d:])|\s?[ap]\.?m\b|\s?点)"
    return _with(unit.target, pattern, other, dice)


def _unit(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """The right number of another unit, where the source names the right one."""
    for chinese, english, wrong_chinese, wrong_english in _UNITS:
        source, target, wrong = (
            (chinese, english, wrong_english)
            if languages[1] == "en"
            else (english, chinese, wrong_chinese)
        )
        numbers = re.findall(rf"(\d[\d.]*)(?= ?(?:{source}))", unit.source)
        for number in numbers:
            pattern = rf"(?<![\d.,]){re.escape(number)}[ -]?(?:{target})(?![a-z])"
            if found := re.search(pattern, unit.target):
                return unit.target.replace(found[0], f"{number} {wrong}", 1)
    return None


PLANTERS: tuple[Planter, ...] = (
    Planter("digit changed", "NUM", in_target(_digit), 0.95),
    Planter("number deleted", "NUM", in_target(_deleted), 0.95),
    Planter("number added", "NUM", in_target(_added), 0.95),
    Planter("scale changed", "NUM", in_target(_scale), 0.95),
    Planter("ordinal changed", "NUM", in_target(_ordinal), 0.95),
    Planter("day changed", "NUM", in_target(_day), 0.95),
    Planter("month changed", "NUM", in_target(_month), 0.95),
    Planter("year changed", "NUM", in_target(_year), 0.95),
    Planter("percentage changed", "NUM", in_target(_percent), 0.95),
    Planter("currency changed", "NUM", in_target(_currency), 0.95),
    Planter("number word changed", "NUM", in_target(_word), 0.95),
    Planter("scale not converted", "NUM", in_target(_unconverted), 0.95),
    Planter("day of the week changed", "NUM", in_target(_weekday), 0.95),
    Planter("hour changed", "NUM", in_target(_hour), 0.95),
    Planter("unit changed", "NUM", in_target(_unit), 0.95),
    Planter("date out of order", "NUM", in_target(_malformed), 0.95),
)
