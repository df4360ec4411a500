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
likelier than it is.

Sentences are seldom left out one by one: a paragraph is, or a footnote. So a *run* of beads 1-0
(or of 0-1) has a price of its own, paid once where it begins, and each further sentence costs
less than it would alone (an affine gap: Gotoh 1982). What a bead costs then depends on the one
before, and three ways to reach a node are told apart: by a bead with text on both sides, by one
1-0, by one 0-1.

Rows are visited in order and each row's nodes all at once. What does not depend on the row
before (where edges come from, what they score) is prepared for many rows together, so that
little more than a dozen array operations are left for each source sentence. To follow the
details start at :func:`posteriors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .corridor import Corridor

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
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
    there is no such edge the score is ``IMPOSSIBLE``. ``opening`` is what the first bead of a
    run of beads 1-0 has on top of its score, and of a run of 0-1. A lattice of probabilities
    has no use for it.
    """

    corridor: Corridor
    down: Floats
    across: Floats
    opening: tuple[float, float] = (0.0, 0.0)

    def reached(self, i: int, j: int) -> float:
        """Of probabilities: that of passing node (i, j), the sum over the edges into it."""
        node = self.corridor.number(i, j)
        if node is None:
            return 0.0
        return float(self.down[:, node].sum(dtype=np.float64) + self.across[node])


def posteriors(lattice: Lattice, bonus: Values | None = None) -> tuple[Lattice, float]:
    """The probability of every edge, in the layout of the scores; the log weight of all paths.

    ``bonus`` is added to the score of every bead of a shape, and to what begins a run: one
    number for each of ``DOWN``, then for 0-1, a run of 1-0 and a run of 0-1.
    """
    down, across = np.empty_like(lattice.down), np.empty_like(lattice.across)
    flow = _flow(lattice, bonus)
    for nodes, edges, passing in _shares(flow):
        down[:, nodes], across[nodes] = edges, passing
    return Lattice(lattice.corridor, down, across), flow.total


def expected(lattice: Lattice) -> Values:
    """How many beads of each shape, and runs of null beads, are to be expected.

    In the order of ``DOWN``, then 0-1, runs of 1-0 and runs of 0-1.
    """
    counts = np.zeros(len(DOWN) + 3)
    flow = _flow(lattice, None)
    for nodes, edges, passing in _shares(flow):
        counts[:_ACROSS] += edges.sum(axis=1)
        counts[_ACROSS] += passing.sum()
        further = _further(flow, nodes)
        counts[_RUNS] += edges[_LAST].sum() - further[0], passing.sum() - further[1]
    return counts


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
    # By the node before which the sentence stands; nothing stands before the first.
    before_row, before_column = np.append(0.0, source_alone), np.append(0.0, target_alone)
    best = _nothing(corridor, 2)
    choice = np.empty(corridor.size, dtype=np.int8)
    passed = np.empty(corridor.size, dtype=bool)
    for first, last in _blocks(corridor):
        nodes = corridor.rows(first, last)
        before = _before(corridor, first, last)
        row_of, column_of = corridor.nodes(first, last)
        # A null bead has one edge a gap, and is worth what all of them are together.
        down, across = chances.down[:, nodes].copy(), chances.across[nodes]
        down[-1] = np.where(down[-1] > 0, before_row[row_of], 0.0)
        across = np.where(across > 0, before_column[column_of], 0.0)
        gain = _gain(down)
        # A run of 0-1 beads along the row, all at once: where it best begins is a running
        # maximum once the gains so far are taken off.
        so_far = np.cumsum(_gain(across))
        for i in range(first, last):
            row = corridor.row(i)
            here = slice(row.start - nodes.start, row.stop - nodes.start)
            if i:
                worth = best.ravel().take(before[:, here])
                worth += gain[:, here]
                worth.argmax(axis=0, out=choice[row])
                entered = np.maximum.reduce(worth, axis=0)
            else:
                entered = _first_row(corridor)
            best[_ENTERED, row] = entered
            entered = entered - so_far[here]
            leading = np.maximum.accumulate(entered)
            np.greater(leading, entered, out=passed[row])
            np.add(leading, so_far[here], out=best[_REACHED, row])
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
    prudence = np.log(np.maximum(chance, 1e-12)) * np.float32(_PRUDENCE)
    gain: Values = np.where(chance > 0, chance - _FEE + prudence, _DISMAL).astype(np.float64)
    return gain


def _first_row(corridor: Corridor) -> Values:
    """Nothing done yet: node (0, 0) is worth 0, and no other node of row 0 is entered."""
    row = np.full(int(corridor.starts[1]), float(IMPOSSIBLE))
    row[0] = 0.0
    return row


_REACHED, _ENTERED = 0, 1
"""Rows of what decoding knows of nodes: if they are reached at all, and if from a row above."""
_ANY, _BEFORE_DOWN, _BEFORE_ACROSS = 0, 1, 2
"""Rows of what is known of the paths to a node: of all that a bead with text on both sides may
follow, of those a bead 1-0 may follow, and of those a bead 0-1 may, with what it costs to begin
a run where that would begin one."""
_PAIRED, _DOWNWARD, _ACROSSWARD = 0, 1, 2
"""Rows of what is known of the paths on from a node, if it was reached by a bead with text on
both sides (or is the first), by a bead 1-0, by a bead 0-1."""


def _nothing(corridor: Corridor, rows: int) -> Values:
    """Room for what is known of nodes, shape (rows, nodes + 1); the last stands for no node."""
    values = np.empty((rows, corridor.size + 1))
    values[:, -1] = IMPOSSIBLE
    return values


def _blocks(corridor: Corridor) -> list[tuple[int, int]]:
    """Rows that are prepared together."""
    return corridor.blocks(0, nodes=_BLOCK_NODES, rows=_BLOCK_ROWS)


_BLOCK_NODES, _BLOCK_ROWS = 4096, 128

_TALLEST = max(a for a, _ in DOWN)
_LAST = len(DOWN) - 1
"""The place of the bead 1-0."""
_ACROSS = len(DOWN)
"""The place of the bead 0-1 in what is listed in the order of ``DOWN`` and beyond."""
_RUNS = slice(len(DOWN) + 1, len(DOWN) + 3)
"""The places of runs of 1-0 and of 0-1 there."""


def _before(corridor: Corridor, first: int, last: int) -> Numbers:
    """Where the edges to the nodes of some rows start, shape (len(DOWN), nodes of the rows).

    Numbers for ``take`` from the flat array of :func:`_nothing`, of which a bead 1-0 has the
    second row to itself.
    """
    found = _other_ends(corridor, first, last, -1)
    found[_LAST] += corridor.size + 1
    return found


def _other_ends(corridor: Corridor, first: int, last: int, way: int) -> Numbers:
    """The node each edge starts at (``way`` -1) or leads to (1), for the nodes of some rows.

    Shape (len(DOWN), nodes of the rows). Where there is none the number is that after the
    last node.
    """
    rows, widths = np.arange(first, last), np.diff(corridor.starts[first : last + 1])
    _, column = corridor.nodes(first, last)
    other = rows + way * np.arange(1, _TALLEST + 1)[:, None]
    there = np.clip(other, 0, corridor.sources)
    exists = there == other
    low = np.where(exists, corridor.low[there], 1)
    high = np.where(exists, corridor.high[there], 0)
    base = corridor.starts[there] - corridor.low[there]
    low, high, base = (np.repeat(numbers, widths, axis=1) for numbers in (low, high, base))
    found = np.empty((len(DOWN), len(column)), dtype=np.int64)
    for number, (a, b) in enumerate(DOWN):
        at = column + way * b
        inside = (at >= low[a - 1]) & (at <= high[a - 1])
        found[number] = np.where(inside, base[a - 1] + at, corridor.size)
    return found


@dataclass(frozen=True, slots=True)
class _Flow:
    """The log of the summed weight of all paths to each node, and from it on.

    Rows of ``before`` are ``_ANY``, ``_BEFORE_DOWN`` and ``_BEFORE_ACROSS``, rows of ``after``
    ``_PAIRED``, ``_DOWNWARD`` and ``_ACROSSWARD``. ``opening`` is what runs cost to begin, bonus
    included; ``total`` is of all paths from end to end.
    """

    lattice: Lattice
    bonus: Values
    opening: Values
    before: Values
    after: Values
    total: float


def _flow(lattice: Lattice, bonus: Values | None) -> _Flow:
    if bonus is None:
        bonus = np.zeros(len(DOWN) + 3)
    opening: Values = np.array(lattice.opening, dtype=np.float64) + bonus[_RUNS]
    before, after = _forward(lattice, bonus, opening), _backward(lattice, bonus, opening)
    return _Flow(lattice, bonus, opening, before, after, float(after[_PAIRED, 0]))  # node (0, 0)


def _shares(flow: _Flow) -> Iterator[tuple[slice, Values, Values]]:
    """The share of all paths that take each edge, some rows at a time.

    Yields the numbers of the nodes, the shares of the edges down to them, (len(DOWN), nodes),
    and of the beads 0-1 to them, (nodes,).
    """
    lattice, corridor = flow.lattice, flow.lattice.corridor
    for first, last in _blocks(corridor):
        nodes = corridor.rows(first, last)
        edges = flow.before.ravel().take(_before(corridor, first, last))
        edges += lattice.down[:, nodes]
        edges += flow.bonus[:_ACROSS, None]
        edges[:_LAST] += flow.after[_PAIRED, nodes] - flow.total
        edges[_LAST] += flow.after[_DOWNWARD, nodes] - flow.total
        passing = flow.after[_ACROSSWARD, nodes] - flow.total + _across(flow, nodes)
        passing[1:] += flow.before[_BEFORE_ACROSS, nodes][:-1]
        passing[corridor.starts[first:last] - nodes.start] = IMPOSSIBLE  # nothing is to the left
        yield nodes, _exponential(edges), _exponential(passing)


def _across(flow: _Flow, nodes: slice) -> Values:
    """What the beads 0-1 to some nodes score, bonus included."""
    scores: Values = flow.lattice.across[nodes] + flow.bonus[_ACROSS]
    return scores


def _further(flow: _Flow, nodes: slice) -> tuple[float, float]:
    """How many beads 1-0, and 0-1, that lead to some nodes are to be followed by another.

    What leads on is told by the difference it makes to have come that way: with another bead of
    the run ahead, nothing is to be paid for beginning one.
    """
    lattice, corridor = flow.lattice, flow.lattice.corridor
    first, last = np.searchsorted(corridor.starts, [nodes.start, nodes.stop])
    to_here = _before(corridor, int(first), int(last))[_LAST]
    down = flow.before.ravel().take(to_here) + lattice.down[_LAST, nodes] + flow.bonus[_LAST]
    below = _other_ends(corridor, int(first), int(last), 1)[_LAST]
    down += flow.after[_DOWNWARD].take(below) + flow.bonus[_LAST]
    down += np.append(lattice.down[_LAST], IMPOSSIBLE).take(below)
    # Along a row: to a node from the left, and on to the right.
    row_starts = corridor.starts[first:last] - nodes.start
    scores = _across(flow, nodes)
    scores[row_starts] = IMPOSSIBLE
    along = flow.before[_BEFORE_ACROSS, nodes][:-2] + scores[1:-1] + scores[2:]
    along += flow.after[_ACROSSWARD, nodes][2:]
    return (
        float(_exponential(down - flow.total).sum()),
        float(_exponential(along - flow.total).sum()),
    )


def _exponential(logs: Values) -> Values:
    """Probabilities from their logs, in place; 1 is not exceeded by rounding."""
    np.minimum(logs, 0.0, out=logs)
    return np.exp(logs, out=logs)


def _log_sum(terms: Values) -> Values:
    """log(sum(exp(terms))) over the first axis, without overflow. Uses the terms up."""
    top = np.maximum.reduce(terms, axis=0)
    terms -= top
    np.exp(terms, out=terms)
    total: Values = np.add.reduce(terms, axis=0)
    np.log(total, out=total)
    total += top
    return total


def _forward(lattice: Lattice, bonus: Values, opening: Values) -> Values:
    """Log of the summed weight of all paths to each node: see :class:`_Flow`."""
    corridor = lattice.corridor
    values = _nothing(corridor, 3)
    flat = values.ravel()
    for first, last in _blocks(corridor):
        nodes = corridor.rows(first, last)
        before = _before(corridor, first, last)
        scores = lattice.down[:, nodes] + bonus[:_ACROSS, None]
        # The running total of the scores of 0-1 beads along a row: only differences count.
        skipped = np.cumsum(np.maximum(lattice.across[nodes] + bonus[_ACROSS], _DISMAL))
        for i in range(first, last):
            row = corridor.row(i)
            here = slice(row.start - nodes.start, row.stop - nodes.start)
            if i:
                edges = flat.take(before[:, here])
                edges += scores[:, here]
                downward = edges[_LAST].copy()
                paired = _log_sum(edges[:_LAST])
                entered = np.logaddexp(paired, downward)
                paired += opening[0]
                np.logaddexp(paired, downward, out=values[_BEFORE_DOWN, row])
            else:
                entered = _first_row(corridor)
                values[_BEFORE_DOWN, row] = entered + opening[0]
            along = np.logaddexp.accumulate(entered + opening[1] - skipped[here])
            np.add(along, skipped[here], out=values[_BEFORE_ACROSS, row])
            entered[1:] = np.logaddexp(entered[1:], along[:-1] + skipped[here][1:])
            values[_ANY, row] = entered
    return values


def _backward(lattice: Lattice, bonus: Values, opening: Values) -> Values:
    """Log of the summed weight of all paths from each node on: see :class:`_Flow`."""
    corridor = lattice.corridor
    values = _nothing(corridor, 3)
    for first, last in reversed(_blocks(corridor)):
        nodes = corridor.rows(first, last)
        onward = _other_ends(corridor, first, last, 1)
        scores = np.empty(onward.shape)
        for number, edges in enumerate(lattice.down):
            scores[number] = edges.take(onward[number], mode="clip")
        scores += bonus[:_ACROSS, None]
        onward[_LAST] += corridor.size + 1  # a bead 1-0 leads on as one
        skipped = np.cumsum(np.maximum(lattice.across[nodes] + bonus[_ACROSS], _DISMAL))
        for i in reversed(range(first, last)):
            row = corridor.row(i)
            here = slice(row.start - nodes.start, row.stop - nodes.start)
            if i < corridor.sources:
                edges = values.ravel().take(onward[:, here])
                edges += scores[:, here]
                downward = edges[_LAST].copy()
                paired = _log_sum(edges[:_LAST])
                left = np.logaddexp(paired, downward)
                from_paired = np.logaddexp(paired, downward + opening[0])
            else:
                paired = np.full(row.stop - row.start, float(IMPOSSIBLE))
                paired[-1] = 0.0
                left, from_paired = paired.copy(), paired.copy()
            on = np.logaddexp.accumulate((paired + skipped[here])[::-1])[::-1]
            np.subtract(on, skipped[here], out=values[_ACROSSWARD, row])
            across = on[1:] - skipped[here][:-1] + opening[1]
            left[:-1] = np.logaddexp(left[:-1], across)
            values[_DOWNWARD, row] = left
            from_paired[:-1] = np.logaddexp(from_paired[:-1], across)
            values[_PAIRED, row] = from_paired
    return values
