"""The translator's habits: which way they move the scores, and that little moves little."""

from __future__ import annotations

import numpy as np
import pytest

from duilian.align.habits import GOES_ON, USUAL, bonus, kind_of
from duilian.align.search import DOWN, Shape

NAMES = list(USUAL)


SHAPES: list[Shape] = [*DOWN, (0, 1)]


def moved(share: dict[Shape, float], runs: dict[Shape, float] | None = None) -> np.ndarray:
    """What moves where so many beads of some shapes are expected, and so many runs of null beads.

    Without ``runs`` sentences left alone follow one another as often as they usually do.
    """
    if runs is None:
        often = dict(zip([(1, 0), (0, 1)], GOES_ON.values(), strict=True))
        runs = {shape: share.get(shape, 0.0) * (1 - often[shape]) for shape in often}
    beads = [share.get(shape, 0.0) for shape in SHAPES]
    return bonus(np.array([*beads, runs[1, 0], runs[0, 1]]))


def change(share: dict[Shape, float], shape: Shape) -> float:
    """How far the scores of a shape move; of a null bead, if it begins a run."""
    found = moved(share)
    change = float(found[SHAPES.index(shape)])
    if 0 in shape:
        change += float(found[len(SHAPES) + (shape == (0, 1))])
    return change


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
    for shape, often in zip(shape_of[:2], GOES_ON.values(), strict=True):
        share[shape] /= 1 - often  # usual are the runs
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


@pytest.mark.parametrize("shape", [(1, 0), (0, 1)])
def test_who_leaves_out_paragraphs_is_told_from_who_drops_a_sentence_here_and_there(
    shape: Shape,
) -> None:
    share: dict[Shape, float] = {(1, 1): 400.0, (1, 0): 40.0, (0, 1): 40.0}
    few, many = ({(1, 0): n, (0, 1): n} for n in (4.0, 40.0))
    going_on, beginning = SHAPES.index(shape), len(SHAPES) + (shape == (0, 1))
    paragraphs, sentences = moved(share, few), moved(share, many)
    assert paragraphs[going_on] > 0.1 > -0.1 > sentences[going_on]
    assert paragraphs[beginning] < sentences[beginning]


def test_no_more_than_half_of_what_was_seen_is_believed() -> None:
    here = np.log(1 / USUAL["one to many"])
    assert 0.4 * here < change({(1, 2): 100_000.0}, (1, 2)) < 0.5 * here
