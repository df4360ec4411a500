"""The n-grams that texts share, counted for many segments at once.

On a bird's-eye level: every n-gram of every text becomes one number, which is made of the segment
it stands in, of its symbols, and of the text it belongs to, in this order. Sorted, the same n-gram
of the same segment is one run of numbers, whichever text has it; the lengths of the runs are the
counts. One sort for each length of n-gram takes the place of a dictionary for each segment.

A symbol is a character or a word. It is known by its rank among those of its own segment, which
takes so few bits that a run of several fits into a number with the rest; where it would not, the
n-grams so far are numbered anew. So nothing is ever hashed, and no two n-grams are ever taken for
one. Start at :func:`ngrams`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
_BITS = 63
"""What a signed number has."""


@dataclass(frozen=True, slots=True)
class Sequences:
    """Texts of as many segments each, every symbol a number.

    ``symbols`` are those of the first text from its first segment to its last, then those of the
    second; ``lengths`` is how many each segment has, of shape (texts, segments).
    """

    symbols: Numbers
    lengths: Numbers

    def totals(self, order: int) -> Numbers:
        """How many n-grams of this length each segment has: shape (texts, segments)."""
        return np.maximum(self.lengths - order + 1, 0)


@dataclass(frozen=True, slots=True)
class Ngrams:
    """The n-grams of one length, each once for a segment that has it in any of the texts.

    ``segments`` is the segment of each; ``times`` how often each text has it there, of shape
    (n-grams, texts).
    """

    segments: Numbers
    times: Numbers

    def matched(self, text: int, most: Numbers, segments: int) -> Numbers:
        """How many n-grams of a text are matched in each segment, each at most so many times."""
        found = np.minimum(self.times[:, text], most)
        return np.bincount(self.segments, weights=found, minlength=segments).astype(np.int64)


def characters(texts: Sequence[Sequence[str]]) -> Sequences:
    """Texts as sequences of characters."""
    code_points = "".join(chain.from_iterable(texts)).encode("utf-32-le", "surrogatepass")
    return _sequences(np.frombuffer(code_points, np.uint32).astype(np.int64), texts)


def words(texts: Sequence[Sequence[Sequence[str]]]) -> Sequences:
    """Texts as sequences of words."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    every = chain.from_iterable(chain.from_iterable(texts))
    return _sequences(np.fromiter(map(numbers.__getitem__, every), np.int64), texts)


def _sequences(symbols: Numbers, texts: Sequence[Sequence[Sequence[str]]]) -> Sequences:
    lengths = [[len(segment) for segment in text] for text in texts]
    return Sequences(symbols, np.array(lengths, dtype=np.int64))


def ngrams(sequences: Sequences, highest: int) -> Iterator[Ngrams]:
    """The n-grams of texts, those of single symbols first, then longer ones up to ``highest``."""
    texts, segments = sequences.lengths.shape
    row = np.repeat(np.arange(texts * segments), sequences.lengths.ravel())
    text, segment = np.divmod(row, segments)
    ranks = _ranks(sequences.symbols, segment)
    step, for_segment, for_text = _width(ranks), _width(segment), _width(text)
    grams, width = np.zeros_like(ranks), 0
    for order in range(1, highest + 1):
        if width + step + for_segment + for_text > _BITS:
            grams = np.unique(grams, return_inverse=True)[1]
            width = _width(grams)
        begins = max(0, len(ranks) - order + 1)
        grams = grams[:begins] << step | ranks[order - 1 :]
        width += step
        inside = row[:begins] == row[order - 1 :]
        keys = (segment[:begins] << width | grams) << for_text | text[:begins]
        yield _runs(np.sort(keys[inside]), width, for_text, texts)


def _runs(keys: Numbers, width: int, for_text: int, texts: int) -> Ngrams:
    """The runs of sorted keys that differ in nothing but the text."""
    which = keys & ((1 << for_text) - 1)
    keys = keys >> for_text
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    run = np.cumsum(first) - 1
    found = keys[first]
    times = np.bincount(run * texts + which, minlength=len(found) * texts)
    return Ngrams(found >> width, times.reshape(-1, texts))


def _ranks(symbols: Numbers, segment: Numbers) -> Numbers:
    """The rank of each symbol among the different ones of its segment, from 0."""
    width = _width(symbols)
    different, place = np.unique(segment << width | symbols, return_inverse=True)
    return np.asarray(place - np.searchsorted(different, segment << width), dtype=np.int64)


def _width(numbers: Numbers) -> int:
    """The bits that the largest of the numbers takes."""
    return int(numbers.max(initial=0)).bit_length()
