"""What a quantity is, and when two of them are the same.

A number is written in many ways ("3.5亿", "350 million", "350,000,000") and means one thing.
The readers (:mod:`.chinese`, :mod:`.english`, :mod:`.plain`) turn each way of writing into a
:class:`Quantity` whose :attr:`~Quantity.key` depends on the meaning alone, so that comparing
two texts is comparing two bags of keys.

Values are exact: ``Fraction`` for whatever can be counted or measured, tuples for dates and
times. A float would make 0.1 + 0.2 a translation error.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "cardinal",  # 3, 三千五百万, two and a half million; value: Fraction
    "ordinal",  # 第十三, 13th, Chapter XIII; value: Fraction
    "multiple",  # 三倍, 翻两番, quadruple, tenfold; value: Fraction, the factor
    "percent",  # 20%, 百分之二十, 三成; value: Fraction, 1/5 for 20%
    "fraction",  # 四分之一, a quarter; value: Fraction
    "money",  # 100元, $3m; value: Fraction, unit: currency
    "measure",  # 3.5万公里, 18 years; value: Fraction, unit: canonical name
    "date",  # value: (year, month, day), what is not said being None
    "time",  # 下午三时半, 3:30 p.m.; value: (hour, minute)
    "decade",  # 上世纪九十年代, the 1990s; value: Fraction(1990)
    "century",  # 21世纪, the 21st century; value: Fraction(21)
    "weekday",  # 星期三, Wednesday; value: Fraction(3), Sunday being 7
    "vague",  # 数百, dozens; value: Fraction, the order of magnitude: 100, 10
    "code",  # 1.2.3, 192.168.0.1: digits that are a name; value: the text
]
DateValue: TypeAlias = tuple[int | None, int | None, int | None]
TimeValue: TypeAlias = tuple[int, int]
Value: TypeAlias = Fraction | DateValue | TimeValue | str
Key: TypeAlias = tuple[str, Value | int]


ONE = Fraction(1)
"""What most numbers are multiplied by; making it anew each time would be felt."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a text.

    ``start`` and ``end`` are code points of the text read and ``text`` is what stands there.
    ``unit`` is the canonical name of a unit or a currency ("kilometre", "USD"), or "".
    ``alternatives`` are other values the same writing may have ("10万-20万" may be written
    "10-20万"; 号 may count days or houses): they may excuse a difference, never cause one.

    ``approximate`` says that the text calls the value inexact (约, 多, nearly, about).
    ``weak`` says that its absence on the other side means nothing: "one" is often an article,
    a single Chinese numeral with no measure word behind it is often part of a word, digits in
    "COVID-19" part of a name. ``malformed`` marks a date that is none in its language
    ("August 2020, 8", "2月30日"); its value holds the fragments as far as they tell.
    """

    kind: Kind
    value: Value
    start: int
    end: int
    text: str
    unit: str = ""
    approximate: bool = False
    weak: bool = False
    malformed: bool = False
    alternatives: tuple[Value, ...] = ()

    def at(self, text: str, approximate: bool) -> Quantity:
        """The quantity with what stands in the text it was read from. Called for every one."""
        if approximate == self.approximate and self.text == text[self.start : self.end]:
            return self
        return Quantity(
            self.kind,
            self.value,
            self.start,
            self.end,
            text[self.start : self.end],
            self.unit,
            approximate,
            self.weak,
            self.malformed,
            self.alternatives,
        )

    @property
    def key(self) -> Key:
        """The meaning, free of language and spelling. Equal content has equal keys.

        Cardinals and ordinals share their keys ("第3章", "Chapter 3", "the third chapter"), and
        so do bare years and days of the month, which English writes as plain numbers ("2024",
        "the 20th"). Units are left out: "3公里" and "3 km" have them, "3 of them" has not, and
        whoever cares can compare ``unit`` on matched pairs.
        """
        return key_of(self.kind, self.value)


def key_of(kind: Kind, value: Value) -> Key:
    """The :attr:`Quantity.key` of a quantity of this kind and value."""
    if kind == "date" and isinstance(value, tuple) and len(value) == 3:
        year, month, day = value
        if month is None and (year is None) != (day is None):
            return "number", year if day is None and year is not None else day or 0
        return "date", value
    if isinstance(value, Fraction) and value.denominator == 1:
        # The same key: equal, with an equal hash that is had for nothing.
        return _FAMILY.get(kind, "number"), value.numerator
    return _FAMILY.get(kind, "number"), value


# Kinds that are compared with each other share a family; the rest are plain numbers.
_FAMILY: dict[str, str] = {
    "percent": "ratio",
    "fraction": "ratio",
    "date": "date",
    "time": "time",
    "decade": "decade",
    "century": "century",
    "weekday": "weekday",
    "vague": "vague",
    "code": "code",
}
