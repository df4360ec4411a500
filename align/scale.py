"""What is usual in this pair of documents: how alike, how long, how scattered.

On a bird's-eye level: no similarity means anything by itself. In a legal text true pairs
reach .8, in a novel .5, and two sentences picked at random may already stand at .1. So the
rough path is used once to see what true pairs look like here, and everything after is
measured on that scale: 0 is as alike as unrelated sentences are, 1 as alike as the typical
true pair. Lengths likewise: how many bytes of target a byte of source takes in this pair of
documents, and how far single pairs scatter around it (Gale and Church 1993 fixed both for all
texts; Champollion and hunalign suffer where their constants are wrong).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .corridor import Path
from .side import Side

Floats = npt.NDArray[np.float32]

_USUAL_MATCH = 0.6
_USUAL_VARIANCE = 6.8
"""Gale and Church's variance of length, per character."""
_DOUBT = 12.0
"""How many pairs the usual values count for against the document's own."""
_LEAST_SPREAD = 0.15
_STRETCH = 16
"""Sentences in a stretch from which one ratio of lengths is taken."""
_NEAR = 3
"""How far from the rough path a trusted pair may lie."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The document pair's own measures.

    ``unrelated`` and ``match`` are cosines: of sentences picked at random, and of the
    typical true pair. ``ratio`` is target bytes for a source byte, ``variance`` the variance
    of a pair's length difference per byte. ``trusted`` counts the pairs behind them. The
    means are the mean vectors of the two documents' sentences.
    """

    unrelated: float
    match: float
    ratio: float
    variance: float
    trusted: int
    source_mean: Floats
    target_mean: Floats

    def similarity(self, cosine: Floats) -> Floats:
        """Cosines on the document's own scale: 0 for unrelated, 1 for the typical pair."""
        spread = max(_LEAST_SPREAD, self.match - self.unrelated)
        scaled: Floats = (cosine - np.float32(self.unrelated)) / np.float32(spread)
        return scaled


def scale_of(source: Side, target: Side, path: Path) -> Scale:
    """The scale of a document pair, from the pairs along its rough path that can be trusted.

    A pair is trusted when each is the other's most similar sentence near the path.
    """
    cosines, pairs = _trusted(source, target, path)
    source_mean, target_mean = _mean(source), _mean(target)
    unrelated = float(source_mean @ target_mean)
    match = _blend(float(np.median(cosines)) if len(cosines) else 0.0, len(cosines), _USUAL_MATCH)
    ratio = _length_ratio(source, target, path)
    variance = _USUAL_VARIANCE * max(1.0, ratio)
    if len(pairs):
        expected = np.diff(source.bytes)[pairs[:, 0]] * ratio
        actual = np.diff(target.bytes)[pairs[:, 1]]
        squares = (actual - expected) ** 2 / (actual + expected + 1.0)
        # Half of the squares of a normal variable lie below .455 of its variance.
        variance = _blend(float(np.median(squares)) / 0.455, len(pairs), variance)
    return Scale(unrelated, match, ratio, variance, len(pairs), source_mean, target_mean)


def _blend(observed: float, count: int, usual: float) -> float:
    """The observed value, drawn towards the usual one where little was observed."""
    return (observed * count + usual * _DOUBT) / (count + _DOUBT)


def _mean(side: Side) -> Floats:
    """The mean vector of a document's sentences."""
    total = None
    for first in range(0, len(side), 1024):
        part = side.runs.vectors(first, min(len(side), first + 1024), 1).sum(axis=0)
        total = part if total is None else total + part
    assert total is not None
    mean: Floats = total / np.float32(len(side))
    return mean


def _trusted(
    source: Side, target: Side, path: Path
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Cosines and (source, target) numbers of the trusted pairs."""
    cosines: list[float] = []
    pairs: list[tuple[int, int]] = []
    for first in range(0, len(source), 256):
        last = min(len(source), first + 256)
        left = max(0, int(path[first]) - 8)
        right = min(len(target), int(path[last]) + 9)
        if left >= right:
            continue
        alike = source.runs.vectors(first, last, 1) @ target.runs.vectors(left, right, 1).T
        nearest, back = alike.argmax(axis=1), alike.argmax(axis=0)
        for row, column in enumerate(nearest):
            i, j = first + row, left + int(column)
            if back[column] == row and path[i] - _NEAR <= j <= path[i + 1] + _NEAR:
                cosines.append(float(alike[row, column]))
                pairs.append((i, j))
    return np.array(cosines), np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _length_ratio(source: Side, target: Side, path: Path) -> float:
    """Target bytes for a source byte: the middle one of many stretches along the path.

    The middle is not moved by a chapter that one side lacks, as the total would be.
    """
    whole = target.bytes[-1] / max(1.0, source.bytes[-1])
    stops = np.append(np.arange(0, len(source), _STRETCH), len(source))
    written = np.diff(source.bytes[stops])
    answered = np.diff(target.bytes[path[stops]])
    usable = (written > 0) & (answered > 0)
    if usable.sum() < 3:
        return float(whole) if whole > 0 else 1.0
    return float(np.median(answered[usable] / written[usable]))
