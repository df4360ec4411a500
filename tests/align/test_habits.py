"""The translator's habits: which way they move the scores, and that little moves little."""

from __future__ import annotations

import numpy as np
import pytest

from duilian.align.habits import USUAL, bonus, kind_of
from duilian.align.search import DOWN, Shape

NAMES = list(USUAL)


def change(share: dict[Shape, float], shape: Shape) -> float:
    """How far the scores of a shape move where so many beads of some shapes are expected."""
    shapes = [*DOWN, (0, 1)]
    beads = np.zeros(len(shapes))
    for other, count in share.items():
        beads[shapes.index(other)] = count
    return float(bonus(beads)[shapes.index(shape)])


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
