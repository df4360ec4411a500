"""A bead as an edge of the lattice: its score, its probability, and the edges beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...corpus.model import Bead
from ..aligner import Found
from ..corridor import Corridor
from ..search import DOWN, Lattice, Shape


@dataclass(frozen=True, slots=True)
class Edge:
    """A bead as an edge of the lattice, from node (i, j) to node (k, m)."""

    i: int
    j: int
    k: int
    m: int

    @property
    def ranges(self) -> tuple[range, range]:
        return range(self.i, self.k), range(self.j, self.m)

    @property
    def shape(self) -> Shape:
        return self.k - self.i, self.m - self.j

    def begins_run(self, before: Edge | None) -> bool:
        """Whether it is the first of a run of null beads, after this bead or the text's start."""
        return 0 in self.shape and (before is None or before.shape != self.shape)


def edge_of(bead: Bead) -> Edge:
    return Edge(bead.source.start, bead.target.start, bead.source.stop, bead.target.stop)


def value_of(lattice: Lattice, edge: Edge) -> float:
    """The score, or the probability, of an edge inside the corridor."""
    node = lattice.corridor.number(edge.k, edge.m)
    assert node is not None
    if edge.i == edge.k:
        return float(lattice.across[node])
    return float(lattice.down[DOWN.index(edge.shape), node])


def opening(scores: Lattice, edge: Edge) -> float:
    """What it costs to begin a run with this null bead."""
    return scores.opening[edge.i == edge.k]


def _edges_of_source(chances: Lattice, i: int) -> Iterator[tuple[Edge, float]]:
    """Every edge that takes source sentence i, with its probability."""
    corridor = chances.corridor
    for number, (a, b) in enumerate(DOWN):
        for k in range(i + 1, min(i + a, corridor.sources) + 1):
            values = chances.down[number, corridor.row(k)]
            low = int(corridor.low[k])
            for at in np.flatnonzero(values):
                j = low + int(at)
                yield Edge(k - a, j - b, k, j), float(values[at])


def _edges_of_target(chances: Lattice, j: int) -> Iterator[tuple[Edge, float]]:
    """Every edge that takes target sentence j, with its probability."""
    corridor = chances.corridor
    longest = max(b for _, b in DOWN)
    first, last = rows_at(corridor, j + 1, j + longest)
    for k in range(first, last):
        for end in range(j + 1, j + longest + 1):
            node = corridor.number(k, end)
            if node is None:
                continue
            if end == j + 1 and chances.across[node]:
                yield Edge(k, j, k, end), float(chances.across[node])
            for number in np.flatnonzero(chances.down[:, node]):
                a, b = DOWN[number]
                if end - b <= j:
                    yield Edge(k - a, end - b, k, end), float(chances.down[number, node])


def rows_at(corridor: Corridor, near: int, far: int) -> tuple[int, int]:
    """First and last row, exclusive, of those with a node in columns ``near`` to ``far``."""
    return (
        int(np.searchsorted(corridor.high, near, side="left")),
        int(np.searchsorted(corridor.low, far, side="right")),
    )


def rivals_of(found: Found, edge: Edge) -> list[tuple[Edge, float]]:
    """Other beads with the first sentence of this one, the most probable first.

    A sentence left alone is one and the same bead wherever in the other text the gap is put.
    """
    if edge.i < edge.k:
        edges = _edges_of_source(found.chances, edge.i)
    else:
        edges = _edges_of_target(found.chances, edge.j)
    best: dict[tuple[range, range], tuple[float, Edge]] = {}
    total: Counter[tuple[range, range]] = Counter()
    for other, chance in edges:
        total[other.ranges] += chance  # type: ignore[assignment]
        if other.ranges not in best or chance > best[other.ranges][0]:
            best[other.ranges] = chance, other
    del total[edge.ranges]
    return [(best[ranges][1], min(1.0, chance)) for ranges, chance in total.most_common()]
