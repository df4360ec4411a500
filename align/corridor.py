"""The part of the lattice that is searched.

On a bird's-eye level: node (i, j) of the lattice stands for "i source sentences and j target
sentences are done". All nodes of two documents of n and m sentences are (n + 1)(m + 1), too
many to visit, but the true path seldom strays from a rough one. So a corridor keeps, for each
i, only the j in a stretch around the rough path: memory and time grow with n + m, not n * m.
Where the rough path runs along a row (a chapter that only the target has) the stretch is as
long as that, so nothing is cut off.

Nodes are numbered row by row, left to right; whatever is known of nodes is kept in flat
arrays by that number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Path = npt.NDArray[np.int64]
"""A rough path: for each i from 0 to n the j at which it enters row i. Never falling."""
Numbers = npt.NDArray[np.int64]

_ROWS_AROUND = 3
"""A row also covers where the path is this many rows before and after."""


@dataclass(frozen=True, slots=True)
class Corridor:
    """Nodes (i, j) with ``low[i] <= j <= high[i]``; ``starts[i]`` is the number of the first.

    ``starts`` has one entry more than there are rows: the number of nodes.
    """

    low: Numbers
    high: Numbers
    starts: Numbers

    @property
    def sources(self) -> int:
        """The number of source sentences."""
        return len(self.low) - 1

    @property
    def targets(self) -> int:
        """The number of target sentences."""
        return int(self.high[-1])

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int(self.starts[-1])

    def number(self, i: int, j: int) -> int | None:
        """The number of node (i, j); None if it is not in the corridor."""
        if not 0 <= i <= self.sources or not self.low[i] <= j <= self.high[i]:
            return None
        return int(self.starts[i]) + j - int(self.low[i])

    def row(self, i: int) -> slice:
        """The numbers of the nodes of row i."""
        return slice(int(self.starts[i]), int(self.starts[i + 1]))

    def rows(self, first: int, last: int) -> slice:
        """The numbers of the nodes of rows ``first`` to ``last``, exclusive."""
        return slice(int(self.starts[first]), int(self.starts[last]))

    def nodes(self, first: int, last: int) -> tuple[Numbers, Numbers]:
        """The i and the j of every node of rows ``first`` to ``last``, exclusive."""
        widths = self.high[first:last] - self.low[first:last] + 1
        i = np.repeat(np.arange(first, last), widths)
        ahead = np.arange(len(i)) - np.repeat(self.starts[first:last] - self.starts[first], widths)
        return i, np.repeat(self.low[first:last], widths) + ahead

    def blocks(self, first: int, nodes: int, rows: int) -> list[tuple[int, int]]:
        """Rows from ``first`` on, cut into blocks of at most so many nodes and rows.

        A row with more nodes is a block of its own.
        """
        cuts = []
        total = self.sources + 1
        while first < total:
            last = int(np.searchsorted(self.starts, self.starts[first] + nodes, side="right")) - 1
            last = min(max(last, first + 1), first + rows, total)
            cuts.append((first, last))
            first = last
        return cuts


def around(path: Path, targets: int, reach: int) -> Corridor:
    """The corridor that keeps ``reach`` sentences away from the path on both sides.

    It always holds the first node (0, 0) and the last (n, targets).
    """
    rows = len(path)
    position = np.arange(rows)
    before = path[np.maximum(position - _ROWS_AROUND, 0)]
    after = np.append(path, targets)[np.minimum(position + 1 + _ROWS_AROUND, rows)]
    low = np.clip(before - reach, 0, targets)
    high = np.clip(after + reach, 0, targets)
    low[0], high[-1] = 0, targets
    return between(low, high)


def between(low: Numbers, high: Numbers) -> Corridor:
    """The corridor with these borders, both included and never falling."""
    starts = np.concatenate([[0], np.cumsum(high - low + 1)])
    return Corridor(low, high, starts)


def whole(sources: int, targets: int) -> Corridor:
    """All nodes of two documents."""
    rows = sources + 1
    return between(np.zeros(rows, dtype=np.int64), np.full(rows, targets, dtype=np.int64))


def common(one: Corridor, other: Corridor) -> Corridor:
    """The nodes that lie in both of two corridors, which must meet in every row."""
    return between(np.maximum(one.low, other.low), np.minimum(one.high, other.high))


def clearance(path: Path, corridor: Corridor) -> Numbers:
    """How far the path keeps from the corridor's borders in each row, in sentences.

    A border that is the edge of the lattice itself is no limit and does not count.
    """
    far = np.iinfo(np.int64).max
    left = np.append(path[1:], corridor.targets)
    below = np.where(corridor.low > 0, path - corridor.low, far)
    above = np.where(corridor.high < corridor.targets, corridor.high - left, far)
    nearer: Numbers = np.minimum(below, above)
    return nearer


def widened(corridor: Corridor, path: Path, rows: npt.NDArray[np.bool_], reach: int) -> Corridor:
    """A corridor that keeps ``reach`` away from the path in some rows and in as many rows
    around each of them, and is elsewhere as it was."""
    marked = np.concatenate([[0], np.cumsum(rows)])
    row = np.arange(len(rows))
    first, last = np.maximum(row - reach, 0), np.minimum(row + reach + 1, len(rows))
    near = marked[last] > marked[first]
    wide = around(path, corridor.targets, reach)
    low = np.where(near, np.minimum(corridor.low, wide.low), corridor.low)
    high = np.where(near, np.maximum(corridor.high, wide.high), corridor.high)
    # The borders must not fall where a wide stretch begins and ends.
    return between(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))
