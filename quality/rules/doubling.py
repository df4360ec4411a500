"""Whether a source itself says things twice, so that a translation may."""

from __future__ import annotations

import re
from functools import lru_cache

from .characters import HAN, SPACELESS

_LIKE_AGAIN = re.compile(
    # 一遍又一遍, 人与人, 说了又说, 跑啊跑, 再三再三, 很好很好
    rf"([{HAN}]{{1,4}})(?:[了着]?[又再]|而又|[和与跟同及或对比啊呀、，！]|还是|之后还是)\1"
    # 许许多多, 高高兴兴; 很多很多; 哈哈哈
    rf"|([{HAN}])\2([{HAN}])\3|([{HAN}]{{2,}})\4|([{HAN}])\5\5"
    r"|越来越|愈来愈|愈发|越发|日益|更加|[万千]千|千[万千]|反复|不断|一味|又.{1,4}又"
)
_WORDS_AGAIN = re.compile(r"\b(\w+(?:[\s'’-]+\w+){0,5})\W+(?:(?:and|or|by|to|after)\W+)?\1\b", re.I)


@lru_cache(maxsize=64)
def doubles(text: str, language: str) -> bool:
    """True if a text says something twice in a row, or says that something goes on and on."""
    pattern = _LIKE_AGAIN if language in SPACELESS else _WORDS_AGAIN
    return pattern.search(text) is not None
