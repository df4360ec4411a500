"""A vector for each word of a text, from what its pieces add to the sentence's own vector.

On a bird's-eye level: the encoder reads pieces of words and tells what each contributed
(:class:`duilian.align.encode.Words`), in the context it stands in. A word's vector is the sum of
its pieces', rare ones counting more; a piece that reaches over two words (Chinese pieces need not
be words) belongs to both, to each by its share of letters.

The pieces spell the text, but folded (NFKC, blanks). Where a word stands among them is found by
folding the text likewise, letter by letter.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from ..encode import Words
from .tokens import Token

Floats = npt.NDArray[np.float32]

_LONGEST_COMPARED = 20_000
"""Letters up to which two spellings that differ are compared letter by letter."""


def word_vectors(words: Words, sentence: int, text: str, tokens: Sequence[Token]) -> Floats:
    """Unit vectors, a row a token, for one of the sentences that ``words`` was made from.

    A token of which the encoder kept no piece has a row of zeros.
    """
    first, last = words.starts[sentence : sentence + 2].tolist()
    shares = _shares(text, words.pieces(first, last), tokens)
    shares *= words.rarity[first:last]
    vectors: Floats = shares @ words.vectors(first, last)
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    vectors /= np.maximum(lengths, 1e-6)[:, None]
    return vectors


def _shares(text: str, pieces: Sequence[str], tokens: Sequence[Token]) -> Floats:
    """How many letters of each piece (a column) stand in each token (a row)."""
    owner = np.full(len(text), -1, dtype=np.int64)
    for number, token in enumerate(tokens):
        owner[token.start : token.end] = number
    letters, places = _spelled(text)
    spelled, numbers = _spelled(pieces)
    shares = np.zeros((len(tokens), len(pieces)), dtype=np.float32)
    for one, other, size in _same(letters, spelled):
        rows = owner[places[one : one + size]]
        columns = np.array(numbers[other : other + size], dtype=np.int64)
        inside = rows >= 0
        np.add.at(shares, (rows[inside], columns[inside]), 1)
    return shares


def _spelled(parts: Sequence[str]) -> tuple[str, list[int]]:
    """The letters of all parts, folded, and the number of the part each came from."""
    folded = [_folded(part) for part in parts]
    return "".join(folded), [number for number, part in enumerate(folded) for _ in part]


@functools.lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """The runs in which two spellings agree: all of them, but for the oddest characters."""
    if one == other:
        yield 0, 0, len(one)
    elif len(one) <= _LONGEST_COMPARED:
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            yield block.a, block.b, block.size
