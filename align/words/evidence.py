"""What speaks for each pair of words of a unit, before the units are compared with each other.

Units are taken in blocks, because the encoder is fast only with many texts at once. All blocks are
given in the directions that suited the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from ...corpus.text.script import primary, simplified_letters
from ..encode import EmbeddedEncoder, Pools
from .known import known_pairs
from .tokens import Token, tokens
from .vectors import word_vectors

Bytes = npt.NDArray[np.uint8]
Pair = tuple[str, str]
"""The two texts of a unit."""

FULL = 255
"""What 1 is in a matrix of bytes."""
MOST_TOKENS = 1000
"""Of a longer text only the beginning is looked at: the matrices grow with its square."""
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a unit's two sides, and two matrices with a row a source word.

    ``similarity`` is the cosine of two words' vectors, ``known`` how surely a dictionary or their
    spelling says that they answer each other; both from 0 to ``FULL``.
    """

    source: tuple[Token, ...]
    target: tuple[Token, ...]
    similarity: Bytes
    known: Bytes


def evidence(
    pairs: Iterable[Pair], languages: tuple[str, str], encoder: EmbeddedEncoder
) -> Iterator[Evidence]:
    """The evidence of each unit, in order."""
    remaining = iter(pairs)
    first: Pools | None = None
    while block := list(islice(remaining, _BLOCK)):
        sources = [_folded(source, languages[0]) for source, _ in block]
        targets = [_folded(target, languages[1]) for _, target in block]
        one = encoder.pool(sources, first)
        first = first or one
        other = encoder.pool(targets, first)
        for number, pair in enumerate(zip(sources, targets, strict=True)):
            yield evidence_of(pair, languages, (one, other), number)


def evidence_of(
    pair: Pair, languages: tuple[str, str], pools: tuple[Pools, Pools], number: int
) -> Evidence:
    """The evidence of a unit whose texts were encoded: sentence ``number`` of two sets of pools."""
    rows = tokens(pair[0], languages[0])[:MOST_TOKENS]
    columns = tokens(pair[1], languages[1])[:MOST_TOKENS]
    cosine = (
        word_vectors(pools[0].words, number, pair[0], rows)
        @ word_vectors(pools[1].words, number, pair[1], columns).T
    )
    known = known_pairs(rows, columns, languages)
    return Evidence(rows, columns, as_bytes(cosine), as_bytes(known))


def as_bytes(values: npt.NDArray[np.float32]) -> Bytes:
    """Numbers from 0 to 1 in 8 bits; what is below is 0."""
    scaled = np.rint(np.clip(values, 0.0, 1.0) * np.float32(FULL))
    steps: Bytes = scaled.astype(np.uint8)
    return steps


def _folded(text: str, language: str) -> str:
    """As texts are compared, letter for letter."""
    return simplified_letters(text) if primary(language) == "zh" else text
