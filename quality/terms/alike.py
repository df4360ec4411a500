"""Whether two renderings of a term say the same.

Inflection, articles, a word more or less, *growth of trade* beside *trade's growth*, an
abbreviation beside its long form, one stretch cut in two ways: all that is no difference. Start
reading at :func:`alike`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...align.words import tokens
from ...corpus.text.function_words import is_joining
from ...corpus.text.script import is_spaceless
from .model import Key, Rendering


def alike(one: Rendering, other: Rendering, language: str) -> bool:
    """Whether two renderings of a term differ so little that it is no drift."""
    short, long = sorted((one.key, other.key), key=len)
    if any(
        _inflected(short, long[start : start + len(short)])
        for start in range(len(long) - len(short) + 1)
    ):
        return True
    if _letters(one.text) == _letters(other.text):
        return True
    if _written_together(short, long) or _abbreviates(short, long) or _abbreviates(long, short):
        return True
    if is_spaceless(language):
        part, whole = sorted(("".join(short), "".join(long)), key=len)
        return (
            (part in whole and (len(part) > 1 or len(whole) == 2))
            or _shortens(part, whole)
            or _cut_elsewhere(part, whole)
        )
    if _cut_elsewhere(one.key, other.key):
        return True
    return sorted(short) == sorted(long) and (
        _turned(one.text, language) or _turned(other.text, language)
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


_SHORTEST_PART = 5


def _written_together(one: Key, other: Key) -> bool:
    """Whether two keys are the same letters, or one is part of the other's: ferry-side, ferryside;
    inflation, inflationary."""
    short, long = sorted(("".join(one), "".join(other)), key=len)
    if len(short) < _SHORTEST_PART:
        return short == long or short == long.removesuffix("s")
    return short in long


_STEM, _ENDING = 4, 2
"""Two stems of one word (stabil, stabl) begin alike, but for a letter, and are about as long."""


def _inflected(one: Key, other: Key) -> bool:
    """Whether two keys have the same words but for endings."""
    return all(
        left == right
        or (
            abs(len(left) - len(right)) <= _ENDING
            and left[: (beginning := max(_STEM, min(len(left), len(right)) - 1))]
            == right[:beginning]
        )
        for left, right in zip(one, other, strict=True)
    )


def _abbreviates(short: Key, long: Key) -> bool:
    """Whether one word is made of the first letters of several: HKMA."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = short[0].removesuffix("s")
    return len(letters) > 1 and "".join(word[0] for word in long).startswith(letters)


_CUT = 0.6
"""The share of two renderings that is the same stretch, cut elsewhere."""


def _cut_elsewhere(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one ends with what the other begins with: 履行兑换保证, 兑换保证多次."""
    least = max(2, math.ceil(_CUT * max(len(one), len(other))))
    return any(
        left[-size:] == right[:size]
        for left, right in ((one, other), (other, one))
        for size in range(least, min(len(one), len(other)) + 1)
    )


_LONGEST_SHORT = 4


def _shortens(one: str, other: str) -> bool:
    """Whether a word is made of some characters of another, in order: 央行, 中央银行."""
    short, long = sorted((one, other), key=len)
    remaining = iter(long)
    return (
        1 < len(short) <= _LONGEST_SHORT
        and len(long) > len(short) + 1
        and all(character in remaining for character in short)
    )


def _turned(text: str, language: str) -> bool:
    """Whether a phrase has its parts joined by a preposition or a possessive."""
    return (
        "'" in text or "’" in text or any(word.kind == "light" for word in tokens(text, language))
    )


def half_said(one: Rendering, other: Rendering, language: str) -> bool:
    """Whether one of two renderings is a pair, the other half of it: "safe and sound", "safe"."""
    short, long = sorted((one.key, other.key), key=len)
    return len(short) == 1 and len(long) == 3 and is_joining(long[1], language)
