"""The translator's habits: which way they move the scores, and that little moves little."""

from __future__ import annotations

import numpy as np
import pytest

from duilian.align.corridor import whole
from duilian.align.habits import USUAL, adjusted, kind_of
from duilian.align.search import DOWN, IMPOSSIBLE, Lattice, Shape

NAMES = list(USUAL)


def lattice(share: dict[Shape, float] | None = None) -> Lattice:
    """A lattice of zeros, or with so much probability for beads of some shapes in all."""
    corridor = whole(4, 4)
    down = np.zeros((len(DOWN), corridor.size), dtype=np.float32)
    across = np.zeros(corridor.size, dtype=np.float32)
    for shape, mass in (share or {}).items():
        if shape == (0, 1):
            across[:] = mass / corridor.size
        else:
            down[DOWN.index(shape)] = mass / corridor.size
    return Lattice(corridor, down, across)


def change(share: dict[Shape, float], shape: Shape) -> float:
    """How far the scores of a shape move."""
    moved = adjusted(lattice(), lattice(share))
    return float(moved.across[3] if shape == (0, 1) else moved.down[DOWN.index(shape), 3])


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        ((1, 0), "source left alone"),
        ((0, 1), "target left alone"),
        ((1, 1), "one to one"),
        ((1, 2), "one to many"),
        ((1, 6), "one to many"),
        ((3, 1), "many to one"),
        ((2, 2), "many to many"),
        ((3, 2), "many to many"),
    ],
)
def test_kinds(shape: Shape, name: str) -> None:
    assert NAMES[kind_of(shape)] == name


def test_every_bead_is_of_a_kind_and_the_usual_shares_are_shares() -> None:
    assert {kind_of(shape) for shape in (*DOWN, (0, 1))} == set(range(len(USUAL)))
    assert sum(USUAL.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("beads", [1.0, 100.0, 100_000.0])
def test_usual_shares_change_nothing(beads: float) -> None:
    shape_of: list[Shape] = [(1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2)]
    share = {shape: beads * USUAL[NAMES[kind_of(shape)]] for shape in shape_of}
    for shape in shape_of:
        assert change(share, shape) == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("habit", [(1, 0), (0, 1), (1, 1), (1, 3), (2, 1), (2, 2)])
def test_what_is_common_here_gains_and_the_rest_loses(habit: Shape) -> None:
    others: list[Shape] = [(1, 0), (0, 1), (1, 1), (1, 2), (3, 1), (3, 2)]
    share = {habit: 500.0}
    assert change(share, habit) > 0.1
    for other in others:
        if kind_of(other) != kind_of(habit):
            assert change(share, other) < 0
        else:
            assert change(share, other) == pytest.approx(change(share, habit))


def test_a_short_text_proves_little() -> None:
    moved = [change({(1, 2): beads}, (1, 2)) for beads in (1.0, 10.0, 100.0, 10_000.0)]
    assert moved == sorted(moved)
    assert moved[0] < 0.15
    # Not more than if all beads there are were of this kind.
    assert moved[-1] < np.log(1 / USUAL["one to many"])


def test_scores_are_moved_not_replaced() -> None:
    scores, random = lattice(), np.random.default_rng(1)
    scores.down[:] = random.normal(size=scores.down.shape)
    before = scores.down.copy()
    moved = adjusted(scores, lattice({(1, 1): 300.0, (1, 0): 20.0}))
    assert moved.corridor is scores.corridor
    assert moved.down.dtype == np.float32
    np.testing.assert_array_equal(scores.down, before)
    shift = moved.down - scores.down
    np.testing.assert_allclose(shift, np.broadcast_to(shift[:, :1], shift.shape), atol=1e-5)


def test_the_impossible_stays_impossible() -> None:
    scores = lattice()
    scores.down[:, 0] = IMPOSSIBLE
    moved = adjusted(scores, lattice({(1, 1): 1e6}))
    assert (moved.down[:, 0] < -1e29).all()
    assert np.isfinite(moved.down).all()
