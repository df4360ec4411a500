"""Metrics that are columns: a number for each segment, and the score of a corpus their mean.

On a bird's-eye level: what was computed elsewhere (COMET, a person's judgement) or here without a
reference comes as a number a segment. A :class:`Ratio` takes such a number as two counts, an amount
and how much it is an amount of, and the score of any set of segments is the sum of the first over
the sum of the second. With 1 for the second that is the mean; with the terms that occur in a
segment it is the share of terms, and a segment without any has no say. So a column is counts like
those of BLEU, and intervals, tests, baselines, gates and reports need not know the difference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .counting import Counted
from .metrics import Scorer


@dataclass(frozen=True, slots=True)
class Ratio:
    """A metric whose counts are two: an amount, and what it is an amount of.

    ``settings`` are what its signature tells, in order; ``points`` is as in
    :class:`~.metrics.Measure`.
    """

    name: str
    settings: tuple[tuple[str, str], ...] = ()
    lower_is_better: bool = False
    decimals: int = 2
    points: float = 1.0

    @property
    def against_references(self) -> bool:
        """What a column rests on stands in its signature, if anywhere."""
        return False

    def scorer(self, *, for_segments: bool = False) -> Scorer:
        """The one count over the other, of any number of segments."""
        return _ratio

    def signature(self, references: int, more: Mapping[str, int | str]) -> str:
        """The settings, and what a test adds."""
        pairs = (*self.settings, *more.items())
        return "|".join(f"{key}:{value}" for key, value in pairs)


def _ratio(counts: Sequence[float]) -> float:
    amount, whole = counts
    return float(amount / whole) if whole else math.nan


def column(ratio: Ratio, systems: Sequence[Sequence[float]]) -> Counted:
    """Counts of a metric that has one number a segment, given for each system."""
    return ratios(ratio, [[(number, 1.0) for number in numbers] for numbers in systems])


def ratios(ratio: Ratio, systems: Sequence[Sequence[tuple[float, float]]]) -> Counted:
    """Counts of a metric that has an amount and what it is one of, a segment, for each system."""
    counts = tuple(np.array(rows, dtype=np.float64).reshape(-1, 2) for rows in systems)
    return Counted(ratio, counts, 0, ratio.name)
