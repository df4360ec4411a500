"""Whether a source itself says things twice, so that a translation may.

Three ways are told apart, since they are translated in three ways: a word right behind itself
(很好很好), a word on both sides of another (人与人, 一遍又一遍), and a phrase that is said again
(快来，快来看).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .characters import HAN, SPACELESS

_BEHIND = re.compile(rf"([{HAN}]{{2,}})\1|([{HAN}])\2\2")
_BEHIND_APART = re.compile(r"\b(\w+)\W+\1\b", re.IGNORECASE)

_JOINED = re.compile(
    rf"([{HAN}]{{1,4}})(?:[了着]?[又再]|而又|[与对复啊呀]|还是)\1|([{HAN}]{{2,4}})[和跟同及或]\2|人和人"
    rf"|([{HAN}])\3([{HAN}])\4|([{HAN}]{{2,}})\5|越来越|愈来愈|[万千]千|千[万千]"
)
_JOINED_APART = re.compile(
    r"\b(\w+(?:[ -]\w+){0,4}),?\s+(?:and|or|by|to|after|upon|on|und|et|y)\s+\1\b", re.IGNORECASE
)

_AGAIN = re.compile(rf"([{HAN}]{{2,}})[，、！。？\s]+\1|([{HAN}]{{3,}})\2")
_AGAIN_APART = re.compile(r"\b(\w+(?:[\s'’-]+\w+){1,8})\W+\1\b", re.IGNORECASE)


_NEAR = 0.35
"""How far apart two places may be, as shares of their texts, to answer each other."""


def reduplicates(text: str, language: str, place: float) -> bool:
    """True if a word stands right behind itself about at a place, given as a share of the text."""
    return any(abs(each - place) <= _NEAR for each in _reduplications(text, language))


@lru_cache(maxsize=64)
def _reduplications(text: str, language: str) -> tuple[float, ...]:
    pattern = _BEHIND if language in SPACELESS else _BEHIND_APART
    return tuple(found.start() / len(text) for found in pattern.finditer(text))


@lru_cache(maxsize=64)
def joins_alike(text: str, language: str) -> bool:
    """True if a word stands on both sides of another, or something grows and grows."""
    return _found(text, language, _JOINED, _JOINED_APART)


@lru_cache(maxsize=64)
def says_again(text: str, language: str) -> bool:
    """True if several words are followed by themselves."""
    return _found(text, language, _AGAIN, _AGAIN_APART)


def _found(text: str, language: str, together: re.Pattern[str], apart: re.Pattern[str]) -> bool:
    return (together if language in SPACELESS else apart).search(text) is not None
