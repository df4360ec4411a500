"""Numbers, dates, money and measures, read alike from Chinese and English.

:func:`quantities` reads a text into :class:`Quantity` values whose ``key`` is free of language:
"3.5亿" and "350 million" have the same. :func:`compare` pairs those of a source text with
those of its translation and says what is missing on either side.

Start with :mod:`.model` for what a quantity is, then :mod:`.chinese` or :mod:`.english` for how
one is found, :mod:`.numerals` for how numerals are read, :mod:`.compare` for what counts as the
same.
"""

from __future__ import annotations

from . import chinese, english, plain
from .compare import Comparison, Match, Relation, compare
from .model import DateValue, Key, Kind, Quantity, TimeValue, Value
from .units import units_agree

__all__ = [
    "Comparison",
    "DateValue",
    "Key",
    "Kind",
    "Match",
    "Quantity",
    "Relation",
    "TimeValue",
    "Value",
    "compare",
    "quantities",
    "units_agree",
]

_CHINESE = frozenset({"zh", "cmn", "yue", "lzh", "wuu", "hak", "nan"})


def quantities(text: str, language: str) -> list[Quantity]:
    """The quantities of a text in the order they stand in it.

    ``language`` is a BCP 47 tag. Chinese of every script and English are read in full; of other
    languages only what is written in digits.
    """
    primary = language.lower().replace("_", "-").split("-")[0]
    if primary in _CHINESE:
        return chinese.read(text)
    if primary == "en":
        return english.read(text)
    return plain.read(text, primary)
