"""The probabilities of boundaries, against every path of a small lattice."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from duilian.align.boundaries import boundaries
from duilian.align.corridor import whole
from duilian.align.search import DOWN, IMPOSSIBLE, Lattice, decode, posteriors
from duilian.corpus.model import Bead

Node = tuple[int, int]


def lattice(sources: int, targets: int, seed: int) -> Lattice:
    """Random scores."""
    corridor = whole(sources, targets)
    row, column = corridor.nodes(0, sources + 1)
    random = np.random.default_rng(seed)
    down = random.normal(size=(len(DOWN), corridor.size)).astype(np.float32)
    for number, (a, b) in enumerate(DOWN):
        down[number, (row < a) | (column < b)] = IMPOSSIBLE
    across = random.normal(size=corridor.size).astype(np.float32)
    across[column < 1] = IMPOSSIBLE
    return Lattice(corridor, down, across)


def passed(scores: Lattice) -> dict[Node, float]:
    """The probability of passing each node, by walking every path."""
    corridor = scores.corridor
    weights: dict[Node, float] = {}

    def walk(path: list[Node], weight: float, after_skip: bool) -> None:
        i, j = path[-1]
        if (i, j) == (corridor.sources, corridor.targets):
            for node in path:
                weights[node] = weights.get(node, 0.0) + math.exp(weight)
        for number, (a, b) in enumerate(DOWN):
            node = corridor.number(i + a, j + b)
            if node is not None and (b or not after_skip):
                score = float(scores.down[number, node])
                walk([*path, (i + a, j + b)], weight + score, False)
        node = corridor.number(i, j + 1)
        if node is not None:
            walk([*path, (i, j + 1)], weight + float(scores.across[node]), True)

    walk([(0, 0)], 0.0, False)
    return {node: weight / weights[0, 0] for node, weight in weights.items()}


@pytest.mark.parametrize("seed", range(5))
def test_a_boundary_is_as_probable_as_the_paths_through_it(seed: int) -> None:
    scores = lattice(4, 4, seed)
    chances, _ = posteriors(scores)
    beads = [Bead(*bead) for bead in decode(chances)]
    expected = passed(scores)
    found = boundaries(beads, chances)
    assert len(found) == len(beads) - 1
    for (before, after), probability in zip(pairwise(beads), found, strict=True):
        if before.is_null and after.is_null:
            assert probability is None
        else:
            node = before.source.stop, before.target.stop
            assert probability == pytest.approx(expected[node], abs=1e-5)


def test_outside_the_corridor_nothing_is_passed() -> None:
    chances, _ = posteriors(lattice(2, 2, 0))
    assert chances.reached(3, 0) == 0.0
    assert chances.reached(2, 2) == pytest.approx(1)
