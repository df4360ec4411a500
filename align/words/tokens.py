"""The words of a text as a word aligner sees them: where they stand, what makes two alike.

A word's *key* is what it is known by: its stem where words are written apart, itself in simplified
characters in Chinese. Punctuation is no word.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from ...corpus.text.chinese import tagged_words
from ...corpus.text.function_words import is_function_word, is_joining
from ...corpus.text.lexicon import cedict
from ...corpus.text.script import is_spaceless, primary
from ...corpus.text.words import WORD, stemmer

Kind = Literal["word", "name", "verb", "number", "joint", "light"]
"""What a word is good for.

``name`` has a capital letter, ``verb`` is told only in Chinese. ``joint`` is an "and" or "or",
which no term begins or ends with; nor with a ``light`` word, which carries grammar only.
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A word: code points ``start`` to ``end`` of its text, its key, and its kind.

    Equal keys are one object, as many units are held at once.
    """

    start: int
    end: int
    key: str
    kind: Kind = "word"

    @property
    def is_content(self) -> bool:
        """Whether it means something by itself."""
        return self.kind not in ("light", "joint")


def tokens(text: str, language: str) -> tuple[Token, ...]:
    """The words of a text, from left to right."""
    if primary(language) == "zh":
        return tuple(_chinese(text))
    if is_spaceless(language):
        return tuple(_spaceless(text))
    return tuple(_spaced(text, language))


def content_key(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """What makes two renderings one: their words without those that carry grammar only."""
    return tuple(token.key for token in tokens if token.kind != "light")


def _spaced(text: str, language: str) -> Iterator[Token]:
    stem = stemmer(language)
    for found in WORD.finditer(text):
        word = found.group()
        kind: Kind = "word"
        if is_joining(word, language):
            kind = "joint"
        elif is_function_word(word, language):
            kind = "light"
        elif word[0].isdigit():
            kind = "number"
        elif word[0].isupper():
            kind = "name"
        yield Token(found.start(), found.end(), sys.intern(stem(word)), kind)


def _chinese(text: str) -> Iterator[Token]:
    counted = False
    for word, after in pairwise(chain(tagged_words(text), [None])):
        assert word is not None
        # What the segmenter takes for one may hold marks: "4%", "e-mail".
        for found in WORD.finditer(word.word):
            start = word.start + found.start()
            kind = _chinese_kind(found.group(), word.tag, counted)
            if kind == "light" and after is not None and word.word + after.word in cedict():
                kind = "word"  # 可 in 可持续
            text = found.group()
            if kind == "number" and len(rest := text.lstrip(_NUMERALS)) > 1 and rest != text:
                # 亿港元 is an amount and a currency.
                amount = len(text) - len(rest)
                yield Token(start, start + amount, text[:amount], kind)
                start, text, kind = start + amount, rest, "word"
            for part in _parts(text):
                yield Token(start, start + len(part), sys.intern(part.lower()), kind)
                start += len(part)
        counted = word.tag == "m" or word.word in _COUNTED


_NUMERALS = "0123456789０１２３４５６７８９一二三四五六七八九十百千万亿两第"
_COUNTED = frozenset("各每该这那几")
_JOINTS = frozenset("和及与或暨") | {"以及", "或者"}
_LIGHT = frozenset("有是为所并已等可会将把被让使其") | {"进行", "有关", "相关", "包括"}


def _chinese_kind(word: str, tag: str, counted: bool) -> Kind:
    if word in _JOINTS:
        return "joint"
    if word[0] in _NUMERALS and tag in ("m", "mq", "x", "eng"):
        return "number"
    if (tag == "q" and counted and len(word) == 1) or tag[0] in "upcrfyeo" or word in _LIGHT:
        return "light"
    if tag in ("v", "vd", "vg", "d"):
        return "verb"
    return "word"


_SHORTEST_SPLIT = 4


def _parts(word: str) -> tuple[str, ...]:
    """A long word as two, if the dictionary knows both: what is cut here is cut there too."""
    if len(word) >= _SHORTEST_SPLIT:
        lexicon = cedict()
        for cut in (2, len(word) - 2, 3):
            if word[:cut] in lexicon and word[cut:] in lexicon:
                return (*_parts(word[:cut]), *_parts(word[cut:]))
    return (word,)


_UNSPACED = re.compile(r"[A-Za-z0-9]+|[゠-ヿー]+|[^\W\d_A-Za-z]")
"""Without a segmenter: a word in Latin letters, a run of katakana, or any other letter."""


def _spaceless(text: str) -> Iterator[Token]:
    for found in _UNSPACED.finditer(text):
        yield Token(found.start(), found.end(), found.group().lower())
