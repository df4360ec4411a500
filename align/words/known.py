"""What is known of two words before any text is read: by a dictionary, their spelling, their sound.

The same three sources as between sentences (:mod:`duilian.align.links`), here for two words of a
unit. CC-CEDICT pairs Chinese words with English ones; what is spelled alike is the same; a
capitalised English word may be the pinyin of Chinese characters.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from ...corpus.text.lexicon import cedict, headwords, readings, renderings
from ...corpus.text.script import primary
from ...corpus.text.words import stemmer
from .tokens import Token

Floats = npt.NDArray[np.float32]

_PART = 0.6
"""What the entry of a part of a word proves, beside that of the whole."""
_ONE_CHARACTER = 0.5
"""Single characters have too many meanings to prove as much."""
_LONGEST_NAME = 4
_MOST_READINGS = 64


def known_pairs(
    source: Sequence[Token], target: Sequence[Token], languages: tuple[str, str]
) -> Floats:
    """How surely each source token (a row) is answered by each target token, from 0 to 1."""
    sure = np.zeros((len(source), len(target)), dtype=np.float32)
    _spelled_alike(sure, source, target)
    tongues = primary(languages[0]), primary(languages[1])
    if tongues == ("zh", "en"):
        _dictionary(sure, source, target)
    elif tongues == ("en", "zh"):
        _dictionary(sure.T, target, source)
    return sure


def _spelled_alike(sure: Floats, source: Sequence[Token], target: Sequence[Token]) -> None:
    places: dict[str, list[int]] = {}
    for column, token in enumerate(target):
        places.setdefault(token.key, []).append(column)
    for row, token in enumerate(source):
        for column in places.get(token.key, ()):
            sure[row, column] = 1.0


def _dictionary(sure: Floats, chinese: Sequence[Token], english: Sequence[Token]) -> None:
    for row, token in enumerate(chinese):
        answers, spellings = _answers(token.key), _spellings(token.key)
        if not answers and not spellings:
            continue
        for column, word in enumerate(english):
            strength = answers.get(word.key, 0.0)
            if word.kind == "name" and word.key in spellings:
                strength = 1.0
            if strength > sure[row, column]:
                sure[row, column] = strength


@functools.lru_cache(maxsize=1 << 16)
def _answers(word: str) -> Mapping[str, float]:
    """The stems that CC-CEDICT offers for a Chinese word, or else for its parts, and how surely."""
    lexicon, stem = cedict(), stemmer("en")
    best: dict[str, float] = {}
    whole = word in lexicon
    for start, end in [(0, len(word))] if whole else headwords(word, lexicon):
        sure = 1.0 if whole else _PART
        if end - start == 1:
            sure *= _ONE_CHARACTER
        for rendering in renderings(lexicon[word[start:end]]):
            key = stem(rendering.word)
            best[key] = max(best.get(key, 0.0), sure * rendering.weight)
    return best


@functools.lru_cache(maxsize=1 << 16)
def _spellings(word: str) -> frozenset[str]:
    """How a Chinese word is spelled in pinyin, as the stems those spellings have."""
    syllables = [readings().get(character, ()) for character in word]
    count = 1
    for each in syllables:
        count *= len(each)
    if not 0 < count <= _MOST_READINGS or len(word) > _LONGEST_NAME:
        return frozenset()
    stem = stemmer("en")
    return frozenset(stem("".join(reading)) for reading in product(*syllables))
