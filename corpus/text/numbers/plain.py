"""Quantities in any other language: what its digits say.

Numbers in words need a grammar for each language; digits need only to know what the comma and
the point mean: 1.234,56 in German, 1 234,56 in French, 1,234.56 in Japanese. Where the writing
does not decide (1.234), the other reading is kept as an alternative.
"""

from __future__ import annotations

import re
from fractions import Fraction

from .model import Kind, Quantity, Value
from .shared import blank_codes, calendar_date, iso_date

# Languages that write a decimal point; every other one writes a decimal comma.
_POINT = re.compile(
    r"(?:en|zh|yue|cmn|ja|ko|th|he|hi|bn|ta|te|mr|ur|ms|mt|ga|cy|sw|am|ne|si|km|lo|my)\b"
)
_PATTERN = re.compile(
    r"(?P<iso>(?<![\d.])(?:1\d|20)\d\d-\d{1,2}-\d{1,2}(?![\d.]))"
    r"|(?P<number>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}){1,9}(?:[.,]\d{1,30})?(?!\d)"
    r"|\d{1,30}(?:[.,]\d{1,30})?)"
    r"(?P<percent>[\s\u00a0\u202f]?%)?"
)


def read(text: str, language: str) -> list[Quantity]:
    """The quantities written in digits, in order."""
    point = _POINT.match(language.lower()) is not None
    quantities = []
    for found in _PATTERN.finditer(blank_codes(text)):
        start, end = found.span()
        if found["iso"]:
            date = iso_date(found["iso"])
            bad = not calendar_date(*date)
            quantities.append(Quantity("date", date, start, end, text[start:end], malformed=bad))
            continue
        value, others = read_digits(found["number"], point)
        kind: Kind = "cardinal"
        if found["percent"]:
            kind, value, others = "percent", value / 100, tuple(other / 100 for other in others)
        alternatives: tuple[Value, ...] = others
        weak = value == 1 and kind == "cardinal"
        quantities.append(
            Quantity(kind, value, start, end, text[start:end], weak=weak, alternatives=alternatives)
        )
    return quantities


def read_digits(written: str, point: bool) -> tuple[Fraction, tuple[Fraction, ...]]:
    """The value of digits with separators, and what else they may say.

    ``point`` says that the decimal mark is a point and not a comma.

    >>> read_digits("1.234", point=False)
    (Fraction(1234, 1), (Fraction(617, 500),))
    """
    mark, group = (".", ",") if point else (",", ".")
    bare = re.sub(r"['’\s]", "", written)
    if mark in bare and group in bare:
        if bare.rindex(group) > bare.rindex(mark):  # 1,234.56 in a language of 1.234,56
            mark, group = group, mark
        bare = bare.replace(group, "")
        return (
            (Fraction(bare.replace(mark, ".")), ())
            if bare.count(mark) == 1
            else (Fraction(bare.replace(mark, "")), ())
        )
    separator = mark if mark in bare else group if group in bare else ""
    if not separator:
        return Fraction(bare), ()
    grouped = Fraction(bare.replace(separator, ""))
    if bare.count(separator) > 1:
        return grouped, ()
    decimal = Fraction(bare.replace(separator, "."))
    if len(bare) - bare.index(separator) != 4:
        return decimal, ()
    return (decimal, (grouped,)) if separator == mark else (grouped, (decimal,))
