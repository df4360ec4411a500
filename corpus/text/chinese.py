"""Chinese words: where they stand, and what part of speech they are likely to be.

On a bird's-eye level: Chinese is written without spaces, so words have to be guessed. ``rjieba``
(the segmenter jieba in Rust, its dictionary inside) takes the likeliest way through the words it
knows, and says of each what it mostly is. Both are guesses: they serve to propose terms and to
weigh evidence, never to decide where a given term may stand.

Its guesses at words it does *not* know are left out. They are made character by character, so
that the same characters would be one word here and another there.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .script import simplified_letters


@dataclass(frozen=True, slots=True)
class Tagged:
    """A word in simplified characters, its place in the text, and its part of speech.

    In jieba's notation (Peking University's): ``n``, ``nr``, ``ns`` and so on are nouns and names,
    ``v`` is a verb and ``vn`` one that may be a noun, ``a`` an adjective, ``m`` a number, ``q`` a
    measure word, ``x`` no word at all.
    """

    word: str
    start: int
    end: int
    tag: str


def tagged_words(text: str) -> Iterator[Tagged]:
    """The words of a Chinese text; punctuation and blanks too, so that all are the text."""
    start = 0
    # Half a character, which JSON can hold, is none to the segmenter: it gets a question mark.
    plain = simplified_letters(text).encode("utf-8", "replace").decode("utf-8")
    for word, tag in _jieba().tag(plain, hmm=False):
        yield Tagged(word, start, start + len(word), tag)
        start += len(word)


@functools.cache
def _jieba() -> Any:
    import rjieba

    return rjieba.Jieba()
