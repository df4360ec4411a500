"""What a score, or a difference of scores, is worth: confidence intervals and p-values.

On a bird's-eye level: *bootstrap* draws as many segments as there are, with replacement, a thousand
times, and looks how much the score varies (Koehn 2004). *Approximate randomisation* swaps the
two systems' outputs at random, segment by segment, ten thousand times, and looks how often a
difference as large comes about by chance (Riezler and Maxwell 2005). sacreBLEU does both by
copying the counts of every drawn segment: gigabytes. But a bootstrap sample is told by *how often*
each segment was drawn, so the sums of all samples are one product of matrices,

    (samples x segments) @ (segments x counts),

and the left one is the same for every system and metric; it is made a few samples at a time and
never kept. The draws are sacreBLEU's (same generator, same seed, same order), the sums are exact
(counts are whole numbers far below 2^53), and the scores are computed by sacreBLEU's objects in
its precision, so p-values and intervals are its own. Start at :func:`paired_bootstrap`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .counting import Counted, Counts, Values, corpus_score

SEED = 12345
SAMPLES, TRIALS = 1_000, 10_000
"""How many bootstrap samples and randomisation trials are the custom."""

Singles = npt.NDArray[np.float32]
_EXACT = 1 << 24
"""Below this, single precision holds every whole number."""
_CELLS = 1 << 21
"""How many numbers of the left matrix are held at a time: 8 to 16 MiB."""
_WORD = 32
"""Random bits come in words of so many; what is left of the last is thrown away."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A system's score and what resampling says of it.

    ``mean`` and ``half_width`` are those of the 95% confidence interval, ``p_value`` that of the
    difference from the baseline (None for the baseline itself, and where there was no test).
    """

    score: float
    mean: float | None = None
    half_width: float | None = None
    p_value: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% confidence interval."""
        if self.mean is None or self.half_width is None:
            return None
        return self.mean - self.half_width, self.mean + self.half_width


def confidence(
    counted: Sequence[Counted], samples: int = SAMPLES, seed: int = SEED
) -> tuple[tuple[Estimate, ...], ...]:
    """For each metric, each system's score and its confidence interval."""
    sampled = _bootstrap(counted, samples, seed)
    return tuple(
        tuple(
            Estimate(corpus_score(each.kind, counts), *_interval(scores))
            for counts, scores in zip(each.systems, of_systems, strict=True)
        )
        for each, of_systems in zip(counted, sampled, strict=True)
    )


def paired_bootstrap(
    counted: Sequence[Counted], samples: int = SAMPLES, seed: int = SEED
) -> tuple[tuple[Estimate, ...], ...]:
    """For each metric, each system held against the first, which is the baseline.

    The p-value is the share of samples whose difference strays from the mean difference by more
    than the systems really differ; it is at least 1 / (samples + 1).
    """
    sampled = _bootstrap(counted, samples, seed)
    tested = []
    for each, of_systems in zip(counted, sampled, strict=True):
        scores = [corpus_score(each.kind, counts) for counts in each.systems]
        row = [Estimate(scores[0], *_interval(of_systems[0]))]
        for score, values in zip(scores[1:], of_systems[1:], strict=True):
            differences = _known(np.abs(values - of_systems[0]))
            p_value = _p_value(differences - differences.mean(), abs(scores[0] - score))
            row.append(Estimate(score, *_interval(values), p_value))
        tested.append(tuple(row))
    return tuple(tested)


def approximate_randomisation(
    counted: Sequence[Counted], trials: int = TRIALS, seed: int = SEED
) -> tuple[tuple[Estimate, ...], ...]:
    """For each metric, each system held against the first, which is the baseline.

    The p-value is the share of trials that give a larger difference than the real one; it is at
    least 1 / (trials + 1).
    """
    segments = len(counted[0].systems[0])
    differences = [[np.empty(trials) for _ in each.systems[1:]] for each in counted]
    begin = 0
    for kept in _swaps(segments, trials, seed):
        end = begin + len(kept)
        for each, of_systems in zip(counted, differences, strict=True):
            first = each.systems[0]
            total = first.sum(axis=0)
            for counts, values in zip(each.systems[1:], of_systems, strict=True):
                # What stays with the first system, and what it has from the other.
                stay, come = kept @ first, counts.sum(axis=0) - kept @ counts
                one, other = stay + come, total + counts.sum(axis=0) - stay - come
                values[begin:end] = np.abs(_scores(each, one) - _scores(each, other))
        begin = end
    tested = []
    for each, of_systems in zip(counted, differences, strict=True):
        scores = [corpus_score(each.kind, counts) for counts in each.systems]
        row = [Estimate(scores[0])]
        row += [
            Estimate(score, p_value=_p_value(values, abs(scores[0] - score)))
            for score, values in zip(scores[1:], of_systems, strict=True)
        ]
        tested.append(tuple(row))
    return tuple(tested)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """P-values of several comparisons, corrected for there being several (Holm 1979).

    Each is the probability of finding *any* such difference by chance among all comparisons.
    """
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    corrected = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, p_values[place] * (len(p_values) - rank)))
        corrected[place] = largest
    return tuple(corrected)


def _bootstrap(counted: Sequence[Counted], samples: int, seed: int) -> list[list[Values]]:
    """For each metric and system, the scores of all samples."""
    scores = [[np.empty(samples) for _ in each.systems] for each in counted]
    begin = 0
    for drawn in _draws(len(counted[0].systems[0]), samples, seed):
        end = begin + len(drawn)
        for each, of_systems in zip(counted, scores, strict=True):
            for counts, values in zip(each.systems, of_systems, strict=True):
                values[begin:end] = _scores(each, _sums(drawn, counts))
        begin = end
    return scores


def _sums(drawn: Singles, counts: Counts) -> Singles:
    """The sums of every sample, shape (samples, counts), in the precision sacreBLEU keeps them in.

    Whole numbers below 2^24 are added up exactly in single precision, which is twice as fast.
    """
    sums: Singles = drawn @ counts.astype(np.float32)
    if np.abs(sums).max(initial=0.0) >= _EXACT or not np.array_equal(counts, np.rint(counts)):
        sums = (drawn.astype(np.float64) @ counts).astype(np.float32)
    return sums


def _draws(segments: int, samples: int, seed: int) -> Iterator[Singles]:
    """How often each segment is in each sample, a few samples at a time: (samples, segments)."""
    random = np.random.default_rng(seed)
    for rows in _portions(samples, max(1, _CELLS // max(1, segments))):
        drawn = random.choice(segments, size=(rows, segments), replace=True)
        drawn += segments * np.arange(rows)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=rows * segments)
        yield counts.reshape(rows, segments).astype(np.float32)


def _swaps(segments: int, trials: int, seed: int) -> Iterator[Counts]:
    """1 where a segment stays with its system, else 0, a few trials at a time."""
    random = np.random.default_rng(seed)
    # Bits are dealt from whole words: a portion that ends within one would lose some.
    step = max(_WORD, _CELLS // max(1, segments) // _WORD * _WORD)
    for rows in _portions(trials, step):
        yield random.integers(2, size=(rows, segments), dtype=bool).astype(np.float64)


def _portions(whole: int, step: int) -> Iterable[int]:
    return (min(step, whole - begin) for begin in range(0, whole, step))


def _scores(counted: Counted, sums: Counts | Singles) -> Values:
    """The scores of summed counts, a row each; NaN where there was nothing to score."""
    score = counted.kind.scorer()
    return np.array([score(row) for row in sums])


def _known(scores: Values) -> Values:
    """What samples say that had something to score."""
    found: Values = scores[~np.isnan(scores)]
    return found


def _interval(scores: Values) -> tuple[float | None, float | None]:
    """The mean of samples, and half the width of what holds 95% of them."""
    ordered = np.sort(_known(scores))
    if not len(ordered):
        return None, None
    outside = len(ordered) // 40
    half_width = 0.5 * (ordered[len(ordered) - outside - 1] - ordered[outside])
    return float(ordered.mean()), float(half_width)


def _p_value(statistics: Values, difference: float) -> float:
    """Never 0: the texts as they are count as one of the trials (Phipson and Smyth 2010)."""
    known = _known(statistics)
    return (int(np.sum(known > difference)) + 1) / (len(known) + 1)
