"""How sure it is that both texts may be cut between two beads.

On a bird's-eye level: a bead can be doubtful while what comes before it and after it is not, and
the other way round. A *boundary* is a node of the lattice between two beads of the alignment;
its probability is the share of all paths that lead through that node, which is the sum of the
probabilities of the edges that enter it. (Where sentences of both sides are left alone in one
place, only the path that tells the source's first is counted: see :mod:`.search`. So the
figure is no more than a lower limit there, and none is given between two null beads.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..corpus.model import Bead
from .search import Lattice


def boundaries(beads: Sequence[Bead], chances: Lattice) -> tuple[float | None, ...]:
    """The probability of the boundary after each bead but the last.

    None between null beads, and beside text that was moved.
    """
    return tuple(_boundaries(beads, chances))


def _boundaries(beads: Sequence[Bead], chances: Lattice) -> Iterator[float | None]:
    for before, after in pairwise(beads):
        node = before.source.stop, before.target.stop
        in_order = node == (after.source.start, after.target.start)
        if (
            in_order
            and not (before.is_null and after.is_null)
            and chances.corridor.number(*node) is not None
        ):
            yield min(1.0, chances.reached(*node))
        else:
            yield None
