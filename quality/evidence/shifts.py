"""Pairs in a row: is the target of another unit the one that answers, and for how long?

On a bird's-eye level: a single pair proves little; a free translation and a wrong one look much
alike. But faults of alignment come in runs. Once a line is lost, every target stands one too high,
until another error puts things right. So the row of units is read as a chain of hidden *states*:
the target stands in its place, or so many units off, or nowhere near. States seldom change, and
each unit's pairs speak for one or the other (:mod:`.pairs`). Forward-backward (Rabiner 1989) gives
the probability of each state for each unit, seen in the whole row: near the end of a window the
row goes on for :data:`AHEAD` units into the next. A short or free pair amid good ones is thus given
the benefit of the doubt; one amid shifted ones is not.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from .pairs import Weighed, bounded, near_features
from .weights import Weights
from .window import Floats, Side, Values, Window

REACH = 12
"""How many units off a target is looked for."""
AHEAD = 64
"""Units of the next window that are looked at before the states of a window are settled."""
RUN = 3
"""Units off by the same number, in a row, that make a drift."""

OFFSETS: tuple[int, ...] = (0, *(sign * far for far in range(1, REACH + 1) for sign in (1, -1)))
"""How far off the target stands, in the order of the states; the last state is *nowhere near*."""
_NOWHERE = len(OFFSETS)

_LOST = 0.02
"""How often a unit amid good ones has a target that answers nothing near."""
_SHIFTED = 0.002
"""How often a drift begins."""
_BACK = 0.03
"""How often one ends."""
_OUTSIDE = -4.0
"""Log odds of a target that would stand before the file's first unit or after its last."""
_SURELY = 2.0
"""Log odds from which a target near by is said to answer a source that lost its own."""
_USUAL_GOOD, _MOST_LENIENT = 5.4, 0.9
"""Log odds that the best quarter of pairs has unless the translation is free, as of a novel; how
much is made up for at most, for more would hide wrong pairs."""
_DOUBT = 40
"""Units that count for there being nothing to make up for."""
_GAP = 3
"""Units without a target of their own that do not end a drift."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the targets of a window's units stand.

    ``probability`` is that of standing in their place, ``shift`` and ``drift`` as in
    :class:`~.model.Evidence`.
    """

    probability: Values
    shift: tuple[int, ...]
    drift: tuple[int, ...]


@functools.cache
def transitions() -> Values:
    """How probable each state is after each other: rows sum up to 1."""
    far = np.abs(np.array(OFFSETS[1:]))
    spread = 1.0 / far**2
    spread /= spread.sum()
    change = np.zeros((_NOWHERE + 1, _NOWHERE + 1))
    change[0, 0] = 1 - _SHIFTED - _LOST
    change[0, 1:_NOWHERE] = _SHIFTED * spread
    change[0, _NOWHERE] = _LOST
    change[1:_NOWHERE, 0] = _BACK
    change[1:_NOWHERE, 1:_NOWHERE] = _SHIFTED * spread
    change[1:_NOWHERE, _NOWHERE] = _LOST
    change[_NOWHERE, 0] = 0.6
    change[_NOWHERE, 1:_NOWHERE] = 0.1 * spread
    change[_NOWHERE, _NOWHERE] = 0.3
    places = np.arange(1, _NOWHERE)
    change[places, places] += 1 - change[1:_NOWHERE].sum(axis=1)
    return change


def no_states() -> Values:
    """The evidence of no units at all."""
    return np.zeros((0, _NOWHERE + 1))


def evidence_of_states(
    window: Window, weighed: Weighed, before: Side | None, after: Side | None, weights: Weights
) -> Values:
    """Log odds of each unit's pairs by state: an array (units, states).

    ``before`` and ``after`` are the target sides of the windows around this one, if there are any.
    """
    units, scale = len(window), window.scale
    found = np.zeros((units, _NOWHERE + 1))
    compared = np.array(sorted(weighed.answers), dtype=np.int64)
    found[:, 0] = weighed.odds
    found[compared, 0] += _leniency(weighed.odds[compared])
    vectors, lengths, exists = _strip(before, window.target, after)
    source_background = scale.background(window.source.vectors, scale.target_sum)
    target_background = scale.background(vectors, scale.source_sum)
    expected = window.source.bytes * scale.ratio
    for state, offset in enumerate(OFFSETS[1:], start=1):
        near = slice(REACH + offset, REACH + offset + units)
        cosine = np.einsum("ij,ij->i", window.source.vectors, vectors[near])
        features = near_features(
            scale.similarity(cosine),
            np.float32(0.5) * (source_background + target_background[near]),
            expected,
            lengths[near],
        )
        odds = bounded(weights.near.odds(features))
        odds[lengths[near] == 0] = 0.0
        found[:, state] = np.where(exists[near], odds, _OUTSIDE)
    found[window.source.bytes == 0] = 0.0
    return found


def _leniency(odds: Values) -> float:
    """What is added to the log odds of pairs where even the good ones are freely translated."""
    if not len(odds):
        return 0.0
    lacking = _USUAL_GOOD - float(np.quantile(odds, 0.75))
    return min(max(0.0, lacking), _MOST_LENIENT) * len(odds) / (len(odds) + _DOUBT)


def _strip(
    before: Side | None, here: Side, after: Side | None
) -> tuple[Floats, Values, npt.NDArray[np.bool_]]:
    """Vectors and lengths of the targets from ``REACH`` before a window to as many after it, and
    whether they exist."""
    units = len(here.texts)
    vectors = np.zeros((units + 2 * REACH, here.vectors.shape[1]), dtype=np.float32)
    lengths = np.zeros(len(vectors))
    exists = np.zeros(len(vectors), dtype=bool)
    for side, start in ((before, REACH), (here, REACH), (after, REACH + units)):
        if side is None:
            continue
        chosen = slice(-REACH, None) if side is before else slice(0, len(vectors) - start)
        some, long = side.vectors[chosen], side.bytes[chosen]
        begin = start - len(long) if side is before else start
        place = slice(begin, begin + len(long))
        vectors[place], lengths[place], exists[place] = some, long, True
    return vectors, lengths, exists


class Row:
    """The row of units as far as it was read: what the units so far make of the next."""

    def __init__(self) -> None:
        self._expected: Values = transitions()[0]
        self._before: tuple[tuple[int, bool], ...] = ()

    def place(self, odds: Values, ahead: Values) -> Placed:
        """Where the targets of the next units stand, from the evidence of their states and that
        of some units after them."""
        likely = np.exp(np.concatenate([odds, ahead]))
        units = len(odds)
        forward = np.empty_like(likely)
        expected = self._expected
        for unit, here in enumerate(likely):
            if unit == units:
                self._expected = expected
            forward[unit] = expected * here
            forward[unit] /= forward[unit].sum()
            expected = forward[unit] @ transitions()
        if units == len(likely):
            self._expected = expected
        chances = np.empty_like(likely)
        backward = np.ones(_NOWHERE + 1)
        for unit in range(len(likely) - 1, -1, -1):
            chances[unit] = forward[unit] * backward
            chances[unit] /= chances[unit].sum()
            backward = transitions() @ (likely[unit] * backward)
            backward /= backward.sum()
        states = chances.argmax(axis=1).tolist()
        found = [(0, True) if state == _NOWHERE else (OFFSETS[state], False) for state in states]
        # A drift may have begun in the window before.
        seen = (*self._before, *found)
        here_on = slice(len(self._before), len(self._before) + units)
        self._before = seen[: here_on.stop][-RUN - _GAP :]
        shift, lost = zip(*seen, strict=True)
        drift = drifts(shift, lost)[here_on]
        return Placed(chances[:units, 0], _answers(shift[here_on], lost[here_on], odds), drift)


def _answers(shift: Sequence[int], lost: Sequence[bool], odds: Values) -> tuple[int, ...]:
    """The shifts, with those of lost units whose source a target near by answers all the same."""
    near = odds[:, 1:_NOWHERE]
    best = near.argmax(axis=1)
    return tuple(
        OFFSETS[1 + int(best[unit])] if gone and near[unit, best[unit]] >= _SURELY else off
        for unit, (off, gone) in enumerate(zip(shift, lost, strict=True))
    )


def drifts(shift: Sequence[int], lost: Sequence[bool]) -> tuple[int, ...]:
    """For each unit the shift of the drift it belongs to, 0 for none.

    A drift is a run of at least :data:`RUN` units off by the same number. A few lost units between
    two parts of a run, and one lost unit at either end, belong to it.
    """
    drift = [0] * len(shift)
    last = 0  # the unit after the last drift
    place = 0
    for off, group in groupby(shift):
        length = len(list(group))
        begin, place = place, place + length
        if off == 0 or length < RUN:
            continue
        gap = range(last, begin)
        joined = (
            last > 0
            and drift[last - 1] == off
            and len(gap) <= _GAP
            and all(lost[unit] or shift[unit] == off for unit in gap)
        )
        drift[last if joined else begin : place] = [off] * (place - (last if joined else begin))
        last = place
    for unit in range(len(drift)):
        if drift[unit] == 0 and lost[unit]:
            around = *drift[max(0, unit - 1) : unit], *drift[unit + 1 : unit + 2]
            drift[unit] = next((off for off in around if off), 0)
    return tuple(drift)
