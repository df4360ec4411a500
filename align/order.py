"""Whether the words of a run come in the order of the sentences that answer them.

On a bird's-eye level: translators move words about inside a sentence, but seldom from its end
to the front of the next. So where a long Chinese sentence is two English ones, its first words
are answered by the first of them and its last words by the second: one *cut* through the long
sentence tells the two apart. Take a boundary between two sentences of one side and a run of the
other. Each word of the run leans to the sentence before the boundary or to the one after it,
by how much better that one answers it. Added up word by word, the leanings say

* how much is gained if the run's *tail* goes to the sentence after the boundary: after the
  right bead hardly anything, as the next sentence answers what comes next;
* how much if its *head* goes to the sentence before;
* how much is lost by a clean cut against letting every word lean as it likes. That is
  *disorder*: little of it inside the right bead;
* how much better the cut does than the same cut the other way round, the tail to the sentence
  before: whether the boundary is in *order* at all.

Whole sentences cannot say this, nor can coverage (:mod:`duilian.align.coverage`), which takes a
run for a bag of words. (Positions of words have been evidence for word alignment since IBM
Model 2, Brown et al. 1993; here only the cut is kept of them.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Order:
    """Order between runs of one side and the boundaries of the other.

    All arrays are (boundaries, sentences): entry (k, s) of ``tail[a - 1]`` is for the run of a
    sentences that begins with s, and the boundary before sentence k of the other side.
    ``order`` is below 0 where a cut does better the other way round. ``disorder`` holds running
    totals over the boundaries: the disorder at boundaries before k. Next to the edges of a
    stretch nothing is known, and 0 is said.
    """

    tail: tuple[Floats, ...]
    head: tuple[Floats, ...]
    order: tuple[Floats, ...]
    disorder: tuple[Floats, ...]

    def inside(self, sentence: Numbers, a: int, first: Numbers, b: int) -> Floats:
        """The disorder of runs at the boundaries inside other runs: b sentences from ``first``."""
        totals = self.disorder[a - 1]
        inside: Floats = totals[first + b, sentence] - totals[first + 1, sentence]
        return inside


def order(answers: Floats, starts: Numbers, longest: int) -> Order:
    """The order of one side's runs of up to ``longest`` sentences.

    ``answers`` says how well each sentence of the other side (a row) answers each token (a
    column); sentence s of this side has the tokens from ``starts[s]`` up to ``starts[s + 1]``.
    """
    leaning = answers[:-1] - answers[1:]
    whole, most, least, loose = _by_sentence(leaning, starts)
    found = Order((), (), (), ())
    total, peak, pit, free = (np.zeros_like(whole) for _ in range(4))
    for _ in range(longest):
        # A run is its first sentence and the run one shorter that begins with the next.
        peak = np.maximum(most, whole + _next(peak))
        pit = np.minimum(least, whole + _next(pit))
        total = whole + _next(total)
        free = loose + _next(free)
        found = Order(
            (*found.tail, _framed(peak - total)),
            (*found.head, _framed(peak)),
            (*found.order, _framed(peak + pit - total)),
            (*found.disorder, _summed(free - peak)),
        )
    return found


def _by_sentence(leaning: Floats, starts: Numbers) -> tuple[Floats, Floats, Floats, Floats]:
    """Of each sentence's leanings: the sum, the highest and lowest sum of its first tokens (of
    none it is 0), and the sum of those above 0. Shape (boundaries, sentences)."""
    shape = len(leaning), len(starts) - 1
    whole, most, least, loose = (np.zeros(shape, dtype=np.float32) for _ in range(4))
    worded = np.flatnonzero(np.diff(starts))
    if len(worded):
        first = starts[worded]
        loose[:, worded] = np.add.reduceat(np.maximum(leaning, 0.0), first, axis=1)
        so_far = np.cumsum(leaning, axis=1)
        before = np.concatenate([np.zeros((len(so_far), 1), np.float32), so_far], axis=1)[:, first]
        whole[:, worded] = so_far[:, starts[worded + 1] - 1] - before
        highest = np.maximum.reduceat(so_far, first, axis=1) - before
        most[:, worded] = np.maximum(highest, 0.0)
        lowest = np.minimum.reduceat(so_far, first, axis=1) - before
        least[:, worded] = np.minimum(lowest, 0.0)
    return whole, most, least, loose


def _next(values: Floats) -> Floats:
    """What stands under the next sentence; 0 after the last."""
    shifted = np.zeros_like(values)
    shifted[:, :-1] = values[:, 1:]
    return shifted


def _framed(values: Floats) -> Floats:
    """With a row of 0 before and after: nothing is known of the outermost boundaries."""
    framed = np.zeros((len(values) + 2, values.shape[1]), dtype=np.float32)
    framed[1:-1] = values
    return framed


def _summed(values: Floats) -> Floats:
    """Running totals over the boundaries, the first of them the outermost."""
    totals = np.zeros((len(values) + 2, values.shape[1]), dtype=np.float32)
    np.cumsum(values, axis=0, out=totals[2:])
    return totals
