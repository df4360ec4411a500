"""Vectors of runs: one, two or more sentences that stand together, taken as one text.

On a bird's-eye level: a bead compares a run of source sentences with a run of target
sentences, so every run up to the longest bead needs a vector. They are made block by block as
the search moves along, never all at once. With a pooling encoder a run costs one pass of the
network's small head; with any other it is joined and encoded like a sentence.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ..corpus.model import as_slice
from ..corpus.text.script import join_sentences
from .encode import Encoder, PoolingEncoder, Pools, Vectors, Words

_ROWS = 2048
"""Single sentences whose vectors are made together."""
_AHEAD = 5
"""Sentences beyond a stretch that the longest runs from there reach to."""


class Runs(Protocol):
    """Where vectors of runs come from."""

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        """Unit vectors of the runs that start at sentences ``first`` to ``last``, exclusive.

        Shape (last - first, d). A run that begins before the document or ends after it has
        a row of zeros, which is like nothing.
        """
        ...

    def picked(self, sentences: Sequence[int]) -> Vectors:
        """Unit vectors of single sentences from anywhere in the document: (sentences, d)."""
        ...

    @property
    def words(self) -> Words | None:
        """The tokens of the sentences, where the encoder tells them apart."""
        ...

    def halved(self) -> Runs:
        """The same document with every two sentences taken as one."""
        ...

    def forget(self) -> None:
        """Let go of what takes room and is cheaply made again, if ever it is wanted."""
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


class _Latest:
    """Rows that are asked for stretch by stretch: what is left of the last ones is kept."""

    def __init__(self) -> None:
        self._begin = 0
        self._kept: Vectors | None = None

    def rows(self, start: int, stop: int, make: Callable[[int, int], Vectors]) -> Vectors:
        """The rows ``start`` to ``stop``, exclusive; ``make`` makes those that are not there."""
        begin, kept = self._begin, self._kept
        end = begin if kept is None else begin + len(kept)
        if kept is not None and begin <= start < end < stop:
            kept = np.concatenate([kept[start - begin :], make(end, stop)])
            self._begin = begin = start
        elif kept is None or not begin <= start < stop <= end:
            kept = make(start, stop)
            self._begin = begin = start
        self._kept = kept
        return kept[start - begin : stop - begin]


class PooledRuns:
    """Runs whose vectors are made from their sentences' pools.

    Those of single sentences are wanted again and again, and kept until they are to be
    forgotten. Of longer runs the last ones made are kept, as the next stretch asked for mostly
    begins among them. ``pools`` are the sentences' own.
    """

    def __init__(self, encoder: PoolingEncoder, pools: Pools) -> None:
        self._encoder = encoder
        self.pools = pools
        self._keep = True
        self._singles: npt.NDArray[np.float16] | None = None
        self._known = np.zeros(0, dtype=bool)
        self._lifted = _Latest()
        self._longer: defaultdict[int, _Latest] = defaultdict(_Latest)

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        """See :class:`Runs`."""
        start, stop = max(first, 0), min(last, len(self.pools) - length + 1)
        found = np.zeros((last - first, self.pools.means.shape[1]), dtype=np.float32)
        if start < stop:
            inside = found[start - first : stop - first]
            if length == 1 and self._keep:
                inside[:] = self._single_vectors(start, stop)
            else:
                inside[:] = self._longer[length].rows(start, stop, partial(self._made, length))
        return found

    def picked(self, sentences: Sequence[int]) -> Vectors:
        """See :class:`Runs`."""
        numbers = np.asarray(sentences, dtype=np.int64)
        tokens = self.pools.tokens[numbers].astype(np.float32)
        sums = self.pools.means[numbers].astype(np.float32) * tokens[:, None]
        return self._encoder.finish(self._encoder.lift(sums), tokens)

    def _single_vectors(self, start: int, stop: int) -> npt.NDArray[np.float16]:
        """Vectors of sentences ``start`` to ``stop``, made when first wanted."""
        if self._singles is None:
            self._singles = np.empty(self.pools.means.shape, dtype=np.float16)
            self._known = np.zeros(len(self.pools), dtype=bool)
        missing = np.flatnonzero(~self._known[start:stop])
        if len(missing):
            begin, end = start + int(missing[0]), start + int(missing[-1]) + 1
            for first in range(begin, end, _ROWS):
                last = min(end, first + _ROWS)
                self._singles[first:last] = self.picked(range(first, last))
            self._known[begin:end] = True
        return self._singles[start:stop]

    def _made(self, length: int, start: int, stop: int) -> Vectors:
        """Vectors of the runs that start at ``start`` to ``stop``, all inside the document."""
        count = stop - start
        # Runs of another length want a few sentences more, so they are made ready too.
        ahead = min(len(self.pools), stop + max(length - 1, _AHEAD))
        lifted = self._lifted.rows(start, ahead, self._lift)
        sums = lifted[:count].copy()
        tokens = self.pools.tokens[start:stop].astype(np.float32)
        for step in range(1, length):
            sums += lifted[step : step + count]
            tokens += self.pools.tokens[start + step : stop + step]
        # Inside the run there are no end and start marks.
        sums -= np.float32(length - 1) * self._joint
        tokens -= np.float32(2 * (length - 1))
        return self._encoder.finish(sums, tokens)

    def _lift(self, start: int, stop: int) -> Vectors:
        """The lifted sums of sentences ``start`` to ``stop``."""
        return self._encoder.lift(self.pools.sums(start, stop))

    @functools.cached_property
    def _joint(self) -> Vectors:
        """What the marks between two sentences add to a lifted sum."""
        joint: Vectors = self._encoder.lift(self.pools.joint[None, :])[0]
        return joint

    @property
    def words(self) -> Words:
        """See :class:`Runs`."""
        return self.pools.words

    def halved(self) -> PooledRuns:
        """See :class:`Runs`."""
        pools = self.pools
        tokens = pools.tokens[0::2].copy()
        tokens[: len(pools) // 2] += pools.tokens[1::2] - 2
        means = np.empty((len(tokens), pools.means.shape[1]), dtype=np.float16)
        for first in range(0, len(tokens), _ROWS):
            last = min(len(tokens), first + _ROWS)
            sums = pools.sums(2 * first, min(len(pools), 2 * last))
            firsts, seconds = sums[0::2], sums[1::2]
            firsts[: len(seconds)] += seconds - pools.joint
            means[first:last] = firsts / tokens[first:last, None].astype(np.float32)
        starts = np.append(pools.words.starts[:-1:2], pools.words.starts[-1])
        words = replace(pools.words, starts=starts)
        return PooledRuns(self._encoder, replace(pools, means=means, tokens=tokens, words=words))

    def forget(self) -> None:
        """See :class:`Runs`."""
        self._keep = False
        self._singles = None
        self._lifted = _Latest()
        self._longer.clear()

    def part(self, sentences: range) -> PooledRuns:
        """See :class:`Runs`."""
        pools, chosen = self.pools, as_slice(sentences)
        starts = pools.words.starts[sentences.start : sentences.stop + 1]
        tokens = slice(int(starts[0]), int(starts[-1]))
        words = replace(
            pools.words,
            steps=pools.words.steps[tokens],
            starts=starts - starts[0],
            rarity=pools.words.rarity[tokens],
            ids=pools.words.ids[tokens],
        )
        some = replace(pools, means=pools.means[chosen], tokens=pools.tokens[chosen], words=words)
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

    def picked(self, sentences: Sequence[int]) -> Vectors:
        """See :class:`Runs`."""
        return self._sentences[np.asarray(sentences, dtype=np.int64)]

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

    def forget(self) -> None:
        """See :class:`Runs`. Encoding is not cheap, so all is kept."""

    def part(self, sentences: range) -> EncodedRuns:
        """See :class:`Runs`."""
        chosen = as_slice(sentences)
        return EncodedRuns(
            self._encoder, self._texts[chosen], self._language, self._sentences[chosen]
        )
