"""Which tokens are likely to be lost: what the other side says nothing of.

On a bird's-eye level: that a single token is not answered proves nothing, as translators are free;
that none of its neighbours is either proves much. So a token is described by how far it is answered
and by how far its neighbours are, those next to it and some more, and by how many tokens both sides
have. A logistic regression over the tokens of clauses that were cut out makes log odds of that. All
units of a window are looked at together, as one long row of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .facing import WEIGHT, Facing, totals
from .weights import Logistic
from .window import Values

TOKENS = (
    "answered",
    "mutual",
    "answered_next",
    "mutual_next",
    "answered_near",
    "mutual_near",
    "tokens",
    "tokens_there",
)
_NEXT, _NEAR = 1, 3
"""How many tokens to each side are next to one, and near it."""


def token_features(facings: Sequence[Facing]) -> Values:
    """What is known of the tokens of all units, one after the other: (tokens, ``TOKENS``)."""
    counts = np.array([len(facing.rarity) for facing in facings])
    others = np.array([len(facing.rarity_there) for facing in facings])
    stops = np.cumsum(counts)
    place = np.arange(stops[-1])
    begin, end = np.repeat(stops - counts, counts), np.repeat(stops, counts)
    weight = np.concatenate([facing.rarity for facing in facings]) + WEIGHT
    heavy = totals(weight)
    columns = [
        np.concatenate([facing.answered for facing in facings]),
        np.concatenate([facing.mutual for facing in facings]),
    ]
    summed = [totals(weight * column) for column in columns]
    for reach in (_NEXT, _NEAR):
        low, high = np.maximum(place - reach, begin), np.minimum(place + reach + 1, end)
        around = heavy[high] - heavy[low]
        columns.extend((total[high] - total[low]) / around for total in summed)
    columns.extend(np.repeat(np.log(each + 1.0), counts) for each in (counts, others))
    return np.stack(columns, axis=1).astype(np.float64)


def lost(facings: Sequence[Facing], weights: Logistic) -> list[Values]:
    """The log odds of each unit's tokens that they are lost."""
    if not facings:
        return []
    odds = weights.odds(token_features(facings))
    return np.split(odds, np.cumsum([len(facing.rarity) for facing in facings])[:-1])


def mass_lost(facing: Facing, odds: Values) -> float:
    """How much of a side is probably lost, in tokens of full rarity."""
    return float((facing.rarity / (1 + np.exp(-odds))).sum())
