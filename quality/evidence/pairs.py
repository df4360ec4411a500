"""How likely two texts are to answer each other, by themselves.

On a bird's-eye level: a logistic regression over a handful of features, those that the aligner's
own beads have too (:mod:`duilian.align.evidence`). There are two: one for pairs whose words have
been compared, the units as they stand; and one without words, for a source and the targets near by,
which are many. Their output is a log odds, *how many times as likely as not is what we see*, before
anything is assumed of how often pairs are wrong: that comes in with the row (:mod:`.shifts`).
The weights are fitted by ``benchmarks/evidence.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .weights import Weights
from .window import Answers, Floats, Scale, Values, Window

NEAR = ("similarity", "background", "length", "shortness", "similarity_shortness")
"""Features of any two texts."""
WORDS = ("words_source", "words_target", "words_both", "quantities_shared", "quantities_missing")
"""What more is known of the two sides of a unit."""

_EXTREME = 8.0
"""No pair is held to be surer or less sure than this, in nats."""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The pairs of a window as they stand.

    ``odds`` are log odds of each pair; ``similarity``, ``source_answered`` and ``target_answered``
    as in :class:`~.model.Evidence`. Units with an empty side say nothing: their odds are 0, and
    they have no ``answers``.
    """

    odds: Values
    similarity: Floats
    source_answered: Floats
    target_answered: Floats
    answers: Mapping[int, Answers]


def near_features(
    similarity: Floats, background: Floats, expected: Values, actual: Values
) -> Floats:
    """The features ``NEAR`` of pairs of texts: an array (pairs, features).

    ``expected`` and ``actual`` are lengths of the target.
    """
    shortness = np.log(np.minimum(expected, actual) + 4.0)
    found: dict[str, npt.NDArray[np.floating]] = {
        "similarity": similarity,
        "background": background,
        "length": np.abs(np.log((actual + 8.0) / (expected + 8.0))),
        "shortness": shortness,
        "similarity_shortness": similarity * shortness,
    }
    return np.stack([found[name] for name in NEAR], axis=1).astype(np.float32)


def own_features(window: Window, scale: Scale, units: Numbers) -> Floats:
    """The features ``NEAR`` of units as they stand."""
    mine, theirs = window.source.vectors[units], window.target.vectors[units]
    background = scale.background(mine, scale.target_sum)
    background += scale.background(theirs, scale.source_sum)
    return near_features(
        scale.similarity(np.einsum("ij,ij->i", mine, theirs)),
        background * np.float32(0.5),
        window.source.bytes[units] * scale.ratio,
        window.target.bytes[units],
    )


def words_answered(window: Window, answers: Mapping[int, Answers]) -> tuple[Floats, Floats]:
    """The share of each source's words that its target answers, and the other way round."""
    source, target = np.zeros((2, len(window)), dtype=np.float32)
    for unit, each in answers.items():
        for side, levels, share in (
            (window.source, each.source, source),
            (window.target, each.target, target),
        ):
            rarity = side.rarity(unit)
            share[unit] = (levels * rarity).sum() / (rarity.sum() + 0.5)
    return source, target


def word_features(window: Window, answered: tuple[Floats, Floats], units: Numbers) -> Floats:
    """The features ``WORDS`` of units: an array (units, features)."""
    source, target = (each[units] for each in answered)
    mine, theirs = window.source.keys, window.target.keys
    shared = [len(mine[unit] & theirs[unit]) for unit in units]
    missing = [len(mine[unit] ^ theirs[unit]) for unit in units]
    found: dict[str, npt.NDArray[np.floating]] = {
        "words_source": source,
        "words_target": target,
        "words_both": np.minimum(source, target),
        "quantities_shared": np.minimum(np.array(shared), 2.0),
        "quantities_missing": np.minimum(np.array(missing), 3.0),
    }
    return np.stack([found[name] for name in WORDS], axis=1).astype(np.float32)


def weigh(window: Window, weights: Weights) -> Weighed:
    """Weigh the pairs of a window as they stand."""
    units = np.flatnonzero((window.source.bytes > 0) & (window.target.bytes > 0))
    answers = {unit: window.answers(unit) for unit in units.tolist()}
    answered = words_answered(window, answers)
    near = own_features(window, window.scale, units)
    features = np.concatenate([near, word_features(window, answered, units)], axis=1)
    odds = np.zeros(len(window))
    odds[units] = bounded(weights.pair.odds(features))
    similarity = np.zeros(len(window), dtype=np.float32)
    similarity[units] = near[:, NEAR.index("similarity")]
    return Weighed(odds, similarity, *answered, answers)


def bounded(odds: Values) -> Values:
    """Log odds that are no surer than anything is."""
    return np.clip(odds, -_EXTREME, _EXTREME)
