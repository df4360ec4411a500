"""The best path through the lattice, and how sure each bead of it is.

On a bird's-eye level: every bead that could be is an edge from the node before it to the node
after it, and has a score, a log weight. A path from the first node to the last is an
alignment, and its score is the sum over its edges. Read as probabilities (a path is as likely
as the exponential of its score, over the sum for all paths), the lattice answers two
questions by dynamic programming. *Forward-backward* gives each edge the share of all paths
that run through it: the probability that this bead is right. *Decoding* then picks the path
with the highest expected number of right beads (less a fee for every bead, so that cutting
one good bead into three doubtful ones does not pay): that serves the F1 of an alignment
better than the single most likely path does (Goodman 1996 on parsing; the fee follows from
F1 = 2 hits / (beads + gold beads), Lewis 1995). A share of the log probability is added, for
stretches where nothing is sure and the expected hits of all paths are alike, near none.

Where sentences of both sides are left alone in one place, it is all the same in which order
that is told, so one order is kept: the source's go first, and no bead 1-0 follows a bead 0-1.
Otherwise every order would count as an alignment of its own, and leaving alone would look
likelier than it is. A node is therefore *entered*, from a row above, or reached at all, which
includes being passed along the row.

Rows are visited in order and each row's nodes all at once, so the cost is a few array
operations a source sentence. To follow the details start at :func:`posteriors`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .corridor import Corridor

Floats = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]
Shape = tuple[int, int]
"""How many source and target sentences a bead holds."""

SHAPES: tuple[Shape, ...] = tuple((a, b) for a in range(1, 7) for b in range(1, 7) if a + b <= 7)
"""Beads with text on both sides that the search knows."""

SKIP_SOURCE: Shape = (1, 0)
SKIP_TARGET: Shape = (0, 1)
DOWN: tuple[Shape, ...] = (*SHAPES, SKIP_SOURCE)
"""Every bead that takes source sentences, in the order of ``Lattice.down``."""

IMPOSSIBLE = np.float32(-1e30)
_FEE = 0.45
"""Half of the F1 to be expected: what a bead must be worth to be chosen."""
_PRUDENCE = 0.25
"""What the log probability counts for beside the probability."""
_DISMAL = -1e5
"""A log weight that is as good as none, but small enough to be added up."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """The scores of all edges inside a corridor, filed under the node they lead to.

    ``down`` has shape (len(DOWN), nodes), ``across`` (for beads 0-1) shape (nodes,). Where
    there is no such edge the score is ``IMPOSSIBLE``.
    """

    corridor: Corridor
    down: Floats
    across: Floats

    def reached(self, i: int, j: int) -> float:
        """Of probabilities: that of passing node (i, j), the sum over the edges into it."""
        node = self.corridor.number(i, j)
        if node is None:
            return 0.0
        return float(self.down[:, node].sum(dtype=np.float64) + self.across[node])


def posteriors(lattice: Lattice) -> tuple[Lattice, float]:
    """The probability of every edge, in the layout of the scores; the log weight of all paths."""
    corridor = lattice.corridor
    (before, entered), (after, after_passing) = _forward(lattice), _backward(lattice)
    total = float(after[0])  # node (0, 0): all paths
    down = np.zeros_like(lattice.down)
    across = np.zeros_like(lattice.across)
    for i in range(corridor.sources + 1):
        row = corridor.row(i)
        if i:
            edges = _gather(before, entered, corridor, i) + lattice.down[:, row]
            edges += after[row] - total
            down[:, row] = np.exp(np.minimum(edges, 0.0))
        edges = before[row][:-1] + lattice.across[row][1:] + (after_passing[row][1:] - total)
        across[row][1:] = np.exp(np.minimum(edges, 0.0))
    return Lattice(corridor, down, across), total


def alone(chances: Lattice) -> tuple[Values, Values]:
    """The probability of being left alone, of each source and each target sentence.

    A sentence left alone is the same null bead whichever gap of the other side it is held
    against, but each gap has an edge of its own: their probabilities are added up.
    """
    row, column = chances.corridor.nodes(0, chances.corridor.sources + 1)
    sources: Values = np.bincount(row, weights=chances.down[-1])[1:].astype(np.float64)
    targets: Values = np.bincount(column, weights=chances.across)[1:].astype(np.float64)
    return sources, targets


def decode(chances: Lattice) -> list[tuple[range, range, float]]:
    """The path with the most to expect: (source, target, probability) of each bead in order.

    The probability of a null bead is that of its sentence to be left :func:`alone`.
    """
    corridor = chances.corridor
    source_alone, target_alone = alone(chances)
    best, best_entered = np.empty(corridor.size), np.empty(corridor.size)
    choice = np.empty(corridor.size, dtype=np.int8)
    passed = np.empty(corridor.size, dtype=bool)
    for i in range(corridor.sources + 1):
        row = corridor.row(i)
        if i:
            worth = _gather(best, best_entered, corridor, i) + _gain(chances.down[:, row])
            choice[row] = worth.argmax(axis=0)
            entered = worth.max(axis=0)
        else:
            entered = _first_row(corridor)
        # A run of 0-1 beads along the row, all at once: where it best begins is a running
        # maximum once the gains so far are taken off.
        so_far = np.cumsum(_gain(chances.across[row]))
        best[row] = np.maximum.accumulate(entered - so_far) + so_far
        best_entered[row] = entered
        passed[row] = best[row] > entered + 1e-9
    beads = []
    i, j = corridor.sources, corridor.targets
    may_pass = True
    while i or j:
        node = int(corridor.starts[i]) + j - int(corridor.low[i])
        if may_pass and passed[node]:
            a, b = SKIP_TARGET
            chance = target_alone[j - 1]
        else:
            a, b = DOWN[choice[node]]
            chance = chances.down[choice[node], node] if b else source_alone[i - 1]
        may_pass = (a, b) != SKIP_SOURCE
        beads.append((range(i - a, i), range(j - b, j), min(1.0, float(chance))))
        i, j = i - a, j - b
    beads.reverse()
    return beads


def _gain(chance: Floats) -> Values:
    """What a bead of this probability is worth to the path that takes it."""
    prudence = _PRUDENCE * np.log(np.maximum(chance, 1e-12))
    gain: Values = np.where(chance > 0, chance - _FEE + prudence, _DISMAL)
    return gain


def _first_row(corridor: Corridor) -> Values:
    """Nothing done yet: node (0, 0) is worth 0, and no other node of row 0 is entered."""
    row = np.full(int(corridor.starts[1]), float(IMPOSSIBLE))
    row[0] = 0.0
    return row


def _gather(nodes: Values, entered: Values, corridor: Corridor, i: int) -> Values:
    """For each shape of ``DOWN`` and node of row i, the value of the node the edge starts at.

    A bead 1-0 starts only where the node is entered.
    """
    low, high = int(corridor.low[i]), int(corridor.high[i])
    found = np.full((len(DOWN), high - low + 1), float(IMPOSSIBLE))
    for number, (a, b) in enumerate(DOWN):
        if a > i:
            continue
        base = int(corridor.low[i - a])
        first, last = max(low - b, base), min(high - b, int(corridor.high[i - a])) + 1
        if first < last:
            start = int(corridor.starts[i - a]) - base
            values = nodes if b else entered
            found[number, first + b - low : last + b - low] = values[start + first : start + last]
    return found


def _log_sum(terms: Values) -> Values:
    """log(sum(exp(terms))) over the first axis, without overflow."""
    top = terms.max(axis=0)
    total: Values = top + np.log(np.exp(terms - top).sum(axis=0))
    return total


def _forward(lattice: Lattice) -> tuple[Values, Values]:
    """Log of the summed weight of all paths that reach each node, and of those that enter it."""
    corridor = lattice.corridor
    nodes, entered = np.empty(corridor.size), np.empty(corridor.size)
    for i in range(corridor.sources + 1):
        row = corridor.row(i)
        if i:
            edges = _gather(nodes, entered, corridor, i)
            entered[row] = _log_sum(edges + lattice.down[:, row])
        else:
            entered[row] = _first_row(corridor)
        so_far = _skipped(lattice.across[row])
        nodes[row] = np.logaddexp.accumulate(entered[row] - so_far) + so_far
    return nodes, entered


def _backward(lattice: Lattice) -> tuple[Values, Values]:
    """Log of the summed weight of all paths from each node on: if entered, and if passed."""
    corridor = lattice.corridor
    entered, passed = np.empty(corridor.size), np.empty(corridor.size)
    for i in range(corridor.sources, -1, -1):
        row = corridor.row(i)
        if i < corridor.sources:
            edges = _gather_after(entered, lattice, i)
            left, left_passed = _log_sum(edges), _log_sum(edges[:-1])
        else:
            left = np.full(row.stop - row.start, float(IMPOSSIBLE))
            left[-1] = 0.0
            left_passed = left
        # Seen from the right: the 0-1 bead that leaves node j is filed under j + 1.
        leaving = np.append(lattice.across[row][1:], lattice.across[row][:1])
        so_far = _skipped(leaving[::-1])
        passed[row] = (np.logaddexp.accumulate(left_passed[::-1] - so_far) + so_far)[::-1]
        entered[row] = left
        on = np.maximum(leaving[:-1], _DISMAL) + passed[row][1:]
        entered[row][:-1] = np.logaddexp(left[:-1], on)
    return entered, passed


def _skipped(scores: Floats) -> Values:
    """Running total of the scores of 0-1 beads along a row, the first of which is not taken."""
    taken = np.maximum(scores, _DISMAL, dtype=np.float64)
    taken[0] = 0.0
    return np.cumsum(taken)


def _gather_after(nodes: Values, lattice: Lattice, i: int) -> Values:
    """For each shape and node of row i, edge score plus value of the node the edge leads to."""
    corridor = lattice.corridor
    low, high = int(corridor.low[i]), int(corridor.high[i])
    found = np.full((len(DOWN), high - low + 1), float(IMPOSSIBLE))
    for number, (a, b) in enumerate(DOWN):
        if i + a > corridor.sources:
            continue
        base = int(corridor.low[i + a])
        first, last = max(low + b, base), min(high + b, int(corridor.high[i + a])) + 1
        if first < last:
            start = int(corridor.starts[i + a]) - base
            there = slice(start + first, start + last)
            found[number, first - b - low : last - b - low] = (
                nodes[there] + lattice.down[number, there]
            )
    return found
