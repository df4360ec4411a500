"""What speaks for each pair of words of a unit, before the units are compared with each other.

Units are taken in blocks, because the encoder is fast only with many texts at once. All blocks are
given in the directions that suited the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from ...corpus.text.script import primary, simplified_letters
from ..encode import EmbeddedEncoder, Pools
from .abbreviations import abbreviations
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
    pairs: Iterable[Pair],
    languages: tuple[str, str],
    encoder: EmbeddedEncoder,
    short: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> Iterator[Evidence]:
    """The evidence of each unit, in order.

    ``short`` holds the long forms of the abbreviations of both sides (:mod:`.abbreviations`): an
    abbreviation is answered by what answers a word of its long form.
    """
    remaining = iter(pairs)
    first: Pools | None = None
    long_forms: tuple[LongForms, LongForms] | None = None
    while block := list(islice(remaining, _BLOCK)):
        sources = [folded(source, languages[0]) for source, _ in block]
        targets = [folded(target, languages[1]) for _, target in block]
        one = encoder.pool(sources, first)
        first = first or one
        if long_forms is None:
            left, right = (
                _long_forms(each, language, encoder, first)
                for each, language in zip(short, languages, strict=True)
            )
            long_forms = left, right
        other = encoder.pool(targets, first)
        for number, pair in enumerate(zip(sources, targets, strict=True)):
            yield evidence_of(pair, languages, (one, other), number, long_forms)


def explained(
    pairs: Sequence[Pair], languages: tuple[str, str]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The abbreviations that the texts of either side explain, with their long forms."""
    sources, targets = (
        abbreviations((folded(pair[side], language) for pair in pairs), language)
        for side, language in enumerate(languages)
    )
    return sources, targets


def evidence_of(
    pair: Pair,
    languages: tuple[str, str],
    pools: tuple[Pools, Pools],
    number: int,
    long_forms: tuple[LongForms, LongForms] = ({}, {}),
) -> Evidence:
    """The evidence of a unit whose texts were encoded: sentence ``number`` of two sets of pools."""
    rows = tokens(pair[0], languages[0])[:MOST_TOKENS]
    columns = tokens(pair[1], languages[1])[:MOST_TOKENS]
    vectors = word_vectors(pools[0].words, number, pair[0], rows)
    answers = word_vectors(pools[1].words, number, pair[1], columns)
    cosine, known = vectors @ answers.T, known_pairs(rows, columns, languages)
    for place, word in enumerate(rows):
        if (long := long_forms[0].get(word.key)) is not None:
            _raise(cosine[place], (long.vectors @ answers.T).max(axis=0, initial=0))
            answered = known_pairs(long.words, columns, languages)
            _raise(known[place], answered.max(axis=0, initial=0))
    for place, word in enumerate(columns):
        if (long := long_forms[1].get(word.key)) is not None:
            _raise(cosine[:, place], (vectors @ long.vectors.T).max(axis=1, initial=0))
            answered = known_pairs(rows, long.words, languages)
            _raise(known[:, place], answered.max(axis=1, initial=0))
    return Evidence(rows, columns, as_bytes(cosine), as_bytes(known))


@dataclass(frozen=True, slots=True)
class LongForm:
    """The words of what an abbreviation stands for that mean something, and their vectors."""

    words: tuple[Token, ...]
    vectors: npt.NDArray[np.float32]


LongForms = Mapping[str, LongForm]


def _long_forms(
    texts: Mapping[str, str], language: str, encoder: EmbeddedEncoder, like: Pools
) -> LongForms:
    pools = encoder.pool(list(texts.values()), like)
    found = {}
    for number, (short, long) in enumerate(texts.items()):
        words = tuple(word for word in tokens(long, language) if word.is_content)
        found[short] = LongForm(words, word_vectors(pools.words, number, long, words))
    return found


def _raise(values: npt.NDArray[np.float32], least: npt.NDArray[np.float32]) -> None:
    np.maximum(values, least, out=values)


def stored(units: Iterable[Evidence]) -> bytes:
    """The matrices of units as bytes: with their texts, all that there is to keep."""
    return b"".join(matrix.tobytes() for unit in units for matrix in (unit.similarity, unit.known))


def restored(data: bytes, pairs: Iterable[Pair], languages: tuple[str, str]) -> list[Evidence]:
    """The evidence of the units that bytes were stored of. Raises ValueError if it is of others."""
    units = []
    at = 0
    for source, target in pairs:
        rows = tokens(folded(source, languages[0]), languages[0])[:MOST_TOKENS]
        columns = tokens(folded(target, languages[1]), languages[1])[:MOST_TOKENS]
        size = len(rows) * len(columns)
        matrices = np.frombuffer(data[at : at + 2 * size], dtype=np.uint8)
        similarity, known = matrices.reshape(2, len(rows), len(columns))
        units.append(Evidence(rows, columns, similarity, known))
        at += 2 * size
    if at != len(data):
        raise ValueError
    return units


def as_bytes(values: npt.NDArray[np.float32]) -> Bytes:
    """Numbers from 0 to 1 in 8 bits; what is below is 0."""
    scaled = np.rint(np.clip(values, 0.0, 1.0) * np.float32(FULL))
    steps: Bytes = scaled.astype(np.uint8)
    return steps


def folded(text: str, language: str) -> str:
    """As texts are compared, letter for letter."""
    return simplified_letters(text) if primary(language) == "zh" else text
