"""What shapes of bead this translator likes, learned from the document itself.

On a bird's-eye level: one translator never leaves a sentence out, another condenses, a third
splits every long sentence in three. Weights fitted on many texts know only the average. So
after a first pass the probabilities of all beads of a kind are added up, and the score of the
kind is moved towards the log of how much commoner it is here than it usually is. (Adjusting a
classifier to new class frequencies by its own output: Saerens, Latinne and Decaestecker 2002.
Half of one step of their iteration is taken: the first pass errs, and with more, a habit once
suspected feeds itself.)

Sentences left alone have two habits: how often a *run* of them begins, and how often it goes on.
A translator who drops a sentence here and there is told from one who drops whole paragraphs.
"""

from __future__ import annotations

import numpy as np

from .search import DOWN, SKIP_TARGET, Shape, Values

USUAL = {
    "source left alone": 0.046,
    "target left alone": 0.028,
    "one to one": 0.683,
    "one to many": 0.156,
    "many to one": 0.060,
    "many to many": 0.027,
}
"""Shares of the kinds of bead in the development gold, over all its texts; sentences left alone
that follow one another count once."""

GOES_ON = {"source left alone": 0.33, "target left alone": 0.30}
"""The share of sentences left alone there that follow another one."""

_DOUBT = 60.0
"""How many beads the usual shares count for against the document's own."""
_DOUBT_OF_RUNS = 10.0
"""How many sentences left alone the usual shares of ``GOES_ON`` count for."""
_BELIEF = 0.5
"""How far scores are moved of the way that the shares would have them."""


def kind_of(shape: Shape) -> int:
    """The kind of a shape, as its place in ``USUAL``."""
    a, b = shape
    if not b or not a:
        return 0 if a else 1
    if a == b == 1:
        return 2
    return 3 if a == 1 else 4 if b == 1 else 5


_KINDS = np.array([kind_of(shape) for shape in (*DOWN, SKIP_TARGET)])


def bonus(counts: Values) -> Values:
    """What scores should be moved by, from how many beads and runs are expected.

    Both are in the order of ``DOWN``, then 0-1, runs of 1-0 and runs of 0-1.
    """
    beads, runs = counts[: len(_KINDS)], counts[len(_KINDS) :]
    usual = np.array(list(USUAL.values()))
    seen = np.bincount(_KINDS, weights=beads, minlength=len(usual))
    alone = seen[:2].copy()
    seen[:2] = runs
    here = (seen + _DOUBT * usual) / (seen.sum() + _DOUBT)
    of_kind = np.log(here / usual)
    often = np.array(list(GOES_ON.values()))
    going_on = (alone - runs + _DOUBT_OF_RUNS * often) / (alone + _DOUBT_OF_RUNS)
    further = np.log(going_on / often)
    # What begins a run is a bead 1-0 or 0-1 like any other in it, and pays for beginning too.
    opening = of_kind[:2] - further
    of_kind[:2] = further
    change: Values = _BELIEF * np.concatenate([of_kind[_KINDS], opening])
    return change
