"""Ranges: what the second end of "3-5万" says of the first.

Both languages write the unit, the scale, the percent sign or the month once, at the end:
"3至5月", "20-30%", "$3-5 million", "August 20-25". The first end is read as a bare number and
gets them from its neighbour here, keeping the bare number as an alternative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from .model import ONE, Quantity
from .units import CURRENCY_SIGNS

_SIGNS = tuple(CURRENCY_SIGNS)


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity, and what its scale word (万, million) multiplied it by."""

    quantity: Quantity
    scale: Fraction = ONE


def join_ranges(readings: list[Reading], text: str, between: re.Pattern[str]) -> list[Reading]:
    """The readings with each range's first end completed from its second.

    ``between`` matches what may stand between two ends.
    """
    if len(readings) < 2:
        return readings
    joined = readings[:]
    for i in range(len(joined) - 2, -1, -1):
        low, high = joined[i], joined[i + 1]
        if between.fullmatch(text, low.quantity.end, high.quantity.start):
            joined[i], joined[i + 1] = _complete(low, high, text)
    return joined


def _complete(low: Reading, high: Reading, text: str) -> tuple[Reading, Reading]:
    a, b = low.quantity, high.quantity
    if year := _short_year(a, b):
        made = replace(b, kind="date", value=(year, None, None), unit="")
        return low, replace(high, quantity=replace(made, alternatives=(*b.alternatives, b.value)))
    if isinstance(a.value, tuple):
        return low, _carry_date(a, high)
    if a.kind not in ("cardinal", "money") or not isinstance(a.value, Fraction):
        return low, high
    kept = (*a.alternatives, a.value)
    if b.kind == "percent" and a.kind == "cardinal":
        made = replace(a, kind="percent", value=a.value / 100, unit=b.unit, alternatives=kept)
        return replace(low, quantity=made), high
    if b.kind == "date" and isinstance(b.value, tuple) and a.value.denominator == 1:
        return _first_date(low, a.value, b), high
    if b.kind in ("cardinal", "money", "measure") and isinstance(b.value, Fraction):
        if b.kind == "money" and not a.unit and text.startswith(_SIGNS, b.start):
            return low, high  # "7.85 to $1": the sign would have stood before the first
        unit = a.unit or b.unit
        kind = a.kind if a.unit else b.kind
        if high.scale > 1 and low.scale == 1 and a.value < b.value:
            scaled = a.value * high.scale
            if scaled < b.value:
                a = replace(a, value=scaled, alternatives=kept)
        return replace(low, quantity=replace(a, kind=kind, unit=unit), scale=high.scale), high
    return low, high


def _short_year(a: Quantity, b: Quantity) -> int | None:
    """2019-21: the year that the second end is short for."""
    first = a.value[0] if isinstance(a.value, tuple) and a.value[1:] == (None, None) else a.value
    if a.kind not in ("date", "cardinal") or b.kind not in ("cardinal", "measure"):
        return None
    if isinstance(first, tuple | str) or first is None or not isinstance(b.value, Fraction):
        return None
    if not 1000 <= first < 2200 or b.unit not in ("", "year"):
        return None
    if b.value.denominator != 1 or not 10 <= b.value < 100 or b.value <= first % 100:
        return None
    return int(first - first % 100 + b.value)


def _first_date(low: Reading, number: Fraction, b: Quantity) -> Reading:
    """3至5月: the first end names the last thing the second one names."""
    year, month, day = (*b.value,) if isinstance(b.value, tuple) else (None, None, None)
    value: tuple[int | None, int | None, int | None]
    if day is None and month is not None and year is None and 1 <= number <= 12:
        value = (None, int(number), None)
    elif day is not None and 1 <= number <= 31 and number < day:
        value = (year, month, int(number))
    else:
        return low
    made = replace(low.quantity, kind="date", value=value, alternatives=(number,))
    return replace(low, quantity=made)


def _carry_date(a: Quantity, high: Reading) -> Reading:
    """8月20日至25日, August 20-25: the second end is in the month of the first."""
    b = high.quantity
    if a.kind != "date" or not isinstance(a.value, tuple) or len(a.value) != 3:
        return high
    year, month, day = a.value
    if month is None or day is None:
        return high
    last: int | None = None
    if isinstance(b.value, Fraction):
        if b.kind == "cardinal" and b.value.denominator == 1 and day < b.value <= 31:
            last = int(b.value)
    elif b.kind == "date" and isinstance(b.value, tuple) and b.value[:2] == (None, None):
        last = b.value[-1]
    if last is None:
        return high
    alternatives = (*b.alternatives, Fraction(last))
    made = replace(b, kind="date", value=(year, month, last), alternatives=alternatives)
    return replace(high, quantity=made)
