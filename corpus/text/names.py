"""Chinese names as they are written in other languages: 宝玉 and Bao-yu.

On a bird's-eye level: translators write a Chinese name in pinyin, without tones, in one word
or with a hyphen. So a capitalised word that falls apart into two to four syllables of pinyin may
be a name, and two to four characters that can be read as those syllables answer it. How
characters are read is known from CC-CEDICT.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from .lexicon import readings

NAME = re.compile(r"[A-Z][a-z]+(?:[-'’]?[A-Z]?[a-z]+)*")
"""What may be a name in pinyin: Baoyu, Bao-yu, Xi'an, BaoYu."""

_MOST_SYLLABLES = 4


def pinyin(name: str) -> str | None:
    """The pinyin of a name of two to four syllables, in lower case and joined; else None."""
    joined = re.sub("[-'’]", "", name).lower()
    return joined if _is_pinyin(joined) else None


class Wanted(dict[str, tuple[str, ...]]):
    """Names in pinyin to look for in Chinese text.

    As a dictionary it says which beginnings of names some characters may be read as. The same
    few stand beside each other again and again, so what is worked out is kept.
    """

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__({"": ("",)})
        self.names = frozenset(names)
        self.beginnings = frozenset(
            name[:end] for name in self.names for end in range(1, len(name) + 1)
        )
        """All beginnings of all names, themselves among them."""

    def __missing__(self, characters: str) -> tuple[str, ...]:
        syllables = readings().get(characters[-1], ())
        self[characters] = tuple(
            longer
            for before in self[characters[:-1]]
            for syllable in syllables
            if (longer := before + syllable) in self.beginnings
        )
        return self[characters]


def spoken(text: str, wanted: Wanted) -> Iterator[tuple[int, int, str]]:
    """Where two to four characters may be read as one of the names: (start, end, name)."""
    if not wanted.names:
        return
    for start in range(len(text) - 1):
        if not wanted[text[start : start + 2]]:
            continue
        for end in range(start + 2, min(len(text), start + _MOST_SYLLABLES) + 1):
            for name in wanted[text[start:end]]:
                if name in wanted.names:
                    yield start, end, name


def said(text: str, name: str) -> str | None:
    """The two to four characters of a text that may be read as one name in pinyin; the first."""
    known, firsts = readings(), _firsts(name)
    if firsts.isdisjoint(text):
        return None
    for start, first in enumerate(text):
        if first not in firsts:
            continue
        heard = [syllable for syllable in known[first] if name.startswith(syllable)]
        end = start + 1
        while heard and end < min(len(text), start + _MOST_SYLLABLES):
            syllables = known.get(text[end], ())
            heard = [a + b for a in heard for b in syllables if name.startswith(a + b)]
            end += 1
            if name in heard:
                return text[start:end]
    return None


@functools.lru_cache(maxsize=1 << 12)
def _firsts(name: str) -> frozenset[str]:
    """The characters that a name in pinyin may begin with."""
    spoken_so = _spoken_so()
    return frozenset().union(*(spoken_so.get(name[:end], ()) for end in range(1, 7)))


@functools.cache
def _spoken_so() -> Mapping[str, frozenset[str]]:
    """The characters of each syllable."""
    found: dict[str, set[str]] = {}
    for character, syllables in readings().items():
        for syllable in syllables:
            found.setdefault(syllable, set()).add(character)
    return {syllable: frozenset(characters) for syllable, characters in found.items()}


@functools.lru_cache(maxsize=1 << 14)
def _is_pinyin(joined: str, left: int = _MOST_SYLLABLES, least: int = 2) -> bool:
    """Whether letters can be read as between ``least`` and ``left`` syllables."""
    if not joined:
        return least <= 0
    syllables = _syllables()
    return left > 0 and any(
        joined[:end] in syllables and _is_pinyin(joined[end:], left - 1, least - 1)
        for end in range(1, min(6, len(joined)) + 1)
    )


@functools.cache
def _syllables() -> frozenset[str]:
    found: Mapping[str, tuple[str, ...]] = readings()
    return frozenset(syllable for each in found.values() for syllable in each)
