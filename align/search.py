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

What is known of a row of nodes follows from the rows before it, or after it. How rows in many
places of the lattice are visited together is told in :mod:`.strips`; here is what is done in a
row. What does not depend on other rows (where edges come from, what they score) is prepared for
many rows at once. To follow the details start at :func:`posteriors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from .corridor import Corridor
from .strips import NOTHING, Rows, Step, cells, visit_all

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

IMPOSSIBLE = np.float32(NOTHING)
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


def posteriors(
    lattice: Lattice, bonus: Values | None = None, out: Lattice | None = None
) -> tuple[Lattice, float]:
    """The probability of every edge, in the layout of the scores; the log weight of all paths.

    ``bonus`` is added to the score of every bead of a shape, and to what begins a run: one
    number for each of ``DOWN``, then for 0-1, a run of 1-0 and a run of 0-1. The probabilities
    are written over ``out``, which may be the scores themselves, if nobody wants those any more.
    """
    if out is None:
        down, across = np.empty_like(lattice.down), np.empty_like(lattice.across)
        out = Lattice(lattice.corridor, down, across)
    flow = _flow(lattice, bonus)
    for nodes, _, edges, passing in _shares(flow):
        out.down[:, nodes], out.across[nodes] = edges, passing
    return out, flow.total


def expected(lattice: Lattice) -> Values:
    """How many beads of each shape, and runs of null beads, are to be expected.

    In the order of ``DOWN``, then 0-1, runs of 1-0 and runs of 0-1.
    """
    counts = np.zeros(len(DOWN) + 3)
    flow = _flow(lattice, None)
    for nodes, rows, edges, passing in _shares(flow):
        counts[:_ACROSS] += edges.sum(axis=1)
        counts[_ACROSS] += passing.sum()
        further = _further(flow, nodes, rows)
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
    best = _Best(chances, source_alone, target_alone)
    visit_all(corridor, best, _TALLEST)
    choice, passed, starts = best.choice.tolist(), best.passed.tolist(), corridor.starts.tolist()
    low = corridor.low.tolist()
    beads = []
    i, j = corridor.sources, corridor.targets
    may_pass = True
    while i or j:
        node = starts[i] + j - low[i]
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


class _Best:
    """What the best path to each node is worth, and its last bead.

    ``choice`` is the number of the bead the node is entered by, ``passed`` says whether it is
    reached better by a bead 0-1 along the row.
    """

    way = 1

    def __init__(self, chances: Lattice, source_alone: Values, target_alone: Values) -> None:
        self._chances = chances
        # By the node before which the sentence stands; nothing stands before the first.
        self._before_row = np.append(0.0, source_alone).astype(np.float32)
        self._before_column = np.append(0.0, target_alone).astype(np.float32)
        self.values = _nothing(chances.corridor, 2)
        self.choice = np.empty(chances.corridor.size, dtype=np.int8)
        self.passed = np.empty(chances.corridor.size, dtype=bool)

    def prepare(self, rows: Rows) -> tuple[Rows, Numbers, Numbers, Floats, Floats]:
        """The nodes, where edges to them start, and what the edges are worth."""
        node = rows.node
        down, across = self._chances.down.take(node, axis=1), self._chances.across[node]
        # A null bead has one edge a gap, and is worth what all of them are together.
        np.copyto(down[_LAST], self._before_row[rows.row], where=down[_LAST] > 0)
        np.copyto(across, self._before_column[rows.column], where=across > 0)
        return rows, node, _starts(rows), _gain(down), _gain(across)

    def visit(self, prepared: tuple[Rows, Numbers, Numbers, Floats, Floats], step: Step) -> None:
        """See :class:`.strips.Program`."""
        rows, nodes, starts, down, across = prepared
        cell, node = rows.cell[step.here], nodes[step.here]
        worth = self.values.ravel().take(starts[:, step.here])
        worth += down[:, step.here]
        self.choice[node] = worth.argmax(axis=0)
        entered = np.maximum.reduce(worth, axis=0)
        if step.seed is not None:
            np.maximum(entered, step.seed, out=entered)
        # A run of 0-1 beads along the row, all at once: where it best begins is a running
        # maximum once the gains so far are taken off.
        so_far = np.cumsum(step.spread(across[step.here], 0.0), axis=1)
        begun = step.spread(entered, NOTHING) - so_far
        leading = np.maximum.accumulate(begun, axis=1)
        self.passed[node] = (leading > begun).ravel()[step.grid]
        leading += so_far
        self.values[_ENTERED, cell] = entered
        self.values[_REACHED, cell] = leading.ravel()[step.grid]


def _gain(chance: Floats) -> Floats:
    """What a bead of this probability is worth to the path that takes it."""
    gain = np.maximum(chance, np.float32(1e-12))
    np.log(gain, out=gain)
    gain *= np.float32(_PRUDENCE)
    gain += chance
    gain -= np.float32(_FEE)
    gain += (chance <= 0) * np.float32(_DISMAL)  # many times faster than to pick them out
    return gain


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
    """Room for what is known of nodes, by cell: shape (rows, cells)."""
    return np.full((rows, cells(corridor)), NOTHING)


_BLOCK_NODES, _BLOCK_ROWS = 4096, 256
"""Nodes and rows whose edges are looked at together."""

_TALLEST = max(a for a, _ in DOWN)
_LAST = len(DOWN) - 1
"""The place of the bead 1-0."""
_ACROSS = len(DOWN)
"""The place of the bead 0-1 in what is listed in the order of ``DOWN`` and beyond."""
_RUNS = slice(len(DOWN) + 1, len(DOWN) + 3)
"""The places of runs of 1-0 and of 0-1 there."""
_REACHES = [(a, np.array([b for _, b in shapes])) for a, shapes in groupby(DOWN, key=itemgetter(0))]
"""The beads of ``DOWN``, in order: numbers of source sentences, those of target sentences."""


def _starts(rows: Rows) -> Numbers:
    """Where the edges to the nodes of some rows start, shape (len(DOWN), nodes of the rows).

    Numbers for ``take`` from the flat array of :func:`_nothing`, of which a bead 1-0 has the
    second row to itself.
    """
    found = rows.ends(_REACHES, 1)
    found[_LAST] += cells(rows.corridor)
    return found


@dataclass(frozen=True, slots=True)
class _Flow:
    """The log of the summed weight of all paths to each node, and from it on.

    Rows of ``before`` are ``_ANY``, ``_BEFORE_DOWN`` and ``_BEFORE_ACROSS``, rows of ``after``
    ``_PAIRED``, ``_DOWNWARD`` and ``_ACROSSWARD``; columns are cells. ``total`` is of all paths
    from end to end.
    """

    lattice: Lattice
    bonus: Values
    before: Values
    after: Values
    total: float


def _flow(lattice: Lattice, bonus: Values | None) -> _Flow:
    if bonus is None:
        bonus = np.zeros(len(DOWN) + 3)
    forward, backward = _Forward(lattice, bonus), _Backward(lattice, bonus)
    for program in (forward, backward):
        visit_all(lattice.corridor, program, _TALLEST)
    total = float(backward.values[_PAIRED, 1])  # from node (0, 0) on
    return _Flow(lattice, bonus, forward.values, backward.values, total)


def _shares(flow: _Flow) -> Iterator[tuple[slice, Rows, Values, Values]]:
    """The share of all paths that take each edge, some rows at a time.

    Yields the numbers of the nodes and their rows, the shares of the edges down to them,
    (len(DOWN), nodes), and of the beads 0-1 to them, (nodes,).
    """
    lattice, corridor = flow.lattice, flow.lattice.corridor
    for first, last in corridor.blocks(0, nodes=_BLOCK_NODES, rows=_BLOCK_ROWS):
        nodes, rows = corridor.rows(first, last), Rows.of(corridor, np.arange(first, last))
        after = flow.after[:, rows.cell] - flow.total
        edges = flow.before.ravel().take(_starts(rows))
        edges += lattice.down[:, nodes]
        edges += flow.bonus[:_ACROSS, None]
        edges[:_LAST] += after[_PAIRED]
        edges[_LAST] += after[_DOWNWARD]
        passing = after[_ACROSSWARD]
        passing += lattice.across[nodes]
        passing += flow.bonus[_ACROSS]
        passing += flow.before[_BEFORE_ACROSS, rows.cell - 1]
        yield nodes, rows, _exponential(edges), _exponential(passing)


def _further(flow: _Flow, nodes: slice, rows: Rows) -> tuple[float, float]:
    """How many beads 1-0, and 0-1, that lead to some nodes are to be followed by another.

    What leads on is told by the difference it makes to have come that way: with another bead of
    the run ahead, nothing is to be paid for beginning one.
    """
    lattice = flow.lattice
    down = flow.before.ravel().take(_starts(rows)[_LAST])
    down += lattice.down[_LAST, nodes]
    below = rows.ends(_REACHES, -1)[_LAST]
    down += flow.after[_DOWNWARD].take(below)
    down += lattice.down[_LAST].take(below - rows.row - 2, mode="clip")
    down += 2 * flow.bonus[_LAST] - flow.total
    # Along a row: to a node from the left, and on to the right.
    along = flow.before[_BEFORE_ACROSS, rows.cell - 1] + lattice.across[nodes]
    along += flow.after[_ACROSSWARD].take(rows.cell + 1)
    along += lattice.across.take(rows.node + 1, mode="clip")
    along += 2 * flow.bonus[_ACROSS] - flow.total
    return float(_exponential(down).sum()), float(_exponential(along).sum())


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


class _Forward:
    """Log of the summed weight of all paths to each node: see :class:`_Flow`."""

    way = 1

    def __init__(self, lattice: Lattice, bonus: Values) -> None:
        self._lattice, self._bonus = lattice, bonus
        self._opening = np.array(lattice.opening) + bonus[_RUNS]
        self.values = _nothing(lattice.corridor, 3)

    def prepare(self, rows: Rows) -> tuple[Rows, Numbers, Values, Values]:
        """The nodes, where edges to them start, and the scores of the edges."""
        node = rows.node
        scores = self._lattice.down.take(node, axis=1) + self._bonus[:_ACROSS, None]
        return rows, _starts(rows), scores, _passing(self._lattice, node, self._bonus)

    def visit(self, prepared: tuple[Rows, Numbers, Values, Values], step: Step) -> None:
        """See :class:`.strips.Program`."""
        rows, starts, scores, across = prepared
        edges = self.values.ravel().take(starts[:, step.here])
        edges += scores[:, step.here]
        downward = edges[_LAST].copy()
        paired = _log_sum(edges[:_LAST])
        if step.seed is not None:
            np.maximum(paired, step.seed, out=paired)
        entered = np.logaddexp(paired, downward)
        paired += self._opening[0]
        cell = rows.cell[step.here]
        self.values[_BEFORE_DOWN, cell] = np.logaddexp(paired, downward)
        # Along a row only differences of the running total of its 0-1 beads count.
        skipped = np.cumsum(step.spread(across[step.here], 0.0), axis=1)
        along = step.spread(entered + self._opening[1], NOTHING)
        along -= skipped
        np.logaddexp.accumulate(along, axis=1, out=along)
        passed = np.full(step.shape, NOTHING)
        np.add(along[:, :-1], skipped[:, 1:], out=passed[:, 1:])
        along += skipped
        self.values[_BEFORE_ACROSS, cell] = along.ravel()[step.grid]
        self.values[_ANY, cell] = np.logaddexp(entered, passed.ravel()[step.grid])


class _Backward:
    """Log of the summed weight of all paths from each node on: see :class:`_Flow`."""

    way = -1

    def __init__(self, lattice: Lattice, bonus: Values) -> None:
        self._lattice, self._bonus = lattice, bonus
        self._opening = np.array(lattice.opening) + bonus[_RUNS]
        self.values = _nothing(lattice.corridor, 3)

    def prepare(self, rows: Rows) -> tuple[Rows, Numbers, Values, Values]:
        """The nodes, where edges from them lead to, and the scores of the edges."""
        onward = rows.ends(_REACHES, -1)
        scores = np.empty(onward.shape)
        for (a, _), edges, cell, out in zip(DOWN, self._lattice.down, onward, scores, strict=True):
            out[:] = edges.take(cell - rows.row - (a + 1), mode="clip")
        scores += self._bonus[:_ACROSS, None]
        onward[_LAST] += cells(rows.corridor)  # a bead 1-0 leads on as one
        return rows, onward, scores, _passing(self._lattice, rows.node, self._bonus)

    def visit(self, prepared: tuple[Rows, Numbers, Values, Values], step: Step) -> None:
        """See :class:`.strips.Program`."""
        rows, onward, scores, across = prepared
        edges = self.values.ravel().take(onward[:, step.here])
        edges += scores[:, step.here]
        downward = edges[_LAST].copy()
        paired = _log_sum(edges[:_LAST])
        if step.seed is not None:
            np.maximum(paired, step.seed, out=paired)
        skipped = np.cumsum(step.spread(across[step.here], 0.0), axis=1)
        on = step.spread(paired, NOTHING)
        on += skipped
        on = np.logaddexp.accumulate(on[:, ::-1], axis=1)[:, ::-1]
        passing = np.full(step.shape, NOTHING)
        np.subtract(on[:, 1:], skipped[:, :-1], out=passing[:, :-1])
        on -= skipped
        aside = passing.ravel()[step.grid]
        aside += self._opening[1]
        cell = rows.cell[step.here]
        self.values[_ACROSSWARD, cell] = on.ravel()[step.grid]
        self.values[_DOWNWARD, cell] = np.logaddexp(np.logaddexp(paired, downward), aside)
        downward += self._opening[0]
        self.values[_PAIRED, cell] = np.logaddexp(np.logaddexp(paired, downward), aside)


def _passing(lattice: Lattice, node: Numbers, bonus: Values) -> Values:
    """The scores of the beads 0-1 to some nodes; impossible ones can still be added up."""
    passing: Values = np.maximum(lattice.across[node] + bonus[_ACROSS], _DISMAL)
    return passing
