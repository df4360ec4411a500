"""Vectors of runs: one, two or more sentences that stand together, taken as one text.

On a bird's-eye level: a bead compares a run of source sentences with a run of target
sentences, so every run up to the longest bead needs a vector. They are made block by block as
the search moves along, never all at once. With a pooling encoder a run costs one pass of the
network's small head; with any other it is joined and encoded like a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from ..corpus.model import as_slice
from ..corpus.text.script import join_sentences
from .encode import Encoder, PoolingEncoder, Pools, Vectors, Words


class Runs(Protocol):
    """Where vectors of runs come from."""

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        """Unit vectors of the runs that start at sentences ``first`` to ``last``, exclusive.

        Shape (last - first, d). A run that begins before the document or ends after it has
        a row of zeros, which is like nothing.
        """
        ...

    @property
    def words(self) -> Words | None:
        """The tokens of the sentences, where the encoder tells them apart."""
        ...

    def halved(self) -> Runs:
        """The same document with every two sentences taken as one."""
        ...

    def part(self, sentences: range) -> Runs:
        """Some sentences that stand together, as if the document held no others."""
        ...


def runs_of(
    encoder: Encoder, texts: Sequence[str], language: str, like: Runs | None = None
) -> Runs:
    """The runs of a document's sentences, the cheap way if the encoder knows one.

    ``like`` are the runs of the document they will be compared with, if made already.
    """
    if isinstance(encoder, PoolingEncoder):
        pools = like.pools if isinstance(like, PooledRuns) else None
        return PooledRuns(encoder, encoder.pool(texts, pools))
    return EncodedRuns(encoder, texts, language)


class PooledRuns:
    """Runs whose vectors are made from their sentences' pools.

    Those of single sentences are wanted again and again and kept; longer runs are made anew.
    ``pools`` are the sentences' own.
    """

    def __init__(self, encoder: PoolingEncoder, pools: Pools) -> None:
        self._encoder = encoder
        self.pools = pools
        self._singles = encoder.finish(pools.sums, pools.tokens.astype(np.float32))

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        """See :class:`Runs`."""
        pools = self.pools
        start, stop = max(first, 0), min(last, len(pools) - length + 1)
        found = np.zeros((last - first, self._singles.shape[1]), dtype=np.float32)
        if start < stop:
            made = self._singles[start:stop] if length == 1 else self._made(start, stop, length)
            found[start - first : stop - first] = made
        return found

    def _made(self, start: int, stop: int, length: int) -> Vectors:
        """Vectors of the runs that start at ``start`` to ``stop``, all inside the document."""
        pools = self.pools
        sums = pools.sums[start:stop].copy()
        tokens = pools.tokens[start:stop].astype(np.float32)
        for step in range(1, length):
            sums += pools.sums[start + step : stop + step]
            tokens += pools.tokens[start + step : stop + step]
        # Inside the run there are no end and start marks.
        sums -= np.float32(length - 1) * pools.joint
        tokens -= np.float32(2 * (length - 1))
        return self._encoder.finish(sums, tokens)

    @property
    def words(self) -> Words:
        """See :class:`Runs`."""
        return self.pools.words

    def halved(self) -> PooledRuns:
        """See :class:`Runs`."""
        pools = self.pools
        sums, tokens = pools.sums[0::2].copy(), pools.tokens[0::2].copy()
        second = len(pools) // 2
        sums[:second] += pools.sums[1::2] - pools.joint
        tokens[:second] += pools.tokens[1::2] - 2
        starts = np.append(pools.words.starts[:-1:2], pools.words.starts[-1])
        words = replace(pools.words, starts=starts)
        return PooledRuns(self._encoder, replace(pools, sums=sums, tokens=tokens, words=words))

    def part(self, sentences: range) -> PooledRuns:
        """See :class:`Runs`."""
        pools, chosen = self.pools, as_slice(sentences)
        starts = pools.words.starts[sentences.start : sentences.stop + 1]
        tokens = slice(int(starts[0]), int(starts[-1]))
        words = Words(pools.words.vectors[tokens], starts - starts[0], pools.words.rarity[tokens])
        some = replace(pools, sums=pools.sums[chosen], tokens=pools.tokens[chosen], words=words)
        return PooledRuns(self._encoder, some)


class EncodedRuns:
    """Runs whose vectors are the encodings of their joined texts."""

    def __init__(
        self,
        encoder: Encoder,
        texts: Sequence[str],
        language: str,
        sentences: Vectors | None = None,
    ) -> None:
        self._encoder = encoder
        self._texts = texts
        self._language = language
        self._sentences = encoder.encode(texts) if sentences is None else sentences

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        """See :class:`Runs`."""
        start, stop = max(first, 0), min(last, len(self._texts) - length + 1)
        found = np.zeros((last - first, self._sentences.shape[1]), dtype=np.float32)
        if start < stop and length == 1:
            found[start - first : stop - first] = self._sentences[start:stop]
        elif start < stop:
            joined = [
                join_sentences(self._texts[begin : begin + length], self._language)
                for begin in range(start, stop)
            ]
            found[start - first : stop - first] = self._encoder.encode(joined)
        return found

    @property
    def words(self) -> None:
        """See :class:`Runs`."""
        return None

    def halved(self) -> EncodedRuns:
        """See :class:`Runs`."""
        pairs = [
            join_sentences(self._texts[begin : begin + 2], self._language)
            for begin in range(0, len(self._texts), 2)
        ]
        return EncodedRuns(self._encoder, pairs, self._language)

    def part(self, sentences: range) -> EncodedRuns:
        """See :class:`Runs`."""
        chosen = as_slice(sentences)
        return EncodedRuns(
            self._encoder, self._texts[chosen], self._language, self._sentences[chosen]
        )
