"""What shapes of bead this translator likes, learned from the document itself.

On a bird's-eye level: one translator never leaves a sentence out, another condenses, a third
splits every long sentence in three. Weights fitted on many texts know only the average. So
after a first pass the probabilities of all beads of a kind are added up, and the score of the
kind is moved by the log of how much commoner it is here than it usually is. (Adjusting a
classifier to new class frequencies by its own output: Saerens, Latinne and Decaestecker 2002.
One step of their iteration is taken; with more, a habit once suspected feeds itself.)
"""

from __future__ import annotations

import numpy as np

from .search import DOWN, SKIP_TARGET, Shape, Values

USUAL = {
    "source left alone": 0.065,
    "target left alone": 0.036,
    "one to one": 0.663,
    "one to many": 0.152,
    "many to one": 0.058,
    "many to many": 0.026,
}
"""Shares of the kinds of bead in the development gold, over all its texts."""

_DOUBT = 60.0
"""How many beads the usual shares count for against the document's own."""


def kind_of(shape: Shape) -> int:
    """The kind of a shape, as its place in ``USUAL``."""
    a, b = shape
    if not b or not a:
        return 0 if a else 1
    if a == b == 1:
        return 2
    return 3 if a == 1 else 4 if b == 1 else 5


_KINDS = np.array([kind_of(shape) for shape in (*DOWN, SKIP_TARGET)])


def bonus(beads: Values) -> Values:
    """What each shape's score should be moved by, from how many beads of it are expected.

    Both are in the order of ``DOWN``, with 0-1 last.
    """
    usual = np.array(list(USUAL.values()))
    seen = np.bincount(_KINDS, weights=beads, minlength=len(usual))
    here = (seen + _DOUBT * usual) / (seen.sum() + _DOUBT)
    change: Values = np.log(here / usual)[_KINDS]
    return change
