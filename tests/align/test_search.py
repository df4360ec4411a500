"""The search, against every path there is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duilian.align import search
from duilian.align.corridor import Corridor, around, whole
from duilian.align.search import (
    DOWN,
    IMPOSSIBLE,
    SHAPES,
    Lattice,
    Shape,
    decode,
    expected,
    posteriors,
)

from .lattices import corridors, lattice

Edge = tuple[int, int, int, int]
"""A bead: the node it starts at and the node it leads to."""


def number(corridor: Corridor, i: int, j: int) -> int | None:
    """The number of a node, or None outside the corridor."""
    if not 0 <= i <= corridor.sources or not corridor.low[i] <= j <= corridor.high[i]:
        return None
    return int(corridor.starts[i] + j - corridor.low[i])


def value(found: Lattice, edge: Edge) -> float:
    """What a lattice holds for a bead."""
    i, j, k, m = edge
    node = number(found.corridor, k, m)
    assert node is not None
    if (k - i, m - j) == (0, 1):
        return float(found.across[node])
    return float(found.down[DOWN.index((k - i, m - j)), node])


def all_paths(corridor: Corridor) -> list[tuple[Edge, ...]]:
    """Every way from the first node to the last inside the corridor.

    Null beads in one place are told in one order: none 1-0 comes after one 0-1.
    """

    def onward(i: int, j: int, last: Shape) -> Iterator[tuple[Edge, ...]]:
        if (i, j) == (corridor.sources, corridor.targets):
            yield ()
        for a, b in (*DOWN, (0, 1)):
            if (last, (a, b)) != ((0, 1), (1, 0)) and number(corridor, i + a, j + b) is not None:
                for rest in onward(i + a, j + b, (a, b)):
                    yield ((i, j, i + a, j + b), *rest)

    return list(onward(0, 0, (1, 1)))


def runs(way: Iterable[Edge]) -> list[int]:
    """How many runs of beads 1-0, and of beads 0-1, a way has."""
    begun = [0, 0]
    before: Shape = (1, 1)
    for i, j, k, m in way:
        shape = k - i, m - j
        if shape != before and 0 in shape:
            begun[shape == (0, 1)] += 1
        before = shape
    return begun


def weight(scores: Lattice, way: tuple[Edge, ...]) -> float:
    """The score of a way: of its beads, and of beginning its runs of null beads."""
    begun = [n * price for n, price in zip(runs(way), scores.opening, strict=True)]
    return math.fsum([*(value(scores, edge) for edge in way), *begun])


def same_bead(edge: Edge, other: Edge) -> bool:
    """Whether two edges are one bead: null beads are, if they leave the same sentence alone."""
    i, j, k, m = edge
    if j == m:
        return other[1] == other[3] and (i, k) == (other[0], other[2])
    if i == k:
        return other[0] == other[2] and (j, m) == (other[1], other[3])
    return edge == other


MANY = 3_000
"""More ways than this are not each held against the one that was chosen."""


def check_against_all_paths(scores: Lattice) -> None:
    corridor = scores.corridor
    ways = all_paths(corridor)
    weights = np.array([weight(scores, way) for way in ways])
    total = weights.max() + math.log(np.exp(weights - weights.max()).sum())
    shares = np.exp(weights - total)
    share_of: defaultdict[Edge, float] = defaultdict(float)
    for way, share in zip(ways, shares, strict=True):
        for edge in way:
            share_of[edge] += share

    chances, found_total = posteriors(scores)
    assert found_total == pytest.approx(total, abs=1e-5, rel=1e-6)
    for edge, share in share_of.items():
        assert value(chances, edge) == pytest.approx(share, abs=1e-5), edge
    begun = shares @ np.array([runs(way) for way in ways])
    assert expected(scores)[-2:] == pytest.approx(begun, abs=1e-4)
    # Nothing but these edges has any probability.
    everything = chances.down.sum(dtype=np.float64) + chances.across.sum(dtype=np.float64)
    assert everything == pytest.approx(sum(share_of.values()), abs=1e-3)

    def worth(way: Iterable[Edge]) -> float:
        # A null bead is worth what all gaps are that its sentence may be held against.
        shares = [
            math.fsum(value(chances, other) for other in share_of if same_bead(edge, other))
            for edge in way
        ]
        return float(search._gain(np.array(shares, dtype=np.float32)).sum())

    most = max(map(worth, ways)) if len(ways) <= MANY else -math.inf
    beads = decode(chances)
    edges = [(s.start, t.start, s.stop, t.stop) for s, t, _ in beads]
    assert worth(edges) >= most - 1e-3
    # A null bead has the probability of all gaps that its sentence may be held against.
    for edge, (_, _, chance) in zip(edges, beads, strict=True):
        share = math.fsum(part for other, part in share_of.items() if same_bead(edge, other))
        assert chance == pytest.approx(share, abs=1e-4)


@pytest.mark.parametrize(
    ("sources", "targets"), [(n, m) for n in range(5) for m in range(5) if n * m <= 12 and n + m]
)
def test_whole_lattices_against_every_path(sources: int, targets: int) -> None:
    for seed in range(3):
        check_against_all_paths(lattice(whole(sources, targets), seed))


def test_a_lattice_of_five_by_five_against_every_path() -> None:
    corridor = whole(5, 5)
    assert len(all_paths(corridor)) > 2_000
    check_against_all_paths(lattice(corridor, 7))


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(st.integers(0, 3), min_size=1, max_size=4),
    beyond=st.integers(0, 1),
    reach=st.integers(0, 1),
    seed=st.integers(0, 1000),
)
def test_corridors_against_every_path(steps: list[int], beyond: int, reach: int, seed: int) -> None:
    path = np.concatenate([[0], np.cumsum(steps)]).astype(np.int64)
    # Narrower than `around` makes them, so that the borders count.
    corridor = around(path, min(6, int(path[-1]) + beyond), reach) if path[-1] < 6 else whole(2, 3)
    check_against_all_paths(lattice(corridor, seed))


@pytest.mark.parametrize("spread", [0.0, 30.0, 300.0])
def test_flat_and_steep_scores_against_every_path(spread: float) -> None:
    for seed in range(3):
        check_against_all_paths(lattice(whole(3, 4), seed, spread))


def test_one_bead_and_nothing_else() -> None:
    corridor = whole(1, 1)
    scores = lattice(corridor, 0)
    scores.down[SHAPES.index((1, 1)), number(corridor, 1, 1)] = 40.0
    chances, _ = posteriors(scores)
    ((source, target, chance),) = decode(chances)
    assert (source, target) == (range(0, 1), range(0, 1))
    assert chance == pytest.approx(1.0)


# --- what holds for any lattice ---------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(corridor=corridors(), seed=st.integers(0, 1000), spread=st.sampled_from([0.1, 3.0, 40.0]))
def test_every_sentence_is_in_one_bead(corridor: Corridor, seed: int, spread: float) -> None:
    chances, total = posteriors(lattice(corridor, seed, spread))
    assert math.isfinite(total)
    assert (chances.down >= 0).all()
    assert (chances.across >= 0).all()
    assert chances.down.max() <= 1 + 1e-4
    # The beads that hold a sentence: of these a path takes exactly one.
    row, column = corridor.nodes(0, corridor.sources + 1)
    source, target = np.zeros(corridor.sources + 1), np.zeros(corridor.targets + 1)
    for (a, b), held in zip(DOWN, chances.down.astype(np.float64), strict=True):
        for back in range(a):
            np.add.at(source, np.maximum(row - back, 0), held)
        for back in range(b):
            np.add.at(target, np.maximum(column - back, 0), held)
    np.add.at(target, column, chances.across.astype(np.float64))
    np.testing.assert_allclose(source[1:], 1.0, atol=1e-3)
    np.testing.assert_allclose(target[1:], 1.0, atol=1e-3)


@settings(max_examples=60, deadline=None)
@given(corridor=corridors(), seed=st.integers(0, 1000), spread=st.sampled_from([0.1, 3.0, 40.0]))
def test_beads_cover_every_sentence_once_and_in_order(
    corridor: Corridor, seed: int, spread: float
) -> None:
    chances, _ = posteriors(lattice(corridor, seed, spread))
    beads = decode(chances)
    assert [i for source, _, _ in beads for i in source] == list(range(corridor.sources))
    assert [j for _, target, _ in beads for j in target] == list(range(corridor.targets))
    for source, target, chance in beads:
        assert 0 <= chance <= 1
        shape: Shape = (len(source), len(target))
        assert shape in DOWN or shape == (0, 1)
        # The gap of a null bead is where its neighbours meet.
        assert number(corridor, source.stop, target.stop) is not None
    ends = [(source.stop, target.stop) for source, target, _ in beads]
    starts = [(source.start, target.start) for source, target, _ in beads]
    assert starts == [(0, 0), *ends][: len(starts)]


@pytest.mark.parametrize("seed", range(3))
def test_a_bonus_is_the_same_as_higher_scores(seed: int) -> None:
    corridor = around(np.arange(0, 60, 2), 60, 4)
    scores = lattice(corridor, seed)
    bonus = np.random.default_rng(seed).normal(size=len(DOWN) + 3)
    shapes, across, runs = np.split(bonus, [len(DOWN), len(DOWN) + 1])
    higher = Lattice(
        corridor,
        (scores.down + shapes[:, None]).astype(np.float32),
        (scores.across + across).astype(np.float32),
        (scores.opening[0] + runs[0], scores.opening[1] + runs[1]),
    )
    (found, total), (same, same_total) = posteriors(scores, bonus), posteriors(higher)
    assert total == pytest.approx(same_total, abs=1e-3)
    np.testing.assert_allclose(found.down, same.down, atol=1e-4)
    np.testing.assert_allclose(found.across, same.across, atol=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_expected_beads_are_the_sums_of_their_probabilities(seed: int) -> None:
    scores = lattice(around(np.arange(0, 60, 2), 60, 4), seed)
    chances, _ = posteriors(scores)
    beads = expected(scores)
    shapes, across = beads[: len(DOWN)], beads[len(DOWN)]
    np.testing.assert_allclose(shapes, chances.down.sum(axis=1, dtype=np.float64), atol=1e-4)
    assert across == pytest.approx(chances.across.sum(dtype=np.float64), abs=1e-4)
    # A run has a bead at least.
    assert (beads[-2:] <= (shapes[-1] + 1e-6, across + 1e-6)).all()
    taken = sum(count * a for count, (a, _) in zip(beads, DOWN, strict=False))
    assert taken == pytest.approx(scores.corridor.sources, abs=1e-3)


def test_the_shapes_go_to_six_to_one() -> None:
    assert {(4, 1), (1, 4), (6, 1), (1, 6), (2, 2), (2, 3), (3, 2)} <= set(SHAPES)
    assert len(DOWN) == len(SHAPES) + 1


def test_a_null_bead_on_the_target_side_can_be_impossible() -> None:
    corridor = whole(1, 2)
    down = np.full((len(DOWN), corridor.size), IMPOSSIBLE)
    across = np.full(corridor.size, IMPOSSIBLE)
    down[DOWN.index((1, 1)), 4] = 1.0  # (0, 0) to (1, 1)
    across[5] = 2.0  # (1, 1) to (1, 2): the only path there is
    chances, total = posteriors(Lattice(corridor, down, across))
    assert total == pytest.approx(3.0)
    assert chances.down[DOWN.index((1, 1)), 4] == pytest.approx(1.0)
    assert [bead[:2] for bead in decode(chances)] == [
        (range(0, 1), range(0, 1)),
        (range(1, 1), range(1, 2)),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_scattered_impossible_null_beads_against_every_path(seed: int) -> None:
    scores = lattice(whole(3, 4), seed)
    gone = np.random.default_rng(seed).random(scores.across.shape) < 0.4
    scores.across[gone] = IMPOSSIBLE
    scores.down[-1][np.random.default_rng(seed + 9).random(gone.shape) < 0.4] = IMPOSSIBLE
    check_against_all_paths(scores)
