"""How large a difference must be for people to see it.

Kocmi et al. (ACL 2024, "Navigating the Metrics Maze") held the differences of metrics between pairs
of systems against what people said of the same pairs. The share of pairs of which people agree
that the system with the better score is better grows with the difference d as

    a / (1 + exp(-b d)),

with a and b of the metric's own, as published with the paper. Unlike a p-value this does not grow
with the number of segments: a difference may be certain and still not matter to anyone.
"""

from __future__ import annotations

import math

_CURVES: dict[str, tuple[float, float]] = {
    "bleu": (0.8833333333, 0.9663926931),
    "chrf": (0.9300000000, 1.1142732157),
    "spbleu": (0.9100000000, 0.8079046529),
    "comet22": (0.9622374134, 2.8359194571),
    "cometkiwi22": (0.9888141617, 2.7192806439),
    "xcomet-xl": (0.9656738241, 1.4535595865),
    "metricx23-large": (0.9360777624, 26.2778501794),
}
"""a, as a share, and b, of each metric; scores of COMET count from 0 to 100."""

METRICS = frozenset(_CURVES)


def agreement(metric: str, difference: float) -> float | None:
    """The share of people's judgements that a difference of this size goes with; .5 for none.

    None for a metric of which nothing is known.
    """
    curve = _CURVES.get(metric)
    if curve is None:
        return None
    a, b = curve
    return a / (1 + math.exp(-b * abs(difference)))


def needed(metric: str, share: float) -> float | None:
    """The difference that this share of judgements goes with; infinite if none is enough.

    None for a metric of which nothing is known, and 0 for a share that chance alone gives.
    """
    curve = _CURVES.get(metric)
    if curve is None:
        return None
    a, b = curve
    if share >= a:
        return math.inf
    return max(0.0, -math.log(a / share - 1) / b) if share > 0 else 0.0
