"""Corridors and lattices of random scores, for tests of the search."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from duilian.align.corridor import Corridor, around
from duilian.align.search import DOWN, IMPOSSIBLE, Lattice


def lattice(corridor: Corridor, seed: int, spread: float = 2.0) -> Lattice:
    """Random scores; impossible where a bead would begin before the texts.

    To begin a run of null beads costs something, or gains something, in two lattices of three.
    """
    random = np.random.default_rng(seed)
    i, j = corridor.nodes(0, corridor.sources + 1)
    a, b = np.array(DOWN).T
    down = random.normal(0, spread, (len(DOWN), corridor.size)).astype(np.float32)
    down[(i < a[:, None]) | (j < b[:, None])] = IMPOSSIBLE
    across = random.normal(0, spread, corridor.size).astype(np.float32)
    across[j < 1] = IMPOSSIBLE
    opening = random.normal(0, spread, 2) * (seed % 3 > 0)
    return Lattice(corridor, down, across, (float(opening[0]), float(opening[1])))


def corridors() -> st.SearchStrategy[Corridor]:
    """Corridors around paths with long level and long steep stretches."""
    steps = st.lists(st.tuples(st.sampled_from([0, 0, 1, 1, 2, 3, 40]), st.integers(1, 20)))

    def make(drawn: list[tuple[int, int]], beyond: int, reach: int) -> Corridor:
        stretched = [step for step, times in drawn for _ in range(times if step < 40 else 1)]
        path = np.concatenate([[0], np.cumsum(stretched)]).astype(np.int64)
        return around(path, int(path[-1]) + beyond, reach)

    return st.builds(make, steps.map(lambda all: all[:6]), st.integers(0, 30), st.integers(0, 12))
