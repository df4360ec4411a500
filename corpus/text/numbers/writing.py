"""How a quantity is written in English and in Chinese, for those who are to mend it.

The other way round from the readers, and far simpler: one good form for each kind, not all there
are. What comes out is read back as the same quantity (a test sees to that).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .model import DateValue, Quantity, TimeValue
from .units import chinese_name, english_name

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ENGLISH_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_CHINESE_SCALES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The currencies that both languages have one name for, whatever the dollar or the yuan.
_ENGLISH_MONEY = {
    **{"CNY": "yuan", "yuan": "yuan", "USD": "US dollars", "$": "dollars", "EUR": "euros"},
    **{"GBP": "pounds", "JPY": "yen", "HKD": "Hong Kong dollars", "KRW": "won"},
}
_CHINESE_MONEY = {
    **{"CNY": "元", "yuan": "元", "USD": "美元", "$": "美元", "EUR": "欧元"},
    **{"GBP": "英镑", "JPY": "日元", "HKD": "港元", "KRW": "韩元"},
}


def written(quantity: Quantity, language: str) -> str:
    """A quantity as it may be written in a language (a primary subtag): English or Chinese.

    "" for another language, and for what has no one form: codes, vague amounts, other currencies.
    """
    writers = {"en": _ENGLISH, "zh": _CHINESE}.get(language, {})
    writer = writers.get(quantity.kind)
    return "" if writer is None else writer(quantity)


def _decimal(value: Fraction) -> str | None:
    """A number in digits, if four after the point are enough to be exact."""
    scaled = value * 10_000
    if scaled.denominator != 1:
        return None
    whole, rest = divmod(abs(scaled.numerator), 10_000)
    digits = f"{whole:,}" + (f".{rest:04}".rstrip("0") if rest else "")
    return f"-{digits}" if value < 0 else digits


def _scaled(value: Fraction, scales: tuple[tuple[int, str], ...], space: str) -> str | None:
    """A large number with a word for its scale, where that is shorter than its digits."""
    scale = next(((size, word) for size, word in scales if abs(value) >= size), None)
    if scale is not None and (digits := _decimal(value / scale[0])) is not None:
        return f"{digits}{space}{scale[1]}"
    return _decimal(value)


def _fraction(quantity: Quantity) -> Fraction:
    value = quantity.value
    return value if isinstance(value, Fraction) else Fraction(0)


def _date_of(quantity: Quantity) -> DateValue:
    value = quantity.value
    return value if isinstance(value, tuple) and len(value) == 3 else (None, None, None)


def _time_of(quantity: Quantity) -> TimeValue:
    value = quantity.value
    return value if isinstance(value, tuple) and len(value) == 2 else (0, 0)


def _ratio(quantity: Quantity) -> str:
    value = _fraction(quantity)
    if quantity.kind == "fraction":
        return f"{value.numerator}/{value.denominator}"
    percent = _decimal(value * 100)
    return "" if percent is None else f"{percent}%"


# --- English --------------------------------------------------------------------------------------


def _english_number(quantity: Quantity) -> str:
    return _scaled(_fraction(quantity), _ENGLISH_SCALES, " ") or ""


def _english_ordinal(quantity: Quantity) -> str:
    value = _fraction(quantity)
    number = value.numerator
    if value.denominator != 1 or number < 0:
        return ""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{'th' if number % 100 in (11, 12, 13) else ending}"


def _english_money(quantity: Quantity) -> str:
    number, currency = _english_number(quantity), _ENGLISH_MONEY.get(quantity.unit, "")
    return f"{number} {currency}" if number and currency else ""


def _english_date(quantity: Quantity) -> str:
    year, month, day = _date_of(quantity)
    if month is None:
        if day is not None:
            return f"the {_english_ordinal(_ordinal(day))}" if year is None else ""
        return "" if year is None else str(year)
    if not 1 <= month <= 12:
        return ""
    parts = _MONTHS[month - 1] + (f" {day}" if day is not None else "")
    if year is None:
        return parts
    return f"{parts}, {year}" if day is not None else f"{parts} {year}"


def _english_time(quantity: Quantity) -> str:
    hour, minute = _time_of(quantity)
    half = "a.m." if hour < 12 else "p.m."
    return f"{hour % 12 or 12}:{minute:02} {half}"


def _english_century(quantity: Quantity) -> str:
    number = _english_ordinal(quantity)
    return f"the {number} century" if number else ""


def _ordinal(number: int) -> Quantity:
    return Quantity("ordinal", Fraction(number), 0, 0, "")


def _english_measure(quantity: Quantity) -> str:
    number, name = _english_number(quantity), english_name(quantity.unit, quantity.value != 1)
    return f"{number} {name}".rstrip() if number else ""


def _english_weekday(quantity: Quantity) -> str:
    return _WEEKDAYS[_fraction(quantity).numerator - 1]


_ENGLISH: dict[str, Callable[[Quantity], str]] = {
    "cardinal": _english_number,
    "measure": _english_measure,
    "ordinal": _english_ordinal,
    "percent": _ratio,
    "fraction": _ratio,
    "money": _english_money,
    "date": _english_date,
    "time": _english_time,
    "decade": lambda quantity: f"the {_fraction(quantity).numerator}s",
    "century": _english_century,
    "weekday": _english_weekday,
}


# --- Chinese --------------------------------------------------------------------------------------


def _chinese_number(quantity: Quantity) -> str:
    number = _scaled(_fraction(quantity), _CHINESE_SCALES, "") or ""
    return number.replace(",", "")


def _chinese_money(quantity: Quantity) -> str:
    number, currency = _chinese_number(quantity), _CHINESE_MONEY.get(quantity.unit, "")
    return f"{number}{currency}" if number and currency else ""


def _chinese_date(quantity: Quantity) -> str:
    parts = zip(_date_of(quantity), "年月日", strict=True)
    return "".join(f"{number}{mark}" for number, mark in parts if number is not None)


def _chinese_time(quantity: Quantity) -> str:
    hour, minute = _time_of(quantity)
    return f"{hour}:{minute:02}"


def _chinese_measure(quantity: Quantity) -> str:
    number = _chinese_number(quantity)
    return f"{number}{chinese_name(quantity.unit)}" if number else ""


_CHINESE: dict[str, Callable[[Quantity], str]] = {
    "cardinal": _chinese_number,
    "measure": _chinese_measure,
    "ordinal": lambda quantity: f"第{_chinese_number(quantity)}",
    "percent": _ratio,
    "fraction": _ratio,
    "money": _chinese_money,
    "date": _chinese_date,
    "time": _chinese_time,
    "decade": lambda quantity: f"{_fraction(quantity).numerator}年代",
    "century": lambda quantity: f"{_chinese_number(quantity)}世纪",
    "weekday": lambda quantity: f"星期{'一二三四五六日'[_fraction(quantity).numerator - 1]}",
}
