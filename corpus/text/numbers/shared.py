"""What the readers of all languages share: calendar dates, and text that is not to be read."""

from __future__ import annotations

import re

from .model import DateValue

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Addresses, handles and hashtags, and placeholders: their digits are names.
_CODES = re.compile(
    r"(?:https?://|www\.)[^\s，。；）]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)@\w+"
    r"|\b[a-z0-9-]+\.(?:com|org|net|cn|io|edu|gov)(?:/[^\s，。；）]*)?"
    r"|&#x?[0-9A-Fa-f]+;",
    re.ASCII,
)

_DOMAIN = re.compile(r"\.(?:com|org|net|cn|io|edu|gov)")


def blank_codes(text: str) -> str:
    """The text with addresses, handles and entities made spaces, offsets unchanged."""
    if "@" in text or "://" in text or "www." in text or "&#" in text or _DOMAIN.search(text):
        return _CODES.sub(lambda found: " " * len(found[0]), text)
    return text


def calendar_date(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a date, as far as it is told."""
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    longest = _DAYS[month - 1] if month is not None else 31
    if month == 2 and year is not None:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        longest = 29 if leap else 28
    return 1 <= day <= longest


def iso_date(written: str) -> DateValue:
    """2020-08-20, 2020/8/20, 2020.8.20: the big before the small."""
    year, month, day = (int(part) for part in re.split(r"[-/.]", written))
    return year, month, day
