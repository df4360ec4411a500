"""Scores taken apart: what each group of features adds to the score of a bead."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..aligner import Found
from ..block import Block
from ..evidence import FEATURES, SKIP_FEATURES, Nearby, bead_features, skip_features
from ..habits import bonus
from ..search import SHAPES, expected
from .edges import Edge, rows_at
from .groups import GROUPS, OTHER, SHAPE, SKIP_GROUPS


class Ledger:
    """Features and contributions of edges; keeps the rows of the lattice it saw last."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self._matter = found.matter.linked()
        self._weights = found.weights
        self._rows: dict[int, npt.NDArray[np.float32]] = {}
        # What is near a sentence takes many rows to know, so each block is looked at once.
        self._nearby = Nearby.nothing(found.matter)
        self._blocks = found.corridor.blocks(0, nodes=2048, rows=64)
        self._noted: set[int] = set()
        self._habits: npt.NDArray[np.float64] | None = None

    def habits(self) -> npt.NDArray[np.float64]:
        """What the scores were moved by, as :func:`duilian.align.habits.bonus` has it."""
        if self._habits is None:
            self._habits = bonus(expected(self.found.scores))
        return self._habits

    def features(self, edge: Edge) -> dict[str, float]:
        """The features of a bead, by name."""
        if edge.i == edge.k or edge.j == edge.m:
            return dict(zip(SKIP_FEATURES, self._skip(edge).tolist(), strict=True))
        column = edge.m - int(self.found.corridor.low[edge.k])
        row = self._row(edge.k)[SHAPES.index(edge.shape), column]
        return dict(zip(FEATURES, row.tolist(), strict=True))

    def nats(self, edge: Edge) -> dict[str, float]:
        """What each group contributes to the score of a bead, those that are nothing too."""
        weights = self._weights
        features = self.features(edge)
        if edge.i < edge.k and edge.j < edge.m:
            factors, groups = weights.beads, GROUPS
            nats = {SHAPE: float(weights.shapes[SHAPES.index(edge.shape)])}
        else:
            factors = weights.skip_source if edge.i < edge.k else weights.skip_target
            groups, nats = SKIP_GROUPS, {}
        group_of = {name: group for group, names in groups.items() for name in names}
        for (name, value), factor in zip(features.items(), factors.tolist(), strict=True):
            group = group_of.get(name, OTHER)
            nats[group] = nats.get(group, 0.0) + value * factor
        return nats

    def _row(self, row: int) -> npt.NDArray[np.float32]:
        if row not in self._rows:
            if len(self._rows) >= 64:
                self._rows.clear()
            block = Block.around(self._matter, self.found.corridor, row, row + 1)
            self._rows[row] = bead_features(block)
        return self._rows[row]

    def _skip(self, edge: Edge) -> npt.NDArray[np.float32]:
        """The features of leaving alone the one sentence of an edge."""
        matter, corridor = self._matter, self.found.corridor
        of_source = edge.i < edge.k
        if of_source:
            first, last = edge.k, edge.k + 1
        else:
            first, last = rows_at(corridor, edge.m, edge.m)
        for begin, end in self._blocks:
            if begin < last and end > first and begin not in self._noted:
                self._noted.add(begin)
                self._nearby.note(Block.around(matter, corridor, begin, end))
        skips = skip_features(matter, self._nearby)
        found: npt.NDArray[np.float32] = skips[0][edge.i] if of_source else skips[1][edge.j]
        return found
