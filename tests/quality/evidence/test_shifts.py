"""Which units belong to a drift, and what the row makes of their evidence."""

from __future__ import annotations

import numpy as np
import pytest

from duilian.quality.evidence.shifts import OFFSETS, Row, drifts, no_states, transitions


@pytest.mark.parametrize(
    ("shift", "lost", "expected"),
    [
        ((0, 0, 0), (), (0, 0, 0)),
        ((0, 1, 1, 0), (), (0, 0, 0, 0)),
        ((0, 1, 1, 1, 0), (), (0, 1, 1, 1, 0)),
        ((1, 1, 1, 0), (3,), (1, 1, 1, 1)),
        ((0, -2, -2, -2), (0,), (-2, -2, -2, -2)),
        ((1, 1, 1, 0, 1, 1, 1), (3,), (1, 1, 1, 1, 1, 1, 1)),
        ((1, 1, 1, 0, 1, 1, 1), (), (1, 1, 1, 0, 1, 1, 1)),
        ((3, 3, 3, -3, -3, -3), (), (3, 3, 3, -3, -3, -3)),
    ],
)
def test_drifts(shift: tuple[int, ...], lost: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert drifts(shift, [unit in lost for unit in range(len(shift))]) == expected


def test_what_follows_a_state_is_certain_to_be_some_state() -> None:
    assert np.allclose(transitions().sum(axis=1), 1.0)


def test_a_drift_is_seen_across_two_calls() -> None:
    row = Row()
    odds = np.full((4, len(OFFSETS) + 1), -6.0)
    odds[:, -1] = 0.0
    odds[:, OFFSETS.index(1)] = 6.0
    first = row.place(odds[:2], odds[2:])
    second = row.place(odds[2:], no_states())
    assert first.drift + second.drift == (1, 1, 1, 1)
    assert max(first.probability) < 0.01


def test_one_doubtful_pair_amid_good_ones_is_let_pass() -> None:
    odds = np.full((5, len(OFFSETS) + 1), -6.0)
    odds[:, -1] = 0.0
    odds[:, 0] = (5.0, 5.0, -2.0, 5.0, 5.0)
    placed = Row().place(odds, no_states())
    assert placed.probability[2] > 0.5
    assert placed.drift == (0, 0, 0, 0, 0)
